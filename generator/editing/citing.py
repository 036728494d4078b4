"""From words that an editor looks for to a citation that the gate accepts, ready to paste.

In: a dossier, which may have problems elsewhere, and words. Out: Hits: where the words stand, whose
words they are, which records cite them, and the YAML. The gate's own readers judge the outcome.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator import load, model, nearest
from generator.document import MAX_SCALAR, Position, Text
from generator.dossier import Dossier, StoredText, Use, join
from generator.editing import searching
from generator.editing.canonical import scalar
from generator.editing.searching import Likeness, Place
from generator.passage import Selector, SourceText
from generator.span import Span
from generator.voice import Quotation, Voice, voice

LENGTHENED_BY = 8
"""Words that are added at most to make a passage unique; beyond them it gets a prefix."""
PHRASE = 3
"""Words of a quotation that stays in the article's own sentence."""
LONG = 60
"""Words of a passage beyond which a shorter one is advised."""


@dataclass(frozen=True, eq=False)
class Passage:
    """One passage to paste: where it stands, the selector that finds it there and nowhere else.

    `wrong` says why the gate would refuse it, nothing where it would not. `told` says what was done
    to the words that were found, in the order in which it was done.
    """

    span: Span
    selector: Selector
    use: Use
    told: tuple[str, ...]
    wrong: str

    @property
    def voice(self) -> Voice:
        """Whether the words stand inside quotation marks or are the article's own."""
        return self.use.voice[0]


@dataclass(frozen=True, eq=False)
class Hit:
    """One place where the words stand, or nearly."""

    dossier: Dossier
    stored: StoredText
    place: Place
    prefixed: bool = False

    @property
    def source(self) -> str:
        """The id of the source."""
        return str(self.stored.source.id)

    @property
    def paragraph(self) -> int:
        """The number, from 1, of the paragraph in which the words begin."""
        return self.stored.text.paragraph(self.place.span)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages to cite: one, or more where the words cross quotation marks."""
        return tuple(_passages(self))

    @cached_property
    def span(self) -> Span:
        """From the first of the passages to the last, with what stands between."""
        return Span(self.passages[0].span.start, self.passages[-1].span.end)

    @property
    def wrong(self) -> str:
        """Why there is nothing to paste; nothing where there is."""
        return next((one.wrong for one in self.passages if one.wrong), "")

    @property
    def yaml(self) -> str:
        """The lines to paste, two spaces in as a record's field stands."""
        return as_yaml(self.source, [one.selector for one in self.passages])

    def holders(self, passage: Passage) -> Mapping[str, model.Statement]:
        """Whose words the passage's quotation holds: actor → a statement that says so."""
        _, quotation = passage.use.voice
        if passage.voice != "direct" or quotation is None:
            return {}
        return self.dossier.holders.get((self.source, quotation.span), {})

    def citing(self, passage: Passage) -> tuple[list[str], list[str]]:
        """The records that cite these very words, and those that cite some of them, or more."""
        same: dict[str, None] = {}
        others: dict[str, None] = {}
        inner = self.stored.text.trimmed(passage.span)
        for use in self.dossier.uses:
            if use.span is None or str(use.quote.source) != self.source:
                continue
            owner = "data/dossier.yml" if use.owner is None else str(use.owner)
            if self.stored.text.trimmed(use.span) == inner:
                same[owner] = None
            elif use.span.start < passage.span.end and passage.span.start < use.span.end:
                others[owner] = None
        return list(same), [owner for owner in others if owner not in same]


def readable(files: Mapping[str, bytes], seeds: Mapping[str, bytes]) -> Dossier:
    """The dossier as far as it can be read: a passage can be looked for while others are mended."""
    loaded = load.load(files)
    if loaded.frame is None:
        here = Position("data/dossier.yml", 1, 1)
        unknown = Text("unknown", here)
        loaded.frame = model.Frame(position=here, title=unknown, subject=unknown)
    joined = join(loaded, seeds)
    if joined is None:  # a slip of ours: there is a frame
        raise TypeError("a dossier with a frame was not joined")
    return joined


def hits(dossier: Dossier, words: str, source: str = "", *, prefixed: bool = False) -> list[Hit]:
    """Every place in the sources, or in one of them, that the words may mean; the likeliest first.

    prefixed: whether words that stand more than once keep their length, and get a prefix.
    """
    found = [
        Hit(dossier, stored, place, prefixed)
        for source_id, stored in dossier.texts.items()
        if source in ("", source_id)
        for place in searching.places(stored.text, words)
    ]
    return sorted(found, key=lambda hit: (hit.place.likeness, round(hit.place.off, 2)))


def likeliest(found: list[Hit]) -> list[Hit]:
    """Those hits that come as near as the first; none where the first is too far off."""
    if not found or found[0].place.likeness is Likeness.FAR:
        return []
    first = found[0].place
    return [
        hit
        for hit in found
        if hit.place.likeness is first.likeness and hit.place.off <= first.off + 0.5
    ]


def _passages(hit: Hit) -> Iterator[Passage]:
    stored = hit.stored
    wide = stored.text.widened(hit.place.span)
    pieces = _in_one_voice(stored, wide) or [wide]
    for piece in pieces:
        told = []
        if len(pieces) > 1:
            told.append("the words cross a quotation mark: a passage for each side")
        elif stored.text.trimmed(piece) != stored.text.trimmed(wide):
            told.append("cut at the quotation mark")
        elif wide != hit.place.span:
            told.append("taken out to the words' edges")
        yield _settled(hit, piece, told)


def _in_one_voice(stored: StoredText, span: Span) -> list[Span]:
    """The stretches of a span between quotation marks that hold words.

    The whole span, without the marks of its own quotation, where it does not cross any.
    """
    inner = stored.text.trimmed(span)
    kind, quotation = voice(stored.quotations, inner)
    if kind == "direct" and quotation is not None:
        return [_stripped(stored, _within(span, quotation.words))]
    if kind == "narrator":
        return [span]
    touched = [
        q for q in stored.quotations if q.words.start < inner.end and inner.start < q.span.end
    ]
    if all(_is_phrase(stored.text, quotation) for quotation in touched):
        wide = Span(
            min([span.start, *(q.span.start for q in touched)]),
            max([span.end, *(q.span.end for q in touched)]),
        )
        if voice(stored.quotations, wide)[0] == "narrator":
            return [wide]
    edges = {span.start, span.end}
    for one in touched:
        edges |= {one.span.start, one.words.start, one.words.end, one.span.end}
    inside = sorted(edge for edge in edges if span.start <= edge <= span.end)
    return [
        _stripped(stored, Span(start, end))
        for start, end in itertools.pairwise(inside)
        if any(char.isalnum() for char in stored.text.text[start:end])
    ]


def _is_phrase(text: SourceText, quotation: Quotation) -> bool:
    """Whether a quotation is a few words that the article works into a sentence of its own."""
    within = text.words_near(quotation.words.start, 0, PHRASE + 1)
    return len(within) <= PHRASE or within[-1].start >= quotation.words.end


def _within(span: Span, limits: Span) -> Span:
    return Span(max(span.start, limits.start), min(span.end, limits.end))


def _stripped(stored: StoredText, span: Span) -> Span:
    """Without the white space, commas and dashes that a cut leaves at the edges."""
    cut = stored.text.slice(span)
    start = span.start + len(cut) - len(cut.lstrip(" \t\r\n,;:–—-.!?)]"))
    end = span.end - (len(cut) - len(cut.rstrip(" \t\r\n,;:–—")))
    return Span(start, end) if start < end else span


def _settled(hit: Hit, span: Span, told: list[str]) -> Passage:
    """The passage made whole and unique."""
    stored, text = hit.stored, hit.stored.text
    whole = _with_negation(text, span)
    if whole != span:
        told.append("lengthened by the negation beside it")
    selector = Selector(_line(text, whole))
    if text.find(selector, limit=2) != [whole]:
        longer = None if hit.prefixed else _lengthened(stored, whole)
        if longer is not None:
            told.append("lengthened until it stands in the source only once")
            whole, selector = longer, Selector(_line(text, longer))
        else:
            made = nearest.unique(text, whole)
            selector = Selector(
                *(" ".join(p.split()) for p in (made.exact, made.prefix, made.suffix))
            )
            told.append("with words beside it that tell it from the same words elsewhere")
    use, wrong = _judged(stored, whole, selector)
    if not wrong and (count := len(selector.exact.split())) > LONG:
        told.append(f"{count} words long: a reader finds the words sooner in at most {LONG}")
    return Passage(whole, selector, use, tuple(told), wrong)


def _line(text: SourceText, span: Span) -> str:
    return " ".join(text.slice(span).split())


def _with_negation(text: SourceText, span: Span) -> Span:
    while (longer := text.negation_beside(span)) is not None:
        span = text.widened(longer)
    return span


def _lengthened(stored: StoredText, span: Span) -> Span | None:
    """The span with the fewest words of its own sentence and voice added that make it unique."""
    text = stored.text
    limits = text.sentences_around(span)
    kind, quotation = voice(stored.quotations, text.trimmed(span))
    if kind == "direct" and quotation is not None:
        limits = _within(limits, quotation.words)
    near = text.words_near(span.start, LENGTHENED_BY, 0)
    before = [word.start for word in near if limits.start <= word.start and word.end <= span.start]
    near = text.words_near(span.end, 0, LENGTHENED_BY)
    behind = [word.end for word in near if span.end <= word.start and word.end <= limits.end]
    starts, ends = [span.start, *reversed(before)], [span.end, *behind]
    for added in range(1, LENGTHENED_BY + 1):
        for ahead in range(min(added, len(starts) - 1), -1, -1):
            if added - ahead >= len(ends):
                continue
            longer = _with_negation(text, Span(starts[ahead], ends[added - ahead]))
            same = voice(stored.quotations, text.trimmed(longer)) == (kind, quotation)
            if same and text.find(Selector(_line(text, longer)), limit=2) == [longer]:
                return longer
    return None


def _judged(stored: StoredText, span: Span, selector: Selector) -> tuple[Use, str]:
    """The citation read back as the gate will read it, and why that would refuse it."""
    source = str(stored.source.id)
    use = _read_back(stored, as_yaml(source, [selector]))
    if use is None:
        held = Text(selector.exact, Position("", 1, 1))
        quote = model.Quote(position=held.position, source=stored.source.id, exact=held)
        use = Use(None, "cite", quote, stored, (span,))
        if len(selector.exact) > MAX_SCALAR:
            return use, f"it has more than {MAX_SCALAR} characters: look for fewer words"
        return use, "the source has a character here that cannot be seen: look for words beside it"
    if use.span != span:
        return use, "nothing tells it from the same words elsewhere: look for more of the words"
    text = stored.text
    if (
        text.cuts_word(span.start)
        or text.cuts_word(span.end)
        or not searching.has_word(selector.exact)
    ):
        return use, "it does not begin and end with a word"
    if text.negation_beside(span) is not None:
        return use, "a negation stands beside it: look for the whole sentence"
    if use.voice[0] == "mixed":
        return use, "it crosses a quotation mark: look for the words on one side"
    return use, ""


def _read_back(stored: StoredText, pasted: str) -> Use | None:
    """The use that the project's own loader makes of pasted lines; None where it refuses them."""
    place = f"x:\n  name: x\n  kind: settlement\n{pasted}".encode()
    loaded = load.load({"data/dossier.yml": b"title: x\nsubject: x\n", "data/places.yml": place})
    record = loaded.records.get("x")
    if loaded.problems or not isinstance(record, model.Place) or len(record.cite) != 1:
        return None
    (quote,) = record.cite
    return Use(None, "cite", quote, stored, tuple(stored.text.find(quote.selector)))


# --- YAML ---


def as_yaml(source: str, selectors: list[Selector]) -> str:
    """The field `cite` in lines, two spaces in."""
    if len(selectors) == 1 and not (selectors[0].prefix or selectors[0].suffix):
        return f"  cite:\n    {source}: {scalar(selectors[0].exact)}\n"
    lines = ["  cite:", f"    {source}:"]
    listed = len(selectors) > 1
    for selector in selectors:
        fields = [f"{name}: {scalar(words)}" for name, words in vars(selector).items() if words]
        if listed and len(fields) == 1:
            lines.append(f"      - {scalar(selector.exact)}")
        else:
            first = "- " if listed else ""
            lines += [f"      {first}{fields[0]}"]
            lines += [f"      {' ' * len(first)}{field}" for field in fields[1:]]
    return "".join(f"{line}\n" for line in lines)
