"""What gives parts of a date in words: months with days and years, numeric dates, weekdays, years.

In: words. Out: Unit, one for each, in no order; what belongs together is joined elsewhere.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.date_hedges import Link
from generator.numerals import PLACES

MONTHS = [name for name in calendar.month_name if name]
Place = tuple[int, int]
"""Where words begin and end in a text."""
_MONTH_WORDS = {
    word.lower(): number
    for number, name in enumerate(MONTHS, start=1)
    for word in (name, name[:3], *(("Sept",) if name == "September" else ()))
}


def _whole(names: Iterable[str]) -> re.Pattern[str]:
    """Names as they may stand, May and MAY and not the word "may", up to the end of the word."""
    written = {form for name in names for form in (name.capitalize(), name.upper())}
    return re.compile(rf"(?:{'|'.join(sorted(written, reverse=True))})(?![^\W_])")


_MONTH_NAMED = _whole(_MONTH_WORDS)
_DAYS = {word: number for word, number in PLACES.items() if number <= 31}
"""The days of a month in words."""
_IN_WORDS = rf"(?i:{'|'.join(sorted(_DAYS, key=len, reverse=True))})"
_TO = r"\s*(?:[,&/–—-]|and|to|or|through|until|till)\s*(?:the\s+)?"
_NUMBER = r"(?!0+(?!\d))\d{1,2}"  # no month has a day 0
_NTH = rf"(?:{_NUMBER}(?:st|nd|rd|th)?|{_IN_WORDS})"
_DAY = re.compile(rf"\d+|{_IN_WORDS}")
_DAYS_BEFORE = re.compile(rf"(?<![\w.,:/]){_NTH}(?:{_TO}{_NTH})*(?=(?:(?:\s+of)?\s+|-)$)")
_BEFORE_MONTH = (*"0123456789", "st", "nd", "rd", "th", "of")
"""How the word before a month ends that can be its day, or the "of" behind it."""
_DAYS_BEHIND = re.compile(
    rf"\.?\s+(?:the\s+)?{_NTH}(?![^\W_])(?:{_TO}{_NTH}(?![^\W_]|\s+of\b))*"
    r"(?![:%]|\.\d|,\d{1,3}(?!\d))"
)
_YEAR_BEHIND = re.compile(
    r"(?:\.?,?\s+[(\[]?(?:(?:of|in)\s+(?:the\s+year\s+)?)?|[,-])(\d{4})(?![\d%]|[.,:]\d)"
)
_YEARS_OF_NEWS = range(1900, 2100)
"""Beside a month, a number that is a year: "the 3 May 2021 talks"."""
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
NEAR = 100
"""Characters on each side of a month's name, and of a wording, that are looked at."""
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"|(?P<day_>\d{1,2})\.(?P<month_>\d{1,2})\.(?P<year_>\d{4})"
    r"|(?P<one>\d{1,2})[/-](?P<other>\d{1,2})[/-](?P<year__>\d{4}))(?!\d)"
)
"""2023-04-28, 28.4.2023, 28/4/2023 and 4/28/2023; 4/5/2023 is two days, one on each side of the
Atlantic."""
_IN_NUMBERS = re.compile(r"\d[-/.]\d")
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_SHORT_DAYS = ("Mon", "Tue Tues", "Wed Weds", "Thu Thur Thurs", "Fri", "Sat", "Sun")
_WEEKDAYS |= {
    short.lower(): number for number, shorts in enumerate(_SHORT_DAYS) for short in shorts.split()
}
_WEEKDAY = re.compile(
    rf"{_whole(_WEEKDAYS).pattern}|(?:{'|'.join(name.lower() for name in calendar.day_name)})\b"
)
_WORD_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]+)\s+$")
_BEFORE_WEEKDAY = frozenset(
    """
    on by from since until till before after for of and or but this last next late early every the
    published updated posted dated
    """.split()
)
"""Words before a day of the week that, with a capital letter, make no name with it."""
_BARE_DAY = re.compile(
    rf"[Tt]he\s+(?P<day>{_NUMBER}(?:st|nd|rd|th)|{_IN_WORDS})\b(?!\s+of\s+(?!\w+\s+month\b))"
)
"""The day without its month, where it stands behind nothing or "on": the 3rd."""
_ON = re.compile(r"(?:^|\bon)\s*$", re.IGNORECASE)
_DAY_OF_WEEK = re.compile(
    rf"(?:,?(?:\s+the)?\s+(?P<nth>{_NUMBER}(?:st|nd|rd|th))|\s+the\s+(?P<word>{_IN_WORDS}))\b"
)
"""The day behind one of the week: Monday the 7th; not "Monday, the first of many"."""
_YEAR = re.compile(
    r"\d{4}(?:(?<![\d.,:/]\d{4})(?![\d%]|[’']?s\b|[.,:/]\d)|(?<=0)(?<![\w.,:/]\d{4})[’']?s\b)"
)
"""A year, or the years of a decade: 1820s."""


@dataclass
class Unit:
    """Words that give parts of one date, while they are joined to those beside them."""

    parts: dict[str, int]
    place: Place
    own: list[Place] = field(default_factory=list)
    link: Link = ""
    is_new: bool = True  # no hedge of the one before holds for it
    doubtful: Place | None = None  # where its day of the week stands, if that can be of a name

    def __post_init__(self) -> None:
        """Its own words are all of them where nothing is shared."""
        self.own = self.own or [self.place]


def meet(one: Place, other: Place) -> bool:
    """Whether two places have a character in common."""
    return one[0] < other[1] and other[0] < one[1]


def units(text: str, *, strict: bool) -> list[Unit]:
    """What gives parts of a date, each by itself.

    strict: without the numbers that may count what follows them.
    """
    found = list(_numeric_dates(text))
    found += _outside(found, _months(text, strict=strict))
    found += _outside(found, _bare_days(text))
    has_year = any("year" in unit.parts for unit in found)
    found += _outside(found, _years(text, strict=strict or has_year))
    found += _weekdays(text)
    return found


def _outside(found: list[Unit], others: Iterator[Unit]) -> list[Unit]:
    """Those of the others whose own words are no part of one that was found."""
    taken = [unit.place for unit in found]
    return [unit for unit in others if not any(meet(unit.own[0], place) for place in taken)]


def _numeric_dates(text: str) -> Iterator[Unit]:
    """The dates in numbers, or both days that one can be."""
    if not _IN_NUMBERS.search(text):
        return
    for found in _NUMERIC.finditer(text):
        for parts in _numeric(found):
            yield Unit(parts, found.span())


def _months(text: str, *, strict: bool) -> Iterator[Unit]:
    """The months that are named, with the days and the year beside them."""
    end = 0
    for month in _standing_free(_MONTH_NAMED, text):
        for unit in _of_month(text, month, strict=strict):
            if unit.own[0][0] >= end:  # in "May 3 June" the day is May's
                yield unit
        end = unit.place[1]


def _weekdays(text: str) -> Iterator[Unit]:
    for found in _standing_free(_WEEKDAY, text):
        before = _WORD_BEFORE.search(text, max(0, found.start() - NEAR), found.start())
        if before and before[1].lower() == "the" and not found[0].lower().endswith("day"):
            continue  # The Sun, which no short form of a day is behind "the"
        is_name = before and before[1][0].isupper() and before[1].lower() not in _BEFORE_WEEKDAY
        doubtful = found.span() if is_name else None
        yield Unit({"weekday": _WEEKDAYS[found[0].lower()]}, found.span(), doubtful=doubtful)


def _bare_days(text: str) -> Iterator[Unit]:
    """The days without a month: on the 3rd, Monday the 3rd."""
    for found in _BARE_DAY.finditer(text):
        before = text[max(0, found.start() - 4) : found.start()]
        if _ON.search(before) and _GOES_ON.match(text, found.end()):
            yield Unit({"day": _number(found["day"])}, found.span("day"))
    for weekday in _standing_free(_WEEKDAY, text):
        day = _DAY_OF_WEEK.match(text, weekday.end())
        if day and _GOES_ON.match(text, day.end()):
            name = day.lastgroup or ""
            yield Unit({"day": _number(day[name])}, day.span(name))


def _years(text: str, *, strict: bool) -> Iterator[Unit]:
    """The numbers that are years where no month stands beside them, and decades."""
    for found in _YEAR.finditer(text):
        start, end = found.span()
        if text[end - 1] == "s":
            yield Unit({"decade": int(text[start : start + 4])}, (start, end))
        elif not strict or (
            _GOES_ON.match(text, end) and _BEFORE_YEAR.search(text[max(0, start - NEAR) : start])
        ):
            yield Unit({"year": int(found[0])}, (start, end))


def _standing_free(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches that begin a word; told by the pattern, it would take three times as long."""
    for found in pattern.finditer(text):
        start = found.start()
        if not start or not text[start - 1].isalnum():
            yield found


def _numeric(found: re.Match[str]) -> Iterator[dict[str, int]]:
    """The date in numbers, or both that it can be."""
    parts = {name.rstrip("_"): int(value) for name, value in found.groupdict().items() if value}
    if "one" not in parts:
        yield parts
        return
    one, other, year = parts["one"], parts["other"], parts["year"]
    for day, month in dict.fromkeys([(one, other), (other, one)]):
        if month <= 12 or max(one, other) <= 12 or min(one, other) > 12:
            yield {"year": year, "month": month, "day": day}


def _of_month(text: str, month: re.Match[str], *, strict: bool) -> Iterator[Unit]:
    """A month that is named, with its year: one for each of the days that stand beside it."""
    start, end = month.span()
    before = None
    if text[max(0, start - 4) : start].rstrip().removesuffix("-").endswith(_BEFORE_MONTH):
        before = _DAYS_BEFORE.search(text, max(0, start - NEAR), start)
    behind = None if before else _DAYS_BEHIND.match(text, end)
    if behind and strict and not _GOES_ON.match(text, behind.end()):
        behind = None
    days = before or behind
    if before:
        start = before.start()
    elif behind:
        end = behind.end()
    parts = {"month": _MONTH_WORDS[month[0].lower()]}
    year = _YEAR_BEHIND.match(text, end)
    if year and strict and int(year[1]) not in _YEARS_OF_NEWS:
        year = year if _GOES_ON.match(text, year.end()) else None
    if year:
        end = year.end()
        parts["year"] = int(year[1])
    found = list(_DAY.finditer(text, *days.span())) if days else []
    for day in found:
        yield Unit(parts | {"day": _number(day[0])}, (start, end), [day.span()])
    if not found:
        yield Unit(parts, (start, end))


def _number(word: str) -> int:
    """The number of digits, or of a word: 3rd, third."""
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _DAYS[word.lower()]
