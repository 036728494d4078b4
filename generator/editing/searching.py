"""Find the places of a text that words may mean, also where the words are a little off.

In: a source's text and words as an editor remembers them. Out: Places, the likeliest first, each
with how it differs. It only finds: what may be cited there, `citing` says, and the gate decides.
"""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from generator.nearest import differences, with_brackets
from generator.passage import Selector, SourceText
from generator.span import Span

_RUN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
"""Letters and digits; dashes, apostrophes and other marks stand between."""

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")

OFF = 0.3
"""The share of the words that may differ for a place to count as found."""
_FAR_OFF = 0.8
"""The share that may differ for a place to be shown as the nearest there is."""
_ALIKE = 0.6
"""How much of a word must agree for it to count as the same word, misspelt."""
_EXACT_PLACES = 1_000
_LOOKED_AT = 400
"""Words of what is typed that are looked at."""
_TRIED = 60
"""Places in one source that are compared word by word."""


class Likeness(IntEnum):
    """How near a place comes to the words, the nearest first."""

    EXACT = 0
    INSIDE = 1
    """The letters stand there, as parts of longer words."""
    MARKS = 2
    """The same words; case, accents, dashes or other marks differ."""
    WORDS = 3
    """Some words differ."""
    APART = 4
    """All the words stand in one sentence, in whatever order, with others between them."""
    FAR = 5
    """Too many differ for the place to be meant, most likely."""


@dataclass(frozen=True)
class Place:
    """Where words may stand; `differs` is in plain words, nothing for an exact place."""

    likeness: Likeness
    off: float
    span: Span
    differs: str


def has_word(words: str) -> bool:
    """Whether there is anything to look for."""
    return _RUN.search(words) is not None


def places(text: SourceText, words: str) -> list[Place]:
    """All places that the words may mean, in the order of likeness, then of the text."""
    found = [_exact(text, span) for span in text.find(Selector(words), limit=_EXACT_PLACES)]
    taken = [place.span for place in found]
    # Of places that differ as much, the longer one: a window may have ended before its last word.
    near = sorted(
        _near(text, words), key=lambda place: (place.off, place.span.start, -place.span.end)
    )
    for place in near:
        if not any(place.span.start < o.end and o.start < place.span.end for o in taken):
            found.append(place)
            taken.append(place.span)
    if not any(place.likeness <= Likeness.WORDS for place in found):
        apart = list(_apart(text, words))
        found = [*apart, *(place for place in found if place.span not in {a.span for a in apart})]
    return sorted(found, key=lambda place: (place.likeness, round(place.off, 2), place.span))


def _exact(text: SourceText, span: Span) -> Place:
    inside = text.cuts_word(span.start) or text.cuts_word(span.end)
    differs = f"inside “{text.slice(text.widened(span))}”" if inside else ""
    return Place(Likeness.INSIDE if inside else Likeness.EXACT, 0, span, differs)


def _near(text: SourceText, words: str) -> list[Place]:
    """Places whose words are like these, compared by letters and digits alone."""
    wanted = [form for form, _ in _forms(words)][:_LOOKED_AT]
    forms = _forms(text.text)
    by_form: dict[str, list[int]] = defaultdict(list)
    for number, (form, _) in enumerate(forms):
        by_form[form].append(number)
    starts = _likely_starts(wanted, by_form)
    found = []
    for start in starts:
        pad = max(4, len(wanted) // 4)
        low = max(0, start - pad)
        window = forms[low : start + len(wanted) + pad]
        off, first, last = _aligned(wanted, [form for form, _ in window])
        if first > last or off > _FAR_OFF * len(wanted):
            continue
        span = Span(window[first][1].start, window[last][1].end)
        found.append(_judged(text, words, span, off, len(wanted)))
    return found


def _apart(text: SourceText, words: str) -> Iterator[Place]:
    """The sentences that hold all of the words, from the first of them to the last."""
    wanted = {form for form, _ in _forms(words)}
    for sentence in text.sentences if len(wanted) > 1 else ():
        forms = _forms(text.slice(sentence))
        last: dict[str, int] = {}
        best: tuple[int, int] | None = None
        for number, (form, _) in enumerate(forms):
            if form in wanted:
                last[form] = number
                first = min(last.values())
                if len(last) == len(wanted) and (
                    best is None or number - first < best[1] - best[0]
                ):
                    best = first, number
        if best:
            begins, ends = forms[best[0]][1].start, forms[best[1]][1].end
            span = Span(sentence.start + begins, sentence.start + ends)
            span = with_brackets(text, text.widened(span))
            told = differences(text.slice(span), _EDGES.sub("", words))
            yield Place(Likeness.APART, best[1] - best[0] + 1 - len(wanted), span, told)


def _judged(text: SourceText, words: str, span: Span, off: float, count: int) -> Place:
    span = with_brackets(text, text.widened(span))
    told = differences(text.slice(span), _EDGES.sub("", words))
    if off == 0:
        return Place(Likeness.MARKS, 0, span, told)
    return Place(Likeness.WORDS if off <= OFF * count else Likeness.FAR, off, span, told)


def _forms(text: str) -> list[tuple[str, Span]]:
    """Every word's letters and digits, without case and accents, and where it stands."""
    return [(_plain(run.group()), Span(*run.span())) for run in _RUN.finditer(text)]


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char)).casefold()


def _likely_starts(wanted: Sequence[str], by_form: dict[str, list[int]]) -> Iterable[int]:
    """Where the words would begin, if most of them are right: each word votes."""
    votes: Counter[int] = Counter()
    known = list(by_form)
    for number, word in enumerate(wanted):
        forms = [word] if word in by_form else _misspelt(word, known)
        for form in forms:
            for place in by_form[form]:
                votes[place - number] += 1
    # Words too many or too few move the votes by a few: neighbours add up.
    reach = min(3, len(wanted) // 3)
    near = range(-reach, reach + 1)
    totals = {at: sum(votes.get(at + shift, 0) for shift in near) for at in votes}
    needed = max(1, len(wanted) * (1 - _FAR_OFF) - 1)
    likely = [at for at, total in totals.items() if total >= needed]
    likely.sort(key=lambda at: (-totals[at], -votes[at], at))
    chosen: list[int] = []
    close: set[int] = set()
    for at in likely:
        if at not in close:
            chosen.append(at)
            close.update(at + shift for shift in near)
        if len(chosen) == _TRIED:
            break
    return chosen


def _misspelt(word: str, known: Iterable[str]) -> list[str]:
    like = [form for form in known if abs(len(form) - len(word)) <= 2]
    return difflib.get_close_matches(word, like, n=4, cutoff=0.75)


def _aligned(wanted: Sequence[str], window: Sequence[str]) -> tuple[float, int, int]:
    """The stretch of a window that differs least: by how many words, its first and last word.

    A misspelt word counts in part; so it goes for edit distances (R. A. Wagner and M. J. Fischer,
    1974), with free ends in the window.
    """
    # row[j]: what the wanted words so far cost, ending before window[j]; the words that agree,
    # as a number below 0, so that of equal costs the one with more of them is less; the beginning.
    row = [(0.0, 0, at) for at in range(len(window) + 1)]
    for number, word in enumerate(wanted, start=1):
        following = [(float(number), 0, 0)]
        for at, other in enumerate(window):
            unlike = _unlike(word, other)
            cost, agree, start = row[at]
            swapped = (cost + unlike, agree - (unlike < 1), start)
            cost, agree, start = following[at]
            left_out = (cost + 1, agree, start)
            cost, agree, start = row[at + 1]
            not_there = (cost + 1, agree, start)
            following.append(min(swapped, left_out, not_there, key=lambda one: one[:2]))
        row = following
    end = min(range(len(row)), key=lambda at: row[at][:2])
    off, _, first = row[end]
    return off, first, end - 1


@functools.lru_cache(maxsize=100_000)
def _unlike(word: str, other: str) -> float:
    """0 for the same word, 1 for another, between the two for a misspelt one."""
    if word == other:
        return 0
    matcher = difflib.SequenceMatcher(None, word, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 1
    alike = matcher.ratio()
    return 1 - alike if alike >= _ALIKE else 1
