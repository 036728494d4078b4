"""The workflows: what they run is pinned, they may do little, and no contributor reaches more."""

from __future__ import annotations

import html
import io
import re
import runpy
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Factsheet, edit

GITHUB = Path(__file__).parent.parent / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in WORKFLOWS}
PARSED: dict[str, Any] = {
    name: yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes text only
    for name, text in TEXTS.items()
}
NAMES = sorted(PARSED)


def jobs(name: str) -> dict[str, Any]:
    return dict(PARSED[name]["jobs"])


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in jobs(name).values():
        yield from job.get("steps", ())


def test_there_are_workflows() -> None:
    assert NAMES == ["check", "comment", "publish"]


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_and_the_version_is_named(name: str) -> None:
    used = re.findall(r"uses:\s*(.+)", TEXTS[name])
    assert used
    for one in used:
        assert one.startswith("./.github/workflows/") or re.fullmatch(
            r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one
        ), one


@pytest.mark.parametrize("name", NAMES)
def test_permissions_are_stated_and_small(name: str) -> None:
    assert PARSED[name]["permissions"] == {}
    writing = {
        f"{name}.{job}.{scope}"
        for job, body in jobs(name).items()
        for scope, right in body["permissions"].items()
        if right != "read"
    }
    assert writing <= {
        "comment.comment.pull-requests",
        "publish.deploy.pages",
        "publish.deploy.id-token",
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_job_of_a_stranger_holds_a_secret(name: str) -> None:
    assert "pull_request_target" not in PARSED[name]["on"]
    assert "secrets" not in TEXTS[name]
    if "workflow_run" in PARSED[name]["on"]:
        assert not re.search(r"\bmake\b|\bpip\b|factsheet (?!diff -->)|head_ref", TEXTS[name])
    for step in steps(name):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
            assert "workflow_run" not in step["with"].get("ref", "")


@pytest.mark.parametrize("name", NAMES)
def test_no_value_is_pasted_into_a_command(name: str) -> None:
    for step in steps(name):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("name", NAMES)
def test_every_job_ends_in_time(name: str) -> None:
    for job in jobs(name).values():
        assert "uses" in job or int(job["timeout-minutes"]) <= 40


def test_what_is_published_has_passed_the_check() -> None:
    publish = jobs("publish")
    assert publish["check"]["uses"] == "./.github/workflows/check.yml"
    assert (publish["build"]["needs"], publish["deploy"]["needs"]) == ("check", "build")
    assert PARSED["publish"]["on"] == {"push": {"branches": ["main"]}}


# --- the comment ---


@pytest.fixture(scope="module")
def comment() -> dict[str, Any]:
    return runpy.run_path(str(GITHUB / "comment.py"))


def test_a_comment_is_made_of_what_the_generator_wrote(
    comment: dict[str, Any], tmp_path: Path
) -> None:
    shown = (
        "**1 record changed.**\n\n- **Actor** `x`: name changed from “&#91;a&#93;” to "
        "“<strong>b</strong> &#64;\u200bc &#35;\u200b1 &lt;d&gt;”\n"
    )
    with zipfile.ZipFile(tmp_path / "diff.zip", "w") as archive:
        archive.writestr("diff.md", shown)
        archive.writestr("../outside", "x")
    told = comment["comment"](comment["facts"](str(tmp_path / "diff.zip")))
    assert told == f"<!-- factsheet diff -->\n## What this changes, in facts\n\n{shown}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["diff.zip"]


@pytest.mark.parametrize(
    "harm",
    [
        "@octocat",
        "@org/team, me@harm.example",
        "<img src=https://harm.example/x.png>",
        "<a href=//harm.example>x</a> <script>x</script> <!-- --> </ details>",
        "<strong onclick=x> <details open>",
        "[x](https://harm.example) ![x](//harm.example) [x][1]\n\n[1]: https://harm.example",
        "https://harm.example www.harm.example <https://harm.example>",
        "closes #1, closes org/repo#1, GH-1",
        "&#64;octocat &commat;octocat @&#111;ctocat &#x40;octocat &#35;1 &num;1 &#12 #&#49;",
        "https&#58;//harm.example https:&#47;/harm.example www&#46;harm.example G&#72;-1 GH&#45;1",
        "\u202egnp.x\u0007",
    ],
)
def test_a_comment_holds_nothing_live(harm: str, comment: dict[str, Any]) -> None:
    told = comment["inert"](harm)
    entity = r"&(?:#\d+|#x[0-9a-f]+|\w+);"
    assert not re.search(r"\]\(|\]\[|\]:|://|www\.|@\w|#\w", re.sub(entity, "_", told))
    assert not re.search(r"@\w|#\w|GH-\d|://|www\.\w", html.unescape(told).replace("&#", "#"))
    assert not re.search(r"<(?!/?(strong|details|summary)>)", told)
    assert told.replace("\u200b", "").replace("\n", "").isprintable()


def test_a_comment_fits(comment: dict[str, Any], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "diff.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("diff.md", "@" * 10_000_000)
    made = comment["comment"](comment["facts"](str(tmp_path / "diff.zip")))
    assert len(io.StringIO(made).getvalue()) < 65_536
    assert "cut here" in made


# --- forms ---


def test_the_forms_ask_for_what_a_reader_can_tell() -> None:
    for name in ("wrong-fact", "missing-fact"):
        text = (GITHUB / "ISSUE_TEMPLATE" / f"{name}.yml").read_text(encoding="utf-8")
        form = yaml.safe_load(text)
        ids = [field["id"] for field in form["body"] if "id" in field]
        assert ids == ["page", "page-words", "text-words", "what"], name


@pytest.mark.parametrize("set_up", [True, False])
def test_each_page_leads_to_the_forms_with_its_address(
    set_up: bool, small: Path, factsheet: Factsheet
) -> None:
    config = small / "mkdocs.yml"
    url = "https://example.org/o/p/issues/new?template={template}&page={page}"
    option = f":\n      issue_url: {url}" if set_up else ""
    edit(config, "  - factsheet\n", f"  - factsheet{option}\n")
    edit(config, "docs_dir", "site_url: https://example.org/bridge/\ndocs_dir")
    assert factsheet("build", small).exit_code == 0
    page = html.unescape((small / "site/actors/ada-brook/index.html").read_text(encoding="utf-8"))
    led = re.findall(r'href="(https://example.org/o/p/[^"]*)"', page)
    address = "page=https%3A%2F%2Fexample.org%2Fbridge%2Factors%2Fada-brook%2F"
    start = "https://example.org/o/p/issues/new?template="
    assert led == (
        [f"{start}wrong-fact.yml&{address}", f"{start}missing-fact.yml&{address}"] if set_up else []
    )
