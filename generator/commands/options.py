"""What several commands share: their options, and how things are printed.

In: a folder. Out: options for click, an Assembly or the end of the command with its problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import assembly, output, problem, publish, workspace
from generator.assembly import Assembly
from generator.gate import Verdict
from generator.problem import Problem

F = TypeVar("F", bound=Callable[..., Any])


_ASKED = "generator.project"
"""Where a --project that stands before the name of a command waits for it."""


def _project(ctx: click.Context, _param: click.Parameter, given: Path | None) -> Path:
    """The project's folder: the one that is given, or the nearest around the current folder."""
    given = given or ctx.meta.get(_ASKED)
    if given is not None:
        if not (given / "mkdocs.yml").is_file():
            raise click.BadParameter(f"{given} holds no mkdocs.yml")
        return given.resolve()
    found = workspace.find_project(Path.cwd())
    if found is None:
        raise click.UsageError("no mkdocs.yml here or in a folder above; name one by --project DIR")
    return found


def in_project(command: F) -> F:
    """Give a command the option --project."""
    return _project_option(callback=_project)(command)


def for_all(group: F) -> F:
    """Give a group of commands the option --project, for those who put it first."""

    def keep(ctx: click.Context, _param: click.Parameter, given: Path | None) -> None:
        if given is not None:
            ctx.meta[_ASKED] = given

    return _project_option(callback=keep, expose_value=False)(group)


def _project_option(**settings: Any) -> Callable[[F], F]:
    return click.option(
        "--project",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The project's folder.  [default: this one, or the nearest above with mkdocs.yml]",
        **settings,
    )


def printed_as(*forms: str, told: str, names: tuple[str, ...] = ("--format",)) -> Callable[[F], F]:
    """The option --format, as `form`; the first of the forms is the default."""
    return click.option(
        *names,
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help=told,
    )


def into_folder(told: str, *, required: bool = True) -> Callable[[F], F]:
    """The option --out: a folder that the command writes into."""
    return click.option(
        "--out",
        required=required,
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        help=told,
    )


def refuse_others(project: Path, out: Path) -> None:
    """Refuse a folder that holds the project, or files of somebody else."""
    publish.refuse_own(project, out)
    if out.is_dir() and any(out.iterdir()) and not (out / output.INDEX).is_file():
        raise click.UsageError(f"{out} holds files that this command did not write")


_PROBLEM = re.compile(r"^(\S.*?:\d+:\d+): ([a-z0-9-]+)( \(advice\))?(?=: )", re.MULTILINE)
_HINT = re.compile(r"^    hint:", re.MULTILINE)


def painted(problems: Iterable[Problem]) -> str:
    """Problems as text in colours; `click.echo` takes these out where no terminal shows them."""

    def paint(match: re.Match[str]) -> str:
        place, code, advice = match.groups(default="")
        colour = "yellow" if advice else "red"
        return f"{click.style(place, bold=True)}: {click.style(code, fg=colour)}{advice}"

    text = _PROBLEM.sub(paint, problem.as_text(problems))
    return _HINT.sub(f"    {click.style('hint', fg='cyan')}:", text)


def assembled(project: Path) -> Assembly:
    """The project's pages; where it has problems they are printed, and the command ends."""
    made = assembly.assemble(project)
    click.echo(painted(made.verdict.problems), nl=False, err=True)
    if not made.verdict.passed:
        click.echo(closing(made.verdict), err=True)
        raise SystemExit(1)
    return made


def closing(verdict: Verdict) -> str:
    """The last line of a check: how many problems, and what was checked."""
    found = len(problem.errors(verdict.problems))
    begins = f"{counted(found, 'problem')}; " if found else ""
    return begins + verdict.summary


def counted(number: int, word: str) -> str:
    """The number with its noun: 1 page, 2 pages."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def shown(path: Path) -> str:
    """A path as the user would type it here."""
    here = Path.cwd()
    return f"{path.relative_to(here) if path.is_relative_to(here) else path}/"
