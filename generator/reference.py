"""How a page of the site is cited elsewhere: as text, BibTeX, RIS and CSL-JSON.

In: a page's title and address and the site's title. Out: the four forms. A page bears no date of
its own; who cites it adds the day on which it was read.
Formats: BibTeX @misc, RIS (type ELEC), CSL-JSON 1.0.2 (type webpage).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """What is cited: `key` is unique in the site, `address` empty where the site has none yet."""

    key: str
    title: str
    description: str
    site: str
    address: str

    @property
    def text(self) -> str:
        """One line for a footnote: “Title”, Site, address."""
        line = f"“{self.title.removesuffix('.')}”"
        if self.title != self.site:
            line += f", {self.site}"
        return f"{line}, {self.address}" if self.address else line

    @property
    def bibtex(self) -> str:
        """A @misc entry; capitals of the title are kept by the second pair of braces."""
        fields = [
            f"  title = {{{{{_tex(self.title)}}}}}",
            f"  howpublished = {{{{{_tex(self.site)}}}}}",
        ]
        if self.address:
            fields.append(f"  url = {{{self.address}}}")
        return f"@misc{{{self.key},\n" + ",\n".join(fields) + "\n}\n"

    @property
    def ris(self) -> str:
        """A record of type ELEC; lines end with CR LF, as the format demands."""
        lines = ["TY  - ELEC", f"TI  - {_line(self.title)}", f"T2  - {_line(self.site)}"]
        if self.address:
            lines.append(f"UR  - {self.address}")
        return "\r\n".join([*lines, f"ID  - {self.key}", "ER  - ", ""])

    @property
    def csl(self) -> str:
        """A list of one item."""
        item = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "container-title": self.site,
        }
        if self.address:
            item["URL"] = self.address
        return json.dumps([item], ensure_ascii=False, indent=2) + "\n"

    @property
    def json_ld(self) -> dict[str, object]:
        """The page for search engines, in the words of schema.org."""
        page: dict[str, object] = {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": self.title,
            "description": self.description,
            "inLanguage": "en",
            "isPartOf": {"@type": "WebSite", "name": self.site},
        }
        return page | {"url": self.address} if self.address else page


def key_of(path: str) -> str:
    """A key for a page: "actors/ada-reed.md" → "actors-ada-reed"."""
    stem = path.removesuffix(".md").removesuffix("/index")
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "home"


_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "{}$&#%_"},
}


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in _line(text))


def _line(text: str) -> str:
    return " ".join(text.split())
