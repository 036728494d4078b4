"""Who may be speaking at each place of a source, told from its quotation marks.

In: a SourceText. Out: its quotations, and for a span whether it lies inside one (direct), outside
all of them (narrator), or across an edge (mixed). Whose words a quotation holds, the editor says.

What the marks mean here: a paragraph that goes on quoting opens with a mark again; a quotation that
is never closed ends with its last paragraph; an apostrophe is no mark; words in square brackets
inside a quotation are taken as part of it. Curly and straight marks, double and single, low ones
(„…“), « … », » … «, ‹ … › and those that `quotation_marks` knows for them may mix. Where the marks
leave it open who speaks, the stretch is doubtful: before a closing mark that nothing opens, back to
a quotation that is left open; behind a closing single mark in the place of an opening one (’Open’);
behind a single mark that only the next paragraph may close; and in a quotation between single marks
that has several marks at which it may end (‘The soldiers’ road is open’).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.passage import SourceText
from generator.quotation_marks import ELISIONS, TURNED, first_mark, in_common_marks, signs_of
from generator.span import Span

Voice = Literal["direct", "narrator", "mixed"]

_OPENING = {"“": '"', "„": '"', "‘": "'", "‚": "'", "«": "«", "‹": "‹"}
_CLOSING = {"”": '"', "’": "'", "»": "«", "›": "‹"}
_STRAIGHT = {'"': '"', "'": "'"}
_SINGLE = re.compile("['’]")
_MARKS = re.compile(f"[{''.join([*_OPENING, *_CLOSING, *_STRAIGHT])}]")
_SINGLE_MARKS = re.compile("['‘’‚]")
_LOW = {"„": "“", "‚": "‘"}
"""Low opening marks, and the mark that closes them (it opens elsewhere)."""
_ELISION = re.compile(rf"['’‘](?:{ELISIONS})|(?<=\s['’‘]n)['’](?=\s)")
"""Apostrophes at a word's edge: '90s, rock 'n' roll, 'tis."""


@dataclass(frozen=True)
class Quotation:
    """A stretch between quotation marks, the marks included; `words` leaves them out.

    `closed` is false where the text never closes it. A quotation that runs over paragraphs is one.
    """

    span: Span
    words: Span
    closed: bool


@dataclass(frozen=True)
class Marks:
    """What the marks of a source tell: its outermost quotations in order, and what they leave open.

    A passage in one of the `doubtful` stretches may be quoted or not.
    """

    quotations: tuple[Quotation, ...]
    doubtful: tuple[Span, ...]


def quotations(source: SourceText) -> tuple[Quotation, ...]:
    """The outermost quotations of a source, in order."""
    return marks(source).quotations


def marks(source: SourceText) -> Marks:
    """The quotations of a source, and the stretches of which its marks leave open who speaks."""
    text = in_common_marks(source.text)
    found: list[Quotation] = []
    doubtful: list[Span] = []
    opened: _Open | None = None
    paragraphs = [Span(first_mark(text, start), end) for start, end in source.paragraphs]
    kinds = [_kind_of_opening(text, paragraph.start) for paragraph in paragraphs]
    below = [*kinds, ""][1:]
    for paragraph, kind, kind_below in zip(paragraphs, kinds, below, strict=True):
        if opened and (kind != opened.kind or text[paragraph.start] in _CLOSING):
            found.append(opened.left_open())
            opened = None
        opened = _scan(text, paragraph, opened, found, doubtful, goes_on=kind_below == "'")
    if opened:
        found.append(opened.left_open())
    return Marks(tuple(found), tuple(doubtful))


def corrected(
    quoted: tuple[Quotation, ...], span: Span, *, is_quoted: bool
) -> tuple[Quotation, ...]:
    """The quotations where a stretch is quoted, or the article's, whatever the marks leave open.

    Words that are quoted join the quotations that they touch; words of the article part them.
    The same quotations come back where the marks say so already.
    """
    if voice(quoted, span)[0] == ("direct" if is_quoted else "narrator"):
        return quoted
    touched = [q for q in quoted if q.span.start < span.end and span.start < q.span.end]
    if is_quoted:
        joined = [Quotation(span, span, closed=True), *touched]
        made = [
            Quotation(
                Span(min(q.span.start for q in joined), max(q.span.end for q in joined)),
                Span(min(q.words.start for q in joined), max(q.words.end for q in joined)),
                closed=True,
            )
        ]
    else:
        made = [part for q in touched for part in _without(q, span)]
    return tuple(sorted({*quoted} - {*touched} | {*made}, key=lambda q: q.span))


def _without(quotation: Quotation, span: Span) -> Iterator[Quotation]:
    """What of a quotation lies before and behind a stretch of it."""
    if quotation.words.start < span.start:
        before = Span(quotation.words.start, span.start)
        yield Quotation(Span(quotation.span.start, span.start), before, closed=True)
    if span.end < quotation.words.end:
        behind = Span(span.end, quotation.words.end)
        yield Quotation(Span(span.end, quotation.span.end), behind, quotation.closed)


def voice(quoted: tuple[Quotation, ...], span: Span) -> tuple[Voice, Quotation | None]:
    """The voice of a span, and the quotation that holds it where it is direct."""
    number = bisect.bisect_right(quoted, span.start, key=lambda q: q.words.start) - 1
    holds_start = quoted[number] if number >= 0 and span.start < quoted[number].words.end else None
    number = bisect.bisect_left(quoted, span.end, key=lambda q: q.words.end)
    holds_end = (
        quoted[number] if number < len(quoted) and span.end > quoted[number].words.start else None
    )
    if holds_start is None and holds_end is None:
        return "narrator", None
    return ("direct", holds_start) if holds_start is holds_end else ("mixed", None)


@dataclass
class _Open:
    kind: str
    start: int
    words_start: int
    last_end: int

    def left_open(self) -> Quotation:
        end = self.last_end
        return Quotation(Span(self.start, end), Span(self.words_start, end), closed=False)


def _scan(
    text: str,
    paragraph: Span,
    opened: _Open | None,
    found: list[Quotation],
    doubtful: list[Span],
    *,
    goes_on: bool,
) -> _Open | None:
    """Go through one paragraph; returns the quotation still open at its end.

    goes_on: whether the next paragraph begins with a single mark, so that a quotation of this one
    may go on there.
    """
    offset = paragraph.start + (1 if opened else 0)  # past the mark that repeats the opening one
    outside = paragraph.start  # where the article's own words begin
    last_single = _last_single_mark(text, paragraph)
    nested = 0  # quotations of the same kind inside the open one
    for mark in _MARKS.finditer(text, offset, paragraph.end):
        place, signs = mark.start(), signs_of(text, mark.start())
        kind = _kind_of_opening(text, place)
        if opened is None:
            if kind and (kind != "'" or place + 1 < last_single):
                opened, nested = _Open(kind, signs.start, place + 1, paragraph.end), 0
            elif kind and goes_on:
                doubtful.append(Span(place + 1, paragraph.end))
            elif TURNED.match(text, place) and place + 1 < last_single:
                doubtful.append(Span(place + 1, last_single))
            elif not kind and _kind(text, place) not in ("", "'") and not _is_inch(text, place):
                left_open = found and not found[-1].closed  # it may go on to this mark
                doubtful.append(Span(found[-1].span.end if left_open else outside, place))
        elif _kind(text, place) != opened.kind:
            continue  # no mark, or one of the other kind: still the same outer voice
        elif kind and _nests(text, place, text[opened.words_start - 1]):
            nested += 1
        elif nested:
            nested -= 1
        else:
            span, words = Span(opened.start, signs.end), Span(opened.words_start, place)
            found.append(Quotation(span, words, closed=True))
            if opened.kind == "'" and (end := _other_end(text, place, paragraph)):
                doubtful.append(Span(place + 1, end))
            opened, outside = None, signs.end
    if opened:
        opened.last_end = paragraph.end
    return opened


def _other_end(text: str, place: int, paragraph: Span) -> int | None:
    """Where a quotation that ends at a single mark may end as well, were that an apostrophe.

    So it is where a word follows: ‘The soldiers’ road is open’, ‘We’re goin’ to the mill’.
    """
    if not re.match(r"\s+[^\W\d_]", text[place + 1 : place + 9]):
        return None
    end = None
    for mark in _SINGLE_MARKS.finditer(text, place + 1, paragraph.end):
        if _kind_of_opening(text, mark.start()):
            break
        if not _is_apostrophe(text, mark.start()):
            end = mark.start()
    return end


def _kind(text: str, offset: int) -> str:
    """The kind of the mark that stands here; nothing where none does, or an apostrophe."""
    char = text[offset]
    if _is_apostrophe(text, offset):
        return ""
    return _OPENING.get(char) or _CLOSING.get(char) or _STRAIGHT.get(char) or ""


def _kind_of_opening(text: str, offset: int) -> str:
    """The kind of quotation (double or single) that may open here, or nothing."""
    char = text[offset]
    if _is_apostrophe(text, offset):
        return ""
    before = text[offset - 1] if offset else " "
    if char in "«‹" and (before.isalnum() or before in ".,;:!?…"):  # it closes »…«
        return ""
    if char in "»›" and not before.isalnum() and text[offset + 1 : offset + 2].isalnum():
        return _CLOSING[char]  # it opens »…«
    if char in _OPENING:
        return _OPENING[char]
    behind = text[offset + 1 : offset + 2]
    if char in _STRAIGHT and behind and not behind.isspace() and behind not in ",.;:!?)":
        return "" if before.isalnum() else _STRAIGHT[char]
    return ""


def _nests(text: str, offset: int, opening: str) -> bool:
    """Whether a mark that may open a quotation does so inside an open one, and closes none."""
    if text[offset] in _OPENING:
        return text[offset] != _LOW.get(opening)
    return not _stands_behind_a_word(text, offset)


def _stands_behind_a_word(text: str, offset: int) -> bool:
    """Whether a straight mark stands where a closing one does."""
    return offset > 0 and not text[offset - 1].isspace() and text[offset - 1] not in "([{—–"


def _is_apostrophe(text: str, offset: int) -> bool:
    """Whether a single mark stands between two letters or digits, or for letters left out."""
    if text[offset] not in "'’‘":
        return False
    if _ELISION.match(text, offset):
        return offset == 0 or not text[offset - 1].isalnum() or text[offset - 1] == "n"
    before = text[offset - 1] if offset else " "
    behind = text[offset + 1] if offset + 1 < len(text) else " "
    return before.isalnum() and behind.isalnum()


def _is_inch(text: str, offset: int) -> bool:
    """Whether a straight mark that nothing opens stands for inches or seconds: 6" wide."""
    return text[offset] == '"' and text[offset - 1 : offset].isdigit()


def _last_single_mark(text: str, paragraph: Span) -> int:
    """Where the paragraph's last single mark stands that may close a quotation; -1 for none."""
    places = [mark.start() for mark in _SINGLE.finditer(text, paragraph.start + 1, paragraph.end)]
    return next((place for place in reversed(places) if not _is_apostrophe(text, place)), -1)
