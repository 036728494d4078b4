"""YAML as plain text with places; the bad inputs stand in tests/cases/yaml.txt."""

from __future__ import annotations

import pickle

import pytest
import yaml

from generator import document
from generator.document import ListNode, MapNode, Text, parse


def read(text: str) -> MapNode:
    top, problems = parse(text.encode("utf-8"), "f.yml")
    assert problems == []
    assert top is not None
    return top


@pytest.mark.parametrize(
    "value",
    ["no", "yes", "null", "~", "0x10", "1e3", "12:30", "2023-04-28", ".inf", "=", "1_000", "010"],
)
def test_nothing_is_guessed(value: str) -> None:
    assert read(f"{value}: {value}\n").entries == {value: value}


def test_positions_count_characters_from_one() -> None:
    text = "é: 😀\nk: [a, '😀', {x: y}]\r\nlong:\r\n  >\r\n  folded\r\n  text\r\n"
    places = {}
    for key, value in read(text).entries.items():
        places[str(key)] = (key.position.line, key.position.column)
        places[f"{key}="] = (value.position.line, value.position.column)
    assert places == {
        "é": (1, 1),
        "é=": (1, 4),
        "k": (2, 1),
        "k=": (2, 4),
        "long": (3, 1),
        "long=": (4, 3),
    }
    items = read(text).entries[Text("k", document.Position("", 0, 0))]
    assert isinstance(items, ListNode)
    assert [item.position.column for item in items.items] == [5, 8, 13]


def test_a_text_keeps_its_place_when_it_is_copied() -> None:
    [key] = read("a: b").entries
    copy = pickle.loads(pickle.dumps(key))
    assert (copy, copy.position) == (key, key.position)


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing", "# nothing\n"])
def test_a_file_without_anything_is_empty(text: str) -> None:
    assert read(text).entries == {}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('x: "abc', 1, 4),  # where the mark stands that is never closed
        ("x: 'abc\ny: z\n", 1, 4),
        ("x: [a, b", 1, 9),
        ("x: {a: b\n\n\n", 1, 9),
        ("x: a: b", 1, 5),
        ("\U0001f600: @", 1, 4),
        ("é: b\r\n\tc: d", 2, 1),
    ],
)
def test_where_broken_yaml_is_told(text: str, line: int, column: int) -> None:
    top, [problem] = parse(text.encode("utf-8"), "f.yml")
    assert top is None
    assert (problem.line, problem.column, problem.code) == (line, column, "yaml-syntax")
    assert problem.hint


def test_problems_of_one_file_are_told_together() -> None:
    _, problems = parse(b"a: b # c\na: d\nb: &x y\n", "f.yml")
    assert [problem.code for problem in problems] == [
        "comment-cuts-value",
        "duplicate-key",
        "yaml-feature",
    ]


@pytest.mark.parametrize(
    "text",
    ["a: b\nc: [d, {e: f}]\n", "a: b # c\n", 'é: "😀"\n', "a:\n  - b\n  -\n", "a: |\n  b\n\n  c\n"],
)
def test_the_slower_reader_says_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = parse(text.encode("utf-8"), "f.yml")
    monkeypatch.setattr(document, "_LOADER", yaml.SafeLoader)
    assert parse(text.encode("utf-8"), "f.yml") == quick


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: " * 100_000,
        "".join(f"k{n}: v\n" for n in range(30_000)) + "k29999: v\n" * 30_000,
        "a: b # c\n" * 50_000,
        "#" * 1_000_000,
        '"' * 100_000,
        "&a " * 100_000,
        "\n" * 1_000_000,
        "a:\n  -" + "\n  -" * 50_000,
    ],
    ids=range(12),
)
def test_odd_files_do_not_hang(text: str) -> None:
    parse(text.encode("utf-8"), "f.yml")
