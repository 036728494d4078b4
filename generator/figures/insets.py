"""Insets of a map: where places crowd, their surroundings are enlarged in a panel of its own.

In: marks with their points, in px. Out: for each crowd, the part of the map that it takes, and the
projection of its inset: in the corner of the map that hides the least, or below the map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.figures import svg
from generator.figures.labels import raster
from generator.figures.outlines import Country
from generator.figures.places import Mark, Point, Projection, Rect, around

TOUCHING = 16  # px between two dots that cannot be told apart
NEIGHBOURS = 48  # px between marks that are shown together once an inset is needed
ENLARGED = 1.6  # times, or an inset is not worth its room
EDGE = 8  # px between an inset and what is around it


@dataclass(frozen=True)
class Placed:
    """A mark at its point on a panel."""

    mark: Mark
    point: Point


@dataclass(frozen=True)
class Crowd:
    """Marks that are shown in an inset, the part of the map it enlarges, and its projection."""

    marks: tuple[Placed, ...]
    source: Rect
    projection: Projection


def crowds(
    placed: Sequence[Placed], land: Sequence[Country], projection: Projection, width: int
) -> tuple[Crowd, ...]:
    """The insets that the marks on a map of this width need; none in most cases."""
    frame = projection.frame
    is_wide = width > 1.5 * svg.NARROW
    wide, high = (width * 0.34, width * 0.25) if is_wide else (frame.width, frame.width * 0.66)
    groups = [(group, _source(group, frame, wide / high)) for group in _groups(placed)]
    groups = [(group, source) for group, source in groups if wide / source.width >= ENLARGED]
    hidden = [around(item.point, 80, 40) for item in placed] + [source for _, source in groups]
    found: list[Crowd] = []
    bottom = frame.bottom
    for group, source in groups:
        corner = _corner(hidden, land, frame, (wide, high)) if is_wide else None
        left, top = corner or (frame.left, bottom + 3 * EDGE)
        inset = Projection.fitted(projection.positions(source), left, top, wide)
        hidden.append(inset.frame)
        bottom = max(bottom, inset.frame.bottom)
        found.append(Crowd(tuple(group), source, inset))
    return tuple(found)


def _groups(placed: Sequence[Placed]) -> Iterable[list[Placed]]:
    """The marks that need an inset: those with two dots that touch, and their neighbours."""
    rest = list(placed)
    while rest:
        group, waiting = [], [rest.pop(0)]
        while waiting:
            one = waiting.pop()
            group.append(one)
            near = [other for other in rest if math.dist(one.point, other.point) < NEIGHBOURS]
            waiting += near
            rest = [other for other in rest if other not in near]
        dots = [item.point for item in group if not item.mark.area]
        if any(
            math.dist(one, other) < TOUCHING
            for number, one in enumerate(dots)
            for other in dots[:number]
        ):
            yield group


def _source(group: Sequence[Placed], frame: Rect, shape: float) -> Rect:
    """The part of the map around a group; `shape` is its width over its height."""
    xs, ys = zip(*(item.point for item in group), strict=True)
    # Names need room beside the dots and less above them. At least 20 px: two marks may coincide.
    wide = max((max(xs) - min(xs)) * 2.4, (max(ys) - min(ys)) * 1.7 * shape, 20)
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    area = around(middle, wide, wide / shape)
    # Moved into the frame, and cut off if it is larger.
    right = min(max(frame.left, area.left) + area.width, frame.right)
    bottom = min(max(frame.top, area.top) + area.height, frame.bottom)
    return Rect(
        max(frame.left, right - area.width), max(frame.top, bottom - area.height), right, bottom
    )


def _corner(
    hidden: Sequence[Rect], land: Sequence[Country], frame: Rect, size: tuple[float, float]
) -> Point | None:
    """The upper left point of an inset in a corner that hides nothing named and the least land."""
    wide, high = size
    rings = [ring for country in land for ring in country.rings]
    found: list[tuple[int, int, Point]] = []
    for left in (frame.right - wide - EDGE, frame.left + EDGE):
        for top in (frame.bottom - high - EDGE, frame.top + EDGE):
            rect = Rect(left, top, left + wide, top + high)
            if not any(rect.grown(EDGE).meets(area) for area in hidden):
                found.append((sum(map(sum, raster(rings, rect))), len(found), (left, top)))
    return min(found)[2] if found else None
