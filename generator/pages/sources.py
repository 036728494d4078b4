"""The page of a source: its text with every cited passage marked, and what rests on each.

In: the Site. Out: one Page for each source. Passages may overlap: the text is cut at every edge,
and each piece carries the anchors of all passages that cover it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator import addresses, coverage, model
from generator.dossier import StoredText
from generator.markup import joined, made, text
from generator.model import KIND_WORDS, kind_of
from generator.pages import drawings
from generator.pages.page import Page
from generator.pages.site import Site
from generator.pages.view import View
from generator.span import Span
from generator.voice import voice

LETTERS_BESIDE_A_RECORD = 95
"""How much of a paragraph is as high as a record of two lines beside it, on a wide screen."""

TOLD_FIRST = (
    *("statement", "event", "agreement", "route", "place", "actor", "issue", "discrepancy"),
    "source",
)
"""The kinds of records beside a text, those first that say what the passage says; a text of its own
date comes last."""


@dataclass(frozen=True)
class Rest:
    """A record that rests on a paragraph, with links to the passages in it."""

    record: str
    speaker: str
    kind: str
    link: Markup
    anchors: Markup


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the text with its marks, or what is shown of it.

    `gap` says what is left out before it, where the source is published in excerpts.
    """

    number: int
    words: Markup
    rests: tuple[Rest, ...]
    gap: str = ""

    @property
    def room(self) -> int:
        """How many records stand beside the paragraph; the others are folded."""
        # More would pull the paragraph from the next one.
        room = max(1, len(self.words.striptags()) // LETTERS_BESIDE_A_RECORD - 1)
        # The line "and 1 more" needs the room of that one record.
        return room if len(self.rests) > room + 1 else len(self.rests)


def sources(site: Site) -> Iterator[Page]:
    """A source: the text, marked; what rests on it; what nothing cites."""
    shares = {str(one.source.id): one for one in coverage.coverage(site.dossier)}
    marked = passages_by_source(site)
    for source in site.dossier.all(model.Source):
        view = site.view(addresses.page(source))
        stored = site.dossier.texts[source.id]
        spans = marked[str(source.id)]
        cited = {owner for owners in spans.values() for owner in owners}
        yield site.record(
            source,
            view,
            f"The text of {view.name(source)} with every cited passage marked, and what rests on "
            f"each: {len(cited)} {'record' if len(cited) == 1 else 'records'}.",
            shares=shares[str(source.id)],
            percent=coverage.percent,
            paragraphs=list(paragraphs(view, stored, spans)),
            choices=_choices(view, cited),
            strip=drawings.cited_strip(stored, shares[str(source.id)].cited),
            filters=True,
            own=site.relations.statements_by(source),
            discrepancies=[
                one
                for one in site.dossier.all(model.Discrepancy)
                if any(quote.source == source.id for quote in one.cite)
            ],
        )


def _choices(view: View, cited: set[str]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """By what the marked passages can be narrowed: who speaks in them, which record they carry."""
    records = [view.record(owner) for owner in sorted(cited) if owner]
    speakers = {str(one.speaker) for one in records if isinstance(one, model.Statement)}
    order = list(KIND_WORDS)
    records.sort(key=lambda one: (order.index(kind_of(one)), view.name(one), str(one.id)))
    return [
        (
            "speaker",
            "Speaker",
            sorted(((s, view.name(s)) for s in speakers), key=lambda one: one[1]),
        ),
        ("record", "Record", [(str(r.id), f"{view.kind(r)}: {view.name(r)}") for r in records]),
    ]


def passages_by_source(site: Site) -> Mapping[str, dict[Span, list[str]]]:
    """For each source its cited passages, with the ids of the records that cite each.

    The wording of a date and a name in its user's voice are cited as well.
    """
    found: dict[str, dict[Span, list[str]]] = defaultdict(dict)

    def add(source: str, span: Span | None, owner: str) -> None:
        if span is not None:
            owners = found[source].setdefault(span, [])
            if owner not in owners:
                owners.append(owner)

    for use in site.dossier.uses:
        add(str(use.quote.source), use.span, str(use.owner or ""))
    for record, _, span, source in site.dossier.date_wordings():
        add(source, span, str(record.id))
    for record, name in site.dossier.names():
        place = site.dossier.name_span(name)
        if place:
            add(place[1], place[0], str(record.id))
    return found


def paragraphs(
    view: View, stored: StoredText, spans: Mapping[Span, list[str]]
) -> Iterator[Paragraph]:
    """The paragraphs of a source with their marks, or the excerpts that may be shown."""
    ordered = sorted(spans)
    shown = _shown(stored, ordered)
    left_out = 0
    for number, paragraph in enumerate(stored.text.paragraphs, start=1):
        here = [s for s in ordered if s.start < paragraph.end and s.end > paragraph.start]
        pieces = [
            Span(max(part.start, paragraph.start), min(part.end, paragraph.end))
            for part in shown
            if part.start < paragraph.end and part.end > paragraph.start
        ]
        if not pieces:
            left_out += 1
            continue
        words = joined(
            (_marked(stored, piece, here) for piece in pieces),
            ' <span class="fs-gap">[…]</span> ',
        )
        gap = _left_out(left_out)
        left_out = 0
        yield Paragraph(number, words, tuple(_rests(view, here, spans, paragraph)), gap)
    if left_out:
        yield Paragraph(len(stored.text.paragraphs), Markup(""), (), _left_out(left_out))


def _left_out(count: int) -> str:
    if not count:
        return ""
    return f"{count} paragraph{'s' if count > 1 else ''} left out that no record cites"


def _shown(stored: StoredText, spans: Iterable[Span]) -> list[Span]:
    """What of a text is shown: all of it, or cited sentences with their neighbours."""
    if stored.source.publish == "full":
        return list(stored.text.paragraphs)
    sentences = stored.text.sentences
    numbers: set[int] = set()
    index = {sentence.start: number for number, sentence in enumerate(sentences)}
    for span in spans:
        for sentence in stored.text.sentences_of(span):
            number = index[sentence.start]
            numbers.update((number - 1, number, number + 1))
    kept = [sentences[n] for n in sorted(numbers) if 0 <= n < len(sentences)]
    joined: list[Span] = []
    for span in kept:
        if joined and not stored.text.text[joined[-1].end : span.start].strip(" \t"):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _marked(stored: StoredText, piece: Span, spans: list[Span]) -> Markup:
    """A stretch of the text, cut at the edges of passages; each cited piece is a <mark>."""
    inside = [s for s in spans if s.start < piece.end and s.end > piece.start]
    edges = sorted(
        {piece.start, piece.end}
        | {edge for s in inside for edge in (s.start, s.end) if piece.start < edge < piece.end}
    )
    out: list[Markup] = []
    covering: list[Span] = []
    waiting = list(reversed(inside))
    for start, end in itertools.pairwise(edges):
        while waiting and waiting[-1].start <= start:
            span = waiting.pop()
            covering.append(span)
            if span.start == start:
                out.append(made('<span class="fs-anchor" id="{}"></span>', addresses.anchor(span)))
        covering = [span for span in covering if span.end > start]
        words = text(stored.text.text[start:end])
        out.append(_mark(stored, Span(start, end), covering, words) if covering else words)
    return joined(out, "")


def _mark(stored: StoredText, piece: Span, covering: list[Span], words: Markup) -> Markup:
    return made(
        '<mark class="fs-cited fs-{}" data-passages="{}">{}</mark>',
        voice(stored.quotations, piece)[0],
        " ".join(addresses.anchor(span) for span in covering),
        words,
    )


def _rests(
    view: View, here: list[Span], owners: Mapping[Span, list[str]], paragraph: Span
) -> Iterator[Rest]:
    """The records that rest on a paragraph, each once, with links to their passages in it.

    The page that rests on words without a record comes last.
    """
    by_owner: dict[str, list[Span]] = defaultdict(list)
    for span in here:
        if span.start >= paragraph.start:
            for owner in owners[span]:
                by_owner[owner].append(span)
    ranked = sorted(
        by_owner,
        key=lambda one: (
            TOLD_FIRST.index(kind_of(view.record(one))) if one else len(TOLD_FIRST),
            one,
        ),
    )
    for owner in ranked:
        anchors = joined((_anchor(span) for span in by_owner[owner]), " ")
        if owner:
            speaker = str(getattr(view.record(owner), "speaker", ""))
            yield Rest(owner, speaker, view.kind(owner), view.link(owner), anchors)
        else:
            yield Rest("", "", "Page", view.to(addresses.HOME, "Home"), anchors)


def _anchor(span: Span) -> Markup:
    form = '<a class="fs-show" href="#{}" data-passage="{}" aria-label="Show passage">¶</a>'
    return made(form, addresses.anchor(span), addresses.anchor(span))
