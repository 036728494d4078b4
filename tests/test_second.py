"""A second dossier, on a subject of another kind: the same rules hold for it, and it builds.

Two state papers of 1839, without quotation marks and with institutions as speakers. They are in the
public domain; tests/second/content/about/texts.md says where they stand.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import Factsheet, edit

from generator import assembly, coverage
from generator.model import Source, Statement
from generator.relations import Relations

SECOND = Path(__file__).parent / "second"


@pytest.fixture
def second(tmp_path: Path) -> Path:
    project = tmp_path / "a second dossier"
    shutil.copytree(SECOND, project)
    return project


def test_its_check_is_clean(factsheet: Factsheet) -> None:
    result = factsheet("check", SECOND)
    assert result.exit_code == 0
    assert result.output == (
        "31 citations in 2 sources verified; 2 sources, 5 actors, 2 agreements, 3 places, 1 event, "
        "5 statements, 2 issues, 1 discrepancy\n"
    )


def test_it_is_in_its_one_form(factsheet: Factsheet) -> None:
    assert factsheet("fmt", SECOND, "--check").exit_code == 0


def test_every_sentence_is_cited_or_excused() -> None:
    dossier = assembly.examine(SECOND).dossier
    assert dossier is not None
    assert [one.uncited for one in coverage.coverage(dossier)] == [(), ()]


def test_two_sides_stand_against_each_other() -> None:
    dossier = assembly.examine(SECOND).dossier
    assert dossier is not None
    answers = {
        str(one.speaker): str(answer.option)
        for one in dossier.all(Statement)
        for answer in one.answers
        if answer.issue == "jurisdiction-pending"
    }
    assert answers == {"her-majestys-authorities": "british", "united-states": "as-exercised"}


def test_a_paper_speaks_for_itself_and_reports_the_sides() -> None:
    dossier = assembly.examine(SECOND).dossier
    assert dossier is not None
    relations = Relations(dossier)
    voices = {str(one.id): relations.nearest(one) for one in dossier.all(Statement)}
    assert voices["british-exclusive"] == voices["us-not-enlarged"] == "reported"
    assert voices["message-recommendation"] == "article"
    assert len(dossier.all(Source)) == 2


def test_it_builds_strictly(second: Path, factsheet: Factsheet) -> None:
    result = factsheet("build", second)
    assert result.exit_code == 0, result.stderr
    page = (second / "site/who-says-what/jurisdiction-pending/index.html").read_text("utf-8")
    assert page.index("Great Britain alone") < page.index("Each side where it exercised")


THEIRS = "speaker: united-states\n  says: There has"
MINE = "speaker: her-majestys-authorities\n  says: There has"


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("statements", "there has been no agreement", "there has been an agreement", "no-passage"),
        ("statements", THEIRS, MINE, "wrong-voice"),
        ("agreements", "have not understood the", "understood the", "negation-left-out"),
        ("events", 'edtf: "1839-02-27"', 'edtf: "1839-02-26"', "date-disagrees"),
        ("statements", "says: The memorandum has", "says: The paper by Fox has", "unsupported"),
        ("sources", "sha256: 84a9", "sha256: 84a8", "changed-source"),
    ],
)
def test_the_gate_holds_here_too(
    file: str, old: str, new: str, code: str, second: Path, factsheet: Factsheet
) -> None:
    edit(second / f"data/{file}.yml", old, new)
    result = factsheet("check", second)
    assert result.exit_code == 1
    assert f" {code}: " in result.stdout
