"""`factsheet source`: take a text in, and see what becomes of its citations when it changes."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from generator import assembly, load, output, workspace
from generator.commands.options import counted, for_all, in_project
from generator.document import shorten
from generator.dossier import Dossier
from generator.editing import citing, ids, sourcing
from generator.editing.sourcing import MEND, Cited
from generator.model import Source
from generator.placeholder import TO_BE_WRITTEN
from generator.problem import nearest
from generator.vocabulary import PUBLISH

REVISIONS = 200
"""Earlier states of a file that are looked through for its old text."""


@click.group(
    short_help="Take in a text, or see what became of a changed one.",
    epilog="Example: factsheet source add report.txt --id report-2023",
)
@for_all
def source() -> None:
    """Take in a text as a source, and mend what rests on one that has changed."""


# --- add ---


@source.command(
    short_help="Take in a text.",
    epilog='Example: factsheet source add report.txt --title "News text on the bridge"',
)
@in_project
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "given_id", metavar="ID", help="Its id.  [default: made of the file's name]")
@click.option("--title", metavar="TITLE", help="What the site calls it, shown in brackets.")
@click.option(
    "--publish",
    type=click.Choice(list(PUBLISH)),
    default="excerpts",
    show_default=True,
    help="Show the whole text, or only the cited passages with their neighbours.",
)
def add(project: Path, file: Path, given_id: str | None, title: str | None, publish: str) -> None:
    """Copy FILE into seeds/, byte for byte, and add its record to data/sources.yml.

    FILE is plain text in UTF-8. What is not known stands as `unknown`; nothing else in
    data/sources.yml changes. If anything is refused, nothing is written.
    """
    with file.open("rb") as opened:
        content = opened.read(workspace.MAX_SEED + 1)
    if len(content) > workspace.MAX_SEED:
        raise _refused(f"{file} has more than {workspace.MAX_SEED} bytes: split it")
    if reason := sourcing.refusal(content):
        raise _refused(f"{file}: {reason}")
    inputs = workspace.read(project)
    loaded = load.load(inputs.files)
    name = _seed_name(project, file, content, inputs.seeds)
    digest = sourcing.fingerprint(content)
    for known in loaded.records.values():
        if isinstance(known, Source) and (known.file == name or known.sha256 == digest):
            raise _refused(f"{file} is there already: it is the source {known.id}")
    source_id = given_id or sourcing.default_id(name)
    if reason := ids.refusal(source_id, loaded):
        raise click.UsageError(reason if given_id else f"{reason}; give one with --id")
    book = "data/sources.yaml" if "data/sources.yaml" in inputs.files else "data/sources.yml"
    old = inputs.files.get(book)
    if old is None and (project / book).exists():
        raise _refused(f"{book} cannot be read; see: factsheet check")
    title = TO_BE_WRITTEN if title is None else title
    made = sourcing.appended(old or b"", sourcing.record(source_id, name, content, title, publish))
    _refuse_unreadable(book, old or b"", made, source_id)
    changes: dict[str, tuple[bytes | None, bytes]] = {book: (old, made)}
    if name not in inputs.seeds:
        changes[f"seeds/{name}"] = (None, content)
    output.replace_files(project, changes)
    _say_next(project, source_id)


def _refused(reason: str) -> click.ClickException:
    return click.ClickException(f"{reason}. Nothing was written.")


def _seed_name(project: Path, file: Path, content: bytes, seeds: Mapping[str, bytes]) -> str:
    """The name that a file has in seeds/, or gets there."""
    folder = project / "seeds"
    if file.resolve().is_relative_to(folder.resolve()):
        name = file.resolve().relative_to(folder.resolve()).as_posix()
        if name in seeds:
            return name
    name = file.name
    if name.startswith(".") or not name.isprintable():
        raise _refused(f"{file.name!r} cannot be a name in seeds/: rename the file")
    for taken, bytes_there in seeds.items():
        if taken.casefold() == name.casefold() and (taken != name or bytes_there != content):
            raise _refused(f"seeds/{taken} is there with other bytes: rename the file")
    if name not in seeds and (folder / name).exists():
        raise _refused(f"seeds/{name} is there, and cannot be read")
    return name


def _refuse_unreadable(book: str, old: bytes, made: bytes, source_id: str) -> None:
    """Refuse unless the record can be read behind the others, and these are what they were."""
    before, after = load.load({book: old}), load.load({book: made})
    told = [problem for problem in after.problems if problem not in before.problems]
    kept = {*before.records, *before.broken} <= {*after.records, *after.broken}
    if not before.complete or not after.complete or not kept:
        raise _refused(f"a record cannot be added to {book} as it stands; see: factsheet check")
    if told or source_id not in after.records:
        raise _refused("; ".join(f"{problem.message}: {problem.hint}" for problem in told))


def _say_next(project: Path, source_id: str) -> None:
    inputs = workspace.read(project)
    dossier = citing.readable(inputs.files, inputs.seeds)
    record = dossier.get(source_id, Source)
    text = dossier.texts[source_id].text
    place = record.id.position
    click.echo(
        f"seeds/{record.file}: {counted(len(text.paragraphs), 'paragraph')}, "
        f"{counted(len(text.words), 'word')}"
    )
    click.echo(f"{place.file}:{place.line}: source {source_id} added\n\nNext:")
    if record.supplied_title == TO_BE_WRITTEN:
        line = record.supplied_title.position.line
        click.echo(
            f'- {place.file}:{line}: in the place of "{TO_BE_WRITTEN}" say in a few words what the '
            "text is; the site shows it in brackets. If it has a title of its own, write that as "
            "`title`, and take `supplied_title` out."
        )
    else:
        click.echo(
            "- the title is shown in brackets, as one that the site gives; if the text bears it, "
            "write it as `title`, and take `supplied_title` out"
        )
    click.echo("- write publisher, published and rights where you know them")
    if record.publish == "excerpts":
        click.echo(
            "- `publish: excerpts` shows the cited passages only; write `full` if the whole text "
            "may be shown"
        )
    click.echo(f'- cite it: factsheet cite "some words" --source {source_id}')


# --- check ---


@source.command(
    "check",
    short_help="See what became of the passages of a text that has changed.",
    epilog="Example: factsheet source check gazette",
)
@in_project
@click.argument("id", default="", metavar="[ID]")
@click.option(
    "--old",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The text as it was.  [default: looked for in git]",
)
@click.option("--all", "each", is_flag=True, help="List each passage that moved.")
def check(project: Path, id: str, old: Path | None, each: bool) -> None:  # noqa: A002
    """Say whether a text has changed, and what became of each passage cited from it.

    Without ID, all sources. Nothing is written. Exit status 1 if a text has changed or a passage
    does not stand in it once.
    """
    verdict = assembly.examine(project)
    dossier = _readable(project)
    good = True
    for record in _asked(dossier, id):
        stored = dossier.texts.get(record.id)
        if stored is None:
            click.echo(f"{record.id}: seeds/{record.file} cannot be read; see: factsheet check")
            good = False
            continue
        before = _old_text(project, record, old if id else None)
        passages = sourcing.cited_passages(dossier, record, before, verdict.problems)
        changed = stored.sha256 != record.sha256
        _print_standing(record, passages, changed=changed, known=before is not None, each=each)
        good = good and not changed and not any(one.standing in MEND for one in passages)
    raise SystemExit(0 if good else 1)


def _readable(project: Path) -> Dossier:
    inputs = workspace.read(project)
    return citing.readable(inputs.files, inputs.seeds)


def _asked(dossier: Dossier, source_id: str) -> list[Source]:
    known = {str(record.id): record for record in dossier.all(Source)}
    if source_id and source_id not in known:
        raise click.UsageError(
            f'there is no source "{source_id}"; '
            + (nearest(source_id, known) or f"the sources are {', '.join(known) or 'none yet'}")
        )
    return [known[source_id]] if source_id else list(known.values())


def _old_text(project: Path, record: Source, given: Path | None) -> str | None:
    """The text whose fingerprint is recorded: the file that is given, or found in git's history."""
    if given is not None:
        content = given.read_bytes()
        if sourcing.fingerprint(content) != record.sha256:
            raise click.UsageError(f"{given} is not the text whose fingerprint {record.id} records")
        return content.decode("utf-8", "replace")
    path = project / "seeds" / record.file
    if path.is_file() and sourcing.fingerprint(path.read_bytes()) == record.sha256:
        return path.read_bytes().decode("utf-8", "replace")
    name = f"seeds/{record.file}"
    revisions = _git(project, "log", "--format=%H", f"--max-count={REVISIONS}", "--", name)
    for revision in revisions.decode("ascii", "replace").split():
        content = _git(project, "show", f"{revision}:./{name}")
        if sourcing.fingerprint(content) == record.sha256:
            return content.decode("utf-8", "replace")
    return None


def _git(project: Path, *words: str) -> bytes:
    """What git answers; nothing where there is no git, or no history."""
    try:
        done = subprocess.run(
            ["git", "-C", str(project), *words], capture_output=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout


def _print_standing(
    record: Source, passages: list[Cited], *, changed: bool, known: bool, each: bool
) -> None:
    counts = [
        (sum(1 for one in passages if one.standing == standing), words)
        for standing, words in WORDS.items()
    ]
    told = ", ".join(f"{count} {words}" for count, words in counts if count) or "none"
    state = "the text has changed" if changed else "unchanged"
    click.echo(f"{record.id}: {state}; {counted(len(passages), 'passage')} cited: {told}")
    if changed and not known:
        click.echo("  The text as it was is not at hand: whether a passage moved is not known.")
    _print_passages(passages, each=each)
    if changed and not any(one.standing in MEND for one in passages):
        click.echo(
            "  Every passage stands once. Look at the text; then: "
            f"factsheet source accept {record.id}"
        )
    elif changed:
        click.echo(
            "  Mend these, or put the old file back (line ends count, too); then: "
            f"factsheet source accept {record.id}"
        )


WORDS: Mapping[str, str] = {
    "in place": "where they were",
    "moved": "moved",
    "stands": "standing once",
    "amiss": "to be mended",
    "several": "in more than one place",
    "lost": "lost",
}
"""How each standing is told."""


def _print_passages(passages: list[Cited], *, each: bool) -> None:
    """What moved, by paragraph or each on its own, and what is to be mended."""
    moves = Counter((one.was, one.now[0]) for one in passages if one.standing == "moved")
    if moves and not each:
        for (was, now), count in sorted(moves.items(), key=lambda move: move[0][1]):
            click.echo(f"  moved from paragraph {was} to {now}: {counted(count, 'passage')}")
    for one in passages:
        if one.standing in MEND or (each and one.standing == "moved"):
            _print_passage(one)


def _print_passage(one: Cited) -> None:
    place = f"{one.place.file}:{one.place.line}"
    quoted = f"“{shorten(one.selector.exact, 70)}”"
    click.echo(f"  {place}: {_told(one)}: {quoted} ({', '.join(one.owners)})")
    if one.standing == "amiss":
        for problem in one.problems:
            click.echo(f"    {problem.message}; {problem.hint}")
    elif one.standing == "several":
        again = shorten(one.selector.exact, 50)
        click.echo(
            f'    lengthen it: factsheet cite "{again}"' if "…" not in again else "    lengthen it"
        )
    elif one.nearest is not None:
        hit = one.nearest
        click.echo(f"    nearest, in paragraph {hit.paragraph}: {hit.place.differs}")
        if not hit.wrong:
            click.echo("".join(f"    {line}\n" for line in hit.yaml.splitlines()), nl=False)
    elif one.standing == "lost":
        click.echo("    nothing in the text is like it")


def _told(one: Cited) -> str:
    if one.standing == "moved":
        return f"moved from paragraph {one.was} to {one.now[0]}"
    if one.standing == "several":
        return f"in paragraphs {', '.join(map(str, one.now))}"
    return "to be mended" if one.standing == "amiss" else "lost"


# --- accept ---


@source.command(
    short_help="Record the new fingerprint of a text that has changed.",
    epilog="Example: factsheet source accept gazette",
)
@in_project
@click.argument("id", metavar="ID")
def accept(project: Path, id: str) -> None:  # noqa: A002
    """Record the new fingerprint of a text that has changed.

    Only where every passage cited from it still stands in it once, and whole; otherwise what is to
    be mended is listed, and nothing is written. Exit status 1 then.
    """
    verdict = assembly.examine(project)
    dossier = _readable(project)
    (record,) = _asked(dossier, id)
    stored = dossier.texts.get(record.id)
    if stored is None:
        raise _refused(f"seeds/{record.file} cannot be read; see: factsheet check")
    if stored.sha256 == record.sha256:
        click.echo(f"{record.id}: unchanged, there is nothing to record")
        return
    before = _old_text(project, record, None)
    passages = sourcing.cited_passages(dossier, record, before, verdict.problems)
    _print_standing_of(record, passages, before)
    name = record.sha256.position.file
    old = (project / name).read_bytes()
    made = sourcing.with_fingerprint(old, record, stored.sha256)
    if made is None:
        raise _refused(f"the fingerprint is not written plainly in {name}: write {stored.sha256}")
    output.replace_files(project, {name: (old, made)})
    line = record.sha256.position.line
    click.echo(f"{name}:{line}: recorded {stored.sha256}\nNow run: factsheet check")


def _print_standing_of(record: Source, passages: list[Cited], before: str | None) -> None:
    """What moved; or what is to be mended, which ends the command."""
    mend = [one for one in passages if one.standing in MEND]
    _print_passages(mend or passages, each=False)
    if mend:
        raise _refused(
            f"{counted(len(mend), 'passage')} of {len(passages)} cited from {record.id} "
            "must be mended first"
        )
    known = "" if before is not None else "; whether they moved is not known"
    click.echo(f"{record.id}: {counted(len(passages), 'passage')} cited, each stands once{known}")
