"""`factsheet check`: every problem with its place, and what was checked."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator import assembly, problem
from generator.commands.options import closing, in_project, painted, printed_as


@click.command(
    short_help="Check the YAML and every citation.",
    epilog="Example: factsheet check --project dossiers/footbridge",
)
@in_project
@printed_as("text", "github", "json", told="For people, for GitHub's annotations, or for programs.")
def check(project: Path, form: str) -> None:
    """Check the YAML and find every cited passage in its source.

    Prints all problems, ordered by file and line, and at the end what was checked. Exit status 1 if
    there are any. With --format json all of it is one object: passed, summary, counts, problems.
    """
    verdict = assembly.check(project)
    if form == "json":
        found = {
            "passed": verdict.passed,
            "summary": verdict.summary,
            "counts": dict(verdict.counts),
            "problems": json.loads(problem.as_json(verdict.problems)),
        }
        click.echo(json.dumps(found, indent=2))
    else:
        printed = problem.as_github if form == "github" else painted
        click.echo(printed(verdict.problems), nl=False)
        click.echo(closing(verdict))
    raise SystemExit(0 if verdict.passed else 1)
