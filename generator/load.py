"""Documents → records, or problems of shape.

In: the parsed YAML files of data/. Out: Loaded records, whose fields all have the right shape; what
they refer to is not looked at here.
"""

from __future__ import annotations

import difflib
import re
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator import model
from generator.document import (
    MapNode,
    Node,
    Text,
    parse,
)
from generator.ids import id_hint, is_id
from generator.model import Record
from generator.problem import Problem, did_you_mean
from generator.reading import UNUSABLE, Reader, TooManyError


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
        except TooManyError as stop:
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
    stems = [*plurals, "dossier", "retired"]
    near = difflib.get_close_matches(stem.lower(), stems, n=1)
    return Problem(
        name,
        1,
        1,
        "unknown-file",
        f"{name} is not a file that the generator reads",
        did_you_mean([f"data/{stem}.yml" for stem in near])
        or f"the names are {', '.join(f'data/{stem}.yml' for stem in stems)}",
    )


def _load_frame(top: MapNode, loaded: Loaded) -> None:
    reader = Reader(loaded.problems)
    frame = reader.part(top, model.Frame, top.position)
    if frame is not UNUSABLE:
        loaded.frame = typing.cast(model.Frame, frame)


def _load_records(top: MapNode, record_type: type[Record], loaded: Loaded) -> None:
    reader = Reader(loaded.problems)
    for key, node in top.entries.items():
        if not is_id(key):
            reader.problem(key.position, "bad-id", f'"{key}" is not an id', id_hint(key))
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
                f"write another; it stands in {where}, and ids are unique over all kinds and stay "
                "retired for good",
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
