"""The examples on the page of problems: a bad one gives its code alone, a mended one nothing."""

from __future__ import annotations

import pytest
from test_cases import content_of, laid_over

from generator.examples import Example, examples
from generator.gate import examine
from generator.problem import CODES, as_text


def laid_beside(example: Example, name: str, text: str) -> dict[str, bytes]:
    files = {**example.beside, name: text + "\n"}
    return {file: content_of(content) for file, content in files.items()}


def test_every_code_has_an_example() -> None:
    assert set(examples()) == set(CODES)


@pytest.mark.parametrize("example", examples().values(), ids=lambda example: example.code)
def test_the_bad_one_gives_its_code_and_no_other(example: Example) -> None:
    changes = laid_beside(example, example.file, example.bad)
    files, seeds = (changes, {}) if example.is_alone else laid_over(changes)
    verdict = examine(files, seeds)
    assert {problem.code for problem in verdict.problems} == {example.code}, as_text(
        verdict.problems
    )


@pytest.mark.parametrize("example", examples().values(), ids=lambda example: example.code)
def test_the_mended_one_passes(example: Example) -> None:
    verdict = examine(*laid_over(laid_beside(example, example.mended_file, example.mended)))
    assert not verdict.problems, as_text(verdict.problems)
