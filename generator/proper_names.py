"""Names in the sources that no record carries: told from capital letters alone.

In: a dossier and what is cited of its sources. Out: UnrecordedNames. A guess for an editor to look
at, never a rule: a name without capitals is not seen, and a strange heading may look like one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import model
from generator.coverage import SourceCoverage
from generator.dossier import Dossier
from generator.passage import SourceText, fold
from generator.span import Span

LONGEST = 12
"""Words of a name that are compared; a limit keeps the time linear."""

PARTICLES = frozenset("of de la le du des da do dos del der den von van zu al el bin ibn".split())
"""Small words that may stand inside a name; "the" may, behind one of them."""
HONORIFICS = frozenset("mr mrs ms dr prof sir gen col lt maj capt st".split())
CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday i".split()
)
"""Words with a capital letter that name nobody; a name ends before them."""
OPENERS = frozenset(
    "the a an in on at by for from with as but and or nor so if when while where after before "
    "since until during following under over this that these those there here it its he she they "
    "we you his her their our my your who what which why how not no yes both all some many most "
    "such each every another other although though because however meanwhile also let according "
    "despite earlier later last next then now only once to of about against among between "
    "near nobody nothing somebody someone something everybody everyone everything anybody just "
    "never none neither either several few more less again always often whether whatever".split()
)
"""Words that often begin a sentence, and are then no part of the name behind them."""

_TOKEN = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?(?!\w)(?:['’]s)?|\w+(?:['’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENING = re.compile(r"(?:^|[.?!:…]['\"”’)\]]*\s*|[\"“‘])[(\[\"“‘']*$")
_END = re.compile(r"(?:['’]s)?['\"”’)\]]*[.?!…:;,]")
_JOIN = re.compile(r" ?|[-\u2010\u2011]")


@dataclass(frozen=True)
class UnrecordedName:
    """A name in a source that no record carries: how often, and in which paragraphs (from 1)."""

    source: str
    name: str
    times: int
    paragraphs: tuple[int, ...]


@dataclass(frozen=True)
class _Word:
    """A word of a text; `form` is without case, points and possessive ending."""

    span: Span
    form: str
    is_capital: bool
    opens: bool
    """Whether it begins a sentence or a quotation, where its capital letter says little."""
    owns: bool
    """Whether it has a possessive ending."""


Run = list[_Word]
Phrase = tuple[str, ...]


class _Known:
    """The names of the records as phrases, and the words of the sources by their letters."""

    def __init__(self, dossier: Dossier, words: Iterable[_Word]) -> None:
        self.whole: set[Phrase] = set()
        self.parts: set[Phrase] = {(word,) for word in HONORIFICS}
        self.titles: set[Phrase] = set(self.parts)
        self.surnames: set[Phrase] = set()
        for record in dossier.records.values():
            own = (getattr(record, "name", ""), getattr(record, "publisher", ""))
            for name in (*own, *getattr(record, "names", ())):
                phrase = _phrase(name.name if isinstance(name, model.Name) else name)
                self.whole.add(phrase)
                self.parts.update(_pieces(phrase, _head(phrase)))
                if isinstance(record, model.Actor) and record.kind == "person":
                    self.surnames.add(phrase[-1:])
            for role in getattr(record, "roles", ()):
                self.whole.add(_phrase(role.title))
                self.titles.update(_pieces(_phrase(role.title), LONGEST))
        self.parts |= self.titles
        inside: set[str] = set()
        self.small: set[str] = set()
        for word in words:
            if not word.is_capital:
                self.small.add(word.form)
            elif not word.opens:
                inside.add(word.form)
        self.inside = inside - self.small

    def covers(self, run: Sequence[_Word]) -> list[bool]:
        """Which words of a run stand in a record's whole name, the longest first."""
        covered = [False] * len(run)
        place = 0
        while place < len(run):
            length = _longest(run, place, self.whole)
            covered[place : place + length] = [True] * length
            place += length or 1
        return covered

    def carries(self, run: Sequence[_Word]) -> bool:
        """Whether words are part of one name, or titles with a surname behind them."""
        tiles: list[Phrase] = []
        place = 0
        while place < len(run):
            if not run[place].is_capital:
                place += 1
                continue
            length = _longest(run, place, self.parts)
            if not length:
                return False
            tiles.append(tuple(word.form for word in run[place : place + length]))
            place += length
        return len(tiles) < 2 or (
            all(tile in self.titles for tile in tiles[:-1])
            and (tiles[-1] in self.titles or tiles[-1] in self.surnames)
        )

    def says_little(self, run: Sequence[_Word], covered: Sequence[bool]) -> bool:
        """Whether the first word of a run has its capital letter from its place alone."""
        first = run[0]
        if not first.opens or covered[0]:
            return False
        if first.form in OPENERS:
            return True
        if len(run) == 1 or covered[1]:
            return first.form not in self.inside
        return run[1].is_capital and first.form in self.small


def unrecorded(dossier: Dossier, covered: Iterable[SourceCoverage]) -> tuple[UnrecordedName, ...]:
    """The names that no record carries, by source, in the order of their first places.

    Those in sentences that are listed in `no_fact` are left out, and headings all in capitals.
    """
    read = [(one, [list(words) for words in _paragraphs(one.text)]) for one in covered]
    known = _Known(dossier, (word for _, paras in read for words in paras for word in words))
    found: list[UnrecordedName] = []
    for one, paragraphs in read:
        excused = {s.span for s in one.sentences if s.state == "no fact"}
        places: dict[str, list[int]] = defaultdict(list)
        for words in paragraphs:
            for run in () if _is_heading(words, one.text.text) else _runs(words, one.text.text):
                for span in _missing(run, known):
                    if not excused.intersection(one.text.sentences_of(span)):
                        places[fold(one.text.slice(span))].append(one.text.paragraph(span))
        found += [
            UnrecordedName(str(one.source.id), name, len(where), tuple(dict.fromkeys(where)))
            for name, where in places.items()
        ]
    return tuple(found)


def _missing(run: Run, known: _Known) -> Iterator[Span]:
    """The stretches of a run, cut behind possessives, with words that nothing carries."""
    covered = known.covers(run)
    if known.says_little(run, covered):
        run, covered = run[1:], covered[1:]
    start = 0
    for number, word in enumerate(run):
        if number + 1 < len(run) and not word.owns:
            continue
        part, taken = run[start : number + 1], covered[start : number + 1]
        start = number + 1
        if not all(known.carries(piece) for piece in _left(part, taken)):
            named = [word for word in part if word.is_capital]
            end = named[-1].span.end
            yield Span(named[0].span.start, end)


def _left(part: Sequence[_Word], taken: Sequence[bool]) -> Iterator[Run]:
    """The stretches of words that are not taken."""
    piece: Run = []
    for word, is_taken in zip(part, taken, strict=True):
        if is_taken:
            yield piece
            piece = []
        else:
            piece.append(word)
    yield piece


def _longest(run: Sequence[_Word], place: int, phrases: set[Phrase]) -> int:
    """How many words from a place on are one of the phrases, at most; 0 for none."""
    forms = tuple(word.form for word in run[place : place + LONGEST])
    return next((size for size in range(len(forms), 0, -1) if forms[:size] in phrases), 0)


def _head(phrase: Phrase) -> int:
    """How many words of a name stand before its "of": what stands behind is a name of its own."""
    return next((place for place, word in enumerate(phrase) if word == "of"), len(phrase))


def _pieces(phrase: Phrase, starts: int) -> Iterator[Phrase]:
    """The stretches of a name of up to LONGEST words that begin in its first words, so many."""
    for start in range(min(starts, len(phrase))):
        for end in range(start + 1, min(len(phrase), start + LONGEST) + 1):
            yield phrase[start:end]


def _phrase(name: str) -> Phrase:
    return tuple(word.form for word in _words(name, Span(0, len(name))))


def _paragraphs(text: SourceText) -> Iterator[Iterator[_Word]]:
    return (_words(text.text, paragraph) for paragraph in text.paragraphs)


def _words(text: str, within: Span) -> Iterator[_Word]:
    """The words of a stretch, in order; a hyphen parts two."""
    for match in _TOKEN.finditer(text, within.start, within.end):
        word = _POSSESSIVE.sub("", match.group())
        before = text[max(within.start, match.start() - 8) : match.start()]
        yield _Word(
            # A point that ends an initialism is part of it, a possessive ending is not.
            Span(match.start(), match.start() + len(word)),
            fold(word).casefold().replace(".", ""),
            word[:1].isupper(),
            opens=bool(_OPENING.search(before)),
            owns=word != match.group(),
        )


def _is_heading(words: Sequence[_Word], text: str) -> bool:
    """Whether capitals say nothing in a paragraph: all its many longer words have them.

    A paragraph with the end of a sentence is no heading.
    """
    if not words or _END.match(text, words[-1].span.end):
        return False
    long = [word for word in words if len(word.form) > 3]
    return len(long) > 4 and all(word.is_capital for word in long)


def _runs(words: Sequence[_Word], text: str) -> Iterator[Run]:
    """Words with capital letters side by side, particles between them; each ends with a capital."""
    run: Run = []
    for word, before in zip(words, (None, *words[:-1]), strict=True):
        if run and before and not _is_joined(before, word, text):
            yield from _closed(run)
            run = []
        if _may_name(word) or (run and _is_particle(word, run[-1])):
            run.append(word)
        else:
            yield from _closed(run)
            run = []
    yield from _closed(run)


def _closed(run: Run) -> Iterator[Run]:
    while run and not run[-1].is_capital:
        run.pop()
    if run:
        yield run


def _may_name(word: _Word) -> bool:
    """Whether a word has a capital letter and is no weekday, month, I or I’ve."""
    return word.is_capital and word.form.partition("'")[0] not in CALENDAR


def _is_particle(word: _Word, before: _Word) -> bool:
    return word.form in PARTICLES or (word.form == "the" and before.form in PARTICLES)


def _is_joined(before: _Word, word: _Word, text: str) -> bool:
    """Whether two words stand in one name: beside each other, or behind "Mr." or a possessive."""
    gap = text[before.span.end : word.span.start]
    if before.owns:
        gap = re.sub(r"^['’]s?", "", gap)
    if before.form in HONORIFICS:
        gap = gap.removeprefix(".")
    return _JOIN.fullmatch(gap) is not None
