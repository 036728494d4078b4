"""Write a whole project of any size about matters that do not exist, for measuring and for tests.

    python tests/bench/synthesise.py --records 5000 --out DIR

In: a number of records and a seed. Out: relative path → bytes. The same input gives the same bytes
on any machine. The dossier passes the check.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path

from districts import District
from story import Dossier
from yaml_text import as_yaml

LEAST_RECORDS = 30
DISTRICT = 100
"""Records of one district: a story with its own places, people and sources."""

PLURALS = {
    "source": "sources",
    "actor": "actors",
    "agreement": "agreements",
    "route": "routes",
    "place": "places",
    "event": "events",
    "statement": "statements",
    "issue": "issues",
    "discrepancy": "discrepancies",
}
ONE_FILE = {"source", "place", "issue"}
"""Kinds that stand in one file; the others have a folder with a file for each district."""

MKDOCS = """\
site_name: A synthetic dossier
docs_dir: content
theme:
  name: material
  font: false
plugins:
  - search
  - factsheet
"""
"""A configuration for where the project's own is not at hand."""


def synthesise(
    records: int, seed: int = 1, citations_per_record: int = 4, mkdocs: str = MKDOCS
) -> dict[str, bytes]:
    """A project with so many records, and that many citations for each of them on average.

    `mkdocs` is the configuration to go with it; only its site's name is replaced.
    Raises ValueError for fewer than 30 records or fewer than 2 citations for each.
    """
    if records < LEAST_RECORDS or citations_per_record < 2:
        raise ValueError("a dossier is made from 30 records and 2 citations for each upwards")
    dossier = Dossier()
    number = max(1, round(records / DISTRICT))
    for index in range(number):
        size = records * (index + 1) // number - records * index // number
        rng = random.Random(f"{seed}/{index}/{records}/{citations_per_record}")
        District(dossier, index, size, size * citations_per_record, rng).tell()
    return {path: text.encode("utf-8") for path, text in _files(dossier, mkdocs).items()}


def _files(dossier: Dossier, mkdocs: str) -> dict[str, str]:
    files = {
        "mkdocs.yml": re.sub(
            r"^site_name:.*$", "site_name: A synthetic dossier", mkdocs, count=1, flags=re.MULTILINE
        ),
        "content/about/dossier.md": "# About this dossier\n\nNothing in this dossier exists.\n",
        "data/dossier.yml": as_yaml(dossier.frame),
    }
    gathered: dict[str, dict[str, object]] = {}
    for record in dossier.records:
        plural = PLURALS[record.kind]
        alone = record.kind in ONE_FILE or record.district == ""
        path = f"data/{plural}.yml" if alone else f"data/{plural}/{record.district}.yml"
        gathered.setdefault(path, {})[record.id] = record.fields
    if dossier.retired:
        gathered["data/retired.yml"] = dict(dossier.retired)
    files |= {path: as_yaml(records) for path, records in gathered.items()}
    files |= {f"seeds/{name}": text for name, text in dossier.seeds.items()}
    return dict(sorted(files.items()))


def main(arguments: list[str]) -> int:
    """Write the project into a folder that is empty or not there yet."""
    parser = argparse.ArgumentParser(description="Write a project about matters that do not exist.")
    parser.add_argument("--records", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--citations-per-record", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    if wanted.out.exists() and any(wanted.out.iterdir()):
        parser.error(f"{wanted.out} is not empty")
    own = Path(__file__).resolve().parents[2] / "mkdocs.yml"
    mkdocs = own.read_text(encoding="utf-8") if own.is_file() else MKDOCS
    try:
        files = synthesise(wanted.records, wanted.seed, wanted.citations_per_record, mkdocs)
    except ValueError as error:
        parser.error(str(error))
    write(files, wanted.out)
    print(f"{len(files)} files with {wanted.records} records in {wanted.out}")
    return 0


def write(files: dict[str, bytes], out: Path) -> None:
    """Write the files below a folder."""
    for name, content in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
