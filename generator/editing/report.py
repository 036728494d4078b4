"""A Change told to people: text for a terminal, Markdown for a comment.

In: a Change. Out: one text. In Markdown every value of a dossier is inert: it makes no markup, no
link and no mention, and the whole stays below the length that GitHub takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import markup
from generator.editing.change import (
    Change,
    CitationChange,
    FieldChange,
    RecordChange,
    What,
    own_pages,
)
from generator.editing.facts import FRAME, Quotation
from generator.model import KIND_WORDS
from generator.problem import Problem, as_text, visible

LIMIT = 60_000
"""Bytes of Markdown; GitHub refuses a comment of more than 65,536 characters."""
LONG = 600
"""Characters of one value that Markdown shows; the words of a sentence around a passage, half."""

KINDS = {"dossier": "Dossier", **KIND_WORDS, "retired": "Retired id"}
ORDER: tuple[What, ...] = ("changed", "renamed", "added", "removed")
NOTHING = "No fact changed."
UNDRAWN = (
    "The pages are not compared, because one of the states has problems; "
    "those of the records themselves are named."
)


# --- in words ---


def headline(change: Change) -> str:
    """What changed, in numbers."""
    told = _numbers("record", [(len(change.of(what)), what) for what in ORDER])
    told += _numbers("citation", [(change.citations(what), what) for what in ORDER])
    told += _numbers(
        "problem", [(len(change.introduced), "introduced"), (len(change.mended), "mended")]
    )
    facts = "" if change.has_facts or change.not_compared else NOTHING
    numbers = f"{'; '.join(told)}." if told else ""
    return " ".join(part for part in (facts, numbers) if part) or NOTHING


def _numbers(noun: str, counted: Iterable[tuple[int, str]]) -> list[str]:
    """1 record changed, 2 added: the noun once, only what there is."""
    some = [(number, what) for number, what in counted if number]
    if not some:
        return []
    (number, what), *others = some
    first = f"{number} {noun}{'' if number == 1 else 's'} {what}"
    return [", ".join([first, *(f"{number} {what}" for number, what in others)])]


def named(change: RecordChange) -> tuple[str, str, str]:
    """A record's kind, id and name: Statement, reed-safe, Ada Reed."""
    record = change.record
    return KINDS[record.kind], "" if record.id == FRAME else record.id, record.name


def site_path(page: str) -> str:
    """Where a page stands on the site: /statements/x/."""
    return (
        "/"
        + re.sub(r"(?:^|(?<=/))index\.md$|\.md$", "", page).rstrip("/")
        + ("" if page == "index.md" else "/")
    )


Pages = list[tuple[str, What]]


def _pages(change: Change) -> tuple[Pages, Pages]:
    """The pages of the changed records themselves, and the others that show something else."""
    of_records = own_pages(change)
    if change.pages is None:
        return list(of_records), []
    names = {path for path, _ in of_records}
    own = [one for one in change.pages if one[0] in names]
    return own, [one for one in change.pages if one[0] not in names]


def _others(own: Pages, others: Pages) -> str:
    """How many more pages are affected, and why; nothing where none is."""
    pages = f"{len(others)} page{'' if len(others) == 1 else 's'}"
    if not others:
        return ""
    if not own:
        return f"{pages} affected"
    links = "lists or links" if len(others) == 1 else "list or link"
    return f"and {pages} that {links} them"


def _status(change: Change) -> str:
    if not change.introduced and not change.remaining and change.passed:
        return ""
    if change.passed:
        return "The site can be built."
    were = "was" if change.remaining == 1 else "were"
    left = f", {change.remaining} of which {were} there before" if change.remaining else ""
    return f"The new state has problems{left}: the site cannot be built until they are mended."


# --- text ---


def text(change: Change) -> str:
    """For a terminal: one fact a line."""
    lines = [headline(change), *change.not_compared]
    for one in change.records:
        lines.extend(_record_lines(one))
    for what, problems in (("introduced", change.introduced), ("mended", change.mended)):
        for problem in problems:
            lines += [
                f"Problem {what}:",
                *(f"  {line}" for line in as_text([problem]).splitlines()),
            ]
    lines += [f"content/{name}: {what}" for name, what in change.hand_written]
    if change.pages is None:
        lines.append(UNDRAWN)
    own, others = _pages(change)
    lines += [f"Page {site_path(path)} {what}" for path, what in own]
    lines.append(_others(own, others))
    lines.append(_status(change))
    return "".join(f"{_visible(line)}\n" for line in lines if line)


def _record_lines(change: RecordChange) -> Iterator[str]:
    kind, record_id, name = named(change)
    begins = " ".join(part for part in (kind, record_id, f"({name})" if name else "") if part)
    if change.what != "changed":
        yield f"{begins}: {_came_or_went(change)}"
    label = f"{begins}: " if change.what == "changed" else "    "
    for field in change.fields:
        yield label + _field_words(change, field, _plain_quoted)
    for citation in change.citations:
        yield label + _citation_words(change, citation, str, _plain_passage)


def _came_or_went(change: RecordChange) -> str:
    if change.was:
        return f"{change.what}; it was {change.was}, and the old address leads here"
    if change.lost:
        return (
            f"{change.what}, and its address leads nowhere: put the id into data/retired.yml, with "
            "`kind` and `why`"
        )
    return change.what


def _in_marks(shown: str, value: str) -> str:
    """In quotation marks of another form than those that the value has."""
    return f"‘{shown}’" if re.search('[“”"]', value) else f"“{shown}”"


def _plain_quoted(value: str) -> str:
    return _in_marks(" ".join(value.split()), value)


def _plain_passage(quotation: Quotation) -> str:
    whole = f"{quotation.before}»{quotation.words}«{quotation.behind}"
    return _plain_quoted(whole)


def _field_words(change: RecordChange, field: FieldChange, quoted: Callable[[str], str]) -> str:
    """One field in words; `quoted` shows a value."""
    name = _inert(field.field) if quoted is _quoted else field.field
    if change.is_whole:
        return f"{name}: {quoted(field.after or field.before or '')}"
    if field.before is not None and field.after is not None:
        return f"{name} changed from {quoted(field.before)} to {quoted(field.after)}"
    return f"{name} {field.what}: {quoted(field.after or field.before or '')}"


def _citation_words(
    change: RecordChange,
    citation: CitationChange,
    shown: Callable[[str], str],
    passage: Callable[[Quotation], str],
) -> str:
    """One citation in words, with the words in their sentence."""
    quotation = citation.quotation
    verb = {"added": "now cites", "removed": "no longer cites"}[citation.what]
    verb = "cites" if change.is_whole else verb
    place = (
        f"{quotation.title}, paragraph {quotation.paragraph}"
        if quotation.located
        else f"{quotation.title}, where the words do not stand exactly once"
    )
    inner = "" if quotation.label == "cite" else f" for {shown(quotation.label)}"
    return f"{verb}{inner}: {passage(quotation)} ({shown(place)})"


# --- Markdown ---


@dataclass(frozen=True)
class _Section:
    """A heading and its blocks, of which as many are shown as there is room for."""

    heading: str
    blocks: list[str]
    noun: str
    folded: bool = False


def markdown(change: Change, limit: int = LIMIT) -> str:
    """For a comment on a pull request: at most `limit` bytes of UTF-8."""
    top = [f"**{headline(change)}**", _status(change)]
    top += [f"- {_inert(one)}" for one in change.not_compared[:20]]
    if change.pages is None:
        top.append(UNDRAWN)
    parts = ["\n\n".join(part for part in top if part) + "\n"]
    left = limit - _length(parts[0])
    for section in _sections(change):
        shown = _fitted(section, left)
        parts.append(shown)
        left -= _length(shown) + 1
    return "\n".join(part for part in parts if part)


def _sections(change: Change) -> Iterator[_Section]:
    yield _Section("Problems introduced", [_problem(p) for p in change.introduced], "problem")
    for what in ORDER:
        blocks = [_record(one) for one in change.of(what)]
        yield _Section(f"{what.capitalize()} records", blocks, "record")
    mended = [_problem(p, hint=False) for p in change.mended]
    yield _Section("Problems mended", mended, "problem")
    written = [f"- {_code(f'content/{name}')}: {what}\n" for name, what in change.hand_written]
    yield _Section("Hand-written files", written, "file")
    own, others = (
        [f"- {_code(site_path(path))} {what}\n" for path, what in pages] for pages in _pages(change)
    )
    yield _Section("Pages of these records", own, "page")
    yield _Section(_others(*_pages(change)), others, "page", folded=True)


def _fitted(section: _Section, room: int) -> str:
    """As much of a section as there is room for, with a count of what is left out."""
    if not section.blocks:
        return ""
    begins = f"### {section.heading}\n\n"
    ends = "\n"
    if section.folded:
        begins = f"<details><summary>{section.heading}</summary>\n\n"
        ends = "\n</details>\n"
    left = room - _length(begins + ends) - RESERVED
    taken = 0
    for block in section.blocks:
        left -= _length(block)
        if left < 0:
            break
        taken += 1
    out = len(section.blocks) - taken
    if out:
        more = "more " if taken else ""
        noun = section.noun if out == 1 else f"{section.noun}s"
        ends = f"- … and {out} {more}{noun}, left out here\n{ends}"
    return begins + "".join(section.blocks[:taken]) + ends


RESERVED = 500
"""Bytes kept free in each section, for the headings and counts of those that follow."""


def _record(change: RecordChange) -> str:
    kind, record_id, name = named(change)
    label = f" `{record_id}`" if record_id else ""
    begins = f"- **{kind}**{label}{f' ({_inert(_cut(name))})' if name else ''}"
    told = [_field_words(change, field, _quoted) for field in change.fields]
    told += [_citation_words(change, one, _inert_cut, _passage) for one in change.citations]
    if change.was:
        begins += f": {_came_or_went(change)}"
        if not told:
            return f"{begins}\n"
    elif len(told) == 1:
        return f"{begins}: {told[0]}\n"
    out = len(told) - MANY
    told = [*told[:MANY], f"… and {out} more changes of this record"] if out > 0 else told
    return f"{begins}:\n" + "".join(f"  - {one}\n" for one in told)


MANY = 60
"""Changes of one record that Markdown shows."""


def _problem(problem: Problem, hint: bool = True) -> str:
    place = f"{problem.file}:{problem.line}:{problem.column}"
    advice = " (advice)" if problem.is_advice else ""
    told = f"- {_code(place)} **{problem.code}**{advice}: {_inert(_cut(problem.message))}\n"
    if hint and problem.hint:
        told += _fenced(_visible(_cut(problem.hint, 2 * LONG), keep="\n"), "  ")
    return told


def _code(name: str) -> str:
    """A name or a place as code, where nothing in it could end the code."""
    return f"`{name}`" if re.fullmatch(r"[\w./ :-]*\w/?|/", name) else _inert(name)


def _fenced(words: str, indent: str) -> str:
    """Words as they are, to paste: a block of code, whose fence none of them can end."""
    longest = max((len(run) for run in re.findall(r"`+", words)), default=0)
    fence = "`" * max(3, longest + 1)
    lines = "".join(f"{indent}{line}\n" for line in words.splitlines())
    return f"\n{indent}{fence}text\n{lines}{indent}{fence}\n\n"


def _quoted(value: str) -> str:
    return _in_marks(_inert(_cut(value)), value)


def _passage(quotation: Quotation) -> str:
    """The words, bold, in what is around them."""
    before, behind = quotation.before, quotation.behind
    if len(before) > LONG // 2:
        before = "… " + before[-LONG // 2 :].partition(" ")[2]
    if len(behind) > LONG // 2:
        behind = behind[: LONG // 2].rpartition(" ")[0] + " …"
    words = _inert(_cut(quotation.words))
    shown = f"{_inert(before)}<strong>{words}</strong>{_inert(behind)}"
    return _in_marks(shown, f"{before}{quotation.words}{behind}")


def _cut(value: str, width: int = LONG) -> str:
    if len(value) <= width:
        return value
    return f"{value[:width]} … ({len(value) - width} more characters)"


_LINKED = re.compile(
    r"(?<=@)(?=\S)"  # @mention, an address of mail
    r"|(?<=#)(?=\w)|(?<=\bGH)(?=-\d)"  # an issue's number
    r"|(?<=\bwww)(?=\.)|(?<=:/)(?=/)|(?<=:)(?=/)"  # addresses
    r"|(?<=:)(?=[\w+-]+:)",  # :emoji:
    re.IGNORECASE,
)
"""Where a character of no width keeps GitHub from making a link or a mention of plain text.

It looks for these in the finished text, where references of HTML have become characters again.
"""


_COMMIT = re.compile(r"\b[0-9a-f]{7,40}\b", re.IGNORECASE)


def _inert(value: str) -> Markup:
    apart = _COMMIT.sub(
        lambda commit: "\u200b".join(re.findall(".{1,6}", commit[0])), _visible(value)
    )
    return markup.text(_LINKED.sub("\u200b", apart))


def _inert_cut(value: str) -> str:
    return _inert(_cut(value))


def _visible(value: str, keep: str = "") -> str:
    """On one line, and what cannot be seen or turns the line around as an escape."""
    spaced = "".join(" " if char.isspace() and char not in keep else char for char in value)
    return visible(spaced, keep)


def _length(words: str) -> int:
    return len(words.encode("utf-8"))
