"""Records that got another id between two states of a dossier, as data/retired.yml tells.

In: two States. Out: old id → new id; the old State told in the new ids, so that a rename shows as
one, and not as a record that went and one that came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.editing.facts import Quotation, RecordFacts, State, Value


def renamed(old: State, new: State) -> Mapping[str, str]:
    """The ids that went, each with its new one: retired since, with a successor that is new."""
    found = {}
    for (kind, old_id), retired in new.facts.items():
        if kind != "retired" or (kind, old_id) in old.facts or ("record", old_id) not in old.facts:
            continue
        for successor in retired.fields.get("successor", ()):
            (new_id,) = successor.key
            before, after = old.facts["record", old_id], new.facts.get(("record", new_id))
            if after and ("record", new_id) not in old.facts and after.kind == before.kind:
                found[old_id] = new_id
    return found


def in_new_ids(state: State, ids: Mapping[str, str]) -> State:
    """The state as if its records had had the new ids. ids: old id → new id."""
    if not ids:
        return state
    facts = {
        (kind, ids.get(key, key) if kind == "record" else key): _told(record, ids)
        for (kind, key), record in state.facts.items()
    }
    return replace(state, facts=facts)


def _told(record: RecordFacts, ids: Mapping[str, str]) -> RecordFacts:
    return replace(
        record,
        fields={
            name: tuple(_value(one, ids) for one in values)
            for name, values in record.fields.items()
        },
        quotations=tuple(_quotation(one, ids) for one in record.quotations),
    )


def _value(value: Value, ids: Mapping[str, str]) -> Value:
    return replace(
        value,
        key=_ids(value.key, ids),
        details={
            name: (ids.get(typed, typed), shown) for name, (typed, shown) in value.details.items()
        },
    )


def _quotation(quotation: Quotation, ids: Mapping[str, str]) -> Quotation:
    source = ids.get(quotation.source, quotation.source)
    return replace(quotation, source=source, held_by=_ids(quotation.held_by, ids))


def _ids(key: tuple[str, ...], ids: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(ids.get(one, one) for one in key)
