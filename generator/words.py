"""What a word is: where a cited passage may begin and end.

In: a text. Out: the offsets of its words. A word holds what belongs to it, since a cut there turns
the sense round: the apostrophe of "can't", the hyphen of "non-violent", the sign of "5%".
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from generator.numerals import FRACTIONS, SCALES, TENS, UNITS, VAGUE
from generator.unseen import visible_with_origin

_MONEY = "[$¢-¥֏؋฿₠-₿]"
_GAP = r"(?: ++(?:\n *+)?|\n *+)"
"""What parts two words of one number: spaces, or a line's end; a blank line ends the number."""


def _either(*words: str) -> str:
    """A pattern for one of the words, with a small or a capital first letter.

    Ignoring the case of all letters would be slow: the pattern is tried at each word.
    """
    return f"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in sorted(words))})"


_SCALE = f"{_either(*SCALES)}s?+"
_COUNT = f"(?:{_either(*UNITS[1:], *TENS)}|{_SCALE})"
_LINK = f"(?:-|{_GAP})"
_PER_CENT = f"(?:per{_LINK}?cent|pct)"
_UNIT = r"(?:bn|mn|m|tn|k|crore|lakh|km²?|km/h|mph|cm|mm|kg|g|t|ha|[kMG]W|°[CF])"
_AND = f"(?:(?<=hundred)|(?<=thousand)|(?<=million)){_GAP}and{_GAP}"
_AND_A_HALF = f"{_GAP}and{_GAP}a{_GAP}(?:half|quarter|third)"
_MORE = f"(?:(?:{_LINK}|{_AND}|{_AND_A_HALF}{_GAP}){_COUNT})"
_OF_A_SCALE = f"(?:{_LINK}of)?{_LINK}(?:an?|one){_LINK}(?:{_SCALE}|{_PER_CENT})"
_END = f"(?:{_AND_A_HALF}|{_LINK}{_either(*FRACTIONS)}s(?:{_OF_A_SCALE})?)"
_WORDED = (
    f"(?:[Mm]inus{_GAP}{_COUNT}{_MORE}*|{_COUNT}{_MORE}+|{_COUNT}(?={_END}|{_GAP}{_PER_CENT}))"
    rf"{_END}?(?:{_GAP}{_PER_CENT})?(?!\w)"
    rf"|{_either('half', 'quarter')}{_LINK}{_SCALE}(?!\w)"
    rf"|{_either('half', *FRACTIONS)}{_OF_A_SCALE}(?!\w)"
    rf"|{_either(*VAGUE)}(?:{_GAP}of)?(?:{_LINK}{_SCALE})+(?!\w)"
)
"""A number in words: two hundred and five, minus five per cent, half a million, two thirds."""
_BEGINS = _either(
    *{word[:3] for word in (*UNITS[1:], *TENS, *SCALES, *FRACTIONS, *VAGUE, "half", "minus")}
)
"""How a number in words begins; most words do not."""
_WITHIN = "['\u2018\u2019\u02bc`\u00b4\u2032\u2010\u2011\u2013\u2212/\u2044\u00b7\u00b1-]"
"""Apostrophes and what is set for them, hyphens, a dash, a minus, strokes, a point in mid-line."""
_BRACKETED = r"(?:\([^\W\d_]{1,12}\)|\[[^\W\d_]{1,12}\])"
_SIGN = f"(?:[Mm]inus{_GAP}|[-\u2013+#>]|[\u2212\u00b1\u2264\u2265<~\u2248\u2116] ?)"
_GROUP_BELOW = r"(?<!\n\d)(?<!\n\d\d)(?<!\n\d\d\d) *+\n *+"
"""A line's end within 12 500; numbers that begin their lines are those of a list."""
_GROUPS = rf"\d{{1,3}}(?:(?: |{_GROUP_BELOW})\d{{3}})+(?!\d)\w*+"
"""12 500, 12 500km."""
# A word's inside includes what joins its parts: an apostrophe, a hyphen, a dash or a stroke without
# spaces (cutting "can't" or "non-violent" there turns the sense round), letters in brackets as in
# "(un)lawful", the points of an initialism, and the marks and words that belong to a number.
_WORD = re.compile(
    rf"(?!{_BEGINS})[A-Za-z][a-z]++(?=[ ,;\n]|\.\s)"  # most words: to try this first saves time
    r"|(?:[^\W\d_]\.)+[^\W\d_](?:['\u2019][^\W_]+|\.?[\u2010\u2011-]\w+)?(?!\w)"  # U.S.-led
    rf"|[^\W\d_]{{1,3}}{_MONEY}\d[\d.,]*(?<=\d)[^\W_]*(?:{_GAP}{_SCALE}(?!\w))?"  # US$5 million
    rf"|(?<!\w)(?={_BEGINS})(?:{_WORDED})"
    rf"|(?:(?<![^\s(\[\"\u201c'\u2018]){_SIGN}?"  # minus 5
    rf"(?:{_MONEY} ?)?\.?(?=\d))?"  # $5, .5
    rf"(?:(?<!\w){_GROUPS}|(?:{_BRACKETED}(?=\w))?\w+)"
    rf"(?:(?:{_WITHIN}|(?<=\d)[.,:](?=\d)|[-\u2010] *+\n *+)(?:{_GROUPS}|\w+)|{_BRACKETED}\w*)*"
    # 50 %, 50°C, 5+, 5 per cent, 5 km, 5 1/2, 5 million
    rf"(?:(?<=\d)(?:{_GAP}?(?:[%\u2030\u066a¼-¾⅐-⅞]|{_MONEY}(?!\d)|°(?:[CFK](?!\w))?)"
    rf"|\+(?!\w)|{_GAP}(?:{_PER_CENT}|{_UNIT}|\d/\d|{_SCALE}(?:{_GAP}{_SCALE})*)(?!\w)))?"
)
_HYPHEN_SHOWN = re.compile("\u00ad(?=[^\\S\r\n]*[\r\n])")
"""A soft hyphen at a line's end, where it is seen."""


def words(text: str) -> Iterator[tuple[int, int]]:
    """The words of a text in order; a number is one word with its sign, its scale and its unit."""
    if text.isascii():
        return map(re.Match.span, _WORD.finditer(_spaced(text)))
    seen, origin = visible_with_origin(_HYPHEN_SHOWN.sub("-", text))
    found = map(re.Match.span, _WORD.finditer(_spaced(_with_plain_signs(seen))))
    if len(seen) == len(text):
        return found
    return ((origin[start], origin[end - 1] + 1) for start, end in found)


def _spaced(text: str) -> str:
    """The text, as long as it is, with a line feed for each line's end and spaces for tabs."""
    return text.replace("\r\n", " \n").replace("\r", "\n").replace("\t", " ")


def _with_plain_signs(text: str) -> str:
    """The text, as long as it is, with a letter for each mark on one, and one form of space.

    Without this, vowel signs and accents of their own would end a word in the midst of it.
    """
    signs = {ord(char): sign for char in set(text) if (sign := _plain_sign(char))}
    return text.translate(signs) if signs else text


@functools.lru_cache(maxsize=4096)
def _plain_sign(char: str) -> str:
    """What stands for a character where words are looked for; nothing where it stands itself."""
    if char.isascii():
        return ""
    category = unicodedata.category(char)
    if category[0] == "M" or char in "\u200c\u200d":
        return "a"
    return " " if category == "Zs" else "\n" if char.isspace() else ""
