"""One district of a synthetic dossier, told from its names to its finished sources.

In: a number of records and of citations, and a source of chance. Out: records (as plain mappings,
with tuples of Passage where a citation belongs) and the texts that they cite.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

import vocabulary as words
from drafts import Draft, Sentence
from speech import Speech
from story import Actor, Happening
from whens import FORMS, resolve, when

LEAD = 3
"""Sentences on the home page, with one citation each."""


EVENTS = (
    (
        2,
        "{one} and {two} met in {place}",
        "where {the_canon} was on the table for {m} minutes",
        "{one} and {two} meet in {place}, with {the_canon} on the table.",
        "{one} and {two} shook hands over {n} maps of {the_canon}",
    ),
    (
        1,
        "{one} spoke to {n} reporters in {place}",
        "on the way to {the_canon} with {m} guests",
        "{one} speaks to reporters in {place} on the way to {the_canon}.",
        "Reporters heard {one} for {n} minutes in {place}",
    ),
    (
        1,
        "{n} lorries with {goods} left {place} with {one}",
        "and took {the_canon} after {m} minutes",
        "{n} lorries with {goods} leave {place} by {the_canon} with {one}.",
        "{one} waved to {n} drivers on {the_canon}",
    ),
    (
        1,
        "{one} walked {n} kilometres of {the_canon}",
        "and paused {m} times near {place}",
        "{one} walks {n} kilometres of {the_canon} and pauses near {place}.",
        "The walk of {one} near {place} took {n} minutes",
    ),
)
"""Events: how many take part; the two clauses of the sentence that tells it; what the site says;
how another source mentions it."""


class District(Speech):
    """A story of its own, told in a few sources."""

    # --- the story, in order ---

    def tell(self) -> None:
        """Make all records and sources of the district."""
        self.name_all()
        self.tell_actors()
        self.tell_places()
        self.tell_routes()
        self.tell_agreements()
        self.ask()
        for number in range(self.counts["event"]):
            self.happen(number)
        for number in range(self.counts["discrepancy"]):
            self.differ(number)
        self.kept_back = LEAD if self.index == 0 else 0
        self.speak()
        for draft in self.drafts:
            draft.tell(
                lambda: Sentence(
                    (
                        f"Snow fell on {self.count()} of the passes",
                        f"as in {self.count()} years before",
                    )
                )
            )
            draft.finish(self.rng.shuffle, lambda: self.rng.randint(2, 4))
        self.choose()
        for record, field_name, moment, passages in self.dates:
            resolve(record, field_name, moment, passages or record["cite"], self.by_id())
        for draft in self.drafts:
            self.publish(draft)
        if self.index % 5 == 0:
            self.retire()
        if self.index == 0:
            self.begin()
        self.dossier.records += self.made

    # --- entities ---

    def tell_actors(self) -> None:
        for number, actor in enumerate(self.actors):
            home, other = self.home(number)
            fields: dict[str, Any] = {"name": actor.name, "kind": actor.kind}
            if actor.kind == "person":
                self.tell_person(actor, home, other, fields)
            elif actor.kind == "office":
                one = self.background(home, f"The {actor.called[4:]} keeps {{n}} letters on file")
                two = self.background(other, f"Visitors to {actor.called} wait for {{n}} minutes")
                fields["acts_for"] = [actor.of]
                fields["names"] = [{"name": actor.called[4:], "by": home.id}]
                fields["cite"] = (home.passage(one.clauses[0]), other.passage(two.clauses[0]))
            else:
                one = self.background(home, f"{actor.name} has {{n}} inspectors near {{place}}")
                two = self.background(other, f"{actor.name} gave {{n}} crowns for {{the_route}}")
                if actor.of:
                    fields["acts_for"] = [actor.of]
                names = [{"name": actor.name, "by": home.id}, {"name": actor.name, "by": other.id}]
                fields["names"] = names if home is not other else names[:1]
                fields["cite"] = (
                    home.passage(one.clauses[0]),
                    other.passage(two.text),
                    other.passage(two.clauses[0]),
                )
                if actor.kind == "state":
                    capital = dict(words.STATES)[actor.name]
                    self.background(home, f"{capital} has asked for {{n}} more seats")
                    note = {"note": "Named by its capital."}
                    fields["names"].append({"name": capital, "by": home.id} | note)
            self.add("actor", actor.id, fields)

    def tell_person(self, actor: Actor, home: Draft, other: Draft, fields: dict[str, Any]) -> None:
        state = next(state for state in self.sides if state.id == actor.of)
        called = f"{actor.title} {actor.name} of {state.name}"
        one = self.background(home, f"{called} has dealt with {{the_route}} for {{n}} days")
        title = self.rng.choice(words.OTHER_TITLES).format(self.name)
        two = self.background(other, f"{actor.name}, {title}, went to {{place}} {{n}} days ago")
        fields["roles"] = [
            {"title": actor.title, "of": state.id, "cite": (home.passage(one.clauses[0]),)},
            {"title": title, "cite": (other.passage(two.clauses[0]),)},
        ]
        fields["acts_for"] = [state.id]
        fields["names"] = [{"name": f"{actor.title} {actor.name}", "by": home.id}]
        fields["cite"] = (home.passage(one.text),)

    def tell_places(self) -> None:
        region = self.places[0]
        for number, place in enumerate(self.places):
            home, other = self.home(number)
            if place is region:
                first = f"The {place.name} has {{n}} villages"
                second = f"Maps of the {place.name} show {{n}} bridges"
            else:
                first = f"{place.name} lies {{n}} steps from {{the_route}}"
                second = f"The council of {place.name} met for {{n}} minutes"
            one, two = self.background(home, first), self.background(other, second)
            fields: dict[str, Any] = {
                "name": place.name,
                "kind": "region" if place is region else "settlement",
                "cite": (home.passage(one.clauses[0]), other.passage(two.clauses[0])),
            }
            if place is not region:
                fields["within"] = region.id
                fields["names"] = [{"name": place.name, "by": home.id}]
                fields["position"] = {
                    "latitude": f"{self.rng.uniform(39.2, 40.8):.4f}",
                    "longitude": f"{self.rng.uniform(45.4, 47.8):.4f}",
                    "source": "Chance",
                }
            self.add("place", place.id, fields)

    def tell_routes(self) -> None:
        for number, route in enumerate(self.routes):
            home, other = self.home(number)
            kind = words.ROUTE_FORMS[number % 3][0]
            ends = [self.places[1:][(number + end) % len(self.places[1:])] for end in (0, 1)]
            joins = (
                f"The {route.name} joins {ends[0].name} and {ends[1].name} over {{n}} kilometres"
            )
            one = self.background(home, joins)
            two = self.background(other, f"The {route.name} has {{n}} lamps on its {kind} signs")
            ends = ends[:1] if ends[0] is ends[1] else ends
            joined = home.passage(one.clauses[0])
            fields = {
                "name": route.name,
                "kind": kind,
                "cite": (joined, other.passage(two.clauses[0]), other.passage(two.text)),
                "joins": [{"place": end.id, "cite": (joined,)} for end in ends],
                "names": [{"name": route.name, "by": home.id}],
            }
            if number % 4 == 3:
                fields["part_of"] = self.routes[number - 3].id
            self.add("route", route.id, fields)

    def tell_agreements(self) -> None:
        persons = [actor for actor in self.actors if actor.kind == "person"]
        for number, agreement in enumerate(self.agreements):
            home, other = self.home(number)
            kind = words.AGREEMENT_FORMS[number % 4][0]
            by = self.rng.sample(persons, 2)
            moment = when(self.rng, home.published, ("stated", "partly", "month")[number % 3])
            signed = f"{by[0].name} and {by[1].name} put their names to the {agreement.name}"
            one = self.background(home, f"{moment.lead}, {signed}")
            two = self.background(other, f"Copies of the {agreement.name} went to {{n}} offices")
            provisions = []
            for text in (
                "It provides for {n} posts near {place}",
                "It sets aside {n} crowns for {goods}",
            ):
                part = self.background(home, text)
                clause = part.clauses[0]
                provisions.append({"text": f"{clause}.", "cite": (home.passage(clause),)})
            cite = (
                home.passage(one.clauses[0]),
                home.passage(one.text),
                other.passage(two.clauses[0]),
            )
            fields = {
                "name": agreement.name,
                "kind": kind,
                "cite": cite,
                "signatories": [actor.id for actor in by],
                "provisions": provisions,
                "names": [{"name": agreement.name, "by": home.id}],
            }
            self.add("agreement", agreement.id, fields)
            self.dates.append((fields, "signed", moment, cite))

    def ask(self) -> None:
        for number in range(self.counts["issue"]):
            theme = words.THEMES[number % len(words.THEMES)]
            route = self.routes[number % len(self.routes)]
            issue = self.dossier.new_id(f"{route.id}-{theme.key}")
            self.issues.append((issue, theme, route))
            fields = {
                "question": theme.question.format(the_canon=f"the {route.name}"),
                "about": [route.id],
                "options": dict(theme.options),
            }
            self.add("issue", issue, fields)

    # --- events and discrepancies ---

    def happen(self, number: int) -> None:
        rng = self.rng
        home, other = self.home(number)
        moment = when(rng, home.published, FORMS[number % len(FORMS)])
        persons = [actor for actor in self.actors if actor.kind == "person"]
        one, two = rng.sample(persons, 2)
        people, first, second, what, mention = EVENTS[number % len(EVENTS)]
        slots: dict[str, str] = {}

        def tell() -> Sentence:
            slots.update(self.slots(None) | {"one": one.name, "two": two.name})
            slots["m"] = str(self.count())
            return Sentence((f"{moment.lead}, {first.format(**slots)}", second.format(**slots)))

        told = home.tell(tell)
        mentioned = other.tell(
            lambda: Sentence(
                (mention.format(**(slots | {"n": str(self.count())})), self.tail(None))
            )
        )
        cite = [home.passage(told.clauses[0]), home.passage(told.clauses[1])]
        cite.append(other.passage(mentioned.clauses[0]))
        if moment.again:
            later = home.tell(
                lambda: Sentence(
                    (
                        f"{one.name} was seen by {self.count()} people {moment.again}",
                        self.tail(None),
                    )
                )
            )
            cite.append(home.passage(later.clauses[0]))
            moment = moment.contradicted(later.clauses[0])
        event = self.dossier.new_id(f"{one.id}-in-{slots['place']}")
        who = (one.id, two.id)[:people]
        fields: dict[str, Any] = {
            "what": what.format(**slots),
            "date": "unknown",
            "cite": tuple(cite),
            "who": list(who),
            "where": [slots["place_id"]],
            "about": [slots["route_id"]],
        }
        self.add("event", event, fields)
        self.dates.append((fields, "date", moment.with_clause(told.clauses[0]), ()))
        self.happenings.append(Happening(event, who, home))

    def differ(self, number: int) -> None:
        """Two counts, two places or two names for one thing."""
        home, other = self.home(number)
        slots = self.slots(None)
        month = slots["month"]
        kind, first, second, note = (
            (
                "number",
                f"The gate at {slots['place']} let {{n}} lorries through in {month}",
                f"Carriers put the lorries at {slots['place']} in {month} at {{n}}",
                "The counts of the lorries differ.",
            ),
            (
                "place",
                f"The store with {{n}} sacks of {slots['goods']} stands near {slots['place']}",
                f"The store with {slots['goods']} has moved {{n}} steps from {{place}}",
                "The texts put the store in different places.",
            ),
            (
                "name",
                f"The {slots['route_name']} has {{n}} marks beside it",
                f"The old way to {slots['place']} has {{n}} marks beside it",
                f"One text has “The {slots['route_name']}” where the other speaks of an old way.",
            ),
            (
                "date",
                f"The fair with {{n}} stalls near {slots['place']} is on a Tuesday",
                f"The fair near {slots['place']} with {{n}} stalls is on a Wednesday",
                "The texts give the fair two weekdays.",
            ),
        )[number % 4]
        one, two = self.background(home, first), self.background(other, second)
        fields = {
            "kind": kind,
            "cite": (home.passage(one.clauses[0]), other.passage(two.clauses[0])),
            "note": note,
            "about": [slots["route_id"], slots["place_id"]],
        }
        self.add("discrepancy", self.dossier.new_id(f"{slots['place']}-{kind}"), fields)

    def publish(self, draft: Draft) -> None:
        """The source's record and its text."""
        unknown = self.rng.random() < 0.4
        file = f"{draft.id}.txt"
        idle = re.search(r"Snow fell on \d+ of the passes, as in \d+ years before\.", draft.text)
        fields: dict[str, Any] = {
            "file": file,
            "sha256": hashlib.sha256(draft.text.encode("utf-8")).hexdigest(),
            "title": "unknown" if unknown else draft.title,
            "publisher": "unknown" if unknown else f"The {self.name} Courier",
            "published": {"edtf": draft.published.isoformat(), "why": "It stood above the text."},
            "publish": "excerpts" if self.rng.random() < 0.3 else "full",
            "rights": "unknown",
        }
        if unknown:
            fields["supplied_title"] = draft.title
        if idle:
            why = "It tells of the weather and of nobody."
            fields["no_fact"] = [{"sentence": idle.group(), "why": why}]
        self.add("source", draft.id, fields)
        self.dossier.seeds[file] = draft.text

    def retire(self) -> None:
        gone = self.dossier.new_id(f"{self.name}-old-road")
        successor = self.routes[0].id
        self.dossier.retired[gone] = {"why": "Two records were one.", "successor": successor}

    def begin(self) -> None:
        """The site's own matters."""
        events = [made for made in self.made if made.kind == "event"][:LEAD]
        self.dossier.frame = {
            "title": "A synthetic dossier",
            "subject": "What invented texts say about routes that do not exist.",
            "lead": [
                {"text": f"{made.fields['cite'][0].words}.", "cite": made.fields["cite"][:1]}
                for made in events
            ],
            "naming": [
                "Each side has its own names for the same thing, and the site shows them all.",
                "The site uses one name throughout in its own sentences.",
            ],
            "avoid": {
                word: {"use": use, "why": "The word takes a side."} for word, use in words.AVOIDED
            },
        }
