"""How much of each source is cited: by which records, sentence by sentence, and what is not.

In: a dossier. Out: one SourceCoverage for each source that could be read, and the text, Markdown
and JSON forms. Nothing is judged here: a sentence that nothing cites is a fact, not a problem.
"""

from __future__ import annotations

import bisect
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.document import Text, shorten
from generator.dossier import Dossier, StoredText
from generator.markup import text as inert
from generator.model import Source
from generator.passage import Selector, SourceText
from generator.span import Span

State = Literal["cited", "no fact", "not cited"]

FRAME = "data/dossier.yml"
"""What stands in the place of a record's id where the dossier's own sentences cite."""


@dataclass(frozen=True, eq=False)
class SentenceCoverage:
    """One sentence of a source, and what rests on it.

    `paragraph` counts from 1. `records` are the ids of the records with a passage that touches the
    sentence, in the dossier's order; FRAME stands for its lead. `why` is the reason given in
    `no_fact`, None where the sentence is not listed there.
    """

    span: Span
    paragraph: int
    records: tuple[str, ...]
    why: Text | None

    @property
    def state(self) -> State:
        """A sentence that is cited and listed in `no_fact` counts as cited."""
        if self.records:
            return "cited"
        return "not cited" if self.why is None else "no fact"


@dataclass(frozen=True, eq=False)
class SourceCoverage:
    """What is cited of one source; `cited` are its cited stretches, joined where they overlap."""

    source: Source
    text: SourceText
    sentences: tuple[SentenceCoverage, ...]
    cited: tuple[Span, ...]

    def count(self, state: State) -> int:
        """How many sentences are in this state."""
        return sum(1 for sentence in self.sentences if sentence.state == state)

    @property
    def sentence_share(self) -> float:
        """The share of the sentences that are cited, from 0 to 1; 0 for an empty source."""
        return _share(self.count("cited"), len(self.sentences))

    @cached_property
    def word_share(self) -> float:
        """The share of the words that stand in cited passages, from 0 to 1."""
        starts = [word.start for word in self.text.words]
        within = sum(
            bisect.bisect_left(starts, span.end) - bisect.bisect_left(starts, span.start)
            for span in self.cited
        )
        return _share(within, len(starts))

    @cached_property
    def character_share(self) -> float:
        """The share of the characters, white space between paragraphs aside, from 0 to 1."""
        total = sum(paragraph.end - paragraph.start for paragraph in self.text.paragraphs)
        # A passage may run over the end of a paragraph, and then holds the white space there too.
        return min(1.0, _share(sum(span.end - span.start for span in self.cited), total))

    @property
    def uncited(self) -> tuple[SentenceCoverage, ...]:
        """The sentences that nothing cites and that are not listed as carrying no fact."""
        return tuple(one for one in self.sentences if one.state == "not cited")

    def words(self, sentence: SentenceCoverage) -> str:
        """The sentence's own characters."""
        return self.text.slice(sentence.span)


def coverage(dossier: Dossier) -> tuple[SourceCoverage, ...]:
    """What is cited of every source whose text could be read, in the dossier's order.

    A citation that stands nowhere or in several places cites nothing. The time grows with the
    length of the sources and the number of citations.
    """
    cited: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for use in dossier.uses:
        if use.span is not None:
            owner = FRAME if use.owner is None else str(use.owner)
            cited[str(use.quote.source)].append((use.span, owner))
    return tuple(
        _of_source(stored, cited.get(source_id, [])) for source_id, stored in dossier.texts.items()
    )


def _of_source(stored: StoredText, cited: Sequence[tuple[Span, str]]) -> SourceCoverage:
    text = stored.text
    owners: dict[Span, dict[str, None]] = defaultdict(dict)
    for span, owner in cited:
        for sentence in text.sentences_of(span):
            owners[sentence][owner] = None
    reasons = _reasons(stored)
    sentences = tuple(
        SentenceCoverage(
            sentence, text.paragraph(sentence), tuple(owners[sentence]), reasons.get(sentence)
        )
        for sentence in text.sentences
    )
    return SourceCoverage(stored.source, text, sentences, _joined(span for span, _ in cited))


def _reasons(stored: StoredText) -> dict[Span, Text]:
    """Why a sentence needs no citation, by its span. Half a sentence in `no_fact` excuses none."""
    reasons: dict[Span, Text] = {}
    for listed in stored.source.no_fact:
        found = stored.text.find(Selector(listed.sentence))
        for span in found if len(found) == 1 else ():
            for sentence in stored.text.sentences_of(span):
                if stored.text.covers(span, sentence):
                    reasons[sentence] = listed.why
    return reasons


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def percent(share: float) -> str:
    """A share as whole per cent; only all is 100 %, only nothing is 0 %."""
    if 0 < share < 1:
        return f"{min(99, max(1, round(share * 100)))} %"
    return f"{round(share * 100)} %"


def title(source: Source) -> str:
    """The source's title, or the one that the site gives it, in brackets."""
    return f"[{source.supplied_title}]" if source.supplied_title else str(source.title)


def summary(covered: SourceCoverage) -> str:
    """One line on how much is cited."""
    total, listed = len(covered.sentences), covered.count("no fact")
    without = f", {listed} without a fact" if listed else ""
    return (
        f"{covered.count('cited')} of {total} sentences cited ({percent(covered.sentence_share)})"
        f"{without}, {len(covered.uncited)} not cited; "
        f"{percent(covered.word_share)} of the words stand in cited passages"
    )


def as_text(covered: Iterable[SourceCoverage]) -> str:
    """For a terminal: each sentence with its state, and the records below it."""
    lines: list[str] = []
    for one in covered:
        lines += [f"{one.source.id}: {title(one.source)}", f"  {summary(one)}"]
        for sentence in one.sentences:
            words = shorten(one.words(sentence), 90)
            lines.append(f"  {f'¶{sentence.paragraph}':<4} {sentence.state:<9}  {words}")
            if sentence.state != "not cited":
                lines.append(" " * 18 + (", ".join(sentence.records) or str(sentence.why)))
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def as_markdown(covered: Iterable[SourceCoverage]) -> str:
    """For a pull request or a page: a heading and a table for each source."""
    lines: list[str] = []
    for one in covered:
        lines += [f"## {inert(title(one.source))}", "", f"`{one.source.id}`: {summary(one)}.", ""]
        lines += ["| ¶ | Sentence | State | Records, or the reason |", "|--:|---|---|---|"]
        for sentence in one.sentences:
            rests = ", ".join(f"`{name}`" for name in sentence.records)
            lines.append(
                f"| {sentence.paragraph} | {inert(one.words(sentence))} | {sentence.state} "
                f"| {rests or inert(sentence.why or '')} |"
            )
        lines.append("")
    return "".join(f"{line}\n" for line in lines)


def as_json(covered: Iterable[SourceCoverage], advice: Mapping[str, object]) -> str:
    """An object {sources, advice}, in ASCII; the advice is given as it is to stand there.

    Shares are from 0 to 1; offsets count code points, ends exclusive.
    """
    sources = [
        {
            "source": str(one.source.id),
            "title": title(one.source),
            "sentences": len(one.sentences),
            "cited": one.count("cited"),
            "no_fact": one.count("no fact"),
            "not_cited": one.count("not cited"),
            "sentence_share": round(one.sentence_share, 4),
            "word_share": round(one.word_share, 4),
            "character_share": round(one.character_share, 4),
            "list": [
                {
                    "paragraph": sentence.paragraph,
                    "start": sentence.span.start,
                    "end": sentence.span.end,
                    "text": one.words(sentence),
                    "state": sentence.state,
                    "records": list(sentence.records),
                    "why": None if sentence.why is None else str(sentence.why),
                }
                for sentence in one.sentences
            ],
        }
        for one in covered
    ]
    return json.dumps({"sources": sources, "advice": advice}, indent=2) + "\n"
