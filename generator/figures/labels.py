"""Names on a map, placed so that none covers another, a dot, or anything else that is reserved.

In: points or outlines in px. Out: Label. A place's name stands beside its dot, or farther away
with a line to it; a country's name stands where its visible part is roomiest, or not at all.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.figures import svg
from generator.figures.outlines import Country
from generator.figures.places import Mark, Point, Rect, around

DOT = 4.5  # px, the radius of a place's dot
NAME, LEADING = 14, 17  # px, the size of a place's name and the distance of its lines
COUNTRY_SIZES = (12, 10)  # px, tried in turn
SPACING = 1.2  # px between the letters of a country's name
_CELL = 40  # px
_GRAIN = 4  # px, how finely a country's shape is looked at


@dataclass(frozen=True)
class Label:
    """A name in its place: lines from `anchor` ("start", "middle" or "end"), within `rect`.

    `lead` is where a line to the dot starts, if one is needed.
    """

    lines: tuple[str, ...]
    rect: Rect
    anchor: str
    size: float
    lead: Point | None = None

    @property
    def x(self) -> float:
        """The x that the anchor refers to."""
        return {"start": self.rect.left, "end": self.rect.right}.get(
            self.anchor, self.rect.middle[0]
        )


class Taken:
    """The places on a panel that nothing more may cover; looked up by cells, so it stays quick."""

    def __init__(self, panel: Rect) -> None:
        self.panel = panel
        self._cells: dict[tuple[int, int], list[Rect]] = {}

    def add(self, rect: Rect) -> None:
        """Reserve a rectangle."""
        for cell in _cells(rect):
            self._cells.setdefault(cell, []).append(rect)

    def is_free(self, rect: Rect) -> bool:
        """Whether a rectangle lies within the panel and meets nothing."""
        return self.panel.holds(rect) and not any(
            rect.meets(other) for cell in _cells(rect) for other in self._cells.get(cell, ())
        )


def _cells(rect: Rect) -> Iterator[tuple[int, int]]:
    return itertools.product(
        range(math.floor(rect.left / _CELL), math.floor(rect.right / _CELL) + 1),
        range(math.floor(rect.top / _CELL), math.floor(rect.bottom / _CELL) + 1),
    )


def place_mark(mark: Mark, point: Point, taken: Taken) -> Label | None:
    """The name of a place at a point, and reserve it; None where the panel has no room left."""
    lines = tuple(svg.wrap(mark.label, NAME, max(120, taken.panel.width / 3)))
    wide = max(svg.measure(line, NAME) for line in lines)
    for rect, anchor, lead in _candidates(mark, point, wide, LEADING * len(lines)):
        if taken.is_free(rect):
            taken.add(rect)
            return Label(lines, rect, anchor, NAME, lead)
    return None


def _candidates(
    mark: Mark, point: Point, wide: float, high: float
) -> Iterator[tuple[Rect, str, Point | None]]:
    """Where a name could stand, the best place first."""
    x, y = point
    if mark.area:
        yield around(point, wide, high), "middle", None
    else:
        near = DOT + 4
        slant = near * 0.6
        for anchor, across, down in (
            ("start", near, 0.0),
            ("end", -near, 0.0),
            ("start", slant, -1.0),
            ("start", slant, 1.0),
            ("end", -slant, -1.0),
            ("end", -slant, 1.0),
            ("middle", 0.0, -1.0),
            ("middle", 0.0, 1.0),
        ):
            middle = y + down * (high / 2 + (near if anchor == "middle" else slant))
            yield _beside(anchor, x + across, middle, wide, high), anchor, None
    for distance in (20, 32, 46, 64, 88, 120, 160, 210, 270, 340):
        for step in range(16):
            angle = math.tau * step / 16
            along, down = math.cos(angle), math.sin(angle)
            anchor = "start" if along > 0.3 else "end" if along < -0.3 else "middle"
            end = x + along * distance, y + down * distance
            # Above or below, the near edge of the words is where the line ends.
            middle = end[1] + (math.copysign(high / 2, down) if anchor == "middle" else 0)
            lead = end if anchor == "middle" else (end[0] - math.copysign(3, along), end[1])
            yield _beside(anchor, end[0], middle, wide, high), anchor, lead


def _beside(anchor: str, x: float, middle: float, wide: float, high: float) -> Rect:
    left = {"start": x, "end": x - wide}.get(anchor, x - wide / 2)
    return Rect(left, middle - high / 2, left + wide, middle + high / 2)


def place_country(country: Country, taken: Taken) -> Label | None:
    """A country's name within its visible part, and reserve it; None where it does not fit."""
    inside = raster(country.rings, taken.panel)
    sums = _sums(inside)
    cells = [
        (column, row)
        for row, line in enumerate(inside)
        for column, value in enumerate(line)
        if value
    ]
    if not cells or not svg.clean(country.name):
        return None
    centre = (
        sum(column for column, _ in cells) / len(cells),
        sum(row for _, row in cells) / len(cells),
    )
    cells.sort(key=lambda cell: (math.dist(cell, centre), cell))
    # Well away from borders, rather than exactly in the middle.
    for size, margin in itertools.product(COUNTRY_SIZES, (4, 2, 1, 0)):
        wide = svg.measure(country.name, size) + SPACING * len(country.name)
        across = math.ceil(wide / 2 / _GRAIN) + margin
        down = math.ceil(size * 0.7 / _GRAIN) + margin
        for column, row in cells:
            rect = around(
                (
                    taken.panel.left + (column + 0.5) * _GRAIN,
                    taken.panel.top + (row + 0.5) * _GRAIN,
                ),
                wide,
                size * 1.4,
            )
            if _is_full(
                sums, column - across, row - down, column + across + 1, row + down + 1
            ) and taken.is_free(rect.grown(5)):
                taken.add(rect)
                return Label((svg.clean(country.name),), rect, "middle", size)
    return None


def raster(rings: Iterable[Sequence[Point]], panel: Rect) -> list[list[bool]]:
    """For each cell of a panel, row by row, whether its middle lies within the rings."""
    columns, rows = (math.ceil(length / _GRAIN) for length in (panel.width, panel.height))
    crossings: list[list[float]] = [[] for _ in range(rows)]
    for ring in rings:
        for (ax, ay), (bx, by) in itertools.pairwise([*ring, ring[0]]):
            low, high = (math.ceil((y - panel.top) / _GRAIN - 0.5) for y in sorted((ay, by)))
            for row in range(max(low, 0), min(high, rows)):
                y = panel.top + (row + 0.5) * _GRAIN
                crossings[row].append(ax + (y - ay) / (by - ay) * (bx - ax))
    inside = [[False] * columns for _ in range(rows)]
    for line, found in zip(inside, crossings, strict=True):
        found.sort()
        for start, end in zip(found[::2], found[1::2], strict=True):
            first, last = (math.ceil((x - panel.left) / _GRAIN - 0.5) for x in (start, end))
            for column in range(max(first, 0), min(last, columns)):
                line[column] = True
    return inside


def _sums(inside: Sequence[Sequence[bool]]) -> list[list[int]]:
    """How many cells lie in the country above and to the left of each corner."""
    sums = [[0] * (len(inside[0]) + 1)]
    for line in inside:
        running = itertools.accumulate(line, initial=0)
        sums.append([above + here for above, here in zip(sums[-1], running, strict=True)])
    return sums


def _is_full(sums: Sequence[Sequence[int]], left: int, top: int, right: int, bottom: int) -> bool:
    """Whether all cells of a window lie in the country."""
    if left < 0 or top < 0 or right >= len(sums[0]) or bottom >= len(sums):
        return False
    within = sums[bottom][right] - sums[top][right] - sums[bottom][left] + sums[top][left]
    return within == (right - left) * (bottom - top)
