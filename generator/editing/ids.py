"""Whether an id may be given to a record.

In: the id, and all that is loaded. Out: why it may not, in words, or nothing.
"""

from __future__ import annotations

from generator import addresses
from generator.ids import id_hint, is_id
from generator.load import Loaded


def refusal(new_id: str, loaded: Loaded) -> str:
    """Why an id cannot be given to a record; empty where it can."""
    if not is_id(new_id):
        return f'"{new_id}" is not an id: {id_hint(new_id)}'
    taken = loaded.records.get(new_id) or loaded.retired.get(new_id)
    if taken is not None:
        place = f"{taken.id.position.file}, line {taken.id.position.line}"
        what = "retired" if new_id in loaded.retired else "taken"
        return f'the id "{new_id}" is {what}: it stands in {place}'
    if new_id in loaded.broken:
        return f'the id "{new_id}" is taken by a record that is not complete yet'
    if new_id in addresses.RESERVED:
        return f'"{new_id}" cannot be an id: its page would be an index, or no file on some disks'
    return ""
