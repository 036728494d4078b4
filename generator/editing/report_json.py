"""A Change told to programs: JSON.

In: a Change. Out: one text, with all of it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from generator.editing.change import Change, RecordChange
from generator.editing.report import headline, site_path
from generator.problem import as_json


def as_object(change: Change) -> dict[str, Any]:
    """All of it, for programs."""
    return {
        "changed": change.has_facts,
        "headline": headline(change),
        "passed": change.passed,
        "summary": change.summary,
        "records": [_record_object(one) for one in change.records],
        "not_compared": list(change.not_compared),
        "problems": {
            "introduced": json.loads(as_json(change.introduced)),
            "mended": json.loads(as_json(change.mended)),
            "remaining": change.remaining,
        },
        "content": [
            {"file": f"content/{name}", "what": what} for name, what in change.hand_written
        ],
        "pages": None
        if change.pages is None
        else [{"path": site_path(path), "what": what} for path, what in change.pages],
    }


def _record_object(change: RecordChange) -> dict[str, Any]:
    record = change.record
    return {
        "what": change.what,
        "was": change.was or None,
        "address_lost": change.lost,
        "kind": record.kind,
        "id": record.id,
        "name": record.name,
        "file": record.position.file,
        "line": record.position.line,
        "page": site_path(record.page) if record.page else None,
        "fields": [asdict(field) | {"what": field.what} for field in change.fields],
        "citations": [
            {"what": one.what, "field": one.quotation.label}
            | {
                key: value
                for key, value in asdict(one.quotation).items()
                if key not in ("held_by", "label")
            }
            for one in change.citations
        ],
    }


def json_text(change: Change) -> str:
    """The object as text."""
    return json.dumps(as_object(change), ensure_ascii=False, indent=2) + "\n"
