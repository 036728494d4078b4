"""What one state of a dossier says, fact by fact, so that two states can be compared.

In: the files, and what the gate found in them. Out: a State: every record as plain values and
quotations, whatever its file, its order and its layout. What cannot be read is named, not guessed.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator import addresses, coverage, model
from generator.document import Position, Text, parse, shorten
from generator.dossier import Dossier, StoredText, join
from generator.fields import references
from generator.gate import Verdict
from generator.load import load
from generator.model import Record, field_name, kind_of
from generator.problem import Problem
from generator.span import Span

FRAME = "data/dossier.yml"
"""What stands in the place of an id for the dossier's own matters."""

KEYS: Mapping[type[model.Part], tuple[str, ...]] = {
    model.Answer: ("issue",),
    model.Name: ("name", "by"),
    model.Option: ("id",),
    model.Reading: ("edtf",),
    model.GeoPosition: (),
    model.MapBox: (),
}
"""By what a part is known again in another state; the others are known by their first field."""


@dataclass(frozen=True)
class Quotation:
    """A cited passage in the sentences around it; equal wherever in the text these stand.

    `held_by` is the field of the record, with the key of the part that cites it; `label` says the
    same in words. `located` is false where the words stand nowhere, or in several places: nothing
    is around them then. `address` is the place on the source's page.
    """

    held_by: tuple[str, ...]
    source: str
    before: str
    words: str
    behind: str
    located: bool
    label: str = field(default="", compare=False)
    title: str = field(default="", compare=False)
    paragraph: int = field(default=0, compare=False)
    address: str = field(default="", compare=False)


@dataclass(frozen=True)
class Value:
    """One value of a field: what it is known by, how it is shown, and what belongs to it."""

    key: tuple[str, ...]
    shown: str
    details: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Field of the part → its value as typed, and as shown."""

    @property
    def words(self) -> str:
        """The value with all that belongs to it."""
        if set(self.details) == {"answer"}:
            return f"{self.shown} {self.details['answer'][1]}"
        inner = "; ".join(f"{name}: {shown}" for name, (_, shown) in self.details.items())
        return f"{self.shown} ({inner})" if self.shown and inner else self.shown or inner


@dataclass(frozen=True)
class RecordFacts:
    """One record: its values by field, and its quotations."""

    id: str
    kind: str
    name: str
    position: Position
    page: str
    fields: Mapping[str, tuple[Value, ...]]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True)
class State:
    """One state of a project.

    `facts`: (kind of id, id) → record. `unread` are the files of data/ that could not be read,
    `broken` the ids of records that could not. `content` and `drawn`: a fingerprint of every
    hand-written file, and of all that besides the facts decides how a page looks.
    """

    facts: Mapping[tuple[str, str], RecordFacts]
    unread: frozenset[str]
    broken: frozenset[str]
    problems: tuple[Problem, ...]
    passed: bool
    summary: str
    content: Mapping[str, str] = field(default_factory=dict)
    drawn: str = ""


def state(
    files: Mapping[str, bytes],
    seeds: Mapping[str, bytes],
    verdict: Verdict,
    content: Mapping[str, str],
    drawn: str = "",
) -> State:
    """What a project says, as far as it can be read; `files` and `seeds` as `gate.examine` takes.

    content: name of a hand-written file → its fingerprint.
    """
    dossier = verdict.dossier
    unread: set[str] = set()
    if dossier is None:
        dossier = _what_can_be_read(files, seeds)
        unread = {problem.file for problem in verdict.problems if problem.file not in files}
        unread |= {name for name, given in files.items() if parse(given, name)[0] is None}
    facts = {("record", one.id): one for one in _records(dossier)}
    facts |= {("retired", key): _retired(dossier, one) for key, one in dossier.retired.items()}
    if dossier.frame.title.position.line:
        frame = _frame(dossier)
        facts["record", frame.id] = frame
    return State(
        facts=facts,
        unread=frozenset(unread),
        broken=frozenset(dossier.broken),
        problems=verdict.problems,
        passed=verdict.passed,
        summary=verdict.summary,
        content=content,
        drawn=drawn,
    )


def _what_can_be_read(files: Mapping[str, bytes], seeds: Mapping[str, bytes]) -> Dossier:
    """A dossier of the files that can be read, in a frame without a place if there is none."""
    loaded = load(files)
    if loaded.frame is None:
        nowhere = Position(FRAME, 0, 0)
        nothing = Text("", nowhere)
        loaded.frame = model.Frame(position=nowhere, title=nothing, subject=nothing)
    dossier = join(loaded, seeds)
    if dossier is None:
        raise ValueError("a dossier with a frame can always be joined")
    return dossier


def _records(dossier: Dossier) -> Iterator[RecordFacts]:
    for record in dossier.records.values():
        reader = _Reader(dossier, str(record.id), record)
        yield RecordFacts(
            id=str(record.id),
            kind=kind_of(record),
            name=name_of(dossier, record),
            position=record.id.position,
            page=addresses.page(record),
            fields=reader.fields(),
            quotations=tuple(reader.quotations),
        )


def _retired(dossier: Dossier, record: model.Retired) -> RecordFacts:
    fields = _Reader(dossier, None, record).fields()
    return RecordFacts(str(record.id), "retired", "", record.id.position, "", fields, ())


def _frame(dossier: Dossier) -> RecordFacts:
    reader = _Reader(dossier, None, dossier.frame)
    return RecordFacts(
        id=FRAME,
        kind="dossier",
        name=str(dossier.frame.title),
        position=dossier.frame.title.position,
        page=addresses.HOME,
        fields=reader.fields(),
        quotations=tuple(reader.quotations),
    )


def name_of(dossier: Dossier, record: Record) -> str:
    """What a record is called, in a few words; a dangling reference is shown as it stands."""
    if isinstance(record, model.Source):
        return coverage.title(record)
    if isinstance(record, model.Statement):
        speaker = dossier.records.get(record.speaker)
        if isinstance(speaker, model.Source):
            return f"the article, {coverage.title(speaker)}"
        return str(getattr(speaker, "name", record.speaker))
    for attribute in ("name", "what", "question", "note"):
        if value := getattr(record, attribute, None):
            return shorten(str(value)).removesuffix(".")
    return str(record.id)


class _Reader:
    """Takes a record apart: its values by field, its quotations on the way."""

    def __init__(self, dossier: Dossier, owner: str | None, part: Record | model.Part) -> None:
        self.dossier = dossier
        self.part = part
        self.quotations: list[Quotation] = []
        self.uses = {id(use.quote): use for use in dossier.by_owner.get(owner, ())}
        self.references = {id(reference) for _, reference, _ in references(part)}

    def fields(self) -> dict[str, tuple[Value, ...]]:
        """Every field that says something, but for citations."""
        found: dict[str, tuple[Value, ...]] = {}
        for item in dataclasses.fields(self.part):
            name = field_name(item.name)
            if name in ("id", "position"):
                continue
            held = getattr(self.part, item.name)
            held = held.readings if isinstance(held, model.Dating) else held
            parts = held if isinstance(held, tuple) else (held,)
            values = [self._value(name, one) for one in parts if one is not None]
            if told := tuple(value for value in values if value is not None):
                found[name] = _told_apart(told)
        return found

    def _value(self, name: str, held: object) -> Value | None:
        if isinstance(held, model.Quote):
            self._quoted((name,), name, held)
            return None
        if isinstance(held, model.Answer):
            return self._answer(held)
        if isinstance(held, model.Part):
            return self._part(name, held)
        return Value((str(held),), self._shown(held))

    def _part(self, name: str, part: model.Part) -> Value:
        """A part by its key; its citations are named with the key, so that none changes place."""
        named = {
            field_name(item.name): getattr(part, item.name)
            for item in dataclasses.fields(part)
            if item.name != "position"
        }
        keys = KEYS.get(type(part), tuple(named)[:1])
        key = tuple(str(named[inner]) for inner in keys)
        shown = ", by ".join(self._shown(named[inner]) for inner in keys)
        label = f"{name}, “{_begin(shown)}”" if shown else name
        details: dict[str, tuple[str, str]] = {}
        for inner, held in named.items():
            for one in held if isinstance(held, tuple) else (held,):
                if isinstance(one, model.Quote):
                    self._quoted((name, *key), label, one)
                elif one is not None and inner not in keys:
                    details[inner] = (str(one), self._shown(one))
        return Value(key, shown, details)

    def _answer(self, answer: model.Answer) -> Value:
        issue = self.dossier.records.get(answer.issue)
        question, label = str(answer.issue), str(answer.option)
        if isinstance(issue, model.Issue):
            question = str(issue.question)
            label = next((str(o.label) for o in issue.options if o.id == answer.option), label)
        return Value((str(answer.issue),), question, {"answer": (str(answer.option), label)})

    def _shown(self, value: object) -> str:
        """A value in words: a reference by the name of what it names.

        The names of two events or statements may be much alike: their ids tell them apart.
        """
        record = self.dossier.records.get(str(value)) if id(value) in self.references else None
        if record is None:
            return str(value)
        name = name_of(self.dossier, record)
        if isinstance(record, model.Event):
            return f"{name} [{record.id}, {record.date.main.edtf}]"
        return f"{name} [{record.id}]" if isinstance(record, model.Statement) else name

    def _quoted(self, held_by: tuple[str, ...], label: str, quote: model.Quote) -> None:
        """A citation with the sentences around it, white space folded."""
        source = str(quote.source)
        record = self.dossier.records.get(source)
        title = coverage.title(record) if isinstance(record, model.Source) else source
        use = self.uses.get(id(quote))
        found = Quotation(held_by, source, "", _line(quote.exact), "", False, label, title)
        if use is not None and use.span is not None and use.stored is not None:
            text, span = use.stored.text, use.span
            around = text.sentences_around(span)
            found = dataclasses.replace(
                found,
                before=_line(text.text[around.start : span.start]),
                words=_line(text.slice(span)),
                behind=_line(text.text[span.end : around.end]),
                located=True,
                paragraph=text.paragraph(span),
                address=_address(use.stored, span),
            )
        self.quotations.append(found)


def _begin(words: str, width: int = 60) -> str:
    """Enough of a sentence to know it by."""
    return words if len(words) <= width else f"{words[:width].rpartition(' ')[0]} …"


def _told_apart(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Values of one key are known by all that they hold."""
    keys = Counter(value.key for value in values)
    return tuple(
        value
        if keys[value.key] == 1
        else dataclasses.replace(
            value, key=(*value.key, *(typed for typed, _ in value.details.values()))
        )
        for value in values
    )


def _address(stored: StoredText, span: Span) -> str:
    return f"{addresses.page(stored.source)}#{addresses.anchor(span)}"


def _line(text: str) -> str:
    """The text on one line; a space at an end stays, since words may or may not meet there."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"
