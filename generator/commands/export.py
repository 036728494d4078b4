"""`factsheet export`: the dossier as open data."""

from __future__ import annotations

from pathlib import Path

import click

from generator import assembly, output
from generator import export as exports
from generator.commands.options import (
    closing,
    counted,
    in_project,
    into_folder,
    painted,
    refuse_others,
    shown,
)


@click.command(
    short_help="Write the dossier as open data.",
    epilog="Example: factsheet export --out ../data --site https://example.org/",
)
@in_project
@into_folder("Where the files go: a new or empty folder, or one of an earlier run.")
@click.option(
    "--site",
    metavar="URL",
    default="",
    envvar="SITE_URL",
    show_envvar=True,
    help="Where the site stands.  [default: addresses are relative, as in the site's own data/]",
)
def export(project: Path, out: Path, site: str) -> None:
    """Write the dossier as JSON, CSV tables and W3C Web Annotations, with a README of all fields.

    The same files stand in data/ of the built site. A file that would not change is not touched.
    """
    refuse_others(project, out)
    verdict = assembly.check(project)
    click.echo(painted(verdict.problems), nl=False, err=True)
    if verdict.dossier is None or not verdict.passed:
        click.echo(closing(verdict), err=True)
        raise SystemExit(1)
    click.echo(closing(verdict))
    done = output.write_pages(out, exports.files(verdict.dossier, site))
    click.echo(
        f"{counted(len(exports.FILES), 'file')} in {shown(out)}: {done.written} written, "
        f"{done.unchanged} unchanged, {done.removed} removed"
    )
