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
from generator.model import Discrepancy, Event, Issue, Part, Quote, Record, Source, Statement
from generator.problem import Problem

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
            # Of passages it depends on where they stand: `passages_are_cited_once`.
            if isinstance(value, tuple) and len(value) > 1 and not isinstance(value[0], Quote):
                yield from _repeated(value)


def _repeated(items: tuple[Text | Part, ...]) -> Iterator[Problem]:
    seen: dict[Any, Position] = {}
    for item in items:
        content = _content(item, _OF_ITEMS)
        first = seen.setdefault(content, item.position)
        if first is not item.position:
            words = content if isinstance(content, str) else next(filter(None, content))
            yield item.position.problem(
                "repeated-item",
                f'"{shorten(str(words))}" stands here a second time',
                f"it stands in line {first.line}: keep one, or say how they differ",
            )


def records_differ(dossier: Dossier) -> Iterator[Problem]:
    """No record has the same passages and says the same as another of its kind."""
    alike: dict[Any, list[Record]] = defaultdict(list)
    for record in dossier.records.values():
        if not isinstance(record, Source):  # `sources_differ` tells of these
            cited = [quote.exact for quote in getattr(record, "cite", ())]
            words = getattr(record, _WORDS.get(type(record), "name"))
            alike[type(record), words.strip(" ."), *cited].append(record)
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


def _content(value: Any, without: frozenset[str]) -> Any:
    """What a value holds, to be compared: texts, and tuples of these, without their places."""
    if isinstance(value, str):
        return value.strip(" .")
    if isinstance(value, tuple):
        return tuple([_content(one, without) for one in value])
    if isinstance(value, Part | Record):
        return tuple(
            [
                _content(inner, without) if inner else inner
                for name, inner in vars(value).items()
                if name not in without and name != "position"
            ]
        )
    return value


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
