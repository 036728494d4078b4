"""`factsheet coverage`: which sentences are cited, and by what; advice for editors."""

from __future__ import annotations

from pathlib import Path

import click

from generator import advice as advices
from generator import assembly, problem
from generator import coverage as coverages
from generator.commands.options import closing, in_project, painted, printed_as


@click.command(
    "coverage",
    short_help="Show which sentences are cited, and by what.",
    epilog="Example: factsheet coverage --format markdown",
)
@in_project
@printed_as("text", "markdown", "json", told="For people, for a pull request, or for programs.")
def coverage(project: Path, form: str) -> None:
    """Show which sentences of each source are cited, by which records, and which are not.

    The advice after them is no error: names that no record carries, questions and events that one
    speaker or source alone carries, statements about an actor without a recorded reply.
    """
    verdict = assembly.examine(project)
    if verdict.dossier is not None:
        covered = coverages.coverage(verdict.dossier)
        advice = advices.advice(verdict.dossier, covered)
        if form == "json":
            words = coverages.as_json(covered, advices.rows(advice))
        elif form == "markdown":
            words = coverages.as_markdown(covered) + advices.as_markdown(advice)
        else:
            words = coverages.as_text(covered) + advices.as_text(advice)
        click.echo(problem.visible(words, keep="\n"), nl=False)
    if not verdict.passed:
        click.echo(painted(verdict.problems), nl=False, err=True)
        click.echo(closing(verdict), err=True)
        raise SystemExit(1)
