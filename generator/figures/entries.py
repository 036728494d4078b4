"""What a timeline shows: entries, each with the first and the last day that its date can mean.

In: Entry, made by the caller. Out: the same, checked and in the order in which they are drawn.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

KINDS = ("event", "statement")
BASES = ("stated", "partly stated", "relative", "inferred")

BY, ON, FROM = range(3)  # the order within a day

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Entry:
    """One event or statement with its date.

    `earliest` and `latest` are days, both included; None leaves that side open, and an entry
    without either is undated: no figure shows it. `within` says what several days mean: true for
    one day somewhere among them, false for all of them throughout.
    """

    key: str  # unique in a figure
    label: str
    href: str  # a relative link
    kind: str  # one of KINDS
    earliest: datetime.date | None
    latest: datetime.date | None
    basis: str  # one of BASES
    shown: str  # the date in words
    within: bool = True

    @property
    def is_dated(self) -> bool:
        """Whether at least one side of the date is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def is_day(self) -> bool:
        """Whether the date is one certain day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def day(self) -> datetime.date:
        """The day at which the entry is listed: the earliest, or else the latest."""
        day = self.earliest or self.latest
        if day is None:
            raise ValueError(f'the entry "{self.key}" has no date')
        return day

    @property
    def date_words(self) -> str:
        """The date in words with its basis, where the source does not simply state it."""
        return self.shown if self.basis == "stated" else f"{self.shown} · {self.basis}"

    @property
    def name(self) -> str:
        """The label with the date, as the title of its link."""
        return ", ".join(filter(None, (self.label, self.date_words)))


def ordered(entries: Iterable[Entry]) -> list[Entry]:
    """The dated entries from the earliest to the latest, in an order of their own.

    On one day: first what is of that day or before, then what is of that day, then what begins
    with it. Events come before statements, and what is stated before what is supplied. The order
    of the input has no say.
    Raises ValueError for a key that occurs twice, a kind or a basis that is not in the list, or a
    date that ends before it begins.
    """
    dated = [entry for entry in entries if entry.is_dated]
    seen: set[str] = set()
    for entry in dated:
        if entry.key in seen:
            raise ValueError(f'two entries have the key "{entry.key}"')
        seen.add(entry.key)
        if entry.kind not in KINDS:
            raise ValueError(
                f'the entry "{entry.key}" has the kind "{entry.kind}",'
                f" which is none of: {', '.join(KINDS)}"
            )
        if entry.basis not in BASES:
            raise ValueError(
                f'the entry "{entry.key}" has the basis "{entry.basis}",'
                f" which is none of: {', '.join(BASES)}"
            )
        if entry.earliest and entry.latest and entry.earliest > entry.latest:
            raise ValueError(f'the date of the entry "{entry.key}" ends before it begins')
    return sorted(
        dated,
        key=lambda entry: (
            entry.day,
            phase(entry),
            entry.latest or datetime.date.max,
            KINDS.index(entry.kind),
            BASES.index(entry.basis),
            entry.label,
            entry.key,
        ),
    )


def phase(entry: Entry) -> int:
    """Where an entry stands in its day: BY it, ON it, or FROM it onwards."""
    if entry.earliest is None:
        return BY
    return ON if entry.is_day else FROM


def short_day(day: datetime.date) -> str:
    """A day in the width of a margin: "12 Sep 2023"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span_words(first: datetime.date, last: datetime.date) -> str:
    """The time between two days in the calendar's units, the two largest of them.

    "2 years 5 months", "1 month 3 days", "8 days". What is smaller is left out, not rounded.
    """
    # As people count, a month is full on the same day of a later month; 31 January to 28 February
    # is 28 days.
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    days = (last - datetime.date(year, month + 1, min(first.day, length))).days
    counts = ((months // 12, "year"), (months % 12, "month"), (days, "day"))
    words = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in counts if count]
    return " ".join(words[:2]) or "same day"
