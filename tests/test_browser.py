"""The site in a real browser: what a reader notices."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from browsing import (
    KINDS,
    WCAG,
    Site,
    Watch,
    barriers,
    fresh_page,
)
from playwright.sync_api import Browser, BrowserContext, Page, expect
from trees import tree

pytestmark = pytest.mark.browser

STATEMENT, SOURCE = KINDS["statement"], KINDS["source"]
ACTOR = "actors/michael-carpenter/"  # the one with the most statements


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
    expect(page.locator(".fs-says a.footnote-ref").nth(6)).to_be_focused()
    expect(page.locator("#fs-pop")).to_be_hidden()


def test_a_passage_leads_to_its_records(page: Page, site: Site) -> None:
    page.goto(site.address + SOURCE)
    passage = page.locator(".fs-text mark[data-passages]", has_text="shared his belief").first
    passage.click()
    pop = page.locator("#fs-pop")
    expect(pop).to_be_visible()
    pop.locator("a[href$='/blinken-peace-possible/']").click()
    expect(page).to_have_url(f"{site.address}statements/blinken-peace-possible/")


def test_records_stand_beside_a_text_and_on_a_phone_folded_below_it(
    browser: Browser, page: Page, site: Site
) -> None:
    page.goto(site.address + SOURCE)
    lists = page.locator(".fs-beside")
    expect(lists.first).to_have_js_property("open", True)
    with fresh_page(browser, viewport={"width": 390, "height": 800}) as phone:
        phone.goto(site.address + SOURCE)
        lists = phone.locator(".fs-beside")
        assert lists.count() > 5
        assert phone.locator(".fs-beside[open]").count() == 0
        expect(lists.first.locator("li").first).to_be_hidden()
        lists.first.locator("summary").first.click()
        expect(lists.first.locator("li").first).to_be_visible()
        phone.locator(".fs-filters select[name=record]").select_option("catherine-colonna")
        beside = phone.locator(".fs-beside:has(li[data-record=catherine-colonna])")
        assert beside.count() > 0
        for one in beside.all():
            expect(one).to_have_js_property("open", True)


@pytest.mark.parametrize("path", [SOURCE, "sources/seed-003/"])
def test_a_text_reads_as_a_text_with_its_records_beside_it(
    page: Page, site: Site, path: str
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site.address + path)
    apart = page.locator(".fs-paragraph").evaluate_all(
        """all => all.map(one => one.getBoundingClientRect().height
          - one.querySelector(".fs-body").getBoundingClientRect().height)"""
    )
    assert len(apart) > 5
    body = page.locator(".fs-body").first
    line = body.evaluate("e => parseFloat(getComputedStyle(e).lineHeight)")
    assert sum(apart) / len(apart) < 2 * line
    assert max(apart) < 4 * line
    further = page.locator(".fs-further").first
    counted = re.fullmatch(r"and (\d+) more", further.locator("summary").inner_text())
    assert counted is not None
    expect(further.locator("li").first).to_be_hidden()
    further.locator("summary").click()
    expect(further.locator("li").first).to_be_visible()
    assert further.locator("li").count() == int(counted[1])


def test_what_is_looked_for_beside_a_text_is_unfolded(page: Page, site: Site) -> None:
    page.goto(site.address + SOURCE)
    folded = page.locator(".fs-further li[data-record]").first
    record = folded.get_attribute("data-record")
    assert record is not None
    row = page.locator(f".fs-beside li[data-record='{record}']").first
    choice = page.locator(".fs-filters select[name=record]")
    choice.select_option(record)
    expect(folded).to_be_visible()
    shown = page.locator(".fs-beside li:visible")
    assert {one.get_attribute("data-record") for one in shown.all()} == {record}
    expect(row).to_be_visible()
    choice.select_option("")
    expect(folded).to_be_hidden()
    assert page.locator(".fs-further[open]").count() == 0


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


def menu_entry(page: Page, target: str) -> Any:
    return page.locator(f".md-nav--primary .md-nav__link[href='{target}']").first


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_can_be_enlarged(page: Page, site: Site, kind: str) -> None:
    """A window of 1280 px at 200 per cent is one of 640."""
    page.set_viewport_size({"width": 640, "height": 450})
    page.goto(site.address + KINDS[kind])
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 640
    beyond = page.locator("article :is(p, li, td, dd, h1, h2, a)").evaluate_all(
        """all => all.filter(one => one.checkVisibility() && !one.closest("thead"))
          .filter(one => one.getBoundingClientRect().right > innerWidth)
          .map(one => one.outerHTML.slice(0, 90))"""
    )
    assert beyond == []


@pytest.mark.parametrize("path", ["statements/", SOURCE])
def test_nothing_moves_while_a_page_loads(browser: Browser, site: Site, path: str) -> None:
    with fresh_page(browser, viewport={"width": 412, "height": 823}) as phone:
        phone.goto(site.address + path, wait_until="networkidle")
        moved = phone.evaluate(
            """() => new Promise(done => new PerformanceObserver(list => done(
              list.getEntries().reduce((sum, one) => sum + one.value, 0)
            )).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 500))"""
        )
        assert moved < 0.02


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


def test_what_has_the_focus_is_not_under_the_header(browser: Browser, site: Site) -> None:
    window = {"width": 320, "height": 400}  # 1280 by 1600 at 400 per cent
    with fresh_page(browser, viewport=window, reduced_motion="reduce") as narrow:
        narrow.goto(site.address + KINDS["timeline"])
        for turn in range(60):
            narrow.keyboard.press("Shift+Tab" if turn > 30 else "Tab")
            over = narrow.evaluate(
                """() => {
                  const e = document.activeElement;
                  const header = document.querySelector(".md-header").getBoundingClientRect();
                  const pop = document.querySelector("#fs-pop").getBoundingClientRect();
                  if (!e.closest("article")) return null;
                  const { top, bottom } = e.getBoundingClientRect();
                  return bottom <= header.bottom || (pop.top < top && pop.bottom > bottom)
                    ? e.outerHTML.slice(0, 90) : null;
                }"""
            )
            assert over is None


def test_colours_can_be_chosen(page: Page, site: Site) -> None:
    page.goto(site.address)
    page.emulate_media(color_scheme="light")
    body = page.locator("body")
    page.locator(".fs-palette label:visible").click()
    page.locator(".fs-palette label:visible").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(site.address + ACTOR)
    expect(body).to_have_attribute("data-md-color-scheme", "slate")  # the choice is kept


def test_colours_follow_the_system_until_one_is_chosen_with_the_keyboard(
    page: Page, site: Site
) -> None:
    body, root = page.locator("body"), page.locator("html")
    page.emulate_media(color_scheme="dark")
    page.goto(site.address)
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(root).to_have_css("color-scheme", "dark")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_role("radio", name="Colour scheme of the system").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Light colour scheme")).to_be_focused()
    page.keyboard.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("radio", name="Dark colour scheme")).to_be_checked()
    expect(page.locator(".fs-palette label:visible")).to_have_count(1)
    page.emulate_media(media="print")
    expect(root).to_have_css("color-scheme", "light")


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
    assert site.public + KINDS[kind] in head
    assert re.search(r"\d{1,2} \w+ 20\d\d", head)
    notes = page.locator(".footnote li").count()
    marks = page.locator("sup a.footnote-ref").all_inner_texts()
    assert {int(mark) for mark in marks} == set(range(1, notes + 1)), "notes have their numbers"


def test_a_print_can_be_searched_and_shows_each_notes_number_whole(page: Page, site: Site) -> None:
    page.goto(site.address + KINDS["actor"])
    page.emulate_media(media="print")
    settings = page.locator(".footnote li p").first.evaluate(
        "e => [getComputedStyle(e).fontVariantLigatures, getComputedStyle(e).fontFeatureSettings]"
    )
    assert settings == ["none", "normal"], "a ligature is no letter to who searches the sheet"
    room = page.locator(".footnote li").last.evaluate(
        "e => e.getBoundingClientRect().left - e.closest('article').getBoundingClientRect().left"
    )
    size = page.locator(".footnote li").last.evaluate(
        "e => parseFloat(getComputedStyle(e).fontSize)"
    )
    assert room > 2.2 * size, "three digits and a point stand within the sheet"


# --- taking words along ---


@pytest.mark.parametrize(
    ("path", "nth", "words", "attribution", "link"),
    [
        (
            "actors/antony-blinken/",
            3,
            "“Secretary Blinken shared his belief that peace was possible”",
            "Antony Blinken, in the words of: Matthew Miller",
            "statements/blinken-peace-possible/",
        ),
        (
            STATEMENT,
            0,
            "and emphasized the importance of reopening the Lachin Corridor",
            "Antony Blinken, in the words of: Matthew Miller",
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


# --- addresses at which nothing stands any more ---


def test_a_missing_address_leads_on_from_any_folder(page: Page, site: Site) -> None:
    failed: list[str] = []
    page.on("response", lambda one: failed.append(one.url) if one.status >= 400 else None)
    missing = site.address + "actors/nobody/at/all/"
    answer = page.goto(missing, wait_until="networkidle")
    assert answer is not None
    assert answer.status == 404
    assert failed == [missing], "its styles and scripts are found"
    expect(page.locator("h1")).to_have_text("Nothing stands at this address")
    page.locator("article a", has_text="Agreements").click()
    expect(page).to_have_url(site.address + "agreements/")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("who-says-what/checkpoint-effect/", "who-says-what/checkpoint-movement/"),
        ("events/supplies-positioned/", "statements/carpenter-supplies-positioned/"),
    ],
)
def test_a_retired_address_leads_to_its_successor(
    page: Page, site: Site, old: str, new: str
) -> None:
    page.goto(site.address + old)
    page.wait_for_url(site.address + new)
    expect(page.locator(".fs-facts")).to_be_visible()


def test_the_page_of_the_data_shows_names_of_fields_as_they_are_written(
    page: Page, site: Site
) -> None:
    page.goto(site.address + KINDS["data"])
    codes = page.locator("article code").all_inner_texts()
    assert {"supplied_title", "no_fact", "unknown"} <= set(codes)
    words = page.locator("article").inner_text()
    assert "&#" not in words
    assert "`" not in words


# --- every page ---


def test_many_answers_are_marked_in_a_table_and_their_words_have_room(
    page: Page, site: Site
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site.address + "who-says-what/aghdam-askeran-effect/")
    table = page.locator(".fs-answers")
    assert table.get_by_role("columnheader").count() > 4, "this question has few answers now"
    assert not table.locator(".fs-cell").count()
    marks = table.locator("td a").all()
    assert marks
    for mark in marks:
        answer = mark.evaluate("mark => mark.closest('td').dataset.label")
        target = page.locator(f"[id='{(mark.get_attribute('href') or '').removeprefix('#')}']")
        # The words stand below the answer that the mark stands under, and are the speaker's.
        assert target.locator("xpath=../preceding-sibling::h3[1]").inner_text() == f"{answer}¶"
        speaker = mark.locator("xpath=ancestor::tr/th//a").first.inner_text()
        assert target.inner_text().startswith(speaker)
        box = target.locator(".fs-cell").bounding_box()
        assert box is not None
        assert box["width"] > 300


def test_in_whose_name_somebody_speaks_needs_no_article(page: Page, site: Site) -> None:
    for path in (KINDS["question"], "statements/carpenter-accept-delivery/", ACTOR):
        page.goto(site.address + path)
        words = " ".join(page.locator("article").inner_text().split())
        assert "speaking for: United States" in words
        assert "in the name of United States" not in words


def test_no_page_asks_another_server_or_complains(page: Page, site: Site) -> None:
    watch = Watch(page, site.address)
    # The page of a retired record leads on by itself, and would cut the next visit short.
    stays = [path for path in site.paths if 'http-equiv="refresh"' not in site.html(path)]
    assert len(stays) > 100
    first_of = {path.partition("/")[0]: path for path in reversed(stays)}
    for path in dict.fromkeys([*first_of.values(), *stays[::5]]):  # all would take a minute
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
