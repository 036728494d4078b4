"""Who may be speaking at each place of a source, told from its quotation marks.

In: a SourceText. Out: its quotations, and for a span whether it lies inside one (direct), outside
all of them (narrator), or across an edge (mixed). Whose words a quotation holds, the editor says.

What the marks mean here: a paragraph that goes on quoting opens with a mark again; a quotation that
is never closed ends with its last paragraph; an apostrophe is no mark; words in square brackets
inside a quotation are taken as part of it. Curly and straight marks, double and single, low ones
(„…“), « … », » … «, ‹ … › and those that `quotation_marks` knows for them may mix. Where the marks
leave it open who speaks, the stretch is doubtful: before a closing mark that nothing opens, back to
a quotation that is left open, or to a mark that stands alone; behind a closing single mark in the
place of an opening one (’Open’); behind an opening single mark that its paragraph does not close;
and in a quotation between single marks that has several marks at which it may end (‘The soldiers’
road is open’).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator import segments
from generator.passage import SourceText
from generator.quotation_marks import (
    APOSTROPHE,
    ELISIONS,
    SINGLE_OPENS,
    first_mark,
    in_common_marks,
    signs_of,
)
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
_ALONE = re.compile(r"(?<![^\s:]).[^\S\r\n]*$", re.MULTILINE)
"""A mark at the end of its line, with nothing or a colon before it."""


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
    reader = _Reader(in_common_marks(source.text))
    for start, end in source.paragraphs:
        reader.read(Span(first_mark(reader.text, start), end))
    reader.end()
    return Marks(tuple(reader.found), tuple(reader.doubtful))


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
    end: int
    """Where the paragraph ends that was read last."""
    nested: int = 0
    """Quotations of the same kind that are open inside it, in that paragraph."""

    def left_open(self) -> Quotation:
        words = Span(self.words_start, self.end)
        return Quotation(Span(self.start, self.end), words, closed=False)


class _Reader:
    """Goes through a text, one paragraph at a time, and keeps what its marks tell."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quotation] = []
        self.doubtful: list[Span] = []
        self._opened: _Open | None = None
        self._left_open: int | None = None
        """From where on words may be quoted, if a mark that nothing opens closes them below."""
        self._outside = 0
        """Where the article's own words of the paragraph begin."""

    def read(self, paragraph: Span) -> None:
        """Read one paragraph; its start may be a mark that goes on quoting."""
        text, offset = self.text, paragraph.start
        opened = self._opened
        if opened and (_kind_of_opening(text, offset) != opened.kind or text[offset] in _CLOSING):
            self.end()
        elif opened:
            opened.end, opened.nested = paragraph.end, 0
            offset += 1  # past the mark that repeats the opening one
        self._outside = paragraph.start
        last_single = _last_single_mark(text, paragraph)
        for mark in _MARKS.finditer(text, offset, paragraph.end):
            if self._opened:
                self._read_inside(self._opened, mark.start(), paragraph)
            else:
                self._read_outside(mark.start(), paragraph, last_single)

    def _read_outside(self, place: int, paragraph: Span, last_single: int) -> None:
        text, kind = self.text, _kind_of_opening(self.text, place)
        may_close = place + 1 < last_single
        if kind and (kind != "'" or may_close):
            self._opened = _Open(kind, signs_of(text, place).start, place + 1, paragraph.end)
        elif SINGLE_OPENS.match(text, place):
            if may_close:
                self._doubt(place + 1, last_single)
                self._outside = last_single
            elif not APOSTROPHE.match(text, place):
                self._doubt(place + 1, paragraph.end)
                self._leave_open(paragraph.end)
        elif _closes_unopened(text, place):
            left_open = self._outside if self._left_open is None else self._left_open
            self._doubt(min(self._outside, left_open), place)
            if _stands_free(text, place):
                self._leave_open(place + 1)

    def _read_inside(self, opened: _Open, place: int, paragraph: Span) -> None:
        text = self.text
        if _kind(text, place) != opened.kind:
            return  # no mark, or one of the other kind: still the same outer voice
        if _kind_of_opening(text, place) and _nests(text, place, text[opened.words_start - 1]):
            opened.nested += 1
        elif opened.nested:
            opened.nested -= 1
        else:
            span = Span(opened.start, signs_of(text, place).end)
            self.found.append(Quotation(span, Span(opened.words_start, place), closed=True))
            if opened.kind == "'" and (end := _other_end(text, place, paragraph)):
                self._doubt(place + 1, end)
            self._opened, self._left_open, self._outside = None, None, span.end

    def end(self) -> None:
        """End a quotation that is open still."""
        if self._opened:
            self.found.append(self._opened.left_open())
            self._left_open, self._opened = self._opened.end, None

    def _doubt(self, start: int, end: int) -> None:
        last = self.doubtful[-1] if self.doubtful else Span(0, 0)
        if start < end and not (last.start <= start and end <= last.end):
            self.doubtful.append(Span(start, end))

    def _leave_open(self, offset: int) -> None:
        if self._left_open is None:
            self._left_open = offset


def _closes_unopened(text: str, place: int) -> bool:
    """Whether a mark closes a quotation that nothing opens: a single one ends a clause there."""
    kind = _kind(text, place)
    if kind == "'":
        return _ends_clause(text, place) or _ALONE.match(text, place) is not None
    return kind != "" and not _is_inch(text, place)


def _ends_clause(text: str, place: int) -> bool:
    """Whether a single mark stands where one closes a quotation, and no apostrophe does."""
    before, behind = text[place - 1 : place], text[place + 1 : place + 2]
    if not before or before not in ",.!?…" or behind.isalnum():
        return False
    return before != "." or not segments.is_abbreviated(text, 0, place)  # the U.S.’ road


def _stands_free(text: str, place: int) -> bool:
    """Whether a mark that closes nothing may as well open what stands behind or below it."""
    return text[place - 1 : place] == ":" or not _stands_behind_a_word(text, place)


def _other_end(text: str, place: int, paragraph: Span) -> int | None:
    """Where a quotation that ends at a single mark may end as well, were that an apostrophe.

    So it is where a word follows: ‘The soldiers’ road is open’, ‘We’re goin’ to the mill’.
    """
    if _ends_clause(text, place) or not re.match(r"\s+[^\W\d_]", text[place + 1 : place + 9]):
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
    before = text[offset - 1] if offset else " "
    if _ELISION.match(text, offset) and (not before.isalnum() or before == "n"):
        return True
    behind = text[offset + 1] if offset + 1 < len(text) else " "
    return before.isalnum() and behind.isalnum()


def _is_inch(text: str, offset: int) -> bool:
    """Whether a straight mark that nothing opens stands for inches or seconds: 6" wide."""
    return text[offset] == '"' and text[offset - 1 : offset].isdigit()


def _last_single_mark(text: str, paragraph: Span) -> int:
    """Where the paragraph's last single mark stands that may close a quotation; -1 for none."""
    places = [mark.start() for mark in _SINGLE.finditer(text, paragraph.start + 1, paragraph.end)]
    return next((place for place in reversed(places) if not _is_apostrophe(text, place)), -1)
