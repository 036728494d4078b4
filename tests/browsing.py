"""The real site in a real browser: fixtures, and what tests ask of a page.

The real dossier is built once, with the command's own way, and served on this machine alone.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from generator import publish
from generator.assembly import assemble

ROOT = Path(__file__).parent.parent
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

KINDS = {
    "home": "",
    "list": "actors/",
    "route": "routes/lachin-checkpoint/",
    "agreement": "agreements/trilateral-statement-2020/",
    "actor": "actors/antony-blinken/",
    "place": "places/nagorno-karabakh/",
    "event": "events/blinken-aliyev-call/",
    "statement": "statements/blinken-lachin-reopening/",
    "question": "who-says-what/lachin-open/",
    "questions": "who-says-what/",
    "source": "sources/seed-000/",
    "timeline": "timeline/",
    "names": "about/names/",
    "discrepancies": "about/discrepancies/",
    "data": "about/data/",
    "problems": "about/problems/",
    "written by hand": "about/dossier/",
    "missing": "404.html",
}
"""One page of each kind: its address."""

PATIENCE = 30_000
"""Milliseconds until a condition counts as not met, on a machine with much else to do."""
expect.set_options(timeout=PATIENCE)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


# --- the site, the server, the browser ---


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Silent, and with the site's own page for what is missing, as static hosts have it."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        own = Path(self.directory, self.path.split("/")[1], "404.html")
        if code != 404 or not own.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(own.read_bytes())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine; its address ends with a slash."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True)
class Site:
    """A built site: where it is served, its folder, and the address that it was built for."""

    address: str
    folder: Path
    public: str = ""

    @functools.cached_property
    def paths(self) -> list[str]:
        """The addresses of all pages, relative to the site's."""
        found = sorted(self.folder.rglob("*.html"))
        return [one.relative_to(self.folder).as_posix().removesuffix("index.html") for one in found]

    def html(self, path: str) -> str:
        """The page at an address."""
        file = path if path.endswith(".html") else f"{path}index.html"
        return (self.folder / file).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real site, built for a public address below a folder, and served on this machine."""
    top = tmp_path_factory.mktemp("served")
    public = "https://facts.example.org/dossier/"
    with served(top) as address, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", public)
        built = publish.build(ROOT, assemble(ROOT), top / "dossier")
        assert built.reasons == ()
        yield Site(f"{address}dossier/", top / "dossier", public)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("FACTSHEET_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        words = "no Chromium; Debian: apt install chromium libatomic1 (or set FACTSHEET_CHROMIUM)"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


def fresh_context(browser: Browser, **settings: Any) -> BrowserContext:
    """A context that counts what a Content-Security-Policy refuses as a complaint of its pages."""
    made = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **settings})
    made.set_default_timeout(PATIENCE)
    made.add_init_script(
        "addEventListener('securitypolicyviolation', one => console.error("
        "`refused by ${one.effectiveDirective}: ${one.blockedURI} ${one.sourceFile}`))"
    )
    return made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = fresh_context(browser)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@contextlib.contextmanager
def fresh_page(browser: Browser, **settings: Any) -> Iterator[Page]:
    """A page in a context of its own settings."""
    made = fresh_context(browser, **settings)
    try:
        yield made.new_page()
    finally:
        made.close()


# --- what a test asks of a page ---


def barriers(page: Page, rules: list[str]) -> None:
    """Fail where axe-core finds a barrier by these rules, or by the rules with these tags."""
    kind = "tag" if rules == WCAG else "rule"
    options = {"resultTypes": ["violations"], "runOnly": {"type": kind, "values": rules}}
    page.evaluate("Promise.allSettled(document.getAnimations().map(one => one.finished))")
    found = [
        f"{one['id']}: {len(one['nodes'])} times, as at {one['nodes'][0]['target']}"
        for one in Axe().run(page, options=options).response["violations"]
    ]
    assert found == []


@dataclass
class Watch:
    """What a page asks for elsewhere, and what it complains about."""

    page: Page
    address: str

    def __post_init__(self) -> None:
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.outside.append(f"{self.page.url} asks for {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # that the next page was asked for before
            self.complaints.append(f"{self.page.url} does not get {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")


def search(page: Page, words: str) -> Any:
    """The results for words that were typed into the search field."""
    page.keyboard.press("/")
    field = page.get_by_role("textbox", name="Search")
    expect(field).to_be_focused()
    field.fill(words)
    field.press("End")  # the search looks at what was typed when a key goes up
    results = page.locator(".md-search-result__item")
    expect(results.first).to_be_visible()
    return results
