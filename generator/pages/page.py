"""One rendered page: its path, its Markdown, and what MkDocs is told about it.

In: the parts. Out: Markdown with front matter that any builder of static sites can read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from generator.document import Position
from generator.model import KIND_WORDS

SEARCHED_FIRST = {
    "actor": 4,
    "route": 4,
    "place": 4,
    "agreement": 4,
    "issue": 2,
    "event": 1.5,
}
"""How much more a page of a kind counts in the search: a name leads to the thing, and then to what
is said about it."""


DESCRIPTION = 160
"""Characters of a page's description that search engines show."""


@dataclass(frozen=True)
class Page:
    """A page of the site.

    `path` is relative to the folder of pages ("actors/ada-reed.md"); `title` and
    `description` are plain text; `section` is the path of the page that lists this one, or empty;
    `record` is where the record stands in data/, for "edit this page".
    """

    path: str
    title: str
    description: str
    body: str
    section: str = ""
    record: Position | None = None
    kind: str = ""
    names: tuple[str, ...] = ()
    """What the texts call the record, besides the title."""
    filters: bool = False
    """Whether the page has lists that a reader can filter."""
    retired: bool = False
    """Whether the page only says what became of a record, and is left out of search and sitemap."""
    successor: str = ""
    """The address, with its anchor if it has one, to which a retired page leads on."""

    @property
    def front_matter(self) -> dict[str, Any]:
        """What the page tells its builder."""
        matter: dict[str, Any] = {"title": self.title, "description": self.description}
        if not self.path.startswith("about/"):
            # The tabs are the navigation; only About has pages enough for a column of its own.
            matter["hide"] = ["navigation"]
        if self.kind:
            matter["kind"] = self.kind
            # The search says of what kind a result is, and finds it by its other names.
            matter["tags"] = [KIND_WORDS[self.kind], *self.names]
        if self.filters:
            matter["filters"] = True
        if self.kind in SEARCHED_FIRST:
            matter["search"] = {"boost": SEARCHED_FIRST[self.kind]}
        if self.retired:
            matter["search"] = {"exclude": True}
        if self.record:
            matter["record"] = {"file": self.record.file, "line": self.record.line}
        return matter

    @property
    def markdown(self) -> str:
        """The whole file: front matter dumped as YAML, then the Markdown."""
        matter = yaml.safe_dump(self.front_matter, allow_unicode=True, sort_keys=False, width=1000)
        return f"---\n{matter}---\n\n{self.body.strip()}\n"


def shortened(description: str) -> str:
    """A description on one line, cut between words where it is longer than what is shown."""
    line = " ".join(description.split())
    if len(line) <= DESCRIPTION:
        return line
    return line[: DESCRIPTION - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
