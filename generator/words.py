"""What a word is: where a cited passage may begin and end.

In: a text. Out: the offsets of its words. A word holds what belongs to it, since a cut there turns
the sense round: the apostrophe of "can't", the hyphen of "non-violent", the sign of "5%".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.numerals import TENS, UNITS

_MONEY = "[$¢-¥֏؋฿₠-₿]"


def _either(*words: str) -> str:
    """A pattern for one of the words, with a small or a capital first letter.

    Ignoring the case of all letters would be slow: the pattern is tried at each word.
    """
    return f"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in words)})"


_SCALE = _either("hundreds?", "thousands?", "millions?", "billions?", "trillions?", "dozens?")
_COUNT = rf"(?:{_either(*UNITS[1:], *TENS)}|{_SCALE})"
_UNIT = r"(?:bn|mn|m|tn|k|crore|lakh|km²?|km/h|mph|cm|mm|kg|g|t|ha|[kMG]W|°[CF])"
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million))\sand\s|\sand\sa\shalf\s"
_JOINT = rf"(?:-|\s|{_AND})"
_WITHIN = "['\u2018\u2019\u02bc`\u00b4\u2032\u2010\u2011\u2013\u2212/-]"
"""Apostrophes and what is set for them, hyphens, a dash, a minus, a stroke."""
_BRACKETED = r"(?:\([^\W\d_]{1,12}\)|\[[^\W\d_]{1,12}\])"
# A word's inside includes what joins its parts: an apostrophe, a hyphen, a dash or a stroke without
# spaces (cutting "can't" or "non-violent" there turns the sense round), letters in brackets as in
# "(un)lawful", the points of an initialism, and the marks and words that belong to a number.
_WORD = re.compile(
    r"(?:[^\W\d_]\.)+[^\W\d_](?:['\u2019][^\W_]+|\.?[\u2010\u2011-]\w+)?(?!\w)"  # U.S.-led
    rf"|[^\W\d_]{{1,3}}{_MONEY}\d[\d.,]*(?<=\d)[^\W_]*(?:\s{_SCALE}(?!\w))?"  # US$5 million
    rf"|(?<!\w)(?=[HOTFSENMBDhotfsenmbd][a-z]+[\s-])(?:[Hh]alf\sa\s{_SCALE}|{_COUNT}(?:{_JOINT}{_COUNT})*\s(?:per\s?cent|pct)"
    rf"|{_COUNT}(?:{_JOINT}{_COUNT})+)(?!\w)"  # two hundred and five
    r"|(?:(?<![^\s(\[\"\u201c'\u2018])(?:minus\s|[-\u2212\u2013+])?"  # minus 5
    rf"(?:{_MONEY} ?)?\.?(?=\d))?"  # $5, .5
    rf"(?:(?<!\w)\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?!\w)"  # 12 500
    rf"|(?:{_BRACKETED}(?=\w))?\w+(?:(?:{_WITHIN}|(?<=\d)[.,:](?=\d))\w+|[-\u2010]\r?\n\w+|{_BRACKETED}\w*)*)"
    rf"(?:(?<=\d)(?:[ \u00a0\u202f]?(?:[%\u2030½¼¾⅓⅔]|{_MONEY}(?!\d))"  # 50%, 5 €
    rf"|\s(?:(?:per\s?cent|pct)|{_UNIT}|\d/\d|{_SCALE}(?:\s{_SCALE})*)(?!\w)))?"  # 5 million
)

_JOINERS = {0x00AD: "a", 0x200B: "a", 0x200C: "a", 0x200D: "a", 0x2060: "a"}
"""Unseen characters that stand inside words: a soft hyphen, spaces of no width, joiners."""


def words(text: str) -> Iterator[tuple[int, int]]:
    """The words of a text in order; a number is one word with its sign, its scale and its unit."""
    return (match.span() for match in _WORD.finditer(_marks_as_letters(text)))


def _marks_as_letters(text: str) -> str:
    """The text, as long as it is, with a letter for each mark that belongs to one before it.

    Without this, vowel signs and accents of their own would end a word in the midst of it.
    """
    if text.isascii():
        return text
    marks = {ord(char): "a" for char in set(text) if unicodedata.category(char)[0] == "M"}
    return text.translate(marks | _JOINERS)
