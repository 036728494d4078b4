"""The figures: what a reader sees, follows and reads aloud in a timeline and a map."""

from __future__ import annotations

import datetime
import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypedDict
from xml.etree import ElementTree

import pytest

from generator.figures import map as maps
from generator.figures import svg, timeline
from generator.figures.axis import Gap, Layout, Row, Until, arrange
from generator.figures.entries import span_words
from generator.figures.map import Box, Mark
from generator.figures.places import Rect
from generator.figures.timeline import Entry

DAY = datetime.date


class Names(TypedDict):
    title: str
    description: str


NAMES: Names = {"title": "Time & place", "description": "What happened, in order."}
REGION = json.loads(
    (Path(__file__).parents[1] / "content" / "region.geojson").read_text(encoding="utf-8")
)
BOX = Box(43.2, 38.2, 50.8, 41.4)
MARKS = (
    Mark("aghdam", "Aghdam", "../places/#aghdam", 39.9931, 46.9306),
    Mark("askeran", "Askeran", "../places/#askeran", 39.9367, 46.8328),
    Mark("lachin", "Lachin Corridor", "../routes/lachin/", 39.6408, 46.5469, area=True),
    Mark("baku", "Baku", "../places/#baku", 40.3950, 49.8820),
    Mark("yerevan", "Yerevan", "../places/#yerevan", 40.1814, 44.5144),
)
WIDTHS = pytest.mark.parametrize("width", [svg.WIDE, svg.NARROW])


def entry(
    key: str,
    first: DAY | None,
    last: DAY | None,
    label: str = "",
    kind: str = "event",
    basis: str = "stated",
    within: bool = True,
) -> Entry:
    return Entry(
        key,
        label or f"Entry {key}",
        f"../records/#{key}",
        kind,
        first,
        last,
        basis,
        f"words for {key}",
        within,
    )


def on(key: str, *day: int, **more: str) -> Entry:
    return entry(key, DAY(*day), DAY(*day), **more)  # type: ignore[arg-type]


def many(count: int) -> list[Entry]:
    """Entries of every sort, thick on the ground in places, with labels of every length."""
    rng = random.Random(count)
    made = []
    for number in range(count):
        first = DAY(2020, 1, 1) + datetime.timedelta(rng.choice((rng.randrange(1400), 700)))
        last = first + datetime.timedelta(rng.choice((0, 0, 0, 3, 40, 900)))
        opened = rng.random()
        made.append(
            entry(
                f"k{number}",
                None if opened < 0.05 else first,
                None if opened > 0.95 else last,
                "word " * rng.randrange(1, 40),
                rng.choice(("event", "statement")),
                rng.choice(("stated", "partly stated", "relative", "inferred")),
                rng.random() < 0.5,
            )
        )
    return made


REAL = (
    on("war", 2020, 9, 27),
    on("joint", 2020, 11, 9),
    on("mirzoyan", 2023, 4, 28, kind="statement", basis="partly stated"),
    on("michel", 2023, 9, 1, kind="statement"),
    on("call", 2023, 9, 9),
    on("summit", 2023, 9, 10),
    on("convoy", 2023, 9, 12, basis="relative"),
    on("carpenter", 2023, 9, 12, kind="statement", basis="inferred"),
    entry("checkpoint", None, DAY(2023, 4, 28), basis="inferred"),
    entry("blockade", DAY(2022, 12, 1), DAY(2023, 9, 12), basis="inferred", within=False),
)


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def tagged(root: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == tag]


def links(text: str) -> list[str]:
    return [link.get("href", "") for link in tagged(parsed(text), "a")]


def words(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


FIGURES: dict[str, Callable[..., str]] = {
    "timeline": lambda **more: timeline.draw(REAL, **{**NAMES, "ident": "f", **more}),
    "timeline figure": lambda **more: timeline.figure(REAL, **{**NAMES, "ident": "f", **more}),
    "timeline empty": lambda **more: timeline.figure((), **{**NAMES, "ident": "f", **more}),
    "map": lambda **more: maps.draw(REGION, MARKS, BOX, **{**NAMES, "ident": "f", **more}),
    "map figure": lambda **more: maps.figure(REGION, MARKS, BOX, **{**NAMES, "ident": "f", **more}),
}
every_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES.keys())


# --- every figure ---


@every_figure
def test_a_figure_obeys_a_strict_content_security_policy(figure: Callable[..., str]) -> None:
    for element in parsed(figure()).iter():
        assert element.tag.rpartition("}")[2] not in ("style", "script", "foreignObject", "image")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


@every_figure
def test_a_figure_is_a_named_group_and_not_an_image(figure: Callable[..., str]) -> None:
    root = parsed(figure())
    ids = {element.get("id"): words(element) for element in root.iter() if element.get("id")}
    groups = [element for element in root.iter() if element.get("role")]
    assert {group.get("role") for group in groups} == {"group"}
    for group in groups:
        assert ids[group.get("aria-labelledby")] == "Time & place"
        assert ids[group.get("aria-describedby")] == "What happened, in order."


@every_figure
def test_two_figures_fit_on_one_page(figure: Callable[..., str]) -> None:
    page = parsed(f"<div>{figure(ident='a')}{figure(ident='b')}</div>")
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for used in re.findall(r"url\(#([^)]+)\)", ElementTree.tostring(page, encoding="unicode")):
        assert used in ids


@every_figure
def test_a_title_is_text_and_not_markup(figure: Callable[..., str]) -> None:
    nasty = "</title><script>\"'&\x00\x1b\ud800 ]]>"
    text = figure(title=nasty)
    assert "<script" not in text
    assert "</title><script>\"'& ]]>" in {words(title) for title in tagged(parsed(text), "title")}
    text.encode("utf-8")


@every_figure
def test_a_figure_goes_into_markdown_unbroken(figure: Callable[..., str]) -> None:
    assert "\n\n" not in figure()


@every_figure
@pytest.mark.parametrize("ident", ["", "1st", "a b", 'a"', "ä"])
def test_an_ident_must_be_able_to_begin_an_id(figure: Callable[..., str], ident: str) -> None:
    with pytest.raises(ValueError, match="must be a letter"):
        figure(ident=ident)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:x",
        "https://example.org/",
        "//example.org/",
        "\\\\example.org",
        "data:text/html,x",
        "",
        "http://[",
    ],
)
def test_a_figure_leads_nowhere_but_to_its_own_site(href: str) -> None:
    with pytest.raises(ValueError, match="not a relative link"):
        timeline.draw([replace(REAL[0], href=href)], ident="f", **NAMES)
    with pytest.raises(ValueError, match="not a relative link"):
        maps.draw(REGION, [replace(MARKS[3], href=href)], BOX, ident="f", **NAMES)


# --- text ---


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        (" \t\n", [""]),
        ("one two", ["one two"]),
        ("one  two\nthree four five six", ["one two three", "four five six"]),
        ("on 12\u00a0September", ["on", "12\u00a0September"]),  # a no-break space does not break
    ],
)
def test_text_is_wrapped_at_spaces(text: str, lines: list[str]) -> None:
    assert svg.wrap(text, 10, 85) == lines


@pytest.mark.parametrize(
    "text",
    [
        "x" * 300,
        "W" * 50,
        "a bc def " * 40,
        "漢字" * 60,
        "مرحبا بالعالم " * 20,
        "e\u0301" * 90,
        "word " + "y" * 200 + " word",
    ],
)
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text: str) -> None:
    lines = svg.wrap(text, 16, 200)
    assert all(svg.measure(line, 16) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line.startswith("\u0301") for line in lines)


# --- the timeline ---


def boxes(layout: Layout) -> Iterator[tuple[float, float, float, float]]:
    """All words beside the axis: left, top, right, bottom."""
    for part in layout.parts:
        if isinstance(part, Row):
            if part.heading and layout.columns.dates is None:
                yield layout.columns.text, part.start, layout.columns.width, part.top
            yield layout.columns.text, part.top, part.right, part.bottom
        elif isinstance(part, Until) or part.left_out:
            yield layout.columns.text, part.top, layout.columns.width, part.bottom


@WIDTHS
@pytest.mark.parametrize("count", [1, 2, 10, 1000])
def test_no_label_of_a_timeline_meets_another(count: int, width: int) -> None:
    layout = arrange(many(count), width)
    assert len(layout.rows) == count
    bottom = 0.0
    for left, top, right, low in boxes(layout):
        assert top >= bottom
        assert 0 < left < right <= width
        assert low > top
        bottom = low
    for row in layout.rows:
        assert row.baseline + 21 * (len(row.label) - 1) + 18 * len(row.note) < row.bottom


@WIDTHS
def test_no_bar_of_a_timeline_meets_another(width: int) -> None:
    ends: dict[int, float] = {}
    for row in arrange(many(1000), width).rows:
        if row.lane is not None:
            assert row.top >= ends.get(row.lane, 0)
            assert row.end > row.top
            ends[row.lane] = row.end
    assert len(ends) <= 6


def test_each_dated_entry_is_a_link_once() -> None:
    entries = many(200)
    found = links(timeline.draw(entries, ident="f", **NAMES))
    assert Counter(found) == Counter(item.href for item in entries)


def test_a_figure_holds_each_entry_once_for_each_width() -> None:
    text = timeline.figure(REAL, ident="f", **NAMES)
    for name in ("fs-wide", "fs-narrow"):
        part = next(item for item in parsed(text) if item.get("class") == name)
        found = links(ElementTree.tostring(part, encoding="unicode"))
        assert Counter(found) == Counter(item.href for item in REAL)


def test_entries_run_from_the_earliest_to_the_latest() -> None:
    entries = many(300)
    rows = arrange(entries).rows
    assert [row.entry.day for row in rows] == sorted(item.day for item in entries)
    assert all(one.mark < other.mark for one, other in itertools.pairwise(rows))


def test_on_one_day_what_is_open_stands_around_what_is_certain() -> None:
    day = DAY(2023, 9, 12)
    after = DAY(2023, 9, 20)
    entries = [
        entry("later", day, None),
        entry("within", day, after),
        on("said", 2023, 9, 12, kind="statement"),
        on("done", 2023, 9, 12),
        entry("before", None, day),
    ]
    layout = arrange(entries)
    assert [row.entry.key for row in layout.rows] == ["before", "done", "said", "within", "later"]
    assert [row.heading for row in layout.rows] == [
        "by 12 Sep 2023",
        "12 Sep 2023",
        "",
        "from 12 Sep 2023",
        "",
    ]


def test_on_one_day_what_is_stated_comes_before_what_is_supplied() -> None:
    bases = ("inferred", "stated", "relative", "partly stated")
    rows = arrange([on(basis[0], 2020, 11, 9, basis=basis) for basis in bases]).rows
    assert [row.entry.key for row in rows] == ["s", "p", "r", "i"]


@pytest.mark.parametrize("draw", [timeline.draw, timeline.figure])
def test_the_order_of_the_input_has_no_say(draw: Callable[..., str]) -> None:
    entries = many(100)
    first = draw(entries, ident="f", **NAMES)
    random.Random(1).shuffle(entries)
    assert draw(entries, ident="f", **NAMES) == first


def test_a_day_is_written_once_above_all_its_entries() -> None:
    text = timeline.draw([on(f"k{number}", 2023, 9, 12) for number in range(9)], ident="f", **NAMES)
    assert [words(item) for item in tagged(parsed(text), "text")].count("12 Sep 2023") == 1


def test_the_time_left_out_is_written_at_the_break() -> None:
    text = timeline.draw(REAL[:3], ident="f", **NAMES)
    found = [words(item) for item in tagged(parsed(text), "text")]
    assert "1 month 13 days" in found
    assert "2 years 5 months" in found
    assert "time left out" in found


def test_a_longer_time_never_takes_less_room() -> None:
    heights = []
    for days in (*range(1, 40), 365, 3650, 700_000):
        last = DAY(2, 1, 1) + datetime.timedelta(days)
        layout = arrange([on("a", 2, 1, 1), on("b", last.year, last.month, last.day)])
        gap = next(part for part in layout.parts if isinstance(part, Gap))
        assert bool(gap.left_out) is (days > 10)
        heights.append(gap.bottom - gap.top)
    assert heights == sorted(heights)
    assert heights[-1] < 150


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (DAY(2020, 11, 9), DAY(2023, 4, 28), "2 years 5 months"),
        (DAY(2020, 9, 27), DAY(2020, 11, 9), "1 month 13 days"),
        (DAY(2023, 9, 1), DAY(2023, 9, 9), "8 days"),
        (DAY(2023, 1, 31), DAY(2023, 2, 28), "28 days"),
        (DAY(2023, 1, 31), DAY(2023, 3, 1), "1 month 1 day"),
        (DAY(2024, 2, 29), DAY(2025, 2, 28), "11 months 30 days"),
        (DAY(2024, 2, 29), DAY(2025, 3, 1), "1 year 1 day"),
        (DAY(2020, 11, 9), DAY(2022, 12, 1), "2 years 22 days"),
        (DAY(1, 1, 1), DAY(9999, 12, 31), "9998 years 11 months"),
    ],
)
def test_a_time_between_days_is_said_in_the_calendars_units(
    first: DAY, last: DAY, expected: str
) -> None:
    assert span_words(first, last) == expected


def test_what_is_not_simply_stated_says_so_in_words_and_in_its_sign() -> None:
    root = parsed(timeline.draw(REAL, ident="f", **NAMES))
    by_href = {link.get("href"): link for link in tagged(root, "a")}
    for item in REAL:
        link = by_href[item.href]
        assert (item.basis in words(link)) is (item.basis != "stated")
        shapes = [shape for shape in link if shape.get("stroke") == "currentColor"]
        assert bool(shapes) is (item.basis != "stated")
        dashed = [shape for shape in shapes if shape.get("stroke-dasharray")]
        assert bool(dashed) is (item.basis == "inferred")
        assert "words for" in words(link)


def test_events_and_statements_differ_in_shape() -> None:
    for item, tag in (
        (on("e", 2023, 1, 1), "circle"),
        (on("s", 2023, 1, 1, kind="statement"), "path"),
    ):
        link = tagged(parsed(timeline.draw([item], ident="f", **NAMES)), "a")[0]
        assert [shape.tag.rpartition("}")[2] for shape in link][2] == tag


def test_a_bar_ends_on_its_last_day_which_is_written() -> None:
    entries = [
        entry("long", DAY(2023, 1, 1), DAY(2023, 1, 20)),
        on("other", 2023, 1, 5),
        on("after", 2023, 2, 1),
    ]
    layout = arrange(entries)
    until = next(part for part in layout.parts if isinstance(part, Until))
    assert until.day == "to 20 Jan 2023"
    assert layout.rows[0].end == until.bottom
    shared = arrange([*entries, on("same", 2023, 1, 20)])
    assert not any(isinstance(part, Until) for part in shared.parts)
    assert shared.rows[0].end == next(row.bottom for row in shared.rows if row.entry.key == "same")


def test_an_open_bar_stays_within_its_row() -> None:
    layout = arrange([entry("a", None, DAY(2023, 1, 1)), entry("b", DAY(2023, 1, 1), None)])
    for row in layout.rows:
        assert row.end == row.bottom
    text = timeline.draw([row.entry for row in layout.rows], ident="f", **NAMES)
    assert "no limit known" in words(parsed(text))


def test_a_bar_that_finds_no_lane_is_cut_and_the_key_says_so() -> None:
    entries = [
        entry(f"k{number}", DAY(2023, 1, 1 + number), DAY(2023, 6, 1)) for number in range(8)
    ]
    assert [row.cut for row in arrange(entries).rows] == [False] * 5 + [True] * 3
    assert "longer than drawn" in words(parsed(timeline.draw(entries, ident="f", **NAMES)))
    fewer = parsed(timeline.draw(entries[:5], ident="f", **NAMES))
    assert "longer than drawn" not in words(fewer)


def test_undated_entries_are_left_to_the_caller() -> None:
    text = timeline.draw([entry("none", None, None), *REAL], ident="f", **NAMES)
    assert text == timeline.draw(REAL, ident="f", **NAMES)


def test_without_a_dated_entry_a_figure_says_so() -> None:
    for draw in (timeline.draw, timeline.figure):
        text = draw([entry("none", None, None)], ident="f", **NAMES)
        assert "No entry has a known date." in words(parsed(text))


@pytest.mark.parametrize(
    "label",
    [
        "<script>alert(1)</script>",
        "\"quotes\" 'and' & ampersands",
        "]]> <!-- -->",
        "x" * 300,
        "عنوان باللغة العربية",
        "כותרת בעברית עם English",
        "control \x00\x08\x0b\x1b\x7f \ud800\ufffe",
        "",
        "\u202eoverride",
    ],
)
def test_any_label_is_drawn_as_text(label: str) -> None:
    odd = replace(on("odd", 2023, 1, 1), label=label, shown=label)
    text = timeline.figure([odd, *REAL], ident="f", **NAMES)
    assert "<script" not in text
    text.encode("utf-8")
    link = next(item for item in tagged(parsed(text), "a") if item.get("href") == odd.href)
    drawn = "".join(words(item) for item in tagged(link, "text")).replace(" ", "")
    assert drawn == svg.clean(label).replace(" ", "")
    assert words(tagged(link, "title")[0]).startswith(svg.clean(label))


def test_the_first_and_the_last_day_of_the_calendar() -> None:
    ends = [
        on("first", 1, 1, 1),
        on("last", 9999, 12, 31),
        entry("all", DAY(1, 1, 1), DAY(9999, 12, 31), within=False),
    ]
    for draw in (timeline.draw, timeline.figure):
        assert "31 Dec 9999" in words(parsed(draw(ends, ident="f", **NAMES)))


def test_sheets_join_without_a_gap() -> None:
    root = parsed(timeline.figure(many(60), ident="f", **NAMES))
    wide = next(part for part in root if part.get("class") == "fs-wide")
    views = [[float(number) for number in item.get("viewBox", "").split()] for item in wide]
    assert len(views) > 5
    for before, after in itertools.pairwise(views):
        assert after[1] == pytest.approx(before[1] + before[3], abs=0.11)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([REAL[0], replace(REAL[1], key="war")], 'two entries have the key "war"'),
        ([replace(REAL[0], kind="rumour")], '"war" has the kind "rumour"'),
        ([replace(REAL[0], basis="guessed")], '"war" has the basis "guessed"'),
        ([entry("x", DAY(2023, 1, 2), DAY(2023, 1, 1))], '"x" ends before it begins'),
    ],
)
def test_entries_that_cannot_be_drawn_are_refused(entries: list[Entry], message: str) -> None:
    for draw in (timeline.draw, timeline.figure):
        with pytest.raises(ValueError, match=message):
            draw(entries, ident="f", **NAMES)


# --- the map ---


@WIDTHS
def test_each_place_is_a_link_once(width: int) -> None:
    found = links(maps.draw(REGION, MARKS, BOX, ident="f", width=width, **NAMES))
    assert Counter(found) == Counter(mark.href for mark in MARKS)


def crowded(count: int) -> list[Mark]:
    rng = random.Random(count)
    return [
        Mark(
            f"m{number}",
            f"Place of number {number}",
            f"#m{number}",
            rng.uniform(38.4, 41.2),
            rng.uniform(43.5, 50.5),
            number % 7 == 0,
        )
        for number in range(count)
    ]


@WIDTHS
@pytest.mark.parametrize("count", [0, 1, 5, 12, 30, 120])
def test_no_name_on_a_map_covers_another_or_a_dot(count: int, width: int) -> None:
    plan = maps.arrange(REGION, MARKS if count == 5 else crowded(count), BOX, width)
    hidden = [inset.panel.projection.frame for inset in plan.insets]
    for panel in plan.panels:
        rects = [label.rect for label in panel.labels]
        rects += [panel.scale.rect] if panel.scale else []
        rects += [degree.rect for degree in panel.degrees]
        assert not any(one.meets(other) for one, other in itertools.combinations(rects, 2))
        dots = [
            Rect(x - 4.5, y - 4.5, x + 4.5, y + 4.5)
            for named in panel.marks
            if not named.mark.area
            for x, y in (named.point,)
        ]
        assert not any(rect.meets(dot) for rect in rects for dot in dots)
        assert all(panel.projection.frame.holds(rect) for rect in rects)
        if panel is plan.main:
            assert not any(rect.meets(inset) for rect in rects for inset in hidden)
    assert not any(one.meets(other) for one, other in itertools.combinations(hidden, 2))


@WIDTHS
def test_all_places_of_the_dossier_are_named_at_their_dots(width: int) -> None:
    plan = maps.arrange(REGION, MARKS, BOX, width)
    for panel in plan.panels:
        for named in panel.marks:
            assert named.label is not None
            assert named.label.lead is None


@WIDTHS
def test_places_that_nearly_touch_are_told_apart_in_an_inset(width: int) -> None:
    plan = maps.arrange(REGION, MARKS, BOX, width)
    (inset,) = plan.insets
    assert {named.mark.key for named in inset.panel.marks} == {"aghdam", "askeran", "lachin"}
    near, far = (
        next(named.point for named in inset.panel.marks if named.mark.key == key)
        for key in ("askeran", "aghdam")
    )
    assert far[0] - near[0] > 15
    assert near[1] > far[1]  # Aghdam lies to the north
    assert plan.height < 700


def test_without_a_crowd_there_is_no_inset() -> None:
    assert not maps.arrange(REGION, MARKS[1:], BOX).insets


def test_a_crowd_without_room_gets_lines_to_its_dots() -> None:
    marks = [
        Mark(f"m{number}", f"A place called {number}", "#m", 40 + number / 8, 47.0)
        for number in range(9)
    ]
    labels = [named.label for named in maps.arrange(REGION, marks, BOX).main.marks]
    assert all(labels)


def test_marks_at_one_position_are_all_links() -> None:
    marks = [replace(MARKS[0], key=key, href=f"#{key}") for key in "abcd"]
    assert sorted(links(maps.draw(REGION, marks, BOX, ident="f", **NAMES))) == [
        "#a",
        "#b",
        "#c",
        "#d",
    ]


def test_the_map_is_true_to_scale() -> None:
    main = maps.arrange(REGION, MARKS, BOX).main
    points = {named.mark.key: named.point for named in main.marks}
    east = points["baku"][0] - points["yerevan"][0]
    north = points["yerevan"][1] - points["baku"][1]
    assert main.scale is not None
    assert main.scale.words == "100 km"
    km = (east**2 + north**2) ** 0.5 / main.scale.length * 100
    assert km == pytest.approx(457, rel=0.01)  # along the great circle


def test_countries_are_named_where_they_show() -> None:
    main = maps.arrange(REGION, MARKS, BOX).main
    found = {name.lines[0]: name.rect.middle for name in main.names}
    assert {"Armenia", "Azerbaijan", "Iran", "Turkey"} <= set(found)
    assert found["Turkey"][0] < found["Armenia"][0] < found["Azerbaijan"][0]
    assert found["Iran"][1] > found["Azerbaijan"][1]


def test_an_inset_names_no_country() -> None:
    (inset,) = maps.arrange(REGION, MARKS, BOX).insets
    assert not inset.panel.names


def test_outlines_are_cut_at_the_box_and_kept_small() -> None:
    for box in (BOX, Box(46, 39, 48, 40.5), Box(46.9, 39.9, 47.0, 40.0)):
        panel = maps.arrange(REGION, (), box).main
        for country in panel.countries:
            for ring in country.rings:
                assert all(
                    panel.projection.frame.grown(0.51).holds(Rect(x, y, x, y)) for x, y in ring
                )
    assert len(maps.draw(REGION, MARKS, BOX, ident="f", **NAMES)) < 20_000


def test_a_box_within_one_country_is_all_land() -> None:
    (country,) = maps.arrange(REGION, (), Box(46.9, 39.9, 47.0, 40.0)).main.countries
    assert country.name == "Azerbaijan"
    assert len(country.rings[0]) == 4


def test_the_order_of_the_marks_has_no_say() -> None:
    marks = list(MARKS)
    first = maps.figure(REGION, marks, BOX, ident="f", **NAMES)
    assert maps.figure(REGION, marks[::-1], BOX, ident="f", **NAMES) == first


def shape(kind: str, coordinates: object, name: object = "Land") -> dict[str, object]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": name},
                "geometry": {"type": kind, "coordinates": coordinates},
            }
        ],
    }


SQUARE = [[44, 39], [48, 39], [48, 41], [44, 41], [44, 39]]


@pytest.mark.parametrize(
    "outlines",
    [
        {"type": "FeatureCollection", "features": []},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": {"name": "Nowhere"}, "geometry": None}],
        },
        shape("MultiPolygon", []),
        shape("MultiPolygon", [[], [SQUARE], []]),
        shape("Polygon", []),
        shape("Polygon", [SQUARE], "<script>"),
        shape("Polygon", [SQUARE], ""),
        shape("Polygon", [[[0, 0], [1, 0], [1, 1], [0, 0]]]),
        shape("Polygon", [[[44, 39]] * 5]),
    ],
)
def test_odd_outlines_are_drawn(outlines: dict[str, object]) -> None:
    text = maps.figure(outlines, MARKS, BOX, ident="f", **NAMES)
    assert "<script" not in text
    parsed(text)


@pytest.mark.parametrize(
    ("outlines", "message"),
    [
        ({}, 'not a GeoJSON "FeatureCollection"'),
        ({"type": "FeatureCollection"}, 'no list of "features"'),
        ({"type": "FeatureCollection", "features": [None]}, 'feature 1 .* has no "name"'),
        (shape("Polygon", [SQUARE], None), 'feature 1 .* has no "name"'),
        (shape("Point", [1, 2]), '"Land" .* is neither a Polygon'),
        (shape("Polygon", None), '"Land" .* has no list of coordinates'),
        (shape("MultiPolygon", [SQUARE]), '"Land" .* a ring that is not closed|position'),
        (shape("Polygon", [SQUARE[:3]]), '"Land" .* a ring that is not closed'),
        (shape("Polygon", [SQUARE[:4]]), '"Land" .* a ring that is not closed'),
        (shape("Polygon", [[["a", 1], *SQUARE, ["a", 1]]]), "not a longitude and a latitude"),
        (shape("Polygon", [[[4400, 39], *SQUARE, [4400, 39]]]), "not a longitude and a latitude"),
        (shape("Polygon", [[[float("nan"), 39]] * 4]), "not a|not closed"),
    ],
)
def test_outlines_that_cannot_be_read_are_refused(
    outlines: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        maps.draw(outlines, MARKS, BOX, ident="f", **NAMES)


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ([replace(MARKS[0], latitude=50.0)], '"aghdam" at 50.0, 46.9306 lies outside the map'),
        ([replace(MARKS[0], longitude=float("nan"))], "lies outside the map"),
        ([MARKS[0], MARKS[0]], 'two marks have the key "aghdam"'),
    ],
)
def test_marks_that_cannot_be_placed_are_refused(marks: list[Mark], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        maps.draw(REGION, marks, BOX, ident="f", **NAMES)


@pytest.mark.parametrize(
    "limits",
    [
        (50, 38, 43, 41),
        (43, 41, 50, 38),
        (43, 38, 43, 41),
        (-190, 38, 43, 41),
        (43, 38, 50, 95),
        (float("nan"), 38, 50, 41),
    ],
)
def test_a_box_must_be_a_part_of_the_earth(limits: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="not the west, south, east and north"):
        Box(*limits)


def test_a_label_on_a_map_is_text_and_not_markup() -> None:
    nasty = "<script>\"'& " + "long " * 40 + "\x00\ud800"
    text = maps.figure(REGION, [replace(MARKS[0], label=nasty)], BOX, ident="f", **NAMES)
    assert "<script" not in text
    text.encode("utf-8")
    titles = {words(item) for link in tagged(parsed(text), "a") for item in tagged(link, "title")}
    assert titles == {svg.clean(nasty)}
