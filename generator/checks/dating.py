"""Rules of dates: readable, possible, in agreement with the source's wording, explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.date_agreement import disagreement
from generator.date_words import Beside, beside
from generator.dates import UNKNOWN, DateError, basis, bounds
from generator.document import shorten
from generator.dossier import Dossier, StoredText
from generator.model import Dating, Reading, Record, Source
from generator.problem import Problem
from generator.span import Span
from generator.unseen import visible

_HYPHENATION = re.compile(
    r"(?<=[^\W\d_])[-\u00ad\u2010][^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*(?=[a-z])"
)
"""A hyphen at a line's end, within a word that goes on in the next."""


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
    if isinstance(record, Source):
        can_stand = record.id in dossier.texts  # else it has a problem of its own
    else:
        can_stand = any(use.span for use in dossier.by_owner.get(record.id, ()))
    span, source_id = dossier.date_span(record, reading) if can_stand else (None, "")
    stored = dossier.texts.get(source_id)
    if span is None or stored is None:
        if difference := disagreement(reading.edtf, reading.text):
            yield _differs(reading, difference)
        if can_stand:
            yield _not_found(dossier, record, reading)
    elif problem := _contradicted(reading, _beside(stored, span)):
        yield problem
    elif stored.text.cuts_word(span.start) or stored.text.cuts_word(span.end):
        yield reading.text.position.problem(
            "cut-word",
            f'"{reading.text}" begins or ends inside a word of {source_id}',
            "take the words whole",
        )


def _not_found(dossier: Dossier, record: Record, reading: Reading) -> Problem:
    uses = dossier.by_owner.get(record.id, ())
    cited = ", ".join(dict.fromkeys(str(use.quote.source) for use in uses))
    where = f"once in {cited}, nor once beside the passages cited"
    if isinstance(record, Source):
        where = f"once in {record.id} itself"
    return (reading.text or reading.edtf).position.problem(
        "date-not-in-source",
        f'"{reading.text}" does not stand {where}',
        "write the source's own words for the date, and more of them where they recur",
    )


def _beside(stored: StoredText, span: Span) -> Beside:
    """A wording's dates with what stands beside them in their sentence."""
    around = stored.text.sentences_around(span)
    parts = (Span(around.start, span.start), span, Span(span.end, around.end))
    before, stated, behind = (
        visible(_HYPHENATION.sub("", stored.text.slice(part))) for part in parts
    )
    return beside(before, stated, behind)


def _contradicted(reading: Reading, there: Beside) -> Problem | None:
    """A date that its wording contradicts, or what stands beside the wording in the source.

    A word outside it that makes its date another, as in "before 3 May", may be meant or not, and
    so may a day of the week that can be of a name, as in "Black Friday, 3 May": the date may be
    either, if `why` says so.
    """
    stated = reading.text or ""
    is_hedged = there.dates != there.plain or any(
        one.hedge and one.hedge.side is None for one in there.dates
    )
    differs = disagreement(reading.edtf, stated, there.dates)
    if differs or not is_hedged:
        if difference := disagreement(reading.edtf, stated):
            return _differs(reading, difference)
        if difference := disagreement(reading.edtf, stated, there.plain):
            return (reading.text or reading.edtf).position.problem(
                "date-disagrees",
                difference,
                f'the source says "{shorten(there.whole)}": mend the date',
            )
    if (
        (differs or not there.is_one)
        and not reading.why
        and basis(reading.edtf, stated) == "stated"
    ):
        return (reading.text or reading.edtf).position.problem(
            "date-disagrees",
            f'beside "{stated}" stands what makes it another date, or one of several: '
            f'"{shorten(there.whole)}"',
            "say in `why` what leads to the date; where those words change it, take them into "
            "`text` and mend the date",
        )
    return None


def _differs(reading: Reading, difference: str) -> Problem:
    return reading.edtf.position.problem(
        "date-disagrees",
        difference,
        "mend the date or the wording; words that make it another date, such as before, need not "
        "stand in `text`",
    )


def _explained(dating: Dating, reading: Reading) -> Iterator[Problem]:
    if reading.why:
        return
    if reading.edtf == UNKNOWN:
        if len(dating.readings) > 1:
            yield reading.edtf.position.problem(
                "unexplained-date",
                "nothing says why the date is unknown, beside another reading of it",
                "say in `why` who leaves it open; or take this reading out",
            )
    elif (kind := basis(reading.edtf, reading.text)) != "stated":
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
