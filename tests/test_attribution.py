"""Who is said to speak: the actors right beside a verb of saying, and nobody else."""

from __future__ import annotations

import pytest

from generator.actor_names import Names
from generator.attribution import Sayings
from generator.document import Position, Text
from generator.model import Actor, Name, Role

HERE = Position("data/actors.yml", 1, 1)


def text(words: str) -> Text:
    return Text(words, HERE)


def actor(actor_id: str, name: str, kind: str, title: str = "", other: str = "") -> Actor:
    roles = (Role(position=HERE, title=text(title), cite=()),) if title else ()
    names = (Name(position=HERE, name=text(other), by=text("x")),) if other else ()
    return Actor(id=text(actor_id), name=text(name), kind=text(kind), roles=roles, names=names)


NAMES = Names(
    [
        actor("reed", "Ada Reed", "person", "mayor of Oakham"),
        actor("holt", "Ben Holt", "person"),
        actor("oakham", "Oakham", "state"),
        actor("us", "US", "state", other="U.S."),
        actor("envoy", "Cora Dale", "person", other="U.S. envoy"),
        actor("press", "Press office of the mayor of Oakham", "office"),
    ]
)
SAYINGS = Sayings(NAMES, {"reed", "holt", "envoy"})


def speakers(words: str) -> set[str]:
    return {actor for one in SAYINGS.within(words) for actor in one.actors}


@pytest.mark.parametrize(
    ("words", "speaking"),
    [
        ("Ada Reed said that it is old.", "reed"),
        ("Ada Reed on Monday also stressed that it is old.", "reed"),
        ("Ada Reed, who was there, said that it is old.", "reed"),
        ("Ada Reed, the mayor of Oakham, added that it is old.", "reed"),
        ("The mayor of Oakham Ada Reed said so.", "reed"),
        ("Ada Reed and Ben Holt said so.", "reed holt"),
        ("After a walk with Ben Holt, Ada Reed declared so.", "reed"),
        ("It is old, according to the mayor of Oakham.", "reed"),
        ("| said Ada Reed to Ben Holt.", "reed"),
        ("It is old, said Reed.", "reed"),
        ("said the U.S. envoy", "envoy"),
        ("The press office of the mayor of Oakham in a statement said, |", "press"),
        ("Ada Reed told Ben Holt that it is old.", "reed"),
        # a comma is no list where no "and" ends it
        ("According to Ada Reed, Ben Holt sold it and it is old.", "reed"),
        ("According to the mayor, Ada Reed, Ben Holt thinks it is old.", "reed"),
        ("According to Ada Reed and Ben Holt it is old.", "reed holt"),
        ("| said Ada Reed, Ben Holt’s deputy.", "reed"),
        ("| said Ada Reed, and Ben Holt nodded.", "reed"),
        ("| said Ada Reed and the wife of Ben Holt.", "reed"),
        ("| said Ada Reed and Ben Holt’s wife.", "reed"),
        ("| said Ada Reed, Tom Hill and Ben Holt.", "reed holt"),
        # those who speak with her
        ("Ada Reed and her husband, Ben Holt, told the Herald so.", "reed holt"),
        ("Mayor Ada Reed and council leader Ben Holt said so.", "reed holt"),
        ("Ada Reed, mayor of Elmford, and Ben Holt, mayor of Barham, said so.", "reed holt"),
        ("Ada Reed (Labour) and Ben Holt (Green) said so.", "reed holt"),
        ("A joint statement by Ada Reed and Ben Holt said so.", "reed holt"),
        ("A letter from Ada Reed and Ben Holt said so.", "reed holt"),
        ("| said the mayor, Ada Reed, and the miller, Ben Holt.", "reed holt"),
        ("| said Ada Reed, mayor of Elmford, and Ben Holt.", "reed holt"),
        ("Ada Reed left and the miller Ben Holt said so.", "holt"),
        # what somebody makes speaks for them, to whomever
        ("Ada Reed’s letter to Ben Holt says so.", "reed"),
        ("Ada Reed’s letter warned Ben Holt that it is old.", "reed"),
        ("A letter from Ada Reed to Ben Holt says so.", "reed"),
        ("A letter sent to Ben Holt by Ada Reed said so.", "reed"),
        ("The statement, signed by Ada Reed, says so.", "reed"),
        ("The report, by Ada Reed, says so.", "reed"),
        ("The report, criticised by Ben Holt, says so.", ""),
        # a teller, and somebody else far behind
        ("Ben Holt said that during the talks in Elmford, Ada Reed admitted it.", "holt"),
        ("Ben Holt alleges that in the spring of last year Ada Reed told him so.", "holt"),
        ("Ben Holt said Ada Reed and Tom Hill told him so.", "holt"),
        ("In a report that on Monday shocked the town, Ada Reed said so.", "reed"),
        ("Ben Holt has said how, in 2019, Ada Reed told him that it is old.", "holt"),
        ("Secretary of State Ada Reed said so.", "reed"),
        ("The minister for justice Ada Reed said so.", "reed"),
        # a passive
        ("Ben Holt was told on Monday by Ada Reed that it is old.", "reed"),
        ("Ben Holt was told by Ada Reed that it is old.", "reed"),
        ("Ada Reed’s claim that it is old was rejected by Ben Holt.", ""),
        ("Ada Reed was quoted by Reuters as saying so.", ""),
        ("Councillor Reed said so.", "reed"),
        # nobody
        ("Ada Reed’s lawyer told Ben Holt that it is old.", ""),
        ("Ada Reed’s deputy said Ben Holt admitted it.", ""),
        ("Ada Reed’s complaint against Ben Holt says so.", ""),
        ("A spokesman for Elmford mayor Ada Reed said so.", ""),
        ("The family of 54-year-old Ada Reed said so.", ""),
        ("He said Oakham must pay.", ""),
        ("A friend of Ada Reed said so.", ""),
        ("Officials in Oakham said so.", ""),
        ("The brother of the mayor of Oakham said so.", ""),
        ("Oakham’s council said so.", ""),
        ("They told us said of old.", ""),
        ("Ada Reed was told so.", ""),
        ("Ada Reed came. Said nobody.", ""),
    ],
)
def test_who_speaks(words: str, speaking: str) -> None:
    assert speakers(words) == set(speaking.split())


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        (", said Ada Reed, and Ben Holt said,", "reed", "holt"),
        (", Ada Reed said, while Ben Holt added:", "reed", "holt"),
        (" and Ben Holt said that", "", "holt"),
        (", according to Ada Reed.", "reed", ""),
    ],
)
def test_who_speaks_right_behind_and_before_a_quotation(words: str, first: str, last: str) -> None:
    behind, before = SAYINGS.behind(words), SAYINGS.before(words)
    assert (behind.actors if behind else set()) == set(first.split())
    assert (before.actors if before else set()) == set(last.split())


def test_a_name_inside_a_longer_one_is_none() -> None:
    assert NAMES.named("the U.S. envoy came") == {"envoy"}
    assert NAMES.named("the press office of the mayor of Oakham") == {"press"}
    assert NAMES.named("the mayor of Oakham went to Oakham") == {"reed", "oakham"}


@pytest.mark.parametrize("piece", ["Ada Reed said that ", "Ada Reed said it is old; ", "Reed, "])
def test_many_sayings_do_not_hang(piece: str) -> None:
    assert SAYINGS.within(piece * 2_000 + "Ada Reed said so.")
