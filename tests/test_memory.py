"""The preview's memory: what is remembered is what would be made anew, warnings included."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import contents, edit
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.memory import Memory
from generator.publish import tried


@pytest.fixture(autouse=True)
def _one_time_for_all_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")


def site(project: Path, out: Path, memory: Memory | None) -> tuple[dict[str, bytes], list[str]]:
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(out))
    config.plugins["factsheet"].memory = memory  # type: ignore[attr-defined]
    stopped, warnings = tried(lambda: build(config))
    assert stopped is None
    return contents(out), sorted(warnings)


def test_a_site_from_memory_is_the_site_made_anew(small: Path, tmp_path: Path) -> None:
    memory = Memory()
    edits: tuple[Callable[[], object], ...] = (
        lambda: None,
        lambda: edit(small / "data/actors.yml", "name: Ada Brook", "name: Mayor Ada Brook"),
        lambda: edit(small / "content/about/editors.md", "by hand", "[by hand](nobody.md)"),
        lambda: edit(small / "data/dossier.yml", "a fact sheet", "the facts"),
        lambda: edit(small / "content/about/editors.md", "nobody.md", "method.md#nowhere"),
        lambda: edit(
            small / "mkdocs.yml", "  - tables\n", "  - tables\n  - toc: {permalink: true}\n"
        ),
        (small / "content/about/editors.md").unlink,
    )
    for number, change in enumerate(edits):
        change()
        remembered = site(small, tmp_path / f"remembered-{number}", memory)
        anew = site(small, tmp_path / f"anew-{number}", None)
        assert remembered == anew, f"after edit {number}"
    memory.end()


def test_pages_that_do_not_change_are_not_read_again(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory()
    site(small, tmp_path / "one", memory)
    read: list[str] = []
    real = Memory.before

    def noted(self: Memory, markdown: str, page: object) -> str:
        left = real(self, markdown, page)  # type: ignore[arg-type]
        read.extend([page.file.src_uri] if left else [])  # type: ignore[attr-defined]
        return left

    monkeypatch.setattr(Memory, "before", noted)
    edit(small / "data/agreements.yml", "kind: agreement", "kind: unspecified")
    site(small, tmp_path / "two", memory)
    memory.end()
    assert "agreements/upkeep-agreement.md" in read
    assert "actors/ada-brook.md" not in read
    assert "about/editors.md" not in read
