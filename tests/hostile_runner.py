"""Run the command on every hostile input, each in a process of its own with limits.

In: a folder to work in. Out: a line of JSON for each input: how it ended, and what was printed.
A program of its own, because a process that hangs or grows must be killed without harm to others.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import resource
import shutil
import signal
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from hostile_corpus import Hostile, corpus

from generator import assembly, pages, publish  # noqa: F401 - loaded once, for all the forks
from generator.cli import main

SMALL = Path(__file__).parent / "small"
MEMORY = 2 * 1024**3
CPU_SECONDS = 20
PATIENCE = 120
"""Seconds until a process that waits for something is killed."""
AT_ONCE = 2


def begin(hostile: Hostile, folder: Path) -> int:
    """Fork a process that tries one input; its result goes into a file in the folder."""
    child = os.fork()
    if child:
        return child
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(PATIENCE)
    status = 70
    try:
        result = attempt(hostile, folder / plain(hostile))
        (folder / f"{plain(hostile)}.json").write_text(json.dumps(result), encoding="utf-8")
        status = 0
    finally:
        os._exit(status)


def plain(hostile: Hostile) -> str:
    """A name for its folder."""
    return hashlib.sha256(hostile.name.encode()).hexdigest()[:12]


def attempt(hostile: Hostile, project: Path) -> dict[str, object]:
    """Check; where there are problems build a third of them, too: a build stops, the site stays."""
    shutil.copytree(SMALL, project)
    (project / "site").mkdir()
    (project / "site/index.html").write_text("the last site", encoding="utf-8")
    hostile.change(project)
    before = names(project)
    began = time.process_time()
    status, printed = command("check", project)
    seconds = time.process_time() - began
    chosen = int(plain(hostile), 16) % 3 == 0
    built = command("build", project)[0] if chosen and status and seconds < 0.5 else None
    site = (project / "site/index.html").read_text(encoding="utf-8")
    return {
        "status": status,
        "built": built,
        "printed": printed[:200_000],
        "length": len(printed),
        "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "site": site,
        "lost": sorted(map(ascii, before - names(project))),
    }


def command(name: str, project: Path) -> tuple[int, str]:
    """Its exit status, and what it printed."""
    printed, status = io.StringIO(), -1
    with redirect_stdout(printed), redirect_stderr(printed):
        try:
            main([name, "--project", str(project)])
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
    return status, printed.getvalue()


def names(project: Path) -> set[bytes]:
    """Everything in the folder, by name; links are not followed."""
    found = set()
    for folder, folders, files in os.walk(os.fsencode(project)):
        found |= {os.path.join(folder, name) for name in (*folders, *files)}  # noqa: PTH118
    return found


def run(folder: Path, wanted: set[str]) -> None:
    """All inputs, a few at once."""
    running: dict[int, Hostile] = {}
    waiting = [hostile for hostile in corpus() if not wanted or hostile.name in wanted]
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            hostile = waiting.pop(0)
            running[begin(hostile, folder)] = hostile
        child, status = os.wait()
        hostile = running.pop(child)
        result = folder / f"{plain(hostile)}.json"
        ended: dict[str, object] = {
            "name": hostile.name,
            "wrong": hostile.wrong,
            "exit": os.waitstatus_to_exitcode(status),
        }
        if result.is_file():
            ended |= json.loads(result.read_text(encoding="utf-8"))
        print(json.dumps(ended), flush=True)
        shutil.rmtree(folder / plain(hostile), ignore_errors=True)


if __name__ == "__main__":
    run(Path(sys.argv[1]), set(sys.argv[2:]))
