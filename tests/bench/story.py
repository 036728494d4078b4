"""What a district of a synthetic dossier is made of, before anything is told: names and numbers.

In: a number of records and a source of chance. Out: the places, routes, people and sources by name,
and words to fill the gaps of sentences with.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import vocabulary as words
from drafts import Draft, Passage, Sentence
from whens import When

SHARES = {
    "source": (3, 1),
    "actor": (14, 5),
    "place": (6, 2),
    "route": (4, 1),
    "agreement": (4, 1),
    "issue": (5, 1),
    "event": (14, 3),
    "discrepancy": (5, 1),
}
"""Of a hundred records, how many are of each kind, and how many at least. The rest: statements."""

ACTOR_PATTERN = (
    "person person office population person organisation person armed-force person person office"
).split()
"""The kinds of the actors of a district, in order; further ones are persons."""


@dataclass(frozen=True)
class Made:
    """A record: its kind, its id, its fields, and the district in whose file it stands."""

    kind: str
    id: str
    fields: dict[str, Any]
    district: str


@dataclass
class Dossier:
    """What has been made so far."""

    frame: dict[str, Any] = field(default_factory=dict)
    records: list[Made] = field(default_factory=list)
    retired: dict[str, dict[str, Any]] = field(default_factory=dict)
    seeds: dict[str, str] = field(default_factory=dict)
    states: list[Actor] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    persons: int = 0
    places: int = 0

    def new_id(self, wanted: str) -> str:
        """An id that is free."""
        stem = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")
        name, number = stem, 1
        while name in self.taken:
            number += 1
            name = f"{stem}-{number}"
        self.taken.add(name)
        return name


@dataclass(frozen=True)
class Actor:
    """Somebody who acts; `side` is 0 or 1, `of` the id of the state or the head."""

    id: str
    kind: str
    name: str
    side: int
    of: str
    title: str = ""

    @property
    def called(self) -> str:
        """The name with the title, or as it stands in a sentence."""
        if self.kind == "office":
            return f"the {self.name[0].lower()}{self.name[1:]}"
        return f"{self.title} {self.name}" if self.title else self.name


@dataclass(frozen=True)
class Thing:
    """A place, a route or an agreement: the site's name and the names by side."""

    id: str
    name: str
    by_side: tuple[str, str] = ("", "")

    def called(self, side: int | None) -> str:
        """The name that a side uses; the site's own for None."""
        return self.name if side is None else self.by_side[side] or self.name


@dataclass
class Said:
    """A statement while its passages are being chosen."""

    made: dict[str, Any]
    candidates: list[Passage]
    quota: int
    names: list[tuple[str, str, Passage]]
    holder: str
    chosen: list[Passage] = field(default_factory=list)


@dataclass(frozen=True)
class Happening:
    """An event that statements can share as their occasion."""

    id: str
    who: tuple[str, ...]
    draft: Draft


class Story:
    """A district with its own places, people and sources; states are shared with others."""

    def __init__(
        self, dossier: Dossier, index: int, size: int, citations: int, rng: random.Random
    ) -> None:
        self.dossier, self.index, self.citations, self.rng = dossier, index, citations, rng
        self.counts = {
            kind: max(least, size * share // 100) for kind, (share, least) in SHARES.items()
        }
        self.counts["statement"] = size - sum(self.counts.values())
        self.name = self.coined()
        self.slug = dossier.new_id(self.name)
        self.made: list[Made] = []
        self.dates: list[tuple[dict[str, Any], str, When, tuple[Passage, ...]]] = []
        self.drafts = [self.draft(number) for number in range(self.counts["source"])]
        self.places: list[Thing] = []
        self.routes: list[Thing] = []
        self.agreements: list[Thing] = []
        self.actors: list[Actor] = []
        self.issues: list[tuple[str, words.Theme, Thing]] = []
        self.happenings: list[Happening] = []
        self.said: list[Said] = []
        self.sides: tuple[Actor, ...] = ()
        self.spoken = 0
        self.kept_back = 0
        """Citations of this district that the home page has."""

    # --- names ---

    def coined(self) -> str:
        self.dossier.places += 1
        return words.place_name(self.dossier.places - 1)

    def count(self) -> int:
        return self.rng.randint(11, 989)

    def draft(self, number: int) -> Draft:
        name = self.dossier.new_id(f"{self.name}-text-{number + 1}")
        day = datetime.date(2021, 1, 4) + datetime.timedelta(days=self.rng.randrange(1400))
        marks = ('"', '"') if self.rng.random() < 0.2 else ("“", "”")
        return Draft(
            name, f"News text on the {self.name} district, number {number + 1}", day, marks
        )

    def by_id(self) -> dict[str, Draft]:
        return {draft.id: draft for draft in self.drafts}

    def home(self, number: int) -> tuple[Draft, Draft]:
        """The source that tells of a thing, and another that mentions it."""
        return (
            self.drafts[number % len(self.drafts)],
            self.drafts[(number + 1) % len(self.drafts)],
        )

    def add(self, kind: str, record_id: str, fields: dict[str, Any]) -> dict[str, Any]:
        district = "" if fields.get("kind") == "state" else self.slug
        self.made.append(Made(kind, record_id, fields, district))
        return fields

    def name_all(self) -> None:
        """The names of all that the district has, before anything is told."""
        new_id = self.dossier.new_id
        self.places.append(Thing(new_id(f"{self.name}-district"), f"{self.name} district"))
        while len(self.places) < self.counts["place"]:
            name = self.coined()
            self.places.append(Thing(new_id(name), name))
        for number in range(self.counts["route"]):
            base, (_, word) = self.coined(), words.ROUTE_FORMS[number % 3]
            first = self.rng.randrange(4)
            own = (words.ROUTE_WORDS[first], words.ROUTE_WORDS[(first + 1) % 4])
            name = f"{base} {word}"
            self.routes.append(Thing(new_id(name), name, (f"{base} {own[0]}", f"{base} {own[1]}")))
        for number in range(self.counts["agreement"]):
            base, (_, form, word) = self.coined(), words.AGREEMENT_FORMS[number % 4]
            name = f"{base} {self.rng.choice(words.TOPICS)} {form}"
            self.agreements.append(Thing(new_id(name), name, (f"{base} {word}", "")))
        self.name_actors()

    def name_actors(self) -> None:
        dossier = self.dossier
        missing = 2 if self.index == 0 else 1 if self.index < 5 else 0
        new = []
        for name, _ in words.STATES[len(dossier.states) : len(dossier.states) + missing]:
            new.append(Actor(dossier.new_id(name), "state", name, 0, ""))
        old = self.rng.sample(dossier.states, 2 - len(new)) if len(new) < 2 else []
        dossier.states += new
        self.sides = (*new, *old)
        self.actors += new
        while len(self.actors) < self.counts["actor"]:
            position = len(self.actors) - len(new)
            kind = ACTOR_PATTERN[position] if position < len(ACTOR_PATTERN) else "person"
            self.actors.append(self.named_actor(kind, position % 2))

    def named_actor(self, kind: str, side: int) -> Actor:
        new_id, state = self.dossier.new_id, self.sides[side]
        if kind == "person":
            self.dossier.persons += 1
            first = self.rng.choice(words.FIRST_NAMES)
            name = f"{first} {words.surname(self.dossier.persons - 1)}"
            title = f"{self.name} {self.rng.choice(words.TITLES)}"
            return Actor(new_id(name), kind, name, side, state.id, title)
        if kind == "office":
            with_office = {actor.of for actor in self.actors if actor.kind == "office"}
            head = next(a for a in self.actors if a.kind == "person" and a.id not in with_office)
            name = f"Office of {head.name}"
            return Actor(new_id(name), kind, name, head.side, head.id)
        name = {
            "population": f"{self.name} Valley People",
            "organisation": f"{self.name} Observer Mission",
            "armed-force": f"{self.name} Border Guard",
        }[kind]
        return Actor(new_id(name), kind, name, side, state.id)

    # --- sentences ---

    def slots(self, side: int | None, route: Thing | None = None) -> dict[str, str]:
        """Words for the gaps of a sentence, with the names that a side uses."""
        rng = self.rng
        route = route or rng.choice(self.routes)
        named = f"the {route.called(side)}"
        place = rng.choice(self.places[1:])
        return {
            "goods": rng.choice(words.GOODS),
            "group": rng.choice(words.GROUPS),
            "season": rng.choice(words.SEASONS),
            "month": rng.choice(words.MONTHS),
            "n": str(self.count()),
            "place": place.name,
            "place_id": place.id,
            "route_id": route.id,
            "route_name": route.called(side),
            "the_route": named,
            "The_route": f"T{named[1:]}",
            "the_canon": f"the {route.name}",
            "The_canon": f"The {route.name}",
        }

    def tail(self, side: int | None) -> str:
        return self.rng.choice(words.TAILS).format(**self.slots(side))

    def background(self, draft: Draft, first: str) -> Sentence:
        """A sentence in the article's own voice; `first` may have gaps."""
        return draft.tell(lambda: Sentence((first.format(**self.slots(None)), self.tail(None))))


def passages_in(value: Any) -> Iterator[Passage]:
    """Every citation in a record's fields."""
    if isinstance(value, Passage):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from passages_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from passages_in(part)
