"""Where the fuzzer begins: inputs for each target, made from the table of cases.

In: tests/cases and the dossier below it. Out: inputs by target.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from fuzz_targets import BETWEEN, FILES
from test_cases import EVERY, base_files, laid_over

FOUND = Path(__file__).parent / "found"
"""A folder for each target, with the inputs that once broke something."""


_LAND = b"""{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name":
"Land"}, "geometry": {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]}}]}"""


def _whole_files() -> Iterator[bytes]:
    """Every file of the base dossier and of every case, behind the byte that names it."""
    files, seeds = laid_over({})
    named = {**files, **{f"seeds/{name}": content for name, content in seeds.items()}}
    yield from (_behind_its_name(name, content) for name, content in named.items())
    for case in EVERY:
        for name, content in case.files.items():
            if len(content) < 4000:
                yield _behind_its_name(name, content)
    for outline in (
        b"[]",
        b'{"type": "FeatureCollection", "features": []}',
        _LAND,
    ):
        yield _behind_its_name("content/outlines.json", outline)


def _behind_its_name(name: str, content: bytes) -> bytes:
    stem = re.sub(r"/.*|\.yml$", "", name.removeprefix("data/"))
    place = next(
        (place for place, file in enumerate(FILES) if file in (name, f"data/{stem}.yml")), 0
    )
    return bytes([place]) + content


def _values(key: str) -> list[str]:
    every = b"\n".join(
        [*base_files().values(), *(c for case in EVERY for c in case.files.values())]
    )
    text = every.decode("utf-8", "replace")
    return re.findall(rf"\b{key}: *\"?([^\n\"]{{1,300}}?)\"?[,}}\n]", text)


def _days() -> Iterator[bytes]:
    edtf, words = sorted(set(_values("edtf"))), sorted(set(_values("text")))
    for number, one in enumerate(edtf):
        yield BETWEEN.join(
            [
                one.encode(),
                words[number % len(words)].encode(),
                words[-number % len(words)].encode(),
            ]
        )


def _passages() -> Iterator[bytes]:
    gazette = base_files()["seeds/gazette.txt"]
    for words in sorted(set(_values("gazette") + _values("exact") + _values("herald"))):
        yield BETWEEN.join([gazette[:1500], words.encode()])
        yield BETWEEN.join([f"He said: {words} Not {words}, no.".encode(), words.encode()])
    yield BETWEEN.join([b"a b a c a", b"a", b"b", b"c"])
    yield BETWEEN.join(["cafe\u0301 \u201cno\u201d".encode(), 'caf\u00e9 "no'.encode()])


def _voices() -> Iterator[bytes]:
    yield from (content for name, content in base_files().items() if name.startswith("seeds/"))
    for case in EVERY:
        yield from (text for name, text in case.files.items() if name.startswith("seeds/"))
    yield "\u201cA.\n\n\u201cB.\u201d 'c' \u2018d\u2019s\u2019 \u201ee\u201c \u00abf\u00bb".encode()


def _front_matter() -> Iterator[bytes]:
    for fields in ("title: A", "title: !!bool x", "title: [a]", "a: &b {c: *b}", "d: 2023-99-99"):
        yield f"---\n{fields}\n---\n\n# A page\n".encode()
    yield b"# A page\n"


def _shown_text() -> Iterator[bytes]:
    from hostile import PAYLOADS

    yield from (payload.encode() for payload in PAYLOADS)
    yield from (value.encode() for value in sorted(set(_values("says"))))


SEEDS: Mapping[str, Callable[[], Iterator[bytes]]] = MappingProxyType(
    {
        "documents": _whole_files,
        "days": _days,
        "passages": _passages,
        "voices": _voices,
        "checks": _whole_files,
        "front-matter": _front_matter,
        "shown-text": _shown_text,
    }
)


def seeds(target: str) -> list[bytes]:
    """The inputs to begin with, those that were found before among them."""
    found = sorted((FOUND / target).glob("*")) if (FOUND / target).is_dir() else []
    return [*SEEDS[target](), *(path.read_bytes() for path in found)]
