"""A dossier in which every text field, and every line of its sources, holds text that means harm.

In: a payload, or a function from a running number to one. Out: a Dossier. It does not pass the
gate, which would refuse much of this; the pages must hold without it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import yaml

from generator.dossier import Dossier, join
from generator.load import load
from generator.problem import as_text

PLAIN = "plain words"

# What acts wherever it stands.
ANYWHERE = (
    "<script>window.harmed=1</script>",
    '<img src=x onerror="window.harmed=1">',
    "</title></dl></div></article><h1>out</h1>",
    '"onmouseover="window.harmed=1"',
    "'onfocus='window.harmed=1' autofocus='",
    "<!-- a comment --><?php x ?><![CDATA[x]]>",
    "&lt;/title&gt;&lt;script&gt;window.harmed=1&lt;/script&gt; &amp; &nbsp; &#60;b&#62;",
    "[a link](javascript:window.harmed=1) [a reference][1]",
    "![a picture](https://harm.example/x.png)",
    "<https://harm.example/> https://harm.example/ www.harm.example me@harm.example",
    "**bold** __bold__ *it* _it_ ~~gone~~ ==marked== ^^more^^ ^up^ ~down~ ++key++",
    "`code` ``code`` ~~~ ```",
    "^[a note] [^1]",
    '{: onclick="window.harmed=1" .fs-statement #top } { .md-button onclick=window.harmed=1 }',
    "{{ 7 * 7 }} {% raw %} {# x #} ${7*7} <%= 7 %> {{ config }}",
    "[TOC] [[a wiki link]] :smile: :material-home: @someone #1234",
    '--8<-- "mkdocs.yml" ;--8<-- ///Footnotes Go Here///',
    "$x$ $$x$$ \\(x\\) \\[x\\] \\* \\\\",
    "klzzwxh:0 wzxhzdk:0 zz1337820767766393qq qq3936677670287331zz",
    "title: x key: [y, {z: 1}]",
    "<svg onload=window.harmed=1><foreignObject>x",
    "</text></svg><style>*{display:none}</style>",
)
# What acts at the beginning of a line, or swallows what follows.
AT_START = (
    "<!--",
    "<div markdown=1> *x* </div>",
    "[1]: https://harm.example/",
    "[^1]: a note",
    "*[HTML]: an abbreviation",
    "# heading",
    "heading ====",
    "- item",
    "* item",
    "+ item",
    "1. item",
    "1) item",
    "> quotation",
    ": definition",
    "::: note",
    "---",
    "***",
    "| a | b |",
    "a | b | --- | ---",
    '!!! note "a box"',
    '??? note "a box"',
    '=== "a tab"',
    "/// note",
    "%YAML 1.2 %% x",
    "- [ ] a task",
    "``` python",
)
PAYLOADS = (*(" ".join(ANYWHERE[start::3]) for start in range(3)), *AT_START)
"""What Markdown, its extensions, HTML, templates, YAML or a script would act on."""

_OUTLINES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Land"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[45, 39], [48, 39], [48, 41], [45, 41], [45, 39]]],
            },
        }
    ],
}

Payload = str | Callable[[int], str]


class _Writer:
    """Gives each field a text of its own: payload, label, payload."""

    def __init__(self, payload: Payload) -> None:
        self._numbers = count()
        self._payload = payload
        self.labels: list[str] = []
        self.lines: list[str] = []

    def text(self, name: str) -> str:
        number = next(self._numbers)
        payload = self._payload if isinstance(self._payload, str) else self._payload(number)
        label = f"lbl{name}"
        self.labels.append(label)
        return f"{payload} {label} {payload}"

    def cite(self, source: str = "text") -> dict[str, str]:
        """A citation of a line of the source that holds the payload, too."""
        line = self.text(f"cite{len(self.lines)}")
        self.lines.append(f"So {line} it goes")
        return {source: self.lines[-1]}

    def names(self, name: str) -> list[dict[str, str]]:
        found = {"name": self.text(f"{name}called"), "by": "text"}
        return [{**found, "note": self.text(f"{name}calledwhy")}]

    def date(self, name: str) -> dict[str, str]:
        return {
            "edtf": "2021-05-03",
            "text": self.text(f"{name}day"),
            "why": self.text(f"{name}on"),
        }


def _records(w: _Writer) -> Iterator[tuple[str, dict[str, Any]]]:
    position = {"latitude": "40", "longitude": "46"}
    yield (
        "actors",
        {
            "ada": {
                "name": w.text("ada"),
                "kind": "person",
                "roles": [{"title": w.text("post"), "of": "town", "cite": w.cite()}],
                "names": w.names("ada"),
                "note": w.text("adanote"),
            },
            "bob": {"name": w.text("bob"), "kind": "office", "cite": w.cite(), "acts_for": "ada"},
            "eve": {"name": w.text("eve"), "kind": "state", "cite": w.cite()},
        },
    )
    yield (
        "agreements",
        {
            "pact": {
                "name": w.text("pact"),
                "kind": "agreement",
                "cite": w.cite(),
                "signed": w.date("pact"),
                "signatories": "ada",
                "provisions": [{"text": w.text("provision"), "cite": w.cite()}],
                "names": w.names("pact"),
                "same_because": w.text("because"),
                "note": w.text("pactnote"),
            }
        },
    )
    yield (
        "routes",
        {
            "way": {
                "name": w.text("way"),
                "kind": "road",
                "cite": w.cite(),
                "joins": [{"place": "town", "cite": w.cite()}],
                "names": w.names("way"),
                "position": {
                    **position,
                    "source": w.text("wayfrom"),
                    "note": w.text("waymarks"),
                },
                "note": w.text("waynote"),
            }
        },
    )
    yield (
        "places",
        {
            "town": {
                "name": w.text("town"),
                "kind": "settlement",
                "cite": w.cite(),
                "names": w.names("town"),
                "position": {**position, "source": w.text("townfrom")},
                "note": w.text("townnote"),
            }
        },
    )
    yield (
        "events",
        {
            "shut": {
                "what": w.text("shut"),
                "date": w.date("shut"),
                "cite": w.cite(),
                "who": "ada",
                "where": "town",
                "about": ["way", "eve"],
                "note": w.text("shutnote"),
            }
        },
    )
    said = {"speaker": "ada", "about": "way"}
    yield (
        "statements",
        {
            "safe": {
                **said,
                "says": w.text("safe"),
                "cite": w.cite(),
                "date": {**w.date("safe"), "edtf": "2021-05-04"},
                "via": "bob",
                "to": "eve",
                "for": "eve",
                "invokes": "pact",
                "answers": {"open": "yes"},
                "note": w.text("safenote"),
            },
            "meant": {
                **said,
                "says": w.text("meant"),
                "cite": w.cite(),
                "at": "shut",
                "implies": {"open": "no"},
                "why": w.text("meantwhy"),
            },
            "told": {
                "speaker": "text",
                "says": w.text("told"),
                "cite": w.cite(),
                "date": {**w.date("told"), "edtf": "2021-05-09"},
                "about": ["way", "town", "ada"],
            },
        },
    )
    yield (
        "issues",
        {
            "open": {
                "question": w.text("question"),
                "about": ["way", "town"],
                "options": {"yes": w.text("yes"), "no": w.text("no"), "else": w.text("else")},
                "note": w.text("questionnote"),
            }
        },
    )
    yield (
        "discrepancies",
        {
            "differ": {
                "kind": "name",
                "cite": {"text": [w.cite()["text"], w.cite()["text"]]},
                "note": w.text("differ"),
                "about": ["ada", "safe"],
            }
        },
    )


def hostile_dossier(payload: Payload) -> Dossier:
    """The dossier with a payload in every text."""
    return _written(payload)[0]


def labels() -> set[str]:
    """The labels of all texts, by which a test finds them again."""
    return set(_written(PLAIN)[1].labels)


def _written(payload: Payload) -> tuple[Dossier, _Writer]:
    w = _Writer(payload)
    files: dict[str, Any] = dict(_records(w))
    files["dossier"] = {
        "title": w.text("title"),
        "subject": w.text("subject"),
        "lead": [{"text": w.text("lead"), "cite": w.cite()}],
        "naming": [w.text("naming")],
        "avoid": {w.text("word"): {"use": w.text("use"), "why": w.text("loaded")}},
        "map": {
            "outlines": "land.geojson",
            "west": "45.5",
            "south": "39.5",
            "east": "46.5",
            "north": "40.5",
            "credit": w.text("credit"),
        },
    }
    common = {
        "sha256": "0" * 64,
        "publisher": w.text("publisher"),
        "published": "unknown",
        "publish": "full",
        "rights": w.text("rights"),
        "url": w.text("url"),
    }
    files["sources"] = {
        "text": {
            "file": "text.txt",
            "title": w.text("sourcetitle"),
            "no_fact": [{"sentence": "Nothing else.", "why": w.text("nofact")}],
            **common,
        },
        "other": {
            "file": "other.txt",
            "title": "unknown",
            "supplied_title": w.text("supplied"),
            **common,
        },
    }
    loaded = load(
        {f"data/{name}.yml": yaml.safe_dump(of, width=9999).encode() for name, of in files.items()}
    )
    if loaded.problems:
        raise ValueError(as_text(loaded.problems))
    text = "\n\n".join([*w.lines, "Nothing else."])
    dossier = join(loaded, {"text.txt": text.encode(), "other.txt": b"Something else."})
    if dossier is None:
        raise ValueError("there is no dossier")
    return replace(dossier, outlines=json.loads(json.dumps(_OUTLINES))), w
