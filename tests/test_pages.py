"""The pages: golden ones of a small dossier, and what must hold on every page of the real one.

Golden pages stand in tests/golden. After a change that is meant, `pytest tests/test_pages.py
--update-golden` writes them anew, and `git diff` shows what readers will see.
"""

from __future__ import annotations

import difflib
import os
import posixpath
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from pathlib import Path

import markdown
import pytest
from conftest import SMALL
from hostile import PAYLOADS, PLAIN, hostile_dossier, labels
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data
from test_cases import laid_over
from trees import Element, tree

from generator import addresses, export, model, pages, workspace
from generator.assembly import assemble
from generator.dossier import Dossier
from generator.fields import references
from generator.gate import examine
from generator.model import Record
from generator.pages.page import Page
from generator.pages.sources import TOLD_FIRST
from generator.pages.view import View
from generator.problem import as_text
from generator.relations import Relations

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


# --- golden pages ---


def test_golden_pages(pytestconfig: pytest.Config) -> None:
    rendered = {page.path: page.markdown for page in assemble(SMALL).pages}
    assert rendered
    stored = {
        path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8")
        for path in GOLDEN.rglob("*")
        if path.is_file()
    }
    if pytestconfig.getoption("update_golden"):
        for name in stored.keys() - rendered.keys():
            (GOLDEN / name).unlink()
        for name, text in rendered.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
        return
    wrong = [
        *(f"missing: tests/golden/{name}" for name in sorted(rendered.keys() - stored.keys())),
        *(
            f"no page any more: tests/golden/{name}"
            for name in sorted(stored.keys() - rendered.keys())
        ),
        *(
            "".join(_diff(name, stored[name], rendered[name]))
            for name in sorted(stored.keys() & rendered.keys())
            if stored[name] != rendered[name]
        ),
    ]
    assert not wrong, "\n".join(["", *wrong, "", "if this is meant: pytest --update-golden"])


def _diff(name: str, old: str, new: str) -> Iterator[str]:
    return difflib.unified_diff(
        old.splitlines(keepends=True),
        new.splitlines(keepends=True),
        f"tests/golden/{name}",
        f"{name} as it is rendered",
        n=1,
    )


# --- a site in memory: the Markdown as MkDocs would convert it, without MkDocs ---


@dataclass(frozen=True)
class Link:
    """A link on a page: where it leads, and the element."""

    page: str
    anchor: str
    element: Element


class Rendered:
    """A dossier's pages and their trees."""

    def __init__(self, dossier: Dossier, wanted: str = "") -> None:
        converter = _converter()
        self.dossier = dossier
        self.relations = Relations(dossier)
        self.pages: dict[str, Page] = {page.path: page for page in pages.render(dossier)}
        self.trees: dict[str, Element] = {}
        for path, page in self.pages.items():
            if wanted in page.body:
                converter.reset()
                self.trees[path] = tree(converter.convert(page.body))
        self.by_url = {_url(path): path for path in self.pages}

    @cached_property
    def ids(self) -> Mapping[str, list[str]]:
        return {
            path: [one.attributes["id"] for one in top.all() if "id" in one.attributes]
            for path, top in self.trees.items()
        }

    @cached_property
    def links(self) -> Mapping[str, list[Link]]:
        return {path: list(self._links(path, top)) for path, top in self.trees.items()}

    def _links(self, path: str, top: Element) -> Iterator[Link]:
        for element in top.find("a"):
            target, _, anchor = element.attributes["href"].partition("#")
            if not target:
                page = path
            elif target.endswith(".md"):
                page = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            else:  # in a figure, where no builder rewrites it
                url = posixpath.normpath(posixpath.join(_url(path), target))
                page = self.by_url.get("" if url == "." else f"{url}/", target)
            yield Link(page, anchor, element)

    def of(self, record: Record) -> Element:
        """The tree of a record's page, or the place that it has on one."""
        page, _, anchor = addresses.address(record).partition("#")
        top = self.trees[page]
        return next(one for one in top.all() if not anchor or one.attributes.get("id") == anchor)

    def is_linked(self, origin: Record, target: Record) -> bool:
        """Whether the page of one record, or its place on one, links to another's."""
        page, _, anchor = addresses.address(target).partition("#")
        inside = self.of(origin)
        return any(
            link.page == page and link.anchor == anchor
            for link in self.links[addresses.page(origin)]
            if inside in (link.element, *link.element.above())
        )


@cache
def _converter() -> markdown.Markdown:
    config = load_config(str(ROOT / "mkdocs.yml"))
    return markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )


def _url(path: str) -> str:
    if path.endswith("index.md"):
        return path.removesuffix("index.md")
    return path.removesuffix(".md") + "/"


def dossier_of(project: Path, **changed: str) -> Dossier:
    """A project's dossier, with files of another content ("data/actors.yml" as data_actors)."""
    inputs = workspace.read(project)
    files, seeds = dict(inputs.files), dict(inputs.seeds)
    for key, text in changed.items():
        folder, name = key.split("_", 1)
        if folder == "data":
            files[f"data/{name}.yml"] = text.encode()
        else:
            seeds[f"{name}.txt"] = text.encode()
    verdict = examine(files, seeds, inputs.problems, inputs.outlines)
    assert verdict.dossier is not None, as_text(verdict.problems)
    if changed:
        wrong = [one for one in verdict.problems if one.code != "changed-source"]
        assert not wrong, as_text(wrong)
    return verdict.dossier


@pytest.fixture(scope="module")
def real() -> Rendered:
    return Rendered(dossier_of(ROOT))


@pytest.fixture(scope="module")
def small_site() -> Rendered:
    return Rendered(dossier_of(SMALL))


@pytest.fixture(scope="module", params=["real", "small_site"])
def site(request: pytest.FixtureRequest) -> Rendered:
    rendered: Rendered = request.getfixturevalue(request.param)
    return rendered


# --- links ---


def test_every_link_leads_to_a_page_and_every_anchor_exists(site: Rendered) -> None:
    data = {f"../{export.FOLDER}/{one.name}" for one in export.FILES}
    dead = [
        f"{path}: {link.element.attributes['href']}"
        for path, links in site.links.items()
        for link in links
        if not (path == addresses.DATA and link.page in data)
        if link.page not in site.pages or (link.anchor and link.anchor not in site.ids[link.page])
    ]
    assert sum(map(len, site.links.values())) > 100
    assert not dead


def test_an_id_stands_once_on_a_page(site: Rendered) -> None:
    for path, ids in site.ids.items():
        assert [one for one, count in Counter(ids).items() if count > 1] == [], path


def test_references_are_links_both_ways(site: Rendered) -> None:
    pairs = {
        (owner, site.dossier.records[str(reference)], name)
        for owner in site.dossier.records.values()
        for name, reference, _ in references(owner)
    }
    missing = [
        f"{a.id} -> {b.id} ({name}): {what}"
        for a, b, name in pairs
        for origin, target, what in ((a, b, "no link"), (b, a, "no link back"))
        if not site.is_linked(origin, target)
    ]
    assert pairs
    assert not sorted(missing)


def test_each_citation_leads_to_its_passage_and_the_source_back_to_the_record(
    site: Rendered,
) -> None:
    for use in site.dossier.uses:
        source = site.dossier.records[str(use.quote.source)]
        owner = site.dossier.records[use.owner] if use.owner else None
        assert use.span is not None
        anchor = addresses.anchor(use.span)
        path = addresses.page(owner) if owner else addresses.HOME
        found = [(link.page, link.anchor) for link in site.links[path]]
        assert (addresses.page(source), anchor) in found, (path, use.field)
        beside = [
            link
            for link in site.links[addresses.page(source)]
            if link.element.within("fs-beside") and link.page == path
        ]
        assert beside, f"{source.id} does not name {path}"


# --- notes ---


def sentences(dossier: Dossier) -> Iterator[tuple[str, Record | None]]:
    """The site's own sentences, each with the record whose passages carry it."""
    for record in dossier.records.values():
        if isinstance(record, model.Statement):
            yield str(record.says), record
        elif isinstance(record, model.Event):
            yield str(record.what), record
        elif isinstance(record, model.Discrepancy):
            yield str(record.note), record
        elif isinstance(record, model.Agreement):
            yield from ((str(provision.text), record) for provision in record.provisions)
    yield from ((str(sentence.text), None) for sentence in dossier.frame.lead)


# Where words are not the site's own, or stand beside the very passages that carry them.
NOT_OURS = ("blockquote", "fs-body", "footnote", "fs-figure", "fs-beside")


def test_every_sentence_carries_a_note_to_its_own_passages(site: Rendered) -> None:
    """A heading cannot hold a note; then the sentence stands with one below it."""
    own = [
        (" ".join(sentence.split()).removesuffix("."), record)
        for sentence, record in sentences(site.dossier)
    ]
    seen: set[str] = set()
    bare = []
    for path, top in site.trees.items():
        in_headings, noted = set(), set()
        for block in top.blocks():
            text = block.text
            of_the_source = path.startswith("sources/") and text.startswith("“")
            if block.within(*NOT_OURS) or of_the_source:
                continue
            notes = {
                mark.attributes["href"].removeprefix("#fn:")
                for mark in block.find("a.footnote-ref")
            }
            for sentence, record in own:
                if sentence not in text:
                    continue
                if block.tag in ("h1", "h2", "h3"):
                    in_headings.add(sentence)
                    continue
                uses = site.dossier.by_owner[record.id if record else None]
                carried = {
                    f"fs-{use.quote.source}-{use.span.start}-{use.span.end}"
                    for use in uses
                    if use.span
                }
                if notes & carried:
                    noted.add(sentence)
                else:
                    bare.append(f"{path}: {text[:100]}")
        bare += [f"{path}: heading {sentence}" for sentence in sorted(in_headings - noted)]
        seen |= noted
    assert not bare
    assert seen == {sentence for sentence, _ in own}


def test_each_note_shows_the_sources_own_characters(site: Rendered) -> None:
    count = 0
    for path, top in site.trees.items():
        for note in top.find("li"):
            match = re.fullmatch(r"fn:fs-(.+)-(\d+)-(\d+)", note.attributes.get("id", ""))
            if not match:
                continue
            count += 1
            text = site.dossier.texts[match[1]].text.text
            (shown,) = note.find("mark.fs-cited")
            (link,) = note.find("a.fs-source")
            passage = " ".join(text[int(match[2]) : int(match[3])].split())
            assert shown.text == passage, path
            assert passage in " ".join(text.split())
            target = f"sources/{match[1]}.md"
            anchor = f"#at-{match[2]}-{match[3]}"
            expected = anchor if path == target else addresses.link(path, target + anchor)
            assert link.attributes["href"] == expected
    assert count > 20


def test_each_quotation_is_the_sources_own_characters(site: Rendered) -> None:
    texts = [" ".join(stored.text.text.split()) for stored in site.dossier.texts.values()]
    count = 0
    for path, top in site.trees.items():
        for quotation in (p for quote in top.find("blockquote") for p in quote.find("p")):
            words = quotation.text.removeprefix("“").removesuffix("”")
            assert any(words in text for text in texts), f"{path}: {words}"
            count += 1
    assert count


def test_the_page_of_a_source_shows_the_text_to_the_letter(site: Rendered) -> None:
    for source in site.dossier.all(model.Source):
        shown = [
            body.text.partition(" ")[2]
            for body in site.trees[addresses.page(source)].find("p.fs-body")
        ]
        stored = site.dossier.texts[str(source.id)].text.text
        assert shown == [" ".join(line.split()) for line in stored.splitlines() if line.strip()]


def test_each_anchor_of_a_source_marks_its_passage(site: Rendered) -> None:
    for use in site.dossier.uses:
        assert use.span is not None
        source = site.dossier.records[str(use.quote.source)]
        top = site.trees[addresses.page(source)]
        anchor = addresses.anchor(use.span)
        marked = "".join(
            mark.raw_text
            for mark in top.find("mark")
            if anchor in mark.attributes.get("data-passages", "").split()
        )
        passage = site.dossier.texts[str(source.id)].text.slice(use.span)
        assert "".join(marked.split()) == "".join(passage.split())


# --- what is not there is said ---


def facts(page: Element) -> dict[str, Element]:
    """The facts at the head of a record's page: term → what is said of it."""
    terms, values = page.find("dt"), page.find("dd")
    return {term.text: value for term, value in zip(terms, values, strict=True)}


def test_an_actor_neither_quoted_nor_reported_says_so(site: Rendered) -> None:
    for actor in site.dossier.all(model.Actor):
        treated = next(
            value
            for term, value in facts(site.of(actor)).items()
            if term.startswith("How the texts treat")
        )
        says_so = [words.text for words in treated.find("span.fs-unknown")]
        treatment = site.relations.treatment(actor)
        if treatment.tag == "named only":
            assert "never quoted" in says_so[0]
            assert "reported" in says_so[0]
        else:
            assert says_so == [], actor.id


def test_the_real_dossier_has_an_actor_who_is_only_named(real: Rendered) -> None:
    treatments = [real.relations.treatment(one).tag for one in real.dossier.all(model.Actor)]
    assert "named only" in treatments


def unknown_facts(record: Record, dossier: Dossier) -> Iterator[str]:
    """The terms of the facts of which the texts say nothing."""
    if isinstance(record, model.Source):
        named = (
            ("Title", record.title),
            ("Publisher", record.publisher),
            ("Rights", record.rights),
        )
        yield from (term for term, value in named if value == "unknown")
    if isinstance(record, model.Route) and not record.joins:
        yield "Joins"
    if isinstance(record, model.Agreement):
        if not record.signed and not record.issued:
            yield "Date"
        if not record.signatories and not record.issuer:
            yield "Signed or issued by"
    if isinstance(record, model.Place) and record.kind == "unspecified":
        yield "Kind"
    if isinstance(record, model.Event | model.Statement | model.Source):
        dating = dossier.dating(record)
        if dating and dating.main.edtf == "unknown" and not dating.main.text:
            yield "Published" if isinstance(record, model.Source) else "When"


def test_unknown_facts_are_said_to_be_unknown(site: Rendered) -> None:
    count = 0
    for record in site.dossier.records.values():
        known = facts(site.of(record))
        for term in unknown_facts(record, site.dossier):
            # A checkpoint joins nothing, and nobody signs a process: there the term itself is left
            # out, as not asked for.
            if term in known or term in ("Date", "Kind", "Title", "Published", "When"):
                words = [one.text.casefold() for one in known[term].find("span.fs-unknown")]
                words += [one.text for one in known[term].find("span.fs-date-unknown")]
                assert any("unknown" in one or "do not say" in one for one in words), record.id
                count += 1
        if isinstance(record, model.Agreement) and not record.provisions:
            unknown = [one.text for one in site.of(record).find("p.fs-unknown")]
            assert unknown or record.kind in ("process", "proposal"), record.id
    assert count >= 3


def test_the_silent_are_named_on_the_page_of_a_question(real: Rendered) -> None:
    for issue in real.dossier.all(model.Issue):
        assert any(one.text.startswith("Silent") for one in real.of(issue).find("h2")), issue.id
        for speaker in real.relations.silent(issue):
            assert real.is_linked(issue, speaker), (issue.id, speaker.id)


# --- the same input, the same bytes ---


def test_rendering_twice_gives_the_same_bytes() -> None:
    first = [page.markdown for page in pages.render(dossier_of(ROOT))]
    again = [page.markdown for page in pages.render(dossier_of(ROOT))]
    assert len(first) > 100
    assert first == again


def test_the_order_of_files_does_not_matter() -> None:
    """Even where each record has a file of its own."""
    inputs = workspace.read(ROOT)
    files: dict[str, bytes] = {}
    for name, content in inputs.files.items():
        records = re.split(r"^(?=[a-z0-9-]+:)", content.decode(), flags=re.MULTILINE)
        if name in ("data/dossier.yml", "data/retired.yml") or len(records) < 3:
            files[name] = content
            continue
        for number, record in enumerate(records[1:]):
            files[f"{name.removesuffix('.yml')}/{number:03}.yml"] = record.encode()
    rendered = []
    for seed in range(2):
        order, seeds = list(files.items()), list(inputs.seeds.items())
        random.Random(seed).shuffle(order)
        random.Random(seed).shuffle(seeds)
        dossier = examine(dict(order), dict(seeds), (), inputs.outlines).dossier
        assert dossier is not None
        rendered.append([page.markdown for page in pages.render(dossier)])
    assert len(rendered[0]) > 100
    assert rendered[0] == rendered[1]


def test_the_hash_seed_does_not_matter() -> None:
    words = (
        "import hashlib, pathlib, sys; from generator import assembly, pages;"
        "found = list(pages.render(assembly.examine(pathlib.Path(sys.argv[1])).dossier));"
        "assert found;"
        "print(hashlib.sha256(''.join(p.path + p.markdown for p in found).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", words, str(ROOT)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "4242")
    }
    assert len(digests) == 1


# --- the page of a source: excerpts, overlaps, breaks ---

EXCERPTS = """\
Two villages argue over a footbridge

The weather was fine that day. Nobody spoke of anything else.

The baker opened early. The footbridge between Overmill and Netherby was closed on 3 May 2021. \
Ada Brook, mayor of Netherby, was there. The council of Overmill said that the planks were rotten \
and that nobody could be allowed to cross. A dog barked. Somebody laughed out loud.

A paragraph about the price of bread. It went up again.

"The bridge is safe, and our children need it to get to school," said Ada Brook, on 4 May 2021. \
She pointed to the agreement on the upkeep of the bridge that both villages signed on 12 June 2015.

The last paragraph is about fishing.
"""


def changed(name: str, old: str, new: str) -> str:
    text = (SMALL / "data" / f"{name}.yml").read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


def test_excerpts_show_no_uncited_paragraph() -> None:
    sources = changed("sources", "publish: full", "publish: excerpts")
    sources = sources.partition("  no_fact:")[0]
    site = Rendered(dossier_of(SMALL, data_sources=sources, seeds_courier=EXCERPTS))
    page = site.trees["sources/courier.md"]
    text = page.text
    assert "The footbridge between Overmill and Netherby was closed on 3 May 2021." in text
    assert "A dog barked." in text, "a neighbouring sentence gives the context"
    for left_out in ("The weather", "Nobody spoke", "price of bread", "Somebody laughed"):
        everywhere = [path for path, one in site.pages.items() if left_out in one.markdown]
        assert everywhere == [], left_out
    gaps = [gap.text for gap in page.find("p.fs-gap")]
    assert "2 paragraphs left out that no record cites" in gaps
    assert "Carries no fact" not in text


def test_a_full_source_lists_what_nothing_cites() -> None:
    site = Rendered(dossier_of(SMALL), "## What is not cited")
    text = site.trees["sources/courier.md"].text
    assert "“It is not known when the bridge will open again.” Cited by no record." in text
    assert "Carries no fact of its own: It tells about the article's own work." in text


def test_overlapping_passages_are_each_marked_whole() -> None:
    events = changed(
        "events",
        "    courier: The footbridge between Overmill and Netherby was closed on 3 May 2021.",
        "    courier:\n"
        "      - The footbridge between Overmill and Netherby was closed on 3 May 2021.\n"
        "      - Overmill and Netherby was closed on 3 May 2021. The council of Overmill said\n"
        "      - closed on 3 May 2021\n",
    )
    site = Rendered(dossier_of(SMALL, data_events=events))
    test_each_anchor_of_a_source_marks_its_passage(site)
    test_an_id_stands_once_on_a_page(site)
    test_the_page_of_a_source_shows_the_text_to_the_letter(site)
    covering = max(
        len(mark.attributes.get("data-passages", "").split())
        for mark in site.trees["sources/courier.md"].find("mark")
    )
    assert covering >= 4


def test_a_passage_over_a_paragraph_break_is_marked_in_both() -> None:
    events = changed(
        "events",
        "    courier: The footbridge between Overmill and Netherby was closed on 3 May 2021.",
        "    courier: Two villages argue over a footbridge The footbridge between Overmill and "
        "Netherby was closed on 3 May 2021.",
    )
    site = Rendered(dossier_of(SMALL, data_events=events))
    test_each_anchor_of_a_source_marks_its_passage(site)
    test_each_note_shows_the_sources_own_characters(site)
    test_every_link_leads_to_a_page_and_every_anchor_exists(site)
    use = next(use for use in site.dossier.uses if use.owner == "bridge-closed")
    assert use.span is not None
    anchor = addresses.anchor(use.span)
    bodies = [
        body.attributes["id"]
        for body in site.trees["sources/courier.md"].find("p.fs-body")
        if any(anchor in mark.attributes["data-passages"].split() for mark in body.find("mark"))
    ]
    assert bodies == ["paragraph-1", "paragraph-2"]


# --- plain English ---

UNEVEN = re.compile(
    r"\b1 (?:statements|speakers|events|records|entries|sentences|paragraphs)\b|[?.!]:|[?.!]”?[.,;]"
    r"|\(\)|\s[,;.]|[.] (?:by our reading|nobody)"
)
"""A number that does not agree with its noun, marks that do not go together, a small beginning."""


def test_what_templates_put_together_is_plain_english(site: Rendered) -> None:
    for path, top in site.trees.items():
        page = site.pages[path]
        texts = [page.title, page.description]
        for element in top.all():
            # Passages, and values that end in a mark of their own, are as they are.
            if element.tag in ("p", "dd", "li", "h1", "h2", "th", "td") and not element.within(
                *NOT_OURS, "fs-around", "fs-listing"
            ):
                texts.append(element.text)
        for text in texts:
            found = UNEVEN.search(text)
            assert not found, (path, found[0], text)


# --- whose words ---


@pytest.fixture(scope="module")
def both() -> Rendered:
    """The small dossier, where one statement rests on a quotation and on the article's words."""
    one = "The bridge is safe, and our children need it to get to school"
    statements = changed(
        "statements",
        f"    courier: {one}\n",
        f"    courier:\n      - said Ada Brook, mayor of Netherby, on 4 May 2021\n      - {one}\n",
    )
    return Rendered(dossier_of(SMALL, data_statements=statements))


def test_a_statement_shows_each_passage_with_its_own_voice(both: Rendered) -> None:
    statement = both.dossier.get("brook-bridge-safe", model.Statement)
    assert list(both.relations.ways(statement)) == ["direct", "reported"]
    for path in (addresses.page(statement), "actors/ada-brook.md"):
        words = {
            one.attributes["data-attribution"]: one.text
            for one in both.trees[path].all()
            if "data-attribution" in one.attributes
        }
        direct, reported = words
        assert direct.startswith("Ada Brook, 4 May 2021; in: ")
        assert words[direct].startswith("The bridge is safe")
        assert reported.startswith("the article’s words, reporting Ada Brook, 4 May 2021; in: ")
        assert words[reported].startswith("said Ada Brook")
        lines = [one.text for one in both.trees[path].find("p.fs-way")]
        assert lines == ["In the speaker’s own words:", "As the article reports it:"]
    (line,) = [
        one
        for one in both.trees["statements/index.md"].find("li")
        if one.attributes.get("data-speaker") == "ada-brook"
    ]
    assert [one.text for one in line.find("span.fs-tag")] == ["quoted", "reported"]
    (cell,) = [
        one
        for one in both.trees["who-says-what/bridge-safe.md"].find("span.fs-cell")
        if "bridge is safe" in one.text
    ]
    assert "reported: “said Ada Brook" in cell.text


def test_an_attribution_is_plain_text_to_the_letter() -> None:
    """What is written as HTML or as a reference of it is copied as it was written."""
    site = Rendered(hostile_dossier("A <b> & \"c\" 'd' &lt;e&gt; &amp;lt; [x] @f"))
    found = 0
    for path, top in site.trees.items():
        view = View(site.relations, path)
        known = {
            view.attribution(statement, use)
            for statement in site.dossier.all(model.Statement)
            for use in site.relations.uses(statement, "cite")
        }
        for one in top.all():
            if "data-attribution" in one.attributes:
                assert one.attributes["data-attribution"] in known
                found += 1
    assert found > 3


# --- text stays text ---


def skeleton(element: Element) -> str:
    """The elements of a page and the names of their attributes, without text and values.

    A figure breaks its lines by the length of the text, and is looked at apart.
    """
    if element.tag == "svg":
        return ""
    names = " ".join(sorted(element.attributes))
    inner = "".join(skeleton(child) for child in element.children if isinstance(child, Element))
    return f"<{element.tag} {names}>{inner}\n"


def drawn(site: Rendered) -> set[str]:
    """The elements of the figures, each with the names of its attributes."""
    return {
        " ".join([element.tag, *sorted(element.attributes)])
        for top in site.trees.values()
        for element in top.all()
        if element.within("svg")
    }


@pytest.fixture(scope="module")
def harmless() -> Rendered:
    return Rendered(hostile_dossier(PLAIN), "lbl")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text(payload: str, harmless: Rendered) -> None:
    """Whatever a field or a source holds, the page has the same elements as with plain words."""
    site = Rendered(hostile_dossier(payload), "lbl")
    seen: set[str] = set()
    for path, top in site.trees.items():
        assert skeleton(top) == skeleton(harmless.trees[path]), path
        values = [value for one in top.all() for value in one.attributes.values() if " " in value]
        for text, expected in (
            (running_text(top), payload),
            # Python-Markdown leaves what looks like a reference in an attribute's value as it is.
            *((unescaped(value), unescaped(payload)) for value in values),
        ):
            for found in re.finditer(r"lbl\w+", text):
                before, behind = text[: found.start()].rstrip(), text[found.end() :].lstrip()
                assert before.endswith(expected), (path, found[0], before[-80:])
                assert behind.startswith(expected), (path, found[0], behind[:80])
                seen.add(found[0])
    assert drawn(site) <= drawn(harmless)
    assert labels() - seen == set()
    for page in site.pages.values():
        body, matter = get_data(page.markdown)
        assert (matter["title"], matter["description"]) == (page.title, page.description)
        assert body.strip() == page.body.strip()


def unescaped(value: str) -> str:
    return " ".join(unescape(value).split())


def running_text(top: Element) -> str:
    """The text of a page but that of its figures, which is cut into lines."""
    if top.tag == "svg":
        return ""
    parts = [one if isinstance(one, str) else running_text(one) for one in top.children]
    return " ".join("".join(parts).split()) if top.tag == "" else "".join(parts)


# --- what somebody tells ---


@pytest.mark.parametrize(
    ("cite", "told_by"),
    [
        ("{herald: The footbridge is a danger to every walker}", ["ben-holt"]),
        ("{herald: Walkers use the café by the footbridge}", None),
        (
            "{herald: [The footbridge is a danger to every walker, Walkers use the café]}",
            None,
        ),
    ],
)
def test_an_event_in_quoted_words_alone_says_who_tells_it(
    cite: str, told_by: list[str] | None
) -> None:
    event = f"told:\n  what: It is so.\n  date: unknown\n  cite: {cite}\n  about: footbridge\n"
    verdict = examine(*laid_over({"data/events/x.yml": event.encode()}))
    assert verdict.dossier
    tellers = Relations(verdict.dossier).told_by(verdict.dossier.records["told"])
    assert (None if tellers is None else [str(one.id) for one in tellers]) == told_by


def test_every_kind_of_record_has_its_place_beside_a_text() -> None:
    assert set(TOLD_FIRST) == set(model.KINDS)
