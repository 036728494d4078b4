"""The one form of a file of data/: the order of fields, quotation marks, indents, lines.

In: the bytes of a file and its name. Out: the bytes in canonical form, or why the file is left
alone. No value, no comment and no order of records or passages is ever changed: what was read
before and what is read afterwards are compared, and where they differ nothing is given out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from generator.document import ListNode, MapNode, Node, decode, parse
from generator.editing import layout, shapes
from generator.editing.layout import Collection, Comment, Entry, Scalar
from generator.fields import fields
from generator.problem import Problem

WIDTH = 100
"""A list of ids that would make its line longer than this stands one id a line."""

INDENT = 2

# What YAML 1.1 or 1.2 would take for something else than text (YAML 1.2.2, section 10.3.2).
_GUESSED = re.compile(
    r"""~|null|true|false|yes|no|on|off|y|n|<<|=
    |[-+]?[0-9][0-9_,.:]*(?:e[-+]?[0-9]+)?|[-+]?\.[0-9_]+(?:e[-+]?[0-9]+)?
    |[-+]?\.inf|\.nan|0[box][0-9a-f_]+
    |[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2}.*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_PLAIN = re.compile(r"[^\s!&*?|>@%`{}\[\],#:\"'=~<-](?:[^\t\r\n]*\S)?")
_CUT = re.compile(r":(?:\s|$)|\s#")
_WORD = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class Formatted:
    """A file in canonical form. `content` is None where it is left alone; `problems` say why."""

    content: bytes | None
    problems: tuple[Problem, ...]


def formatted(content: bytes, name: str) -> Formatted:
    """Put a file into canonical form. name: relative to the project ("data/actors.yml")."""
    top, problems = parse(content, name)
    text, _ = decode(content, name)
    if top is None or text is None or problems:
        return Formatted(None, tuple(problems))
    hint = shapes.of_file(name)
    tree = layout.read(text) if top.entries else None
    if tree is None:
        return Formatted(content, ())
    made = _Writer(text, hint).file(tree).encode("utf-8")
    change = _change(top, layout.comments(text), made, name, hint)
    if change:
        where = Problem(name, 1, 1, "unreadable", change, "it was left as it is; format it by hand")
        return Formatted(None, (where,))
    return Formatted(made, ())


def _change(top: MapNode, before: list[Comment], made: bytes, name: str, hint: Any) -> str:
    """What formatting would change besides the form; empty where it changes nothing."""
    again, problems = parse(made, name)
    if again is None or problems:
        return f"{name} could not be read any more after formatting"
    if values(again, hint) != values(top, hint):
        return f"formatting {name} would change a value"
    after = layout.comments(made.decode("utf-8"))
    if Counter(comment.text for comment in before) != Counter(comment.text for comment in after):
        return f"formatting {name} would change a comment"
    return ""


def values(node: Node, hint: Any) -> Any:
    """All that a file says, to be compared: the order of fields says nothing, other order does."""
    if isinstance(node, ListNode):
        return [values(child, shapes.item(hint)) for child in node.items]
    if isinstance(node, MapNode):
        pairs = [(str(key), values(child, shapes.below(hint, key))) for key, child in _pairs(node)]
        return dict(pairs) if shapes.mapping_type(hint) else pairs
    return str(node)


def _pairs(node: MapNode) -> list[tuple[str, Node]]:
    return [(str(key), child) for key, child in node.entries.items()]


# --- values ---


def scalar(value: str, *, quoted: bool = False) -> str:
    """A value as it is written on one line; in quotation marks only where it needs them.

    quoted: in quotation marks in any case, because a comment stands behind it.
    """
    plain = _PLAIN.fullmatch(value) and not _CUT.search(value) and not value.startswith("...")
    if plain and not quoted and not _GUESSED.fullmatch(value):
        return value
    if ('"' in value or "\\" in value) and not set(value) & set("\t\r\n"):
        return "'" + value.replace("'", "''") + "'"
    for char, escape in ("\\", "\\\\"), ('"', '\\"'), ("\t", "\\t"), ("\r", "\\r"), ("\n", "\\n"):
        value = value.replace(char, escape)
    return f'"{value}"'


def _as_block(value: str) -> list[str] | None:
    """The lines of a value of several lines below its |, or None where quotes are safer."""
    ended = value.endswith("\n")
    lines = value.removesuffix("\n").split("\n")
    plain = all(line == line.rstrip() and "\t" not in line and "\r" not in line for line in lines)
    if "\n" not in value or not plain or not lines[0] or lines[0][0] == " " or not lines[-1]:
        return None
    return ["|" if ended else "|-", *lines]


# --- the whole file ---


class _Writer:
    """A tree → its lines."""

    def __init__(self, text: str, hint: Any) -> None:
        self.lines = re.split("\r\n|\r|\n", text)
        self.hint = hint

    def file(self, top: Collection) -> str:
        """Records stand apart by one blank line; comments between them as they stood."""
        out: list[str] = []
        first = top.entries[0]
        heading = self._heading(first)
        for comment in heading:
            out += self._apart(comment.line, out), comment.text
        if heading:
            out.append("")
            first.before = first.before[len(heading) :]
        records = isinstance(self.hint, shapes.Records)
        for number, entry in enumerate(_in_order(top, self.hint)):
            before, entry.before = entry.before, []
            start: list[str] = [""] if records and number else []
            for comment in before:
                start += self._apart(comment.line, start), comment.text
            start.append(self._apart(entry.line, start))
            out += [*start, *self.entry(entry, self.hint, 0)]
        for comment in top.tail:
            out += self._apart(comment.line, out), comment.text
        return _tidy(out)

    def _apart(self, line: int, _before: list[str]) -> str:
        """A blank line where one stood; _NOTHING where none did."""
        blank = line > 0 and not self.lines[line - 1].strip()
        return "" if blank else _NOTHING

    def _heading(self, first: Entry) -> list[Comment]:
        """The comments that begin a file and stand apart from its first entry."""
        ends = [first.line, *(comment.line for comment in first.before)]
        for number in range(len(first.before), 0, -1):
            below = ends[0] if number == len(first.before) else ends[number + 1]
            if below > 0 and not self.lines[below - 1].strip():
                return first.before[:number]
        return []

    # --- what stands in it: each gives lines without their end ---

    def entry(self, entry: Entry, hint: Any, indent: int) -> list[str]:
        key = scalar(entry.key.value) if entry.key else ""
        inside = shapes.below(hint, entry.key.value) if entry.key else shapes.item(hint)
        value, behind = entry.value, [comment.text for comment in entry.behind]
        above = [comment.text for comment in entry.before]
        if isinstance(value, Collection) and not value.entries:
            above += [comment.text for comment in value.tail]
        opening = f"{key}:" if entry.key else "-"
        first, more, keeps = self._value(value, inside, indent, opening, bool(behind))
        if behind and not keeps:
            above, behind = above + behind, []
        above, behind = above + behind[1:], behind[:1]
        pad = " " * indent
        if entry.key is None and not first and more:  # the item's first line stands by its dash
            lead = next(n for n, line in enumerate(more) if not line.lstrip().startswith("#"))
            above += [line.strip() for line in more[:lead]]
            first, more = more[lead].strip(" "), more[lead + 1 :]
        line = " ".join([part for part in (opening, first, *behind) if part])
        return [*(pad + comment for comment in above), pad + line, *more]

    def _value(
        self, value: Scalar | Collection, hint: Any, indent: int, opening: str, commented: bool
    ) -> tuple[str, list[str], bool]:
        """What stands on the entry's own line, the lines below, whether a comment may follow."""
        inner = indent + INDENT
        if isinstance(value, Scalar):
            if not value.value and not value.quoted:
                return "", [], opening != "-"
            block = _as_block(value.value)
            if block:
                lines = [" " * inner + line if line else "" for line in block[1:]]
                return block[0], lines, False
            return scalar(value.value, quoted=commented and value.quoted), [], value.quoted
        if not value.entries:
            return "[]" if value.is_list else "{}", [], True
        line = _on_one_line(value)
        if line and indent + len(opening) + 1 + len(line) <= WIDTH:
            return line, [], True
        entries = value.entries if value.is_list else _in_order(value, hint)
        lines = [line for entry in entries for line in self.entry(entry, hint, inner)]
        lines += [" " * inner + comment.text for comment in value.tail]
        return "", lines, opening != "-"


_NOTHING = "\0"
"""Stands, until the end, for a blank line that is not there."""


def _tidy(lines: list[str]) -> str:
    """One blank line where several came together; none at the beginning and the end."""
    out: list[str] = []
    for line in lines:
        if line != _NOTHING and (line or (out and out[-1])):
            out.append(line)
    return "\n".join(out).rstrip("\n") + "\n"


def _in_order(mapping: Collection, hint: Any) -> list[Entry]:
    """The entries in the model's order; those that it does not know behind the others."""
    part = None if isinstance(hint, shapes.Records) else shapes.mapping_type(hint)
    if part is None:
        return mapping.entries
    rank = {name: number for number, name in enumerate(fields(part))}
    return sorted(
        mapping.entries, key=lambda entry: rank.get(entry.key.value if entry.key else "", len(rank))
    )


def _on_one_line(value: Collection) -> str:
    """`[a, b]` for a list of single words without comments; empty for all else."""
    if not value.is_list or value.tail:
        return ""
    words = []
    for entry in value.entries:
        word = entry.value
        if not isinstance(word, Scalar) or entry.before or entry.behind:
            return ""
        if not _WORD.fullmatch(word.value):
            return ""
        words.append(scalar(word.value))
    return f"[{', '.join(words)}]"
