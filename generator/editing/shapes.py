"""What stands where in a file of data/, by the model: for those who read or write YAML as a tree.

In: the name of a file, then a way down by keys and items. Out: the model's type at that place, or
None where the model knows nothing. `load` reads values by the same types; here none are read.
"""

from __future__ import annotations

import typing
from dataclasses import dataclass
from typing import Any

from generator import model
from generator.fields import fields
from generator.load import kind_of_file
from generator.reading import SPECIAL_LISTS as SPECIAL_LISTS

FREE_KEYS = frozenset(SPECIAL_LISTS)
"""Lists of these are written as mappings whose keys are not fields."""


@dataclass(frozen=True)
class Records:
    """The whole of a file that holds records of one type, by their ids."""

    record_type: type[model.Record]


def of_file(name: str) -> Any:
    """What a whole file holds: Records, the frame, or None. name: "data/actors.yml"."""
    kind = kind_of_file(name)
    if kind is None:
        return None
    if kind == "dossier":
        return model.Frame
    return Records(model.Retired if kind == "retired" else model.KINDS[kind][1])


def mapping_type(hint: Any) -> type | None:
    """The type whose fields a mapping has that stands here; None where its keys are free."""
    if typing.get_origin(hint) is tuple:
        item = typing.get_args(hint)[0]
        return None if item in FREE_KEYS else mapping_type(item)
    if hint is model.Dating:
        return model.Reading
    if isinstance(hint, type) and issubclass(hint, model.Part | model.Record):
        return hint
    return None


def below(hint: Any, key: str) -> Any:
    """What stands below a key of a mapping that stands here."""
    if isinstance(hint, Records):
        return hint.record_type
    if typing.get_origin(hint) is tuple and typing.get_args(hint)[0] in FREE_KEYS:
        item = typing.get_args(hint)[0]
        return item if item in (model.Quote, model.Avoided) else None
    part = mapping_type(hint)
    known = fields(part).get(key) if part else None
    return known.type if known else None


def item(hint: Any) -> Any:
    """What an item is of a list that stands here."""
    if typing.get_origin(hint) is tuple:
        return typing.get_args(hint)[0]
    if hint is model.Dating:
        return model.Reading
    return hint if hint is model.Quote else None
