"""Words given to another: another speaker, another `via`, another voice.

In: a Ground. Out: a Score for each kind. One statement is changed at a time, because what the other
statements give to whom counts.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator

from dossiers import Ground, Score

from generator import checks
from generator.checks import voices
from generator.document import Text
from generator.dossier import Dossier
from generator.model import Actor, Issue, Source, Statement

RULES = (
    voices.passages_keep_one_voice,
    voices.words_have_one_holder,
    voices.holders_are_named,
    voices.reported_speech_names_the_speaker,
    voices.reported_speakers_are_named,
    voices.articles_words_are_its_own,
)
NO_VERB = "another actor, where no name stands beside a verb of saying"
PRINCIPAL = "another principal behind the same spokesperson"
HANDED_ON = "reported words said to come by way of another who is named beside them"
REPORTED = "reported words given to the article itself"
NARRATED = "the article’s own words given to an actor whom their sentence names"


def damaged_voices(ground: Ground, others: int) -> Iterator[Score]:
    """Every statement, given to others."""
    dossier = ground.dossier
    actors = [str(actor.id) for actor in dossier.all(Actor)]
    for number, statement in enumerate(dossier.all(Statement)):
        dice = random.Random(number)
        speaker = dossier.records[statement.speaker]
        for other in dice.sample(actors, min(others, len(actors))):
            if isinstance(speaker, Actor) and other not in (statement.speaker, *statement.via[-1:]):
                yield _spoken_by(dossier, statement, other)
            elif isinstance(speaker, Source):
                yield _narrated(dossier, statement, other)
            if statement.via and other not in (statement.via[-1], statement.speaker):
                via = (*statement.via[:-1], Text(other, statement.via[-1].position))
                is_open = not _is_direct(dossier, statement) and _is_open(dossier, statement, other)
                kind = HANDED_ON if is_open else "given to another spokesperson"
                yield _one(dossier, kind, statement, via=via)
        if statement.via and _is_direct(dossier, statement):
            yield _one(dossier, "the one who words it left out", statement, via=())
        if isinstance(speaker, Actor):
            yield _by_article(dossier, statement)
    yield from _exchanged(ground)
    yield from _other_options(dossier)


def _spoken_by(dossier: Dossier, statement: Statement, other: str) -> Score:
    speaker = Text(other, statement.speaker.position)
    if not statement.via:
        kind = "given to another speaker"
    else:
        kind = "given to another principal, whom nothing beside the words names"
    if _is_open(dossier, statement, other):
        kind = PRINCIPAL if statement.via else NO_VERB
    return _one(dossier, kind, statement, speaker=speaker)


def _is_open(dossier: Dossier, statement: Statement, other: str) -> bool:
    """Whether the text itself leaves it open, told without the rules that are attacked.

    For a principal: the paragraphs name the other, or somebody who acts for them. For a speaker:
    they do, and in the sentences of the words no verb of saying stands beside a name.
    """
    around = _around(dossier, statement)
    serving = [actor for actor in dossier.all(Actor) if other in (actor.id, *actor.acts_for)]
    names = set[str]().union(*map(_names, serving))
    return any(name.casefold() in around.casefold() for name in names) and (
        bool(statement.via) or not _has_tag(dossier, statement)
    )


def _around(dossier: Dossier, statement: Statement) -> str:
    words = ""
    for use in dossier.by_owner[statement.id]:
        if use.span and use.stored:
            last = use.stored.text.paragraph(use.span)
            several = use.stored.text.paragraphs[max(0, last - 5) : last + 2]
            words += " ".join(use.stored.text.slice(one) for one in several)
    return words


def _names(actor: Actor) -> set[str]:
    names = {str(actor.name), str(actor.name.split()[-1])}
    return names | {str(n.name) for n in actor.names} | {str(r.title) for r in actor.roles}


def _has_tag(dossier: Dossier, statement: Statement) -> bool:
    """Whether the sentences of the words have one of the speaker's names right beside a verb."""
    speaker = dossier.get(statement.speaker, Actor)
    verbs = ("said", "added", "declared", "claimed", "stressed", "stated", "noted", "wrote")
    for use in dossier.by_owner[statement.id]:
        if use.span and use.stored:
            quotation = use.voice[1]
            span = quotation.span if quotation else use.span
            words = use.stored.text.slice(use.stored.text.sentences_around(span))
            for name in _names(speaker):
                if any(f"{name} {v}" in words or f"{v} {name}" in words for v in verbs):
                    return True
                if f"according to {name}" in words or f"according to the {name}" in words:
                    return True
    return False


def _narrated(dossier: Dossier, statement: Statement, other: str) -> Score:
    """The article's own words given to an actor."""
    uses = [use for use in dossier.by_owner[statement.id] if use.field == "cite"]
    sentences = [
        use.stored.text.slice(use.stored.text.sentences_around(use.span))
        for use in uses
        if use.span and use.stored
    ]
    names = _names(dossier.get(other, Actor))
    named = all(any(n.casefold() in s.casefold() for n in names) for s in sentences)
    kind = NARRATED if named else "the article’s own words given to an actor"
    return _one(dossier, kind, statement, speaker=Text(other, statement.speaker.position))


def _by_article(dossier: Dossier, statement: Statement) -> Score:
    quote = statement.cite[0]
    kind = "quoted words given to the article" if _is_direct(dossier, statement) else REPORTED
    speaker = Text(str(quote.source), statement.speaker.position)
    return _one(dossier, kind, statement, speaker=speaker, via=())


def _is_direct(dossier: Dossier, statement: Statement) -> bool:
    uses = [use for use in dossier.by_owner[statement.id] if use.field == "cite"]
    return any(use.voice[0] == "direct" for use in uses)


def _one(dossier: Dossier, kind: str, statement: Statement, **changes: object) -> Score:
    other = dataclasses.replace(statement, **changes)  # type: ignore[arg-type]
    mutated = dataclasses.replace(dossier, records={**dossier.records, str(statement.id): other})
    caught = any(not p.is_advice for rule in RULES for p in rule(mutated))
    missed = () if caught else (f"{statement.id} {changes}",)
    return Score(kind, 1, int(caught), missed=missed)


def _exchanged(ground: Ground) -> Iterator[Score]:
    """The passages of two statements exchanged: of one speaker, and of two."""
    statements = ground.dossier.all(Statement)
    for number in range(20):
        dice = random.Random(number)
        one, other = dice.sample(statements, 2)
        if {q.exact for q in one.cite} & {q.exact for q in other.cite}:
            continue
        by_one = (one.speaker, one.via) == (other.speaker, other.via)
        yield (
            _swap(ground, one, other, "two passages of one speaker exchanged")
            if by_one
            else _swap(ground, one, other, "passages of two speakers exchanged")
        )


def _swap(ground: Ground, one: Statement, other: Statement, kind: str) -> Score:
    changed = {
        **ground.loaded.records,
        str(one.id): dataclasses.replace(one, cite=other.cite),
        str(other.id): dataclasses.replace(other, cite=one.cite),
    }
    mutated = ground.rejoined(dataclasses.replace(ground.loaded, records=changed))
    caught = any(not p.is_advice for p in checks.run(mutated))
    return Score(kind, 1, int(caught), missed=() if caught else (f"{one.id} {other.id}",))


def _other_options(dossier: Dossier) -> Iterator[Score]:
    """Another option of the question: the rules see that it exists, and no more."""
    kind = "another option of the same question"
    for statement in dossier.all(Statement):
        for answer in statement.answers:
            options = [o.id for o in dossier.get(answer.issue, Issue).options]
            if len(options) > 1:
                yield Score(kind, 1, 0)
