"""YAML text → a tree that keeps the comments, each with the entry that it belongs to.

In: the text of a file that `document.parse` has read without a problem, so that it has no anchors,
tags or second document. Out: a Collection. A comment on a line of its own belongs to the entry
below it, or by its indent to the end of what stands above; one behind an entry, to that entry.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"#[^\r\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")


@dataclass(frozen=True)
class Comment:
    """A comment from its # to the end of its line; line and column count from 0."""

    text: str
    index: int
    line: int
    column: int
    behind: bool
    """Whether something else stands before it on its line."""


@dataclass(frozen=True)
class Scalar:
    """A value; `quoted` if it stands in quotation marks, `index` is where it begins."""

    value: str
    quoted: bool
    index: int


@dataclass(eq=False)
class Entry:
    """A key with its value, or an item of a list (`key` is None)."""

    key: Scalar | None
    value: Scalar | Collection
    index: int
    line: int
    before: list[Comment] = field(default_factory=list)
    behind: list[Comment] = field(default_factory=list)


@dataclass(eq=False)
class Collection:
    """A mapping or a list. start and end: where it stands; `column` of a block's entries."""

    is_list: bool
    flow: bool
    column: int
    start: int
    end: int = 0
    entries: list[Entry] = field(default_factory=list)
    tail: list[Comment] = field(default_factory=list)
    """Comments below its last entry."""


@dataclass(frozen=True)
class _Place:
    """An entry, and all collections that hold it, from the outermost."""

    entry: Entry
    holders: tuple[Collection, ...]


def read(text: str) -> Collection | None:
    """The tree of a file; None where it holds nothing but comments."""
    reader = _Reader(text)
    top = reader.read()
    if isinstance(top, Collection):
        reader.attach(top)
        return top
    return None


def comments(text: str) -> list[Comment]:
    """All comments of a file, in its order."""
    reader = _Reader(text)
    reader.read()
    return reader.comments()


class _Reader:
    """The events of PyYAML → the tree; then the comments from what the events leave out."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))
        self.spans: list[tuple[int, int, bool]] = []
        self.places: list[_Place] = []
        self.starts = [0, *(m.end() for m in re.finditer("\r\n|\r|\n", text))]

    def read(self) -> Scalar | Collection | None:
        top = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                top = self.value(next(self.events), ())
        return top

    def value(self, event: yaml.Event, holders: tuple[Collection, ...]) -> Scalar | Collection:
        start, end = event.start_mark.index, event.end_mark.index  # type: ignore[union-attr]
        if isinstance(event, yaml.ScalarEvent):
            self.spans.append((start, end, event.style in ("|", ">")))
            return Scalar(event.value, event.style in ("'", '"'), start)
        if not isinstance(event, yaml.CollectionStartEvent):
            raise TypeError(event)  # an alias, which document.parse refuses
        is_list = isinstance(event, yaml.SequenceStartEvent)
        column = event.start_mark.column  # type: ignore[union-attr]
        made = Collection(is_list, bool(event.flow_style), column, start)
        for inner in self.events:
            if isinstance(inner, yaml.CollectionEndEvent):
                made.end = inner.end_mark.index  # type: ignore[union-attr]
                return made
            self.entry(inner, made, (*holders, made))
        raise TypeError("a collection without an end")

    def entry(self, event: yaml.Event, owner: Collection, holders: tuple[Collection, ...]) -> None:
        mark = event.start_mark
        key = None if owner.is_list else self.value(event, holders)
        if isinstance(key, Collection):
            raise TypeError("a key that is no text")  # which document.parse refuses
        made = Entry(key, Scalar("", False, 0), mark.index, mark.line)  # type: ignore[union-attr]
        owner.entries.append(made)
        self.places.append(_Place(made, holders))
        made.value = self.value(event if key is None else next(self.events), holders)

    # --- comments ---

    def comments(self) -> list[Comment]:
        found: list[Comment] = []
        behind = 0
        for start, end, is_block in [*self.spans, (len(self.text), len(self.text), False)]:
            found += (self.comment(m) for m in _COMMENT.finditer(self.text, behind, start))
            header = _HEADER.match(self.text, start, end) if is_block else None
            if header:
                found.append(self.comment(header, 1))
            behind = max(behind, end)
        return found

    def comment(self, match: re.Match[str], group: int = 0) -> Comment:
        line = bisect_right(self.starts, match.start(group)) - 1
        column = match.start(group) - self.starts[line]
        before = self.text[self.starts[line] : match.start(group)]
        if before.strip():
            # Behind a dash it stands above the item; what else is there has an entry of its own.
            behind = bool(before.strip(" \t-?"))
            column = 0
        else:
            behind = False
        return Comment(match[group].rstrip(), match.start(group), line, column, behind)

    def attach(self, top: Collection) -> None:
        """Give every comment to an entry, or to the end of a collection."""
        indexes = [place.entry.index for place in self.places]
        for comment in self.comments():
            number = bisect_right(indexes, comment.index)
            last = self.places[number - 1] if number else None
            following = self.places[number] if number < len(self.places) else None
            if comment.behind and last:
                _owner(comment, last).behind.append(comment)
            else:
                _below(comment, last, following, top).append(comment)


def _owner(comment: Comment, last: _Place) -> Entry:
    """The entry that a comment stands behind: behind a closing bracket, the bracket's."""
    entry = last.entry
    for holder in reversed(last.holders):
        if not holder.flow or comment.index < holder.end:
            break
        above = last.holders[: last.holders.index(holder)]
        entry = next((e for h in reversed(above) for e in h.entries if e.value is holder), entry)
    return entry


def _below(
    comment: Comment, last: _Place | None, following: _Place | None, top: Collection
) -> list[Comment]:
    """Where a comment on a line of its own goes."""
    if last and isinstance(last.entry.value, Scalar) and comment.index < last.entry.value.index:
        return last.entry.before  # between a key and its value
    open_flows = [
        holder
        for holder in (last.holders if last else ())
        if holder.flow and holder.start < comment.index < holder.end
    ]
    if last and isinstance(last.entry.value, Collection):
        value = last.entry.value
        if value.flow and value.start < comment.index < value.end:
            open_flows.append(value)
    if open_flows:
        inner = open_flows[-1]
        held = following is not None and following.entry.index < inner.end
        return following.entry.before if following and held else inner.tail
    if following is None:
        closed = last.holders if last else (top,)
    elif comment.column <= following.holders[-1].column or last is None:
        return following.entry.before
    else:
        closed = tuple(h for h in last.holders if h not in following.holders)
    blocks = [holder for holder in closed if not holder.flow]
    if blocks and blocks[0] is top and comment.column > 0:
        blocks = blocks[1:] or blocks  # what is indented belongs to the last record
    within = [holder for holder in blocks if holder.column <= comment.column]
    if blocks:
        return (within or blocks[:1])[-1].tail
    return following.entry.before if following else top.tail
