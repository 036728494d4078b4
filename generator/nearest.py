"""Approximate matching, for hints and for finding words, never for accepting them.

In: a source's text and words that are not quite in it. Out: the nearest passage, the differing
words, and YAML to paste that names a passage exactly once.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterator

from generator.passage import Selector, SourceText, Span, fold

_COMMON = 200
"""Words that stand more often than this in a source say little about the place."""
_LOOKED_AT = 400
"""Words of a passage that are looked up at most."""


def nearest_passage(source: SourceText, words: str) -> Span | None:
    """The stretch of a source that is most like these words; None where nothing is like them.

    Each word votes for the place where the passage would begin if this word were right.
    """
    wanted = [_plain(word) for word in fold(words).split()][:_LOOKED_AT]
    wanted = [word for word in wanted if word]
    places = source.words_by_form
    votes: Counter[int] = Counter()
    for number, word in enumerate(wanted):
        found = places.get(word, ())
        if len(found) <= _COMMON:
            for place in found:
                votes[place - number] += 1
    if not votes:
        return None
    # Words inserted or left out move the votes by a few: add up neighbours.
    best = max(votes, key=lambda at: (sum(votes[at + shift] for shift in range(-3, 4)), -at))
    if sum(votes[best + shift] for shift in range(-3, 4)) < max(2, len(wanted) // 3):
        return None
    low = max(0, best - 4)
    window = source.words[low : best + len(wanted) + 5]
    forms = [_plain(source.slice(word)) for word in window]
    blocks = [
        block
        for block in difflib.SequenceMatcher(
            None, forms, wanted, autojunk=False
        ).get_matching_blocks()
        if block.size
    ]
    if not blocks:
        return None
    first, last = blocks[0].a, blocks[-1].a + blocks[-1].size - 1
    # Take in what the editor wrote differently at the two ends.
    first = max(0, first - blocks[0].b)
    last = min(len(window) - 1, last + len(wanted) - blocks[-1].b - blocks[-1].size)
    return Span(window[first].start, window[last].end)


def _plain(word: str) -> str:
    return re.sub(r"[^\w]+", "", word).casefold()


def differences(has: str, written: str) -> str:
    """What a source has where the editor wrote otherwise: `"a" (not "b"), "c" (left out)`."""
    source_words, own_words = fold(has).split(), fold(written).split()
    matcher = difflib.SequenceMatcher(None, source_words, own_words, autojunk=False)
    parts = []
    for kind, low, high, own_low, own_high in matcher.get_opcodes():
        theirs, own = " ".join(source_words[low:high]), " ".join(own_words[own_low:own_high])
        if kind == "replace":
            parts.append(f'"{theirs}", not "{own}"')
        elif kind == "delete":
            parts.append(f'"{theirs}" is left out')
        elif kind == "insert":
            parts.append(f'"{own}" is not there')
    return "; ".join(parts[:4]) + ("; …" if len(parts) > 4 else "")


def unique(source: SourceText, span: Span) -> Selector:
    """A selector that finds this span and no other: with a prefix of as many words as it takes.

    A suffix comes where even all that stands before does not tell it apart.
    """
    exact = source.slice(span)
    if len(source.find(Selector(exact))) == 1:
        return Selector(exact)
    for prefix in _before(source, span):
        selector = Selector(exact, prefix)
        if source.find(selector) == [span]:
            return selector
    for suffix in _behind(source, span):
        selector = Selector(exact, "", suffix)
        if source.find(selector) == [span]:
            return selector
    for prefix, suffix in zip(_before(source, span), _behind(source, span), strict=False):
        selector = Selector(exact, prefix, suffix)
        if source.find(selector) == [span]:
            return selector
    return Selector(exact)


def _before(source: SourceText, span: Span) -> Iterator[str]:
    words = [word for word in source.words_near(span.start, 40, 0) if word.end <= span.start]
    for word in reversed(words):
        yield source.text[word.start : span.start].strip()


def _behind(source: SourceText, span: Span) -> Iterator[str]:
    words = [word for word in source.words_near(span.end, 0, 40) if word.start >= span.end]
    for word in words:
        yield source.text[span.end : word.end].strip()


def as_yaml(source_id: str, selector: Selector) -> str:
    """The value of `cite` to paste: `{gazette: the words}`, on one line."""
    if not selector.prefix and not selector.suffix:
        return f"{{{source_id}: {scalar(selector.exact)}}}"
    parts = [f"exact: {scalar(selector.exact)}"]
    if selector.prefix:
        parts.append(f"prefix: {scalar(selector.prefix)}")
    if selector.suffix:
        parts.append(f"suffix: {scalar(selector.suffix)}")
    return f"{{{source_id}: {{{', '.join(parts)}}}}}"


def scalar(text: str) -> str:
    """The text as a YAML scalar that reads back as it is, on one line."""
    line = " ".join(text.split())
    plain = re.fullmatch(r"[^\W_](?:[\w .;/()%+–—’‘“”-]*[\w.)%’”])?", line)
    return line if plain and not line.endswith(":") else json.dumps(line, ensure_ascii=False)
