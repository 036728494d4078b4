"""The dossier of this repository: clean, and no sentence of its sources passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import workspace
from generator.dossier import Dossier
from generator.gate import Verdict, examine
from generator.model import Source
from generator.passage import Selector, SourceText
from generator.problem import as_text

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    inputs = workspace.read(PROJECT)
    return examine(inputs.files, inputs.seeds, inputs.problems, inputs.outlines)


@pytest.fixture(scope="module")
def dossier(verdict: Verdict) -> Dossier:
    assert verdict.dossier is not None
    return verdict.dossier


def test_it_is_clean(verdict: Verdict) -> None:
    assert not verdict.problems, as_text(verdict.problems)
    assert verdict.passed
    assert verdict.counts["texts"] == 2
    assert verdict.counts["citations"] > 200


def test_it_cites_every_sentence_or_says_why_not(dossier: Dossier) -> None:
    for source in dossier.all(Source):
        stored = dossier.texts[source.id]
        without_fact = [
            span for item in source.no_fact for span in stored.text.find(Selector(item.sentence))
        ]
        cited = [use.span for use in dossier.uses if use.span and use.stored is stored]
        for sentence in stored.text.sentences:
            assert any(
                span.start < sentence.end and sentence.start < span.end
                for span in cited + without_fact
            ), stored.text.slice(sentence)


def test_every_citation_holds_by_a_plain_search(dossier: Dossier) -> None:
    def plain(text: str) -> str:
        for curly, straight in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'")):
            text = text.replace(curly, straight)
        return " ".join(text.split())

    texts = {str(key): plain(stored.text.text) for key, stored in dossier.texts.items()}
    assert len(dossier.uses) > 200
    for use in dossier.uses:
        words = f"{use.quote.prefix or ''}{use.quote.exact}{use.quote.suffix or ''}"
        assert texts[str(use.quote.source)].count(plain(words)) == 1, use.quote.exact
        assert use.stored is not None
        assert use.span is not None
        assert plain(use.stored.text.slice(use.span)) == plain(use.quote.exact)


def test_the_sources_are_stored_byte_for_byte(dossier: Dossier) -> None:
    for source in dossier.all(Source):
        stored = dossier.texts[source.id]
        content = (PROJECT / "seeds" / source.file).read_bytes()
        assert stored.text.text.encode("utf-8") == content
        assert stored.sha256 == source.sha256


def test_each_actor_that_never_speaks_is_spoken_of(dossier: Dossier) -> None:
    for actor_id in ("toivo-klaar", "karabakh-armenians"):
        assert dossier.links.get(actor_id)


def test_its_quotations_are_told_from_the_articles_words(dossier: Dossier) -> None:
    for stored in dossier.texts.values():
        text: SourceText = stored.text
        marks = sum(text.text.count(mark) for mark in '“”"')
        closed = [quotation for quotation in stored.quotations if quotation.closed]
        assert len(closed) == len(stored.quotations)
        # Two marks for each, and one more for each paragraph that goes on quoting.
        again = sum(text.slice(q.words).count("\n\n“") for q in closed)
        assert marks == 2 * len(closed) + again
