"""The figures of pages: records → entries and marks for the figures.

In: a page's view and records. Out: Markup, a block of HTML with an SVG, or nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from generator import dates, model
from generator.dossier import StoredText
from generator.figures import map as drawn_map
from generator.figures import timeline as drawn_timeline
from generator.figures.entries import Entry
from generator.figures.places import Box, Mark
from generator.markup import block, joined, made
from generator.model import Record
from generator.pages.view import View
from generator.span import Span


def entries(view: View, records: Iterable[Record]) -> list[Entry]:
    """The records that have a date that can be drawn."""
    found = []
    for record in view.relations.ordered(records):
        dating = view.dossier.dating(record)
        if dating is None:
            continue
        main = dating.main
        days = dates.bounds(main.edtf)
        found.append(
            Entry(
                key=str(record.id),
                label=view.name(record).removesuffix("."),
                href=view.href(record),
                kind="statement" if isinstance(record, model.Statement) else "event",
                earliest=days.earliest,
                latest=days.latest,
                basis=dates.basis(main.edtf, main.text),
                shown=dates.shown(main.edtf, main.text),
                within=days.within,
            )
        )
    return [entry for entry in found if entry.is_dated]


LEAST, MOST = 3, 12
"""Entries of a timeline on a record's own page: fewer say nothing, more are no small figure."""


def small_timeline(view: View, owner: Record, records: Iterable[Record]) -> Markup:
    """A timeline for a record's own page, with one entry for what a speaker says on one day.

    Where there are too many entries it shows the events alone. Nothing for fewer than three
    entries, or for entries that are all of one day.
    """
    every = entries(view, records)
    drawn = _together(view, owner, every)
    remark = "Several statements of a speaker on one day are one entry."
    if len(drawn) > MOST:
        drawn = [entry for entry in every if entry.kind == "event"]
        remark = "Events only; the statements stand in the lists below."
    if not LEAST <= len(drawn) <= MOST or len({entry.day for entry in drawn}) == 1:
        return Markup("")
    figure = drawn_timeline.figure(
        drawn,
        title="Timeline of events and dated statements",
        description="The same events and statements stand as lists below.",
        ident=f"timeline-{owner.id}",
    )
    note = f'<p class="fs-legend">{remark}</p>\n' if len(drawn) < len(every) else ""
    return block(f"{figure}\n{note}")


def _together(view: View, owner: Record, drawn: Iterable[Entry]) -> list[Entry]:
    """The entries, where several statements of one speaker with one date are one entry."""
    groups: dict[tuple[str, Entry], list[Entry]] = defaultdict(list)
    for entry in drawn:
        record = view.record(entry.key)
        speaker = str(record.speaker) if isinstance(record, model.Statement) else entry.key
        groups[speaker, replace(entry, key="", label="", href="")].append(entry)
    found = []
    for (speaker, _), group in groups.items():
        first = group[0]
        if len(group) > 1:
            who = view.record(speaker)
            name = "The article" if isinstance(who, model.Source) else view.name(who)
            # On the speaker's own page the statements stand in full below.
            there = "#statements" if who is owner else view.href(who)
            first = replace(first, label=f"{name}: {len(group)} statements", href=there)
        found.append(first)
    return found


def whole_timeline(view: View, records: Iterable[Record]) -> Markup:
    """The timeline of the whole dossier."""
    drawn = entries(view, records)
    if not drawn:
        return Markup("")
    return block(
        drawn_timeline.figure(
            drawn,
            title="Timeline of events and dated statements",
            description="The same entries stand as a list below the figure.",
            ident="timeline",
        )
    )


def cited_strip(stored: StoredText, cited: Sequence[Span]) -> Markup:
    """A source on one line, from its first character to its last: what is cited, and what is not.

    Each paragraph is a link; lengths are in thousandths of the text.
    """
    whole = max(1, len(stored.text.text))

    def place(span: Span) -> tuple[str, str]:
        return f"{1000 * span.start / whole:.1f}", f"{1000 * (span.end - span.start) / whole:.1f}"

    form = '<rect class="fs-strip-cited" x="{}" y="0" width="{}" height="12"/>'
    marks = [made(form, *place(span)) for span in cited]
    form = (
        '<a href="#paragraph-{}"><title>Paragraph {}</title>'
        '<rect class="fs-strip-paragraph" x="{}" y="0" width="{}" height="12"/></a>'
    )
    links = [made(form, n, n, *place(span)) for n, span in enumerate(stored.text.paragraphs, 1)]
    return made(
        '<div class="fs-cited-strip" data-search-exclude>\n<svg viewBox="0 0 1000 12" role="group" '
        'preserveAspectRatio="none" aria-label="The paragraphs of the text; cited stretches are '
        'filled">{}{}</svg>\n</div>',
        joined(marks, ""),
        joined(links, ""),
    )


def home_map(view: View) -> Markup:
    """The map of the home page with its caption; nothing where the dossier has none."""
    frame = view.dossier.frame.map
    if frame is None or view.dossier.outlines is None:
        return Markup("")
    marks = []
    placed: list[model.Place | model.Route] = [
        *view.dossier.all(model.Place),
        *view.dossier.all(model.Route),
    ]
    box = Box(float(frame.west), float(frame.south), float(frame.east), float(frame.north))
    for record in placed:
        position = record.position
        if position is None:
            continue
        latitude, longitude = float(position.latitude), float(position.longitude)
        if box.south <= latitude <= box.north and box.west <= longitude <= box.east:
            marks.append(
                Mark(
                    key=str(record.id),
                    label=str(record.name),
                    href=view.href(record),
                    latitude=latitude,
                    longitude=longitude,
                    area=isinstance(record, model.Route),
                )
            )
    drawn = drawn_map.figure(
        view.dossier.outlines,
        marks,
        box,
        title="Map of places that the texts name",
        description="Each place is a link to its page. No course of a route is drawn.",
        ident="map",
    )
    caption = made("<figcaption>{}</figcaption>", frame.credit)
    return block(f"<figure>\n{drawn}\n{caption}\n</figure>")
