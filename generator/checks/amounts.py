"""Numbers in a text, brought into one form: 1,500 and 1500, five million and 5,000,000, 5 % and 5%.

In: a text. Out: its words, and for a word that is a number a form to compare by: its value, with
its sign, its currency and its percent sign, since 5 people are not 5% of them.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal

from generator.numerals import PLACES, VALUES
from generator.passage import fold

_PLACES = {**PLACES, "hundredth": 100, "thousandth": 1000, "millionth": 10**6}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_SHORT = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion", "k": "thousand"}
_LOOSE = frozenset(
    """
    dozens hundreds thousands millions billions trillions twenties thirties forties fifties sixties
    seventies eighties nineties half halves halve halved halving quarter quarters thirds fifths
    tenths twice thrice double doubles doubled doubling treble trebled triple triples tripled
    tripling quadruple quadrupled couple couples duo pair pairs trio quartet quintet sextet score
    scores fortnight fortnights decade decades century centuries centenary bicentenary
    """.split()
)
"""Words of number without one value."""

_DIGITS = re.compile(
    r"(?P<sign>minus |[-\u2212\u2013])?\+?(?P<money>[^\W\d_]{0,3}[$¢-¥֏؋฿₠-₿] ?)?"
    r"(?P<digits>\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d*)(?P<rest>\.\d+)?"
    r"(?: ?(?P<part>[½¼¾⅓⅔]))?(?P<ordinal>(?<=\d)(?:st|nd|rd|th))?"
    rf"(?:[ -]?(?P<scale>{'|'.join(_SCALES)})s?| ?(?P<short>bn|mn|tn|(?<=\d)[mk]))?"
    r" ?(?P<unit>[%\u2030]|per ?cent|[$¢-¥֏؋฿₠-₿])?"
)
_LONGEST = 30
"""Digits of a number that is brought into another form."""


@functools.lru_cache(maxsize=65536)
def amount(word: str) -> str:
    """The form of a word (as `passage.words` cuts them) that is a number; nothing for another.

    "#5" for 5 and five, "#-5", "#$5", "#5%", "#5000000" for 5 million, "#$5000000" for $5m, "#3rd"
    for third and 3rd.
    """
    plain = fold(word).casefold().strip()
    if any(char.isnumeric() for char in plain):
        return _of_digits(plain)
    if plain in _PLACES:
        return f"#{_PLACES[plain]}rd"
    if plain == "both":
        return "#2"
    if plain in _LOOSE or plain.endswith("fold"):
        return f"#{plain}"
    words, percent, _ = plain.replace("-", " ").partition(" per")
    value = _of_words([part for part in words.split() if part != "and"])
    return f"#{value}{'%' if percent else ''}" if value is not None else ""


def _of_digits(plain: str) -> str:
    found = _DIGITS.fullmatch(re.sub(r"\s+", " ", plain))
    if found and found["short"] in ("m", "k") and not found["money"]:
        return f"#{plain}"  # metres, perhaps
    if not found and re.search(r"(?<=\w)[-\u2010\u2011\u2013/]", plain):
        return ""  # a range or a compound: each part counts
    if not found or len(plain) > _LONGEST or not found["digits"].strip():
        return f"#{plain}"
    digits = re.sub(r"\D", "", found["digits"]) + (found["rest"] or "")
    scale = found["scale"] or _SHORT.get(found["short"] or "")
    value = Decimal(digits) * _SCALES.get(scale or "", 1)
    sign = "-" if found["sign"] else ""
    money = (found["money"] or "").strip()
    unit = (found["unit"] or "").replace(" ", "").replace("percent", "%")
    # 500.0 is 500; a leading zero says nothing, but for 007 and the like nobody would write it.
    shown = f"{value.normalize():f}"
    ordinal = "rd" if found["ordinal"] else ""
    return f"#{sign}{money}{shown}{found['part'] or ''}{unit}{ordinal}"


def _of_words(words: list[str]) -> int | None:
    """The value of words such as "two hundred five thousand"; None where they are none."""
    if not words or not all(word in VALUES or word in _SCALES for word in words):
        return None
    total = here = 0
    for word in words:
        if word in VALUES:
            here += VALUES[word]
        elif _SCALES[word] <= 100:
            here = max(here, 1) * _SCALES[word]
        else:
            total, here = total + max(here, 1) * _SCALES[word], 0
    return total + here
