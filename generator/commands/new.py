"""`factsheet new`: an annotated template for a record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import click

from generator import document, load, model, output, workspace
from generator.commands.options import in_project
from generator.editing import skeleton
from generator.editing.ids import refusal


@click.command(
    short_help="Begin a new record.",
    epilog="Example: factsheet new statement reed-on-the-bridge",
)
@in_project
@click.option(
    "--file", metavar="FILE", help="Where it goes.  [default: the file of its kind in data/]"
)
@click.option("--print", "only_print", is_flag=True, help="Print it, and write nothing.")
@click.argument("kind", type=click.Choice(list(model.KINDS)), metavar="KIND")
@click.argument("id", metavar="ID")
def new(project: Path, kind: str, id: str, file: str | None, only_print: bool) -> None:  # noqa: A002
    """Begin a new record of a KIND with an ID that nothing has yet.

    KIND is source, actor, agreement, route, place, event, statement, issue or discrepancy. The
    template goes to the end of the file of its kind, such as data/statements.yml: fields to fill
    in, and as comments those that may be left out, each with what it means. When it is filled in,
    the command fmt takes its comments out.
    """
    inputs = workspace.read(project)
    loaded = load.load(inputs.files)
    name = _name(project, file, kind)
    refused = refusal(id, loaded)
    if refused:
        raise click.UsageError(refused)
    sources = [str(r.id) for r in loaded.records.values() if isinstance(r, model.Source)]
    known = _known_of_source(inputs.seeds, loaded) if kind == "source" else {}
    text = skeleton.template(kind, id, sources, known)
    if only_print:
        click.echo(text, nl=False)
        return
    old = inputs.files.get(name)
    if old is None and (project / name).exists():
        raise click.UsageError(f"{name} cannot be read; see: factsheet check")
    whole = _schema_line(name, kind) + text.encode() if old is None else _appended(old, text, name)
    made = load.load({name: whole})
    if id not in made.broken and id not in made.records:
        raise click.UsageError(f"{name} is not YAML as it stands; see: factsheet check")
    output.replace_files(project, {name: (old, whole)})
    line = whole.count(b"\n") - text.count("\n") + 1
    click.echo(
        f"{name}:{line}: {kind} {id}: fill in its fields; then: factsheet fmt, factsheet check"
    )


def _name(project: Path, file: str | None, kind: str) -> str:
    """The file's name, relative to the project."""
    plural = model.KINDS[kind][0]
    if file is None:
        return f"data/{plural}.yml"
    path = Path(file) if Path(file).is_absolute() else Path.cwd() / file
    for given in (path.resolve(), (project / file).resolve()):
        if given.is_relative_to(project):
            name = given.relative_to(project).as_posix()
            if load.kind_of_file(name) == kind:
                return name
    raise click.UsageError(f"a {kind} stands in data/{plural}.yml, or in a file of data/{plural}/")


def _schema_line(name: str, kind: str) -> bytes:
    """The first lines of a new file: they tell editors' programs where its schema stands."""
    up = "../" * name.count("/")
    schema = f"{up}{output.SCHEMAS}/{model.KINDS[kind][0]}.json"
    return f"# yaml-language-server: $schema={schema}\n\n".encode()


def _appended(old: bytes, text: str, name: str) -> bytes:
    """The old bytes, every one of them, and the template behind a blank line.

    There is none where it would belong to a value that keeps its last lines (|+).
    """
    line_end = b"\r\n" if b"\r\n" in old else b"\n"
    made = text.encode("utf-8").replace(b"\n", line_end)
    if not old or old.endswith((b"\n\n", b"\n\r\n")):
        return old + made
    ended = old if old.endswith(b"\n") else old + line_end
    apart = ended + line_end
    same = document.parse(ended, name)[0] == document.parse(apart, name)[0]
    return (apart if same else ended) + made


def _known_of_source(seeds: Mapping[str, bytes], loaded: load.Loaded) -> Mapping[str, str]:
    """The one text of seeds/ that no source names yet, with its fingerprint."""
    named = {str(r.file) for r in loaded.records.values() if isinstance(r, model.Source)}
    left = sorted(set(seeds) - named)
    if len(left) != 1:
        return {}
    return {"file": left[0], "sha256": hashlib.sha256(seeds[left[0]]).hexdigest()}


__all__ = ["new", "refusal"]
