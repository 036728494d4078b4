"""Dossier → pages: a stream of Page values, in a fixed order.

In: a dossier that passed the check. Out: every generated page of the site. Pure: the same dossier
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.dossier import Dossier
from generator.pages.page import Page

__all__ = ["Page", "render"]


def render(dossier: Dossier) -> Iterator[Page]:
    """All pages of the site, section by section."""
    yield Page("index.md", str(dossier.frame.title), str(dossier.frame.subject), "# stub")
