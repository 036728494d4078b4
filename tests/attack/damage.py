"""The ways in which the words of a citation are damaged: (words, dice) → other words, or nothing.

Nothing where the words give no occasion: without a digit no digit can be changed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from generator.negation import NEGATIONS

Damage = Callable[[str, random.Random], str | None]

_DASHES = "-–—"
_MARKS = ",;:()[].?!"


def drop_negation(text: str, dice: random.Random) -> str | None:
    found = _negations(text)
    if not found:
        return None
    match = dice.choice(found)
    return " ".join((text[: match.start()] + text[match.end() :]).split())


def begin_behind_negation(text: str, dice: random.Random) -> str | None:
    found = _negations(text)
    rest = text[dice.choice(found).end() :].lstrip(" ") if found else ""
    return rest if re.match(r"\w+\W+\w", rest) else None


def end_before_negation(text: str, dice: random.Random) -> str | None:
    found = _negations(text)
    rest = text[: dice.choice(found).start()].rstrip(" ") if found else ""
    return rest if re.search(r"\w\W+\w+$", rest) else None


def insert_negation(text: str, dice: random.Random) -> str | None:
    words = text.split()
    words.insert(dice.randrange(len(words) + 1), dice.choice(["not", "never", "no"]))
    return " ".join(words)


def change_digit(text: str, dice: random.Random) -> str | None:
    places = [place for place, char in enumerate(text) if char.isdigit()]
    if not places:
        return None
    place = dice.choice(places)
    return _with(text, place, dice.choice([d for d in "0123456789" if d != text[place]]))


def change_letter(text: str, dice: random.Random) -> str | None:
    place = dice.choice([place for place, char in enumerate(text) if char.isalpha()])
    return _with(text, place, dice.choice([c for c in "aeinorstx" if c != text[place].lower()]))


def drop_letter(text: str, dice: random.Random) -> str | None:
    place = dice.choice([place for place, char in enumerate(text) if char.isalpha()])
    return _with(text, place, "").strip() or None


def change_case(text: str, dice: random.Random) -> str | None:
    place = dice.choice([place for place, char in enumerate(text) if char.isalpha()])
    return _with(text, place, text[place].swapcase())


def change_mark(text: str, dice: random.Random) -> str | None:
    places = [place for place, char in enumerate(text) if char in _MARKS]
    if not places:
        return None
    place = dice.choice(places)
    return _with(text, place, dice.choice([c for c in ",;:!" if c != text[place]]))


def drop_mark(text: str, dice: random.Random) -> str | None:
    places = [place for place, char in enumerate(text[:-1]) if place and char in _MARKS]
    return _with(text, dice.choice(places), "") if places else None


def change_dash(text: str, dice: random.Random) -> str | None:
    places = [place for place, char in enumerate(text) if char in _DASHES]
    if not places:
        return None
    place = dice.choice(places)
    return _with(text, place, dice.choice([c for c in _DASHES + " " if c != text[place]]))


def swap_words(text: str, dice: random.Random) -> str | None:
    words = text.split()
    pairs = [n for n in range(len(words) - 1) if words[n] != words[n + 1]]
    if not pairs:
        return None
    at = dice.choice(pairs)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def drop_word(text: str, dice: random.Random) -> str | None:
    words = text.split()
    if len(words) < 3:
        return None
    del words[dice.randrange(1, len(words) - 1)]
    return " ".join(words)


def add_word(text: str, dice: random.Random) -> str | None:
    words = text.split()
    words.insert(dice.randrange(len(words) + 1), dice.choice(["very", "allegedly", "also"]))
    return " ".join(words)


def elide(text: str, dice: random.Random) -> str | None:
    words = text.split()
    if len(words) < 4:
        return None
    words[dice.randrange(1, len(words) - 1)] = dice.choice(["…", "...", "[…]"])
    return " ".join(words)


def cut_in_word(text: str, dice: random.Random) -> str | None:
    first, last = text.split()[0], text.split()[-1]
    if dice.random() < 0.5 and first.isalpha() and len(first) > 2:
        return text[dice.randrange(1, len(first)) :]
    if last.isalpha() and len(last) > 2:
        return text[: -dice.randrange(1, len(last))]
    return None


def _negations(text: str) -> list[re.Match[str]]:
    return [match for match in re.finditer(r"\w+", text) if match.group().lower() in NEGATIONS]


def _with(text: str, place: int, char: str) -> str:
    return text[:place] + char + text[place + 1 :]


WORDS: tuple[tuple[str, Damage], ...] = (
    ("a negation dropped", drop_negation),
    ("a negation inserted", insert_negation),
    ("a negation left outside, before the passage", begin_behind_negation),
    ("a negation left outside, behind the passage", end_before_negation),
    ("a digit changed", change_digit),
    ("a letter changed", change_letter),
    ("a letter dropped", drop_letter),
    ("a letter in the other case", change_case),
    ("a mark of punctuation changed", change_mark),
    ("a mark of punctuation dropped", drop_mark),
    ("a dash or hyphen changed", change_dash),
    ("two words exchanged", swap_words),
    ("a word left out", drop_word),
    ("a word added", add_word),
    ("words elided", elide),
    ("cut inside a word", cut_in_word),
)
"""Each kind of damage to the words of a citation, with its name in the table."""
