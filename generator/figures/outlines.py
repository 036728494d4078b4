"""Country outlines: from parsed GeoJSON to shapes on the page, cut to what the map shows.

In: a FeatureCollection of Polygon and MultiPolygon (RFC 7946), each with a name. Out: Country, in
px, and the path data of an SVG. What cannot be read is a ValueError that says where.
"""

from __future__ import annotations

import itertools
import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.figures.places import Box, Point, Projection

GRID = 0.5  # px: outlines are rounded to it, the same way on both sides of a border


@dataclass(frozen=True)
class Country:
    """A country's name and its rings, closed without repeating the first point.

    The rings of all its parts and holes stand together: a place is inside if an odd number of
    rings goes around it.
    """

    name: str
    rings: tuple[tuple[Point, ...], ...]


def load(outlines: object) -> tuple[Country, ...]:
    """The countries of a FeatureCollection, in degrees; what has no shape drops out.

    Raises ValueError where it is none, a feature has no name or another shape, or a position is
    not a pair of degrees.
    """
    if not isinstance(outlines, Mapping) or outlines.get("type") != "FeatureCollection":
        raise ValueError('the outlines are not a GeoJSON "FeatureCollection"')
    features = outlines.get("features")
    if not isinstance(features, list):
        raise ValueError('the outlines have no list of "features"')
    countries = []
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, Mapping) else None
        name = properties.get("name") if isinstance(properties, Mapping) else None
        if not isinstance(name, str):
            raise ValueError(f'feature {number} of the outlines has no "name" in its "properties"')
        geometry = feature.get("geometry")
        if geometry is None:  # a feature without a place (section 3.2)
            continue
        where = f'"{name}" (feature {number} of the outlines)'
        countries.append(
            Country(
                name,
                tuple(
                    _ring(ring, where) for polygon in _polygons(geometry, where) for ring in polygon
                ),
            )
        )
    return tuple(countries)


def _polygons(geometry: object, where: str) -> list[list[object]]:
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if not isinstance(geometry, Mapping) or kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"{where} is neither a Polygon nor a MultiPolygon")
    polygons = geometry.get("coordinates")
    if kind == "Polygon":
        polygons = [polygons]
    if not isinstance(polygons, list) or not all(isinstance(part, list) for part in polygons):
        raise ValueError(f"{where} has no list of coordinates")
    return polygons


def _ring(ring: object, where: str) -> tuple[Point, ...]:
    if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError(f"{where} has a ring that is not closed, or has fewer than four positions")
    return tuple(_position(position, where) for position in ring[:-1])


def _position(position: object, where: str) -> Point:
    if isinstance(position, list) and len(position) >= 2:
        x, y = position[:2]
        if (
            all(isinstance(part, int | float) and not isinstance(part, bool) for part in (x, y))
            and abs(x) <= 180
            and abs(y) <= 90
        ):
            return float(x), float(y)
    raise ValueError(
        f"{where} has a position that is not a longitude and a latitude: {str(position)[:60]}"
    )


def clip(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of a ring within the box, by Sutherland and Hodgman (1974): one edge at a time.

    Where a ring leaves the box and comes back, the result runs along the edge of the box.
    """
    sides: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, box.west, operator.ge),
        (0, box.east, operator.le),
        (1, box.south, operator.ge),
        (1, box.north, operator.le),
    )
    kept = list(ring)
    for axis, limit, inside in sides:
        given, kept = kept, []
        for before, point in itertools.pairwise([*given[-1:], *given]):
            was_in, is_in = (inside(p[axis], limit) for p in (before, point))
            if was_in != is_in:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                kept.append((limit, other) if axis == 0 else (other, limit))
            if is_in:
                kept.append(point)
    return kept


def project(countries: Sequence[Country], projection: Projection) -> tuple[Country, ...]:
    """The countries on the page: clipped, projected, rounded; those that do not show drop out."""
    shown = []
    for country in countries:
        rings = [
            ring
            for whole in country.rings
            if len(ring := _rounded(clip(whole, projection.box), projection)) > 2
        ]
        if rings:
            shown.append(Country(country.name, tuple(rings)))
    return tuple(shown)


def _rounded(ring: Sequence[Point], projection: Projection) -> tuple[Point, ...]:
    """The ring in px on the grid, without points that repeat or that lie on a straight line."""
    points: list[Point] = []
    for position in ring:
        x, y = projection.place(*position)
        point = round(x / GRID) * GRID, round(y / GRID) * GRID
        if points and point == points[-1]:
            continue
        if len(points) > 1 and _straight(points[-2], points[-1], point):
            points.pop()
        points.append(point)
    while len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return tuple(points)


def _straight(first: Point, middle: Point, last: Point) -> bool:
    """Whether the way over the middle is straight and does not turn back."""
    (ax, ay), (bx, by) = (
        (middle[0] - first[0], middle[1] - first[1]),
        (last[0] - middle[0], last[1] - middle[1]),
    )
    return math.isclose(ax * by, ay * bx, abs_tol=1e-9) and ax * bx + ay * by > 0


def path(country: Country) -> str:
    """The data of an SVG path, for the fill rule "evenodd"."""
    return "".join(_path(ring) for ring in country.rings)


def _path(ring: Sequence[Point]) -> str:
    start = f"M{_short(ring[0][0], first=True)}{_short(ring[0][1])}l"
    steps = "".join(
        _short(after[0] - before[0], first=number == 0) + _short(after[1] - before[1])
        for number, (before, after) in enumerate(itertools.pairwise(ring))
    )
    return f"{start}{steps}z"


def _short(value: float, *, first: bool = False) -> str:
    """A number of the path: "0.5" is ".5", and a minus sign parts it from the one before."""
    text = (
        f"{value:.1f}".removesuffix(".0").replace("0.", ".", 1)
        if abs(value) < 1
        else f"{value:.1f}".removesuffix(".0")
    )
    text = "0" if text in ("-0", "", "-") else text
    return text if first or text.startswith("-") else f" {text}"
