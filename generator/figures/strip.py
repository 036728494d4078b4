"""A timeline on one line, true to scale: how far apart things lie, where `timeline` shows what.

In: entries. Out: one <svg> that is as wide as its column. Its horizontal places are percentages
and its heights px, so the words keep their size at any width.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from generator.figures import signs, svg
from generator.figures.entries import Entry, ordered, short_day

HEIGHT = 88  # px
LINE = 40  # px, the height of the axis: marks stand above it, bars below
LEVELS, STEP = 3, 12  # marks that lie close together stand on several levels, px apart
MARGIN = 2.5  # per cent of the width, free on either side
CLOSE = 3.6  # per cent: a mark's width on a phone
WORDS = 13  # px


@dataclass(frozen=True)
class _Scale:
    """The days at both ends of the axis."""

    first: datetime.date
    last: datetime.date

    def place(self, day: datetime.date) -> float:
        """Where a day lies, in per cent of the width."""
        if self.first == self.last:
            return 50.0
        share = (day - self.first).days / (self.last - self.first).days
        return MARGIN + (100 - 2 * MARGIN) * share


def strip(entries: Iterable[Entry], *, title: str, description: str, ident: str) -> str:
    """The entries as marks and bars on one line, each a link with a <title>, in order.

    The days at both ends are written below. Where more lie close together than there are levels
    they overlap: this is a view of the whole, and the names belong beside it.
    Raises ValueError as `draw` does.
    """
    attributes, names = svg.naming(ident, title, description)
    listed = ordered(entries)
    body = f'<text x="0" y="22" font-size="{WORDS}">No entry has a known date.</text>'
    if listed:
        days = [day for entry in listed for day in (entry.earliest, entry.latest) if day]
        scale = _Scale(min(days), max(days))
        body = _axis(scale) + "".join(_links(listed, scale))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="fs-strip"{attributes} width="100%"'
        f' height="{HEIGHT}" overflow="visible" fill="currentColor"'
        f' font-family="sans-serif">{names}{body}</svg>'
    )


def _axis(scale: _Scale) -> str:
    ends = [("50%", "middle", scale.first)]
    if scale.first != scale.last:
        ends = [("0", "start", scale.first), ("100%", "end", scale.last)]
    words = "".join(
        f'<text x="{x}" y="{HEIGHT - 4}" text-anchor="{anchor}" font-size="{WORDS}">'
        f"{short_day(day)}</text>"
        for x, anchor, day in ends
    )
    return (
        f'<g class="fs-tl-left-out" aria-hidden="true"><line class="fs-tl-line" x1="0"'
        f' x2="100%" y1="{LINE}" y2="{LINE}" stroke="currentColor" stroke-width="1.5"/>'
        f"{words}</g>"
    )


def _links(entries: Iterable[Entry], scale: _Scale) -> Iterable[str]:
    above, below = [-100.0] * LEVELS, [-100.0] * LEVELS  # where each level is free from
    for entry in entries:
        start = scale.place(entry.day)
        end = scale.place(entry.latest or entry.day)
        levels = above if entry.is_day else below
        level = next(
            (number for number, free in enumerate(levels) if free <= start),
            levels.index(min(levels)),
        )
        levels[level] = max(end, start) + CLOSE
        sign = _mark(entry, start, level) if entry.is_day else _bar(entry, start, end, level)
        yield (
            f'<a class="{signs.classes(entry)}" href="{svg.address(entry.href)}">'
            f"<title>{svg.escape(entry.name)}</title>"
            f"{sign}</a>"
        )


def _mark(entry: Entry, x: float, level: int) -> str:
    # A nested <svg> is placed by per cent, and a shape within it by px.
    shape = signs.mark(entry.kind, entry.basis, 0, 0)
    return (
        f'<svg x="{x:.2f}%" y="{LINE - STEP * level}" overflow="visible">'
        f'<circle class="fs-hit" r="10" fill="none" pointer-events="all"/>{shape}</svg>'
    )


def _bar(entry: Entry, start: float, end: float, level: int) -> str:
    y = LINE + 8 + 9 * level
    outline = signs.outline(entry)
    if entry.earliest is None or entry.latest is None:
        way = 18 if entry.latest is None else -18
        return (
            f'<svg x="{start:.2f}%" y="{y + 3}" overflow="visible">'
            f'<path d="M0-3H{way * 2 // 3}L{way} 0L{way * 2 // 3} 3H0z"{outline}/></svg>'
        )
    round_ends = ' rx="3"' if entry.kind == "event" else ""
    return (
        f'<rect x="{start:.2f}%" y="{y}" width="{end - start:.2f}%" height="6"'
        f"{round_ends}{outline}/>"
    )
