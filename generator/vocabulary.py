"""The words that fields may hold, each with its meaning; they are part of the published dictionary.

In: nothing. Out: one mapping of word to meaning for each vocabulary.
"""

from __future__ import annotations

from types import MappingProxyType

ACTOR_KINDS = MappingProxyType(
    {
        "person": "One human being.",
        "state": "A country, or its government speaking as the country.",
        "organisation": "A union of states, a court, a department or another body.",
        "office": "The staff that speaks for the holder of a post.",
        "armed-force": "Troops under one command.",
        "population": "People spoken of together by where they live or who they are.",
    }
)
AGREEMENT_KINDS = MappingProxyType(
    {
        "agreement": "What parties have agreed.",
        "joint-statement": "A text that several parties signed or issued together.",
        "court-order": "An order or ruling of a court.",
        "proposal": "Something put forward; the texts need not say whether it was agreed.",
        "process": "Talks that are under way or hoped for.",
        "unspecified": "The texts do not say what it is.",
    }
)
ROUTE_KINDS = MappingProxyType(
    {
        "corridor": "A way that the texts call a corridor.",
        "road": "A way that the texts call a road or a route.",
        "crossing": "A point where a way crosses a border, a river or another way.",
        "checkpoint": "A point where passage is controlled.",
    }
)
PLACE_KINDS = MappingProxyType(
    {
        "region": "A stretch of land with a name, larger than a settlement.",
        "state-territory": "A country, as a place.",
        "settlement": "A city, town or village.",
        "border": "A border between states.",
        "line": "A line on the ground other than a border.",
        "venue": "A place where people meet.",
        "unspecified": "The texts do not say what it is.",
    }
)
DISCREPANCY_KINDS = MappingProxyType(
    {
        "date": "Two passages give different days for what is, or may be, one thing.",
        "paraphrase": "A text's paraphrase says more, less or other than the words it paraphrases.",
        "attribution": "Two passages give the same words or deed to different actors.",
        "name": "Two passages name one thing differently, so that its identity is open.",
        "number": "Two passages give different numbers for one thing.",
        "place": "Two passages put one thing in different places.",
        "state": "Two passages give one thing different states.",
        "wording": "A text words similar things differently.",
    }
)
PUBLISH = MappingProxyType(
    {
        "full": "The source's page shows the whole text.",
        "excerpts": "The source's page shows the cited passages with their neighbouring sentences.",
    }
)
RECORD_KINDS = MappingProxyType(
    {
        "source": "A text.",
        "actor": "Somebody who acts, speaks or is spoken for.",
        "agreement": "Something agreed, ordered, proposed or under negotiation.",
        "route": "A way, or a point on a way.",
        "place": "A place.",
        "event": "Something that happened.",
        "statement": "What one speaker says.",
        "issue": "A question on which speakers can be compared.",
        "discrepancy": "A place where the texts contradict each other.",
    }
)
VOICES = MappingProxyType(
    {
        "quoted": "The words are somebody's own, as if they stood in quotation marks.",
        "article": "The words are the article's, as if they stood outside quotation marks.",
    }
)
TRUE = MappingProxyType({"true": "This reading is the one that the site sorts and shows by."})
