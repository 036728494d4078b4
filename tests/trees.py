"""HTML as a tree that a test can ask: which elements, what text, which links and anchors.

In: HTML. Out: Element. Only what tests need; the browser's own parser judges the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    "area base br col embed hr img input link meta source wbr circle line path rect use".split()
)
"""Elements without an end; of SVG only those that the figures draw without content."""

BLOCKS = frozenset("p li dt dd td th h1 h2 h3 h4 h5 h6 figcaption caption summary".split())
"""Elements that hold one stretch of running text."""


@dataclass(eq=False)
class Element:
    """One element: its tag, its attributes, its children and its parent."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all()

    def above(self) -> Iterator[Element]:
        """The elements that hold this one, from the nearest outwards."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def find(self, selector: str) -> Iterator[Element]:
        """Elements below by "tag", ".class" or "tag.class"."""
        tag, _, name = selector.partition(".")
        for element in self.all():
            if (not tag or element.tag == tag) and (not name or name in element.classes):
                yield element

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def raw_text(self) -> str:
        """All characters below, as they are."""
        return "".join(
            child if isinstance(child, str) else child.raw_text for child in self.children
        )

    @property
    def text(self) -> str:
        """The same with white space as a browser shows it."""
        return " ".join(self.raw_text.split())

    def within(self, *names: str) -> bool:
        """Whether an element above this one has one of the tags or classes, or this one itself."""
        return any(
            element.tag in names or not set(names).isdisjoint(element.classes)
            for element in (self, *self.above())
        )

    def blocks(self) -> Iterator[Element]:
        """The innermost elements of running text."""
        for element in self.all():
            if element.tag in BLOCKS and not any(
                inner.tag in BLOCKS for inner in element.all() if inner is not element
            ):
                yield element


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("", {})
        self.here = self.top

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for element in (self.here, *self.here.above()):
            if element.tag == tag and element.parent is not None:
                self.here = element.parent
                return

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def tree(html: str) -> Element:
    """The tree of a document or a piece of one."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.top
