"""What is fuzzed: functions from any bytes to nothing, which raise where something does not hold.

In: bytes that nobody chose. Out: an exception (AssertionError, or whatever broke), or nothing. The
fuzzer calls them over and over; the tests call them with the seeds and with what was found before.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import yaml
from markdown import Markdown
from markupsafe import Markup
from test_cases import laid_over

from generator import date_words, dates, markup, nearest, pages, workspace
from generator.date_agreement import disagreement
from generator.document import UNSEEN, ListNode, MapNode, Node, decode, parse
from generator.dossier import decoded
from generator.gate import Verdict, examine
from generator.load import load
from generator.passage import Selector, SourceText, fold
from generator.problem import Problem, as_github, as_json, as_text
from generator.voice import quotations, voice

PROJECT = Path(__file__).parents[2]
BETWEEN = b"\n%%\n"
"""What parts the pieces of an input that has several."""

FILES = (
    "data/dossier.yml",
    "data/retired.yml",
    "data/sources.yml",
    "data/actors.yml",
    "data/agreements.yml",
    "data/routes.yml",
    "data/places.yml",
    "data/events.yml",
    "data/statements.yml",
    "data/issues.yml",
    "data/discrepancies.yml",
    "seeds/gazette.txt",
    "seeds/herald.txt",
    "content/outlines.json",
)


def named(data: bytes) -> tuple[str, bytes]:
    """A file's name, which the first byte chooses, and its content, the rest."""
    return FILES[data[0] % len(FILES)] if data else FILES[0], data[1:]


def pieces(data: bytes, number: int) -> list[str]:
    """So many texts; those that lack are empty."""
    parts = data.split(BETWEEN, number - 1)
    texts = [part.decode("utf-8", "replace") for part in parts]
    return texts + [""] * (number - len(texts))


# --- what is told ---


def check_printed(problems: list[Problem] | tuple[Problem, ...]) -> None:
    """Whatever is told can be printed, and no output does anything but print."""
    for printed in (as_text(problems), as_json(problems), as_github(problems)):
        printed.encode("utf-8")
        assert not unprintable(printed), ascii(printed)
    assert as_github(problems).count("\n") == len(problems)
    assert len(json.loads(as_json(problems))) == len(problems)
    for line in as_text(problems).splitlines():
        assert not re.match(r"\s*::", line), line  # a command to GitHub's runner


def unprintable(text: str) -> set[str]:
    return {char for char in text if not char.isprintable() and char != "\n"}


def check_places(problems: list[Problem] | tuple[Problem, ...], name: str, content: bytes) -> None:
    """Each problem lies in its file, or right behind the end of a line of it."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for problem in problems:
        if problem.file == name:
            assert 1 <= problem.line <= len(lines), problem
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem


# --- targets ---


def documents(data: bytes) -> None:
    """A YAML file is read into texts that stand where they are said to, or told to be wrong."""
    name, content = named(data)
    top, problems = parse(content, name)
    check_places(problems, name, content)
    assert top is not None or problems
    text, _ = decode(content, name)
    if top is not None and text is not None:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        _walk(top, lines)
    loaded = load({name: content})
    check_places(loaded.problems, name, content)
    check_printed(loaded.problems)


def _walk(node: Node, lines: list[str]) -> None:
    assert 1 <= node.position.line <= len(lines)
    rest = lines[node.position.line - 1][node.position.column - 1 :]
    if isinstance(node, MapNode):
        for key, value in node.entries.items():
            _walk(key, lines)
            _walk(value, lines)
    elif isinstance(node, ListNode):
        for one in node.items:
            _walk(one, lines)
    elif node.strip() and "\n" not in node and rest[:1] not in "\"'|>":
        assert rest.startswith(node.split()[0]), (node, rest)


def days(data: bytes) -> None:
    """A date is refused with a reason and a hint, or has bounds, a basis and words."""
    text, stated, other = pieces(data, 3)
    assert "".join(map(str, date_words.wording(stated).__dict__.values())) is not None
    try:
        bounds = dates.bounds(text)
    except dates.DateError as refused:
        reason = refused
    else:
        _check_day(text, stated, other, bounds)
        return
    assert str(reason)
    assert reason.hint


def _check_day(text: str, stated: str, other: str, bounds: dates.Bounds) -> None:
    if bounds.earliest and bounds.latest:
        assert bounds.earliest <= bounds.latest
    low, high = dates.sort_key(bounds)
    assert low <= high
    for words in (None, stated, other):
        shown = dates.shown(text, words)
        assert shown
        assert shown.count("[") == shown.count("]"), shown
        assert "[]" not in shown
        assert not re.search(r"\[[^\]]*\[", shown), shown
        assert dates.basis(text, words) in dates.BASES
    assert dates.bounds(text) == bounds
    assert isinstance(disagreement(text, stated), str)
    if not disagreement(text, stated) and bounds.is_day and bounds.earliest:
        wording = date_words.wording(stated)
        assert wording.year in (None, bounds.earliest.year)
        assert wording.month in (None, bounds.earliest.month)
        assert wording.day in (None, bounds.earliest.day)


def passages(data: bytes) -> None:
    """A passage is found where looking at every place finds it, and nowhere else."""
    text, exact, prefix, suffix = pieces(data, 4)
    text, exact = text[:3000], exact[:300]
    source = SourceText(text)
    folded, wanted = fold(text), fold(exact).strip(" ")
    assert fold(folded) == folded
    assert source.folded == folded
    found = source.find(Selector(exact), 1000)
    places = [place for place in range(len(folded)) if wanted and folded.startswith(wanted, place)]
    plain = unicodedata.is_normalized("NFC", text)
    assert len(found) == min(1000, len(places)) if plain else len(found) <= len(places)
    assert all(one.start < other.start for one, other in pairwise(found))
    for span in found:
        assert 0 <= span.start < span.end <= len(text)
        assert fold(source.slice(span)).strip(" ") == wanted
        wide, narrow = source.widened(span), source.trimmed(span)
        assert wide.start <= span.start
        assert span.end <= wide.end
        assert span.start <= narrow.start <= narrow.end <= span.end
        longer = source.negation_beside(span)
        assert longer is None or (longer.start <= span.start and span.end <= longer.end)
        around = source.sentences_around(span)
        assert around.start <= span.start
        assert span.end <= around.end
        assert source.paragraph(span) >= 1
    before, behind = fold(prefix).strip(" "), fold(suffix).strip(" ")
    some = source.find(Selector(exact, prefix, suffix), 1000)
    assert set(some) <= set(found)
    if plain:
        right = [
            span
            for span in found
            if fold(text[: span.start]).rstrip(" ").endswith(before)
            and fold(text[span.end :]).lstrip(" ").startswith(behind)
        ]
        assert some == right, (some, right)
    near = nearest.nearest_passage(source, exact)
    if near is not None:
        assert 0 <= near.start < near.end <= len(text)
        nearest.differences(source.slice(near), exact)
        pasted = nearest.as_yaml("x", nearest.unique(source, near))
        top, _ = parse(f"cite: {pasted}\n".encode(), "f")
        assert top is not None or UNSEEN.search(pasted)


def voices(data: bytes) -> None:
    """Quotations stand one behind the other, and each place has one voice."""
    source = SourceText(data.decode("utf-8", "replace"))
    quoted = quotations(source)
    here = 0
    for quotation in quoted:
        assert here <= quotation.span.start <= quotation.words.start
        assert quotation.words.start <= quotation.words.end <= quotation.span.end
        here = quotation.span.end
    assert here <= len(source.text)
    inside = {place for one in quoted for place in range(one.words.start, one.words.end)}
    for word in source.words:
        kind, held = voice(quoted, word)
        touched = [place in inside for place in range(word.start, word.end)]
        assert (kind == "direct") == (held is not None)
        assert kind != "narrator" or not (touched[0] or touched[-1])
        assert kind != "direct" or all(touched)


_MAP = b"""
map: {outlines: outlines.json, west: "0", south: "0", east: "9", north: "9", credit: Nobody}
"""


@functools.cache
def _base() -> dict[str, bytes]:
    """The base dossier: its files by their names in the project, with a word for fingerprints."""
    files, seeds = laid_over({})
    base = {**files, **{f"seeds/{name}": content for name, content in seeds.items()}}
    for name, content in seeds.items():
        known = hashlib.sha256(content).hexdigest().encode()
        base["data/sources.yml"] = base["data/sources.yml"].replace(
            known, b"<sha256 " + name.encode() + b">"
        )
    return base


def examined(name: str, content: bytes) -> Verdict:
    """The verdict on the base dossier, one of whose files has this content."""
    every = {**_base(), name: content}
    outlines = {}
    if name.startswith("content/"):
        outlines[name.removeprefix("content/")] = every.pop(name)
        every["data/dossier.yml"] += _MAP
    seeds = {n.removeprefix("seeds/"): text for n, text in every.items() if n.startswith("seeds/")}
    for seed, text in seeds.items():
        known, mark = hashlib.sha256(text).hexdigest().encode(), f"<sha256 {seed}>".encode()
        every["data/sources.yml"] = every["data/sources.yml"].replace(mark, known)
    files = {n: text for n, text in every.items() if n.startswith("data/")}
    return examine(files, seeds, (), outlines)


def checks(data: bytes) -> None:
    """The whole check tells of anything, in its place; what passes can be shown."""
    name, content = named(data)
    verdict = examined(name, content)
    if name != "data/sources.yml":  # its fingerprints are filled in
        check_places(verdict.problems, name, content)
    check_printed(verdict.problems)
    assert verdict.dossier is not None or not verdict.passed
    if verdict.passed and verdict.dossier is not None:
        for page in pages.render(verdict.dossier):
            page.markdown.encode("utf-8")


def front_matter(data: bytes) -> None:
    """A hand-written page is accepted, or told to be wrong."""
    problems = list(workspace.page_problems(data, "content/x.md"))
    check_printed(problems)
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= problem.line <= lines for problem in problems), problems


# --- text in pages ---

_FORMS: Mapping[str, tuple[Callable[[Markup], str], tuple[str, ...]]] = MappingProxyType(
    {
        "within a line": (lambda text: f"so {text} it goes\n", ("p",)),
        "a line of its own": (lambda text: f"{text}\n", ("p",)),
        "below a line": (lambda text: f"so it\n{text}\ngoes\n", ("p",)),
        "in a list": (lambda text: f"- {text}\n- end\n", ("ul", "li", "li")),
        "in a heading": (lambda text: f"## so {text}\n", ("h2", "a")),
        "in a table": (
            lambda text: f"| a | b |\n|---|---|\n| {text} | end |\n",
            ("table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"),
        ),
        "in a quotation": (lambda text: f"> so {text}\n", ("blockquote", "p")),
        "in a term": (lambda text: f"term\n:   {text}\n", ("dl", "dt", "dd")),
        "in HTML": (
            lambda text: f'<div markdown="1" class="ours">\n\nso {text}\n\n</div>\n',
            ("div", "p"),
        ),
        "in a span": (lambda text: f'so <span class="ours">{text}</span> it\n', ("p", "span")),
    }
)
_OURS = {"class": {"ours", "headerlink"}, "href": None, "title": None, "id": None}


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.odd: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.odd.append(data)

    def handle_decl(self, decl: str) -> None:
        self.odd.append(decl)

    def handle_pi(self, data: str) -> None:
        self.odd.append(data)

    def unknown_decl(self, data: str) -> None:
        self.odd.append(data)


@functools.cache
def _markdown() -> Markdown:
    """Python-Markdown as mkdocs.yml sets it up."""
    text = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = yaml.load(text, _Plain)  # noqa: S506 - a SafeLoader of ours
    listed = settings["markdown_extensions"]
    options = {}
    for entry in listed:
        name, given = next(iter(entry.items())) if isinstance(entry, dict) else (entry, {})
        options[name] = given or {}
    options.setdefault("toc", {})
    names = [*dict.fromkeys(["tables", "fenced_code", *options])]
    return Markdown(extensions=names, extension_configs=options)


class _Plain(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags (!ENV) do not matter here."""


_Plain.add_multi_constructor("!", lambda *_: "")


def shown_text(data: bytes) -> None:
    """No element and no attribute comes from a value, and each of its words is shown."""
    value = data.decode("utf-8", "replace").replace("\ufffd", "")
    if decoded(value.encode("utf-8")) is None or not value.strip():
        return  # no value that passes the gate
    inert = markup.text(value)
    assert "\n" not in inert
    for form, (made, tags) in _FORMS.items():
        reader = _markdown()
        reader.reset()
        html = reader.convert(made(inert))
        seen = _Seen()
        seen.feed(html)
        seen.close()
        assert tuple(seen.tags) == tags, (form, html)
        assert not seen.odd, (form, html)
        for key, given in seen.attributes:
            assert key in _OURS, (form, html)
            allowed = _OURS[key]
            assert allowed is None or given in allowed, (form, html)
        words = " ".join("".join(seen.words).split())
        assert " ".join(value.split()) in words, (form, html)
    attribute = f'<i title="{markup.attribute(value)}">x</i>'
    seen = _Seen()
    seen.feed(attribute)
    seen.close()
    assert [key for key, _ in seen.attributes] == ["title"], attribute


TARGETS: Mapping[str, Callable[[bytes], None]] = MappingProxyType(
    {
        "documents": documents,
        "days": days,
        "passages": passages,
        "voices": voices,
        "checks": checks,
        "front-matter": front_matter,
        "shown-text": shown_text,
    }
)
"""Every target by its name on the command line."""
