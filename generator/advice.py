"""What an editor may want to look at: names without a record, and what one side alone carries.

In: a dossier and what is cited of its sources. Out: an Advice, and its text, Markdown and rows for
JSON. None of it is an error: a text may name a passer-by, and a question may have one answer.
The time grows with the length of the sources and the number of records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator import model
from generator.coverage import SourceCoverage
from generator.dossier import Dossier
from generator.markup import text as inert
from generator.proper_names import UnrecordedName, unrecorded


@dataclass(frozen=True)
class Carried:
    """A record, and the one speaker or source that carries it: ids."""

    record: str
    by: str


@dataclass(frozen=True)
class Unanswered:
    """An actor of whom statements speak, without a recorded statement of theirs on the matter."""

    actor: str
    statements: tuple[str, ...]
    """The ids of the statements about the actor, in the dossier's order."""


@dataclass(frozen=True)
class Advice:
    """All advice on a dossier; every collection is in the dossier's order."""

    names: tuple[UnrecordedName, ...]
    one_speaker: tuple[Carried, ...]
    """Questions that one speaker alone answers."""
    one_source: tuple[Carried, ...]
    """Questions that several speakers answer, all in one source, where the dossier has more."""
    events: tuple[Carried, ...]
    """Events that one source alone carries, where the dossier has more."""
    unanswered: tuple[Unanswered, ...]


def advice(dossier: Dossier, covered: Iterable[SourceCoverage]) -> Advice:
    """The advice on a dossier. Names in sentences that are listed without a fact are left out."""
    issues = {str(issue.id) for issue in dossier.all(model.Issue)}
    speakers: dict[str, dict[str, None]] = defaultdict(dict)
    sources: dict[str, dict[str, None]] = defaultdict(dict)
    for statement in dossier.all(model.Statement):
        cited = _sources(dossier, statement)
        for answer in (*statement.answers, *statement.implies):
            speakers[str(answer.issue)][str(statement.speaker)] = None
            sources[str(answer.issue)].update(cited)
    alone = {issue: found for issue, found in speakers.items() if len(found) == 1}
    together = {issue: found for issue, found in sources.items() if issue not in alone}
    events = {str(event.id): _sources(dossier, event) for event in dossier.all(model.Event)}
    several = len(dossier.all(model.Source)) > 1
    return Advice(
        unrecorded(dossier, covered),
        tuple(one for one in _carried(alone, dossier) if one.record in issues),
        tuple(one for one in _carried(together, dossier) if several and one.record in issues),
        tuple(_carried(events, dossier)) if several else (),
        _unanswered(dossier),
    )


def _sources(dossier: Dossier, record: model.Record) -> dict[str, None]:
    """The sources that a record's own `cite` names."""
    uses = dossier.by_owner.get(record.id, ())
    return {str(use.quote.source): None for use in uses if use.field == "cite"}


def _carried(found: Mapping[str, Mapping[str, None]], dossier: Dossier) -> list[Carried]:
    """Those that one alone carries, in the dossier's order."""
    return [
        Carried(record, next(iter(found[record])))
        for record in dossier.records
        if len(found.get(record, ())) == 1
    ]


def _unanswered(dossier: Dossier) -> tuple[Unanswered, ...]:
    """Statements about an actor who says nothing on their questions or records, by actor.

    What is said in the actor's name, or by somebody who acts for the actor, counts as the actor's.
    """
    matters: dict[str, set[str]] = defaultdict(set)
    for statement in dossier.all(model.Statement):
        for side in _side(dossier, statement):
            matters[side] |= _matters(statement)
    found: dict[str, list[str]] = defaultdict(list)
    for statement in dossier.all(model.Statement):
        for actor in dict.fromkeys(map(str, statement.about)):
            if not isinstance(dossier.records.get(actor), model.Actor):
                continue
            if actor not in _side(dossier, statement) and not matters[actor] & _matters(statement):
                found[actor].append(str(statement.id))
    return tuple(
        Unanswered(actor, tuple(found[actor])) for actor in dossier.records if actor in found
    )


def _side(dossier: Dossier, statement: model.Statement) -> set[str]:
    """The ids of those whose statement it is: the speaker, and all in whose name it is said."""
    speaker = dossier.records.get(statement.speaker)
    named = speaker.acts_for if isinstance(speaker, model.Actor) else ()
    return {str(statement.speaker), *map(str, statement.for_), *map(str, named)}


def _matters(statement: model.Statement) -> set[str]:
    """The ids of the questions that a statement answers and of the records that it is about."""
    answers = (*statement.answers, *statement.implies)
    return {str(answer.issue) for answer in answers} | set(map(str, statement.about))


# --- forms ---


def _parts(given: Advice) -> list[tuple[str, list[tuple[str, str]]]]:
    """The parts that hold something: the heading, and rows of a record's id and what is told."""

    def carried(found: Sequence[Carried]) -> list[tuple[str, str]]:
        return [(one.record, one.by) for one in found]

    parts = [
        ("Names that no record carries", [(one.source, _named(one)) for one in given.names]),
        ("Questions that one speaker alone answers", carried(given.one_speaker)),
        ("Questions that speakers of one source alone answer", carried(given.one_source)),
        ("Events that one source alone carries", carried(given.events)),
        (
            "Statements about an actor without a recorded reply",
            [(one.actor, ", ".join(one.statements)) for one in given.unanswered],
        ),
    ]
    return [(heading, rows) for heading, rows in parts if rows]


def _named(name: UnrecordedName) -> str:
    """A name with its paragraphs: Oakham (¶4), Ada Holt (¶2, ¶7; 3 times)."""
    paragraphs = ", ".join(f"¶{number}" for number in name.paragraphs)
    return f"{name.name} ({paragraphs}{f'; {name.times} times' if name.times > 1 else ''})"


def as_text(given: Advice) -> str:
    """For a terminal: a heading for each part, a line for each record."""
    lines = ["Advice (no errors: what an editor may want to look at)"]
    for heading, rows in _parts(given):
        lines.append(f"  {heading}")
        lines += [f"    {record}: {told}" for record, told in rows]
    if len(lines) == 1:
        lines.append("  Nothing.")
    return "".join(f"{line}\n" for line in lines)


def as_markdown(given: Advice) -> str:
    """For a pull request or a page: a heading and a list for each part."""
    lines = ["## Advice", "", "No errors: what an editor may want to look at.", ""]
    for heading, rows in _parts(given):
        lines += [f"### {heading}", ""]
        lines += [f"- `{record}`: {inert(told)}" for record, told in rows]
        lines.append("")
    if len(lines) == 4:
        lines += ["Nothing.", ""]
    return "".join(f"{line}\n" for line in lines)


def rows(given: Advice) -> dict[str, list[dict[str, object]]]:
    """For JSON: a list of objects for each part; ids are strings, paragraphs count from 1."""
    return {
        "names": [
            {
                "source": one.source,
                "name": one.name,
                "times": one.times,
                "paragraphs": list(one.paragraphs),
            }
            for one in given.names
        ],
        "one_speaker": [{"issue": one.record, "speaker": one.by} for one in given.one_speaker],
        "one_source": [{"issue": one.record, "source": one.by} for one in given.one_source],
        "events": [{"event": one.record, "source": one.by} for one in given.events],
        "no_recorded_reply": [
            {"actor": one.actor, "statements": list(one.statements)} for one in given.unanswered
        ],
    }
