"""Rules of the voice: words are given to those who speak them.

A quotation's words belong to its holder: the last of a statement's `via`, or else its speaker. Who
that is, the article says beside the quotation, by some name; an article can say it by a phrase
("the statement added") and leave the name paragraphs back. These rules look for the name.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator

from generator.document import shorten
from generator.dossier import Dossier, StoredText, Use
from generator.model import Actor, Source, Statement
from generator.passage import Span, fold
from generator.problem import Problem
from generator.voice import Quotation

SPEAKER_BACK = 1
"""Paragraphs before a passage in which the one whose words another reports may have been named."""
LOOK_BACK = 4
"""Paragraphs before a quotation in which its holder may have been named."""


def passages_keep_one_voice(dossier: Dossier) -> Iterator[Problem]:
    """A passage does not cross a quotation mark; the article as speaker has no quoted words."""
    for use in dossier.uses:
        if use.span is None:
            continue
        kind, _ = use.voice
        place = use.quote.exact.position
        if kind == "mixed":
            yield place.problem(
                "mixed-voice",
                f'"{shorten(use.quote.exact)}" is in part quoted and in part the article\'s words',
                "cite the words inside and outside the quotation marks as two passages",
            )
        owner = dossier.records.get(use.owner or "")
        if (
            kind == "direct"
            and isinstance(owner, Statement)
            and use.field == "cite"
            and isinstance(dossier.records.get(owner.speaker), Source)
        ):
            yield place.problem(
                "wrong-voice",
                f'"{shorten(use.quote.exact)}" stands in quotation marks, and is given to the '
                f'article itself ("{owner.speaker}")',
                "name the one who is quoted as `speaker`",
            )


def words_have_one_holder(dossier: Dossier) -> Iterator[Problem]:
    """All words of one quotation have one holder."""
    for held in dossier.holders.values():
        (first, statement), *others = held.items()
        for holder, other in others:
            yield other.speaker.position.problem(
                "wrong-voice",
                f'"{other.id}" gives to "{holder}" words of a quotation that "{statement.id}" '
                f'gives to "{first}"',
                "one quotation has one voice; where somebody reports what another said, the "
                "speaker is the other, and `via` the one whose words these are",
            )


def holders_are_named(dossier: Dossier) -> Iterator[Problem]:
    """The article names the holder of a quotation in its own words beside it, or shortly before."""
    names = _Names(dossier)
    for (source_id, _), held in dossier.holders.items():
        stored = dossier.texts[source_id]
        for holder, statement in held.items():
            if holder not in dossier.records:
                continue  # an id that no record has is told where it stands
            quotation = _quotation_of(dossier, statement, source_id)
            if quotation and not names.nearby(stored, quotation, holder):
                yield statement.speaker.position.problem(
                    "wrong-voice",
                    f'nothing beside the quotation of "{statement.id}" names "{holder}"',
                    "give the words to the one who is named there; if it is the same, add the name "
                    "that the text uses to the actor's `names`",
                )


def reported_speech_names_the_speaker(dossier: Dossier) -> Iterator[Problem]:
    """The article's own sentence about what an actor says names the actor, by name or post."""
    names = _Names(dossier, posts=True)
    for statement in dossier.all(Statement):
        if not isinstance(dossier.records.get(statement.speaker), Actor):
            continue
        chain = [statement.speaker, *statement.via]
        for use in _own_uses(dossier, statement):
            if use.span is None or use.stored is None or use.voice[0] != "narrator":
                continue
            around = use.stored.text.sentences_around(use.span)
            if names.named(use.stored.text.slice(around)).isdisjoint(map(str, chain)):
                yield statement.speaker.position.problem(
                    "wrong-voice",
                    f'the sentence of "{shorten(use.quote.exact, 50)}" does not name '
                    f'"{statement.speaker}"',
                    "give it to the one who is named there, or to the source if it is the "
                    "article's own claim; if it is the same, add the name to the actor's `names`",
                )


def reported_speakers_are_named(dossier: Dossier) -> Iterator[Problem]:
    """Whom somebody else reports (`via`) is named in the paragraph of the words, or before it."""
    names = _Names(dossier, posts=True)
    for statement in dossier.all(Statement):
        if not statement.via or str(statement.speaker) == str(statement.via[-1]):
            continue
        for use in _own_uses(dossier, statement):
            if use.span is None or use.stored is None:
                continue
            text, last = use.stored.text, use.stored.text.paragraph(use.span)
            first = text.paragraphs[max(0, last - 1 - SPEAKER_BACK)].start
            near = Span(first, max(use.span.end, text.paragraphs[last - 1].end))
            if str(statement.speaker) not in names.named(text.slice(near)):
                yield statement.speaker.position.problem(
                    "wrong-voice",
                    f'nothing beside "{shorten(use.quote.exact, 50)}" names "{statement.speaker}"',
                    "give the position to the one of whom the words speak; if it is the same, add "
                    "the name that the text uses to the actor's `names`",
                )


def names_are_used(dossier: Dossier) -> Iterator[Problem]:
    """A name given to a side occurs in that side's voice."""
    for _, name in dossier.names():
        known = dossier.records.get(name.by)
        if known is None or (isinstance(known, Source) and name.by not in dossier.texts):
            continue
        if dossier.name_span(name) is None:
            where = (
                "in its own words"
                if isinstance(known, Source)
                else "in words that a statement cites as theirs"
            )
            yield name.name.position.problem(
                "wrong-voice",
                f'"{name.by}" does not say "{name.name}" {where}',
                "give the name to the one who uses it, letter for letter",
            )


def _own_uses(dossier: Dossier, statement: Statement) -> list[Use]:
    return [use for use in dossier.by_owner.get(statement.id, ()) if use.field == "cite"]


def _quotation_of(dossier: Dossier, statement: Statement, source_id: str) -> Quotation | None:
    for use in _own_uses(dossier, statement):
        if use.quote.source == source_id and use.voice[1]:
            return use.voice[1]
    return None


class _Names:
    """The names by which texts call the actors, and who is named in a stretch of text.

    Names are compared word by word, so that looking for all of them takes one pass; that many
    begin alike ("Office of …") does not matter.
    """

    def __init__(self, dossier: Dossier, *, posts: bool = False) -> None:
        self._by_words: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)  # of the names with this first word
        for actor in dossier.all(Actor):
            for name in _names(actor) | (_posts(actor) if posts else set()):
                words = _words(name)
                if words:
                    folded = tuple(word.casefold() for word in words)
                    self._by_words[folded].append((words, str(actor.id)))
                    self._lengths[folded[0]].add(len(folded))
        self._outside: dict[tuple[str, int], frozenset[str]] = {}

    def named(self, text: str) -> frozenset[str]:
        """The ids of the actors that a text names."""
        words = _words(text)
        folded = tuple(word.casefold() for word in words)
        return frozenset(
            actor
            for place, word in enumerate(folded)
            for length in self._lengths.get(word, ())
            for name, actor in self._by_words.get(folded[place : place + length], ())
            if _is_called(words[place : place + length], name)
        )

    def nearby(self, stored: StoredText, quotation: Quotation, holder: str) -> bool:
        """Whether the nearest of the article's own words that name anybody name the holder."""
        text = stored.text
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

    def _named_outside(self, stored: StoredText, paragraph: int) -> frozenset[str]:
        """Who is named in a paragraph outside quotation marks."""
        key = (str(stored.source.id), paragraph)
        if key not in self._outside:
            self._outside[key] = self.named(_outside(stored, stored.text.paragraphs[paragraph - 1]))
        return self._outside[key]


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


def _names(actor: Actor) -> set[str]:
    names = {str(actor.name), *(str(name.name) for name in actor.names)}
    return names | {actor.name.split()[-1]} if actor.kind == "person" else names


def _posts(actor: Actor) -> set[str]:
    """The posts that say enough to tell an actor: "President of Azerbaijan", not "Ambassador"."""
    return {str(role.title) for role in actor.roles if " " in role.title.strip()}


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+|\|", fold(text)))


def _is_called(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether words are a name: its capitals count where it has no others, as US and us."""
    return len(words) == len(name) and all(
        word == part if part.isupper() else word.casefold() == part.casefold()
        for word, part in zip(words, name, strict=True)
    )
