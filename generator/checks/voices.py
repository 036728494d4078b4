"""Rules of the voice: words are given to those who speak them.

A quotation's words belong to its holder: the last of a statement's `via`, or else its speaker. Who
that is, the article says beside the quotation, by some name; an article can say it by a phrase
("the statement added") and leave the name paragraphs back. These rules look for the name.
"""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator

from generator.attribution import Names
from generator.document import Text, shorten
from generator.dossier import Dossier, StoredText, Use
from generator.model import Actor, Source, Statement
from generator.passage import fold
from generator.problem import Problem
from generator.proper_names import OPENERS
from generator.span import Span
from generator.voice import Quotation

SPEAKER_BACK = 1
"""Paragraphs before a passage in which the one whose words another reports may have been named."""
QUOTED_INSIDE = 3
"""Words of a quotation that a passage in the article's own voice may hold: “de-escalate”."""
_PRONOUN = re.compile(r"(?:He|She|They|It)\b")
_NEVER_SAID = re.compile(
    r"(?:\bnever|\bnot|n['’]t) (?:\w+ ){0,2}?"
    r"(?:said|say|saying|called|call|wrote|write|claimed|claim)[,:]? *(?:that )?$"
)
LOOK_BACK = 4
"""Paragraphs before a quotation in which its holder may have been named."""


def passages_keep_one_voice(dossier: Dossier) -> Iterator[Problem]:
    """A passage does not cross a quotation mark; the article as speaker has no quoted words.

    Nor does a statement's passage hold a whole quotation with the article's words around it, but
    for one of a few words; and none lies where the marks leave it open who speaks.
    """
    for use in dossier.uses:
        if use.span is None or use.stored is None:
            continue
        kind, _ = use.voice
        place = use.quote.exact.position
        if any(use.span.touches(stretch) for stretch in use.stored.doubtful):
            yield place.problem(
                "doubtful-voice",
                f'the marks around "{shorten(use.quote.exact, 50)}" leave open who speaks',
                f"say in `voices` of {use.quote.source} which of the words are quoted, and why",
            )
            continue
        if kind == "mixed":
            yield place.problem(
                "mixed-voice",
                f'"{shorten(use.quote.exact)}" is in part quoted and in part the article\'s words',
                "cite the words inside and outside the quotation marks as two passages",
            )
        owner = dossier.records.get(use.owner or "")
        if not isinstance(owner, Statement) or use.field != "cite":
            continue
        held = _held(use) if kind == "narrator" else None
        if held:
            yield place.problem(
                "mixed-voice",
                f'"{shorten(use.quote.exact)}" holds the quotation "{shorten(held, 40)}"',
                "cite the words inside and outside the quotation marks as two passages",
            )
        speaker = dossier.records.get(owner.speaker)
        if isinstance(speaker, Source) and use.quote.source != owner.speaker:
            yield place.problem(
                "wrong-voice",
                f'"{shorten(use.quote.exact)}" stands in {use.quote.source}, and the speaker is '
                f'the article "{owner.speaker}"',
                "make a statement of each article's own words",
            )
        elif kind == "direct" and isinstance(speaker, Source):
            yield place.problem(
                "wrong-voice",
                f'"{shorten(use.quote.exact)}" stands in quotation marks, and is given to the '
                f'article itself ("{owner.speaker}")',
                "name the one who is quoted as `speaker`",
            )


def _held(use: Use) -> str:
    """The first quotation of more than a few words that lies whole inside a passage."""
    if use.stored is None or use.span is None:
        return ""
    quoted = use.stored.quotations
    for quotation in quoted[
        bisect.bisect_left(quoted, use.span.start, key=lambda q: q.span.start) :
    ]:
        if quotation.span.end > use.span.end:
            break
        words = use.stored.text.slice(quotation.words)
        if len(words.split()) > QUOTED_INSIDE:
            return words
    return ""


def words_have_one_holder(dossier: Dossier) -> Iterator[Problem]:
    """All words of one quotation have one holder."""
    for held in dossier.holders.values():
        known = {holder: one for holder, one in held.items() if holder in dossier.records}
        (first, statement), *others = known.items() or [("", None)]
        for holder, other in others:
            if other and statement:
                yield other.speaker.position.problem(
                    "wrong-voice",
                    f'"{other.id}" gives to "{holder}" words of a quotation that "{statement.id}" '
                    f'gives to "{first}"',
                    "one quotation has one voice; where somebody reports what another said, the "
                    "speaker is the other, and `via` the one whose words these are",
                )


def holders_are_named(dossier: Dossier) -> Iterator[Problem]:
    """The article names the holder of a quotation in its own words beside it, or shortly before.

    Where somebody stands beside a verb of saying ("Ada Reed said"), it is that one.
    """
    voices = _Voices(dossier)
    for (source_id, span), held in dossier.holders.items():
        stored = dossier.texts[source_id]
        quotation = next(one for one in stored.quotations if one.span == span)
        for holder, statement in held.items():
            if holder not in dossier.records:
                continue  # an id that no record has is told where it stands
            if not voices.may_hold(stored, quotation, holder):
                yield statement.speaker.position.problem(
                    "wrong-voice",
                    f'the words beside the quotation "{shorten(stored.text.slice(span), 40)}" do '
                    f'not give it to "{holder}"',
                    "give the words to the one who is named there; if it is the same, add the name "
                    "that the text uses to the actor's `names`",
                )


def reported_speech_names_the_speaker(dossier: Dossier) -> Iterator[Problem]:
    """The article's own sentence about what an actor says names the actor, by name or post.

    Where somebody stands beside a verb of saying there, it is that one.
    """
    voices = _Voices(dossier)
    for statement in dossier.all(Statement):
        if not isinstance(dossier.records.get(statement.speaker), Actor):
            continue
        chain = [statement.speaker, *statement.via]
        for use in _own_uses(dossier, statement):
            if use.span is None or use.stored is None or use.voice[0] != "narrator":
                continue
            for said_by in voices.reporting(use.stored, use.span):
                if said_by.isdisjoint(map(str, chain)):
                    yield statement.speaker.position.problem(
                        "wrong-voice",
                        f'the sentence of "{shorten(use.quote.exact, 50)}" does not say that '
                        f'"{statement.speaker}" says so{_named_instead(said_by)}',
                        "give it to the one who is named there, or to the source if it is the "
                        "article's own claim; if it is the same, add the name to the actor's "
                        "`names`; cite apart what two people say",
                    )
                    break


def reported_speakers_are_named(dossier: Dossier) -> Iterator[Problem]:
    """Whom somebody else reports (`via`) is named in the paragraph of the words, or before it."""
    names = Names(dossier.all(Actor))
    for statement in dossier.all(Statement):
        if not statement.via or str(statement.speaker) == str(statement.via[-1]):
            continue
        for use in _own_uses(dossier, statement):
            if use.span is None or use.stored is None:
                continue
            text, last = use.stored.text, use.stored.text.paragraph(use.span)
            first = text.paragraphs[max(0, last - 1 - SPEAKER_BACK)].start
            near = Span(first, max(use.span.end, text.paragraphs[last - 1].end))
            named = names.named(text.slice(near))
            if not _names_or_serves(dossier, named, statement.speaker):
                yield statement.speaker.position.problem(
                    "wrong-voice",
                    f'nothing beside "{shorten(use.quote.exact, 50)}" names "{statement.speaker}"',
                    "give the position to the one of whom the words speak; if it is the same, add "
                    "the name that the text uses to the actor's `names`",
                )
            other = use.voice[0] == "narrator" and _unnamed_via(dossier, statement, named)
            if other:
                yield other.position.problem(
                    "wrong-voice",
                    f'nothing beside "{shorten(use.quote.exact, 50)}" names "{other}"',
                    "give the words to the one who is said to word them; if it is one who acts for "
                    "the speaker, say so in `acts_for`",
                )


def names_are_told_apart(dossier: Dossier) -> Iterator[Problem]:
    """A name by which a side calls an actor is not another actor's, and no pronoun."""
    owners: dict[str, str] = {}
    for actor in dossier.all(Actor):
        owners.setdefault(_bare(actor.name), str(actor.id))
    for actor in dossier.all(Actor):
        for name in actor.names:
            bare = _bare(name.name)
            other = owners.setdefault(bare, str(actor.id))
            if other != actor.id or bare in OPENERS:
                whose = "a word for anybody" if bare in OPENERS else f'the name of "{other}"'
                yield name.name.position.problem(
                    "shared-name",
                    f'"{name.name}" is {whose}',
                    "give the name to one actor, or take in the words that tell the two apart",
                )


def _bare(name: str) -> str:
    """A name without case and the article before it."""
    return fold(name).casefold().removeprefix("the ")


def roles_name_their_actor(dossier: Dossier) -> Iterator[Problem]:
    """The sentence of a role's passage names the actor, in a way that no other actor shares."""
    for actor in dossier.all(Actor):
        names = Names([dataclasses.replace(actor, roles=())])
        for use in dossier.by_owner.get(actor.id, ()):
            if use.field != "roles.cite" or use.span is None or use.stored is None:
                continue
            sentences = use.stored.text.slice(use.stored.text.sentences_around(use.span))
            if not names.named(sentences):
                yield use.quote.exact.position.problem(
                    "wrong-voice",
                    f'the sentence of "{shorten(use.quote.exact, 50)}" does not name '
                    f'"{actor.id}", whose role it is to carry',
                    "cite the words that name the one who has the role",
                )


def names_are_used(dossier: Dossier) -> Iterator[Problem]:
    """A name given to a side occurs in that side's voice.

    Where a text cannot be read, that is told, and not that a name may have stood in it.
    """
    is_whole = len(dossier.texts) == len(dossier.all(Source))
    for _, name in dossier.names():
        known = dossier.records.get(name.by)
        unread = name.by not in dossier.texts if isinstance(known, Source) else not is_whole
        if known is None or unread:
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


def articles_words_are_its_own(dossier: Dossier) -> Iterator[Problem]:
    """What the article reports ("Ada Reed said that …") is not given to the article itself."""
    voices = _Voices(dossier)
    for statement in dossier.all(Statement):
        if not isinstance(dossier.records.get(statement.speaker), Source):
            continue
        for use in _own_uses(dossier, statement):
            if use.span is None or use.stored is None or use.voice[0] != "narrator":
                continue
            said_by = voices.reported_before(use.stored, use.span)
            if said_by:
                yield statement.speaker.position.problem(
                    "wrong-voice",
                    f'"{shorten(use.quote.exact, 50)}" is what the article reports'
                    f"{_named_instead(said_by)}",
                    "name the one who says it as `speaker`",
                )


def corrections_hold(dossier: Dossier) -> Iterator[Problem]:
    """The words of a correction of the voice stand once, whole, and it changes something."""
    for stored in dossier.texts.values():
        for correction in stored.corrections:
            words, place = correction.asked.words, correction.asked.words.position
            if len(correction.found) != 1:
                yield place.problem(
                    "many-passages" if correction.found else "no-passage",
                    f'"{shorten(words)}" does not stand in {stored.source.id} exactly once',
                    "copy the words out of the source, as many as make them the only ones",
                )
                continue
            [span] = correction.found
            if stored.text.cuts_word(span.start) or stored.text.cuts_word(span.end):
                yield place.problem(
                    "cut-word",
                    f'"{shorten(words)}" begins or ends inside a word',
                    "take the words whole",
                )
            elif correction.joins:
                yield place.problem(
                    "mixed-voice",
                    f'"{shorten(words)}" reaches over two quotations that are closed',
                    "correct a stretch within one of them",
                )
            elif not correction.is_needed:
                yield place.problem(
                    "unused-exception",
                    f'the quotation marks say already that "{shorten(words)}" is '
                    f"{'quoted' if correction.asked.voice == 'quoted' else 'not quoted'}",
                    "take the correction out",
                )


def _names_or_serves(dossier: Dossier, named: frozenset[str], speaker: str) -> bool:
    """Whether somebody is named, or an actor that acts for them: the office of Ada Reed."""
    return str(speaker) in named or any(
        speaker in dossier.get(actor, Actor).acts_for for actor in named
    )


def _unnamed_via(dossier: Dossier, statement: Statement, named: frozenset[str]) -> Text | None:
    """The first of `via` that is neither named nor one who acts for the speaker."""
    for via in statement.via:
        actor = dossier.records.get(via)
        if (
            isinstance(actor, Actor)
            and via not in named
            and statement.speaker not in actor.acts_for
        ):
            return via
    return None


def _named_instead(actors: frozenset[str]) -> str:
    return f" (the text names {', '.join(sorted(actors))})" if actors else ""


def _own_uses(dossier: Dossier, statement: Statement) -> list[Use]:
    return [use for use in dossier.by_owner.get(statement.id, ()) if use.field == "cite"]


class _Voices:
    """Who is named, and who speaks, in the article's own words around a place of a source."""

    def __init__(self, dossier: Dossier) -> None:
        self.names = Names(dossier.all(Actor))
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
