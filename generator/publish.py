"""One strict build of the site with MkDocs, put in the place of the last one when it is good.

In: a project that was assembled. Out: the site's folder, or the reasons why it was left as it was.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator import output
from generator.assembly import Assembly

THEME = Path(__file__).parent / "theme"
"""Templates and assets that stand before Material's own."""

EPOCH = "315532800"
"""The time that a build has where SOURCE_DATE_EPOCH gives none: 1980, the first year of zip files.

No page shows it; it stands in the head of the compressed sitemap, where the clock would make two
builds of the same input differ.
"""

_PAGE = re.compile(r"'([^']+\.md)'")


@dataclass(frozen=True)
class Built:
    """How a build ended: well where there are no `reasons`. Each reason is one line or more."""

    site: Path
    reasons: tuple[str, ...]


class Messages(logging.Handler):
    """Keeps what MkDocs logs as warnings and errors, for as long as it is attached."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message; its traceback, if there is one, helps no editor."""
        message = record.getMessage()
        # The server logs each address that is missing, such as a favicon: no matter of the site's.
        if record.name != "mkdocs.livereload" and message not in self.lines:
            self.lines.append(message)

    @classmethod
    @contextmanager
    def kept(cls) -> Iterator[Messages]:
        """Attach a handler to MkDocs' log for a while."""
        handler, log = cls(), logging.getLogger("mkdocs")
        log.addHandler(handler)
        try:
            yield handler
        finally:
            log.removeHandler(handler)


def tried(action: Callable[[], object]) -> tuple[str | None, list[str]]:
    """Do something with MkDocs: what stopped it, or None, and what it logged on the way."""
    with Messages.kept() as messages:
        try:
            action()
        except SystemExit as stop:  # MkDocs' Abort is one
            return str(stop), messages.lines
        except Exception as error:  # noqa: BLE001 - themes, extensions and plugins raise anything
            return f"{type(error).__name__}: {error}", messages.lines
        return None, messages.lines


def build(
    project: Path,
    assembly: Assembly,
    site: Path | None = None,
    tick: Callable[[], object] | None = None,
) -> Built:
    """Build a project strictly, and swap the result in.

    site: where to; without it, where mkdocs.yml says. tick: called twice for each page, when its
    Markdown is read and when it is whole. Raises OSError where the disk refuses, and
    RefusedError where the folder holds what is no site.
    """
    from mkdocs.commands import build as mkdocs_build  # a check alone need not load MkDocs
    from mkdocs.config import load_config
    from mkdocs.config.defaults import MkDocsConfig

    loaded: list[MkDocsConfig] = []
    settings = str(project / "mkdocs.yml")
    stopped, lines = tried(lambda: loaded.append(load_config(settings, strict=True)))
    if not loaded:
        return Built(project, tuple(lines) or (str(stopped),))
    config = loaded[0]
    site = site or Path(config.site_dir)
    plugin = config.plugins.get("factsheet")
    if plugin is None:
        return Built(site, ("mkdocs.yml does not list the plugin factsheet below plugins:",))
    plugin.assembly = assembly
    plugin.tick = tick
    refuse_foreign(project, site)

    def strictly() -> None:
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()

    try:
        with _settled_time(), output.swapped_in(site) as fresh:
            config.site_dir = str(fresh)
            stopped, lines = tried(strictly)
            if stopped is not None or lines:
                raise _StoppedError
    except _StoppedError:
        return Built(site, tuple(explained(lines or [str(stopped)], assembly)))
    return Built(site, ())


@contextmanager
def _settled_time() -> Iterator[None]:
    """Let MkDocs take EPOCH for the clock, unless SOURCE_DATE_EPOCH is set."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
    try:
        yield
    finally:
        if given is None:
            del os.environ["SOURCE_DATE_EPOCH"]


class _StoppedError(Exception):
    """Leaves the block of swapped_in, so that nothing is swapped in."""


def explained(lines: Iterable[str], assembly: Assembly) -> Iterator[str]:
    """MkDocs' messages, each with the file in which the editor mends it."""
    pages = {page.path: page for page in assembly.pages}
    for line in lines:
        named = _PAGE.search(line)
        page = pages.get(named[1]) if named else None
        if page and page.record:
            yield f"{page.record.file}:{page.record.line}: {line}"
        elif named and named[1] in assembly.content:
            yield f"content/{named[1]}: {line}"
        else:
            yield f"mkdocs: {line}"


def refuse_foreign(project: Path, folder: Path) -> None:
    """Refuse to exchange a folder that is not a site. Raises RefusedError."""
    refuse_own(project, folder)
    if folder.exists() and not folder.is_dir():
        raise output.RefusedError(f"{folder} is no folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "index.html").is_file():
        raise output.RefusedError(f"{folder} holds files that are no site; empty it first")


def refuse_own(project: Path, folder: Path) -> None:
    """Refuse a folder that holds the project, or is a part of what is edited in it."""
    place, top = folder.resolve(), project.resolve()
    if top.is_relative_to(place):
        raise output.RefusedError(f"{folder} holds the project itself")
    for name in ("data", "seeds", "content", "templates", "generator", "tests", ".git"):
        if place.is_relative_to(top / name):
            raise output.RefusedError(f"{folder} lies in {name}/, which is edited by hand")
