"""What one state of a dossier says and another does not: facts, not lines.

In: two States. Out: a Change: records and citations added, changed and removed, problems introduced
and mended, pages affected. Where a record stands, in which order and layout, is no fact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from generator.addresses import SECTIONS
from generator.editing.facts import FRAME, Quotation, RecordFacts, State, Value
from generator.editing.succession import in_new_ids, renamed
from generator.model import KINDS
from generator.problem import Problem

What = Literal["added", "changed", "renamed", "removed"]


@dataclass(frozen=True)
class FieldChange:
    """A field of a record: what it said, and what it says; None where it said nothing."""

    field: str
    before: str | None
    after: str | None

    @property
    def what(self) -> What:
        """Whether a value was added, changed or removed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True)
class CitationChange:
    """A quotation that a record gained or lost."""

    what: What
    quotation: Quotation


@dataclass(frozen=True)
class RecordChange:
    """A record that came, changed or went. `record` is as it is now, or was last.

    One that got another id may have changed besides; `was` is the id that it had. One that went is
    `lost` where its id is not retired, so that its old address leads nowhere.
    """

    what: What
    record: RecordFacts
    fields: tuple[FieldChange, ...]
    citations: tuple[CitationChange, ...]
    was: str = ""
    lost: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all that the record says is told, and not the differences only."""
        return self.what in ("added", "removed")


@dataclass(frozen=True)
class Change:
    """All that two states differ in. `pages` is None where the pages could not be compared."""

    records: tuple[RecordChange, ...]
    not_compared: tuple[str, ...]
    introduced: tuple[Problem, ...]
    mended: tuple[Problem, ...]
    remaining: int
    hand_written: tuple[tuple[str, What], ...]
    pages: tuple[tuple[str, What], ...] | None
    drawn_anew: bool
    passed: bool
    summary: str

    @property
    def has_facts(self) -> bool:
        """Whether any fact changed."""
        return bool(self.records)

    def of(self, what: What) -> list[RecordChange]:
        """The records that were added, changed, renamed or removed."""
        return [change for change in self.records if change.what == what]

    def citations(self, what: What) -> int:
        """How many citations were added or removed."""
        return sum(one.what == what for record in self.records for one in record.citations)


Pages = Mapping[str, tuple[str, ...]]
"""Path → what the page shows."""


def compare(old: State, new: State) -> Change:
    """What `new` says and `old` did not, and the other way round; pages are not looked at."""
    introduced, mended, remaining = _problems(old.problems, new.problems)
    ids = renamed(old, new)
    old = in_new_ids(old, ids)
    return Change(
        records=tuple(_records(old, new, {new_id: old_id for old_id, new_id in ids.items()})),
        not_compared=tuple(_not_compared(old, new)),
        introduced=introduced,
        mended=mended,
        remaining=remaining,
        hand_written=_names(old.content, new.content),
        pages=(),
        drawn_anew=old.drawn != new.drawn,
        passed=new.passed,
        summary=new.summary,
    )


def pages(old: Pages, new: Pages) -> tuple[tuple[str, What], ...]:
    """The pages that came, that show something else, and that went."""
    return _names(old, new)


def own_pages(change: Change) -> tuple[tuple[str, What], ...]:
    """The pages of the changed records themselves, where pages cannot be compared."""
    found: dict[str, What]
    found = {
        one.record.page: "added" if one.was else one.what
        for one in change.records
        if one.record.page
    }
    found |= dict.fromkeys(found.keys() & set(SECTIONS.values()), "changed")
    return tuple(sorted(found.items()))


def _names(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[tuple[str, What], ...]:
    found: dict[str, What] = dict.fromkeys(old.keys() - new.keys(), "removed")
    found |= dict.fromkeys(new.keys() - old.keys(), "added")
    found |= {name: "changed" for name in old.keys() & new.keys() if old[name] != new[name]}
    return tuple(sorted(found.items()))


# --- records ---


def _records(old: State, new: State, was: Mapping[str, str]) -> Iterator[RecordChange]:
    """All changes in the order of kinds, then of ids: where a record stands is no fact.

    was: new id → old id; that the old one is retired now is told with the record.
    """
    for key in sorted(old.facts.keys() | new.facts.keys(), key=lambda key: _rank(key, old, new)):
        before, after = old.facts.get(key), new.facts.get(key)
        if key[0] == "retired" and before is None and key[1] in was.values():
            continue
        if before and after:
            fields = tuple(_fields(before, after))
            citations = tuple(_citations(before, after))
            if key[0] == "record" and key[1] in was:
                yield RecordChange("renamed", after, fields, citations, was[key[1]])
            elif fields or citations:
                yield RecordChange("changed", after, fields, citations)
        elif after and not _is_unread(after, old):
            whole = tuple(_fields(None, after))
            yield RecordChange("added", after, whole, tuple(_citations(None, after)))
        elif before and not _is_unread(before, new):
            whole = tuple(_fields(before, None))
            lost = key[0] == "record" and ("retired", key[1]) not in new.facts
            gone = tuple(_citations(before, None))
            yield RecordChange("removed", before, whole, gone, lost=lost)


def _rank(key: tuple[str, str], old: State, new: State) -> tuple[int, str]:
    kinds = ["dossier", *KINDS, "retired"]
    return kinds.index((new.facts.get(key) or old.facts[key]).kind), key[1]


def _is_unread(record: RecordFacts, other: State) -> bool:
    """Whether a record may stand in the other state, and could not be read there."""
    return record.id in other.broken or record.position.file in other.unread


def _not_compared(old: State, new: State) -> Iterator[str]:
    for state, other, when in ((old, new, "now"), (new, old, "before")):
        missing = [one for key, one in state.facts.items() if key not in other.facts]
        for file in sorted({one.position.file for one in missing} & other.unread):
            count = sum(one.position.file == file for one in missing)
            if file == FRAME:
                yield f"{file} cannot be read {when}: it is not compared."
            else:
                records = "1 record is" if count == 1 else f"{count} records are"
                yield f"{file} cannot be read {when}: {records} not compared."
        for one in sorted(missing, key=lambda one: one.id):
            if one.id in other.broken and one.position.file not in other.unread:
                yield f"{one.id} cannot be read {when}: it is not compared."


def _fields(before: RecordFacts | None, after: RecordFacts | None) -> Iterator[FieldChange]:
    if before and after and before.kind != after.kind:
        yield FieldChange("kind of record", before.kind, after.kind)
    old, new = (before.fields if before else {}), (after.fields if after else {})
    for name in dict.fromkeys([*new, *old]):
        yield from _values(name, old.get(name, ()), new.get(name, ()))


def _values(name: str, old: Iterable[Value], new: Iterable[Value]) -> Iterator[FieldChange]:
    was, now = {one.key: one for one in old}, {one.key: one for one in new}
    gone = [one for key, one in was.items() if key not in now]
    come = [one for key, one in now.items() if key not in was]
    if len(gone) == len(come) == 1:
        yield _changed(name, gone[0], come[0])
    else:
        yield from (FieldChange(name, one.words, None) for one in gone)
        yield from (FieldChange(name, None, one.words) for one in come)
    for key, one in was.items():
        if key in now:
            yield from _details(name, one, now[key])


def _changed(name: str, gone: Value, come: Value) -> FieldChange:
    """Two values that are shown alike are told apart by what was typed; what stays is left out."""
    if "answer" not in gone.details:
        stays = dict(gone.details.items() & come.details.items())
        gone, come = (
            replace(one, details={k: v for k, v in one.details.items() if k not in stays})
            for one in (gone, come)
        )
    before, after = gone.words, come.words
    if before == after:
        before, after = (f"{one.words} [{', '.join(one.key)}]" for one in (gone, come))
    return FieldChange(name, before, after)


def _details(name: str, old: Value, new: Value) -> Iterator[FieldChange]:
    label = f"{name}, “{new.shown}”" if new.shown else name
    for inner in sorted(old.details.keys() | new.details.keys()):
        before, after = old.details.get(inner), new.details.get(inner)
        if (before and before[0]) == (after and after[0]):
            continue
        alike = bool(before and after and before[1] == after[1])  # names that two records share
        shown = 0 if alike else 1
        yield FieldChange(
            f"{label}: {inner}",
            before[shown] if before else None,
            after[shown] if after else None,
        )


def _citations(before: RecordFacts | None, after: RecordFacts | None) -> Iterator[CitationChange]:
    old, new = (one.quotations if one else () for one in (before, after))
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    # The words of a part may change while its passages stay: the part is told, not its passages.
    parts = ({one.held_by for one in old}, {one.held_by for one in new})
    moved = Counter(_loose(one) for one in gone.elements() if one.held_by not in parts[1])
    moved &= Counter(_loose(one) for one in come.elements() if one.held_by not in parts[0])
    yield from (CitationChange("removed", one) for one in _left(gone, moved))
    yield from (CitationChange("added", one) for one in _left(come, moved))


def _loose(quotation: Quotation) -> Quotation:
    """The quotation, whichever part of the field holds it."""
    return replace(quotation, held_by=quotation.held_by[:1])


def _left(quotations: Counter[Quotation], moved: Counter[Quotation]) -> Iterator[Quotation]:
    moved = Counter(moved)
    for one in quotations.elements():
        if moved[_loose(one)]:
            moved[_loose(one)] -= 1
        else:
            yield one


# --- problems ---


_PLACES = re.compile(r"\b(?:data|seeds|content)/\S+|\bline \d+")


def _problems(
    old: Iterable[Problem], new: Iterable[Problem]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...], int]:
    """Introduced, mended, and how many stay. A problem that only moved is the same problem."""

    def key(problem: Problem) -> tuple[str, str]:
        return problem.code, _PLACES.sub("", problem.message)

    was, now = Counter(map(key, old)), Counter(map(key, new))
    introduced = _last_of(new, now - was, key)
    mended = _last_of(old, was - now, key)
    return introduced, mended, (was & now).total()


def _last_of(
    problems: Iterable[Problem],
    wanted: Counter[tuple[str, str]],
    key: Callable[[Problem], tuple[str, str]],
) -> tuple[Problem, ...]:
    """As many of the problems of each key as are wanted; of several alike, those further down."""
    left, found = Counter(wanted), []
    for problem in reversed(tuple(problems)):
        if left[key(problem)]:
            left[key(problem)] -= 1
            found.append(problem)
    return tuple(reversed(found))
