"""The words that stand where an editor has still to write: the check refuses them.

In: a value. Out: whether it is still to be written.
"""

from __future__ import annotations

TO_BE_WRITTEN = "TO BE WRITTEN"
"""A command that makes a record puts this where only a person can know what to write."""


def is_open(value: str) -> bool:
    """Whether a value is still the placeholder, or begins with it."""
    return value.strip().upper().startswith(TO_BE_WRITTEN)
