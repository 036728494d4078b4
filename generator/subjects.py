"""Who may stand beside a verb of saying: names with their posts, and names without a record.

In: a text and the mentions of actors in it. Out: Subjects, by their offsets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from generator import forms
from generator.actor_names import Mention, says_little

Kind = Literal["name", "phrase", "stranger"]


@dataclass(frozen=True)
class Subject:
    """A name with what belongs to it, or a phrase; `apposed` where a comma stands before it."""

    start: int
    end: int
    actors: frozenset[str]
    kind: Kind
    apposed: bool


def groups(text: str, mentions: tuple[Mention, ...]) -> list[Subject]:
    """Names that go together as one: "Mayor of Oakham Ada Reed", "Reed's spokesman, Tom Hill"."""
    subjects: list[Subject] = []
    for one in mentions:
        last = subjects[-1] if subjects else None
        end, actors = one.end, one.actors
        if last is None or one.start < last.end:
            subjects.append(Subject(one.start, end, actors, "name", False))
        elif not text[last.end : one.start].strip():
            actors = last.actors & actors or actors
            subjects[-1] = replace(last, end=end, actors=actors)
        elif found := forms.DESCRIBING.fullmatch(text, last.end, one.start):
            apposed = bool(found["comma"] or found["mark"])
            subjects[-1] = replace(last, end=end, actors=actors, apposed=apposed)
        elif found := forms.ALONG.fullmatch(text, last.end, one.start):
            end += bool(found["comma"]) and text.startswith(",", end)
            subjects[-1] = replace(last, end=end, actors=last.actors | actors)
        else:
            subjects.append(Subject(one.start, end, actors, "name", False))
    return subjects


def strangers(text: str) -> Iterator[Subject]:
    """Those in a masked text who have no record: by name, or "sources", "prosecutors".

    But for the posts right before a name.
    """
    for found in forms.STRANGER.finditer(text):
        beside = forms.BESIDE.match(text, found.end()) or text.endswith(
            forms.MASK, 0, found.start() - 1
        )
        if not beside and not all(says_little(word) for word in found.group().split()):
            yield Subject(*found.span(), frozenset(), "stranger", False)
    for found in forms.UNNAMED.finditer(text):
        yield Subject(*found.span(), frozenset(), "stranger", False)


def another(subject: Subject) -> Subject:
    """Somebody without a record, in a subject's place."""
    return Subject(subject.start, subject.end, frozenset(), "stranger", subject.apposed)


def together(one: Subject, other: Subject) -> Subject:
    """Two subjects that share a verb, as one."""
    actors = one.actors | other.actors
    start, end = min(one.start, other.start), max(one.end, other.end)
    return Subject(start, end, actors, "name" if actors else one.kind, one.apposed)
