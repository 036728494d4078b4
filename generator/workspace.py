"""Files: find the project, read data/ and seeds/, write pages, swap a finished site in.

The only module, besides the plugin and the command line, that touches the disk.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator import document
from generator.problem import Problem

MAX_SEED = 16 * 1024 * 1024
"""Bytes that are read of one source text."""


@dataclass(frozen=True)
class Inputs:
    """The bytes of a project's data/ and seeds/, and what could not be read."""

    files: Mapping[str, bytes]
    seeds: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def find_project(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds a mkdocs.yml."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    return None


def read(project: Path) -> Inputs:
    """Read all YAML files of data/ and all files of seeds/."""
    problems: list[Problem] = []
    files = dict(_read_all(project, "data", document.MAX_FILE, problems))
    seeds = {
        name.removeprefix("seeds/"): content
        for name, content in _read_all(project, "seeds", MAX_SEED, problems)
    }
    return Inputs(files, seeds, tuple(problems))


def _read_all(
    project: Path, folder: str, limit: int, problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    top = project / folder
    if not top.is_dir():
        problems.append(
            Problem(
                folder,
                1,
                1,
                "unreadable",
                f"there is no folder {folder}/",
                f"{project.name} should hold {folder}/ beside mkdocs.yml",
            )
        )
        return
    for path in sorted(_walk(top)):
        name = path.relative_to(project).as_posix()
        if folder == "data" and path.suffix not in (".yml", ".yaml"):
            if not path.name.startswith("."):
                problems.append(
                    Problem(
                        name,
                        1,
                        1,
                        "unknown-file",
                        f"{name} is not a YAML file",
                        "data/ holds .yml files only",
                    )
                )
            continue
        content = _read_one(project, path, name, limit, problems)
        if content is not None:
            yield name, content


def _walk(top: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                yield Path(folder, name)


def _read_one(
    project: Path, path: Path, name: str, limit: int, problems: list[Problem]
) -> bytes | None:
    def refused(code: str, message: str, hint: str = "") -> None:
        problems.append(Problem(name, 1, 1, code, message, hint))

    try:
        if not path.resolve(strict=True).is_relative_to(project.resolve()):
            message = f"{name} is a link that leaves the project"
            refused("unreadable", message, "put the file itself there")
            return None
        if not stat.S_ISREG(path.stat().st_mode):
            refused("unreadable", f"{name} is not a plain file")
            return None
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        refused("unreadable", f"{name}: {reason}", "look at the file and its permissions")
        return None
    if len(content) > limit:
        refused("too-large", f"{name} has more than {limit} bytes", "split it")
        return None
    return content


def write_pages(out: Path, pages: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """Write pages below a folder; returns how many were written and how many orphans removed.

    A file that has the same content already is not touched. Only files that an earlier run listed
    in its own index are removed, so that nothing else in the folder is ever lost.
    """
    index = out / ".factsheet-pages"
    earlier = set(index.read_text(encoding="utf-8").splitlines()) if index.is_file() else set()
    written, names = 0, []
    for name, content in pages:
        names.append(name)
        path = _inside(out, name)
        if path.is_file() and path.read_bytes() == content.encode("utf-8"):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8"))
        written += 1
    orphans = sorted(earlier - set(names))
    for name in orphans:
        _inside(out, name).unlink(missing_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    index.write_bytes("".join(f"{name}\n" for name in sorted(names)).encode("utf-8"))
    return written, len(orphans)


def _inside(out: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute():
        raise ValueError(f"{name} would leave {out}")
    return out.joinpath(*parts)


@contextmanager
def swapped_in(site: Path) -> Iterator[Path]:
    """A temporary folder that takes the place of `site` when the block ends without an exception.

    Until then, and after a failure at any point, `site` is as it was. The two exchanges are
    renames within one folder; between them an interrupted run leaves the old site under the name
    `.<site>.old`, from where the next run brings it back.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    old = site.with_name(f".{site.name}.old")
    if old.exists() and not site.exists():
        old.rename(site)
    fresh = Path(tempfile.mkdtemp(prefix=f".{site.name}.", suffix=".new", dir=site.parent))
    try:
        fresh.chmod(0o755)
        yield fresh
        if old.exists():
            shutil.rmtree(old)
        if site.exists():
            site.rename(old)
        fresh.rename(site)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
