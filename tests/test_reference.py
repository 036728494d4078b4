"""How a page is cited elsewhere, and what a page may run."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from generator.policy import policy, with_policy, without_policy
from generator.reference import Reference, key_of

PAGE = Reference(
    "actors-a-b", "A & B: 100% {sure}", "What it is", "The site", "https://example.org/a/"
)


def test_text_names_page_site_and_address() -> None:
    assert PAGE.text == "“A & B: 100% {sure}”, The site, https://example.org/a/"


def test_bibtex_escapes_what_tex_acts_on() -> None:
    assert r"title = {{A \& B: 100\% \{sure\}}}" in PAGE.bibtex
    assert PAGE.bibtex.startswith("@misc{actors-a-b,\n")
    assert PAGE.bibtex.count("{") == PAGE.bibtex.count("}")


def test_ris_begins_and_ends_as_the_format_demands() -> None:
    lines = PAGE.ris.split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-2:] == ["ER  - ", ""]
    assert "UR  - https://example.org/a/" in lines


def test_csl_is_a_list_of_one_webpage() -> None:
    [item] = json.loads(PAGE.csl)
    assert item["type"] == "webpage"
    assert item["title"] == PAGE.title
    assert item["URL"] == PAGE.address


def test_without_an_address_no_form_makes_one_up() -> None:
    page = Reference("home", "Home", "What", "The site", "")
    for form in (page.text, page.bibtex, page.ris, page.csl, json.dumps(page.json_ld)):
        assert "url" not in form.lower()
        assert "http" not in form.replace("https://schema.org", "")


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("index.md", "index"),
        ("actors/index.md", "actors"),
        ("actors/antony-blinken.md", "actors-antony-blinken"),
    ],
)
def test_each_page_has_a_key(path: str, key: str) -> None:
    assert key_of(path) == key


def test_a_script_in_the_page_is_allowed_by_its_hash_alone() -> None:
    digest = base64.b64encode(hashlib.sha256(b"start()").digest()).decode()
    html = '<meta charset="utf-8"><script>start()</script><script src="x.js"></script>'
    assert f"script-src 'self' 'sha256-{digest}';" in policy(html)
    assert "unsafe-inline" not in policy(html).split("style-src")[0]


def test_data_in_a_page_needs_no_leave() -> None:
    html = '<script type="application/ld+json">{}</script><script id="c" type="application/json">{}'
    assert "sha256" not in policy(html + "</script>")


def test_the_policy_stands_before_the_first_script() -> None:
    html = '<head><meta charset="utf-8"><script>start()</script></head>'
    page = with_policy(html)
    assert page.index("Content-Security-Policy") < page.index("<script>")


def test_a_preview_takes_the_policy_out_again() -> None:
    html = '<head><meta charset="utf-8">\n<title>One</title><script>start()</script></head>'
    page = with_policy(html)
    assert page != html
    assert without_policy(page.encode()).decode() == html
