"""The command line: `factsheet check`, `build`, `serve`, `render`, `coverage`.

In: options, and the project in a folder. Out: printed lines and an exit status: 0 all is well,
1 problems were found and printed, 2 the command was used wrongly.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import __version__, assembly, coverage, output, problem, publish, workspace
from generator.assembly import Assembly
from generator.gate import Verdict

F = TypeVar("F", bound=Callable[..., Any])


class _Commands(click.Group):
    """Says what the disk or the system refuses in one line."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except output.RefusedError as refused:
            raise click.UsageError(str(refused)) from refused
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader went away, as `| head` does: click ends quietly
            place = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{place}{error.strerror or error}") from error


def _project(_ctx: click.Context, _param: click.Parameter, given: Path | None) -> Path:
    """The project's folder: the one that is given, or the nearest around the current folder."""
    if given is not None:
        if not (given / "mkdocs.yml").is_file():
            raise click.BadParameter(f"{given} holds no mkdocs.yml")
        return given.resolve()
    found = workspace.find_project(Path.cwd())
    if found is None:
        raise click.UsageError("no mkdocs.yml here or in a folder above; name one by --project DIR")
    return found


def in_project(command: F) -> F:
    """Give a command the option --project."""
    return click.option(
        "--project",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        callback=_project,
        help="The project's folder.  [default: this one, or the nearest above with mkdocs.yml]",
    )(command)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: factsheet check, while you edit; factsheet build, to publish",
)
@click.version_option(__version__)
def main() -> None:
    """Fact sheets in which every sentence is one click from the words that support it."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a letter gets its number
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")


@main.command(
    short_help="Check the YAML and every citation.",
    epilog="Example: factsheet check --project dossiers/footbridge",
)
@in_project
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "json"]),
    default="text",
    show_default=True,
    help="For people, for GitHub's annotations, or for programs.",
)
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
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        shown = problem.as_github if form == "github" else problem.as_text
        click.echo(shown(verdict.problems), nl=False)
        click.echo(_closing(verdict))
    raise SystemExit(0 if verdict.passed else 1)


@main.command(epilog="Example: factsheet build --site-dir public")
@in_project
@click.option(
    "--site-dir",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the site goes.  [default: as mkdocs.yml says, or site/]",
)
def build(project: Path, site_dir: Path | None) -> None:
    """Check, render and build the website.

    The site is built strictly, in a folder beside the last one, and takes its place whole: after a
    failure at any point the last good site is as it was.
    """
    began = time.monotonic()
    _check_epoch()
    made = _assembled(project)
    click.echo(_closing(made.verdict))
    built = publish.build(project, made, site_dir)
    if built.reasons:
        for reason in built.reasons:
            click.echo(reason, err=True)
        count = _counted(len(built.reasons), "problem")
        click.echo(f"{count}; {built.site} was left as it was", err=True)
        raise SystemExit(1)
    pages = _counted(len(made.pages), "page")
    click.echo(f"{pages} in {time.monotonic() - began:.1f} s: {_shown(built.site)}")


@main.command(epilog="Example: factsheet serve --port 8080")
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


@main.command(epilog="Example: factsheet render --out ../pages")
@in_project
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the pages go: a new or empty folder, or one of an earlier run.",
)
def render(project: Path, out: Path) -> None:
    """Write the pages as plain Markdown, for any builder of websites.

    The hand-written pages of content/ and the theme's styles and scripts are put beside them.
    A file that would not change is not touched; one whose record is gone is removed.
    """
    publish.refuse_own(project, out)
    if out.is_dir() and any(out.iterdir()) and not (out / output.INDEX).is_file():
        raise click.UsageError(f"{out} holds files that this command did not write")
    made = _assembled(project)
    click.echo(_closing(made.verdict))
    done = output.write_pages(out, _files(project, made))
    click.echo(
        f"{_counted(len(made.pages), 'page')} in {_shown(out)}: {_counted(done.written, 'file')} "
        f"written, {done.unchanged} unchanged, {done.removed} removed"
    )


@main.command(
    "coverage",
    short_help="Show which sentences are cited, and by what.",
    epilog="Example: factsheet coverage --format markdown",
)
@in_project
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="For people, for a pull request, or for programs.",
)
def coverage_(project: Path, form: str) -> None:
    """Show which sentences of each source are cited, by which records, and which are not."""
    verdict = assembly.examine(project)
    if verdict.dossier is not None:
        covered = coverage.coverage(verdict.dossier)
        shown = {"markdown": coverage.as_markdown, "json": coverage.as_json}
        click.echo(shown.get(form, coverage.as_text)(covered), nl=False)
    if not verdict.passed:
        click.echo(problem.as_text(verdict.problems), nl=False, err=True)
        click.echo(_closing(verdict), err=True)
        raise SystemExit(1)


def _assembled(project: Path) -> Assembly:
    """The project's pages; where it has problems they are printed, and the command ends."""
    made = assembly.assemble(project)
    click.echo(problem.as_text(made.verdict.problems), nl=False, err=True)
    if not made.verdict.passed:
        click.echo(_closing(made.verdict), err=True)
        raise SystemExit(1)
    return made


def _files(project: Path, made: Assembly) -> Iterator[tuple[str, bytes]]:
    """What another builder needs: pages, hand-written files, the theme's styles and scripts."""
    theme = dict(workspace.assets(publish.THEME))
    yield from ((name, path.read_bytes()) for name, path in theme.items())
    for name in made.content:
        yield name, (project / "content" / name).read_bytes()
    for page in made.pages:
        yield page.path, page.markdown.encode("utf-8")


def _closing(verdict: Verdict) -> str:
    """The last line of a check: how many problems, and what was checked."""
    found = len(problem.errors(verdict.problems))
    begins = f"{_counted(found, 'problem')}; " if found else ""
    return begins + verdict.summary


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _shown(path: Path) -> str:
    """A path as the user would type it here."""
    here = Path.cwd()
    return f"{path.relative_to(here) if path.is_relative_to(here) else path}/"


def _check_epoch() -> None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not (epoch.isascii() and epoch.isdigit() and int(epoch) < 2**33):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is {epoch}, and should be seconds since 1970")
