"""Escaping, links and notes: a value is inert text unless it was made markup here.

In: plain values. Out: Markup, Markdown that may stand as it is. What is forgotten is escaped.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

import jinja2
from markupsafe import Markup

# All ASCII punctuation that Markdown, its common extensions, HTML or a template engine may act on,
# wherever in a line it stands. References of HTML are the one escape that all of them leave alone.
_ACTIVE = re.compile(r"[&<>*_`\[\]{}\\|~^=$#@+!]|(?<=:):|:(?=\w+:)|(?<=/)/|--(?=8)")
_SPACE = re.compile(r"\s+")
# What acts at the beginning of a line only: lists, definitions, rules.
_AT_START = re.compile(r"^ ?(?:[-:%?/\"']|\d+(?=[.)]))")


def text(value: object) -> Markup:
    """Any value as inert Markdown text on one line; white space at its ends stays, as one space."""
    return value if isinstance(value, Markup) else _inert(str(value))


@functools.lru_cache(maxsize=65536)
def _inert(value: str) -> Markup:
    """Names and labels come again on page after page."""
    line = _ACTIVE.sub(_reference, _SPACE.sub(" ", value))
    return Markup(_AT_START.sub(_reference, line))


def _reference(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(char)};" for char in match.group())


def attribute(value: object) -> Markup:
    """Any value as an HTML attribute's value, without the quotation marks around it."""
    return Markup(str(text(value)).replace('"', "&#34;").replace("'", "&#39;"))


def link(label: object, target: str) -> Markup:
    """A link to an address of ours; the label is escaped, the address must be one that we made."""
    if not re.fullmatch(r"[\w./#%-]*", target):
        raise ValueError(f"not an address of this site: {target}")
    return Markup(f"[{text(label)}]({target})")


def joined(parts: Iterable[object], between: str = ", ") -> Markup:
    """The parts with `between` (ours, taken as it is) between them; each part is escaped."""
    return Markup(between.join(text(part) for part in parts))


def made(form: str, *values: object) -> Markup:
    """Markup of ours with values in the places of {}: each value is escaped unless it is markup.

    `form` is a literal of the code's, never a value.
    """
    return Markup(form.format(*map(text, values)))


def block(drawn: str) -> Markup:
    """A drawing of ours as one block of HTML: Markdown leaves it alone up to a blank line."""
    return Markup("\n".join(line for line in drawn.splitlines() if line.strip()) + "\n")


def listing(lines: str) -> Markup:
    """A text as it stands, line by line, as one block of HTML; Markdown sees one line."""
    shown = "&#10;".join(html.escape(line) for line in lines.splitlines())
    return Markup(f'<pre class="fs-listing"><code>{shown}</code></pre>')


def enumerated(parts: Iterable[object], last: str = " and ") -> Markup:
    """The parts in a row of words: a, b and c."""
    items = [text(part) for part in parts]
    if len(items) < 2:
        return Markup("".join(items))
    return Markup(", ".join(items[:-1]) + last + str(items[-1]))  # no sum with Markup: it escapes


def _words(value: str) -> str:
    """A vocabulary's word as words: joint-statement, joint statement."""
    return value.replace("-", " ")


def coded(value: object) -> Markup:
    """A text of the generator's own, with what stands between backticks as code."""
    parts = re.split(r"`([^`]+)`", str(value))
    return joined((made("<code>{}</code>", p) if n % 2 else p for n, p in enumerate(parts)), "")


def environment(loader: jinja2.BaseLoader) -> jinja2.Environment:
    """The templates' environment: whatever a template prints is escaped unless it is Markup."""
    env = jinja2.Environment(
        loader=loader,
        autoescape=True,
        finalize=text,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    filters: Mapping[str, Any] = {
        "join": joined,
        "enumerated": enumerated,
        "attr": attribute,
        "coded": coded,
        "words": _words,
    }
    env.filters.update(filters)
    # Filters that would mark a value as safe, or build HTML in their own way.
    for name in ("safe", "forceescape", "urlize", "xmlattr", "tojson", "e", "escape", "replace"):
        env.filters.pop(name, None)
    return env
