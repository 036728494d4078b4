"""Rule of support: numbers and proper names in the site's sentences stand in what is cited.

They are compared word by word: a word is carried if it stands in one of the record's passages, in
a name of a record that it links to, or in its date. A number counts with its unit, a name with its
capital letters: "US" is not carried by "us". Order and grammar are not looked at.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import model
from generator.checks.amounts import amount, amounts, measure
from generator.checks.own_words import CARRIED, OwnText, own_texts
from generator.date_units import MONTHS
from generator.dates import DateError, shown
from generator.dossier import Dossier
from generator.fields import references
from generator.model import Record
from generator.passage import fold
from generator.problem import Problem
from generator.proper_names import OPENERS
from generator.words import words

NAMED = (model.Actor, model.Agreement, model.Place, model.Route)
"""Records whose own name is carried by their passages, too."""

_SMALL = re.compile(r"(?<![^\W_])[a-z][^\W\d_]*")
_PART = re.compile(r"\d+(?:[.,:]\d+)*[^\W_]*|[^\W_]+(?:['’.][^\W_]+)*")
_PRONOUNS = frozenset({"one", "both"})
"""Words of number that are mostly pronouns, and claim nothing."""
_MONTHS = {short: month.lower() for month in MONTHS for short in (month[:3], month[:4])}
"""Months as news texts shorten them, with a capital letter: Dec, Sept."""
_STEM = re.compile(r"(?:ings?|ed|es|s|e)$")


@dataclass(frozen=True)
class Claim:
    """A number or a proper name in a text, and the form that must stand in what carries it."""

    word: str
    form: str


def sentences_are_carried(dossier: Dossier) -> Iterator[Problem]:
    """Numbers, dates and proper names in the site's sentences stand in what is cited or linked.

    So do those in the names of actors, agreements, places and routes. An exception (`allow`) lets
    a word stand in its record.
    """
    support = Support(dossier)
    for own in own_texts(dossier):
        allowed = allowed_in(dossier, own.owner)
        missing = [word for word in support.missing(own) if plain(word) not in allowed]
        if missing:
            listed = ", ".join(f'"{word}"' for word in dict.fromkeys(missing))
            stands = "stands" if len(set(missing)) == 1 else "stand"
            hint = "cite the passage that has it, link the record, or say what the passage says"
            if any(_begins_sentence(own.text, own.text.find(word)) for word in missing):
                hint += "; if it is no name, do not begin a sentence with it"
            yield own.text.position.problem(
                "unsupported",
                f"{listed} {stands} neither in the passages nor in a linked record",
                hint,
            )


def ends_are_named(dossier: Dossier) -> Iterator[Problem]:
    """A passage for an end of a route has a word of the place's name in its sentence."""
    for route in dossier.all(model.Route):
        uses = dossier.by_owner.get(route.id, ())
        for end in route.joins:
            place = dossier.records.get(end.place)
            cited = [use for use in uses if use.quote in end.cite and use.span and use.stored]
            if place is None or not cited:
                continue  # told by their own rules
            around = " ".join(
                use.stored.text.slice(use.stored.text.sentences_around(use.span))
                for use in cited
                if use.stored and use.span
            )
            if not _proper(_names(place)) & forms(around):
                yield end.place.position.problem(
                    "unsupported",
                    f'the words cited for this end do not name "{end.place}"',
                    "cite the words that say that the route reaches this place",
                )


def allowed_in(dossier: Dossier, owner: Record | None) -> set[str]:
    """The words that are allowed in a record (None: in the frame), in plain form."""
    return {plain(item.word) for item in (owner or dossier.frame).allow}


class Support:
    """What the passages, names and dates of a dossier carry."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._names = {
            str(record.id): _carried(_names(record)) for record in dossier.records.values()
        }
        self._proper = frozenset(
            plain(word)
            for record in dossier.records.values()
            for name in _names(record)
            for word in _PART.findall(name)
            if word[0].isupper() and len(word) > 1
        ) - {"the", "a", "an"}

    @functools.cached_property
    def _small(self) -> frozenset[str]:
        """The words that the sources or the site's own sentences write with a small letter."""
        texts = [stored.text.folded for stored in self.dossier.texts.values()]
        texts += [fold(own.text) for own in own_texts(self.dossier)]
        return OPENERS.union(*map(_SMALL.findall, texts))

    def claims(self, own: OwnText) -> Iterator[Claim]:
        """The numbers and proper names in a text.

        A sentence's first word counts where a record's name has it, or where no text of the dossier
        has it with a small letter; elsewhere its capital letter says nothing.
        """
        number = ""
        for word, start in _words(own.text):
            before, number = number, amount(word)
            if (number or before) and (sign := measure(word)):
                yield Claim(word, f"~{sign}")
            if number:
                if plain(word) not in _PRONOUNS:
                    yield Claim(word, number)
            elif any(char.isupper() for char in word):
                first = _begins_sentence(own.text, start)
                if first and plain(word) in OPENERS:
                    continue
                if not first or self._is_known(own, word) or not self._is_common(word):
                    # The capital letter may come from the place: at a beginning, or in a heading
                    # such as "Oakham Mill Bridge". Capitals throughout do not.
                    by_place = (first or own.field == "name") and not word.isupper()
                    yield Claim(word, _letters(word)[0 if by_place else -1])

    def _is_common(self, word: str) -> bool:
        """Whether a word, or one of its stem, is written with a small letter somewhere."""
        return plain(word) in self._small or _STEM.sub("", plain(word)) in self._stems

    @functools.cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(_STEM.sub("", word) for word in self._small if len(word) > 3)

    def _is_known(self, own: OwnText, word: str) -> bool:
        return own.field != "name" and plain(word) in self._proper

    def missing(self, own: OwnText) -> list[str]:
        """The numbers and names that a text claims and nothing carries, exceptions among them."""
        is_name = own.field == "name" and isinstance(own.owner, NAMED)
        if own.field not in CARRIED and not is_name:
            return []
        if is_name and not any(use.span for use in own.uses):
            return []  # its passages have problems of their own
        carried = self._carried_by(own)
        return [claim.word for claim in self.claims(own) if claim.form not in carried]

    def _carried_by(self, own: OwnText) -> set[str]:
        """The forms in the passages, the linked records' names, and the record's date."""
        carried = _carried(use.quote.exact for use in own.uses)
        record = own.owner
        if record is not None:
            for _, reference, _ in references(record):
                carried |= self._names.get(str(reference), frozenset())
            if own.field == "name":
                carried |= _carried(str(name.name) for name in getattr(record, "names", ()))
            elif not isinstance(record, model.Event | model.Statement):
                carried |= self._names[str(record.id)]
            carried |= self._dates(record)
        return carried

    def _dates(self, record: Record) -> set[str]:
        dating = self.dossier.dating(record)
        carried: set[str] = set()
        for reading in dating.readings if dating else ():
            try:
                carried |= _carried([shown(reading.edtf, reading.text), reading.text or ""])
            except DateError:
                continue  # told by the rules of dates
        return carried


def forms(text: str) -> set[str]:
    """The forms of all words of a text, with and without their capital letters."""
    return set[str]().union(*(_forms(text[start:end]) for start, end in words(text)))


@functools.lru_cache(maxsize=65536)
def _forms(token: str) -> frozenset[str]:
    """The forms that a word carries, as `words` cuts it; most words recur."""
    found: set[str] = set()
    for word, _ in _words(token):
        found.update(amounts(word) if amount(word) else _letters(word))
        if sign := measure(word):
            found.add(f"~{sign}")
    return frozenset(found)


def _carried(texts: Iterable[str]) -> set[str]:
    return set[str]().union(*(forms(text) for text in texts))


def _words(text: str) -> Iterator[tuple[str, int]]:
    """The words and numbers of a text and where each begins; parts of compounds one by one."""
    for start, end in words(text):
        if amount(text[start:end]):
            yield text[start:end], start
        else:
            for part in _PART.finditer(text, start, end):
                yield part.group(), part.start()


def _letters(word: str) -> list[str]:
    """The forms that a word carries; the last is what it claims: "US" → us, ^us, ^^us."""
    form = _MONTHS.get(word, plain(word))
    letters = [char for char in word if char.isalpha()]
    if not any(char.isupper() for char in letters):
        return [form]
    if len(letters) > 1 and all(char.isupper() for char in letters):
        return [form, f"^{form}", f"^^{form}"]
    return [form, f"^{form}"]


def _begins_sentence(text: str, offset: int) -> bool:
    """Whether a word begins a text, a sentence or a quotation."""
    while offset and text[offset - 1] == "(":
        offset -= 1
    if not offset or text[offset - 1] in '“"':
        return True
    before = offset
    while before and text[before - 1].isspace():
        before -= 1
    return not before or (before < offset and text[before - 1] in ".?!")


def _proper(names: Iterable[str]) -> set[str]:
    """The forms of the words that have a capital letter in names."""
    return {form for form in _carried(names) if form.startswith("^")}


def _names(record: Record) -> list[str]:
    names = [str(getattr(record, "name", ""))]
    names += [str(name.name) for name in getattr(record, "names", ())]
    names += [str(role.title) for role in getattr(record, "roles", ())]
    return [name for name in names if name]


@functools.lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """The word without case, possessive ending or points."""
    form = re.sub(r"'s?$", "", fold(word).casefold())
    return re.sub(r"(?<=[^\W\d_])\.", "", form)  # U.S. and US; 3.5 keeps its point
