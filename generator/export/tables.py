"""Statements, events, actors and citations as tables: CSV after RFC 4180, in UTF-8.

In: Passages. Out: CSV text with a line of headings. Several values in one cell are parted by "; ".
A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator import addresses, model
from generator.export.passages import Passages
from generator.model import Record

Rows = Callable[[Passages], Iterator[tuple[object, ...]]]

FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
"""With these a cell may begin that a spreadsheet takes for a formula."""


@dataclass(frozen=True)
class Table:
    """One table: its file, what it holds, its columns with their meanings, its rows."""

    file: str
    holds: str
    columns: tuple[tuple[str, str], ...]
    rows: Rows


def as_csv(table: Table, passages: Passages) -> str:
    """The file."""
    lines = [tuple(name for name, _ in table.columns), *table.rows(passages)]
    return "".join(",".join(_cell(one) for one in line) + "\r\n" for line in lines)


def _cell(value: object) -> str:
    """A value as a cell: no formula for a spreadsheet, and quoted where RFC 4180 asks for it."""
    text = "" if value is None else str(value)
    if isinstance(value, str) and text.lstrip(" \u00a0\u200b")[:1] in FORMULA and text:
        text = f"'{text}"
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _joined(values: Iterable[object]) -> str:
    return "; ".join(str(value) for value in values)


def _pairs(answers: Iterable[model.Answer]) -> str:
    return _joined(f"{one.issue}: {one.option}" for one in answers)


def _day(passages: Passages, record: Record) -> tuple[object, ...]:
    when, _ = passages.when(record)
    columns = ("edtf", "earliest", "latest", "basis", "shown")
    return tuple((when or {}).get(name) for name in columns)


_DAY = (
    ("date", "The date in EDTF (ISO 8601-2), or unknown; a statement's own or its occasion's."),
    ("earliest", "The first day that it can mean."),
    ("latest", "The last day that it can mean."),
    ("basis", "How much of it the source's words state."),
    ("date_shown", "The date in words; what the source does not state stands in brackets."),
)
_PAGE = ("page", "Its address on the site.")


def _statements(passages: Passages) -> Iterator[tuple[object, ...]]:
    for one in passages.dossier.all(model.Statement):
        speaker = passages.dossier.records[one.speaker]
        yield (
            one.id,
            one.speaker,
            _name(speaker),
            _joined(one.for_),
            _joined(one.via),
            _joined(one.to),
            one.says,
            _joined(passages.relations.ways(one)),
            *_day(passages, one),
            one.at,
            _joined(one.about),
            _joined(one.invokes),
            _pairs(one.answers),
            _pairs(one.implies),
            one.why,
            one.note,
            passages.address(addresses.address(one)),
        )


def _name(record: Record) -> str:
    if isinstance(record, model.Source):
        return f"[{record.supplied_title}]" if record.supplied_title else str(record.title)
    return str(getattr(record, "name", record.id))


def _events(passages: Passages) -> Iterator[tuple[object, ...]]:
    for one in passages.dossier.all(model.Event):
        yield (
            one.id,
            one.what,
            *_day(passages, one),
            _joined(one.who),
            _joined(one.where),
            _joined(one.about),
            one.note,
            passages.address(addresses.address(one)),
        )


def _actors(passages: Passages) -> Iterator[tuple[object, ...]]:
    for one in passages.dossier.all(model.Actor):
        yield (
            one.id,
            one.name,
            one.kind,
            _joined(role.title for role in one.roles),
            _joined(one.acts_for),
            _joined(name.name for name in one.names),
            len(passages.relations.statements_by(one)),
            one.note,
            passages.address(addresses.address(one)),
        )


def _citations(passages: Passages) -> Iterator[tuple[object, ...]]:
    names = ("source", "exact", "prefix", "suffix", "start", "end", "paragraph", "voice", "page")
    for owner, field, passage in passages.cited():
        yield (owner or "", _kind(passages, owner), field, *(_of(passage, name) for name in names))


def _of(passage: dict[str, Any], name: str) -> object:
    return passage[name]


def _kind(passages: Passages, owner: str | None) -> str:
    return model.kind_of(passages.dossier.records[owner]) if owner else "dossier"


TABLES: tuple[Table, ...] = (
    Table(
        "statements.csv",
        "Who says what: one line for each statement.",
        (
            ("id", "The statement's permanent id."),
            ("speaker", "The id of the actor, or of the source that speaks in its own voice."),
            ("speaker_name", "The speaker's name on this site."),
            ("for", "In whose name it is said."),
            ("via", "Who words it."),
            ("to", "Whom it is addressed to."),
            ("says", "The position in one neutral sentence of the site's own."),
            ("voice", "The ways in which its passages reach the reader."),
            *_DAY,
            ("at", "The event that is its occasion."),
            ("about", "The records that it concerns."),
            ("invokes", "The agreements that the speaker leans on."),
            ("answers", "What it says outright: question: option."),
            ("implies", "What the site reads it to mean: question: option."),
            ("why", "Why the site reads it so."),
            ("note", "What a reader should know."),
            _PAGE,
        ),
        _statements,
    ),
    Table(
        "events.csv",
        "What happened, according to the texts: one line for each event.",
        (
            ("id", "The event's permanent id."),
            ("what", "What happened, in one neutral sentence of the site's own."),
            *_DAY,
            ("who", "Who took part."),
            ("where", "Where it happened."),
            ("about", "The records that it concerns."),
            ("note", "What a reader should know."),
            _PAGE,
        ),
        _events,
    ),
    Table(
        "actors.csv",
        "Who acts, speaks or is spoken for: one line for each actor.",
        (
            ("id", "The actor's permanent id."),
            ("name", "The name that the site uses."),
            ("kind", "What sort of actor it is."),
            ("roles", "The posts that the texts give to the actor, in their words."),
            ("acts_for", "Whom the actor speaks or acts for."),
            ("names", "The names that the texts use."),
            ("statements", "How many statements are the actor's."),
            ("note", "What a reader should know."),
            _PAGE,
        ),
        _actors,
    ),
    Table(
        "citations.csv",
        "Every citation: which record rests on which words of which source, and where they stand.",
        (
            ("record", "The id of the citing record; empty for the sentences of the home page."),
            ("kind", "The kind of the record."),
            ("field", "The field of the record that cites."),
            ("source", "The id of the source."),
            ("exact", "The words, letter for letter as the source has them."),
            ("prefix", "What stands before them."),
            ("suffix", "What stands behind them."),
            ("start", "Where they begin: code points of the source's text, from 0."),
            ("end", "Where they end, exclusive."),
            ("paragraph", "The number of the paragraph in which they begin, from 1."),
            ("voice", "In whose voice they stand."),
            ("page", "The marked passage on the site."),
        ),
        _citations,
    ),
)
