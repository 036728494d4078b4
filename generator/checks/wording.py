"""Rules of the site's own words: neutral, carried by what is cited, quotation marks verbatim.

Numbers, dates and proper names are compared as words: a word of a sentence is carried if it stands
in one of the record's passages, in a name of a record that it links to, or in its date.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator import model
from generator.dates import DateError, shown
from generator.document import Text
from generator.dossier import Dossier, Use
from generator.fields import references
from generator.model import Record
from generator.passage import Selector, SourceText, fold
from generator.problem import Problem

OWN_WORDS = frozenset(
    {
        "says",
        "what",
        "question",
        "note",
        "name",
        "text",
        "label",
        "why",
        "same_because",
        "supplied_title",
        "subject",
        "title",
        "naming",
        "reason",
    }
)
"""Fields that hold the site's own words; a verbatim `name` of a side and a role's title do not."""

CARRIED = frozenset({"says", "what", "text"})
"""Fields whose numbers, dates and names must be carried by passages."""

_EXCEPTION = "reason"
"""The field of an exception's reason: its words do not make the exception needed."""

_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = "thirty forty fifty sixty seventy eighty ninety hundred thousand million billion".split()
_TENS += (
    "hundreds thousands millions billions trillion half halves quarter dozen dozens twice".split()
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
"""Each with its place from 1; "first" is carried by "1st", too."""
_NUMBER_WORDS = frozenset((*_NUMBERS[2:], *_TENS, *_ORDINALS))
_QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|‘([^’]*)’")
_CAPITAL_INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]+")
_SMALL = re.compile(r"\b[a-z][^\W\d_]*")
_TOKEN = re.compile(r"\d[\d.,]*\d[^\W\d_]*|[^\W_]+(?:['’.][^\W_]+)*")


@dataclass(frozen=True)
class OwnText:
    """A text in the site's own words, and the record that it stands in (None: the frame)."""

    field: str
    text: Text
    owner: Record | None
    uses: tuple[Use, ...]
    """The passages that carry it: those of its own part, or else of the record."""


def own_texts(dossier: Dossier) -> Iterator[OwnText]:
    """Every text of the site's own in the dossier."""
    for record in dossier.records.values():
        if not isinstance(record, model.Source):
            uses = dossier.by_owner.get(record.id, ())
            yield from _texts(record, record, uses)
    for source in dossier.all(model.Source):
        if source.supplied_title:
            yield OwnText("supplied_title", source.supplied_title, source, ())
        for item in (*source.voices, *source.allow):
            yield from _texts(item, source, ())
    yield from _texts(dossier.frame, None, dossier.by_owner.get(None, ()))


def _texts(
    part: Record | model.Part, owner: Record | None, uses: tuple[Use, ...]
) -> Iterator[OwnText]:
    if isinstance(part, model.Reading | model.Provision | model.Sentence):
        cited = getattr(part, "cite", None)
        if cited is not None:
            uses = tuple(use for use in uses if use.quote in cited)
    for item in dataclasses.fields(part):
        value = getattr(part, item.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, model.Part) and not isinstance(
                one, model.Quote | model.GeoPosition | model.MapBox | model.Avoided
            ):
                yield from _texts(one, owner, uses)
            elif isinstance(one, Text) and item.name in OWN_WORDS and not _is_verbatim(part, item):
                yield OwnText(item.name, one, owner, uses)


def _is_verbatim(part: Record | model.Part, item: dataclasses.Field[object]) -> bool:
    """The source's words, not the site's: a side's name for a thing, a role, a date's wording."""
    return isinstance(part, model.Name | model.Reading | model.Role) and item.name in (
        "name",
        "text",
        "title",
    )


def words_are_neutral(dossier: Dossier) -> Iterator[Problem]:
    """The site's own words avoid the dossier's loaded words, except in quotation marks.

    An exception (`allow`) lets a word stand in its record.
    """
    avoided = _avoided(dossier)
    for own in own_texts(dossier):
        told: set[str] = set()
        for word, found in _loaded(own, avoided):
            if word.word in told or _form(found) in _allowed_in(dossier, own.owner):
                continue
            told.add(word.word)
            yield own.text.position.problem(
                "loaded-word",
                f'"{found}" is a word that this site avoids: {word.why}',
                f"write {word.use}, or put a side's own word in quotation marks",
            )


def exceptions_are_needed(dossier: Dossier) -> Iterator[Problem]:
    """A word that is allowed in a record stands there, and would be refused without that."""
    owners = [record for record in dossier.records.values() if record.allow]
    needed: dict[str | None, set[str]] = defaultdict(set)
    if owners or dossier.frame.allow:
        known, avoided = _Known(dossier), _avoided(dossier)
        for own in own_texts(dossier):
            if own.field != _EXCEPTION and _allowed_in(dossier, own.owner):
                words = needed[own.owner.id if own.owner else None]
                words.update(_form(found) for _, found in _loaded(own, avoided))
                words.update(_form(word) for word in known.missing(own))
    records = [*owners, *dossier.retired.values()]
    for owner_id, allow in [(None, dossier.frame.allow), *((r.id, r.allow) for r in records)]:
        for item in allow:
            if _form(item.word) not in needed[owner_id]:
                yield item.word.position.problem(
                    "unused-exception",
                    f'no rule refuses "{item.word}" here',
                    "take the exception out, or write the word as the record has it",
                )


def _allowed_in(dossier: Dossier, owner: Record | None) -> set[str]:
    """The words that are allowed in a record (None: in the frame)."""
    return {_form(item.word) for item in (owner or dossier.frame).allow}


def _avoided(dossier: Dossier) -> list[tuple[model.Avoided, re.Pattern[str]]]:
    return [(word, _forms(word.word)) for word in dossier.frame.avoid]


def _loaded(
    own: OwnText, avoided: list[tuple[model.Avoided, re.Pattern[str]]]
) -> Iterator[tuple[model.Avoided, str]]:
    """The loaded words in a text, outside quotation marks, exceptions among them."""
    unquoted = fold(_QUOTED.sub(" ", _closed(own.text)))
    for word, forms in avoided:
        for found in forms.finditer(unquoted):
            yield word, found.group()


def _forms(word: str) -> re.Pattern[str]:
    """A word with its common endings: blockade, blockades, blockaded, blockading."""
    plain = fold(word).strip()
    stem = re.escape(plain.removesuffix("e") if len(plain) > 4 else plain)
    # An underscore is no part of a word, for readers.
    return re.compile(rf"(?<![^\W_]){stem}(?:e|es|s|ed|d|ing|r|rs)?(?![^\W_])", re.IGNORECASE)


def quotation_marks_hold(dossier: Dossier) -> Iterator[Problem]:
    """What the site puts in quotation marks stands so in a passage cited there.

    In notes and reasons, which speak of the texts at large, it stands in one of the sources.
    """
    for own in own_texts(dossier):
        for match in _QUOTED.finditer(_closed(own.text)):
            words = fold("".join(match.groups(""))).strip(" ,.;:?!")
            if not words:
                continue
            if own.field in CARRIED:
                holds = any(_quotes(use.quote.exact, words, own.text) for use in own.uses)
                where = "in the passages cited here"
            else:
                cited = [use.stored for use in own.uses if use.stored]  # the likeliest come first
                texts = (stored.text for stored in (*cited, *dossier.texts.values()))
                holds = any(text.find(Selector(words), 1) for text in texts)
                where = "in any source"
            if not holds and own.field not in ("naming", "subject", "title"):
                yield own.text.position.problem(
                    "misquoted",
                    f'"{words}" is in quotation marks and does not stand {where}',
                    "quote letter for letter, whole words and with their negation, or leave the "
                    "quotation marks out",
                )


def _quotes(passage: str, words: str, sentence: str) -> bool:
    """Whether quoted words stand in a passage, whole.

    A negation beside them there stands in the sentence, too: never be “held hostage”.
    """
    if words not in fold(passage):
        return False
    source = SourceText(passage)
    for span in source.find(Selector(words), limit=20):
        if not (source.cuts_word(span.start) or source.cuts_word(span.end)):
            longer = source.negation_beside(span) or span
            beside = passage[longer.start : span.start] + passage[span.end : longer.end]
            if _words(beside) <= _words(sentence):
                return True
    return False


def sentences_are_carried(dossier: Dossier) -> Iterator[Problem]:
    """Numbers, dates and proper names in the site's sentences stand in what is cited or linked.

    An exception (`allow`) lets a word stand in its record.
    """
    known = _Known(dossier)
    for own in own_texts(dossier):
        allowed = _allowed_in(dossier, own.owner)
        missing = [word for word in known.missing(own) if _form(word) not in allowed]
        if missing:
            words = ", ".join(f'"{word}"' for word in dict.fromkeys(missing))
            yield own.text.position.problem(
                "unsupported",
                f"{words} stands neither in the passages nor in a linked record",
                "cite the passage that has it, link the record, or say what the passage says",
            )


class _Known:
    """The words that a dossier's records carry by their names and dates."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._names = {str(record.id): _name_words(record) for record in dossier.records.values()}
        self._proper = frozenset(
            word
            for record in dossier.records.values()
            for name in _names(record)
            for word in _proper_words(name)
        )

    @functools.cached_property
    def _capitalised(self) -> frozenset[str]:
        """The words that the sources write with a capital inside a sentence, and never without."""
        capital: set[str] = set()
        small: set[str] = set()
        for stored in self.dossier.texts.values():
            capital.update(_CAPITAL_INSIDE.findall(stored.text.text))
            small.update(_SMALL.findall(stored.text.text))
        return frozenset(word for word in capital if word.casefold() not in small)

    def claims(self, text: str) -> list[str]:
        """The numbers and proper names in a text.

        A sentence's first word counts where some record's name has it, or where the sources have
        it with a capital letter inside sentences only: elsewhere its capital letter says nothing.
        """
        words: list[str] = []
        for match in _TOKEN.finditer(text):
            word = match.group()
            first = _begins_sentence(text, match.start())
            is_number = word[0].isdigit() or word.lower() in _NUMBER_WORDS
            is_name = word[0].isupper() and (
                not first or _form(word) in self._proper or word in self._capitalised
            )
            if is_number or is_name:
                words.append(word)
        return words

    def missing(self, own: OwnText) -> list[str]:
        """The numbers and names that a text claims and nothing carries, exceptions among them."""
        if own.field not in CARRIED:
            return []
        carried = self.carried_by(own)
        return [word for word in self.claims(own.text) if _form(word) not in carried]

    def carried_by(self, own: OwnText) -> set[str]:
        """The words of the passages, of the linked records' names, and of the record's date."""
        carried: set[str] = set()
        for use in own.uses:
            carried |= _words(use.quote.exact)
        if own.owner is not None:
            for _, reference, _ in references(own.owner):
                carried |= self._names.get(str(reference), frozenset())
            carried |= (
                self._names.get(str(own.owner.id), frozenset())
                if not isinstance(own.owner, model.Event | model.Statement)
                else set()
            )
            carried |= self._date_words(own.owner)
        return carried

    def _date_words(self, record: Record) -> set[str]:
        dating = self.dossier.dating(record)
        words: set[str] = set()
        for reading in dating.readings if dating else ():
            try:
                words |= _words(shown(reading.edtf, reading.text)) | _words(reading.text or "")
            except DateError:
                continue  # told by the rules of dates
        return words


def _begins_sentence(text: str, offset: int) -> bool:
    """Whether a word begins a text, a sentence or a quotation."""
    while offset and text[offset - 1] == "(":
        offset -= 1
    if not offset or text[offset - 1] in '“"':
        return True
    before = offset
    while before and text[before - 1].isspace():
        before -= 1
    return not before or (before < offset and text[before - 1] in ".?!:")


def _closed(text: str) -> str:
    """The text without opening marks that nothing closes, whose ends would be looked for long."""
    for opening, closing in ("“”", "‘’"):
        last = text.rfind(closing) + 1
        text = text[:last] + text[last:].replace(opening, " ")
    return text


def _names(record: Record) -> list[str]:
    names = [str(getattr(record, "name", ""))]
    names += [str(name.name) for name in getattr(record, "names", ())]
    names += [str(role.title) for role in getattr(record, "roles", ())]
    return [name for name in names if name]


def _name_words(record: Record) -> frozenset[str]:
    return frozenset(word for name in _names(record) for word in _words(name))


def _proper_words(name: str) -> set[str]:
    return {_form(word) for word in _TOKEN.findall(name) if word[0].isupper() and len(word) > 1} - {
        "the",
        "a",
        "an",
    }


def _words(text: str) -> set[str]:
    forms = {_form(word) for word in _TOKEN.findall(fold(text))}
    return (
        forms
        | {str(_NUMBERS.index(form)) for form in forms if form in _NUMBERS}
        | {_NUMBERS[int(form)] for form in forms if re.fullmatch("1?[0-9]|20", form)}
        | {_ORDINALS[int(form) - 1] for form in forms if re.fullmatch("[1-9]|1[0-9]|20", form)}
        | {str(_ORDINALS.index(form) + 1) for form in forms if form in _ORDINALS}
    )


@functools.lru_cache(maxsize=65536)
def _form(word: str) -> str:
    """The word without case, possessive ending, ordinal ending or points."""
    plain = fold(word).casefold()
    plain = re.sub(r"'s?$", "", plain)
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", plain)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", plain):
        return plain.replace(",", "")  # 1,500 and 1500 are one number
    return re.sub(r"(?<=[^\W\d_])\.", "", plain)  # U.S. and US; 3.5 keeps its point
