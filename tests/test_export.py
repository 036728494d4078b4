"""The open data: it says what the dossier and the texts say, and other programs can read it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Factsheet, contents, edit, snapshot
from hostile import PAYLOADS, hostile_dossier

from generator import assembly, dates, export, model, pages
from generator.document import Position, Text
from generator.dossier import Dossier
from generator.export import tables, whole
from generator.export.passages import Passages

ROOT = Path(__file__).parent.parent
SECOND = Path(__file__).parent / "second"
SITE = "https://example.org/sheet/"


def examined(project: Path) -> Dossier:
    verdict = assembly.check(project)
    assert verdict.passed
    assert verdict.dossier is not None
    return verdict.dossier


@pytest.fixture(scope="module")
def real() -> Dossier:
    return examined(ROOT)


@pytest.fixture(scope="module")
def made(real: Dossier) -> dict[str, bytes]:
    return dict(export.files(real, SITE))


@pytest.fixture(scope="module")
def whole_dossier(made: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made["dossier.json"])
    return found


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def passages(value: Any) -> Iterator[dict[str, Any]]:
    """Every passage in a JSON value, however deep."""
    if isinstance(value, dict):
        if "exact" in value:
            yield value
        for one in value.values():
            yield from passages(one)
    elif isinstance(value, list):
        for one in value:
            yield from passages(one)


# --- the whole dossier ---


def test_every_passage_stands_in_the_text_where_it_says(
    real: Dossier, whole_dossier: dict[str, Any]
) -> None:
    found = list(passages(whole_dossier))
    assert len(found) >= len(real.uses)
    for one in found:
        text = real.texts[one["source"]].text.text
        assert text[one["start"] : one["end"]] == one["exact"]
        assert text[: one["start"]].endswith(one["prefix"])
        assert text[one["end"] :].startswith(one["suffix"])
        assert text.count(one["prefix"] + one["exact"] + one["suffix"]) == 1


def test_every_citation_of_a_record_is_there(real: Dossier, whole_dossier: dict[str, Any]) -> None:
    for plural, some in model.KINDS.values():
        listed = whole_dossier[plural]
        assert [one["id"] for one in listed] == [str(one.id) for one in real.all(some)]
        for one in listed:
            uses = real.by_owner.get(one["id"], ())
            cited = [p for p in passages(one) if "voice" in p]
            assert sorted(p["start"] for p in cited) == sorted(
                use.span.start for use in uses if use.span
            )


def test_dates_have_their_bounds_and_basis(real: Dossier, whole_dossier: dict[str, Any]) -> None:
    for one in whole_dossier["events"]:
        main = real.get(one["id"], model.Event).date.main
        days = dates.bounds(main.edtf)
        read = one["date"]["readings"][one["date"]["preferred"]]
        assert read["edtf"] == str(main.edtf)
        assert read["earliest"] == (days.earliest.isoformat() if days.earliest else None)
        assert read["basis"] == dates.basis(main.edtf, main.text)
        assert {key: one["when"][key] for key in read} == read


def test_a_statement_takes_the_date_of_its_occasion(whole_dossier: dict[str, Any]) -> None:
    at = [one for one in whole_dossier["statements"] if "at" in one]
    assert at
    assert all(one["when"]["of"] == one["at"] for one in at)


def test_the_format_is_named_with_its_version(whole_dossier: dict[str, Any]) -> None:
    assert (whole_dossier["format"], whole_dossier["version"]) == (whole.FORMAT, whole.VERSION)
    assert whole_dossier["site"] == SITE
    assert list(whole_dossier)[:3] == ["format", "version", "site"]


def test_what_the_site_does_not_show_of_an_excerpt_is_not_given_away(small: Path) -> None:
    edit(small / "data/sources.yml", "publish: full", "publish: excerpts")
    given = b"".join(dict(export.files(examined(small))).values()).decode("utf-8")
    assert "did not answer questions" not in given


def test_a_statement_has_the_voice_of_each_of_its_passages(small: Path) -> None:
    words = "The bridge is safe, and our children need it to get to school"
    edit(
        small / "data/statements.yml",
        f"    courier: {words}\n",
        f"    courier:\n      - {words}\n      - said Ada Brook, mayor of Netherby\n",
    )
    made = dict(export.files(examined(small)))
    (one,) = [
        one
        for one in json.loads(made["dossier.json"])["statements"]
        if one["id"] == "brook-bridge-safe"
    ]
    assert one["voice"] == ["direct", "reported"]
    assert [passage["voice"] for passage in one["cite"]] == ["direct", "narrator"]
    (line,) = [one for one in rows(made["statements.csv"]) if one["id"] == "brook-bridge-safe"]
    assert line["voice"] == "direct; reported"
    tags = {
        annotation["target"]["selector"][0]["exact"]: body["value"]
        for annotation in json.loads(made["annotations.jsonld"])["first"]["items"]
        for body in annotation["body"]
        if body.get("purpose") == "tagging"
    }
    assert tags[words] == "direct"
    assert tags["said Ada Brook, mayor of Netherby"] == "narrator"


# --- tables ---


def test_tables_have_a_line_for_each_record(real: Dossier, made: dict[str, bytes]) -> None:
    assert len(rows(made["statements.csv"])) == len(real.all(model.Statement))
    assert len(rows(made["events.csv"])) == len(real.all(model.Event))
    assert len(rows(made["actors.csv"])) == len(real.all(model.Actor))
    assert len(rows(made["citations.csv"])) == len(real.uses)


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.file)
def test_a_table_is_as_rfc_4180_says(table: tables.Table, made: dict[str, bytes]) -> None:
    content = made[table.file]
    assert content.endswith(b"\r\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    assert {len(line) for line in lines} == {len(table.columns)}
    assert lines[0] == [name for name, _ in table.columns]


def test_a_cell_keeps_its_words(real: Dossier, made: dict[str, bytes]) -> None:
    says = {str(one.id): str(one.says) for one in real.all(model.Statement)}
    assert {one["id"]: one["says"] for one in rows(made["statements.csv"])} == says


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "\u00a0@x", '=a,"b"'],
)
def test_no_cell_is_a_formula(value: str) -> None:
    table = tables.Table("t.csv", "", (("a", ""),), lambda _: iter([(value,)]))
    text = tables.as_csv(table, Passages(examined(SECOND)))
    [[_], [cell]] = list(csv.reader(io.StringIO(text, newline="")))
    assert cell == f"'{value}"


def test_marks_and_line_ends_are_quoted() -> None:
    table = tables.Table(
        "t.csv", "", (("a", ""), ("b", "")), lambda _: iter([('x "y", z', "a\r\nb")])
    )
    text = tables.as_csv(table, Passages(examined(SECOND)))
    assert text == 'a,b\r\n"x ""y"", z","a\r\nb"\r\n'


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_value_breaks_a_file(payload: str) -> None:
    made = dict(export.files(hostile_dossier(payload)))
    assert json.loads(made["dossier.json"])["format"] == whole.FORMAT
    assert json.loads(made["annotations.jsonld"])["first"]["items"]
    for table in tables.TABLES:
        for line in rows(made[table.file]):
            assert None not in line
            assert None not in line.values()
            assert not any(
                cell.lstrip()[:1] in ("=", "+", "-", "@") for cell in line.values() if cell
            )


# --- annotations ---


def test_annotations_are_as_the_w3c_says(real: Dossier, made: dict[str, bytes]) -> None:
    collection = json.loads(made["annotations.jsonld"])
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    listed = collection["first"]["items"]
    assert collection["total"] == len(listed) == len(real.uses)
    assert len({one["id"] for one in listed}) == len(listed)
    for one in listed:
        quote, position = one["target"]["selector"]
        assert one["type"] == "Annotation"
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert one["target"]["source"].startswith(f"{SITE}sources/")
        name = one["target"]["source"].removeprefix(f"{SITE}sources/").rstrip("/")
        text = real.texts[name].text.text
        assert text[position["start"] : position["end"]] == quote["exact"]


# --- the readme ---


def test_the_readme_says_what_every_file_field_and_column_means(
    made: dict[str, bytes], whole_dossier: dict[str, Any]
) -> None:
    text = made["README.txt"].decode("utf-8")
    for name in made:
        assert name in text
    for table in tables.TABLES:
        for column, meaning in table.columns:
            assert f"- {column}: {meaning}" in text
    used = {
        key for plural, _ in model.KINDS.values() for one in whole_dossier[plural] for key in one
    }
    for field in used - {"id"}:
        assert field in text, field


def test_the_terms_are_those_of_the_dossier() -> None:
    dossier = examined(SECOND)
    assert b"The records: CC0 1.0" in dict(export.files(dossier))["README.txt"]
    frame = replace(dossier.frame, licence=None)
    assert b"The records:" not in dict(export.files(replace(dossier, frame=frame)))["README.txt"]


# --- the command ---


def test_what_did_not_change_is_not_touched(
    small: Path, tmp_path: Path, factsheet: Factsheet
) -> None:
    out = tmp_path / "open data"
    assert factsheet("export", small, "--out", str(out)).exit_code == 0
    first = snapshot(out)
    again = factsheet("export", small, "--out", str(out))
    assert again.exit_code == 0
    assert "0 written, 7 unchanged, 0 removed" in again.stdout
    assert snapshot(out) == first


def test_an_orphan_is_removed_and_what_is_not_ours_stays(
    small: Path, tmp_path: Path, factsheet: Factsheet
) -> None:
    out = tmp_path / "out"
    factsheet("export", small, "--out", str(out))
    index = out / ".factsheet-pages"
    index.write_text(f"{index.read_text('utf-8')}old.csv\n", encoding="utf-8")
    (out / "old.csv").write_text("old", encoding="utf-8")
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    assert "1 removed" in factsheet("export", small, "--out", str(out)).stdout
    assert not (out / "old.csv").exists()
    assert (out / "mine.txt").read_text("utf-8") == "mine"


def test_a_folder_of_somebody_elses_files_is_refused(
    small: Path, tmp_path: Path, factsheet: Factsheet
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mine.txt").write_text("mine", encoding="utf-8")
    assert factsheet("export", small, "--out", str(tmp_path / "other")).exit_code == 2
    assert factsheet("export", small, "--out", str(small / "data")).exit_code == 2


def test_a_dossier_with_problems_is_not_exported(
    small: Path, tmp_path: Path, factsheet: Factsheet
) -> None:
    edit(small / "data/statements.yml", "speaker: ada-brook", "speaker: ada-brok")
    result = factsheet("export", small, "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert "unknown-id" in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_same_dossier_gives_the_same_bytes_wherever_it_stands(tmp_path: Path) -> None:
    shutil.copytree(SECOND, tmp_path / "elsewhere")
    assert dict(export.files(examined(SECOND))) == dict(
        export.files(examined(tmp_path / "elsewhere"))
    )


# --- in the site ---


def test_the_site_holds_the_same_files(small: Path, tmp_path: Path, factsheet: Factsheet) -> None:
    factsheet("export", small, "--out", str(tmp_path / "out"))
    assert factsheet("build", small).exit_code == 0
    exported = contents(tmp_path / "out")
    del exported[".factsheet-pages"]
    assert contents(small / "site/data") == exported
    page = (small / "site/about/data/index.html").read_text(encoding="utf-8")
    for name in exported:
        assert f'href="../../data/{name}"' in page


def test_rendered_pages_have_the_same_files_beside_them(
    small: Path, tmp_path: Path, factsheet: Factsheet
) -> None:
    assert factsheet("render", small, "--out", str(tmp_path / "pages")).exit_code == 0
    assert set(contents(tmp_path / "pages/data")) == {one.name for one in export.FILES}


def test_a_hand_written_file_at_the_same_address_is_a_problem(
    small: Path, factsheet: Factsheet
) -> None:
    (small / "content/data").mkdir()
    (small / "content/data/Events.csv").write_text("mine", encoding="utf-8")
    result = factsheet("check", small)
    assert result.exit_code == 1
    assert "same-address" in result.stdout


def test_a_licence_is_inert_text() -> None:
    dossier = examined(SECOND)
    wild = Text("<script>alert(1)</script> [x](javascript:x)", Position("data/dossier.yml", 1, 1))
    frame = replace(dossier.frame, licence=wild)
    page = next(p for p in pages.render(replace(dossier, frame=frame)) if p.path == "about/data.md")
    assert "<script>" not in page.body
    assert "](javascript" not in page.body
