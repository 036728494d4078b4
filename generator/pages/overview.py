"""The pages that are not of one record: home, sections, names, method, data, problems.

In: the Site. Out: Page values.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses, dates, model, vocabulary
from generator.checks import LIMITS, RULES
from generator.dictionary import dictionary
from generator.examples import examples
from generator.export import FILES, FOLDER
from generator.markup import listing
from generator.model import Record
from generator.pages import chronology, drawings
from generator.pages.page import Page
from generator.pages.site import Site
from generator.pages.view import View
from generator.problem import ADVICE, CODES

LATEST = 6
"""Events that the home page shows."""

SECTION_TITLES = {
    "route": (
        "Routes",
        "The ways, and the points on them, that the texts speak of, and who says what about each.",
    ),
    "agreement": (
        "Agreements",
        "Agreements, orders, statements and processes that the texts name or lean on.",
    ),
    "actor": ("Actors", "Everybody whom the texts name, quote or speak about."),
    "place": ("Places", "The places that the texts name."),
    "event": ("Events", "What happened, according to the texts."),
    "statement": ("Statements", "Who says what, one position each, with the words."),
    "issue": ("Who says what", "The questions on which the speakers can be compared."),
    "source": ("Sources", "The texts on which every sentence of this site rests."),
}


def home(site: Site) -> Iterator[Page]:
    """The home page: the subject in sourced sentences, the map, the ways in."""
    view, rel = site.view(addresses.HOME), site.relations
    events = [
        e
        for e in rel.ordered(site.dossier.all(model.Event))
        if chronology.first_day(site.dossier, e)
    ]
    yield site.page(
        "home.md.jinja",
        view,
        title=str(site.dossier.frame.title),
        description=str(site.dossier.frame.subject),
        map=drawings.home_map(view),
        issues=site.dossier.all(model.Issue),
        never_quoted=any(not rel.treatment(a).is_quoted for a in site.dossier.all(model.Actor)),
        sections=[
            ("Routes", addresses.SECTIONS["route"], site.dossier.all(model.Route)),
            ("Agreements", addresses.SECTIONS["agreement"], site.dossier.all(model.Agreement)),
        ],
        events=list(reversed(events[-LATEST:])),
    )


def sections(site: Site) -> Iterator[Page]:
    """One page for each kind that lists its records."""
    rel = site.relations
    for kind, (title, words) in SECTION_TITLES.items():
        records: list[Record] = site.dossier.all(model.KINDS[kind][1])
        if kind in ("event", "statement"):
            records = rel.ordered(records)
        elif kind in ("actor", "place"):
            records = sorted(records, key=lambda r: (str(getattr(r, "name", "")), str(r.id)))
        view = site.view(addresses.SECTIONS[kind])
        yield site.page(
            "section.md.jinja",
            view,
            title=title,
            description=f"{words} {len(records)} in “{site.dossier.frame.title}”.",
            heading=title,
            words=words,
            section_kind=kind,
            records=records,
            groups=_groups(kind, records),
            choices=_choices(site, view) if kind == "statement" else (),
            filters=kind == "statement",
        )


def _choices(site: Site, view: View) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """By what a list of statements can be narrowed: name, label, values with their words."""
    statements = site.relations.ordered(site.dossier.all(model.Statement))
    about = {str(one) for statement in statements for one in statement.about}
    days = {view.iso_day(statement): view.day(statement) for statement in statements}
    return [
        ("speaker", "Speaker", [(str(r.id), view.name(r)) for r in site.relations.speakers]),
        (
            "question",
            "Question",
            [(str(i.id), view.name(i)) for i in site.dossier.all(model.Issue)],
        ),
        (
            "about",
            "About",
            [
                (str(record.id), view.name(record))
                for kind in (model.Route, model.Agreement, model.Place, model.Actor)
                for record in site.dossier.all(kind)
                if record.id in about
            ],
        ),
        ("day", "Day", [(day, words) for day, words in days.items() if day]),
    ]


def _groups(kind: str, records: list[Record]) -> list[tuple[str, list[Record]]]:
    """The records under the headings of their sorts; one group without a heading otherwise."""
    if kind not in ("actor", "place", "agreement"):
        return [("", records)]
    headings = GROUP_HEADINGS[kind]
    groups = [
        (heading, [record for record in records if getattr(record, "kind", "") == sort])
        for sort, heading in headings.items()
    ]
    return [(heading, some) for heading, some in groups if some]


GROUP_HEADINGS = {
    "actor": {
        "person": "Persons",
        "office": "Offices",
        "state": "States",
        "organisation": "Organisations",
        "armed-force": "Armed forces",
        "population": "Populations",
    },
    "place": {
        "region": "Regions",
        "state-territory": "Countries",
        "settlement": "Settlements",
        "border": "Borders",
        "line": "Lines",
        "venue": "Venues",
        "unspecified": "Places of a kind that the texts do not state",
    },
    "agreement": {
        "agreement": "Agreements",
        "joint-statement": "Joint statements",
        "court-order": "Court orders",
        "proposal": "Proposals",
        "process": "Processes",
        "unspecified": "Of a kind that the texts do not state",
    },
}


def about(site: Site) -> Iterator[Page]:
    """The pages on the site itself."""
    title = str(site.dossier.frame.title)
    named = [
        record
        for kind in ("route", "place", "agreement", "actor")
        for record in site.dossier.all(model.KINDS[kind][1])
        if getattr(record, "names", ())
    ]
    yield site.page(
        "about.md.jinja",
        site.view(addresses.ABOUT),
        title="About",
        description=f"What “{title}” is, how it is made, and how to correct it.",
    )
    yield site.page(
        "method.md.jinja",
        site.view(addresses.METHOD),
        title="Method",
        description=f"What a citation promises, and how the promise is checked: “{title}”.",
        rules=[_rule_words(rule.__doc__) for rule in RULES],
        limits=LIMITS,
        voices=[
            (source, one) for source in site.dossier.all(model.Source) for one in source.voices
        ],
        exceptions=list(_exceptions(site)),
        trials=site.dossier.trials,
        bases=dates.BASES,
    )
    yield site.page(
        "names.md.jinja",
        site.view(addresses.NAMES),
        title="Names",
        description=f"Which name each side uses for the same thing, and which this site uses: "
        f"“{title}”.",
        records=named,
    )
    yield site.page(
        "discrepancies.md.jinja",
        site.view(addresses.SECTIONS["discrepancy"]),
        title="Discrepancies",
        description=f"Where a text contradicts itself or another, passage by passage: “{title}”.",
        groups=[
            (kind, meaning, some)
            for kind, meaning in vocabulary.DISCREPANCY_KINDS.items()
            if (some := [d for d in site.dossier.all(model.Discrepancy) if d.kind == kind])
        ],
        gone=[
            retired
            for address, retired in addresses.of_retired(
                site.dossier.retired.values(), site.dossier.records
            )
            if address == f"{addresses.SECTIONS['discrepancy']}#{retired.id}"
        ],
    )
    yield site.page(
        "data.md.jinja",
        site.view(addresses.DATA),
        title="Data",
        description=f"The records behind “{title}”: every kind and field, with what it means.",
        tables=dictionary(),
        files=[(one.name, f"{FOLDER}/{one.name}", one.holds) for one in FILES],
    )
    yield site.page(
        "problems.md.jinja",
        site.view(addresses.PROBLEMS),
        title="Problems that stop the build",
        description=f"Every code that the check of “{title}” can print, and what it means.",
        codes=sorted(CODES.items()),
        advice=ADVICE,
        examples=examples(),
        listing=listing,
    )


def _exceptions(site: Site) -> Iterator[tuple[Record | None, model.Allowed]]:
    """Every exception from the rules of the site's own words, with its record."""
    for record in site.dossier.records.values():
        yield from ((record, item) for item in record.allow)
    yield from ((None, item) for item in site.dossier.frame.allow)


def _rule_words(doc: str | None) -> str:
    return " ".join((doc or "").split())
