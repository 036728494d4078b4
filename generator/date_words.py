"""The dates that a source's words name: year, month, day, day of the week, and how they are joined.

In: words, such as "April 28" or "before 1 or 3 September 2023". Out: Named, one for each date, in
order; a part is None where the words do not give it. English words, and numbers in any order.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.date_hedges import Hedge, Link, hedge_before, hedge_behind, joint
from generator.date_units import NEAR, Place, Unit, meet, units

_TO_DATE = re.compile(
    r"(?:\s+(?:morning|afternoon|evening|night))?[\s,.(\[–—-]*(?:the\s+|(?P<of>(?:of|in)\s+))?"
)
"""What may stand between a day of the week and its date."""
_TO_WEEKDAY = re.compile(r"(?:,|\s*[–—(\[])\s*(?P<a>a\s+)?")
"""What may stand between a date and its day of the week: 3 May, a Monday; 3 May (Monday)."""


@dataclass(frozen=True)
class Wording:
    """The parts of a date that a source's wording states; None where it does not."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None  # Monday is 0


@dataclass(frozen=True)
class Named:
    """A date that words name: its parts, the words beside it that make it another, its link.

    decade: its first year, where that is all. doubtful: where its day of the week stands, if that
    can be of a name. place: where its words stand, with the month and the year that it shares with
    others; own: where those stand that are its alone.
    """

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    decade: int | None
    hedge: Hedge | None
    doubtful: Place | None
    link: Link
    place: Place
    own: tuple[Place, ...]

    @property
    def is_aside(self) -> bool:
        """Whether the words beside it make it another date than the one named."""
        return self.hedge is not None and self.hedge.is_aside

    @property
    def is_weekday(self) -> bool:
        """Whether it is a day of the week and no more."""
        parts = (self.year, self.month, self.day, self.decade)
        return self.weekday is not None and not any(part is not None for part in parts)


@lru_cache(maxsize=65536)
def named(text: str, *, strict: bool = False) -> tuple[Named, ...]:
    """The dates that a source's words name, in order.

    A number may count people and not days: "In April 10 towns". Where it goes on with a word that
    it may count, it is read as a part of the date, but not in the strict reading.
    """
    return _dates(text, (0, len(text)), strict=strict)


@lru_cache(maxsize=65536)
def wording(text: str, *, strict: bool = False) -> Wording:
    """What a source's words state of the one date that they are for: "April 28" has no year.

    Where they name several, it is what those have in common; of "before 3 May" it is nothing.
    """
    dates = named(text, strict=strict)
    plain = [one for one in dates if not one.is_aside]
    if len(plain) < len(dates) and any(one.link == "or" for one in dates):
        plain = []
    years = {(one.year, one.decade) for one in plain}
    months = {one.month for one in plain}
    return Wording(
        _common(one.year for one in plain),
        _common(one.month for one in plain) if len(years) == 1 else None,
        _common(one.day for one in plain) if len(years) == len(months) == 1 else None,
        _common(one.weekday for one in plain),
    )


def _common(parts: Iterable[int | None]) -> int | None:
    different = set(parts)
    return different.pop() if len(different) == 1 else None


@dataclass(frozen=True)
class Beside:
    """The dates that a wording names a part of, with what stands right beside it in the source.

    whole: the words of these dates, of those joined to them, and of what makes them others. plain:
    the same dates without such words outside the wording, and without a day of the week there that
    can be of a name. is_one: whether there are no such words, and no other date is joined.
    """

    whole: str
    dates: tuple[Named, ...]
    plain: tuple[Named, ...]
    is_one: bool


def beside(before: str, stated: str, behind: str) -> Beside:
    """What stands beside a wording: `before` and `behind` are the words of its sentence there."""
    before = before[-NEAR:]
    text = f"{before}{stated}{behind[:NEAR]}"
    inner = (len(before), len(before) + len(stated))
    every = _dates(text, inner, strict=True)
    dates = [one for one in every if any(meet(place, inner) for place in one.own)]
    dates = dates or [one for one in every if meet(one.place, inner)]
    plain = [_without_outside(one, inner) for one in dates]
    joined = [one for run in _runs(every) if any(one in dates for one in run) for one in run]
    places = [inner, *(one.place for one in joined)]
    places += [(one.hedge.start, one.hedge.end) for one in dates if one.hedge]
    whole = text[min(start for start, _ in places) : max(end for _, end in places)]
    is_hedged = any(one.hedge != other.hedge for one, other in zip(dates, plain, strict=True))
    is_one = not is_hedged and all(one in dates for one in joined)
    return Beside(whole, tuple(dates), tuple(plain), is_one)


def _without_outside(one: Named, inner: Place) -> Named:
    """A date without its hedge and its doubtful day of the week where they stand outside."""
    if one.hedge and not (inner[0] <= one.hedge.start and one.hedge.end <= inner[1]):
        one = replace(one, hedge=None)
    if one.doubtful and not meet(one.doubtful, inner):
        one = replace(one, weekday=None)
    return one


def _runs(dates: Iterable[Named]) -> list[list[Named]]:
    """The dates, those that are joined together."""
    runs: list[list[Named]] = []
    for one in dates:
        if one.link in ("", "also"):
            runs.append([])
        runs[-1].append(one)
    return runs


def _dates(text: str, inner: Place, *, strict: bool) -> tuple[Named, ...]:
    """The dates that a text names; in `inner`, parts of one may stand apart from each other."""
    dates: list[Named] = []
    for unit in _joined(text, inner, units(text, strict=strict)):
        hedge = _hedge(text, unit, dates[-1].hedge if unit.link else None)
        if unit.link == "to" and hedge and "from" in text[hedge.start : hedge.end]:
            hedge = None  # "for three days from 3 to 5 May"
            dates[-1] = replace(dates[-1], hedge=None)
        get = unit.parts.get
        parts = (get("year"), get("month"), get("day"), get("weekday"), get("decade"))
        dates.append(Named(*parts, hedge, unit.doubtful, unit.link, unit.place, tuple(unit.own)))
    return tuple(dates)


def _hedge(text: str, unit: Unit, last: Hedge | None) -> Hedge | None:
    """What the words beside a date make of it, or those beside the one that it is joined to."""
    if unit.link == "to" and last and last.side == "since":
        return replace(last, side="by")  # "since 3 May until 9 June"
    if unit.link and not unit.is_new:
        return last
    if unit.link == "to":
        return None  # its "until" ends a range
    return hedge_before(text, unit.place[0]) or hedge_behind(text, unit.place[1])


def _joined(text: str, inner: Place, found: list[Unit]) -> list[Unit]:
    """Units in order, one for each date, linked: those that give parts of one date become one."""
    if len(found) < 2:
        return found
    found.sort(key=lambda unit: unit.own[0])
    out = found[:1]
    for unit in found[1:]:
        last = out[-1]
        if unit.place[0] < last.place[1]:  # two days of one month
            start, end = last.own[-1][1], unit.own[0][0]
            unit.link = joint(text, unit.place[0], start, end)[0] if start < end else "or"
            unit.is_new = False
            out.append(unit)
            continue
        gap = (last.place[1], unit.place[0])
        link, is_new = joint(text, last.place[0], *gap)
        free = link in ("", "list") and meet(last.place, inner) and meet(unit.place, inner)
        is_other = not unit.parts.keys().isdisjoint(last.parts) or {"year", "decade"} <= (
            unit.parts.keys() | last.parts.keys()
        )
        if not is_other and (free or _is_one_day(text, last, unit)):
            last.parts |= unit.parts
            last.own += unit.own
            last.doubtful = last.doubtful or unit.doubtful
            last.place = (last.place[0], unit.place[1])
        else:
            unit.link, unit.is_new = link, is_new
            out.append(unit)
    _drop_mere_commas(out)
    _share(out)
    return out


def _is_one_day(text: str, one: Unit, other: Unit) -> bool:
    """Whether a day of the week and the date behind it, or before it, stand as one date."""
    gap = (one.place[1], other.place[0])
    if one.parts.keys() == {"weekday"}:
        found = _TO_DATE.fullmatch(text, *gap)
        # A month alone goes on with "in": in "On Monday May told of it" it is a name.
        return found is not None and (
            "day" in other.parts or (found["of"] is not None and "," not in found[0])
        )
    if other.parts.keys() == {"weekday"} and "day" in one.parts:
        found = _TO_WEEKDAY.fullmatch(text, *gap)
        mark = text[other.place[1] : other.place[1] + 2].lstrip()[:1]
        return found is not None and mark in (",.;–—)]" if found["a"] else ")]")
    return False


def _drop_mere_commas(dates: list[Unit]) -> None:
    """Takes away the links of a run of dates that commas alone join: "On 3 May 2021, June's …"."""
    run: list[Unit] = []
    for unit in [*dates, None]:
        if unit and unit.link:
            run.append(unit)
            continue
        if all(one.link == "list" for one in run):
            for one in run:
                one.link, one.is_new = "", True
        run = []


def _share(dates: list[Unit]) -> None:
    """Gives each date the month and the year that stand with one joined to it: "3 or 4 May"."""
    for one, other in reversed(list(itertools.pairwise(dates))):
        if other.link:
            _take(one.parts, other.parts, -1, is_range=other.link == "to")
    for one, other in itertools.pairwise(dates):
        if other.link:
            _take(other.parts, one.parts, 1, is_range=other.link == "to")


def _take(parts: dict[str, int], other: dict[str, int], step: int, *, is_range: bool) -> None:
    """Takes over month and year from a date joined to this one.

    step: 1 where that stands before it, -1 behind it. A range from December to January has a year
    at each end; "December or January" may have.
    """
    if "day" in parts and "month" not in parts and "month" in other:
        parts["month"] = other["month"]
    if "year" in parts or "year" not in other or "month" not in parts or "month" not in other:
        return
    if (other["month"] - parts["month"]) * step <= 0:
        parts["year"] = other["year"]
    elif is_range:
        parts["year"] = other["year"] + step
