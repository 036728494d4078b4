"""Documents → records, or problems of shape.

In: the parsed YAML files of data/. Out: Loaded records, whose fields all have the right shape; what
they refer to is not looked at here. One reader for each shape of value serves all kinds of record,
led by the type hints of `model`.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator import model
from generator.document import (
    MAX_PROBLEMS,
    ListNode,
    MapNode,
    Node,
    Position,
    Text,
    describe,
    parse,
    too_many_problems,
)
from generator.model import OneOf, Record, Ref
from generator.problem import Problem, nearest

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_ID = 100
"""Characters of an id: it becomes a file's name."""

_UNUSABLE = object()
"""A value that could not be read; its problem has been noted."""


@dataclass
class Loaded:
    """What stands in data/.

    `broken` are the ids of records that could not be read: a reference to one is no problem of its
    own; `mentioned` is all that stands in them. `complete` is false where a whole file could not be
    read.
    """

    records: dict[str, Record] = field(default_factory=dict)
    retired: dict[str, model.Retired] = field(default_factory=dict)
    frame: model.Frame | None = None
    broken: dict[str, str] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)
    complete: bool = True
    problems: list[Problem] = field(default_factory=list)


def load(files: Mapping[str, bytes]) -> Loaded:
    """Read all YAML files: name relative to the project ("data/actors.yml") → its bytes."""
    loaded = Loaded()
    for name in sorted(files):
        top, problems = parse(files[name], name)
        loaded.problems += problems
        if top is None:
            loaded.complete = False
            continue
        kind = kind_of_file(name)
        if kind is None:
            loaded.problems.append(_unknown_file(name))
            continue
        try:
            if kind == "dossier":
                _load_frame(top, loaded)
            elif kind == "retired":
                _load_records(top, model.Retired, loaded)
            else:
                _load_records(top, model.KINDS[kind][1], loaded)
        except _TooManyError as stop:
            loaded.problems.append(stop.problem)
            loaded.complete = False
    if "data/dossier.yml" not in files:
        loaded.problems.append(
            Problem(
                "data/dossier.yml",
                1,
                1,
                "missing-field",
                "there is no data/dossier.yml",
                "it holds the site's title and subject",
            )
        )
    return loaded


def kind_of_file(name: str) -> str | None:
    """The kind of record that a file of data/ holds: data/actors.yml, data/actors/x.yml."""
    match = re.fullmatch(r"data/([a-z]+)(?:/.+)?\.ya?ml", name)
    folder = match[1] if match else ""
    if name in ("data/dossier.yml", "data/retired.yml"):
        return folder
    return next((kind for kind, (plural, _) in model.KINDS.items() if plural == folder), None)


def _unknown_file(name: str) -> Problem:
    stem = name.removeprefix("data/").split("/")[0].removesuffix(".yml").removesuffix(".yaml")
    plurals = [plural for plural, _ in model.KINDS.values()]
    known = ", ".join([*plurals, "dossier, retired"])
    return Problem(
        name,
        1,
        1,
        "unknown-file",
        f"{name} is not a file that the generator reads",
        nearest(stem, [*plurals, "dossier", "retired"]) or f"the names are {known}",
    )


def _load_frame(top: MapNode, loaded: Loaded) -> None:
    reader = _Reader(loaded.problems)
    frame = reader.part(top, model.Frame, top.position)
    if frame is not _UNUSABLE:
        loaded.frame = typing.cast(model.Frame, frame)


def _load_records(top: MapNode, record_type: type[Record], loaded: Loaded) -> None:
    reader = _Reader(loaded.problems)
    for key, node in top.entries.items():
        if not _ID.fullmatch(key) or len(key) > MAX_ID:
            reader.problem(key.position, "bad-id", f'"{key}" is not an id', _id_hint(key))
            continue
        earlier = loaded.records.get(key) or loaded.retired.get(key)
        if earlier is not None or key in loaded.broken:
            where = (
                f"{earlier.id.position.file}, line {earlier.id.position.line}"
                if earlier
                else "a record above"
            )
            code = (
                "retired-id"
                if key in loaded.retired or record_type is model.Retired
                else "duplicate-id"
            )
            reader.problem(
                key.position,
                code,
                f'the id "{key}" is taken',
                f"it stands in {where}; ids are unique over all kinds and stay retired for good",
            )
            continue
        record = reader.record(key, node, record_type)
        if record is None:
            loaded.broken[key] = record_type.__name__.lower()
            loaded.mentioned |= _texts(node)
        elif isinstance(record, model.Retired):
            loaded.retired[key] = record
        else:
            loaded.records[key] = record


def _texts(node: Node) -> set[str]:
    """All that stands in a node, keys as well as values."""
    if isinstance(node, Text):
        return {str(node)}
    if isinstance(node, MapNode):
        keys = {str(key) for key in node.entries}
        return keys.union(*(_texts(child) for child in node.entries.values()))
    return set[str]().union(*(_texts(child) for child in node.items))


def _id_hint(key: str) -> str:
    mended = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:MAX_ID].strip("-")
    return f'write "{mended}"' if mended else "use small letters, digits and single hyphens"


class _TooManyError(Exception):
    """So much is wrong with a file that it is not read on."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.problem = too_many_problems(position)


class _Reader:
    """Nodes → values of the types that the model's hints name; one for each file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.noted = 0

    def problem(self, position: Position, code: str, message: str, hint: str = "") -> Any:
        self.noted += 1
        if self.noted > MAX_PROBLEMS:
            raise _TooManyError(position)
        self.problems.append(position.problem(code, message, hint))
        return _UNUSABLE

    def record(self, key: Text, node: Node, record_type: type[Record]) -> Record | None:
        if isinstance(node, Text) and not node.strip():
            self.problem(
                key.position,
                "blank",
                f'"{key}" has no fields',
                "write its fields below it, or remove the line",
            )
            return None
        if not isinstance(node, MapNode):
            self.problem(
                node.position,
                "wrong-shape",
                f'"{key}" should be a mapping of fields, and is {describe(node)}',
                "write its fields below it, each on a line of its own, indented",
            )
            return None
        value = self.part(node, record_type, key.position, {"id": key})
        return None if value is _UNUSABLE else typing.cast(Record, value)

    def part(
        self, node: MapNode, part_type: type, position: Position, given: Mapping[str, Any] = {}
    ) -> Any:
        """A record or a part of one; problems of all its fields are noted before it fails."""
        hints = fields(part_type)
        values: dict[str, Any] = dict(given)
        usable = True
        for key, child in node.entries.items():
            if key not in hints or key in given:
                usable = False
                self._unknown(key, child, [name for name in hints if name not in given])
                continue
            hint = hints[key]
            value = self.value(key, child, hint.type)
            usable = usable and value is not _UNUSABLE
            values[hint.attribute] = value
        for name, hint in hints.items():
            if hint.required and hint.attribute not in values:
                usable = False
                self.problem(
                    position, "missing-field", f'there is no "{name}" here', f"add `{name}: …`"
                )
        if not usable:
            return _UNUSABLE
        if issubclass(part_type, model.Part):
            values["position"] = node.position
        return part_type(**values)

    def _unknown(self, key: Text, child: Node, known: list[str]) -> None:
        blank = isinstance(child, Text) and not child
        hint = nearest(key, known) or (
            "a comma inside { } begins a new field: put the value before it in quotation marks"
            if blank
            else f"the fields here are {', '.join(known)}"
        )
        self.problem(key.position, "unknown-field", f'there is no field "{key}" here', hint)

    def value(self, key: Text, node: Node, hint: Any) -> Any:
        if isinstance(node, Text) and not node.strip():
            return self.problem(
                key.position,
                "blank",
                f'"{key}" has no value',
                "write `unknown` where the texts do not say, or leave it out",
            )
        if isinstance(node, ListNode | MapNode) and not _entries(node):
            return self.problem(node.position, "blank", f'"{key}" is empty', "leave it out")
        return self.read(node, hint)

    def read(self, node: Node, hint: Any) -> Any:
        origin = typing.get_origin(hint)
        if origin is tuple:
            item = typing.get_args(hint)[0]
            special = _SPECIAL_LISTS.get(item)
            return special(self, node) if special else self.items(node, item)
        if hint is model.Dating:
            return self.dating(node)
        if hint is Text or origin is typing.Annotated:
            return self.text(node, hint)
        if not isinstance(node, MapNode):
            names = ", ".join(fields(hint))
            return self.problem(
                node.position,
                "wrong-shape",
                f"{describe(node)} stands where a mapping belongs",
                f"write {{…}} with the fields {names}",
            )
        return self.part(node, hint, node.position)

    def text(self, node: Node, hint: Any) -> Any:
        if not isinstance(node, Text):
            return self.problem(
                node.position,
                "wrong-shape",
                f"{describe(node)} stands where a text belongs",
                "put the value in quotation marks: brackets, braces and ': ' are YAML's own",
            )
        for rule in getattr(hint, "__metadata__", ()):
            if isinstance(rule, OneOf) and node not in rule.words:
                return self.problem(
                    node.position,
                    "unknown-choice",
                    f'"{node}" is not one of the words allowed',
                    nearest(node, rule.words) or f"write one of {', '.join(rule.words)}",
                )
        return node

    def items(self, node: Node, item: Any) -> Any:
        """A list; one item alone may stand without its list."""
        nodes = node.items if isinstance(node, ListNode) else (node,)
        values = [self.item(child, item) for child in nodes]
        return _UNUSABLE if _UNUSABLE in values else tuple(values)

    def item(self, node: Node, item: Any) -> Any:
        if isinstance(node, Text) and not node.strip():
            return self.problem(
                node.position,
                "blank",
                "there is an empty item in this list",
                "remove it, or fill it in",
            )
        return self.read(node, item)

    # --- values with a shape of their own ---

    def citation(self, node: Node) -> Any:
        """`{source: words}`, `{source: [words, {exact, prefix, suffix}]}`."""
        if not isinstance(node, MapNode):
            return self.problem(
                node.position,
                "wrong-shape",
                f"{describe(node)} stands where a citation belongs",
                "write {source: the exact words}",
            )
        quotes = [
            self.quote(source, child)
            for source, value in node.entries.items()
            for child in (value.items if isinstance(value, ListNode) and value.items else (value,))
        ]
        return _UNUSABLE if _UNUSABLE in quotes else tuple(quotes)

    def quote(self, source: Text, node: Node) -> Any:
        if isinstance(node, MapNode):
            return self.part(node, model.Quote, node.position, {"source": source})
        if isinstance(node, Text) and not node.strip():
            return self.problem(
                source.position,
                "blank",
                f'"{source}" has no words',
                "write the source's exact words",
            )
        words = self.text(node, Text)
        if words is _UNUSABLE:
            return _UNUSABLE
        return model.Quote(position=words.position, source=source, exact=words)

    def dating(self, node: Node) -> Any:
        """`unknown`, `{edtf, text, why, prefer}`, or a list of these."""
        if isinstance(node, Text):
            if node != "unknown":
                return self.problem(
                    node.position,
                    "wrong-shape",
                    f'"{node}" stands where a date belongs',
                    f'write {{edtf: "{node}", text: the source\'s words for it}}, or unknown',
                )
            return model.Dating(
                position=node.position, readings=(model.Reading(position=node.position, edtf=node),)
            )
        readings = self.items(node, model.Reading)
        if readings is _UNUSABLE:
            return _UNUSABLE
        return model.Dating(position=node.position, readings=readings)

    def answers(self, node: Node) -> Any:
        return self.pairs(
            node,
            "{issue: option}",
            lambda key, value: model.Answer(position=key.position, issue=key, option=value),
        )

    def options(self, node: Node) -> Any:
        return self.pairs(
            node,
            "{id: a neutral sentence}",
            lambda key, value: model.Option(position=key.position, id=key, label=value),
        )

    def pairs(self, node: Node, form: str, make: Callable[[Text, Text], Any]) -> Any:
        if not isinstance(node, MapNode):
            return self.problem(
                node.position,
                "wrong-shape",
                f"{describe(node)} stands where a mapping belongs",
                f"write {form}",
            )
        values = [(key, self.value(key, child, Text)) for key, child in node.entries.items()]
        if any(value is _UNUSABLE for _, value in values):
            return _UNUSABLE
        return tuple(make(key, value) for key, value in values)

    def allowed(self, node: Node) -> Any:
        return self.pairs(
            node,
            "{word: why it is right here}",
            lambda key, value: model.Allowed(position=key.position, word=key, reason=value),
        )

    def avoided(self, node: Node) -> Any:
        """`{word: {use, why}}`."""
        if not isinstance(node, MapNode):
            return self.problem(
                node.position,
                "wrong-shape",
                f"{describe(node)} stands where a mapping belongs",
                "write {word: {use: …, why: …}}",
            )
        words = [
            self.part(child, model.Avoided, child.position, {"word": key})
            if isinstance(child, MapNode)
            else self.problem(
                key.position,
                "wrong-shape",
                f'"{key}" needs `use` and `why`',
                "write {word: {use: …, why: …}}",
            )
            for key, child in node.entries.items()
        ]
        return _UNUSABLE if _UNUSABLE in words else tuple(words)


_SPECIAL_LISTS: Mapping[Any, Callable[[_Reader, Node], Any]] = types.MappingProxyType(
    {
        model.Quote: _Reader.citation,
        model.Answer: _Reader.answers,
        model.Option: _Reader.options,
        model.Allowed: _Reader.allowed,
        model.Avoided: _Reader.avoided,
    }
)
"""Lists that editors write as mappings."""


@dataclass(frozen=True)
class _Field:
    attribute: str
    type: Any
    required: bool


@functools.cache
def fields(part_type: type) -> dict[str, _Field]:
    """The fields of a record or part by their names in YAML."""
    hints = typing.get_type_hints(part_type, include_extras=True)
    # What all records share stands first in the class, and last in a record.
    ordered = sorted(dataclasses.fields(part_type), key=lambda item: item.name == "allow")
    return {
        model.field_name(item.name): _Field(
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


def _entries(node: ListNode | MapNode) -> int:
    return len(node.items if isinstance(node, ListNode) else node.entries)


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
