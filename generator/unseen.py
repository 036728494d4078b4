"""Characters that nobody sees: the one table of them.

In: a text. Out: the text without them. Sources may hold most of them, typed words none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

IGNORED = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters that take no room, for a class of a regular expression: a soft hyphen, spaces of no
width, signs for the look of a letter (Unicode, Default_Ignorable_Code_Point), and interlinear
marks. The two joiners are not among them."""
JOINERS = "\u200c\u200d"
"""The two characters that join letters, or part them, without a space."""
_JOINED = "[\u0590-\u1dff\ua800-\ufdff\U00010000-\U0001ffff]"
"""Letters of scripts in which a joiner changes the look of its neighbours; and emoji."""
JOINS_NOTHING = f"(?:(?<![{JOINERS}])|(?<!{_JOINED}[{JOINERS}])|(?!{_JOINED}))"
"""Behind a character, for a regular expression: that it is no joiner between two such letters."""

_ANY = re.compile(f"[{IGNORED}{JOINERS}]")
_IGNORED_RUN = re.compile(f"[{IGNORED}]+")
_LOOSE = re.compile(f"[{JOINERS}]{JOINS_NOTHING}")


def visible(text: str) -> str:
    """The text without the characters that nobody sees."""
    if text.isascii() or not _ANY.search(text):
        return text
    return _LOOSE.sub("", _IGNORED_RUN.sub("", text))


def visible_with_origin(text: str) -> tuple[str, Sequence[int]]:
    """The same, and for each character that is left the offset at which it stands."""
    plain = visible(text)
    if len(plain) == len(text):
        return text, range(len(text))
    kept = [place for place, char in enumerate(text) if not _IGNORED_RUN.match(char)]
    joined = "".join(text[place] for place in kept)
    loose = {joiner.start() for joiner in _LOOSE.finditer(joined)}
    return plain, [place for number, place in enumerate(kept) if number not in loose]
