"""Quotation marks: the one table of the signs that are set for them.

In: a text, of a source or of the site's own. Out: the text with each mark in one of a few forms,
“ ” „ ‘ ’ ‚ « » ‹ › " and ', and no character in another place.
"""

from __future__ import annotations

import html
import re

from generator.span import Span
from generator.unseen import IGNORED, JOINERS

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‟❝〝「『《〈〈⟪﹁﹃\U0001f676", "“"),
        **dict.fromkeys("❞〞〟」』》〉〉⟫﹂﹄\U0001f677", "”"),
        **dict.fromkeys("❠\U0001f678", "„"),
        **dict.fromkeys("＂″‶ʺ", '"'),
        **dict.fromkeys("‛❛", "‘"),
        **dict.fromkeys("❜′‵´`", "’"),
        **dict.fromkeys("＇", "'"),
        **dict.fromkeys("❟", "‚"),
        **dict.fromkeys("❮", "‹"),
        **dict.fromkeys("❯", "›"),
    }
)
_COMMON = frozenset("“”„‘’‚«»‹›\"'")
_UNSEEN = f"{IGNORED}{JOINERS}"
_SEVERAL = re.compile(rf"<<|>>|(?P<mark>[\"'’‘‚])(?:[{_UNSEEN}]*(?P=mark))+|&#?\w{{2,6}};")
"""Several signs that are set for one mark: << >>, ``…'', ""…"", and as HTML names it."""
_OPENING_PLACE = rf"(?<![^\s(\[{{—–\-*_{_UNSEEN}])(?<!\w-)"
_WORDS = r"[\w\[(…$£€.“‘]"
"""What words in quotation marks may begin with."""
_PAIR_BEFORE = re.compile(rf"{_OPENING_PLACE}(?<!\d\s)")
_PAIR_BEHIND = re.compile(rf"[\s{_UNSEEN}]*{_WORDS}")
_OPENING_BEHIND = re.compile(r"(?<=[\w.,;:!?…])[“‘](?=[\s.,;:!?)\]—–-]|$)")
_BEFORE, _BEHIND = "\u2063", "\u2064"
"""Stand before and behind a mark that several signs make, so that all else keeps its place."""

ELISIONS = r"(?:\d0s|[Tt]is|[Tt]was|[Tt]il|em|n|s|t|[Nn]drangheta)\b"
"""What an apostrophe begins: '90s, rock 'n' roll, 'tis, the U.S.'s."""
SINGLE_OPENS = re.compile(
    rf"(?:{_OPENING_PLACE}|(?<=[:,;“\"]))(?!’\d\d\b)['’‘‚](?!{ELISIONS})(?=[{_UNSEEN}]*{_WORDS})"
)
"""A single mark of any form where an opening one belongs; or an apostrophe."""
APOSTROPHE = re.compile(r"’[^\W\d_A-Z]|['‘](?:\d\d|cause|round|bout|cos)\b")
"""What is an apostrophe there if no mark closes a quotation behind it: ’cause, the flood of '68."""


def in_common_marks(text: str) -> str:
    """The text, as long as it is, with the common marks for others of their kind."""
    text = text.translate(_ALIKE)
    text = _OPENING_BEHIND.sub(lambda mark: "”" if mark[0] == "“" else "’", text)
    if not _SEVERAL.search(text):
        return text
    in_pairs = any(  # elsewhere '' closes two quotations
        several["mark"]
        and _PAIR_BEFORE.match(text, several.start())
        and _PAIR_BEHIND.match(text, several.end())
        for several in _SEVERAL.finditer(text)
    )

    def as_one(match: re.Match[str]) -> str:
        signs, (start, end) = match.group(), match.span()
        before, behind = text[start - 1 : start], text[end : end + 1]
        if before.isalnum() and behind.isalnum():
            return signs
        opens = not (before and (before.isalnum() or before in ".,;:!?…")) and behind.strip()
        if signs in ("<<", ">>"):
            mark = "«" if signs == "<<" else "»"
        elif signs[0] == "&":
            mark = html.unescape(signs).translate(_ALIKE)
        else:
            mark = ("“" if opens else "”") if in_pairs else ""
        if mark == '"':
            mark = "“" if opens else "”"
        if mark not in _COMMON:
            return signs
        more = len(signs) - 1
        return _BEFORE * more + mark if opens else mark + _BEHIND * more

    return _SEVERAL.sub(as_one, text)


def first_mark(text: str, offset: int) -> int:
    """Where the mark stands whose signs begin here; the offset itself where none do."""
    while text.startswith(_BEFORE, offset):
        offset += 1
    return offset


def signs_of(text: str, offset: int) -> Span:
    """The stretch of all the signs that make the mark that stands here."""
    start, end = offset, offset + 1
    while start and text[start - 1] == _BEFORE:
        start -= 1
    while text.startswith(_BEHIND, end):
        end += 1
    return Span(start, end)
