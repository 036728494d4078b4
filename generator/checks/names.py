"""Rules of names: each is one actor's, stands in the voice of the side that uses it.

In: a dossier. Out: problems with the names that sides give, and with whom a role's passage names.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from generator.actor_names import Names
from generator.checks.support import allowed_in, plain
from generator.document import shorten
from generator.dossier import Dossier
from generator.model import Actor, Source
from generator.passage import fold
from generator.problem import Problem
from generator.proper_names import OPENERS


def names_are_told_apart(dossier: Dossier) -> Iterator[Problem]:
    """A name of an actor, its own or one by which a side calls it, is no other's, and no pronoun.

    Two actors that have one name indeed are excepted by it (`allow`).
    """
    for actor, other in namesakes(dossier):
        if plain(actor.name) not in allowed_in(dossier, actor):
            yield actor.name.position.problem(
                "shared-name",
                f'"{actor.name}" is the name of "{other}" as well',
                f"make one record of the two, or, if they are not the same, say why in `allow`: "
                f"{{{actor.name}: …}}",
            )
    owners = _owners(dossier)
    for actor in dossier.all(Actor):
        for name in actor.names:
            bare = _bare(name.name)
            other = owners.setdefault(bare, str(actor.id))
            if other != actor.id or bare in OPENERS:
                whose = "a word for anybody" if bare in OPENERS else f'the name of "{other}"'
                yield name.name.position.problem(
                    "shared-name",
                    f'"{name.name}" is {whose}',
                    "give the name to one actor, or take in the words that tell the two apart",
                )


def namesakes(dossier: Dossier) -> Iterator[tuple[Actor, str]]:
    """The actors whose own name an earlier one has, each with the id of that one."""
    owners = _owners(dossier)
    for actor in dossier.all(Actor):
        other = owners[_bare(actor.name)]
        if other != actor.id:
            yield actor, other


def _owners(dossier: Dossier) -> dict[str, str]:
    """The actors' own names, bare, each with the id of the first actor that has it."""
    owners: dict[str, str] = {}
    for actor in dossier.all(Actor):
        owners.setdefault(_bare(actor.name), str(actor.id))
    return owners


def _bare(name: str) -> str:
    """A name without case and the article before it."""
    return fold(name).casefold().removeprefix("the ")


def roles_name_their_actor(dossier: Dossier) -> Iterator[Problem]:
    """The sentence of a role's passage names the actor, in a way that no other actor shares."""
    for actor in dossier.all(Actor):
        names = Names([dataclasses.replace(actor, roles=())])
        for use in dossier.by_owner.get(actor.id, ()):
            if use.field != "roles.cite" or use.span is None or use.stored is None:
                continue
            sentences = use.stored.text.slice(use.stored.text.sentences_around(use.span))
            if not names.named(sentences):
                yield use.quote.exact.position.problem(
                    "wrong-voice",
                    f'the sentence of "{shorten(use.quote.exact, 50)}" does not name '
                    f'"{actor.id}", whose role it is to carry',
                    "cite the words that name the one who has the role",
                )


def names_are_used(dossier: Dossier) -> Iterator[Problem]:
    """A name given to a side occurs in that side's voice.

    Where a text cannot be read, that is told, and not that a name may have stood in it.
    """
    is_whole = len(dossier.texts) == len(dossier.all(Source))
    for _, name in dossier.names():
        known = dossier.records.get(name.by)
        unread = name.by not in dossier.texts if isinstance(known, Source) else not is_whole
        if known is None or unread:
            continue
        if dossier.name_span(name) is None:
            where = (
                "in its own words"
                if isinstance(known, Source)
                else "in words that a statement cites as theirs"
            )
            yield name.name.position.problem(
                "wrong-voice",
                f'"{name.by}" does not say "{name.name}" {where}',
                "give the name to the one who uses it, letter for letter",
            )
