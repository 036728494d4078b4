"""For each code of a problem an example: YAML that gives it, and the same YAML mended.

In: the text files beside this module. Out: Example values. An example lies over the small dossier
of the tests, where a test holds that the bad one gives its code and no other, and the mended one
none. `<U+202E>` stands for a character, `<byte E9>` for a byte, `<sha256 x.txt>` for a fingerprint.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True)
class Example:
    """One code's example; `is_alone` where the bad file is all that the project has.

    `beside` are files that both need, such as the text that they cite: name → content.
    """

    code: str
    file: str
    bad: str
    mended_file: str
    mended: str
    beside: Mapping[str, str]
    is_alone: bool = False


_FORM = re.compile(
    r"^## (?P<code>[a-z0-9-]+)(?P<alone> alone)?\n(?P<beside>(?:===.*?)?)"
    r"^--- (?P<file>\S+)\n(?P<bad>.*?)"
    r"^\+\+\+ (?P<mended_file>\S+)\n(?P<mended>.*?)(?=^## |\Z)",
    re.MULTILINE | re.DOTALL,
)


@functools.cache
def examples() -> Mapping[str, Example]:
    """The examples by their codes."""
    found = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda one: one.name):
        if file.name.endswith(".txt"):
            for match in _FORM.finditer(file.read_text(encoding="utf-8")):
                parts = match.groupdict()
                texts = {key: parts[key].strip("\n") for key in ("bad", "mended")}
                places = {key: parts[key] for key in ("code", "file", "mended_file")}
                pieces = re.split(r"^=== (\S+)\n", parts["beside"], flags=re.MULTILINE)
                beside = dict(zip(pieces[1::2], pieces[2::2], strict=True))
                alone = bool(parts["alone"])
                example = Example(**places, **texts, beside=beside, is_alone=alone)
                found[example.code] = example
    return MappingProxyType(found)
