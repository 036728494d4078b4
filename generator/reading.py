"""One record: nodes → values of the types that the model's hints name.

In: a node. Out: a record or a part of one, or UNUSABLE with its problems noted.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator import model
from generator.dictionary import asked, form, holds_words, takes_unknown
from generator.document import (
    MAX_PROBLEMS,
    ListNode,
    MapNode,
    Node,
    Position,
    Text,
    describe,
    shorten,
    too_many_problems,
)
from generator.fields import fields
from generator.ids import id_hint, is_id
from generator.model import OneOf, Record
from generator.problem import Problem, nearest

UNUSABLE = object()
"""A value that could not be read; its problem has been noted."""


NO_VALUES = frozenset({"null", "n/a", "tbd", "todo"})
"""Words that stand where a value is missing; `unknown` alone says that it is not known."""


class TooManyError(Exception):
    """So much is wrong with a file that it is not read on."""

    def __init__(self, position: Position) -> None:
        super().__init__()
        self.problem = too_many_problems(position)


class Reader:
    """Nodes → values of the types that the model's hints name; one for each file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.noted = 0

    def problem(self, position: Position, code: str, message: str, hint: str = "") -> Any:
        """Note a problem; the value that it stands for is unusable."""
        self.noted += 1
        if self.noted > MAX_PROBLEMS:
            raise TooManyError(position)
        self.problems.append(position.problem(code, message, hint))
        return UNUSABLE

    def record(self, key: Text, node: Node, record_type: type[Record]) -> Record | None:
        """A record, or None where it cannot be used."""
        if isinstance(node, Text) and not node.strip():
            self.problem(
                key.position,
                "blank",
                f'"{key}" has no fields',
                "write its fields below it, or remove the line",
            )
            return None
        if not isinstance(node, MapNode):
            self.problem(
                node.position,
                "wrong-shape",
                f'"{key}" should be a mapping of fields, and is {describe(node)}',
                "write its fields below it, each on a line of its own, indented",
            )
            return None
        value = self.part(node, record_type, key.position, {"id": key})
        return None if value is UNUSABLE else typing.cast(Record, value)

    def part(
        self, node: MapNode, part_type: type, position: Position, given: Mapping[str, Any] = {}
    ) -> Any:
        """A record or a part of one; problems of all its fields are noted before it fails."""
        hints = fields(part_type)
        values: dict[str, Any] = dict(given)
        usable = True
        blank: Text | None = None  # the field right above, where it has no value
        for key, child in node.entries.items():
            if key not in hints or key in given:
                usable = False
                self._unknown(key, child, [name for name in hints if name not in given], blank)
                continue
            blank = key if isinstance(child, Text) and not child else None
            hint = hints[key]
            value = self.value(key, child, part_type, key)
            usable = usable and value is not UNUSABLE
            values[hint.attribute] = value
        for name, hint in hints.items():
            if hint.required and hint.attribute not in values:
                usable = False
                self.problem(
                    position,
                    "missing-field",
                    f'there is no "{name}" here',
                    f"add `{name}: {form(part_type, name)}`: {asked(part_type, name)}",
                )
        if not usable:
            return UNUSABLE
        if issubclass(part_type, model.Part):
            values["position"] = node.position
        return part_type(**values)

    def _unknown(self, key: Text, child: Node, known: list[str], above: Text | None) -> None:
        if above and above.position.column == key.position.column:
            hint = f"if it belongs to `{above}` above, put two more spaces before it"
        else:
            hint = nearest(key, known) or (
                "a comma inside { } begins a new field: put the value before it in quotation marks"
                if isinstance(child, Text) and not child
                else f"the fields here are {', '.join(known)}"
            )
        self.problem(key.position, "unknown-field", f'there is no field "{key}" here', hint)

    def value(self, key: Text, node: Node, part_type: type, name: str) -> Any:
        """The value of the field `name`, which stands behind `key`; a blank one is a problem."""
        field = fields(part_type)[name]
        if isinstance(node, Text) and not node.strip():
            return self.problem(
                key.position, "blank", f'"{key}" has no value', f"write {asked(part_type, name)}"
            )
        if isinstance(node, ListNode | MapNode) and not _entries(node):
            return self.problem(node.position, "blank", f'"{key}" is empty', "leave it out")
        if holds_words(part_type, name):
            for words in node.items if isinstance(node, ListNode) else (node,):
                wrong = _says_nothing(words, takes_unknown(part_type, name))
                if wrong:
                    hint = f"write {asked(part_type, name)}" if field.required else "leave it out"
                    return self.problem(words.position, "blank", f'"{key}" {wrong}', hint)
        return self.read(node, field.type)

    def read(self, node: Node, hint: Any) -> Any:
        """The value of a node as the type hint wants it."""
        origin = typing.get_origin(hint)
        if origin is tuple:
            item = typing.get_args(hint)[0]
            special = SPECIAL_LISTS.get(item)
            return special(self, node) if special else self.items(node, item)
        if hint is model.Dating:
            return self.dating(node)
        if hint is Text or origin is typing.Annotated:
            return self.text(node, hint)
        if not isinstance(node, MapNode):
            names = ", ".join(fields(hint))
            return self.problem(
                node.position,
                "wrong-shape",
                f"{describe(node)} stands where a mapping belongs",
                f"write {{…}} with the fields {names}",
            )
        return self.part(node, hint, node.position)

    def text(self, node: Node, hint: Any) -> Any:
        """A text, held to its vocabulary where it has one."""
        if not isinstance(node, Text):
            return self.problem(
                node.position,
                "wrong-shape",
                f"{describe(node)} stands where a text belongs",
                _as_text(node),
            )
        for rule in getattr(hint, "__metadata__", ()):
            if isinstance(rule, OneOf) and node not in rule.words:
                return self.problem(
                    node.position,
                    "unknown-choice",
                    f'"{node}" is not one of the words allowed',
                    nearest(node, rule.words) or f"write one of {', '.join(rule.words)}",
                )
        return node

    def items(self, node: Node, item: Any) -> Any:
        """A list; one item alone may stand without its list."""
        nodes = node.items if isinstance(node, ListNode) else (node,)
        values = [self.item(child, item) for child in nodes]
        return UNUSABLE if UNUSABLE in values else tuple(values)

    def item(self, node: Node, item: Any) -> Any:
        """One item of a list."""
        if isinstance(node, Text) and not node.strip():
            return self.problem(
                node.position,
                "blank",
                "there is an empty item in this list",
                "remove it, or fill it in",
            )
        return self.read(node, item)

    # --- values with a shape of their own ---

    def citation(self, node: Node) -> Any:
        """`{source: words}`, `{source: [words, {exact, prefix, suffix}]}`."""
        if not isinstance(node, MapNode):
            return self.problem(
                node.position,
                "wrong-shape",
                f"{describe(node)} stands where a citation belongs",
                "write {source: the exact words}",
            )
        quotes = [
            self.quote(source, child)
            for source, value in node.entries.items()
            for child in (value.items if isinstance(value, ListNode) and value.items else (value,))
        ]
        return UNUSABLE if UNUSABLE in quotes else tuple(quotes)

    def quote(self, source: Text, node: Node) -> Any:
        """One passage: its words alone, or {exact, prefix, suffix}."""
        if isinstance(node, MapNode):
            return self.part(node, model.Quote, node.position, {"source": source})
        if isinstance(node, Text) and not node.strip():
            return self.problem(
                source.position,
                "blank",
                f'"{source}" has no words',
                "write the source's exact words",
            )
        words = self.text(node, Text)
        if words is UNUSABLE:
            return UNUSABLE
        return model.Quote(position=words.position, source=source, exact=words)

    def dating(self, node: Node) -> Any:
        """`unknown`, `{edtf, text, why, prefer}`, or a list of these."""
        if isinstance(node, Text):
            if node != "unknown":
                written = f'{{edtf: "{node}", text: the source\'s words for it}}'
                if not node[:4].isdecimal():
                    written = f"{{edtf: the date as 2021-05-03, text: {shorten(node)}}}"
                return self.problem(
                    node.position,
                    "wrong-shape",
                    f'"{node}" stands where a date belongs',
                    f"write {written}, or unknown",
                )
            return model.Dating(
                position=node.position, readings=(model.Reading(position=node.position, edtf=node),)
            )
        readings = self.items(node, model.Reading)
        if readings is UNUSABLE:
            return UNUSABLE
        return model.Dating(position=node.position, readings=readings)

    def answers(self, node: Node) -> Any:
        """`{issue: option}`."""
        return self.pairs(node, "{question: option}", model.Answer)

    def options(self, node: Node) -> Any:
        """`{id: sentence}`."""
        options = self.pairs(node, "{id: a neutral sentence}", model.Option)
        for option in () if options is UNUSABLE else options:
            if not is_id(option.id):
                message, hint = f'"{option.id}" is not an id', id_hint(option.id)
                options = self.problem(option.id.position, "bad-id", message, hint)
        return options

    def allowed(self, node: Node) -> Any:
        """`{word: reason}`."""
        return self.pairs(node, "{word: why it is right here}", model.Allowed)

    def pairs(self, node: Node, written: str, part_type: type) -> Any:
        """A mapping of texts, each key and value made into a part of two fields."""
        first, second = fields(part_type)
        parts = []
        for key, child in self.entries(node, written):
            value = self.value(key, child, part_type, second)
            given: dict[str, Any] = {first: key, second: value}
            parts.append(
                UNUSABLE if value is UNUSABLE else part_type(position=key.position, **given)
            )
        return UNUSABLE if UNUSABLE in parts or not parts else tuple(parts)

    def avoided(self, node: Node) -> Any:
        """`{word: {use, why}}`."""
        written = "{word: {use: …, why: …}}"
        words = [
            self.part(child, model.Avoided, child.position, {"word": key})
            if isinstance(child, MapNode)
            else self.problem(
                key.position, "wrong-shape", f'"{key}" needs `use` and `why`', f"write {written}"
            )
            for key, child in self.entries(node, written)
        ]
        return UNUSABLE if UNUSABLE in words or not words else tuple(words)

    def entries(self, node: Node, written: str) -> Iterable[tuple[Text, Node]]:
        """The keys and values of a mapping; none where there is something else, which is noted."""
        if isinstance(node, MapNode):
            return node.entries.items()
        wrong = f"{describe(node)} stands where a mapping belongs"
        self.problem(node.position, "wrong-shape", wrong, f"write {written}")
        return ()


SPECIAL_LISTS: Mapping[Any, Callable[[Reader, Node], Any]] = types.MappingProxyType(
    {
        model.Quote: Reader.citation,
        model.Answer: Reader.answers,
        model.Option: Reader.options,
        model.Allowed: Reader.allowed,
        model.Avoided: Reader.avoided,
    }
)
"""Lists that editors write as mappings."""


def _as_text(node: ListNode | MapNode) -> str:
    """What to write where a text belongs: the one item of a list, or the value in marks."""
    marks = "put the value in quotation marks: brackets, braces and ': ' are YAML's own"
    if isinstance(node, ListNode) and len(node.items) == 1 and isinstance(node.items[0], Text):
        item = shorten(node.items[0])
        return f"one value belongs here: {item}; if the brackets are its own, {marks}"
    return marks


def _entries(node: ListNode | MapNode) -> int:
    return len(node.items if isinstance(node, ListNode) else node.entries)


def _says_nothing(node: Node, may_be_unknown: bool) -> str:
    """What is wrong with a text that says nothing: no word, or one that stands for no value."""
    if not isinstance(node, Text):
        return ""
    if node.strip(" .?").casefold() == "unknown":
        if may_be_unknown:
            return "" if node == "unknown" else f'is "{node}": what is not known is `unknown`'
        return "cannot be unknown"
    is_word = any(char.isalnum() for char in node) and node.casefold() not in NO_VALUES
    return "" if is_word else f'says nothing: "{node}"'
