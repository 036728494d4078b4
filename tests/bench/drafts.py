"""A synthetic source while it is being written: its sentences, and which stretches can be cited.

In: sentences of two clauses. Out: paragraphs of a news text, and passages that stand in it once.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True)
class Passage:
    """Words of a source that a record cites; the prefix where the words alone stand twice."""

    source: str
    words: str
    prefix: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence without its full stop, and its clauses, in order."""

    clauses: tuple[str, ...]

    @property
    def text(self) -> str:
        """The clauses with commas between them."""
        return ", ".join(self.clauses)


@dataclass
class Draft:
    """A source in the making. `blocks` are groups of paragraphs that stay together."""

    id: str
    title: str
    published: datetime.date
    marks: tuple[str, str]
    blocks: list[list[str]] = field(default_factory=list)
    background: list[Sentence] = field(default_factory=list)
    text: str = ""
    _said: set[str] = field(default_factory=set)
    _folded: str = ""
    _counted: dict[str, int] = field(default_factory=dict)

    def once(self, make: Callable[[], Sentence]) -> Sentence:
        """A sentence none of whose clauses the source has yet."""
        for _ in range(200):
            sentence = make()
            if self._said.isdisjoint(sentence.clauses):
                self._said.update(sentence.clauses)
                return sentence
        raise RuntimeError(f"{self.id}: the grammar has no more sentences of this kind")

    def tell(self, make: Callable[[], Sentence]) -> Sentence:
        """A new sentence in the article's own voice, for a paragraph of background."""
        sentence = self.once(make)
        self.background.append(sentence)
        return sentence

    def passage(self, words: str, prefix: str = "") -> Passage:
        """A passage of this source."""
        return Passage(self.id, words, prefix)

    def finish(self, shuffle: Callable[[list[list[str]]], None], size: Callable[[], int]) -> None:
        """Put the paragraphs in order; `size` gives the sentences of each background paragraph."""
        rest = list(self.background)
        blocks = list(self.blocks)
        while rest:
            length = size()
            blocks.append([" ".join(f"{sentence.text}." for sentence in rest[:length])])
            del rest[:length]
        shuffle(blocks)
        self.text = "\n\n".join(paragraph for block in blocks for paragraph in block) + "\n"
        self._folded = self.text.translate(_STRAIGHT)

    def stands_once(self, words: str) -> bool:
        """Whether the finished text has these words in one place only."""
        if words not in self._counted:
            self._counted[words] = self._folded.count(words.translate(_STRAIGHT))
        return self._counted[words] == 1

    def paragraphs_with(self, words: list[str]) -> list[str]:
        """The paragraphs that hold one of these words."""
        return [part for part in self.text.split("\n\n") if any(one in part for one in words)]


def quoted(
    sentences: list[Sentence],
    marks: tuple[str, str],
    attribution: Callable[[int], str],
    size: Callable[[], int],
    runs_on: bool,
) -> list[str]:
    """Paragraphs of quoted sentences, each with its attribution.

    attribution(number) gives the words behind a quotation, which counts from 0; size() how many
    sentences it has. With `runs_on`, the first one goes on over two paragraphs, and the second
    opens with a mark again.
    """
    opening, closing = marks
    paragraphs: list[str] = []
    number, start = 0, 0
    while start < len(sentences):
        length = size()
        *before, last = sentences[start : start + length]
        led = "".join(f"{sentence.text}. " for sentence in before)
        if runs_on and before and number == 0:
            paragraphs.append(opening + led.rstrip())
            led = ""
        paragraphs.append(f"{opening}{led}{last.text},{closing} {attribution(number)}.")
        number, start = number + 1, start + length
    return paragraphs
