"""The live preview: the site as it will be, and what is wrong with the last edit above it.

In: a project, and MkDocs' server with live reload. Out: pages in a browser. A failed rebuild leaves
the last good site up under a banner; where there is none yet, one page shows the problems.
"""

from __future__ import annotations

import html
import logging
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from generator import output
from generator.memory import Memory
from generator.policy import without_policy
from generator.problem import visible
from generator.publish import tried

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_BODY = re.compile(rb"<body[^>]*>")

_BANNER = """
<div role="alert" style="position:sticky;top:0;z-index:1000;max-height:50vh;overflow:auto;
padding:.8em 1.2em;background:#7f1d1d;color:#fff;font:14px/1.5 sans-serif">
<strong>{title}</strong>
<pre style="margin:.5em 0 0;color:inherit;font:13px/1.5 monospace;
white-space:pre-wrap">{words}</pre>
</div>
"""

_NO_SITE_YET = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Problems</title></head>
<body><p style="font:16px/1.5 sans-serif;margin:1.5em">
There is no site to show yet. It appears here as soon as the problems above are mended.
</p></body></html>
"""


class Banner:
    """What stands above every page; nothing where `words` is empty."""

    def __init__(self) -> None:
        self.title = ""
        self.words = ""

    def show(self, title: str, words: str) -> None:
        """Put this above every page from now on."""
        self.title, self.words = title, words

    def over(self, page: bytes) -> bytes:
        """An HTML page with the banner, and without its policy, which the live reload breaks."""
        page = without_policy(page)
        if not self.words:
            return page
        words = _BANNER.format(title=html.escape(self.title), words=html.escape(self.words))
        body = _BODY.search(page)
        at = body.end() if body else 0
        return page[:at] + words.encode("utf-8", "backslashreplace") + page[at:]

    def around(self, app: WSGIApplication) -> WSGIApplication:
        """The application of a server, with the banner above its HTML pages."""

        def with_banner(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            started: list[tuple[str, list[tuple[str, str]]]] = []

            def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
                started.append((status, headers))

            response = app(environ, start)
            status, headers = started[0]
            if dict(headers).get("Content-Type") != "text/html":
                start_response(status, headers)
                return response
            page = self.over(b"".join(response))
            if hasattr(response, "close"):
                response.close()
            kept = [(name, value) for name, value in headers if name != "Content-Length"]
            start_response(status, [*kept, ("Content-Length", str(len(page)))])
            return [page]

        return with_banner


def keep_last_good(server: LiveReloadServer) -> None:
    """Let a failed rebuild leave a server as it was, with the reasons above every page."""
    banner, rebuild = Banner(), server.builder

    def attempt() -> None:
        _report(banner, *tried(rebuild))

    server.builder = attempt
    server.set_app(banner.around(server.serve_request))


def _report(banner: Banner, failure: str | None, lines: list[str]) -> str:
    """Put what went wrong above every page; the same in words, for the terminal."""
    words = "\n".join(lines)
    if failure is None:
        banner.show("The build for publishing would stop at this:", words)
        return words
    # What MkDocs logged says more than the exception that ended it.
    banner.show(
        "This is the last good state. What was edited since has problems:", words or failure
    )
    return words or failure


class Preview:
    """The preview of one project: a server, and a folder for each state of the site.

    `say` is called with one line of text for each thing that happens.
    """

    def __init__(self, project: Path, host: str, port: int, say: Callable[[str], None]) -> None:
        self._project = project
        self._say = say
        self._top = Path(tempfile.mkdtemp(prefix="factsheet-"))
        self._site = self._top / "site"
        self._site.mkdir()
        (self._site / "index.html").write_text(_NO_SITE_YET, encoding="utf-8")
        self._is_good = False
        self._banner = Banner()
        self._config: MkDocsConfig | None = None
        self._memory = Memory()
        self._server = LiveReloadServer(self._rebuild, host=host, port=port, root=str(self._site))
        self._server.error_handler = self._error_page
        self._server.set_app(self._banner.around(self._any_page(self._server.serve_request)))

    def run(self) -> None:
        """Build, serve, and build anew after each edit, until interrupted.

        Raises OSError where the address is taken or not this machine's.
        """
        logging.getLogger("mkdocs.livereload").setLevel(logging.CRITICAL)  # it logs each visit
        stop = signal.default_int_handler
        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            self._rebuild()
            self._watch()
            self._say(f"Serving {self._server.url} (Ctrl-C ends)")
            self._server.serve()
        except KeyboardInterrupt:
            self._say("Ended")
        finally:
            self._server.shutdown()
            self._memory.end()
            if self._config is not None:
                self._config.plugins.on_shutdown()
            shutil.rmtree(self._top, ignore_errors=True)
            for number, handler in before.items():
                signal.signal(number, handler)

    def _watch(self) -> None:
        from generator.plugin import watched  # the plugin imports this module

        content, settings = self._project / "content", self._project / "mkdocs.yml"
        for path in (content, settings, *watched(self._project)):
            if path.exists():
                self._server.watch(str(path))

    def _rebuild(self) -> None:
        """Build, and show the new state if all went well. Never raises on any input."""
        began = time.monotonic()
        failure, lines = tried(self._build)
        words = visible(_report(self._banner, failure, lines), keep="\n").rstrip()
        if failure is None:
            self._is_good = True
            self._say(f"{words}\nBuilt in {time.monotonic() - began:.1f} s".lstrip())
        else:
            stays = "The last good state stays up" if self._is_good else "No site yet"
            self._say(f"{words}\n{stays}")

    def _build(self) -> None:
        # The folder keeps its name: a request that waits for the build has its path already.
        with output.swapped_in(self._site) as fresh:
            config = load_config(str(self._project / "mkdocs.yml"), site_dir=str(fresh))
            config.site_url = self._server.url
            plugin = config.plugins.get("factsheet")
            if plugin is not None:
                plugin.memory = self._memory
            if self._config is None:
                config.plugins.on_startup(command="serve", dirty=False)
            self._config = config
            build(config, serve_url=self._server.url)

    def _any_page(self, app: WSGIApplication) -> WSGIApplication:
        """As long as there is no site, every address leads to the page that says so."""

        def first(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            if not self._is_good and not environ["PATH_INFO"].startswith("/livereload/"):
                environ["PATH_INFO"] = "/"
            return app(environ, start_response)

        return first

    def _error_page(self, code: int) -> bytes | None:
        page = self._site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None
