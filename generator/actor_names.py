"""Which actors a stretch of text names.

In: the actors of a dossier, and a text. Out: mentions of actors, by any of the names that texts
call them by.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.model import Actor
from generator.passage import fold
from generator.proper_names import CALENDAR, OPENERS

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir lord lady dame president vice prime minister foreign
    secretary state ambassador envoy representative senator congressman congresswoman governor mayor
    chancellor king queen prince princess general colonel major captain lieutenant admiral commander
    spokesman spokeswoman spokesperson spokespeople chairman chairwoman chair director commissioner
    judge justice attorney officer official officials chief head deputy leader member aide adviser
    advisor analyst lawyer diplomat negotiator minister father sister bishop archbishop pope sheikh
    imam councillor cllr sgt sergeant inspector superintendent rev baroness
    """.split()
)
"""Words with a capital letter before a surname that are no first names."""
_FIRST_NAME = re.compile(r"(?:^|[\s(|])(?P<name>[A-Z][^\W\d_]+)(?: [A-Z]\.?)? $")
_NEAR = 90
"""Characters before a surname in which a first name is looked for."""


@dataclass(frozen=True)
class Mention:
    """A stretch of a folded text that is the name of these actors (mostly of one)."""

    start: int
    end: int
    actors: frozenset[str]


class Names:
    """The names by which texts call the actors: own names, surnames, names by sides, titles.

    Names are compared word by word, so that looking for all of them takes one pass; that many
    begin alike ("Office of …") does not matter. A name inside a longer one is none: "Council" in
    "Town Council representative".
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._by_words: dict[tuple[str, ...], list[_Name]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)  # of the names with this first word
        for actor in actors:
            for name in _names(actor):
                words = tuple(word.group() for word in _tokens(fold(name)))
                if words:
                    folded = tuple(word.casefold() for word in words)
                    self._by_words[folded].append(_Name(words, actor))
                    self._lengths[folded[0]].add(len(folded))
        self.mentions = lru_cache(maxsize=4096)(self._mentions)

    def named(self, text: str) -> frozenset[str]:
        """The ids of the actors that a text names."""
        return frozenset[str]().union(*(mention.actors for mention in self.mentions(fold(text))))

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        """The names in a folded text, in order, without those inside longer ones."""
        found: dict[tuple[int, int], set[str]] = defaultdict(set)
        tokens = list(_tokens(text))
        words = tuple(token.group() for token in tokens)
        folded = tuple(word.casefold() for word in words)
        for place, word in enumerate(folded):
            for length in self._lengths.get(word, ()):
                for name in self._by_words.get(folded[place : place + length], ()):
                    start = tokens[place].start()
                    if name.is_meant(words[place : place + length]) and not (
                        name.is_surname and _is_anothers(text, start, name.actor)
                    ):
                        end = tokens[place + len(name.words) - 1].end()
                        found[start, end].add(str(name.actor.id))
        return tuple(_longest(found))


@dataclass(frozen=True)
class _Name:
    """A name as words, and the actor that it calls."""

    words: tuple[str, ...]
    actor: Actor

    @property
    def is_surname(self) -> bool:
        """Whether it is the last part of a longer name of a person."""
        return len(self.words) == 1 and self.actor.kind == "person" and " " in self.actor.name

    def is_meant(self, words: tuple[str, ...]) -> bool:
        """Whether words are this name.

        A capital letter counts in a name of one word (Hope, hope), capitals do throughout (US, us).
        """
        return len(words) == len(self.words) and all(
            word == part
            if part.isupper()
            else word.casefold() == part.casefold()
            and (len(words) > 1 or word[0].isupper() >= part[0].isupper())
            for word, part in zip(words, self.words, strict=True)
        )


def _is_anothers(text: str, start: int, actor: Actor) -> bool:
    """Whether a first name stands before a surname that is not the actor's: "Tom Reed"."""
    before = _FIRST_NAME.search(text[max(0, start - _NEAR) : start])
    if not before or says_little(before["name"]) or before["name"].casefold() in TITLES:
        return False
    own = {word.casefold() for word in re.findall(r"\w+", f"{actor.name}")}
    own |= {w.casefold() for role in actor.roles for w in re.findall(r"\w+", role.title)}
    own |= {w.casefold() for name in actor.names for w in re.findall(r"\w+", name.name)}
    return before["name"].casefold() not in own


def says_little(word: str) -> bool:
    """Whether a word has its capital letter from its place, or is a day or a month."""
    form = word.casefold()
    return form in OPENERS or form in CALENDAR or form.endswith("ly")


def _longest(found: dict[tuple[int, int], set[str]]) -> Iterator[Mention]:
    reached = -1
    for start, end in sorted(found, key=lambda edges: (edges[0], -edges[1])):
        if end > reached:
            yield Mention(start, end, frozenset(found[start, end]))
            reached = end


def _names(actor: Actor) -> set[str]:
    names = {str(actor.name), *(str(name.name) for name in actor.names)}
    # A title says enough to tell an actor only in two words or more: not "Ambassador".
    names |= {str(role.title) for role in actor.roles if " " in role.title.strip()}
    return names | {actor.name.split()[-1]} if actor.kind == "person" else names


def _tokens(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"\w+|\|", text)
