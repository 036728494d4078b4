"""What is read from disk: find the project, read data/ and seeds/, look through content/.

In: a folder. Out: bytes, names, and Problems for what cannot be read. Nothing is read that lies
outside the project; nothing is left out in silence but what begins with a dot.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator import document
from generator.problem import Problem

MAX_SEED = 16 * 1024 * 1024
"""Bytes that are read of one source text, and of one hand-written page."""

MAX_FRONT_MATTER = 20_000
"""Characters of the YAML at the head of a hand-written page."""

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""How the names of pages end; MkDocs takes these."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Inputs:
    """The bytes of a project's data/ and seeds/, and what could not be read.

    `files`: name relative to the project ("data/actors.yml") → bytes. `seeds`: name relative to
    seeds/ → bytes. `content`: the names, relative to content/, of all files that are published.
    `outlines`: the names of those that are GeoJSON → bytes. `templates`: the project's own
    templates, by the names of those that they go before.
    """

    files: Mapping[str, bytes]
    seeds: Mapping[str, bytes]
    content: tuple[str, ...]
    outlines: Mapping[str, bytes]
    templates: Mapping[str, str]
    problems: tuple[Problem, ...]


def find_project(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds a mkdocs.yml."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    return None


def read(project: Path) -> Inputs:
    """Read all YAML files of data/ and all files of seeds/; look through content/."""
    problems: list[Problem] = []
    files = {}
    for path, name in _names(project, "data", problems):
        if path.suffix not in (".yml", ".yaml"):
            message = f"{name} is not a YAML file"
            hint = "data/ holds .yml files only: take it out of data/, or rename it"
            problems.append(_problem(name, "unknown-file", message, hint))
            continue
        content = _read_one(project, path, name, document.MAX_FILE, problems)
        if content is not None:
            files[name] = content
    seeds = {}
    for path, name in _names(project, "seeds", problems):
        content = _read_one(project, path, name, MAX_SEED, problems)
        if content is not None:
            seeds[name.removeprefix("seeds/")] = content
    published = tuple(_look_through(project, problems))
    outlines = {}
    for name in published:
        if name.endswith((".geojson", ".json")):
            path = project / "content" / name
            content = _read_one(project, path, f"content/{name}", MAX_SEED, problems)
            if content is not None:
                outlines[name] = content
    templates = dict(_read_templates(project, problems))
    return Inputs(files, seeds, published, outlines, templates, tuple(problems))


def _read_templates(project: Path, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """A project need not have templates of its own."""
    for path, name in _names(project, "templates", problems, needed=False):
        content = _read_one(project, path, name, MAX_SEED, problems)
        if content is not None and path.suffix == ".jinja":
            yield name.removeprefix("templates/"), content.decode("utf-8", "replace")


def _problem(file: str, code: str, message: str, hint: str = "", line: int = 1) -> Problem:
    return Problem(file, line, 1, code, message, hint)


def _look_through(project: Path, problems: list[Problem]) -> Iterator[str]:
    """The names of content/, relative to it; of its pages it is seen whether MkDocs can read them.

    MkDocs leaves out a folder templates/ and what begins with a dot.
    """
    for path, name in _names(project, "content", problems):
        short = name.removeprefix("content/")
        if short.startswith("templates/"):
            continue
        yield short
        if path.suffix.lower() in MARKDOWN:
            content = _read_one(project, path, name, MAX_SEED, problems)
            if content is not None:
                problems += page_problems(content, name)
        else:
            _may_read(project, path, name, problems)


def page_problems(content: bytes, name: str) -> Iterator[Problem]:
    """MkDocs stops at bytes that are not UTF-8, and shows broken front matter as text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{content[error.start]:02x} is not part of UTF-8 text"
        yield _problem(name, "not-utf-8", message, "save the file as UTF-8", line)
        return
    matter = _FRONT_MATTER.match(text.replace("\r\n", "\n").replace("\r", "\n"))
    if matter is None:
        return
    hint = "between the lines --- a page has lines such as: title: About this site"
    if len(matter[1]) > MAX_FRONT_MATTER:
        message = f"the page's front matter has more than {MAX_FRONT_MATTER} characters"
        yield _problem(name, "too-large", message, hint, 2)
        return
    try:
        fields = yaml.safe_load(matter[1])
    except Exception as error:  # noqa: BLE001 - a tag's value that does not suit it raises anything
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        reason = getattr(error, "problem", None) or "it cannot be read"
        message = f"the page's front matter is not YAML: {reason}"
        yield _problem(name, "yaml-syntax", message, hint, line)
        return
    if not isinstance(fields, dict) or not isinstance(fields.get("title", ""), str):
        message = "the page's front matter is not a mapping with a text as its title"
        yield _problem(name, "wrong-shape", message, hint, 2)


def _names(
    project: Path, folder: str, problems: list[Problem], *, needed: bool = True
) -> Iterator[tuple[Path, str]]:
    """All files of a folder in order, each with its name relative to the project.

    What begins with a dot is left out. A link to a folder is not followed, and said to be there.
    """
    top = project / folder
    if not top.is_dir():
        if not needed:
            return
        hint = f"a project has {folder}/ beside mkdocs.yml"
        problems.append(_problem(folder, "unreadable", f"there is no folder {folder}/", hint))
        return

    def unreadable(error: OSError) -> None:
        name = Path(error.filename).relative_to(project).as_posix()
        reason = error.strerror or "it cannot be read"
        problems.append(_problem(name, "unreadable", f"{name}: {reason}", "look at permissions"))

    found: list[Path] = []
    for inner, folders, names in os.walk(top, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for link in [name for name in folders if Path(inner, name).is_symlink()]:
            name = Path(inner, link).relative_to(project).as_posix()
            message = f"{name} is a link to a folder"
            problems.append(_problem(name, "unreadable", message, "put the folder itself there"))
        found += [Path(inner, name) for name in names if not name.startswith(".")]
    for path in sorted(found):
        name = path.relative_to(project).as_posix()
        if name.isprintable():
            yield path, name
        else:  # a name in bytes that are no text, or with a line's end in it
            shown = name.encode("unicode_escape", "surrogatepass").decode("ascii")
            message = f"the name {shown} holds what is not text"
            problems.append(_problem(shown, "hidden-character", message, "rename the file"))


def _may_read(project: Path, path: Path, name: str, problems: list[Problem]) -> bool:
    """Whether a file is a plain one of the project; if not, its problem is noted."""
    message, hint = f"{name} is not a plain file", "put the file itself there"
    try:
        if not path.resolve(strict=True).is_relative_to(project.resolve()):
            message = f"{name} is a link that leaves the project"
            hint = "put the file itself there"
        elif stat.S_ISREG(path.stat().st_mode):
            return True
    except (OSError, RuntimeError) as error:  # before Python 3.13 a circle of links is the latter
        message = f"{name}: {getattr(error, 'strerror', '') or 'it cannot be read'}"
        hint = "look at the file and its permissions"
    problems.append(_problem(name, "unreadable", message, hint))
    return False


def _read_one(
    project: Path, path: Path, name: str, limit: int, problems: list[Problem]
) -> bytes | None:
    """The bytes of a plain file of the project; if it cannot be had, its problem is noted."""
    if not _may_read(project, path, name, problems):
        return None
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        message = f"{name}: {error.strerror or 'it cannot be read'}"
        hint = "look at the file and its permissions"
        problems.append(_problem(name, "unreadable", message, hint))
        return None
    if len(content) > limit:
        message = f"{name} has more than {limit} bytes"
        problems.append(_problem(name, "too-large", message, "split it"))
        return None
    return content


def assets(theme: Path) -> Iterator[tuple[str, Path]]:
    """The files of a theme, such as styles and scripts, that are no templates: name, place."""
    for path in sorted(theme.rglob("*")):
        name = path.relative_to(theme).as_posix()
        hidden = any(part.startswith((".", "__")) for part in path.relative_to(theme).parts)
        if path.is_file() and not hidden and path.suffix not in (".html", ".py", ".yml"):
            yield name, path
