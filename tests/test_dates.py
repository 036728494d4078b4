"""Dates: bounds, the wording's parts, basis and display."""

from __future__ import annotations

from datetime import date

import pytest

from generator.date_agreement import disagreement
from generator.date_words import beside, wording
from generator.dates import DateError, basis, bounds, shown, sort_key


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2023-09-12", date(2023, 9, 12), date(2023, 9, 12)),
        ("2023-09-12~", date(2023, 9, 12), date(2023, 9, 12)),
        ("2023-09", date(2023, 9, 1), date(2023, 9, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
        ("2023-XX-XX", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-09-01/2023-09-03", date(2023, 9, 1), date(2023, 9, 3)),
        ("[2023-09-01..2023-09-03]", date(2023, 9, 1), date(2023, 9, 3)),
        ("2023-09-01/..", date(2023, 9, 1), None),
        ("[..2023-09-03]", None, date(2023, 9, 3)),
        ("unknown", None, None),
    ],
)
def test_bounds(text: str, earliest: date | None, latest: date | None) -> None:
    days = bounds(text)
    assert (days.earliest, days.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2023-4-28", 'write "2023-04-28"'),
        ("28 April 2023", "write a day as"),
        ("2023-04-28/2023-04-27", "exchange"),
        ("[2023-04-28..2023-04-27]", "exchange"),
        ("2023-02-29", "month 01 to 12"),
        ("2023-13", "write a day as"),
        ("2023-21", "write a day as"),
        ("0000", "0001"),
        ("../..", "unknown"),
        ("202X/2030", "first and last day"),
        ("", "write a day as"),
        ("2023-04-28T10:00", "write a day as"),
        ("{2023-04-28,2023-04-29}", "write a day as"),
        ("２０２３", "write a day as"),
        (" 2023", "write a day as"),
        ("2023\n", "write a day as"),
        ("y20230", "write a day as"),
        ("-0044", "write a day as"),
    ],
)
def test_refused_dates_say_what_to_write(text: str, hint: str) -> None:
    with pytest.raises(DateError) as error:
        bounds(text)
    assert hint in error.value.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("April 28", (None, 4, 28, None)),
        ("28 April 2023", (2023, 4, 28, None)),
        ("on November 9, 2020", (2020, 11, 9, None)),
        ("September 1st, 2023", (2023, 9, 1, None)),
        ("the 3rd of May", (None, 5, 3, None)),
        ("Sept. 5", (None, 9, 5, None)),
        ("today [Tuesday]", (None, None, None, 1)),
        ("last Friday", (None, None, None, 4)),
        ("2023-04-28", (2023, 4, 28, None)),
        ("May 2021", (2021, 5, None, None)),
        ("they may 5", (None, None, None, None)),
        ("a march of 1200 people", (1200, None, None, None)),
        ("September the 10th", (None, 9, 10, None)),
        ("28.4.2023", (2023, 4, 28, None)),
        ("4/5/2023", (2023, None, None, None)),
        ("at 2000 on 12 September", (2000, 9, 12, None)),
        ("In April 10 towns", (None, 4, 10, None)),
        ("before 3 May 2021", (None, None, None, None)),
        ("from 1 to 3 May 2021", (2021, 5, None, None)),
        ("from December 2021 to December 2022", (None, None, None, None)),
        ("Monday the 7th", (None, None, 7, 0)),
        ("Monday, the first of many", (None, None, None, 0)),
        ("on the third", (None, None, 3, None)),
        ("12 September 2023, 20 people", (2023, 9, 12, None)),
        ("", (None, None, None, None)),
    ],
)
def test_what_a_wording_states(text: str, expected: tuple[int | None, ...]) -> None:
    words = wording(text)
    assert (words.year, words.month, words.day, words.weekday) == expected


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("2023-04-28", "April 28, 2023", "stated"),
        ("2023-04-28", "April 28", "partly stated"),
        ("2023-04-28", "last Friday", "relative"),
        ("2023-04-28", None, "inferred"),
        ("2023-04", "April 2023", "stated"),
        ("2023", "in 2023", "stated"),
        ("unknown", "today", "unknown"),
        ("2023-09-01/2023-09-03", "from 1 to 3 September 2023", "stated"),
        ("2023-09-01/2023-09-03", "September 1, 2023", "partly stated"),
        ("2023-08-30/2023-09-02", "August 30 to September 2, 2023", "stated"),
        ("[2023-09-01..2023-09-03]", "early September 2023", "partly stated"),
        ("../2023-09-01", "until September 1, 2023", "partly stated"),
        ("2022/2023", "in 2022 and 2023", "stated"),
        ("2023-09-12/2023-09-20", "12 September 2023, 20 people", "partly stated"),
        ("2023-04-10", "In April 10 towns", "partly stated"),
        ("2000-09-12", "at 2000 on 12 September", "partly stated"),
        ("1200", "a march of 1200 people", "relative"),
        ("202X", "in 2023", "partly stated"),
        ("2023~", "in 2023", "partly stated"),
        ("2021-05-05", "3-5 May 2021", "partly stated"),
        ("2021-05-04", "3 or 4 May 2021", "partly stated"),
        ("2021-04", "April or May 2021", "partly stated"),
        ("2021-05-03", "before 3 May 2021", "partly stated"),
        ("2021-05-03", "not on 3 May 2021", "partly stated"),
        ("2021-05-03", "no later than 3 May 2021", "partly stated"),
        ("2021-05-03", "on the eve of 3 May 2021", "partly stated"),
        ("2021-05-03", "before Monday, 3 May 2021", "partly stated"),
        ("2021-05-03", "3 May 2021 or 9 June 2021", "partly stated"),
        ("2021-05-03", "3 May 2021, by Ada Reed", "stated"),
        ("2021", "cost $2021", "relative"),
        ("2021", "Order 2021", "relative"),
        ("2021-05-03", "the third of May 2021", "stated"),
        ("2023~", "about 2023", "stated"),
        ("2023-09-10", "September the 10th, 2023", "stated"),
        ("2023-04-28", "28.04.2023", "stated"),
        ("2021-05-03", "the 3 May 2021 talks", "stated"),
        ("2021-05-03?", "3 May 2021", "partly stated"),
        ("2021-05-03?", "possibly 3 May 2021", "stated"),
        ("2021-XX-XX", "in 2021", "stated"),
        ("2021-05-XX", "in May 2021", "stated"),
        ("20XX", "0", "relative"),
        ("202X", "the 2020s", "stated"),
        ("202X", "the early 2020s", "relative"),
        ("2021-05-03/2021-05-05", "3 or 5 May 2021", "partly stated"),
        ("2021-05-03/2021-05-05", "3 and 5 May 2021", "partly stated"),
        ("2021-05-03/2021-05-04", "3 and 4 May 2021", "stated"),
        ("2021-05-03/2021-05-05", "between 3 and 5 May 2021", "stated"),
        ("2021-05-05", "05/05/2021", "stated"),
        ("2021-05-03", "03/05/2021", "partly stated"),
    ],
)
def test_basis(text: str, stated: str | None, expected: str) -> None:
    assert basis(text, stated) == expected


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2023-04-28", "April 27"),
        ("2023-04-28", "April the 27th"),
        ("2023-04-28", "27.4.2023"),
        ("2023-04-28", "28 MAY 2023"),
        ("2023-04-28", "said Tues"),
        ("2023-04-28", "last Thu."),
        ("2023-04-28", "the third of April"),
        ("2023-04-28", "2023/04/27"),
        ("2023-04-28", "05/28/2023"),
        ("unknown", "in 2023"),
        ("2023-04-28", "May 28"),
        ("2023-04-28", "April 28, 2022"),
        ("2023-04-28", "Thursday"),
        ("2023-04", "May 2023"),
        ("202X", "in 2019"),
        ("2023-09-01/2023-09-03", "September 5, 2023"),
        ("2023-09-01/2023-09-03", "on Tuesday"),
        ("2022-09-01/2023-03-30", "in May"),
        ("1835", "the 1820s"),
        ("2021-05-02", "not before 3 May 2021"),
        ("2021-05-09", "no later than 3 May 2021"),
        ("2021-02-01", "after 3 May"),
        ("2021-05-13", "between 1 and 9 May"),
        ("2021-05-04", "3 or 5 May 2021"),
        ("2021-05-10/2021-06-03", "from 1 May to 3 June 2021"),
        ("2021-05-10", "since 3 May until 9 May 2021"),
        ("2021-06-01/..", "until 3 May 2021"),
        ("2021-05-05", "03/05/2021"),
    ],
)
def test_a_wording_contradicts(text: str, stated: str) -> None:
    assert stated in disagreement(text, stated)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("2023-04-28", "April 28"),
        ("2023-04-28", "last Friday"),
        ("2023-04-28", "today"),
        ("2023", "in April"),
        ("202X", "in 2023"),
        ("2023-09-01/2023-09-03", "September 2, 2023"),
        ("2023-09-01/2023-09-30", "on Tuesday"),
        ("1825", "the 1820s"),
        ("2022-09-01/2023-09-30", "in May"),
        ("2021-05-03", "not before 3 May 2021"),
        ("2021-05-01", "no later than 3 May 2021"),
        ("2021-05-04", "did not open before 3 May 2021"),
        ("2021-05-02", "did not open before 3 May 2021"),
        ("2020-12-30", "before January 2"),
        ("2021-01-01", "between December 30 and January 2"),
        ("2021-05-05", "from Monday to Friday"),
        ("2021-05-20", "after 3 May and before June 2021"),
        ("2021-05-03/2021-06-09", "since 3 May until 9 June 2021"),
        ("[2021-05-02..2021-05-05]", "between 1 and 9 May 2021"),
        ("2021-05-03", "03/05/2021"),
        ("2021-03-05", "03/05/2021"),
        ("2021-05-09", "the week of 3 May 2021"),
    ],
)
def test_a_wording_agrees(text: str, stated: str) -> None:
    assert disagreement(text, stated) == ""


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("2023-04-28", "April 28", "28 April [2023]"),
        ("2023-09-12", "today", "[12 September 2023]"),
        ("2020-11-09", "November 9, 2020", "9 November 2020"),
        ("2020-11-09~", None, "[9 November 2020] (approximately)"),
        ("2023-09", "2023", "[September] 2023"),
        ("2023-04-28", "the 28th of April", "28 April [2023]"),
        ("202X", None, "[2020s]"),
        ("20XX", None, "[between 2000 and 2099]"),
        ("2023-XX-XX", "2023", "2023"),
        ("[2023-09-01..2023-09-03]", None, "[between 1 and 3 September 2023]"),
        ("2023-09-01/2023-09-03", "September 1 to 3, 2023", "from 1 to 3 September 2023"),
        ("2023-08-30/2023-09-02", None, "[from 30 August to 2 September 2023]"),
        ("2022-12-30/2023-01-02", None, "[from 30 December 2022 to 2 January 2023]"),
        ("2021-05-02", "the day before 3 May 2021", "[2 May 2021]"),
        ("2021-05-04", "3 or 4 May 2021", "[4] May 2021"),
        ("[..2023-09-03]", None, "[on or before 3 September 2023]"),
        ("2023-09-03/..", None, "[on or after 3 September 2023]"),
        ("unknown", None, "date unknown"),
    ],
)
def test_how_a_date_is_shown(text: str, stated: str | None, expected: str) -> None:
    assert shown(text, stated) == expected


def test_order() -> None:
    texts = ["2023", "unknown", "2023-04-28", "2023-04", "[..2022]", "2023-04-28/.."]
    ordered = sorted(texts, key=lambda text: sort_key(bounds(text)))
    assert ordered == ["[..2022]", "2023", "2023-04", "2023-04-28", "2023-04-28/..", "unknown"]


@pytest.mark.parametrize(
    ("edtf", "stated", "basis_of_it"),
    [
        ("2023-09-12/2023-10-03", "from 12 September to 3 October 2023", "stated"),
        ("2023-09-03/2023-10-12", "from 12 September to 3 October 2023", "partly stated"),
        ("[2023-04-28..]", "28 April 2023", "partly stated"),
    ],
)
def test_the_days_of_an_interval_stand_in_their_order(
    edtf: str, stated: str, basis_of_it: str
) -> None:
    assert basis(edtf, stated) == basis_of_it


@pytest.mark.parametrize(
    ("before", "stated", "behind", "whole", "is_one"),
    [
        ("on ", "3 May 2021", ", when 4 people died", "3 May 2021", True),
        ("in ", "April", " 10 towns were lost", "April", True),
        ("on ", "3 May", " 2021", "3 May 2021", True),
        ("on 2 or ", "3 May 2021", "", "2 or 3 May 2021", False),
        ("on ", "3 May 2021", " and on 9 June", "3 May 2021", True),
        ("on ", "3 May 2021", ", June's figures", "3 May 2021", True),
        ("", "before 3 May 2021", "", "before 3 May 2021", True),
        ("before ", "3 May 2021", "", "before 3 May 2021", False),
        ("", "Monday", ", 3 May", "Monday, 3 May", True),
        ("for three days from ", "3 to 5 May 2021", "", "3 to 5 May 2021", True),
        ("", "today", "", "today", True),
        ("on ", "May 3", ",2020", "May 3,2020", True),
        ("in ", "May", " 3,000 carts", "May", True),
        ("from 3 to ", "7 May", " (Monday to Friday)", "3 to 7 May", False),
        ("on Monday ", "May", " told of it", "May", True),
        ("on a Monday in ", "May", "", "Monday in May", True),
    ],
)
def test_what_stands_beside_a_wording(
    before: str, stated: str, behind: str, whole: str, is_one: bool
) -> None:
    there = beside(before, stated, behind)
    assert (there.whole, there.is_one) == (whole, is_one)
