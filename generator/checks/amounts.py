"""Numbers in a text, brought into one form: 1,500 and 1500, five million and 5,000,000, 5 % and 5%.

In: a text. Out: its words, and for a word that is a number a form to compare by: its value, with
its sign, its currency and its percent sign, since 5 people are not 5% of them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from generator.numerals import FRACTIONS, PLACES, SCALES, VAGUE, VALUES
from generator.passage import fold

_PLACES = {**PLACES, "hundredth": 100, "thousandth": 1000, "millionth": 10**6}
_SHORT = {"bn": "billion", "mn": "million", "tn": "trillion", "m": "million", "k": "thousand"}
_PARTS = {**FRACTIONS, "half": 2}
_LOOSE = frozenset(
    """
    dozens hundreds thousands millions billions trillions twenties thirties forties fifties sixties
    seventies eighties nineties halves halve halved halving quarters thirds fifths tenths twice
    thrice couple couples duo pair pairs trio quartet quintet sextet score scores fortnight
    fortnights decade decades century centuries centenary bicentenary
    """.split()
)
"""Words of number without one value."""
_MULTIPLE = re.compile(
    r"(?:(?P<times>doubl|(?:tre|tri)[bp]l|quadrupl|quintupl|sextupl)(?:e|es|ed|ing)"
    r"|(?P<number>.*[^ -](?<!fold))[ -]?fold)"
)
_TIMES = {"do": 2, "tr": 3, "qua": 4, "qui": 5, "se": 6}
_MEASURES = {
    "km": "kilometre kilometer",
    "m": "metre meter",
    "mi": "mile",
    "cm": "centimetre centimeter",
    "mm": "millimetre millimeter",
    "kg": "kilogram kilogramme",
    "g": "gram gramme",
    "t": "tonne",
    "ha": "hectare",
    "kw": "kilowatt",
    "mw": "megawatt",
    "gw": "gigawatt",
    "°c": "celsius",
    "°f": "fahrenheit",
}
"""Signs of measures behind a number, and the words for them."""
_SIGN_OF = {sign: sign for sign in _MEASURES} | {
    form: sign
    for sign, names in _MEASURES.items()
    for word in names.split()
    for form in (word, f"{word}s")
}

_DIGITS = re.compile(
    r"[±≤≥<>~≈#№]? ?(?P<sign>minus |[-\u2013\u2212] ?)?\+?(?P<money>[^\W\d_]{0,3}[$¢-¥֏؋฿₠-₿] ?)?"
    r"(?P<digits>\d{1,3}(?:[, ]\d{3})+|\d*)(?P<rest>\.\d+)?"
    r"(?: ?(?P<part>[¼-¾⅐-⅞])|(?:^|(?<=\d) )(?P<top>\d)[/\u2044](?P<bottom>\d|10))?"
    r"(?P<ordinal>(?<=\d)(?:st|nd|rd|th))?"
    rf"(?P<scales>(?:[ -]?(?:{'|'.join(SCALES)})s?)*)"
    r"(?: ?(?P<short>bn|mn|tn|(?<=[\d ])[mk])(?!\w))?"
    r" ?(?P<unit>[%\u2030\u066a]|per ?cent|pct|[$¢-¥֏؋฿₠-₿])?"
    rf"(?: ?(?P<measure>{'|'.join(_MEASURES)})| ?°)?\+?"
)
_COMPOUND = re.compile(r"(?<=\w)[-\u2010\u2011\u2013/\u00b1]")
_LONGEST = 30
"""Characters of a number in digits that is brought into another form."""
_MOST = 20
"""Words of a number in words; a longer one is none that anybody would write."""


@functools.lru_cache(maxsize=65536)
def amount(word: str) -> str:
    """The form of a word (as `words` cuts them) that is a number; nothing for another.

    "#5" for 5, five, ~5 and 5 km, "#-5", "#$5", "#5%", "#5000000" for 5 million, "#$5000000" for
    $5m, "#5 m" for 5m, which may be metres, "#7/2" for 3½ and three and a half, "#3rd" for third,
    3rd and one-third, "#5fold", "#millions" for several million.
    """
    plain = fold(word).casefold().strip()
    multiple = _MULTIPLE.fullmatch(plain)
    if multiple and (times := _times(multiple)):
        return times
    if any(char.isnumeric() for char in plain):
        return _of_digits(plain)
    if plain in _PLACES:
        return f"#{_PLACES[plain]}rd"
    if plain == "both":
        return "#2"
    if plain in _LOOSE:
        return f"#{plain}"
    return _of_words(plain)


@functools.lru_cache(maxsize=65536)
def measure(word: str) -> str:
    """The sign of a measure that stands behind a number, or that a word stands for: km."""
    plain = fold(word).casefold().strip()
    if plain in _SIGN_OF:
        return _SIGN_OF[plain]
    found = _DIGITS.fullmatch(plain) if any(char.isnumeric() for char in plain) else None
    return (found["measure"] or "") if found else ""


def amounts(word: str) -> set[str]:
    """The forms that a number carries: "3rd" a 3 as well, "US$5" a $5; but "third" no three.

    3 million carries 3m as well, since it may be meant by that.
    """
    form = amount(word)
    found = {form, re.sub(r"^#us(?=\$)", "#", form)}
    if word[0].isdigit():
        found.add(form.removesuffix("rd"))
    for short, scale in (("m", "million"), ("k", "thousand")):
        if word.endswith(scale) and re.fullmatch(r"#-?[\d/]+", form):
            found.add(f"#{Fraction(form[1:]) / SCALES[scale]} {short}")
    return found


def _times(multiple: re.Match[str]) -> str:
    """The form of doubled, fivefold, 5-fold; nothing for scaffold."""
    if multiple["number"]:
        number = amount(multiple["number"])
        return f"{number}fold" if number else ""
    return next(
        f"#{times}fold" for start, times in _TIMES.items() if multiple["times"].startswith(start)
    )


def _of_digits(plain: str) -> str:
    found = _DIGITS.fullmatch(plain)
    if not found and _COMPOUND.search(plain):
        return ""  # a range or a compound: each part counts
    if not found or len(plain) > _LONGEST:
        return f"#{plain}"
    if found["top"] and not found["digits"] and int(found["top"]) >= int(found["bottom"]):
        return ""  # 9/2 is no part of a whole
    if not any(found[group] for group in ("digits", "rest", "part", "top")):
        return f"#{plain}"
    # 500.0 is 500; a leading zero says nothing, but for 007 and the like nobody would write it.
    value = Fraction(f"0{re.sub(r'[, ]', '', found['digits'])}{found['rest'] or ''}")
    if found["part"]:
        value += Fraction(unicodedata.numeric(found["part"])).limit_denominator(10)
    if found["top"]:
        value += Fraction(int(found["top"]), int(found["bottom"]))
    money = (found["money"] or "").strip()
    short = found["short"] or ""
    is_open = short in ("m", "k") and not money  # 5 m: metres, perhaps
    scales = re.findall("|".join(SCALES), found["scales"])
    for scale in scales if is_open or not short else [*scales, _SHORT[short]]:
        value *= SCALES[scale]
    unit = re.sub(r"per ?cent|pct|\u066a", "%", found["unit"] or "")
    return (
        f"#{'-' if found['sign'] else ''}{money}{value}{f' {short}' if is_open else ''}{unit}"
        f"{'rd' if found['ordinal'] else ''}"
    )


def _of_words(plain: str) -> str:
    """The form of words such as "minus two hundred five thousand"; nothing where they are none."""
    number, percent, _ = re.sub(r" pct$", " per cent", plain.replace("-", " ")).partition(" per")
    parts = [part for part in number.split() if part not in ("a", "an", "of")]
    if len(parts) > _MOST:
        return ""
    sign = "-" if parts[:1] == ["minus"] else ""
    parts = parts[len(sign) :]
    if parts and parts[0] in VAGUE:
        scales = [part.removesuffix("s") for part in parts[1:]]
        return f"#{' '.join(parts[:1] * (len(scales) > 1) + scales)}s" if scales else ""
    if len(parts) == 2 and parts[0] == "one" and parts[1] in _PLACES:
        return amount(parts[1])  # one-third: written as the third
    value = _value(parts)
    return f"#{sign}{value}{'%' if percent else ''}" if value is not None else ""


def _value(parts: Sequence[str]) -> Fraction | None:
    """The value of two hundred and five, two and half million, three quarters million."""
    total, here, scale = Fraction(0), Fraction(0), 1
    for before, part in pairwise(("", *parts)):
        single = part.removesuffix("s")
        if part in VALUES:
            here += VALUES[part]
        elif single in _PARTS and before == "and":  # two and (a) half, million and (a) half
            here += Fraction(1 if here else scale, _PARTS[single])
        elif single in _PARTS:
            here = (here or Fraction(1)) / _PARTS[single]
        elif single in SCALES and SCALES[single] <= 100:
            here = (here or Fraction(1)) * SCALES[single]
        elif single in SCALES:
            scale = SCALES[single]
            total, here = total + (here or 1) * scale, Fraction(0)
        elif part != "and":
            return None
    return total + here if set(parts) - {"and"} else None
