"""A Content-Security-Policy for each page: nothing runs but the site's own scripts.

In: a page's HTML. Out: the same with a policy in its head. Scripts that Material writes into pages
are allowed by their hashes, so that nothing else that gets into a page can run.
Standard: Content Security Policy Level 3; a <meta> element, since a plain host sets no header.
"""

from __future__ import annotations

import base64
import hashlib
import re

_INLINE = re.compile(
    r"<script(?P<attributes>(?![^>]*\ssrc=)[^>]*)>(?P<code>.*?)</script>", re.DOTALL
)
_DATA = re.compile(r"type=[\"']?(?:application/(?:ld\+)?json|text/template)")
_META = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_CHARSET = '<meta charset="utf-8">'


def with_policy(html: str) -> str:
    """The page with its policy right behind the declaration of its encoding."""
    return html.replace(_CHARSET, f"{_CHARSET}\n{_meta(html)}", 1)


def without_policy(page: bytes) -> bytes:
    """The page as a live preview sends it, whose server adds a script of its own."""
    return _META.sub(b"", page, count=1)


def policy(html: str) -> str:
    """What the page may load and run."""
    hashes = sorted({_hash(match["code"]) for match in _scripts(html)})
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *hashes]),
            "style-src 'self' 'unsafe-inline'",  # Material's icons stand in a <style> element
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _meta(html: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'


def _scripts(html: str) -> list[re.Match[str]]:
    return [m for m in _INLINE.finditer(html) if not _DATA.search(m["attributes"])]


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
