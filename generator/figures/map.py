"""A map of the places that the texts name: outlines for orientation, and no line between places.

In: outlines (GeoJSON), marks, a box. Out: SVG, as one drawing (`draw`) or as a figure that fits any
page (`figure`). Equirectangular projection, scaled by the cosine of the middle latitude.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from generator.figures import svg
from generator.figures.labels import DOT, LEADING, SPACING, Label
from generator.figures.outlines import path
from generator.figures.panels import WORDS, Inset, Named, Panel, Plan, arrange
from generator.figures.places import Box, Mark, Point, Rect

__all__ = ["Box", "Mark", "arrange", "draw", "figure"]

_INK = ' stroke="currentColor"'
_FRAME = ' fill="none"' + _INK
_SEA = ' class="fs-map-sea" fill="#fff"'


def draw(
    outlines: Mapping[str, object],
    marks: Sequence[Mark],
    box: Box,
    *,
    title: str,
    description: str,
    ident: str,
    width: int = svg.WIDE,
) -> str:
    """The map as one <svg>, `width` px wide and as high as the box makes it.

    `outlines` is a parsed GeoJSON FeatureCollection of Polygon and MultiPolygon in degrees, each
    with properties.name. Each mark is a link with its name and a <title>; marks that lie almost on
    one another are named in an inset that enlarges their surroundings. Outlines must reach beyond
    the box or end at its edge: where they end within it, a coast seems to be. `ident` begins every
    id. Raises ValueError for GeoJSON that cannot be read, a mark outside the box or with the key of
    another, an address that is not relative, or an ident that is no id.
    """
    attributes, names = svg.naming(ident, title, description)
    plan = arrange(outlines, marks, box, width)
    return svg.sheet(
        names + _body(plan, ident),
        names="fs-map",
        attributes=attributes,
        width=plan.width,
        height=round(plan.height),
    )


def figure(
    outlines: Mapping[str, object],
    marks: Sequence[Mark],
    box: Box,
    *,
    title: str,
    description: str,
    ident: str,
) -> str:
    """The map as a <div> that holds it twice, for a wide and for a narrow column.

    The style sheet shows the one that fits. Raises ValueError as `draw` does.
    """
    both = "\n".join(
        f'<div class="fs-{name}" data-search-exclude="">\n'
        + draw(
            outlines,
            marks,
            box,
            title=title,
            description=description,
            ident=f"{svg.identifier(ident)}-{name}",
            width=width,
        )
        + "\n</div>"
        for name, width in (("wide", svg.WIDE), ("narrow", svg.NARROW))
    )
    return f'<div class="fs-figure">\n{both}\n</div>'


def _body(plan: Plan, ident: str) -> str:
    parts = [_panel(plan.main, f"{ident}-clip-0")]
    for number, inset in enumerate(plan.insets, start=1):
        parts += [_source(inset), _panel(inset.panel, f"{ident}-clip-{number}")]
    return "".join(parts)


def _panel(panel: Panel, clip: str) -> str:
    frame = panel.projection.frame
    # The stroke of an outline that runs along the frame would stick out by half.
    land = "".join(f'<path d="{path(country)}"/>' for country in panel.countries)
    names = "".join(_text(name, f' letter-spacing="{SPACING}"') for name in panel.names)
    return (
        f'<clipPath id="{clip}">{_rect(frame)}</clipPath>'
        f"{_rect(frame, _SEA)}"
        f'<g class="fs-map-land" clip-path="url(#{clip})" fill="#eee" fill-rule="evenodd"'
        f' stroke="#888" stroke-linejoin="round">{land}</g>'
        f'<g class="fs-map-country" text-anchor="middle">{names}</g>'
        f"{_edge(panel)}{''.join(map(_mark, panel.marks))}"
    )


def _edge(panel: Panel) -> str:
    """The frame with its ticks, and the scale."""
    ticks, words = [], []
    for degree in panel.degrees:
        x, y = (svg.number(part) for part in degree.point)
        ticks.append(f"M{x} {y}v6" if degree.is_meridian else f"M{x} {y}h-6")
        words.append(_line(degree.words, degree.rect))
    if panel.scale:
        rect = panel.scale.rect
        left, right = svg.number(rect.left), svg.number(rect.left + panel.scale.length)
        ticks.append(f"M{left} {svg.number(rect.bottom - 5)}v5H{right}v-5")
        words.append(
            _line(
                panel.scale.words,
                Rect(
                    rect.left,
                    rect.top,
                    rect.left + max(panel.scale.length, 0),
                    rect.top + WORDS + 2,
                ),
            )
        )
    return (
        f'<g class="fs-map-edge" font-size="{WORDS}" text-anchor="middle" aria-hidden="true">'
        f'<path d="{"".join(ticks)}" fill="none"{_INK}/>'
        f"{_rect(panel.projection.frame, _FRAME)}{''.join(words)}</g>"
    )


def _line(words: str, rect: Rect) -> str:
    return (
        f'<text x="{svg.number(rect.middle[0])}" y="{svg.number(rect.bottom - 3)}">'
        f"{html.escape(words)}</text>"
    )


def _source(inset: Inset) -> str:
    """The part that an inset enlarges, joined to the inset by two lines, with its dots."""
    source, frame = inset.source, inset.panel.projection.frame
    lines = "".join(
        f"M{svg.number(start[0])} {svg.number(start[1])}L{svg.number(end[0])} {svg.number(end[1])}"
        for start, end in _joints(source, frame)
    )
    dots = "".join(
        f'<circle cx="{svg.number(x)}" cy="{svg.number(y)}" r="2.5"/>' for x, y in inset.dots
    )
    return (
        f'<g class="fs-map-inset" aria-hidden="true"><path d="{lines}" fill="none"{_INK}/>'
        f"{_rect(source, _FRAME)}{dots}</g>"
    )


def _joints(source: Rect, frame: Rect) -> list[tuple[Point, Point]]:
    """The two pairs of corners whose joining lines run outside both rectangles."""
    pairs = []
    for one, other in (
        ((source.left, source.top), (frame.left, frame.top)),
        ((source.right, source.top), (frame.right, frame.top)),
        ((source.left, source.bottom), (frame.left, frame.bottom)),
        ((source.right, source.bottom), (frame.right, frame.bottom)),
    ):
        pairs.append((one, other))
    # A corner joins its like: of the four lines, the two that neither rectangle hides.
    return [pair for pair in pairs if not _passes(pair, source) and not _passes(pair, frame)]


def _passes(pair: tuple[Point, Point], rect: Rect) -> bool:
    """Whether the line between two points runs through the inside of a rectangle."""
    (ax, ay), (bx, by) = pair
    inner = rect.grown(-0.5)
    for step in range(101):
        x, y = ax + (bx - ax) * step / 100, ay + (by - ay) * step / 100
        if inner.left < x < inner.right and inner.top < y < inner.bottom:
            return True
    return False


def _mark(named: Named) -> str:
    mark, label = named.mark, named.label
    area, dot, words, lead = "", "", "", ""
    x, y = (svg.number(part) for part in named.point)
    if label:
        area = _rect(label.rect, ' class="fs-hit" rx="3" fill="none" pointer-events="all"')
        words = _text(label, f' class="fs-label" text-anchor="{label.anchor}"')
        if label.lead and not mark.area:
            lead = (
                f'<path class="fs-map-lead" d="M{x} {y}L{svg.number(label.lead[0])}'
                f' {svg.number(label.lead[1])}"{_INK}/>'
            )
    if not mark.area:
        dot = f'<circle class="fs-map-dot" cx="{x}" cy="{y}" r="{DOT}"/>'
    name = "fs-map-area" if mark.area else "fs-map-place"
    return (
        f'<a class="{name}" href="{svg.address(mark.href)}">'
        f"<title>{svg.escape(mark.label)}</title>{area}{lead}{dot}{words}</a>"
    )


def _text(label: Label, attributes: str) -> str:
    # The baseline of a line lies at about four fifths of its height.
    leading = label.rect.height / len(label.lines)
    return svg.text_lines(
        label.lines,
        label.x,
        label.rect.top + leading * 0.78,
        LEADING,
        f' font-size="{label.size}"{attributes}',
    )


def _rect(rect: Rect, attributes: str = "") -> str:
    return (
        f'<rect x="{svg.number(rect.left)}" y="{svg.number(rect.top)}"'
        f' width="{svg.number(rect.width)}" height="{svg.number(rect.height)}"{attributes}/>'
    )
