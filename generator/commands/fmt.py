"""`factsheet fmt`: the one form of the files of data/."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator import document, output, workspace
from generator.commands.options import counted, in_project, painted
from generator.editing import canonical, skeleton


@click.command(
    short_help="Put the YAML into its one form.",
    epilog="Example: factsheet fmt data/actors.yml",
)
@in_project
@click.option("--check", is_flag=True, help="Change nothing; show what would change.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
def fmt(project: Path, check: bool, files: tuple[Path, ...]) -> None:
    """Put files of data/ into their one form: order of fields, quotation marks, indents, lines.

    Without FILES, all of data/. Comments and values stay as they are; only the comments that the
    command new has written go, once their record is filled in. A file that cannot be read as YAML
    is left alone and its problem printed. Exit status 1 if there are such files, or with --check if
    anything would change.
    """
    inputs = workspace.read(project)
    names = sorted(_named(project, files) if files else inputs.files)
    changed: dict[str, bytes] = {}
    problems = [found for found in inputs.problems if found.file in names]
    for name in names:
        if name not in inputs.files:
            if not any(found.file == name for found in problems):
                raise click.UsageError(f"{name} is not a YAML file of data/")
            continue
        made = canonical.formatted(_finished(inputs.files[name], name), name)
        problems += made.problems
        if made.content is not None and made.content != inputs.files[name]:
            changed[name] = made.content
    if check:
        for name, content in changed.items():
            click.echo(_diff(name, inputs.files[name], content), nl=False)
    else:
        output.replace_files(
            project, {name: (inputs.files[name], made) for name, made in changed.items()}
        )
    click.echo(painted(problems), nl=False, err=True)
    done = "would change" if check else "formatted"
    left = f", {counted(len({p.file for p in problems}), 'file')} left alone" if problems else ""
    click.echo(f"{counted(len(changed), 'file')} of {len(names)} {done}{left}", err=check)
    raise SystemExit(1 if problems or (check and changed) else 0)


def _finished(content: bytes, name: str) -> bytes:
    """Without the comments of filled-in templates, where the file can be read at all."""
    top, problems = document.parse(content, name)
    return content if top is None or problems else skeleton.finished(content, name)


def _named(project: Path, files: Sequence[Path]) -> Iterator[str]:
    """The names, relative to the project, of files and of all YAML in folders."""
    for path in files:
        inner = [p for p in path.rglob("*.y*ml") if p.is_file()] if path.is_dir() else [path]
        for one in inner:
            if not one.resolve().is_relative_to(project / "data"):
                raise click.UsageError(f"{one} is not in {project / 'data'}")
            yield one.resolve().relative_to(project).as_posix()


def _diff(name: str, old: bytes, new: bytes) -> str:
    before, after = (content.decode("utf-8").splitlines(keepends=True) for content in (old, new))
    lines = difflib.unified_diff(before, after, name, f"{name} (formatted)")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
