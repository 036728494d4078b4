"""The commands, one module each; `cli` gathers those that stand in COMMANDS.

In: options, and the project in a folder. Out: printed lines and an exit status: 0 all is well,
1 problems were found and printed, 2 the command was used wrongly.
"""

from __future__ import annotations

import click

from generator.commands.build import build
from generator.commands.check import check
from generator.commands.cite import cite
from generator.commands.coverage import coverage
from generator.commands.diff import diff
from generator.commands.export import export
from generator.commands.fmt import fmt
from generator.commands.init import init
from generator.commands.new import new
from generator.commands.rename import rename
from generator.commands.render import render
from generator.commands.schema import schema
from generator.commands.serve import serve
from generator.commands.source import source

COMMANDS: tuple[click.Command, ...] = (
    init,
    check,
    build,
    serve,
    render,
    export,
    coverage,
    cite,
    diff,
    fmt,
    new,
    rename,
    schema,
    source,
)
