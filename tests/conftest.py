"""Small projects in a folder of their own, and the command line to try on them.

In: pytest. Out: fixtures.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from browsing import browser, context, page, site  # noqa: F401 - fixtures for every module
from click.testing import CliRunner, Result

from generator.cli import main

SMALL = Path(__file__).parent / "small"
"""The smallest dossier that has a record of every kind but one; it passes the check."""

MKDOCS = """\
site_name: A test
docs_dir: content
theme: {name: material, font: false}
plugins: [factsheet]
markdown_extensions: [attr_list, footnotes, md_in_html, tables]
"""

SLOW = {
    "test_hostile.py": 0,
    "test_faults.py": 0,
    "test_memory.py": 0,
    "test_many_marks_do_not_hang": 1,
    "test_long_values_do_not_hang": 2,
    "test_long_texts_do_not_hang": 1,
    "test_no_page_asks_another_server_or_complains": 0,
    "test_a_page_can_be_enlarged": 2,
    "test_a_dark_page_has_contrast": 2,
    "test_the_policy_of_a_page_refuses_nothing_that_a_reader_does": 3,
    "test_what_is_looked_for_comes_first": 3,
    "test_an_edit_shows_and_a_bad_one_shows_its_problems_above_the_last_good_site": 1,
    "test_a_failing_build_leaves_the_last_site_as_it_was": 2,
    "test_build_takes_no_folder_that_is_not_a_site": 2,
    "test_two_builds_give_the_same_bytes": 0,
    "test_every_cut_of_the_texts_can_be_cited": 0,
    "test_a_date_is_refused_or_shown": 0,
    "test_every_case_is_kept_or_left_alone": 40,
    "test_text_stays_text": 3,
    "test_any_state_can_be_compared_with_any": 6,
    "test_a_page_fits_a_phone_and_has_no_barrier": 4,
    "test_a_record_leads_back_to_its_section": 2,
    "test_each_page_that_is_built_has_a_policy": 1,
    "test_no_step_of_a_check_grows_faster_than_the_dossier": 0,
    "test_plain_mkdocs_builds_the_same_site_from_another_folder": 0,
    "test_a_warning_is_shown_above_the_new_site": 0,
    "test_a_preview_ends_cleanly_and_does_not_build_without_an_edit": 0,
    "test_a_preview_that_begins_with_problems_shows_them_and_then_the_site": 0,
    "test_markdown_fits_a_comment_and_counts_what_it_leaves_out": 0,
    "test_a_value_of_a_dossier_makes_no_markup_no_link_and_no_mention": 2,
    "test_all_values_and_comments_are_kept": 0,
    "test_every_sentence_of_the_texts_can_be_cited": 1,
}
"""Modules and functions that take minutes, and how many of each run without being asked for.

`make test` leaves the rest out, to end within five minutes; `.ci/run` asks for them: `-m slow`.
"""


@pytest.hookimpl(tryfirst=True)  # before those are left out that are not asked for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what goes beyond the number in SLOW."""
    met: Counter[tuple[str, str]] = Counter()
    for item in items:
        function = getattr(item, "originalname", item.name)
        for name in (item.path.name, function):
            if name in SLOW:
                met[item.path.name, name] += 1
                if met[item.path.name, name] > SLOW[name]:
                    item.add_marker("slow")


MakeProject = Callable[[Mapping[str, str]], Path]
Factsheet = Callable[..., Result]


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """A project from its files: name relative to the project → text.

    It always gets a mkdocs.yml and the folders data/, seeds/ and content/. In data/sources the word
    SHA stands for the fingerprint of the file that the source names.
    """

    def make(files: Mapping[str, str]) -> Path:
        project = tmp_path / "a project"
        for folder in ("data", "seeds", "content"):
            (project / folder).mkdir(parents=True, exist_ok=True)
        for name, text in {"mkdocs.yml": MKDOCS, **files}.items():
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        for path in (project / "data").glob("sources*/*.yml"):
            fill_in_fingerprints(project, path)
        if (project / "data/sources.yml").is_file():
            fill_in_fingerprints(project, project / "data/sources.yml")
        return project

    return make


def fill_in_fingerprints(project: Path, sources: Path) -> None:
    file, lines = "", []
    for line in sources.read_text(encoding="utf-8").splitlines(keepends=True):
        named = re.match(r"\s+file:\s*(.+)", line)
        file = named[1].strip() if named else file
        if re.match(r"\s+sha256: SHA\s*$", line):
            digest = hashlib.sha256((project / "seeds" / file).read_bytes()).hexdigest()
            lines.append(line.replace("SHA", digest))
        else:
            lines.append(line)
    sources.write_text("".join(lines), encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small dossier, in a folder whose name has a space."""
    project = tmp_path / "the small dossier"
    shutil.copytree(SMALL, project)
    return project


@pytest.fixture
def factsheet() -> Factsheet:
    """Run the command; `factsheet("check", project)` gives the result with status and output."""

    def run(command: str, project: Path | None = None, *options: str) -> Result:
        place = [] if project is None else ["--project", str(project)]
        result = CliRunner().invoke(main, [command, *place, *options])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception  # what would be a traceback
        return result

    return run


def edit(path: Path, old: str, new: str) -> None:
    """Replace words of a file that stand there once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder: its bytes, and when it was written."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder: its bytes."""
    return {name: content for name, (content, _) in snapshot(folder).items()}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden anew from what is rendered; look at the diff before you commit it",
    )
