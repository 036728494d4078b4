"""The way from bytes to a dossier that may be published: load, join, check, verify.

In: the bytes of data/ and seeds/. Out: the dossier, every problem in order of place, and what was
counted. Pure: `workspace` reads the files, `cli` and `plugin` print the problems.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generator import checks, trials
from generator.document import UNSEEN
from generator.dossier import Dossier, decoded, join
from generator.figures.outlines import load as load_outlines
from generator.load import Loaded, load
from generator.model import KINDS, Source, kind_of
from generator.problem import Problem, errors, nearest


@dataclass(frozen=True)
class Verdict:
    """What a check found. `dossier` is None where data/ could not be read as a whole."""

    dossier: Dossier | None
    problems: tuple[Problem, ...]
    counts: Mapping[str, int]

    @property
    def passed(self) -> bool:
        """Whether the dossier may be published."""
        return self.dossier is not None and not errors(self.problems)

    @property
    def summary(self) -> str:
        """One sentence that says what was checked, so that a run on nothing is seen."""
        counts = self.counts
        records = ", ".join(
            f"{counts[kind]} {plural if counts[kind] != 1 else kind}"
            for kind, (plural, _) in KINDS.items()
            if counts.get(kind)
        )
        if self.dossier is None:
            return f"citations are looked at once all files can be read; {records or 'no records'}"
        return (
            f"{counts['citations']} {'citation' if counts['citations'] == 1 else 'citations'} "
            f"in {counts['texts']} "
            f"{'source' if counts['texts'] == 1 else 'sources'} verified; {records or 'no records'}"
        )


def examine(
    files: Mapping[str, bytes],
    seeds: Mapping[str, bytes],
    found: Iterable[Problem] = (),
    outlines: Mapping[str, bytes] | None = None,
) -> Verdict:
    """Check and verify a whole dossier.

    files: name relative to the project ("data/actors.yml") → bytes. seeds: file name in seeds/ →
    bytes. found: problems that came up while reading them. outlines: GeoJSON file in content/ →
    bytes, for the map.
    """
    problems = list(found)
    loaded = load(files)
    problems += loaded.problems
    problems += _seed_problems(loaded, seeds, {problem.file for problem in problems})
    dossier = join(loaded, seeds) if loaded.complete else None
    if dossier is not None:
        problems += checks.run(dossier)
        drawn, told = _map_outlines(dossier, outlines or {})
        tried, untold = _trials(outlines or {}, files, seeds)
        problems += untold
        dossier = replace(dossier, outlines=drawn, trials=tried)
        problems += told
    counts = _counts(loaded, dossier)
    if dossier is not None and not counts["citations"] and not errors(problems):
        problems.append(
            Problem(
                "data/dossier.yml",
                1,
                1,
                "nothing-to-check",
                "no citation was found in data/",
                "a fact sheet has at least one source and one record that cites it",
            )
        )
    unique = sorted(set(problems))
    return Verdict(dossier, tuple(unique), counts)


def _seed_problems(loaded: Loaded, seeds: Mapping[str, bytes], told: set[str]) -> Iterable[Problem]:
    """A source's file is there, and is text."""
    for record in loaded.records.values():
        if not isinstance(record, Source):
            continue
        place, name = record.file.position, f"seeds/{record.file}"
        content = seeds.get(record.file)
        if content is None:
            if name not in told:
                yield place.problem(
                    "unreadable",
                    f"there is no file {name}",
                    nearest(record.file, seeds) or "put the text there",
                )
        elif decoded(content) is None:
            yield place.problem(
                "not-utf-8",
                f"{name} is not plain UTF-8 text: other bytes, controls, or heaps of accents",
                "convert it to UTF-8 text and record its new sha256",
            )
        elif not content.strip():
            yield place.problem("unreadable", f"{name} is empty", "put the text there")


def _trials(
    kept: Mapping[str, bytes], files: Mapping[str, bytes], seeds: Mapping[str, bytes]
) -> tuple[trials.Trials | None, list[Problem]]:
    """What an attack on the gate has left in content/, where one has."""
    if trials.FILE not in kept:
        return None, []
    try:
        return trials.read(kept[trials.FILE], trials.fingerprint(files, seeds)), []
    except (ValueError, RecursionError) as error:
        name = f"content/{trials.FILE}"
        wrong = f"{name} is not what `make attack` writes: {error}"
        hint = "write it anew with `make attack`, or take it out"
        return None, [Problem(name, 1, 1, "unreadable", wrong, hint)]


def _map_outlines(
    dossier: Dossier, outlines: Mapping[str, bytes]
) -> tuple[Mapping[str, object] | None, list[Problem]]:
    """The parsed outlines of the dossier's map, or why there are none."""
    if dossier.frame.map is None:
        return None, []
    name = dossier.frame.map.outlines
    if name not in outlines:
        missing = f"there is no file content/{name}"
        hint = nearest(name, outlines) or "put a GeoJSON file there, or take `map` out"
        return None, [name.position.problem("unreadable", missing, hint)]
    try:
        parsed = json.loads(outlines[name])
        for country in load_outlines(parsed):
            if UNSEEN.search(country.name):  # lone surrogates, which no file can hold, among them
                raise ValueError(f"the name {country.name!a} holds a character that is not seen")
    except (ValueError, RecursionError) as error:
        wrong = f"content/{name} cannot be drawn: {error}"
        return None, [name.position.problem("unreadable", wrong, "put GeoJSON outlines there")]
    return parsed, []


def _counts(loaded: Loaded, dossier: Dossier | None) -> Mapping[str, int]:
    counts = dict.fromkeys(KINDS, 0) | {"citations": 0, "texts": 0}
    for record in loaded.records.values():
        counts[kind_of(record)] += 1
    if dossier is not None:
        verified = [use for use in dossier.uses if use.span]
        counts["citations"] = len(verified)
        counts["texts"] = len({str(use.quote.source) for use in verified})
    return counts
