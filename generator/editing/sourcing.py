"""A text becomes a source, and what becomes of its citations when its file changes.

In: bytes, and a dossier. Out: why bytes cannot be a source, the record to append, and for every
passage cited from a source whether it still stands, moved, or is lost. Nothing is anchored anew.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.document import HIDDEN, Position, Text
from generator.dossier import Dossier
from generator.editing.canonical import scalar
from generator.editing.citing import Hit, hits
from generator.ids import as_id
from generator.model import Source
from generator.passage import Selector, SourceText
from generator.problem import Problem
from generator.span import Span

Standing = Literal["in place", "moved", "stands", "amiss", "several", "lost"]
"""What became of a passage. "stands": once, and where it stood before is not known. "amiss": once,
but the gate refuses it there."""
MEND: tuple[Standing, ...] = ("amiss", "several", "lost")
"""Those that keep a new fingerprint from being recorded."""


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a file's bytes, as records hold it."""
    return hashlib.sha256(content).hexdigest()


def refusal(content: bytes) -> str:
    """Why bytes cannot be the text of a source; nothing where they can."""
    if not content.strip():
        return "it is empty"
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return (
            f"byte 0x{content[error.start]:02x} in line {line} is not UTF-8: "
            "save it as plain text in UTF-8"
        )
    # A space without width is let through, as in the gate: news sites strew it.
    found = next((match for match in HIDDEN.finditer(text) if match.group() != "\u200b"), None)
    if found is None:
        return ""
    if found.group() == "\ufeff" and not found.start():
        return "it begins with a byte order mark: save it as UTF-8 without one"
    line = text.count("\n", 0, found.start()) + 1
    char = f"U+{ord(found.group()):04X}"
    return f"line {line} holds a character that cannot be seen, {char}: take it out"


def default_id(name: str) -> str:
    """An id made of a file's name; nothing where the name has neither letter nor digit."""
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return as_id(stem)


def record(source_id: str, file: str, content: bytes, title: str, publish: str) -> str:
    """The YAML of a new source of which nothing is known but its bytes."""
    fields = {
        "file": file,
        "sha256": fingerprint(content),
        "title": "unknown",
        "supplied_title": title,
        "publisher": "unknown",
        "published": "unknown",
        "publish": publish,
        "rights": "unknown",
    }
    lines = [f"  {name}: {scalar(value)}\n" for name, value in fields.items()]
    return "".join([f"{scalar(source_id)}:\n", *lines])


def appended(old: bytes, text: str) -> bytes:
    """The old bytes, every one of them, and a record behind a blank line."""
    line_end = b"\r\n" if b"\r\n" in old else b"\n"
    missing = 0 if not old or old.endswith((b"\n\n", b"\r\n\r\n")) else 1 + (old[-1:] != b"\n")
    return old + line_end * missing + text.encode("utf-8").replace(b"\n", line_end)


@dataclass(frozen=True, eq=False)
class Cited:
    """One passage cited from a source, and what became of it.

    `owners` are the records that cite it; `place` is the first of them in data/. `was` and `now`
    are paragraphs from 1, `was` is None where the old text is not at hand. `problems` say what the
    gate refuses; `nearest` is the new wording that comes nearest to a lost passage.
    """

    selector: Selector
    owners: tuple[str, ...]
    place: Position
    standing: Standing
    was: int | None
    now: tuple[int, ...]
    problems: tuple[Problem, ...] = ()
    nearest: Hit | None = None


def cited_passages(
    dossier: Dossier, source: Source, old: str | None, problems: Iterable[Problem]
) -> list[Cited]:
    """Every passage cited from a source, and its sentences without fact, in the order of data/.

    old: the text whose fingerprint is recorded, where it is at hand. problems: what the gate finds
    in the dossier; those of the passages themselves are told with them.
    """
    stored = dossier.texts[source.id]
    before = SourceText(old) if old is not None else None
    told: dict[Position, list[Problem]] = defaultdict(list)
    for problem in problems:
        if not problem.is_advice:
            told[Position(problem.file, problem.line, problem.column)].append(problem)
    found = []
    for selector, used in _selectors(dossier, source).items():
        places = stored.text.find(selector, limit=10)
        was = _paragraphs(before, before.find(selector)) if before else ()
        now = _paragraphs(stored.text, places)
        own = tuple(problem for _, words in used for problem in told[words.position])
        standing = _standing(places, was, now, own)
        near = hits(dossier, selector.exact, str(source.id)) if standing == "lost" else []
        found.append(
            Cited(
                selector,
                tuple(dict.fromkeys(owner for owner, _ in used)),
                used[0][1].position,
                standing,
                was[0] if len(was) == 1 else None,
                now,
                own,
                near[0] if near else None,
            )
        )
    return found


def _selectors(dossier: Dossier, source: Source) -> Mapping[Selector, list[tuple[str, Text]]]:
    """Every selector that is used on a source: who uses it, and the words as typed."""
    used: dict[Selector, list[tuple[str, Text]]] = defaultdict(list)
    for use in dossier.uses:
        if use.quote.source == source.id:
            owner = "data/dossier.yml" if use.owner is None else str(use.owner)
            used[use.quote.selector].append((owner, use.quote.exact))
    for listed in source.no_fact:
        used[Selector(str(listed.sentence))].append((f"{source.id}, no_fact", listed.sentence))
    return used


def _paragraphs(text: SourceText, spans: Iterable[Span]) -> tuple[int, ...]:
    return tuple(text.paragraph(span) for span in spans)


def _standing(
    places: list[Span], was: tuple[int, ...], now: tuple[int, ...], problems: tuple[Problem, ...]
) -> Standing:
    if len(places) != 1:
        return "several" if places else "lost"
    if problems:
        return "amiss"
    if len(was) != 1:
        return "stands"
    return "in place" if was == now else "moved"


def with_fingerprint(content: bytes, source: Source, digest: str) -> bytes | None:
    """The file of a record with another fingerprint in its place; None where it cannot be found.

    content: the bytes of the YAML file in which the record stands.
    """
    written = str(source.sha256).encode("utf-8")
    position = source.sha256.position
    lines = re.split(b"(\r\n|\r|\n)", content)
    at = 2 * (position.line - 1)
    if at >= len(lines):
        return None
    ahead = len(lines[at].decode("utf-8")[: position.column - 1].encode("utf-8"))
    behind = lines[at][ahead:]
    for mark in (b"", b'"', b"'"):
        if behind.startswith(mark + written + mark):
            rest = behind[len(mark + written) :]
            lines[at] = lines[at][:ahead] + mark + digest.encode("ascii") + rest
            return b"".join(lines)
    return None


def unnamed(sources: Iterable[Source], seeds: Iterable[str]) -> Iterator[str]:
    """The files of seeds/ that no source names."""
    named = {str(source.file) for source in sources}
    yield from sorted(set(seeds) - named)
