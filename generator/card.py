"""The pictures that stand beside links to the site elsewhere, made here and without the network.

In: pages, or words. Out: PNGs of 1200 by 630 px; the same words give the same bytes with the same
Pillow. The font is Lato (SIL Open Font License 1.1) out of MkDocs' own package; it has Latin, Greek
and Cyrillic letters.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Iterator
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

from generator.model import KIND_WORDS
from generator.pages.page import Page
from generator.reference import key_of

FOLDER = "assets/cards"
"""Where the pictures stand in the site."""

KINDS = frozenset({"route", "agreement", "actor", "issue"})
"""The kinds of records whose pages have a picture of their own; to make one takes some time, and
what an event or a statement is, the words of the link say."""

WIDTH, HEIGHT = 1200, 630
"""The size that sites which show links ask for, in px."""

MARGIN = 80
SIZES = (76, 64, 54, 46, 40, 34)  # px, of the title: the largest in which it fits
ROOM = 350  # px, the height of the title at most
LEADING = 1.22
SMALL = 32  # px, of the words above and below the title

# One colour in sixteen steps from the paper to the ink: small files, and smooth letters.
PAPER, INK = (29, 52, 70), (255, 255, 255)
STEPS = 16
QUIET = 170  # of 255, how much ink the lesser words have


def cards(pages: Iterable[Page], title: str, subject: str) -> Iterator[tuple[str, bytes]]:
    """Pictures by the paths of their pages; that of the home page serves all that have none."""
    made = {"index.md": card("Fact sheet", title, subject)}
    for page in pages:
        if page.kind in KINDS and not page.retired:
            made[page.path] = card(KIND_WORDS[page.kind], page.title, title)
    yield from ((path, content) for path, content in made.items() if content is not None)


def place(path: str) -> str:
    """Where the picture of a page stands in the site."""
    return f"{FOLDER}/{key_of(path)}.png"


def card(kicker: str, title: str, site: str) -> bytes | None:
    """A picture with what sort of page it is, its title, and the site's title.

    None where the font lacks a character: no picture is better than boxes.
    """
    kicker, title, site = (" ".join(words.split()) for words in (kicker, title, site))
    if not all(map(_has, {*kicker, *title, *site} - {" "})):
        return None
    sheet = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, WIDTH, 14), fill=QUIET)
    draw.text((MARGIN, 66), kicker, font=_font("normal", SMALL), fill=QUIET)
    size, lines = _fitted(title)
    for number, line in enumerate(lines):
        place = (MARGIN, 130 + number * size * LEADING)
        draw.text(place, line, font=_font("bold", size), fill=255)
    draw.rectangle((MARGIN, HEIGHT - 116, WIDTH - MARGIN, HEIGHT - 115), fill=QUIET)
    draw.text(
        (MARGIN, HEIGHT - 92),
        _cut(site, "normal", SMALL),
        font=_font("normal", SMALL),
        fill=QUIET,
    )
    return _png(sheet)


def _png(sheet: Image.Image) -> bytes:
    sheet = sheet.point([value * (STEPS - 1) // 255 for value in range(256)])
    sheet.putpalette(
        [
            round(paper + (ink - paper) * step / (STEPS - 1))
            for step in range(STEPS)
            for paper, ink in zip(PAPER, INK, strict=True)
        ]
    )
    out = io.BytesIO()
    sheet.save(out, "PNG", bits=4)
    return out.getvalue()


@functools.cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    path = files("mkdocs") / "themes" / "readthedocs" / "css" / "fonts" / f"lato-{weight}.woff"
    # The plain layout, since another is not in every build of Pillow.
    return ImageFont.truetype(
        io.BytesIO(path.read_bytes()), size, layout_engine=ImageFont.Layout.BASIC
    )


@functools.cache
def _has(character: str) -> bool:
    """Whether the font draws a character, and not the box that stands for what it lacks."""
    font = _font("bold", SIZES[-1])
    return bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))


def _fitted(title: str) -> tuple[int, list[str]]:
    """The size in which a title fits, and its lines; what is too long for the smallest is cut."""
    for size in SIZES:
        lines = _wrapped(title, size)
        if len(lines) * size * LEADING <= ROOM:
            return size, lines
    size = SIZES[-1]
    most = int(ROOM / (size * LEADING))
    lines = _wrapped(title, size)
    return size, [*lines[: most - 1], _cut(f"{lines[most - 1]} …", "bold", size)]


def _wrapped(title: str, size: int) -> list[str]:
    font, lines = _font("bold", size), [""]
    for word in title.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > WIDTH - 2 * MARGIN:
            lines.append(word)
        else:
            lines[-1] = longer
    return [_cut(line, "bold", size) for line in lines]


def _cut(line: str, weight: str, size: int) -> str:
    """A line that is no wider than the picture's text."""
    font = _font(weight, size)
    if font.getlength(line) <= WIDTH - 2 * MARGIN:
        return line
    while line and font.getlength(f"{line}…") > WIDTH - 2 * MARGIN:
        line = line[:-1]
    return f"{line.rstrip()}…"
