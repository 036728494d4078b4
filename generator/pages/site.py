"""One template and one path → one page.

In: a dossier. Out: Page values. The templates may be overridden by those of the same name in the
project's own templates/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import jinja2

from generator import addresses, markup, model
from generator.document import Position
from generator.dossier import Dossier
from generator.model import Record, kind_of
from generator.pages.page import Page, shortened
from generator.pages.view import View
from generator.relations import Relations, Stand


class Site:
    """Makes the pages of one dossier."""

    def __init__(self, dossier: Dossier, templates: Mapping[str, str]) -> None:
        """`templates`: the dossier's own templates by name, which go before the generator's."""
        self.dossier = dossier
        self.relations = Relations(dossier)
        loader = jinja2.ChoiceLoader(
            [jinja2.DictLoader(dict(templates)), jinja2.PackageLoader("generator", "templates")]
        )
        self.env = markup.environment(loader)
        self.env.filters["selectattr_under"] = _under
        self.env.filters["reject_quoted"] = _never_quoted
        self.env.globals.update({kind.__name__: kind for _, kind in model.KINDS.values()})

    def view(self, path: str) -> View:
        """A page's way of looking at the dossier."""
        return View(self.relations, path)

    def record(self, record: Record, view: View, description: str, **values: Any) -> Page:
        """The page of one record."""
        kind = kind_of(record)
        return self.page(
            f"{kind}.md.jinja",
            view,
            title=view.name(record),
            description=description,
            section=addresses.SECTIONS[kind],
            stands_at=record.id.position,
            kind=kind,
            names=tuple(dict.fromkeys(str(one.name) for one in getattr(record, "names", ()))),
            record=record,
            **values,
        )

    def page(
        self,
        template: str,
        view: View,
        *,
        title: str,
        description: str,
        section: str = "",
        stands_at: Position | None = None,
        kind: str = "",
        names: tuple[str, ...] = (),
        filters: bool = False,
        **values: Any,
    ) -> Page:
        """A page from its template; `values` are what the template names."""
        body = self.env.get_template(template).render(
            v=view, rel=self.relations, frame=self.dossier.frame, **values
        )
        return Page(
            path=view.path,
            title=title,
            description=shortened(description),
            body=tidy(view.with_marks(body)),
            section=section,
            record=stands_at,
            kind=kind,
            names=names,
            filters=filters,
        )


def tidy(body: str) -> str:
    """The Markdown with one blank line where templates left several."""
    lines: list[str] = []
    for line in body.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"


def _never_quoted(actors: Iterable[model.Actor], relations: Relations) -> list[model.Actor]:
    """The actors of whom no words stand in quotation marks."""
    return [actor for actor in actors if not relations.treatment(actor).is_quoted]


def _under(
    stands: Iterable[Stand], option: str, implied: bool
) -> list[tuple[Stand, list[model.Statement]]]:
    """The stands that take an option, each with the statements that take it."""
    return [(stand, said) for stand in stands if (said := stand.under(option, implied))]
