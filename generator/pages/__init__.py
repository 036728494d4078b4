"""Dossier → pages: a stream of Page values, in a fixed order.

In: a dossier that passed the check. Out: every generated page of the site. Pure: the same dossier
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.dossier import Dossier
from generator.pages import chronology, overview, records, retired, sources
from generator.pages.page import Page
from generator.pages.site import Site

__all__ = ["MAKERS", "Page", "render"]

MAKERS: tuple[Callable[[Site], Iterator[Page]], ...] = (
    overview.home,
    overview.sections,
    chronology.timeline,
    overview.about,
    records.routes,
    records.agreements,
    records.actors,
    records.places,
    records.events,
    records.statements,
    records.issues,
    sources.sources,
    retired.retired,
)


def render(dossier: Dossier, templates: Mapping[str, str] | None = None) -> Iterator[Page]:
    """All pages of the site, section by section.

    templates: the project's own templates by name ("actor.md.jinja"), which go before ours.
    """
    site = Site(dossier, templates or {})
    for maker in MAKERS:
        yield from maker(site)
