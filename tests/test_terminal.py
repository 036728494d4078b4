"""What a terminal gets besides the words: colours, how far a build is, completion, help."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import edit

from generator import publish
from generator.assembly import assemble
from generator.cli import main

ESCAPE = "\x1b["


def commands(group: click.Group, *names: str) -> Iterator[tuple[str, ...]]:
    """Every command with the names that lead to it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)
        else:
            yield *names, name


@pytest.fixture
def amiss(small: Path) -> Path:
    edit(small / "data/statements.yml", "speaker: ada-brook", "speaker: ada-brok")
    return small


@pytest.mark.parametrize("names", list(commands(main)), ids=" ".join)
def test_the_help_of_every_command_has_an_example_of_it(names: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*names, "--help"])
    assert result.exit_code == 0
    assert f"Example: factsheet {' '.join(names)}" in " ".join(result.stdout.split())


def test_problems_are_coloured_on_a_terminal(amiss: Path) -> None:
    run = CliRunner()
    plain = run.invoke(main, ["check", "--project", str(amiss)]).stdout
    coloured = run.invoke(main, ["check", "--project", str(amiss)], color=True).stdout
    assert ESCAPE not in plain
    assert f"{ESCAPE}31munknown-id{ESCAPE}0m" in coloured
    assert click.unstyle(coloured) == plain


def test_no_color_is_respected(amiss: Path) -> None:
    words = ["check", "--project", str(amiss)]
    result = CliRunner().invoke(main, words, color=True, env={"NO_COLOR": "1"})
    assert ESCAPE not in result.stdout


def test_forms_for_programs_are_never_coloured(amiss: Path) -> None:
    for form in ("json", "github"):
        words = ["check", "--project", str(amiss), "--format", form]
        assert ESCAPE not in CliRunner().invoke(main, words, color=True).stdout


def test_a_build_says_how_far_it_is(small: Path) -> None:
    ticks: list[None] = []
    made = assemble(small)
    built = publish.build(small, made, tick=lambda: ticks.append(None))
    assert not built.reasons
    written = sum(name.endswith(".md") for name in made.content)
    assert len(ticks) == 2 * (len(made.pages) + written)


def test_a_build_shows_no_bar_and_no_banner_where_nobody_watches(small: Path) -> None:
    words = [sys.executable, "-m", "generator", "build", "--project", str(small)]
    env = {name: value for name, value in os.environ.items() if name != "NO_MKDOCS_2_WARNING"}
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=env)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 2


def test_the_shell_completes_commands() -> None:
    words = [sys.executable, "-c", "from generator.cli import main; main(prog_name='factsheet')"]
    env = os.environ | {
        "_FACTSHEET_COMPLETE": "bash_complete",
        "COMP_WORDS": "factsheet ex",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=env)
    assert done.stdout.splitlines() == ["plain,export"]
