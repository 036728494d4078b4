"""Places on the earth and on the page: what a map shows, and where a projection puts it.

In: degrees (WGS 84). Out: px, x to the right and y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]

KM_PER_DEGREE = 111.2  # of latitude, on a sphere of the earth's mean radius


@dataclass(frozen=True)
class Box:
    """The part of the earth that a map shows, in degrees WGS 84.

    It may not cross the 180th meridian: west is less than east. Raises ValueError for limits that
    are no degrees or that enclose nothing.
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        inside = -180 <= self.west < self.east <= 180 and -90 <= self.south < self.north <= 90
        if not inside:
            raise ValueError(
                f"{self.west}, {self.south}, {self.east}, {self.north} are not the"
                " west, south, east and north of a part of the earth"
            )

    @property
    def shrink(self) -> float:
        """The length of a degree of longitude in the middle of the box, in degrees of latitude."""
        return math.cos(math.radians((self.south + self.north) / 2))


@dataclass(frozen=True)
class Mark:
    """A place with a name that leads to its record, in degrees WGS 84.

    `area`: the place is not a point; its name is written at the position, without a dot.
    """

    key: str  # unique in a map
    label: str
    href: str  # a relative link
    latitude: float
    longitude: float
    area: bool = False


@dataclass(frozen=True)
class Rect:
    """A rectangle on the page, in px."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def meets(self, other: Rect) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Rect) -> bool:
        """Whether the other lies wholly within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def grown(self, by: float) -> Rect:
        """The rectangle with a margin."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)


def around(middle: Point, width: float, height: float) -> Rect:
    """The rectangle of that size about a point."""
    x, y = middle
    return Rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@dataclass(frozen=True)
class Projection:
    """An equirectangular projection that is true to scale in the middle of a box.

    Degrees of longitude are shrunk by the cosine of the box's middle latitude, the same all over
    the map. For the few degrees of a region this is within a per cent or two of any other.
    """

    box: Box
    frame: Rect  # as wide as the box; its height follows from `fitted`

    @staticmethod
    def fitted(box: Box, left: float, top: float, width: float) -> Projection:
        """The projection that fills a width in px, its upper left corner at left, top."""
        high = width * (box.north - box.south) / ((box.east - box.west) * box.shrink)
        return Projection(box, Rect(left, top, left + width, top + high))

    @property
    def px_per_degree(self) -> float:
        """The length of a degree of latitude."""
        return self.frame.height / (self.box.north - self.box.south)

    def place(self, longitude: float, latitude: float) -> Point:
        """Where a position lies on the page."""
        return (
            self.frame.left + (longitude - self.box.west) * self.box.shrink * self.px_per_degree,
            self.frame.top + (self.box.north - latitude) * self.px_per_degree,
        )

    def positions(self, area: Rect) -> Box:
        """The part of the earth under a rectangle of the page."""
        degree = self.px_per_degree
        return Box(
            self.box.west + (area.left - self.frame.left) / degree / self.box.shrink,
            self.box.north - (area.bottom - self.frame.top) / degree,
            self.box.west + (area.right - self.frame.left) / degree / self.box.shrink,
            self.box.north - (area.top - self.frame.top) / degree,
        )


def bounds(points: Iterable[Point]) -> Rect:
    """The smallest rectangle about some points."""
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs), max(ys))
