"""An annotated template for a new record: what must be filled in, and what may be.

In: a kind, an id, and the ids of the sources that can be cited. Out: the YAML, in canonical form.
A required field stands without a value, so that the check points at it; an optional one is a
comment that is taken up by removing its "# ". `finished` takes the comments out of a filled-in one.
"""

from __future__ import annotations

import itertools
import typing
from collections.abc import Mapping, Sequence
from typing import Any

from generator import load, model
from generator.dictionary import field_meaning
from generator.document import parse
from generator.editing import layout, shapes
from generator.editing.canonical import scalar, values
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
    record_type: type = model.KINDS[kind][1]
    lines = [f"{scalar(record_id)}:", f"  # {ADVICE}"]
    for name, hint in fields(record_type).items():
        if name == "id":
            continue
        lines.append(_about(record_type, name))
        if known and name in known:
            lines.append(f"  {name}: {scalar(known[name])}")
        elif hint.required:
            lines += maker.field(name, hint.type, 2)
        else:
            lines += _left_out(name, hint.type)
    return "".join(f"{line}\n" for line in lines)


def _about(record_type: type, name: str) -> str:
    """The comment above a field: what it means, and what may stand there."""
    hint = fields(record_type)[name]
    return f"  # {field_meaning(record_type, hint.attribute)}{_choices(hint.type)}".rstrip()


def _left_out(name: str, hint: Any) -> list[str]:
    """The lines of a field that may be left out, as comments."""
    return [f"  # {line[2:]}" for line in _Maker(SOURCE).field(name, hint, 2)]


def finished(content: bytes, name: str) -> bytes:
    """A file of data/ without the comments of templates whose records are filled in.

    Nothing else changes: a record without the template's first comment keeps all that it has, and
    so do all records of a file of which a value would change.
    """
    kind = load.kind_of_file(name)
    if kind is None or kind not in model.KINDS or f"  # {ADVICE}".encode() not in content:
        return content
    filled_in = load.load({name: content}).records
    text = content.decode("utf-8")
    lines = text.splitlines(keepends=True)
    comments = {comment.line for comment in layout.comments(text)}
    starts = [number for number, line in enumerate(lines) if line[0] not in " \t#\r\n"]
    for start, end in itertools.pairwise([*starts, len(lines)]):
        if lines[start].partition(":")[0].strip("\"'") in filled_in:
            for number in _of_template(kind, lines[start:end], {n - start for n in comments}):
                lines[start + number] = ""
    made = "".join(lines).encode("utf-8")
    hint = shapes.of_file(name)
    was, now = (parse(one, name)[0] for one in (content, made))
    return made if was and now and values(was, hint) == values(now, hint) else content


def _of_template(kind: str, lines: Sequence[str], comments: set[int]) -> list[int]:
    """The numbers of a record's lines that its template has written as comments.

    None where it was not begun so. What a field means is known by its words; a field that may be
    left out, only right below its meaning, since an editor may write `# note:`.
    """
    record_type: type = model.KINDS[kind][1]
    known = {
        _about(record_type, name): [] if hint.required else _left_out(name, hint.type)
        for name, hint in fields(record_type).items()
    }
    known[f"  # {ADVICE}"] = []
    found = []
    below: list[str] = []  # what the template has below the line before
    for number, line in enumerate(map(str.rstrip, lines)):
        taken_up = next((one for one in below if line.startswith(f"  {one[4:]}")), None)
        if number in comments and line in known:
            found.append(number)
            below = known[line]
        elif number in comments and line in below:
            found.append(number)
            below = below[below.index(line) + 1 :]
        else:
            below = below[below.index(taken_up) + 1 :] if taken_up else []
    return found if any(lines[number].rstrip() == f"  # {ADVICE}" for number in found) else []


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
