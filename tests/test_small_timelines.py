"""The small timelines on records' own pages: what they show, and where there is none."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from test_pages import dossier_of

from generator import addresses, model, pages
from generator.dossier import Dossier
from generator.figures.entries import Entry
from generator.model import Record
from generator.pages import drawings
from generator.pages.view import View
from generator.relations import Relations

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def real() -> Dossier:
    return dossier_of(ROOT)


def view_of(dossier: Dossier, owner: Record) -> View:
    return View(Relations(dossier), addresses.page(owner))


def drawn(dossier: Dossier, owner: Record, records: list[Record]) -> list[tuple[str, str]]:
    """The entries of the wide drawing: address and label."""
    figure = drawings.small_timeline(view_of(dossier, owner), owner, records)
    wide = figure.partition('class="fs-narrow"')[0]
    found = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', wide, re.DOTALL)
    labels = re.compile(r'<text[^>]*class="fs-label"[^>]*>(.*?)</text>', re.DOTALL)
    return [
        (href, " ".join(re.split(r"<[^>]*>", "".join(labels.findall(words)))).replace("  ", " "))
        for href, words in found
    ]


def dated(dossier: Dossier, kind: type[Record], *days: str) -> list[Record]:
    """The records of a kind whose date begins with one of these in EDTF."""
    found = []
    for record in dossier.all(kind):
        dating = dossier.dating(record)
        if dating and str(dating.main.edtf).startswith(days):
            found.append(record)
    return found


def test_what_a_speaker_says_on_one_day_is_one_entry_that_leads_to_the_speaker(
    real: Dossier,
) -> None:
    route = real.get("lachin-corridor", model.Route)
    relations = Relations(real)
    records = [
        *relations.linked(route, model.Event, "about", "where"),
        *relations.touching(route),
    ]
    shown = drawn(real, route, records)
    assert len(shown) < len(records)
    counted = {href: label for href, label in shown if label.endswith("statements")}
    assert counted
    for href, label in counted.items():
        actor = next(one for one in real.all(model.Actor) if f"/{one.id}/" in href)
        number = int(label.removesuffix(" statements").rpartition(" ")[2])
        said = [
            one
            for one in relations.statements_by(actor)
            if one in records and relations.dossier.dating(one)
        ]
        assert 2 <= number <= len(said)


def test_on_the_speakers_own_page_they_stand_below(real: Dossier) -> None:
    actor = real.get("office-of-charles-michel", model.Actor)
    own = Relations(real).statements_by(actor)
    events = dated(real, model.Event, "2020", "2022", "2023")[:4]
    shown = drawn(real, actor, [*own, *events])
    assert ("#statements", f"{actor.name}: {len(own)} statements") in shown
    page = next(one for one in pages.render(real) if one.path == addresses.page(actor))
    assert "\n## Statements\n" in page.body


def test_too_many_entries_leave_the_events(real: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    route = real.get("lachin-corridor", model.Route)
    relations = Relations(real)
    events = relations.linked(route, model.Event, "about", "where")
    monkeypatch.setattr(drawings, "MOST", len(events))
    shown = drawn(real, route, [*events, *relations.touching(route)])
    assert len(shown) == len(drawings.entries(view_of(real, route), events))
    assert all("/events/" in href for href, _ in shown)


def test_no_figure_where_it_would_say_nothing(
    real: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = real.all(model.Place)[0]
    one_day = dated(real, model.Event, "2023-09-12")
    others = dated(real, model.Event, "2020", "2023-04")
    assert len(one_day) >= 3
    assert drawn(real, place, one_day) == []
    assert drawn(real, place, [one_day[0], others[0]]) == []
    assert len(drawn(real, place, [*one_day[:2], others[0]])) == 3
    monkeypatch.setattr(drawings, "MOST", 2)
    assert drawn(real, place, [*one_day[:2], others[0]]) == []


def test_every_kind_of_record_has_one_where_it_has_the_entries(real: Dossier) -> None:
    bodies = [page for page in pages.render(real) if "## In order of date" in page.body]
    assert {page.kind for page in bodies} >= {"actor", "agreement", "issue", "route"}
    for page, name in product(bodies, ("fs-wide", "fs-narrow")):
        assert page.body.count(f'class="{name}"') == 1


def test_entries_keep_their_signs(real: Dossier) -> None:
    route = real.get("lachin-corridor", model.Route)
    view = view_of(real, route)
    both = [*real.all(model.Event), *real.all(model.Statement)]
    together: list[Entry] = drawings._together(view, route, drawings.entries(view, both))
    days = {(entry.earliest, entry.latest, entry.basis) for entry in together}
    assert days == {(e.earliest, e.latest, e.basis) for e in drawings.entries(view, both)}
