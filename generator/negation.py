"""Negations that stand beside a passage and are left out of it: they turn its sense round.

In: a text with its words, a sentence, a passage. Out: the passage, lengthened by its negation.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from generator.span import Span

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
_INSERTED = tuple(
    re.compile(rf"(?P<word>[\w'’`´′]+){insertion}\s*$")
    for insertion in (
        *(rf",(?:[^,;:!?()\"“”]{{1,80}},){{{times}}}" for times in (1, 2, 3)),
        r",[^;:!?()\n]{1,100},",
        r"\s*\([^()]{1,80}\)",
        r"\s*\[[^\[\]]{1,80}\]",
        r"\s*[—–][^—–.!?\"“”]{1,80}[—–]",
        r",?[\"”]\s[^\"“”]{1,80},\s[\"“]",
    )
)
"""A word and an insertion behind it: "does not, he said, …"; “We will not,” she said, “…”."""
_ENDS = (",", ")", "]", "—", "–", '"', "“")
"""With what an insertion ends."""
_LONGEST = 130
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u0060\u00b4\u2032]")
_NUMERO = re.compile(r"\.\s?\d")


def beside(
    text: str, words: Sequence[Span], starts: Sequence[int], sentence: Span, span: Span
) -> Span | None:
    """The span lengthened by a negation that stands right beside it in its sentence.

    starts: where the words begin.

    Before the passage a clause's punctuation ends the look, but for insertions with a mark at each
    end and for marks around the negation or the passage itself.
    """
    begins = bisect.bisect_left(starts, sentence.start)
    first, last = bisect.bisect_left(starts, span.start), bisect.bisect_left(starts, span.end)
    before = words[max(begins, first - BEFORE) : first]
    following = words[first] if first < len(words) else None
    edge = span.start
    for word in reversed(before):
        between = text[word.end : edge]
        marked = following is not None and edge == span.start and _MARKED.fullmatch(between)
        if _BREAK.search(between) and not _OPENING.fullmatch(between) and not marked:
            break
        if _negates(text, word, following):
            return Span(word.start, span.end)
        following, edge = word, word.start
    inserted = _before_insertion(text, sentence.start, span.start)
    if inserted is not None:
        return Span(inserted, span.end)
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


def _before_insertion(text: str, begins: int, offset: int) -> int | None:
    """Where a negation begins that only an insertion parts from the offset."""
    before = text[max(begins, offset - _LONGEST) : offset].rstrip()
    if not before.endswith(_ENDS):
        return None  # mostly so
    for form in _INSERTED:
        found = form.search(before)
        said = _plain(found["word"]) if found else ""
        if found and (said in NEGATIONS - _ANEW or said.endswith("n't")):
            return max(begins, offset - _LONGEST) + found.start("word")
    return None


def _negates(text: str, word: Span, follower: Span | None) -> bool:
    said = _plain(text[word.start : word.end])
    if said == "no" and _NUMERO.match(text, word.end):  # No. 5
        return False
    if said in NEGATIONS or said.endswith("n't"):
        return True
    return (said, text[follower.start : follower.end].lower() if follower else "") in PAIRS


def _plain(word: str) -> str:
    return _APOSTROPHES.sub("'", word.lower()).strip("_")
