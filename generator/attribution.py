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
from itertools import islice
from typing import Literal

from generator import forms
from generator.actor_names import TITLES, Names
from generator.subjects import Kind, Subject, another, groups, strangers, together
from generator.verbs import EMBEDDING, GOVERNING, LINKING, SUBORDINATE

_STILL_MEANT = SUBORDINATE | {"of"}
"""Words behind which a name may still be whom a pronoun means: "after Reed left, she said"."""
_NEAR = 90
"""Characters before a name that are looked at."""
_LIGHT = 5
"""Words between a clause's first word and its subject: "that in May former mayor Ada Reed"."""


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
        """Who is named in a folded text before a saying, but for "to Ada Reed" and the like.

        In "in Reed's letter to Holt, she says" Reed is, and Holt is not; in "after Reed left, she
        said" and "the plan of Reed is old, she said", Reed may be meant.
        """
        named = frozenset[str]()
        for one in self._names.mentions(text):
            if one.end > saying.start:
                break
            governed = forms.GOVERNED.search(text[max(0, one.start - _NEAR) : one.start])
            if (
                not governed
                or governed["word"].lower() in _STILL_MEANT
                or forms.POSSESSIVE.match(text, one.end)
            ):
                named |= one.actors
        return named

    def _found(self, text: str) -> tuple[Saying, ...]:
        if forms.VERBS.isdisjoint(forms.WORD.findall(text.lower())) and "ccording to" not in text:
            return ()
        named = groups(text, self._names.mentions(text))
        masked = text
        for one in named:
            length = one.end - one.start
            masked = f"{masked[: one.start]}{forms.MASK * length}{masked[one.end :]}"
        found = [*self._of_names(masked, named)]
        plain = (one.start for one in found if _is_plain(one))
        found += _of_phrases(masked, min(plain, default=len(text)))
        found.sort(key=lambda one: (one.start, -one.end))
        return tuple(_without_asides(masked, found))

    def _of_names(self, text: str, named: Iterable[Subject]) -> Iterator[Saying]:
        """The sayings of those with a name, from the last; those who share a verb are one."""
        subjects = sorted([*named, *strangers(text)], key=lambda one: one.start)
        last: Saying | None = None
        joined = False
        for number, one in reversed([*enumerate(subjects)]):
            is_person = not one.actors or not self._persons.isdisjoint(one.actors)
            saying = _saying(text, one, is_person)
            if last is not None and (saying is None or saying.end == last.end):
                if _is_governed(text, one):
                    continue  # "Reed, mayor of Oakham, and Holt, mayor of Elmford, said"
                links = (forms.LISTED, forms.JOINED) if joined else (forms.JOINED,)
                if any(link.fullmatch(text, one.end, last.start) for link in links):
                    last, joined = _shared(text, one, last), True
                    continue
            if saying is None:
                continue
            if last is not None:
                yield last
            last, joined = saying, False
            if saying.end == one.end and saying.kind == one.kind:
                shared = _with_those_behind(text, one, subjects[number + 1 :])
                if shared is not one:
                    last = _placed(text, shared, shared.end, is_weak=saying.is_weak)
        if last is not None:
            yield last


def _is_governed(text: str, one: Subject) -> bool:
    """Whether the word before a name takes it away from the verb, and it made no work itself."""
    before = text[max(0, one.start - _NEAR) : one.start]
    return not forms.BY.search(before) and bool(forms.GOVERNED.search(before))


def _shared(text: str, one: Subject, saying: Saying) -> Saying:
    """A saying of which the subject begins with another one: "Ada Reed and Ben Holt said"."""
    actors = saying.actors | one.actors
    embedded, subordinate = saying.is_embedded, saying.is_subordinate
    if not saying.is_behind:
        before = text[max(0, one.start - _NEAR) : one.start]
        embedded, subordinate = _clause(before)
        embedded = embedded or _is_told_by(before)
    return replace(
        saying,
        start=one.start,
        governs=one.start,
        actors=actors,
        kind="name" if actors else saying.kind,
        is_embedded=embedded,
        is_subordinate=subordinate,
    )


def _is_plain(one: Saying) -> bool:
    """Whether somebody is named as speaking, so that a pronoun behind it is no news."""
    by_the_way = one.is_embedded or one.is_subordinate or one.is_weak
    return one.kind == "name" and not by_the_way


def _of_phrases(text: str, end: int) -> Iterator[Saying]:
    """The sayings, before an offset, of those who are meant by a pronoun or a post."""
    for found in forms.PHRASE.finditer(text, 0, end):
        saying = _saying(text, Subject(*found.span(), frozenset(), "phrase", False))
        if saying:
            yield saying
    for found in forms.HER.finditer(text, 0, end):
        subject = Subject(*found.span(), frozenset(), "phrase", False)
        yield _placed(text, subject, found.end())


def _saying(text: str, subject: Subject, is_person: bool = True) -> Saying | None:
    """What a subject is said to say, or another for it; None where it stands beside no verb."""
    start, end = subject.start, subject.end
    before = text[max(0, start - _NEAR) : start]
    if forms.POSSESSIVE.match(text, end):
        is_work = forms.WORK_OF_ONE.match(text, end)  # "Reed's report"
        whose = subject if is_work else another(subject)
        if says := forms.OF_ONE.match(text, end):
            return _placed(text, whose, says.end(), says)
        return None if _inverted(text, subject, before) is None else _placed(text, whose, end)
    by = forms.BY.search(before)
    says = (forms.ADDRESSED if by else forms.SAYS).match(text, end)
    apposed = subject.apposed or by or forms.APPOSED.search(before)
    if not says and text.startswith(",", end) and apposed:
        says = forms.CLOSES.match(text, end)
    if not says and not is_person:
        says = forms.FOR_BODY.match(text, end)
    if says:
        governed = None if by else forms.GOVERNED.search(before)
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


def _speaker(subject: Subject, governed: re.Match[str] | None, is_person: bool) -> Subject | None:
    """Who speaks where a subject stands beside a verb, behind a word that governs it or none.

    Another does in "a friend of Ada Reed said"; who, is left open in "the council in Oakham said".
    """
    word = governed["word"].lower() if governed else ""
    if not word or word in SUBORDINATE:
        return subject
    if not subject.actors or (is_person and word in ("of", "for", "to")):
        return another(subject)
    return None


def _inverted(text: str, subject: Subject, before: str) -> str | None:
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
    subject: Subject,
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
    if says and tail is None and not says["who"]:
        is_embedded = is_embedded or _is_told_by(before)
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


def _is_told_by(before: str) -> bool:
    """Whether a teller stands before a subject, with times and places between."""
    hinted = any(word in before for word in (" that", " how", "According to"))
    return hinted and bool(forms.TOLD_BY.search(before))


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
        if one.end > reached and (
            one.kind == "name" or not _is_named_by(text, one, islice(found, number + 1, None))
        ):
            yield one
            reached = one.end


def _is_named_by(text: str, one: Saying, others: Iterable[Saying]) -> bool:
    """Whether a name behind a saying tells who is meant by it: "the mayor, Ada Reed, said"."""
    for other in others:
        if other.start > one.end + _NEAR:
            break
        if other.kind != "name" and (one.kind != "phrase" or other.kind == "phrase"):
            continue
        near = max(0, other.start - _NEAR)
        beside = forms.APPOSED.search(text, near, other.start) or forms.BY.search(
            text, near, other.start
        )
        if beside and (other.end <= one.end or (one.is_behind and beside.start() == one.end)):
            return True
    return False


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


def _with_those_behind(text: str, one: Subject, others: Sequence[Subject]) -> Subject:
    """A speaker behind the verb, with those who share it: "said Ada Reed and Ben Holt"."""
    chain = one
    is_according = forms.ACCORDING.search(text, max(0, one.start - _NEAR), one.start)
    for other in others:
        if other.start > chain.end + _NEAR or forms.SAYS.match(text, other.end):
            break
        if found := forms.JOINED.fullmatch(text, chain.end, other.start):
            chain = together(chain, other)
            if is_according and found.group() == " and ":
                return one if forms.POSSESSIVE.match(text, chain.end) else chain
            # "said Reed, and the baker, Ben Holt, nodded" ends in a comma as well
            ends = forms.FINAL if found["comma"] else forms.ENDS
            return chain if ends.match(text, chain.end) else one
        if forms.LISTED.fullmatch(text, chain.end, other.start):
            chain = together(chain, other)
    return one
