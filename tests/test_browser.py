"""The site in a real browser: what a reader notices.

The real dossier is built once, with the command's own way, and served on this machine alone.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from hostile import ANYWHERE, hostile_dossier
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)
from trees import tree

from generator import pages, publish
from generator.assembly import Assembly, assemble
from generator.gate import Verdict

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# One page of each kind.
KINDS = {
    "home": "",
    "list": "actors/",
    "route": "routes/lachin-checkpoint/",
    "agreement": "agreements/trilateral-statement-2020/",
    "actor": "actors/antony-blinken/",
    "place": "places/nagorno-karabakh/",
    "event": "events/blinken-aliyev-call/",
    "statement": "statements/blinken-lachin-reopening/",
    "question": "who-says-what/lachin-open/",
    "questions": "who-says-what/",
    "source": "sources/seed-000/",
    "timeline": "timeline/",
    "names": "about/names/",
    "discrepancies": "about/discrepancies/",
    "data": "about/data/",
    "written by hand": "about/dossier/",
    "missing": "404.html",
}
STATEMENT, SOURCE = KINDS["statement"], KINDS["source"]
ACTOR = "actors/michael-carpenter/"  # the one with the most statements

PATIENCE = 30_000
"""Milliseconds until a condition counts as not met, on a machine with much else to do."""
expect.set_options(timeout=PATIENCE)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


# --- the site, the server, the browser ---


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; its address ends with a slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True)
class Site:
    """A built site: its address and its folder."""

    address: str
    folder: Path

    @functools.cached_property
    def paths(self) -> list[str]:
        """The addresses of all pages, relative to the site's."""
        found = sorted(self.folder.rglob("*.html"))
        return [one.relative_to(self.folder).as_posix().removesuffix("index.html") for one in found]

    def html(self, path: str) -> str:
        """The page at an address."""
        file = path if path.endswith(".html") else f"{path}index.html"
        return (self.folder / file).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real site, below a folder, as a host of project pages serves it."""
    top = tmp_path_factory.mktemp("served")
    with served(top) as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", f"{address}dossier/")
        built = publish.build(ROOT, assemble(ROOT), top / "dossier")
        assert built.reasons == ()
        yield Site(f"{address}dossier/", top / "dossier")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("FACTSHEET_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        words = "no Chromium; Debian: apt install chromium libatomic1 (or set FACTSHEET_CHROMIUM)"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


NO_INDEX = {"config": {"lang": ["en"], "separator": " ", "pipeline": [], "fields": {}}, "docs": []}


def fresh_context(browser: Browser, **settings: Any) -> BrowserContext:
    """A context in which the search knows of no page: to make its index takes longest of all."""
    made = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **settings})
    made.set_default_timeout(PATIENCE)
    made.route("**/search_index.json", lambda route: route.fulfill(json=NO_INDEX))
    return made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = fresh_context(browser)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def searching(context: BrowserContext) -> Page:
    """A page whose search knows the site."""
    context.unroute("**/search_index.json")
    return context.new_page()


@contextlib.contextmanager
def fresh_page(browser: Browser, **settings: Any) -> Iterator[Page]:
    """A page in a context of its own settings."""
    made = fresh_context(browser, **settings)
    try:
        yield made.new_page()
    finally:
        made.close()


# --- finding one's way ---


def test_tabs_lead_to_each_section_and_breadcrumbs_back(page: Page, site: Site) -> None:
    page.goto(site.address)
    tabs = page.locator(".md-tabs__link").all_inner_texts()
    assert tabs == [
        "Home",
        "Routes",
        "Agreements",
        "Actors",
        "Timeline",
        "Who says what",
        "Sources",
        "About",
    ]
    for name in tabs[1:]:
        page.locator(".md-tabs__link", has_text=re.compile(f"^\\s*{name}\\s*$")).click()
        expect(page.locator("h1")).to_contain_text(name)
        assert page.title().startswith(name)
        page.locator(".md-path__link", has_text="Home").click()
        expect(page).to_have_url(site.address)


@pytest.mark.parametrize(
    ("path", "section"),
    [
        (KINDS["route"], "routes/"),
        (ACTOR, "actors/"),
        (STATEMENT, "who-says-what/"),
        (KINDS["event"], "timeline/"),
        (SOURCE, "sources/"),
    ],
)
def test_a_record_leads_back_to_its_section(
    page: Page, site: Site, path: str, section: str
) -> None:
    page.goto(site.address + path)
    expect(page.locator(".md-tabs__item--active")).to_have_count(1)
    crumbs = page.locator(".md-path__link")
    crumbs.last.click()
    assert urlsplit(page.url).path.startswith(f"/dossier/{section.split('/')[0]}") or page.url in (
        f"{site.address}events/",
        f"{site.address}statements/",
    )
    assert page.url.count("/") <= site.address.count("/") + 1, "a list, not a record"


def test_the_skip_link_comes_first_and_leads_to_the_text(page: Page, site: Site) -> None:
    page.goto(site.address + ACTOR)
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()


# --- notes ---


def a_note(page: Page) -> Any:
    """The note of the first sentence that is marked as what somebody says."""
    return page.locator(".fs-says a.footnote-ref").first


def test_pointing_at_a_note_shows_its_passage(page: Page, site: Site) -> None:
    page.goto(site.address + STATEMENT)
    pop = page.locator("#fs-pop")
    expect(pop).to_be_hidden()
    a_note(page).hover()
    expect(pop).to_be_visible()
    expect(pop.locator("mark")).to_contain_text("emphasized the importance of reopening")
    assert pop.inner_text().startswith("The statement added, "), "in its sentence"
    expect(pop.locator("a")).to_contain_text("paragraph 2")
    page.locator("h1").hover()
    expect(pop).to_be_hidden()


def test_a_note_shows_its_passage_to_the_keyboard(page: Page, site: Site) -> None:
    page.goto(site.address + STATEMENT)
    pop = page.locator("#fs-pop")
    a_note(page).focus()
    expect(pop).to_be_visible()
    assert a_note(page).get_attribute("aria-describedby") == pop.get_attribute("id")
    page.keyboard.press("Escape")
    expect(pop).to_be_hidden()
    expect(a_note(page)).to_be_focused()


def test_the_passage_stays_while_one_points_at_it(page: Page, site: Site) -> None:
    page.goto(site.address + STATEMENT)
    pop = page.locator("#fs-pop")
    a_note(page).hover()
    pop.hover()
    expect(pop).to_be_visible()
    pop.locator("a").click()
    expect(page).to_have_url(re.compile(r"/sources/seed-000/#at-\d+-\d+$"))


def test_following_a_note_leads_to_the_passage_and_back(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(site.address + ACTOR)
    note = page.locator(".fs-says a.footnote-ref").nth(6)
    note.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 400
    note.focus()
    words = page.locator("#fs-pop mark").inner_text()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/sources/seed-003/#at-\d+-\d+$"))
    anchor = page.url.partition("#")[2]
    marked = page.locator(f'mark[data-passages~="{anchor}"]')
    expect(marked.first).to_be_in_viewport()
    shown = "".join(marked.all_inner_texts())
    assert "".join(shown.split()) == "".join(words.split())
    colours = [
        page.locator(f"mark{which}").first.evaluate("e => getComputedStyle(e).backgroundColor")
        for which in (f'[data-passages~="{anchor}"]', f':not([data-passages~="{anchor}"])')
    ]
    assert colours[0] != colours[1], "the passage stands out among the marked ones"
    page.locator(".fs-back").click()
    expect(page).to_have_url(site.address + ACTOR)
    page.wait_for_function("y => Math.abs(scrollY - y) < 200", arg=before)


def test_a_passage_leads_to_its_records(page: Page, site: Site) -> None:
    page.goto(site.address + SOURCE)
    passage = page.locator(".fs-text mark[data-passages]", has_text="shared his belief").first
    passage.click()
    pop = page.locator("#fs-pop")
    expect(pop).to_be_visible()
    pop.locator("a[href$='/blinken-peace-possible/']").click()
    expect(page).to_have_url(f"{site.address}statements/blinken-peace-possible/")


def test_without_javascript_nothing_is_lost(browser: Browser, page: Page, site: Site) -> None:
    with fresh_page(browser, java_script_enabled=False) as plain:
        for path in (STATEMENT, SOURCE, KINDS["question"], ""):
            plain.goto(site.address + path)
            page.goto(site.address + path)
            page.evaluate("document.querySelectorAll('.fs-filters').forEach(e => e.remove())")
            texts = [one.locator(".md-content article").inner_text() for one in (plain, page)]
            kept = [re.sub(r"Copy quotation with attribution|\s", "", text) for text in texts]
            assert kept[0] == kept[1], path
        plain.goto(site.address + STATEMENT)
        a_note(plain).click()
        note = plain.locator(".footnote li:target")
        expect(note).to_be_in_viewport()
        expect(note).to_contain_text("emphasized the importance of reopening the Lachin Corridor")
        note.locator("a.fs-source").click()
        expect(plain).to_have_url(re.compile(r"/sources/seed-000/#at-\d+-\d+$"))
        expect(plain.locator(".fs-text mark[data-passages]").first).to_be_visible()
        expect(plain.locator(":target ~ mark").first).to_be_in_viewport()


def test_a_finger_sees_the_passage_first(browser: Browser, site: Site) -> None:
    with fresh_page(browser, has_touch=True, viewport={"width": 390, "height": 800}) as phone:
        phone.goto(site.address + STATEMENT)
        a_note(phone).tap()
        expect(phone.locator("#fs-pop")).to_be_visible()
        box = phone.locator("#fs-pop").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        assert phone.url == site.address + STATEMENT
        phone.locator("#fs-pop a").tap()
        expect(phone).to_have_url(re.compile(r"/sources/seed-000/#at-"))


# --- search ---


def search(page: Page, words: str) -> Any:
    """The results for words that were typed into the search field."""
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    field.fill(words)
    field.press("End")  # the search looks at what was typed when a key goes up
    results = page.locator(".md-search-result__item")
    expect(results.first).to_be_visible()
    return results


def test_search_finds_an_actor_by_another_name(searching: Page, site: Site) -> None:
    searching.goto(site.address)
    results = search(searching, "U.S. OSCE representative")
    targets = results.locator("a.md-search-result__link").evaluate_all(
        "all => all.map(a => a.href)"
    )
    assert any("/actors/michael-carpenter/" in target for target in targets[:5]), targets[:5]


def test_search_finds_an_actor_by_the_sites_name_first(searching: Page, site: Site) -> None:
    searching.goto(site.address)
    results = search(searching, "Michael Carpenter")
    results.first.locator("a").first.click()
    expect(searching).to_have_url(re.compile(r"/actors/michael-carpenter/"))


def test_search_finds_a_statement_by_its_words(searching: Page, site: Site) -> None:
    searching.goto(site.address + ACTOR)
    results = search(searching, "shared his belief that peace was possible")
    targets = results.locator("a.md-search-result__link").evaluate_all(
        "all => all.map(a => a.href)"
    )
    assert any("/statements/blinken-peace-possible/" in one for one in targets[:3]), targets[:3]
    searching.keyboard.press("Escape")
    expect(searching.locator(".md-search__output")).to_be_hidden()


# --- narrow, dark, still, on paper ---


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_a_phone_and_has_no_barrier(page: Page, site: Site, kind: str) -> None:
    page.goto(site.address + KINDS[kind])
    barriers(page, WCAG)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 700})
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        assert wide <= width, f"{wide} px wide in a window of {width}"
    barriers(page, ["target-size", "scrollable-region-focusable"])


@pytest.mark.parametrize("kind", ["home", "actor", "statement", "question", "source", "missing"])
def test_a_dark_page_has_contrast(page: Page, site: Site, kind: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site.address + KINDS[kind])
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    barriers(page, ["color-contrast", "link-in-text-block"])


def barriers(page: Page, rules: list[str]) -> None:
    """Fail where axe-core finds a barrier by these rules, or by the rules with these tags."""
    kind = "tag" if rules == WCAG else "rule"
    options = {"resultTypes": ["violations"], "runOnly": {"type": kind, "values": rules}}
    page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
    found = [
        f"{one['id']}: {len(one['nodes'])} times, as at {one['nodes'][0]['target']}"
        for one in Axe().run(page, options=options).response["violations"]
    ]
    assert found == []


def menu_entry(page: Page, target: str) -> Any:
    return page.locator(f".md-nav--primary .md-nav__link[href='{target}']").first


def test_the_menu_opens_on_a_phone(browser: Browser, site: Site) -> None:
    with fresh_page(browser, viewport={"width": 320, "height": 700}) as phone:
        phone.goto(site.address)
        entry = menu_entry(phone, "agreements/")
        expect(entry).to_be_hidden()
        phone.get_by_role("button", name="Menu").click()
        expect(entry).to_be_in_viewport()
        entry.click()
        expect(phone.locator("h1")).to_contain_text("Agreements")


def test_the_menu_opens_with_the_keyboard(browser: Browser, site: Site) -> None:
    with fresh_page(browser, viewport={"width": 320, "height": 700}) as narrow:
        narrow.goto(site.address)
        entry = menu_entry(narrow, "agreements/")
        button = narrow.get_by_role("button", name="Menu")
        button.focus()
        narrow.keyboard.press("Enter")
        expect(entry).to_be_in_viewport()
        assert button.get_attribute("aria-expanded") == "true"
        narrow.keyboard.press("Escape")
        expect(entry).to_be_hidden()


def test_the_keyboard_meets_nothing_that_is_hidden(browser: Browser, site: Site) -> None:
    for width in (320, 1280):
        with fresh_page(browser, viewport={"width": width, "height": 700}) as narrow:
            narrow.goto(site.address + STATEMENT)
            stops = []
            for _ in range(25):
                narrow.keyboard.press("Tab")
                stops.append(
                    narrow.evaluate(
                        """() => {
                          const e = document.activeElement, box = e.getBoundingClientRect();
                          const seen = e.checkVisibility({visibilityProperty: true}) &&
                            box.right > 0 && box.left < innerWidth;
                          return [seen || e.matches("input[type=radio]"), e.outerHTML.slice(0, 90)];
                        }"""
                    )
                )
            assert [what for seen, what in stops if not seen] == [], f"at {width} px"


def test_colours_can_be_chosen(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.emulate_media(color_scheme="light")
    body = page.locator("body")
    page.locator("form[data-md-component=palette] label:visible").click()
    page.locator("form[data-md-component=palette] label:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(site.address + ACTOR)
    expect(body).to_have_attribute("data-md-color-scheme", "slate")  # the choice is kept


def test_motion_is_reduced_where_a_reader_asks_for_it(browser: Browser, site: Site) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter(e => {
      const style = getComputedStyle(e);
      return [style.transitionDuration, style.animationDuration].some(
        all => all.split(", ").some(one => parseFloat(one) > 0.01)) ||
        style.scrollBehavior == "smooth";
    }).filter(e => getComputedStyle(e).transitionProperty != "none" ||
      getComputedStyle(e).animationName != "none").length"""
    with fresh_page(browser, reduced_motion="reduce") as still:
        still.goto(site.address + SOURCE)
        assert still.evaluate(moving) == 0
    with fresh_page(browser) as lively:
        lively.goto(site.address + SOURCE)
        assert lively.evaluate(moving) > 0


@pytest.mark.parametrize("kind", ["actor", "question", "route"])
def test_a_print_is_a_clean_sheet(page: Page, site: Site, kind: str) -> None:
    page.goto(site.address + KINDS[kind])
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for away in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".md-path", ".fs-copy"):
        for one in page.locator(away).all():
            expect(one).to_be_hidden()
    for there in ("h1", ".footnote li >> nth=0", ".footnote mark >> nth=0", ".fs-printed"):
        expect(page.locator(there)).to_be_visible()
    head = page.locator(".fs-printed").inner_text()
    assert site.address + KINDS[kind] in head
    assert re.search(r"\d{1,2} \w+ 20\d\d", head)
    notes = page.locator(".footnote li").count()
    marks = page.locator("sup a.footnote-ref").all_inner_texts()
    assert {int(mark) for mark in marks} == set(range(1, notes + 1)), "notes have their numbers"


# --- taking words along ---


@pytest.mark.parametrize(
    ("path", "nth", "words", "attribution", "link"),
    [
        (
            "actors/antony-blinken/",
            3,
            "“Secretary Blinken shared his belief that peace was possible”",
            "Antony Blinken, in the words of Matthew Miller",
            "statements/blinken-peace-possible/",
        ),
        (
            STATEMENT,
            0,
            "and emphasized the importance of reopening the Lachin Corridor",
            "Antony Blinken, in the words of Matthew Miller",
            STATEMENT,
        ),
    ],
)
def test_a_quotation_is_copied_with_whose_it_is(
    context: BrowserContext,
    page: Page,
    site: Site,
    path: str,
    nth: int,
    words: str,
    attribution: str,
    link: str,
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.address + path)
    page.locator(".fs-copy").nth(nth).click()
    expect(page.locator(".fs-copy").nth(nth)).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert words in copied
    assert attribution in copied
    assert copied.endswith(site.address + link)


def test_each_passage_of_a_quotation_is_copied(
    context: BrowserContext, page: Page, site: Site
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    several = next(
        path
        for path in site.folder.glob("statements/*/index.html")
        if path.read_text(encoding="utf-8").count("<blockquote>") > 1
    )
    page.goto(site.address + several.relative_to(site.folder).as_posix())
    passages = page.locator(".fs-words blockquote mark").all_inner_texts()
    page.locator(".fs-copy").click()
    expect(page.locator(".fs-copy")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(" […] ".join(f"“{words}”" for words in passages))


def test_the_articles_words_are_copied_as_the_articles(
    context: BrowserContext, page: Page, site: Site
) -> None:
    """A statement may rest on words of the speaker and on words of the article."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = site.address + STATEMENT
    mixed = """<div class="fs-words">
      <p><mark data-attribution="the article’s words, reporting Ada &lt;b&gt;">It
        said so</mark></p>
      <p><mark data-attribution="Ada &lt;b&gt;">We say so</mark></p>
      <p><mark data-attribution="Ada &lt;b&gt;">and so</mark></p>
    </div></article>"""
    page.route(
        address,
        lambda route: route.fulfill(
            response=(got := route.fetch()), body=got.text().replace("</article>", mixed)
        ),
    )
    page.goto(address)
    page.locator(".fs-copy").last.click()
    expect(page.locator(".fs-copy").last).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "“It said so”\n— the article’s words, reporting Ada <b>\n\n"
        f"“We say so” […] “and so”\n— Ada <b>. {address}"
    )


# --- every page ---


@dataclass
class Watch:
    """What a page asks for elsewhere, and what it complains about."""

    page: Page
    address: str

    def __post_init__(self) -> None:
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.outside.append(f"{self.page.url} asks for {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # that the next page was asked for before
            self.complaints.append(f"{self.page.url} does not get {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")


def test_no_page_asks_another_server_or_complains(page: Page, site: Site) -> None:
    watch = Watch(page, site.address)
    # The page of a retired record leads on by itself, and would cut the next visit short.
    stays = [path for path in site.paths if 'http-equiv="refresh"' not in site.html(path)]
    assert len(stays) > 100
    for path in stays:
        page.goto(site.address + path, wait_until="load")
    assert watch.outside == []
    assert watch.complaints == []


def test_each_page_has_a_title_and_a_description_of_its_own(site: Site) -> None:
    titles, descriptions = [], []
    for path in site.folder.rglob("index.html"):
        top = tree(path.read_text(encoding="utf-8"))
        if any(one.attributes.get("content") == "noindex" for one in top.find("meta")):
            continue  # what became of a retired record
        (title,) = (one.text for one in top.find("title") if not one.within("svg"))
        (description,) = (
            one.attributes["content"]
            for one in top.find("meta")
            if one.attributes.get("name") == "description"
        )
        shared = [
            one.attributes["content"]
            for one in top.find("meta")
            if one.attributes.get("property") == "og:title"
        ]
        assert all(title.startswith(one) for one in shared), path
        assert shared, path
        assert len(list(top.find("h1"))) == 1, path
        titles.append(title)
        descriptions.append(description)
    assert sorted(set(titles)) == sorted(titles)
    assert sorted(set(descriptions)) == sorted(descriptions)


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


def test_search_results_are_text(searching: Page, hostile: tuple[Site, Assembly]) -> None:
    site, _ = hostile
    watch = Watch(searching, site.address)
    for words in ("lblada", "lbltitle", "lblsafe", "lblway"):
        searching.goto(site.address)
        results = search(searching, words)
        expect(results.first).to_contain_text("harmed")
        inside = results.locator(
            "img, script, iframe, style, foreignObject, em, [href^='javascript:'], [autofocus], "
            "[onclick], [onerror], [onload], [onmouseover], [onfocus], a:not([class])"
        )
        assert inside.evaluate_all("all => all.map(e => e.outerHTML.slice(0, 200))") == []
        assert searching.evaluate("window.harmed") is None
    assert watch.complaints == []
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    assert index["docs"]
