"""Who may be speaking: quotations as their marks show them."""

from __future__ import annotations

import pytest

from generator.passage import Selector, SourceText
from generator.voice import marks, quotations, voice


def quoted(text: str) -> list[str]:
    source = SourceText(text)
    return [source.slice(quotation.words) for quotation in quotations(source)]


def doubtful(text: str) -> list[str]:
    source = SourceText(text)
    return [source.slice(stretch) for stretch in marks(source).doubtful]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said, “Yes.”", ["Yes."]),
        ('He said, "Yes."', ["Yes."]),
        ('He said,"Yes," and left.', ["Yes,"]),
        ('He said:"Yes"', ["Yes"]),
        ("He said, ‘Yes.’ She did not.", ["Yes."]),
        ("He said, 'Yes.' She did not.", ["Yes."]),
        ("«Oui», dit-il. „Ja“, sagt sie. Nein.", ["Oui", "Ja"]),
        ("“One,” he said, “two.”", ["One,", "two."]),
        ('"One," he said, "two."', ["One,", "two."]),
        ("(“One”)—“two”", ["One", "two"]),
        ("No marks at all.", []),
        ("", []),
        ("“”", [""]),
    ],
)
def test_plain_quotations(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    "pair",
    [
        *("❝ ❞", "❛ ❜", "❮ ❯", "〈 〉", "《 》", "⟪ ⟫", "「 」", "﹁ ﹂", "〝 〟", "🙶 🙷", "″ ″"),
        *("'' ''", "’’ ’’", "‘‘ ’’", "´´ ´´", "`` ''", "`` ``", '`` "', '"" ""', '""" """'),
        *("&quot; &quot;", "&ldquo; &rdquo;", "&#8220; &#8221;", "&#39; &#39;", "<< >>"),
        *("‶ ″", "» «", "„ “", "“ “", "‘ ‘"),
    ],
)
def test_signs_that_are_set_for_marks(pair: str) -> None:
    opening, closing = pair.split()
    text = f"Ada Reed said: {opening}It’s open.{closing} Ben Holt’s mill is shut."
    assert quoted(text) == ["It’s open."]
    assert not doubtful(text)
    text = f"{opening}It’s open.\n\n{opening}It’s safe,{closing} said Ada Reed. It is not."
    assert [*doubtful(text), *quoted(text)][0].startswith("It’s open.")
    assert quoted(text)[-1].endswith("It’s safe,")


@pytest.mark.parametrize("pair", ["’ ’", "` '", "` ´", "´ ´", "′ ′", "‵ ′"])
def test_single_signs_in_the_place_of_opening_marks_leave_a_doubt(pair: str) -> None:
    opening, closing = pair.split()
    text = f"Ada Reed said: {opening}The walkers’ mill is open.{closing} Ben Holt came."
    assert not quoted(text)
    assert doubtful(text) == ["The walkers’ mill is open."]


@pytest.mark.parametrize(
    "text",
    [
        "He said, “The ’90s.” The walkers’ mill is shut; ’twas old, 5′10″ wide.",
        "’Tis Ka`ba, the walkers’ mill. Tell ’em.",
        "It&#39;s Holt&rsquo;s mill & Reed&amp;Son; x << y.",
        '5" wide, and 6" long.',
        "The U.S.'s mill, the U.S.’ mill, Warner Bros.' mill and Acme Inc.’s mill.",
        "The mill of ’68, the ford of '21, open 'til May, ’til June, shut 'cause of rain.",
        "In Ka‘ba, al-‘Ula, Hawai‘i, ’t Hooft’s and 's-Hertogenbosch; the ’Ndrangheta.",
        "The walkers’ mill of ’68. ‘It is old,’ she said. The carters’ ford is deep.",
        "‘It is old’, she said. The mill is new, the carters’, not Reed’s.",
        "5'' wide, and 6'' long; 5.5' high.",
    ],
)
def test_no_doubt_about_apostrophes(text: str) -> None:
    assert not doubtful(text)


@pytest.mark.parametrize("mark", ["'", "‘", "’", "`", "‚"])
def test_a_single_mark_that_its_paragraph_does_not_close_leaves_a_doubt(mark: str) -> None:
    text = f"Ada Reed said: {mark}The mill is old. It is shut."
    assert (quoted(text), doubtful(text)) == ([], ["The mill is old. It is shut."])
    text = f"Then {mark}One.\n\nTwo.\n\nThree,’ she said. Four."
    assert (quoted(text), doubtful(text)) == ([], ["One.", "\n\nTwo.\n\nThree,"])


@pytest.mark.parametrize("mark", ["'", "’", "´"])
def test_a_single_mark_that_ends_a_clause_closes_what_nothing_opens(mark: str) -> None:
    for end in ",.!?…":
        text = f"The mill is old{end}{mark} Ada Reed said."
        assert doubtful(text) == [f"The mill is old{end}"]
    assert doubtful(f"‘It’s the walkers’, and mine. It is old,{mark} she said.") == [
        ", and mine. It is old,"
    ]


@pytest.mark.parametrize(
    "words",
    [
        *("[The] mill is old,", "...The mill is old,", "… The mill is old,", "$5. It is old,"),
        *(" The mill is old ", "\u00a0The mill is old\u00a0", "“Old” is the mill,"),
    ],
)
def test_pairs_of_single_marks_before_other_signs_than_letters(words: str) -> None:
    before = "He read. "
    for opening, closing in (
        *(("''", "''"), ("’’", "’’"), ("\u200b''", "''"), ("''\u200b", "''")),
        *(("'\u00ad'", "'\u00ad'"), ("*''", "''" if words[0].isspace() else "''*")),
    ):
        text = f"{before}{opening}{words}{closing} Ada Reed said."
        told = marks(SourceText(text))
        spans = [*told.doubtful, *(one.words for one in told.quotations)]
        place = text.index(words.strip())
        assert any(one.start <= place < place + len(words.strip()) <= one.end for one in spans)


@pytest.mark.parametrize(
    "text",
    [
        'Ada Reed said: "\n\nIt is old.\n\n"',
        "Ada Reed said: ''\n\nIt is old.\n\n''",
        "Ada Reed said:'\n\nIt is old.\n\n'",
        "Ada Reed said: ‘\n\nIt is old.\n\n’",
        '"\nIt is old.\nIt is new.\n"\nAda Reed said so.',
        'Ada Reed said: " It is new.\n\nIt is old. "',
    ],
)
def test_a_mark_alone_leaves_a_doubt_up_to_the_next(text: str) -> None:
    assert not quoted(text)
    assert any("It is old." in stretch for stretch in doubtful(text))


def test_two_marks_may_close_two_quotations() -> None:
    assert quoted("He said: 'She wrote 'no'' and left.") == ["She wrote 'no'"]


def test_a_closing_mark_may_belong_to_a_quotation_that_is_left_open() -> None:
    for text in ("“One.\n\nTwo.\n\nThree,” she said.", '"One.\n\nTwo.\n\nThree," she said.'):
        assert quoted(text) == ["One."]
        assert [stretch.split() for stretch in doubtful(text)] == [["Two.", "Three,"]]
    assert doubtful("“One,” he said.\n\nTwo.\n\nThree,” she said.") == ["Three,"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“He said, ‘No,’ and left,” she said.", ["He said, ‘No,’ and left,"]),
        ("‘He said, “No,” and left,’ she said.", ["He said, “No,” and left,"]),
        ("“He said “No” and left,” she said.", ["He said “No” and left,"]),
        ('"He said "No" and left," she said.', ['He said "No" and left,']),
        ("\"He said 'No' and left,\" she said.", ["He said 'No' and left,"]),
        ('“Curly to straight," she said.', ["Curly to straight,"]),
        ('"Straight to curly,” she said.', ["Straight to curly,"]),
    ],
)
def test_nested_and_mixed_marks(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The states’ rights and the boys’ toys.",
        "The states' rights and the boys' toys.",
        "The ’90s and rock ’n’ roll.",
        "The '90s and rock 'n' roll.",
        "The ‘90s, as typed.",
        "It’s John’s, isn't it? 'Tis O’Neill’s.",
        "He is 5'10 tall.",
        "O‘Neill and D‘Arcy",
        "’Twas the night",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert quoted(text) == []


def test_apostrophes_inside_quotations() -> None:
    assert quoted("“The states’ rights, the ’90s, rock ’n’ roll,” he said.") == [
        "The states’ rights, the ’90s, rock ’n’ roll,"
    ]
    assert quoted("\"It's the boys' own,\" he said.") == ["It's the boys' own,"]
    assert quoted("‘It’s John’s,’ he said.") == ["It’s John’s,"]


def test_insertions_in_brackets_are_of_the_quotation() -> None:
    assert quoted("“He noted [that] it ([sic]) holds,” she said.") == [
        "He noted [that] it ([sic]) holds,"
    ]


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said. “Four,” he added."
    assert quoted(text) == ["One.\n\n“Two.\n\n“Three,", "Four,"]
    assert quoted(text.replace("“", '"').replace("”", '"')) == [
        'One.\n\n"Two.\n\n"Three,',
        "Four,",
    ]


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    source = SourceText("He said, “One.\n\nTwo.\n\n“Three,” he said.")
    first, second = quotations(source)
    assert (source.slice(first.words), first.closed) == ("One.", False)
    assert (source.slice(second.words), second.closed) == ("Three,", True)
    [last] = quotations(SourceText("Then “one.\n\n“two"))
    assert not last.closed
    assert last.words.end == len("Then “one.\n\n“two")


TEXT = SourceText(
    "Ann said, “The bridge [there] is open.\n\n“It is safe,” and left. “Yes,” said Ben."
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ann said", "narrator"),
        ("and left", "narrator"),
        ("The bridge [there] is open", "direct"),
        ("open. “It is safe", "direct"),
        ("It is safe,", "direct"),
        ("Yes", "direct"),
        ("said, “The bridge", "mixed"),
        ("safe,” and left", "mixed"),
        ("It is safe,” and left. “Yes", "mixed"),
        ("and left. “Yes,” said Ben", "narrator"),  # it holds the quotation whole
    ],
)
def test_the_voice_of_a_passage(words: str, expected: str) -> None:
    [span] = TEXT.find(Selector(words))
    kind, quotation = voice(quotations(TEXT), span)
    assert kind == expected
    assert (quotation is not None) == (expected == "direct")
