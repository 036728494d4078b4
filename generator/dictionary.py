"""The data dictionary: every kind of record, every field, every word of a vocabulary.

In: the model's own docstrings and types. Out: tables for the site, so that they cannot drift.
"""

from __future__ import annotations

import ast
import functools
import inspect
import re
import typing
from dataclasses import dataclass
from typing import Any

from generator import model
from generator.document import Text
from generator.fields import fields
from generator.model import OneOf, Ref


@dataclass(frozen=True)
class FieldEntry:
    """One field: its name in YAML, what may stand there, whether it must, what it means."""

    name: str
    takes: str
    required: bool
    meaning: str


@dataclass(frozen=True)
class TypeEntry:
    """One kind of record, or a part of records."""

    name: str
    meaning: str
    fields: tuple[FieldEntry, ...]
    words: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """For each field with a vocabulary: its name, and its words with their meanings."""


PARTS = (
    model.Quote,
    model.Reading,
    model.Role,
    model.Name,
    model.Provision,
    model.End,
    model.GeoPosition,
    model.WithoutFact,
    model.VoiceCorrection,
)


def dictionary() -> tuple[TypeEntry, ...]:
    """All kinds of record in the order of the model, then their parts, then the site's frame."""
    kinds = [(kind, record_type) for kind, (_, record_type) in model.KINDS.items()]
    parts = [(PART_NAMES[part], part) for part in PARTS]
    rest = [("retired", model.Retired), ("dossier", model.Frame)]
    return tuple(_entry(name, some) for name, some in [*kinds, *parts, *rest])


PART_NAMES: dict[type, str] = {
    model.Quote: "a passage in cite",
    model.Reading: "a date",
    model.Role: "a role",
    model.Name: "a name",
    model.Provision: "a provision",
    model.End: "an end of a route",
    model.GeoPosition: "a position",
    model.WithoutFact: "a sentence without fact",
    model.VoiceCorrection: "a voice",
}


def _entry(name: str, some: type) -> TypeEntry:
    entries, words = [], []
    for field_name, hint in fields(some).items():
        if field_name == "id" and issubclass(some, model.Record):
            continue
        takes, vocabulary = _takes(hint.type)
        meaning = field_meaning(some, hint.attribute)
        entries.append(FieldEntry(field_name, takes, hint.required, meaning))
        if vocabulary:
            words.append((field_name, tuple(vocabulary.items())))
    meaning = (inspect.getdoc(some) or "").replace("\n", " ")
    return TypeEntry(name, meaning, tuple(entries), tuple(words))


def _takes(hint: Any) -> tuple[str, dict[str, str]]:
    """What a field takes in words, and its vocabulary."""
    if typing.get_origin(hint) is tuple:
        item = typing.get_args(hint)[0]
        if item in _LISTS:
            return _LISTS[item], {}
        takes, vocabulary = _takes(item)
        return f"{takes}, or a list of these", vocabulary
    if hint is model.Dating:
        return "a date, a list of readings, or unknown", {}
    for rule in getattr(hint, "__metadata__", ()):
        if isinstance(rule, OneOf):
            return "one of the words below", dict(rule.words)
        if isinstance(rule, Ref):
            return f"the id of {_kinds(rule)}", {}
    if isinstance(hint, type) and issubclass(hint, model.Part):
        return PART_NAMES.get(hint, "a mapping"), {}
    return "text", {}


_LISTS: dict[Any, str] = {
    model.Quote: "passages: {source: words}",
    model.Answer: "{question: option}",
    model.Option: "{id: sentence}",
    model.Allowed: "{word: reason}",
    model.Avoided: "{word: {use, why}}",
}


def _kinds(rule: Ref) -> str:
    if not rule.kinds:
        return "any record"
    return " or ".join(f"{'an' if kind[0] in 'aei' else 'a'} {kind}" for kind in rule.kinds)


@functools.cache
def _documented() -> dict[tuple[str, str], str]:
    """The docstring of every field: the string that stands below it in the model."""
    found: dict[tuple[str, str], str] = {}
    for node in ast.parse(inspect.getsource(model)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        last = ""
        for item in node.body:
            if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                last = item.target.id
            elif last and isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant):
                found[node.name, last] = " ".join(str(item.value.value).split())
                last = ""
    return found


def field_meaning(some: type, attribute: str) -> str:
    """What a field means, for a hint; empty where it has no docstring."""
    documented = _documented()
    return next(
        (
            documented[base.__name__, attribute]
            for base in some.__mro__
            if (base.__name__, attribute) in documented
        ),
        "",
    )


def asked(some: type, name: str) -> str:
    """What belongs into a field, for a hint: its meaning, and what it may name or say."""
    hint = fields(some)[name]
    takes, vocabulary = _takes(hint.type)
    meaning = field_meaning(some, hint.attribute).rstrip(".")
    words = f"{meaning[:1].lower()}{meaning[1:]}" or takes
    if vocabulary:
        return f"{words}; one of {', '.join(vocabulary)}"
    return f"{words}; {takes}" if takes.startswith("the id of") else words


@functools.cache
def holds_words(some: type, name: str) -> bool:
    """Whether a field holds words of ours: no id, no word of a vocabulary, no cited passage."""
    held = fields(some)[name].type
    return held in (Text, tuple[Text, ...]) and some not in (model.Quote, model.Answer)


@functools.cache
def takes_unknown(some: type, name: str) -> bool:
    """Whether `unknown` may stand in a field: its meaning says so, or it holds no words of ours.

    In a passage or an id `unknown` is a word among others.
    """
    meaning = field_meaning(some, fields(some)[name].attribute)
    return not holds_words(some, name) or "`unknown`" in meaning


def form(some: type, name: str) -> str:
    """How a value is written, where it is more than a text: `{source: words}`."""
    written = re.search(r"\{.+\}", _takes(fields(some)[name].type)[0])
    return written[0] if written else "…"


__all__ = [
    "FieldEntry",
    "TypeEntry",
    "asked",
    "dictionary",
    "field_meaning",
    "form",
    "holds_words",
    "takes_unknown",
]
