"""`factsheet new`: a template that keeps what stands there and shows what is to fill in."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from conftest import Factsheet, snapshot

from generator import model
from generator.dictionary import field_meaning
from generator.editing import skeleton
from generator.editing.canonical import formatted
from generator.fields import fields
from generator.load import load

KINDS = list(model.KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_in_the_models_order_with_its_meaning(kind: str) -> None:
    text = skeleton.template(kind, "a-record", ["courier"])
    lines = [line.removeprefix("  ").removeprefix("# ") for line in text.splitlines()]
    some: type = model.KINDS[kind][1]
    places = [
        next(n for n, line in enumerate(lines) if line.startswith(f"{name}:"))
        for name in fields(some)
        if name != "id"
    ]
    assert places == sorted(places)
    for name, one in fields(some).items():
        if name != "id":
            above = lines[lines.index(f"{name}:") - 1]
            assert above.startswith(field_meaning(some, one.attribute))


@pytest.mark.parametrize("kind", KINDS)
def test_the_check_points_at_each_required_field(
    kind: str, small: Path, factsheet: Factsheet
) -> None:
    assert factsheet("new", small, kind, "a-record").exit_code == 0
    name = f"data/{model.KINDS[kind][0]}.yml"
    content = (small / name).read_bytes()
    told = [p for p in load({name: content}).problems if p.file == name]
    assert {problem.code for problem in told} == {"blank"}
    lines = content.decode("utf-8").splitlines()
    begins = lines.index("a-record:")
    assert all(problem.line > begins for problem in told)
    some: type = model.KINDS[kind][1]
    required = {field for field, one in fields(some).items() if one.required} - {"id"}
    heads: set[str] = set()
    for problem in told:
        here = problem.line - 1
        while lines[here].startswith(("   ", "  #")):
            here -= 1
        heads.add(lines[here].strip().rstrip(":"))
    assert heads == required
    checked = factsheet("check", small)
    assert checked.exit_code == 1
    assert all(f"{p.file}:{p.line}:{p.column}: blank" in checked.stdout for p in told)


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_is_in_the_one_form(kind: str) -> None:
    text = skeleton.template(kind, "a-record", ["courier"]).encode("utf-8")
    assert formatted(text, f"data/{model.KINDS[kind][0]}.yml").content == text


@pytest.mark.parametrize("kind", KINDS)
def test_with_every_comment_taken_up_it_is_a_record_of_its_kind(kind: str) -> None:
    lines = skeleton.template(kind, "a-record", ["courier"]).splitlines()
    field = re.compile(r"  # ( *(- )?[a-z_-]+:)")
    taken_up = [f"  {m[1]}" if (m := field.fullmatch(line)) else line for line in lines]
    assert taken_up != lines
    name = f"data/{model.KINDS[kind][0]}.yml"
    told = [p for p in load({name: "\n".join(taken_up).encode()}).problems if p.file == name]
    assert {problem.code for problem in told} <= {"blank", "missing-field"}
    assert not [p for p in told if "unknown" in p.code]


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n", b"\r\n"])
def test_every_byte_that_stands_there_is_kept(
    small: Path, factsheet: Factsheet, end: bytes
) -> None:
    path = small / "data/places.yml"
    before = path.read_bytes().rstrip() + b"\n# the last line" + end
    if end == b"\r\n":
        before = before.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    path.write_bytes(before)
    others = {name: found for name, found in snapshot(small).items() if "places" not in name}
    result = factsheet("new", small, "place", "a-mill")
    assert result.exit_code == 0
    after = path.read_bytes()
    assert after.startswith(before)
    assert b"\n\na-mill:" in after.replace(b"\r", b"")
    assert b"\n\n\n" not in after.replace(b"\r", b"")
    line = after.replace(b"\r", b"").split(b"\n").index(b"a-mill:") + 1
    assert result.stdout.startswith(f"data/places.yml:{line}: place a-mill")
    now = {name: found for name, found in snapshot(small).items() if "places" not in name}
    assert now == others


def test_a_value_that_keeps_its_last_lines_is_kept(small: Path, factsheet: Factsheet) -> None:
    path = small / "data/places.yml"
    path.write_bytes(path.read_bytes().rstrip() + b"\n  note: |+\n    It is told.\n")
    before = load({"data/places.yml": path.read_bytes()}).records
    assert factsheet("new", small, "place", "mill").exit_code == 0
    after = load({"data/places.yml": path.read_bytes()}).records
    notes = [[getattr(one, "note", None) for one in read.values()] for read in (before, after)]
    assert notes[0] == notes[1]
    assert "It is told.\n" in notes[0]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("A-Mill", 'write "a-mill"'),
        ("ada-brook", "taken: it stands in data/actors.yml, line"),
        ("old-mill", "retired: it stands in data/retired.yml, line 1"),
        ("index", "cannot be an id"),
    ],
)
def test_a_bad_or_taken_id_is_refused(
    small: Path, factsheet: Factsheet, given: str, told: str
) -> None:
    (small / "data/retired.yml").write_text(
        "old-mill: {kind: place, why: It was none.}\n", encoding="utf-8"
    )
    before = snapshot(small)
    result = factsheet("new", small, "place", given)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert snapshot(small) == before


def test_another_file_of_its_kind(small: Path, factsheet: Factsheet) -> None:
    assert (
        factsheet("new", small, "place", "mill", "--file", "data/places/mills.yml").exit_code == 0
    )
    made = (small / "data/places/mills.yml").read_text("utf-8")
    schema = "../../.cache/schema/places.json"
    assert made.startswith(f"# yaml-language-server: $schema={schema}\n\nmill:\n")
    for wrong in ("data/actors.yml", "seeds/x.yml", "../x.yml", "data/places/x.txt"):
        assert factsheet("new", small, "place", "barn", "--file", wrong).exit_code == 2


def test_print_writes_nothing(small: Path, factsheet: Factsheet) -> None:
    before = snapshot(small)
    result = factsheet("new", small, "issue", "is-it-open", "--print")
    assert result.stdout == skeleton.template("issue", "is-it-open", ["courier"])
    assert snapshot(small) == before


def test_a_file_that_is_not_yaml_is_left_alone(small: Path, factsheet: Factsheet) -> None:
    path = small / "data/places.yml"
    path.write_bytes(path.read_bytes() + b"x: [\n")
    before = snapshot(small)
    assert factsheet("new", small, "place", "mill").exit_code == 2
    assert snapshot(small) == before


def test_the_one_new_text_is_filled_in(small: Path, factsheet: Factsheet) -> None:
    (small / "seeds/new.txt").write_bytes(b"The mill is for sale.\n")
    text = factsheet("new", small, "source", "gazette", "--print").stdout
    digest = hashlib.sha256(b"The mill is for sale.\n").hexdigest()
    assert "  file: new.txt\n" in text
    assert digest in text


def test_a_source_stands_in_it_only_where_there_is_no_choice() -> None:
    assert "\n    courier:\n" in skeleton.template("event", "x", ["courier"])
    several = skeleton.template("event", "x", ["courier", "gazette"])
    assert "\n    id-of-a-source:\n" in several
    assert "courier" not in several


def test_the_formatter_takes_the_comments_out_once_the_record_is_filled_in(
    small: Path, factsheet: Factsheet
) -> None:
    path = small / "data/places.yml"
    path.write_bytes(path.read_bytes() + b"\n# Mills\n")
    assert factsheet("new", small, "place", "mill").exit_code == 0
    begun = path.read_bytes()
    assert factsheet("fmt", small).exit_code == 0
    assert path.read_bytes() == begun
    text = begun.decode("utf-8")
    text = text.replace("  name:\n", "  name: Netherby\n  # Is it one?\n")
    text = text.replace("  kind:\n", "  kind: settlement\n")
    text = text.replace("    courier:\n", "    courier: the mayor of Netherby\n")
    text = text.replace("  # within:\n", "  within: overmill\n")
    path.write_text(text, encoding="utf-8")
    assert factsheet("fmt", small, "--check").exit_code == 1
    assert factsheet("fmt", small).exit_code == 0
    made = path.read_text(encoding="utf-8")
    assert made.endswith(
        "\n# Mills\n\nmill:\n  name: Netherby\n  # Is it one?\n  kind: settlement\n  cite:\n"
        "    courier: the mayor of Netherby\n  within: overmill\n"
    )
    assert factsheet("fmt", small, "--check").exit_code == 0


def test_comments_like_those_of_a_template_stay_in_other_records(
    small: Path, factsheet: Factsheet
) -> None:
    path = small / "data/places.yml"
    meaning = "  # The name that this site uses.\n"
    own = path.read_text("utf-8").replace("  name:", f"{meaning}  name:", 1)
    path.write_text(own, encoding="utf-8")
    assert factsheet("fmt", small).exit_code == 0
    assert path.read_text("utf-8").count(meaning) == 1


def test_lines_like_those_of_a_template_stay(small: Path, factsheet: Factsheet) -> None:
    path = small / "data/places.yml"
    assert factsheet("new", small, "place", "mill").exit_code == 0
    text = path.read_text(encoding="utf-8")
    text = text.replace("  kind:\n", "  # note:\n  # It is a mill.\n  kind: settlement\n")
    text = text.replace("  name:\n", '  name: "Netherby\n  # note:\n  Mill"\n')
    text = text.replace("    courier:\n", "    courier: the mayor of Netherby\n")
    text = text.replace("  # position:\n", "  position:\n")
    text = text.replace("  #   latitude:\n", '    latitude: "51.5"\n')
    text = text.replace("  #   longitude:\n", '    longitude: "0.5"\n')
    text = text.replace("  #   source:\n", "    source: A map\n")
    path.write_text(text, encoding="utf-8")
    before = load({"data/places.yml": path.read_bytes()}).records["mill"]
    assert isinstance(before, model.Place)
    assert before.name == "Netherby # note: Mill"
    assert factsheet("fmt", small).exit_code == 0
    made = path.read_bytes()
    after = load({"data/places.yml": made}).records["mill"]
    assert isinstance(after, model.Place)
    assert after.name == before.name
    lines = made.decode("utf-8").partition("\nmill:\n")[2]
    assert re.findall("# .*", lines) == ['# note: Mill"', "# note:", "# It is a mill."]


@pytest.mark.parametrize("kind", KINDS)
def test_every_comment_of_a_template_is_known_again(kind: str) -> None:
    text = skeleton.template(kind, "x", ["courier"])
    lines = [line for line in text.splitlines() if line.startswith("  #")]
    assert set(lines) <= set(skeleton.template(kind, "y", ["a", "b"]).splitlines())
