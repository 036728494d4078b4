"""A stretch of a text, by its offsets."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: code points from `start` up to, without, `end`. Spans are many."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def without(self, other: Span) -> list[Span]:
        """What of it lies before and behind another span."""
        if not self.touches(other):
            return [self]
        parts = (Span(self.start, other.start), Span(other.end, self.end))
        return [part for part in parts if part.start < part.end]
