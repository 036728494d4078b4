"""How much of a source is cited: sentences, words, characters, and what is left over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import MakeProject, edit

from generator.assembly import examine
from generator.coverage import FRAME, SourceCoverage, as_json, as_markdown, coverage, percent

DOSSIER = "title: T\nsubject: S\n"
SOURCES = """\
paper:
  file: paper.txt
  sha256: SHA
  title: T
  publisher: unknown
  published: unknown
  publish: full
  rights: free
"""
TEXT = "One two three. Four five six!\n\nSeven “eight nine.” Ten.\n"


def covered(project: Path) -> SourceCoverage:
    dossier = examine(project).dossier
    assert dossier is not None
    (one,) = coverage(dossier)
    return one


def places(*passages: str) -> str:
    return "".join(
        f"p{number}:\n  name: P\n  kind: venue\n  cite: {{paper: {json.dumps(passage)}}}\n"
        for number, passage in enumerate(passages)
    )


def project_with(make_project: MakeProject, *passages: str, sources: str = SOURCES) -> Path:
    return make_project(
        {
            "data/dossier.yml": DOSSIER,
            "data/sources.yml": sources,
            "data/places.yml": places(*passages),
            "seeds/paper.txt": TEXT,
        }
    )


def test_every_sentence_has_one_state(make_project: MakeProject) -> None:
    one = covered(project_with(make_project, "two three. Four"))
    assert [(s.state, s.paragraph, one.words(s)) for s in one.sentences] == [
        ("cited", 1, "One two three."),
        ("cited", 1, "Four five six!"),
        ("not cited", 2, "Seven “eight nine.”"),
        ("not cited", 2, "Ten."),
    ]
    assert [one.words(sentence) for sentence in one.uncited] == ["Seven “eight nine.”", "Ten."]


def test_words_that_two_records_cite_count_once(make_project: MakeProject) -> None:
    one = covered(project_with(make_project, "two three", "three. Four", "Ten"))
    assert one.word_share == 4 / 10
    assert one.sentence_share == 3 / 4
    assert one.sentences[0].records == ("p0", "p1")


def test_all_cited_is_all_and_nothing_is_nothing(make_project: MakeProject) -> None:
    everything = covered(
        project_with(make_project, "One two three. Four five six! Seven “eight nine.” Ten.")
    )
    assert (everything.sentence_share, everything.word_share) == (1, 1)
    assert everything.character_share == 1
    nothing = covered(project_with(make_project, "not there"))
    assert (nothing.sentence_share, nothing.word_share, nothing.character_share) == (0, 0, 0)


@pytest.mark.parametrize(
    ("listed", "state"),
    [("Seven “eight nine.”", "no fact"), ("Seven “eight nine", "no fact"), ("Seven", "not cited")],
)
def test_a_sentence_is_excused_as_a_whole_or_not(
    listed: str, state: str, make_project: MakeProject
) -> None:
    sources = SOURCES + f"  no_fact:\n    - sentence: {listed}\n      why: It says nothing.\n"
    one = covered(project_with(make_project, "Ten", sources=sources))
    assert one.sentences[2].state == state
    assert one.sentences[3].state == "cited"


def test_a_passage_that_stands_twice_cites_nothing(make_project: MakeProject) -> None:
    project = project_with(make_project, "one")
    edit(project / "data/places.yml", '"one"', '"e"')
    assert covered(project).count("cited") == 0


def test_the_dossiers_own_sentences_cite_too(small: Path) -> None:
    one = covered(small)
    assert one.sentences[1].records[-1] == FRAME


def test_an_empty_source_has_no_shares(make_project: MakeProject) -> None:
    project = project_with(make_project, "Ten")
    (project / "seeds/paper.txt").write_text("\n", encoding="utf-8")
    one = covered(project)
    assert (one.sentences, one.sentence_share, one.word_share) == ((), 0, 0)


def test_a_sentence_is_inert_in_markdown(make_project: MakeProject) -> None:
    project = project_with(make_project, "Ten")
    (project / "seeds/paper.txt").write_text("A | <b>b</b> [c](d). Ten.\n", encoding="utf-8")
    dossier = examine(project).dossier
    assert dossier is not None
    table = as_markdown(coverage(dossier))
    assert "<b>" not in table
    assert "[c]" not in table
    assert all(row.count("|") == 5 for row in table.splitlines() if row.startswith("| 1"))


def test_json_gives_offsets_into_the_source(small: Path) -> None:
    dossier = examine(small).dossier
    assert dossier is not None
    text = (small / "seeds/courier.txt").read_text(encoding="utf-8")
    (source,) = json.loads(as_json(coverage(dossier), {}))["sources"]
    for sentence in source["list"]:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0, "0 %"), (0.0001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")],
)
def test_only_all_is_a_hundred_per_cent(share: float, shown: str) -> None:
    assert percent(share) == shown
