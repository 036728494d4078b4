"""Negations that stand beside a passage and are left out of it: they turn its sense round.

In: a text with its words, a sentence, a passage. Out: the passage, lengthened by its negation.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from generator.span import Span
from generator.unseen import visible

NEGATIONS = frozenset(
    """
    not never no non none nor neither nobody no-one nothing nowhere without cannot
    denied denies deny denying denial refuses refused refuse refusing refusal
    rejects rejected reject rejecting rejection declines declined declining
    dismisses dismissed dismiss dismissing
    prevent prevents prevented preventing prohibits prohibited forbids forbade forbidden
    false falsely untrue wrongly impossible unable unwilling unlikely
    doubt doubts doubted doubtful disputes disputed refutes refuted
    lack lacks lacked lacking absence failure
    hardly scarcely barely rarely seldom unless except
    """.split()
)
"""Words that turn a passage's sense round when they stand beside it and are left out."""
PAIRS = (
    *(("rather", "than"), ("instead", "of"), ("far", "from"), ("anything", "but"), ("yet", "to")),
    *(("fail", "to"), ("failed", "to"), ("fails", "to"), ("ceased", "to"), ("ceases", "to")),
    *(("ruled", "out"), ("rules", "out"), ("rule", "out")),
)
BEFORE = 5
"""How many words before a passage are looked at, within its clause."""
BEHIND = 2
"""How many words behind it."""

_BREAK = re.compile(r"[,;:()\[\]—–\"“”]")
_OPENING = re.compile(r"\s+[\"“„‟'‘«‹(\[]+")
"""What parts two words without ending the clause: "would not “open the road”"."""
_MARKED = re.compile(r"[\"”’'»)\]]\s+[\"“„‟'‘«‹(\[]*")
"""What stands behind a negation that is marked itself: "is [not] open", "is “not” open"."""
_FULL = re.compile(r"[.!?;:\"“”]")
_ANEW = frozenset({"no", "none", "nothing", "nobody", "neither", "nowhere"})
"""Negations that do not go on behind an insertion: "No, he said, it is open" begins anew."""
_UNENDED = frozenset({"not", "never", "cannot", "without", "nor"})
"""Negations with which no line ends but where its sentence goes on in the next."""
_INSERTION = re.compile(
    r"(?:,(?:[^,;:!?()\"“”]{1,80},){1,3}|,[^;:!?()]{1,100},"
    r"|\s*\([^()]{1,80}\)|\s*\[[^\[\]]{1,80}\]|\s*[—–][^—–.!?\"“”]{1,80}[—–]"
    r"|(?:,[\"”]|[\"”],?)\s[^\"“”]{1,80},\s(?=[\"“]))\s*[\"“„‟'‘«‹(\[]*"
)
"""What parts two words within a clause: "not, he said, …"; “We will not,” she said, “…”."""
_OPENS = re.compile(r"[,\"”]|\s*[(\[—–]")
_LONGEST = 130
"""Characters of an insertion."""
_LINKS = frozenset({"that", "to"})
"""Words that go on behind an insertion with what stands before: "not true, he said, that …"."""
_CLAUSES = frozenset(
    """
    and but or so yet while whereas although though because since as when after before until if who
    whose whom which where
    """.split()
)
"""Words that begin a clause of its own behind an insertion."""
_ADDING = re.compile(r"\w{3,}ing")
"""A participle, which does so as well: "denied, he said, adding that …"."""
_LINE_END = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n)[^\S\r\n]*[\"“„‟'‘«‹(\[]*")
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u0060\u00b4\u2032]")
_NUMERO = re.compile(r"\.\s?\d")


def beside(
    text: str, words: Sequence[Span], starts: Sequence[int], sentence: Span, span: Span
) -> Span | None:
    """The span lengthened by a negation that stands right beside it in its sentence.

    starts: where the words begin.

    Before the passage a clause's punctuation ends the look, but for insertions with a mark at each
    end and for marks around the negation or the passage itself. A line's end does not, where the
    line above ends with a word such as "not".
    """
    begins = bisect.bisect_left(starts, sentence.start)
    first, last = bisect.bisect_left(starts, span.start), bisect.bisect_left(starts, span.end)
    negated = _before(text, words, begins, first, span.start)
    if negated is not None:
        return Span(negated, span.end)
    behind = words[last : min(bisect.bisect_left(starts, sentence.end), last + BEHIND)]
    edge = span.end
    for number, word in enumerate(behind):
        if _FULL.search(text[edge : word.start]):
            break
        follower = behind[number + 1] if number + 1 < len(behind) else None
        if _negates(text, word, follower):
            return Span(span.start, follower.end if follower else word.end)
        edge = word.end
    return None


def _before(text: str, words: Sequence[Span], begins: int, first: int, offset: int) -> int | None:
    """Where a negation begins that stands before an offset; None where there is none.

    begins, first: the numbers of the sentence's first word and of the passage's.
    """
    edge = offset
    following = words[first] if first < len(words) else None
    for number in range(first - 1, max(begins, first - BEFORE) - 1, -1):
        word = words[number]
        between = visible(text[word.end : edge])
        marked = following is not None and edge == offset and _MARKED.fullmatch(between)
        if _BREAK.search(between) and not _OPENING.fullmatch(between):
            found = _before_insertion(text, words, begins, number, edge, offset)
            if found is not None or not marked:
                return found
        if _negates(text, word, following):
            return word.start
        following, edge = word, word.start
    if (
        first - BEFORE < begins
        and begins
        and _LINE_END.fullmatch(text, words[begins - 1].end, edge)
    ):
        above = words[begins - 1]
        said = _plain(text[above.start : above.end])
        if following is not None and (_is_unended(said) or _is_pair(text, said, following)):
            return above.start
    return None


def _before_insertion(
    text: str, words: Sequence[Span], begins: int, number: int, edge: int, offset: int
) -> int | None:
    """Where a negation begins that an insertion parts from the words between edge and offset.

    number: that of the insertion's last word.
    """
    link = text[edge : words[number + 1].end].lower() if number + 1 < len(words) else ""
    if not link or link in _CLAUSES or _ADDING.fullmatch(link):
        return None
    for place in range(number, begins - 1, -1):
        word = words[place]
        if edge - word.end > _LONGEST:
            break
        between = visible(text[word.end : edge])
        if not _OPENS.match(between) or not _INSERTION.fullmatch(between):
            continue
        said = _plain(text[word.start : word.end])
        if _is_unended(said) or (said in NEGATIONS - _ANEW and (edge == offset or link in _LINKS)):
            return word.start
        if _is_pair(text, said, words[number + 1]):
            return word.start
        if link in _LINKS and place > begins and _negates(text, words[place - 1], word):
            return words[place - 1].start
    return None


def _is_unended(said: str) -> bool:
    return said in _UNENDED or said.endswith("n't")


def _negates(text: str, word: Span, follower: Span | None) -> bool:
    said = _plain(text[word.start : word.end])
    if said == "no" and _NUMERO.match(text, word.end):  # No. 5
        return False
    if said in NEGATIONS or said.endswith("n't"):
        return True
    return follower is not None and _is_pair(text, said, follower)


def _is_pair(text: str, said: str, follower: Span) -> bool:
    return (said, text[follower.start : follower.end].lower()) in PAIRS


def _plain(word: str) -> str:
    return _APOSTROPHES.sub("'", visible(word).lower()).strip("_")
