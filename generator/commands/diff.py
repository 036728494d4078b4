"""`factsheet diff`: what a change does, in facts."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click

from generator import assembly, pages
from generator.commands.options import in_project, printed_as
from generator.editing import change, facts, history, report, report_json
from generator.editing.history import Snapshot, UnknownStateError
from generator.gate import Verdict


@click.command(
    short_help="Show what a change does, in facts.",
    epilog="Example: factsheet diff main",
)
@click.argument("base")
@in_project
@printed_as(
    "text", "markdown", "json", told="For people, for a pull request's comment, or for programs."
)
def diff(base: str, project: Path, form: str) -> None:
    """Show what the project says now and did not say at BASE, and the other way round.

    BASE is a git revision, such as main or HEAD~1, or a folder that holds another state of the
    project. Only facts count: order, layout and the file in which a record stands do not. The
    generator that is installed checks and renders both. Exit status 1 if the project has problems.
    """
    try:
        before = history.state_of(base, project)
    except UnknownStateError as error:
        raise click.UsageError(str(error)) from error
    after = history.present(project)
    old, new = assembly.check_inputs(before.inputs), assembly.check_inputs(after.inputs)
    found = change.compare(_state(before, old), _state(after, new))
    if found.has_facts or found.drawn_anew:
        drawn = (_pages(before, old), _pages(after, new))
        compared = None if None in drawn else change.pages(drawn[0] or {}, drawn[1] or {})
        found = dataclasses.replace(found, pages=compared)
    printed = {"markdown": report.markdown, "json": report_json.json_text}.get(form, report.text)
    click.echo(printed(found), nl=False)
    raise SystemExit(0 if new.passed else 1)


def _state(snapshot: Snapshot, verdict: Verdict) -> facts.State:
    inputs = snapshot.inputs
    return facts.state(inputs.files, inputs.seeds, verdict, snapshot.content, snapshot.drawn)


def _pages(snapshot: Snapshot, verdict: Verdict) -> change.Pages | None:
    """What each page shows; None where the state has problems and no page can be made."""
    if verdict.dossier is None or not verdict.passed:
        return None
    return {
        page.path: (page.title, page.description, page.body)
        for page in pages.render(verdict.dossier, snapshot.inputs.templates)
    }
