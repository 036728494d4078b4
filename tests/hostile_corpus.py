"""Inputs that mean harm, or that nobody meant: each with a name and what is wrong with it.

In: a copy of the small dossier. Out: the same with one thing in it that is wrong. What would be
large is made here, so that the repository stays small.

How each ends stands in hostile_corpus.txt: the files and codes of its problems, or that it is
accepted, where it is odd and no more.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Change = Callable[[Path], None]


@dataclass(frozen=True)
class Hostile:
    """One hostile input. `change` does it to a project's folder."""

    name: str
    wrong: str
    change: Change


RECORD = "data/events/hostile.yml"
HEAD = b"opening:\n  what: It opens.\n  date: unknown\n  where: footbridge\n"
CITED = HEAD + b"  cite: {courier: was closed on 3 May 2021}\n"


def at(name: str, content: bytes | Callable[[], bytes]) -> Change:
    """Put a file there, in the place of one that is there already."""

    def put(project: Path) -> None:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content() if callable(content) else content)

    return put


def source(text: bytes | Callable[[], bytes]) -> Change:
    """Add a source with this text, whose last paragraph is cited."""

    def put(project: Path) -> None:
        content = (text() if callable(text) else text) + b"\n\nThe witness Nemo spoke.\n"
        digest = hashlib.sha256(content).hexdigest()
        at("seeds/hostile.txt", content)(project)
        at(
            "data/sources/hostile.yml",
            f"hostile:\n  file: hostile.txt\n  sha256: {digest}\n  title: Hostile\n"
            "  publisher: unknown\n  published: unknown\n  publish: full\n"
            "  rights: free\n".encode(),
        )(project)
        at(
            "data/actors/hostile.yml",
            b"nemo:\n  name: Nemo\n  kind: person\n  acts_for: overmill-council\n"
            b"  cite: {hostile: The witness Nemo spoke}\n",
        )(project)

    return put


def text_of(size: int, piece: str) -> Callable[[], bytes]:
    """A piece of text over and over, up to a size in bytes."""
    return lambda: piece.encode() * (size // len(piece.encode()))


def laughs() -> bytes:
    lines = [b"a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    for level in range(1, 12):
        row = b", ".join([b"*a%d" % (level - 1)] * 9)
        lines.append(b"a%d: &a%d [%s]" % (level, level, row))
    return b"\n".join(lines) + b"\n"


def nonsense() -> bytes:
    """Ten megabytes that are the same on every machine, and valid UTF-8."""
    here = b"nonsense"
    parts: list[bytes] = []
    while len(parts) < 10 * 1024 * 1024 // 64:
        here = hashlib.sha256(here).digest()
        parts.append(here.hex().encode())
    return b"".join(parts)


def every_plane() -> bytes:
    """A character of each 256 that text may hold, in each plane."""
    points = range(0x20, 0x110000, 251)
    chars = (chr(point) for point in points if not 0xD800 <= point < 0xE000)
    return "".join(char for char in chars if char.isprintable()).encode()


# --- YAML: bytes ---

MEGA = 1024 * 1024

BYTES: tuple[tuple[str, str, bytes], ...] = (
    ("nul", "a NUL in a value", b"x: a\x00b\n"),
    ("nul-alone", "a NUL and nothing else", b"\x00"),
    ("many-nuls", "a file that was preallocated and never written", b"\x00" * 4096),
    ("utf8-lone-continuation", "a continuation byte without a start", b"x: \x80\n"),
    ("utf8-cut-short", "a character of three bytes cut after two", b"x: \xe2\x82"),
    ("utf8-overlong-slash", "an overlong form of /", b"x: \xc0\xaf\n"),
    ("utf8-overlong-nul", "an overlong form of NUL", b"x: \xc0\x80\n"),
    ("utf8-surrogate", "a surrogate in bytes (CESU-8)", b"x: \xed\xa0\x80\n"),
    ("utf8-surrogate-pair", "a pair of surrogates in bytes", b"x: \xed\xa0\xbd\xed\xb8\x80\n"),
    ("utf8-beyond-unicode", "a code point beyond U+10FFFF", b"x: \xf4\x90\x80\x80\n"),
    ("utf8-five-bytes", "a form of five bytes", b"x: \xf8\x88\x80\x80\x80\n"),
    ("utf8-fe-ff", "bytes that UTF-8 never has", b"x: \xfe\xff\n"),
    ("latin-1", "a file in Latin-1", "x: caf\xe9\n".encode("latin-1")),
    ("windows-1252", "a file in Windows-1252", b"x: \x93quoted\x94\n"),
    ("shift-jis", "a file in Shift JIS", "x: \u65e5\u672c\n".encode("shift-jis")),
    ("utf16-le", "UTF-16, little end first, with its mark", "x: a\n".encode("utf-16")),
    ("utf16-be", "UTF-16, big end first, without a mark", "x: a\n".encode("utf-16-be")),
    ("utf32", "UTF-32", "x: a\n".encode("utf-32")),
    ("utf7", "a BOM of UTF-7", b"+/v8-x: a\n"),
    ("gzip", "a compressed file", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03x"),
    ("png", "a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    ("bom", "a byte order mark", b"\xef\xbb\xbf" + CITED),
    ("bom-twice", "two byte order marks", b"\xef\xbb\xbf" * 2 + CITED),
    ("bom-within", "a byte order mark in the midst", CITED + b"\xef\xbb\xbfx: y\n"),
    ("crlf", "line ends of Windows", CITED.replace(b"\n", b"\r\n")),
    ("cr-only", "line ends of old", CITED.replace(b"\n", b"\r")),
    ("mixed-line-ends", "all three kinds of line end", CITED.replace(b"\n  w", b"\r\n  w", 1)),
    ("no-last-line-end", "no line end at the end", CITED.rstrip()),
    ("form-feed", "a form feed between records", b"\x0c\n" + CITED),
    ("vertical-tab", "a vertical tab in a value", b"x: a\x0bb\n"),
    ("escape", "an escape sequence of terminals", b"x: \x1b[31mred\x1b[0m\n"),
    ("bell", "a bell", b"x: \x07\n"),
    ("backspace", "backspaces that hide a word", b"x: no\x08\x08yes\n"),
    ("delete", "a delete character", b"x: \x7f\n"),
    ("c1-csi", "a C1 control sequence introducer", "x: \x9b31m\n".encode()),
    ("next-line", "U+0085, which YAML takes for a line end", "x: a\x85y: b\n".encode()),
    ("line-separator", "U+2028", "x: a\u2028y: b\n".encode()),
    ("paragraph-separator", "U+2029", "x: a\u2029y: b\n".encode()),
    ("bidi-override", "a right-to-left override", "x: \u202egnp.exe\n".encode()),
    ("bidi-embedding", "a left-to-right embedding", "x: a\u202ab\n".encode()),
    ("bidi-isolate", "an isolate that is never ended", "x: a\u2067b\n".encode()),
    ("bidi-mark", "a right-to-left mark", "x: a\u200fb\n".encode()),
    ("arabic-letter-mark", "U+061C", "x: a\u061cb\n".encode()),
    ("bidi-in-comment", "an override in a comment", "# \u202e\nx: y\n".encode()),
    ("zero-width-space", "a word parted by nothing", "x: block\u200bade\n".encode()),
    ("zero-width-joiner", "a joiner in a key", "na\u200dme: x\n".encode()),
    ("word-joiner", "U+2060", "x: a\u2060b\n".encode()),
    ("soft-hyphen", "a soft hyphen", "x: block\u00adade\n".encode()),
    ("invisible-times", "an invisible operator", "x: a\u2062b\n".encode()),
    ("tag-characters", "a text in tag characters", "x: a\U000e0041\U000e0042\n".encode()),
    ("variation-selector", "variation selectors that carry bytes", "x: a\ufe01\n".encode()),
    ("hangul-filler", "a letter that is not seen", "\u3164: x\n".encode()),
    ("noncharacter", "U+FFFF", "x: a\uffffb\n".encode()),
    ("interlinear", "interlinear annotation", "x: a\ufff9b\ufffa\n".encode()),
    ("no-break-indent", "no-break spaces for indent", "x:\n\u00a0\u00a0y: z\n".encode()),
    ("ideographic-indent", "an ideographic space for indent", "x:\n\u3000y: z\n".encode()),
    ("fullwidth-colon", "a colon that is none", "x\uff1a y\n".encode()),
    ("homoglyph-id", "a Cyrillic letter in an id", "\u0430da-brook: {}\n".encode()),
    ("combining-flood", "a thousand accents on a letter", ("x: a" + "\u0301" * 1000).encode()),
    ("private-use", "a character of private use as a key", "\ue000: x\n".encode()),
    ("last-code-point", "U+10FFFD as a key", "\U0010fffd: x\n".encode()),
)

# --- YAML: what the language offers ---

YAML: tuple[tuple[str, str, bytes], ...] = (
    ("anchor", "an anchor", b"x: &a {what: b}\n"),
    ("anchor-alone", "an anchor without a value", b"x: &a\n"),
    ("alias", "an alias", b"x: *a\n"),
    ("alias-of-itself", "a mapping that holds itself", b"&a x: *a\n"),
    ("alias-as-key", "an alias in the place of a key", b"? *a\n: x\n"),
    ("merge-key", "a merge key", b"x: {<<: {what: a}}\n"),
    ("merge-key-quoted", "a merge key in quotation marks", b'"<<": {what: a}\n'),
    ("billion-laughs", "lists of lists of aliases", laughs()),
    ("tag-python", "a tag that runs a command", b'x: !!python/object/apply:os.system ["true"]'),
    ("tag-python-name", "a tag that imports", b"x: !!python/name:os.system\n"),
    ("tag-binary", "bytes in base64", b"x: !!binary aGVsbG8=\n"),
    ("tag-set", "a set", b"x: !!set {a, b}\n"),
    ("tag-omap", "an ordered map", b"x: !!omap [a: b]\n"),
    ("tag-timestamp", "a timestamp", b"x: !!timestamp 2001-01-01\n"),
    ("tag-own", "a tag of its own", b"x: !mine {a: b}\n"),
    ("tag-verbatim", "a tag with an address", b"x: !<tag:example.org,2000:x> y\n"),
    ("tag-bare", "a tag without a name", b"x: ! y\n"),
    ("tag-unknown-handle", "a handle that nobody declared", b"x: !e!y z\n"),
    ("env-tag", "a tag that reads the environment", b"x: !ENV HOME\n"),
    ("include-tag", "a tag that reads a file", b"x: !include /etc/passwd\n"),
    ("two-documents", "two documents", b"x: y\n---\nz: a\n"),
    ("empty-second-document", "an empty second document", CITED + b"---\n"),
    ("document-end", "an end mark, and more", CITED + b"...\nx: y\n"),
    ("document-ended", "an end mark at the end", CITED + b"...\n"),
    ("begins-with-document", "a mark at the beginning", b"---\n" + CITED),
    ("directive-yaml", "%YAML 1.1", b"%YAML 1.1\n---\n" + CITED),
    ("directive-yaml-12", "%YAML 1.2", b"%YAML 1.2\n---\n" + CITED),
    ("directive-yaml-99", "%YAML 99.1", b"%YAML 99.1\n---\nx: y\n"),
    ("directive-yaml-huge", "a version of many digits", b"%YAML 1." + b"9" * 500 + b"\n---\n"),
    ("directive-yaml-twice", "two versions", b"%YAML 1.1\n%YAML 1.1\n---\nx: y\n"),
    ("directive-tag", "%TAG", b"%TAG ! tag:example.org,2000:\n---\nx: !y z\n"),
    ("directive-unknown", "a directive that nobody knows", b"%HARM now\n---\n" + CITED),
    ("directive-alone", "a directive and nothing else", b"%YAML 1.1\n"),
    ("complex-key", "a list for a key", b"? [a, b]\n: c\n"),
    ("complex-key-mapping", "a mapping for a key", b"{a: b}: c\n"),
    ("empty-key", "an empty key", b": x\n"),
    ("null-key", "a key that YAML takes for null", b"~: x\n"),
    ("question-alone", "a question mark alone", b"?\n"),
    ("duplicate-id", "the same id twice", CITED + CITED),
    ("duplicate-field", "the same field twice", CITED + b"  what: It shuts.\n"),
    ("duplicate-quoted", "a field twice, once in quotation marks", CITED + b'  "what": A.\n'),
    ("duplicate-many", "a thousand times the same key", b"x: y\n" * 1000),
    ("set-of-fields", "fields without values", b"opening: {what, date, cite}\n"),
    ("list-at-top", "a list", b"- a\n- b\n"),
    ("text-at-top", "a text", b"just words\n"),
    ("number-at-top", "a number", b"42\n"),
    ("quoted-at-top", "a text in quotation marks", b'"words"\n'),
    ("block-at-top", "a block of text", b"|\n  words\n"),
    ("unclosed-double", "a quotation mark never closed", b'x: "abc\ny: z\n'),
    ("unclosed-single", "the other mark never closed", b"x: 'abc\ny: z\n"),
    ("unclosed-list", "a bracket never closed", b"x: [a, b\ny: z\n"),
    ("unclosed-mapping", "a brace never closed", b"x: {a: b\ny: z\n"),
    ("closed-twice", "a bracket closed twice", b"x: [a]]\n"),
    ("closed-otherwise", "a bracket closed with a brace", b"x: [a}\n"),
    ("comma-alone", "commas and nothing else", b"x: [,,,]\n"),
    ("no-comma", "no comma between", b'x: ["a" "b"]\n'),
    ("bad-escape", "an escape that there is not", b'x: "\\q"\n'),
    ("bad-hex-escape", "an escape cut short", b'x: "\\u12"\n'),
    ("escape-beyond", "an escape beyond Unicode", b'x: "\\UFFFFFFFF"\n'),
    ("escape-surrogate", "a lone surrogate as an escape", b'x: "\\ud83d"\n'),
    ("escape-pair", "a pair of surrogates as escapes", b'x: "\\ud83d\\ude00"\n'),
    ("escape-nul", "a NUL as an escape", b'x: "\\0"\n'),
    ("escape-terminal", "ESC as an escape, in an id", b'"\\e[31mred": {what: a}\n'),
    ("escape-line-end", "a line end in an id", b'"a\\n::error::b": {what: a}\n'),
    ("escape-bidi", "an override as an escape", b'x: {what: "\\u202e"}\n'),
    ("tab-indent", "a tab for indent", b"x:\n\ty: z\n"),
    ("tab-before-value", "tabs before a value", CITED.replace(b"what: ", b"what:\t\t")),
    ("tab-behind", "tabs at the end of lines", CITED.replace(b"\n", b"\t\n")),
    ("indent-less", "fields without indent", CITED.replace(b"  ", b"")),
    ("indent-uneven", "indents that do not agree", b"x:\n   a: b\n  c: d\n"),
    ("indent-deep", "an indent of ten thousand", b"x:\n" + b" " * 10_000 + b"what: a\n"),
    ("block-indicator", "an indent said to be 9", b"x:\n  what: |9\n    a\n"),
    ("block-indicator-zero", "an indent said to be 0", b"x:\n  what: |0\n    a\n"),
    ("block-indicator-two", "two indicators", b"x:\n  what: |2-2\n    a\n"),
    ("block-less-indent", "a block that begins with more", b"x:\n  what: |\n      a\n    b\n"),
    ("block-tabs", "a block indented with tabs", b"x:\n  what: |\n\t\ta\n"),
    ("block-empty", "a block without lines", b"x:\n  what: |\n  date: unknown\n"),
    ("block-keep", "a block with all its line ends", CITED + b"  about: |+\n    x\n\n\n"),
    ("block-fold", "a folded block", CITED.replace(b"It opens.", b">-\n    It\n    opens.")),
    ("block-of-words", "words behind the sign of a block", b"x:\n  what: | words\n"),
    ("hash-in-value", "a hash that cuts the value", b"x: {what: signed by #5}\n"),
    ("colon-in-value", "a colon in a value", b"x:\n  what: so: it\n"),
    ("at-sign", "a sign that YAML reserves", b"x: @home\n"),
    ("backtick", "the other one", b"x: `home`\n"),
    ("percent", "a percent sign first", b"%x: y\n"),
    ("only-dashes", "only ---", b"---\n"),
    ("many-dashes", "only ---, many times", b"---\n" * 1000),
    ("only-dots", "only ...", b"...\n"),
    ("only-comments", "only comments", b"# a\n# b\n"),
    ("only-space", "only white space", b"  \n\n \n"),
    ("only-tabs", "only tabs", b"\t\t\n"),
    ("empty", "nothing", b""),
    ("only-colons", "colons", b":\n:\n:\n"),
    ("only-question-marks", "question marks", b"? ? ? ?\n"),
    ("only-quotation-marks", "quotation marks", b'"' * 999 + b"\n"),
    ("merge-conflict", "a conflict of git", b"<<<<<<< HEAD\nx: y\n=======\nx: z\n>>>>>>> b\n"),
    ("json", "JSON", b'{"opening": {"what": "It opens.", "date": "unknown"}}\n'),
    ("html", "a page", b"<!doctype html>\n<html><body>Not found</body></html>\n"),
    ("template", "a template", b"{% for x in y %}\n{{ x }}: y\n{% endfor %}\n"),
    ("csv", "a table", b"id,name\n1,a\n"),
    ("toml", "TOML", b'[opening]\nwhat = "a"\n'),
    ("python", "a program", b"import os\nos.system('true')\n"),
)

# --- YAML: values that YAML takes for something else ---

GUESSED = (
    "no yes on off true false null ~ NULL 0 -0 +1 1_000 0x1F 0o17 017 0b101 1e309 1.5 .5 -.inf .inf"
    " .nan .NaN 12:30 12:30:45 190:20:30 2023-04-28 2023-04-28T10:00:00Z 2023-4-28 = <="
    " 99999999999999999999999 ... -- - ?"
).split()

# --- YAML: what is too much ---

LARGE: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
    ("scalar-100-mb", "one value of 100 MB", text_of(100 * MEGA, "x: aaaaaaaaaaaaa")),
    ("scalar-15-mb", "one value of 15 MB", lambda: b"x: " + b"a" * 15 * MEGA),
    ("scalar-quoted-15-mb", "15 MB in quotation marks", lambda: b'x: "' + b"a " * 7 * MEGA),
    ("scalar-block-15-mb", "a block of 15 MB", lambda: b"x: |\n" + b"  a\n" * 3 * MEGA),
    ("nested-flow-lists", "a hundred thousand brackets", lambda: b"x: " + b"[" * 100_000),
    ("nested-flow-mappings", "as many braces", lambda: b"x: " + b"{a: " * 100_000),
    ("nested-closed", "brackets that are closed", lambda: b"[" * 100_000 + b"]" * 100_000),
    ("nested-block-lists", "dashes on one line", lambda: b"- " * 100_000),
    ("nested-block-mappings", "colons on one line", lambda: b"a: " * 100_000),
    ("nested-questions", "question marks on one line", lambda: b"? " * 100_000),
    (
        "nested-indents",
        "each line indented more than the last",
        lambda: b"".join(b" " * n + b"a:\n" for n in range(2_000)),
    ),
    ("alias-bomb-wide", "a million aliases", lambda: b"a: &a b\nx: [" + b"*a," * MEGA),
    ("anchors-million", "a million anchors", lambda: b"x: [" + b"&a b," * MEGA),
    ("keys-million", "a million keys", lambda: b"".join(b"k%d: v\n" % n for n in range(MEGA))),
    ("same-key-million", "a million times one key", lambda: b"k: v\n" * MEGA),
    ("items-in-a-list", "a list of two million", lambda: b"x:\n" + b"- a\n" * 2 * MEGA),
    ("empty-items", "a list of empty lists", lambda: b"x: [" + b"[]," * 2 * MEGA + b"]"),
    (
        "records-without-fields",
        "200 000 bad records",
        lambda: b"".join(b"r%d: {}\n" % n for n in range(200_000)),
    ),
    (
        "comments-that-cut",
        "a comment behind each value",
        lambda: b"".join(b"k%d: v # c\n" % n for n in range(200_000)),
    ),
    (
        "unknown-fields",
        "a record of 200 000 fields",
        lambda: b"x:\n" + b"".join(b"  f%d: v\n" % n for n in range(200_000)),
    ),
    ("key-long", "a key of a million letters", lambda: b"k" * MEGA + b": v\n"),
    ("key-long-quoted", "the same in quotation marks", lambda: b'"' + b"k" * 900 + b'": v\n'),
    ("id-long", "an id of 19 000 letters", lambda: b"? " + b"k" * 19_000 + b"\n: {what: a}\n"),
    ("line-long", "a line of ten million", lambda: b"x: [" + b"abcdefgh, " * MEGA + b"]\n"),
    ("comment-long", "a comment of 15 MB", lambda: CITED + b"#" * 15 * MEGA),
    ("lines-million", "15 million empty lines", lambda: CITED + b"\n" * 15 * MEGA),
    ("spaces-million", "15 million spaces", lambda: CITED + b" " * 15 * MEGA),
    ("quotation-marks-mega", "a million quotation marks", lambda: b'"' * MEGA),
    ("apostrophes-mega", "a million apostrophes", lambda: b"'" * MEGA),
    ("directives-many", "100 000 directives", lambda: b"%X y\n" * 100_000 + b"---\nx: y\n"),
    (
        "tag-directives-many",
        "20 000 handles",
        lambda: b"".join(b"%%TAG !a%d! tag:x,1:\n" % n for n in range(20_000)) + b"---\nx: y\n",
    ),
    ("documents-many", "100 000 documents", lambda: b"---\nx: y\n" * 100_000),
    ("escapes-mega", "a million escapes", lambda: b'x: "' + b"\\x41" * MEGA + b'"\n'),
    ("nonsense-10-mb", "ten megabytes of nonsense", nonsense),
    ("nonsense-keys", "nonsense with colons", lambda: nonsense().replace(b"f", b": ")[: 5 * MEGA]),
    (
        "nonsense-flow",
        "nonsense with brackets",
        lambda: nonsense().translate(bytes.maketrans(b"0123456789abcdef", b"[]{},:\n -?&*!|'\""))[
            :MEGA
        ],
    ),
    (
        "emoji-before-error",
        "a column behind emoji",
        lambda: "x: [\U0001f600, \U0001f1e6, @]\n".encode(),  # noqa: PLW0108 - as the others
    ),
)

# --- sources ---

SOURCES: tuple[tuple[str, str, bytes | Callable[[], bytes]], ...] = (
    ("source-nonsense", "ten megabytes of nonsense", nonsense),
    ("source-too-large", "17 MB", text_of(17 * MEGA, "word ")),
    ("source-quotation-marks", "1 MB of curly marks", text_of(MEGA, "\u201c\u2019\u201d\u2018")),
    ("source-opening-marks", "1 MB of opening marks", text_of(MEGA, "\u201c")),
    ("source-straight-marks", "1 MB of straight marks", text_of(MEGA, "\"'")),
    ("source-spaced-marks", "1 MB of marks and spaces", text_of(MEGA, "\u201c \u2019 ")),
    ("source-single-marks", "1 MB of single marks", text_of(MEGA, "' ")),
    ("source-marks-in-lines", "paragraphs that go on", text_of(MEGA, "\u201ca b\n\n")),
    ("source-points", "1 MB of points", text_of(MEGA, "A. ")),
    ("source-dots", "1 MB of dots", text_of(MEGA, ".")),
    ("source-hyphens", "1 MB of hyphens", text_of(MEGA, "a-")),
    ("source-digits", "1 MB of digits and commas", text_of(MEGA, "1,")),
    ("source-one-word", "a word of 1 MB", text_of(MEGA, "a")),
    ("source-accents", "1 MB of accents", text_of(MEGA, "\u0301")),
    ("source-accents-unsorted", "accents out of order", text_of(MEGA, "\u0301\u0323")),
    ("source-hangul", "1 MB of parts of syllables", text_of(MEGA, "\u1100\u1161\u11a8")),
    ("source-spaces", "1 MB of spaces", text_of(MEGA, " ")),
    ("source-lines", "1 MB of line ends", text_of(MEGA, "\r\n")),
    ("source-brackets", "1 MB of brackets", text_of(MEGA, "[")),
    ("source-lines-long", "one line of 3 MB", text_of(3 * MEGA, "The word is the word. ")),
    ("source-every-plane", "characters of every plane", every_plane),
    ("source-nfd", "a text in NFD", "Cafe\u0301 cre\u0300me".encode()),
    ("source-rtl", "a text from right to left", "\u05e9\u05dc\u05d5\u05dd \u0645\u0631".encode()),
    ("source-bidi", "an override", "a\u202eb".encode()),
    ("source-zero-width-space", "zero-width spaces", "a\u200bb".encode()),
    ("source-emoji", "emoji with joiners", "\U0001f468\u200d\U0001f469\u200d\U0001f467".encode()),
    ("source-control", "control characters", b"a\x01b\x1b[31m"),
    ("source-nul", "a NUL", b"a\x00b"),
    ("source-crlf", "line ends of Windows", b"a\r\nb\r\n"),
    ("source-cr", "line ends of old", b"a\rb\r"),
    ("source-mixed-ends", "all kinds of line ends", b"a\rb\nc\r\nd\x0be\x0cf"),
    ("source-bom", "a byte order mark", b"\xef\xbb\xbfa"),
    ("source-latin-1", "Latin-1", "caf\xe9".encode("latin-1")),
    ("source-utf16", "UTF-16", "a word".encode("utf-16")),
    ("source-surrogate", "a surrogate in bytes", b"a\xed\xa0\x80"),
    ("source-markup", "a page in HTML", b"<script>alert(1)</script><!-- {{ x }} -->"),
    ("source-markdown", "live Markdown", b"# a\n\n[x](y) ^[n] *[a]: b\n\n```\n{: .x}"),
)


# --- the folder ---


def replaced_by(name: str, make: Callable[[Path], object]) -> Change:
    """Take a file away and make something else in its place."""

    def put(project: Path) -> None:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() or path.is_symlink():
            path.unlink()
        make(path)

    return put


def linked(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


def file_of_source(name: str) -> Change:
    """Let the source name this file, whatever it is."""

    def put(project: Path) -> None:
        sources = project / "data/sources.yml"
        text = sources.read_text(encoding="utf-8")
        sources.write_text(text.replace("file: courier.txt", f"file: {name}"), encoding="utf-8")

    return put


def odd_name(name: bytes | str, content: bytes = b"") -> Change:
    """A file with this name, relative to the project."""

    def put(project: Path) -> None:
        path = os.fsencode(project) + b"/" + (name if isinstance(name, bytes) else name.encode())
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - bytes
        with open(path, "wb") as file:  # noqa: PTH123 - bytes
            file.write(content)

    return put


def nested_folders(project: Path) -> None:
    folder = project / "data" / "events"
    for _ in range(60):
        folder /= "deeper"
    folder.mkdir(parents=True)
    (folder / "x.yml").write_bytes(CITED)


def two_pages(project: Path) -> None:
    for name in ("page", "Page"):
        at(f"content/{name}.md", b"# x\n")(project)


def many_files(project: Path) -> None:
    for number in range(3000):
        at(f"data/events/{number}.yml", b"")(project)


SEED = "seeds/courier.txt"
FOLDER: tuple[tuple[str, str, Change], ...] = (
    ("path-parent", "a source outside, by ..", file_of_source("../mkdocs.yml")),
    ("path-parents", "a source far outside", file_of_source("../../../../etc/passwd")),
    ("path-absolute", "an absolute path", file_of_source("/etc/passwd")),
    ("path-home", "a path from the home folder", file_of_source("~/x.txt")),
    ("path-windows", "a path of Windows", file_of_source(r"..\..\x.txt")),
    ("path-drive", "a drive of Windows", file_of_source('"C:/x.txt"')),
    ("path-url", "an address", file_of_source("https://example.org/x")),
    ("path-dot", "a path with a dot", file_of_source("./courier.txt")),
    ("path-double-slash", "a path with two slashes", file_of_source(".//courier.txt")),
    ("path-case", "another case than the file's", file_of_source("Courier.txt")),
    ("path-device", "a device", file_of_source("/dev/zero")),
    ("path-long", "a path of 19 000 letters", file_of_source("x" * 19_000)),
    ("path-variable", "a variable", file_of_source("$HOME/x")),
    ("link-out", "a link that leaves the project", replaced_by(SEED, linked("/etc/passwd"))),
    ("link-proc", "a link into /proc", replaced_by(SEED, linked("/proc/self/mem"))),
    ("link-loop", "a link to itself", replaced_by(SEED, linked("courier.txt"))),
    ("link-nowhere", "a link to nothing", replaced_by(SEED, linked("gone.txt"))),
    ("link-zero", "a link to /dev/zero", replaced_by(SEED, linked("/dev/zero"))),
    ("link-random", "YAML that is /dev/urandom", replaced_by(RECORD, linked("/dev/urandom"))),
    ("link-stdin", "YAML that is the terminal", replaced_by(RECORD, linked("/dev/stdin"))),
    ("link-null", "a source that is /dev/null", replaced_by(SEED, linked("/dev/null"))),
    ("link-above", "a folder that is the project", replaced_by("data/loop", linked(".."))),
    ("link-page-out", "a page that leaves", replaced_by("content/x.md", linked("/etc/passwd"))),
    ("fifo-source", "a pipe that nobody writes to", replaced_by(SEED, os.mkfifo)),
    ("fifo-yaml", "YAML that is a pipe", replaced_by(RECORD, os.mkfifo)),
    ("fifo-page", "a page that is a pipe", replaced_by("content/x.md", os.mkfifo)),
    ("fifo-outlines", "outlines that are a pipe", replaced_by("content/x.json", os.mkfifo)),
    ("fifo-template", "a template that is a pipe", replaced_by("templates/x.jinja", os.mkfifo)),
    ("folder-for-source", "a folder for a text", replaced_by(SEED, Path.mkdir)),
    ("folder-for-yaml", "a folder named x.yml", replaced_by("data/x.yml", Path.mkdir)),
    ("folder-for-page", "a folder named x.md", replaced_by("content/x.md", Path.mkdir)),
    ("source-empty", "an empty text", at(SEED, b"")),
    ("source-blank", "a text of white space", at(SEED, b" \n\t\n")),
    ("source-gone", "a text that is gone", lambda project: (project / SEED).unlink()),
    ("data-gone", "a kind of record that is gone", lambda p: (p / "data/actors.yml").unlink()),
    ("dossier-gone", "no dossier.yml", lambda p: (p / "data/dossier.yml").unlink()),
    ("dossier-empty", "an empty dossier.yml", at("data/dossier.yml", b"")),
    ("dossier-folder", "dossier/ for a file", odd_name("data/dossier/x.yml", b"title: x\n")),
    ("name-space", "a name of spaces", odd_name("data/events/ .yml", CITED)),
    ("name-line-end", "a line end in a name", odd_name("data/events/a\nb.yml", CITED)),
    ("name-escape", "an escape sequence in a name", odd_name("data/events/\x1b[31m.yml", CITED)),
    ("name-bidi", "an override in a name", odd_name("data/events/\u202elmy.yml", CITED)),
    ("name-not-utf8", "a name that is no text", odd_name(b"data/events/\xff.yml", CITED)),
    ("name-folder-not-utf8", "a folder's name", odd_name(b"data/\xff\xfe/x.yml", CITED)),
    ("name-folder-line-end", "in a folder's name", odd_name("data/events/a\nb/x.yml", CITED)),
    ("name-command", "a command to a shell", odd_name("data/events/$(true);`x`.yml", CITED)),
    ("name-option", "an option", odd_name("data/events/--help.yml", CITED)),
    ("name-backslash", "a backslash", odd_name("data/events/a\\b.yml", CITED)),
    ("name-quotation-mark", "quotation marks", odd_name("data/events/a\"b'c.yml", CITED)),
    ("name-emoji", "emoji", odd_name("data/events/\U0001f600.yml", CITED)),
    ("name-nfd", "a name in NFD", odd_name("data/events/e\u0301.yml", CITED)),
    ("name-long", "a name of 255 bytes", odd_name("data/events/" + "x" * 251 + ".yml", CITED)),
    ("name-suffix-case", "an ending in capitals", odd_name("data/events/X.YML", CITED)),
    ("name-two-suffixes", "a copy", odd_name("data/events.yml.bak", CITED)),
    ("name-no-suffix", "no ending", odd_name("data/events/x", CITED)),
    ("name-github", "what GitHub would act on", odd_name("data/::error::x%0A.yml", CITED)),
    ("name-windows", "names that Windows reserves", odd_name("content/con.md", b"# x\n")),
    ("name-page-not-utf8", "a page's name", odd_name(b"content/\xff.md", b"# x\n")),
    ("name-page-line-end", "a line end in a page's name", odd_name("content/a\nb.md", b"# x\n")),
    ("name-seed-not-utf8", "a source's name", odd_name(b"seeds/\xff.txt", b"x")),
    (
        "case-pages",
        "two pages, one name but for case",
        two_pages,
    ),
    ("case-page-and-record", "a page and a record", at("content/Actors/ADA-BROOK.md", b"# x\n")),
    ("id-reserved", "an id that Windows reserves", at(RECORD, CITED.replace(b"opening", b"con"))),
    ("id-index", "an id that is a list's page", at(RECORD, CITED.replace(b"opening", b"index"))),
    ("id-parent", "an id that leads out", at(RECORD, CITED.replace(b"opening:", b"../x:"))),
    ("id-slash", "an id with a slash", at(RECORD, CITED.replace(b"opening:", b"a/b:"))),
    ("id-dots", "an id of dots", at(RECORD, CITED.replace(b"opening:", b'"..":'))),
    ("id-line-end", "an id with a line end", at(RECORD, CITED.replace(b"opening:", b'"a\\n":'))),
    ("folders-deep", "sixty folders deep", nested_folders),
    ("files-many", "three thousand empty files", many_files),
    ("page-front-tag", "a tag that does not suit", at("content/x.md", b"---\na: !!bool x\n---\n")),
    (
        "page-front-bomb",
        "aliases in front matter",
        at("content/x.md", b"---\n" + laughs() + b"---\n"),
    ),
    (
        "page-front-deep",
        "nested front matter",
        at("content/x.md", lambda: b"---\n" + b"[" * 9000 + b"\n---\n"),
    ),
    (
        "page-front-large",
        "10 MB of front matter",
        at("content/x.md", lambda: b"---\n" + b"- a\n" * 2 * MEGA + b"---\n"),
    ),
    (
        "page-front-python",
        "a tag that runs",
        at("content/x.md", b"---\na: !!python/name:os.system\n---\n"),
    ),
    ("page-not-utf8", "Latin-1", at("content/x.md", b"caf\xe9\n")),
    ("page-too-large", "a page of 17 MB", at("content/x.md", text_of(17 * MEGA, "word "))),
    ("outlines-unused", "broken JSON that nothing uses", at("content/x.json", b"{")),
    ("outlines-a-list", "a list for outlines", lambda p: _with_map(p, b"[]")),
    ("outlines-null", "null for outlines", lambda p: _with_map(p, b"null")),
    ("outlines-deep", "nested outlines", lambda p: _with_map(p, b"[" * 100_000)),
    ("outlines-huge-number", "a number of many digits", lambda p: _with_map(p, b"1" * 100_000)),
    ("outlines-nan", "no numbers", lambda p: _with_map(p, _land(b"[NaN, Infinity]"))),
    ("outlines-overflow", "numbers beyond", lambda p: _with_map(p, _land(b"[1e999, -1e999]"))),
    ("outlines-booleans", "booleans", lambda p: _with_map(p, _land(b"[true, false]"))),
    (
        "outlines-surrogate",
        "a name that is no text",
        lambda p: _with_map(p, _land(b"[1, 1]", b"\\ud800")),
    ),
    (
        "outlines-bidi",
        "an override in a name",
        lambda p: _with_map(p, _land(b"[1, 1]", b"\\u202e")),
    ),
    ("outlines-nul", "a NUL in a name", lambda p: _with_map(p, _land(b"[1, 1]", b"\\u0000"))),
    ("outlines-not-utf8", "bytes that are no text", lambda p: _with_map(p, b"\xff\xfe{")),
    (
        "settings-folder",
        "a template that is a folder",
        replaced_by("templates/actor.md.jinja", Path.mkdir),
    ),
    ("template-syntax", "a template that is none", at("templates/place.md.jinja", b"{% for %}")),
    ("template-not-utf8", "a template in Latin-1", at("templates/place.md.jinja", b"caf\xe9\n")),
)


def _land(position: bytes, name: bytes = b"Land") -> bytes:
    ring = b", ".join([position, b"[2, 1], [2, 2]", position])
    return (
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "'
        + name
        + b'"}, "geometry": {"type": "Polygon", "coordinates": [['
        + ring
        + b"]]}}]}"
    )


def _with_map(project: Path, outlines: bytes) -> None:
    at("content/x.json", outlines)(project)
    with (project / "data/dossier.yml").open("ab") as file:
        file.write(
            b'map: {outlines: x.json, west: "0", south: "0", east: "9", north: "9", credit: me}\n'
        )


def corpus() -> Iterator[Hostile]:
    """Every hostile input."""
    for name, wrong, content in (*BYTES, *YAML):
        yield Hostile(name, wrong, at(RECORD, content))
    for name, wrong, made in LARGE:
        yield Hostile(name, wrong, at(RECORD, made))
    for value in GUESSED:
        record = CITED.replace(b"It opens.", value.encode())
        yield Hostile(f"guessed {value}", f"{value} for a text", at(RECORD, record))
    for name, wrong, text in SOURCES:
        yield Hostile(name, wrong, source(text))
    for name, wrong, change in FOLDER:
        yield Hostile(name, wrong, change)
