"""What holds for any input, tried on generated ones."""

from __future__ import annotations

import datetime
import random
import unicodedata
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from test_cases import base_files, laid_over

from generator import dates, nearest
from generator.date_agreement import disagreement
from generator.document import UNSEEN, MapNode, Node, Position, Text, decode, parse
from generator.gate import examine
from generator.load import load
from generator.passage import Selector, SourceText, fold
from generator.problem import Problem, as_github, as_json, as_text
from generator.span import Span
from generator.voice import quotations, voice

# --- strategies ---

ODD = (
    "\x00\t\r\n\x0b\x0c\x1c\x1f \x7f\x85\xa0\xad\u0301\u0323\u1100\u1161\u11a8"
    "\u200b\u2028\u202e\u2126\u212a\ufeff\ufffe\U0001f600\U000e0041\"'“”‘’„«»#&*!|>%@`?:-,[]{}.…()—–/\\09aAéßİıǅﬁ"
)
ANY_TEXT = st.text(st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8")))
PIECES = st.lists(
    st.sampled_from(
        [
            *"\n\n\n  \t:-?,[]{}&*!|>'\"%@#a",
            ": ",
            "- ",
            "? ",
            "\n  ",
            "\n    ",
            " #",
            "---\n",
            "x: ",
            "key",
            "<<: ",
            "!!str ",
            "&a ",
            "*a",
            "...\n",
            "%YAML 1.1\n",
            "😀",
            "é",
            "\r\n",
            "cite: ",
            "gazette: ",
            "edtf: ",
            "says: ",
            '"\\u0085"',
            '"\\x00"',
            "|2-\n",
            ">+\n",
        ]
    ),
    max_size=40,
).map("".join)

FIELDS = ["name", "kind", "cite", "speaker", "says", "date", "edtf", "text", "why", "answers"]
IDS = ["gazette", "herald", "ada-reed", "oakham", "footbridge", "person", "crossing", "unknown"]
LEAVES = st.one_of(
    st.sampled_from(["", " ", "no", "2021-05-03", "12:30", "The footbridge", *IDS]), ANY_TEXT
)
TREES: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(FIELDS + IDS), ANY_TEXT), inner, max_size=5),
    ),
    max_leaves=25,
)
FILES = st.sampled_from(
    [
        "dossier",
        "retired",
        "sources",
        "actors",
        "agreements",
        "routes",
        "places",
        "events",
        "statements",
        "issues",
        "discrepancies",
        "others",
    ]
).map(lambda stem: f"data/{stem}.yml")


def in_its_file(problem: Problem, content: bytes) -> bool:
    """Whether a problem's place is in its file, or right behind the end of a line of it."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    return (
        1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    )


def check_any(content: bytes, name: str) -> None:
    """No content of a file raises; what is told of it lies in it and can be printed."""
    files, seeds = laid_over({})
    files[name] = content
    for problem in load({name: content}).problems:
        assert problem.file != name or in_its_file(problem, content), problem
    verdict = examine(files, seeds)
    for problem in verdict.problems:
        if problem.file == name:
            assert in_its_file(problem, content), problem
    for printed in (as_text, as_json, as_github):
        printed(verdict.problems).encode("utf-8")
    assert not any(ord(c) < 32 for c in as_text(verdict.problems).replace("\n", ""))


# --- files ---


@given(st.binary(max_size=200), FILES)
def test_any_bytes_are_read(content: bytes, name: str) -> None:
    check_any(content, name)


@given(st.one_of(ANY_TEXT, PIECES), FILES)
@example("a: b # c\r\n", "data/actors.yml")
@example("\U0001f600: \U0001f600 # c", "data/actors.yml")
@example("x: {date: {edtf: ../2023, text: x}}", "data/events.yml")
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text: str, name: str) -> None:
    check_any(text.encode("utf-8"), name)


@given(TREES, FILES, st.integers(0, 2**32), st.booleans())
@settings(max_examples=200, deadline=None)
def test_odd_and_damaged_yaml_is_read(tree: Any, name: str, seed: int, flow: bool) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, width=40)
    check_any(text.encode("utf-8"), name)
    dice = random.Random(seed)
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(text) + 1)
        text = dice.choice(
            [
                text[:at] + dice.choice(ODD) + text[at:],
                text[:at] + text[at + dice.randint(1, 5) :],
                text[:at] + "\n" + " " * dice.randint(0, 4) + text[at:],
            ]
        )
    check_any(text.encode("utf-8"), name)


@given(st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_a_damaged_dossier_is_read(seed: int) -> None:
    dice = random.Random(seed)
    name = dice.choice([name for name in sorted(base_files()) if name.startswith("data/")])
    content = base_files()[name]
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(content) + 1)
        content = dice.choice(
            [
                content[:at] + dice.choice(ODD).encode() + content[at:],
                content[:at] + content[at + dice.randint(1, 20) :],
                content[:at] + dice.randbytes(1) + content[at + 1 :],
            ]
        )
    check_any(content, name)


VISIBLE = ANY_TEXT.map(lambda text: UNSEEN.sub("", text).replace("\ufffe", ""))


@given(st.dictionaries(VISIBLE, VISIBLE, max_size=5))
def test_yaml_comes_back_as_it_was_written(tree: dict[str, str]) -> None:
    assume("<<" not in tree)  # refused with quotation marks, too
    content = yaml.safe_dump(tree, allow_unicode=True).encode("utf-8")
    top, problems = parse(content, "f")
    assert not problems
    assert top is not None
    assert {str(key): str(value) for key, value in top.entries.items()} == tree


@given(PIECES)
@settings(max_examples=300, deadline=None)
def test_each_value_stands_where_it_is_said_to(text: str) -> None:
    def walk(node: Node, lines: list[str]) -> None:
        position: Position = node.position
        assert 1 <= position.line <= len(lines)
        rest = lines[position.line - 1][position.column - 1 :]
        if isinstance(node, Text):
            plain = node and "\n" not in node and rest[:1] not in "\"'|>"
            assert not plain or rest.startswith(node.split()[0])
        elif isinstance(node, MapNode):
            for key, value in node.entries.items():
                walk(key, lines)
                walk(value, lines)
        else:
            for item in node.items:
                walk(item, lines)

    decoded, _ = decode(text.encode("utf-8"), "f")
    top, _ = parse(text.encode("utf-8"), "f")
    if top is not None and decoded is not None:
        walk(top, decoded.replace("\r\n", "\n").split("\n"))


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_files_changes_nothing(dice: random.Random) -> None:
    damaged = base_files()["data/statements.yml"].replace(b"footbridge", b"ferry")
    files, seeds = laid_over({"data/statements.yml": damaged})

    def shuffled(mapping: dict[str, bytes]) -> dict[str, bytes]:
        keys = list(mapping)
        dice.shuffle(keys)
        return {key: mapping[key] for key in keys}

    first, other = examine(files, seeds), examine(shuffled(files), shuffled(seeds))
    assert as_text(first.problems) == as_text(other.problems)
    assert first.problems
    assert first.counts == other.counts
    assert first.dossier is not None
    assert other.dossier is not None
    assert list(first.dossier.records) == list(other.dossier.records)
    assert [use.found for use in first.dossier.uses] == [use.found for use in other.dossier.uses]


# --- passages ---

SMALL = st.text("ab .'’\"“-\n\u00a0é\u0301", max_size=60)
WORDS = st.lists(
    st.sampled_from("the of a bridge road Oakham U.S. can’t 1,200 café not".split()), max_size=60
)
SPACES = st.sampled_from([" ", "  ", "\n", "\n\n", "\t ", "\u00a0"])


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_a_source_folds_as_its_passages_do(text: str) -> None:
    assert SourceText(text).folded == fold(text)


@given(SMALL, SMALL, st.integers(1, 4))
@settings(max_examples=400, deadline=None)
def test_finding_agrees_with_looking_at_every_place(text: str, exact: str, limit: int) -> None:
    folded, wanted = fold(text), fold(exact).strip(" ")
    assume(unicodedata.is_normalized("NFC", text))  # else a letter may not be parted from its mark
    places = [place for place in range(len(folded)) if wanted and folded.startswith(wanted, place)]
    found = SourceText(text).find(Selector(exact), limit)
    assert len(found) == min(limit, len(places))
    for span in found:
        assert fold(text[span.start : span.end]).strip(" ") == wanted


@given(SMALL, SMALL, SMALL, SMALL)
@settings(max_examples=300, deadline=None)
def test_a_prefix_and_a_suffix_only_take_places_away(
    text: str, exact: str, prefix: str, suffix: str
) -> None:
    source = SourceText(text)
    every = source.find(Selector(exact), 100)
    some = source.find(Selector(exact, prefix, suffix), 100)
    assert set(some) <= set(every)
    for span in some:
        before, behind = fold(text[: span.start]).rstrip(" "), fold(text[span.end :]).lstrip(" ")
        if unicodedata.is_normalized("NFC", text):
            assert before.endswith(fold(prefix).strip(" "))
            assert behind.startswith(fold(suffix).strip(" "))


@given(WORDS, st.lists(SPACES, min_size=60, max_size=60), st.data())
@settings(max_examples=200, deadline=None)
def test_a_passage_stands_wherever_it_is_cut_at_words(
    words: list[str], spaces: list[str], data: st.DataObject
) -> None:
    numbered = [f"{word} q{number}q" for number, word in enumerate(words, 1)]
    text = "".join(word + space for word, space in zip(numbered, spaces, strict=False))
    source = SourceText(text)
    assume(source.words)
    first = data.draw(st.integers(0, len(source.words) - 1))
    last = data.draw(st.integers(first, len(source.words) - 1))
    span = Span(source.words[first].start, source.words[last].end)
    assume(any(source.slice(word).startswith("q") for word in source.words[first : last + 1]))
    exact = " ".join(source.slice(span).split()).replace("’", "'")
    assert source.find(Selector(exact)) == [span]
    assert not source.cuts_word(span.start)
    assert not source.cuts_word(span.end)
    # An absent passage never stands, whatever is near it.
    assert source.find(Selector(exact.replace("q", "m"))) == []
    assert source.find(Selector(exact + " nowhere")) == []


@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_spans_are_whole_letters_of_the_source(text: str, exact: str) -> None:
    source = SourceText(text)
    for wanted in (exact, *text.split()[:3]):
        for span in source.find(Selector(wanted), 5):
            assert 0 <= span.start < span.end <= len(text)
            assert fold(source.slice(span)).strip(" ") == fold(wanted).strip(" ")
            source.widened(span)
            source.trimmed(span)
            source.negation_beside(span)
            assert source.paragraph(span) >= 1
            around = source.sentences_around(span)
            assert around.start <= span.start
            assert around.end >= span.end


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_sentences_and_paragraphs_leave_no_word_out(text: str) -> None:
    source = SourceText(text)
    for spans in (source.paragraphs, source.sentences, source.words):
        assert all(span.start < span.end for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    left = set(range(len(text)))
    for sentence in source.sentences:
        left -= set(range(sentence.start, sentence.end))
    assert all(text[place].isspace() for place in left)


@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=100, deadline=None)
def test_hints_are_found_for_any_words(text: str, words: str) -> None:
    source = SourceText(text)
    near = nearest.nearest_passage(source, words)
    if near is not None:
        nearest.differences(source.slice(near), words)
        selector = nearest.unique(source, near)
        pasted = nearest.as_yaml("x", selector)
        top, problems = parse(f"cite: {pasted}\n".encode(), "f")
        assert top is not None or problems


# --- voices ---

MARKS = st.text("\"'“”‘’„«» \nab.,[9sn", max_size=80)


def check_quotations(text: str) -> None:
    source = SourceText(text)
    quoted = quotations(source)
    here = 0
    for quotation in quoted:
        assert here <= quotation.span.start <= quotation.words.start
        assert quotation.words.start <= quotation.words.end <= quotation.span.end <= len(text)
        here = quotation.span.end
    for word in source.words:
        kind, quotation_of = voice(quoted, word)
        assert (kind == "direct") == (quotation_of is not None)


@given(st.one_of(MARKS, ANY_TEXT))
@settings(max_examples=400, deadline=None)
def test_quotations_of_any_text(text: str) -> None:
    check_quotations(text)


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "'",
        "“",
        "”",
        "‘",
        "’",
        "«",
        "»",
        "„",
        "“ ",
        '" ',
        "' ",
        " '",
        ' "',
        "“a” ",
        "'a' ",
        "‘a’ s’ ",
        "“\n\n",
        '"a\n\n',
        "“‘\"'a'\"’” ",
        "a'b",
        ".' ",
        "\n\n“a",
        "'90s ",
        "'n' ",
    ],
)
def test_many_marks_do_not_hang(piece: str) -> None:
    check_quotations(piece * (200_000 // len(piece)))


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        " ",
        ".",
        ". ",
        ".\u201d ",
        "\n",
        "a\u0301",
        "\u0301",
        "q\u0323\u0307",
        "ᄀ",
        "a.",
        "A.",
        "-",
        "'",
        "1,",
        "not ",
        "No. ",
        "a-",
        '"',
        "…",
        "[",
        "é e\u0301 ",
        "\u00a0",
        "क्",
    ],
)
def test_long_texts_do_not_hang(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    source = SourceText(text)
    assert len(source.sentences) <= len(text)
    for wanted in (piece * 50, piece + "b", "a" + piece, text[:20_000]):
        for span in source.find(Selector(wanted)):
            source.negation_beside(span)
            source.widened(span)
    fold(text)


# --- dates ---

PART = st.sampled_from(
    [
        "2023",
        "0001",
        "9999",
        "0000",
        "202X",
        "20XX",
        "2023-02",
        "2023-21",
        "2023-XX",
        "2023-00",
        "2023-02-28",
        "2023-02-29",
        "2024-02-29",
        "2023-02-XX",
        "2023-XX-XX",
        "2023-13-01",
        "..",
        "",
    ]
)
SIGN = st.sampled_from(["", "", "?", "~", "%", "?~"])
SINGLE = st.builds(str.__add__, PART, SIGN)
EDTF = st.one_of(
    SINGLE,
    st.builds("{}/{}".format, SINGLE, SINGLE),
    st.builds("[{}..{}]".format, SINGLE, SINGLE),
    st.dates().map(str),
    st.text("0123456789X-/.[]?~%u ", max_size=24),
    st.just("unknown"),
    ANY_TEXT,
)
STATED = st.one_of(
    ANY_TEXT,
    st.lists(
        st.sampled_from(
            [
                "28",
                "April",
                "April 28",
                "2023",
                "on",
                "Tuesday",
                "today",
                "May",
                "1st of May",
                "2023-04-28",
                "Sept. 9",
                "99 March",
                "9" * 5000,
                "²",
                "٢٠٢٣",
                "Feb 30",
            ]
        ),
        max_size=5,
    ).map(" ".join),
)


def bounds_or_reason(text: str) -> dates.Bounds | dates.DateError:
    try:
        return dates.bounds(text)
    except dates.DateError as error:
        return error


@given(EDTF, STATED)
@settings(max_examples=500, deadline=None)
def test_a_date_is_refused_or_shown(text: str, stated: str) -> None:
    days = bounds_or_reason(text)
    if isinstance(days, dates.DateError):
        assert str(days)
        assert days.hint
        return
    if days.earliest and days.latest:
        assert days.earliest <= days.latest
    low, high = dates.sort_key(days)
    assert low <= high
    for wording in (None, stated):
        assert dates.shown(text, wording)
        assert dates.basis(text, wording) in dates.BASES
    assert isinstance(disagreement(text, stated), str)


@given(st.dates(), st.dates())
@settings(max_examples=50, deadline=None)
def test_bounds_are_those_of_the_days(one: datetime.date, other: datetime.date) -> None:
    first, last = sorted((one, other))
    assert dates.bounds(f"{first}").earliest == dates.bounds(f"{first}").latest == first
    for text in (f"{first}/{last}", f"[{first}..{last}]"):
        assert (dates.bounds(text).earliest, dates.bounds(text).latest) == (first, last)
    if first != last:
        with pytest.raises(dates.DateError):
            dates.bounds(f"{last}/{first}")


@given(st.dates())
@settings(max_examples=50, deadline=None)
def test_a_wording_in_full_is_stated_and_another_day_contradicts_it(day: datetime.date) -> None:
    name = dates.day_words(day).split()[1]
    stated = f"{name} {day.day}, {day.year:04}"
    assert dates.basis(str(day), stated) == "stated"
    assert disagreement(str(day), stated) == ""
    assert "[" not in dates.shown(str(day), stated)
    if day < datetime.date.max:
        assert disagreement(str(day + datetime.timedelta(1)), stated)
    if day > datetime.date.min:
        assert disagreement(str(day - datetime.timedelta(1)), stated)


@pytest.mark.parametrize("piece", ["“", "A ", ". A", "1 ", "“a”", '"', "a.A", "Ab'", "death", "\n"])
def test_long_values_do_not_hang(piece: str) -> None:
    what = (piece * (19_000 // len(piece))).replace('"', '\\"').replace("\n", "\\n")
    event = f"""\
long:
  what: "x {what}"
  date: unknown
  cite: {{gazette: was closed on 3 May 2021}}
  about: footbridge
"""
    files, seeds = laid_over({"data/events/x.yml": event.encode("utf-8")})
    assert examine(files, seeds).dossier is not None
