"""Damage a good dossier in every way that the gate promises to catch, and count what it catches.

    python tests/attack/mutants.py

In: this project's dossier and a synthetic one. Out: two tables, printed and kept in
content/about/attack.json, which the site's page on its method shows. A mutant is caught where a
problem stands at the damaged value itself. Words that by chance are another right passage of the
text (it has the corridor and the Corridor) are no damage, and are counted apart.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest import mock

from dossiers import Ground, Score, damaged_dates, damaged_files, damaged_own_words, damaged_words
from speakers import damaged_voices

from generator import workspace
from generator.checks import citations, records
from generator.trials import FILE, fingerprint

PROJECT = Path(__file__).resolve().parents[2]
SYNTHETIC = 100
"""Records of the synthetic dossier."""

BY_DESIGN: Mapping[str, str] = {
    "another principal behind the same spokesperson": "The words name somebody whose position they "
    "report; where they name two, no rule can tell whose of the two it is.",
    "another actor, where no name stands beside a verb of saying": "The text gives the words by a "
    "phrase (“the statement added”), and names both actors beside them.",
    "reported words said to come by way of another who is named beside them": "The words are the "
    "article’s; who handed them on it may say in another sentence.",
    "reported words given to the article itself": "A sentence that names a speaker may hold the "
    "article’s own claims as well; only what follows “Ada Reed said that” is refused.",
    "the article’s own words given to an actor whom their sentence names": "The sentence names the "
    "actor, and has no verb of saying.",
    "a day moved, where the wording names no day": "“Today” or “last week” agrees with many days; "
    "the reason given is for people to judge.",
    "another option of the same question": "Which answer the words give is a reading, and is for "
    "people to judge.",
    "two passages of one speaker exchanged": "Both passages are right; what each means is for "
    "people to judge.",
}
"""Kinds that no rule can catch, or not always, with the reason."""


def grounds() -> Iterator[Ground]:
    """This project's dossier, and a synthetic one."""
    inputs = workspace.read(PROJECT)
    yield Ground.of(inputs.files, inputs.seeds)
    sys.path.append(str(PROJECT / "tests" / "bench"))
    from synthesise import synthesise  # beside the bench, which needs it more

    made = synthesise(SYNTHETIC)
    yield Ground.of(
        {name: content for name, content in made.items() if name.startswith("data/")},
        {name[6:]: content for name, content in made.items() if name.startswith("seeds/")},
    )


def attack(rounds: int = 3, others: int = 8) -> list[Score]:
    """The scores of all kinds, the dossiers added up.

    rounds: how often each value is damaged in one way. others: how many other speakers are tried
    for each statement.
    """
    total: dict[str, Score] = {}
    # Looking for the nearest words takes most of the time, and only writes hints.
    with (
        mock.patch.object(citations, "nearest_passage", return_value=None),
        mock.patch.object(records, "nearest", return_value=""),
    ):
        for ground in grounds():
            for score in every_kind(ground, rounds, others):
                total[score.kind] = total.get(score.kind, Score(score.kind)) + score
    return [score for score in total.values() if score.tried]


def every_kind(ground: Ground, rounds: int, others: int) -> Iterator[Score]:
    """All that is tried on one dossier."""
    yield from damaged_words(ground, rounds)
    yield from damaged_voices(ground, others)
    yield from damaged_dates(ground)
    yield from damaged_own_words(ground)
    yield from damaged_files(ground, rounds)


def as_json(scores: list[Score], data: str) -> str:
    """What is kept: the fingerprint of the data, and both tables, a line for each kind."""
    promised = [
        {"kind": s.kind, "tried": s.tried, "caught": s.caught, "right": s.right}
        for s in scores
        if s.kind not in BY_DESIGN
    ]
    open_ones = [
        {"kind": s.kind, "tried": s.tried, "caught": s.caught, "reason": BY_DESIGN[s.kind]}
        for s in scores
        if s.kind in BY_DESIGN
    ]
    lines = [f'{{\n  "data": {json.dumps(data)}']
    for key, rows in (("promised", promised), ("by design", open_ones)):
        inner = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
        lines.append(f'  "{key}": [\n{inner}\n  ]')
    return ",\n".join(lines) + "\n}\n"


def as_table(scores: list[Score]) -> str:
    """Both tables as text."""
    lines = []
    for title, is_open in (("promised", False), ("cannot always be caught, by design", True)):
        lines.append(f"{title:<72} {'tried':>6} {'caught':>6} {'right':>6}")
        for score in scores:
            if (score.kind in BY_DESIGN) is is_open:
                row = f"{score.kind:<72} {score.tried:>6} {score.caught:>6} {score.right:>6}"
                lines.append(row + ("" if is_open or score.is_whole else "  MISSED"))
        lines.append("")
    total = sum(score.tried for score in scores)
    return "\n".join([*lines, f"{total} mutants; “right”: the change made another right passage"])


def main(arguments: list[str]) -> int:
    """Attack, print the tables, keep them; status 1 where a promised kind is not caught whole."""
    parser = argparse.ArgumentParser(description="Damage good dossiers and count what is caught.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-write", action="store_true", help="only print the tables")
    wanted = parser.parse_args(arguments)
    scores = attack(wanted.rounds)
    print(as_table(scores))
    missed = [score for score in scores if score.kind not in BY_DESIGN and not score.is_whole]
    for score in missed:
        print(f"\n{score.kind}:", *score.missed[:5], sep="\n  ")
    if not wanted.no_write:
        inputs = workspace.read(PROJECT)
        kept = as_json(scores, fingerprint(inputs.files, inputs.seeds))
        (PROJECT / "content" / FILE).write_text(kept, encoding="utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
