"""Plain values → YAML as the project's own files have it: block style, quotes only where needed.

In: mappings, lists, texts, and tuples of passages (which become citations). Out: a YAML file.
"""

from __future__ import annotations

import json
import re
from typing import Any

from drafts import Passage

_PLAIN = re.compile(r"[A-Za-z“‘](?:[\w .;/()%+–—’‘“”-]*[\w.)%’”])?")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def as_yaml(value: dict[str, Any]) -> str:
    """The file's text; its top mappings stand apart by a blank line."""
    parts = ["\n".join(_entry(key, part, 0)) for key, part in value.items()]
    deep = any(isinstance(part, dict) for part in value.values())
    return ("\n\n" if deep else "\n").join(parts) + "\n"


def _entry(key: str, value: Any, depth: int) -> list[str]:
    indent = "  " * depth
    if isinstance(value, tuple):
        value = cited(value)
    if isinstance(value, str):
        return [f"{indent}{key}: {scalar(value)}"]
    if isinstance(value, dict):
        return [f"{indent}{key}:", *_mapping(value, depth + 1)]
    if all(isinstance(item, str) and _ID.fullmatch(item) for item in value):
        return [f"{indent}{key}: {value[0] if len(value) == 1 else '[' + ', '.join(value) + ']'}"]
    return [f"{indent}{key}:", *_list(value, depth + 1)]


def _mapping(value: dict[str, Any], depth: int) -> list[str]:
    return [line for key, part in value.items() for line in _entry(key, part, depth)]


def _list(items: list[Any], depth: int) -> list[str]:
    indent, lines = "  " * depth, []
    for item in items:
        if isinstance(item, str):
            lines.append(f"{indent}- {scalar(item)}")
        else:
            first, *rest = _mapping(item, depth + 1)
            lines += [f"{indent}- {first.lstrip()}", *rest]
    return lines


def cited(passages: tuple[Passage, ...]) -> dict[str, Any]:
    """The value of `cite`: {source: words} or {source: [words, …]}."""
    value: dict[str, Any] = {}
    for passage in passages:
        words = (
            {"exact": passage.words, "prefix": passage.prefix} if passage.prefix else passage.words
        )
        value.setdefault(passage.source, []).append(words)
    return {
        source: words[0] if len(words) == 1 and isinstance(words[0], str) else words
        for source, words in value.items()
    }


def scalar(text: str) -> str:
    """The text on one line, in double quotes where it would not read back plain."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
