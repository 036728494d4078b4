"""What is written to disk: a folder of pages, kept in step; a finished site, exchanged whole.

In: names and bytes; a folder that somebody fills. Out: files. Nothing is overwritten or removed
that this module did not write before.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

if sys.platform != "win32":
    import fcntl

INDEX = ".factsheet-pages"
"""The list, in a folder of written pages, of the files that were written there."""

SCHEMAS = ".cache/schema"
"""The folder of a project where editors' programs look for JSON Schema."""


@dataclass(frozen=True)
class Written:
    """What write_pages did: numbers of files."""

    written: int
    unchanged: int
    removed: int


class RefusedError(Exception):
    """A folder holds what we did not write, and would lose it. The text says what, and where."""


def write_pages(out: Path, pages: Iterable[tuple[str, bytes]]) -> Written:
    """Write files below a folder, and remove those that an earlier run wrote and this one did not.

    pages: name relative to `out` → bytes. A file that has the same content already is not touched.
    The files written are listed in the folder's own index, so that nothing else is ever lost; a
    RefusedError says, before anything is written, where a file of somebody else's is in the way.
    """
    wanted = dict(pages)
    earlier = _earlier(out / INDEX)
    changed = {name: content for name, content in wanted.items() if not _holds(out, name, content)}
    for name in changed:
        path = _inside(out, name)
        if path.is_dir() or (path.exists() and name not in earlier):
            raise RefusedError(f"{path} is there already, and was not written by this command")
    out.mkdir(parents=True, exist_ok=True)
    # Listed before they are written: an interrupted run leaves nothing that the next does not know.
    _list(out / INDEX, earlier | set(wanted))
    for name, content in changed.items():
        path = _inside(out, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    orphans = [path for path in (_inside(out, n) for n in earlier - set(wanted)) if path.is_file()]
    for path in orphans:
        path.unlink()
    for folder in sorted({path.parent for path in orphans} - {out}, reverse=True):
        _remove_empty(folder, out)
    _list(out / INDEX, set(wanted))
    return Written(len(changed), len(wanted) - len(changed), len(orphans))


def _earlier(index: Path) -> set[str]:
    try:
        return set(index.read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return set()
    except UnicodeDecodeError as error:
        raise RefusedError(f"{index} is not the list of files that this command writes") from error


def _list(index: Path, names: set[str]) -> None:
    content = "".join(f"{name}\n" for name in sorted(names)).encode("utf-8")
    if not index.is_file() or index.read_bytes() != content:
        index.write_bytes(content)


def _holds(out: Path, name: str, content: bytes) -> bool:
    path = _inside(out, name)
    return path.is_file() and path.read_bytes() == content


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder and those above it, up to `top`, as long as they are empty."""
    while folder != top:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _inside(out: Path, name: str) -> Path:
    """The place of a name below `out`; refuses what would leave it, also by way of a link."""
    parts = PurePosixPath(name).parts
    path = out.joinpath(*parts)
    leaves = not parts or ".." in parts or PurePosixPath(name).is_absolute()
    if leaves or not path.parent.resolve().is_relative_to(out.resolve()):
        raise RefusedError(f"{name} would leave {out}")
    return path


@contextmanager
def swapped_in(site: Path) -> Iterator[Path]:
    """A temporary folder that takes the place of `site` when the block ends without an exception.

    Until then, and after a failure at any point, `site` is as it was. The two exchanges are
    renames within one folder; between them an interrupted run leaves the old site under the name
    `.<site>.old`, from where the next run brings it back. Where `site` is a link, the folder that
    it leads to is exchanged, and the link stays. Raises OSError where the disk refuses.
    """
    site = site.resolve() if site.is_symlink() else site
    site.parent.mkdir(parents=True, exist_ok=True)
    old = site.with_name(f".{site.name}.old")
    with ExitStack() as stack:
        # Nobody else brings an old site back, clears or exchanges between one of our steps and the
        # next; while the block runs, others may.
        with _held(site.parent, wait=True):
            if old.exists() and not site.exists():
                old.rename(site)
            _clear_remains(site)
            fresh = Path(tempfile.mkdtemp(prefix=f".{site.name}.", suffix=".new", dir=site.parent))
            stack.callback(shutil.rmtree, fresh, ignore_errors=True)
            stack.enter_context(_held(fresh))
        fresh.chmod(0o755)
        yield fresh
        with _held(site.parent, wait=True):
            _exchange(fresh, site, old)


def _exchange(fresh: Path, site: Path, old: Path) -> None:
    if old.exists() and site.exists():
        shutil.rmtree(old)
    _rename_both(fresh, site, old)
    shutil.rmtree(old, ignore_errors=True)


def _rename_both(fresh: Path, site: Path, old: Path) -> None:
    if not site.exists():
        fresh.rename(site)
        return
    site.rename(old)
    try:
        fresh.rename(site)
    except BaseException:  # whatever it was, the last good site goes back to its place
        old.rename(site)
        raise


def _clear_remains(site: Path) -> None:
    """Remove the temporary folders of runs that were killed; a living run holds a lock on its."""
    pattern = re.compile(rf"\.{re.escape(site.name)}\.[a-z0-9_]{{8}}\.new")
    if sys.platform == "win32":
        return  # without locks nobody can tell a killed run's folder from a living one's
    for path in site.parent.iterdir():
        if pattern.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            with suppress(OSError), _held(path):
                shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _held(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold a lock on a folder, which ends with the process.

    Where somebody else has it: wait, or raise OSError.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(handle)


def write_schemas(folder: Path, schemas: Mapping[str, Mapping[str, Any]]) -> None:
    """Write JSON Schema, by the names of the files of data/; what would not change is left."""
    for name, schema in schemas.items():
        content = (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
        path = folder / f"{name}.json"
        if not path.is_file() or path.read_bytes() != content:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def replace_files(project: Path, changes: Mapping[str, tuple[bytes | None, bytes]]) -> None:
    """Write all of some files of a project, or none of them.

    changes: name relative to the project → what the file held when it was read (None where there
    was no file), and what it shall hold. A RefusedError says which file has changed since; an
    OSError, what the disk refuses. Either way every file is as it was.
    """
    fresh: dict[Path, Path] = {}
    try:
        for name, (_, content) in changes.items():
            path = _inside(project, name).resolve()
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            fresh[path] = Path(temporary)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            fresh[path].chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        for name, (old, _) in changes.items():
            path = _inside(project, name)
            if (path.read_bytes() if path.exists() else None) != old:
                raise RefusedError(f"{name} was changed meanwhile; nothing was written")
        old_bytes = {_inside(project, name).resolve(): old for name, (old, _) in changes.items()}
        _exchange_all(fresh, old_bytes)
    finally:
        for left in fresh.values():
            left.unlink(missing_ok=True)


def _exchange_all(fresh: Mapping[Path, Path], old: Mapping[Path, bytes | None]) -> None:
    done: list[Path] = []
    try:
        for path, temporary in fresh.items():
            temporary.replace(path)
            done.append(path)
    except BaseException:  # whatever it was, the files already exchanged get their content back
        for path in done:
            content = old[path]
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content)
        raise
