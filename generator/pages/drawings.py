"""The figures of pages: records → entries and marks for the figures.

In: a page's view and records. Out: Markup, a block of HTML with an SVG, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from generator import dates, model
from generator.dossier import StoredText
from generator.figures import map as drawn_map
from generator.figures import strip
from generator.figures import timeline as drawn_timeline
from generator.figures.entries import Entry
from generator.figures.places import Box, Mark
from generator.markup import block, joined, made
from generator.model import Record
from generator.pages.view import View
from generator.passage import Span


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


def timeline(view: View, records: Iterable[Record], ident: str) -> Markup:
    """A timeline on one line for a record's own page; nothing for fewer than three entries."""
    drawn = entries(view, records)
    if len({entry.day for entry in drawn}) < 3:
        return Markup("")
    drawn_strip = strip.strip(
        drawn,
        title="Events and dated statements",
        description="The same entries stand as lists below.",
        ident=ident,
    )
    return block(f'<div class="fs-figure" data-search-exclude>\n{drawn_strip}\n</div>')


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
