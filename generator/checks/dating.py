"""Rules of dates: readable, possible, in agreement with the source's wording, explained."""

from __future__ import annotations

from collections.abc import Iterator

from generator.date_words import goes_on
from generator.dates import DateError, basis, bounds, disagreement
from generator.document import shorten
from generator.dossier import Dossier, StoredText
from generator.model import Dating, Reading, Record, Source
from generator.problem import Problem
from generator.span import Span


def dates_hold(dossier: Dossier) -> Iterator[Problem]:
    """A date can be read, agrees with the source's wording, and says why where that is not all."""
    for record, dating in dossier.datings():
        for reading in dating.readings:
            try:
                bounds(reading.edtf)
            except DateError as error:
                yield reading.edtf.position.problem("bad-date", str(error), error.hint)
                continue
            yield from _wording(dossier, record, reading)
            yield from _explained(dating, reading)


def _wording(dossier: Dossier, record: Record, reading: Reading) -> Iterator[Problem]:
    if reading.text is None:
        return
    difference = disagreement(reading.edtf, reading.text)
    if difference:
        yield reading.edtf.position.problem(
            "date-disagrees", difference, "mend the date or the wording"
        )
    uses = dossier.by_owner.get(record.id, ())
    if isinstance(record, Source):
        if record.id not in dossier.texts:
            return  # it has a problem of its own
    elif not any(use.span for use in uses):
        return  # the passages have problems of their own
    span, source_id = dossier.date_span(record, reading)
    stored = dossier.texts.get(source_id)
    if span is None or stored is None:
        cited = ", ".join(dict.fromkeys(str(use.quote.source) for use in uses))
        where = f"once in {cited}, nor once beside the passages cited"
        if isinstance(record, Source):
            where = f"once in {record.id} itself"
        yield reading.text.position.problem(
            "date-not-in-source",
            f'"{reading.text}" does not stand {where}',
            "write the source's own words for the date, and more of them where they recur",
        )
    elif not difference and (beside := _beside(stored, span, reading)):
        yield reading.text.position.problem("date-disagrees", *beside)
    elif stored.text.cuts_word(span.start) or stored.text.cuts_word(span.end):
        yield reading.text.position.problem(
            "cut-word",
            f'"{reading.text}" begins or ends inside a word of {source_id}',
            "take the words whole",
        )


def _beside(stored: StoredText, span: Span, reading: Reading) -> tuple[str, str] | None:
    """What stands beside a wording and changes its date: a problem's message and hint."""
    around = stored.text.sentences_around(span)
    before = stored.text.slice(Span(around.start, span.start))
    behind = stored.text.slice(Span(span.end, around.end))
    whole, is_one = goes_on(before, stored.text.slice(span), behind)
    difference = disagreement(reading.edtf, whole)
    if difference:
        return difference, f'the source says "{shorten(whole)}": mend the date'
    if not is_one and not reading.why and basis(reading.edtf, reading.text) == "stated":
        return (
            f'beside "{reading.text}" stands what makes it another date, or one of several',
            "take those words into `text`, and say in `why` what leads to the date",
        )
    return None


def _explained(dating: Dating, reading: Reading) -> Iterator[Problem]:
    alone = reading.edtf == "unknown" and reading.text is None and len(dating.readings) == 1
    if alone or reading.why:
        return
    kind = basis(reading.edtf, reading.text)
    if kind != "stated" and reading.edtf != "unknown":
        yield reading.edtf.position.problem(
            "unexplained-date",
            f"nothing says why the date is {reading.edtf} (it is {kind})",
            "say in `why` what leads to it, from the texts; for a source, where its date is from",
        )


def preferences_are_clear(dossier: Dossier) -> Iterator[Problem]:
    """Of several readings, which differ, one is preferred at most, with its reason."""
    for _, dating in dossier.datings():
        seen: set[tuple[str, str | None]] = set()
        for reading in dating.readings:
            if (reading.edtf, reading.text) in seen:
                yield reading.edtf.position.problem(
                    "unclear-preference",
                    f'the reading {reading.edtf} of "{reading.text or "no words"}" stands twice',
                    "keep one of the two",
                )
            seen.add((reading.edtf, reading.text))
        preferred = [reading for reading in dating.readings if reading.prefer]
        for reading in preferred[1:]:
            yield reading.edtf.position.problem(
                "unclear-preference", "two readings of one date are preferred", "keep one mark"
            )
        for reading in preferred:
            if not reading.why:
                yield reading.edtf.position.problem(
                    "unclear-preference", "a reading is preferred without a reason", "add `why`"
                )
        if preferred and len(dating.readings) == 1:
            yield preferred[0].edtf.position.problem(
                "unclear-preference", "a single reading needs no preference", "take `prefer` out"
            )
