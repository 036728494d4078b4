"""The records of a dossier: their fields, their vocabularies, and what each means.

A record is what an editor types and no more; all that can be computed is computed elsewhere.
The docstrings of classes and fields are, with the vocabularies, the published data dictionary.
A field without a default is required.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, TypeAlias

from generator.document import Position, Text
from generator.passage import Selector
from generator.vocabulary import (
    ACTOR_KINDS,
    AGREEMENT_KINDS,
    DISCREPANCY_KINDS,
    PLACE_KINDS,
    PUBLISH,
    RECORD_KINDS,
    ROUTE_KINDS,
    TRUE,
    VOICES,
)


@dataclass(frozen=True, eq=False)
class OneOf:
    """A field whose value is one of these words; each word with its meaning."""

    words: Mapping[str, str]


@dataclass(frozen=True)
class Ref:
    """A field whose value is the id of a record of one of these kinds; of any kind if empty."""

    kinds: tuple[str, ...] = ()


# --- parts of records ---


@dataclass(frozen=True, eq=False, kw_only=True)
class Part:
    """Something inside a record; `position` is where it stands in the file."""

    position: Position


@dataclass(frozen=True, eq=False, kw_only=True)
class Quote(Part):
    """One cited passage as the editor typed it."""

    source: Text
    """The id of the source that holds the words."""
    exact: Text
    """The words, as they stand in the source, exactly once."""
    prefix: Text | None = None
    """Words right before them, where the words alone occur more than once."""
    suffix: Text | None = None
    """Words right behind them, for the same purpose."""

    @property
    def selector(self) -> Selector:
        """The words with what tells them apart, for finding them."""
        return Selector(self.exact, self.prefix or "", self.suffix or "")


Citation: TypeAlias = tuple[Quote, ...]
"""`cite: {source: words}`, `{source: [words, words]}`, or `{exact, prefix, suffix}` for words."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Reading(Part):
    """One reading of a date."""

    edtf: Text
    """The date in EDTF (ISO 8601-2), such as 2021-05-03, or `unknown`."""
    text: Text | None = None
    """The source's own words for it, verbatim."""
    prefer: Annotated[Text, OneOf(TRUE)] | None = None
    """`true` for the reading that the site sorts by, where there are several."""
    why: Text | None = None
    """Why this is the date; needed unless `text` gives year, month and day itself."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Dating(Part):
    """A date in one or more readings; more than one where the texts contradict themselves."""

    readings: tuple[Reading, ...]

    @property
    def main(self) -> Reading:
        """The preferred reading, or else the first."""
        return next((r for r in self.readings if r.prefer), self.readings[0])


@dataclass(frozen=True, eq=False, kw_only=True)
class Role(Part):
    """A post that a text gives to an actor."""

    title: Text
    """The post, in the text's own words."""
    of: Annotated[Text, Ref(("actor", "place"))] | None = None
    """The state or body whose post it is."""
    cite: Citation
    """The passage that gives the actor this post."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Name(Part):
    """A name that one side uses for the thing."""

    name: Text
    """The name, verbatim."""
    by: Annotated[Text, Ref(("actor", "source"))]
    """Who uses it: an actor in quoted words, or a source in its own voice."""
    note: Text | None = None
    """What a reader should know about this name."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Provision(Part):
    """Something that an agreement provides, according to a text."""

    text: Text
    """One neutral sentence."""
    cite: Citation
    """The passage that says so."""


@dataclass(frozen=True, eq=False, kw_only=True)
class End(Part):
    """A place that a route is said to join."""

    place: Annotated[Text, Ref(("place",))]
    """The place."""
    cite: Citation
    """The passage that says so."""


@dataclass(frozen=True, eq=False, kw_only=True)
class GeoPosition(Part):
    """Where a place lies: reference data that the texts do not state, and shown as such."""

    latitude: Text
    """Decimal degrees north (WGS 84)."""
    longitude: Text
    """Decimal degrees east (WGS 84)."""
    source: Text
    """Where the position comes from."""
    note: Text | None = None
    """What the position marks, where that is not the thing itself."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Answer(Part):
    """One option of one issue."""

    issue: Annotated[Text, Ref(("issue",))]
    """The question."""
    option: Text
    """The id of one of its answers."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Option(Part):
    """One possible answer to an issue."""

    id: Text
    """Its id, which statements name."""
    label: Text
    """The answer in one neutral sentence."""


@dataclass(frozen=True, eq=False, kw_only=True)
class WithoutFact(Part):
    """A sentence of a source that no record needs to cite."""

    sentence: Text
    """The sentence, verbatim."""
    why: Text
    """Why it carries no fact of its own."""


@dataclass(frozen=True, eq=False, kw_only=True)
class VoiceCorrection(Part):
    """Words of a source whose voice its quotation marks do not tell."""

    words: Text
    """The words, verbatim; they stand in the source once."""
    voice: Annotated[Text, OneOf(VOICES)]
    """Whose they are."""
    why: Text
    """What shows it."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Allowed(Part):
    """An exception: a word of the site's own that its rules would refuse in this record."""

    word: Text
    """The word as the record has it."""
    reason: Text
    """Why it is right here."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Sentence(Part):
    """A sentence of the site's own, with what carries it."""

    text: Text
    """The sentence."""
    cite: Citation
    """The passages that carry it."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Avoided(Part):
    """A loaded word that the site's own sentences avoid."""

    word: Text
    use: Text
    """What to write instead."""
    why: Text
    """Why the word is loaded."""


@dataclass(frozen=True, eq=False, kw_only=True)
class MapBox(Part):
    """The map of the home page."""

    outlines: Text
    """A GeoJSON file in content/ with the outlines of countries."""
    west: Text
    """Degrees east (WGS 84) of the map's western edge; the others likewise."""
    south: Text
    east: Text
    north: Text
    credit: Text
    """Where the outlines and positions come from, for the caption."""


# --- records ---


@dataclass(frozen=True, eq=False, kw_only=True)
class Record:
    """What all records share."""

    id: Text
    """The record's permanent id; small letters, digits and single hyphens."""
    allow: tuple[Allowed, ...] = ()
    """Exceptions from the rules of the site's own words, such as a name in another form than that
    of the texts: {word: reason}."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Source(Record):
    """A text that the dossier rests on, stored byte for byte in seeds/."""

    file: Text
    """The file's name in seeds/."""
    sha256: Text
    """The fingerprint of the file's bytes (SHA-256, 64 hexadecimal digits)."""
    title: Text
    """The text's title, or `unknown`."""
    supplied_title: Text | None = None
    """A title that the site gives it, shown in brackets; needed where `title` is unknown."""
    publisher: Text
    """Who published it, or `unknown`."""
    published: Dating
    """When it was published, or `unknown`."""
    publish: Annotated[Text, OneOf(PUBLISH)]
    """How much of it this site shows."""
    rights: Text
    """Whose text it is and on what terms it is shown, or `unknown`."""
    url: Text | None = None
    """Where it was published."""
    no_fact: tuple[WithoutFact, ...] = ()
    """Sentences that no record needs to cite, each with the reason."""
    voices: tuple[VoiceCorrection, ...] = ()
    """Words whose voice the quotation marks do not tell, each with the reason."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Actor(Record):
    """Somebody who acts, speaks or is spoken for."""

    name: Text
    """The name that this site uses; its words with a capital letter stand in the passages cited."""
    kind: Annotated[Text, OneOf(ACTOR_KINDS)]
    """What sort of actor it is."""
    roles: tuple[Role, ...] = ()
    """The posts that the texts give to the actor."""
    cite: Citation = ()
    """A passage that names the actor; needed where no role carries one."""
    acts_for: tuple[Annotated[Text, Ref(("actor",))], ...] = ()
    """Whom the actor speaks or acts for by their post."""
    names: tuple[Name, ...] = ()
    """The names that the texts use."""
    note: Text | None = None
    """What a reader should know, such as what the texts leave open."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Agreement(Record):
    """Something agreed, ordered, stated together, proposed, or under negotiation."""

    name: Text
    """The name that this site uses; its words with a capital letter stand in the passages cited."""
    kind: Annotated[Text, OneOf(AGREEMENT_KINDS)]
    """What sort of thing it is."""
    cite: Citation
    """The passages that speak of it."""
    signed: Dating | None = None
    """When it was signed."""
    issued: Dating | None = None
    """When it was issued."""
    signatories: tuple[Annotated[Text, Ref(("actor",))], ...] = ()
    """Who signed it."""
    issuer: Annotated[Text, Ref(("actor",))] | None = None
    """Who issued it."""
    provisions: tuple[Provision, ...] = ()
    """What it provides, according to the texts."""
    names: tuple[Name, ...] = ()
    """The names that the texts use for it."""
    same_because: Text | None = None
    """Why its several names are taken to mean one thing."""
    note: Text | None = None
    """What a reader should know, such as what the texts leave open."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Route(Record):
    """A way, or a point on a way. Whether it is open is an issue, not a field."""

    name: Text
    """The name that this site uses; its words with a capital letter stand in the passages cited."""
    kind: Annotated[Text, OneOf(ROUTE_KINDS)]
    """What sort of way it is."""
    cite: Citation
    """The passages that speak of it."""
    joins: tuple[End, ...] = ()
    """The places that it is said to join."""
    part_of: Annotated[Text, Ref(("route",))] | None = None
    """The way that it lies on."""
    names: tuple[Name, ...] = ()
    """The names that the texts use for it."""
    position: GeoPosition | None = None
    """Where the map labels it; an area, never a course."""
    note: Text | None = None
    """What a reader should know, such as what the texts leave open."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Place(Record):
    """A place that the texts name."""

    name: Text
    """The name that this site uses; its words with a capital letter stand in the passages cited."""
    kind: Annotated[Text, OneOf(PLACE_KINDS)]
    """What sort of place it is."""
    cite: Citation
    """The passages that name it."""
    within: Annotated[Text, Ref(("place",))] | None = None
    """The place that it lies in, where the texts say so."""
    names: tuple[Name, ...] = ()
    """The names that the texts use for it."""
    position: GeoPosition | None = None
    """Where it lies; reference data, not something that the texts state."""
    note: Text | None = None
    """What a reader should know, such as what the texts leave open."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Event(Record):
    """Something that happened, according to a text."""

    what: Text
    """One neutral sentence that says what happened."""
    date: Dating
    """When, or `unknown`."""
    cite: Citation
    """The passages that carry it."""
    who: tuple[Annotated[Text, Ref(("actor",))], ...] = ()
    """Who took part."""
    where: tuple[Annotated[Text, Ref(("place", "route"))], ...] = ()
    """Where it happened."""
    about: tuple[Annotated[Text, Ref()], ...] = ()
    """The records that it concerns."""
    note: Text | None = None
    """What a reader should know, such as what the texts leave open."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Statement(Record):
    """What one speaker says, on one matter."""

    speaker: Annotated[Text, Ref(("actor", "source"))]
    """Whose position it is: an actor, or a source for the article's own voice."""
    for_: tuple[Annotated[Text, Ref(("actor",))], ...] = ()
    """In whose name it is said."""
    via: tuple[Annotated[Text, Ref(("actor",))], ...] = ()
    """Who words it, where the speaker's position reaches us through somebody else."""
    to: tuple[Annotated[Text, Ref(("actor",))], ...] = ()
    """Whom it is addressed to."""
    says: Text
    """The position in one neutral sentence."""
    cite: Citation
    """The words that carry it."""
    date: Dating | None = None
    """When it was said; an actor's statement has this or `at`."""
    at: Annotated[Text, Ref(("event",))] | None = None
    """The occasion, whose date it shares."""
    about: tuple[Annotated[Text, Ref()], ...] = ()
    """The records that it concerns."""
    invokes: tuple[Annotated[Text, Ref(("agreement",))], ...] = ()
    """The agreements that the speaker leans on."""
    answers: tuple[Answer, ...] = ()
    """What it says outright on an issue: {issue: option}."""
    implies: tuple[Answer, ...] = ()
    """What we read it to mean for an issue: {issue: option}; needs `why`."""
    why: Text | None = None
    """Why we read it so."""
    note: Text | None = None
    """What a reader should know, such as what the texts leave open."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Issue(Record):
    """A question on which the speakers can be compared."""

    question: Text
    """The question, worded so that no side would object."""
    about: tuple[Annotated[Text, Ref()], ...]
    """The records that it concerns."""
    options: tuple[Option, ...]
    """The possible answers: {id: neutral sentence}; two or more."""
    note: Text | None = None
    """What a reader should know about the question."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Discrepancy(Record):
    """A place where a text contradicts itself or another, or its paraphrase its quotation."""

    kind: Annotated[Text, OneOf(DISCREPANCY_KINDS)]
    """What they differ in."""
    cite: Citation
    """The passages that differ, two or more."""
    note: Text
    """One neutral sentence that says how they differ."""
    about: tuple[Annotated[Text, Ref()], ...] = ()
    """The records that it touches."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Retired(Record):
    """An id that was in use once; its address leads to its successor, where there is one."""

    kind: Annotated[Text, OneOf(RECORD_KINDS)] | None = None
    """What the record was, which says where its page stood; left out, what the successor is."""
    why: Text
    """Why the record is gone."""
    successor: Annotated[Text, Ref()] | None = None
    """The record that took its place."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Frame(Part):
    """data/dossier.yml: the site's own matters."""

    title: Text
    """The site's title."""
    subject: Text
    """What the site is about, in one sentence."""
    licence: Text | None = None
    """On what terms others may use the records, such as CC BY 4.0; the texts stay their owners'."""
    lead: tuple[Sentence, ...] = ()
    """The sentences of the home page."""
    naming: tuple[Text, ...] = ()
    """The naming policy, a list of paragraphs."""
    avoid: tuple[Avoided, ...] = ()
    """Loaded words: {word: {use, why}}."""
    map: MapBox | None = None
    """The map of the home page."""
    allow: tuple[Allowed, ...] = ()
    """Exceptions from the rules of the site's own words, such as a name in another form than that
    of the texts: {word: reason}."""


KINDS: Mapping[str, tuple[str, type[Record]]] = MappingProxyType(
    {
        "source": ("sources", Source),
        "actor": ("actors", Actor),
        "agreement": ("agreements", Agreement),
        "route": ("routes", Route),
        "place": ("places", Place),
        "event": ("events", Event),
        "statement": ("statements", Statement),
        "issue": ("issues", Issue),
        "discrepancy": ("discrepancies", Discrepancy),
    }
)
"""Each kind of record: the name of its file or folder in data/, and its type."""


KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "source": "Source",
        "actor": "Actor",
        "agreement": "Agreement",
        "route": "Route",
        "place": "Place",
        "event": "Event",
        "statement": "Statement",
        "issue": "Question",
        "discrepancy": "Discrepancy",
    }
)
"""What a reader calls each kind of record."""


def kind_of(record: Record) -> str:
    """The kind of a record, as its files and references name it."""
    return type(record).__name__.lower()


def field_name(attribute: str) -> str:
    """A field's name in YAML; `for` is a word of Python's own, so the attribute is `for_`."""
    return attribute.rstrip("_")
