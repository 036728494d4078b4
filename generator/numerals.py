"""English words for numbers, for those who cut words, compare numbers and read dates."""

from __future__ import annotations

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
"""Each at the place of its number."""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
ORDINAL_TENS = (
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
).split()
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
FRACTIONS = {word: number for number, word in enumerate(ORDINALS[2:10], start=3)} | {
    "quarter": 4,
    "hundredth": 100,
    "thousandth": 1000,
}
"""The words for parts of a whole: a third, three quarters; "second" is none."""
VAGUE = ("several", "few", "many", "couple", "multi")
"""What makes no number of a scale: several million, a few thousand."""

VALUES = {word: number for number, word in enumerate(UNITS)} | {
    word: 10 * number for number, word in enumerate(TENS, start=2)
}
"""The numbers of one word below a hundred."""
PLACES = {word: number for number, word in enumerate(ORDINALS, start=1)} | {
    word: 10 * number for number, word in enumerate(ORDINAL_TENS, start=2)
}
PLACES |= {f"{ten}-{word}": VALUES[ten] + PLACES[word] for ten in TENS for word in ORDINALS[:9]}
"""The ordinals below a hundredth: first, twentieth, twenty-first."""
