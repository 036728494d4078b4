"""What the hints of problems say: the fix, in the words of the dossier at hand."""

from __future__ import annotations

import pytest
from test_cases import laid_over

from generator.gate import examine
from generator.hints import CONFLICT_HINT
from generator.nearest import differences, nearest_passage
from generator.passage import SourceText
from generator.problem import Problem, nearest


def problems(**files: str) -> tuple[Problem, ...]:
    """What the gate says of the base dossier with files of data/ laid over it, by their stems."""
    changes = {f"data/{name}/x.yml": text.encode() for name, text in files.items()}
    return examine(*laid_over(changes)).problems


def hint(code: str, **files: str) -> str:
    """The hint of the one problem that there is."""
    (found,) = problems(**files)
    assert found.code == code
    return found.hint


def test_of_words_about_equally_near_all_are_named() -> None:
    assert nearest("note-1", ["note-10", "note-11", "note-12", "word"]) == (
        'did you mean "note-12", "note-11" or "note-10"?'
    )
    assert nearest("sais", ["says", "cite"]) == 'did you mean "says"?'
    assert nearest("zebra", ["says", "cite"]) == ""


EVENT = """
opening:
  what: It is closed.
  date: unknown
  cite: {{gazette: was closed on 3 May 2021}}
  about: {}
"""
EVENT_CITE = "  cite: {gazette: was closed on 3 May 2021}\n"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("reed", '"ada-reed" or "reed-safe"'),
        ("footbridge-sfe", '"footbridge-safe"'),
        ("oakam", '"oakham"'),
        ("councl", '"oakham-council" or "council-repair"'),
    ],
)
def test_the_nearest_ids_hold_a_part_or_are_alike(asked: str, meant: str) -> None:
    said = hint("unknown-id", events=EVENT.format(asked))
    assert said.startswith("did you mean ")
    assert set(
        said.removeprefix("did you mean ").rstrip("?").replace(", ", " or ").split(" or ")
    ) == set(meant.split(" or "))


STATEMENT = """
holt-open:
  speaker: ben-holt
{}  cite: {{gazette: denied that the footbridge is open}}
  date: unknown
"""


def test_a_required_field_that_lacks_is_asked_for_by_its_meaning() -> None:
    assert hint("missing-field", statements=STATEMENT.format("")) == (
        "add `says: …`: the position in one neutral sentence"
    )
    actor = "tom-vale: {name: Tom Vale, cite: {gazette: Ada Reed}, acts_for: oakham-council}"
    assert hint("missing-field", actors=actor) == (
        "add `kind: …`: what sort of actor it is; one of person, state, organisation, office, "
        "armed-force, population"
    )
    place = "mill: {name: Oakham, kind: settlement, within: oakham}"
    assert hint("missing-field", places=place) == (
        "add `cite: {source: words}`: the passages that name it"
    )


@pytest.mark.parametrize("written", ["unknown", "''"])
def test_what_cannot_be_blank_or_unknown_is_asked_for_by_its_meaning(written: str) -> None:
    says = f"  says: {written}\n"
    assert hint("blank", statements=STATEMENT.format(says)) == (
        "write the position in one neutral sentence"
    )


def test_what_may_be_left_out_is_left_out_where_it_is_not_known() -> None:
    noted = "  says: The footbridge is not open.\n  note: unknown\n"
    assert hint("blank", statements=STATEMENT.format(noted)) == "leave it out"


def test_an_actor_that_is_not_known_is_left_out() -> None:
    said = "  says: The footbridge is not open.\n  to: unknown\n"
    assert hint("unknown-id", statements=STATEMENT.format(said)) == (
        "leave the field out where the texts do not say it, or write an id that is there"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("[the] bridge is open", '"[the] bridge is open"'),
        ('"the bridge" is open', "'\"the bridge\" is open'"),
        ("'the bridge' is open", "\"'the bridge' is open\""),
        ("{the} bridge", '"{the} bridge"'),
        ("the bridge: open", '"the bridge: open"'),
    ],
)
def test_a_value_that_yaml_takes_for_more_than_a_text_is_put_into_quotation_marks(
    value: str, written: str
) -> None:
    assert hint("yaml-syntax", events=f"opening:\n  what: {value}\n").endswith(
        f"put the whole value into quotation marks: {written}"
    )
    mended = problems(events=f"opening:\n  what: {written}\n")
    assert {found.code for found in mended} == {"missing-field"}


def test_a_bracket_that_is_never_closed() -> None:
    assert hint("yaml-syntax", events="opening:\n  what: [the bridge\n").startswith(
        "a bracket is not closed"
    )


RECORD = "opening:\n  what: It opens.\n  cite:\n    gazette: the footbridge is open\n"


@pytest.mark.parametrize(
    ("lines", "place", "message", "advice"),
    [
        (
            "   about: oakham\n",
            (5, 4),
            "3 spaces before this line: no field above it is indented so far",
            "put 4 spaces or 2 spaces before it, as before its neighbours above",
        ),
        (
            " about: oakham\n",
            (5, 2),
            "1 space before this line: no field above it is indented so far",
            "put 2 spaces or no space before it, as before its neighbours above",
        ),
        (
            "about: oakham\n  date: unknown\n",
            (6, 7),
            "this line is indented further than line 5, which has a value already",
            "put 2 spaces before line 5, too, if both are fields of one record",
        ),
        (
            "  about: oakham\n\n   date: unknown\n",
            (7, 8),
            "this line is indented further than line 5, which has a value already",
            "put 2 spaces before this line, too, if both are fields of one record",
        ),
        (
            "  about:oakham\n  date: unknown\n",
            (5, 3),
            'no space stands behind "about:"',
            "write a space behind the colon: about: oakham",
        ),
        (
            "  about oakham\n",
            (5, 3),
            'no colon stands behind the first word of this line, "about"',
            "write a colon and a space behind it: about: oakham",
        ),
        (
            "\tabout: oakham\n",
            (5, 1),
            "a tab stands here",
            "YAML wants spaces: put two spaces in the place of the tab",
        ),
        (
            '  what: "It opens.\n',
            (5, 9),
            "a quotation mark is never closed",
            "close it where the value ends, or take it away",
        ),
        (
            "=======\n",
            (5, 1),
            "git could not merge two versions here, and left its mark: =======",
            CONFLICT_HINT,
        ),
    ],
)
def test_what_is_not_yaml_is_said_in_plain_words(
    lines: str, place: tuple[int, int], message: str, advice: str
) -> None:
    (found,) = problems(events=RECORD + lines)
    assert (found.code, found.line, found.column) == ("yaml-syntax", *place)
    assert (found.message, found.hint) == (message, advice)


def test_where_a_file_cannot_be_read_no_citation_counts_as_looked_at() -> None:
    files, seeds = laid_over({"data/events/x.yml": b"x: [\n"})
    assert examine(files, seeds).summary.startswith(
        "citations are looked at once all files can be read; 2 sources"
    )


SOURCE = SourceText(
    'He noted [that] the ferry runs. "The toll," he said, "is paid by the two villages." '
    "The villages (and the mill) pay the toll."
)


@pytest.mark.parametrize(
    ("words", "found", "told"),
    [
        ("noted that the ferry", "noted [that] the ferry", '"[that]", not "that"'),
        ("that the ferry runs", "[that] the ferry runs", '"[that]", not "that"'),
        ("villages and the mil", "villages (and the mill)", '"(and", not "and"'),
        ("The toll, he said", 'The toll," he said', '“toll,"”, not "toll,"'),
        ("fery", "ferry", '"ferry", not "fery"'),
    ],
)
def test_the_nearest_words_are_whole(words: str, found: str, told: str) -> None:
    near = nearest_passage(SOURCE, words)
    assert near is not None
    assert SOURCE.slice(near) == found
    assert told in differences(SOURCE.slice(near), words)


TALKS = SourceText(
    "They spoke of the mill and of the road. The talks should rest on trust on the ground, the "
    "opening of the mill on equal terms, and the safety of the ferry. The mill is of use."
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the openning of the mill", "the opening of the mill"),  # misspelt
        ("the full opening of the mill", "the opening of the mill"),  # not from "the ground" on
        (
            "the opening of the mill … and the safety of the ferry",
            "the opening of the mill on equal terms, and the safety of the ferry",
        ),
        ("The moon is made of green cheese for the mice", None),  # words that stand everywhere
    ],
)
def test_the_nearest_words_are_those_that_are_meant(words: str, found: str | None) -> None:
    near = nearest_passage(TALKS, words)
    assert (near and TALKS.slice(near)) == found


def test_a_common_word_alone_leads_nowhere() -> None:
    assert nearest_passage(SourceText("the one, the two, the three, the four"), "the mill") is None


def test_a_speaker_cannot_be_left_out() -> None:
    said = "x:\n  speaker: unknown\n  says: It is not open.\n  date: unknown\n"
    assert hint(
        "unknown-id", statements=said + "  cite: {gazette: denied that the footbridge is open}"
    ).startswith("write whose position it is")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("3 May 2021", "{edtf: the date as 2021-05-03, text: 3 May 2021}"),
        ("2021-05-03", '{edtf: "2021-05-03", text: the source\'s words for it}'),
    ],
)
def test_a_date_alone_is_put_into_its_form(typed: str, written: str) -> None:
    event = EVENT.format("footbridge").replace("date: unknown", f"date: {typed}")
    assert hint("wrong-shape", events=event) == f"write {written}, or unknown"


def test_what_should_stand_further_in_is_asked_to() -> None:
    below = "  cite:\n  gazette: was closed on 3 May 2021\n"
    found = problems(events=EVENT.format("footbridge").replace(EVENT_CITE, below))
    assert [(one.code, one.hint) for one in found] == [
        ("blank", "write the passages that carry it"),
        ("unknown-field", "if it belongs to `cite` above, put two more spaces before it"),
    ]


@pytest.mark.parametrize(
    ("about", "advice"),
    [
        ("footbridge, oakham", "several ids need brackets: [footbridge, oakham]"),
        ("footbridge, oakam", "did you mean"),
    ],
)
def test_ids_with_commas_between_them_are_put_into_brackets(about: str, advice: str) -> None:
    assert hint("unknown-id", events=EVENT.format(about)).startswith(advice)


def test_where_one_id_belongs_no_list_is_proposed() -> None:
    says = "  says: The footbridge is not open.\n"
    two = STATEMENT.format(says).replace("ben-holt", "ben-holt, ada-reed")
    assert "brackets" not in hint("unknown-id", statements=two)


def test_one_value_is_taken_out_of_its_brackets() -> None:
    said = STATEMENT.format("  says: It is not open.\n").replace("ben-holt", "[ben-holt]")
    assert hint("wrong-shape", statements=said).startswith("one value belongs here: ben-holt; ")


@pytest.mark.parametrize(
    ("file", "advice"),
    [
        ("data/Event.yml", 'did you mean "data/events.yml"?'),
        ("data/actor/x.yml", 'did you mean "data/actors.yml"?'),
        ("data/quarry.yml", "the names are data/sources.yml, "),
    ],
)
def test_a_file_of_another_name_is_told_the_names(file: str, advice: str) -> None:
    (found,) = examine(*laid_over({file: b"x: {}\n"})).problems
    assert found.code == "unknown-file"
    assert found.hint.startswith(advice)
