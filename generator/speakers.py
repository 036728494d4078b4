"""Who may be speaking in a source: told from the article's own words beside a passage.

In: the actors of a dossier, a source with its quotations, a place in it. Out: ids of actors. What
lies between quotation marks is never looked at: a name in it does not say who speaks.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

from generator.attribution import Names
from generator.dossier import Dossier, StoredText
from generator.model import Actor
from generator.passage import fold
from generator.span import Span
from generator.voice import Quotation

_PRONOUN = re.compile(r"(?:He|She|They|It)\b")
_NEVER_SAID = re.compile(
    r"(?:\bnever|\bnot|n['’]t) (?:\w+ ){0,2}?"
    r"(?:said|say|saying|called|call|wrote|write|claimed|claim)[,:]? *(?:that )?$"
)
LOOK_BACK = 4
"""Paragraphs before a quotation in which its holder may have been named."""


class Speakers:
    """Who is named, and who speaks, in the article's own words around a place of a source."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.names = Names(actors)
        self._outside: dict[tuple[str, int], frozenset[str]] = {}

    def may_hold(self, stored: StoredText, quotation: Quotation, holder: str) -> bool:
        """Whether the article's own words leave it open that the quotation is the holder's.

        Where somebody stands beside a verb of saying in the quotation's own sentence, it is one of
        those; else one of those named in its paragraph, or in the nearest paragraph before that
        names anybody.
        """
        text = stored.text
        speaking = self._beside(stored, quotation)
        if speaking is not None:
            return holder in speaking
        first = text.paragraph(Span(quotation.span.start, quotation.span.start))
        last = text.paragraph(Span(quotation.span.end - 1, quotation.span.end))
        beside = frozenset[str]().union(
            *(self._named_outside(stored, number) for number in range(first, last + 1))
        )
        number = first - 1
        while not beside and number >= max(1, first - LOOK_BACK):
            beside = self._named_outside(stored, number)
            number -= 1
        return holder in beside

    def _beside(self, stored: StoredText, quotation: Quotation) -> frozenset[str] | None:
        """Who stands beside a verb of saying: right at the quotation, or else in its sentence.

        Nobody where it is somebody without a record, or where the saying itself is denied; None
        where the sentence leaves it open.
        """
        around = stored.text.sentences_around(quotation.span)
        before = _outside(stored, Span(around.start, quotation.span.start))
        behind = _outside(stored, Span(quotation.span.end, around.end))
        if _NEVER_SAID.search(before):
            return frozenset()
        speaking = (
            self.names.speakers(behind.partition("|")[0], "first")
            or self.names.speakers(before.rpartition("|")[2], "last")
            or self.names.speakers(f"{before} | {behind}")
        )
        if speaking:
            return speaking
        return frozenset() if self.names.has_stranger(f"{before} | {behind}") else None

    def reporting(self, stored: StoredText, span: Span) -> Iterator[frozenset[str]]:
        """For each sentence of a narrator's passage, who is said there to say so.

        That is whoever stands beside a verb of saying within the passage, or else last before it,
        or else first behind it; where nobody does, whoever is named in the sentence. A sentence
        that begins with a pronoun may mean those named in the one before. One that names nobody
        goes on with what was said before it in the paragraph.
        """
        text = stored.text
        for number, sentence in enumerate(text.sentences_of(span)):
            inside = Span(max(span.start, sentence.start), min(span.end, sentence.end))
            spoken = self._governing(stored, sentence, inside)
            if spoken:
                yield from spoken
                continue
            words = _outside(stored, sentence)
            named = self.names.named(words)
            if self.names.has_stranger(words):
                yield frozenset()
            elif named:
                yield named
            elif _PRONOUN.match(words):
                yield self._named_before(stored, sentence)
            elif not number or text.paragraph(sentence) != text.paragraph(span):
                yield frozenset()

    def _governing(
        self, stored: StoredText, sentence: Span, inside: Span
    ) -> tuple[frozenset[str], ...]:
        """Who stands beside the verbs of saying that govern a part of a sentence."""
        parts = (
            _outside(stored, Span(sentence.start, inside.start)),
            _outside(stored, inside),
            _outside(stored, Span(inside.end, sentence.end)),
        )
        before, within, behind = (fold(part).strip() for part in parts)
        speaking = self.names.speaking(" ".join(part for part in (before, within, behind) if part))
        first = len(before) + 1 if before else 0
        last = first + len(within)
        held = tuple(one.actors for one in speaking if first <= one.start < last)
        if held:
            return held
        nearest = [one.actors for one in speaking if one.start < first][-1:]
        return tuple(nearest or [one.actors for one in speaking][:1])

    def _named_before(self, stored: StoredText, sentence: Span) -> frozenset[str]:
        """Who is named in the nearest of the two sentences before that names anybody."""
        sentences = stored.text.sentences
        number = bisect.bisect_left(sentences, sentence)
        for earlier in reversed(sentences[max(0, number - 2) : number]):
            named = self.names.named(_outside(stored, earlier))
            if named:
                return named
        return frozenset()

    def reported_before(self, stored: StoredText, span: Span) -> frozenset[str]:
        """Who says in the passage's sentence, before it, that it is so: "Ada Reed said that"."""
        around = stored.text.sentences_around(span)
        before = _outside(stored, Span(around.start, span.start)).rstrip()
        return self.names.speakers(before) if before.endswith(" that") else frozenset()

    def _named_outside(self, stored: StoredText, paragraph: int) -> frozenset[str]:
        """Who is named in a paragraph outside quotation marks."""
        key = (str(stored.source.id), paragraph)
        if key not in self._outside:
            words = _outside(stored, stored.text.paragraphs[paragraph - 1])
            self._outside[key] = self.names.named(words)
        return self._outside[key]


_OF: WeakKeyDictionary[Dossier, Speakers] = WeakKeyDictionary()


def speakers_of(dossier: Dossier) -> Speakers:
    """The speakers of a dossier, made once: several rules ask them."""
    if dossier not in _OF:
        _OF[dossier] = Speakers(dossier.all(Actor))
    return _OF[dossier]


def _outside(stored: StoredText, paragraph: Span) -> str:
    """A paragraph's words outside quotation marks; a stroke stands for each quotation."""
    quoted = stored.quotations
    parts, here = [], paragraph.start
    for quotation in quoted[bisect.bisect_right(quoted, here, key=lambda q: q.span.end) :]:
        if quotation.span.start >= paragraph.end:
            break
        parts.append(stored.text.text[here : max(here, quotation.span.start)])
        here = max(here, quotation.span.end)
    parts.append(stored.text.text[here : paragraph.end])
    return " | ".join(parts)
