"""The command line: `factsheet`, and what all its commands have in common.

In: arguments. Out: a command's printed lines and exit status; what the disk refuses, in one line.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import click

from generator import __version__, output
from generator.commands import COMMANDS
from generator.commands.options import for_all
from generator.problem import visible


class _Commands(click.Group):
    """Says what the disk or the system refuses in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except output.RefusedError as refused:
            raise click.UsageError(visible(str(refused))) from refused
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader went away, as `| head` does: click ends quietly
            place = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(visible(f"{place}{error.strerror or error}")) from error


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: factsheet check, while you edit; factsheet build, to publish",
)
@click.version_option(__version__)
@for_all
def main() -> None:
    """Fact sheets in which every sentence is one click from the words that support it."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    if os.environ.get(
        "NO_COLOR"
    ):  # otherwise click colours what a terminal shows, and nothing else
        click.get_current_context().color = False
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a letter gets its number
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")


for _command in COMMANDS:
    main.add_command(_command)
