"""`factsheet fmt`: one form, and no value and no comment is lost on the way to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SMALL, Factsheet, edit, snapshot
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cases import BASE, EVERY, laid_over

from generator import model
from generator.document import parse
from generator.editing import canonical, layout, shapes
from generator.editing.canonical import formatted, scalar, values
from generator.fields import fields

ROOT = Path(__file__).parent.parent


def form(text: str, name: str = "data/actors.yml") -> str:
    made = formatted(text.encode("utf-8"), name)
    assert made.content is not None, made.problems
    return made.content.decode("utf-8")


# --- examples ---


UNTIDY = """\
# The actors.

ada-brook: {kind: person, name: 'Ada Brook', cite: {courier: "the mayor: Ada Brook"}} # behind
# Above a record
overmill-council:
    # above a field
    name:   "Overmill Council"

    names:
    - {by: courier, name: the village
         council}
    acts_for:
      - ada-brook
      - "netherby" # behind an item
      # at the end of a list
    # above an unknown field
    unheard: of
    kind: "organisation" # behind a value
  # at the end
"""
TIDY = """\
# The actors.

ada-brook: # behind
  name: Ada Brook
  kind: person
  cite:
    courier: "the mayor: Ada Brook"

# Above a record
overmill-council:
  # above a field
  name: Overmill Council
  kind: "organisation" # behind a value
  acts_for:
    - ada-brook
    - "netherby" # behind an item
    # at the end of a list
  names:
    - name: the village council
      by: courier
  # above an unknown field
  unheard: of
  # at the end
"""


def test_the_form() -> None:
    assert form(UNTIDY) == TIDY


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain words", "plain words"),
        ("it’s “quoted”, (so) - far; 5 %", "it’s “quoted”, (so) - far; 5 %"),
        ("no", '"no"'),
        ("2023-04-28", '"2023-04-28"'),
        ("2020-11-09~", '"2020-11-09~"'),
        ("12:30", '"12:30"'),
        ("0x1F", '"0x1F"'),
        ("39.64", '"39.64"'),
        ("1,200 residents", "1,200 residents"),
        ("a: b", '"a: b"'),
        ("a #5", '"a #5"'),
        ("#5", '"#5"'),
        ("a#5:b", "a#5:b"),
        ("ends:", '"ends:"'),
        ("[of 2019]", '"[of 2019]"'),
        ("- item", '"- item"'),
        ('"whole"', "'\"whole\"'"),
        ('it\'s "so": yes', "'it''s \"so\": yes'"),
        ('said "so"', 'said "so"'),
        (" blank ", '" blank "'),
        ("", '""'),
        ("a\tb", '"a\\tb"'),
        ("...", '"..."'),
    ],
)
def test_quotation_marks_only_where_needed(value: str, written: str) -> None:
    assert scalar(value) == written
    top, problems = parse(f"a: {written}\n".encode(), "data/x.yml")
    assert top is not None
    assert not problems
    assert top.entries["a"] == value  # type: ignore[index]


def test_several_lines_stand_below_a_bar() -> None:
    text = 'ada-brook:\n  note: "One line.\\n\\n# Another."\n'
    assert form(text) == "ada-brook:\n  note: |-\n    One line.\n\n    # Another.\n"


def test_a_long_list_of_ids_stands_one_a_line() -> None:
    short, long = ["a" * 40, "b" * 40], ["a" * 40, "b" * 50]
    assert form(f"x:\n  acts_for:\n  - {short[0]}\n  - {short[1]}\n").count("\n") == 2
    assert form(f"x:\n  acts_for: [{long[0]}, {long[1]}]\n").count("\n") == 4


def test_the_order_of_passages_and_answers_is_the_editors() -> None:
    text = "x:\n  answers:\n    b-b: y\n    a-a: z\n  cite:\n    z-z: one\n    a-a: two\n"
    made = form(text, "data/statements.yml")
    assert made.index("z-z") < made.index("two") < made.index("b-b") < made.index("a-a: z")


@pytest.mark.parametrize("project", [ROOT, SMALL, BASE], ids=["real", "small", "cases"])
def test_real_files_keep_all_and_are_formatted_once(project: Path) -> None:
    for path in sorted((project / "data").glob("*.yml")):
        assert_kept(path.read_text("utf-8"), f"data/{path.name}")


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.title)
def test_every_case_is_kept_or_left_alone(case: object) -> None:
    files, _ = laid_over(case.files)  # type: ignore[attr-defined]
    for name, content in files.items():
        top, problems = parse(content, name)
        made = formatted(content, name)
        if top is None or problems:
            assert made.content is None
            assert set(made.problems) == set(problems)
        else:
            assert made.content is not None, made.problems
            assert_kept(content.decode("utf-8"), name)


# --- any YAML ---


def assert_kept(text: str, name: str) -> None:
    made = form(text, name)
    before, after = parse(text.encode(), name), parse(made.encode(), name)
    assert before[0] is not None
    assert after[0] is not None
    assert not after[1]
    hint = shapes.of_file(name)
    assert values(after[0], hint) == values(before[0], hint)
    assert list(after[0].entries) == list(before[0].entries) or not isinstance(hint, shapes.Records)
    assert sorted(c.text for c in layout.comments(made)) == sorted(
        c.text for c in layout.comments(text)
    )
    assert form(made, name) == made
    assert all(line == line.rstrip() for line in made.splitlines())


WORDS = st.text("ab :#-'\"\\[]{},&*!|>%@`?~.\n\té“–0no", min_size=0, max_size=12)
TYPES: list[type] = [some for _, some in model.KINDS.values()]
KNOWN = sorted({name for some in TYPES for name in fields(some)})
KEYS = st.one_of(st.sampled_from(KNOWN), st.sampled_from(["courier", "no", "a b", "1", ""]), WORDS)
COMMENTS = st.one_of(st.none(), st.text("ab #'\":-[]é", max_size=6))
TREES = st.recursive(
    WORDS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


class Scribe:
    """Writes a tree as YAML in any of the ways that YAML has, with comments anywhere."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def file(self, records: dict[str, object]) -> str:
        lines = self.comments(0)
        for key, value in records.items():
            lines += self.entry(self.scalar(key, key=True) + ":", value, 0)
            lines += [""] * self.draw(st.integers(0, 2))
        return "\n".join([*lines, *self.comments(0)]) + "\n"

    def comments(self, indent: int) -> list[str]:
        some = self.draw(st.lists(COMMENTS, max_size=1))
        return [" " * indent + f"#{words}".rstrip() for words in some if words is not None]

    def behind(self) -> str:
        words = self.draw(COMMENTS)
        return "" if words is None else f" #{words}".rstrip()

    def entry(self, opening: str, value: object, indent: int) -> list[str]:
        pad = " " * indent
        step = indent + self.draw(st.integers(1, 4))
        if isinstance(value, str):
            if opening != "-" and self.draw(st.integers(0, 6)) == 0:
                return [pad + opening + self.behind(), " " * step + self.scalar(value)]
            written = self.scalar(value)
            quoted = written[0] in "'\""
            return [f"{pad}{opening} {written}{self.behind() if quoted else ''}"]
        if not value or self.draw(st.integers(0, 3)) == 0:
            return [f"{pad}{opening} {self.flow(value)}{self.behind()}"]
        lines = [pad + opening + self.behind(), *self.comments(step)]
        if isinstance(value, dict):
            for key, child in value.items():
                lines += self.entry(self.scalar(key, key=True) + ":", child, step)
                lines += self.comments(step)
        else:
            assert isinstance(value, list)
            for child in value:
                lines += self.entry("-", child, step) + self.comments(step)
        return lines

    def flow(self, value: object) -> str:
        if isinstance(value, str):
            return self.scalar(value, flow=True)
        assert isinstance(value, dict | list)
        if isinstance(value, dict):
            inner = [f"{self.scalar(k, key=True)}: {self.flow(v)}" for k, v in value.items()]
        else:
            inner = [self.flow(child) for child in value]
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        if not inner or self.draw(st.booleans()):
            return opening + ", ".join(inner) + closing
        indent = "\n" + " " * 40
        gaps = [f",{self.behind()}{indent}" for _ in inner[1:]] + [f"{self.behind()}{indent}"]
        if not inner[-1].endswith(("'", '"', "]", "}")):
            gaps[-1] = indent
        start = f"{opening}{self.behind()}{indent}"
        return start + "".join(a + b for a, b in zip(inner, gaps, strict=True)) + closing

    def scalar(self, value: str, *, key: bool = False, flow: bool = False) -> str:
        quoted = scalar(value, quoted=True)
        if key or self.draw(st.booleans()):
            return quoted
        written = scalar(value)
        return quoted if flow and set(written) & set(",[]{}") else written


@st.composite
def files(draw: st.DrawFn) -> str:
    ids = st.sampled_from(["ada-brook", "oakham", "x-1", "a"])
    records = draw(st.dictionaries(ids, st.dictionaries(KEYS, TREES, min_size=1), max_size=3))
    return Scribe(draw).file(records)  # type: ignore[arg-type]


@settings(deadline=None)
@given(files(), st.sampled_from(["actors", "statements", "events", "sources", "dossier", "issues"]))
def test_all_values_and_comments_are_kept(text: str, stem: str) -> None:
    name = f"data/{stem}.yml"
    top, problems = parse(text.encode("utf-8"), name)
    if top is None or problems:
        assert formatted(text.encode("utf-8"), name).content is None
    elif top.entries:
        assert_kept(text, name)


# --- the command ---


def test_check_shows_what_would_change(small: Path, factsheet: Factsheet) -> None:
    assert factsheet("fmt", small, "--check").exit_code == 0
    edit(small / "data/actors.yml", "kind: person", "kind: 'person'")
    before = snapshot(small)
    result = factsheet("fmt", small, "--check")
    assert result.exit_code == 1
    assert "-  kind: 'person'\n+  kind: person\n" in result.stdout
    assert snapshot(small) == before


def test_it_writes_only_what_changes(small: Path, factsheet: Factsheet) -> None:
    original = snapshot(small)
    edit(small / "data/actors.yml", "kind: person", "kind: 'person'")
    assert factsheet("fmt", small).exit_code == 0
    after = snapshot(small)
    assert {name: content for name, (content, _) in after.items()} == {
        name: content for name, (content, _) in original.items()
    }
    assert [n for n in after if after[n] != original[n]] == ["data/actors.yml"]
    assert factsheet("fmt", small).stdout.startswith("0 files of ")


def test_named_files_only(small: Path, factsheet: Factsheet) -> None:
    for name in ("actors", "routes"):
        path = small / f"data/{name}.yml"
        path.write_text(path.read_text("utf-8").replace("  name: ", "  name:   "), "utf-8")
    assert factsheet("fmt", small, str(small / "data/actors.yml")).exit_code == 0
    assert "name:   " not in (small / "data/actors.yml").read_text("utf-8")
    assert "name:   " in (small / "data/routes.yml").read_text("utf-8")
    assert factsheet("fmt", small, str(small / "mkdocs.yml")).exit_code == 2


def test_a_file_with_a_problem_is_left_alone(small: Path, factsheet: Factsheet) -> None:
    edit(small / "data/actors.yml", "kind: person", "kind: person # a comment")
    edit(small / "data/routes.yml", "kind: crossing", "kind: 'crossing'")
    before = (small / "data/actors.yml").read_bytes()
    result = factsheet("fmt", small)
    assert result.exit_code == 1
    assert "comment-cuts-value" in result.stderr
    assert (small / "data/actors.yml").read_bytes() == before
    assert "kind: crossing" in (small / "data/routes.yml").read_text("utf-8")


def test_a_change_of_a_value_is_refused(
    small: Path, factsheet: Factsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(small / "data/actors.yml", "kind: person", "kind: 'person'")
    monkeypatch.setattr(canonical, "scalar", lambda value, **_: f'"{value.upper()}"')
    before = snapshot(small)
    result = factsheet("fmt", small)
    assert result.exit_code == 1
    assert "would change a value" in result.stderr
    assert snapshot(small) == before
