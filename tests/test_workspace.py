"""Files: what is read of a project, what is written, and that nothing else is ever touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import contents, snapshot

from generator import output, workspace
from generator.output import RefusedError, swapped_in, write_pages


def files(**named: str) -> list[tuple[str, bytes]]:
    return [(name.replace("__", "/") + ".md", text.encode()) for name, text in named.items()]


# --- reading ---


def test_only_what_begins_with_a_dot_is_left_out_in_silence(small: Path) -> None:
    (small / "data/.actors.yml.swp").write_bytes(b"\x00")
    (small / "data/.git").mkdir()
    (small / "data/.git/config.yml").write_bytes(b"\x00")
    assert workspace.read(small).problems == ()
    (small / "data/actors.yml~").write_bytes(b"")
    assert [p.code for p in workspace.read(small).problems] == ["unknown-file"]


def test_folders_of_a_kind_are_read(small: Path) -> None:
    (small / "data/actors").mkdir()
    (small / "data/actors.yml").rename(small / "data/actors/people.yml")
    assert "data/actors/people.yml" in workspace.read(small).files


def test_a_file_that_is_too_large_is_not_read_whole(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "MAX_SEED", 100)
    read = workspace.read(small)
    assert read.seeds == {}
    assert {(p.file, p.code) for p in read.problems} == {
        ("seeds/courier.txt", "too-large"),
        ("content/about/editors.md", "too-large"),
    }


def test_a_link_within_the_project_is_followed(small: Path) -> None:
    (small / "more").mkdir()
    (small / "seeds/courier.txt").rename(small / "more/courier.txt")
    (small / "seeds/courier.txt").symlink_to("../more/courier.txt")
    assert workspace.read(small).seeds["courier.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told(small: Path) -> None:
    (small / "data/actors").mkdir(mode=0)
    problems = workspace.read(small).problems
    assert [(p.file, p.code) for p in problems] == [("data/actors", "unreadable")]


def test_a_page_may_begin_with_a_rule_and_need_no_front_matter(small: Path) -> None:
    (small / "content/rule.md").write_text("---\n\nNo front matter\n", encoding="utf-8")
    (small / "content/mark.md").write_text("\ufeff---\ntitle: A\n---\n", encoding="utf-8")
    assert workspace.read(small).problems == ()


# --- writing pages ---


def test_unchanged_files_are_not_touched_and_orphans_go(tmp_path: Path) -> None:
    write_pages(tmp_path, files(a="A", b__c="C", b__d__e="E"))
    before = snapshot(tmp_path)
    done = write_pages(tmp_path, files(a="A", b__c="new"))
    after = snapshot(tmp_path)
    assert (done.written, done.unchanged, done.removed) == (1, 1, 1)
    assert after["a.md"] == before["a.md"]
    assert after["b/c.md"][0] == b"new"
    assert not (tmp_path / "b/d").exists()


def test_a_file_of_somebody_else_is_neither_overwritten_nor_removed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError, match=r"a\.md is there already"):
        write_pages(tmp_path, files(b="B", a="A"))
    assert contents(tmp_path) == {"a.md": b"mine"}


def test_an_orphan_whose_folder_holds_more_leaves_the_folder(tmp_path: Path) -> None:
    write_pages(tmp_path, files(b__c="C"))
    (tmp_path / "b/mine.txt").write_text("mine", encoding="utf-8")
    write_pages(tmp_path, files(a="A"))
    assert contents(tmp_path / "b") == {"mine.txt": b"mine"}


def test_an_interrupted_run_leaves_nothing_that_the_next_does_not_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.write_bytes

    def fails_at_b(path: Path, content: bytes) -> int:
        if path.name == "b.md":
            raise OSError(28, "No space left on device", str(path))
        return real(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", fails_at_b)
        with pytest.raises(OSError, match="No space"):
            write_pages(tmp_path, files(a="A", b="B"))
    write_pages(tmp_path, files(c="C"))
    assert contents(tmp_path).keys() == {output.INDEX, "c.md"}


@pytest.mark.parametrize("name", ["../a.md", "/a.md", "x/../../a.md", "link/a.md", ""])
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "link").symlink_to(tmp_path)
    with pytest.raises(RefusedError):
        write_pages(out, [(name, b"")])
    (out / output.INDEX).write_text("../a.md\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("mine", encoding="utf-8")
    with pytest.raises(RefusedError):
        write_pages(out, [])
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "mine"


# --- swapping a site in ---


def put(site: Path, text: str) -> None:
    with swapped_in(site) as fresh:
        (fresh / "index.html").write_text(text, encoding="utf-8")


def test_a_site_takes_the_place_of_the_last_whole(tmp_path: Path) -> None:
    site = tmp_path / "the site"
    put(site, "one")
    (site / "gone.html").write_text("", encoding="utf-8")
    put(site, "two")
    assert contents(tmp_path) == {"the site/index.html": b"two"}
    assert site.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("interruption", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_after_a_failure_the_last_site_is_as_it_was(
    interruption: type[BaseException], tmp_path: Path
) -> None:
    put(tmp_path / "site", "one")
    before = snapshot(tmp_path)

    def half() -> None:
        with swapped_in(tmp_path / "site") as fresh:
            (fresh / "index.html").write_text("half", encoding="utf-8")
            raise interruption

    with pytest.raises(interruption):
        half()
    assert snapshot(tmp_path) == before


def test_when_the_exchange_itself_fails_the_last_site_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "site", "one")
    real = Path.rename

    def fails_second(path: Path, target: Path) -> Path:
        if path.name.endswith(".new"):
            raise OSError(5, "Input/output error", str(path))
        return real(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", fails_second)
        with pytest.raises(OSError, match="Input/output"):
            put(tmp_path / "site", "two")
    assert contents(tmp_path) == {"site/index.html": b"one"}


def test_a_site_left_between_the_two_exchanges_is_brought_back(tmp_path: Path) -> None:
    put(tmp_path / "site", "one")
    (tmp_path / "site").rename(tmp_path / ".site.old")
    with pytest.raises(RuntimeError), swapped_in(tmp_path / "site"):
        raise RuntimeError
    assert contents(tmp_path) == {"site/index.html": b"one"}


def test_what_a_killed_run_left_is_cleared_and_what_a_living_one_holds_is_not(
    tmp_path: Path,
) -> None:
    code = (
        "import sys, time; from pathlib import Path; from generator.output import swapped_in\n"
        "with swapped_in(Path(sys.argv[1])) as fresh:\n"
        "    (fresh / 'half.html').write_text('')\n"
        "    print(fresh.name, flush=True)\n"
        "    time.sleep(600)\n"
    )
    site = tmp_path / "site"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(site)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        left = tmp_path / process.stdout.readline().strip()
        try:
            put(site, "one")
            assert (left / "half.html").exists()
        finally:
            process.send_signal(signal.SIGKILL)
    put(site, "two")
    assert contents(tmp_path) == {"site/index.html": b"two"}


def test_a_link_to_a_site_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "www")
    put(tmp_path / "site", "one")
    assert (tmp_path / "site").is_symlink()
    assert contents(tmp_path / "www") == {"index.html": b"one"}
