"""What an id is made of: small letters and digits, joined by single hyphens.

In: a text. Out: whether it is an id, and what to write where it is none.
"""

from __future__ import annotations

import re

MAX_ID = 100
"""Characters of an id: it becomes a file's name."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_id(text: str) -> bool:
    """Whether a text may be an id."""
    return len(text) <= MAX_ID and _ID.fullmatch(text) is not None


def as_id(text: str) -> str:
    """The id nearest to a text; nothing where it has neither letter nor digit of ASCII."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:MAX_ID].strip("-")


def id_hint(text: str) -> str:
    """What to write instead of something that is no id."""
    mended = as_id(text)
    return f'write "{mended}"' if mended else "use small letters, digits and single hyphens"
