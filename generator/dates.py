"""EDTF readings of dates: their bounds, what the source's wording states of them, their words.

In: an EDTF string and, where there is one, the source's own wording for it.
Out: Bounds, the basis, the display form with supplied parts in brackets; or DateError.
Standard: Extended Date/Time Format, ISO 8601-2:2019, levels 0 and 1 and sets of one.
"""

from __future__ import annotations

import calendar
import contextlib
import datetime
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import edtf

from generator.date_units import MONTHS
from generator.date_words import Named, Wording, named, wording

Basis = Literal["stated", "partly stated", "relative", "inferred", "unknown"]

BASES: dict[Basis, str] = {
    "stated": "The source’s own words give day, month and year.",
    "partly stated": "The source’s words give a part of the date; the rest is supplied.",
    "relative": "The source names the day relative to another, as in “today” or “Tuesday”.",
    "inferred": "The source’s words give no date; it is inferred, for the reason shown.",
    "unknown": "The texts do not say when.",
}

UNKNOWN = "unknown"

# What the library accepts and this site does not: seasons, years beyond four digits, times, sets of
# several days. The shape is tested first, so that the library (slow on sets) sees short input only.
_MONTH = r"(?:0[1-9]|1[0-2])"  # 21 to 24 would be seasons
_DAY = (
    rf"(?:[0-9]{{4}}(?:-{_MONTH}(?:-[0-9]{{2}})?)?[?~%]?"
    rf"|[0-9]{{3}}X|[0-9]{{2}}XX|[0-9]{{4}}-XX(?:-XX)?|[0-9]{{4}}-{_MONTH}-XX)"
)
_PLAIN = re.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SHAPES = re.compile(
    rf"(?P<single>{_DAY})"
    rf"|(?P<throughout>(?:{_DAY}|\.\.)/(?:{_DAY}|\.\.))"
    rf"|(?P<within>\[(?:{_DAY}\.\.{_DAY}|{_DAY}\.\.|\.\.{_DAY})\])"
)


_DAY_GIVEN = re.compile(r"(?:([0-9]{3})X|([0-9]{4}))(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
QUALIFIED = {
    "~": re.compile(r"\b(?:about|around|circa|c\.|approximately|roughly|some time)", re.IGNORECASE),
    "?": re.compile(
        r"\b(?:perhaps|possibly|probably|likely|apparently|(?-i:may))\b", re.IGNORECASE
    ),
    "%": re.compile(r"\b(?:perhaps|possibly|probably) (?:about|around)\b", re.IGNORECASE),
}
"""The marks of EDTF for a date that is about right or in doubt, and the words that say so: "may"
with a small letter, for the month is none."""

Days = tuple[datetime.date, datetime.date]
"""A first and a last day."""


class DateError(ValueError):
    """An EDTF string that cannot be used; `hint` says what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Bounds:
    """The earliest and the latest day that a date can mean; None where it is open.

    `within` is true where it means one day somewhere between, false where it means throughout.
    """

    earliest: datetime.date | None
    latest: datetime.date | None
    within: bool = True

    @property
    def is_day(self) -> bool:
        """Whether it means one day and no other."""
        return self.earliest is not None and self.earliest == self.latest


@lru_cache(maxsize=65536)
def bounds(text: str) -> Bounds:
    """The days that an EDTF string can mean.

    Raises DateError where it is no EDTF, no day of the calendar, or runs backwards.
    """
    if text == UNKNOWN:
        return Bounds(None, None)
    begin, end = ends(text)
    within = _SHAPES.fullmatch(text)
    return Bounds(
        begin[0] if begin else None,
        end[1] if end else None,
        within=within is None or within.lastgroup != "throughout",
    )


@lru_cache(maxsize=65536)
def ends(text: str) -> tuple[Days | None, Days | None]:
    """The days that each end of a date can mean, the same for both where it is no interval.

    None where it is open. Raises DateError as `bounds` does.
    """
    shape = _SHAPES.fullmatch(text)
    if not shape:
        raise DateError(f'"{text[:60]}" is not a date that can be read', _mended(text))
    if "X" in text and shape.lastgroup != "single":
        raise DateError(f'"{text}" masks a part of an interval', "give its first and last day")
    if shape.lastgroup == "single":
        days = _limits(text)
        return days, days
    joint = "/" if shape.lastgroup == "throughout" else ".."
    inner = text if joint == "/" else text[1:-1]
    first, _, last = inner.partition(joint)
    begin = _limits(first) if first not in ("", "..") else None
    end = _limits(last) if last not in ("", "..") else None
    if begin is None and end is None:
        raise DateError(f'"{text}" is open at both ends', "write `unknown`")
    if begin is not None and end is not None and begin[0] > end[1]:
        raise DateError(f'"{text}" ends before it begins', "exchange the two days")
    return begin, end


def _limits(text: str) -> Days:
    """First and last day of a single EDTF date, by the library's strict bounds."""
    plain = _PLAIN.fullmatch(text)
    if plain:
        # Most dates are such; the library takes some milliseconds to parse each.
        year, month, day = (int(part) if part else 0 for part in plain.groups())
        with contextlib.suppress(ValueError):
            first = datetime.date(year, month or 1, day or 1)
            last_month = month or 12
            last_day = day or calendar.monthrange(year, last_month)[1]
            return first, datetime.date(year, last_month, last_day)
    try:
        parsed = edtf.parse_edtf(text)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        return datetime.date(*low[:3]), datetime.date(*high[:3])
    except (edtf.parser.edtf_exceptions.EDTFParseException, ValueError, TypeError, OverflowError):
        if text.startswith(("0000", "000X", "00XX")):
            raise DateError(
                f'"{text}" lies outside the years 1 to 9999', "give a year from 0001 on"
            ) from None
        raise DateError(f'"{text}" is not a day of the calendar', _mended(text)) from None


def _mended(text: str) -> str:
    """What the editor may have meant."""
    loose = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text.strip())
    if loose:
        year, month, day = (int(part) for part in loose.groups())
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(max(year, 1), month)[1]:
            return f'write "{year:04}-{month:02}-{day:02}"'
        return "month 01 to 12, day 01 to the end of that month"
    return (
        "write a day as 2023-09-12, a month as 2023-09, a time throughout as 2023-09-01/2023-09-03,"
        " some day within as [2023-09-01..2023-09-03], or unknown"
    )


def basis(text: str, stated: str | None) -> Basis:
    """How much of the date the source's own words carry."""
    if text == UNKNOWN:
        return "unknown"
    if not stated:
        return "inferred"
    dates = named(stated, strict=True)
    begin, end = ends(text)
    if begin is None or end is None:
        is_stated = False  # that it is open at one end is always our reading
    elif any(mark in text and not said.search(stated) for mark, said in QUALIFIED.items()):
        is_stated = False
    else:
        marked = text[-1] in "?~%"
        is_stated = all(one.hedge is None or (marked and not one.is_aside) for one in dates)
        is_stated = is_stated and _gives(dates, text)
    if is_stated:
        return "stated"
    return "partly stated" if any(one.month or one.year for one in dates) else "relative"


def _gives(dates: Sequence[Named], text: str) -> bool:
    """Whether words give all parts of a date, or those of both ends of a range, and no other."""
    wanted = _DAY_GIVEN.findall(text)
    if not wanted or len(dates) != len(wanted):
        return False
    for one, (decade, *parts) in zip(dates, wanted, strict=True):
        if decade:
            return one.decade == int(decade) * 10
        for number, part in zip((one.year, one.month, one.day), parts, strict=True):
            if part and (number is None or (len(dates) > 1 and number != int(part))):
                return False
    if len(dates) == 1:
        return True
    begin, end = ends(text)
    follow = begin and end and begin[1].toordinal() + 1 == end[0].toordinal()
    return dates[1].link == "to" or (dates[1].link == "and" and bool(follow))


def shown(text: str, stated: str | None) -> str:
    """The date in words; what the source's wording does not state stands in brackets.

    "28 April [2023]", "[12 September 2023]", "between 1 and 3 September 2023", "date unknown".
    """
    if text == UNKNOWN:
        return "date unknown"
    days = bounds(text)
    words = wording(stated, strict=True) if stated else Wording(None, None, None, None)
    if "/" not in text and ".." not in text:
        return _single(text, words)
    plain = _range(days)
    return plain if basis(text, stated) == "stated" else f"[{plain}]"


def _single(text: str, words: Wording) -> str:
    about = {"?": " (uncertain)", "~": " (approximately)", "%": " (uncertain)"}.get(text[-1], "")
    year, month, day = ([*text.rstrip("?~%").split("-"), "", ""])[:3]
    if "X" in year:
        body = (
            f"{year.replace('X', '0')}s"
            if year.endswith("X") and year[2] != "X"
            else f"between {bounds(text).earliest:%Y} and {bounds(text).latest:%Y}"
        )
        return f"[{body}]{about}"
    parts = []
    if day and day != "XX":
        parts.append((str(int(day)), words.day is not None))
    if month and month != "XX":
        parts.append((MONTHS[int(month) - 1], words.month is not None))
    parts.append((str(int(year)), words.year is not None))
    out, open_bracket = "", False
    for number, (part, is_stated) in enumerate(parts):
        if number:
            out += "" if not open_bracket or not is_stated else "]"
            open_bracket = open_bracket and not is_stated
            out += " "
        if not is_stated and not open_bracket:
            out, open_bracket = out + "[", True
        out += part
    return out + ("]" if open_bracket else "") + about


def _range(days: Bounds) -> str:
    first, last = days.earliest, days.latest
    if first is None:
        return f"on or before {day_words(last)}"
    if last is None:
        return f"on or after {day_words(first)}"
    if days.is_day:
        return day_words(first)
    start = (
        str(first.day)
        if (first.year, first.month) == (last.year, last.month)
        else f"{first.day} {MONTHS[first.month - 1]}"
        if first.year == last.year
        else day_words(first)
    )
    if days.within:
        return f"between {start} and {day_words(last)}"
    return f"from {start} to {day_words(last)}"


def day_words(day: datetime.date | None) -> str:
    """The day in words, as 12 September 2023."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else "an unknown day"


def sort_key(days: Bounds) -> tuple[float, float]:
    """Order by the earliest day, then the latest; open and unknown dates come last."""
    low = days.earliest or days.latest
    high = days.latest or days.earliest
    if low is None or high is None:
        return math.inf, math.inf
    return low.toordinal(), high.toordinal()
