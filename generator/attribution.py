"""Who is said to speak in the article's own words: a small grammar of attribution.

In: the names of actors, and a text. Out: Sayings. Whoever says something is a subject: a name, with
the post, apposition or list that goes with it, or a pronoun or post that stands for one ("she",
"the mayor"). A subject speaks right before a verb of saying ("Ada Reed said"), right behind one
("said Ada Reed"), behind "according to", and behind a passive ("was told by Ada Reed").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from generator import forms
from generator.actor_names import TITLES, Mention, Names, says_little
from generator.verbs import EMBEDDING, GOVERNING, LINKING, SUBORDINATE

_NEAR = 90
"""Characters before a name that are looked at."""
_LIGHT = 5
"""Words between a clause's first word and its subject: "that in May former mayor Ada Reed"."""

Kind = Literal["name", "phrase", "stranger"]


@dataclass(frozen=True)
class Saying:
    """A subject that is said to speak, by its offsets in the folded text.

    The actors of a name; none for a stranger, who has no record, and for a phrase, which means
    somebody named before. Its words are those from `governs` on, up to those of the next saying.
    """

    start: int
    end: int
    """Where the verb ends, or the name behind it."""
    actors: frozenset[str]
    kind: Kind
    governs: int
    leads: bool = False
    """Whether the text begins with it, right behind a quotation."""
    is_behind: bool = False
    """Whether the subject stands behind the verb: "said Ada Reed"."""
    is_weak: bool = False
    """Whether it counts only where nobody else speaks: "was told by Ada Reed"."""
    is_embedded: bool = False
    """Whether somebody else tells that it was said: "Holt denied that Reed had said"."""
    is_subordinate: bool = False
    """Whether it stands in a clause by the way: "although Reed denied it"."""
    closes: Literal["", "part", "whole"] = ""
    """Whether it stands behind what is said: "…, Reed said, …", or at the sentence's end."""


@dataclass(frozen=True)
class _Subject:
    """A name with what belongs to it, or a phrase; `apposed` where a comma stands before it."""

    start: int
    end: int
    actors: frozenset[str]
    kind: Kind
    apposed: bool


class Sayings:
    """Who is said to speak in a text, by the names of the actors of a dossier."""

    def __init__(self, names: Names, persons: Iterable[str]) -> None:
        self._names = names
        self._persons = frozenset(persons)
        self._all = lru_cache(maxsize=4096)(self._found)

    def within(self, text: str) -> tuple[Saying, ...]:
        """The sayings of a folded text, in order, `|` standing for a quotation.

        Those told by somebody else, or named by the way, are left out. Strangers, and those in the
        passive, count where nobody else speaks; a phrase, where nobody is named as speaking before.
        """
        found = [one for one in self._all(text) if not one.is_embedded]
        known = [one for one in found if one.kind != "stranger" and not one.is_weak]
        weak = [one for one in found if one.kind != "stranger"]
        return tuple(_ordered(text, known or weak or found))

    def behind(self, text: str) -> Saying | None:
        """The saying with which a folded text right behind a quotation begins."""
        return next((one for one in self._all(f"|{text}") if one.leads), None)

    def before(self, text: str) -> Saying | None:
        """The saying with which a folded text right before a quotation ends."""
        found = [one for one in self._all(text) if forms.LEADS_ON.fullmatch(text, one.end)]
        return found[-1] if found else None

    def named_before(self, text: str, saying: Saying) -> frozenset[str]:
        """Who is named in a folded text before a saying, but for "to Ada Reed" and the like."""
        return frozenset[str]().union(
            *(
                one.actors
                for one in self._names.mentions(text)
                if one.end <= saying.start and not forms.GOVERNED.search(text[: one.start])
            )
        )

    def _found(self, text: str) -> tuple[Saying, ...]:
        if forms.VERBS.isdisjoint(forms.WORD.findall(text.lower())) and "ccording to" not in text:
            return ()
        groups = _groups(text, self._names.mentions(text))
        masked = text
        for one in groups:
            length = one.end - one.start
            masked = f"{masked[: one.start]}{forms.MASK * length}{masked[one.end :]}"
        found = [*self._of_names(masked, groups)]
        plain = (one.start for one in found if _is_plain(one))
        found += _of_phrases(masked, min(plain, default=len(text)))
        found.sort(key=lambda one: (one.start, -one.end))
        return tuple(_without_asides(masked, found))

    def _of_names(self, text: str, groups: Iterable[_Subject]) -> Iterator[Saying]:
        """The sayings of those with a name, from the last; those who share a verb are one."""
        subjects = sorted([*groups, *_strangers(text)], key=lambda one: one.start)
        last: Saying | None = None
        joined = False
        for number, one in reversed([*enumerate(subjects)]):
            is_person = not one.actors or not self._persons.isdisjoint(one.actors)
            saying = _saying(text, one, is_person)
            link = forms.LISTED if joined else forms.JOINED
            joined = bool(
                saying is None
                and last is not None
                and link.fullmatch(text, one.end, last.start)
                and not forms.GOVERNED.search(text[max(0, one.start - _NEAR) : one.start])
            )
            if joined and last is not None:
                actors = last.actors | one.actors
                kind: Kind = "name" if actors else last.kind
                last = replace(last, start=one.start, governs=one.start, actors=actors, kind=kind)
                continue
            if last is not None:
                yield last
            last = saying
            if saying is not None and saying.end == one.end and saying.kind == one.kind:
                shared = _with_those_behind(text, one, subjects[number + 1 :])
                if shared is not one:
                    last = _placed(text, shared, shared.end, is_weak=saying.is_weak)
        if last is not None:
            yield last


def _strangers(text: str) -> Iterator[_Subject]:
    """The names in a masked text that are no actor's, but for the posts right before one."""
    for found in forms.STRANGER.finditer(text):
        beside = forms.BESIDE.match(text, found.end()) or text.endswith(
            forms.MASK, 0, found.start() - 1
        )
        if not beside and not all(says_little(word) for word in found.group().split()):
            yield _Subject(*found.span(), frozenset(), "stranger", False)


def _is_plain(one: Saying) -> bool:
    """Whether somebody is named as speaking, so that a pronoun behind it is no news."""
    by_the_way = one.is_embedded or one.is_subordinate or one.is_weak
    return one.kind == "name" and not by_the_way


def _of_phrases(text: str, end: int) -> Iterator[Saying]:
    """The sayings, before an offset, of those who are meant by a pronoun or a post."""
    for found in forms.PHRASE.finditer(text, 0, end):
        saying = _saying(text, _Subject(*found.span(), frozenset(), "phrase", False))
        if saying:
            yield saying
    for found in forms.HER.finditer(text, 0, end):
        subject = _Subject(*found.span(), frozenset(), "phrase", False)
        yield _placed(text, subject, found.end())


def _saying(text: str, subject: _Subject, is_person: bool = True) -> Saying | None:
    """What a subject is said to say, or another for it; None where it stands beside no verb."""
    start, end = subject.start, subject.end
    before = text[max(0, start - _NEAR) : start]
    if forms.POSSESSIVE.match(text, end):
        whose = (
            subject if forms.WORK_OF_ONE.match(text, end) else _another(subject)
        )  # "Reed's report"
        if says := forms.OF_ONE.match(text, end):
            return _placed(text, whose, says.end(), says)
        return None if _inverted(text, subject, before) is None else _placed(text, whose, end)
    says = forms.SAYS.match(text, end)
    if not says and text.startswith(",", end) and (subject.apposed or forms.APPOSED.search(before)):
        says = forms.CLOSES.match(text, end)
    if not says and not is_person:
        says = forms.FOR_BODY.match(text, end)
    if says:
        governed = None if forms.BY.search(before) else forms.GOVERNED.search(before)
        who = _speaker(subject, governed, is_person)
        return None if who is None else _placed(text, who, says.end(), says)
    post = _inverted(text, subject, before)
    passive = None
    if subject.kind == "phrase":
        post = post if forms.STOPS_PHRASE.match(text, end) else None
    elif post is None and " by " in before and (passive := forms.PASSIVE.search(before)):
        post = passive["post"]
    if post is None:
        return None
    who = _speaker(subject, forms.GOVERNED.search(f" {post}"), is_person)
    return None if who is None else _placed(text, who, end, is_weak=passive is not None)


def _speaker(subject: _Subject, governed: re.Match[str] | None, is_person: bool) -> _Subject | None:
    """Who speaks where a subject stands beside a verb, behind a word that governs it or none.

    Another does in "a friend of Ada Reed said"; who, is left open in "the council in Oakham said".
    """
    word = governed["word"].lower() if governed else ""
    if not word or word in SUBORDINATE:
        return subject
    if not subject.actors or (is_person and word in ("of", "for", "to")):
        return _another(subject)
    return None


def _another(subject: _Subject) -> _Subject:
    """Somebody without a record, in a subject's place."""
    return _Subject(subject.start, subject.end, frozenset(), "stranger", subject.apposed)


def _inverted(text: str, subject: _Subject, before: str) -> str | None:
    """The post before a name behind its verb, "said Mayor "; None where it stands behind none."""
    if forms.VERBS.isdisjoint(before.lower().split()) and "ccording to " not in before:
        return None  # mostly so
    found = forms.SAID.search(before) or forms.ACCORDING.search(before)
    if not found:
        return None
    words = found["post"].split()
    plain = len(words) < 5 and not set(words) & set(GOVERNING)
    if words[:1] == ["to"]:
        return None  # "said to Ada Reed"
    if not plain and not found["post"].endswith(", ") and not {"of", "for", "to"} & set(words):
        return None
    sure = found.re is forms.ACCORDING and re.fullmatch(forms.POST_WORDS, found["post"])
    stroke = subject.actors and found.re is forms.SAID and found["stroke"]
    ends = forms.ENDS.match(text, subject.end) or forms.POSSESSIVE.match(text, subject.end)
    return str(found["post"]) if sure or stroke or ends else None


def _placed(
    text: str,
    subject: _Subject,
    end: int,
    says: re.Match[str] | None = None,
    *,
    is_weak: bool = False,
) -> Saying:
    """A subject's saying, with what its place tells; `says` where the verb stands behind it."""
    start = subject.start
    before = text[max(0, start - _NEAR) : start]
    is_embedded, is_subordinate = _clause(before) if says and not says["who"] else (False, False)
    tail = None
    if not is_subordinate and (not says or forms.TAIL_BEFORE.search(before)):
        tail = (forms.TOLD_BEHIND if says and says["tells"] else forms.TAIL_BEHIND).match(text, end)
    leads = not is_subordinate and text.startswith("|") and forms.LEADS.fullmatch(text, 0, start)
    return Saying(
        start,
        end,
        subject.actors,
        subject.kind,
        governs=start,
        leads=bool(leads),
        is_behind=says is None,
        is_weak=is_weak,
        is_embedded=is_embedded,
        is_subordinate=is_subordinate,
        closes="" if tail is None else "part" if tail["final"] is None else "whole",
    )


def _clause(before: str) -> tuple[bool, bool]:
    """Whether the clause that ends with these words and a subject is embedded, or subordinate."""
    subordinate = False
    words = before.split()
    for number, word in enumerate(reversed(words)):
        bare = word.strip(",").lower()
        if word.endswith(","):
            is_post = number == 0 and bare in TITLES
            in_that = {one.strip(",") for one in words[-_LIGHT - number :]} & {"that", "which"}
            if bare not in ("that", "which") and not is_post and not (number < 3 and in_that):
                break
        if bare in EMBEDDING or (bare in forms.VERBS and (number or not word.endswith(","))):
            return True, subordinate
        if bare in SUBORDINATE:
            subordinate = True
        elif number >= _LIGHT or bare in LINKING or word[-1] in ".;:|)":
            break
    return False, subordinate


def _without_asides(text: str, found: Sequence[Saying]) -> Iterator[Saying]:
    """Those not in another's aside: Holt in "Reed, who replaced Holt in 2019, said".

    A post is one with the name behind it: "the head of the Road Agency, Ben Holt, said".
    """
    reached = -1
    for number, one in enumerate(found):
        named = any(
            (other.kind == "name" or one.kind == "phrase" != other.kind)
            and (
                beside := forms.APPOSED.search(text, 0, other.start)
                or forms.BY.search(text, 0, other.start)
            )
            and (other.end <= one.end or (one.is_behind and beside.start() == one.end))
            for other in found[number + 1 :]
        )
        if one.end > reached and not (named and one.kind != "name"):
            yield one
            reached = one.end


def _ordered(text: str, found: Iterable[Saying]) -> list[Saying]:
    """Sayings with the words that each governs; those that another one tells are left out."""
    kept: list[Saying] = []
    closed = 0
    for one in found:
        earlier = [other for other in kept if other.kind == "name"]
        if one.kind == "phrase" and earlier:
            continue
        if earlier and not one.closes and _is_reported(text, earlier[-1], one):
            continue
        if one.closes:
            ends = [mark.end() for mark in forms.BREAK.finditer(text, closed, one.start)]
            reach = ends[-1] if ends else closed
            told = [other for other in kept if other.start >= reach and not other.closes]
            if one.closes == "whole" or all(other.is_subordinate for other in told):
                kept = [other for other in kept if other not in told]
                kept.append(replace(one, governs=reach))
            else:
                kept.append(one)
            closed = one.end
        else:
            kept.append(one)
    return kept


def _is_reported(text: str, teller: Saying, one: Saying) -> bool:
    """Whether the tense shows that a saying is told: "Holt said it was old and Reed had agreed"."""
    between = text[teller.end : one.start]
    return " had " in text[one.start : one.end] and not re.search(r";|\b(?:but|while)\b", between)


def _with_those_behind(text: str, one: _Subject, others: Sequence[_Subject]) -> _Subject:
    """A speaker behind the verb, with those who share it: "said Ada Reed and Ben Holt"."""
    for other in others:
        link = forms.LISTED.fullmatch(text, one.end, other.start)
        if not link or forms.SAYS.match(text, other.end):
            break
        one = _together(one, other)
    return one


def _together(one: _Subject, other: _Subject) -> _Subject:
    """Two subjects that share a verb, as one."""
    actors = one.actors | other.actors
    start, end = min(one.start, other.start), max(one.end, other.end)
    return _Subject(start, end, actors, "name" if actors else one.kind, one.apposed)


def _groups(text: str, mentions: tuple[Mention, ...]) -> list[_Subject]:
    """Names that go together as one: "Mayor of Oakham Ada Reed", "Reed's spokesman, Tom Hill"."""
    groups: list[_Subject] = []
    for one in mentions:
        last = groups[-1] if groups else None
        end, actors = one.end, one.actors
        if last is None or one.start < last.end:
            groups.append(_Subject(one.start, end, actors, "name", False))
        elif not text[last.end : one.start].strip():
            actors = last.actors & actors or actors
            groups[-1] = replace(last, end=end, actors=actors)
        elif found := forms.DESCRIBING.fullmatch(text, last.end, one.start):
            apposed = bool(found["comma"] or found["mark"])
            groups[-1] = replace(last, end=end, actors=actors, apposed=apposed)
        elif found := forms.ALONG.fullmatch(text, last.end, one.start):
            end += bool(found["comma"]) and text.startswith(",", end)
            groups[-1] = replace(last, end=end, actors=last.actors | actors)
        else:
            groups.append(_Subject(one.start, end, actors, "name", False))
    return groups
