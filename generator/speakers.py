"""Who may be speaking in a source: told from the article's own words beside a passage.

In: the actors of a dossier, a source with its quotations, a place in it. Out: ids of actors. What
lies between quotation marks is never looked at: a name in it does not say who speaks.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from generator.actor_names import Names
from generator.attribution import Saying, Sayings
from generator.dossier import Dossier, StoredText
from generator.model import Actor
from generator.passage import fold
from generator.span import Span
from generator.verbs import SAYING
from generator.voice import Quotation

_PRONOUN = re.compile(r"(?:He|She|They|It)\b")
_NOT = (
    r"(?:\bnever|\bnot|n['’]t|\bden(?:y|ies|ied|ying)|\b(?:refus|declin)(?:ed?|es|ing) to|"
    r"\bstop(?:s|ped)? short of|\baccus(?:ed?|es|ing) (?:\w+ ){0,2}of)"
)
_SAY = r"(?:said|say|saying|called|call|calling|wrote|write|writing|claimed|claim|claiming)"
_NEVER_SAID = re.compile(rf"{_NOT} (?:\w+ ){{0,3}}?{_SAY}[,:]? *(?:that )?$")
_SAID_NEVER = re.compile(
    rf"(?:(?!\b(?:{'|'.join(SAYING)})\b)[^|.;:]){{0,80}}?"
    rf"{_NOT} (?:\w+ ){{0,3}}?{_SAY}\s*(?:[,.;]|$)"
)
_LIST_MARK = re.compile(r"(?:[-–—•*·]|\(?(?:\d{1,2}|[a-z])[.)])\s")
LOOK_BACK = 4
"""Paragraphs before a quotation in which its holder may have been named."""


class Speakers:
    """Who is named, and who speaks, in the article's own words around a place of a source."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.names = Names(actors)
        self.sayings = Sayings(self.names, (str(a.id) for a in actors if a.kind == "person"))
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
        return holder in (beside or self._named_above(stored, first))

    def _beside(self, stored: StoredText, quotation: Quotation) -> frozenset[str] | None:
        """Who stands beside a verb of saying: right at the quotation, or else in its sentence.

        Nobody where it is somebody without a record, or where the saying itself is denied; None
        where the sentence leaves it open.
        """
        around = stored.text.sentences_around(quotation.span)
        before = fold(_outside(stored, Span(around.start, quotation.span.start)))
        behind = fold(_outside(stored, Span(quotation.span.end, around.end)))
        if _NEVER_SAID.search(before) or _SAID_NEVER.match(behind):
            return frozenset()
        beside, led = behind.partition("|")[0], before.rpartition("|")[2]
        if saying := self.sayings.behind(beside):
            saying = _moved(saying, len(before))
            return self._meant(stored, around, f"{before}|{beside}", saying, named_later=True)
        if saying := self.sayings.before(led):
            saying = _moved(saying, len(before) - len(led))
            return self._meant(stored, around, before, saying, named_later=True)
        if not before.strip() and (lead := _above(stored, around)):
            led = fold(_outside(stored, lead)).rpartition("|")[2]
            if saying := self.sayings.before(led):
                return self._meant(stored, lead, led, saying)
        whole = f"{before} | {behind}"
        meant = [
            self._meant(stored, around, whole, one, named_later=True)
            for one in self.sayings.within(whole)
        ]
        known = [actors for actors in meant if actors is not None]
        return frozenset[str]().union(*known) if len(known) == len(meant) and meant else None

    def _meant(
        self,
        stored: StoredText,
        sentence: Span,
        words: str,
        saying: Saying,
        *,
        named_later: bool = False,
    ) -> frozenset[str] | None:
        """The actors of a saying in a sentence's words: for a phrase, whoever is named before.

        That is before it in the sentence and in those before it of its paragraph; where these name
        nobody, in the nearest paragraph above that names anybody as well; and with `named_later`,
        where the paragraph names nobody before, in its next sentences. None where nobody is.
        """
        if saying.kind != "phrase":
            return saying.actors
        paragraph = stored.text.paragraphs[stored.text.paragraph(sentence) - 1]
        earlier = self.names.named(_outside(stored, Span(paragraph.start, sentence.start)))
        named = self.sayings.named_before(words, saying) | earlier
        if earlier:
            return named
        if not named and named_later and sentence.end < paragraph.end:
            named = self.names.named(_outside(stored, Span(sentence.end, paragraph.end)))
        return named | self._named_above(stored, stored.text.paragraph(sentence)) or None

    def _named_before(self, stored: StoredText, offset: int) -> frozenset[str]:
        """Who is named in the paragraph before an offset, or in the nearest one above."""
        number = stored.text.paragraph(Span(offset, offset))
        start = stored.text.paragraphs[number - 1].start
        named = self.names.named(_outside(stored, Span(start, offset)))
        return named or self._named_above(stored, number)

    def _named_above(self, stored: StoredText, paragraph: int) -> frozenset[str]:
        """Who is named in the nearest paragraph above that names anybody.

        And in those above it as well where a pronoun or post speaks there: “…,” she told Ben Holt.
        """
        found = frozenset[str]()
        for number in range(paragraph - 1, max(0, paragraph - 1 - LOOK_BACK), -1):
            found |= self._named_outside(stored, number)
            words = fold(_outside(stored, stored.text.paragraphs[number - 1]))
            if found and all(one.kind != "phrase" for one in self.sayings.within(words)):
                break
        return found

    def reporting(self, stored: StoredText, span: Span) -> Iterator[frozenset[str]]:
        """For each sentence of a narrator's passage, who is said there to say so.

        That is whoever stands beside the verb of saying that governs a part of the passage; where
        nobody does, whoever is named in the sentence. An item of a list goes with the sentence
        that leads to the list. A sentence that names nobody goes on with what was said before it
        in the paragraph.
        """
        text = stored.text
        for number, sentence in enumerate(text.sentences_of(span)):
            inside = Span(max(span.start, sentence.start), min(span.end, sentence.end))
            spoken = self._governing(stored, sentence, inside) or self._leading(stored, sentence)
            if spoken:
                yield from spoken
                continue
            words = _outside(stored, sentence)
            named = self.names.named(words)
            if not named and _PRONOUN.match(words):
                named = self._named_before(stored, sentence.start)
            goes_on = number and text.paragraph(sentence) == text.paragraph(span)
            if named or not goes_on:
                yield named

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
        words = " ".join(part for part in (before, within, behind) if part)
        first = len(before) + 1 if before else 0
        sayings = _governors(self.sayings.within(words), first, first + len(within))
        return tuple(self._meant(stored, sentence, words, one) or frozenset() for one in sayings)

    def _leading(self, stored: StoredText, sentence: Span) -> tuple[frozenset[str], ...]:
        """Who says what stands in a list: told by the sentence that leads to it with a colon."""
        lead = _lead(stored, sentence)
        return self._governing(stored, lead, lead) if lead else ()

    def reported_before(self, stored: StoredText, span: Span) -> frozenset[str]:
        """Who says in the passage's sentence, before it, that it is so: "Ada Reed said that".

        Or in the sentence that leads to the list of which it is an item.
        """
        around = stored.text.sentences_around(span)
        before = _outside(stored, Span(around.start, span.start)).rstrip()
        if before.endswith(" that"):
            return self.speakers(before)
        lead = _lead(stored, around)
        return self.speakers(_outside(stored, lead)) if lead else frozenset()

    def speakers(self, words: str) -> frozenset[str]:
        """The actors that are said in a stretch of text, by name, to speak."""
        return frozenset[str]().union(*(one.actors for one in self.sayings.within(fold(words))))

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
        _OF[dossier] = Speakers([*dossier.all(Actor)])
    return _OF[dossier]


def _moved(saying: Saying, by: int) -> Saying:
    """A saying in a text before which so many characters stand now."""
    return replace(saying, start=saying.start + by, end=saying.end + by)


def _governors(sayings: Sequence[Saying], first: int, last: int) -> list[Saying]:
    """The sayings that govern a part of what lies between two offsets.

    One by the way ("although Ada Reed denied it") does so where no other one does.
    """
    starts = [0, *(one.governs for one in sayings[1:])]
    ends = [*starts[1:], last + 1]
    found = [
        one
        for one, start, end in zip(sayings, starts, ends, strict=False)
        if start < last and first < end
    ]
    return [one for one in found if not one.is_subordinate] or found


def _lead(stored: StoredText, sentence: Span) -> Span | None:
    """The sentence with a colon at its end that leads to the list in which a sentence stands."""
    text = stored.text
    number = text.paragraph(sentence)
    while number > 1:
        paragraph = text.paragraphs[number - 1]
        if not _LIST_MARK.match(text.text, paragraph.start):
            return None
        if lead := _above(stored, paragraph):
            return lead
        number -= 1
    return None


def _above(stored: StoredText, words: Span) -> Span | None:
    """The sentence that ends the paragraph above with a colon; None where no colon ends it."""
    text = stored.text
    number = text.paragraph(words)
    if number == 1:
        return None
    end = text.paragraphs[number - 2].end
    return text.sentences_around(Span(end - 1, end)) if text.text[end - 1] == ":" else None


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
