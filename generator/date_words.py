"""What a source's own words for a date state: year, month, day, day of the week.

In: a wording, such as "April 28" or "from 1 to 3 September 2023". Out: its parts; None where it
does not give them. English words, and numbers in the orders that leave no doubt.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.numerals import PLACES

MONTHS = [name for name in calendar.month_name if name]
_MONTH_WORDS = {
    word.lower(): number
    for number, name in enumerate(MONTHS, start=1)
    for word in (name, name[:3], *(("Sept",) if name == "September" else ()))
}


def _written(word: str) -> str:
    """A month's name as it may stand: May and MAY, and not the word "may"."""
    return f"{word.capitalize()}|{word.upper()}"


_MONTH_NAMED = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(_written(word) for word in sorted(_MONTH_WORDS, reverse=True))})"
    r"(?![^\W_])"
)
_TO = r"\s*(?:,|-|–|—|and|to|or|through|until|till)\s*(?:the\s+)?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS_BEFORE = re.compile(rf"(?<![\w.,:/]){_NTH}(?:{_TO}{_NTH})*(?=(?:\s+of)?\s+$)")
_DAYS_BEHIND = re.compile(
    rf"\.?\s+(?:the\s+)?{_NTH}(?:{_TO}{_NTH}(?!\d|\s+of\b))*(?![\d:%]|[.,]\d)"
)
_YEAR_BEHIND = re.compile(r"\.?,?\s+(?:of\s+|in\s+)?(\d{4})(?![\d%]|[.,:]\d)")
_GOES_ON = re.compile(
    r"\s*(?:$|[^\w\s]|\d{4}\b|(?:and|or|to|until|till|through|at|on|in|of|by|for|from|as|when|while"
    r"|after|before|that|which|who|the|a|an|is|was|said|says)\b)"
)
"""What may stand behind a day or a year that is one, and not a number of what follows."""
_BEFORE_YEAR = re.compile(
    r"(?:^|[(\[,–—-]|\b(?:in|of|since|until|till|during|from|to|by|through|year|early|late|mid|and|or"
    r"|between|about|around|circa|before|after))\s*$",
    re.IGNORECASE,
)
"""What stands before a year where no month does: not "cost 2021", nor "Order 2021"."""
_NEAR = 100
"""Characters on each side of a month's name that are looked at."""
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<d_>\d{1,2})\.(?P<m_>\d{1,2})\.(?P<y_>\d{4})"
    r"|(?P<d__>1[3-9]|2\d|3[01])/(?P<m__>\d{1,2})/(?P<y__>\d{4})"
    r"|(?P<m___>\d{1,2})/(?P<d___>1[3-9]|2\d|3[01])/(?P<y___>\d{4})"
    r"|(?P<d____>1[3-9]|2\d|3[01])-(?P<m____>\d{1,2})-(?P<y____>\d{4})"
    r"|\d{1,2}[/-]\d{1,2}[/-](?P<y_____>\d{4}))(?!\d)"
)
"""2023-04-28, 28.4.2023, 28/4/2023 and 4/28/2023; 4/5/2023 is two days, one on each side of the
Atlantic."""
QUALIFIED = {
    "~": re.compile(r"\b(?:about|around|circa|c\.|approximately|roughly|some time)", re.IGNORECASE),
    "?": re.compile(r"\b(?:perhaps|possibly|probably|likely|apparently|may)\b", re.IGNORECASE),
    "%": re.compile(r"\b(?:perhaps|possibly|probably) (?:about|around)\b", re.IGNORECASE),
}
"""The marks of EDTF for a date that is about right or in doubt, and the words that say so."""
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_SHORT_DAYS = ("Mon", "Tue Tues", "Wed Weds", "Thu Thur Thurs", "Fri", "Sat", "Sun")
_SHORT_DAY = {
    short: number for number, shorts in enumerate(_SHORT_DAYS) for short in shorts.split()
}
_DAYS = {word: number for word, number in PLACES.items() if number <= 31}
"""The days of a month in words."""
_ORDINAL = re.compile(rf"\b(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))})\b", re.IGNORECASE)
_DATE = rf"(?:\d|{'|'.join(name[:3] for name in MONTHS)})"
_DAY_NAMED = rf"(?:{'|'.join(short.split()[0] for short in _SHORT_DAYS)})[a-z]*"
HEDGED = re.compile(
    r"\b(?:before|after|until|till|since|by|not|about|around|circa|approximately|roughly|nearly|almost"
    r"|early|late|mid|later\s+than|earlier\s+than|ahead\s+of|prior\s+to|up\s+to|as\s+of"
    r"|(?:eve|week|month|end|start|beginning|middle|half|quarter)\s+of)(?:\s|-)+"
    rf"(?:(?:on|in|the)\s+)*(?:{_DAY_NAMED},?\s+(?:the\s+)?)?{_DATE}",
    re.IGNORECASE,
)
"""Words before a date with which it is no single day, month or year, though it names one."""
_NTH_DAY = r"\b\d{1,2}(?:st|nd|rd|th)?\b"
_DATE_BEFORE = re.compile(rf"(?:\b{_DAY_NAMED},?\s+)?(?:{_NTH_DAY}(?:\s+of)?\s+)?$")
_DATE_BEHIND = re.compile(rf"(?:\s+{_NTH_DAY}(?![:.,]\d))?(?:,?\s+(?:of\s+)?\d{{4}}\b)?")
_REST_OF_DATE = re.compile(rf"\.?(?:\s+{_NTH_DAY})?,?\s*")
_OTHER_BEHIND = re.compile(rf"\s*(?:or|to|until|till|through|and|–|-)\s+(?:the\s+)?{_DATE}")


def goes_on(before: str, stated: str, behind: str) -> tuple[str, bool]:
    """A wording with the parts of the same date that stand right beside it in the source.

    before, behind: the source's words on each side, within the sentence. Returns the whole, and
    whether it is one date still: not "before 3 May", nor "3 May or 4 May".
    """
    start = _DATE_BEFORE.search(before[-40:])
    end = _DATE_BEHIND.match(behind)
    first = start.group() if start and _begins_with_date(stated) else ""
    last = end.group() if end and _ends_with_date(stated) else ""
    is_one = not HEDGED.search(before[-40:] + stated) and not _OTHER_BEHIND.match(behind)
    return f"{first}{stated}{last}", is_one


def _begins_with_date(stated: str) -> bool:
    return re.match(rf"\s*{_DATE}", stated) is not None


def _ends_with_date(stated: str) -> bool:
    """Whether a year, or a day, could stand behind: it ends with a month, or a day and a month."""
    found = list(_MONTH_NAMED.finditer(stated))
    return bool(found) and _REST_OF_DATE.fullmatch(stated, found[-1].end()) is not None


@dataclass(frozen=True)
class Wording:
    """The parts of a date that a source's wording states; None where it does not."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None  # Monday is 0


@lru_cache(maxsize=65536)
def wording(text: str, *, strict: bool = False) -> Wording:
    """What a source's words for a date state: "April 28" gives month and day.

    A number may count people and not days: "In April 10 towns". Where it goes on with a word that
    it may count, it is read as a part of the date, but not in the strict reading.
    """
    weekday = next(
        (_WEEKDAYS[w] for w in re.findall("[a-z]+", text.lower()) if w in _WEEKDAYS),
        next((_SHORT_DAY[w] for w in re.findall("[A-Za-z]+", text) if w in _SHORT_DAY), None),
    )
    text = _ORDINAL.sub(lambda match: f"{_DAYS[match[0].lower()]}", text)
    numeric = _NUMERIC.search(text)
    if numeric:
        parts = {k.rstrip("_"): int(value) for k, value in numeric.groupdict().items() if value}
        return Wording(parts["y"], parts.get("m"), parts.get("d"), weekday)
    months, given = months_and_years(text, strict=strict)
    return Wording(
        given[0] if given else None,
        months[0].month if months else None,
        next((month.days[0] for month in months if len(month.days) == 1), None),
        weekday,
    )


@dataclass(frozen=True)
class NamedMonth:
    """A month's name in a wording, with the days and the year that stand beside it."""

    month: int
    days: tuple[int, ...]
    years: tuple[int, ...]


def months_and_years(text: str, *, strict: bool) -> tuple[list[NamedMonth], list[int]]:
    """The months that a wording names, and its years: those beside months, or else all."""
    months = list(_named(text, strict=strict))
    return months, [year for month in months for year in month.years] or _years(text, strict=strict)


def _named(text: str, *, strict: bool) -> Iterator[NamedMonth]:
    """The months that a wording names, in order."""
    for found in _MONTH_NAMED.finditer(text):
        rest = text[found.end() : found.end() + _NEAR]
        before = _DAYS_BEFORE.search(text[max(0, found.start() - _NEAR) : found.start()])
        behind = None if before else _DAYS_BEHIND.match(rest)
        if behind and strict and not _GOES_ON.match(rest[behind.end() :]):
            behind = None
        days = (before or behind or [""])[0]
        rest = rest[behind.end() :] if behind else rest
        year = _YEAR_BEHIND.match(rest)
        if year and strict and not _GOES_ON.match(rest[year.end() :]):
            year = None
        yield NamedMonth(
            _MONTH_WORDS[found.group().lower()],
            tuple(int(day) for day in re.findall(r"\d+", days)),
            (int(year[1]),) if year else (),
        )


def _years(text: str, *, strict: bool) -> list[int]:
    """The numbers of four digits that are years, where no month stands beside one."""
    found = re.finditer(r"(?<![\d.,:/])\d{4}(?![\d%]|[.,:/]\d)", text)
    return [
        int(year.group())
        for year in found
        if not strict
        or (
            _GOES_ON.match(text[year.end() : year.end() + _NEAR])
            and _BEFORE_YEAR.search(text[max(0, year.start() - _NEAR) : year.start()])
        )
    ]
