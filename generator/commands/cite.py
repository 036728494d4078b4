"""`factsheet cite`: find a passage, and print the YAML to paste."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from generator import workspace
from generator.commands.options import counted, in_project, printed_as
from generator.document import shorten
from generator.dossier import Dossier
from generator.editing import citing, searching
from generator.editing.citing import Hit, Passage
from generator.editing.searching import Likeness
from generator.model import Source
from generator.problem import nearest
from generator.span import Span

LISTED = 20
"""Places that are listed at most."""
NEAREST = 3
"""Places that are shown where nothing comes near enough."""
NAMED = 5
"""Records that are named at most whose passages overlap the words."""
WIDTH = 90
"""Characters of a line of text."""
_ON, _OFF = "\u2060", "\u2061"
"""Where bold letters begin and end; characters without width, until the lines are made."""


@click.command(
    short_help="Find a passage, and print the YAML to paste.",
    epilog='Example: factsheet cite "closed for repairs" --source gazette',
)
@in_project
@click.argument("words", nargs=-1, required=True)
@click.option("--source", metavar="ID", default="", help="Look in this source only.")
@click.option("--choose", metavar="N", type=click.IntRange(1), help="Take the place numbered N.")
@click.option("--all", "everything", is_flag=True, help="List places that differ more, too.")
@click.option(
    "--prefix",
    is_flag=True,
    help="Where the words stand more than once: keep them as they are, and add a prefix.",
)
@printed_as("text", "json", told="For people, or for programs.", names=("--as", "--format"))
def cite(
    project: Path,
    words: tuple[str, ...],
    source: str,
    choose: int | None,
    everything: bool,
    prefix: bool,
    form: str,
) -> None:
    """Find WORDS in the sources, and print the lines to paste into a record.

    The words need not be quite right. Where they stand in several places, these are listed with
    numbers: choose one with --choose. Exit status 1 if the words are nowhere.
    """
    wanted = " ".join(words)
    if not searching.has_word(wanted):
        raise click.UsageError(f'there is no word in "{shorten(wanted)}": name some of the passage')
    inputs = workspace.read(project)
    dossier = citing.readable(inputs.files, inputs.seeds)
    _look_at_sources(dossier, source, inputs.seeds)
    found = citing.hits(dossier, wanted, source, prefixed=prefix)
    near = [hit for hit in found if hit.place.likeness is not Likeness.FAR]
    shown = near if everything else citing.likeliest(found)
    if choose is not None and shown and choose > len(shown):
        raise click.UsageError(f"there is no place {choose}: {_places(len(shown))}")
    if form == "json":
        _print_json(wanted, shown, choose, found)
    elif not shown:
        _print_nearest(wanted, found)
    elif choose is None and len(shown) > 1:
        _print_list(shown, len(near) - len(shown))
    else:
        _print_hit(shown[(choose or 1) - 1], len(near) - len(shown))
    if not shown:
        raise SystemExit(1)
    if (choose or len(shown) == 1) and shown[(choose or 1) - 1].wrong:
        raise SystemExit(1)


def _look_at_sources(dossier: Dossier, source: str, seeds: Iterable[str]) -> None:
    """Say which sources cannot be searched, so that nobody takes their silence for an answer."""
    if source and source not in dossier.texts:
        known = dossier.texts
        raise click.UsageError(
            f'there is no source "{source}" that can be read; '
            + (nearest(source, known) or f"the sources are {', '.join(known) or 'none yet'}")
        )
    for record in dossier.all(Source):
        stored = dossier.texts.get(record.id)
        if stored is None:
            _note(f"{record.id} was not searched: seeds/{record.file} cannot be read")
        elif stored.sha256 != record.sha256:
            _note(
                f"seeds/{record.file} is not the text whose fingerprint {record.id} records: "
                f"factsheet source check {record.id}"
            )
    for record_id, kind in dossier.broken.items():
        if kind == "source":
            _note(f"{record_id} was not searched: its record has a problem, see factsheet check")
    named = {str(record.file) for record in dossier.all(Source)}
    for name in sorted(set(seeds) - named):
        if not dossier.broken:
            _note(
                f"seeds/{name} was not searched, as no record in data/sources.yml names it: "
                f"factsheet source add seeds/{name}"
            )


def _note(text: str) -> None:
    click.echo(f"note: {text}", err=True)


# --- for people ---


def _print_hit(hit: Hit, more: int) -> None:
    click.echo(f"{hit.source}, paragraph {hit.paragraph}{_likeness(hit)}\n")
    click.echo(_in_paragraph(hit) + "\n")
    for passage in hit.passages:
        if len(hit.passages) > 1:
            click.echo(f"“{shorten(passage.selector.exact)}”:")
        click.echo(_voice(hit, passage))
        click.echo(_cited(hit, passage))
    for told in dict.fromkeys(told for passage in hit.passages for told in passage.told):
        click.echo(f"Note: {told}.")
    if hit.wrong:
        click.echo(f"\nNothing to paste: {hit.wrong}.")
    else:
        click.echo(f"\n{hit.yaml}", nl=False)
    _print_more(more)


def _print_list(found: list[Hit], more: int) -> None:
    click.echo(f"{_places(len(found))}:\n")
    for number, hit in enumerate(found[:LISTED], start=1):
        click.echo(f"{number:>3}  {hit.source}, paragraph {hit.paragraph}{_likeness(hit)}")
        click.echo(f"     {_snippet(hit)}")
    if len(found) > LISTED:
        click.echo(f"     and {len(found) - LISTED} more")
    click.echo("\nAdd --choose N for the lines to paste, or give more of the words.")
    _print_more(more)


def _print_more(more: int) -> None:
    if more:
        click.echo(f"\n{counted(more, 'more place')} with words less like these: --all lists them.")


def _print_nearest(words: str, found: list[Hit]) -> None:
    click.echo(f"“{shorten(words)}” stands in no source.")
    if found:
        click.echo("The nearest are:\n")
    for hit in found[:NEAREST]:
        click.echo(f"{hit.source}, paragraph {hit.paragraph}{_likeness(hit)}")
        click.echo(_in_sentence(hit))
    if not found:
        click.echo("No word of the sources is like them: look for other words of the sentence.")


def _places(number: int) -> str:
    return f"the words stand in {counted(number, 'place')}"


def _likeness(hit: Hit) -> str:
    if hit.place.likeness is Likeness.EXACT:
        return ""
    if hit.place.likeness is Likeness.INSIDE:
        return f" ({hit.place.differs})"
    how = "not quite" if hit.place.likeness is Likeness.MARKS else "approximate"
    return f" ({how}: {hit.place.differs})"


def _marked(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{_ON}>>{text[start:end]}<<{_OFF}{text[end:]}"


def _in_paragraph(hit: Hit) -> str:
    """The paragraphs that hold the words, these marked; of long ones the sentences about them."""
    text, span = hit.stored.text, hit.span
    paragraphs = text.paragraphs[hit.paragraph - 1 : text.paragraph(Span(span.end - 1, span.end))]
    start = min(span.start, paragraphs[0].start)
    end = max(span.end, paragraphs[-1].end)
    if end - start > 8 * WIDTH:
        sentences = text.sentences_of(span)
        around = [one for one in text.sentences if start <= one.start and one.end <= end]
        first, last = around.index(sentences[0]), around.index(sentences[-1])
        start = min(span.start, around[max(0, first - 1)].start)
        end = max(span.end, around[min(len(around) - 1, last + 1)].end)
    before = "" if start <= paragraphs[0].start else "… "
    behind = "" if end >= paragraphs[-1].end else " …"
    shown = _marked(text.text[start:end], span.start - start, span.end - start)
    return _wrapped(f"{before}{shown}{behind}")


def _in_sentence(hit: Hit) -> str:
    """The words that are found, marked, in their sentences."""
    text = hit.stored.text
    span = text.widened(hit.place.span)
    around = text.sentences_around(span)
    shown = text.text[around.start : around.end]
    return _wrapped(_marked(shown, span.start - around.start, span.end - around.start))


def _wrapped(shown: str) -> str:
    """Paragraphs in lines for a terminal, what is marked in bold."""
    lines = re.split(r"\s*[\r\n]+\s*", shown)
    wrapped = "\n".join(
        textwrap.fill(
            line,
            WIDTH,
            initial_indent="  ",
            subsequent_indent="  ",
            break_on_hyphens=False,
            break_long_words=False,
        )
        for line in lines
    )
    return wrapped.replace(_ON, "\x1b[1m").replace(_OFF, "\x1b[0m")  # bold, on a terminal


def _snippet(hit: Hit) -> str:
    """The words with a little of what stands around them, on one line."""
    text, span = hit.stored.text.text, hit.stored.text.widened(hit.place.span)
    words = shorten(text[span.start : span.end], WIDTH - 20)
    beside = max(15, (WIDTH - len(words)) // 2)
    before = " ".join(text[max(0, span.start - beside) : span.start].split(" ")[1:])
    behind = " ".join(text[span.end : span.end + beside].split(" ")[:-1])
    line = re.sub(r"\s+", " ", f"{before}\0{behind}")
    return f"… {line} …".replace("\0", f">>{click.style(words, bold=True)}<<")


def _voice(hit: Hit, passage: Passage) -> str:
    if passage.voice == "narrator":
        return "Voice: the article's own words."
    if passage.voice == "mixed":
        return "Voice: in part quoted, in part the article's own words."
    holders = hit.holders(passage)
    if not holders:
        return "Voice: quoted words; no statement says yet whose."
    said = ", ".join(f"{actor} (as in {statement.id})" for actor, statement in holders.items())
    return f"Voice: quoted words of {said}."


def _cited(hit: Hit, passage: Passage) -> str:
    same, others = hit.citing(passage)
    rest = [f"{len(others) - NAMED} more"] if len(others) > NAMED else []
    parts = [
        *(f"{owner} (these words)" for owner in same),
        *(f"{owner} (words that overlap)" for owner in others[:NAMED]),
        *rest,
    ]
    return f"Cited by: {', '.join(parts) or 'no record yet'}."


# --- for programs ---


def _print_json(words: str, shown: list[Hit], choose: int | None, found: list[Hit]) -> None:
    chosen = choose if choose and shown else 1 if len(shown) == 1 else None
    report = {
        "words": words,
        "chosen": chosen,
        "hits": [_as_json(number, hit) for number, hit in enumerate(shown, start=1)],
        "nearest": []
        if shown
        else [_as_json(number, hit) for number, hit in enumerate(found[:NEAREST], start=1)],
    }
    click.echo(json.dumps(report, ensure_ascii=False, indent=2))


def _as_json(number: int, hit: Hit) -> dict[str, Any]:
    return {
        "number": number,
        "source": hit.source,
        "paragraph": hit.paragraph,
        "exact": hit.place.likeness is Likeness.EXACT,
        "likeness": hit.place.likeness.name.lower(),
        "differs": hit.place.differs,
        "yaml": None if hit.wrong else hit.yaml,
        "wrong": hit.wrong or None,
        "passages": [_passage_as_json(hit, passage) for passage in hit.passages],
    }


def _passage_as_json(hit: Hit, passage: Passage) -> dict[str, Any]:
    same, others = hit.citing(passage)
    return {
        "exact": passage.selector.exact,
        "prefix": passage.selector.prefix or None,
        "suffix": passage.selector.suffix or None,
        "start": passage.span.start,
        "end": passage.span.end,
        "text": hit.stored.text.slice(passage.span),
        "voice": passage.voice,
        "holders": [
            {"actor": actor, "statement": str(statement.id)}
            for actor, statement in hit.holders(passage).items()
        ],
        "cited_by": same,
        "overlapping": others,
        "notes": list(passage.told),
    }
