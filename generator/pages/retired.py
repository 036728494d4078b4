"""The old pages of records whose id is retired: where each leads, and why.

In: the Site. Out: one Page for each id of data/retired.yml that had a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator import addresses, model
from generator.pages.page import Page
from generator.pages.site import Site


def retired(site: Site) -> Iterator[Page]:
    """A page at the old address: it leads to the successor, or says why the record is gone."""
    records = site.dossier.records
    for address, gone in addresses.of_retired(site.dossier.retired.values(), records):
        if "#" in address:
            continue  # it had a place on a page of several records, and keeps it there
        view = site.view(address)
        successor = records[gone.successor] if gone.successor else None
        page = site.page(
            "retired.md.jinja",
            view,
            title="This page has moved" if successor else "This record is gone",
            description=str(gone.why),
            stands_at=gone.id.position,
            retired=gone,
            successor=successor,
            is_sentence=isinstance(successor, model.Discrepancy),
        )
        target = addresses.address(successor) if successor else ""
        yield replace(page, retired=True, successor=target)
