"""All records of a dossier by id, what they cite and where it stands, and what links to what.

In: what was loaded, and the bytes of the sources. Out: a Dossier, for the rules of `checks` and for
the pages. Nothing is judged here: a passage found nowhere or twice is recorded as such.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from generator import model
from generator.document import HIDDEN, Text
from generator.fields import references
from generator.load import Loaded
from generator.model import Record, kind_of
from generator.passage import Selector, SourceText
from generator.span import Span
from generator.trials import Trials
from generator.voice import Quotation, Voice, corrected, marks, voice

R = TypeVar("R", bound=Record)

UNKNOWN = "unknown"
MAX_MARKS = 30
"""Accents and other marks that may stand on one letter of a source."""


@dataclass(frozen=True)
class Correction:
    """A correction of a voice, where its words stand, and whether it changes anything.

    `found` holds up to two spans: one is right. `joins` is set where it makes one of several
    quotations.
    """

    asked: model.VoiceCorrection
    found: tuple[Span, ...]
    is_needed: bool
    joins: bool = False


@dataclass(frozen=True)
class StoredText:
    """A source's bytes made ready: its text, its quotations, the fingerprint of the bytes.

    In the `doubtful` stretches the marks leave it open who speaks, and no correction says it.
    """

    source: model.Source
    text: SourceText
    quotations: tuple[Quotation, ...]
    sha256: str
    corrections: tuple[Correction, ...] = ()
    doubtful: tuple[Span, ...] = ()


@dataclass(frozen=True, eq=False)
class Use:
    """One citation by one record: the words as typed, and where they stand.

    `owner` is the id of the citing record, None for the site's own sentences. `found` holds up to
    two spans: one is right. `field` names the place in the record ("cite", "roles.cite", …).
    """

    owner: Text | None
    field: str
    quote: model.Quote
    stored: StoredText | None
    found: tuple[Span, ...]

    @property
    def span(self) -> Span | None:
        """Where the passage stands, if it stands in one place only."""
        return self.found[0] if len(self.found) == 1 else None

    @cached_property
    def voice(self) -> tuple[Voice, Quotation | None]:
        """The voice of the passage, and the quotation that holds it where it is direct."""
        if self.stored is None or self.span is None:
            return "narrator", None
        inner = self.stored.text.trimmed(self.span)
        if inner != self.span:  # a passage with the very marks of its quotation is still inside
            kind, quotation = voice(self.stored.quotations, inner)
            if kind == "direct":
                return kind, quotation
        return voice(self.stored.quotations, self.span)


@dataclass(frozen=True)
class Link:
    """A reference seen from its other end: which record points here, by which field."""

    owner: str
    field: str


@dataclass(frozen=True, eq=False)
class Dossier:
    """A joined dossier; every collection is in the order of file names and lines."""

    frame: model.Frame
    records: Mapping[str, Record]
    retired: Mapping[str, model.Retired]
    broken: Mapping[str, str]
    texts: Mapping[str, StoredText]
    uses: tuple[Use, ...]
    links: Mapping[str, tuple[Link, ...]]
    by_owner: Mapping[str | None, tuple[Use, ...]] = field(repr=False)
    outlines: Mapping[str, Any] | None = None
    """The parsed GeoJSON of the map, where there is one."""
    trials: Trials | None = None
    """What the last attack on the gate tried and caught, where there was one."""
    mentioned: frozenset[str] = frozenset()
    """All that stands in the records that could not be read."""

    def all(self, record_type: type[R]) -> list[R]:
        """All records of one kind."""
        return list(self._by_type.get(record_type, ()))

    @cached_property
    def _by_type(self) -> Mapping[type[Record], list[Any]]:
        found: dict[type[Record], list[Any]] = defaultdict(list)
        for record in self.records.values():
            found[type(record)].append(record)
        return found

    def get(self, record_id: str, record_type: type[R]) -> R:
        """The record with this id; a KeyError or TypeError is a slip of ours, not an editor's."""
        record = self.records[record_id]
        if not isinstance(record, record_type):
            raise TypeError(f"{record_id} is no {record_type.__name__}")
        return record

    def dating(self, record: Record) -> model.Dating | None:
        """The date that a record has of its own, or by its occasion or source."""
        if isinstance(record, model.Event):
            return record.date
        if isinstance(record, model.Agreement):
            return record.signed or record.issued
        if isinstance(record, model.Source):
            return record.published
        if isinstance(record, model.Statement):
            if record.date:
                return record.date
            occasion = self.records.get(record.at or "") or self.records.get(record.speaker)
            return (
                self.dating(occasion) if isinstance(occasion, model.Event | model.Source) else None
            )
        return None

    def date_span(self, owner: Record, reading: model.Reading) -> tuple[Span | None, str]:
        """Where the source's wording of a date stands, and in which source.

        Once in a cited source, or once in the paragraphs of the record's own passages there; the
        wording of a source's own date stands once in that source.
        """
        if isinstance(owner, model.Source):
            stored = self.texts.get(owner.id)
            spans = stored.text.find(Selector(reading.text or "")) if stored else []
            return (spans[0], str(owner.id)) if len(spans) == 1 else (None, "")
        own = [use for use in self.by_owner.get(owner.id, ()) if use.span and use.stored]
        for source_id in dict.fromkeys(use.quote.source for use in own):
            stored = self.texts[source_id]
            everywhere = stored.text.find(Selector(reading.text or ""), limit=50)
            near = {
                stored.text.paragraph(use.span)
                for use in own
                if use.span and use.quote.source == source_id
            }
            within = [span for span in everywhere if stored.text.paragraph(span) in near]
            for spans in (everywhere, within):
                if len(spans) == 1:
                    return spans[0], source_id
        return None, ""

    @cached_property
    def holders(self) -> Mapping[tuple[str, Span], Mapping[str, model.Statement]]:
        """Whose words each quotation holds: (source, quotation's span) → actor → a statement.

        The words are those of the last of `via`, or else of the speaker.
        """
        held: dict[tuple[str, Span], dict[str, model.Statement]] = defaultdict(dict)
        for use in self.uses:
            owner = self.records.get(use.owner or "")
            if isinstance(owner, model.Statement) and use.field == "cite":
                kind, quotation = use.voice
                if kind == "direct" and quotation:
                    key = (str(use.quote.source), quotation.span)
                    held[key].setdefault(wording_actor(owner), owner)
        return held

    def datings(self) -> Iterator[tuple[Record, model.Dating]]:
        """Every date of the dossier's own, with its record."""
        for record in self.records.values():
            if isinstance(record, model.Event | model.Statement):
                found: tuple[model.Dating | None, ...] = (record.date,)
            elif isinstance(record, model.Agreement):
                found = (record.signed, record.issued)
            elif isinstance(record, model.Source):
                found = (record.published,)
            else:
                found = ()
            yield from ((record, dating) for dating in found if dating)

    def date_wordings(self) -> Iterator[tuple[Record, model.Reading, Span | None, str]]:
        """Every wording of a date that a source is said to have, with its place and source."""
        for record, dating in self.datings():
            for reading in dating.readings:
                if reading.text is not None:
                    yield record, reading, *self.date_span(record, reading)

    def names(self) -> Iterator[tuple[Record, model.Name]]:
        """Every name that a side is said to use, with its record."""
        for record in self.records.values():
            for name in getattr(record, "names", ()):
                yield record, name

    @cached_property
    def _quoted_in(self) -> Mapping[str, tuple[str, ...]]:
        """The sources that quote each actor, in order: a name is looked for in no other."""
        quoted: dict[str, set[str]] = defaultdict(set)
        for (source_id, _), held in self.holders.items():
            for actor in held:
                quoted[actor].add(source_id)
        rank = {source_id: number for number, source_id in enumerate(self.texts)}
        return {
            actor: tuple(sorted(found, key=rank.__getitem__)) for actor, found in quoted.items()
        }

    def name_span(self, name: model.Name) -> tuple[Span, str] | None:
        """Where a name first stands in the voice of the side that is said to use it."""
        by = str(name.by)
        sources = (by,) if by in self.texts else self._quoted_in.get(by, ())
        for source_id in sources:
            stored = self.texts[source_id]
            for span in stored.text.find(Selector(name.name), limit=10_000):
                if stored.text.cuts_word(span.start) or stored.text.cuts_word(span.end):
                    continue
                if any(span.touches(stretch) for stretch in stored.doubtful):
                    continue
                kind, quotation = voice(stored.quotations, span)
                if str(name.by) in self.texts:
                    if kind == "narrator":
                        return span, source_id
                elif quotation and name.by in self.holders.get((source_id, quotation.span), {}):
                    return span, source_id
        return None


def wording_actor(statement: model.Statement) -> str:
    """Whose words a statement's quotations are."""
    return str(statement.via[-1] if statement.via else statement.speaker)


def decoded(content: bytes) -> str | None:
    """A source's text, or None where it is not text that can be read."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if HIDDEN.search(text.replace("\u200b", "")) or _towers(text):
        return None
    return text


def _towers(text: str) -> bool:
    """Whether marks stand on a letter by the hundred: putting them in order takes time squared.

    The limit is that of Unicode's Stream-Safe Text Format (UAX #15, section 13).
    """
    marks = "".join(sorted(char for char in set(text) if unicodedata.combining(char)))
    return bool(marks) and re.search(f"[{marks}]{{{MAX_MARKS + 1}}}", text) is not None


def join(loaded: Loaded, seeds: Mapping[str, bytes]) -> Dossier | None:
    """Bring records and sources together; None where there is no frame to put them in.

    seeds: file name in seeds/ → its bytes. A source without a readable file is not in `texts`.
    """
    if loaded.frame is None:
        return None
    texts: dict[str, StoredText] = {}
    for record in loaded.records.values():
        content = seeds.get(record.file) if isinstance(record, model.Source) else None
        text = decoded(content) if content is not None else None
        if isinstance(record, model.Source) and content is not None and text is not None:
            texts[str(record.id)] = _stored(record, text, hashlib.sha256(content).hexdigest())
    uses = tuple(_uses(loaded, texts))
    by_owner: dict[str | None, list[Use]] = defaultdict(list)
    for use in uses:
        by_owner[use.owner].append(use)
    links: dict[str, list[Link]] = defaultdict(list)
    for record in loaded.records.values():
        for name, reference, _ in references(record):
            link = Link(str(record.id), name)
            if link not in links[str(reference)][-4:]:
                links[str(reference)].append(link)
    return Dossier(
        frame=loaded.frame,
        records=loaded.records,
        retired=loaded.retired,
        broken=loaded.broken,
        mentioned=frozenset(loaded.mentioned),
        texts=texts,
        uses=uses,
        links={key: tuple(value) for key, value in links.items()},
        by_owner={key: tuple(value) for key, value in by_owner.items()},
    )


def _stored(source: model.Source, text: str, digest: str) -> StoredText:
    """A source's text with its quotations, as its marks and the corrections tell them."""
    prepared = SourceText(text)
    told = marks(prepared)
    quoted, doubtful = told.quotations, list(told.doubtful)
    corrections = []
    for asked in source.voices:
        found = tuple(prepared.find(Selector(asked.words)))
        before, open_before = quoted, doubtful
        if len(found) == 1:
            quoted = corrected(quoted, found[0], is_quoted=asked.voice == "quoted")
            doubtful = [piece for span in doubtful for piece in span.without(found[0])]
        is_needed = quoted is not before or doubtful != open_before
        touched = [q for q in before if found and q.words.touches(found[0])]
        joins = asked.voice == "quoted" and sum(q.closed for q in touched) > 1
        corrections.append(Correction(asked, found, is_needed, joins))
    return StoredText(source, prepared, quoted, digest, tuple(corrections), tuple(doubtful))


def _uses(loaded: Loaded, texts: Mapping[str, StoredText]) -> Iterator[Use]:
    for record in loaded.records.values():
        for name, quote in quotes(record):
            yield _use(record.id, name, quote, texts)
    if loaded.frame:
        for name, quote in quotes(loaded.frame):
            yield _use(None, name, quote, texts)


def _use(owner: Text | None, name: str, quote: model.Quote, texts: Mapping[str, StoredText]) -> Use:
    stored = texts.get(quote.source)
    found = stored.text.find(quote.selector) if stored else []
    return Use(owner, name, quote, stored, tuple(found))


def quotes(part: Record | model.Part) -> Iterator[tuple[str, model.Quote]]:
    """Every cited passage in a record or a part, with the path of its field."""
    for item in dataclasses.fields(part):
        value = getattr(part, item.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, model.Quote):
                yield item.name, one
            elif isinstance(one, model.Part):
                for inner, quote in quotes(one):
                    yield f"{item.name}.{inner}", quote


__all__ = ["Dossier", "Link", "StoredText", "Use", "join", "kind_of", "quotes", "wording_actor"]
