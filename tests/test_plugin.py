"""The site as plain MkDocs builds it with the plugin: pages, their place, their edit address."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Factsheet, contents, edit, snapshot

from generator.document import Position
from generator.pages.page import Page
from generator.plugin import edit_url

NAV = """
nav:
  - Home: index.md
  - People:
      - actors/index.md
      - Words:
          - statements/index.md
"""
FEATURES = """
  features: [navigation.tabs, navigation.indexes, navigation.path, navigation.prune]
"""


def mkdocs(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *words],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_plain_mkdocs_builds_the_same_site_from_another_folder(
    small: Path, tmp_path: Path, factsheet: Factsheet
) -> None:
    factsheet("build", small, "--site-dir", str(tmp_path / "ours"))
    result = mkdocs(tmp_path, "build", "--strict", "-f", str(small / "mkdocs.yml"))
    assert result.returncode == 0, result.stderr
    ours, plain = contents(tmp_path / "ours"), contents(small / "site")
    differ = {name for name in ours.keys() | plain.keys() if ours.get(name) != plain.get(name)}
    assert differ <= {"sitemap.xml.gz"}  # its head holds the time of the build


def test_plain_mkdocs_prints_the_problems_and_leaves_the_last_site(small: Path) -> None:
    assert mkdocs(small, "build").returncode == 0
    before = snapshot(small / "site")
    edit(small / "data/statements.yml", "speaker: ada-brook", "speaker: ada-brok")
    result = mkdocs(small, "build")
    assert result.returncode == 1
    assert "data/statements.yml:12:12: unknown-id" in result.stderr
    assert 'did you mean "ada-brook"?' in result.stderr
    assert "Traceback" not in result.stderr
    assert snapshot(small / "site") == before


def test_a_hand_written_page_is_never_replaced(small: Path) -> None:
    (small / "content/timeline.md").write_text("# Mine\n", encoding="utf-8")
    result = mkdocs(small, "build")
    assert result.returncode == 1
    assert "content/timeline.md:1:1: same-address" in result.stderr


def test_the_title_and_subject_of_the_dossier_are_those_of_the_site(
    small: Path, factsheet: Factsheet
) -> None:
    factsheet("build", small)
    home = (small / "site/index.html").read_text(encoding="utf-8")
    assert "The footbridge: a fact sheet" in re.findall(r"<title>(.*?)</title>", home, re.DOTALL)[0]
    assert 'name="description" content="What a news text says' in home


def test_a_record_stands_below_its_list_in_tabs_and_breadcrumbs(
    small: Path, factsheet: Factsheet
) -> None:
    settings = small / "mkdocs.yml"
    edit(settings, "  font: false\n", "  font: false" + FEATURES)
    settings.write_text(settings.read_text(encoding="utf-8") + NAV, encoding="utf-8")
    assert factsheet("build", small).exit_code == 0

    def way(page: str) -> list[str]:
        text = (small / "site" / page / "index.html").read_text(encoding="utf-8")
        found = re.search(r'<nav class="md-path".*?</nav>', text, re.DOTALL)
        return re.findall(r'md-ellipsis">\s*(.*?)\s*<', found[0], re.DOTALL) if found else []

    def tab(page: str) -> list[str]:
        text = (small / "site" / page / "index.html").read_text(encoding="utf-8")
        return re.findall(r'md-tabs__item--active">\s*<a [^>]*>\s*(.*?)\s*</a>', text, re.DOTALL)

    assert way("actors/ada-brook") == ["Home", "People"]
    assert way("statements/brook-bridge-safe") == ["Home", "People", "Words"]
    assert tab("statements/brook-bridge-safe") == ["People"]
    assert tab("routes/footbridge") == []


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("", None),
        (
            "https://example.org/o/r/edit/main/{path}#L{line}",
            "https://example.org/o/r/edit/main/data/the%20routes.yml#L12",
        ),
        ("https://example.org/?file={path}", "https://example.org/?file=data/the%20routes.yml"),
    ],
)
def test_an_edit_address_leads_to_the_line(template: str, expected: str | None) -> None:
    page = Page("a.md", "A", "", "", record=Position("data/the routes.yml", 12, 1))
    assert edit_url(template, page) == expected


def test_a_page_that_no_record_stands_behind_has_no_edit_address() -> None:
    assert edit_url("https://example.org/{path}", Page("index.md", "Home", "", "")) is None


def test_the_edit_address_is_set_by_the_environment(small: Path) -> None:
    settings = small / "mkdocs.yml"
    edit(settings, "  - factsheet\n", '  - factsheet: {edit_url: !ENV [FACTSHEET_EDIT_URL, ""]}\n')
    edit(settings, "  font: false\n", "  font: false\n  features: [content.action.edit]\n")
    address = "https://example.org/change/{path}#L{line}"
    assert mkdocs(small, "build", FACTSHEET_EDIT_URL=address).returncode == 0
    page = (small / "site/actors/ada-brook/index.html").read_text(encoding="utf-8")
    assert "https://example.org/change/data/actors.yml#L7" in page


def test_the_sitemap_gives_no_day_to_a_page(small: Path, factsheet: Factsheet) -> None:
    edit(small / "mkdocs.yml", "docs_dir: content", "docs_dir: content\nsite_url: https://e.org/s/")
    factsheet("build", small)
    sitemap = (small / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://e.org/s/actors/ada-brook/</loc>" in sitemap
    assert "lastmod" not in sitemap


def test_the_dossiers_own_theme_goes_before_ours(small: Path, factsheet: Factsheet) -> None:
    edit(small / "mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: overrides\n")
    (small / "overrides").mkdir()
    (small / "overrides/main.html").write_text("<body>ours</body>", encoding="utf-8")
    assert factsheet("build", small).exit_code == 0
    assert (small / "site/index.html").read_text(encoding="utf-8") == "<body>ours</body>"
    # Its pages do not name our worker, so that the index must stay whole.
    assert "actors/ada-brook/" in (small / "site/search/search_index.json").read_text("utf-8")


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:8000/", "https://192.0.2.7/facts/"])
def test_each_page_that_is_built_has_a_policy(small: Path, address: str) -> None:
    edit(small / "mkdocs.yml", "docs_dir: content", f'docs_dir: content\nsite_url: "{address}"')
    assert mkdocs(small, "build").returncode == 0
    pages = sorted((small / "site").rglob("*.html"))
    assert small / "site/404.html" in pages
    for page in pages:
        assert "Content-Security-Policy" in page.read_text(encoding="utf-8"), page


def test_a_template_of_the_dossier_goes_before_ours(small: Path, factsheet: Factsheet) -> None:
    (small / "templates").mkdir()
    (small / "templates/place.md.jinja").write_text("# A place of my own\n", encoding="utf-8")
    assert factsheet("build", small).exit_code == 0
    page = (small / "site/places/netherby/index.html").read_text(encoding="utf-8")
    assert "A place of my own" in page
