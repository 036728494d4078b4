"""Hand-written pages: what they say of themselves where their front matter does not.

In: HTML. Out: plain text.
"""

from __future__ import annotations

import re

from jinja2.filters import do_striptags

from generator.pages.page import shortened

_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)


def title(heading: str) -> str:
    """The words of a page's title."""
    return do_striptags(heading)


def description(body: str, heading: str) -> str:
    """The words of a page's first paragraph, as many as search engines show, or of its title."""
    first = _PARAGRAPH.search(body)
    return shortened(do_striptags(first[1]) if first else title(heading))
