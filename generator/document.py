"""YAML text → plain text values, each with its place in its file.

In: the bytes of one YAML file. Out: a tree of Text, ListNode and MapNode, and Problems.
All that makes YAML surprising is refused here: guessed types, anchors, tags, cut values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import yaml

from generator.hints import CONFLICT, CONFLICT_HINT, syntax_words
from generator.problem import Problem
from generator.unseen import IGNORED, JOINERS, JOINS_NOTHING

MAX_FILE = 16 * 1024 * 1024
"""Bytes that are read of one YAML file."""
MAX_SCALAR = 20_000
"""Characters of one value."""
MAX_DEPTH = 12
"""Levels of nesting; the model itself needs six."""
MAX_VALUES = 300_000
"""Keys, values, lists and mappings of one file; each takes some microseconds to read."""
MAX_PROBLEMS = 1000
"""Problems of one file behind which it is not read on: nobody mends more of them one by one."""

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060"
    "\u2066-\u2069\ufeff\ud800-\udfff\ufff9-\uffff]"
)
"""Characters that an editor cannot see or that reorder what is seen (Unicode UTS #55)."""
UNSEEN = re.compile(f"{HIDDEN.pattern[:-1]}\u2800{IGNORED}{JOINERS}]{JOINS_NOTHING}")
"""The same and more: a source may hold these, and typed words may not (they would pass unseen)."""

_BEFORE_KEY = re.compile(r"\s*(?:-\s+(?=-\s|\S.*?:\s))*")
"""What stands before a line's innermost key or dash: words further in go on with its value."""

_COMMENT = re.compile(r"(?:[ \t]*,)?(?:(?:[ \t]+|(?<=,))#.*|(?:[ \t]*\r?\n)+(?P<indent>[ \t]+)#.*)")
"""A comment behind a plain value; a comma before it stands in brackets only, and ends the value."""
_COMMENT_BELOW = re.compile(r"(?P<indent>[ \t]+)#.*")
"""A comment in the line below the last of a value behind | or >."""

# CSafeLoader differs from SafeLoader only in speed: both give the same events and marks.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Position:
    """A place in a file; line and column count from 1, in characters."""

    file: str
    line: int
    column: int

    def problem(self, code: str, message: str, hint: str = "") -> Problem:
        """The Problem at this place."""
        return Problem(self.file, self.line, self.column, code, message, hint)


class Text(str):
    """A text value that knows where it stands."""

    __slots__ = ("position",)
    position: Position

    def __new__(cls, value: str, position: Position) -> Text:
        """A text with its place; it compares and hashes as the plain text does."""
        text = super().__new__(cls, value)
        text.position = position
        return text

    def __getnewargs__(self) -> tuple[str, Position]:  # type: ignore[override]
        return str(self), self.position


@dataclass(frozen=True)
class ListNode:
    """A YAML list."""

    items: tuple[Node, ...]
    position: Position


@dataclass(frozen=True)
class MapNode:
    """A YAML mapping, in the file's order."""

    entries: dict[Text, Node]
    position: Position


Node: TypeAlias = Text | ListNode | MapNode


class _RefusedError(Exception):
    """Reading cannot go on behind this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def parse(content: bytes, file: str) -> tuple[MapNode | None, list[Problem]]:
    """Read one YAML file.

    Returns its top mapping (None where the file cannot be used at all; empty for an empty
    file) and the problems found. Never raises on any content.
    """
    text, problems = decode(content, file)
    if text is None:
        return None, problems
    conflict = CONFLICT.search(text)
    if conflict:
        message = f"git could not merge two versions here, and left its mark: {conflict.group()}"
        here = _place(text, conflict.start(), file)
        return None, [here.problem("yaml-syntax", message, CONFLICT_HINT)]
    reader = _Reader(text, file)
    try:
        top = reader.read()
    except _RefusedError as refused:
        return None, [*reader.problems, refused.problem]
    if top is None:
        return MapNode({}, Position(file, 1, 1)), reader.problems
    if not isinstance(top, MapNode):
        refusal = top.position.problem(
            "wrong-shape",
            f"{file} should be a mapping, and is {describe(top)}",
            "start with a key and a colon: an id, then its fields indented below it",
        )
        return None, [*reader.problems, refusal]
    return top, reader.problems


def decode(content: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, or the problem that keeps it from being read."""
    if len(content) > MAX_FILE:
        message = f"{file} has more than {MAX_FILE} bytes"
        return None, [Problem(file, 1, 1, "too-large", message, "split the file")]
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or (content[1:] and content[:2].count(0) == 1):
        message = f"{file} is saved as UTF-16"
        hint = "save it as UTF-8, without a byte order mark"
        return None, [Problem(file, 1, 1, "not-utf-8", message, hint)]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        here = _place(before, len(before), file)
        message = f"byte 0x{content[error.start]:02x} is not part of UTF-8 text"
        return None, [here.problem("not-utf-8", message, "save the file as UTF-8")]
    hidden = UNSEEN.search(text)
    if hidden:
        here = _place(text, hidden.start(), file)
        return None, [here.problem("hidden-character", *_hidden_words(hidden.group()))]
    return text, []


def too_many_problems(place: Position) -> Problem:
    """Said where reading ends because so much is wrong."""
    message = f"more than {MAX_PROBLEMS} problems in one file; it is not read on"
    return place.problem("too-large", message, "mend those above; the rest is told then")


def describe(node: Node) -> str:
    """`a list`, `a mapping` or the text in quotation marks, for a message."""
    if isinstance(node, ListNode):
        return "a list"
    if isinstance(node, MapNode):
        return "a mapping"
    return f'"{shorten(node)}"'


def shorten(text: str, width: int = 80) -> str:
    """The text on one line, cut in the middle where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 25]} … {line[-20:]}"


def _hidden_words(char: str) -> tuple[str, str]:
    message = f"there is a character here that cannot be seen, U+{ord(char):04X}"
    hint = "delete it and type the words anew"
    if char == "\ufeff":
        hint = "save the file as UTF-8 without a byte order mark"
    return message, hint


def _place(text: str, offset: int, file: str) -> Position:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return Position(file, before.count("\n") + 1, offset_in_line(before))


def offset_in_line(before: str) -> int:
    """The column (from 1) of what follows this text."""
    return len(before) - before.rfind("\n")


class _Reader:
    """Events of PyYAML → nodes. The events come as a stream, so a bad file ends early."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.values = 0
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))

    def read(self) -> Node | None:
        top: Node | None = None
        documents = 0
        while True:
            event = self.next()
            if isinstance(event, yaml.StreamEndEvent):
                return top
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.refuse(
                        event,
                        "yaml-feature",
                        "a second document begins here",
                        "keep one document in a file: remove the line ---",
                    )
                top = self.node(self.next(), 0)

    def next(self) -> yaml.Event:
        try:
            return next(self.events)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            # where the quotation mark stands, or the line that lacks its colon
            if any(kind in str(error.context) for kind in ("quoted scalar", "simple key")):
                mark = error.context_mark or mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            parts = [part for part in (error.context, error.problem) if part]
            reason = ", ".join(parts) or "not YAML"
            words = syntax_words(reason, self.lines, line, column)
            raise _RefusedError(self.within(line, column).problem("yaml-syntax", *words)) from None
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            words = syntax_words(shorten(str(error)), (), 1, 1)
            raise _RefusedError(Problem(self.file, 1, 1, "yaml-syntax", *words)) from None

    def node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            raise self.refuse(
                event,
                "yaml-feature",
                f'"*{event.anchor}" is an alias',
                "write the value out; a value that begins with * needs quotes",
            )
        self.values += 1
        if self.values > MAX_VALUES:
            raise self.refuse(
                event, "too-large", f"more than {MAX_VALUES} values in one file", "split the file"
            )
        if len(self.problems) >= MAX_PROBLEMS:
            raise _RefusedError(too_many_problems(self.position(event)))
        if depth > MAX_DEPTH:
            raise self.refuse(
                event,
                "too-large",
                f"nested more than {MAX_DEPTH} levels deep",
                "no record needs this; look for a bracket or indent too many",
            )
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            raise self.refuse(
                event,
                "yaml-feature",
                f'"&{anchor}" is an anchor',
                "write the value out; a value that begins with & needs quotes",
            )
        if tag:
            raise self.refuse(
                event,
                "yaml-feature",
                f'"{tag}" is a tag',
                "remove it; a value that begins with ! needs quotes",
            )
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def scalar(self, event: yaml.ScalarEvent) -> Text:
        position = self.position(event)
        if len(event.value) > MAX_SCALAR:
            raise _RefusedError(
                position.problem(
                    "too-large",
                    f"a value of {len(event.value)} characters",
                    f"a value has at most {MAX_SCALAR}; look for a quotation mark never closed",
                )
            )
        # Others than those written as an escape are told of before the file is read.
        hidden = UNSEEN.search(event.value) if event.style == '"' else None
        if hidden:
            self.problems.append(
                position.problem("hidden-character", *_hidden_words(hidden.group()))
            )
        if event.value and event.style not in ("'", '"'):
            self._comment_behind(event, position)
        return Text(event.value, position)

    def _comment_behind(self, event: yaml.ScalarEvent, position: Position) -> None:
        """`gazette: signed by #5` reads as "signed by".

        So does `#5` on the next line, where it stands further in than the value's own line.
        """
        is_block = event.style in ("|", ">")
        pattern = _COMMENT_BELOW if is_block else _COMMENT
        comment = pattern.match(self.text, event.end_mark.index)  # type: ignore[union-attr]
        if not comment:
            return
        before = _BEFORE_KEY.match(self.lines[position.line - 1])
        own_indent = before.end() if before else 0
        if comment["indent"] is None or len(comment["indent"]) > own_indent:
            self.problems.append(
                position.problem(
                    "comment-cuts-value",
                    f'the value ends at "{shorten(event.value)}", because what follows, '
                    f'"{shorten(comment.group())}", is a comment',
                    "put the line as far in as the value, or, if it is a comment, as its key"
                    if is_block
                    else "put the value in quotation marks, or the comment on a line of its own",
                )
            )

    def sequence(self, start: yaml.Event, depth: int) -> ListNode:
        items: list[Node] = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return ListNode(tuple(items), self.position(start))

    def mapping(self, start: yaml.Event, depth: int) -> MapNode:
        entries: dict[Text, Node] = {}
        keys: dict[str, Text] = {}
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Text):
                raise _RefusedError(
                    key.position.problem(
                        "yaml-feature",
                        f"{describe(key)} stands where a key belongs",
                        "a key is a plain word; a value with brackets or braces needs quotes",
                    )
                )
            if key == "<<":
                raise self.refuse(
                    event, "yaml-feature", '"<<" is a merge key', "write the fields out"
                )
            value = self.node(self.next(), depth + 1)
            if key in entries:
                first = keys[key].position
                self.problems.append(
                    key.position.problem(
                        "duplicate-key",
                        f'the key "{shorten(key)}" stands here a second time',
                        f"the first is in line {first.line}; join the two, or rename one",
                    )
                )
            else:
                entries[key] = value
                keys[key] = key
        return MapNode(entries, self.position(start))

    def position(self, event: yaml.Event) -> Position:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1  # type: ignore[union-attr]
        if isinstance(event, yaml.ScalarEvent) and not event.value:  # it may stand for what lacks
            return self.within(line, column)
        return Position(self.file, line, column)

    @cached_property
    def lines(self) -> list[str]:
        """The lines up to the last that holds something."""
        return re.split("\r\n|\r|\n", self.text.rstrip())

    def within(self, line: int, column: int) -> Position:
        """The place; for one behind all text, the end of the last line that holds some."""
        lines = self.lines
        if line > len(lines):
            line, column = len(lines), len(lines[-1]) + 1
        return Position(self.file, line, column)

    def refuse(self, event: yaml.Event, code: str, message: str, hint: str) -> _RefusedError:
        return _RefusedError(self.position(event).problem(code, message, hint))
