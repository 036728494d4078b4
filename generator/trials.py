"""What the last attack on the gate tried and caught, for the page on the method.

In: the bytes of content/about/attack.json, which `make attack` writes. Out: Trials; ValueError
where the file is another.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

FILE = "about/attack.json"
"""Where the results stand in content/."""


@dataclass(frozen=True)
class Trial:
    """One kind of damage: how many mutants were tried and caught.

    `right` are changes that made another right passage, counted apart; `reason` says why a kind
    cannot always be caught.
    """

    kind: str
    tried: int
    caught: int
    right: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Trials:
    """Both tables; `is_current` is false where the data have changed since."""

    promised: tuple[Trial, ...]
    by_design: tuple[Trial, ...]
    data: str
    is_current: bool

    @property
    def tried(self) -> int:
        """The number of all mutants."""
        return sum(trial.tried for trial in (*self.promised, *self.by_design))


def fingerprint(files: Mapping[str, bytes], seeds: Mapping[str, bytes]) -> str:
    """The fingerprint of data/ and seeds/: the same for the same bytes under the same names."""
    digest = hashlib.sha256()
    for name, content in sorted([*files.items(), *((f"seeds/{n}", c) for n, c in seeds.items())]):
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def read(content: bytes, current: str) -> Trials:
    """The tables that an attack wrote; `current` is the fingerprint of the data as they are."""
    parsed = json.loads(content)
    try:
        promised = tuple(_trial(row) for row in parsed["promised"])
        by_design = tuple(_trial(row) for row in parsed["by design"])
        data = str(parsed["data"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"it lacks {error}") from None
    return Trials(promised, by_design, data, data == current)


def _trial(row: Mapping[str, object]) -> Trial:
    tried, caught, right = (row.get(key, 0) for key in ("tried", "caught", "right"))
    if not (isinstance(tried, int) and isinstance(caught, int) and isinstance(right, int)):
        raise ValueError("a number is none")
    return Trial(str(row["kind"]), tried, caught, right, str(row.get("reason", "")))
