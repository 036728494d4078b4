"""`factsheet build`: the website, whole or not at all."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import publish, workspace
from generator.assembly import Assembly
from generator.commands.options import assembled, closing, counted, in_project, shown
from generator.problem import visible

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@click.command(epilog="Example: factsheet build --site-dir public")
@in_project
@click.option(
    "--site-dir",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the site goes.  [default: as mkdocs.yml says, or site/]",
)
def build(project: Path, site_dir: Path | None) -> None:
    """Check, render and build the website.

    The site is built strictly, in a folder beside the last one, and takes its place whole: after a
    failure at any point the last good site is as it was.
    """
    began = time.monotonic()
    _check_epoch()
    made = assembled(project)
    click.echo(closing(made.verdict))
    with _progress(made) as bar:
        built = publish.build(project, made, site_dir, tick=lambda: bar.update(1))
    if built.reasons:
        for reason in built.reasons:
            click.echo(visible(reason, keep="\n"), err=True)
        count = counted(len(built.reasons), "problem")
        click.echo(f"{count}; {built.site} was left as it was", err=True)
        raise SystemExit(1)
    pages = counted(len(made.pages), "page")
    click.echo(f"{pages} in {time.monotonic() - began:.1f} s: {shown(built.site)}")


def _progress(made: Assembly) -> ProgressBar[int]:
    """A bar on the standard error stream, on a terminal only."""
    written = sum(Path(name).suffix.lower() in workspace.MARKDOWN for name in made.content)
    return click.progressbar(
        length=2 * (len(made.pages) + written),
        label="Building",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    )


def _check_epoch() -> None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not (epoch.isascii() and epoch.isdigit() and int(epoch) < 2**33):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {epoch}, and should be seconds since 1970")
