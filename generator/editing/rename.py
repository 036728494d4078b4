"""A record gets another id: everywhere it is named, with the old one retired.

In: the files of data/, the old id and the new. Out: the files that change, in which every byte but
the ids is as it was, and the records that named it. What was written is read again and compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.document import ListNode, MapNode, Node, Position, parse
from generator.dossier import quotes
from generator.editing.canonical import scalar
from generator.editing.ids import refusal
from generator.fields import references
from generator.load import Loaded, load
from generator.model import Answer, Part, Record, kind_of
from generator.problem import Problem, nearest

RETIRED = "data/retired.yml"
HEADING = "# Ids that were in use once. An old address leads to the successor, if there is one.\n"


class RefusedRenameError(Exception):
    """The rename cannot be done. `problems` are in the files as they stand."""

    def __init__(self, reason: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(reason)
        self.problems = problems


@dataclass(frozen=True)
class Renamed:
    """What becomes of the files. `places` are those where the id stood, in order."""

    files: Mapping[str, bytes]
    places: tuple[Position, ...]
    kind: str


def rename(files: Mapping[str, bytes], old: str, new: str, why: str) -> Renamed:
    """Give the record `old` the id `new`. files: name relative to the project → bytes."""
    loaded = load(files)
    if loaded.problems or not loaded.complete:
        problems = tuple(sorted(set(loaded.problems)))
        raise RefusedRenameError("mend these first; then an id can be renamed", problems)
    if old not in loaded.records:
        retired = loaded.retired.get(old)
        hint = (
            f"it is retired already; its successor is {retired.successor or 'nobody'}"
            if retired
            else nearest(old, loaded.records)
        )
        raise RefusedRenameError(f'no record has the id "{old}"{hint and f"; {hint}"}')
    refused = refusal(new, loaded)
    if refused:
        raise RefusedRenameError(refused)
    kind = kind_of(loaded.records[old])
    places = sorted(set(_places(loaded, old)))
    by_file: dict[str, list[Position]] = defaultdict(list)
    for place in places:
        by_file[place.file].append(place)
    made = {name: _replaced(files[name], found, old, new) for name, found in by_file.items()}
    before = made.get(RETIRED, files.get(RETIRED))
    made[RETIRED] = _with_retired(before, old, new, kind, why)
    _verify(files, made, set(places), old, new)
    return Renamed(made, tuple(places), kind)


def _places(loaded: Loaded, old: str) -> Iterator[Position]:
    """Every place where the id stands as an id."""
    yield loaded.records[old].id.position
    for owner in (*loaded.records.values(), *loaded.retired.values()):
        for _, reference, _ in references(owner):
            if reference == old:
                yield reference.position
        for value in vars(owner).values():
            for one in value if isinstance(value, tuple) else ():
                if isinstance(one, Answer) and one.issue == old:
                    yield one.issue.position
    owners: list[Record | Part] = [*loaded.records.values()]
    owners += [loaded.frame] if loaded.frame else []
    for cited in owners:
        for _, quote in quotes(cited):
            if quote.source == old:
                yield quote.source.position


def _replaced(content: bytes, places: list[Position], old: str, new: str) -> bytes:
    """The file with the new id at these places."""
    text = content.decode("utf-8")
    starts = [0, *(m.end() for m in re.finditer("\r\n|\r|\n", text))]
    written = scalar(new)
    out, behind = [], 0
    for place in places:
        start = starts[place.line - 1] + place.column - 1
        token = next((t for t in (old, f'"{old}"', f"'{old}'") if text.startswith(t, start)), None)
        if token is None:
            raise RefusedRenameError(
                f'{place.file}, line {place.line}: the id is written in an odd way; write "{old}"'
            )
        out += [text[behind:start], written]
        behind = start + len(token)
    return "".join([*out, text[behind:]]).encode("utf-8")


def _with_retired(before: bytes | None, old: str, new: str, kind: str, why: str) -> bytes:
    """data/retired.yml with one more entry at its end."""
    entry = f"{scalar(old)}:\n  kind: {kind}\n  why: {scalar(why)}\n  successor: {scalar(new)}\n"
    if before is None:
        return (HEADING + "\n" + entry).encode("utf-8")
    text = before.decode("utf-8")
    line_end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text or re.search(r"\n\r?\n\Z", text) else "\n" if text[-1] == "\n" else "\n\n"
    return (text + (gap + entry).replace("\n", line_end)).encode("utf-8")


def _verify(
    files: Mapping[str, bytes],
    made: Mapping[str, bytes],
    places: set[Position],
    old: str,
    new: str,
) -> None:
    """Read what was written: it says the same but for the id, and it can be loaded."""
    for name, content in made.items():
        before = parse(files.get(name, b""), name)[0]
        after = parse(content, name)[0]
        if before is None or after is None:
            raise RefusedRenameError(f"{name} could not be read any more")
        if name == RETIRED:
            after = MapNode({k: v for k, v in after.entries.items() if k != old}, after.position)
        if _renamed(before, places, new) != _plain(after):
            raise RefusedRenameError(f"something else than the id would change in {name}")
    loaded = load({**files, **made})
    if loaded.problems or new not in loaded.records or old not in loaded.retired:
        problems = tuple(sorted(set(loaded.problems)))
        raise RefusedRenameError("the files could not be loaded any more", problems)


def _renamed(node: Node, places: set[Position], new: str) -> object:
    """What a file says, with the new id at the places where the old one stands."""
    if isinstance(node, ListNode):
        return [_renamed(child, places, new) for child in node.items]
    if isinstance(node, MapNode):
        return [
            (_renamed(key, places, new), _renamed(child, places, new))
            for key, child in node.entries.items()
        ]
    return new if node.position in places else str(node)


def _plain(node: Node) -> object:
    return _renamed(node, set(), "")
