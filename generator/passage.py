"""Find cited words in a source, exactly once, and say where: the heart of the gate.

In: a source's text and a selector (exact, prefix, suffix: the terms of the W3C Web Annotation
TextQuoteSelector). Out: spans in the source's own characters.
Offsets are code points from 0, the end exclusive; paragraphs and sentences count from 1.
"""

from __future__ import annotations

import bisect
import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator import negation, segments
from generator.span import Span
from generator.unseen import visible, visible_with_origin
from generator.words import words

_SINGLE = "\u2018\u2019\u201a\u201b"
_DOUBLE = "\u201c\u201d\u201e\u201f"
_UNEVEN_SPACE = re.compile(r"\s{2,}|[^\S ]")
"""White space that folding changes."""
_AS_SPAN: Callable[[tuple[int, int]], Span] = functools.partial(tuple.__new__, Span)
"""What Span._make does, in a third of the time."""


@dataclass(frozen=True)
class Selector:
    """What an editor types to point at words; the strings are as typed."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def fold(text: str) -> str:
    """The text with runs of white space as one space, straight quotation marks, NFC.

    Characters that take no room are left out, since nobody could type them. Nothing else changes:
    case, punctuation, dashes, brackets and word order count. Folding twice is folding once.
    """
    if not text.isascii():
        text = _with_straight_marks(unicodedata.normalize("NFC", visible(text)))
    return _UNEVEN_SPACE.sub(" ", text)


def _with_straight_marks(text: str) -> str:
    """The text, as long as it is, with straight quotation marks; quicker than `translate`."""
    for curly, straight in ((_SINGLE, "'"), (_DOUBLE, '"')):
        for mark in curly:
            text = text.replace(mark, straight)
    return text


class SourceText:
    """A source's text, made ready for finding passages in it.

    `text` is the source as it stands; line ends are whatever the file has.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded, self._origin = _fold_with_origin(text)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The paragraphs in order, without white space at their ends."""
        return tuple(segments.paragraphs(self.text))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order; none runs over the end of a paragraph."""
        return tuple(
            sentence
            for paragraph in self.paragraphs
            for sentence in segments.sentences(self.text, paragraph)
        )

    @cached_property
    def words(self) -> tuple[Span, ...]:
        """The words in order; a word's edges are where a passage may begin and end."""
        return tuple(map(_AS_SPAN, words(self.text)))

    @cached_property
    def words_by_form(self) -> dict[str, list[int]]:
        """The numbers of the words that have a form: letters and digits alone, case folded."""
        forms: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            forms[re.sub(r"\W+", "", self.slice(word)).casefold()].append(number)
        return dict(forms)

    def words_near(self, offset: int, before: int, behind: int) -> tuple[Span, ...]:
        """So many words before and behind an offset."""
        number = bisect.bisect_left(self._word_starts, offset)
        return self.words[max(0, number - before) : number + behind]

    @cached_property
    def _word_starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.words)

    @cached_property
    def _occurrences(self) -> dict[str, list[int]]:
        """Where each run of letters and digits begins in the folded text.

        Looking up a passage's rarest one keeps checking linear in the number of citations.
        """
        places: dict[str, list[int]] = defaultdict(list)
        for match in re.finditer(r"\w+", self.folded):
            places[match.group()].append(match.start())
        return dict(places)

    def find(self, selector: Selector, limit: int = 2) -> list[Span]:
        """Where the selector's words stand, up to `limit` places; word edges are not looked at."""
        exact = fold(selector.exact).strip(" ")
        before, behind = fold(selector.prefix), fold(selector.suffix)
        found: list[Span] = []
        for start in self._starts(exact) if exact else ():
            end = start + len(exact)
            if self._parts_letter(start) or self._parts_letter(end):
                continue
            if before and not _ends_with(self.folded, start, before):
                continue
            if behind and not _goes_on(self.folded, end, behind):
                continue
            found.append(Span(self._origin[start], self._origin[end]))
            if len(found) == limit:
                break
        return found

    def _starts(self, exact: str) -> Iterator[int]:
        # The first and the last run may be parts of words in the text; those between are whole.
        rarest: Sequence[int] | None = None
        within = 0
        for run in list(re.finditer(r"\w+", exact))[1:-1]:
            places = self._occurrences.get(run.group(), ())
            if rarest is None or len(places) < len(rarest):
                rarest, within = places, run.start()
                if len(places) <= 1:
                    break
        if rarest is not None:
            for place in rarest:
                start = place - within
                if start >= 0 and self.folded.startswith(exact, start):
                    yield start
            return
        start = self.folded.find(exact)
        while start >= 0:
            yield start
            start = self.folded.find(exact, start + 1)

    def _parts_letter(self, place: int) -> bool:
        """Whether a place in the folded text lies between a letter and its combining marks."""
        return 0 < place < len(self.folded) and self._origin[place] == self._origin[place - 1]

    def cuts_word(self, offset: int) -> bool:
        """Whether a passage's edge at this offset would lie inside a word."""
        word = self._word_at(offset)
        return word is not None and word.start < offset < word.end

    def _word_at(self, offset: int) -> Span | None:
        """The word that holds the offset, or begins at it."""
        number = bisect.bisect_right(self._word_starts, offset) - 1
        if number < 0 or self.words[number].end <= offset:
            return None
        return self.words[number]

    def widened(self, span: Span) -> Span:
        """The span, out to the edges of the words that it cuts."""
        first, last = self._word_at(span.start), self._word_at(max(span.end - 1, span.start))
        start = first.start if first and first.start < span.start else span.start
        end = last.end if last and last.end > span.end else span.end
        return Span(start, end)

    def trimmed(self, span: Span) -> Span:
        """The span from its first whole word to its last; the span itself where it has none."""
        first = bisect.bisect_left(self._word_starts, span.start)
        last = bisect.bisect_left(self._word_starts, span.end) - 1
        if first > last:
            return span
        return Span(self.words[first].start, min(span.end, self.words[last].end))

    def paragraph(self, span: Span) -> int:
        """The number, from 1, of the paragraph in which the span begins."""
        return max(1, bisect.bisect_right(self.paragraphs, span.start, key=lambda p: p.start))

    def sentences_around(self, span: Span) -> Span:
        """From the beginning of the span's first sentence to the end of its last."""
        inside = self.sentences_of(span)
        return Span(inside[0].start, inside[-1].end) if inside else span

    def sentences_of(self, span: Span) -> tuple[Span, ...]:
        """The sentences that the span touches."""
        starts, ends = self._sentence_edges
        first = bisect.bisect_right(ends, span.start)
        return self.sentences[first : bisect.bisect_left(starts, span.end)]

    @cached_property
    def _sentence_edges(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where the sentences begin, and where they end."""
        return [start for start, _ in self.sentences], [end for _, end in self.sentences]

    def covers(self, span: Span, sentence: Span) -> bool:
        """Whether all words of a sentence stand in a span; marks at its edges do not matter."""
        before = self.text[sentence.start : max(sentence.start, span.start)]
        behind = self.text[min(sentence.end, span.end) : sentence.end]
        return not any(char.isalnum() for char in before + behind)

    def slice(self, span: Span) -> str:
        """The source's own characters."""
        return self.text[span.start : span.end]

    def negation_beside(self, span: Span) -> Span | None:
        """The span lengthened by a negation that stands right beside it in its sentence.

        None where there is none; see `negation` for how far it is looked for.
        """
        return negation.beside(
            self.text, self.words, self._word_starts, self.sentences_around(span), span
        )


def _fold_with_origin(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters (and its end) the offset it came from."""
    seen, offsets = visible_with_origin(text)
    composed, places = _composed(seen)
    if not isinstance(offsets, range):
        places = [offsets[place] for place in places]
    plain = _with_straight_marks(composed)
    folded: list[str] = []
    origin: list[int] = []
    here = 0
    for run in _UNEVEN_SPACE.finditer(plain):
        folded += (plain[here : run.start()], " ")
        origin += places[here : run.start() + 1]
        here = run.end()
    folded.append(plain[here:])
    origin += places[here:]
    origin.append(len(text))
    # A span that ends before white space ends where that begins, which is the next origin.
    return "".join(folded), origin


def _composed(text: str) -> tuple[str, Sequence[int]]:
    """The text in NFC, and for each of its characters the offset it came from."""
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text))
    composed: list[str] = []
    offsets: list[int] = []
    for start, chunk in _composed_stretches(text):
        composed.append(chunk)
        offsets += [start] * len(chunk)
    return "".join(composed), offsets


def _composed_stretches(text: str) -> Iterator[tuple[int, str]]:
    """Stretches of the text in NFC, each with its offset; joined they are the NFC of the whole."""
    start, chunk = 0, ""
    for offset, char in enumerate(text):
        if unicodedata.combining(char):
            chunk += char
            continue
        apart = unicodedata.normalize("NFC", chunk) + unicodedata.normalize("NFC", char)
        if chunk and unicodedata.normalize("NFC", chunk + char) == apart:
            yield start, unicodedata.normalize("NFC", chunk)
            start, chunk = offset, ""
        chunk += char
    if chunk:
        yield start, unicodedata.normalize("NFC", chunk)


def _ends_with(text: str, end: int, ending: str) -> bool:
    """Whether the text before `end` ends so; white space at the seam does not matter."""
    ending = ending.strip(" ")
    return text[max(0, end - len(ending) - 1) : end].rstrip(" ").endswith(ending)


def _goes_on(text: str, start: int, beginning: str) -> bool:
    """Whether the text from `start` on begins so; white space at the seam does not matter."""
    beginning = beginning.strip(" ")
    return text[start : start + len(beginning) + 1].lstrip(" ").startswith(beginning)
