"""`factsheet rename`: another id, everywhere, and the old address leads on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from generator import addresses, output, problem, workspace
from generator.commands.options import counted, in_project
from generator.editing import rename as renames

WHY = "The record has another id."


@click.command(
    short_help="Give a record another id.",
    epilog="Example: factsheet rename reed-safe ada-reed-safe",
)
@in_project
@click.option("--why", default=WHY, show_default=True, help="What the old page says of it.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
def rename(project: Path, why: str, old: str, new: str) -> None:
    """Give the record OLD the id NEW, in all of data/.

    Nothing but the id changes in the files. OLD goes to data/retired.yml, so that the old address
    leads to the new page. All files are written, or none.
    """
    inputs = workspace.read(project)
    if inputs.problems:
        click.echo(problem.as_text(inputs.problems), nl=False, err=True)
        raise SystemExit(1)
    try:
        made = renames.rename(inputs.files, old, new, why)
    except renames.RefusedRenameError as refused:
        click.echo(problem.as_text(refused.problems), nl=False, err=True)
        if refused.problems:
            click.echo(str(refused), err=True)
            raise SystemExit(1) from refused
        raise click.UsageError(str(refused)) from refused
    output.replace_files(
        project, {name: (inputs.files.get(name), made.files[name]) for name in made.files}
    )
    for name, times in Counter(place.file for place in made.places).items():
        click.echo(f"{name}: {counted(times, 'place')}")
    click.echo(f"{old} is now {new}; the old id stands in {renames.RETIRED}")
    for place_of_link in _links(project, made.kind, old):
        click.echo(f"{place_of_link}: names the old page, which leads on; better write the new")


def _links(project: Path, kind: str, old: str) -> Iterator[str]:
    """Where hand-written pages and mkdocs.yml name the old page."""
    named = f"{addresses.folder(kind)}/{old}."
    for path in [project / "mkdocs.yml", *sorted((project / "content").rglob("*.md"))]:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, 1):
            if named in line:
                yield f"{path.relative_to(project).as_posix()}:{number}"
