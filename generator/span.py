"""A stretch of a text, by its offsets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a source: code points from `start` up to, without, `end`."""

    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def without(self, other: Span) -> list[Span]:
        """What of it lies before and behind another span."""
        parts = [
            Span(self.start, min(self.end, other.start)),
            Span(max(self.start, other.end), self.end),
        ]
        return [part for part in parts if part.start < part.end] if self.touches(other) else [self]
