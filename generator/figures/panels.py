"""The panels of a map and what stands on each: the map itself, and an inset where places crowd.

In: outlines, marks, a box, a width in px. Out: a Plan in px, from which the drawing, and a test,
can read where every name stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.figures import insets, labels, svg
from generator.figures.insets import EDGE, Placed
from generator.figures.labels import DOT, Label, Taken
from generator.figures.outlines import Country, load, project
from generator.figures.places import KM_PER_DEGREE, Box, Mark, Point, Projection, Rect, around

WORDS = 11  # px, the size of the words at the scale and at the edge
_LENGTHS = tuple(step * 10**power for power in range(-2, 5) for step in (1, 2, 5))  # km
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 45, 90)  # degrees


@dataclass(frozen=True)
class Scale:
    """A bar of a round length at the bottom of `rect`, with its words above it."""

    words: str
    length: float
    rect: Rect


@dataclass(frozen=True)
class Degree:
    """A tick at the edge of a panel, and the degrees that it stands for."""

    words: str
    point: Point
    is_meridian: bool
    rect: Rect


@dataclass(frozen=True)
class Named:
    """A mark on a panel with its name; None where the panel has no room for it."""

    mark: Mark
    point: Point
    label: Label | None


@dataclass(frozen=True)
class Panel:
    """One map in its frame, with what it shows."""

    projection: Projection
    countries: tuple[Country, ...]
    names: tuple[Label, ...]
    marks: tuple[Named, ...]
    scale: Scale | None
    degrees: tuple[Degree, ...]

    @property
    def labels(self) -> tuple[Label, ...]:
        """All names on it, of places and of countries."""
        return (*(named.label for named in self.marks if named.label), *self.names)


@dataclass(frozen=True)
class Inset:
    """A panel, the part of the map that it enlarges, and the dots that it names there."""

    panel: Panel
    source: Rect
    dots: tuple[Point, ...]


@dataclass(frozen=True)
class Plan:
    """All that a map shows, in px."""

    main: Panel
    insets: tuple[Inset, ...]
    width: float
    height: float

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The map and its insets."""
        return (self.main, *(inset.panel for inset in self.insets))


def arrange(
    outlines: Mapping[str, object], marks: Sequence[Mark], box: Box, width: int = svg.WIDE
) -> Plan:
    """The plan of a map that is `width` px wide. The order of the marks has no say.

    Raises ValueError for GeoJSON that cannot be read, a mark outside the box, or a key that occurs
    twice.
    """
    countries = load(outlines)
    projection = Projection.fitted(box, 1, 1, width - 2)
    _check(marks, box)
    placed = _placed(marks, projection)
    land = project(countries, projection)
    crowds = insets.crowds(placed, land, projection, width)
    elsewhere = {item.mark.key for crowd in crowds for item in crowd.marks}
    reserved = [
        area
        for crowd in crowds
        for area in (crowd.source.grown(3), crowd.projection.frame.grown(EDGE))
    ]
    main = _panel(
        countries,
        [item for item in placed if item.mark.key not in elsewhere],
        projection,
        reserved,
        is_inset=False,
    )
    enlarged = []
    for crowd in crowds:
        items = _placed([item.mark for item in crowd.marks], crowd.projection)
        panel = _panel(countries, items, crowd.projection, (), is_inset=True)
        dots = tuple(item.point for item in crowd.marks if not item.mark.area)
        enlarged.append(Inset(panel, crowd.source, dots))
    bottom = max(
        [projection.frame.bottom, *(inset.panel.projection.frame.bottom for inset in enlarged)]
    )
    return Plan(main, tuple(enlarged), width, bottom + 1)


def _check(marks: Sequence[Mark], box: Box) -> None:
    seen: set[str] = set()
    for mark in marks:
        if mark.key in seen:
            raise ValueError(f'two marks have the key "{mark.key}"')
        seen.add(mark.key)
        if not (box.south <= mark.latitude <= box.north and box.west <= mark.longitude <= box.east):
            raise ValueError(
                f'the mark "{mark.key}" at {mark.latitude}, {mark.longitude} lies outside the map'
            )


def _placed(marks: Sequence[Mark], projection: Projection) -> list[Placed]:
    """The marks at their points, from north to south."""
    ranked = sorted(marks, key=lambda mark: (-mark.latitude, mark.longitude, mark.key))
    return [Placed(mark, projection.place(mark.longitude, mark.latitude)) for mark in ranked]


def _panel(
    countries: Sequence[Country],
    placed: Sequence[Placed],
    projection: Projection,
    reserved: Sequence[Rect],
    *,
    is_inset: bool,
) -> Panel:
    """A panel, furnished from what must stand where it is to what can stand anywhere."""
    taken = Taken(projection.frame.grown(-3))
    land = project(countries, projection)
    for area in reserved:
        taken.add(area)
    for item in placed:
        if not item.mark.area:
            taken.add(around(item.point, 2 * DOT + 3, 2 * DOT + 3))
    degrees = () if is_inset else _degrees(projection, taken)
    # Names of areas first: they can hardly move away from their place.
    first = sorted(placed, key=lambda item: not item.mark.area)
    found = {item.mark.key: labels.place_mark(item.mark, item.point, taken) for item in first}
    marks = tuple(Named(item.mark, item.point, found[item.mark.key]) for item in placed)
    scale = _scale(projection, taken)
    # The map around an inset names the countries; a name again among the enlarged places would say
    # of each whose it is.
    names = [] if is_inset else [labels.place_country(country, taken) for country in land]
    return Panel(projection, land, tuple(name for name in names if name), marks, scale, degrees)


def _scale(projection: Projection, taken: Taken) -> Scale | None:
    """The longest round length below a quarter of the panel, in a corner that is free."""
    frame = projection.frame
    px_per_km = projection.px_per_degree / KM_PER_DEGREE
    fitting = [length for length in _LENGTHS if length * px_per_km <= frame.width / 4]
    if not fitting:
        return None
    words = f"{fitting[-1]:g} km"
    length = fitting[-1] * px_per_km
    wide, high = max(length, svg.measure(words, WORDS)), WORDS + 10
    for top in (frame.bottom - high - EDGE, frame.top + EDGE):
        for left in (frame.left + EDGE, frame.right - wide - EDGE):
            rect = Rect(left, top, left + wide, top + high)
            if taken.is_free(rect):
                taken.add(rect.grown(4))
                return Scale(words, length, rect)
    return None


def _degrees(projection: Projection, taken: Taken) -> tuple[Degree, ...]:
    """Ticks along the upper and the right edge, at round degrees; those in the way drop out."""
    box, frame = projection.box, projection.frame
    found = []
    for is_meridian, low, high, room in (
        (True, box.west, box.east, 110),
        (False, box.south, box.north, 70),
    ):
        px = projection.px_per_degree * (box.shrink if is_meridian else 1)
        step = next((step for step in _STEPS if step * px >= room), None)
        if step is None:
            continue
        for count in range(int(low // step) + 1, int(high // step) + 1):
            value = count * step
            side = "EW"[value < 0] if is_meridian else "NS"[value < 0]
            words = f"{abs(value):g}° {side}" if value else "0°"
            wide = svg.measure(words, WORDS)
            if is_meridian:
                point = projection.place(value, box.north)
                rect = around((point[0], point[1] + 14), wide, WORDS + 2)
            else:
                point = projection.place(box.east, value)
                rect = around((frame.right - 9 - wide / 2, point[1]), wide, WORDS + 2)
            if taken.is_free(rect):
                taken.add(rect)
                found.append(Degree(words, point, is_meridian, rect))
    return tuple(found)
