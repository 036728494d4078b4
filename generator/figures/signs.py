"""The signs of a timeline: marks for certain days, bars for several days, and the key to them.

In: an entry and a place in px. Out: SVG. What a sign says, it says by shape, outline or fill, and
never by colour alone: a round mark is an event, a diamond a statement; an outline that is hollow
or dashed is a date that the source does not state in full; a bar is pale where the date is one day
somewhere within, an end that is open is an arrow.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.figures import svg
from generator.figures.entries import Entry

RADIUS = 5.5  # px, of a round mark
HALF = 4  # px, half the width of a bar

_DASHES = ' stroke-dasharray="3 2.2"'
_OUTLINE = ' fill="#fff" stroke="currentColor" stroke-width="2"'
# Six dashes around a mark, or one on each corner.
_DASHED = {
    "event": ' stroke-dasharray="3 2.24"',
    "statement": ' stroke-dasharray="6 2.84" stroke-dashoffset="3"',
}
KEY, KEY_LEADING = 13, 22  # px, the size of the key's words and the distance of its lines


def classes(entry: Entry) -> str:
    """The classes of an entry's signs: its kind and its basis."""
    return f"fs-tl-{entry.kind} fs-tl-{entry.basis.replace(' ', '-')}"


def mark(kind: str, basis: str, x: float, y: float) -> str:
    """The mark of one certain day, with its middle at x, y."""
    if basis == "stated":
        return _shape(kind, x, y, RADIUS, "")
    hollow = ' class="fs-hollow"' + _OUTLINE + (_DASHED[kind] if basis == "inferred" else "")
    inner = _shape(kind, x, y, 2.2, "") if basis == "partly stated" else ""
    return _shape(kind, x, y, RADIUS - 0.5, hollow) + inner


def _shape(kind: str, x: float, y: float, radius: float, attributes: str) -> str:
    if kind == "event":
        return (
            f'<circle cx="{svg.number(x)}" cy="{svg.number(y)}"'
            f' r="{svg.number(radius)}"{attributes}/>'
        )
    reach = svg.number(radius * 1.25)  # a diamond of the same area as the disc
    return (
        f'<path d="M{svg.number(x)} {svg.number(y - radius * 1.25)}'
        f'l{reach} {reach}-{reach} {reach}-{reach}-{reach}z"{attributes}/>'
    )


def bar(entry: Entry, x: float, top: float, bottom: float, *, cut: bool = False) -> str:
    """The bar of several days, around x; an event's is round at its ends, a statement's square.

    An end whose day is unknown is an arrow; `cut` makes the lower end ragged, for a bar that is
    longer than what is drawn of it.
    """
    left, right, bend = svg.number(x - HALF), svg.number(x + HALF), 2 * HALF
    up, down = svg.number(top), svg.number(bottom)
    rounded = entry.kind == "event"
    if entry.earliest is None:
        path = f"M{left} {svg.number(top + 8)}L{svg.number(x)} {up}L{right} {svg.number(top + 8)}"
    elif rounded:
        path = f"M{left} {svg.number(top + HALF)}a{HALF} {HALF} 0 0 1 {bend} 0"
    else:
        path = f"M{left} {up}H{right}"
    if entry.latest is None:
        path += f"V{svg.number(bottom - 8)}L{svg.number(x)} {down}L{left} {svg.number(bottom - 8)}z"
    elif cut:
        path += f"V{down}l-2.7-4-2.6 4-2.7-4z"
    elif rounded:
        path += f"V{svg.number(bottom - HALF)}a{HALF} {HALF} 0 0 1-{bend} 0z"
    else:
        path += f"V{down}H{left}z"
    return f'<path d="{path}"{outline(entry)}/>'


def outline(entry: Entry) -> str:
    """The attributes of a bar: pale if it is one day within, dashed if its days are not stated."""
    name, pale = ("fs-within", "0.2") if entry.within else ("fs-throughout", "0.6")
    dashes = _DASHES if entry.basis in ("relative", "inferred") else ""
    return f' class="{name}" fill-opacity="{pale}" stroke="currentColor" stroke-width="1.5"{dashes}'


def zigzag(x: float, top: float, bottom: float) -> str:
    """The path of a broken axis: a line with a zigzag in its middle."""
    start = (top + bottom) / 2 - 10
    return (
        f"M{svg.number(x)} {svg.number(top)}V{svg.number(start)}"
        f"l4 2.5-8 5 8 5-8 5 4 2.5V{svg.number(bottom)}"
    )


def key(entries: Sequence[Entry], *, breaks: bool, cut: bool, width: float) -> tuple[str, float]:
    """The key to the signs that occur among the entries, and its height in px."""
    if not entries:
        return "", 0
    lines, x, y = [], 0.0, 0.0
    for sign, words in _signs(entries, breaks=breaks, cut=cut):
        room = 22 + svg.measure(words, KEY)
        if x and x + room > width:
            x, y = 0.0, y + KEY_LEADING
        lines.append(
            f'<g transform="translate({svg.number(x)} {svg.number(y)})">{sign}'
            f"{svg.text_lines([words], 22, 16, 0)}</g>"
        )
        x += room + 18
    return f'<g class="fs-tl-key" font-size="{KEY}">{"".join(lines)}</g>', y + KEY_LEADING + 14


def _signs(entries: Sequence[Entry], *, breaks: bool, cut: bool) -> Iterable[tuple[str, str]]:
    """Each sign that occurs, drawn within 16 by 22 px, with its meaning."""
    kinds = {entry.kind for entry in entries}
    bases = {entry.basis for entry in entries}
    spans = [entry for entry in entries if not entry.is_day]
    for kind in ("event", "statement"):
        if kind in kinds:
            yield f'<g class="fs-tl-{kind}">{mark(kind, "stated", 8, 11.5)}</g>', kind
    kind = "event" if "event" in kinds else "statement"
    for basis, words in (
        ("partly stated", "date partly stated"),
        ("relative", "date relative to another"),
        ("inferred", "date inferred"),
    ):
        if basis in bases:
            yield f'<g class="fs-tl-{kind}">{mark(kind, basis, 8, 11.5)}</g>', words
    for within, words in ((True, "on some day within"), (False, "throughout")):
        found = next((entry for entry in spans if entry.within is within), None)
        if found:
            yield _sample(replace(found, earliest=_FIRST, latest=_LAST)), words
    opened = next((entry for entry in spans if None in (entry.earliest, entry.latest)), None)
    if opened:
        yield _sample(opened), "no limit known"
    if cut:
        ragged = '<path d="M4 3h8v17l-2.7-4-2.6 4-2.7-4z" fill-opacity="0.2"{}/>'
        yield ragged.format(' stroke="currentColor" stroke-width="1.5"'), "longer than drawn"
    if breaks:
        broken = f'<path class="fs-tl-line" d="{zigzag(8, 0, 23)}" fill="none"{{}}/>'
        yield broken.format(' stroke="currentColor" stroke-width="1.5"'), "time left out"


_FIRST, _LAST = datetime.date.min, datetime.date.max


def _sample(entry: Entry) -> str:
    shape = bar(replace(entry, basis="stated"), 8, 2, 21)
    return f'<g class="fs-tl-{entry.kind}">{shape}</g>'
