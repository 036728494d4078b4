"""The comment for a pull request, from the artifact that its check left behind.

In: a zip file with diff.md, made by code that nobody has reviewed. Out, on standard output:
Markdown that makes no link, no picture and no mention, whatever the file holds, and that fits.
Usage: python3 .github/comment.py diff.zip
"""

from __future__ import annotations

import html
import re
import sys
import zipfile

MARK = "<!-- factsheet diff -->"
MOST = 60_000
"""Characters; GitHub refuses a comment of more than 65,536."""

TAGS = re.compile(r"<(?!/?(?:strong|details|summary)>)")
APART = re.compile(
    r"(?<=@)(?=\S)|(?<=#)(?=[\w&])|(?<=\bGH)(?=-)|(?<=\])(?=[(\[:])|(?<=\bwww)(?=\.)|(?<=:)(?=/)"
    r"|&(?:#\d+|#x[0-9a-f]+|[a-z]\w*);",
    re.IGNORECASE,
)
"""Where GitHub would begin a mention, a number of an issue, a link or a picture; and references of
HTML, which are characters again when GitHub looks for these."""
QUIET = frozenset("&<>*_`[]{}\\|~^=$+!\"'?% ")
"""Characters that, as references, begin none of these."""


def facts(path: str) -> str:
    """The text of diff.md: no other file is read, none is unpacked, and no more than is shown."""
    with zipfile.ZipFile(path) as archive, archive.open("diff.md") as file:
        return file.read(4 * MOST).decode("utf-8", "replace")


def inert(text: str) -> str:
    """The text with nothing live in it; what the generator writes stays as it is."""
    seen = "".join(char for char in text if char.isprintable() or char in "\n\u200b")
    return APART.sub(_apart, TAGS.sub("&lt;", seen))


def _apart(found: re.Match[str]) -> str:
    """A character of no width, behind whatever was found."""
    quiet = found[0] and html.unescape(found[0]) in QUIET
    done = found.string.startswith("\u200b", found.end())
    return found[0] if quiet or done else f"{found[0]}\u200b"


def comment(text: str) -> str:
    """The whole comment."""
    shown = inert(text)
    if len(shown) > MOST:
        shown = f"{shown[:MOST]}\n\n… cut here: the whole stands in the summary of the check."
    return f"{MARK}\n## What this changes, in facts\n\n{shown}\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(comment(facts(sys.argv[1])))
