"""`factsheet rename`: the id and nothing else, all files or none, the address leads on."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SMALL, Factsheet, contents, edit, snapshot
from test_cases import laid_over

from generator import output
from generator.addresses import page
from generator.assembly import assemble
from generator.editing.rename import RETIRED, RefusedRenameError, rename
from generator.gate import examine
from generator.load import load

ROOT = Path(__file__).parent.parent


def data(project: Path) -> dict[str, bytes]:
    return {f"data/{name}": content for name, content in contents(project / "data").items()}


def every_id() -> list[str]:
    return list(load(data(SMALL)).records)


@pytest.mark.parametrize("old", every_id())
def test_every_record_can_be_renamed_and_the_check_stays_clean(old: str) -> None:
    files = data(SMALL)
    seeds = contents(SMALL / "seeds")
    made = rename(files, old, "quite-new", "It has another id.")
    verdict = examine({**files, **made.files}, seeds)
    assert verdict.passed
    assert verdict.dossier is not None
    assert old not in verdict.dossier.records
    assert verdict.dossier.retired[old].successor == "quite-new"
    assert verdict.dossier.retired[old].kind == made.kind
    for name, content in made.files.items():
        if name != RETIRED:  # byte for byte the same but for the id
            times = sum(place.file == name for place in made.places)
            assert content.count(b"quite-new") == times
            assert content.replace(b"quite-new", old.encode()) == files[name]


def test_an_id_in_every_place_and_spelling() -> None:
    files, seeds = laid_over(
        {
            "data/issues/x.yml": b"# footbridge-safe stays here\r\n"
            b'other: {question: "Is footbridge-safe a word?", about: [oakham, "footbridge"],\r\n'
            b"  options: {footbridge: Yes., elmford: No.}} # footbridge\r\n",
            "data/statements/x.yml": b"reed-other:\n  speaker: ada-reed\n  says: footbridge\n"
            b"  cite: {'gazette': [The footbridge is safe for walkers]}\n  date: unknown\n"
            b"  about: ['footbridge', oakham]\n  answers: {\"other\": footbridge}\n",
        }
    )
    made = rename(files, "footbridge", "bridge", "x").files
    assert made["data/issues/x.yml"] == (
        b"# footbridge-safe stays here\r\n"
        b'other: {question: "Is footbridge-safe a word?", about: [oakham, bridge],\r\n'
        b"  options: {footbridge: Yes., elmford: No.}} # footbridge\r\n"
    )
    assert b"says: footbridge\n" in made["data/statements/x.yml"]
    assert b"about: [bridge, oakham]" in made["data/statements/x.yml"]
    assert b'{"other": footbridge}' in made["data/statements/x.yml"]
    assert (
        b"{another: footbridge}"
        in rename(files, "other", "another", "x").files["data/statements/x.yml"]
    )
    source = rename(files, "gazette", "no", "x").files["data/statements/x.yml"]
    assert b'cite: {"no": [' in source  # YAML would take it for a truth
    assert load({**files, **made}).problems == []
    assert seeds


def test_a_successor_follows() -> None:
    files, _ = laid_over({"data/retired.yml": b"mill: {why: Gone., successor: oakham}\n"})
    made = rename(files, "oakham", "oak-ham", "A hyphen.").files[RETIRED]
    assert made == (
        b"mill: {why: Gone., successor: oak-ham}\n\n"
        b"oakham:\n  kind: place\n  why: A hyphen.\n  successor: oak-ham\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("oakhem", "x", 'did you mean "oakham"'),
        ("oakham", "ada-reed", "taken"),
        ("oakham", "oakham", "taken"),
        ("oakham", "Oakham", 'write "oakham"'),
        ("oakham", "index", "cannot be an id"),
    ],
)
def test_what_is_refused(old: str, new: str, told: str) -> None:
    with pytest.raises(RefusedRenameError, match=told):
        rename(laid_over({})[0], old, new, "x")


def test_an_odd_spelling_is_refused_with_its_place() -> None:
    files, _ = laid_over(
        {
            "data/routes/x.yml": b"x:\n  name: x\n  kind: road\n  cite: {gazette: x}\n"
            b'  part_of: "foot\\x62ridge"\n'
        }
    )
    with pytest.raises(RefusedRenameError, match=r"data/routes/x.yml, line 5"):
        rename(files, "footbridge", "bridge", "x")


def test_the_command_writes_all_or_nothing(
    small: Path, factsheet: Factsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(small)
    real, calls = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    result = factsheet("rename", small, "footbridge", "bridge")
    assert result.exit_code == 1
    assert "No space left" in result.stderr
    assert contents(small) == {name: content for name, (content, _) in before.items()}
    monkeypatch.undo()
    assert factsheet("rename", small, "footbridge", "bridge").exit_code == 0
    assert factsheet("check", small).exit_code == 0


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(output.RefusedError, match="a was changed meanwhile"):
        output.replace_files(tmp_path, {"b": (None, b"new"), "a": (b"read", b"new")})
    assert contents(tmp_path) == {"a": b"mine"}


def test_problems_are_told_and_nothing_is_written(small: Path, factsheet: Factsheet) -> None:
    edit(small / "data/actors.yml", "kind: person", "knid: person")
    before = snapshot(small)
    result = factsheet("rename", small, "footbridge", "bridge")
    assert result.exit_code == 1
    assert "unknown-field" in result.stderr
    assert snapshot(small) == before


# --- the old address ---


def test_the_old_page_leads_to_the_new(small: Path, factsheet: Factsheet) -> None:
    assert (
        factsheet("rename", small, "footbridge", "bridge", "--why", "A shorter id.").exit_code == 0
    )
    retired = small / "data/retired.yml"
    gone = "\nold-mill:\n  kind: place\n  why: The text does not name it.\n"
    retired.write_text(retired.read_text("utf-8") + gone, encoding="utf-8")
    made = assemble(small)
    assert made.verdict.dossier is not None
    pages = {one.path: one for one in made.pages}
    moved, dead = pages["routes/footbridge.md"], pages["places/old-mill.md"]
    assert page(made.verdict.dossier.records["bridge"]) == "routes/bridge.md" == moved.successor
    assert "(bridge.md)" in moved.markdown
    assert "A shorter id." in moved.markdown
    assert "The text does not name it." in dead.markdown
    assert not dead.successor
    for one in (moved, dead):
        assert one.retired
        assert "search:\n  exclude: true\n" in one.markdown
    built = factsheet("build", small)
    assert built.exit_code == 0, built.output
    html = (small / "site/routes/footbridge/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../bridge/">' in html
    assert 'name="robots" content="noindex"' in html
    assert 'http-equiv="refresh"' not in (small / "site/places/old-mill/index.html").read_text(
        "utf-8"
    )
    index = (small / "site/search/pages.json").read_text("utf-8")
    assert "routes/footbridge" not in index
    assert "old-mill" not in index
    assert "footbridge/" not in (small / "site/sitemap.xml").read_text("utf-8")


def test_a_hand_written_page_may_not_stand_at_an_old_address(
    small: Path, factsheet: Factsheet
) -> None:
    factsheet("rename", small, "footbridge", "bridge")
    (small / "content/routes").mkdir(parents=True, exist_ok=True)
    (small / "content/routes/footbridge.md").write_text("# Ours\n", encoding="utf-8")
    result = factsheet("check", small)
    assert result.exit_code == 1
    assert "same-address" in result.stdout
