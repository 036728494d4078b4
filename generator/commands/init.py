"""`factsheet init`: a new dossier that passes the check, builds, and says how to go on."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from generator import output
from generator.commands.options import counted

STARTER = Path(__file__).parent.parent / "starter"
"""The new dossier, file by file, as it is written."""


@click.command(
    short_help="Begin a new dossier.",
    epilog="Example: factsheet init ../my-dossier",
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Write a new dossier into DIR, which must be new or empty.

    It is small, on an invented subject, and complete: it passes the check and builds. Each file
    says what it is for; put your own texts and records in the place of its own.
    """
    if _holds_something(folder):
        raise click.UsageError(f"{folder} is not empty: name a new folder, or an empty one")
    files = starter()
    _write(folder, files)
    click.echo(f"{counted(len(files), 'file')} in {folder}: a dossier on an invented subject\n")
    click.echo("Next:")
    click.echo(f"  cd {shlex.quote(str(folder))}")
    click.echo("  factsheet check")
    click.echo("  factsheet serve")
    click.echo("\nIts README.md says how to put your own first fact in.")


def starter() -> Mapping[str, bytes]:
    """The files of a new dossier: name relative to its folder → bytes."""
    return {
        path.relative_to(STARTER).as_posix(): path.read_bytes()
        for path in sorted(STARTER.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }


def _holds_something(folder: Path) -> bool:
    """Whether there is anything in a folder but git's own, as in a clone that is still empty."""
    return folder.is_dir() and any(path.name != ".git" for path in folder.iterdir())


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files or none; after a failure no folder is left that was not there before."""
    inner = {folder / name for name in files}
    folders = {above for path in inner for above in path.parents if above.is_relative_to(folder)}
    made = [path for path in (*folders, *folder.parents) if not path.exists()]
    try:
        output.replace_files(folder, {name: (None, content) for name, content in files.items()})
    except BaseException:  # whatever it was
        for path in sorted(made, key=lambda one: len(one.parts), reverse=True):
            with suppress(OSError):
                path.rmdir()
        raise
