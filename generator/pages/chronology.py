"""The timeline: all events and dated statements on one axis, and the same as a list.

In: the Site. Out: Page values: one page, or where that would be too long, a page that leads on to
one for each year, and for each month of a year that is too long as well.
"""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator import addresses, dates, model
from generator.dossier import Dossier
from generator.model import Record
from generator.pages import drawings
from generator.pages.page import Page
from generator.pages.site import Site

MOST = 150
"""Dated entries of one page: what a reader can look through, and a phone loads at once."""


@dataclass(frozen=True)
class Period:
    """A part of the timeline with a page of its own: a year, a month, or what has no date."""

    name: str  # "2021", "May 2021"
    path: str
    records: tuple[Record, ...]


def entries(dossier: Dossier) -> list[Record]:
    """What stands on the timeline: events, and statements with a date or an occasion."""
    statements = [one for one in dossier.all(model.Statement) if one.date or one.at]
    return [*dossier.all(model.Event), *statements]


def first_day(dossier: Dossier, record: Record) -> datetime.date | None:
    """The day at which an entry is listed; none where its date is unknown."""
    dating = dossier.dating(record)
    if dating is None:
        return None
    days = dates.bounds(dating.main.edtf)
    return days.earliest or days.latest


def periods(dossier: Dossier, records: Iterable[Record]) -> list[Period]:
    """The parts of a long timeline, in order of date; none where one page holds it all."""
    years: dict[int, list[tuple[datetime.date, Record]]] = defaultdict(list)
    undated: list[Record] = []
    for record in records:
        day = first_day(dossier, record)
        if day is None:
            undated.append(record)
        else:
            years[day.year].append((day, record))
    if sum(map(len, years.values())) <= MOST:
        return []
    found = [part for year in sorted(years) for part in _parts(year, years[year])]
    if undated:
        found.append(Period("Without a date", addresses.period("undated"), tuple(undated)))
    return found


def _parts(year: int, dated: list[tuple[datetime.date, Record]]) -> Iterator[Period]:
    if len(dated) <= MOST:
        path = addresses.period(f"{year:04}")
        yield Period(str(year), path, tuple(record for _, record in dated))
        return
    for month in range(1, 13):
        some = tuple(record for day, record in dated if day.month == month)
        if some:
            path = addresses.period(f"{year:04}-{month:02}")
            yield Period(f"{calendar.month_name[month]} {year}", path, some)


def timeline(site: Site) -> Iterator[Page]:
    """The timeline, and its parts if it is long."""
    records = tuple(site.relations.ordered(entries(site.dossier)))
    parts = periods(site.dossier, records)
    title = str(site.dossier.frame.title)
    if not parts:
        yield _page(site, Period("Timeline", addresses.TIMELINE, records), [], title)
        return
    dated = sum(len(part.records) for part in parts if first_day(site.dossier, part.records[0]))
    yield _page(site, Period("Timeline", addresses.TIMELINE, ()), parts, title, elsewhere=dated)
    for number, part in enumerate(parts):
        near = parts[max(0, number - 1) : number + 2]
        named = replace(part, name=f"Timeline: {part.name}")
        yield _page(site, named, [one for one in near if one is not part], title)


def _page(
    site: Site, part: Period, others: Sequence[Period], title: str, *, elsewhere: int = 0
) -> Page:
    """A page of the timeline: entries, and the pages that its reader may want next."""
    view = site.view(part.path)
    dated = [one for one in part.records if first_day(site.dossier, one)]
    whole = part.path == addresses.TIMELINE
    return site.page(
        "timeline.md.jinja",
        view,
        title=part.name,
        description=f"{part.name}. {_counted(len(dated) or elsewhere)}: “{title}”.",
        section="" if whole else addresses.TIMELINE,
        heading=part.name,
        periods=others,
        whole=whole,
        figure=drawings.whole_timeline(view, dated),
        dated=dated,
        undated=[one for one in part.records if first_day(site.dossier, one) is None],
    )


def _counted(dated: int) -> str:
    if not dated:
        return "Events and statements without a date"
    entries = "1 event or statement" if dated == 1 else f"{dated} events and statements"
    return f"{entries} in order of date, uncertain dates as ranges, inferred ones marked"
