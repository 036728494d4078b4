"""The verbs and small words by which news texts say who speaks.

Tables alone: `attribution` reads them.
"""

from __future__ import annotations

SAYING = tuple(
    """
    said says saying stated states declared declares announced announces wrote writes added adds
    noted notes stressed stresses underlined underlines underscored underscores highlighted
    highlights emphasised emphasized emphasises emphasizes reiterated reiterates repeated repeats
    remarked remarks commented comments explained explains claimed claims alleged alleges argued
    argues insisted insists maintained maintains asserted asserts contended contends warned warns
    cautioned cautions urged urges demanded demands called calls vowed vows promised promises
    pledged pledges threatened threatens confirmed confirms denied denies rejected rejects
    dismissed dismisses acknowledged acknowledges admitted admits conceded concedes replied replies
    responded responds answered answers retorted retorts countered counters concluded concludes
    continued continues recalled recalls observed observes tweeted tweets posted posts testified
    testifies recounted recounts reported reports read reads predicted predicts complained
    complains criticised criticized criticises criticizes condemned condemns accused accuses
    thanked thanks thinks thought believes believed hopes hoped suggested suggests proposed
    proposes joked jokes shouted whispered say agreed agrees expects expected wants wanted
    indicated indicates signalled signaled signals revealed reveals disclosed discloses affirmed
    affirms reaffirmed reaffirms clarified clarifies ruled rules expressed expresses
    allege argue insist
    """.split()
)
"""Verbs of saying: the actor right before one speaks, or right behind one that ends a quotation."""
TELLING = (
    *("told", "tells", "asked", "asks", "assured", "assures", "informed", "informs", "reminded"),
    *("reminds", "pointed out", "points out", "went on", "made clear", "makes clear"),
    *("made it clear", "makes it clear"),
)
"""Verbs with somebody addressed behind them: only the actor before one speaks."""
BETWEEN = (
    *("also", "further", "later", "then", "again", "earlier", "once more", "once", "today"),
    *("yesterday", "has", "had", "did", "herself", "himself", "nonetheless", "was quoted as"),
    *("were quoted as",),
)
"""What may stand between a name and its verb, beside adverbs in -ly and "on Monday"."""
SUBORDINATE = frozenset("although though as after before when since once until unless".split())
"""Words that begin a clause which says by the way who said something else."""
EMBEDDING = frozenset("that which who whom what whether if how why because where".split())
"""Words that, like a verb of saying, govern the clause behind them."""
GOVERNING = (
    *("of", "for", "in", "to", "by", "with", "from", "between", "on", "at", "about", "against"),
    *("near", "like", "unlike", "under", "behind", "over", "than", "via"),
    *("after", "before", "as"),
)
"""Words that take a name behind them away from the verb: "a friend of Ada Reed said"."""
LINKING = ("and", "but", "while", "when", "who", "whom", "that", "or", "so")
"""Words that begin another clause, and are no part of a post."""
UNNAMED = (
    *("sources", "officials", "prosecutors", "police", "authorities", "media", "reports"),
    *("critics", "witnesses", "residents", "analysts", "experts", "lawyers", "investigators"),
    *("diplomats", "doctors", "activists", "documents", "records", "observers", "campaigners"),
    *("neighbours", "newspapers", "journalists", "relatives", "supporters", "opponents", "locals"),
)
"""Those whom news texts let speak without a name: "sources said", "prosecutors allege"."""
WORKS = (
    *("statement", "report", "letter", "post", "tweet", "message", "article", "book", "memo"),
    *("note", "email", "speech", "paper", "study", "column", "reply", "answer"),
)
"""What speaks for whoever made it: "Ada Reed’s report says", "a letter from Ada Reed said"."""
MADE = ("signed", "written", "sent", "issued", "published", "posted", "released", "drafted")
"""What is done to such a work by whoever speaks in it: "the letter, signed by Ada Reed, says"."""
BODIES = (
    *("statement", "report", "letter", "ministry", "council", "office", "company", "group"),
    *("party", "government", "board", "union", "court", "committee", "agency", "commission"),
    *("department", "campaign", "charity", "panel", "institute", "association", "embassy", "bank"),
)
"""What stands, beside a post, for somebody named before: "the mayor said", "the council added"."""
