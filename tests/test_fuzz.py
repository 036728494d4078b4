"""What the fuzzer begins with and what it found: none of it breaks anything now (`make fuzz`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_seeds import FOUND, SEEDS, seeds
from fuzz_targets import TARGETS

SLOW = {"checks": 12}
"""Of the seeds of a target that takes long, one in so many."""


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_break_nothing(target: str) -> None:
    for seed in seeds(target)[:: SLOW.get(target, 1)]:
        TARGETS[target](seed)


@pytest.mark.parametrize(
    "path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}: {path.name}"
)
def test_what_was_found_is_mended(path: Path) -> None:

    TARGETS[path.parent.name](path.read_bytes())


def test_every_target_has_seeds() -> None:
    assert TARGETS.keys() == SEEDS.keys()
    assert {folder.name for folder in FOUND.iterdir()} <= TARGETS.keys()
