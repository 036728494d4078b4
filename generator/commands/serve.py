"""`factsheet serve`: the website while it is edited."""

from __future__ import annotations

from pathlib import Path

import click

from generator.commands.options import in_project


@click.command(epilog="Example: factsheet serve --port 8080")
@in_project
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve at.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port."
)
def serve(project: Path, host: str, port: int) -> None:
    """Show the website while you edit.

    An edit in data/, seeds/ or content/ shows in the browser at once. After an edit with problems
    the last good state stays up, under a banner that shows them.
    """
    from generator.preview import Preview  # loads MkDocs, which a check alone need not

    Preview(project, host, port, click.echo).run()
