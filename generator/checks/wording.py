"""Rules of the site's own words: neutral ones, and quotation marks round verbatim ones only."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from generator import model
from generator.checks.names import namesakes
from generator.checks.own_words import CARRIED, OwnText, own_texts
from generator.checks.support import Support, allowed_in, forms, plain
from generator.document import shorten
from generator.dossier import Dossier, Use
from generator.passage import Selector, SourceText, fold
from generator.problem import Problem
from generator.quotation_marks import ELISIONS, in_common_marks

_EXCEPTION = "reason"
"""The field of an exception's reason: its words do not make the exception needed."""
UNQUOTED = frozenset({"naming", "subject", "title"})
"""Fields whose quotation marks are no claim that the words stand in a text."""

_QUOTED = re.compile(
    r"“([^“”]*)”|\"([^\"]*)\"|„([^„“”]*)[“”]|«([^«»]*)»|»([^«»]*)«|‹([^‹›]*)›"
    r"|‘((?:[^‘’]|’(?=\w)){0,400})’(?!\w)|"
    rf"(?<!\w)['’](?!{ELISIONS})(?=\S)((?:[^'’]|['’](?=\w)){{0,400}})['’](?!\w)"
)
"""Each kind ends before the next opening mark, or soon: looking for ends takes linear time."""
_MARK = re.compile(r"[“”„«»‹›]|(?<!\d)\"|(?<!\w)‘(?!\d0s)|(?<!\S)['’](?!\S)")
"""A mark that opens or closes a quotation, whatever stands beside it; apostrophes are none."""
_JOINTS = re.compile("[-\u2010-\u2015_/]")
"""What may join two words, and stand for a space or for nothing."""
_ACCENTS = re.compile("[\u0300-\u036f]+")


def words_are_neutral(dossier: Dossier) -> Iterator[Problem]:
    """The site's own words avoid the dossier's loaded words, except in quotation marks.

    An exception (`allow`) lets a word stand in its record.
    """
    avoided = _avoided(dossier)
    for own in own_texts(dossier):
        told: set[str] = set()
        for word, found in _loaded(own, avoided):
            if word.word in told or plain(found) in allowed_in(dossier, own.owner):
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
        support, avoided = Support(dossier), _avoided(dossier)
        for own in own_texts(dossier):
            if own.field != _EXCEPTION and allowed_in(dossier, own.owner):
                words = needed[own.owner.id if own.owner else None]
                words.update(plain(found) for _, found in _loaded(own, avoided))
                words.update(plain(word) for word in support.missing(own))
    for actor, _ in namesakes(dossier):
        needed[actor.id].add(plain(actor.name))
    records = [*owners, *dossier.retired.values()]
    for owner_id, allow in [(None, dossier.frame.allow), *((r.id, r.allow) for r in records)]:
        for item in allow:
            if plain(item.word) not in needed[owner_id]:
                yield item.word.position.problem(
                    "unused-exception",
                    f'no rule refuses "{item.word}" here',
                    "take the exception out, or write the word as the record has it",
                )


def _avoided(dossier: Dossier) -> list[tuple[model.Avoided, str, re.Pattern[str]]]:
    return [(word, *_forms(word.word)) for word in dossier.frame.avoid]


def _loaded(
    own: OwnText, avoided: list[tuple[model.Avoided, str, re.Pattern[str]]]
) -> Iterator[tuple[model.Avoided, str]]:
    """The loaded words in a text, outside quotation marks, exceptions among them.

    What joins two words may stand for a space or for nothing, a letter with an accent for another.
    """
    unquoted = unicodedata.normalize("NFKC", fold(_QUOTED.sub(" ", _in_common_marks(own.text))))
    variants = {unquoted}
    if not unquoted.isascii():
        variants.add(_ACCENTS.sub("", unicodedata.normalize("NFKD", unquoted)))
    if _JOINTS.search(unquoted):
        variants |= {_JOINTS.sub(joint, variant) for joint in ("", " ") for variant in variants}
    folded = [(variant, variant.casefold()) for variant in sorted(variants)]
    for word, stem, pattern in avoided:
        for variant, plain_variant in folded:
            if stem in plain_variant:
                for found in pattern.finditer(variant):
                    yield word, found.group()


def _forms(word: str) -> tuple[str, re.Pattern[str]]:
    """A word's stem, and a pattern with its common endings: ban, bans, banned; occupy, occupied."""
    plain = fold(word).strip()
    stem = plain.removesuffix("e") if len(plain) > 4 else plain
    endings = "|e|es|s|ed|d|ing|r|rs|er|ers"
    if re.search(r"[^aeiou]y$", plain):
        stem, endings = plain[:-1], "y|ies|ied|ying|ier|iers"
    elif re.search(r"[^aeiou][aeiou][bdglmnprt]$", plain):
        endings += f"|{plain[-1]}(?:ed|ing|er|ers)"
    # An underscore is no part of a word, for readers.
    pattern = rf"(?<![^\W_]){re.escape(stem)}(?:{endings})(?![^\W_])"
    return stem.casefold(), re.compile(pattern, re.IGNORECASE)


def quotation_marks_hold(dossier: Dossier) -> Iterator[Problem]:
    """What the site puts in quotation marks stands so in a passage cited there.

    In notes and reasons, which speak of the texts at large, it stands in one of the sources.
    """
    for own in own_texts(dossier):
        if own.field in UNQUOTED:
            continue
        text = _in_common_marks(own.text)
        for match in _QUOTED.finditer(text):
            words = fold("".join(match.groups(""))).strip(" ,.;:?!")
            if not words:
                continue
            if own.field in CARRIED:
                texts = (SourceText(use.quote.exact) for use in _quotable(dossier, own))
                where = "in the passages cited here"
                if isinstance(own.owner, model.Statement):
                    where += " as words of the speaker"
            else:
                cited = [use.stored for use in own.uses if use.stored]  # the likeliest come first
                texts = (stored.text for stored in (*cited, *dossier.texts.values()))
                where = "in any source"
            if not any(_quotes(text, words, own.text) for text in texts):
                yield own.text.position.problem(
                    "misquoted",
                    f'"{words}" is in quotation marks and does not stand {where}',
                    "quote letter for letter, whole words and with their negation, or leave the "
                    "quotation marks out",
                )
        if _MARK.search(_QUOTED.sub("", text)):
            yield own.text.position.problem(
                "misquoted",
                f'"{shorten(own.text)}" has a quotation mark without its other one',
                "open and close what is quoted with a pair of marks, such as “ and ”",
            )


def _quotable(dossier: Dossier, own: OwnText) -> Iterator[Use]:
    """The passages whose words may be quoted: of an actor's statement those in quotation marks."""
    by_actor = isinstance(own.owner, model.Statement) and not isinstance(
        dossier.records.get(own.owner.speaker), model.Source
    )
    for use in own.uses:
        if not by_actor or use.voice[0] != "narrator" or _holds_marks(use):
            yield use


def _holds_marks(use: Use) -> bool:
    """Whether a passage holds a short quotation of its own."""
    return _QUOTED.search(_in_common_marks(use.quote.exact)) is not None


def _in_common_marks(text: str) -> str:
    return in_common_marks(text).replace("‚", "‘")


def _quotes(source: SourceText, words: str, sentence: str) -> bool:
    """Whether quoted words stand in a text, whole.

    A negation beside them there stands in the sentence, too: never be “held hostage”.
    """
    for span in source.find(Selector(words), limit=20):
        if not (source.cuts_word(span.start) or source.cuts_word(span.end)):
            longer = source.negation_beside(span) or span
            beside = source.text[longer.start : span.start] + source.text[span.end : longer.end]
            if forms(beside) <= forms(sentence):
                return True
    return False
