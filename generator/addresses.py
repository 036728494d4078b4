"""Record → page, anchor, relative link.

In: a record, or a passage of a source. Out: paths of Markdown files relative to the site's root, as
"actors/ada-reed.md", and links from one of them to another.
"""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Iterable, Iterator, Mapping

from generator.model import KINDS, Record, Retired, kind_of
from generator.span import Span

RESERVED = frozenset(
    {"index", "readme", "templates", "con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""Ids whose page would be an index, or no file at all on some disks."""

HOME = "index.md"
TIMELINE = "timeline.md"
ABOUT = "about/index.md"
METHOD = "about/method.md"
NAMES = "about/names.md"
DATA = "about/data.md"
PROBLEMS = "about/problems.md"
SECTIONS = {
    "route": "routes/index.md",
    "agreement": "agreements/index.md",
    "actor": "actors/index.md",
    "place": "places/index.md",
    "event": "events/index.md",
    "statement": "statements/index.md",
    "issue": "who-says-what/index.md",
    "source": "sources/index.md",
    "discrepancy": "about/discrepancies.md",
}
"""The page that lists each kind of record."""


def page(record: Record) -> str:
    """The page of a record; a discrepancy has a place on the page of all discrepancies."""
    kind = kind_of(record)
    if kind == "discrepancy":
        return SECTIONS[kind]
    return f"{folder(kind)}/{record.id}.md"


def pages(records: Iterable[Record]) -> dict[str, Record | None]:
    """The path of every page that is made from these records, with its record, if it has one."""
    overviews = (HOME, TIMELINE, ABOUT, METHOD, NAMES, DATA, PROBLEMS, *SECTIONS.values())
    return dict.fromkeys(overviews) | {
        page(record): record for record in records if kind_of(record) != "discrepancy"
    }


def period(name: str) -> str:
    """The page of a part of a long timeline: a year, a month, or what has no date."""
    return f"{TIMELINE.removesuffix('.md')}/{name}.md"


def of_retired(
    retired: Iterable[Retired], records: Mapping[str, Record]
) -> Iterator[tuple[str, Retired]]:
    """Where the page of each retired record stood, as `address` gives it; none where nothing says.

    A retired record was of the kind that it names, or else of its successor's.
    """
    for one in retired:
        successor = records.get(one.successor or "")
        kind = one.kind or (kind_of(successor) if successor else "")
        if kind == "discrepancy":
            yield f"{SECTIONS[kind]}#{one.id}", one
        elif kind:
            yield f"{folder(kind)}/{one.id}.md", one


def folder(kind: str) -> str:
    """The folder of a kind's pages."""
    return "who-says-what" if kind == "issue" else KINDS[kind][0]


def address(record: Record) -> str:
    """The page, with the anchor where the record has only a place on it."""
    return f"{page(record)}#{record.id}" if kind_of(record) == "discrepancy" else page(record)


def url(path: str) -> str:
    """The address, relative to the site's root, at which a page stands: "actors/ada-reed/"."""
    page_path, mark, fragment = path.partition("#")
    folder_path = page_path.removesuffix("index.md").removesuffix(".md").rstrip("/")
    return (f"{folder_path}/" if folder_path else "") + mark + fragment


def anchor(span: Span) -> str:
    """The anchor of a passage on its source's page; it holds as long as the source does."""
    return f"at-{span.start}-{span.end}"


def link(origin: str, target: str) -> str:
    """A relative link from one page to another page or anchor."""
    path, hash_mark, fragment = target.partition("#")
    if path == origin and hash_mark:
        return f"#{fragment}"
    return _relative(posixpath.dirname(origin), path) + hash_mark + fragment


@functools.lru_cache(maxsize=65536)
def _relative(folder: str, path: str) -> str:
    """Pages link to the same few pages over and over, and working out a path is slow."""
    return posixpath.relpath(path, folder or ".")
