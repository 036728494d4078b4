"""Rules of the occasion: one quotation is spoken once, by somebody who was there.

An occasion (`at`) is typed as an id, and a wrong one is an event like any other; only what else is
known of the words shows it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from generator.dates import DateError, bounds
from generator.document import Position
from generator.dossier import Dossier, wording_actor
from generator.model import Actor, Event, Reading, Statement
from generator.problem import Problem
from generator.span import Span

Occasion = tuple[str, ...]
"""The id of an event alone, or a date's readings in EDTF behind an empty id."""


def occasions_have_the_speaker(dossier: Dossier) -> Iterator[Problem]:
    """An event that says who took part is the occasion of no statement by anybody else."""
    for statement in dossier.all(Statement):
        event = dossier.records.get(statement.at or "")
        if statement.at is None or not isinstance(event, Event) or not event.who:
            continue
        speakers = [str(one) for one in (statement.speaker, *statement.via)]
        if not all(isinstance(dossier.records.get(one), Actor) for one in speakers):
            continue  # the article itself, or an id that no record has
        there = {str(one) for one in event.who}
        if not any(_speaks_with(dossier, one, there) for one in speakers):
            yield statement.at.position.problem(
                "other-occasion",
                f'"{statement.id}" is given to {" and ".join(dict.fromkeys(speakers))}, and in '
                f'"{event.id}" {_listed(sorted(there))} took part',
                "write the occasion on which these words were said; or add the speaker to `who` "
                f'of "{event.id}", if the text says that they took part',
            )


def _speaks_with(dossier: Dossier, speaker: str, there: set[str]) -> bool:
    """Whether somebody was there, or a body whose post or words they have, or the other way."""
    if speaker in there or _bodies(dossier, speaker) & there:
        return True
    return any(speaker in _bodies(dossier, other) for other in there)


def _bodies(dossier: Dossier, actor: str) -> set[str]:
    record = dossier.records.get(actor)
    if not isinstance(record, Actor):
        return set()
    return {str(one) for one in (*record.acts_for, *(role.of for role in record.roles)) if one}


def quotations_have_one_occasion(dossier: Dossier) -> Iterator[Problem]:
    """All that a speaker says in one quotation is said on one occasion.

    Where somebody else words it, the quotation may itself tell of two occasions: the events of
    both are then cited from it.
    """
    for (source, span, _, _), statements in _said_together(dossier).items():
        occasions = {one.id: _occasion(dossier, one, statements) for one in statements}
        known = Counter(found for found in occasions.values() if found is not None)
        if len(known) < 2:
            continue
        usual = max(known, key=lambda found: (known[found], found != ("", "unknown")))
        example = next(one for one in statements if occasions[one.id] == usual)
        for one in statements:
            found = occasions[one.id]
            if found in (None, usual) or (one.via and _is_told(dossier, one, source, span)):
                continue
            yield _place(one).problem(
                "other-occasion",
                f'"{one.id}" is said {_in_words(found or ())}, and "{example.id}", whose words '
                f"stand in the same quotation, {_in_words(usual)}",
                f"write {_yaml(usual)} as there; or mend the other, if it is that one",
            )


def _said_together(dossier: Dossier) -> dict[tuple[str, Span, str, str], list[Statement]]:
    """Statements from one quotation of a source, of one speaker, in the words of one holder."""
    found: dict[tuple[str, Span, str, str], dict[str, Statement]] = defaultdict(dict)
    for use in dossier.uses:
        owner = dossier.records.get(use.owner or "")
        kind, quotation = use.voice
        if isinstance(owner, Statement) and use.field == "cite" and kind == "direct" and quotation:
            key = (str(use.quote.source), quotation.span, str(owner.speaker), wording_actor(owner))
            found[key][owner.id] = owner
    return {key: [*held.values()] for key, held in found.items()}


def _occasion(dossier: Dossier, statement: Statement, beside: list[Statement]) -> Occasion | None:
    """A statement's occasion; None where it has none that can be read."""
    dating = dossier.dating(statement)
    if dating is None or not all(map(_can_be_read, dating.readings)):
        return None
    if statement.at is not None:
        return (str(statement.at),)
    dates = tuple(str(reading.edtf) for reading in dating.readings)
    for other in beside:  # the day of an occasion is that occasion
        known = dossier.dating(other) if other.at is not None else None
        if known and tuple(str(reading.edtf) for reading in known.readings) == dates:
            return (str(other.at),)
    return ("", *dates)


def _can_be_read(reading: Reading) -> bool:
    """Whether a date is one; if not, that is told by itself."""
    try:
        bounds(reading.edtf)
    except DateError:
        return False
    return True


def _is_told(dossier: Dossier, statement: Statement, source: str, span: Span) -> bool:
    """Whether a quotation itself tells of the occasion, or has the words of the date."""
    if statement.date is not None:
        told = [dossier.date_span(statement, one) for one in statement.date.readings if one.text]
        return any(
            where and name == source and span.start <= where.start and where.end <= span.end
            for where, name in told
        )
    return any(
        use.span and use.quote.source == source and span.start <= use.span.start < span.end
        for use in dossier.by_owner.get(statement.at, ())
    )


def _place(statement: Statement) -> Position:
    if statement.at is not None:
        return statement.at.position
    return statement.date.position if statement.date else statement.id.position


def _in_words(occasion: Occasion) -> str:
    name, *dates = occasion
    if name:
        return f'at "{name}"'
    return "on a day that is unknown" if dates == ["unknown"] else f"on {' or '.join(dates)}"


def _yaml(occasion: Occasion) -> str:
    name, *dates = occasion
    return (
        f"`at: {name}`"
        if name
        else "the same `date`"
        if dates != ["unknown"]
        else "`date: unknown`"
    )


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
