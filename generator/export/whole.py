"""The whole dossier as one JSON object.

In: Passages. Out: JSON text, in UTF-8 letters. Records keep the fields of the YAML; each `cite` is
a list of passages with their places, each date a list of readings with their bounds and basis.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from generator import addresses, model
from generator.export import lines
from generator.export.passages import Passages
from generator.model import Record, field_name

FORMAT = "factsheet-dossier"
VERSION = "1.0"
"""The first number changes where a program that reads the file must change."""

HOLDS = (
    "The whole dossier: every record, each citation with its exact words and place, each date with "
    "its bounds and basis."
)

_PAIRS: dict[type, tuple[str, str]] = {
    model.Answer: ("issue", "option"),
    model.Option: ("id", "label"),
    model.Allowed: ("word", "reason"),
}
"""Parts that are one key and one value."""


def as_json(passages: Passages) -> str:
    """The file."""
    return lines.as_json(_dossier(passages), levels=2)


def _dossier(passages: Passages) -> dict[str, Any]:
    dossier = passages.dossier
    frame = _part(passages, dossier.frame, None)
    return {
        "format": FORMAT,
        "version": VERSION,
        "site": passages.site or None,
        **frame,
        **{
            plural: [_record(passages, one) for one in dossier.all(some)]
            for plural, some in model.KINDS.values()
        },
        "retired": [_fields(passages, one, one) for one in dossier.retired.values()],
    }


def _record(passages: Passages, record: Record) -> dict[str, Any]:
    found = _fields(passages, record, record)
    if isinstance(record, model.Source):
        stored = passages.dossier.texts[record.id]
        found["characters"] = len(stored.text.text)
        found["paragraphs"] = len(stored.text.paragraphs)
        if record.publish != "full":  # these hold sentences that the site does not show
            found.pop("no_fact", None)
            found.pop("voices", None)
    if isinstance(record, model.Statement):
        found["voice"] = list(passages.relations.ways(record))
    if isinstance(record, model.Statement | model.Event):
        when, owner = passages.when(record)
        found["when"] = when | {"of": owner} if when else None
    found["page"] = passages.address(addresses.address(record))
    return found


def _fields(passages: Passages, part: Record | model.Part, owner: Record | None) -> dict[str, Any]:
    """The fields that have a value, in the order of the model."""
    found: dict[str, Any] = {}
    for item in dataclasses.fields(part):
        value = getattr(part, item.name)
        if item.name == "position" and isinstance(part, model.Part):
            continue
        if value is not None and value != ():
            found[field_name(item.name)] = _value(passages, value, owner)
    return found


def _value(passages: Passages, value: Any, owner: Record | None) -> Any:
    if isinstance(value, model.Dating):
        return passages.date(owner, value) if owner else None
    if isinstance(value, model.Part):
        return _part(passages, value, owner)
    if not isinstance(value, tuple):
        return str(value)
    if isinstance(value[0], model.Quote):
        return [passages.of(quote) for quote in value]
    if type(value[0]) in _PAIRS:
        key, behind = _PAIRS[type(value[0])]
        return {str(getattr(one, key)): str(getattr(one, behind)) for one in value}
    if isinstance(value[0], model.Avoided):
        return {str(one.word): {"use": str(one.use), "why": str(one.why)} for one in value}
    return [_value(passages, one, owner) for one in value]


def _part(passages: Passages, part: model.Part, owner: Record | None) -> dict[str, Any]:
    found = _fields(passages, part, owner)
    if isinstance(part, model.Name):
        found["passage"] = passages.named(part)
    return found
