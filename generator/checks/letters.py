"""Rules of letters: no look-alikes in the site's own words, titles as the texts have them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.own_words import own_texts
from generator.dossier import Dossier, Use
from generator.model import Actor
from generator.passage import Selector, SourceText
from generator.problem import Problem
from generator.span import Span

ALIKE = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL")
"""Scripts with letters that look like those of another (Unicode UTS #39), as Unicode names them."""
LOOK_LATIN = frozenset("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅαορνικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
"""Letters of other scripts that no reader can tell from Latin ones."""

_CHANGED = re.compile(
    r"\b(?:former|ex|then|late|acting|deputy|vice|assistant|associate|alternate|outgoing|incoming"
    r"|designate|would-be|shadow|interim|caretaker|self-styled|self-proclaimed|so-called|ousted"
    r"|one-?time|previous|retired|candidate for)[\s-]+$",
    re.IGNORECASE,
)
_CHANGED_BEHIND = re.compile(
    r"[\s-]+(?:designate|elect|emeritus|candidate|hopeful|in exile|until|from \d)\b", re.IGNORECASE
)
_FOREIGN = re.compile(r"[^\W\d_]*[^\x00-\u024f\W\d_][^\W\d_]*")
"""A word with a letter beyond the Latin of Europe."""


def letters_are_of_one_script(dossier: Dossier) -> Iterator[Problem]:
    """No word of the site's own mixes letters of scripts that look alike, or only looks Latin."""
    for own in own_texts(dossier):
        for match in _FOREIGN.finditer(own.text):
            word = match.group()
            odd = [char for char in word if not _is_latin(char)]
            if len(_scripts(word)) > 1 or (LOOK_LATIN.issuperset(odd) and odd):
                yield own.text.position.problem(
                    "mixed-letters",
                    f'"{word}" holds {_described(odd or list(word))} among other letters',
                    "type the word anew, in the letters of one script",
                )
                break


def _described(letters: list[str]) -> str:
    return ", ".join(dict.fromkeys(unicodedata.name(char, "a letter") for char in letters[:2]))


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(char, "").partition(" ")[0] for char in word)
    return {name for name in names if name in ALIKE}


def titles_are_quoted(dossier: Dossier) -> Iterator[Problem]:
    """A role's title stands, letter for letter and whole, in a passage cited for the role.

    A negation before it, or a word beside it such as "former" or "elect", is a part of it.
    """
    for actor in dossier.all(Actor):
        uses = dossier.by_owner.get(actor.id, ())
        for role in actor.roles:
            places = [
                place
                for use in uses
                if use.quote in role.cite
                for place in _places(use, role.title)
            ]
            if not places:
                yield role.title.position.problem(
                    "misquoted",
                    f'"{role.title}" does not stand in the passages cited for this role',
                    "give the title as the text has it, or cite the passage that has it",
                )
                continue
            left_out = [_left_out(text, span) for text, span in places]
            if all(left_out):
                yield role.title.position.problem(
                    "misquoted",
                    f'beside "{role.title}" stands "{left_out[0]}", which is left out',
                    "take it into the title, or cite a passage that gives the title alone",
                )


def _places(use: Use, title: str) -> Iterator[tuple[SourceText, Span]]:
    """Where a title stands whole in a passage: in its source, or in the words as typed."""
    if use.stored is None or use.span is None:
        text, within = SourceText(use.quote.exact), Span(0, len(use.quote.exact))
    else:
        text, within = use.stored.text, use.span
    for span in text.find(Selector(title), limit=1000):
        is_whole = not (text.cuts_word(span.start) or text.cuts_word(span.end))
        if is_whole and within.start <= span.start and span.end <= within.end:
            yield text, span


def _left_out(text: SourceText, span: Span) -> str:
    """What changes a title and stands beside it; nothing where nothing does."""
    negated = text.negation_beside(span)
    if negated and negated.start < span.start:
        return text.slice(Span(negated.start, span.start)).strip()
    found = _CHANGED.search(text.text[max(0, span.start - 40) : span.start])
    found = found or _CHANGED_BEHIND.match(text.text[span.end : span.end + 40])
    return found[0].strip(" -\n") if found else ""
