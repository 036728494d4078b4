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
from generator.checks.amounts import amount
from generator.checks.own_words import CARRIED, OwnText, own_texts
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
_PART = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_NO_CLAIM = frozenset({"#0", "#1"})
"""Forms of numbers that are no claim as words: "one" is mostly a pronoun."""


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
            yield own.text.position.problem(
                "unsupported",
                f"{listed} stands neither in the passages nor in a linked record",
                "cite the passage that has it, link the record, or say what the passage says",
            )


def allowed_in(dossier: Dossier, owner: Record | None) -> set[str]:
    """The words that are allowed in a record (None: in the frame), in plain form."""
    return {plain(item.word) for item in (owner or dossier.frame).allow}


class Support:
    """What the passages, names and dates of a dossier carry."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._names = {str(record.id): _carried(_names(record)) for record in _all(dossier)}
        self._proper = frozenset(
            plain(word)
            for record in _all(dossier)
            for name in _names(record)
            for word in _PART.findall(name)
            if word[0].isupper() and len(word) > 1
        ) - {"the", "a", "an"}

    @functools.cached_property
    def _small(self) -> frozenset[str]:
        """The words that the sources or the site's own sentences write with a small letter."""
        texts = [stored.text.text for stored in self.dossier.texts.values()]
        texts += [own.text for own in own_texts(self.dossier)]
        return OPENERS.union(*(_SMALL.findall(fold(text)) for text in texts))

    def claims(self, own: OwnText) -> Iterator[Claim]:
        """The numbers and proper names in a text.

        A sentence's first word counts where a record's name has it, or where no text of the dossier
        has it with a small letter; elsewhere its capital letter says nothing.
        """
        for word, start in _words(own.text):
            number = amount(word)
            if number:
                if number not in _NO_CLAIM or not word.isalpha():
                    yield Claim(word, number)
            elif word[0].isupper():
                first = _begins_sentence(own.text, start)
                if not first or self._is_known(own, word) or plain(word) not in self._small:
                    # The capital letter may come from the place: at a beginning, or in a heading
                    # such as "Oakham Mill Bridge". Capitals throughout do not.
                    by_place = (first or own.field == "name") and not word.isupper()
                    yield Claim(word, _letters(word)[0 if by_place else -1])

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
        number = amount(word)
        found.update((number, number.removesuffix("rd")) if number else _letters(word))
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
    form = plain(word)
    letters = [char for char in word if char.isalpha()]
    if not letters or not word[0].isupper():
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


def _all(dossier: Dossier) -> Iterable[Record]:
    return dossier.records.values()


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
