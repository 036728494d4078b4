"""What the export's files, fields, columns and words mean, as plain text.

In: a dossier, and the files with what they hold. Out: text, made from the data dictionary and from
the tables' own columns, so that it cannot drift.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.dictionary import dictionary
from generator.dossier import Dossier
from generator.export import tables, whole
from generator.export.passages import VOICE_WORDS
from generator.relations import WAYS

RIGHTS = (
    "The texts, and every passage quoted from them, stay their owners'; the record of each source "
    "says what is known of its rights."
)

COMPUTED: Mapping[str, str] = {
    "source": "The id of the source.",
    "exact": "The words, letter for letter as the source has them.",
    "prefix, suffix": "What stands before and behind them in their paragraph.",
    "start, end": "Where they stand: code points of the source's text from 0, the end exclusive.",
    "paragraph": "The number of the paragraph in which they begin, from 1.",
    "voice": "In whose voice they stand; see below.",
    "page": "The marked passage on the site.",
}
"""What a passage in dossier.json holds."""

DATES: Mapping[str, str] = {
    "preferred": "Which of the readings the site sorts by: its place in the list, from 0.",
    "edtf": "The date in EDTF (ISO 8601-2:2019), or unknown.",
    "earliest, latest": "The first and the last day that it can mean; null where that is open.",
    "within": "true: some day between these; false: all the time between these.",
    "basis": "How much the source's words state: stated, partly stated, relative, inferred, "
    "unknown.",
    "shown": "The date in words; what the source does not state stands in brackets.",
    "text, passage": "The source's own wording of the date, and where it stands.",
    "why": "Why this is the date, where the wording does not give it in full.",
}
"""What a date in dossier.json holds."""

RECORDS: Mapping[str, str] = {
    "page": "The record's address on the site.",
    "when": "Of statements and events: the reading that they are sorted by; `of` is the id of the "
    "record whose date it is, the statement's own or its occasion's.",
    "voice": "Of statements: the ways in which their passages reach the reader; see below.",
    "characters, paragraphs": "Of sources: the length of the text.",
    "passage": "Of names: where the side first uses the name.",
}
"""What records in dossier.json hold besides the fields of the YAML."""


def as_text(dossier: Dossier, files: Iterable[tuple[str, str]]) -> str:
    """The file."""
    return "".join(f"{' '.join(line.split())}\n" for line in _lines(dossier, files))


def _lines(dossier: Dossier, files: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"# The data of “{dossier.frame.title}”"
    yield from ("", str(dossier.frame.subject), "")
    yield from (f"- {name}: {holds}" for name, holds in files)
    yield from ("", "All files are in UTF-8.", "", "## Rights", "")
    if dossier.frame.licence:
        yield from (f"The records: {dossier.frame.licence}", "")
    yield from (RIGHTS, "")
    yield from _json_lines()
    yield from _fields()
    yield from _tables()
    yield from ("## annotations.jsonld", "")
    yield (
        "An AnnotationCollection after the W3C Web Annotation Data Model. The body of each "
        "annotation is the page of a record, what the record says, and as a tag the voice of the "
        "passage; the target is the page of the source. The positions count in the text of the "
        "source, whose fingerprint stands in dossier.json, and not in the HTML of its page, which "
        "holds the same words and more."
    )


def _json_lines() -> Iterator[str]:
    yield from ("## dossier.json", "")
    yield (
        f"One object. `format` is {whole.FORMAT}, `version` {whole.VERSION}: the number before "
        "the point changes where a program that reads the file must change. `site` is the address "
        "of the site, null where the addresses are relative to this file. Then stand the "
        "dossier's own matters, and for each kind a list of its records, with the fields below. "
        "A field without a value is left out."
    )
    for heading, meanings in (
        ("A passage (each of `cite`)", COMPUTED),
        ("A date", DATES),
        ("In a record, besides its own fields", RECORDS),
        ("Voices of passages", VOICE_WORDS),
        ("Voices of statements", WAYS),
    ):
        yield from ("", f"### {heading}", "")
        yield from (f"- {name}: {meaning}" for name, meaning in meanings.items())
    yield ""


def _fields() -> Iterator[str]:
    yield from ("## The fields of the records", "")
    for entry in dictionary():
        yield from (f"### {entry.name}", "", entry.meaning, "")
        for field in entry.fields:
            needed = ", required" if field.required else ""
            yield f"- {field.name} ({field.takes}{needed}): {field.meaning}"
        for name, words in entry.words:
            yield from ("", f"Values of {name}:", "")
            yield from (f"- {word}: {meaning}" for word, meaning in words)
        yield ""


def _tables() -> Iterator[str]:
    yield from ("## The tables", "")
    yield (
        "CSV after RFC 4180, with a line of headings. Several values in one cell are parted by "
        "“; ”. A cell that a spreadsheet would take for a formula (it begins with = + - @ or a "
        "tab) has an apostrophe before it."
    )
    for table in tables.TABLES:
        yield from ("", f"### {table.file}", "", table.holds, "")
        yield from (f"- {name}: {meaning}" for name, meaning in table.columns)
    yield ""
