"""`factsheet schema`: JSON Schema, for editors that complete and check while typing."""

from __future__ import annotations

from pathlib import Path

import click

from generator import load, output, problem, workspace
from generator.commands.options import counted, in_project, into_folder, shown
from generator.editing import schema as schemas


@click.command(
    short_help="Write JSON Schema for editors.",
    epilog="Example: factsheet schema --out schemas",
)
@in_project
@into_folder(f"Where the schemas go.  [default: {output.SCHEMAS} in the project]", required=False)
def schema(project: Path, out: Path | None) -> None:
    """Write a JSON Schema for each kind of file in data/, with the known ids as choices.

    Editors' programs with the YAML language server complete and check by it while you type. The
    commands check and build write the default ones anew by themselves.
    """
    loaded = load.load(workspace.read(project).files)
    if not loaded.complete:
        click.echo(problem.as_text(sorted(set(loaded.problems))), nl=False, err=True)
        raise SystemExit(1)
    folder = out or project / output.SCHEMAS
    made = dict(schemas.schemas(loaded.records))
    output.write_schemas(folder, made)
    click.echo(f"{counted(len(made), 'schema')} in {shown(folder)}")
