"""The table of cases in tests/cases/*.txt: bad input, and the exact place and code of each problem.

A case begins with `## title`. Then come its files, each below a line `--- data/x.yml`, laid over
the dossier in tests/cases/base (or in the place of one of its files); a file without a line is
taken away. It ends with what is expected, `=> data/x.yml:4:12 code` for each problem, in order, or
`=> nothing`.

In a file `<U+202E>` stands for the character, `<byte FF>` for the byte, `<CR>` for a carriage
return, `<no line end>` for a last line without one, `<many N text>` for the text N times, and
`<sha256 x.txt>` for the fingerprint of a seed as the case has it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import document, workspace
from generator.gate import Verdict, examine
from generator.problem import ADVICE, CODES, as_text

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"

WITHOUT_HINT: frozenset[str] = frozenset()
"""Codes whose problems may have nothing to advise."""


@dataclass(frozen=True)
class Case:
    """One case: what is laid over the base dossier, and what the gate says of it."""

    title: str
    files: Mapping[str, bytes]
    expected: tuple[str, ...]


def read_cases(path: Path) -> Iterator[Case]:
    text = path.read_text(encoding="utf-8")
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _, rest = part.partition("\n")
        body, *expected = re.split(r"^=> ", rest, flags=re.MULTILINE)
        if not expected:
            raise ValueError(f"{path.name}: {title!r} does not say what is expected")
        pieces = re.split(r"^--- ((?:data|seeds)/\S+)\n", body, flags=re.MULTILINE)
        files = {
            name: content_of(content.rstrip("\n") + "\n")
            for name, content in zip(pieces[1::2], pieces[2::2], strict=True)
        }
        wanted = tuple(line.strip() for line in expected)
        yield Case(title, files, () if wanted == ("nothing",) else wanted)


def content_of(text: str) -> bytes:
    """The bytes that a file of a case stands for."""
    if not text.strip():
        return b""
    text = text.replace("<CR>", "\r").replace("<no line end>\n", "")
    text = re.sub(r"<many (\d+) ([^>]*)>", lambda m: m[2] * int(m[1]), text)
    text = re.sub(r"<U\+([0-9A-F]+)>", lambda m: chr(int(m[1], 16)), text)
    parts = re.split(r"<byte ([0-9A-F]{2})>", text)
    return b"".join(
        bytes.fromhex(part) if number % 2 else part.encode() for number, part in enumerate(parts)
    )


def base_files() -> dict[str, bytes]:
    paths = [path for path in sorted(BASE.rglob("*")) if path.is_file()]
    return {path.relative_to(BASE).as_posix(): path.read_bytes() for path in paths}


def laid_over(changes: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files and the seeds of the base dossier with the changes of a case."""
    every = {**base_files(), **changes}
    seeds = {
        name.removeprefix("seeds/"): content
        for name, content in every.items()
        if name.startswith("seeds/") and content
    }
    files = {
        name: re.sub(
            rb"<sha256 ([^>]+)>",
            lambda m: hashlib.sha256(seeds[m[1].decode()]).hexdigest().encode(),
            content,
        )
        for name, content in every.items()
        if name.startswith("data/") and (content or name not in changes)
    }
    return files, seeds


def verdict_of(case: Case) -> Verdict:
    return examine(*laid_over(case.files))


EVERY = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.title)
def test_case(case: Case) -> None:
    verdict = verdict_of(case)
    found = [f"{p.file}:{p.line}:{p.column} {p.code}" for p in verdict.problems]
    assert found == list(case.expected), as_text(verdict.problems)
    for problem in verdict.problems:
        assert problem.hint or problem.code in WITHOUT_HINT, problem


def test_the_base_is_clean() -> None:
    verdict = examine(*laid_over({}))
    assert verdict.passed, as_text(verdict.problems)
    assert not verdict.problems
    assert verdict.counts["citations"] > 10


def test_titles_are_unique() -> None:
    titles = [case.title for case in EVERY]
    assert len(titles) == len(set(titles))


# --- what comes from the disk ---


def on_disk(folder: Path) -> Path:
    """A copy of the base dossier as a project in a folder."""
    project = folder / "project"
    shutil.copytree(BASE, project)
    (project / "content").mkdir()
    (project / "content" / "index.md").write_text("# Home\n", encoding="utf-8")
    return project


def told(project: Path) -> list[str]:
    """What a check of a project says, file and code."""
    inputs = workspace.read(project)
    verdict = examine(inputs.files, inputs.seeds, inputs.problems)
    assert verdict.passed is (not verdict.problems)
    assert as_text(verdict.problems).encode("utf-8") is not None
    assert all(problem.hint for problem in verdict.problems), as_text(verdict.problems)
    return [f"{problem.file} {problem.code}" for problem in verdict.problems]


def test_a_project_on_disk_is_clean(tmp_path: Path) -> None:
    assert told(on_disk(tmp_path)) == []


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    project = on_disk(tmp_path)
    shutil.rmtree(project / "seeds")
    assert "seeds unreadable" in told(project)


def test_no_data_at_all(tmp_path: Path) -> None:
    project = on_disk(tmp_path)
    shutil.rmtree(project / "data")
    assert "data unreadable" in told(project)


def test_a_file_that_is_not_yaml(tmp_path: Path) -> None:
    project = on_disk(tmp_path)
    (project / "data" / "actors.txt").write_text("x", encoding="utf-8")
    assert told(project) == ["data/actors.txt unknown-file"]


def test_a_file_with_a_name_that_is_no_text(tmp_path: Path) -> None:
    project = on_disk(tmp_path)
    name = b"x\xff\n.yml".decode("utf-8", "surrogateescape")
    (project / "data" / name).write_text("{}", encoding="utf-8")
    [line] = told(project)
    assert line.endswith("hidden-character")


def test_a_link_out_of_the_project(tmp_path: Path) -> None:
    project = on_disk(tmp_path)
    outside = tmp_path / "outside.yml"
    outside.write_text("{}", encoding="utf-8")
    (project / "data" / "events" / "x.yml").parent.mkdir()
    (project / "data" / "events" / "x.yml").symlink_to(outside)
    assert told(project) == ["data/events/x.yml unreadable"]


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    project = on_disk(tmp_path)
    (project / "data" / "a.yml").symlink_to(project / "data" / "a.yml")
    (project / "data" / "b.yml").symlink_to(project / "data" / "c.yml")
    assert told(project) == ["data/a.yml unreadable", "data/b.yml unreadable"]


def test_a_link_to_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    project = on_disk(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x.yml").write_text("x: 1", encoding="utf-8")
    (project / "data" / "statements").symlink_to(elsewhere)
    [line] = told(project)
    assert line.startswith("data/statements ")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    project = on_disk(tmp_path)
    os.mkfifo(project / "data" / "events.yaml")
    assert told(project) == ["data/events.yaml unreadable"]


def test_a_source_that_is_missing(tmp_path: Path) -> None:
    project = on_disk(tmp_path)
    (project / "seeds" / "herald.txt").rename(project / "seeds" / "harald.txt")
    inputs = workspace.read(project)
    verdict = examine(inputs.files, inputs.seeds, inputs.problems)
    [problem] = verdict.problems
    assert (problem.file, problem.line, problem.code) == ("data/sources.yml", 11, "unreadable")
    assert "harald.txt" in problem.hint


def test_a_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_FILE", 3000)
    monkeypatch.setattr(workspace, "MAX_SEED", 3000)
    project = on_disk(tmp_path)
    (project / "data" / "events" / "x.yml").parent.mkdir()
    (project / "data" / "events" / "x.yml").write_bytes(b"#" * 3001)
    (project / "seeds" / "x.txt").write_bytes(b"#" * 3001)
    assert told(project) == ["data/events/x.yml too-large", "seeds/x.txt too-large"]


def test_a_source_that_is_no_text(tmp_path: Path) -> None:
    project = on_disk(tmp_path)
    (project / "seeds" / "herald.txt").write_bytes(b"\xff\xfe")
    assert told(project) == ["data/sources.yml not-utf-8"]


# --- the table is complete ---


def test_every_code_has_a_case_and_a_meaning() -> None:
    in_cases = {line.rpartition(" ")[2] for case in EVERY for line in case.expected}
    assert in_cases - {"nothing"} == set(CODES)
    for code, meaning in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert meaning.endswith(".")
        assert len(meaning.split()) > 3
    assert set(CODES) >= ADVICE


def test_there_are_cases_of_acceptance() -> None:
    assert sum(1 for case in EVERY if not case.expected) >= 12
