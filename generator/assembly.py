"""The whole way, from a project's folder to its pages: read, check, verify, render.

In: a folder. Out: an Assembly: the verdict, and the pages where it is good. The command line and
the MkDocs plugin begin here, so that both publish the same pages and stop at the same problems.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from generator import addresses, export, gate, output, pages, workspace
from generator.dossier import Dossier
from generator.editing import schema
from generator.gate import Verdict
from generator.model import Record
from generator.pages import chronology
from generator.pages.page import Page
from generator.problem import Problem


@dataclass(frozen=True)
class Assembly:
    """A project that was read and checked; `pages` is empty where it may not be published.

    `content` are the names of the hand-written files, relative to content/.
    """

    verdict: Verdict
    pages: tuple[Page, ...]
    content: tuple[str, ...]


def examine(project: Path) -> Verdict:
    """Read, check and verify a project, without rendering it."""
    return _verdict(workspace.read(project))


def _verdict(inputs: workspace.Inputs) -> Verdict:
    with _without_collecting():
        return gate.examine(inputs.files, inputs.seeds, inputs.problems, inputs.outlines)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Garbage that holds itself is not looked for: what a check makes is needed to its end.

    Python would look through all of it again and again, a fifth of the time that a check takes.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check(project: Path) -> Verdict:
    """Read, check and verify a project, and render it where it has templates of its own.

    Otherwise a good dossier can always be rendered, and need not be to say so: where its pages will
    stand is known, so that a hand-written page at the same address is found.
    """
    inputs = workspace.read(project)
    verdict = check_inputs(inputs)
    _keep_schemas(project, inputs, verdict)
    return verdict


def check_inputs(inputs: workspace.Inputs) -> Verdict:
    """What `check` says of a project, wherever its files were read."""
    if inputs.templates:
        return _assemble(inputs).verdict
    verdict = _verdict(inputs)
    if verdict.dossier is None or not verdict.passed:
        return verdict
    to_come = (
        Page(path, "", "", "", record=record.id.position if record else None)
        for path, record in _addresses(verdict.dossier)
    )
    return _with(verdict, same_address(to_come, inputs.content))


def _addresses(dossier: Dossier) -> Iterator[tuple[str, Record | None]]:
    """The path of every page to come, with the record that it is made from, if it is."""
    yield from addresses.pages(dossier.records.values()).items()
    for part in chronology.periods(dossier, chronology.entries(dossier)):
        yield part.path, None
    for address, retired in addresses.of_retired(dossier.retired.values(), dossier.records):
        if "#" not in address:
            yield address, retired


def assemble(project: Path) -> Assembly:
    """Read, check, verify and render a project."""
    inputs = workspace.read(project)
    assembly = _assemble(inputs)
    _keep_schemas(project, inputs, assembly.verdict)
    return assembly


def _keep_schemas(project: Path, inputs: workspace.Inputs, verdict: Verdict) -> None:
    """Where a project's settings for editors, or lines in data/, name the schemas, they follow.

    A disk that refuses stops no check.
    """
    if verdict.dossier is None:
        return
    with suppress(OSError):
        if _names_schemas(project, inputs):
            made = dict(schema.schemas(verdict.dossier.records))
            output.write_schemas(project / output.SCHEMAS, made)


def _names_schemas(project: Path, inputs: workspace.Inputs) -> bool:
    place = f"{output.SCHEMAS}/".encode()
    if any(place in content for content in inputs.files.values()):
        return True
    settings = project / ".vscode" / "settings.json"
    return settings.is_file() and place in settings.read_bytes()


def _assemble(inputs: workspace.Inputs) -> Assembly:
    verdict = _verdict(inputs)
    if verdict.dossier is None or not verdict.passed:
        return Assembly(verdict, (), inputs.content)
    try:
        rendered = tuple(pages.render(verdict.dossier, inputs.templates))
    except Exception as error:
        if not inputs.templates:
            raise  # a fault of ours
        return Assembly(_with(verdict, [_template_problem(error)]), (), inputs.content)
    clashes = list(same_address(rendered, inputs.content))
    if clashes:
        return Assembly(_with(verdict, clashes), (), inputs.content)
    return Assembly(verdict, rendered, inputs.content)


def _with(verdict: Verdict, problems: Iterable[Problem]) -> Verdict:
    return replace(verdict, problems=tuple(sorted({*verdict.problems, *problems})))


def _template_problem(error: Exception) -> Problem:
    """What stopped the rendering, in a project that has templates of its own."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    return Problem(
        f"templates/{name}" if isinstance(name, str) else "templates",
        line if isinstance(line, int) else 1,
        1,
        "unreadable",
        f"a template stops the rendering: {error}",
        "mend the project's own template, or take it out of templates/",
    )


def same_address(rendered: Iterable[Page], content: Iterable[str]) -> Iterator[Problem]:
    """Pages and hand-written files that would become one file of the site, whatever the disk.

    MkDocs keeps one of the two and tells nobody.
    """
    taken: dict[str, Page | str] = {}
    for page in rendered:
        other = taken.setdefault(_destination(page.path), page)
        if other is not page:
            place = page.record
            yield Problem(
                place.file if place else "data",
                place.line if place else 1,
                1,
                "same-address",
                f"{page.path} is the page of two records",
                "give one of them another id",
            )
    for one in export.FILES:
        name = f"{export.FOLDER}/{one.name}"
        taken[_destination(name)] = Page(name, "", "", "")
    for name in content:
        other = taken.setdefault(_destination(name), name)
        if other is not name:
            yield Problem(
                f"content/{name}",
                1,
                1,
                "same-address",
                f"content/{name} would stand at the address of {_made_from(other)}",
                "give the file another name",
            )


def _made_from(other: Page | str) -> str:
    if isinstance(other, str):
        return f"content/{other}"
    if other.record:
        return f"{other.path}, which is made from {other.record.file}, line {other.record.line}"
    return f"{other.path}, which is a file that this site always has"


def _destination(name: str) -> str:
    """The file of the site that becomes of a page or another file, in small letters."""
    path = PurePosixPath(name)
    if path.suffix.lower() not in workspace.MARKDOWN:
        return name.casefold()
    if path.stem.casefold() in ("index", "readme"):
        return (path.parent / "index.html").as_posix().casefold()
    return (path.with_suffix("") / "index.html").as_posix().casefold()
