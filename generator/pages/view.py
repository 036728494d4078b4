"""What one page may say of a dossier: names, links, notes, dates, quotations, as markup.

In: a dossier's relations and the path of the page. Out: Markup for the templates. A View belongs to
one page, because links are relative to it and notes are numbered in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator import addresses, dates, model
from generator.dossier import Use
from generator.markup import attribute, enumerated, joined, link, text
from generator.model import KIND_WORDS, Record, kind_of
from generator.relations import Relations
from generator.span import Span

MOST_NOTES = 250
"""Notes that a page prints; with more, it would be slow to load and long to scroll."""

_MARK = re.compile(r"\[\^(fs-[^\]]+)\]")
_NOBODY = Markup("")


@dataclass(frozen=True)
class Shown:
    """One reading of a date as a page shows it."""

    words: Markup
    basis: str
    meaning: str
    text: str
    why: str
    preferred: bool
    note: Markup


class View:
    """A page's way of looking at a dossier."""

    def __init__(self, relations: Relations, path: str) -> None:
        self.relations = relations
        self.dossier = relations.dossier
        self.path = path
        self._notes: dict[tuple[str, Span], Use | None] = {}

    # --- names and links ---

    def record(self, record: Record | str) -> Record:
        """The record, whether given itself or by its id."""
        return record if isinstance(record, Record) else self.dossier.records[record]

    def name(self, record: Record | str) -> str:
        """What a record is called on the site, as plain text."""
        record = self.record(record)
        if isinstance(record, model.Source):
            return source_title(record)
        if isinstance(record, model.Statement):
            speaker = self.record(record.speaker)
            by_article = isinstance(speaker, model.Source)
            return f"{'The article' if by_article else self.name(speaker)}: {record.says}"
        if isinstance(record, model.Event):
            return str(record.what).removesuffix(".")
        if isinstance(record, model.Issue):
            return str(record.question)
        if isinstance(record, model.Discrepancy):
            return str(record.note)
        return str(getattr(record, "name", record.id))

    def link(self, record: Record | str, label: object = None) -> Markup:
        """A link to a record's page, by its name or another label."""
        record = self.record(record)
        target = addresses.link(self.path, addresses.address(record))
        return link(self.name(record) if label is None else label, target)

    def links(self, records: Iterable[Record | str]) -> Markup:
        """Links in a row of words; one that is a sentence has its note beside it."""
        return enumerated(self.noted_link(record) for record in records)

    def noted_link(self, record: Record | str) -> Markup:
        """A link to a record; a name stands by itself, a sentence carries its note."""
        record = self.record(record)
        sentence = isinstance(record, model.Event | model.Statement)
        return self.link(record) + (self.cited(record) if sentence else Markup(""))

    def to(self, page: str, label: object) -> Markup:
        """A link to any page of the site by its path."""
        return link(label, addresses.link(self.path, page))

    def href(self, record: Record | str) -> str:
        """A relative address of a record for use in HTML and SVG that no builder rewrites."""
        page, mark, anchor = addresses.address(self.record(record)).partition("#")
        here = self.path.removesuffix("index.md").removesuffix(".md")
        there = page.removesuffix("index.md").removesuffix(".md")
        depth = len([part for part in here.split("/") if part])
        return "../" * depth + (f"{there.rstrip('/')}/" if there else "") + mark + anchor or "./"

    def kind(self, record: Record | str) -> str:
        """The word for a record's kind, and of an actor or route the sort as well."""
        return KIND_WORDS[kind_of(self.record(record))]

    # --- notes and quotations ---

    def note(self, uses: Iterable[Use]) -> Markup:
        """Note marks for passages; the same passage has one number on a page."""
        marks = []
        for use in uses:
            if use.span is None:
                raise ValueError("a page was made from a dossier that did not pass the check")
            marks.append(self._mark(str(use.quote.source), use.span, use))
        return Markup("".join(dict.fromkeys(marks)))

    def cited(self, record: Record | str, field: str = "cite") -> Markup:
        """Note marks for all passages of one field of a record."""
        return self.note(self.relations.uses(self.record(record), field))

    def cited_by(self, owner: Record | None, cite: Sequence[model.Quote]) -> Markup:
        """Note marks for the passages of one part of a record, or of the frame."""
        return self.note(self.relations.uses_of(owner, cite))

    def _mark(self, source: str, span: Span, use: Use | None) -> Markup:
        key = (source, span)
        self._notes.setdefault(key, use)
        return Markup(f"[^{note_id(source, span)}]")

    def named(self, name: model.Name) -> Markup:
        """A note mark for the place where a side first uses a name."""
        place = self.dossier.name_span(name)
        return self._mark(place[1], place[0], None) if place else Markup("")

    def answer(self, issue: model.Issue, option: str) -> model.Answer:
        """An option of an issue in the form in which statements give it."""
        chosen = next(one for one in issue.options if one.id == option)
        return model.Answer(position=chosen.position, issue=issue.id, option=chosen.id)

    def words(self, use: Use, statement: model.Statement | None = None) -> Markup:
        """The passage in the source's own characters, in quotation marks.

        With its statement it can be taken along with whose words it holds.
        """
        words = text(self.exact(use))
        if statement:
            whose = attribute(self.attribution(statement, use))
            words = Markup(f'<span data-attribution="{whose}">{words}</span>')
        return Markup(f"“{words}”")

    def exact(self, use: Use) -> str:
        """The passage in the source's own characters."""
        if use.stored is None or use.span is None:
            raise ValueError("a page was made from a dossier that did not pass the check")
        return use.stored.text.slice(use.span)

    def _in_context(self, source: str, span: Span | None) -> Markup:
        if span is None:
            raise ValueError("a page was made from a dossier that did not pass the check")
        known = self.relations.shown_passages
        if (source, span) not in known:
            around = self.dossier.texts[source].text.sentences_around(span)
            known[source, span] = self._sentences(source, around, [span])
        return known[source, span]

    def passages(
        self, uses: Iterable[Use], statement: model.Statement | None = None
    ) -> list[tuple[Markup, Markup]]:
        """Passages in their sentences, with links to them; those in the same sentences are one.

        With their statement, each can be taken along with whose words it holds. Passages of a
        statement that are given together reach the reader in one way.
        """
        uses = list(uses)
        whose = attribute(self.attribution(statement, uses[0])) if statement else Markup("")
        together: dict[tuple[str, Span], list[Span]] = {}
        for use in uses:
            if use.stored is None or use.span is None:
                raise ValueError("a page was made from a dossier that did not pass the check")
            around = use.stored.text.sentences_around(use.span)
            together.setdefault((str(use.quote.source), around), []).append(use.span)
        return [
            (self._sentences(source, around, spans, whose), self._where(source, min(spans)))
            for (source, around), spans in together.items()
        ]

    def _sentences(
        self, source: str, around: Span, spans: Sequence[Span], whose: Markup = _NOBODY
    ) -> Markup:
        """Sentences with several passages marked; marks that overlap are joined."""
        stored, here, parts = self.dossier.texts[source], around.start, []
        attribution = f' data-attribution="{whose}"' if whose else ""
        for span in sorted(spans):
            parts.append(self._quiet(stored.text.text[here : span.start]))
            start = max(here, span.start)
            if start < span.end:
                marked = text(stored.text.text[start : span.end])
                parts.append(Markup(f'<mark class="fs-cited"{attribution}>{marked}</mark>'))
            here = max(here, span.end)
        parts.append(self._quiet(stored.text.text[here : around.end]))
        return joined(parts, "")

    @staticmethod
    def _quiet(words: str) -> Markup:
        return Markup(f'<span class="fs-around">{text(words)}</span>') if words else Markup("")

    def attribution(self, statement: model.Statement, use: Use) -> str:
        """Whose words a passage of a statement holds, when and where, in plain text."""
        who, way = self.name(statement.speaker), self.relations.way(statement, use)
        via = self.name(statement.via[-1]) if statement.via else ""
        form = {
            "direct": "{who}",
            "worded": "{who}, in the words of: {via}",
            "reported": "the article’s words, reporting {who}"
            + (", through: {via}" if via else ""),
            "article": "the article’s own words",
        }[way]
        whose = form.format(who=who, via=via)
        return f"{whose}, {self.day(statement)}; in: {self.name(use.quote.source)}"

    def where(self, use: Use) -> Markup:
        """A link to the marked passage: "seed title, paragraph 3"."""
        return self._where(str(use.quote.source), use.span)

    def _where(self, source: str, span: Span | None) -> Markup:
        record, stored = self.dossier.records[source], self.dossier.texts[source]
        if span is None:
            raise ValueError("a page was made from a dossier that did not pass the check")
        place = f"{self.name(record)}, paragraph {stored.text.paragraph(span)}"
        return Markup(f"{link(place, self._target(source, span))}{{ .fs-source }}")

    def _target(self, source: str, span: Span) -> str:
        """The way to a marked passage."""
        page = addresses.page(self.dossier.records[source])
        return addresses.link(self.path, f"{page}#{addresses.anchor(span)}")

    def notes(self) -> Markup:
        """The notes of the page, for its end; of too many, a sentence that says what stands here.

        Their marks then lead straight to the sources: see `with_marks`.
        """
        if len(self._notes) > MOST_NOTES:
            return Markup(
                '<p class="fs-legend">This page has too many notes to print them here: each number '
                "leads to the words in their source.</p>"
            )
        lines = []
        for source, span in self._notes:
            note = f"{self._in_context(source, span)} — {self._where(source, span)}"
            lines.append(f"[^{note_id(source, span)}]: {note}")
        return Markup("\n".join(lines))

    def with_marks(self, body: str) -> str:
        """The page's Markdown, where the mark of a note that is not printed leads to its source."""
        if len(self._notes) <= MOST_NOTES:
            return body
        marks = {
            note_id(source, span): f"<sup>[{number}]({self._target(source, span)})"
            f'{{ .fs-mark aria-label="{number}: the words that support this" }}</sup>'
            for number, (source, span) in enumerate(self._notes, start=1)
        }
        return _MARK.sub(lambda mark: marks[mark[1]], body)

    # --- dates ---

    def when(self, record: Record | str) -> Markup:
        """A record's date in words, with a note for the source's wording of it."""
        record = self.record(record)
        dating = self.dossier.dating(record)
        if dating is None:
            return Markup("")
        owner = self._dated(record)
        parts = [self._reading(owner, dating.main)]
        others = [r for r in dating.readings if r is not dating.main]
        if others:
            words = joined((self._reading(owner, r) for r in others), " or ")
            parts.append(Markup(f" (or {words}, on another reading of the text)"))
        return Markup("".join(parts))

    def day(self, record: Record | str) -> str:
        """A record's date in words, plain."""
        dating = self.dossier.dating(self.record(record))
        return dates.shown(dating.main.edtf, dating.main.text) if dating else "date unknown"

    def iso_day(self, record: Record | str) -> str:
        """The first day that a record's date can mean, as 2023-09-12; empty where it is unknown."""
        dating = self.dossier.dating(self.record(record))
        first = dates.bounds(dating.main.edtf).earliest if dating else None
        return first.isoformat() if first else ""

    def issues_of(self, statement: model.Statement) -> list[str]:
        """The ids of the issues that a statement answers, outright or by our reading."""
        return [str(answer.issue) for answer in (*statement.answers, *statement.implies)]

    def readings(self, record: Record | str) -> list[Shown]:
        """Every reading of a record's date, with its basis and reason."""
        record = self.record(record)
        dating = self.dossier.dating(record)
        owner = self._dated(record)
        return [
            Shown(
                words=self._span(reading),
                basis=basis,
                meaning=dates.BASES[basis],
                text=str(reading.text or ""),
                why=str(reading.why or ""),
                preferred=bool(reading.prefer),
                note=self._date_note(owner, reading),
            )
            for reading in (dating.readings if dating else ())
            for basis in [dates.basis(reading.edtf, reading.text)]
        ]

    def _dated(self, record: Record) -> Record:
        """The record that holds the date: the record itself, or its occasion."""
        if isinstance(record, model.Statement) and not record.date:
            return self.dossier.records[record.at or record.speaker]
        return record

    def _reading(self, owner: Record, reading: model.Reading) -> Markup:
        return Markup(f"{self._span(reading)}{self._date_note(owner, reading)}")

    def _span(self, reading: model.Reading) -> Markup:
        basis = dates.basis(reading.edtf, reading.text)
        words = dates.shown(reading.edtf, reading.text)
        title = attribute(f"{basis.capitalize()}. {dates.BASES[basis]}")
        name = basis.replace(" ", "-")
        return Markup(f'<span class="fs-date fs-date-{name}" title="{title}">{text(words)}</span>')

    def _date_note(self, owner: Record, reading: model.Reading) -> Markup:
        if reading.text is None:
            return Markup("")
        span, source = self.dossier.date_span(owner, reading)
        return self._mark(source, span, None) if span else Markup("")


def source_title(source: model.Source) -> str:
    """A source's title; one that the site supplies stands in brackets, as cataloguers do."""
    return str(source.title) if source.title != "unknown" else f"[{source.supplied_title}]"


def note_id(source: str, span: Span) -> str:
    """The id of a note; prefixed, so that nothing in a text can be taken for one."""
    return f"fs-{source}-{span.start}-{span.end}"
