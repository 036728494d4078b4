"""The commands as an editor meets them: what is printed, the exit status, what is left alone."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SMALL, Factsheet, MakeProject, contents, edit, snapshot

from generator.cli import main

# --- check ---


def test_check_passes_and_says_what_was_checked(small: Path, factsheet: Factsheet) -> None:
    result = factsheet("check", small)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith("10 citations in 1 source verified; 1 source,")


def test_check_prints_every_problem_in_order_with_its_place(
    small: Path, factsheet: Factsheet
) -> None:
    edit(small / "data/statements.yml", "speaker: ada-brook", "speaker: ada-brok")
    edit(small / "data/routes.yml", "place: netherby", "place: nether")
    edit(small / "data/events.yml", "was closed on 3 May 2021.", "was shut on 3 May 2021.")
    result = factsheet("check", small)
    lines = result.stdout.splitlines()
    places = [line.split(": ")[0:2] for line in lines if line.startswith("data/")]
    assert result.exit_code == 1
    assert places == [
        ["data/events.yml:7:14", "no-passage"],
        ["data/routes.yml:7:14", "unknown-id"],
        ["data/statements.yml:12:12", "unknown-id"],
    ]
    assert '    hint: did you mean "ada-brook"?' in lines
    assert lines[-1].startswith("3 problems; ")


def test_check_in_json_is_one_object(small: Path, factsheet: Factsheet) -> None:
    edit(small / "data/statements.yml", "speaker: ada-brook", "speaker: ada-brok")
    result = factsheet("check", small, "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert found["passed"] is False
    assert found["counts"]["citations"] == 10
    assert [(p["file"], p["line"], p["code"]) for p in found["problems"]] == [
        ("data/statements.yml", 12, "unknown-id")
    ]


def test_check_annotates_the_line_on_github(small: Path, factsheet: Factsheet) -> None:
    edit(small / "data/statements.yml", "speaker: ada-brook", "speaker: ada-brok")
    result = factsheet("check", small, "--format", "github")
    assert result.stdout.startswith("::error file=data/statements.yml,line=12,col=12,")


def test_a_check_of_nothing_fails(make_project: MakeProject, factsheet: Factsheet) -> None:
    project = make_project({"data/dossier.yml": "title: Nothing\nsubject: Nothing at all.\n"})
    result = factsheet("check", project)
    assert result.exit_code == 1
    assert "nothing-to-check" in result.stdout
    assert result.stdout.splitlines()[-1] == (
        "1 problem; 0 citations in 0 sources verified; no records"
    )


def test_the_project_is_found_from_a_folder_inside_it(
    small: Path, factsheet: Factsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small / "content" / "about")
    assert factsheet("check").exit_code == 0


# --- used wrongly ---


@pytest.mark.parametrize(
    "words",
    [
        ["--project", "P", "check"],
        ["check", "--project", "P"],
        ["--project", ".", "check", "--project", "P"],
        ["source", "--project", "P", "check"],
        ["--project", "P", "source", "check"],
    ],
)
def test_the_project_may_be_named_before_the_command(words: list[str]) -> None:
    given = [str(SMALL) if word == "P" else word for word in words]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 0, result.output
    assert "courier" in result.stdout or "10 citations" in result.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--project", "nowhere"],
        ["check", "--project", "."],
        ["check"],
        ["check", "--format", "yaml"],
        ["render"],
        ["serve", "--port", "0"],
        ["mend"],
    ],
)
def test_a_command_used_wrongly_ends_with_two(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, factsheet: Factsheet
) -> None:
    monkeypatch.chdir(tmp_path)
    result = factsheet(words[0], None, *words[1:])
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_a_clock_that_is_none_is_refused(
    small: Path, factsheet: Factsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert factsheet("build", small).exit_code == 2


@pytest.mark.parametrize("command", ["check", "build", "serve", "render", "coverage"])
def test_every_command_has_help_with_an_example(command: str, factsheet: Factsheet) -> None:
    assert f"Example: factsheet {command}" in factsheet(command, None, "--help").stdout


# --- what no input may do: end in a traceback ---


def invalid_page(project: Path) -> None:
    (project / "content/bad.md").write_bytes(b"# Title\n\n\xff\xfe\n")


def page_with_a_list_for_front_matter(project: Path) -> None:
    (project / "content/bad.md").write_text("---\n- a\n- b\n---\n", encoding="utf-8")


def page_with_broken_front_matter(project: Path) -> None:
    (project / "content/bad.md").write_text("---\ntitle: a: b\n---\n", encoding="utf-8")


def page_with_an_unknown_template(project: Path) -> None:
    (project / "content/bad.md").write_text("---\ntemplate: none.html\n---\n", encoding="utf-8")


def link_out_of_seeds(project: Path) -> None:
    seed = project / "seeds/courier.txt"
    outside = project.parent / "outside.txt"
    seed.rename(outside)
    seed.symlink_to(outside)


def link_out_of_content(project: Path) -> None:
    outside = project.parent / "secret.txt"
    outside.write_text("secret", encoding="utf-8")
    (project / "content/open.txt").symlink_to(outside)


def link_to_nothing(project: Path) -> None:
    (project / "data/more.yml").symlink_to("nothing.yml")


def link_to_itself(project: Path) -> None:
    (project / "data/actors").mkdir()
    (project / "data/actors/round.yml").symlink_to("round.yml")


def link_to_a_folder(project: Path) -> None:
    other = project.parent / "other"
    other.mkdir()
    (project / "data/actors").symlink_to(other)


def pipe(project: Path) -> None:
    os.mkfifo(project / "seeds/pipe.txt")


def name_that_is_no_text(project: Path) -> None:
    Path(os.fsdecode(os.fsencode(project / "data") + b"/\xff.yml")).write_bytes(b"")


def name_with_a_line_end(project: Path) -> None:
    (project / "content/a\nb.md").write_bytes(b"# Title\n")


def bytes_that_are_no_text(project: Path) -> None:
    (project / "data/actors.yml").write_bytes(b"\xff\xfe\x00a")


def yaml_nested_too_deep(project: Path) -> None:
    (project / "data/actors.yml").write_text("a: " + "[" * 5000, encoding="utf-8")


def no_data(project: Path) -> None:
    shutil.rmtree(project / "data")


def no_content(project: Path) -> None:
    shutil.rmtree(project / "content")


def page_at_the_address_of_a_record(project: Path) -> None:
    (project / "content/actors").mkdir()
    (project / "content/actors/Ada-Brook.md").write_text("# Mine\n", encoding="utf-8")


def two_pages_at_one_address(project: Path) -> None:
    (project / "content/notes").mkdir()
    (project / "content/notes.md").write_text("# One\n", encoding="utf-8")
    (project / "content/notes/README.md").write_text("# Two\n", encoding="utf-8")


def settings_that_are_no_yaml(project: Path) -> None:
    (project / "mkdocs.yml").write_text("a: [", encoding="utf-8")


def settings_without_the_plugin(project: Path) -> None:
    edit(project / "mkdocs.yml", "  - factsheet\n", "")


def unknown_theme(project: Path) -> None:
    edit(project / "mkdocs.yml", "name: material", "name: baroque")


def broken_link(project: Path) -> None:
    edit(project / "content/about/editors.md", "written by hand", "[by hand](hand.md)")


def broken_template(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates/actor.md.jinja").write_text("{% if %}", encoding="utf-8")


BAD_INPUT: list[tuple[Callable[[Path], None], str]] = [
    (invalid_page, "content/bad.md:3:1: not-utf-8: "),
    (page_with_a_list_for_front_matter, "content/bad.md:2:1: wrong-shape: "),
    (page_with_broken_front_matter, "content/bad.md:2:1: yaml-syntax: "),
    (link_out_of_seeds, "seeds/courier.txt:1:1: unreadable: "),
    (link_out_of_content, "content/open.txt:1:1: unreadable: "),
    (link_to_nothing, "data/more.yml:1:1: unreadable: "),
    (link_to_itself, "data/actors/round.yml:1:1: unreadable: "),
    (link_to_a_folder, "data/actors:1:1: unreadable: "),
    (pipe, "seeds/pipe.txt:1:1: unreadable: "),
    (name_that_is_no_text, "data/\\udcff.yml:1:1: hidden-character: "),
    (name_with_a_line_end, "content/a\\nb.md:1:1: hidden-character: "),
    (bytes_that_are_no_text, "data/actors.yml:1:1: not-utf-8: "),
    (yaml_nested_too_deep, "data/actors.yml:1:"),
    (no_data, "data:1:1: unreadable: "),
    (no_content, "content:1:1: unreadable: "),
    (page_at_the_address_of_a_record, "content/actors/Ada-Brook.md:1:1: same-address: "),
    (two_pages_at_one_address, "content/notes.md:1:1: same-address: "),
    (broken_template, "templates/actor.md.jinja:1:1: unreadable: "),
]
BAD_BUILD: list[tuple[Callable[[Path], None], str]] = [
    (page_with_an_unknown_template, "none.html"),
    (settings_that_are_no_yaml, "mkdocs.yml"),
    (settings_without_the_plugin, "does not list the plugin factsheet"),
    (unknown_theme, "baroque"),
    (broken_link, "content/about/editors.md: "),
]


@pytest.mark.parametrize(
    ("spoil", "told"), BAD_INPUT, ids=lambda value: getattr(value, "__name__", "")
)
def test_bad_input_is_told_with_its_place(
    spoil: Callable[[Path], None], told: str, small: Path, factsheet: Factsheet
) -> None:
    spoil(small)
    result = factsheet("check", small)
    assert result.exit_code == 1
    assert any(line.startswith(told) for line in result.stdout.splitlines()), result.stdout


@pytest.mark.parametrize(
    ("spoil", "told"),
    [*BAD_INPUT[:3], *BAD_BUILD],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_failing_build_leaves_the_last_site_as_it_was(
    spoil: Callable[[Path], None], told: str, small: Path, factsheet: Factsheet
) -> None:
    assert factsheet("build", small).exit_code == 0
    before = snapshot(small / "site")
    beside = sorted(path.name for path in small.iterdir())
    spoil(small)
    result = factsheet("build", small)
    assert result.exit_code == 1
    assert told in result.output
    assert "Traceback" not in result.output
    assert snapshot(small / "site") == before
    assert sorted(path.name for path in small.iterdir()) == beside


# --- build ---


def test_two_builds_give_the_same_bytes(
    small: Path, tmp_path: Path, factsheet: Factsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    other = tmp_path / "elsewhere"
    shutil.copytree(small, other)
    first = factsheet("build", small)
    second = factsheet("build", other)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert contents(small / "site") == contents(other / "site")
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_build_says_how_many_pages_and_where(small: Path, factsheet: Factsheet) -> None:
    result = factsheet("build", small)
    closing = result.stdout.splitlines()[-1]
    assert " pages in " in closing
    assert closing.endswith(f"{small / 'site'}/")
    assert result.stderr == ""
    assert (small / "site/statements/brook-bridge-safe/index.html").is_file()
    assert (small / "site/about/editors/index.html").is_file()


@pytest.mark.parametrize("name", [".", "..", "content", "data/site", "seeds", "letters"])
def test_build_takes_no_folder_that_is_not_a_site(
    name: str, small: Path, factsheet: Factsheet
) -> None:
    (small / "letters").mkdir()
    (small / "letters/letter.txt").write_text("Dear all", encoding="utf-8")
    before = snapshot(small)
    result = factsheet("build", small, "--site-dir", str(small / name))
    assert result.exit_code == 2
    assert snapshot(small) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told_in_one_line(small: Path, factsheet: Factsheet) -> None:
    small.chmod(0o555)
    try:
        result = factsheet("build", small)
    finally:
        small.chmod(0o755)
    assert result.exit_code == 1
    assert "Permission denied" in result.stderr


def test_what_the_disk_refuses_is_told_in_one_line(small: Path, factsheet: Factsheet) -> None:
    (small / "file").write_text("", encoding="utf-8")
    result = factsheet("build", small, "--site-dir", str(small / "file/site"))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


# --- render ---


def test_render_writes_pages_that_another_builder_can_read(
    small: Path, tmp_path: Path, factsheet: Factsheet
) -> None:
    out = tmp_path / "pages"
    assert factsheet("render", small, "--out", str(out)).exit_code == 0
    page = (out / "actors/ada-brook.md").read_text(encoding="utf-8")
    assert page.startswith("---\ntitle: Ada Brook\n")
    assert (out / "about/editors.md").read_bytes() == (
        small / "content/about/editors.md"
    ).read_bytes()


def test_render_touches_nothing_that_stays_and_removes_what_is_gone(
    small: Path, tmp_path: Path, factsheet: Factsheet
) -> None:
    out = tmp_path / "pages"
    factsheet("render", small, "--out", str(out))
    (out / "mine.txt").write_text("a note of mine", encoding="utf-8")
    before = snapshot(out)
    assert ", 0 removed" in factsheet("render", small, "--out", str(out)).stdout
    assert snapshot(out) == before

    shutil.rmtree(small / "content/about")
    edit(small / "data/actors.yml", "name: Ada Brook", "name: Mayor Ada Brook")
    result = factsheet("render", small, "--out", str(out))
    after = snapshot(out)
    assert result.stdout.endswith(", 1 removed\n")
    assert before.keys() - after.keys() == {"about/editors.md"}
    assert after["actors/ada-brook.md"][0] != before["actors/ada-brook.md"][0]
    assert after["mine.txt"] == before["mine.txt"]
    assert after["places/index.md"] == before["places/index.md"]


@pytest.mark.parametrize("name", [".", "..", "content", "data", "letters"])
def test_render_takes_no_folder_with_the_files_of_others(
    name: str, small: Path, factsheet: Factsheet
) -> None:
    (small / "letters").mkdir()
    (small / "letters/letter.txt").write_text("Dear all", encoding="utf-8")
    before = snapshot(small)
    assert factsheet("render", small, "--out", str(small / name)).exit_code == 2
    assert snapshot(small) == before


# --- coverage ---


def test_coverage_names_what_is_cited_by_whom_and_what_is_not(
    small: Path, factsheet: Factsheet
) -> None:
    shown = factsheet("coverage", small).stdout
    assert "4 of 7 sentences cited (57 %), 1 without a fact, 2 not cited" in shown
    assert "¶4   not cited  It is not known when the bridge will open again." in shown
    found = json.loads(factsheet("coverage", small, "--format", "json").stdout)["sources"]
    assert [sentence["state"] for sentence in found[0]["list"]].count("not cited") == 2
    assert found[0]["list"][4]["records"] == ["upkeep-agreement"]
    table = factsheet("coverage", small, "--format", "markdown").stdout
    assert "| not cited |" in table


def test_coverage_of_a_dossier_with_problems_is_shown_beside_them(
    small: Path, factsheet: Factsheet
) -> None:
    edit(small / "data/statements.yml", "speaker: ada-brook", "speaker: ada-brok")
    result = factsheet("coverage", small, "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)
    assert "data/statements.yml:12:12: unknown-id" in result.stderr


# --- serve: the real server ---

DEADLINE = 60.0


class Served:
    """A running preview."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url

    def page(self, path: str = "") -> str:
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as response:
                return str(response.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            return str(error.read().decode("utf-8"))
        except OSError:
            return ""

    def wait_for(self, words: str, path: str = "", *, gone: bool = False) -> str:
        """The page, as soon as the words stand in it (or no longer do)."""
        until = time.monotonic() + DEADLINE
        while time.monotonic() < until and self.process.poll() is None:
            page = self.page(path)
            if page and (words in page) is not gone:
                return page
            time.sleep(0.1)
        raise AssertionError(f"{words!r} {'stays' if gone else 'never came'} at /{path}")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    running: list[subprocess.Popen[str]] = []

    def start(project: Path, *command: str) -> Served:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        words = [word.format(port=port) for word in command]
        log = (tmp_path / "log.txt").open("w", encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", *words], cwd=project, stdout=log, stderr=log, text=True
        )
        log.close()
        running.append(process)
        return Served(process, f"http://127.0.0.1:{port}/")

    yield start
    for process in running:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


FACTSHEET = ("generator", "serve", "--port", "{port}")
MKDOCS = ("mkdocs", "serve", "--dev-addr", "127.0.0.1:{port}")


@pytest.mark.parametrize("command", [FACTSHEET, MKDOCS], ids=["factsheet", "mkdocs"])
def test_an_edit_shows_and_a_bad_one_shows_its_problems_above_the_last_good_site(
    command: tuple[str, ...], small: Path, serve: Callable[..., Served]
) -> None:
    served, statements = serve(small, *command), small / "data/statements.yml"
    page = "statements/brook-bridge-safe/"
    first = served.wait_for("children need it to get to school", page)
    assert "livereload" in first
    assert "Content-Security-Policy" not in first, "it would refuse the script of the preview"

    edit(statements, "says: The bridge is safe", "says: The bridge holds")
    served.wait_for("The bridge holds", page)

    edit(statements, "speaker: ada-brook", "speaker: ada-brok")
    shown = served.wait_for("data/statements.yml:12:12: unknown-id", page)
    assert "The bridge holds" in shown

    edit(statements, "speaker: ada-brok", "speaker: ada-brook")
    served.wait_for("unknown-id", page, gone=True)

    (small / "content/about/editors.md").write_text("# Nobody\n", encoding="utf-8")
    served.wait_for("Nobody", "about/editors/")


def test_a_preview_that_begins_with_problems_shows_them_and_then_the_site(
    small: Path, serve: Callable[..., Served]
) -> None:
    edit(small / "data/statements.yml", "speaker: ada-brook", "speaker: ada-brok")
    served = serve(small, *FACTSHEET)
    served.wait_for("data/statements.yml:12:12: unknown-id", "actors/ada-brook/")
    edit(small / "data/statements.yml", "speaker: ada-brok", "speaker: ada-brook")
    assert "unknown-id" not in served.wait_for("mayor of Netherby", "actors/ada-brook/")


def test_a_warning_is_shown_above_the_new_site(small: Path, serve: Callable[..., Served]) -> None:
    served = serve(small, *FACTSHEET)
    served.wait_for("written by hand", "about/editors/")
    broken_link(small)
    assert "by hand</a>" in served.wait_for("hand.md&#x27;, but", "about/editors/")


def test_a_preview_ends_cleanly_and_does_not_build_without_an_edit(
    small: Path, tmp_path: Path, serve: Callable[..., Served]
) -> None:
    served = serve(small, *FACTSHEET)
    served.wait_for("footbridge")
    edit(small / "data/dossier.yml", "a fact sheet", "the facts")
    served.wait_for("the facts")
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(DEADLINE) == 0
    log = (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert log.count("Built in") == 2
    assert log.splitlines()[-1] == "Ended"
    assert "Traceback" not in log


def test_a_taken_port_is_told_in_one_line(small: Path, factsheet: Factsheet) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = factsheet("serve", small, "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 1
    assert "in use" in result.stderr
