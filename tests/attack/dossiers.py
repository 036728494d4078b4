"""Damage to the values of a dossier: citations, dates, the site's own words, ids, files.

In: a Ground, which is a good dossier with the bytes that it was read from. Out: a Score for each
kind. Many values are damaged at once, one place in each, and each is looked for by its position.
"""

from __future__ import annotations

import dataclasses
import datetime
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from damage import WORDS, Damage, change_digit, change_letter

from generator.checks import citations, dating, letters, names, records, support, wording
from generator.date_words import wording as stated
from generator.document import Position, Text, parse
from generator.dossier import Dossier, join
from generator.fields import fields
from generator.load import Loaded, load
from generator.model import Answer, Name, Part, Quote, Reading, Record, Ref, Role, Source
from generator.passage import SourceText
from generator.problem import Problem

Node = TypeVar("Node", bound=Record | Part)
Place = tuple[str, int, int]


@dataclass(frozen=True)
class Score:
    """How many mutants of a kind were tried and caught; `right` are those that were no damage."""

    kind: str
    tried: int = 0
    caught: int = 0
    right: int = 0
    missed: tuple[str, ...] = field(default=(), compare=False)

    def __add__(self, other: Score) -> Score:
        return Score(
            self.kind,
            self.tried + other.tried,
            self.caught + other.caught,
            self.right + other.right,
            self.missed + other.missed,
        )

    @property
    def is_whole(self) -> bool:
        return self.tried == self.caught


@dataclass(frozen=True)
class Ground:
    """A good dossier."""

    files: Mapping[str, bytes]
    seeds: Mapping[str, bytes]
    loaded: Loaded
    dossier: Dossier

    @classmethod
    def of(cls, files: Mapping[str, bytes], seeds: Mapping[str, bytes]) -> Ground:
        loaded = load(files)
        dossier = join(loaded, seeds)
        if dossier is None:
            raise ValueError("there is no dossier to damage")
        return cls(files, seeds, loaded, dossier)

    def with_parts(self, change: Callable[[Part], Part]) -> Dossier:
        """The dossier with each part of its records and frame changed, and joined anew."""
        frame = self.dossier.frame
        changed = {key: remade(record, change) for key, record in self.loaded.records.items()}
        return self.rejoined(Loaded(records=changed, frame=remade(frame, change)))

    def rejoined(self, loaded: Loaded, seeds: Mapping[str, bytes] | None = None) -> Dossier:
        joined = join(loaded, self.seeds if seeds is None else seeds)
        if joined is None:
            raise ValueError("the damage has left no frame")
        return joined


def remade(node: Node, change: Callable[[Part], Part]) -> Node:
    """A record or part with each of its parts changed, from the inside out."""

    def value_of(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(value_of(one) for one in value)
        return change(remade(value, change)) if isinstance(value, Part) else value

    every = dataclasses.fields(node)
    return dataclasses.replace(node, **{f.name: value_of(getattr(node, f.name)) for f in every})


def at_places(problems: Iterable[Problem]) -> set[Place]:
    return {(p.file, p.line, p.column) for p in problems if not p.is_advice}


def where(position: Position) -> Place:
    return position.file, position.line, position.column


def scored(kind: str, changed: Mapping[Place, object], told: set[Place], right: int = 0) -> Score:
    missed = tuple(
        f"{place[0]}:{place[1]}: {value}" for place, value in changed.items() if place not in told
    )
    return Score(kind, len(changed), len(changed) - len(missed), right, missed)


# --- citations ---


def damaged_words(ground: Ground, rounds: int) -> Iterator[Score]:
    """Every citation, in each of the ways of `damage`; and passages joined, and other sources."""
    for kind, damage in WORDS:
        for number in range(rounds):
            yield _quotes(ground, kind, damage, random.Random(f"{kind} {number}"))
    yield _joined(ground)
    yield _other_source(ground)


def _quotes(ground: Ground, kind: str, damage: Damage, dice: random.Random) -> Score:
    def change(quote: Quote) -> Quote | None:
        words = damage(quote.exact, dice)
        if not words or words == quote.exact:
            return None
        return dataclasses.replace(quote, exact=Text(words, quote.exact.position))

    return _with_quotes(ground, kind, change)


def _with_quotes(ground: Ground, kind: str, change: Callable[[Quote], Quote | None]) -> Score:
    changed: dict[Place, Quote] = {}

    def part(one: Part) -> Part:
        other = change(one) if isinstance(one, Quote) else None
        if other is None:
            return one
        changed[where(other.exact.position)] = other
        return other

    mutated = ground.with_parts(part)
    told = at_places(
        [
            *citations.passages_stand_once(mutated),
            *citations.passages_are_whole(mutated),
        ]
    )
    right = [
        place
        for place, quote in changed.items()
        if place not in told
        and not kind.startswith("a negation left")
        and _stands(ground.dossier.texts[quote.source].text, quote)
    ]
    for place in right:
        del changed[place]
    return scored(kind, {p: q.exact for p, q in changed.items()}, told, len(right))


def _stands(source: SourceText, quote: Quote) -> bool:
    """Whether changed words are, by chance, another right passage of the text."""
    found = source.find(quote.selector)
    return (
        len(found) == 1
        and not source.cuts_word(found[0].start)
        and not source.cuts_word(found[0].end)
        and source.negation_beside(found[0]) is None
    )


def _joined(ground: Ground) -> Score:
    """Two passages of one source as if they were one."""
    last: dict[str, str] = {}

    def change(quote: Quote) -> Quote | None:
        before = last.get(quote.source)
        last[str(quote.source)] = quote.exact
        if before is None:
            return None
        return dataclasses.replace(
            quote, exact=Text(f"{before} {quote.exact}", quote.exact.position)
        )

    return _with_quotes(ground, "two passages joined into one", change)


def _other_source(ground: Ground) -> Score:
    sources = list(ground.dossier.texts)

    def change(quote: Quote) -> Quote | None:
        other = sources[(sources.index(quote.source) + 1) % len(sources)]
        return dataclasses.replace(quote, source=Text(other, quote.source.position))

    return _with_quotes(ground, "given to another source", change)


# --- dates ---


def damaged_dates(ground: Ground) -> Iterator[Score]:
    """Days moved, weekdays changed, intervals reversed, wordings misspelt."""
    yield from _moved(ground)
    dice = random.Random("dates")

    def weekday(reading: Reading) -> Reading | None:
        days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
        found = next((day for day in days if day in (reading.text or "")), None)
        if found is None or reading.text is None:
            return None
        other = dice.choice([day for day in days if day != found])
        return _reading(reading, text=reading.text.replace(found, other))

    def reversed_(reading: Reading) -> Reading | None:
        swapped = re.sub(r"^(\[?)([\d-]+)(/|\.\.)([\d-]+)(\]?)$", r"\1\4\3\2\5", reading.edtf)
        return _reading(reading, edtf=swapped) if swapped != reading.edtf else None

    def misspelt(reading: Reading) -> Reading | None:
        if reading.text is None:
            return None
        words = change_digit(reading.text, dice) or change_letter(reading.text, dice)
        return _reading(reading, text=words)

    def unexplained(reading: Reading) -> Reading | None:
        if not reading.why or reading.edtf == "unknown":
            return None
        return dataclasses.replace(reading, why=None)

    yield _readings(ground, "another weekday in the wording of a date", weekday)
    yield _readings(ground, "an interval reversed", reversed_)
    yield _readings(ground, "the wording of a date misspelt", misspelt)
    yield _readings(ground, "the reason of a date taken out", unexplained)


def _reading(reading: Reading, edtf: str | None = None, text: str | None = None) -> Reading:
    place = reading.text.position if reading.text is not None else reading.position
    return dataclasses.replace(
        reading,
        edtf=Text(edtf, reading.edtf.position) if edtf else reading.edtf,
        text=Text(text, place) if text else reading.text,
    )


def _moved(ground: Ground) -> Iterator[Score]:
    """A day earlier and later; apart where the wording states no day that could contradict it."""
    for says_day, kind in (
        (True, "a day moved"),
        (False, "a day moved, where the wording names no day"),
    ):
        for days in (-1, 1):

            def move(reading: Reading, says: bool = says_day, days: int = days) -> Reading | None:
                words = stated(reading.text) if reading.text else None
                has_day = words is not None and (words.day or words.weekday) is not None
                if has_day is not says or not re.match(r"\d{4}-\d\d-\d\d", reading.edtf):
                    return None
                day = datetime.date.fromisoformat(reading.edtf[:10]) + datetime.timedelta(days)
                return _reading(reading, edtf=f"{day}{reading.edtf[10:]}")

            yield _readings(ground, kind, move)


def _readings(ground: Ground, kind: str, change: Callable[[Reading], Reading | None]) -> Score:
    changed: dict[Place, str] = {}

    def part(one: Part) -> Part:
        other = change(one) if isinstance(one, Reading) else None
        if other is None or not isinstance(one, Reading):
            return one
        at = one.edtf if other.text == one.text or one.text is None else one.text
        changed[where(at.position)] = f"{other.edtf} {other.text}"
        beside[where(at.position)] = where(one.edtf.position)
        return other

    beside: dict[Place, Place] = {}
    mutated = ground.with_parts(part)
    told = at_places([*dating.dates_hold(mutated), *dating.preferences_are_clear(mutated)])
    told |= {place for place in changed if beside[place] in told}  # told at the date itself
    return scored(kind, changed, told)


# --- names, titles, the site's own words, ids ---


def damaged_own_words(ground: Ground) -> Iterator[Score]:
    """Names and titles misspelt; numbers, loaded words and look-alikes in the site's sentences."""
    dice = random.Random("names")

    def name(one: Part) -> tuple[Text, str, Part] | None:
        if not isinstance(one, Name):
            return None
        words = change_letter(one.name, dice) or ""
        return one.name, words, dataclasses.replace(one, name=Text(words, one.name.position))

    def title(one: Part) -> tuple[Text, str, Part] | None:
        if not isinstance(one, Role):
            return None
        words = change_letter(one.title, dice) or ""
        return one.title, words, dataclasses.replace(one, title=Text(words, one.title.position))

    yield _parts(ground, "a side’s name misspelt", name, names.names_are_used)
    yield _parts(ground, "the title of a role misspelt", title, letters.titles_are_quoted)
    avoided = [str(word.word) for word in ground.dossier.frame.avoid]
    own_rule = support.sentences_are_carried
    yield _own(ground, "another number in the site’s own sentence", _number, own_rule)
    yield _own(
        ground, "a name that nothing carries in the site’s own sentence", _stranger, own_rule
    )
    yield _own(ground, "a number made a share of a hundred", _share, own_rule)
    yield _own(ground, "a number made millions", _millions, own_rule)
    yield _own(
        ground,
        "a name that nothing carries in the name of a record",
        lambda text, d: f"{''.join(d.choices('bdgklmnprtvz', k=9)).capitalize()} {text}",
        own_rule,
        only=support.NAMED,
        attributes=("name",),
    )
    yield _own(
        ground,
        "words in quotation marks that no text has",
        lambda text, d: f"{text} It is {d.choice(QUOTING).format('a wobbly zyzzek')}.",
        wording.quotation_marks_hold,
    )
    yield _own(
        ground,
        "a quotation mark without its other one",
        lambda text, d: f"{text} It is {d.choice('“”„«»‹›‘')}so.",
        wording.quotation_marks_hold,
    )
    yield _own(
        ground,
        "a look-alike letter in the site’s own sentence",
        _alike,
        letters.letters_are_of_one_script,
    )
    if avoided:
        yield _own(
            ground,
            "a loaded word in the site’s own sentence",
            lambda text, d: f"{text} It is {d.choice(avoided)}.",
            wording.words_are_neutral,
        )
    yield _ids(ground)
    yield _options(ground)


QUOTING = ("“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "»{}«", "„{}“", "„{}”", "‹{}›")


def _share(text: str, _: random.Random) -> str | None:
    shares = re.sub(r"(?<![\w.,:-])\d+(?![\w.,:%-])", lambda m: f"{m[0]}%", text)
    return shares if shares != text else None


def _millions(text: str, _: random.Random) -> str | None:
    millions = re.sub(r"(?<![\w.,:-])\d+(?![\w.,:%-])", lambda m: f"{m[0]} million", text)
    return millions if millions != text else None


def _number(text: str, _: random.Random) -> str | None:
    return re.sub(r"\d+", lambda m: str(int(m[0]) + 7919), text) if re.search(r"\d", text) else None


def _stranger(text: str, dice: random.Random) -> str | None:
    return f"{text} So says {dice.choice(['Quixley', 'Zyzzek', 'Wobbleton'])}."


def _alike(text: str, dice: random.Random) -> str | None:
    alike = {"a": "\u0430", "e": "\u0435", "o": "\u043e", "c": "\u0441", "p": "\u0440"}
    places = [place for place, char in enumerate(text) if char in alike]
    if not places:
        return None
    place = dice.choice(places)
    return text[:place] + alike[text[place]] + text[place + 1 :]


def _parts(
    ground: Ground,
    kind: str,
    change: Callable[[Part], tuple[Text, str, Part] | None],
    rule: Callable[[Dossier], Iterator[Problem]],
) -> Score:
    changed: dict[Place, str] = {}

    def part(one: Part) -> Part:
        found = change(one)
        if found is None:
            return one
        changed[where(found[0].position)] = found[1]
        return found[2]

    return scored(kind, changed, at_places(rule(ground.with_parts(part))))


def _own(
    ground: Ground,
    kind: str,
    damage: Damage,
    rule: Callable[[Dossier], Iterator[Problem]],
    only: tuple[type[Record], ...] = (),
    attributes: tuple[str, ...] = ("says", "what"),
) -> Score:
    """The texts of some fields of every record, or of those of some kinds."""
    changed: dict[Place, str] = {}
    dice = random.Random(kind)
    every: dict[str, Record] = {}
    for key, record in ground.loaded.records.items():
        every[key] = record
        for attribute in attributes if not only or isinstance(record, only) else ():
            text = getattr(record, attribute, None)
            words = damage(text, dice) if isinstance(text, Text) else None
            if words and isinstance(text, Text):
                changed[where(text.position)] = words
                changes: dict[str, Any] = {attribute: Text(words, text.position)}
                every[key] = dataclasses.replace(record, **changes)
    mutated = ground.rejoined(Loaded(records=every, frame=ground.loaded.frame))
    return scored(kind, changed, at_places(rule(mutated)))


def _ids(ground: Ground) -> Score:
    """Every reference, with another letter."""
    changed: dict[Place, str] = {}
    dice = random.Random("ids")

    def other(text: Text) -> Text:
        words = change_letter(text, dice) or ""
        if words in ground.loaded.records:
            return text
        changed[where(text.position)] = words
        return Text(words, text.position)

    def misspelt(node: Any) -> Any:
        changes: dict[str, Any] = {}
        record_type: type = type(node)
        for hint in fields(record_type).values():
            value = getattr(node, hint.attribute)
            rules = (*getattr(hint.type, "__metadata__", ()), *_rules_of_items(hint.type))
            if any(isinstance(rule, Ref) for rule in rules) and value is not None:
                several = isinstance(value, tuple)
                changes[hint.attribute] = tuple(map(other, value)) if several else other(value)
        if isinstance(node, Quote):
            changes["source"] = other(node.source)
        return dataclasses.replace(node, **changes)

    every = {
        key: misspelt(remade(record, misspelt)) for key, record in ground.loaded.records.items()
    }
    mutated = ground.rejoined(Loaded(records=every, frame=ground.loaded.frame))
    told = at_places([*records.references_resolve(mutated), *citations.sources_exist(mutated)])
    return scored("an id misspelt", changed, told)


def _rules_of_items(hint: Any) -> tuple[Any, ...]:
    return tuple(
        rule for item in getattr(hint, "__args__", ()) for rule in getattr(item, "__metadata__", ())
    )


def _options(ground: Ground) -> Score:
    dice = random.Random("options")

    def option(one: Part) -> tuple[Text, str, Part] | None:
        if not isinstance(one, Answer):
            return None
        words = change_letter(one.option, dice) or ""
        return one.option, words, dataclasses.replace(one, option=Text(words, one.option.position))

    return _parts(ground, "an answer misspelt", option, records.statements_answer_options)


# --- files ---


def damaged_files(ground: Ground, rounds: int) -> Iterator[Score]:
    """Keys doubled or emptied in the YAML; one character of a source changed."""
    for number in range(rounds):
        dice = random.Random(number)
        yield _doubled(ground, dice)
        yield _emptied(ground, dice)
    yield _changed_sources(ground, 20 * rounds)


def _lines(content: bytes, dice: random.Random) -> tuple[list[str], list[int]]:
    """The lines of a file, and those with a key and its value that are damaged: a third of them."""
    lines = content.decode("utf-8").splitlines()
    simple = re.compile(r" +[a-z_]+: (?![>|\[{]|.*[\[{])\S.*")
    found = [n for n, line in enumerate(lines) if simple.fullmatch(line)]
    following = [
        n for n in found if n + 1 == len(lines) or _indent(lines[n + 1]) <= _indent(lines[n])
    ]
    return lines, sorted(dice.sample(following, len(following) // 3))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 0


def _doubled(ground: Ground, dice: random.Random) -> Score:
    tried = caught = 0
    for name, content in ground.files.items():
        lines, chosen = _lines(content, dice)
        doubled = [copy for n, line in enumerate(lines) for copy in [line] * (1 + (n in chosen))]
        _, problems = parse("\n".join(doubled).encode(), name)
        told = {p.line for p in problems if p.code == "duplicate-key"}
        tried += len(chosen)
        caught += sum(1 for at, n in enumerate(chosen) if n + 2 + at in told)
    return Score("a key doubled", tried, caught)


def _emptied(ground: Ground, dice: random.Random) -> Score:
    changed: dict[Place, str] = {}
    files = {}
    for name, content in ground.files.items():
        lines, chosen = _lines(content, dice)
        for n in chosen:
            lines[n] = lines[n].partition(":")[0] + ":"
            changed[name, n + 1, _indent(lines[n]) + 1] = lines[n].strip()
        files[name] = "\n".join(lines).encode()
    return scored("a key emptied", changed, at_places(load(files).problems))


def _changed_sources(ground: Ground, times: int) -> Score:
    total = Score("one character of a source changed")
    sources = [record for record in ground.loaded.records.values() if isinstance(record, Source)]
    dice = random.Random("sources")
    for _ in range(times):
        seeds = dict(ground.seeds)
        changed = {}
        for source in sources:
            text = seeds[source.file].decode("utf-8")
            place = dice.randrange(len(text))
            char = dice.choice([c for c in "x ,1" if c != text[place]])
            seeds[str(source.file)] = (text[:place] + char + text[place + 1 :]).encode("utf-8")
            changed[where(source.sha256.position)] = f"{source.id} at {place}"
        bare = Loaded(records={str(s.id): s for s in sources}, frame=ground.loaded.frame)
        mutated = ground.rejoined(bare, seeds)
        total += scored(total.kind, changed, at_places(citations.sources_are_unchanged(mutated)))
    return total
