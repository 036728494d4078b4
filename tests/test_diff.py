"""What a change does, in facts: nothing for a change of form, everything for a change of a fact."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Factsheet, contents, edit, fill_in_fingerprints
from markdown_it import MarkdownIt

from generator.editing import report

STATEMENTS, ACTORS, SEED = "data/statements.yml", "data/actors.yml", "seeds/courier.txt"
NOTHING = "No fact changed.\n"


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path) -> str:
    """Commit all that the folder holds; the commit's name."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch", "main")
        git(folder, "config", "user.name", "A Test")
        git(folder, "config", "user.email", "test@example.org")
        git(folder, "config", "commit.gpgsign", "false")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--no-verify", "-m", "A state")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def base(small: Path) -> str:
    """The small dossier, committed; tests edit it afterwards."""
    return commit(small)


Diff = Callable[..., str]


@pytest.fixture
def diff(small: Path, base: str, factsheet: Factsheet) -> Diff:
    """The text that the command prints for the small dossier as it is now."""

    def run(*options: str, status: int = 0, to: str = base) -> str:
        result = factsheet("diff", small, to, *options)
        assert result.exit_code == status, result.output
        return result.stdout

    return run


def found(diff: Diff, **options: Any) -> dict[str, Any]:
    return dict(json.loads(diff("--format", "json", **options)))


# --- what is no fact ---


def test_nothing_changed(diff: Diff) -> None:
    assert diff() == NOTHING
    assert diff("--format", "markdown") == "**No fact changed.**\n"
    assert found(diff)["changed"] is False


def test_layout_and_comments_are_no_facts(small: Path, diff: Diff) -> None:
    statements = small / STATEMENTS
    edit(
        statements,
        "    courier: The bridge is safe, and our children need it to get to school\n",
        "    # as the mayor says\n    courier: >-\n      The bridge is safe, and\n"
        "      our children need it to get to school\n",
    )
    edit(statements, "  answers:\n    bridge-safe: safe", "  answers: {'bridge-safe': \"safe\"}")
    assert diff() == NOTHING


def test_order_is_no_fact(small: Path, diff: Diff) -> None:
    for name in (STATEMENTS, ACTORS):
        first, second = (small / name).read_text(encoding="utf-8").split("\n\n")
        (small / name).write_text(f"{second.strip()}\n\n{first}\n", encoding="utf-8")
    edit(small / "data/issues.yml", "    safe: It is safe.\n", "")
    edit(
        small / "data/issues.yml",
        "    rotten: Its planks are rotten.\n",
        "    rotten: Its planks are rotten.\n    safe: It is safe.\n",
    )
    assert diff() == NOTHING


def test_the_file_of_a_record_is_no_fact(small: Path, diff: Diff) -> None:
    first, second = (small / ACTORS).read_text(encoding="utf-8").split("\n\n")
    (small / "data/actors").mkdir()
    (small / "data/actors/brook.yml").write_text(second, encoding="utf-8")
    (small / ACTORS).write_text(first + "\n", encoding="utf-8")
    assert diff() == NOTHING


def test_where_a_passage_stands_is_no_fact_as_long_as_its_sentence_stays(
    small: Path, diff: Diff
) -> None:
    text = (small / SEED).read_text(encoding="utf-8")
    (small / SEED).write_text(f"A headline of two lines.\n\n{text}", encoding="utf-8")
    sources = small / "data/sources.yml"
    told = re.sub(r"sha256: \w+", "sha256: SHA", sources.read_text(encoding="utf-8"))
    sources.write_text(told, encoding="utf-8")
    fill_in_fingerprints(small, sources)
    changed = found(diff)["records"]
    assert [record["id"] for record in changed] == ["courier"]
    assert [field["field"] for field in changed[0]["fields"]] == ["sha256"]


# --- what is a fact ---


def test_a_changed_sentence_is_told_in_one_line_with_the_pages_that_show_it(
    small: Path, diff: Diff
) -> None:
    edit(small / STATEMENTS, "says: The bridge is safe, and children", "says: It is safe; children")
    shown = diff()
    assert shown.startswith("1 record changed.\n")
    assert (
        "Statement brook-bridge-safe (Ada Brook): says changed from “The bridge is safe, and "
        "children need it to get to school.” to “It is safe; children need it to get to school.”\n"
    ) in shown
    assert "Page /statements/brook-bridge-safe/ changed\n" in shown
    assert "/actors/overmill-council/" not in shown


def test_an_added_and_a_removed_record_are_told_whole(
    small: Path, base: str, factsheet: Factsheet
) -> None:
    statements = small / STATEMENTS
    first, second = statements.read_text(encoding="utf-8").split("\n\n")
    statements.write_text(second, encoding="utf-8")
    later = commit(small)
    shown = factsheet("diff", small, base).stdout
    assert "1 record removed; 1 citation removed" in shown
    assert (
        "Statement council-planks-rotten (Council of Overmill): removed, and its address leads "
        "nowhere: put the id into data/retired.yml, with `kind` and `why`\n"
    ) in shown
    retired = "council-planks-rotten:\n  kind: statement\n  why: It was said in part only.\n"
    (small / "data/retired.yml").write_text(retired, encoding="utf-8")
    shown = factsheet("diff", small, base).stdout
    assert "Statement council-planks-rotten (Council of Overmill): removed\n" in shown
    (small / "data/retired.yml").unlink()
    assert "    says: “The planks were rotten" in shown
    assert "Page /statements/council-planks-rotten/ removed\n" in shown

    statements.write_text(f"{first}\n\n{second}", encoding="utf-8")
    shown = factsheet("diff", small, later).stdout
    assert "1 record added; 1 citation added" in shown
    assert "Statement council-planks-rotten (Council of Overmill): added\n" in shown
    assert "    cites: “»The council of Overmill said that the planks were rotten" in shown
    assert "(Two villages argue over a footbridge, paragraph 2)" in shown
    assert "    answers: “Is the footbridge safe to cross? Its planks are rotten.”" in shown


def test_a_citation_is_shown_in_its_sentence(small: Path, diff: Diff) -> None:
    edit(
        small / STATEMENTS,
        ": The bridge is safe, and our children need it",
        ": our children need it",
    )
    edit(small / STATEMENTS, "says: The bridge is safe, and children", "says: Children")
    citations = found(diff)["records"][0]["citations"]
    assert [one["what"] for one in citations] == ["removed", "added"]
    lost, gained = citations
    assert gained["words"] == "our children need it to get to school"
    assert gained["before"].endswith("The bridge is safe, and ")
    assert lost["words"].startswith("The bridge is safe")
    assert "bridge is safe, and »our children need it to get to school«" in diff()
    assert "and <strong>our children" in diff("--format", "markdown")


def test_a_reference_is_told_by_the_name_of_what_it_names(small: Path, diff: Diff) -> None:
    edit(small / STATEMENTS, "  about: footbridge\n  invokes", "  about: netherby\n  invokes")
    assert "about changed from “The footbridge” to “Netherby”" in diff()


def test_a_new_name_of_a_record_is_no_change_of_those_that_refer_to_it(
    small: Path, diff: Diff
) -> None:
    edit(small / "data/places.yml", "name: Netherby", "name: The village of Netherby")
    assert [record["id"] for record in found(diff)["records"]] == ["netherby"]


def test_parts_of_records_are_told_one_by_one(small: Path, diff: Diff) -> None:
    edit(small / ACTORS, "      of: netherby\n", "")
    edit(small / STATEMENTS, 'edtf: "2021-05-04"', 'edtf: "2021-05"')
    edit(small / "data/issues.yml", "safe: It is safe.", "safe: It may be crossed.")
    shown = diff()
    assert (
        "Actor ada-brook (Ada Brook): roles, “mayor of Netherby”: of removed: “Netherby”" in shown
    )
    assert "date changed from “2021-05-04” to “2021-05”" in shown
    assert "options, “safe”: label changed from “It is safe.” to “It may be crossed.”" in shown


def test_a_part_reworded_keeps_its_passages(small: Path, diff: Diff) -> None:
    edit(
        small / "data/dossier.yml",
        "- text: The footbridge between Overmill and Netherby was closed on 3 May 2021.",
        "- text: On 3 May 2021 the footbridge between Overmill and Netherby was closed.",
    )
    record = found(diff)["records"][0]
    assert (record["kind"], len(record["fields"]), record["citations"]) == ("dossier", 1, [])


def test_a_retired_id_is_told(small: Path, diff: Diff) -> None:
    retired = "old-bridge:\n  kind: place\n  why: Never built.\n"
    (small / "data/retired.yml").write_text(retired, encoding="utf-8")
    shown = diff()
    assert "Retired id old-bridge: added\n" in shown
    assert "    why: “Never built.”\n" in shown


def test_hand_written_files_are_told(small: Path, diff: Diff) -> None:
    (small / "content/about/editors.md").write_text("# Editors\n\nNobody.\n", encoding="utf-8")
    (small / "content/new.md").write_text("# New\n", encoding="utf-8")
    shown = diff()
    assert shown == ("No fact changed.\ncontent/about/editors.md: changed\ncontent/new.md: added\n")


# --- problems ---


def test_problems_introduced_and_mended(small: Path, base: str, factsheet: Factsheet) -> None:
    edit(small / STATEMENTS, "speaker: ada-brook", "speaker: ada-brok")
    result = factsheet("diff", small, base)
    assert result.exit_code == 1
    assert "1 problem introduced." in result.stdout
    assert "data/statements.yml:12:12: unknown-id" in result.stdout
    assert 'did you mean "ada-brook"?' in result.stdout
    assert "the site cannot be built" in result.stdout
    assert "speaker changed from “Ada Brook” to “ada-brok”" in result.stdout

    broken = commit(small)
    edit(
        small / STATEMENTS,
        "council-planks-rotten:\n",
        "# moved by a line\ncouncil-planks-rotten:\n",
    )
    result = factsheet("diff", small, broken)
    assert result.exit_code == 1
    assert "introduced" not in result.stdout
    assert "has problems, 1 of which was there before: the site cannot" in result.stdout

    edit(small / STATEMENTS, "speaker: ada-brok", "speaker: ada-brook")
    result = factsheet("diff", small, broken)
    assert result.exit_code == 0
    assert "1 problem mended." in result.stdout
    assert "The pages are not compared" in result.stdout


@pytest.mark.parametrize("when", ["now", "before"])
def test_a_file_that_cannot_be_read_is_not_compared(
    when: str, small: Path, base: str, factsheet: Factsheet
) -> None:
    good = (small / STATEMENTS).read_text(encoding="utf-8")
    edit(small / ACTORS, "name: Ada Brook", "name: Mayor Brook")
    (small / STATEMENTS).write_text("{ this is: [no YAML", encoding="utf-8")
    if when == "before":
        base = commit(small)
        (small / STATEMENTS).write_text(good, encoding="utf-8")
        edit(small / ACTORS, "name: Mayor Brook", "name: Ada Brook")
    result = factsheet("diff", small, base)
    assert result.exit_code == (1 if when == "now" else 0)
    assert (
        f"data/statements.yml cannot be read {when}: 2 records are not compared." in result.stdout
    )
    assert "Actor ada-brook" in result.stdout
    assert "removed\n" not in result.stdout
    assert "added\n" not in result.stdout


@pytest.mark.parametrize(
    "harm",
    [
        lambda project: shutil.rmtree(project / "data"),
        lambda project: shutil.rmtree(project / "seeds"),
        lambda project: (project / "data/dossier.yml").unlink(),
        lambda project: (project / "data/dossier.yml").write_text("title: [", encoding="utf-8"),
        lambda project: (project / "data/actors.yml").write_bytes(b"\xff\xfe\x00"),
        lambda project: (project / "seeds/courier.txt").write_bytes(b"\xff"),
        lambda project: (project / "content/about/editors.md").write_bytes(b"\xff"),
        lambda project: (project / "data/notes.txt").write_text("x", encoding="utf-8"),
        lambda project: (project / "data/links.yml").symlink_to("actors.yml"),
    ],
)
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_any_state_can_be_compared_with_any(
    harm: Callable[[Path], object], form: str, small: Path, base: str, factsheet: Factsheet
) -> None:
    harm(small)
    now = factsheet("diff", small, base, "--format", form)
    broken = commit(small)
    git(small, "checkout", "--quiet", base)
    then = factsheet("diff", small, broken, "--format", form)
    assert now.exit_code in (0, 1)
    assert then.exit_code == 0
    assert now.stdout.strip()
    assert then.stdout.strip()


def test_the_problems_of_a_revision_are_those_of_its_files(
    small: Path, factsheet: Factsheet
) -> None:
    (small / "data/notes.txt").write_text("x", encoding="utf-8")
    (small / "content/broken.md").write_bytes(b"\xff")
    (small / "data/links.yml").symlink_to("/etc/hostname")
    (small / ".hidden").mkdir()
    (small / "data/.swap.yml").write_text("{", encoding="utf-8")
    broken = commit(small)
    told = json.loads(factsheet("diff", small, broken, "--format", "json").stdout)["problems"]
    assert (len(told["introduced"]), len(told["mended"])) == (1, 1)  # a link: only the wording
    assert told["remaining"] == 2


# --- the base ---


@pytest.mark.parametrize("base_name", ["nosuch", "HEAD~99", "--", "./nowhere", "..", "a b", "@{u}"])
@pytest.mark.usefixtures("base")
def test_an_unknown_base_is_told_in_one_line(
    base_name: str, small: Path, factsheet: Factsheet
) -> None:
    result = factsheet("diff", small, "--", base_name)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert re.search(
        r"^Error: .*(no revision|no folder|holds no data|BASE)", result.stderr, re.MULTILINE
    )


def test_a_project_outside_git_says_so(small: Path, factsheet: Factsheet) -> None:
    result = factsheet("diff", small, "main")
    assert result.exit_code == 2
    assert "not a git repository" in result.stderr


def test_a_folder_is_a_base_too(small: Path, tmp_path: Path, factsheet: Factsheet) -> None:
    other = tmp_path / "other"
    shutil.copytree(small, other)
    assert factsheet("diff", small, str(other)).stdout == NOTHING
    edit(other / ACTORS, "name: Ada Brook", "name: A. Brook")
    shown = factsheet("diff", small, str(other)).stdout
    assert "Actor ada-brook (Ada Brook): name changed from “A. Brook” to “Ada Brook”" in shown


def test_a_project_in_a_folder_of_its_repository(
    tmp_path: Path, small: Path, factsheet: Factsheet
) -> None:
    project = tmp_path / "repository/dossiers/bridge"
    shutil.copytree(small, project)
    commit(tmp_path / "repository")
    assert factsheet("diff", project, "HEAD").stdout == NOTHING
    edit(project / STATEMENTS, "says: The bridge is safe", "says: It is safe")
    assert "1 record changed." in factsheet("diff", project, "main").stdout


def test_nothing_of_the_work_tree_or_the_index_is_touched(small: Path, diff: Diff) -> None:
    edit(small / STATEMENTS, "says: The bridge is safe", "says: It is safe")
    (small / ".gitattributes").write_text("data export-ignore\n", encoding="utf-8")
    before = contents(small)
    assert "1 record changed." in diff()
    assert contents(small) == before


# --- Markdown for a comment ---

HARMFUL = (
    "@octocat and @org/team",
    "<script>alert(1)</script><!-- --><img src=x>",
    "[a link](https://harm.example) ![x](https://harm.example/x.png)",
    "https://harm.example/ www.harm.example me@harm.example",
    "fixes #12, GH-12, org/repo#12, 1a410efbd13591db07496601ebc7a059dd55cfe9",
    "**bold** _it_ `code` ``` ~~gone~~ :tada: | a | b |",
    "</details></strong> # heading --- &lt;b&gt;",
)


@pytest.mark.parametrize("harm", HARMFUL)
def test_a_value_of_a_dossier_makes_no_markup_no_link_and_no_mention(
    harm: str, small: Path, diff: Diff
) -> None:
    quoted = json.dumps(harm)
    edit(small / ACTORS, "name: Ada Brook", f"name: {quoted}")
    edit(small / ACTORS, "    - title: mayor of Netherby", f"    - title: {quoted}")
    edit(small / STATEMENTS, "    bridge-safe: safe", f"    {quoted}: {quoted}")
    edit(small / STATEMENTS, "courier: The bridge is", f"courier: {json.dumps(harm + ' is')} # ")
    shown = diff("--format", "markdown", status=1)
    outside = re.sub(r"(?ms)^ *(`{3,})text$.*?^ *\1$", "", shown)
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(outside)
    assert set(re.findall(r"</?(\w+)", rendered)) <= {
        *("p", "ul", "li", "strong", "h3", "code", "details", "summary"),
    }
    # What GitHub looks for in the finished text, where references have become characters again.
    text = html.unescape(re.sub(r"<code>.*?</code>|<[^>]+>", "", rendered))
    assert not re.search(r"@\w|#\d|\bGH-\d|\bwww\.|://|:\w+:|\b[0-9a-f]{7,40}\b", text)
    assert harm.split()[0].strip("@") in text.replace("\u200b", "")


def test_a_hint_to_paste_cannot_leave_its_block(small: Path, diff: Diff) -> None:
    edit(small / STATEMENTS, "speaker: ada-brook", 'speaker: "````\\n@octocat\\n"')
    shown = diff("--format", "markdown", status=1)
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(shown)
    assert "@octocat" not in html.unescape(re.sub(r"(?s)<(pre|code)>.*?</\1>", "", rendered))


def test_markdown_fits_a_comment_and_counts_what_it_leaves_out(small: Path, diff: Diff) -> None:
    places = small / "data/places.yml"
    about = "".join(
        f"place-{number}:\n  name: Netherby\n  kind: settlement\n  within: netherby\n"
        f"  position: {{latitude: '{number / 10}', longitude: '0', source: A map}}\n"
        f"  note: {'Ծ' * 300}\n  cite:\n    courier: The footbridge between Overmill and Netherby\n"
        for number in range(400)
    )
    places.write_text(places.read_text(encoding="utf-8") + about, encoding="utf-8")
    shown = diff("--format", "markdown")
    assert len(shown.encode("utf-8")) < 65_536
    shown_records = shown.count("- **Place**")
    assert 0 < shown_records < 400
    assert f"- … and {400 - shown_records} more records, left out here" in shown
    assert shown.count("<details>") == shown.count("</details>") == 1
    assert "**400 records added; 400 citations added.**" in shown
    assert len(found(diff)["records"]) == 400


def test_a_very_long_value_is_cut(small: Path, diff: Diff) -> None:
    edit(small / "data/routes.yml", "who owns it.", "who owns it. " + "Nothing is said. " * 1000)
    shown = diff("--format", "markdown")
    assert len(shown) < 10_000
    assert "more characters)" in shown


def test_the_limit_holds_for_every_section() -> None:
    assert report.LIMIT + 10 * report.RESERVED < 65_536


# --- renamed ---


def test_a_rename_is_told_as_one(small: Path, diff: Diff, factsheet: Factsheet) -> None:
    assert factsheet("rename", small, "ada-brook", "brook-ada").exit_code == 0
    shown = diff()
    assert shown.startswith("1 record renamed.\n")
    line = "Actor brook-ada (Ada Brook): renamed; it was ada-brook, and the old address leads here"
    assert line in shown.splitlines()
    assert "removed" not in shown.partition("Page ")[0]
    assert "Page /actors/brook-ada/ added" in shown
    (record,) = found(diff)["records"]
    assert (record["what"], record["was"], record["fields"]) == ("renamed", "ada-brook", [])
    assert (
        "### Renamed records\n\n- **Actor** `brook-ada` (Ada Brook): renamed; it was ada-brook"
        in diff("--format", "markdown")
    )


def test_what_changes_with_a_rename_is_told_besides(
    small: Path, diff: Diff, factsheet: Factsheet
) -> None:
    assert factsheet("rename", small, "bridge-closed", "bridge-shut").exit_code == 0
    edit(small / "data/events.yml", "  what: The foot", "  what: The old foot")
    shown = diff(status=0)
    assert "Event bridge-shut" in shown
    assert "    what changed from" in shown
    assert "of bridge-closed" not in shown


# --- what tells values apart ---


def test_an_occasion_is_told_with_its_id_and_its_date(small: Path, diff: Diff) -> None:
    event = (small / "data/events.yml").read_text(encoding="utf-8")
    again = event.replace("bridge-closed:", "bridge-again:").replace("closed.", "closed again.")
    (small / "data/events.yml").write_text(f"{event}\n{again}", encoding="utf-8")
    edit(small / STATEMENTS, "  about: footbridge\n  inv", "  about: bridge-again\n  inv")
    name = "The footbridge between Overmill and Netherby was closed again"
    assert f"to “{name} [bridge-again, 2021-05-03]”" in diff()


def test_marks_around_a_value_differ_from_those_in_it(small: Path, diff: Diff) -> None:
    edit(small / "data/issues.yml", "safe: It is safe.", "safe: It is “safe”.")
    assert "It is safe.” to ‘It is “safe”.’" in diff()
    assert "to ‘It is “safe”.’" in diff("--format", "markdown")


def test_what_stays_in_a_changed_value_is_not_told_twice(small: Path, diff: Diff) -> None:
    edit(small / STATEMENTS, 'edtf: "2021-05-04"', 'edtf: "2021-05"')
    assert diff().count("4 May 2021") == 0


# --- pages ---


def test_the_pages_of_the_records_come_first_and_the_others_are_folded(
    small: Path, diff: Diff
) -> None:
    edit(small / "data/issues.yml", "safe: It is safe.", "safe: It may be crossed.")
    pages = [line for line in diff().splitlines() if "age" in line]
    assert pages[0] == "Page /who-says-what/bridge-safe/ changed"
    assert re.fullmatch(r"and \d+ pages that list or link them", pages[1])
    assert len(pages) == 2
    shown = diff("--format", "markdown")
    assert "### Pages of these records\n\n- `/who-says-what/bridge-safe/` changed\n" in shown
    assert re.search(r"<details><summary>and \d+ pages that list or link them</summary>", shown)
    assert len(found(diff)["pages"]) == 1 + int(re.findall(r"and (\d+) pages", shown)[0])
