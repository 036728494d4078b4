"""Who is named in a stretch of text, and who is said there to speak.

In: the actors of a dossier, and a text. Out: mentions of actors, and those of them that stand right
beside a verb of saying: "Ada Reed said", "said Ada Reed", "according to Ada Reed".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from generator.model import Actor
from generator.passage import fold
from generator.proper_names import CALENDAR, OPENERS

SAYING = tuple(
    """
    said says saying stated states declared declares announced announces wrote writes added adds
    noted notes stressed stresses underlined underlines underscored underscores highlighted
    highlights emphasised emphasized emphasises emphasizes reiterated reiterates repeated repeats
    remarked remarks commented comments explained explains claimed claims alleged alleges argued
    argues insisted insists maintained maintains asserted asserts contended contends warned warns
    cautioned cautions urged urges demanded demands called calls vowed vows promised promises
    pledged pledges threatened threatens confirmed confirms denied denies rejected rejects
    dismissed dismisses acknowledged acknowledges admitted admits conceded concedes replied replies
    responded responds answered answers retorted retorts countered counters concluded concludes
    continued continues recalled recalls observed observes tweeted tweets posted posts testified
    testifies recounted recounts reported reports read reads predicted predicts complained
    complains criticised criticized criticises criticizes condemned condemns accused accuses
    thanked thanks thinks thought believes believed hopes hoped suggested suggests proposed
    proposes joked jokes shouted whispered say agreed agrees expects expected wants wanted
    indicated indicates signalled signaled signals revealed reveals disclosed discloses affirmed
    affirms reaffirmed reaffirms clarified clarifies ruled rules expressed expresses
    """.split()
)
"""Verbs of saying: the actor right before one speaks, or right behind one that ends a quotation."""
TELLING = (
    *("told", "tells", "asked", "asks", "assured", "assures", "informed", "informs", "reminded"),
    *("reminds", "pointed out", "points out", "went on", "made clear", "makes clear"),
    *("made it clear", "makes it clear"),
)
"""Verbs with somebody addressed behind them: only the actor before one speaks."""
BETWEEN = (
    *("also", "further", "later", "then", "again", "earlier", "once more", "once", "today"),
    *("yesterday", "has", "had", "did", "herself", "himself", "nonetheless", "was quoted as"),
    *("were quoted as",),
)
"""What may stand between a name and its verb, beside adverbs in -ly and "on Monday"."""
GOVERNING = (
    *("of", "for", "in", "to", "by", "with", "from", "between", "on", "at", "about", "against"),
    *("near", "like", "under", "behind", "over", "after", "before", "than", "as", "via"),
)
"""Words that take a name behind them away from the verb: "a friend of Ada Reed said"."""

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir lord lady dame president vice prime minister foreign
    secretary state ambassador envoy representative senator congressman congresswoman governor mayor
    chancellor king queen prince princess general colonel major captain lieutenant admiral commander
    spokesman spokeswoman spokesperson spokespeople chairman chairwoman chair director commissioner
    judge justice attorney officer official officials chief head deputy leader member aide adviser
    advisor analyst lawyer diplomat negotiator minister father sister bishop archbishop pope sheikh
    imam
    """.split()
)
"""Words with a capital letter before a surname that are no first names."""
LINKING = ("and", "but", "while", "when", "who", "whom", "that", "or", "so")
"""Words that begin another clause, and are no part of a title."""

_SAYING = "|".join(SAYING)
_VERB = "|".join((*SAYING, *TELLING))
_TAKEN = "|".join((*GOVERNING, *LINKING))
_UPPER = "".join(chr(code) for code in range(0x590) if chr(code).isupper())
"""Capital letters: Latin, Greek, Cyrillic, Armenian."""
_PROPER = rf"(?:(?:al|el|as|ad|an|ibn|bin)[- ])?[{_UPPER}][\w'’-]+\.?"
_ASIDE = r"(?:,(?: [^,;:|]{1,80},){1,3}| ,| \([^()|]{1,40}\))?"
"""What may stand between a name and its verb: ", 54, a farmer from Elmford," or "(54)"."""
_WHEN = r"(?:on|in|at|from|during|after|before) [^,;:.()|]{1,30}?"
_BETWEEN = rf"(?:(?:{'|'.join(BETWEEN)}|[a-z]+ly|{_WHEN}),? ){{0,4}}"
_TITLE = rf"(?:(?!(?:{_TAKEN}) )[\w.'-]+ ){{0,3}}"
"""Up to three words before a name that may be a post: "said Ambassador Reed"."""
_SAYS = re.compile(rf"{_ASIDE}(?:,? who)? {_BETWEEN}(?:{_VERB})\b")
_SAID = re.compile(rf"(?:^|(?P<stroke>\|)|,)[ ,]*{_BETWEEN}(?:{_SAYING}) (?:the )?{_TITLE}$")
_NAME = rf"(?P<name>{_PROPER}(?: {_PROPER}){{0,3}})"
_STRANGERS = (
    re.compile(rf"(?<![\w.'’-]){_NAME}(?: Jr\.?)?{_ASIDE} {_BETWEEN}(?:{_VERB})\b"),
    re.compile(
        rf"(?:\||,)[ ,]*{_BETWEEN}(?:{_SAYING}) (?:the |an? )?"
        rf"(?:(?!(?:{_TAKEN}) )[a-z0-9][\w-]*,? ){{0,4}}{_NAME}"
    ),
    re.compile(rf"\b[Aa]ccording to (?:the |an? )?(?:[a-z][\w-]* ){{0,3}}{_NAME}"),
)
"""A name beside a verb of saying: "Tom Hill said", "said analyst Tom Hill", "according to Hill"."""
_FOR_ANOTHER = re.compile(rf"['’]s?(?: [a-z][\w-]*){{1,4}}{_ASIDE} {_BETWEEN}(?:{_VERB})\b")
_EMBEDDED = re.compile(
    rf"\b(?:that|which|whom|what|whether|if|how|why|because|(?:{_VERB})) "
    r"(?:the |an? )?$"
)
"""What stands before the subject of a clause that somebody else's verb governs."""
_DESCRIBING = re.compile(
    rf"(?:['’]s?(?: [a-z][\w-]*){{1,4}},?|(?: (?:{'|'.join(sorted(TITLES))})){{1,3}},?) ",
    re.IGNORECASE,
)
"""Between a body and the one who speaks for it: "Reed's spokesman, ", " leader "."""
_FIRST_NAME = re.compile(r"(?:^|[\s(|])(?P<name>[A-Z][^\W\d_]+)(?: [A-Z]\.?)? $")
_WHO = re.compile(r",? who ")
_POSSESSIVE = re.compile(r"['’]s\b")
_ENDS = re.compile(r" *(?:[|,.;:!?]|$|on |in |at |last |to )")
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the |an? )?$")
_GOVERNED = re.compile(rf"\b(?:{'|'.join(GOVERNING)}) (?:the |an? )?$", re.IGNORECASE)
_JOINED = re.compile(r",? and (?:the )?")
_LISTED = re.compile(r"(?:,|,? and) (?:the )?")
_LEADS = re.compile(
    rf"\|[ ,]*(?:according to |{_BETWEEN}(?:{_SAYING}) )?"
    rf"(?:the |an? )?{_TITLE}"
)
_LEADS_ON = re.compile(r"[^,.;:|]{0,60}[,:]? *")
_NEAR = 90
"""Characters before a name that are looked at."""


Where = Literal["anywhere", "first", "last"]


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
        self.speaking = lru_cache(maxsize=4096)(self._speaking)
        self.has_stranger = lru_cache(maxsize=4096)(self._has_stranger)

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

    def speakers(self, text: str, where: Where = "anywhere") -> frozenset[str]:
        """The actors beside a verb of saying; see `speaking`."""
        return frozenset[str]().union(*(one.actors for one in self.speaking(text, where)))

    def _speaking(self, text: str, where: Where = "anywhere") -> tuple[Mention, ...]:
        """The actors beside a verb of saying in the article's own words, in order.

        In the text `|` stands for a quotation. "first": only where the text begins so, right behind
        a quotation; "last": only where it ends so, right before one. Those who share a verb are one
        mention. Offsets are those of the folded text.
        """
        text = f"|{fold(text)}" if where == "first" else fold(text)
        groups = _groups(text, self.mentions(text))
        speaking: list[Mention] = []
        following: Mention | None = None  # the speaker right behind, if the next group is one
        joined = False
        for number, group in reversed([*enumerate(groups)]):
            says = _speaks(text, group, where)
            joined = not says and _shares_verb(text, group, following, joined)
            following = group if says or joined else None
            if joined:
                last = speaking.pop()
                speaking.append(Mention(group.start, last.end, group.actors | last.actors))
            elif says:
                speaking.append(_with_those_behind(text, group, groups[number + 1 :]))
        speaking.reverse()
        if where == "last":
            return tuple(speaking[-1:])
        outside = [one for one in speaking if not _in_aside(text, one, speaking)]
        return tuple(one for one in outside if not _is_embedded(text, one))

    def _has_stranger(self, text: str) -> bool:
        """Whether somebody speaks there whom no name of an actor calls.

        "said Tom Hill"; "Reed's office said", where the office has no record.
        """
        text = fold(text)
        taken = _groups(text, self.mentions(text))
        if any(_FOR_ANOTHER.match(text, one.end) for one in taken):
            return True
        for form in _STRANGERS:
            for found in form.finditer(text):
                start, end = found.span("name")
                known = any(one.start < end and start < one.end for one in taken)
                words = [word for word in found["name"].split() if not _says_little(word)]
                if words and not known:
                    return True
        return False


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
    if not before or _says_little(before["name"]) or before["name"].casefold() in TITLES:
        return False
    own = {word.casefold() for word in re.findall(r"\w+", f"{actor.name}")}
    own |= {w.casefold() for role in actor.roles for w in re.findall(r"\w+", role.title)}
    own |= {w.casefold() for name in actor.names for w in re.findall(r"\w+", name.name)}
    return before["name"].casefold() not in own


def _says_little(word: str) -> bool:
    """Whether a word has its capital letter from its place, or is a day or a month."""
    form = word.casefold()
    return form in OPENERS or form in CALENDAR or form.endswith("ly")


def _with_those_behind(text: str, group: Mention, others: list[Mention]) -> Mention:
    """A speaker behind the verb, with those who share it: "said Ada Reed and Ben Holt"."""
    if not _SAID.search(text[max(0, group.start - _NEAR) : group.start]):
        return group
    for other in others:
        link = _LISTED.fullmatch(text, group.end, other.start)
        if not link or _SAYS.match(text, other.end):
            break
        group = Mention(group.start, other.end, group.actors | other.actors)
    return group


def _in_aside(text: str, mention: Mention, speaking: list[Mention]) -> bool:
    """Whether a name stands in another speaker's aside: "Reed, who replaced Holt in 2019, said"."""
    for other in speaking:
        says = _SAYS.match(text, other.end) if other.end < mention.start else None
        if says and mention.end < says.end():
            return True
    return False


def _is_embedded(text: str, mention: Mention) -> bool:
    """Whether what a name says is told by somebody else: "Holt denied that Reed had said"."""
    before = text[max(0, mention.start - _NEAR) : mention.start]
    has_verb = _SAYS.match(text, mention.end) and not _WHO.match(text, mention.end)
    return bool(has_verb and _EMBEDDED.search(before))


def _shares_verb(text: str, group: Mention, following: Mention | None, in_list: bool) -> bool:
    """Whether a name shares the verb of the speaker behind it: "Ada Reed and Ben Holt said"."""
    if following is None or _speaks(text, group, "anywhere"):
        return False
    link = (_LISTED if in_list else _JOINED).fullmatch(text, group.end, following.start)
    return bool(link) and not _GOVERNED.search(text[max(0, group.start - _NEAR) : group.start])


def _speaks(text: str, group: Mention, where: Where) -> bool:
    before = text[max(0, group.start - _NEAR) : group.start]
    if where == "first" and not _LEADS.fullmatch(text, 0, group.start):
        return False
    says = None if _GOVERNED.search(before) else _SAYS.match(text, group.end)
    said = _SAID.search(before)
    if not says and _POSSESSIVE.match(text, group.end):
        return False  # "said Reed's spokesman": somebody else
    if where == "last":
        return bool(says and _LEADS_ON.fullmatch(text, says.end()))
    if says or _ACCORDING.search(before):
        return True
    return bool(said and (said["stroke"] or _ENDS.match(text, group.end)))


def _groups(text: str, mentions: tuple[Mention, ...]) -> list[Mention]:
    """Names in apposition as one: "Mayor of Oakham Ada Reed", "Reed's spokesman, Tom Hill"."""
    groups: list[Mention] = []
    for mention in mentions:
        last = groups[-1] if groups else None
        if last and mention.start >= last.end and not text[last.end : mention.start].strip():
            both = last.actors & mention.actors or mention.actors
            groups[-1] = Mention(last.start, mention.end, both)
        elif last and _DESCRIBING.fullmatch(text, last.end, mention.start):
            groups[-1] = Mention(last.start, mention.end, mention.actors)
        else:
            groups.append(mention)
    return groups


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
