"""`factsheet render`: the pages as plain Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from generator import export, output, publish, workspace
from generator.assembly import Assembly
from generator.commands.options import (
    assembled,
    closing,
    counted,
    in_project,
    into_folder,
    refuse_others,
    shown,
)


@click.command(epilog="Example: factsheet render --out ../pages")
@in_project
@into_folder("Where the pages go: a new or empty folder, or one of an earlier run.")
def render(project: Path, out: Path) -> None:
    """Write the pages as plain Markdown, for any builder of websites.

    The hand-written pages of content/ and the theme's styles and scripts are put beside them.
    A file that would not change is not touched; one whose record is gone is removed.
    """
    refuse_others(project, out)
    made = assembled(project)
    click.echo(closing(made.verdict))
    done = output.write_pages(out, _files(project, made))
    click.echo(
        f"{counted(len(made.pages), 'page')} in {shown(out)}: {counted(done.written, 'file')} "
        f"written, {done.unchanged} unchanged, {done.removed} removed"
    )


def _files(project: Path, made: Assembly) -> Iterator[tuple[str, bytes]]:
    """What another builder needs: pages, hand-written files, the theme's styles and scripts."""
    theme = dict(workspace.assets(publish.THEME))
    yield from ((name, path.read_bytes()) for name, path in theme.items())
    for name in made.content:
        yield name, (project / "content" / name).read_bytes()
    if made.verdict.dossier is not None:
        for name, content in export.files(made.verdict.dossier):
            yield f"{export.FOLDER}/{name}", content
    for page in made.pages:
        yield page.path, page.markdown.encode("utf-8")
