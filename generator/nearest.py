"""Approximate matching, for hints and for finding words, never for accepting them.

In: a source's text and words that are not quite in it. Out: the nearest passage, the differing
words, and YAML to paste that names a passage exactly once.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.passage import Selector, SourceText, fold
from generator.span import Span
from generator.unseen import visible

_COMMON = 200
"""Words that stand more often than this in a source say little about the place."""
_RARE = 3
"""Words that stand at most as often say where a passage is, even alone."""
_FEW = 3
"""Words of a passage so short that one right or nearly right word may be all that there is."""
_LOOKED_AT = 400
"""Words of a passage that are looked up at most."""


def nearest_passage(source: SourceText, words: str) -> Span | None:
    """The stretch of a source that is most like these words; None where nothing is like them.

    Each word votes for the place where the passage would begin if this word were right. Of a few
    words one is enough, also misspelt, if it is rare in the source; of more, words that stand
    everywhere are not enough.
    """
    wanted = [_plain(word) for word in fold(words).split()][:_LOOKED_AT]
    wanted = [word for word in wanted if word]
    places = source.words_by_form
    is_short = len(wanted) <= _FEW
    wanted = [word if word in places else _alike(word, places) for word in wanted]
    rare = {word for word in wanted if is_short and 0 < len(places.get(word, ())) <= _RARE}
    votes: Counter[int] = Counter()
    for number, word in enumerate(wanted):
        found = places.get(word, ())
        if len(found) <= _COMMON and (word in rare or not rare):
            votes.update(place - number for place in found)
    if not votes:
        return None
    # Words inserted or left out move the votes by a few: add up neighbours.
    best = max(votes, key=lambda at: (sum(votes[at + shift] for shift in range(-3, 4)), -at))
    needed = 1 if rare else max(2, len(wanted) // 3)
    if sum(votes[best + shift] for shift in range(-3, 4)) < needed:
        return None
    window = source.words[max(0, best - 4) : best + len(wanted) + 8 + len(wanted) // 2]
    forms = [_plain(source.slice(word)) for word in window]
    pairs = _matched(forms, wanted)
    is_told = any(len(places[wanted[number]]) <= _RARE for _, number in pairs)
    if len(pairs) < needed or not (is_told or 2 * len(pairs) > len(wanted)):
        return None
    # Take in what the editor wrote differently at the two ends.
    first = max(0, pairs[0][0] - pairs[0][1])
    last = min(len(window) - 1, pairs[-1][0] + len(wanted) - 1 - pairs[-1][1])
    return with_brackets(source, Span(window[first].start, window[last].end))


def _matched(forms: Sequence[str], wanted: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the words that are the same in both, in order, as close together as can be.

    difflib takes the first of several equal words. Right of the longest match that is the nearest;
    left of it the nearest is the last, so that side is compared backwards.
    """
    matcher = difflib.SequenceMatcher(None, forms, wanted, autojunk=False)
    middle = matcher.find_longest_match()
    head = difflib.SequenceMatcher(
        None, forms[: middle.a][::-1], wanted[: middle.b][::-1], autojunk=False
    )
    tail = difflib.SequenceMatcher(None, forms[middle.a :], wanted[middle.b :], autojunk=False)
    before = [
        (middle.a - 1 - block.a - at, middle.b - 1 - block.b - at)
        for block in head.get_matching_blocks()
        for at in range(block.size)
    ]
    behind = [
        (middle.a + block.a + at, middle.b + block.b + at)
        for block in tail.get_matching_blocks()
        for at in range(block.size)
    ]
    return sorted(before) + behind


def with_brackets(source: SourceText, span: Span) -> Span:
    """The span with the bracket right beside it whose partner stands in it."""
    inside, text = source.slice(span), source.text
    for opening, closing in ("[]", "()"):
        before, behind = text[span.start - 1 : span.start], text[span.end : span.end + 1]
        if before == opening and inside.count(closing) > inside.count(opening):
            return Span(span.start - 1, span.end)
        if behind == closing and inside.count(opening) > inside.count(closing):
            return Span(span.start, span.end + 1)
    return span


def _alike(word: str, known: Iterable[str]) -> str:
    """The word that a misspelt one may stand for; the word itself where none is like it."""
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.75)), word)


def _plain(word: str) -> str:
    return re.sub(r"[^\w]+", "", word).casefold()


def differences(has: str, written: str) -> str:
    """What a source has where the editor wrote otherwise: `"a", not "b"; "c" is left out`."""
    source_words, own_words = fold(has).split(), fold(written).split()
    matcher = difflib.SequenceMatcher(None, source_words, own_words, autojunk=False)
    parts = []
    for kind, low, high, own_low, own_high in matcher.get_opcodes():
        theirs, own = _quoted(source_words[low:high]), _quoted(own_words[own_low:own_high])
        if kind == "replace":
            parts.append(f"{theirs}, not {own}")
        elif kind == "delete":
            parts.append(f"{theirs} is left out")
        elif kind == "insert":
            parts.append(f"{own} is not there")
    return "; ".join(parts[:4]) + ("; …" if len(parts) > 4 else "")


def _quoted(words: Iterable[str]) -> str:
    """The words in quotation marks of another form than those in them."""
    line = " ".join(words)
    return f"“{line}”" if '"' in line else f'"{line}"'


def unique(source: SourceText, span: Span) -> Selector:
    """A selector that finds this span and no other: with a prefix of as many words as it takes.

    A suffix comes where even all that stands before does not tell it apart.
    """
    exact = visible(source.slice(span))
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
        yield visible(source.text[word.start : span.start]).strip()


def _behind(source: SourceText, span: Span) -> Iterator[str]:
    words = [word for word in source.words_near(span.end, 0, 40) if word.start >= span.end]
    for word in words:
        yield visible(source.text[span.end : word.end]).strip()


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
