"""The gate under attack: what `make attack` runs in full, run once over; and the table it keeps."""

from __future__ import annotations

import json

import pytest
from dossiers import Score
from mutants import BY_DESIGN, PROJECT, as_json, as_table, attack

from generator import trials, workspace
from generator.gate import examine


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return attack(rounds=1, others=3)


def test_every_promised_kind_is_caught_whole(scores: list[Score]) -> None:
    print(as_table(scores))
    assert {s.kind: s.missed for s in scores if s.kind not in BY_DESIGN and s.missed} == {}
    assert sum(score.tried for score in scores) > 5000


def test_changes_that_are_no_damage_are_few(scores: list[Score]) -> None:
    assert sum(score.right for score in scores) < 0.01 * sum(score.tried for score in scores)


def test_the_table_that_is_kept_has_these_kinds_and_says_the_same(scores: list[Score]) -> None:
    kept = trials.read((PROJECT / "content" / trials.FILE).read_bytes(), "")
    assert {trial.kind for trial in kept.promised} == {s.kind for s in scores} - set(BY_DESIGN)
    assert {trial.kind: trial.reason for trial in kept.by_design}.items() <= BY_DESIGN.items()
    assert all(trial.tried == trial.caught for trial in kept.promised)
    assert kept.tried >= 5000


def test_what_is_kept_reads_back(scores: list[Score]) -> None:
    kept = as_json(scores, "abc")
    assert trials.read(kept.encode(), "abc").is_current
    assert not trials.read(kept.encode(), "abd").is_current
    assert json.loads(kept)["data"] == "abc"


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"promised": [1]}', b"\xff"])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        trials.read(content, "")


def test_the_gate_tells_of_another_file() -> None:
    inputs = workspace.read(PROJECT)
    outlines = {**inputs.outlines, trials.FILE: b"{}"}
    verdict = examine(inputs.files, inputs.seeds, (), outlines)
    assert f"content/{trials.FILE} unreadable" in [f"{p.file} {p.code}" for p in verdict.problems]
