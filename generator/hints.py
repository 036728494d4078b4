"""What is wrong, and what to write, where a file is not YAML.

In: what PyYAML says, and the lines of the file. Out: a message and a hint in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SHOWN = 300
"""Characters of a value that a hint writes out."""

CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?= |\r?$)", re.MULTILINE)
"""A line with which git marks what it could not merge; no record has one at a line's beginning."""
CONFLICT_HINT = (
    "keep one of the two versions, or what is right of both, and take out the lines that begin "
    "with <<<<<<<, ======= and >>>>>>>"
)

_VALUE = re.compile(r"\s*(?:-\s+)?(?:[\w-]+:\s+)?(?P<value>\S.*\S)\s*$")
"""A line with a value on it."""
_FIELD = re.compile(r"\s*(?:-\s+)?[\w-]+:(?=\s|$)")
"""A line that begins with a field."""
_GLUED = re.compile(r"\s*(?P<field>[\w-]+)(?P<colon>:?)(?P<space>\s*)(?P<value>\S.*?)\s*$")
"""A line that should begin with a field."""


def syntax_words(reason: str, lines: Sequence[str], line: int, column: int) -> tuple[str, str]:
    """What is wrong, and what to mend.

    reason: PyYAML's words; line, column: where it stopped, from 1.
    """
    written = lines[line - 1] if line <= len(lines) else ""
    if "tab character" in reason or written[column - 1 : column] == "\t":
        return "a tab stands here", "YAML wants spaces: put two spaces in the place of the tab"
    if found := _value_words(reason, written, column):
        return found
    if "mapping values are not allowed" in reason:
        return _nested_words(lines, line)
    if "could not find expected ':'" in reason and (found := _colon_words(written)):
        return found
    if "cannot start any token" in reason:
        return (
            "a value begins with a character that YAML keeps for itself",
            "put the whole value into quotation marks",
        )
    if "while parsing a flow" in reason:
        return (
            "a bracket or a comma is missing in this line or before it",
            "a bracket is not closed; a value that begins with one needs quotes around all of it",
        )
    if "did not find expected" in reason or "expected <block end>" in reason:
        return _indent_words(lines, line) or (
            "this line does not go on from the lines above it",
            "look at the indent, the commas and the closing brackets of this line and the last",
        )
    if "quoted scalar" in reason:
        return (
            "a quotation mark is never closed",
            "close it where the value ends, or take it away",
        )
    return f"not YAML: {reason}", "compare the indent and the punctuation with the record above"


def _value_words(reason: str, line: str, column: int) -> tuple[str, str] | None:
    """The line's value in quotation marks, where it holds what YAML takes for its own."""
    found = _VALUE.match(line)
    if found is None or column <= found.start("value") + 1:
        return None
    value = found["value"]
    quote = "put the whole value into quotation marks"
    if len(value) <= SHOWN:
        quote += f": {_in_quotation_marks(value)}"
    if "mapping values are not allowed" in reason:
        return (
            'there is a second ": " in this line, which YAML takes for that of a field',
            f'compare the indent with the lines above; if ": " belongs to the value, {quote}',
        )
    if "did not find expected key" not in reason:
        return None
    taken = {
        "[": ("closing bracket", "YAML takes [ for the beginning of a list"),
        "{": ("closing brace", "YAML takes { for the beginning of a mapping"),
        '"': ("quotation mark", "YAML takes the second quotation mark for the end of the value"),
        "'": ("quotation mark", "YAML takes the second quotation mark for the end of the value"),
    }.get(value[0])
    return (f"words follow behind the {taken[0]}", f"{taken[1]}; {quote}") if taken else None


def _nested_words(lines: Sequence[str], line: int) -> tuple[str, str]:
    """A field stands further in than the one above it, which has a value already."""
    above = next((at for at in range(line - 1, 0, -1) if lines[at - 1].strip()), 0)
    indent = _indent(lines[line - 1]) if line <= len(lines) else 0
    has = _indent(lines[above - 1]) if above else indent
    if has < indent and _FIELD.match(lines[above - 1]):
        both = "if both are fields of one record"
        return (
            f"this line is indented further than line {above}, which has a value already",
            f"put {_spaces(has)} before this line, too, {both}"
            if has
            else f"put {_spaces(indent)} before line {above}, too, {both}",
        )
    return (
        'there is a ": " here, which YAML takes for that of a field',
        'compare the indent with the lines above; a value that contains ": " needs quotes',
    )


def _colon_words(line: str) -> tuple[str, str] | None:
    """The field and its value with the colon and the space that lack between them."""
    found = _GLUED.match(line)
    if found is None or (found["colon"] and found["space"]) or not found["colon"] + found["space"]:
        return None
    value = found["value"]
    written = f": {found['field']}: {value}" if len(value) <= SHOWN else ""
    if found["colon"]:
        return (
            f'no space stands behind "{found["field"]}:"',
            f"write a space behind the colon{written}",
        )
    return (
        f'no colon stands behind the first word of this line, "{found["field"]}"',
        f"write a colon and a space behind it{written}",
    )


def _indent_words(lines: Sequence[str], line: int) -> tuple[str, str] | None:
    """How far a line stands in, and how far it may, where the two differ."""
    if line > len(lines) or not _FIELD.match(lines[line - 1]):
        return None
    indent = _indent(lines[line - 1])
    open_levels: list[int] = []
    for above in reversed(lines[: line - 1]):
        if _FIELD.match(above) and (not open_levels or _indent(above) < open_levels[-1]):
            open_levels.append(_indent(above))
        if open_levels and open_levels[-1] == 0:
            break
    if not open_levels or indent in open_levels:
        return None
    nearest = sorted(open_levels, key=lambda level: (abs(level - indent), -level))[:2]
    may = " or ".join(_spaces(level) for level in sorted(nearest, reverse=True))
    return (
        f"{_spaces(indent)} before this line: no field above it is indented so far",
        f"put {may} before it, as before its neighbours above",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spaces(number: int) -> str:
    return "no space" if not number else "1 space" if number == 1 else f"{number} spaces"


def _in_quotation_marks(value: str) -> str:
    mark = "'" if '"' in value or "\\" in value else '"'
    return f"{mark}{value.replace(mark, 2 * mark)}{mark}"
