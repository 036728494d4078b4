"""`factsheet source`: a text taken in, one that is refused, one that has changed."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from conftest import Factsheet, contents, edit

from generator import workspace
from generator.editing import canonical, sourcing

Source = Callable[..., Result]

NEW = 'The mill report\r\n\r\nThe mill is #1 in the region: "old," he said.\r\n'


@pytest.fixture
def source(small: Path, factsheet: Factsheet) -> Source:
    """`source("add", file)`: the command in the small dossier."""

    def run(*words: str | Path) -> Result:
        first, *others = [str(word) for word in words]
        return factsheet("source", None, first, "--project", str(small), *others)

    return run


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    """A text that no dossier has, outside of it, in a file whose name has spaces."""
    path = tmp_path / "The Mill (2).txt"
    path.write_bytes(NEW.encode("utf-8"))
    return path


# --- add ---


def test_a_text_is_added_filled_in_cited_and_passes(
    small: Path, mill: Path, source: Source, factsheet: Factsheet
) -> None:
    result = source("add", mill, "--id", "mill")
    assert result.exit_code == 0
    assert (small / "seeds/The Mill (2).txt").read_bytes() == NEW.encode("utf-8")
    assert 'factsheet cite "some words" --source mill' in result.stdout

    told = factsheet("check", small).stdout
    assert re.search(r"data/sources\.yml:\d+:19: blank: \"mill\" has no title to show", told)
    edit(small / "data/sources.yml", "TO BE WRITTEN", "Report on the mill")
    pasted = factsheet("cite", small, "the mill is #1 in the", "--source", "mill").stdout
    cite = "  cite:" + pasted.split("  cite:")[1]
    place = f"mill-place:\n  name: The mill\n  kind: unspecified\n{cite}  within: netherby\n"
    with (small / "data/places.yml").open("a", encoding="utf-8") as places:
        places.write(f"\n{place}")
    assert factsheet("check", small).exit_code == 0, factsheet("check", small).stdout


@pytest.mark.parametrize(
    "old",
    [
        b"# first\n\nSAME # \xe2\x80\x9clast\xe2\x80\x9d",
        b"SAME\n",
        b"SAME\n\n\n",
        b"SAME\n# the end\n",
    ],
)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_every_byte_that_stands_there_is_kept(
    old: bytes, line_end: bytes, small: Path, mill: Path, source: Source, factsheet: Factsheet
) -> None:
    book = small / "data/sources.yml"
    before = old.replace(b"SAME", book.read_bytes().rstrip()).replace(b"\n", line_end)
    book.write_bytes(before)
    assert source("add", mill, "--id", "mill").exit_code == 0
    after = book.read_bytes()
    assert after.startswith(before)
    assert after.count(line_end) == after.count(b"\n")
    told = factsheet("check", small).stdout
    assert "blank" in told
    assert "yaml" not in told


def test_the_record_is_in_canonical_form_and_says_what_is_not_known(
    small: Path, mill: Path, source: Source
) -> None:
    told = source("add", mill, "--title", "Report: the mill", "--publish", "full").stdout
    assert "if the text bears it, write it as `title`, and take `supplied_title` out" in told
    added = (small / "data/sources.yml").read_text(encoding="utf-8").split("\n\n")[-1]
    digest = hashlib.sha256(NEW.encode("utf-8")).hexdigest()
    assert added == (
        f"the-mill-2:\n  file: The Mill (2).txt\n  sha256: {digest}\n  title: unknown\n"
        '  supplied_title: "Report: the mill"\n  publisher: unknown\n  published: unknown\n'
        "  publish: full\n  rights: unknown\n"
    )
    assert canonical.formatted(added.encode(), "data/sources.yml").content == added.encode()


def test_without_a_word_on_it_only_excerpts_are_shown(
    small: Path, mill: Path, source: Source
) -> None:
    source("add", mill)
    assert "publish: excerpts\n" in (small / "data/sources.yml").read_text(encoding="utf-8")


def test_a_text_that_lies_in_seeds_gets_its_record(
    small: Path, source: Source, factsheet: Factsheet
) -> None:
    lying = small / "seeds/mill.txt"
    lying.write_text(NEW, encoding="utf-8", newline="")
    assert source("add", lying).exit_code == 0
    assert factsheet("cite", small, "the mill is", "--source", "mill").exit_code == 0


def too_large(path: Path) -> None:
    path.write_bytes(b"a " * (workspace.MAX_SEED // 2 + 1))


def bytes_of(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (bytes_of(b"caf\xe9 one\n"), "byte 0xe9 in line 1 is not UTF-8"),
        (bytes_of("one\ntwo\n".encode("utf-16")), "is not UTF-8"),
        (bytes_of(b"one\ntwo \x00\n"), "line 2 holds a character that cannot be seen, U+0000"),
        (bytes_of("one \u202etwo\n".encode()), "U+202E"),
        (bytes_of(b"\xef\xbb\xbfone\n"), "byte order mark"),
        (bytes_of(b" \n\n"), "it is empty"),
        (bytes_of(b""), "it is empty"),
        (too_large, "has more than"),
    ],
)
def test_what_the_gate_would_refuse_leaves_nothing_behind(
    make: Callable[[Path], object], told: str, small: Path, mill: Path, source: Source
) -> None:
    make(mill)
    before = contents(small)
    result = source("add", mill)
    assert result.exit_code == 1
    assert told in result.stderr
    assert "Nothing was written." in result.stderr
    assert contents(small) == before


@pytest.mark.parametrize("name", ["courier.txt", "Courier.TXT", ".hidden.txt"])
def test_a_name_that_is_taken_or_not_read_is_refused(
    name: str, small: Path, mill: Path, source: Source
) -> None:
    mill = mill.rename(mill.with_name(name))
    before = contents(small)
    assert source("add", mill, "--id", "mill").exit_code == 1
    assert contents(small) == before


def test_a_text_that_is_a_source_already_is_refused(
    small: Path, tmp_path: Path, source: Source
) -> None:
    again = tmp_path / "again.txt"
    shutil.copy(small / "seeds/courier.txt", again)
    before = contents(small)
    for path in (again, small / "seeds/courier.txt"):
        result = source("add", path)
        assert result.exit_code == 1
        assert "it is the source courier" in result.stderr
    assert contents(small) == before


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["--id", "ada-brook"], 2),
        (["--id", "The Mill"], 2),
        (["--publish", "some"], 2),
        (["--title", " "], 1),
        (["--title", "a\u202eb"], 1),
    ],
)
def test_a_record_that_cannot_be_is_refused(
    words: list[str], status: int, small: Path, mill: Path, source: Source
) -> None:
    before = contents(small)
    assert source("add", mill, *words).exit_code == status
    assert contents(small) == before


@pytest.mark.parametrize("book", ["a: [", "{a: {file: x}}\n", "- a\n", "a: b\n...\n"])
def test_nothing_is_added_to_a_file_that_cannot_be_added_to(
    book: str, small: Path, mill: Path, source: Source
) -> None:
    (small / "data/sources.yml").write_text(book, encoding="utf-8")
    before = contents(small)
    assert source("add", mill).exit_code == 1
    assert contents(small) == before


def test_the_first_source_makes_the_file(small: Path, mill: Path, source: Source) -> None:
    (small / "data/sources.yml").unlink()
    assert source("add", mill).exit_code == 0
    assert (small / "data/sources.yml").read_bytes().startswith(b"the-mill-2:\n")


# --- a text that has changed ---


def keep_in_git(project: Path) -> None:
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "all"]):
        who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *who, *words], cwd=project, check=True)


def test_an_unchanged_text_is_said_to_be(source: Source) -> None:
    result = source("check")
    assert result.exit_code == 0
    assert result.stdout == "courier: unchanged; 8 passages cited: 8 where they were\n"
    assert "nothing to record" in source("accept", "courier").stdout


def test_what_became_of_each_passage_is_told(small: Path, tmp_path: Path, source: Source) -> None:
    text = small / "seeds/courier.txt"
    old = tmp_path / "old.txt"
    shutil.copy(text, old)
    edit(text, "The footbridge between", "A new line.\n\nThe footbridge between")
    edit(text, "that the planks were rotten", "that all planks were rotten")
    edit(
        text,
        "\nThe council of Overmill did",
        "\nAda Brook, mayor of Netherby, left. The council did",
    )
    before = contents(small)
    result = source("check", "courier", "--old", old)
    assert result.exit_code == 1
    assert "courier: the text has changed; " in result.stdout
    assert "moved from paragraph 2 to 3" in result.stdout
    assert "in paragraphs 4, 5: “Ada Brook, mayor of Netherby” (ada-brook)" in result.stdout
    lost = result.stdout.split(": lost: “The council of Overmill said that the planks")[1]
    assert 'nearest, in paragraph 3: "all", not "the"' in lost
    assert "courier: The council of Overmill said that all planks were rotten" in lost
    assert contents(small) == before


def test_the_old_text_is_found_in_git(small: Path, source: Source) -> None:
    text = small / "seeds/courier.txt"
    keep_in_git(small)
    edit(text, "Two villages argue over a footbridge\n\n", "")
    told = source("check", "courier").stdout
    assert "moved from paragraph 2 to 1" in told
    assert "not at hand" not in told


def test_without_the_old_text_it_is_said_that_moves_are_not_known(
    small: Path, source: Source
) -> None:
    edit(small / "seeds/courier.txt", "Two villages", "Three villages")
    told = source("check", "courier").stdout
    assert "is not at hand" in told
    assert "8 standing once" in told


def test_another_text_than_the_old_one_is_refused(small: Path, mill: Path, source: Source) -> None:
    edit(small / "seeds/courier.txt", "Two villages", "Three villages")
    assert source("check", "courier", "--old", mill).exit_code == 2


def test_a_new_text_is_accepted_where_every_passage_stands(
    small: Path, source: Source, factsheet: Factsheet
) -> None:
    edit(small / "seeds/courier.txt", "Two villages", "Three villages")
    edit(small / "data/sources.yml", "title: Two", "title: Three")
    book = (small / "data/sources.yml").read_bytes()
    told = factsheet("check", small)
    assert "factsheet source check courier" in told.stdout
    result = source("accept", "courier")
    assert result.exit_code == 0
    after = (small / "data/sources.yml").read_bytes()
    digest = hashlib.sha256((small / "seeds/courier.txt").read_bytes()).hexdigest()
    old = re.search(rb"[0-9a-f]{64}", book)
    assert old
    assert after == book.replace(old[0], digest.encode())
    assert factsheet("check", small).exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("the planks were rotten", "the boards were rotten", "lost"),
        ("It is not known", "Ada Brook, mayor of Netherby, left. It is not known", "in paragraphs"),
        (
            "\nThe footbridge between",
            "\nNever the footbridge. Not The footbridge between",
            "mended",
        ),
    ],
)
def test_a_new_text_is_not_accepted_while_a_passage_is_to_be_mended(
    old: str, new: str, told: str, small: Path, source: Source
) -> None:
    edit(small / "seeds/courier.txt", old, new)
    before = contents(small)
    result = source("accept", "courier")
    assert result.exit_code == 1
    assert told in result.stdout
    assert "must be mended first" in result.stderr
    assert contents(small) == before


def test_a_fingerprint_is_replaced_in_its_quotation_marks(small: Path, source: Source) -> None:
    book = small / "data/sources.yml"
    text = book.read_text(encoding="utf-8")
    book.write_text(re.sub(r"([0-9a-f]{64})", r'"\1" # “the” file', text), encoding="utf-8")
    edit(small / "seeds/courier.txt", "Two villages", "Three villages")
    assert source("accept", "courier").exit_code == 0
    assert re.search(r'"[0-9a-f]{64}" # “the” file\n', book.read_text(encoding="utf-8"))


def test_an_unknown_source_is_refused(source: Source) -> None:
    assert source("check", "curier").exit_code == 2
    assert 'did you mean "courier"?' in source("accept", "curier").stderr


def test_a_text_that_is_gone_is_told(small: Path, source: Source) -> None:
    (small / "seeds/courier.txt").unlink()
    assert source("check").exit_code == 1
    assert source("accept", "courier").exit_code == 1


@pytest.mark.parametrize("command", ["add", "check", "accept"])
def test_help_shows_an_example(command: str, factsheet: Factsheet) -> None:
    assert (
        f"Example: factsheet source {command}"
        in factsheet("source", None, command, "--help").stdout
    )


def test_an_id_is_made_of_a_file_name() -> None:
    assert sourcing.default_id("000_B1d8.txt") == "000-b1d8"
    assert sourcing.default_id("My Report (2).txt") == "my-report-2"
    assert sourcing.default_id("…") == ""
