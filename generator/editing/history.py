"""Another state of a project: that of a git revision, read without a checkout, or of a folder.

In: the project's folder, and a revision or a folder. Out: the same Inputs that `workspace` reads
from the disk. Of git only the objects are read; the work tree and the index are not touched.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import document, workspace
from generator.problem import Problem

FOLDERS = ("data", "seeds", "content", "templates")
_PLAIN = ("100644", "100755")
"""The modes of plain files in a git tree; links and submodules have others."""


@dataclass(frozen=True)
class Snapshot:
    """One state of a project: what `workspace` reads, and a fingerprint of every content file."""

    inputs: workspace.Inputs
    content: Mapping[str, str]

    @property
    def drawn(self) -> str:
        """A fingerprint of what decides how a page looks, besides the facts."""
        digest = hashlib.sha256()
        for name, template in sorted(self.inputs.templates.items()):
            digest.update(repr((name, template)).encode("utf-8"))
        for name, outline in sorted(self.inputs.outlines.items()):
            digest.update(repr((name, outline)).encode("utf-8"))
        return digest.hexdigest()


class UnknownStateError(Exception):
    """There is no such revision or folder. The text says why, in one line."""


def present(project: Path) -> Snapshot:
    """The project as it stands in its folder."""
    inputs = workspace.read(project)
    content = {}
    for name in inputs.content:
        try:
            content[name] = _fingerprint((project / "content" / name).read_bytes())
        except OSError:
            content[name] = ""  # the reading has told the problem
    return Snapshot(inputs, content)


def state_of(base: str, project: Path) -> Snapshot:
    """The project at a git revision, or another state of it in a folder.

    A revision goes before a folder of the same name; `./name` is always a folder. Raises
    UnknownStateError.
    """
    folder = Path(base)
    try:
        tree = _tree(base, project)
    except UnknownStateError as error:
        if not folder.is_dir():
            raise
        if not (folder / "data").is_dir():
            raise UnknownStateError(f"the folder {base} holds no data/") from error
        return present(folder.resolve())
    return _at(tree, project)


def _tree(base: str, project: Path) -> str:
    """The object of the project's folder at a revision."""
    if base.startswith((".", "/", "-")) or not base.strip():
        raise UnknownStateError(f"there is no folder {base}")
    try:
        prefix = _git(project, "rev-parse", "--show-prefix").decode("utf-8", "replace").strip("\n")
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        told = reason.removeprefix("fatal: ") or "git says no more"
        raise UnknownStateError(f"no folder {base}, and no git revision: {told}") from error
    try:
        commit = _git(project, "rev-parse", "--verify", "--quiet", f"{base}^{{commit}}")
    except subprocess.CalledProcessError as error:
        raise UnknownStateError(
            f"git knows no revision {base}, and there is no such folder; "
            "`git branch --all` lists the branches, `git fetch` brings those of a server"
        ) from error
    revision = commit.decode("ascii").strip()
    try:
        found = _git(project, "rev-parse", "--verify", "--quiet", f"{revision}:{prefix}")
    except subprocess.CalledProcessError as error:
        raise UnknownStateError(f"the revision {base} has no folder {prefix}") from error
    return found.decode("ascii").strip()


def _git(project: Path, *words: str, given: bytes | None = None) -> bytes:
    environment = os.environ | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(
            ["git", "-C", str(project), *words],
            input=given,
            stdin=None if given is not None else subprocess.DEVNULL,
            capture_output=True,
            check=True,
            env=environment,
        ).stdout
    except FileNotFoundError as error:
        raise UnknownStateError("git is not installed; a folder can be compared without") from error


@dataclass(frozen=True)
class _Blob:
    name: str
    object: str
    plain: bool
    size: int


def _at(tree: str, project: Path) -> Snapshot:
    """The state that a git tree holds; what cannot be read is a problem, as it is on the disk."""
    problems: list[Problem] = []
    wanted = [blob for blob in _blobs(tree, project) if _may_read(blob, problems)]
    found = _contents(wanted, project)
    names = {folder: _below(found, folder) for folder in FOLDERS}
    for folder in ("data", "seeds", "content"):
        if not names[folder]:
            problems.append(_problem(folder, "unreadable", f"there is no folder {folder}/"))
    content = {
        name: given for name, given in names["content"].items() if not name.startswith("templates/")
    }
    for name, given in content.items():
        if name.lower().endswith(workspace.MARKDOWN):
            problems += workspace.page_problems(given, f"content/{name}")
    inputs = workspace.Inputs(
        files={f"data/{name}": given for name, given in names["data"].items()},
        seeds=names["seeds"],
        content=tuple(content),
        outlines={k: v for k, v in content.items() if k.endswith((".geojson", ".json"))},
        templates={
            name: given.decode("utf-8", "replace")
            for name, given in names["templates"].items()
            if name.endswith(".jinja")
        },
        problems=tuple(problems),
    )
    return Snapshot(inputs, {name: _fingerprint(given) for name, given in content.items()})


def _blobs(tree: str, project: Path) -> Iterator[_Blob]:
    """The files of the project's four folders, but for what begins with a dot."""
    listed = _git(project, "ls-tree", "-r", "-l", "-z", "--full-tree", tree, "--", *FOLDERS)
    for line in listed.split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        mode, _, found, size = about.decode("ascii").split()
        path = name.decode("utf-8", "surrogateescape")
        if not any(part.startswith(".") for part in path.split("/")):
            plain = mode in _PLAIN
            yield _Blob(path, found, plain, int(size) if size.isdigit() else 0)


def _may_read(blob: _Blob, problems: list[Problem]) -> bool:
    data = blob.name.startswith("data/")
    limit = document.MAX_FILE if data else workspace.MAX_SEED
    if not blob.name.isprintable():
        shown = blob.name.encode("unicode_escape", "surrogatepass").decode("ascii")
        message = f"the name {shown} holds what is not text"
        problems.append(_problem(shown, "hidden-character", message))
    elif data and not blob.name.endswith((".yml", ".yaml")):
        problems.append(_problem(blob.name, "unknown-file", f"{blob.name} is not a YAML file"))
    elif not blob.plain:
        message = f"{blob.name} is not a plain file"
        problems.append(_problem(blob.name, "unreadable", message))
    elif blob.size > limit:
        message = f"{blob.name} has more than {limit} bytes"
        problems.append(_problem(blob.name, "too-large", message))
    else:
        return True
    return False


def _problem(name: str, code: str, message: str) -> Problem:
    return Problem(name, 1, 1, code, message)


def _contents(blobs: list[_Blob], project: Path) -> dict[str, bytes]:
    """Name → bytes, all from one run of git."""
    asked = "".join(f"{blob.object}\n" for blob in blobs).encode("ascii")
    given = _git(project, "cat-file", "--batch", given=asked)
    found, place = {}, 0
    for blob in blobs:
        begin = given.index(b"\n", place) + 1  # behind "<object> blob <size>"
        found[blob.name] = given[begin : begin + blob.size]
        place = begin + blob.size + 1
    return found


def _below(found: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    start = f"{folder}/"
    return {
        name.removeprefix(start): given for name, given in found.items() if name.startswith(start)
    }


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
