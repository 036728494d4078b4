"""The citations as W3C Web Annotations, in JSON-LD.

In: Passages. Out: an AnnotationCollection with one page. Each annotation leads from a record to the
words that it rests on: target is the source's page, with a TextQuoteSelector and a
TextPositionSelector (Web Annotation Data Model, sections 3.4, 4.2.4, 4.2.5, 5).
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from generator import addresses, model
from generator.export import lines
from generator.export.passages import Passages
from generator.model import Record

HOLDS = (
    "The citations as W3C Web Annotations: each leads from a record to the exact words, on the "
    "page of their source."
)

_SENTENCES = ("says", "what", "question", "note", "name")
"""The fields that say a record in words, the nearest to a sentence first."""


def as_json_ld(passages: Passages) -> str:
    """The file."""
    return lines.as_json(_collection(passages), levels=3)


def _collection(passages: Passages) -> dict[str, Any]:
    here = f"{passages.site}data/annotations.jsonld" if passages.site else "annotations.jsonld"
    numbers: Counter[str] = Counter()
    made = []
    for owner, _, passage in passages.cited():
        name = str(owner or "home")
        numbers[name] += 1
        record = passages.dossier.records[owner] if owner else None
        made.append(
            {
                "id": f"{here}#{name}-{numbers[name]}",
                "type": "Annotation",
                "motivation": "linking",
                "body": [*_body(passages, record), _voice(passage)],
                "target": _target(passages, passage),
            }
        )
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": here,
        "type": "AnnotationCollection",
        "label": f"Citations of “{passages.dossier.frame.title}”",
        "total": len(made),
        "first": {
            "id": f"{here}#page",
            "type": "AnnotationPage",
            "partOf": here,
            "startIndex": 0,
            "items": made,
        },
    }


def _body(passages: Passages, record: Record | None) -> list[dict[str, Any]]:
    """The page of the record, and what the record says in words."""
    page = addresses.address(record) if record else addresses.HOME
    linked = {"id": passages.address(page), "type": "Text", "format": "text/html"}
    words = next((str(getattr(record, name)) for name in _SENTENCES if _has(record, name)), "")
    if not words:
        return [linked]
    described = {
        "type": "TextualBody",
        "value": words,
        "format": "text/plain",
        "language": "en",
        "purpose": "describing",
    }
    return [linked, described]


def _voice(passage: dict[str, Any]) -> dict[str, Any]:
    """In whose voice the words stand, as a tag."""
    return {
        "type": "TextualBody",
        "value": passage["voice"],
        "format": "text/plain",
        "purpose": "tagging",
    }


def _has(record: Record | None, name: str) -> bool:
    return isinstance(getattr(record, name, None), str)


def _target(passages: Passages, passage: dict[str, Any]) -> dict[str, Any]:
    source = passages.dossier.get(passage["source"], model.Source)
    return {
        "type": "SpecificResource",
        "source": passages.address(addresses.page(source)),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": passage["exact"],
                "prefix": passage["prefix"],
                "suffix": passage["suffix"],
            },
            {
                "type": "TextPositionSelector",
                "start": passage["start"],
                "end": passage["end"],
            },
        ],
    }
