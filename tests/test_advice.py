"""Advice: names without a record, what one speaker or source alone carries, who has no reply."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from conftest import Factsheet, MakeProject, edit

from generator.advice import Advice, Carried, Unanswered, advice, as_markdown
from generator.assembly import examine
from generator.coverage import coverage

SOURCE = """\
{id}:
  file: {id}.txt
  sha256: SHA
  title: T
  publisher: unknown
  published: unknown
  publish: full
  rights: free
"""
ACTORS = """\
ada-reed:
  name: Ada Reed
  kind: person
  roles:
    - title: Mayor of Oakham
      cite: {first: Bridge}
ben-holt:
  name: Ben Holt
  kind: person
  cite: {first: Bridge}
town-council:
  name: Town Council
  kind: organisation
  cite: {first: Bridge}
  names:
    - {name: TC, by: ada-reed}
"""


def given(project: Path) -> Advice:
    dossier = examine(project).dossier
    assert dossier is not None
    return advice(dossier, coverage(dossier))


def project_with(make_project: MakeProject, first: str, sources: str = "", **data: str) -> Path:
    texts = {"first": first, "second": "Bridge, again.\n"}
    return make_project(
        {
            "data/dossier.yml": "title: T\nsubject: S\n",
            "data/sources.yml": "".join(SOURCE.format(id=name) for name in texts) + sources,
            "data/actors.yml": ACTORS,
            **{f"seeds/{name}.txt": text for name, text in texts.items()},
            **{f"data/{name}.yml": text for name, text in data.items()},
        }
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met Jane Doe there.", ["Jane Doe"]),
        ("They met J. R. Doe-Smith of Ely and O’Hara.", ["J. R. Doe-Smith of Ely", "O'Hara"]),
        ("They met Juan de la Cruz and Mr. Poe.", ["Juan de la Cruz", "Mr. Poe"]),
        ("They met Jane Doe’s friends.", ["Jane Doe"]),
        ("Jane Doe spoke. The Guild answered.", ["Jane Doe", "Guild"]),
        # A name is cut at a possessive, and shown whole where a record carries half of it.
        ("They met Ben Holt’s sister Cleo.", ["Cleo"]),
        ("They saw Town Council House and Ada Holt.", ["Town Council House", "Ada Holt"]),
        # What records carry: names, surnames, titles, other names, and a title with a surname.
        ("They met Ada Reed, Holt, the Mayor of Oakham and the TC.", []),
        ("They met Mayor Reed, Mr. Holt and the Mayor of Oakham Ada Reed.", []),
        # Capital letters that say nothing: openings, dates, I, headings.
        ("Yesterday Ada Reed spoke. Rain fell. “Maybe,” she said, “I’ve time on Monday.”", []),
        ("Two Villages Argue About Their Narrow Footbridge", []),
        ("TWO VILLAGES ARGUE ABOUT THEIR NARROW FOOTBRIDGE", []),
    ],
)
def test_a_name_is_told_that_no_record_carries(
    text: str, names: list[str], make_project: MakeProject
) -> None:
    project = project_with(make_project, f"Bridge.\n\n{text}\n")
    assert [one.name for one in given(project).names] == names


def test_the_publisher_of_a_source_has_a_record(make_project: MakeProject) -> None:
    project = project_with(make_project, "Bridge. They told the Post and the Herald.\n")
    book = project / "data/sources.yml"
    written = book.read_text(encoding="utf-8")
    told = written.replace("publisher: unknown", "publisher: The County Post", 1)
    book.write_text(told, encoding="utf-8")
    assert [one.name for one in given(project).names] == ["Herald"]


def test_a_name_at_an_opening_counts_where_it_stands_inside_a_sentence_too(
    make_project: MakeProject,
) -> None:
    text = "Bridge. Ely is far. They went to Ely.\n\nTo Ely, then.\n"
    (ely,) = given(project_with(make_project, text)).names
    assert (ely.source, ely.name, ely.times, ely.paragraphs) == ("first", "Ely", 3, (1, 2))


def test_a_place_inside_a_records_name_has_no_record_yet(small: Path) -> None:
    # Two more stand in a sentence that is listed as carrying no fact, and in a heading.
    (overmill,) = given(small).names
    assert (overmill.name, overmill.times, overmill.paragraphs) == ("Overmill", 2, (2,))
    place = "overmill:\n  name: Overmill\n  kind: settlement\n  cite: {courier: Overmill and}\n"
    path = small / "data/places.yml"
    path.write_text(path.read_text(encoding="utf-8") + place, encoding="utf-8")
    assert given(small).names == ()


STATEMENT = "{id}:\n  speaker: {who}\n  says: S.\n  cite: {{{source}: Bridge}}\n  date: unknown\n"
ISSUES = "".join(
    f"{name}:\n  question: Q?\n  about: town-council\n  options: {{yes: Y., no: N.}}\n"
    for name in ("open", "safe")
)


def statement(name: str, who: str, *lines: str, source: str = "first") -> str:
    return STATEMENT.format(id=name, who=who, source=source) + "".join(f"  {x}\n" for x in lines)


def test_a_question_with_one_voice_or_one_source_is_told(make_project: MakeProject) -> None:
    records = {
        "issues": ISSUES,
        "statements": statement("a", "ada-reed", "answers: {open: 'yes', safe: 'no'}")
        + statement("b", "ben-holt", "implies: {safe: 'yes'}", "why: W."),
    }
    found = given(project_with(make_project, "Bridge.\n", **records))
    assert found.one_speaker == (Carried("open", "ada-reed"),)
    assert found.one_source == (Carried("safe", "first"),)
    records["statements"] += statement("c", "ben-holt", "answers: {safe: 'no'}", source="second")
    found = given(project_with(make_project, "Bridge.\n", **records))
    assert found.one_source == ()


def test_an_event_in_one_source_is_told_where_there_are_several(
    small: Path, make_project: MakeProject
) -> None:
    event = "{}:\n  what: W.\n  date: unknown\n  cite:\n    first: Bridge\n"
    events = event.format("one") + event.format("both") + "    second: Bridge\n"
    found = given(project_with(make_project, "Bridge.\n", events=events))
    assert found.events == (Carried("one", "first"),)
    assert given(small).events == given(small).one_source == ()  # it has one source only


@pytest.mark.parametrize(
    ("reply", "is_told"),
    [
        (("town-council", "about: ada-reed"), True),  # on another matter
        (("town-council", "about: town-council"), False),  # on the same record
        (("town-council", "answers: {open: 'no'}"), False),  # on the same question
        (("ben-holt", "for: town-council", "answers: {open: 'no'}"), False),  # in its name
        (("ben-holt", "answers: {open: 'no'}"), True),  # by somebody else
    ],
)
def test_a_statement_about_an_actor_without_a_reply_is_told(
    reply: tuple[str, ...], is_told: bool, make_project: MakeProject
) -> None:
    statements = statement("a", "ada-reed", "about: town-council", "answers: {open: 'yes'}")
    statements += statement("b", *reply)
    found = given(
        project_with(make_project, "Bridge.\n", issues=ISSUES, statements=statements)
    ).unanswered
    assert (Unanswered("town-council", ("a",)) in found) == is_told


def test_who_acts_for_an_actor_replies_for_it(make_project: MakeProject) -> None:
    statements = statement("a", "ada-reed", "about: town-council")
    statements += statement("b", "ben-holt", "about: town-council")
    project = project_with(make_project, "Bridge.\n", statements=statements)
    assert given(project).unanswered == (Unanswered("town-council", ("a", "b")),)
    edit(
        project / "data/actors.yml",
        "name: Ben Holt\n",
        "name: Ben Holt\n  acts_for: town-council\n",
    )
    assert given(project).unanswered == ()


def test_the_command_gives_the_advice_and_passes(small: Path, factsheet: Factsheet) -> None:
    shown = factsheet("coverage", small)
    assert shown.exit_code == 0
    behind = shown.stdout.partition("\nAdvice (no errors")[2]
    assert "Names that no record carries\n    courier: Overmill (¶2; 2 times)\n" in behind
    assert "Questions" not in behind  # a part that holds nothing is left out
    table = factsheet("coverage", small, "--format", "markdown").stdout
    assert "### Names that no record carries\n\n- `courier`: Overmill (¶2; 2 times)\n" in table
    found = json.loads(factsheet("coverage", small, "--format", "json").stdout)["advice"]
    assert found.pop("names") == [
        {"source": "courier", "name": "Overmill", "times": 2, "paragraphs": [2]}
    ]
    assert found == {"one_speaker": [], "one_source": [], "events": [], "no_recorded_reply": []}


def test_nothing_to_say_is_said() -> None:
    assert "Nothing." in as_markdown(Advice((), (), (), (), ()))


def test_a_name_is_inert_in_markdown(make_project: MakeProject) -> None:
    found = given(project_with(make_project, "Bridge.\n\nThey met Jane_Doe_ there.\n"))
    assert [one.name for one in found.names] == ["Jane_Doe_"]
    assert "Jane_Doe_" not in as_markdown(found)


@pytest.mark.parametrize("text", ["Ely of " + "of " * 40_000, "Ely " * 40_000, "E." * 40_000])
def test_a_strange_text_takes_no_longer(text: str, make_project: MakeProject) -> None:
    project = project_with(make_project, f"Bridge.\n\n{text}\n")
    dossier = examine(project).dossier
    assert dossier is not None
    covered = coverage(dossier)
    began = time.monotonic()
    advice(dossier, covered)
    assert time.monotonic() - began < 5
