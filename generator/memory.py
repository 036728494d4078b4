"""Pages that are turned into HTML once, for as long as they do not change: for the live preview.

In: MkDocs' pages before and after it reads their Markdown. Out: the HTML of the last build, where
the same words would be read in the same surroundings. Half of a build's time goes into this step.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler


@dataclass(frozen=True)
class Converted:
    """What MkDocs made of one page's Markdown: all that later steps look at.

    `links`: name of the page that is linked to → anchor there → the link as written.
    """

    html: str
    toc: TableOfContents
    anchors: set[str] | None
    links: Mapping[str, Mapping[str, str]]


class Memory:
    """The pages of the last build. A page that MkDocs had to warn about is never remembered."""

    def __init__(self) -> None:
        self._last: dict[str, Converted] = {}
        self._now: dict[str, Converted] = {}
        self._surroundings = ""
        self._waiting: tuple[str, int] | None = None
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)

    def begin(self, files: Files, config: MkDocsConfig) -> None:
        """A build begins: what a page becomes depends on the settings and on which files exist."""
        log = logging.getLogger("mkdocs")
        log.removeHandler(self._warnings)
        log.addHandler(self._warnings)
        self._last, self._now = self._now, {}
        names = sorted(file.src_uri for file in files)
        settings = (config.markdown_extensions, config.mdx_configs, config.validation)
        self._surroundings = _fingerprint(repr((settings, names)))

    def end(self) -> None:
        """No more builds come."""
        logging.getLogger("mkdocs").removeHandler(self._warnings)

    def before(self, markdown: str, page: Page) -> str:
        """The Markdown that MkDocs has to read: none, where it is known what becomes of it."""
        key = _fingerprint(self._surroundings, page.file.src_uri, markdown)
        self._waiting = (key, self._heard())
        return "" if key in self._last and "title" in page.meta else markdown

    def behind(self, html: str, page: Page, files: Files) -> str:
        """The HTML of the page: as MkDocs made it just now, or as it was made before."""
        if self._waiting is None:
            return html
        (key, heard), self._waiting = self._waiting, None
        known = self._last.get(key) if "title" in page.meta else None
        if known is None:
            if heard == self._heard():
                self._now[key] = _converted(html, page)
            return html
        self._now[key] = known
        page.toc = known.toc
        page.present_anchor_ids = known.anchors
        targets = {name: files.get_file_from_path(name) for name in known.links}
        page.links_to_anchors = {
            target: dict(known.links[name]) for name, target in targets.items() if target
        }
        return known.html

    def _heard(self) -> int:
        return sum(self._warnings.counts.values())


def _converted(html: str, page: Page) -> Converted:
    links = page.links_to_anchors or {}
    named = {file.src_uri: anchors for file, anchors in links.items()}
    return Converted(html, page.toc, page.present_anchor_ids, named)


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
