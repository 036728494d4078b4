"""Rules against doubles: nothing stands twice in a list, and no two records say the same.

In: a dossier. Out: problems with items, records and sources that repeat others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from generator.document import Position, Text, shorten
from generator.dossier import Dossier
from generator.model import (
    Discrepancy,
    Event,
    Issue,
    Name,
    Part,
    Quote,
    Reading,
    Record,
    Source,
    Statement,
    WithoutFact,
)
from generator.passage import fold
from generator.problem import Problem
from generator.span import Span

_OF_ITEMS = frozenset({"id", "cite", "note", "why"})
"""Fields of an item that carry or explain it, and do not make it another."""
_OF_RECORDS = frozenset({"id", "allow", "note", "why"})
"""The same of a record, whose passages do make it another."""
_OF_DISCREPANCIES = _OF_RECORDS - {"note"}
"""Two passages may differ in several things, and the note says in which."""

_WORDS: Mapping[type[Record], str] = MappingProxyType(
    {Statement: "says", Event: "what", Issue: "question", Discrepancy: "note"}
)
"""The field that says what a record is about, where that is not its name."""


def items_are_told_once(dossier: Dossier) -> Iterator[Problem]:
    """No list of a record holds an item twice, and no two answers of a question are the same."""
    for record in dossier.records.values():
        for value in vars(record).values():
            # Of passages it depends on where they stand: `passages_are_cited_once`, and
            # `sentences_without_fact_exist`.
            if (
                isinstance(value, tuple)
                and len(value) > 1
                and not isinstance(value[0], Quote | WithoutFact)
            ):
                yield from _repeated(value)


def _repeated(items: tuple[Text | Part, ...]) -> Iterator[Problem]:
    seen: dict[Any, Position] = {}
    for item in items:
        first = seen.setdefault(_content(item, _OF_ITEMS), item.position)
        if first is not item.position:
            yield item.position.problem(
                "repeated-item",
                f'"{shorten(_words_of(item))}" stands here a second time',
                f"it stands in line {first.line}: keep one, or say how they differ",
            )


def _words_of(item: Text | Part) -> str:
    """An item's words, or the first of its values that are compared."""
    if isinstance(item, str):
        return item
    values = (value for name, value in vars(item).items() if name not in _OF_ITEMS)
    return next(value for value in values if isinstance(value, str))


def records_differ(dossier: Dossier) -> Iterator[Problem]:
    """No record has the same passages and says the same as another of its kind."""
    alike: dict[Any, list[Record]] = defaultdict(list)
    for record in dossier.records.values():
        if not isinstance(record, Source):  # `sources_differ` tells of these
            words = getattr(record, _WORDS.get(type(record), "name"))
            alike[type(record), _told(words), _places(dossier, record)].append(record)
    for group in alike.values():
        seen: dict[Any, Record] = {}
        for record in group if len(group) > 1 else ():
            without = _OF_DISCREPANCIES if isinstance(record, Discrepancy) else _OF_RECORDS
            first = seen.setdefault(_content(record, without), record)
            if first is not record:
                yield record.id.position.problem(
                    "repeated-item",
                    f'"{record.id}" says what "{first.id}" says, with the same passages',
                    f'keep "{first.id}" alone, or say how they differ',
                )


def _places(dossier: Dossier, record: Record) -> frozenset[tuple[str, str, Span | str]]:
    """Where the passages of a record stand, with source and field; else their words."""
    return frozenset(
        (
            use.field,
            str(use.quote.source),
            use.stored.text.trimmed(use.span) if use.stored and use.span else use.quote.exact,
        )
        for use in dossier.by_owner.get(record.id, ())
    )


def _told(words: str) -> str:
    """Words without what makes them look another, and says nothing: case, spaces, the end mark."""
    return fold(words).casefold().strip(" .!?")


def _content(value: Any, without: frozenset[str]) -> Any:
    """What a value holds, to be compared: texts, and sets and tuples of these, without places.

    Of a list the order does not count; the words of a name and of a date are kept as they are. Of
    a passage the words do not count, since `_places` has where they stand.
    """
    if isinstance(value, str):
        return _told(value)
    if isinstance(value, tuple):
        return frozenset([_content(one, without) for one in value])
    if isinstance(value, Quote):
        return None
    if isinstance(value, Name | Reading):
        return tuple([inner and fold(inner).strip(" .") for inner in _held(value, without)])
    if isinstance(value, Part | Record):
        return tuple(
            [_content(inner, without) if inner else inner for inner in _held(value, without)]
        )
    return value


def _held(value: Part | Record, without: frozenset[str]) -> list[Any]:
    """The values of a part or record, without its place in the file and the fields named."""
    return [
        inner
        for name, inner in vars(value).items()
        if name not in without and not isinstance(inner, Position)
    ]


def sources_differ(dossier: Dossier) -> Iterator[Problem]:
    """No two sources are one file, or two files with the same bytes."""
    seen: dict[str, Source] = {}
    for source in dossier.all(Source):
        stored = dossier.texts.get(source.id)
        keys = [source.file.casefold(), *([stored.sha256] if stored else [])]
        earlier = next((seen[key] for key in keys if key in seen), None)
        if earlier is not None:
            yield source.file.position.problem(
                "same-source",
                f'"{source.id}" is the text of "{earlier.id}" once more',
                f'cite "{earlier.id}", and take this record out',
            )
        for key in keys:
            seen.setdefault(key, source)
