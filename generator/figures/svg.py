"""What every figure is written with: safe text, short numbers, lines that fit, the frame of an SVG.

In: text and numbers as they come. Out: strings that are well-formed XML wherever they are put.
SVG does not wrap text, and the reader's font is unknown here, so widths are estimated, generously.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

WIDE = 680  # px: the column of a page on a desk
SIZE = 16  # px, of words that do not say otherwise
NARROW = 340  # px: a phone; also any column too narrow for the wide drawing

# No "Char" of XML 1.0 (section 2.2): C0 controls, lone surrogates, two non-characters. The C1
# controls are allowed there but show as nothing or as boxes.
_NO_CHARACTER = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")  # not the no-break spaces

# Advance widths of U+0020 to U+007E in hundredths of an em. These are DejaVu Sans's, wider than
# the fonts in common use, so a line measured with them fits in Roboto, Arial or Helvetica too.
# fmt: off
_ASCII = (
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34,
    64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53,
    100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
    60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50,
    50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61,
    63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
)
# fmt: on
_BOLD = 1.14  # the bold cut of the same font, against the plain one


def clean(text: str) -> str:
    """The text on one line, without what XML cannot hold; runs of space become one."""
    return _NO_CHARACTER.sub("", _SPACE.sub(" ", text)).strip(" ")


def escape(text: str) -> str:
    """The text as XML character data, safe between tags and in a quoted attribute."""
    return html.escape(clean(text), quote=True)


def address(href: str) -> str:
    """A relative address, escaped for an attribute.

    Raises ValueError for one that leads to another server or runs a script: figures only lead to
    pages of the same site.
    """
    try:
        parts = urlsplit(href)
    except ValueError:
        parts = None
    # Browsers overlook some spaces and controls, and read a backslash as a slash.
    odd = _SPACE.search(href) or _NO_CHARACTER.search(href) or "\\" in href
    if not href or odd or parts is None or parts.scheme or parts.netloc:
        raise ValueError(f'the address "{clean(href)}" is not a relative link')
    return html.escape(href, quote=True)


def identifier(ident: str) -> str:
    """The prefix of a figure's ids, as given; ValueError if it cannot begin an id."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", ident):
        raise ValueError(f'the id "{ident}" must be a letter, then letters, digits, "-" or "_"')
    return ident


def number(value: float) -> str:
    """A coordinate with at most one decimal, without needless zeros."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """The width that one line of text needs at most, in px, at a font size in px."""
    ems = sum(map(_advance, text)) / 100
    return ems * size * (_BOLD if bold else 1)


def _advance(character: str) -> int:
    code = ord(character)
    if 0x20 <= code < 0x7F:
        return _ASCII[code - 0x20]
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 100 if category.startswith("L") else 130
    if category == "Zs":
        return 40
    return 78 if category.startswith(("L", "N")) else 100


def wrap(text: str, size: float, limit: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than `limit` px, broken at spaces; a longer word is cut.

    Never empty: a text without visible characters is one empty line. Linear in the text.
    """
    lines: list[str] = []
    line, used = "", 0.0
    space = measure(" ", size, bold=bold)
    for word in clean(text).split(" "):
        for piece, wide in _pieces(word, size, limit, bold=bold):
            if line and used + space + wide <= limit:
                line, used = f"{line} {piece}", used + space + wide
            else:
                if line:
                    lines.append(line)
                line, used = piece, wide
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, size: float, limit: float, *, bold: bool) -> Iterable[tuple[str, float]]:
    """A word with its width; in several pieces if it is wider than the limit."""
    wide = measure(word, size, bold=bold)
    if wide <= limit:
        yield word, wide
        return
    start, used = 0, 0.0
    for place, character in enumerate(word):
        step = measure(character, size, bold=bold)
        # A mark of no width belongs to the letter before it.
        if step and used and used + step > limit:
            yield word[start:place], used
            start, used = place, 0.0
        used += step
    yield word[start:], used


def text_lines(
    lines: Iterable[str], x: float, baseline: float, leading: float, attributes: str = ""
) -> str:
    """A <text> of one or more lines; the first stands on the baseline, `leading` px apart.

    Nothing for lines without a character.
    """
    first, *others = [html.escape(line, quote=False) for line in lines]
    if not first:
        return ""
    spans = "".join(
        f'<tspan x="{number(x)}" dy="{number(leading)}">{line}</tspan>' for line in others
    )
    return f'<text x="{number(x)}" y="{number(baseline)}"{attributes}>{first}{spans}</text>'


def naming(ident: str, title: str, description: str) -> tuple[str, str]:
    """The attributes that name a figure, and the <title> and <desc> that they point to.

    The role is a group's and not an image's, since an image has no links inside.
    """
    ident = identifier(ident)
    attributes = f' role="group" aria-labelledby="{ident}-title" aria-describedby="{ident}-desc"'
    names = (
        f'<title id="{ident}-title">{escape(title)}</title>'
        f'<desc id="{ident}-desc">{escape(description)}</desc>'
    )
    return attributes, names


def sheet(
    body: str, *, names: str, attributes: str, width: float, height: float, top: float = 0
) -> str:
    """One <svg> of this natural size in px, which shows the drawing from `top` downwards.

    `names` are its classes, `attributes` come from `naming`. A style sheet may make it smaller.
    """
    wide, high = number(width), number(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{names}"{attributes}'
        f' viewBox="0 {number(top)} {wide} {high}" width="{wide}" height="{high}"'
        f' fill="currentColor" font-family="sans-serif" font-size="{SIZE}">{body}</svg>'
    )
