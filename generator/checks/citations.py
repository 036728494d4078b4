"""Rules of the citation: the words stand in an unchanged source, once, and whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.document import shorten
from generator.dossier import Dossier, StoredText, Use
from generator.model import Discrepancy, Source, WithoutFact
from generator.nearest import as_yaml, differences, nearest_passage, unique
from generator.passage import Selector
from generator.problem import Problem, nearest
from generator.span import Span
from generator.voice import voice

LONG = 60
"""Words of a passage beyond which a shorter one is advised."""


def sources_are_unchanged(dossier: Dossier) -> Iterator[Problem]:
    """The bytes of a source are those whose fingerprint is recorded."""
    for source in dossier.all(Source):
        stored = dossier.texts.get(source.id)
        if not re.fullmatch(r"[0-9a-f]{64}", source.sha256):
            yield source.sha256.position.problem(
                "wrong-shape",
                f'"{shorten(source.sha256)}" is no SHA-256 fingerprint',
                f"the file's is {stored.sha256}" if stored else "write 64 digits, 0-9 and a-f",
            )
        elif stored and stored.sha256 != source.sha256:
            yield source.sha256.position.problem(
                "changed-source",
                f"seeds/{source.file} is not the file that was read for these citations",
                f"{_what_survives(dossier, source)}. Put the old file back (line ends count, too), "
                f"or see what became of each passage: factsheet source check {source.id}",
            )


def _what_survives(dossier: Dossier, source: Source) -> str:
    uses = [use for use in dossier.uses if use.quote.source == source.id]
    whole = sum(1 for use in uses if use.span)
    lost = [use for use in uses if not use.found]
    words = f"{whole} of {len(uses)} cited passages still stand in it once"
    if lost:
        words += f', {len(lost)} do not, such as "{shorten(lost[0].quote.exact, 50)}"'
    return words


def sources_exist(dossier: Dossier) -> Iterator[Problem]:
    """A citation names a source."""
    known = {str(source.id): None for source in dossier.all(Source)}
    for use in dossier.uses:
        source_id = use.quote.source
        if source_id not in known and source_id not in dossier.broken:
            wrong = "wrong-kind" if source_id in dossier.records else "unknown-id"
            yield source_id.position.problem(
                wrong,
                f'no source "{source_id}"',
                nearest(source_id, known) or f"the sources are {', '.join(known) or 'none yet'}",
            )


def passages_stand_once(dossier: Dossier) -> Iterator[Problem]:
    """A cited passage stands in its source exactly once."""
    for use in dossier.uses:
        if use.stored is None or use.span:
            continue
        if use.found:
            yield _many(use, use.stored)
        else:
            yield _absent(dossier, use, use.stored)


def _absent(dossier: Dossier, use: Use, stored: StoredText) -> Problem:
    quote = use.quote
    message = f'"{shorten(quote.exact)}" does not stand in {quote.source}'
    place = quote.exact.position
    if (quote.prefix or quote.suffix) and stored.text.find(Selector(quote.exact)):
        return place.problem(
            "no-passage",
            f"{message} with this prefix and suffix",
            "the words stand there: mend or take out the prefix or suffix",
        )
    for other_id, other in dossier.texts.items():
        if other_id != quote.source and other.text.find(quote.selector):
            return place.problem(
                "no-passage", message, f"the words stand in {other_id}: cite that source"
            )
    near = nearest_passage(stored.text, quote.exact)
    if near is None:
        return place.problem("no-passage", message, "copy the words out of the source")
    near = stored.text.widened(near)
    words = stored.text.slice(near)
    return place.problem(
        "no-passage",
        message,
        f"the nearest words differ: {differences(words, quote.exact)}\n"
        f"if they are meant: {as_yaml(quote.source, unique(stored.text, near))}",
    )


def _many(use: Use, stored: StoredText) -> Problem:
    quote = use.quote
    places = stored.text.find(quote.selector, limit=6)
    paragraphs = sorted({stored.text.paragraph(span) for span in places})
    pastes = "\n".join(as_yaml(quote.source, unique(stored.text, span)) for span in places[:3])
    more = " and more" if len(places) > 3 else ""
    return quote.exact.position.problem(
        "many-passages",
        f'"{shorten(quote.exact)}" stands in {quote.source} more than once'
        f" (paragraphs {', '.join(map(str, paragraphs))})",
        f"lengthen it, or add a prefix:\n{pastes}{more}",
    )


def passages_are_whole(dossier: Dossier) -> Iterator[Problem]:
    """A passage begins and ends at a word's edge and leaves no negation beside it out."""
    for use in dossier.uses:
        if use.stored is None or use.span is None:
            continue
        text, span, place = use.stored.text, use.span, use.quote.exact.position
        if text.cuts_word(span.start) or text.cuts_word(span.end):
            wide = text.widened(span)
            yield place.problem(
                "cut-word",
                f'"{shorten(use.quote.exact)}" begins or ends inside a word',
                f"take the words whole: {as_yaml(use.quote.source, unique(text, wide))}",
            )
            continue
        if not any(char.isalnum() for char in text.slice(span)):
            yield place.problem(
                "cut-word",
                f'"{shorten(use.quote.exact)}" has no word in it',
                "cite the words that carry the record",
            )
            continue
        longer = text.negation_beside(span)
        if longer and not _is_cited_beside(dossier, use, longer):
            yield place.problem(
                "negation-left-out",
                f'"{shorten(use.quote.exact)}" leaves out a negation beside it: '
                f'"{shorten(text.slice(longer))}"',
                _negation_hint(use, use.stored, longer),
            )
        if len(use.quote.exact.split()) > LONG:
            yield place.problem(
                "long-passage",
                f"this passage has {len(use.quote.exact.split())} words",
                f"a reader finds the words sooner in a passage of at most {LONG}",
            )


def _is_cited_beside(dossier: Dossier, use: Use, longer: Span) -> bool:
    """Whether another passage of the same field cites the negation: so it is not left out.

    “We will not,” she said, “close it”: quotation marks part the two.
    """
    if use.span is None:
        return False
    edge = longer.start if longer.start < use.span.start else longer.end - 1
    return any(
        other.field == use.field
        and other.quote.source == use.quote.source
        and other.span is not None
        and other.span.touches(Span(edge, edge + 1))
        for other in dossier.by_owner.get(use.owner, ())
        if other is not use
    )


def _negation_hint(use: Use, stored: StoredText, longer: Span) -> str:
    """To take the negation in, or, where a quotation mark stands between, to cite it as well."""
    if use.voice[0] == voice(stored.quotations, longer)[0]:
        return f"take it in: {as_yaml(use.quote.source, unique(stored.text, longer))}"
    return (
        "cite the words with the negation as another passage of this record: a quotation mark "
        "stands between"
    )


def passages_are_cited_once(dossier: Dossier) -> Iterator[Problem]:
    """One field of a record cites the same words of a source once.

    The passages of a discrepancy, which are set against each other, share no words.
    """
    for owner, uses in dossier.by_owner.items():
        compared = isinstance(dossier.records.get(owner or ""), Discrepancy)
        by_source: dict[str, list[tuple[Span, Use]]] = defaultdict(list)
        for use in uses:
            if use.span is not None and use.field == "cite":
                by_source[str(use.quote.source)].append((use.span, use))
        for cited in by_source.values():
            cited.sort(key=lambda one: one[0])
            span, earlier = cited[0]
            for here, use in cited[1:]:
                if here == span or (compared and here.touches(span)):
                    first, second = sorted((earlier, use), key=lambda one: one.quote.exact.position)
                    yield second.quote.exact.position.problem(
                        "repeated-passage",
                        f'"{shorten(second.quote.exact)}" is cited twice here, whole or in part',
                        f"it stands in line {first.quote.exact.position.line}: keep one"
                        f"{', or cite words that the two do not share' if compared else ''}",
                    )
                if not compared or here.end > span.end:  # the one that reaches farthest
                    span, earlier = here, use


def sentences_without_fact_exist(dossier: Dossier) -> Iterator[Problem]:
    """A sentence listed as carrying no fact stands whole in the source, and nothing cites it."""
    cited: dict[str, list[Span]] = defaultdict(list)
    for use in dossier.uses:
        if use.span:
            cited[str(use.quote.source)].append(use.span)
    for source_id, stored in dossier.texts.items():
        earlier: list[tuple[Span, int]] = []
        for item in stored.source.no_fact:
            yield from _without_fact(item, stored, cited[source_id], earlier)


def _without_fact(
    item: WithoutFact, stored: StoredText, cited: Sequence[Span], earlier: list[tuple[Span, int]]
) -> Iterator[Problem]:
    """earlier: the sentences listed above it, with their lines; this one is added."""
    place, words = item.sentence.position, shorten(item.sentence)
    found = stored.text.find(Selector(item.sentence))
    if len(found) != 1:
        yield place.problem(
            "no-passage" if not found else "many-passages",
            f'"{words}" does not stand in {stored.source.id} exactly once',
            "copy the whole sentence out of the source",
        )
        return
    [span] = found
    line = next((line for other, line in earlier if span.touches(other)), None)
    earlier.append((span, item.position.line))
    if line is not None:
        yield item.position.problem(
            "repeated-item",
            f'"{words}" stands here a second time',
            f"it stands in line {line}, alone or with others: keep one",
        )
    if not all(stored.text.covers(span, one) for one in stored.text.sentences_of(span)):
        whole = stored.text.slice(stored.text.sentences_around(span))
        yield place.problem(
            "cut-word",
            f'"{words}" is not a whole sentence of {stored.source.id}',
            f"copy the whole sentence: {shorten(whole)}",
        )
    elif any(span.touches(one) for one in cited):
        yield place.problem(
            "cited-without-fact",
            f'"{words}" is listed as carrying no fact, and is cited',
            "take it out of `no_fact`, or take the citation out",
        )
