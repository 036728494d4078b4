"""Problems that an editor can mend: what they are, what each code means, how they are printed.

In: facts found by the other modules. Out: Problem values, and their text, GitHub and JSON forms.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        # --- files and YAML ---
        "unreadable": "A file is missing, is not a plain file, or cannot be read.",
        "too-large": "A file, a value or the nesting of values is beyond the size that is read.",
        "not-utf-8": "A file holds bytes that are not UTF-8 text.",
        "hidden-character": "A value holds a character that cannot be seen: a control, a "
        "direction mark, an odd line separator, a byte order mark.",
        "yaml-syntax": "A file is not YAML.",
        "yaml-feature": "A file uses a part of YAML that surprises: anchors, aliases, merge "
        "keys, tags, several documents, keys that are not plain text.",
        "duplicate-key": "One key stands twice in the same mapping; YAML would drop the first.",
        "comment-cuts-value": "A comment stands behind an unquoted value, so that ' #' may have "
        "cut the value short.",
        "unknown-file": "A file in data/ is not one that the generator reads.",
        # --- shape of a record ---
        "bad-id": "An id is not made of small letters and digits joined by single hyphens.",
        "duplicate-id": "One id is given to two records.",
        "unknown-field": "A record has a field that its kind does not know.",
        "missing-field": "A record lacks a field that its kind needs.",
        "blank": "A field has no value, or one that says nothing; what is not known is said with "
        "`unknown`, or left out.",
        "wrong-shape": "A value is a text, a list or a mapping where another of these belongs.",
        "unknown-choice": "A value is not one of the words that its field allows.",
        # --- between records ---
        "shared-name": "Two actors have one name, or a name given to one is the other's own.",
        "repeated-item": "A list holds one thing twice, or two records say the same.",
        "unknown-id": "A reference names an id that no record has.",
        "wrong-kind": "A reference names a record of a kind that does not belong there.",
        "unknown-option": "A statement answers an issue with an option that the issue lacks.",
        "too-few-options": "An issue has fewer than two options.",
        "unexplained-implication": "A statement has `implies` without `why`, or `why` without it.",
        "answered-twice": "A statement both answers an issue and implies an answer to it.",
        "undated-statement": "A statement by an actor has neither a `date` nor an occasion `at`.",
        "dated-twice": "A statement has both a `date` and an occasion `at`.",
        "other-occasion": "A statement's occasion or date is another than that of words beside it "
        "in one quotation, or is an event in which its speaker took no part.",
        "unexplained-merge": "An agreement carries several names without `same_because`.",
        "uncited-actor": "An actor has no passage of its own: neither a role with one nor `cite`.",
        "too-few-passages": "A discrepancy cites fewer than two passages.",
        "unlinked-record": "A record that nothing links to and that links to nothing.",
        "circular": "A record names itself, or records contain each other: a place within itself.",
        "same-source": "Two sources are one file, or two files with the same bytes.",
        "same-address": "Two ids, or an id and a page of the site, share one address.",
        "retired-id": "A retired id is in use, or its successor does not exist.",
        # --- sources and passages ---
        "changed-source": "The bytes of a source are not those whose fingerprint is recorded.",
        "no-passage": "A cited passage does not stand in the source.",
        "many-passages": "A cited passage stands in the source more than once.",
        "cut-word": "A cited passage begins or ends inside a word, or has no word; a sentence "
        "listed as carrying no fact is not whole.",
        "negation-left-out": "A negation stands beside a cited passage and is not part of it.",
        "mixed-voice": "A cited passage begins in one voice and ends in another, or holds a whole "
        "quotation with the words around it.",
        "doubtful-voice": "A source's quotation marks leave it open who speaks the cited words.",
        "wrong-voice": "Words are given to somebody who does not speak them.",
        "repeated-passage": "One record cites the same words of a source twice, or a discrepancy "
        "words that overlap.",
        "cited-without-fact": "A sentence listed as carrying no fact is cited all the same.",
        "long-passage": "A cited passage is longer than sixty words.",
        # --- dates ---
        "bad-date": "A date is not one that EDTF (ISO 8601-2) and this site know.",
        "date-not-in-source": "The wording given for a date does not stand in the cited source.",
        "date-disagrees": "A date and the source's wording for it contradict each other.",
        "unexplained-date": "A date that its wording does not give in full has no `why`.",
        "unclear-preference": "Several readings of a date are preferred, or one without `why`.",
        # --- the site's own words ---
        "loaded-word": "The site's own words use a word that the dossier avoids.",
        "unsupported": "The site's own words hold a number, a date or a name that neither the "
        "cited passages nor the linked records carry.",
        "misquoted": "Words in quotation marks in the site's own sentence, or the title of a role, "
        "are not in the passages.",
        "mixed-letters": "A word of the site's own mixes letters of scripts that look alike.",
        "unused-exception": "An exception (`allow`) or a correction (`voices`) changes nothing.",
        # --- the dossier as a whole ---
        "nothing-to-check": "There is no citation at all: a check that checks nothing fails.",
    }
)
"""Each code with its meaning in one sentence; published on the site's page of problems."""

ADVICE = frozenset({"long-passage"})
"""Codes that are printed and do not fail the check."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that an editor should mend.

    `line` and `column` count from 1, in characters; `file` is relative to the project.
    Two problems are equal if they have the same place and code, whatever their wording.
    """

    file: str
    line: int
    column: int
    code: str
    message: str = field(compare=False)
    hint: str = field(compare=False, default="")

    def __post_init__(self) -> None:
        if self.code not in CODES:  # a programmer's slip, never an editor's
            raise ValueError(f"no such problem code: {self.code}")

    @property
    def is_advice(self) -> bool:
        """Whether it is printed without failing the check."""
        return self.code in ADVICE


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those of the problems that fail a check."""
    return [problem for problem in problems if not problem.is_advice]


NEAR = 0.1
"""How much less like the word than the nearest another may be, to be named beside it."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint of the form `did you mean "x"?`, or nothing where no known word is near.

    Where several are about equally near, up to three are named: `did you mean "x" or "y"?`.
    """
    near = difflib.get_close_matches(word, sorted(set(known)), n=3, cutoff=0.6)
    like = [difflib.SequenceMatcher(None, one, word).ratio() for one in near]
    return did_you_mean(
        [one for one, ratio in zip(near, like, strict=True) if ratio > like[0] - NEAR]
    )


def did_you_mean(words: Sequence[str]) -> str:
    """The hint that names these words; nothing where there are none."""
    quoted = [f'"{word}"' for word in words]
    return (
        f"did you mean {', '.join(quoted[:-1])}{' or ' * bool(quoted[1:])}{quoted[-1]}?"
        if quoted
        else ""
    )


def as_text(problems: Iterable[Problem]) -> str:
    """`file:line:column: code: message`, the hint indented below."""
    lines = []
    for p in problems:
        code = f"{p.code} (advice)" if p.is_advice else p.code
        place = f"{visible(p.file)}:{p.line}:{p.column}"
        lines.append(f"{place}: {code}: {visible(p.message)}")
        if p.hint:
            hint = visible(p.hint, keep="\n").replace("\n", "\n          ")
            lines.append(f"    hint: {hint}")
    return "".join(line + "\n" for line in lines)


def as_github(problems: Iterable[Problem]) -> str:
    """GitHub Actions workflow commands, which show as annotations on the line."""

    def escape(text: str, extra: str = "") -> str:
        text = visible(text, keep="\n")
        for char in "%\n" + extra:
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    lines = []
    for p in problems:
        level = "warning" if p.is_advice else "error"
        place = f"file={escape(p.file, ':,')},line={p.line},col={p.column}"
        message = f"{p.message}\n{p.hint}" if p.hint else p.message
        lines.append(f"::{level} {place},title={p.code}::{escape(message)}\n")
    return "".join(lines)


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON array of objects with the fields of Problem and `advice`, in ASCII.

    So no character of a value acts on a terminal, or is lost on one that lacks it.
    """
    rows = [
        {
            "file": p.file,
            "line": p.line,
            "column": p.column,
            "code": p.code,
            "message": p.message,
            "hint": p.hint,
            "advice": p.is_advice,
        }
        for p in problems
    ]
    return json.dumps(rows, indent=2) + "\n"


def visible(text: str, keep: str = "") -> str:
    """The text with what a terminal would act on, or not show, written as escapes."""
    return "".join(
        char if char.isprintable() or char in keep else f"\\u{ord(char):04x}" for char in text
    )
