"""A timeline: time runs down the page, and each entry is a row beside its mark on the axis.

In: entries. Out: SVG, as one drawing (`draw`) or as a figure that fits any page (`figure`).
Undated entries have no place on an axis and are left to the caller to list.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from generator.figures import signs, svg
from generator.figures.axis import (
    DAY,
    LEADING,
    NOTE,
    NOTE_LEADING,
    Columns,
    Gap,
    Layout,
    Row,
    Until,
    arrange,
)
from generator.figures.entries import Entry

__all__ = ["Entry", "arrange", "draw", "figure"]

Part: TypeAlias = Row | Until | Gap

NOTHING = "No entry has a known date."
SHEET = 200  # px, the least height of a sheet: what a printer leaves empty at the foot of a page


def draw(
    entries: Iterable[Entry], *, title: str, description: str, ident: str, width: int = svg.WIDE
) -> str:
    """The timeline as one <svg>, `width` px wide and as high as it needs.

    Each dated entry is a link with its label, its date in words where the axis does not say it,
    and a <title>. `ident` begins every id, so that several figures can stand on a page.
    Raises ValueError for entries that cannot be drawn (see `ordered`), an address that is not
    relative, or an ident that is no id.
    """
    attributes, names = svg.naming(ident, title, description)
    return next(_sheets(arrange(entries, width), names, attributes, math.inf))


def figure(entries: Iterable[Entry], *, title: str, description: str, ident: str) -> str:
    """The timeline as a <div> that holds it twice: for a wide column and for a narrow one.

    The style sheet shows the one that fits, at the size of the text around it: one drawing scaled
    to both would be too small to read on a phone or too large on a desk. The wide one, which is
    what is printed, is cut between rows into sheets: a browser breaks a page between drawings, but
    would cut one drawing through its words.
    Raises ValueError as `draw` does.
    """
    listed = list(entries)
    both = []
    for name, width, high in (("wide", svg.WIDE, SHEET), ("narrow", svg.NARROW, math.inf)):
        attributes, names = svg.naming(f"{svg.identifier(ident)}-{name}", title, description)
        sheets = "\n".join(_sheets(arrange(listed, width), names, "", high))
        both.append(f'<div class="fs-{name}" data-search-exclude=""{attributes}>\n{sheets}\n</div>')
    return '<div class="fs-figure">\n' + "\n".join(both) + "\n</div>"


def _sheets(layout: Layout, names: str, attributes: str, high: float) -> Iterator[str]:
    """The drawing in one or more <svg>, each of about `high` px, to be stacked without a gap.

    A bar that runs over several sheets is drawn on each of them; each shows its own part.
    """
    if not layout.parts:
        nothing = svg.text_lines([NOTHING], 0, 20, 0)
        yield svg.sheet(
            names + nothing,
            names="fs-tl",
            attributes=attributes,
            width=layout.columns.width,
            height=32,
        )
        return
    key, above = signs.key(
        [row.entry for row in layout.rows],
        width=layout.columns.width,
        breaks=any(isinstance(part, Gap) and part.left_out for part in layout.parts),
        cut=any(row.cut for row in layout.rows),
    )
    head = f'{names}<g transform="translate(0 {svg.number(-above)})">{key}</g>'
    top, running = -above, list[Row]()
    for parts in _cut(layout.parts, high):
        bottom = parts[-1].bottom
        body = "".join(
            (
                head,
                _axis(parts, layout),
                *(
                    f'<g class="{signs.classes(row.entry)}" aria-hidden="true">'
                    f"{_bar(row, layout.columns)}</g>"
                    for row in running
                ),
                *(_part(part, layout.columns) for part in parts),
            )
        )
        yield svg.sheet(
            body,
            names="fs-tl",
            attributes=attributes,
            width=layout.columns.width,
            height=bottom - top,
            top=top,
        )
        running = [row for row in (*running, *parts) if isinstance(row, Row) and row.end > bottom]
        top, head = bottom, ""


def _cut(parts: Sequence[Part], high: float) -> Iterator[list[Part]]:
    """The parts in stretches of at least `high` px."""
    stretch: list[Part] = []
    for part in parts:
        stretch.append(part)
        # A stretch never ends with a gap: the day that follows explains it.
        if part.bottom - _top(stretch[0]) >= high and not isinstance(part, Gap):
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _top(part: Part) -> float:
    return part.start if isinstance(part, Row) else part.top


def _axis(parts: Sequence[Part], layout: Layout) -> str:
    """The line of time beside these parts: thin, thick within one day, with a tick for each day."""
    x, axis = layout.columns.axis, svg.number(layout.columns.axis)
    thin, thick, ticks, leaders, words = [], [], [], [], []
    for part in parts:
        if isinstance(part, Gap):
            if part.left_out:
                thin.append(signs.zigzag(x, part.top, part.bottom))
                words.append(
                    svg.text_lines(
                        [part.left_out], layout.columns.text, (part.top + part.bottom) / 2 + 4.5, 0
                    )
                )
                continue
            ticks += [
                f"M{svg.number(x - 3)} {svg.number(part.top + DAY * day)}h6"
                for day in range(1, part.days + 1)
            ]
        start, end = _top(part), part.bottom
        if isinstance(part, Row):
            middle = svg.number(part.mark)
            side = x + signs.RADIUS if part.lane is None else layout.columns.lane(part.lane) + 4
            if layout.columns.text - side > 20:  # bars stand between the sign and its words
                leaders.append(
                    f"M{svg.number(side + 2)} {middle}H{svg.number(layout.columns.text - 5)}"
                )
            thick += [f"M{axis} {svg.number(start)}V{middle}"] if part.above else []
            thick += [f"M{axis} {middle}V{svg.number(end)}"] if part.below else []
        elif isinstance(part, Until):
            ticks.append(f"M{svg.number(x - 5)} {svg.number(part.mark)}h10")
        # The line begins with the first mark and ends with the last.
        if not isinstance(part, Gap):
            start = part.mark if part is layout.parts[0] else start
            end = part.mark if part is layout.parts[-1] else end
        thin.append(f"M{axis} {svg.number(start)}V{svg.number(end)}")
    drawn = "".join(
        f'<path class="{name}" d="{"".join(path)}" stroke-width="{wide}"/>'
        for name, wide, path in (
            ('fs-tl-leader" stroke-dasharray="1 3', 1, leaders),
            ("fs-tl-line", 1.5, thin),
            ("fs-tl-line", 1, ticks),
            ("fs-tl-same", 4, thick),
        )
        if path
    )
    return (
        f'<g aria-hidden="true" fill="none" stroke="currentColor">{drawn}</g>'
        f'<g class="fs-tl-left-out" font-size="{NOTE}">{"".join(words)}</g>'
    )


def _part(part: Part, columns: Columns) -> str:
    """What stands beside the axis."""
    if isinstance(part, Gap):
        return ""
    if isinstance(part, Until):
        return _day(part.day, part.mark + 4.5, columns)
    heading = ""
    if part.heading:
        heading = _day(part.heading, part.baseline if columns.dates else part.start + 19, columns)
    return heading + _row(part, columns)


def _day(words: str, baseline: float, columns: Columns) -> str:
    """A day, in its own column or above its rows; hidden from a reader, whose link names it."""
    name = "fs-tl-day" if words[0].isdigit() else "fs-tl-bound"
    weight = ' font-weight="bold"' if words[0].isdigit() else ""
    anchor = ' text-anchor="end"' if columns.dates else ""
    return svg.text_lines(
        [words],
        columns.dates or columns.text,
        baseline,
        0,
        f' class="{name}" font-size="{NOTE}"{weight}{anchor} aria-hidden="true"',
    )


def _row(row: Row, columns: Columns) -> str:
    entry = row.entry
    label = svg.text_lines(row.label, columns.text, row.baseline, LEADING, ' class="fs-label"')
    note = ""
    if row.note:
        below = row.baseline + LEADING * (len(row.label) - 1) + NOTE_LEADING
        note = svg.text_lines(
            row.note, columns.text, below, NOTE_LEADING, f' class="fs-tl-note" font-size="{NOTE}"'
        )
    sign = _bar(row, columns) or signs.mark(entry.kind, entry.basis, columns.axis, row.mark)
    left = columns.axis - 8
    return (
        f'<a class="{signs.classes(entry)}" href="{svg.address(entry.href)}">'
        f"<title>{svg.escape(entry.name)}</title>"
        f'<rect class="fs-hit" x="{svg.number(left)}" y="{svg.number(row.top + 1)}"'
        f' width="{svg.number(columns.width - left - 1)}"'
        f' height="{svg.number(row.bottom - row.top - 2)}" rx="4" fill="none"'
        f' pointer-events="all"/>{sign}{label}{note}</a>'
    )


def _bar(row: Row, columns: Columns) -> str:
    if row.lane is None:
        return ""
    top = row.mark - 7 if row.entry.earliest else row.top + 3
    return signs.bar(row.entry, columns.lane(row.lane), top, row.end - 5, cut=row.cut)
