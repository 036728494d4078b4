"""When something happened, in all the ways in which a news text can say it or not.

In: the day on which the text appeared, and a form. Out: the words for a sentence, and the readings
for a record, chosen once the whole text stands.
"""

from __future__ import annotations

import dataclasses
import datetime
import random
import re
from dataclasses import dataclass
from typing import Any

from drafts import Draft, Passage

FORMS = (
    "stated",
    "partly",
    "relative",
    "several",
    "inferred",
    "unknown",
    "interval",
    "month",
    "about",
    "last",
    "today",
)
"""Every form that a date takes in a text."""


@dataclass(frozen=True)
class When:
    """The words for a sentence's beginning or end, the date, and the reason for it.

    `stated` are wordings for `text`, the shortest first; `again` is a second, contradicting wording
    to be put elsewhere.
    """

    lead: str
    tail: str
    edtf: str
    stated: tuple[str, ...] = ()
    why: str = ""
    again: str = ""
    other: str = ""
    elsewhere: str = ""

    def with_clause(self, *clauses: str) -> When:
        """With whole clauses as longer wordings, where they hold a short one."""
        longer = [clause for clause in clauses if any(part in clause for part in self.stated)]
        return dataclasses.replace(self, stated=(*self.stated, *longer))

    def contradicted(self, clause: str) -> When:
        """With the clause that has the second wording."""
        return dataclasses.replace(self, elsewhere=clause)


def when(rng: random.Random, published: datetime.date, form: str) -> When:
    """A date of this form, before the day of publication."""
    near = published - datetime.timedelta(days=rng.randint(1, 6))
    day = published - datetime.timedelta(days=rng.randint(20, 330))
    month_day = f"{day:%B} {day.day}"
    appeared = f"The text appeared on {published.day} {published:%B} {published.year}"
    if form == "stated":
        words = f"on {month_day}, {day.year}"
        return When(_lead(words), words, day.isoformat(), (words[3:], words))
    if form == "partly":
        why = f"{appeared}, and this is the last such day before it."
        return When(f"On {month_day}", f"on {month_day}", day.isoformat(), (month_day,), why)
    if form == "month":
        words = f"in {day:%B} {day.year}"
        return When(_lead(words), words, f"{day:%Y-%m}", (words[3:], words))
    if form == "relative":
        why = f"{appeared}, and this is the last {near:%A} before it."
        return When(f"On {near:%A}", f"on {near:%A}", near.isoformat(), (f"{near:%A}",), why)
    if form == "several":
        following = near + datetime.timedelta(days=1)
        why = f"{appeared}, and the sentence names who took part."
        return When(
            f"On {near:%A}",
            f"on {near:%A}",
            near.isoformat(),
            (f"{near:%A}",),
            why,
            f"on {following:%A}",
            following.isoformat(),
        )
    if form == "interval":
        last = day + datetime.timedelta(days=6)
        words = f"from {month_day}, {day.year} to {last:%B} {last.day}, {last.year}"
        return When(_lead(words), words, f"{day.isoformat()}/{last.isoformat()}", (words[5:],))
    if form == "inferred":
        first = published - datetime.timedelta(days=14)
        edtf = f"[{first.isoformat()}..{published.isoformat()}]"
        return When("Some days before", "", edtf, (), f"{appeared}, and speaks of some days.")
    if form == "about":
        why = f"{appeared}; the words point back to the month before it."
        before = published.replace(day=1) - datetime.timedelta(days=1)
        return When(
            "About then", "about then", f"{before:%Y-%m}~", ("About then", "about then"), why
        )
    if form == "today":
        why = f"{appeared}, and counts from its own day."
        return When("Earlier today", "today", published.isoformat(), ("today",), why)
    if form == "last":
        why = "Nothing in the text says from which day this is counted."
        return When(
            f"Last {near:%A}",
            f"last {near:%A}",
            "unknown",
            (f"Last {near:%A}", f"last {near:%A}"),
            why,
        )
    return When("At some point", "", "unknown")


def resolve(
    record: dict[str, Any],
    field: str,
    moment: When,
    passages: tuple[Passage, ...],
    drafts: dict[str, Draft],
) -> None:
    """Set the record's date, with a wording that can be found from its passages."""
    text = _findable(moment.stated, passages, drafts)
    if text is None and (moment.stated or moment.edtf == "unknown"):
        record[field] = "unknown"
        return
    reading = {"edtf": moment.edtf}
    if text:
        reading["text"] = text
    if moment.why:
        reading["why"] = moment.why
    if moment.elsewhere:
        second = {"edtf": moment.other, "text": moment.elsewhere}
        second["why"] = "The day after, if the text means the week in which it appeared."
        record[field] = [reading | {"prefer": "true"}, second]
    else:
        record[field] = reading


def _findable(
    wordings: tuple[str, ...], passages: tuple[Passage, ...], drafts: dict[str, Draft]
) -> str | None:
    """The first wording that stands once in a cited source, or once beside the passages there."""
    for wording in wordings:
        whole = re.compile(rf"\b{re.escape(wording)}\b")
        for source in dict.fromkeys(passage.source for passage in passages):
            draft = drafts[source]
            cited = [
                f"{passage.prefix} {passage.words}".strip()
                for passage in passages
                if passage.source == source
            ]
            near = " ".join(draft.paragraphs_with(cited))
            once_near = near.count(wording) == 1 and whole.search(near)
            if once_near or (draft.stands_once(wording) and whole.search(draft.text)):
                return wording
    return None


def _lead(words: str) -> str:
    return words[0].upper() + words[1:]
