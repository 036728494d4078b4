"""Where everything on a timeline stands: the axis that runs down the page, a row for each entry.

In: entries. Out: a Layout in px, from which the drawing, and a test, can read every box.

The axis is stretched and cut by one rule, which the figure states. A day without an entry takes
DAY px. A day with entries opens as far as their rows need, so each mark stands beside its words
and no label can meet another, however many there are. Where more than LONGEST days in a row have
no entry the axis is broken, and the time left out is written there; the longer it is, the larger
the break, but only by its logarithm.
"""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.figures import svg
from generator.figures.entries import BY, FROM, ON, Entry, ordered, phase, short_day, span_words

DAY = 5  # px for each day between two days with entries
LONGEST = 9  # such days in a row that are drawn; more are a break
MOST_LANES = 5  # bars side by side; those beyond are cut short

LABEL, NOTE = svg.SIZE, 13  # font sizes, px
LEADING, NOTE_LEADING = 21, 18  # px from line to line
PADDING = 8  # px above and below the words of a row
CAP = 5.5  # px from a baseline of LABEL up to the middle of the letters


@dataclass(frozen=True)
class Columns:
    """The x of things, in px, for one width of the figure."""

    width: int
    dates: float | None  # the right edge of the days' column; None: days stand above their rows
    axis: float
    text: float  # the left edge of labels

    def lane(self, lane: int) -> float:
        """The middle of a lane, where bars are drawn."""
        return self.axis + 16 + 13 * lane


@dataclass(frozen=True)
class Row:
    """An entry's place. Its words fill the box from columns.text to `right`, top to bottom."""

    entry: Entry
    heading: str  # the day, if the row is the first of it, else ""
    above: bool  # whether the row above is of the same certain day
    below: bool  # whether the row below is
    lane: int | None  # the lane of its bar; None for a mark on the axis
    cut: bool  # whether its bar ends early for want of a lane
    label: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    start: float = 0  # the top of the day's heading, if there is one above the row
    top: float = 0
    bottom: float = 0
    right: float = 0
    end: float = 0  # where its bar ends

    @property
    def baseline(self) -> float:
        """The baseline of its first line."""
        return self.top + PADDING + LABEL - 1

    @property
    def mark(self) -> float:
        """The middle of its mark."""
        return self.baseline - CAP


@dataclass(frozen=True)
class Until:
    """The end of a bar on a day that has no entry: a line that names the day."""

    day: str
    top: float
    bottom: float

    @property
    def mark(self) -> float:
        """The height of its tick."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Gap:
    """The time between two days: its days one by one, or a break with the time left out."""

    top: float
    bottom: float
    days: int  # without an entry; a mark for each unless it is a break
    left_out: str  # "2 years 5 months", or "" if nothing is left out


@dataclass(frozen=True)
class Layout:
    """All that is drawn on the axis, from top to bottom, and the height of it all in px."""

    columns: Columns
    parts: tuple[Row | Until | Gap, ...]
    height: float

    @property
    def rows(self) -> tuple[Row, ...]:
        """The entries' places, in order."""
        return tuple(part for part in self.parts if isinstance(part, Row))


def arrange(entries: Iterable[Entry], width: int = svg.WIDE) -> Layout:
    """The layout for a width in px; undated entries are left out.

    Takes as long as sorting the entries does. Raises ValueError as `ordered` does.
    """
    days = _days(ordered(entries))
    lanes, used = _lanes(days)
    # In a wide figure the days stand in a column of their own, as wide as "from 30 Sep 2023".
    dates, axis = (130.0, 148.0) if width >= svg.WIDE - 120 else (None, 10.0)
    columns = Columns(width, dates, axis, axis + 18 + 13 * used)
    parts: list[Row | Until | Gap] = []
    ends: dict[datetime.date, float] = {}
    y, before = 0.0, None
    for day, group in days:
        if before:
            gap = _gap(before, day, y)
            parts.append(gap)
            y = gap.bottom
        if group:
            rows = _rows(group, lanes, columns, y)
            parts.extend(rows)
            y = rows[-1].bottom
        else:
            parts.append(Until(f"to {short_day(day)}", y, y + 24))
            y += 24
        ends[day], before = y, day
    return Layout(columns, tuple(_ended(part, ends) for part in parts), y)


def _days(entries: Sequence[Entry]) -> list[tuple[datetime.date, list[Entry]]]:
    """The days on which something begins or ends, with the entries listed at each."""
    days: dict[datetime.date, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).append(entry)
    for entry in entries:
        if entry.latest:
            days.setdefault(entry.latest, [])
    return sorted(days.items())


def _lanes(days: list[tuple[datetime.date, list[Entry]]]) -> tuple[dict[str, int], int]:
    """A lane for each bar, so that no two bars meet, and how many lanes there are.

    What finds no lane is drawn within its own row, in one more lane, and is marked as cut.
    """
    busy_until = [0] * MOST_LANES  # the last day of the bar in each lane, as an ordinal
    lanes: dict[str, int] = {}
    for day, group in days:
        for entry in group:
            if entry.is_day:
                continue
            lane = next(
                (number for number, until in enumerate(busy_until) if until < day.toordinal()),
                MOST_LANES,
            )
            if lane < MOST_LANES:
                # A bar that is open stays within its row, and so within its day.
                busy_until[lane] = (entry.latest or day).toordinal()
            lanes[entry.key] = lane
    return lanes, max(lanes.values(), default=-1) + 1


def _gap(before: datetime.date, day: datetime.date, y: float) -> Gap:
    empty = (day - before).days - 1
    if empty <= LONGEST:
        return Gap(y, y + DAY * (empty + 1), empty, "")
    high = DAY * (LONGEST + 1) + 14 * math.log10(empty / LONGEST)
    return Gap(y, y + round(high), empty, span_words(before, day))


def _rows(group: Sequence[Entry], lanes: dict[str, int], columns: Columns, y: float) -> list[Row]:
    """The rows of one day, from y downwards."""
    rows: list[Row] = []
    room = columns.width - columns.text - 4
    for part, same in itertools.groupby(group, phase):
        entries = list(same)
        for place, entry in enumerate(entries):
            heading = "" if place else _HEADINGS[part] + short_day(entry.day)
            lane = lanes.get(entry.key)
            plain = entry.is_day and entry.basis == "stated"
            label = svg.wrap(entry.label, LABEL, room)
            note = [] if plain else svg.wrap(entry.date_words, NOTE, room)
            top = y + (24 if heading and columns.dates is None else 0)
            high = 2 * PADDING + LEADING * len(label) + NOTE_LEADING * len(note)
            widths = [svg.measure(line, LABEL) for line in label]
            widths += [svg.measure(line, NOTE) for line in note]
            cut = lane == MOST_LANES and None not in (entry.earliest, entry.latest)
            rows.append(
                Row(
                    entry,
                    heading,
                    part == ON and place > 0,
                    part == ON and entry is not entries[-1],
                    lane,
                    cut,
                    tuple(label),
                    tuple(note),
                    y,
                    top,
                    top + high,
                    columns.text + max(widths),
                )
            )
            y = top + high
    return rows


_HEADINGS = {FROM: "from ", ON: "", BY: "by "}


def _ended(part: Row | Until | Gap, ends: dict[datetime.date, float]) -> Row | Until | Gap:
    """A row with the end of its bar: the bottom of its last day, or of the row itself."""
    if not isinstance(part, Row) or part.lane is None:
        return part
    entry = part.entry
    closed = entry.earliest is not None and entry.latest is not None and not part.cut
    return replace(part, end=ends[entry.latest] if closed and entry.latest else part.bottom)
