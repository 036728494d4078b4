"""What goes wrong around a build: killed, a full disk, two at once, edits. The last site stays."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Factsheet, contents, edit

from generator import output, pages

BUILD = [sys.executable, "-m", "generator", "build"]
PATIENCE = 240.0


def fingerprint(folder: Path) -> str:
    """One hash over the names and bytes of every file."""
    whole = hashlib.sha256()
    for name, content in contents(folder).items():
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


def remains(project: Path) -> list[str]:
    """What a build left beside the site."""
    return sorted(path.name for path in project.iterdir() if path.name.startswith(".site"))


@pytest.fixture
def built(small: Path, factsheet: Factsheet) -> Path:
    """The small dossier with a good site, and an edit that is not built yet."""
    assert factsheet("build", small).exit_code == 0
    edit(small / "data/dossier.yml", "a fact sheet", "the facts")
    return small


def started(project: Path, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        BUILD, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


# --- killed ---


def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_site(
    built: Path, factsheet: Factsheet
) -> None:
    last = fingerprint(built / "site")
    began = time.monotonic()
    with started(built) as process:
        process.wait(PATIENCE)
    whole = time.monotonic() - began
    good = {last, fingerprint(built / "site")}
    for share in (0.6, 0.8, 0.9, 1.0):
        with started(built) as process:
            try:
                process.wait(whole * share)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        if (built / "site").exists():  # between the two renames it has another name
            assert fingerprint(built / "site") in good
        else:
            assert fingerprint(built / ".site.old") in good
        assert len(remains(built)) <= 2  # one of this run; those before were cleared
    assert factsheet("build", built).exit_code == 0
    assert fingerprint(built / "site") in good
    assert remains(built) == []


_STEPS = """\
import os, signal, sys
from pathlib import Path
from generator import output
step, at = 0, int(sys.argv[2])
def counted(real):
    def call(*words, **options):
        global step
        step += 1
        if step == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*words, **options)
    return call
for owner, name in ((Path, "rename"), (output.shutil, "rmtree"), (output.tempfile, "mkdtemp"),
                    (Path, "chmod"), (Path, "write_text")):
    setattr(owner, name, counted(getattr(owner, name)))
with output.swapped_in(Path(sys.argv[1])) as fresh:
    (fresh / "index.html").write_text("new")
"""


@pytest.mark.parametrize("step", range(1, 9))
def test_a_kill_before_any_step_of_the_exchange_loses_nothing(step: int, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old", encoding="utf-8")
    subprocess.run([sys.executable, "-c", _STEPS, str(site), str(step)], check=False)
    place = site if site.exists() else tmp_path / ".site.old"
    assert (place / "index.html").read_text(encoding="utf-8") in ("old", "new")
    with output.swapped_in(site) as fresh:
        (fresh / "index.html").write_text("newest", encoding="utf-8")
    assert contents(tmp_path) == {"site/index.html": b"newest"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


# --- a full disk ---


@pytest.mark.parametrize("written", [0, 1, 7, 15])
def test_a_full_disk_is_told_in_a_line_and_the_site_stays(
    written: int, built: Path, factsheet: Factsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    import mkdocs.utils

    last = fingerprint(built / "site")
    real, count = mkdocs.utils.write_file, 0

    def full(content: bytes, path: str) -> None:
        nonlocal count
        count += 1
        if count > written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        real(content, path)

    with monkeypatch.context() as patched:
        patched.setattr(mkdocs.utils, "write_file", full)
        result = factsheet("build", built)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert "left as it was" in result.stderr
    assert "Traceback" not in result.stderr
    assert fingerprint(built / "site") == last
    assert remains(built) == []
    assert factsheet("build", built).exit_code == 0


def test_a_limit_on_the_size_of_files_is_told_in_a_line_and_the_site_stays(built: Path) -> None:
    last = fingerprint(built / "site")

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    with started(built, preexec_fn=small_files) as process:
        _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "File too large" in told
    assert "Traceback" not in told
    assert fingerprint(built / "site") == last
    assert remains(built) == []


def test_an_exchange_that_the_disk_refuses_is_told_and_the_site_stays(
    built: Path, factsheet: Factsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = fingerprint(built / "site")
    real: Callable[[Path, Path], Path] = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path.name.endswith(".new"):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return real(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refused)
        result = factsheet("build", built)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].endswith("Read-only file system")
    assert fingerprint(built / "site") == last
    assert remains(built) == []


# --- two at once ---


def test_two_builds_at_once_leave_one_whole_site_and_nothing_beside_it(
    built: Path, factsheet: Factsheet
) -> None:
    last = fingerprint(built / "site")
    running = [started(built) for _ in range(2)]
    told = [process.communicate(timeout=PATIENCE)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], told
    new = fingerprint(built / "site")
    assert new != last
    assert remains(built) == []
    assert factsheet("build", built).exit_code == 0
    assert fingerprint(built / "site") == new


_EXCHANGES = """\
import sys
from pathlib import Path
from generator.output import swapped_in
for number in range(150):
    with swapped_in(Path(sys.argv[1])) as fresh:
        for name in ("index.html", "other.html"):
            (fresh / name).write_text(f"{sys.argv[2]} {number}")
"""


def test_many_exchanges_at_once_neither_fail_nor_mix(tmp_path: Path) -> None:
    site = tmp_path / "site"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _EXCHANGES, str(site), str(number)],
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    told = [process.communicate(timeout=PATIENCE)[1] for process in running]
    assert told == ["", "", ""]
    assert len(set(contents(site).values())) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


# --- edits while it builds ---


def test_what_is_edited_during_a_build_is_not_half_in_it(
    small: Path, factsheet: Factsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert factsheet("build", small).exit_code == 0
    before = fingerprint(small / "site")
    (small / "content/about/editors.md").touch()
    real = pages.render

    def edited(*words: Any) -> Any:
        edit(small / "data/actors.yml", "name: Ada Brook", "name: Mayor Ada Brook")
        (small / "seeds/courier.txt").write_text("another text", encoding="utf-8")
        return real(*words)

    with monkeypatch.context() as patched:
        patched.setattr(pages, "render", edited)
        assert factsheet("build", small).exit_code == 0
    assert fingerprint(small / "site") == before  # what was read is what is shown
    assert factsheet("build", small).exit_code == 1  # the text has other bytes than recorded
    assert fingerprint(small / "site") == before


def test_a_page_that_vanishes_during_a_build_stops_it_and_the_site_stays(
    built: Path, factsheet: Factsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    import mkdocs.structure.pages

    last = fingerprint(built / "site")
    real = mkdocs.structure.pages.Page.read_source

    def vanished(page: Any, config: Any) -> None:
        if page.file.src_uri == "about/editors.md":
            (built / "content/about/editors.md").unlink(missing_ok=True)
        real(page, config)

    with monkeypatch.context() as patched:
        patched.setattr(mkdocs.structure.pages.Page, "read_source", vanished)
        result = factsheet("build", built)
    assert result.exit_code == 1
    assert "editors.md" in result.stderr
    assert "Traceback" not in result.stderr
    assert fingerprint(built / "site") == last
    assert remains(built) == []


@pytest.mark.parametrize(
    "name", ["data/actors.yml", "seeds/courier.txt", "content/about/editors.md"]
)
def test_a_file_that_vanishes_while_it_is_read_is_told(
    name: str, built: Path, factsheet: Factsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = fingerprint(built / "site")
    real = Path.open

    def vanished(path: Path, *words: Any, **options: Any) -> Any:
        if path == built / name:
            path.unlink(missing_ok=True)
        return real(path, *words, **options)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", vanished)
        result = factsheet("build", built)
    assert result.exit_code == 1
    assert f"{name}:1:1: unreadable: {name}: No such file or directory" in result.stderr
    assert fingerprint(built / "site") == last
