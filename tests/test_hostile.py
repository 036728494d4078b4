"""Hostile inputs: each ends in a located problem or is accepted, soon, and nothing is lost by it.

What is expected stands in hostile_corpus.txt, a line for each input: its name, what is wrong with
it, and the files and codes of its problems. `--update-golden` writes it anew.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hostile_corpus import corpus

HERE = Path(__file__).parent
TOLD = HERE / "hostile_corpus.txt"
MEGABYTES = 1000
LOCATED = re.compile(r"^(\S.*?):(\d+):(\d+): ([a-z0-9-]+)(?: \(advice\))?: ", re.MULTILINE)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits need a Unix")


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """How each input ended, by its name."""
    run = subprocess.run(
        [sys.executable, str(HERE / "hostile_runner.py"), str(tmp_path_factory.mktemp("hostile"))],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return {one["name"]: one for one in found}


def line_of(one: dict[str, Any]) -> str:
    told = dict.fromkeys(f"{file} {code}" for file, _, _, code in LOCATED.findall(one["printed"]))
    return f"{one['name']}: {one['wrong']} => {', '.join(told) or 'accepted'}"


def test_the_corpus_is_large_and_its_names_are_unique() -> None:
    names = [hostile.name for hostile in corpus()]
    assert len(names) == len(set(names))
    assert len(names) >= 150


def test_the_list_is_that_of_the_corpus(
    ended: dict[str, dict[str, Any]], pytestconfig: pytest.Config
) -> None:
    if pytestconfig.getoption("--update-golden"):
        lines = [line_of(ended[hostile.name]) + "\n" for hostile in corpus()]
        TOLD.write_text("".join(lines), encoding="utf-8")
    names = [line.split(": ")[0] for line in TOLD.read_text(encoding="utf-8").splitlines()]
    assert names == [hostile.name for hostile in corpus()]


@pytest.mark.parametrize(
    "line",
    TOLD.read_text(encoding="utf-8").splitlines() if TOLD.is_file() else [],
    ids=lambda line: line.split(": ")[0],
)
def test_hostile_input(line: str, ended: dict[str, dict[str, Any]]) -> None:
    one = ended[line.split(": ")[0]]
    assert one["exit"] == 0, "it was killed, or ended in a traceback"
    assert line_of(one) == line
    assert one["status"] == (0 if line.endswith("=> accepted") else 1), one["printed"]
    assert one["built"] in (None, 1)
    assert one["megabytes"] < MEGABYTES
    assert one["site"] == "the last site"
    assert one["lost"] == []
    printed = one["printed"]
    assert "Traceback" not in printed
    assert all(char.isprintable() or char == "\n" for char in printed)
    for _, row, column, _ in LOCATED.findall(printed):
        assert int(row) >= 1
        assert int(column) >= 1
