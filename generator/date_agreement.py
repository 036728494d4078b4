"""Whether a date in EDTF agrees with what words name, and how much of it they state.

In: an EDTF string, and the dates that a source's words name. Out: a sentence that says how they
contradict each other; the basis of the date.
"""

from __future__ import annotations

import calendar
import datetime
import itertools
from collections.abc import Iterator, Sequence

from generator.date_units import MONTHS
from generator.date_words import Named, named
from generator.dates import UNKNOWN, Days, ends

_CYCLE = 40
"""Years in which every day of the year falls on every day of the week."""
_DAYS_NEAR = 31
"""How far from a date "the week of" it, or "within days of" it, can lie."""


def disagreement(text: str, stated: str, dates: Sequence[Named] | None = None) -> str:
    """Where a date contradicts the source's wording for it: a sentence, or nothing.

    dates: those that the wording names, where they are known from what stands beside it.
    """
    dates = named(stated) if dates is None else dates
    if text == UNKNOWN:
        has_year = any(one.year is not None or one.decade is not None for one in dates)
        gives = "a day" if any(one.year and one.day for one in dates) else "a year"
        return f'"{stated}" gives {gives}, and the date is given as unknown' if has_year else ""
    if not dates:
        return ""
    begin, end = ends(text)
    plain = [one for one in dates if not one.is_aside]
    holds = [_lies_there(one, begin, end) for one in dates if one.is_aside]
    if plain:
        holds.append(_is_among(plain, text, begin, end))
    if any(holds) if any(one.link == "or" for one in dates) else all(holds):
        return ""
    return f'"{stated}" means {_listed(dates)}, and the date is {text}{_weekday(begin, end)}'


def _is_among(dates: Sequence[Named], text: str, begin: Days | None, end: Days | None) -> bool:
    """Whether a date is one of those named, or lies in the range that they name."""
    if begin is None or end is None:
        known = begin or end
        return known is not None and any(_meets(one, known) for one in dates)
    if len(dates) == 1:
        return _meets(dates[0], (begin[0], end[1]))
    ranges = [pair for pair in itertools.pairwise(dates) if pair[1].link == "to"]
    if ranges and "/" in text:  # throughout, from the first to the last
        return _meets(dates[0], begin) and _meets(dates[-1], end)
    return all(
        any(_meets(one, days) for one in dates) or any(_between(*pair, days) for pair in ranges)
        for days in (begin, end)
    )


def _meets(one: Named, days: Days) -> bool:
    """Whether a day among these is one that the words can mean."""
    for first, last in _meant(one, days):
        low, high = max(first, days[0]), min(last, days[1])
        if low <= high and (one.weekday is None or _falls(one.weekday, low, high)):
            return True
    return False


def _falls(weekday: int, low: datetime.date, high: datetime.date) -> bool:
    """Whether a day of the week falls among these days."""
    return (weekday - low.weekday()) % 7 <= (high - low).days


def _meant(one: Named, days: Days) -> Iterator[Days]:
    """The days that a date can mean in the years of `days`, its day of the week apart."""
    if one.is_weekday:
        yield days
        return
    years = range(days[0].year, min(days[1].year, days[0].year + _CYCLE) + 1)
    if one.year is not None:
        years = range(one.year, one.year + 1)
    elif one.decade is not None:
        years = range(one.decade, one.decade + 10)
    for year in years:
        for month in (one.month,) if one.month or not one.day else range(1, 13):
            found = _days_of(year, month, one.day)
            if found:
                yield found


def _days_of(year: int, month: int | None, day: int | None) -> Days | None:
    """The days of a year, of its month, or the day; None where the calendar has none."""
    if not 1 <= year <= 9999 or not 1 <= (month or 1) <= 12:
        return None
    length = calendar.monthrange(year, month or 12)[1]
    if not 1 <= (day or 1) <= length:
        return None
    return datetime.date(year, month or 1, day or 1), datetime.date(
        year, month or 12, day or length
    )


def _between(one: Named, other: Named, days: Days) -> bool:
    """Whether days can lie between the two ends of a range."""
    if one.is_weekday and other.is_weekday:
        length = ((other.weekday or 0) - (one.weekday or 0)) % 7
        return any(_falls(((one.weekday or 0) + step) % 7, *days) for step in range(length + 1))
    first = _in_year(one, days[1].year)
    last = _in_year(other, days[0].year)
    if (one.month and not first) or (other.month and not last):
        return False  # no day of the calendar
    if first and last and first[0] > last[1]:  # over the turn of a year that is not given
        is_open = None in (one.year, other.year) and one.month != other.month
        return is_open and (days[1] >= first[0] or days[0] <= last[1])
    known = [first is None or days[1] >= first[0], last is None or days[0] <= last[1]]
    return (first is not None or last is not None) and all(known)


def _in_year(one: Named, year: int) -> Days | None:
    """The days that a date means, in that year where it gives none; None for a weekday alone."""
    if one.decade:
        return datetime.date(one.decade, 1, 1), datetime.date(one.decade + 9, 12, 31)
    if one.year is None and one.month is None:
        return None
    return _days_of(one.year or year, one.month, one.day)


def _lies_there(one: Named, begin: Days | None, end: Days | None) -> bool:
    """Whether a date lies where the words beside the one named put it: before, after, near it."""
    side = one.hedge.side if one.hedge else None
    first, last = begin or end, end or begin
    if side is None or first is None or last is None:
        return True
    if (side == "by" and begin is None) or (side == "since" and end is None):
        return _meets(one, first)  # the end that is known is this one
    aimed = last[0] if side in ("before", "by") else first[1]
    days = min(
        filter(None, (_in_year(one, aimed.year + step) for step in (-1, 0, 1))),
        key=lambda days: abs((days[0] - aimed).days),
        default=None,
    )
    if days is None:
        return True
    if side == "before":
        return aimed < days[0]
    if side == "by":
        return aimed <= days[1]
    if side == "after":
        return aimed > days[1]
    if side == "since":
        return aimed >= days[0]
    near = datetime.timedelta(_DAYS_NEAR)
    return first[1] - days[0] >= -near and last[0] - days[1] <= near


_ASIDE = {"by": "at the latest", "since": "at the earliest", "near": "some days from it"}


def _listed(dates: Sequence[Named]) -> str:
    """The dates in words, as they were read: "1 May 2021 and 3 May 2021", "before 3 May"."""
    listed = ""
    for number, one in enumerate(dates):
        side = (one.hedge.side if one.hedge else None) or ""
        parts = (
            side if side in ("before", "after") else "",
            "a" if one.is_weekday else "",
            calendar.day_name[one.weekday] if one.weekday is not None else "",
            f"{one.day or ''}",
            MONTHS[one.month - 1] if one.month and one.month <= 12 else f"{one.month or ''}",
            f"{one.year or ''}",
            f"the {one.decade}s" if one.decade is not None else "",
            _ASIDE.get(side, ""),
        )
        joint = one.link if one.link in ("to", "or") else "and"
        listed += (f" {joint} " if number else "") + " ".join(filter(None, parts))
    return listed


def _weekday(begin: Days | None, end: Days | None) -> str:
    is_day = begin is not None and begin == end and begin[0] == begin[1]
    return f", a {calendar.day_name[begin[0].weekday()]}" if begin and is_day else ""
