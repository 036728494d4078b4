"""The search of the real site in a real browser: what a reader types, and what comes first."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from browsing import KINDS, Site, search
from playwright.sync_api import Page, Request, expect

pytestmark = pytest.mark.browser


def targets(results: Any) -> list[str]:
    """Where each result leads, without the words to be marked there."""
    found: list[str] = results.evaluate_all(
        "all => all.map(one => new URL(one.querySelector('a').href).pathname)"
    )
    return [one.removeprefix("/dossier/") for one in found]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Michael Carpenter", "actors/michael-carpenter/"),
        ("lachin corridor", "routes/lachin-corridor/"),
        ("Baku", "actors/azerbaijan/"),  # another name
        ("Aghdam-Askeran route", "routes/aghdam-askeran-route/"),  # a hyphen for its dash
        ("Recep Tayyip Erdogan", "actors/recep-tayyip-erdogan/"),  # without its diacritic
        ("erdoğan", "actors/recep-tayyip-erdogan/"),
        ("Blinken’s", "actors/antony-blinken/"),
        ("Crpenter", "actors/michael-carpenter/"),  # a letter is missing
        ("Pashinian", "actors/nikol-pashinyan/"),  # another transliteration
        ("Antny Blinkn", "actors/antony-blinken/"),
        ("Capenter:", "actors/michael-carpenter/"),  # with a mark behind it
        ("Azrbaijan’s", "actors/azerbaijan/"),
        ("sttements", "statements/"),
        ("timeline", "timeline/"),
        ("shared his belief that peace was possible", "statements/blinken-peace-possible/"),
    ],
)
def test_what_is_looked_for_comes_first(page: Page, site: Site, words: str, first: str) -> None:
    page.goto(site.address)
    assert targets(search(page, words))[0] == first


def test_search_finds_an_actor_by_words_of_another_name(page: Page, site: Site) -> None:
    page.goto(site.address)
    assert "actors/michael-carpenter/" in targets(search(page, "U.S. OSCE representative"))[:5]


def test_enter_leads_to_the_first_result(page: Page, site: Site) -> None:
    page.goto(site.address + KINDS["actor"])
    expect(search(page, "lachin corridor").first).to_contain_text("Lachin Corridor")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/routes/lachin-corridor/"))


def test_a_result_says_of_what_kind_it_is(page: Page, site: Site) -> None:
    page.goto(site.address)
    results = search(page, "Michael Carpenter")
    kinds = results.locator(".md-tag:visible").all_inner_texts()
    assert kinds[0] == "Actor"
    assert {"Event", "Statement"} <= set(kinds)


def test_a_word_that_resembles_none_finds_nothing(page: Page, site: Site) -> None:
    page.goto(site.address)
    search(page, "Carpenter")
    page.get_by_role("textbox", name="Search").fill("qqqqqqqqqq")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_a_page_gets_the_index_only_when_somebody_goes_to_the_search(
    page: Page, site: Site
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url.removeprefix(site.address))

    page.context.on("request", note)
    page.goto(site.address, wait_until="networkidle")
    assert "search/search_index.json" in asked
    assert (site.folder / "search/search_index.json").stat().st_size < 1000
    assert "search/pages.json" not in asked
    with page.context.expect_event("request", lambda one: one.url.endswith("/pages.json")):
        page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search")).to_have_value("")
    search(page, "Baku")
    assert asked.count("search/pages.json") == 1


def test_the_index_holds_each_page_once(site: Site) -> None:
    index = json.loads((site.folder / "search/pages.json").read_text(encoding="utf-8"))
    places = [one["location"] for one in index["docs"]]
    assert len(places) > 500
    assert sorted(set(places)) == sorted(places)
