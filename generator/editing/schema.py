"""JSON Schema (draft 2020-12) for the files of data/: what editors' programs complete and check.

In: the records that are known. Out: a schema for each kind of file, made from the model, with the
known ids as choices. It is a help while typing and no gate: what it cannot say, the check says.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator, Mapping
from typing import Any

from generator import model
from generator.dictionary import field_meaning, takes_unknown
from generator.document import Text
from generator.fields import fields
from generator.ids import MAX_ID
from generator.model import OneOf, Record, Ref, kind_of

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

# YAML takes some texts for numbers or truths; the generator reads every value as text.
_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_KNOWN: Schema = {"not": {"const": "unknown"}}
ID = rf"^(?=.{{1,{MAX_ID}}}$)[a-z0-9]+(-[a-z0-9]+)*$"
_SHOWN = 80
"""Characters of a record's name, beside its id, and of an example."""
_EXAMPLES = 3


def schemas(records: Mapping[str, Record]) -> Iterator[tuple[str, Schema]]:
    """For each kind of file its name ("actors", "dossier") and its schema."""
    maker = _Maker(records)
    files: list[tuple[str, type]] = [*model.KINDS.values(), ("retired", model.Retired)]
    for plural, record_type in files:
        whole = {
            "description": _meaning(record_type),
            "type": ["object", "null"],
            "patternProperties": {ID: maker.at(record_type)},
            "additionalProperties": False,
        }
        yield plural, maker.document(plural, whole)
    yield "dossier", maker.document("dossier", maker.at(model.Frame))


def _meaning(some: type) -> str:
    return (inspect.getdoc(some) or "").replace("\n", " ")


class _Maker:
    """Types of the model → schemas, which refer to each other in `$defs`."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self.records = records
        self.definitions: dict[str, Schema] = {}

    def document(self, name: str, whole: Schema) -> Schema:
        """A whole schema with those definitions that it needs."""
        needed: dict[str, Schema] = {}
        waiting = list(_named(whole))
        while waiting:
            one = waiting.pop()
            if one not in needed:
                needed[one] = self.definitions[one]
                waiting += _named(self.definitions[one])
        return {
            "$schema": DRAFT,
            "title": f"data/{name}.yml",
            **whole,
            "$defs": {one: needed[one] for one in sorted(needed)},
        }

    def named(self, name: str, make: Any) -> Schema:
        """A reference to a definition, which is made when it is first asked for."""
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def at(self, hint: Any) -> Schema:
        """The schema of what may stand where the model has this type."""
        if typing.get_origin(hint) is tuple:
            item = typing.get_args(hint)[0]
            special = _SPECIAL.get(item)
            return special(self) if special else _one_or_more(self.at(item))
        if hint is model.Dating:
            reading = self.at(model.Reading)
            return {"anyOf": [{"const": "unknown"}, reading, _list(reading)]}
        if isinstance(hint, type) and issubclass(hint, model.Part | Record):
            return self.named(hint.__name__, lambda: self.part(hint))
        for rule in getattr(hint, "__metadata__", ()):
            if isinstance(rule, OneOf):
                return _choices(rule.words)
            if isinstance(rule, Ref):
                return self.ids(rule)
        return dict(_TEXT)

    def part(self, part_type: type, given: str = "") -> Schema:
        """A record or a part of one. given: the field that the key stands for."""
        given = given or ("id" if issubclass(part_type, Record) else "")
        known = {name: one for name, one in fields(part_type).items() if name != given}
        properties = {}
        for name, one in known.items():
            inner = dict(self.at(one.type))
            meaning = field_meaning(part_type, one.attribute)
            if meaning:
                inner["description"] = meaning
            if not takes_unknown(part_type, name):
                inner |= _KNOWN
            examples = self.examples(part_type, one.attribute) if one.type is Text else []
            if examples:
                inner["examples"] = examples
            properties[name] = inner
        return {
            "description": _meaning(part_type),
            "type": "object",
            "properties": properties,
            "required": [name for name, one in known.items() if one.required],
            "additionalProperties": False,
            "minProperties": 1,
        }

    def examples(self, part_type: type, attribute: str) -> list[str]:
        """What stands in the dossier's own records: the best examples are its own."""
        found: dict[str, None] = {}
        for record in self.records.values():
            value = getattr(record, attribute, None) if isinstance(record, part_type) else None
            if value and len(value) <= _SHOWN:
                found[str(value)] = None
                if len(found) == _EXAMPLES:
                    break
        return list(found)

    def ids(self, rule: Ref) -> Schema:
        """The id of a record of one of these kinds."""
        kinds = rule.kinds or tuple(model.KINDS)
        name = "id-of-" + ("-or-".join(rule.kinds) if rule.kinds else "any-record")
        return self.named(
            name,
            lambda: _choices(
                {str(r.id): _label(r) for r in self.records.values() if kind_of(r) in kinds}
            ),
        )

    def of_kind(self, record_type: type[Any]) -> Iterator[Any]:
        return (record for record in self.records.values() if isinstance(record, record_type))

    # --- lists that are written as mappings ---

    def citation(self) -> Schema:
        return self.named("cite", self._citation)

    def _citation(self) -> Schema:
        words = {"anyOf": [dict(_TEXT), self.named("Quote", self._quote)]}
        one = self.named("passages", lambda: {"anyOf": [*words["anyOf"], _list(words)]})
        known = {
            str(source.id): {**one, "description": f"{_label(source)}: its words, verbatim."}
            for source in self.of_kind(model.Source)
        }
        return _keys(known)

    def _quote(self) -> Schema:
        return self.part(model.Quote, "source")

    def answers(self) -> Schema:
        def make() -> Schema:
            return _keys(
                {
                    str(issue.id): {
                        **_choices({str(o.id): str(o.label) for o in issue.options}),
                        "description": str(issue.question),
                    }
                    for issue in self.of_kind(model.Issue)
                }
            )

        return self.named("answers", make)

    def options(self) -> Schema:
        return {
            "type": "object",
            "minProperties": 2,
            "patternProperties": {ID: _TEXT | _KNOWN},
            "additionalProperties": False,
        }

    def words(self) -> Schema:
        return {"type": "object", "minProperties": 1, "additionalProperties": _TEXT | _KNOWN}

    def avoided(self) -> Schema:
        one = self.named("Avoided", lambda: self.part(model.Avoided, "word"))
        return {"type": "object", "minProperties": 1, "additionalProperties": one}


_SPECIAL: Mapping[Any, Any] = {
    model.Quote: _Maker.citation,
    model.Answer: _Maker.answers,
    model.Option: _Maker.options,
    model.Allowed: _Maker.words,
    model.Avoided: _Maker.avoided,
}


def _keys(known: Mapping[str, Schema]) -> Schema:
    """A mapping whose keys are known ids."""
    return {
        "type": "object",
        "properties": dict(known),
        "additionalProperties": False,
        "minProperties": 1,
    }


def _choices(words: Mapping[str, str]) -> Schema:
    """One of these words; the programs of editors show what each means."""
    return {"enum": list(words), "enumDescriptions": list(words.values())}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def _one_or_more(item: Schema) -> Schema:
    return {"anyOf": [item, _list(item)]}


def _label(record: Record) -> str:
    """What a record is called, short, with its kind."""
    for attribute in ("name", "says", "what", "question", "title", "note"):
        words = getattr(record, attribute, None)
        if attribute == "title" and words == "unknown":
            words = getattr(record, "supplied_title", None)
        if words:
            line = " ".join(str(words).split())
            short = line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
            return f"{short} ({kind_of(record)})"
    return kind_of(record)


def _named(schema: Any) -> Iterator[str]:
    """The names of the definitions that a schema refers to."""
    if isinstance(schema, dict):
        reference = schema.get("$ref")
        if isinstance(reference, str):
            yield reference.removeprefix("#/$defs/")
        for inner in schema.values():
            yield from _named(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _named(inner)
