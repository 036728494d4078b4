"""JSON Schema for editors: judged by an independent validator, on the real data and the bad cases.

The YAML is read as the editors' programs read it, by the core schema of YAML 1.2, and not as the
generator does.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import SMALL, Factsheet, contents, edit
from test_cases import BASE, EVERY, Case, laid_over

from generator import model, output
from generator.editing.canonical import formatted
from generator.editing.schema import schemas
from generator.load import kind_of_file, load

ROOT = Path(__file__).parent.parent


class Core(yaml.SafeLoader):
    """The core schema (YAML 1.2.2, section 10.3.2)."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
]:
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), list(first)
    )


def found(files: dict[str, bytes]) -> list[str]:
    """What the schemas made from these files say of these files; those that are no YAML too."""
    made = dict(schemas(load(files).records))
    told = []
    for name, content in files.items():
        kind = kind_of_file(name)
        if kind is None:
            continue
        plural = model.KINDS[kind][0] if kind in model.KINDS else kind
        try:
            value = yaml.load(content, Loader=Core)  # noqa: S506 - a SafeLoader
        except (yaml.YAMLError, ValueError):
            told.append(f"{name}: not YAML")
            continue
        validator = jsonschema.Draft202012Validator(made[plural])
        told += [
            f"{name}: {error.json_path}: {error.message}"
            for error in validator.iter_errors(as_json(value))
        ]
    return told


def as_json(value: Any) -> Any:
    """The same with keys that are text, as JSON has them."""
    if isinstance(value, dict):
        return {str(key): as_json(child) for key, child in value.items()}
    return [as_json(child) for child in value] if isinstance(value, list) else value


def data(project: Path) -> dict[str, bytes]:
    return {f"data/{name}": content for name, content in contents(project / "data").items()}


@pytest.mark.parametrize("project", [ROOT, SMALL, BASE], ids=["real", "small", "cases"])
def test_every_file_of_data_is_valid(project: Path) -> None:
    files = data(project)
    files = laid_over({})[0] if project == BASE else files
    assert len(files) > 5
    assert not found(files)


def test_the_schemas_are_schemas() -> None:
    records = load(data(ROOT)).records
    made = dict(schemas(records))
    assert set(made) == {plural for plural, _ in model.KINDS.values()} | {"retired", "dossier"}
    for schema in made.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    assert dict(schemas(records)) == made


def test_every_field_says_what_it_means() -> None:
    made = dict(schemas(load(data(SMALL)).records))
    without = {
        f"{plural}: {definition}.{name}"
        for plural, schema in made.items()
        for definition, part in schema["$defs"].items()
        for name, one in part.get("properties", {}).items()
        if definition[0].isupper() and not one.get("description")
    }
    # The other three edges of the map are described with the first.
    assert {field.partition(" ")[2] for field in without} <= {
        f"MapBox.{edge}" for edge in ("south", "east", "north")
    }


def test_known_ids_are_choices_with_what_they_are_called() -> None:
    made = dict(schemas(load(data(SMALL)).records))
    speakers = made["statements"]["$defs"]["id-of-actor-or-source"]
    shown = dict(zip(speakers["enum"], speakers["enumDescriptions"], strict=True))
    assert shown["ada-brook"] == "Ada Brook (actor)"
    assert "courier" in shown
    assert "footbridge" not in shown
    answers = made["statements"]["$defs"]["answers"]["properties"]["bridge-safe"]
    assert set(answers["enum"]) == {
        str(option.id)
        for issue in load(data(SMALL)).records.values()
        if isinstance(issue, model.Issue)
        for option in issue.options
    }


# --- the table of cases ---

REJECTED = {
    *("yaml-syntax", "bad-id", "unknown-field", "missing-field", "blank", "wrong-shape"),
    *("unknown-choice", "unknown-id", "wrong-kind", "unknown-option", "too-few-options"),
}
"""Codes of what a schema can see: what stands in one file, and which ids there are."""

NOT_REJECTED = {
    # One thing or another.
    "a source without a title of any kind": "one field is needed where another is `unknown`",
    "a retired id that does not say what it was": "one of two fields is needed",
    "no dossier file": "a schema judges files that are there",
    # Shapes of texts.
    "a fingerprint that is none": "the model has no pattern for it",
    "degrees beyond the pole, and degrees in words": "the model has no bounds for it",
    "a map without width": "two numbers are compared",
    "texts that say nothing": "the model has no pattern for words",
}
"""Cases of these codes that a schema cannot reject, each with the reason."""


@cache
def rejected() -> dict[str, bool]:
    """Of each case, whether a schema rejects it."""
    return {case.title: bool(found(laid_over(case.files)[0])) for case in EVERY}


SEEN = [case for case in EVERY if {line.split()[-1] for line in case.expected} & REJECTED]


@pytest.mark.parametrize("case", SEEN, ids=lambda case: case.title)
def test_bad_yaml_is_rejected(case: Case) -> None:
    assert rejected()[case.title] is (case.title not in NOT_REJECTED)


@pytest.mark.parametrize("case", [c for c in EVERY if not c.expected], ids=lambda c: c.title)
def test_good_yaml_is_not_rejected(case: Case) -> None:
    """An id that YAML would take for a number needs the quotation marks that `fmt` gives it."""
    files = laid_over(case.files)[0]
    assert not found({n: formatted(content, n).content or b"" for n, content in files.items()})


def test_what_schemas_cannot_see_is_listed() -> None:
    codes: dict[str, list[bool]] = {}
    for case in EVERY:
        for code in {line.split()[-1] for line in case.expected} - {"nothing"}:
            codes.setdefault(code, []).append(rejected()[case.title])
    unseen = sorted(code for code, seen in codes.items() if not any(seen))
    print(f"\n{sum(map(any, codes.values()))} of {len(codes)} codes have a case that the schemas")
    print(f"reject; these are left to the check: {', '.join(unseen)}")
    assert set(unseen).isdisjoint(REJECTED)


# --- the command, and the editors' settings ---


def test_the_command_writes_them(small: Path, factsheet: Factsheet, tmp_path: Path) -> None:
    result = factsheet("schema", small, "--out", str(tmp_path / "out"))
    assert result.exit_code == 0
    made = {path.stem: json.loads(path.read_text("utf-8")) for path in (tmp_path / "out").iterdir()}
    assert made == dict(schemas(load(data(small)).records))


def test_a_file_that_cannot_be_read_leaves_the_last_schemas(
    small: Path, factsheet: Factsheet
) -> None:
    factsheet("schema", small)
    before = contents(small / output.SCHEMAS)
    edit(small / "data/actors.yml", "kind: person", "kind: [")
    result = factsheet("schema", small)
    assert result.exit_code == 1
    assert "yaml-syntax" in result.stderr
    assert contents(small / output.SCHEMAS) == before


def test_the_check_keeps_them_where_the_settings_name_them(
    small: Path, factsheet: Factsheet
) -> None:
    factsheet("check", small)
    assert not (small / output.SCHEMAS).exists()
    (small / ".vscode").mkdir()
    (small / ".vscode/settings.json").write_bytes((ROOT / ".vscode/settings.json").read_bytes())
    factsheet("check", small)
    edit(small / "data/actors.yml", "ada-brook:", "ada-rivers:")
    factsheet("check", small)  # finds the dangling references, and offers the new id
    schema = json.loads((small / output.SCHEMAS / "statements.json").read_text("utf-8"))
    assert "ada-rivers" in schema["$defs"]["id-of-actor-or-source"]["enum"]


def test_the_check_keeps_them_where_a_line_of_data_names_them(
    small: Path, factsheet: Factsheet
) -> None:
    path = small / "data/actors.yml"
    line = f"# yaml-language-server: $schema=../{output.SCHEMAS}/actors.json\n"
    path.write_text(line + path.read_text("utf-8"), encoding="utf-8")
    assert factsheet("check", small).exit_code == 0
    assert (small / output.SCHEMAS / "actors.json").is_file()


@pytest.mark.parametrize("folder", [ROOT / "data", ROOT / "generator/starter/data"], ids=str)
def test_every_file_of_data_names_its_schema(folder: Path) -> None:
    for path in folder.rglob("*.yml"):
        first = path.read_text("utf-8").splitlines()[0]
        name = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert name is not None, path
        schema = (path.parent / name[1]).resolve().relative_to(folder.parent)
        plural = path.relative_to(folder).parts[0].removesuffix(".yml")
        assert schema.as_posix() == f"{output.SCHEMAS}/{plural}.json"


def test_the_settings_name_every_file() -> None:
    lines = (ROOT / ".vscode/settings.json").read_text("utf-8").splitlines()
    settings = json.loads("\n".join(line for line in lines if not line.startswith("//")))
    named = settings["yaml.schemas"]
    assert set(named) == {f"./{output.SCHEMAS}/{plural}.json" for plural, _ in PLURALS}
    for plural, in_folder in PLURALS:
        wanted = [f"/data/{plural}.yml"] + [f"/data/{plural}/**/*.yml"] * in_folder
        assert named[f"./{output.SCHEMAS}/{plural}.json"] == wanted


PLURALS = [(plural, True) for plural, _ in model.KINDS.values()] + [
    ("retired", False),
    ("dossier", False),
]
