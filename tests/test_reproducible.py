"""Two builds of the same input are the same bytes, whatever differs around them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SMALL, contents, edit

ONE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HOME": "/nowhere"}
OTHER = {"PYTHONHASHSEED": "4242", "TZ": "America/Adak", "LC_ALL": "C.UTF-8", "COLUMNS": "33"}
LATER = 4_000_000_000
"""A day in 2096, as seconds since 1970."""


def copied(folder: Path, *, backwards: bool) -> Path:
    """The small dossier, its files made in one order or the other."""
    for path in sorted(SMALL.rglob("*"), reverse=backwards):
        if path.is_file():
            place = folder / path.relative_to(SMALL)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    edit(
        folder / "mkdocs.yml", "docs_dir: content", "docs_dir: content\nsite_url: https://e.org/s/"
    )
    return folder


def run(
    project: Path, environment: dict[str, str], umask: int, *, later: bool, words: list[str]
) -> None:
    """The command in a process of its own; `later` gives it a clock that stands in 2096."""
    inherited = {k: v for k, v in os.environ.items() if k not in ("SOURCE_DATE_EPOCH", "LANG")}
    clock = (
        "import datetime, time\n"
        f"time.time = lambda: {LATER}.5\n"
        "real = time.gmtime, time.localtime\n"
        f"time.gmtime = lambda s=None: real[0]({LATER} if s is None else s)\n"
        f"time.localtime = lambda s=None: real[1]({LATER} if s is None else s)\n"
        "class Later(datetime.datetime):\n"
        "    @classmethod\n"
        f"    def now(cls, tz=None): return cls.fromtimestamp({LATER}, tz)\n"
        "    @classmethod\n"
        f"    def utcnow(cls): return cls.fromtimestamp({LATER}, datetime.timezone.utc)\n"
        "    @classmethod\n"
        f"    def today(cls): return cls.fromtimestamp({LATER})\n"
        "class Day(datetime.date):\n"
        "    @classmethod\n"
        f"    def today(cls): return cls.fromtimestamp({LATER})\n"
        "datetime.datetime, datetime.date = Later, Day\n"
    )
    code = (
        f"import os, sys\nos.umask({umask})\n{clock if later else ''}"
        "from generator.cli import main\nmain(sys.argv[1:])\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, *words, "--project", str(project)],
        env=inherited | environment,
        cwd=project,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize("command", ["build", "render"])
def test_the_same_input_gives_the_same_bytes(command: str, tmp_path: Path) -> None:
    one = copied(tmp_path / "one", backwards=False)
    other = copied(tmp_path / "elsewhere" / "a folder with a space", backwards=True)
    for path in other.rglob("*"):
        os.utime(path, (LATER, LATER))
    words = [command] if command == "build" else [command, "--out", "site"]
    run(one, ONE, 0o022, later=False, words=words)
    run(other, OTHER, 0o077, later=True, words=words)
    first, second = contents(one / "site"), contents(other / "site")
    assert len(first) > 20
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
