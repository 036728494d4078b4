"""The MkDocs plugin: it brings the rendered pages and the theme's templates into a build.

In: MkDocs' events. Out: pages as generated files, with their place in the navigation and the
address at which they are edited. Thin: what it does, the core has done before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import quote

from markupsafe import escape
from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as BuiltPage
from mkdocs.utils.templates import TemplateContext

from generator import card, export, preview, written
from generator.addresses import HOME
from generator.assembly import Assembly, assemble
from generator.memory import Memory
from generator.pages.page import Page
from generator.policy import with_policy
from generator.problem import as_text, errors
from generator.publish import THEME
from generator.reference import Reference, key_of

_TAGS = {
    '<div class="footnote">': '<div class="footnote" data-search-exclude>',
    "<table>": '<table class="fs-plain">',
    "<th>": '<th scope="col">',
}
"""Tags as Python-Markdown writes them, and as the pages have them."""

# Material 9.8 leaves an attribute without its number on labels of the menu, and has one on two
# boxes for which HTML knows none. These stay replacements of words: templates of our own would be
# copies of its longest two, to be kept up with each release, and what is locked has no parser of
# HTML that writes it again.
_MENDED = (
    (' tabindex=""', ""),
    *((f'id="{box}" autocomplete="off"', f'id="{box}"') for box in ("__drawer", "__search")),
)
_WORKER = "assets/factsheet/search.js"
_LASTMOD = re.compile(r"\s*<lastmod>[^<]*</lastmod>")


class Settings(base.Config):
    """What mkdocs.yml may set below `factsheet:`."""

    edit_url = options.Type(str, default="")
    """The address at which a file is edited, with {path} and {line}; none where it is empty."""
    issue_url = options.Type(str, default="")
    """Where a fact is reported, with {template} and {page}; nowhere where it is empty."""


class FactsheetPlugin(BasePlugin[Settings]):
    """Builds a fact sheet with plain `mkdocs build` and `mkdocs serve`, too.

    `assembly` may be given by who has made it already; otherwise each build makes its own.
    `memory` is given by the live preview, which builds again and again. `tick` is called twice for
    each page, so that somebody can see how far a build is.
    """

    assembly: Assembly | None = None
    memory: Memory | None = None
    tick: Callable[[], object] | None = None

    def on_config(self, config: MkDocsConfig) -> None:
        """Our templates come before Material's, and behind those of the dossier itself."""
        if THEME.is_dir() and str(THEME) not in config.theme.dirs:
            own = 1 if config.theme.custom_dir else 0
            config.theme.static_templates.add("robots.txt")
            config.theme.dirs.insert(own, str(THEME))

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Check and render everything, while the last site still stands untouched.

        Raises PluginError with the problems.
        """
        assembly = self.assembly or assemble(project_of(config))
        self.assembly = None
        verdict = assembly.verdict
        if verdict.dossier is None or not assembly.pages:
            count = len(errors(verdict.problems))
            raise PluginError(f"{count} to mend in the dossier:\n{as_text(verdict.problems)}")
        self._pages = {page.path: page for page in assembly.pages}
        self._data = dict(export.files(verdict.dossier, config.site_url or ""))
        frame = verdict.dossier.frame
        # A picture is named by its full address, or not at all.
        wanted = config.site_url and not self.memory
        named = (str(frame.title), str(frame.subject))
        self._cards = dict(card.cards(assembly.pages, *named)) if wanted else {}
        # Material's templates print these without escaping; escape() marks them, so that those
        # which do escape do not do it twice.
        config.site_name = escape(str(frame.title))
        config.site_description = escape(config.site_description or str(frame.subject))

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages, and the open data beside them.

        The pages of records stand outside the navigation: there may be thousands.
        """
        for page in self._pages.values():
            listed = config.nav is None and page.record is None
            level = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, page.path, content=page.markdown, inclusion=level))
        for name, content in self._data.items():
            files.append(File.generated(config, f"{export.FOLDER}/{name}", content=content))
        for path, content in self._cards.items():
            files.append(File.generated(config, card.place(path), content=content))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Give each page its place, for breadcrumbs and tabs, and its edit address."""
        if self.memory:
            self.memory.begin(files, config)
        for page in self._pages.values():
            file = files.get_file_from_path(page.path)
            built = file.page if file else None
            if built is None:
                continue
            built.edit_url = edit_url(self.config.edit_url, page)
            if built.parent is None:
                built.parent = _parent(page, files, self._pages)
        return nav

    @event_priority(-100)  # after plugins that change the Markdown
    def on_page_markdown(self, markdown: str, page: BuiltPage, files: Files, **_: object) -> str:
        """A title, a description and tags are plain text, which Material takes for HTML.

        The Markdown of a page that is remembered need not be read again.
        """
        for key in ("title", "description"):
            if key in page.meta:
                page.meta[key] = escape(str(page.meta[key]))
        if isinstance(page.meta.get("tags"), list):  # shown with what the search finds
            page.meta["tags"] = [escape(str(tag)) for tag in page.meta["tags"]]
        self._lead_on(page, files)
        return self.memory.before(markdown, page) if self.memory else markdown

    def _lead_on(self, page: BuiltPage, files: Files) -> None:
        """A retired page names its successor as the address that counts, and leads there."""
        made = self._pages.get(page.file.src_uri)
        if made is None or not made.retired:
            return
        page.meta["retired"] = True
        path, mark, anchor = made.successor.partition("#")
        target = files.get_file_from_path(path) if path else None
        if target is not None:
            page.meta["leads_to"] = target.url_relative_to(page.file) + mark + anchor
            page.canonical_url = target.page.canonical_url if target.page else None

    @event_priority(100)  # before plugins that look at the HTML
    def on_page_content(self, html: str, page: BuiltPage, files: Files, **_: object) -> str:
        """What becomes of the page: just made, or remembered.

        The search leaves the notes out: it finds their words on the page of the source. Tables of
        Markdown have one row of headings, each for its column, and a class, so that Material's
        script does not wrap and measure each. These are tags that Python-Markdown always writes in
        the same way; its extensions would have to be replaced to write others.
        """
        if self.tick:
            self.tick()
        html = self.memory.behind(html, page, files) if self.memory else html
        if page.file.src_uri not in self._pages and not page.meta.get("description"):
            page.meta["description"] = escape(written.description(html, page.title or ""))
        for tag, ours in _TAGS.items():
            html = html.replace(tag, ours)
        return html

    def on_page_context(
        self, context: TemplateContext, page: BuiltPage, config: MkDocsConfig, **_: object
    ) -> TemplateContext:
        """How the page is cited elsewhere, for its foot and its head, and the picture beside it."""
        path = page.file.src_uri
        made = self._pages.get(path)
        if made is None or not made.retired:
            title = made.title if made else written.title(page.title or "")
            context["reference"] = Reference(  # type: ignore[typeddict-unknown-key]
                key_of(path),
                title,
                made.description if made else unescape(page.meta["description"]),
                unescape(str(config.site_name)),
                page.canonical_url or "",
            )
        shown = next((one for one in (path, HOME) if one in self._cards), "")
        if shown and config.site_url:
            context["card"] = {  # type: ignore[typeddict-unknown-key]
                "address": f"{config.site_url.rstrip('/')}/{card.place(shown)}",
                "words": self._pages[shown].title,
            }
        return context

    def on_template_context(
        self, context: TemplateContext, template_name: str, **_: object
    ) -> TemplateContext:
        """The sitemap names no retired page."""
        if template_name == "sitemap.xml":
            retired = {page.path for page in self._pages.values() if page.retired}
            context["pages"] = [file for file in context["pages"] if file.src_uri not in retired]
        return context

    def on_post_page(self, output: str, **_: object) -> str:
        """A page is whole."""
        if self.tick:
            self.tick()
        self._asks_late = _WORKER in output
        return _finished(output)

    def on_post_template(self, output_content: str, template_name: str, **_: object) -> str:
        """The day of a build says nothing about a page's last change: the sitemap leaves it out."""
        if template_name == "sitemap.xml":
            return _LASTMOD.sub("", output_content)
        if template_name.endswith(".html"):
            return _finished(output_content)
        return output_content

    @event_priority(-100)  # after the search plugin has written its index
    def on_post_build(self, config: MkDocsConfig, **_: object) -> None:
        """Each page loads the index of the search: it gets one without documents.

        They stand beside it, for the worker that fetches them with the first question. A theme of
        the dossier's own may use another worker; then the index stays as it is.
        """
        index = Path(config.site_dir) / "search" / "search_index.json"
        if not self._asks_late or not index.is_file():
            return
        whole = index.read_text(encoding="utf-8")
        index.with_name("pages.json").write_text(whole, encoding="utf-8")
        head = {**json.loads(whole), "docs": []}
        index.write_text(json.dumps(head, separators=(",", ":")), encoding="utf-8")

    @event_priority(-100)  # after plugins that call server.watch with the builder that they know
    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, **_: object
    ) -> LiveReloadServer:
        """Watch what the pages are made from; a failed rebuild leaves the last site up."""
        for folder in watched(project_of(config)):
            server.watch(str(folder))
        preview.keep_last_good(server)
        return server


def _finished(html: str) -> str:
    """A page with Material's slips mended, in which only the site's own scripts may run."""
    for wrong, right in _MENDED:
        html = html.replace(wrong, right)
    return with_policy(html)


def project_of(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml. A PluginError says that there is none."""
    if not config.config_file_path:
        raise PluginError("factsheet needs a configuration that is a file: mkdocs build -f FILE")
    return Path(config.config_file_path).resolve().parent


def watched(project: Path) -> Iterator[Path]:
    """The folders, besides content/, whose files show in the site."""
    own = Path(__file__).parent
    folders = (project / "data", project / "seeds", project / "templates")
    yield from (folder for folder in (*folders, own / "templates", THEME) if folder.is_dir())


def edit_url(template: str, page: Page) -> str | None:
    """Where the page's record is edited: the template with {path} and {line} filled in."""
    if not template or page.record is None:
        return None
    filled = template.replace("{path}", quote(page.record.file))
    return filled.replace("{line}", str(page.record.line))


def _parent(page: Page, files: Files, pages: Mapping[str, Page]) -> Section | None:
    """The section of the navigation that holds the page's list, or the list of its list."""
    seen: set[str] = set()
    while page.section and page.section not in seen:
        seen.add(page.section)
        listed = files.get_file_from_path(page.section)
        if listed is None or listed.page is None:
            return None
        if listed.page.parent is not None:
            return listed.page.parent
        above = pages.get(page.section)
        if above is None:
            return None
        page = above
    return None
