"""What follows from the records together: who stands where, who is quoted, what touches what.

In: a dossier. Out: plain values for the pages. Nothing is computed from prose; all of it from
references, voices and dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from generator import dates, model
from generator.dossier import Dossier, Use, wording_actor
from generator.model import Record, kind_of
from generator.span import Span

R = TypeVar("R", bound=Record)

MANY = 60
"""Speakers of a dossier up to which each question names all who say nothing on it."""

WAYS = {
    "direct": "The speaker's own words, in quotation marks.",
    "worded": "Words of somebody else who says it for the speaker, in quotation marks.",
    "reported": "The article's words on what the speaker says.",
    "article": "The article's words on its own account.",
}
"""How the words of a statement reach the reader, from the nearest to the speaker onwards."""


@dataclass(frozen=True)
class Position:
    """One speaker's answer to an issue. `implied` marks our reading of it."""

    statement: model.Statement
    option: str
    implied: bool


@dataclass(frozen=True)
class Stand:
    """Where one speaker stands on one issue."""

    speaker: Record
    positions: tuple[Position, ...]

    @property
    def in_name_of(self) -> list[str]:
        """The ids of those in whose name the speaker answers."""
        named = (str(one) for p in self.positions for one in p.statement.for_)
        return list(dict.fromkeys(named))

    def under(self, option: str, implied: bool) -> list[model.Statement]:
        """The statements in which the speaker takes an option."""
        return [
            position.statement
            for position in self.positions
            if position.option == option and position.implied == implied
        ]


@dataclass(frozen=True)
class Treatment:
    """How the texts treat an actor: statements by the nearest way in which they reach a reader."""

    direct: tuple[model.Statement, ...]
    worded: tuple[model.Statement, ...]
    reported: tuple[model.Statement, ...]
    words_for: tuple[model.Statement, ...]
    in_name: tuple[model.Statement, ...]

    @property
    def tag(self) -> str:
        """The nearest that the texts let the actor come to a reader, in a word or two."""
        if self.direct or self.words_for:
            return "quoted"
        if self.worded:
            return "quoted through another"
        if self.reported:
            return "reported, and spoken for" if self.in_name else "reported only"
        return "spoken for" if self.in_name else "named only"

    @property
    def is_quoted(self) -> bool:
        """Whether any words of the actor stand in quotation marks, if through another."""
        return bool(self.direct or self.worded or self.words_for)


class Relations:
    """What follows from the records of one dossier together; computed when first asked."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        # The same passage is shown on many pages, and looks the same on each.
        self.shown_passages: dict[tuple[str, Span], Markup] = {}
        self._stands: dict[str, list[Stand]] = {}
        self._silent: dict[str, list[Record]] = {}

    # --- order ---

    @cached_property
    def _ranks(self) -> dict[str, tuple[float, float, str, int, str]]:
        return {key: self._rank(record) for key, record in self.dossier.records.items()}

    def _rank(self, record: Record) -> tuple[float, float, str, int, str]:
        """By date, then by the place of the first passage, then by id."""
        dating = self.dossier.dating(record)
        low, high = dates.sort_key(
            dates.bounds(dating.main.edtf) if dating else dates.Bounds(None, None)
        )
        first = next((use for use in self.uses(record) if use.span), None)
        source = str(first.quote.source) if first else ""
        offset = first.span.start if first and first.span else 0
        return low, high, source, offset, str(record.id)

    def ordered(self, records: Iterable[R]) -> list[R]:
        """The records, each once, in order of date; undated ones last."""
        unique = {str(record.id): record for record in records}
        return sorted(unique.values(), key=lambda record: self._ranks[str(record.id)])

    # --- citations ---

    def uses(self, record: Record, field: str = "") -> tuple[Use, ...]:
        """The citations of a record, or those of one of its fields."""
        found = self.dossier.by_owner.get(record.id, ())
        return tuple(use for use in found if use.field == field) if field else found

    def uses_of(self, owner: Record | None, cite: Sequence[model.Quote]) -> tuple[Use, ...]:
        """The citations that stand in one part of a record, or of the frame."""
        wanted = {id(quote) for quote in cite}
        found = self.dossier.by_owner.get(owner.id if owner else None, ())
        return tuple(use for use in found if id(use.quote) in wanted)

    def way(self, statement: model.Statement, use: Use) -> str:
        """How one passage of a statement reaches the reader: a key of WAYS."""
        if isinstance(self.dossier.records[statement.speaker], model.Source):
            return "article"
        if use.voice[0] != "direct":
            return "reported"
        return "worded" if statement.via else "direct"

    def ways(self, statement: model.Statement) -> dict[str, list[Use]]:
        """The passages of a statement by the way in which they reach the reader, nearest first."""
        uses = self.uses(statement, "cite")
        by_way = {way: [use for use in uses if self.way(statement, use) == way] for way in WAYS}
        return {way: some for way, some in by_way.items() if some}

    def nearest(self, statement: model.Statement) -> str:
        """The nearest that a statement comes to the reader: a key of WAYS."""
        return next(iter(self.ways(statement)))

    def told_by(self, record: Record) -> list[Record] | None:
        """Who tells a record's facts, where its passages are quoted words alone; None elsewhere.

        Empty where no statement says whose words they are.
        """
        uses = self.uses(record, "cite")
        quotations = [(str(use.quote.source), use.voice[1]) for use in uses]
        if not quotations or not all(quotation for _, quotation in quotations):
            return None
        holders = [
            self.dossier.records[holder]
            for source, quotation in quotations
            if quotation
            for holder in self.dossier.holders.get((source, quotation.span), ())
        ]
        return list({str(holder.id): holder for holder in holders}.values())

    # --- backlinks ---

    def linked(self, record: Record, kind: type[R], *fields: str) -> list[R]:
        """The records of a kind that name this one in one of the fields, in order of date."""
        found = (
            self.dossier.records[link.owner]
            for link in self.dossier.links.get(record.id, ())
            if not fields or link.field in fields
        )
        return self.ordered(owner for owner in found if isinstance(owner, kind))

    def statements_by(self, actor: Record) -> list[model.Statement]:
        """What an actor, or a source in its own voice, says."""
        return self.linked(actor, model.Statement, "speaker")

    # --- who stands where ---

    @cached_property
    def _positions(self) -> dict[str, list[Position]]:
        positions: dict[str, list[Position]] = defaultdict(list)
        for statement in self.ordered(self.dossier.all(model.Statement)):
            for answer in statement.answers:
                positions[answer.issue].append(Position(statement, str(answer.option), False))
            for answer in statement.implies:
                positions[answer.issue].append(Position(statement, str(answer.option), True))
        return positions

    def stands(self, issue: model.Issue) -> list[Stand]:
        """Every speaker who answers an issue, those who do so outright first."""
        if str(issue.id) not in self._stands:
            self._stands[str(issue.id)] = self._stands_on(issue)
        return self._stands[str(issue.id)]

    def _stands_on(self, issue: model.Issue) -> list[Stand]:
        by_speaker: dict[str, list[Position]] = defaultdict(list)
        positions = self._positions.get(str(issue.id), [])
        outright = {
            (position.statement.speaker, position.option)
            for position in positions
            if not position.implied
        }
        for position in positions:
            speaker = position.statement.speaker
            # What is said outright somewhere need not be read out of another statement.
            if not position.implied or (speaker, position.option) not in outright:
                by_speaker[str(speaker)].append(position)
        stands = [
            Stand(self.dossier.records[speaker], tuple(positions))
            for speaker, positions in by_speaker.items()
        ]
        return sorted(stands, key=lambda stand: all(one.implied for one in stand.positions))

    def stand_of(self, speaker: Record) -> list[tuple[model.Issue, Stand]]:
        """Where an actor stands on each issue, by their own words or in their name."""
        found: dict[str, list[Position]] = defaultdict(list)
        for statement in self.linked(speaker, model.Statement, "speaker", "for"):
            for answers, implied in ((statement.answers, False), (statement.implies, True)):
                for answer in answers:
                    found[answer.issue].append(Position(statement, str(answer.option), implied))
        return [
            (self.dossier.get(issue, model.Issue), Stand(speaker, tuple(positions)))
            for issue, positions in found.items()
        ]

    @cached_property
    def speakers(self) -> list[Record]:
        """Every actor of whom the texts carry a statement, by name; then the sources."""
        speakers = {str(one.speaker) for one in self.dossier.all(model.Statement)}
        records = [self.dossier.records[speaker] for speaker in speakers]
        return sorted(
            records,
            key=lambda one: (kind_of(one) == "source", str(getattr(one, "name", "")), str(one.id)),
        )

    def silent(self, issue: model.Issue) -> list[Record]:
        """The speakers who could have answered an issue and say nothing on it.

        These are all speakers of the dossier; where there are more than MANY, those who speak about
        a record that the issue concerns, since a list of hundreds tells a reader nothing.
        """
        if str(issue.id) not in self._silent:
            spoken = {
                str(actor)
                for stand in self.stands(issue)
                for position in stand.positions
                for actor in (
                    position.statement.speaker,
                    *position.statement.for_,
                    *getattr(stand.speaker, "acts_for", ()),
                )
            }
            asked = self.asked(issue)
            self._silent[str(issue.id)] = [one for one in asked if str(one.id) not in spoken]
        return self._silent[str(issue.id)]

    def spoken_for(self, issue: model.Issue) -> list[Record]:
        """The speakers who say nothing themselves on an issue, and for whom somebody answers it."""
        others = {str(stand.speaker.id) for stand in self.stands(issue)}
        others.update(str(one.id) for one in self.silent(issue))
        return [one for one in self.asked(issue) if str(one.id) not in others]

    def without_a_voice(self, issue: model.Issue) -> list[Record]:
        """The actors whom an issue concerns and of whom the texts carry no statement at all."""
        heard = {str(speaker.id) for speaker in self.speakers}
        named = (self.dossier.records[record] for record in issue.about)
        return [
            actor
            for actor in named
            if isinstance(actor, model.Actor)
            and str(actor.id) not in heard
            and not self.linked(actor, model.Statement, "for")
        ]

    def asked(self, issue: model.Issue) -> list[Record]:
        """The speakers among whom an issue looks for answers."""
        if len(self.speakers) <= MANY:
            return self.speakers
        concerned = {
            str(statement.speaker)
            for record in issue.about
            for statement in self.linked(self.dossier.records[record], model.Statement, "about")
        } | {str(stand.speaker.id) for stand in self.stands(issue)}
        return [speaker for speaker in self.speakers if str(speaker.id) in concerned]

    def treatment(self, actor: model.Actor) -> Treatment:
        """How the texts treat an actor."""
        groups: dict[str, list[model.Statement]] = defaultdict(list)
        for statement in self.statements_by(actor):
            groups[self.nearest(statement)].append(statement)
        words_for = [
            statement
            for statement in self.linked(actor, model.Statement, "via")
            if wording_actor(statement) == actor.id and self.nearest(statement) == "worded"
        ]
        return Treatment(
            tuple(groups["direct"]),
            tuple(groups["worded"]),
            tuple(groups["reported"]),
            tuple(words_for),
            tuple(self.linked(actor, model.Statement, "for")),
        )

    def touching(self, record: Record) -> list[model.Statement]:
        """Statements about a record: on it, leaning on it, or on a record that is part of it."""
        return self.linked(record, model.Statement, "about", "invokes")

    def issues_about(self, record: Record) -> list[model.Issue]:
        """The issues that concern a record, in the order of the file."""
        linked = {str(issue.id) for issue in self.linked(record, model.Issue, "about")}
        return [issue for issue in self.dossier.all(model.Issue) if str(issue.id) in linked]
