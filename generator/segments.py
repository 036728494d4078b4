"""Paragraphs and sentences of a text.

In: a text as it stands, with whatever line ends. Out: spans without white space at their ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.span import Span

_NOT_SPACE = re.compile(r"\S")
_LINE = re.compile(r"\S(?:[^\r\n\x0b\x0c\u2028\u2029\x85]*\S)?")
_ONE_BREAK = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*")
NARROWEST, WIDEST = 40, 120
"""Characters of the lines of a text that may be broken at a width."""
_RAGGED = 15
"""Characters by which such a line may fall short of holding the next word as well."""
_INITIALS = re.compile(r"(?:^|[\s(\[\"“‘'—–-])(?:[^\W\d_]\.)+$")
_ABBREVIATIONS = re.compile(
    r"(?:^|[\s(\[\"“‘'])(?:Mr|Mrs|Ms|Messrs|Drs?|Prof|Gen|Brig|Col|Cmdr|Lt|Maj|Capt|Sgt|Cpl|Pvt|"
    r"Adm|Gov|Sens?|Reps?|Pres|Amb|Sec|Atty|Hon|Rev|Fr|Msgr|Ven|Det|Insp|Supt|St|Mt|Ft|Jr|Sr|vs|"
    r"etc|No|Nos|Art|Inc|Ltd|Co|Corp|Dept|Assn|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|cf)\.$"
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’'»)\]]*(?=\s+[\"“‘'«(\[]*[^\W_a-z])")


def paragraphs(text: str) -> list[Span]:
    """The lines that are not blank, without white space at their ends.

    In a text that is broken into lines of one width a paragraph is as many lines as go on; and a
    line that breaks off within a sentence goes on in the next.
    """
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    return list(_joined(text, lines, _width(text, lines))) if lines else []


def sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph, in order."""
    start = paragraph.start
    for match in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        if is_abbreviated(text, start, match.start()):
            continue
        yield Span(start, match.end())
        following = _NOT_SPACE.search(text, match.end(), paragraph.end)
        start = following.start() if following else paragraph.end
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def is_abbreviated(text: str, start: int, end: int) -> bool:
    """Whether an abbreviation that begins at start or later ends at end: Mr., U.S."""
    closing = text[max(start, end - 12) : end]
    return bool(_INITIALS.search(closing) or _ABBREVIATIONS.search(closing))


def _goes_on_below(text: str, line: Span, below: Span, width: int) -> bool:
    """Whether a line ends where it does because the next word would not have stood in it."""
    word = text[below.start : min(below.end, below.start + WIDEST)].split(maxsplit=1)[0]
    return (
        _ONE_BREAK.fullmatch(text, line.end, below.start) is not None
        and line.end - line.start + 1 + len(word) > width - _RAGGED
    )


def _breaks_off(text: str, line: Span, below: Span) -> bool:
    """Whether a line ends without a mark, and the next begins with a small letter."""
    return (
        _ONE_BREAK.fullmatch(text, line.end, below.start) is not None
        and line.end - line.start >= NARROWEST
        and (text[line.end - 1].isalnum() or text[line.end - 1] in ",-\u00ad\u2010")
        and text[below.start].islower()
    )


def _width(text: str, lines: Sequence[Span]) -> int:
    """The width at which a text's lines are broken; 0 where they end with their paragraphs.

    It is taken to be broken where three of four lines that have another right below them end
    where the next word would not have stood in them.
    """
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    pairs = [
        (one, below)
        for one, below in pairwise(lines)
        if _ONE_BREAK.fullmatch(text, one.end, below.start)
    ]
    if not NARROWEST <= width <= WIDEST or len(pairs) < 3:
        return 0
    full = sum(_goes_on_below(text, one, below, width) for one, below in pairs)
    return width if full >= 0.75 * len(pairs) else 0


def _joined(text: str, lines: Sequence[Span], width: int) -> Iterator[Span]:
    """The lines of a text, joined where one goes on in the next; width 0: at no width."""
    start = lines[0].start
    for line, below in pairwise(lines):
        goes_on = (width and _goes_on_below(text, line, below, width)) or _breaks_off(
            text, line, below
        )
        if not goes_on:
            yield Span(start, line.end)
            start = below.start
    yield Span(start, lines[-1].end)
