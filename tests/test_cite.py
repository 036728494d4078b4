"""`factsheet cite`: words as an editor remembers them become YAML that the gate accepts."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import Factsheet, MakeProject, edit
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from generator import gate, workspace
from generator.dossier import Dossier
from generator.editing import canonical, citing
from generator.editing.citing import Hit, hits, likeliest, readable
from generator.editing.searching import Likeness
from generator.load import load
from generator.model import Place
from generator.nearest import with_brackets
from generator.passage import Selector
from generator.span import Span

ROOT = Path(__file__).parent.parent

REFUSALS = {
    "no-passage",
    "many-passages",
    "cut-word",
    "negation-left-out",
    "mixed-voice",
    "repeated-passage",
    "long-passage",
}
"""What the gate may say of a passage; the last is advice."""

TEXT = """\
The bridge report

The bridge is open: number #1 of [five] in the region. It is not safe, he said.

“The bridge is safe, and our children need it,” said Ada Brook. “It was never closed.”

“The bridge is safe, and our children need it,” said Ben Holt. The council did not answer.

The bridge’s “golden” age {as some say} is over - or is it? The U.S. pays 5 % of 1,000 & more.
"""

DOSSIER = "title: The bridge\nsubject: What a text says about the bridge.\n"
SOURCE = """\
report:
  file: report.txt
  sha256: SHA
  title: The bridge report
  publisher: unknown
  published: unknown
  publish: full
  rights: unknown
"""


@pytest.fixture
def bridge(make_project: MakeProject) -> Path:
    """A dossier with one source and no record that cites it."""
    return make_project(
        {"data/dossier.yml": DOSSIER, "data/sources.yml": SOURCE, "seeds/report.txt": TEXT}
    )


def files(project: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    data = {f"data/{path.name}": path.read_bytes() for path in (project / "data").glob("*.yml")}
    return data, {path.name: path.read_bytes() for path in (project / "seeds").iterdir()}


@cache
def real() -> Dossier:
    return readable(*files(ROOT))


def refused(project: Path, yaml: str) -> list[str]:
    """What the gate has against pasted lines, in a project that holds nothing else."""
    data, seeds = files(project)
    pasted = f"pasted:\n  name: pasted\n  kind: settlement\n{yaml}".encode()
    own = {name: data[name] for name in data if name in ("data/sources.yml", "data/dossier.yml")}
    verdict = gate.examine(own | {"data/places.yml": pasted}, seeds)
    return [
        problem.code
        for problem in verdict.problems
        if problem.file == "data/places.yml" and problem.code in REFUSALS - {"long-passage"}
    ]


def spans(yaml: str, dossier: Dossier) -> list[tuple[str, Span]]:
    """Where pasted lines stand, by the project's own loader."""
    pasted = f"pasted:\n  name: pasted\n  kind: settlement\n{yaml}".encode()
    loaded = load({"data/dossier.yml": b"title: x\nsubject: x\n", "data/places.yml": pasted})
    record = loaded.records["pasted"]
    assert not loaded.problems
    assert isinstance(record, Place)
    found = []
    for quote in record.cite:
        (span,) = dossier.texts[quote.source].text.find(quote.selector)
        found.append((str(quote.source), span))
    return found


def to_paste(printed: str) -> str:
    """The lines to paste, of all that is printed."""
    (lines,) = re.findall(r"^  cite:\n(?:    .*\n)+", printed, re.MULTILINE)
    return str(lines)


def cited(factsheet: Factsheet, project: Path, *words: str) -> dict[str, Any]:
    result = factsheet("cite", project, *words, "--as", "json")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def only(factsheet: Factsheet, project: Path, words: str) -> dict[str, Any]:
    """The one place of the words."""
    found = cited(factsheet, project, words)
    assert len(found["hits"]) == 1, found
    hit: dict[str, Any] = found["hits"][0]
    return hit


# --- whatever is looked for, what is printed passes the gate ---


def check_hit(hit: Hit, wanted: Span) -> None:
    """The YAML is whole, stands once, covers what was looked for, and is in canonical form."""
    assert not hit.wrong
    assert refused(ROOT, hit.yaml) == []
    text = hit.stored.text
    found = [span for _, span in spans(hit.yaml, hit.dossier)]
    words = {w for w in text.words if wanted.start <= w.start and w.end <= wanted.end}
    assert all(any(s.start <= w.start and w.end <= s.end for s in found) for w in words)
    record = f"pasted:\n  name: pasted\n  kind: settlement\n{hit.yaml}".encode()
    assert canonical.formatted(record, "data/places.yml").content == record


@pytest.mark.parametrize("source", ["seed-000", "seed-003"])
def test_every_sentence_of_the_texts_can_be_cited(source: str) -> None:
    text = real().texts[source].text
    for sentence in text.sentences:
        found = likeliest(hits(real(), text.slice(sentence), source))
        hit = next(hit for hit in found if hit.place.span == sentence)
        assert hit.place.likeness is Likeness.EXACT
        check_hit(hit, sentence)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_cut_of_the_texts_can_be_cited(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(sorted(real().texts)))
    text = real().texts[source].text
    first = data.draw(st.integers(0, len(text.words) - 1))
    last = data.draw(st.integers(first, min(first + 40, len(text.words) - 1)))
    wanted = Span(text.words[first].start, text.words[last].end)
    cut = Span(
        data.draw(st.integers(wanted.start, min(wanted.start + 3, text.words[first].end - 1))),
        wanted.end,
    )
    found = hits(real(), text.slice(cut), source)
    hit = next(hit for hit in found if hit.place.span == cut)
    check_hit(hit, wanted)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_wrong_word_in_eight_is_forgiven(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(sorted(real().texts)))
    text = real().texts[source].text
    first = data.draw(st.integers(0, len(text.words) - 8))
    words = [text.slice(word).lower() for word in text.words[first : first + 8]]
    plain = [place for place in range(1, 7) if words[place].isalnum()]  # "non-violent" counts twice
    assume(plain)
    words[data.draw(st.sampled_from(plain))] = data.draw(st.sampled_from(["", "zebra"]))
    assume(not text.find(Selector(" ".join(words))))  # a text may say it without the word, too
    found = likeliest(hits(real(), " ".join(words), source))
    wanted = with_brackets(text, Span(text.words[first].start, text.words[first + 7].end))
    assert any(hit.place.span == wanted for hit in found)
    assert all(hit.place.likeness > Likeness.INSIDE and hit.place.differs for hit in found)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="ab “”\"'’‘.,:;#-–—[]{}()?!&*@%\\|>\n ", min_size=1, max_size=60))
@example("a: b #c \"d\" 'e'")
@example("“a b” b “a b")
def test_whatever_the_text_holds_what_is_printed_reads_back(content: str) -> None:
    seeds = {"report.txt": f"x {content} y".encode()}
    data = {"data/dossier.yml": DOSSIER.encode(), "data/sources.yml": SOURCE.encode()}
    dossier = readable(data, seeds)
    text = dossier.texts["report"].text
    for hit in hits(dossier, text.slice(Span(0, len(text.text))), "report"):
        if not hit.wrong:
            assert [s for _, s in spans(hit.yaml, dossier)] == [p.span for p in hit.passages]


# --- words that are a little off ---


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("THE COUNCIL DID NOT ANSWER", '(not quite: "The council did not answer'),
        ("The bridge's golden age {as some say}", '(not quite: “"golden"”, not "golden")'),
        ("Ada Broke", '(approximate: "Brook'),
        ("it was newer closed", '(approximate: "It", not "it"; "never'),
        ("number 1 of five in the region", '(not quite: "#1", not "1"; "[five]", not "five")'),
        ("The bridge open: number #1", '(approximate: "is" is left out)'),
    ],
)
def test_words_a_little_off_are_found_and_marked(
    words: str, told: str, bridge: Path, factsheet: Factsheet
) -> None:
    result = factsheet("cite", bridge, words)
    assert result.exit_code == 0
    assert told in result.stdout.splitlines()[0]
    assert refused(bridge, to_paste(result.stdout)) == []


def test_marks_and_spaces_that_the_gate_folds_are_exact(bridge: Path, factsheet: Factsheet) -> None:
    hit = only(factsheet, bridge, 'The  bridge\'s "golden" age')
    assert hit["exact"] is True
    assert hit["passages"][0]["exact"] == "The bridge’s “golden” age"


def test_an_exact_place_comes_before_those_that_differ(bridge: Path, factsheet: Factsheet) -> None:
    result = factsheet("cite", bridge, "number")
    assert "more place" not in result.stdout
    one = factsheet("cite", bridge, "The bridge report")
    assert one.stdout.startswith("report, paragraph 1\n")
    everything = cited(factsheet, bridge, "the bridge", "--all")["hits"]
    order = [hit["likeness"] for hit in everything]
    assert order == sorted(order, key=["exact", "inside", "marks", "words"].index)


def test_words_with_others_between_them_are_found(bridge: Path, factsheet: Factsheet) -> None:
    hit = only(factsheet, bridge, "number region five")
    assert hit["likeness"] == "apart"
    assert hit["passages"][0]["exact"] == "number #1 of [five] in the region"
    assert refused(bridge, hit["yaml"]) == []


# --- what is done to the words ---


def test_a_word_is_taken_whole(bridge: Path, factsheet: Factsheet) -> None:
    hit = only(factsheet, bridge, "egio")
    assert hit["yaml"] == "  cite:\n    report: region\n"
    assert hit["differs"] == "inside “region”"


def test_a_negation_is_taken_in(bridge: Path, factsheet: Factsheet) -> None:
    hit = only(factsheet, bridge, "safe, he said")
    assert hit["yaml"] == "  cite:\n    report: not safe, he said\n"
    assert hit["passages"][0]["notes"] == ["lengthened by the negation beside it"]


def test_words_across_a_quotation_mark_become_two_passages(
    bridge: Path, factsheet: Factsheet
) -> None:
    result = factsheet("cite", bridge, "our children need it,” said Ada Brook")
    assert "a passage for each side" in result.stdout
    assert result.stdout.count("Voice: ") == 2
    pasted = to_paste(result.stdout)
    assert refused(bridge, pasted) == []
    assert "said Ada Brook" in pasted
    assert "”" not in pasted


def test_a_mark_at_the_edge_is_cut_off(bridge: Path, factsheet: Factsheet) -> None:
    hit = only(factsheet, bridge, "“It was never closed.”")
    assert [one["exact"] for one in hit["passages"]] == ["It was never closed."]


def test_what_stands_twice_is_lengthened_or_gets_a_prefix(
    bridge: Path, factsheet: Factsheet
) -> None:
    words = ["our children need it", "--choose", "2"]
    result = factsheet("cite", bridge, *words)
    assert result.exit_code == 0
    pasted = to_paste(result.stdout)
    assert refused(bridge, pasted) == []
    dossier = readable(*files(bridge))
    ((_, span),) = spans(pasted, dossier)
    assert dossier.texts["report"].text.paragraph(span) == 4
    short = factsheet("cite", bridge, "It was", "--prefix").stdout
    assert "exact" not in short  # it stands there once
    kept = factsheet("cite", bridge, "he bridge", "--choose", "1", "--prefix")
    assert "      exact: The bridge\n" in kept.stdout


@pytest.mark.parametrize(
    "words",
    [
        "open: number #1 of [five]",
        "[five] in the region",
        "{as some say}",
        "“golden” age {as some say} is over - or",
        "5 % of 1,000 & more",
        "#1",
        "1,000",
    ],
)
def test_what_yaml_would_cut_or_take_for_its_own_is_quoted(
    words: str, bridge: Path, factsheet: Factsheet
) -> None:
    hit = only(factsheet, bridge, words)
    dossier = readable(*files(bridge))
    assert refused(bridge, hit["yaml"]) == []
    ((_, span),) = spans(hit["yaml"], dossier)
    asked = {char for char in words if char.isalnum()}
    assert asked <= set(dossier.texts["report"].text.slice(span))


def test_a_quoted_phrase_stays_in_the_sentence(bridge: Path, factsheet: Factsheet) -> None:
    hit = only(factsheet, bridge, "golden” age {as some")
    assert [one["exact"] for one in hit["passages"]] == ["“golden” age {as some"]
    assert hit["passages"][0]["voice"] == "narrator"
    assert refused(bridge, hit["yaml"]) == []


# --- several places, none ---


def test_several_places_are_listed_and_none_is_chosen(bridge: Path, factsheet: Factsheet) -> None:
    result = factsheet("cite", bridge, "our children need it")
    assert result.exit_code == 0
    assert result.stdout.startswith("the words stand in 2 places:\n")
    assert "  2  report, paragraph 4" in result.stdout
    assert "cite:" not in result.stdout
    found = cited(factsheet, bridge, "our children need it")
    assert found["chosen"] is None
    assert [hit["number"] for hit in found["hits"]] == [1, 2]


def test_a_place_that_is_not_listed_cannot_be_chosen(bridge: Path, factsheet: Factsheet) -> None:
    result = factsheet("cite", bridge, "our children need it", "--choose", "3")
    assert result.exit_code == 2
    assert "there is no place 3" in result.stderr


def test_words_that_stand_nowhere_end_with_one_and_the_nearest_in_its_sentence(
    bridge: Path, factsheet: Factsheet
) -> None:
    result = factsheet("cite", bridge, "the council will answer tomorrow morning")
    assert result.exit_code == 1
    assert "stands in no source" in result.stdout
    sentence = next(one for one in real_sentences(bridge) if "The council did not answer" in one)
    marked = sentence.replace("The council did not answer", ">>The council did not answer<<")
    assert marked in " ".join(result.stdout.split())
    nothing = factsheet("cite", bridge, "zzz qqq")
    assert nothing.exit_code == 1
    assert "look for other words" in nothing.stdout


def real_sentences(project: Path) -> list[str]:
    """The sentences of a project's sources, each on one line."""
    inputs = workspace.read(project)
    texts = readable(inputs.files, inputs.seeds).texts.values()
    return [" ".join(s.text.slice(one).split()) for s in texts for one in s.text.sentences]


@pytest.mark.parametrize("words", ["", " ", "—", "“”"])
def test_words_without_a_word_are_refused(words: str, bridge: Path, factsheet: Factsheet) -> None:
    result = factsheet("cite", bridge, words)
    assert result.exit_code == 2
    assert "there is no word" in result.stderr


def test_an_unknown_source_is_refused_with_the_nearest(bridge: Path, factsheet: Factsheet) -> None:
    result = factsheet("cite", bridge, "bridge", "--source", "reprot")
    assert result.exit_code == 2
    assert 'did you mean "report"?' in result.stderr


# --- whose words, and who cites them ---


def test_the_voice_and_the_records_that_cite_are_told(small: Path, factsheet: Factsheet) -> None:
    quoted = factsheet("cite", small, "children need it to get to school").stdout
    assert "Voice: quoted words of ada-brook (as in brook-bridge-safe)." in quoted
    assert "Cited by: brook-bridge-safe (words that overlap)." in quoted
    told = factsheet("cite", small, "The council of Overmill said").stdout
    assert "Voice: the article's own words." in told
    assert "overmill-council (these words)" in told


def test_quoted_words_that_no_statement_has_are_told(bridge: Path, factsheet: Factsheet) -> None:
    told = factsheet("cite", bridge, "It was never closed").stdout
    assert "Voice: quoted words; no statement says yet whose." in told
    assert "Cited by: no record yet." in told


# --- a dossier that is not whole ---


def test_problems_elsewhere_do_not_matter(small: Path, factsheet: Factsheet) -> None:
    edit(small / "data/statements.yml", "speaker: ada-brook", "speaker: ada-brok")
    (small / "data/actors.yml").write_text("a: [", encoding="utf-8")
    (small / "data/dossier.yml").unlink()
    assert factsheet("cite", small, "the planks were rotten").exit_code == 0


def test_a_text_without_a_record_is_named(small: Path, factsheet: Factsheet) -> None:
    (small / "seeds/new.txt").write_text("A new text.\n", encoding="utf-8")
    result = factsheet("cite", small, "A new text")
    assert result.exit_code == 1
    assert "seeds/new.txt was not searched" in result.stderr
    assert "factsheet source add seeds/new.txt" in result.stderr


def test_a_changed_text_is_named(small: Path, factsheet: Factsheet) -> None:
    edit(small / "seeds/courier.txt", "planks", "boards")
    result = factsheet("cite", small, "the boards were rotten")
    assert result.exit_code == 0
    assert "factsheet source check courier" in result.stderr


def test_a_character_that_cannot_be_typed_is_told(bridge: Path, factsheet: Factsheet) -> None:
    edit(bridge / "seeds/report.txt", "The council did", "The coun\u00adcil did")
    result = factsheet("cite", bridge, "coun\u00adcil did")
    assert result.exit_code == 1
    assert "cannot be seen" in result.stdout


def test_help_shows_an_example(factsheet: Factsheet) -> None:
    assert "Example: factsheet cite" in factsheet("cite", None, "--help").stdout


def test_yaml_is_plain_where_it_can_be() -> None:
    words = "we note, “today” [Tuesday], it’s so"
    assert citing.as_yaml("x", [Selector(words)]) == f"  cite:\n    x: {words}\n"
    assert citing.as_yaml("x", [Selector("no"), Selector("a", "b:")]) == (
        '  cite:\n    x:\n      - "no"\n      - exact: a\n        prefix: "b:"\n'
    )
