"""Rules of letters: no look-alikes in the site's own words, titles as the texts have them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.own_words import own_texts
from generator.dossier import Dossier
from generator.model import Actor
from generator.passage import Selector, SourceText
from generator.problem import Problem

ALIKE = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL")
"""Scripts with letters that look like those of another (Unicode UTS #39), as Unicode names them."""
LOOK_LATIN = frozenset("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅαορνικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
"""Letters of other scripts that no reader can tell from Latin ones."""

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
    """A role's title stands, letter for letter and whole, in a passage cited for the role."""
    for actor in dossier.all(Actor):
        for role in actor.roles:
            passages = (SourceText(quote.exact) for quote in role.cite)
            if not any(_has(passage, role.title) for passage in passages):
                yield role.title.position.problem(
                    "misquoted",
                    f'"{role.title}" does not stand in the passages cited for this role',
                    "give the title as the text has it, or cite the passage that has it",
                )


def _has(passage: SourceText, words: str) -> bool:
    return any(
        not (passage.cuts_word(span.start) or passage.cuts_word(span.end))
        for span in passage.find(Selector(words), limit=20)
    )
