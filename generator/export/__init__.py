"""Dossier → open data: the same records and citations in forms that other programs read.

In: a dossier that passed the check. Out: files, name → bytes. Pure: the same dossier and address
give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.dossier import Dossier
from generator.export import readme, tables, webannotation, whole
from generator.export.passages import Passages

FOLDER = "data"
"""Where the files stand in the site."""


@dataclass(frozen=True)
class ExportFile:
    """One file of the export: its name, and what it holds in one sentence."""

    name: str
    holds: str


FILES: tuple[ExportFile, ...] = (
    ExportFile("dossier.json", whole.HOLDS),
    ExportFile("annotations.jsonld", webannotation.HOLDS),
    *(ExportFile(table.file, table.holds) for table in tables.TABLES),
    ExportFile("README.txt", "What every file, field, column and word of the export means."),
)


def files(dossier: Dossier, site: str = "") -> Iterator[tuple[str, bytes]]:
    """All files of the export, in the order of FILES.

    site: the address at which the site stands; without it, addresses are relative to the files.
    """
    passages = Passages(dossier, site)
    yield "dossier.json", whole.as_json(passages).encode()
    yield "annotations.jsonld", webannotation.as_json_ld(passages).encode()
    for table in tables.TABLES:
        yield table.file, tables.as_csv(table, passages).encode()
    described = ((one.name, one.holds) for one in FILES)
    yield "README.txt", readme.as_text(dossier, described).encode()


__all__ = ["FILES", "FOLDER", "ExportFile", "files"]
