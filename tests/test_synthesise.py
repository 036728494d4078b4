"""The synthetic dossiers that speed is measured on: always the same, sound, as large as asked."""

from __future__ import annotations

import cProfile
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

import pytest
from synthesise import synthesise, write

from generator import addresses, pages
from generator.assembly import check
from generator.checks import RULES
from generator.dossier import join
from generator.gate import Verdict, examine
from generator.load import load
from generator.model import KINDS, Agreement, Event, Statement
from generator.problem import as_text

BENCH = Path(__file__).parent / "bench"


def parts(files: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files of data/ and those of seeds/, as the gate takes them."""
    data = {name: content for name, content in files.items() if name.startswith("data/")}
    seeds = {
        name.removeprefix("seeds/"): content
        for name, content in files.items()
        if name.startswith("seeds/")
    }
    return data, seeds


def verdict(files: Mapping[str, bytes]) -> Verdict:
    return examine(*parts(files))


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        subprocess.run(
            [sys.executable, BENCH / "synthesise.py", "--records", "120", "--out", out],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
        paths = sorted(path for path in out.rglob("*") if path.is_file())
        written.append({path.relative_to(out): path.read_bytes() for path in paths})
    assert written[0] == written[1]
    assert synthesise(120, seed=1) != synthesise(120, seed=2)


@pytest.mark.parametrize(("records", "seed"), [(30, 1), (100, 1), (333, 7), (1000, 1)])
def test_a_synthetic_dossier_passes_the_check_with_the_counts_asked_for(
    records: int, seed: int
) -> None:
    found = verdict(synthesise(records, seed))
    assert as_text(found.problems) == ""
    assert found.passed
    assert sum(found.counts[kind] for kind in KINDS) == records
    assert all(found.counts[kind] for kind in KINDS)
    assert found.counts["citations"] == 4 * records


def test_citations_for_each_record_are_as_asked() -> None:
    assert verdict(synthesise(150, 1, citations_per_record=6)).counts["citations"] == 900


def test_too_small_a_dossier_is_refused() -> None:
    with pytest.raises(ValueError, match="30 records"):
        synthesise(29)
    with pytest.raises(ValueError, match="2 citations"):
        synthesise(100, citations_per_record=1)


def test_a_synthetic_dossier_uses_what_a_real_one_does() -> None:
    dossier = verdict(synthesise(300)).dossier
    assert dossier is not None
    statements = dossier.all(Statement)
    fields = Counter(
        name
        for statement in statements
        for name in ("date", "at", "for_", "via", "to", "about", "invokes", "answers", "implies")
        if getattr(statement, name)
    )
    assert len(fields) == 9
    voices = Counter(use.voice[0] for use in dossier.uses)
    assert voices["direct"] > 100
    assert voices["narrator"] > 100
    assert any(use.quote.prefix for use in dossier.uses)
    assert any(len({str(q.source) for q in event.cite}) > 1 for event in dossier.all(Event))
    readings = [reading for event in dossier.all(Event) for reading in event.date.readings]
    assert any(len(event.date.readings) > 1 for event in dossier.all(Event))
    assert any(reading.edtf == "unknown" for reading in readings)
    assert any(".." in reading.edtf and not reading.text for reading in readings)
    assert any("/" in reading.edtf for reading in readings)
    assert any(agreement.same_because for agreement in dossier.all(Agreement))
    for stored in dossier.texts.values():
        assert 15 <= len(stored.text.paragraphs) <= 70


def test_a_written_project_passes_the_check_as_a_whole(tmp_path: Path) -> None:
    write(synthesise(60), tmp_path)
    assert as_text(check(tmp_path).problems) == ""


def test_pages_stand_where_the_check_expects_them() -> None:
    dossier = verdict(synthesise(100)).dossier
    assert dossier is not None
    rendered = [page.path for page in pages.render(dossier)]
    gone = addresses.of_retired(dossier.retired.values(), dossier.records)
    old = [address for address, _ in gone if "#" not in address]
    assert old
    assert sorted(rendered) == sorted([*addresses.pages(dossier.records.values()), *old])


def test_the_check_finds_a_hand_written_page_at_the_address_of_another(tmp_path: Path) -> None:
    write(synthesise(60) | {"content/Timeline.md": b"# Mine\n"}, tmp_path)
    assert [problem.code for problem in check(tmp_path).problems] == ["same-address"]


T = TypeVar("T")


def counted(step: Callable[[], T]) -> tuple[int, T]:
    """How many calls of functions a step takes, which is its work without a clock; its result."""
    profile = cProfile.Profile()
    profile.enable()
    result = step()
    profile.disable()
    return sum(entry.callcount for entry in profile.getstats()), result


def work(records: int) -> dict[str, float]:
    """The calls that each step of a check takes for one record."""
    data, seeds = parts(synthesise(records))
    took: dict[str, int] = {}
    took["load"], loaded = counted(lambda: load(data))
    took["join"], dossier = counted(lambda: join(loaded, seeds))
    assert dossier is not None
    for rule in RULES:
        took[rule.__name__], problems = counted(lambda rule=rule: list(rule(dossier)))  # type: ignore[misc]
        assert problems == []
    return {name: calls / records for name, calls in took.items()}


def test_no_step_of_a_check_grows_faster_than_the_dossier() -> None:
    work(30)  # what is worked out once and kept is not counted below
    small, large = work(200), work(800)
    growth = {name: round(large[name] / small[name], 2) for name in small}
    # A step that goes through all records for each record comes out at 1.6 and more.
    # One with less than a call for each record is too small to measure.
    measured = {name: ratio for name, ratio in growth.items() if large[name] > 1}
    assert {name: ratio for name, ratio in measured.items() if ratio > 1.3} == {}
