"""JSON with a record on a line: quick to write, and a change of one record is a change of one line.

In: a value of mappings, lists and plain values. Out: JSON text, in UTF-8 letters.
"""

from __future__ import annotations

import json
from typing import Any


def as_json(value: Any, levels: int) -> str:
    """The value; the parts of its upper levels stand on lines of their own."""
    return f"{_lines(value, levels, '')}\n"


def _lines(value: Any, levels: int, indent: str) -> str:
    inner = f"{indent}  "
    if levels and isinstance(value, dict) and value:
        parts = [f"{_plain(key)}: {_lines(one, levels - 1, inner)}" for key, one in value.items()]
        marks = "{}"
    elif levels and isinstance(value, list) and value:
        parts = [_lines(one, levels - 1, inner) for one in value]
        marks = "[]"
    else:
        return _plain(value)
    return f"{marks[0]}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{marks[1]}"


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
