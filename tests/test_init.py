"""A new dossier: it is whole or not there, passes, builds, and names nothing of the first one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import Result
from conftest import Factsheet, contents

from generator import assembly, model, output, workspace
from generator.commands.init import STARTER, starter
from generator.dossier import Dossier
from generator.fields import fields

ROOT = Path(__file__).parent.parent


@pytest.fixture
def fresh(tmp_path: Path, factsheet: Factsheet) -> Path:
    """A new dossier, in a folder whose name has a space."""
    folder = tmp_path / "a new dossier"
    assert begun(factsheet, folder).exit_code == 0
    return folder


def begun(factsheet: Factsheet, folder: Path) -> Result:
    return factsheet("init", None, str(folder))


# --- what is written ---


def test_it_is_the_starter_file_by_file(fresh: Path) -> None:
    assert contents(fresh) == starter()
    assert {".gitignore", ".gitattributes", "README.md", "mkdocs.yml"} <= set(starter())


def test_it_passes_the_check_without_advice(fresh: Path, factsheet: Factsheet) -> None:
    result = factsheet("check", fresh)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1, result.stdout
    assert "citations in 1 source verified" in result.stdout


def test_it_is_in_its_one_form(fresh: Path, factsheet: Factsheet) -> None:
    assert factsheet("fmt", fresh, "--check").exit_code == 0


def test_it_shows_every_kind_of_record_and_says_what_each_file_is_for(fresh: Path) -> None:
    verdict = assembly.examine(fresh)
    assert all(verdict.counts[kind] for kind in model.KINDS)
    for path in (fresh / "data").iterdir():
        assert path.read_text(encoding="utf-8").splitlines()[1].startswith("# "), path.name


def test_every_sentence_of_its_text_is_cited_or_excused(fresh: Path, factsheet: Factsheet) -> None:
    assert " not cited" not in factsheet("coverage", fresh).stdout.replace(", 0 not cited", "")


def test_it_builds_strictly(fresh: Path, factsheet: Factsheet) -> None:
    result = factsheet("build", fresh)
    assert result.exit_code == 0, result.stderr
    page = (fresh / "site/sources/harbour-news/index.html").read_text(encoding="utf-8")
    assert "cannot pay for a crew" in page


def test_its_site_is_set_up_as_the_first_one() -> None:
    ours, theirs = ((folder / "mkdocs.yml").read_text("utf-8") for folder in (ROOT, STARTER))
    assert theirs.splitlines()[1:] == ours.splitlines()[1:]


def test_its_readme_names_commands_that_there_are(factsheet: Factsheet) -> None:
    named = set(re.findall(r"factsheet ([a-z]+)", (STARTER / "README.md").read_text("utf-8")))
    assert {"check", "serve", "build", "new", "cite", "source"} <= named
    for command in named:
        assert factsheet(command, None, "--help").exit_code == 0


# --- what is printed, and what is refused ---


def test_it_says_what_to_do_next(tmp_path: Path, factsheet: Factsheet) -> None:
    folder = tmp_path / "it's new"
    lines = begun(factsheet, folder).stdout.splitlines()
    next_steps = lines[lines.index("Next:") + 1 :][:3]
    assert next_steps == [
        "  cd '" + str(folder).replace("'", "'\"'\"'") + "'",
        "  factsheet check",
        "  factsheet serve",
    ]


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path, factsheet: Factsheet) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = begun(factsheet, tmp_path)
    assert result.exit_code == 2
    assert "is not empty" in result.stderr
    assert contents(tmp_path) == {"mine.txt": b"mine"}


def test_a_file_is_refused(tmp_path: Path, factsheet: Factsheet) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert begun(factsheet, tmp_path / "mine.txt").exit_code == 2
    assert begun(factsheet, tmp_path / "mine.txt" / "inside").exit_code in (1, 2)
    assert contents(tmp_path) == {"mine.txt": b"mine"}


def test_an_empty_folder_and_an_empty_clone_will_do(tmp_path: Path, factsheet: Factsheet) -> None:
    (tmp_path / ".git").mkdir()
    assert begun(factsheet, tmp_path).exit_code == 0
    assert (tmp_path / "mkdocs.yml").is_file()


@pytest.mark.parametrize("there_before", [False, True])
def test_a_failure_leaves_nothing_behind(
    there_before: bool, tmp_path: Path, factsheet: Factsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "new" / "dossier"
    if there_before:
        folder.mkdir(parents=True)
    whole = output._exchange_all

    def full(fresh: dict[Path, Path], old: dict[Path, bytes | None]) -> None:
        some = dict(list(fresh.items())[:3])
        whole(some, old)
        for path in some:
            path.unlink()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output, "_exchange_all", full)
    result = begun(factsheet, folder)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert list(tmp_path.rglob("*")) == ([folder.parent, folder] if there_before else [])


# --- a first fact of one's own ---


def test_the_steps_to_a_first_fact_lead_there(
    fresh: Path, tmp_path: Path, factsheet: Factsheet
) -> None:
    text = tmp_path / "report.txt"
    text.write_text("The lock gate was repaired on 7 June 2022.\n", encoding="utf-8")
    added = factsheet("source", None, "add", "--project", str(fresh), str(text), "--id", "report",
                      "--title", "Report on the lock gate")  # fmt: skip
    assert added.exit_code == 0, added.output
    assert told(factsheet("check", fresh)) == ['nothing leads to "report"']
    cited = factsheet("cite", fresh, "lock gate was repaired", "--source", "report").stdout
    fill_in(
        fresh, factsheet, "place", "lock-gate", cited, {"name": "Lock gate", "kind": "settlement"}
    )
    assert told(factsheet("check", fresh)) == ['nothing leads to "lock-gate"']
    cited = factsheet("cite", fresh, "lock gate was repaired on 7 June 2022").stdout
    what = "The lock gate was repaired."
    fill_in(fresh, factsheet, "event", "gate-repaired", cited, {"what": what})
    events = fresh / "data/events.yml"
    mended = events.read_text("utf-8").replace(
        "    edtf:\n    text:\n", "    edtf: '2022-06-07'\n    text: 7 June 2022\n"
    )
    events.write_text(mended.replace("  # where:\n", "  where: lock-gate\n"), encoding="utf-8")
    assert factsheet("fmt", fresh).exit_code == 0
    assert factsheet("check", fresh).exit_code == 0, factsheet("check", fresh).stdout
    assert "  #" not in events.read_text("utf-8")


def told(result: Result) -> list[str]:
    """The messages of the problems that a check found."""
    lines = [line for line in result.stdout.splitlines() if re.match(r"\S+:\d+:\d+: ", line)]
    return [line.split(": ", 2)[2] for line in lines]


def fill_in(
    project: Path, factsheet: Factsheet, kind: str, name: str, cited: str, values: Mapping[str, str]
) -> None:
    """Begin a record, paste the lines that `cite` printed over its own, and fill in values."""
    assert factsheet("new", project, kind, name).exit_code == 0
    path = project / f"data/{kind}s.yml"
    text = path.read_text("utf-8")
    begins = text.index(f"\n{name}:")
    record = re.sub(r"  cite:\n    \S+:\n", cited[cited.index("  cite:") :], text[begins:], count=1)
    for field, value in values.items():
        record = record.replace(f"\n  {field}:\n", f"\n  {field}: {value}\n")
    path.write_text(text[:begins] + record, encoding="utf-8")


# --- the generator belongs to no dossier ---


def test_the_generator_names_nothing_of_the_first_dossier() -> None:
    inputs = workspace.read(ROOT)
    dossier = assembly.examine(ROOT).dossier
    assert dossier is not None
    assert inputs.files
    words = own_words(dossier)
    assert len(words) > 20
    for path in sorted((ROOT / "generator").rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".woff2"):
            text = path.read_text(encoding="utf-8").casefold()
            named = sorted(word for word in words if re.search(rf"\b{re.escape(word)}\b", text))
            assert named == [], f"{path.relative_to(ROOT)} names {named}"


def own_words(dossier: Dossier) -> set[str]:
    """The words with a capital in a dossier's names, common ones aside, and its sources' ids."""
    names = [
        str(name)
        for record in dossier.records.values()
        if isinstance(record, model.Actor | model.Place | model.Route)
        for name in (record.name, *(one.name for one in record.names))
    ]
    words = {word for name in names for word in re.findall(r"\b[A-Z][^\W\d_]{3,}\b", name)}
    common = {
        *("United", "States", "State", "Department", "Secretary", "President", "Minister", "Prime"),
        *("Foreign", "Ambassador", "Council", "Court", "Justice", "International", "Office"),
        *("Union", "Press", "Corridor", "Route", "Road", "Border", "Government", "Representative"),
        *(
            "Permanent",
            "Representatives",
            "Organization",
            "Security",
            "Cooperation",
            "Peacekeepers",
            "Contact",
        ),
        *("Line", "Checkpoint", "Spokesperson", "Capital", "Statement", "European"),
        *("Michael", "Matthew", "Charles", "Catherine", "Antony", "Committee", "People", "South"),
    }
    sources = {str(source.id) for source in dossier.all(model.Source)}
    return {word.casefold() for word in words - common} | sources


def test_nothing_that_is_made_stands_in_the_starter() -> None:
    assert {name.split("/")[0] for name in starter()} == {
        *(".gitattributes", ".gitignore", "README.md", "mkdocs.yml"),
        *("content", "data", "seeds"),
    }


def test_its_readme_names_all_that_a_new_dossier_changes() -> None:
    readme = (STARTER / "README.md").read_text("utf-8")
    frame = set(fields(model.Frame)) - {"map", "allow"}
    assert {name for name in frame if f"`{name}`" in readme} == frame
    assert "`content/about/dossier.md`" in readme
