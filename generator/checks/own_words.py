"""The site's own words: every text of a dossier that its editors wrote, not its sources.

In: a dossier. Out: OwnTexts, each with the passages that have to carry it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from generator import model
from generator.document import Text
from generator.dossier import Dossier, Use
from generator.model import Record

OWN_WORDS = frozenset(
    {
        "says",
        "what",
        "question",
        "note",
        "name",
        "text",
        "label",
        "why",
        "same_because",
        "supplied_title",
        "subject",
        "title",
        "naming",
        "reason",
    }
)
"""Fields that hold the site's own words; a verbatim `name` of a side and a role's title do not."""

CARRIED = frozenset({"says", "what", "text"})
"""Fields whose numbers, dates and names must be carried by passages."""


@dataclass(frozen=True)
class OwnText:
    """A text in the site's own words, and the record that it stands in (None: the frame)."""

    field: str
    text: Text
    owner: Record | None
    uses: tuple[Use, ...]
    """The passages that carry it: those of its own part, or else of the record."""


_FOUND: WeakKeyDictionary[Dossier, tuple[OwnText, ...]] = WeakKeyDictionary()
"""What was found in a dossier: several rules go over it."""


def own_texts(dossier: Dossier) -> tuple[OwnText, ...]:
    """Every text of the site's own in the dossier."""
    if dossier not in _FOUND:
        _FOUND[dossier] = tuple(_all(dossier))
    return _FOUND[dossier]


def _all(dossier: Dossier) -> Iterator[OwnText]:
    for record in dossier.records.values():
        if not isinstance(record, model.Source):
            uses = dossier.by_owner.get(record.id, ())
            yield from _texts(record, record, uses)
    for source in dossier.all(model.Source):
        if source.supplied_title:
            yield OwnText("supplied_title", source.supplied_title, source, ())
        for item in (*source.voices, *source.allow, *source.no_fact, source.published):
            yield from _texts(item, source, ())
    for retired in dossier.retired.values():
        yield from _texts(retired, None, ())
    yield from _texts(dossier.frame, None, dossier.by_owner.get(None, ()))


def _texts(
    part: Record | model.Part, owner: Record | None, uses: tuple[Use, ...]
) -> Iterator[OwnText]:
    if isinstance(part, model.Reading | model.Provision | model.Sentence):
        cited = getattr(part, "cite", None)
        if cited is not None:
            uses = tuple(use for use in uses if use.quote in cited)
    for item in dataclasses.fields(part):
        value = getattr(part, item.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, model.Part) and not isinstance(
                one, model.Quote | model.MapBox | model.Avoided
            ):
                yield from _texts(one, owner, uses)
            elif isinstance(one, Text) and item.name in OWN_WORDS and not _is_verbatim(part, item):
                yield OwnText(item.name, one, owner, uses)


def _is_verbatim(part: Record | model.Part, item: dataclasses.Field[object]) -> bool:
    """The source's words, not the site's: a side's name for a thing, a role, a date's wording."""
    return isinstance(part, model.Name | model.Reading | model.Role) and item.name in (
        "name",
        "text",
        "title",
    )
