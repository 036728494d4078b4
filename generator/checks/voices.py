"""Rules of the voice: words are given to those who speak them.

A quotation's words belong to its holder: the last of a statement's `via`, or else its speaker. Who
that is, the article says beside the quotation, by some name; an article can say it by a phrase
("the statement added") and leave the name paragraphs back. These rules look for the name.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from generator.document import Text, shorten
from generator.dossier import Dossier, Use
from generator.model import Actor, Source, Statement
from generator.nearest import scalar
from generator.problem import Problem
from generator.span import Span
from generator.speakers import speakers_of

SPEAKER_BACK = 1
"""Paragraphs before a passage in which the one whose words another reports may have been named."""
QUOTED_INSIDE = 3
"""Words of a quotation that a passage in the article's own voice may hold: “de-escalate”."""


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
                f"say in `voices` of {use.quote.source} whose the words are, and why: "
                f"`{_correction(use.quote.exact)}`, or `voice: quoted`",
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
                "name the one who is quoted as `speaker`; or, if the marks around the words are "
                f"none, say so in `voices` of {use.quote.source}: "
                f"`{_correction(use.quote.exact)}`",
            )


def _correction(words: str) -> str:
    """The line to paste into the record of a source that gives words to the article."""
    return f"voices: [{{words: {scalar(words)}, voice: article, why: …}}]"


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
        known = [(holder, one) for holder, one in held.items() if holder in dossier.records]
        for holder, other in known[1:]:
            first, statement = known[0]
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
    speakers = speakers_of(dossier)
    for (source_id, span), held in dossier.holders.items():
        stored = dossier.texts[source_id]
        quotation = next(one for one in stored.quotations if one.span == span)
        for holder, statement in held.items():
            if holder not in dossier.records:
                continue  # an id that no record has is told where it stands
            if not speakers.may_hold(stored, quotation, holder):
                yield statement.speaker.position.problem(
                    "wrong-voice",
                    f'the words beside the quotation "{shorten(stored.text.slice(span), 40)}" do '
                    f'not give it to "{holder}"',
                    "give the words to the one who is named there; if it is the same, add the name "
                    "that the text uses to the actor's `names`, or record the post as a role; "
                    "or, if the marks around the words are none, say so in `voices` of "
                    f"{source_id}",
                )


def reported_speech_names_the_speaker(dossier: Dossier) -> Iterator[Problem]:
    """The article's own sentence about what an actor says names the actor, by name or post.

    Where somebody stands beside a verb of saying there, it is that one.
    """
    speakers = speakers_of(dossier)
    for statement in dossier.all(Statement):
        if not isinstance(dossier.records.get(statement.speaker), Actor):
            continue
        chain = [statement.speaker, *statement.via]
        for use in _own_uses(dossier, statement):
            if use.span is None or use.stored is None or use.voice[0] != "narrator":
                continue
            for said_by in speakers.reporting(use.stored, use.span):
                if said_by.isdisjoint(map(str, chain)):
                    yield statement.speaker.position.problem(
                        "wrong-voice",
                        f'the sentence of "{shorten(use.quote.exact, 50)}" does not say that '
                        f'"{statement.speaker}" says so{_named_instead(said_by)}',
                        "give it to the one who is named there, or to the source if it is the "
                        "article's own claim; if it is the same, add the name to the actor's "
                        "`names`, or record the post as a role; cite apart what two people say, "
                        "or from the words on that say who speaks",
                    )
                    break


def reported_speakers_are_named(dossier: Dossier) -> Iterator[Problem]:
    """Whom somebody else reports (`via`) is named in the paragraph of the words, or before it."""
    names = speakers_of(dossier).names
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


def articles_words_are_its_own(dossier: Dossier) -> Iterator[Problem]:
    """What the article reports ("Ada Reed said that …") is not given to the article itself."""
    speakers = speakers_of(dossier)
    for statement in dossier.all(Statement):
        if not isinstance(dossier.records.get(statement.speaker), Source):
            continue
        for use in _own_uses(dossier, statement):
            if use.span is None or use.stored is None or use.voice[0] != "narrator":
                continue
            said_by = speakers.reported_before(use.stored, use.span)
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
