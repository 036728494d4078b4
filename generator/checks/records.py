"""Rules between records: references, ids, issues, dates of statements, lone records."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterator

from generator import addresses
from generator.dictionary import asked
from generator.document import Text
from generator.dossier import UNKNOWN, Dossier
from generator.fields import fields, references
from generator.model import (
    KINDS,
    Actor,
    Agreement,
    Answer,
    Discrepancy,
    Issue,
    Place,
    Record,
    Route,
    Source,
    Statement,
    kind_of,
)
from generator.placeholder import is_open
from generator.problem import Problem, did_you_mean, nearest

HINTED = 20
"""Of so many unknown ids at most the nearest known one is looked for, which takes long."""
_NAMED_ITSELF = frozenset({"within", "part_of", "names.by"})
"""Fields in which a record may name itself, or another rule tells of it."""


def references_resolve(dossier: Dossier) -> Iterator[Problem]:
    """A reference names a record that exists, of a kind that belongs there."""
    by_kind: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for record in dossier.records.values():
        by_kind[kind_of(record)].append(str(record.id))
    owners = [*dossier.records.values(), *dossier.retired.values()]
    unknown = 0
    for owner in owners:
        for field, reference, rule in references(owner):
            kinds = rule.kinds or tuple(KINDS)
            wanted = " or ".join(kinds) if rule.kinds else "record"
            target = dossier.records.get(reference)
            if target is None:
                if reference in dossier.broken:
                    continue  # its own problem is told where it stands
                if reference in dossier.retired:
                    successor = dossier.retired[reference].successor
                    hint = (
                        f'write its successor, "{successor}", if that is what is meant'
                        if successor
                        else "it has no successor: take it out, or write another id"
                    )
                    yield reference.position.problem(
                        "retired-id", f'"{reference}" is retired', hint
                    )
                    continue
                unknown += 1
                looked_at = kinds if unknown <= HINTED else ()
                known = [name for kind in looked_at for name in by_kind[kind]]
                yield reference.position.problem(
                    "unknown-id",
                    f'no {wanted} "{reference}"',
                    _as_list(owner, field, str(reference), dossier)
                    or _nearest_id(str(reference), known)
                    or (_known(owner, field) if reference == UNKNOWN else "")
                    or f"add it to data/{KINDS[kinds[0]][0]}.yml, or write an id that is there",
                )
            elif kind_of(target) not in kinds:
                yield reference.position.problem(
                    "wrong-kind",
                    f'"{reference}" is of kind {kind_of(target)}, and `{field}` takes {wanted}',
                    _nearest_id(str(reference), [n for kind in kinds for n in by_kind[kind]])
                    or f"write the id of a record of kind {wanted}",
                )


def _as_list(owner: Record, name: str, reference: str, dossier: Dossier) -> str:
    """What to write where several ids stand with commas between them, and no brackets around."""
    record_type: type = type(owner)
    own = fields(record_type).get(name)
    ids = [part.strip() for part in reference.split(",")]
    if own is None or typing.get_origin(own.type) is not tuple or len(ids) < 2:
        return ""
    known = all(one in dossier.records for one in ids)
    return f"several ids need brackets: [{', '.join(ids)}]" if known else ""


def _known(owner: Record, name: str) -> str:
    """What to write in a field that cannot be unknown, or that it is left out."""
    record_type: type = type(owner)
    own = fields(record_type).get(name)
    if own and own.required:
        return f"write {asked(record_type, name)}"
    return "leave the field out where the texts do not say it, or write an id that is there"


def _nearest_id(word: str, known: list[str]) -> str:
    """The nearest ids: those that hold the word as a part, are like it, or hold a part like it."""
    asked = set(word.split("-"))
    parts = {name: set(name.split("-")) for name in known}
    holding = [name for name in known if word and asked <= parts[name]]
    if holding:
        return did_you_mean(sorted(holding, key=len)[:3])
    if near := nearest(word, known):
        return near
    every = sorted(set[str]().union(*parts.values()))
    like = set(difflib.get_close_matches(word, every, n=1, cutoff=0.75))
    return did_you_mean(sorted((name for name in known if like & parts[name]), key=len)[:3])


def retired_records_had_a_kind(dossier: Dossier) -> Iterator[Problem]:
    """A retired id says what its record was, or has a successor, so that its address is known."""
    for retired in dossier.retired.values():
        if not retired.kind and not retired.successor:
            yield retired.id.position.problem(
                "missing-field",
                f'nothing says what "{retired.id}" was',
                "add `kind`, such as place: its old page stood with those of its kind",
            )


def containment_has_no_circle(dossier: Dossier) -> Iterator[Problem]:
    """No place lies within itself, no route is part of itself, by whatever way round."""
    above = {str(r.id): r.within for r in dossier.all(Place)}
    above |= {str(r.id): r.part_of for r in dossier.all(Route)}
    cleared: set[str] = set()
    for start in above:
        trail: dict[str, None] = {}  # in order, and quick to look at
        here: str | None = start
        while here is not None and here not in cleared and here not in trail:
            trail[here] = None
            following = above.get(here)
            here = str(following) if following is not None else None
        if here in trail:
            last = [*trail][-1]
            link = above[last]
            if link is not None:
                yield link.position.problem(
                    "circular",
                    f'"{last}" would contain itself: {" → ".join([*trail, here])}',
                    "take one of these links out",
                )
        cleared.update(trail)


def records_name_others(dossier: Dossier) -> Iterator[Problem]:
    """No record names itself, and no statement is made for its own speaker or to them.

    An actor may use a name for itself.
    """
    for record in dossier.records.values():
        for field, named, _ in references(record):
            if named == record.id and field not in _NAMED_ITSELF:
                yield named.position.problem(
                    "circular",
                    f'"{record.id}" names itself in `{field}`',
                    "name another record there, or take this one out",
                )
            if field in ("for", "to") and named == getattr(record, "speaker", None):
                yield named.position.problem(
                    "circular",
                    f'"{named}" is the speaker, and stands in `{field}` as well',
                    "name another actor there, or take this one out",
                )


def addresses_are_free(dossier: Dossier) -> Iterator[Problem]:
    """No id gives a page that another page has, also on a disk that ignores case."""
    for record in [*dossier.records.values(), *dossier.retired.values()]:
        if record.id in addresses.RESERVED:
            yield record.id.position.problem(
                "same-address",
                f'the page of "{record.id}" would be an index or no file at all',
                f'choose another id, such as "{record.id}-record"',
            )


def issues_have_options(dossier: Dossier) -> Iterator[Problem]:
    """An issue has two options or more, and some statement answers it."""
    for issue in dossier.all(Issue):
        if len(issue.options) < 2:
            yield issue.options[0].position.problem(
                "too-few-options",
                f'"{issue.id}" has one option only',
                "a question that can be answered in one way only is none: add the other answers",
            )


def statements_answer_options(dossier: Dossier) -> Iterator[Problem]:
    """An answer is one of its issue's options; an implication says why and answers it once."""
    for statement in dossier.all(Statement):
        for answer in (*statement.answers, *statement.implies):
            yield from _option_exists(dossier, answer)
        if statement.implies and not statement.why:
            yield statement.implies[0].position.problem(
                "unexplained-implication",
                f'"{statement.id}" implies an answer without `why`',
                "say in `why` how the words lead to it, or take `implies` out",
            )
        if statement.why and not statement.implies:
            yield statement.why.position.problem(
                "unexplained-implication",
                f'"{statement.id}" has `why` without `implies`, and no page shows it',
                "say in `implies` what it explains, or write it as `note`",
            )
        outright = {answer.issue for answer in statement.answers}
        for answer in statement.implies:
            if answer.issue in outright:
                yield answer.position.problem(
                    "answered-twice",
                    f'"{answer.issue}" stands in `answers` and in `implies`',
                    "what is said outright need not be implied: keep one",
                )


def _option_exists(dossier: Dossier, answer: Answer) -> Iterator[Problem]:
    issue = dossier.records.get(answer.issue)
    if isinstance(issue, Issue):
        options = [option.id for option in issue.options]
        if answer.option not in options:
            yield answer.option.position.problem(
                "unknown-option",
                f'"{answer.issue}" has no option "{answer.option}"',
                nearest(answer.option, options) or f"its options are {', '.join(options)}",
            )


def statements_are_dated(dossier: Dossier) -> Iterator[Problem]:
    """A statement by an actor has a date or an occasion, and not both."""
    for statement in dossier.all(Statement):
        if statement.date and statement.at:
            yield statement.at.position.problem(
                "dated-twice",
                f'"{statement.id}" has a date and an occasion',
                "the occasion has the date: take `date` out, or `at`",
            )
        speaker = dossier.records.get(statement.speaker)
        if isinstance(speaker, Actor) and not statement.date and not statement.at:
            yield statement.id.position.problem(
                "undated-statement",
                f'nothing says when "{statement.id}" was said',
                "add `at` with the event, or `date`; `date: unknown` where the text does not say",
            )


def merges_are_explained(dossier: Dossier) -> Iterator[Problem]:
    """An agreement that carries several names says why they are taken to mean one thing."""
    for agreement in dossier.all(Agreement):
        if len({name.name for name in agreement.names}) > 1 and not agreement.same_because:
            first, *others = agreement.names
            other = next(name for name in others if name.name != first.name)
            yield other.name.position.problem(
                "unexplained-merge",
                f'"{agreement.id}" carries several names without a reason',
                "say in `same_because` why they mean one thing, or make two records of it",
            )


def actors_are_cited(dossier: Dossier) -> Iterator[Problem]:
    """An actor has a passage: in a role, or of its own."""
    for actor in dossier.all(Actor):
        if not actor.roles and not actor.cite:
            yield actor.id.position.problem(
                "uncited-actor",
                f'nothing shows where "{actor.id}" stands in the texts',
                "add `cite` with a passage that names the actor",
            )


def discrepancies_compare(dossier: Dossier) -> Iterator[Problem]:
    """A discrepancy sets two passages or more against each other."""
    for discrepancy in dossier.all(Discrepancy):
        if len(discrepancy.cite) < 2:
            yield discrepancy.cite[0].position.problem(
                "too-few-passages",
                f'"{discrepancy.id}" cites one passage only',
                "cite each of the passages that differ",
            )


def positions_are_on_earth(dossier: Dossier) -> Iterator[Problem]:
    """Latitude and longitude are decimal degrees."""
    placed: tuple[Place | Route, ...] = (*dossier.all(Place), *dossier.all(Route))
    for record in placed:
        if record.position:
            yield from _degrees(record.position.latitude, 90)
            yield from _degrees(record.position.longitude, 180)
    box = dossier.frame.map
    if box:
        edges = ((box.west, 180), (box.east, 180), (box.south, 90), (box.north, 90))
        wrong = [problem for text, limit in edges for problem in _degrees(text, limit)]
        yield from wrong
        if not wrong and (
            float(box.west) >= float(box.east) or float(box.south) >= float(box.north)
        ):
            yield box.west.position.problem(
                "wrong-shape",
                "the map has no width or no height",
                "west is less than east, south less than north",
            )


def _degrees(text: Text, limit: int) -> Iterator[Problem]:
    try:
        degrees = float(text) if not set(text) - set("0123456789.-") else None
    except ValueError:
        degrees = None
    if degrees is None or abs(degrees) > limit:
        yield text.position.problem(
            "wrong-shape",
            f'"{text}" is no number of degrees',
            f"write -{limit} to {limit}, as 39.99",
        )


def titles_are_supplied(dossier: Dossier) -> Iterator[Problem]:
    """A source whose title is unknown has one that the site supplies."""
    for source in dossier.all(Source):
        if source.title == "unknown" and not source.supplied_title:
            yield source.title.position.problem(
                "missing-field",
                f'"{source.id}" has no title to show',
                "add `supplied_title`; the site shows it in brackets",
            )
        elif source.supplied_title is not None and is_open(source.supplied_title):
            yield source.supplied_title.position.problem(
                "blank",
                f'"{source.id}" has no title to show: "{source.supplied_title}" stands there',
                "say in a few words what the text is; the site shows it in brackets",
            )


def nothing_stands_alone(dossier: Dossier) -> Iterator[Problem]:
    """Every record is linked with another, every source cited, every issue answered.

    What a record names that could not be read counts as linked: its own problems come first.
    """
    cited = {str(use.quote.source) for use in dossier.uses}
    for record in dossier.records.values():
        if record.id in dossier.mentioned:
            continue
        is_named = any(link.owner != record.id for link in dossier.links.get(record.id, ()))
        if isinstance(record, Source):
            alone, hint = record.id not in cited, "cite it, or take it out"
        elif isinstance(record, Issue):
            alone = not is_named
            hint = "give a statement that answers it, or take it out"
        else:
            names_another = any(named != record.id for _, named, _ in references(record))
            alone = not is_named and not names_another
            hint = (
                "name in it what it belongs to, an actor, a place or a route, or name it in "
                "another record, or take it out"
            )
        if alone:
            yield record.id.position.problem(
                "unlinked-record", f'nothing leads to "{record.id}"', hint
            )
