"""Long lists: the timeline in parts, and pages with more notes than can be printed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from conftest import SMALL
from test_pages import Rendered, dossier_of, sentences

from generator import addresses, assembly, model
from generator.dossier import Dossier
from generator.pages import chronology, view
from generator.pages.chronology import entries, first_day, periods

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def real() -> Dossier:
    return dossier_of(ROOT)


@pytest.fixture
def parted(real: Dossier, monkeypatch: pytest.MonkeyPatch) -> Rendered:
    """The real dossier, with a timeline of which one year is too long for a page."""
    monkeypatch.setattr(chronology, "MOST", 20)
    return Rendered(real, "# Timeline")


# --- the timeline in parts ---


def test_a_short_timeline_is_one_page(real: Dossier) -> None:
    assert periods(real, entries(real)) == []


def test_each_entry_stands_in_one_part(parted: Rendered) -> None:
    listed = [
        record
        for part in periods(parted.dossier, entries(parted.dossier))
        for record in part.records
    ]
    assert Counter(str(one.id) for one in listed) == Counter(
        str(one.id) for one in entries(parted.dossier)
    )
    for part in periods(parted.dossier, entries(parted.dossier)):
        shown = {link.page for link in parted.links[part.path] if link.element.within("li")}
        assert {addresses.page(one) for one in part.records} <= shown


def test_a_long_year_has_a_page_for_each_month(parted: Rendered) -> None:
    parts = periods(parted.dossier, entries(parted.dossier))
    names = [part.name for part in parts]
    assert {"2020", "September 2023"} <= set(names)
    assert names[-1] == "Without a date"
    for part in parts[:-1]:
        days = [first_day(parted.dossier, one) for one in part.records]
        assert all(day and str(day).startswith(Path(part.path).stem) for day in days)
    assert [part.path for part in parts] == sorted(part.path for part in parts)


def test_the_timeline_leads_to_each_part_and_each_part_to_its_neighbours(parted: Rendered) -> None:
    paths = [part.path for part in periods(parted.dossier, entries(parted.dossier))]
    listed = [link for link in parted.links[addresses.TIMELINE] if link.element.within("li")]
    assert [link.page for link in listed] == paths
    assert not list(parted.trees[addresses.TIMELINE].find("svg"))
    for before, path, behind in zip([None, *paths], paths, [*paths[1:], None], strict=False):
        near = [
            link.page
            for link in parted.links[path]
            if link.page.startswith("timeline") and link.page != path
        ]
        assert near == [one for one in (before, behind) if one] + [addresses.TIMELINE]


def test_parts_have_titles_and_descriptions_of_their_own(parted: Rendered) -> None:
    made = [page for path, page in parted.pages.items() if path.startswith("timeline")]
    assert len(made) > 3
    assert (
        len({page.title for page in made}) == len({page.description for page in made}) == len(made)
    )
    assert all(page.section == addresses.TIMELINE for page in made[1:])


def test_the_check_finds_a_hand_written_page_at_the_address_of_a_part(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chronology, "MOST", 1)
    (small / "content/timeline").mkdir()
    (small / "content/timeline/2021-05.md").write_text("# Mine\n", encoding="utf-8")
    problems = assembly.check(small).problems
    assert [one.code for one in problems] == ["same-address"]


# --- more notes than can be printed ---


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> Rendered:
    monkeypatch.setattr(view, "MOST_NOTES", 1)
    return Rendered(dossier_of(SMALL))


def test_where_notes_are_too_many_each_mark_leads_to_its_words(crowded: Rendered) -> None:
    path = "statements/index.md"
    top = crowded.trees[path]
    assert not list(top.find("div.footnote"))
    assert "[^" not in top.text
    for sentence, record in sentences(crowded.dossier):
        if not isinstance(record, model.Statement):
            continue
        (line,) = [one for one in top.find("li") if sentence in one.text]
        anchors = {
            (link.page, link.anchor)
            for link in crowded.links[path]
            if line in link.element.above() and "fs-mark" in link.element.classes
        }
        for use in crowded.dossier.by_owner[record.id]:
            assert use.span is not None
            source = crowded.dossier.records[use.quote.source]
            assert (addresses.page(source), addresses.anchor(use.span)) in anchors


def test_marks_count_passages_in_order_and_have_names(crowded: Rendered) -> None:
    marks = list(crowded.trees["statements/index.md"].find("a.fs-mark"))
    numbers = [int(one.text) for one in marks]
    assert list(dict.fromkeys(numbers)) == list(range(1, max(numbers) + 1))
    assert {one.attributes["aria-label"] for one in marks} == {
        f"{number}: the words that support this" for number in numbers
    }


def test_marks_of_a_crowded_page_lead_to_anchors_that_exist(crowded: Rendered) -> None:
    for path, links in crowded.links.items():
        for link in links:
            if "fs-mark" in link.element.classes:
                assert link.anchor in crowded.ids[link.page], path
