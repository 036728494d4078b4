"""The forms in which news texts say who speaks: patterns over a text with masked names.

In a masked text every character of an actor's name is a MASK, so that all names have one form, and
`|` stands for a quotation.
"""

from __future__ import annotations

import re

from generator import verbs
from generator.actor_names import TITLES

WORD = re.compile(r"\w+")
VERBS = frozenset((*verbs.SAYING, *(words.split()[0] for words in verbs.TELLING)))
SAYING = "|".join(verbs.SAYING)
TELLING = "|".join(verbs.TELLING)
UPPER = "".join(chr(code) for code in range(0x590) if chr(code).isupper())
"""Capital letters: Latin, Greek, Cyrillic, Armenian."""
MASK = "\ue000"
"""Stands for each character of an actor's name, so that all names have one form."""
PROPER = rf"(?:(?:(?:al|el|ibn|bin)[- ]|(?:as|ad|an)-))?[{UPPER}][\w'’-]+\.?"
ANY_NAME = rf"(?:{MASK}+|{PROPER}(?: {PROPER}){{0,3}})"
DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
POSTS = "|".join(sorted(TITLES, key=len, reverse=True))
POST_WORDS = (
    rf"(?:(?i:the|an?|his|her|its|their|both|former|late|then|new|deputy|acting|{POSTS}) )*"
)

# What may stand between a name and its verb: ", 54, a farmer from Elmford,", "(54)", "of the Mill
# Trust", "MP"; and then adverbs and times.
ASIDE = (
    rf"(?:,? [{UPPER}]{{2,5}}\b)?(?: (?:of|from) (?:the )?{ANY_NAME})?"
    r"(?:,(?: [^,;:|]{1,80},){1,3}| ,| \([^()|]{1,40}\))?"
)
WHEN = rf"(?:(?:on|in|at|from|during|after|before) [^,;:.()|]{{1,30}}?|{DAY})"
BETWEEN = rf"(?:(?:{'|'.join(verbs.BETWEEN)}|[a-z]+ly|{WHEN}),? ){{0,4}}"
SAYS_SO = rf"(?P<who>,? who)? (?P<between>{BETWEEN})(?:(?P<tells>{TELLING})|{SAYING})\b"
SAYS = re.compile(rf"{ASIDE}{SAYS_SO}")
STOPS = rf"[|,.;:!?]|$|(?:on|in|at|last|when|as|after|during|yesterday|today|{DAY})\b"
STOPS_PHRASE = re.compile(rf" *(?:{STOPS})")
ENDS = re.compile(rf" *(?:{STOPS}|(?:to|of|from|for|with|who|and)\b)")
CLOSES = re.compile(rf",{SAYS_SO}(?(tells)|(?! (?:the |an? )?{ANY_NAME}{ENDS.pattern}))")
"""A single comma behind a name closes an apposition ("Its founder, Ben Holt, said"), and parts in
"to Ada Reed, said Ben Holt"."""
FOR_BODY = re.compile(
    rf" (?:spokes\w+|officials?|sources?|leaders?|representatives?){SAYS.pattern}"
)
POST = (
    rf"(?P<post>(?:(?!(?:{'|'.join(verbs.LINKING)}|he|she|they|it|we|there|this|these|those) )"
    rf"[\w.'’-]+ ){{0,10}}|[^,;:|.{MASK}]{{1,80}}, )$"
)
SAID = re.compile(
    rf"(?:^|(?P<stroke>\|)|,)[ ,]*{BETWEEN}(?:{SAYING}|Said|Says|Added|Adds|Wrote) {POST}"
)
ACCORDING = re.compile(rf"\b[Aa]ccording to {POST}")
PASSIVE = re.compile(
    rf"\b(?:was|were|is|are|been|be) {BETWEEN}(?:told|informed|assured|reminded|warned) "
    rf"{BETWEEN}by {POST}"
)
GOVERNED = re.compile(
    r"\b(?!(?i:(?:of|for) (?:state|justice)) )"  # a part of a post
    rf"(?P<word>(?i:{'|'.join(verbs.GOVERNING)})) (?:{POST_WORDS}|"
    r"(?:(?<=\bof )|(?<=\bfor )|(?<=\bto ))(?:the |an? )?(?:\d+-year-old |"
    rf"(?:(?!(?:the|{'|'.join(verbs.LINKING)}) )[^\W\d][\w'’-]* ){{1,2}}?(?:{POSTS}) ))$"
)
"""The word before a name that takes it away from the verb: "for Mayor ", "of Oakham mayor "."""
BY = re.compile(
    rf"\b(?:{'|'.join(verbs.WORKS)})s?(?:(?: [\w{MASK}]+){{0,4}}|,(?: (?:{'|'.join(verbs.MADE)}))?)"
    rf" (?:by|from) {POST_WORDS}$",
    re.IGNORECASE,
)
TO_ANOTHER = rf"(?: (?:to|about|against|on) {POST_WORDS}{ANY_NAME})?"
ADDRESSED = re.compile(rf"{TO_ANOTHER}{SAYS.pattern}")
OF_ONE = re.compile(
    rf"['’]s?(?: (?!(?:{SAYING}|{TELLING})\b)[a-z][\w-]*){{1,4}}?{TO_ANOTHER}{SAYS.pattern}"
)
TOLD_BY = re.compile(
    rf"(?:(?<!\ba )(?<!\bthe )\b(?:{SAYING}|{TELLING})\b(?: [^\s,;:.|]+){{0,6}}? (?:that|how),? "
    r"(?:in|on|at|during|after|before|when|since|from|for|under|over|with)\b"
    rf"(?:(?! (?:{'|'.join(verbs.LINKING)}) )[^,;:.|])+|"
    rf"\bAccording to [^,;:.|]{{1,60}}(?:, {MASK}+)?),? {POST_WORDS}$"
)
"""Before a subject: "Holt said that, during the talks, ", "According to the mayor, Ada Reed, "."""
WORK_OF_ONE = re.compile(rf"['’]s?(?: [a-z][\w-]*){{0,2}} (?:{'|'.join(verbs.WORKS)})s?\b")
POSSESSIVE = re.compile(r"['’]s?\b")
STRANGER = re.compile(rf"(?<![\w.'’-]){PROPER}(?: {PROPER}){{0,3}}(?: Jr\.?)?")
UNNAMED = re.compile(rf"(?<![\w'’-])(?i:{'|'.join(verbs.UNNAMED)})\b")
PHRASE = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|"
    rf"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?) (?:[a-z][\w-]* ){{0,2}}?"
    rf"(?:{POSTS}|{'|'.join(verbs.BODIES)}))(?![\w'’-])"
)
HER = re.compile(
    rf"\b[Aa]ccording to (?:him|her|them|it|the (?:{POSTS}|{'|'.join(verbs.BODIES)}))\b"
)

BESIDE = re.compile(rf" {POST_WORDS}{MASK}")
# Names that make one: "Mayor of Oakham Ada Reed"; "Reed's spokesman, "; "Reed, along with Holt,".
DESCRIBING = re.compile(
    rf"(?:['’]s?(?: (?!(?:{'|'.join(verbs.GOVERNING)}|and|or|{SAYING}|{TELLING})\b)[a-z][\w-]*)"
    rf"{{1,4}}(?P<comma>,)?|(?: (?:{POSTS})){{1,3}}(?P<mark>,)?) ",
    re.IGNORECASE,
)
ALONG = re.compile(rf"(?P<comma>,)? (?:together with|along with|as well as) {POST_WORDS}")
JOINED = re.compile(
    rf"(?:,(?: [^,;:|]{{1,60}},)?| \([^()|]{{1,40}}\))? and "
    rf"(?:(?!(?:{'|'.join((*verbs.LINKING, *verbs.GOVERNING))}|{SAYING}|{TELLING})\b)"
    rf"[\w'’-]+ ){{0,5}}?(?:[a-z'’-]+(?P<comma>,) )?"
)
"""Between two who share a verb: ", the mayor, and her deputy, ", " (Labour) and Mayor "."""
LISTED = re.compile(rf", {POST_WORDS}")
FINAL = re.compile(r" *(?:[|.;:!?]|$)")

APPOSED = re.compile(rf", {POST_WORDS}$")
LEADS = re.compile(
    rf"\|[ ,]*(?:according to |{BETWEEN}(?:{SAYING}) )?"
    rf"(?:(?!(?:{'|'.join(verbs.LINKING)}) )[\w.'’-]+,? ){{0,8}}"
)
LEADS_ON = re.compile(r"[^,.;:|]{0,60}[,:]? *")
TAIL_BEFORE = re.compile(
    rf"[,|][ ,]*(?:(?:(?!(?:{'|'.join(verbs.LINKING)}) )[\w.'’-]+ ){{1,6}}, )?"
    rf"(?:(?!(?:{'|'.join(verbs.LINKING)}) )[\w.'’-]+ ){{0,5}}$"
)
TAIL_BEHIND = re.compile(
    rf"(?: (?:on|in|at|last|late|earlier|yesterday|today|{DAY})\b[^,.;:|]{{0,40}})?"
    r" *(?:(?P<final>[.;!?]|$)|,)"
)
TOLD_BEHIND = re.compile(r"(?: [^\s,.;:|]+){1,4} *(?:(?P<final>[.;!?]|$)|,)")
BREAK = re.compile(r";|, (?:and|but|while|whereas)\b")
