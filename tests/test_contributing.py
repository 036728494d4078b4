"""CONTRIBUTING.md: its exercise can be done as it is told, and what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

from generator import load, model, workspace
from generator.cli import main
from generator.gate import Verdict, examine

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
STATEMENTS = "data/statements.yml"
EXERCISE = GUIDE[GUIDE.index("## An exercise") : GUIDE.index("## On your own machine")]
RECORD = "carpenter-accept-delivery"


def verdict(record: str) -> Verdict:
    """What the gate says of the real dossier with the exercise's record taken out, and this one."""
    inputs = workspace.read(ROOT)
    old = inputs.files[STATEMENTS].decode("utf-8")
    without, count = re.subn(rf"^{RECORD}:\n(?:  .*\n)+\n", "", old, flags=re.MULTILINE)
    assert count == 1
    made = f"{without}\n{record}".encode()
    return examine({**inputs.files, STATEMENTS: made}, inputs.seeds, (), inputs.outlines)


def test_the_exercise_goes_as_it_is_told() -> None:
    attempt, mended = re.findall(r"```yaml\n(.*?)```", EXERCISE, re.DOTALL)
    (told,) = re.findall(r"```text\n(.*?)```", EXERCISE, re.DOTALL)
    assert verdict("").passed
    found = [f"{p.file}:{p.line}:{p.column}: {p.code}" for p in verdict(attempt).problems]
    assert found == re.findall(r"^(data/\S+:\d+:\d+: \S+):", told, re.MULTILINE)
    assert not verdict(mended).problems


def test_every_file_of_records_is_named_and_is_one() -> None:
    named = set(re.findall(r"`(data/[a-z]+\.yml)`", GUIDE))
    assert named >= {f"data/{plural}.yml" for plural, _ in model.KINDS.values()}
    assert all(load.kind_of_file(name) for name in named)


def test_every_command_that_is_named_is_one() -> None:
    named = set(re.findall(r"`(?:\S*/)?factsheet ([a-z]+)", GUIDE))
    assert {"cite", "new", "fmt", "coverage", "diff", "rename", "source"} <= named
    assert named <= set(main.commands)


def test_every_part_that_is_linked_is_there() -> None:
    headings = re.findall(r"^## (.+)$", GUIDE, re.MULTILINE)
    anchors = {re.sub(r"[^a-z -]", "", one.lower()).replace(" ", "-") for one in headings}
    assert set(re.findall(r"\]\(#([a-z-]+)\)", GUIDE)) == anchors
