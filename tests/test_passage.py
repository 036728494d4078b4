"""What a passage is: found once after folding, whole at its edges, with its negations."""

from __future__ import annotations

import pytest

from generator.nearest import as_yaml, differences, nearest_passage, unique
from generator.passage import Selector, SourceText, fold
from generator.span import Span
from generator.voice import quotations, voice

TEXT = (
    "The U.S. envoy, Antony J. Blinken, can’t say “no”.  He won’t.\n\n"
    "Article No. 5 (1,200 words) names the co-operation—of 9:30, at -5 or .5 percent.\n"
    "It does not, he said, rule out talks rather than war. Nobody, U.N. aides say, objects!"
)
SOURCE = SourceText(TEXT)


def slices(spans: tuple[Span, ...]) -> list[str]:
    return [SOURCE.slice(span) for span in spans]


def place(words: str, source: SourceText = SOURCE) -> Span:
    [span] = source.find(Selector(words))
    return span


def whole(words: str) -> bool:
    span = place(words)
    return not (SOURCE.cuts_word(span.start) or SOURCE.cuts_word(span.end))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a \t\r\n b", "a b"),
        ("a\u00a0b\u2003c", "a b c"),
        ("‘a’ ‚b‛", "'a' 'b'"),
        ("“a” „b‟", '"a" "b"'),
        ("cafe\u0301", "café"),
        ("\u212b", "Å"),
        ("won\u00adderful \u200b day", "wonderful day"),
    ],
)
def test_what_folding_takes_for_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a-b", "a–b"),
        ("a–b", "a—b"),
        ("A", "a"),
        ("a.", "a"),
        ("[a]", "a"),
        ("a…", "a..."),
        ("ﬁ", "fi"),
        ("«a»", '"a"'),
        ("a b", "b a"),
        ("`a`", "'a'"),
    ],
)
def test_what_folding_keeps_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_span_is_in_the_sources_own_characters() -> None:
    assert SOURCE.slice(place('can\'t say "no". He')) == "can’t say “no”.  He"
    assert SOURCE.slice(place("won't. Article No. 5")) == "won’t.\n\nArticle No. 5"
    decomposed = SourceText("The cafe\u0301 of Ha\u0301i is shut")
    assert decomposed.slice(place("café of Hái is", decomposed)) == "cafe\u0301 of Ha\u0301i is"


def test_two_places_are_told_as_two() -> None:
    source = SourceText("aXaXa")
    assert source.find(Selector("aXa")) == [Span(0, 3), Span(2, 5)]
    assert source.find(Selector("a"), limit=9) == [Span(0, 1), Span(2, 3), Span(4, 5)]
    assert source.find(Selector(" ")) == []
    assert source.find(Selector("")) == []


def test_a_prefix_and_a_suffix_choose() -> None:
    source = SourceText("the bridge at night, the bridge by day, a bridge")
    assert len(source.find(Selector("bridge"), 9)) == 3
    assert source.find(Selector("bridge", prefix="a")) == [Span(42, 48)]
    assert source.find(Selector("bridge", prefix="a ")) == [Span(42, 48)]
    assert source.find(Selector("bridge", suffix="by")) == [Span(25, 31)]
    assert source.find(Selector("bridge", suffix="  by day")) == [Span(25, 31)]
    assert source.find(Selector("bridge", "the", "at")) == [Span(4, 10)]
    assert source.find(Selector("bridge", prefix="of")) == []
    assert source.find(Selector("bridge", suffix="of")) == []


@pytest.mark.parametrize("letter", ["q\u0301", "q\u0323\u0307", "Q\u030a"])
def test_a_letter_and_its_marks_are_not_parted(letter: str) -> None:
    source = SourceText(f"x {letter} e\u0301")
    found = source.find(Selector(f"x {letter[0]}"))
    assert all(source.cuts_word(span.end) for span in found)
    assert source.slice(place(f"x {letter}", source)) == f"x {letter}"


def test_an_accent_behind_an_unseen_character_is_of_its_letter() -> None:
    source = SourceText("The cafe\u00ad\u0301 is shut")
    assert source.slice(place("café", source)) == "cafe\u00ad\u0301"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\u200c\u200c\u200cb", "ab"),
        ("n\u200do\u2065t \U0001d173safe", "not safe"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("می\u200c\u200c\u200cخواهم", "میخواهم"),
        ("می\u200c\u00ad خ", "می خ"),
    ],
)
def test_what_nobody_sees_is_left_out(text: str, seen: str) -> None:
    assert fold(text) == fold(seen) == seen


def test_vowel_signs_are_of_their_word() -> None:
    source = SourceText("हिन्दी भाषा है")
    assert [source.slice(word) for word in source.words] == ["हिन्दी", "भाषा", "है"]
    assert source.cuts_word(place("हिन्", source).end)


@pytest.mark.parametrize(
    "words",
    [
        "envoy",
        "The U.S",
        "The U.S.",
        "Antony J. Blinken",
        "can’t",
        "“no”",
        "No. 5",
        "1,200",
        "(1,200 words)",
        "co-operation",
        "of 9:30",
        "-5",
        ".5 percent",
        "talks rather than",
    ],
)
def test_edges_of_words(words: str) -> None:
    assert whole(words)


@pytest.mark.parametrize(
    "words",
    [
        "envo",
        "nvoy",
        "The U",
        "The U.",
        "S. envoy",
        "can",
        "t say",
        "1,",
        "200 words",
        "co-",
        "operation",
        "of 9",
        "30, at",
        "5 or",
        "5 percent",
        "N. aides",
    ],
)
def test_edges_inside_words(words: str) -> None:
    assert not whole(words)
    wide = SOURCE.widened(place(words))
    assert not SOURCE.cuts_word(wide.start)
    assert not SOURCE.cuts_word(wide.end)


@pytest.mark.parametrize(
    ("words", "longer"),
    [
        ("rule out", "not, he said, rule out"),  # an insertion does not hide the negation
        ("rule out talks", "not, he said, rule out talks"),
        ("war", "rather than war"),
        ("than war", "rather than war"),
        ("talks", "rule out talks"),
        ("rule out talks rather than war", "not, he said, rule out talks rather than war"),
        ("objects", None),
        ("he said, rule", None),
        ("say “no”", "can’t say “no”"),
    ],
)
def test_negations_beside(words: str, longer: str | None) -> None:
    found = SOURCE.negation_beside(place(words))
    assert (SOURCE.slice(found) if found else None) == longer


@pytest.mark.parametrize(
    ("text", "words", "is_told"),
    [
        ("They did not open it.", "open it", True),
        ("They did not ever really open it.", "open it", True),
        ("They did not in any way at all open it.", "open it", False),  # too far
        ("They didn’t open it.", "open it", True),
        ("They DIDN'T open it.", "open it", True),
        ("They cannot open it.", "open it", True),
        ("It was opened without reason.", "It was opened", True),
        ("It opened, he denied.", "It opened", True),
        ("He denied that it opened.", "it opened", True),
        ("Nobody spoke. It opened.", "It opened", False),  # another sentence
        ("It opened. Nobody spoke.", "It opened", False),
        ("Not now\n\nIt opened", "It opened", False),  # another paragraph
        ("It failed to open at noon.", "open at noon", True),
        ("Far from open, it was shut.", "open", True),
        ("Notes open it.", "open it", False),
        ("There is no bridge.", "bridge", True),
        ("They said “not” and opened it.", "opened it", False),
        ("Mr. No opened it.", "opened it", True),  # strict: a name like a negation
        ("It is open unless it rains.", "It is open", True),
        ("Their refusal to open it was noted.", "open it", True),
        ("“We will not,” Ada Reed said, “close the mill.”", "close the mill", True),
        ("“We will wait,” Ada Reed said, “and close the mill.”", "close the mill", False),
        ("It is not, Mr. Holt said, safe to cross.", "safe to cross", True),
        ("It does not, he said, in this case, close it.", "close it", True),
        ("It does not, as the “old” rule has it, close it.", "close it", True),
        ("It is [not] safe.", "safe", True),
        ("It is “not” safe.", "safe", True),
        ("It isn`t safe.", "safe", True),
        ("It isn´t safe.", "safe", True),
        ("No-one holds that it is safe.", "it is safe", True),
        ("It is anything but safe.", "safe", True),
        ("They declined to open it.", "open it", True),
        ("Order No. 5 opens it.", "5 opens it", False),
        ("It prevented carts from crossing.", "crossing", True),
        ("There is a lack of food.", "food", True),
        ("It is false that it opened.", "it opened", True),
        ("It was unlikely to open it.", "open it", True),
        ("He ruled out a toll.", "a toll", True),
        ("That it opened is untrue.", "it opened", True),
        ("Ada Reed denied, however, that it opened.", "it opened", True),
        ("Ada Reed denied, in a long letter to residents, that it opened.", "it opened", True),
        ("Ada Reed did not, she said, want to open it.", "open it", True),
        ("“We will never,” Ada Reed said, “ever open it.”", "open it", True),
        ("It was not true, Ada Reed said, that it opened.", "it opened", True),
        ("“It is not true,” Ada Reed said, “that it opened.”", "it opened", True),
        ("“It is simply not true”, Ada Reed said, “that it opened.”", "that it opened", True),
        ("The council failed, she said, to open it.", "to open it", True),
        ("It is rather\r\nthan safe.", "safe", True),
        ("The claim was false, Ada Reed said, and it opened.", "it opened", False),
        ("The claim was denied, she said, adding that it opened.", "it opened", False),
        ("He could not, he said, because it opened.", "it opened", False),
        ("“We will not stop,” he said, “the work goes on.”", "the work goes on", False),
        ("He did not vote on Monday, he said, and it opened.", "it opened", False),
        ("The road is not\nSafe Road for walkers.", "Safe Road for walkers", True),
        ("The road is not\r\n  “safe” for walkers.", "for walkers", True),
        ("Appeal rejected\nThe mill was shut.", "The mill was shut", False),
        ("Voters say no\nThe mill was shut.", "The mill was shut", False),
        ("It is with\u00adout danger.", "danger", True),
        ("It can\u00adnot be safe.", "be safe", True),
        ("It is n\u200dot safe.", "safe", True),
        ("It is \u200bnot\u200b safe.", "safe", True),
        ("It is not\u200b, he said, safe.", "safe", True),
    ],
)
def test_a_negation_is_told(text: str, words: str, is_told: bool) -> None:
    source = SourceText(text)
    longer = source.negation_beside(place(words, source))
    assert (longer is not None) is is_told
    if longer:
        assert source.negation_beside(longer) is None


def test_sentences() -> None:
    assert slices(SOURCE.sentences) == [
        "The U.S. envoy, Antony J. Blinken, can’t say “no”.",
        "He won’t.",
        "Article No. 5 (1,200 words) names the co-operation—of 9:30, at -5 or .5 percent.",
        "It does not, he said, rule out talks rather than war.",
        "Nobody, U.N. aides say, objects!",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Is it? It is! “So.” (Yes.) End", 5),
        ("He said “Go.” and left.", 1),
        ("Mr. Smith of St. Ives met Gen. Lee on Sept. 5.", 1),
        ("It costs 1.5 km. Then 2.", 2),
        ("One…  Two", 2),
        ("One.Two", 1),
        ("A heading\nA text.", 2),
        ("  \n\n ", 0),
        ("Then “he said. ‘She said.’ They said.”", 3),
    ],
)
def test_how_many_sentences(text: str, count: int) -> None:
    assert len(SourceText(text).sentences) == count


def test_paragraphs_are_numbered_from_one() -> None:
    source = SourceText("\n one \r\n\r\ntwo\rthree")
    assert [source.slice(span) for span in source.paragraphs] == ["one", "two", "three"]
    assert source.paragraph(place("one", source)) == 1
    assert source.paragraph(place("hree", source)) == 3


def test_the_sentences_around_a_span() -> None:
    span = place("won’t. Article")
    assert SOURCE.slice(SOURCE.sentences_around(span)).startswith("He won’t.")
    assert SOURCE.slice(SOURCE.sentences_around(span)).endswith("percent.")


# --- hints ---


def test_the_nearest_passage_and_how_it_differs() -> None:
    near = nearest_passage(SOURCE, "it does now, he says, rule out talks")
    assert near is not None
    assert SOURCE.slice(near) == "It does not, he said, rule out talks"
    words = differences(SOURCE.slice(near), "it does now, he says, rule out talks")
    assert '"not,", not "now,"' in words or '"It", not "it"' in words
    assert nearest_passage(SOURCE, "wholly unlike things") is None


def test_a_selector_to_paste_finds_its_place_alone() -> None:
    source = SourceText("one two one two one")
    for word in source.words:
        selector = unique(source, word)
        assert source.find(selector) == [word]
    assert as_yaml("s", Selector("a: b")) == '{s: "a: b"}'
    assert as_yaml("s", Selector("a", "b", "c")) == "{s: {exact: a, prefix: b, suffix: c}}"


@pytest.mark.parametrize(
    "text",
    [
        "The town would not “open the road”.",
        'The town would never "open the road" now.',
        "“We will not [on Tuesday] open the road,” she said.",
        "The town would _not_ open the road.",
        "The town won‘t open the road.",
    ],
)
def test_a_negation_before_an_opening_mark_or_an_insertion_counts(text: str) -> None:
    source = SourceText(text)
    [span] = source.find(Selector("open the road"))
    assert source.negation_beside(span) is not None


@pytest.mark.parametrize("joiner", ["\u00ad", "\u200b", "\u2060"])
def test_an_unseen_character_does_not_end_a_word(joiner: str) -> None:
    source = SourceText(f"It was an un{joiner}lawful act.")
    [span] = source.find(Selector("lawful act"))
    assert source.cuts_word(span.start)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("An (un)lawful act", "lawful act"),
        ("The State[s] agreed", "The State"),
        ("A non–open road", "open road"),
        ("An open/closed road", "An open"),
        ("For 5–6 people", "6 people"),
        ("For 12 500 people", "500 people"),
        ("For 12 500 people", "For 12"),
        ("At minus 5 degrees", "5 degrees"),
        ("About 1 ½ miles", "About 1"),
        ("For 5 million people", "For 5"),
        ("For 5\nmillion people", "For 5"),
        ("For US$5 million", "For US$5"),
        ("For 5 per cent", "For 5"),
        ("For two hundred and fifty people", "fifty people"),
        ("A U.S.-led mill", "led mill"),
        ("A non−violent act", "violent act"),
        ("Half a million people", "a million people"),
        ("About 5 crore people", "About 5"),
        ("About 5 km of road", "About 5"),
        ("About 5\u2009000 people", "About 5"),
        ("For two hundred and fifty people", "For two"),
        ("For Two million people", "million people"),
        ("It has 5\r\nmillion people", "It has 5"),
        ("It has 5\n  million people", "It has 5"),
        ("It has 5  million people", "It has 5"),
        ("It has 50\r\nper cent", "It has 50"),
        ("For two hundred\r\nand five people", "five people"),
        ("For 12\r\n500 people", "500 people"),
        ("An un-\n  safe road", "safe road"),
        ("An un\u00ad\nsafe road", "safe road"),
        ("About 5°C", "About 5"),
        ("About ±5 people", "5 people"),
        ("For ≥5 people", "5 people"),
        ("For < 5 people", "5 people"),
        ("For ~5 people", "5 people"),
        ("For 5+ people", "For 5"),
        ("The #5 mill", "5 mill"),
        ("For 1⁄2 of them", "For 1"),
        ("For 1·200 people", "200 people"),
        ("For 50٪ of them", "For 50"),
        ("About − 5 degrees", "5 degrees"),
        ("At minus five degrees", "five degrees"),
        ("For two thirds of them", "thirds of them"),
        ("For three quarters of a million people", "a million people"),
        ("For several million people", "million people"),
        ("For 12 500.50", "For 12 500"),
        ("For $12 500.50", "For $12 500"),
        ("For 12 500–13 000 people", "For 12 500"),
        ("For 12 500–13 000 people", "For 12 500–13"),
        ("For 10–12 000 people", "For 10–12"),
        ("For 12 500/600 people", "For 12 500"),
        ("A 12 500-strong crowd", "A 12 500"),
        ("The 12 500’s mill", "The 12 500"),
        ("For 12 500km", "For 12"),
        ("For 5 per\ncent", "For 5"),
        ("For 5 per\r\ncent", "For 5"),
        ("For 5 per  cent", "For 5"),
        ("For five per\ncent", "For five"),
        ("For twenty-five per\ncent", "For twenty-five"),
    ],
)
def test_what_belongs_to_a_word_or_a_number_is_not_parted(text: str, words: str) -> None:
    source = SourceText(text)
    span = place(words, source)
    assert source.cuts_word(span.start) or source.cuts_word(span.end)
    assert source.widened(source.widened(span)) == source.widened(span) != span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Between five and ten people", "ten people"),
        ("On 12 September 2023 500 people came", "500 people"),
        ("The road (the old one) is open", "the old one"),
        ("The road—open again—is long", "open again"),
        ("One third and two fifths", "two fifths"),
        ("In 2023 100 people came", "100 people"),
        ("There were 5\n\nmillion people", "million people"),
        ("Carts:\n12\n500\n", "500"),
        ("The third million people", "million people"),
        ("A five-year plan", "five-year plan"),
        ("For 12 500, 600 of them old", "For 12 500"),
        ("It cost 5 per\n\ncent", "It cost 5"),
        ("> 5 people", "5 people"),
        ("- 5 people", "5 people"),
        ("It is \u200bnot\u200b safe", "not safe"),
    ],
)
def test_words_side_by_side_are_parted(text: str, words: str) -> None:
    source = SourceText(text)
    span = place(words, source)
    assert source.widened(span) == span


WRAPPED = """The council of Oakham met on Monday in the old town hall and did not
rule out a toll on the footbridge, which the mayor called “a danger to every
walker and a disgrace for the two villages” in a short talk.

Elmford’s council met as well. It said that it would wait for the report of
the surveyor, who comes on Friday.
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_lines_of_one_width_are_joined_to_paragraphs(line_end: str) -> None:
    source = SourceText(WRAPPED.replace("\n", line_end))
    assert [source.slice(p)[:9] for p in source.paragraphs] == ["The counc", "Elmford’s"]
    assert source.negation_beside(place("rule out a toll", source))
    assert voice(quotations(source), place("disgrace for the two villages", source))[0] == "direct"
    assert [len(source.sentences_of(p)) for p in source.paragraphs] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "One line.\nAnother line, longer than that.\nA third.\nA fourth one is here.\nFive.",
        "a\nb\nc\nd\ne",
        "\n".join("A paragraph of one line, " * number for number in (6, 9, 7, 8, 12)),
    ],
)
def test_lines_of_many_widths_are_paragraphs(text: str) -> None:
    assert len(SourceText(text).paragraphs) == 5


def test_words_with_unseen_characters_are_found_and_pasted_without_them() -> None:
    source = SourceText("A won\u00adder\u200bful day, and a won\u00adder.")
    [span] = source.find(Selector("wonderful day"))
    assert source.slice(span) == "won\u00adder\u200bful day"
    assert source.widened(span) == span
    assert unique(source, span) == Selector("wonderful day")
