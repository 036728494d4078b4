"""`factsheet export`: the dossier as open data."""

from __future__ import annotations

from pathlib import Path

import click

from generator import assembly, output, publish
from generator import export as exports
from generator.commands.options import closing, counted, in_project, painted, shown


@click.command(
    short_help="Write the dossier as open data.",
    epilog="Example: factsheet export --out ../data --site https://example.org/",
)
@in_project
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go: a new or empty folder, or one of an earlier run.",
)
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
    publish.refuse_own(project, out)
    if out.is_dir() and any(out.iterdir()) and not (out / output.INDEX).is_file():
        raise click.UsageError(f"{out} holds files that this command did not write")
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
