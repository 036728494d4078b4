"""What to write where a file is not YAML.

In: what PyYAML says, and the line where it stopped. Out: a hint.
"""

from __future__ import annotations

import re

SHOWN = 300
"""Characters of a value that a hint writes out."""

_VALUE = re.compile(r"\s*(?:-\s+)?(?:[\w-]+:\s+)?(?P<value>\S.*\S)\s*$")
"""A line with a value on it."""


def syntax_hint(reason: str, line: str, column: int) -> str:
    """What to mend. reason: PyYAML's words; column: where it stopped in the line, from 1."""
    if "tab character" in reason:
        return "a tab stands where YAML wants spaces: put two spaces in its place"
    if hint := _value_hint(reason, line, column):
        return hint
    if "mapping values are not allowed" in reason:
        return 'compare the indent with the lines above; a value that contains ": " needs quotes'
    if "cannot start any token" in reason:
        return "a value cannot begin with this character, nor a line with a tab: use quotes, spaces"
    if "while parsing a flow" in reason:
        return "a bracket is not closed; a value that begins with one needs quotes around all of it"
    if "did not find expected" in reason or "expected <block end>" in reason:
        return "look at the indent, the commas and the closing brackets of this line and the last"
    if "quoted scalar" in reason:
        return "a quotation mark is never closed"
    return "compare the indent and the punctuation with the record above"


def _value_hint(reason: str, line: str, column: int) -> str:
    """The line's value in quotation marks, where it holds what YAML takes for its own."""
    found = _VALUE.match(line)
    if found is None or column <= found.start("value") + 1:
        return ""
    value = found["value"]
    quote = "put the whole value into quotation marks"
    if len(value) <= SHOWN:
        quote += f": {_in_quotation_marks(value)}"
    if "mapping values are not allowed" in reason:
        return f'compare the indent with the lines above; if ": " belongs to the value, {quote}'
    if "did not find expected key" not in reason:
        return ""
    why = {
        "[": "YAML takes [ for the beginning of a list",
        "{": "YAML takes { for the beginning of a mapping",
        '"': "YAML takes the second quotation mark for the end of the value",
        "'": "YAML takes the second quotation mark for the end of the value",
    }.get(value[0])
    return f"{why}; {quote}" if why else ""


def _in_quotation_marks(value: str) -> str:
    mark = "'" if '"' in value or "\\" in value else '"'
    return f"{mark}{value.replace(mark, 2 * mark)}{mark}"
