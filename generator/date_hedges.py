"""The words beside a date that make it another, and those that join it to another.

In: the words before, behind and between dates. Out: a Hedge; how two dates are joined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Side = Literal["before", "by", "after", "since", "near", "about"]
"""Where the date meant lies, seen from the date named: "by" and "since" take the day itself in,
"near" is some days away, "about" is that date, roughly or in part."""

Link = Literal["", "list", "also", "and", "or", "to"]
"""How a date is joined to the one before: not, by a comma, by "and on" (which may begin another
clause), by and, by or, as the end of a range."""


@dataclass(frozen=True)
class Hedge:
    """Words beside a date that make it another: where they begin and end, and what they do.

    `side` is None where a negation leaves it open: "did not open before 3 May".
    """

    side: Side | None
    start: int
    end: int

    @property
    def is_aside(self) -> bool:
        """Whether the date meant is another than the one named, or may be."""
        return self.side != "about"


_PERIOD = r"(?:hour|day|week|fortnight|month|quarter|year)s?"
_TIME = "noon|midday|midnight|dawn|dusk|sunrise|sunset|morning|afternoon|evening|night|end|close"
_WORDS = rf"""
      (?P<before>before|ahead\s+of|prior\s+to|earlier\s+than|preceding|eve\s+of)
    | (?P<by>until|till|by|up\s+to|{_PERIOD}\s+(?:to|ending|ended))
    | (?P<after>after|later\s+than|following|past|{_PERIOD}\s+from)
    | (?P<since>since|{_PERIOD}\s+(?:beginning|starting|commencing))
    | (?P<near>(?:hours|days|weeks?|fortnight)\s+of|within\s+(?:[\w-]+\s+){{1,3}}?of)
    | (?P<about>not|about|around|circa|approximately|roughly|nearly|almost|early|late|mid|as\s+of
        |(?:end|start|beginning|middle|half|quarter)\s+of)
"""
_BEFORE = re.compile(
    rf"""(?<![^\W_])(?P<not>(?:not|no)\s+)?(?:{_WORDS})(?:\s|-)+
    (?P<fill>(?:(?:on|in|at|of|the|an?|early|late|mid|start|beginning|{_TIME})(?:\s|-)+)*)$""",
    re.IGNORECASE | re.VERBOSE,
)
_BEHIND = re.compile(
    rf"""\s*,?\s*(?:
      (?P<by>or\s+(?:earlier|before)|at\s+(?:the\s+)?latest)
    | (?P<since>or\s+(?:later|after)|onwards?|at\s+(?:the\s+)?earliest)
    | (?P<near>or\s+(?:thereabouts|so|(?:the\s+)?(?:following|next|previous)\s+{_PERIOD})
        |(?:or|and)\s+the\s+(?:{_PERIOD}|{_TIME})\s+(?:before|after)
        |and\s+the\s+(?:following|next|previous)\s+{_PERIOD})
    )(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)
_NEGATION = re.compile(r"\b(?:not|never|no)\b|n[’']t\b", re.IGNORECASE)
_DENIED: dict[str, Side] = {"before": "since", "by": "since", "after": "by", "since": "since"}
_WITHIN_DAY = re.compile(_TIME, re.IGNORECASE)
_REACH = 60
"""Characters before a date in which its hedge is looked for."""


def hedge_before(text: str, start: int) -> Hedge | None:
    """What the words before a date make of it: "before", "no later than", "the eve of"."""
    low = max(0, start - _REACH)
    found = _BEFORE.search(text, low, start)
    if not found:
        return None
    side = _side(found)
    if side in ("before", "after") and _WITHIN_DAY.search(found["fill"]):
        side = "by" if side == "before" else "since"  # before noon on that day
    if found["not"]:
        return Hedge(_DENIED.get(side, side), found.start(), found.end())
    if side != "about" and _NEGATION.search(text, low, found.start()):
        return Hedge(None, found.start(), found.end())
    return Hedge(side, found.start(), found.end())


def hedge_behind(text: str, end: int) -> Hedge | None:
    """What the words behind a date make of it: "at the latest", "or the day after"."""
    found = _BEHIND.match(text, end)
    return Hedge(_side(found), found.start(), found.end()) if found else None


def _side(found: re.Match[str]) -> Side:
    sides: tuple[Side, ...] = ("before", "by", "after", "since", "near", "about")
    given = found.groupdict()
    return next(side for side in sides if given.get(side))


_JOINT = re.compile(
    r"""\s*[,)\]]?\s*(?:(?P<to>(?:to|until|till|through|thru)\b|[–—-])|(?P<or>or\b|/)|(?P<and>and\b|&)
    |(?P<list>,?))
    (?P<anew>(?:(?:\s|-)*\b(?:on|in|at|of|by|from|since|before|after|until)\b)*)
    (?:(?:\s|-)*\b(?:the|perhaps|possibly|probably|maybe|even|again|also|then|early|late|mid
        |about|around)\b)*(?:\s|-)*""",
    re.IGNORECASE | re.VERBOSE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)


def joint(text: str, before: int, start: int, end: int) -> tuple[Link, bool]:
    """How two dates are joined by text[start:end], where the first begins at `before`.

    Returns it, and whether a preposition begins anew: "before 3 May and on 9 June".
    """
    gap = text[start:end]
    found = _JOINT.fullmatch(gap) if len(gap) <= _REACH else None
    if not found:
        return "", True
    link: Link = "to" if found["to"] else "or" if found["or"] else "and" if found["and"] else "list"
    if link == "list" and "," not in gap:
        return "", True
    if link == "and" and found["anew"]:
        link = "also"
    elif link == "and" and _BETWEEN.search(text, max(0, before - _REACH), before):
        link = "to"
    return link, bool(found["anew"])
