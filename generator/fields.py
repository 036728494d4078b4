"""The fields of records and parts, told from the model's type hints.

In: a type of the model. Out: its fields by their names in YAML; the references in a record.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from dataclasses import dataclass
from typing import Any

from generator import model
from generator.document import Text
from generator.model import Record, Ref


@dataclass(frozen=True)
class Field:
    """One field: the attribute that holds it, what it takes, whether it must be there."""

    attribute: str
    type: Any
    required: bool


@functools.cache
def fields(part_type: type) -> dict[str, Field]:
    """The fields of a record or part by their names in YAML."""
    hints = typing.get_type_hints(part_type, include_extras=True)
    # What all records share stands first in the class, and last in a record.
    ordered = sorted(dataclasses.fields(part_type), key=lambda item: item.name == "allow")
    return {
        model.field_name(item.name): Field(
            item.name,
            _without_none(hints[item.name]),
            item.default is dataclasses.MISSING,
        )
        for item in ordered
        if not (item.name == "position" and issubclass(part_type, model.Part))
    }


def _without_none(hint: Any) -> Any:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return hint


def references(record: Record | model.Part) -> list[tuple[str, Text, Ref]]:
    """Every reference in a record: the field's name, the id as typed, what may stand there.

    A field of a part is named with its place: "roles.of".
    """
    found: list[tuple[str, Text, Ref]] = []
    record_type: type = type(record)
    for name, attribute, rules in _rules_of_references(record_type):
        value = getattr(record, attribute)
        values = value if isinstance(value, tuple) else (value,)
        for rule in rules:
            found += [(name, one, rule) for one in values if one is not None]
        for one in values:
            if isinstance(one, model.Part) and not isinstance(one, model.Quote):
                found += [(f"{name}.{inner}", ref, rule) for inner, ref, rule in references(one)]
    return found


@functools.cache
def _rules_of_references(part_type: type) -> tuple[tuple[str, str, tuple[Ref, ...]], ...]:
    """Each field's name and attribute, and what its references may name."""
    found = []
    for name, hint in fields(part_type).items():
        item = typing.get_args(hint.type)[0] if typing.get_origin(hint.type) is tuple else hint.type
        rules = tuple(rule for rule in getattr(item, "__metadata__", ()) if isinstance(rule, Ref))
        found.append((name, hint.attribute, rules))
    return tuple(found)
