"""Cited passages and dates made ready for the export: where they stand, and in whose voice.

In: a dossier, and the address of its site. Out: plain mappings. Offsets are code points of the
source's text from 0, the end exclusive; paragraphs count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from generator import addresses, dates, model
from generator.document import Text
from generator.dossier import Dossier, StoredText, Use
from generator.model import Record
from generator.passage import Selector
from generator.relations import Relations
from generator.span import Span

AROUND = 32
"""Characters before and behind a passage that tell where it stands."""

VOICE_WORDS: Mapping[str, str] = {
    "direct": "The words stand inside quotation marks.",
    "narrator": "The words are the text's own.",
    "mixed": "The words begin in one voice and end in another.",
}
"""The voice of a passage."""


class Passages:
    """One dossier's passages, dates and addresses."""

    def __init__(self, dossier: Dossier, site: str = "") -> None:
        """`site`: the address at which the site stands; empty for addresses relative to data/."""
        self.dossier = dossier
        self.site = site.rstrip("/") + "/" if site else ""
        self.relations = Relations(dossier)
        self._made: dict[tuple[str, Span], dict[str, Any]] = {}  # many records cite the same words

    @cached_property
    def _use_of(self) -> Mapping[model.Quote, Use]:
        return {use.quote: use for use in self.dossier.uses}

    def address(self, page: str) -> str:
        """The address of a page, given by its path as "actors/ada-reed.md"."""
        return (self.site or "../") + addresses.url(page)

    def of(self, quote: model.Quote) -> dict[str, Any]:
        """A passage as the source has it. Raises ValueError where the check would not pass."""
        use = self._use_of[quote]
        if use.span is None or use.stored is None:
            raise ValueError("an export was made from a dossier that did not pass the check")
        return self._at(use.stored, use.span) | {"voice": use.voice[0]}

    def _at(self, stored: StoredText, span: Span) -> dict[str, Any]:
        key = (str(stored.source.id), span)
        if key not in self._made:
            self._made[key] = self._make(stored, span)
        return self._made[key]

    def _make(self, stored: StoredText, span: Span) -> dict[str, Any]:
        source = stored.source
        prefix, suffix = _around(stored, span)
        anchor = f"{addresses.page(source)}#{addresses.anchor(span)}"
        return {
            "source": str(source.id),
            "exact": stored.text.slice(span),
            "prefix": prefix,
            "suffix": suffix,
            "start": span.start,
            "end": span.end,
            "paragraph": stored.text.paragraph(span),
            "page": self.address(anchor),
        }

    def named(self, name: model.Name) -> dict[str, Any] | None:
        """Where a side first uses a name."""
        found = self.dossier.name_span(name)
        return self._at(self.dossier.texts[found[1]], found[0]) if found else None

    def reading(self, owner: Record, reading: model.Reading) -> dict[str, Any]:
        """One reading of a date, with its bounds, its basis and its place in the source."""
        days = dates.bounds(reading.edtf)
        found: dict[str, Any] = {
            "edtf": str(reading.edtf),
            "earliest": days.earliest.isoformat() if days.earliest else None,
            "latest": days.latest.isoformat() if days.latest else None,
            "within": days.within,
            "basis": dates.basis(reading.edtf, reading.text),
            "shown": dates.shown(reading.edtf, reading.text),
        }
        if reading.text is not None:
            span, source = self.dossier.date_span(owner, reading)
            found["text"] = str(reading.text)
            if span is not None:
                found["passage"] = self._at(self.dossier.texts[source], span)
        if reading.why is not None:
            found["why"] = str(reading.why)
        return found

    def date(self, owner: Record, dating: model.Dating) -> dict[str, Any]:
        """All readings of a date; `preferred` is the place, from 0, of the one to sort by."""
        return {
            "preferred": dating.readings.index(dating.main),
            "readings": [self.reading(owner, one) for one in dating.readings],
        }

    def when(self, record: Record) -> tuple[dict[str, Any] | None, str]:
        """The reading that a record is sorted by, and the id of the record whose date it is."""
        owner = record
        if isinstance(record, model.Statement) and record.date is None:
            owner = self.dossier.records.get(record.at or record.speaker, record)
        dating = self.dossier.dating(record)
        return (self.reading(owner, dating.main), str(owner.id)) if dating else (None, "")

    def cited(self) -> Iterator[tuple[Text | None, str, dict[str, Any]]]:
        """Every citation: the citing record's id (None: the home page), its field, the passage."""
        for use in self.dossier.uses:
            yield use.owner, use.field, self.of(use.quote)


def _around(stored: StoredText, span: Span) -> tuple[str, str]:
    """What stands before and behind a passage in its paragraphs: enough to tell it from others."""
    text, paragraphs = stored.text, stored.text.paragraphs
    begins = paragraphs[text.paragraph(span) - 1].start
    last = Span(max(span.start, span.end - 1), span.end)
    ends = max(span.end, paragraphs[text.paragraph(last) - 1].end)
    length = AROUND
    while True:
        low, high = max(begins, span.start - length), min(ends, span.end + length)
        prefix, suffix = text.text[low : span.start], text.text[span.end : high]
        selector = Selector(text.slice(span), prefix, suffix)
        if (low == begins and high == ends) or len(text.find(selector)) < 2:
            return prefix, suffix
        length *= 2
