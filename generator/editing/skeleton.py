"""An annotated template for a new record: what must be filled in, and what may be.

In: a kind, an id, and the ids of the sources that can be cited. Out: the YAML, in canonical form.
A required field stands without a value, so that the check points at it; an optional one is a
comment that is taken up by removing its "# ". `finished` takes the comments out of a filled-in one.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import load, model
from generator.dictionary import field_meaning
from generator.editing import shapes
from generator.editing.canonical import scalar
from generator.fields import fields
from generator.model import OneOf, Ref

ADVICE = (
    'Fill in what has no value. Of what may be left out, take up what you need: remove its "# ". '
    "When nothing is blank, factsheet fmt takes these comments out."
)
SOURCE = "id-of-a-source"
"""What stands, in a template, where an editor chooses a source."""

_PAIRS: Mapping[Any, Sequence[str]] = {
    model.Answer: ("id-of-an-issue",),
    model.Option: ("first-answer", "second-answer"),
    model.Avoided: ("word",),
}
"""Keys that stand, in a template, where an editor chooses them."""


def template(
    kind: str, record_id: str, sources: Sequence[str] = (), known: Mapping[str, str] | None = None
) -> str:
    """The YAML of a new record.

    sources: the ids that `cite` may name; one alone stands in the template. known: values of fields
    that are known already, such as a text's fingerprint.
    """
    maker = _Maker(sources[0] if len(sources) == 1 else SOURCE)
    later = _Maker(SOURCE)
    record_type: type = model.KINDS[kind][1]
    lines = [f"{scalar(record_id)}:", f"  # {ADVICE}"]
    for name, hint in fields(record_type).items():
        if name == "id":
            continue
        meaning = field_meaning(record_type, hint.attribute)
        lines += _comment(f"{meaning}{_choices(hint.type)}", 2)
        if known and name in known:
            lines.append(f"  {name}: {scalar(known[name])}")
        elif hint.required:
            lines += maker.field(name, hint.type, 2)
        else:
            lines += [f"  # {line[2:]}" for line in later.field(name, hint.type, 2)]
    return "".join(f"{line}\n" for line in lines)


def finished(content: bytes, name: str) -> bytes:
    """A file of data/ without the comments of templates whose records are filled in.

    Nothing else changes: a record without the template's first comment keeps all that it has.
    """
    kind = load.kind_of_file(name)
    if kind is None or kind not in model.KINDS or f"  # {ADVICE}".encode() not in content:
        return content
    filled_in = load.load({name: content}).records
    own = {line for line in template(kind, "x").splitlines() if line.startswith("  #")}
    records = re.split(r"^(?=[^\s#])", content.decode("utf-8"), flags=re.MULTILINE)
    for number, record in enumerate(records):
        lines = record.splitlines(keepends=True)
        is_begun = any(line.rstrip() == f"  # {ADVICE}" for line in lines)
        if is_begun and lines[0].partition(":")[0].strip("\"'") in filled_in:
            records[number] = "".join(line for line in lines if line.rstrip() not in own)
    return "".join(records).encode("utf-8")


def _comment(words: str, indent: int) -> Iterator[str]:
    yield f"{' ' * indent}# {words}" if words else f"{' ' * indent}#"


def _choices(hint: Any) -> str:
    """What may stand there, in words, behind what the field means."""
    if typing.get_origin(hint) is tuple:
        inner = _choices(typing.get_args(hint)[0])
        return f"{inner} One, or a list: [a, b]." if inner else ""
    for rule in getattr(hint, "__metadata__", ()):
        if isinstance(rule, OneOf):
            return f" One of: {', '.join(rule.words)}."
        if isinstance(rule, Ref):
            return f" The id of {_a(rule.kinds)}."
    return ""


def _a(kinds: Sequence[str]) -> str:
    if not kinds:
        return "any record"
    return " or ".join(f"{'an' if kind[0] in 'aei' else 'a'} {kind}" for kind in kinds)


class _Maker:
    """Fields without values, whole lines with their indent."""

    def __init__(self, source: str) -> None:
        self.source = source

    def field(self, name: str, hint: Any, indent: int) -> list[str]:
        """One field: a value to fill in, or the fields below it that must be."""
        pad = " " * indent
        inner = typing.get_args(hint)[0] if typing.get_origin(hint) is tuple else None
        if inner is model.Quote:
            return [f"{pad}{name}:", f"{pad}  {scalar(self.source)}:"]
        if inner in _PAIRS:
            keys = [f"{pad}  {key}:" for key in _PAIRS[inner]]
            return [f"{pad}{name}:", *keys]
        part = shapes.mapping_type(hint)
        if part is None:
            return [f"{pad}{name}:"]
        step = indent + (4 if inner else 2)
        lines = [
            line
            for one, below in fields(part).items()
            if below.required or one in _ASKED
            for line in self.field(one, below.type, step)
        ]
        if inner:  # a list: the first line gets the dash
            lines[0] = f"{pad}  - {lines[0].strip()}"
        return [f"{pad}{name}:", *lines]


_ASKED = frozenset({"text"})
"""Not required, and asked for all the same: the source's own wording of a date."""
