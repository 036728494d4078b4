"""The words of the synthetic dossiers: coined names, and a grammar of neutral sentences.

Nothing here names anything real. Every sentence has two clauses with a comma between them, so that
each clause can be cited alone; no clause begins or ends with a negation.
"""

from __future__ import annotations

from dataclasses import dataclass

STATES = (
    ("Norvalia", "Norhaven"),
    ("Estermark", "Esterby"),
    ("Quillonia", "Quillon"),
    ("Tavaria", "Tavarport"),
    ("Belmora", "Belmora City"),
    ("Sundrea", "Sundholm"),
)
"""States with their capitals, by which texts also call the governments."""

FIRST_NAMES = """
Anselm Berit Corin Dagny Edlef Freya Gorm Hedda Ivo Jorun Kasimir Liv Maren Njal Odile Piet Runa
Sander Tilda Ulf Vera Wim Ylva Zeno Arvid Bodil Casper Dorthe Eskil Frida
""".split()
TITLES = (
    "Deputy",
    "Envoy",
    "Governor",
    "Commissioner",
    "Inspector",
    "Engineer",
    "Secretary",
    "Delegate",
)
"""Posts, in front of which the district's name stands."""
OTHER_TITLES = (
    "head of the {} delegation",
    "chair of the {} working group",
    "member of the {} commission",
    "speaker of the {} council",
)
GOODS = (
    "flour and salt",
    "lamp oil",
    "medicines",
    "seed potatoes",
    "school books",
    "spare parts",
    "winter clothing",
    "baby food",
    "building timber",
    "drinking water",
    "diesel fuel",
    "livestock feed",
    "mail and parcels",
    "roof tiles",
    "fresh fruit",
    "blankets",
    "hospital supplies",
    "cement",
    "batteries",
    "fishing nets",
)
GROUPS = (
    "farmers and carriers",
    "doctors and nurses",
    "the families of the upper valley",
    "teachers and pupils",
    "market traders",
    "the ferry crews",
    "pensioners",
    "the herders of the plateau",
    "patients and their relatives",
    "the road crews",
)
SEASONS = (
    "the first frost",
    "the autumn rains",
    "the spring thaw",
    "the harvest",
    "the school year",
    "the winter",
    "the dry season",
)
MONTHS = (
    "January February March April May June July August September October November December"
).split()

_PERSON_PARTS = (
    "Bar Cal Dor Fen Gal Hal Jor Kel Lor Mar Ner Pel Quin Ral Sar Tor Ul Var Wen Yar Zel".split(),
    "a e i o u an en in on ar er or".split(),
    "dek mond rin sk vas than ric va nel dis kos lund gast vik zin".split(),
)
_PLACE_PARTS = (
    "Ard Bol Cran Del Elm Fal Gren Hest Isk Jas Kolm Lang Mol Nest Orl Pran Rus Stav Thal".split(),
    "a e i o en er is ul am on".split(),
    "ford dale holm wick burg stead mere haven moor brook".split(),
)


def surname(number: int) -> str:
    """The coined surname with this number; no two numbers share one."""
    return _coined(number, _PERSON_PARTS)


def place_name(number: int) -> str:
    """The coined name of a place with this number; no two numbers share one."""
    return _coined(number, _PLACE_PARTS)


def _coined(number: int, parts: tuple[list[str], list[str], list[str]]) -> str:
    heads, middles, ends = parts
    size = len(heads) * len(middles) * len(ends)
    rounds, rest = divmod(number, size)
    rest = rest * 1009 % size  # 1009 is prime and divides no size: each name once, well scattered
    rest, end = divmod(rest, len(ends))
    head, middle = divmod(rest, len(middles))
    extra = ""
    while rounds:
        rounds, more = divmod(rounds - 1, len(middles))
        extra += "l" + middles[more]
    return heads[head] + middles[middle] + extra + ends[end]


@dataclass(frozen=True)
class Theme:
    """A kind of question about a route, with its possible answers."""

    key: str
    question: str
    options: dict[str, str]


THEMES = (
    Theme(
        "open",
        "Is {the_canon} open?",
        {"open": "It is open.", "not-open": "It is not open, or not to all traffic."},
    ),
    Theme(
        "traffic",
        "What traffic should {the_canon} be open to?",
        {"all": "All traffic.", "supplies": "Supplies alone.", "residents": "Residents."},
    ),
    Theme(
        "upkeep",
        "Who should look after {the_canon}?",
        {"together": "Both sides together.", "apart": "Each side its own part."},
    ),
    Theme(
        "talks",
        "How should talks about {the_canon} be held?",
        {"direct": "Directly.", "hosted": "With a host from outside.", "later": "Later."},
    ),
    Theme(
        "tolls",
        "Should carriers pay a toll on {the_canon}?",
        {"toll": "They should.", "no-toll": "They should not."},
    ),
)


@dataclass(frozen=True)
class Clause:
    """A position in three forms: as spoken, as reported behind "that", as the site words it.

    theme and option are empty where it answers no question; `outright` is false where it answers
    one by implication only.
    """

    spoken: str
    reported: str
    says: str
    theme: str = ""
    option: str = ""
    outright: bool = True


POSITIONS = (
    Clause(
        "{The_route} is open to {goods} at last",
        "{the_route} was open to {goods} at last",
        "{The_canon} is open to {goods}.",
        "open",
        "open",
    ),
    Clause(
        "{The_route} is still not open to {goods}",
        "{the_route} was still not open to {goods}",
        "{The_canon} is not open to {goods}.",
        "open",
        "not-open",
    ),
    Clause(
        "{n} lorries with {goods} used {the_route} in {month}",
        "{n} lorries with {goods} had used {the_route} in {month}",
        "{n} lorries with {goods} used {the_canon}.",
        "open",
        "open",
        False,
    ),
    Clause(
        "We ask that {the_route} be open to {goods} and to {group}",
        "{the_route} should be open to {goods} and to {group}",
        "{The_canon} should be open to {goods} and to {group}.",
        "traffic",
        "all",
    ),
    Clause(
        "Supplies such as {goods} should have {the_route} to themselves",
        "supplies such as {goods} should have {the_route} to themselves",
        "Supplies such as {goods} should have {the_canon} to themselves.",
        "traffic",
        "supplies",
    ),
    Clause(
        "Those who live near {place} should pass {the_route} before {goods} do",
        "those who live near {place} should pass {the_route} before {goods} did",
        "Those who live near {place} should pass {the_canon} before {goods} do.",
        "traffic",
        "residents",
    ),
    Clause(
        "Both sides should share the upkeep of {n} kilometres of {the_route}",
        "both sides should share the upkeep of {n} kilometres of {the_route}",
        "Both sides should share the upkeep of {n} kilometres of {the_canon}.",
        "upkeep",
        "together",
    ),
    Clause(
        "Each side should mend its own {n} kilometres of {the_route}",
        "each side should mend its own {n} kilometres of {the_route}",
        "Each side should mend its own {n} kilometres of {the_canon}.",
        "upkeep",
        "apart",
    ),
    Clause(
        "We are ready to talk about {the_route} directly in {place}",
        "the delegation was ready to talk about {the_route} directly in {place}",
        "It is possible to talk about {the_canon} directly in {place}.",
        "talks",
        "direct",
    ),
    Clause(
        "Talks about {the_route} need a host who knows {place}",
        "talks about {the_route} needed a host who knew {place}",
        "Talks about {the_canon} need a host who knows {place}.",
        "talks",
        "hosted",
    ),
    Clause(
        "Talks about {the_route} can wait until {goods} have reached {place}",
        "talks about {the_route} could wait until {goods} had reached {place}",
        "Talks about {the_canon} can wait until {goods} have reached {place}.",
        "talks",
        "later",
    ),
    Clause(
        "Carriers of {goods} should pay {n} crowns at {the_route}",
        "carriers of {goods} should pay {n} crowns at {the_route}",
        "Carriers of {goods} should pay {n} crowns at {the_canon}.",
        "tolls",
        "toll",
    ),
    Clause(
        "A toll on {goods} has no place on {the_route}",
        "a toll on {goods} had no place on {the_route}",
        "A toll on {goods} has no place on {the_canon}.",
        "tolls",
        "no-toll",
    ),
)

REMARKS = (
    Clause(
        "{n} families near {place} wait for {goods}",
        "{n} families near {place} were waiting for {goods}",
        "{n} families near {place} wait for {goods}.",
    ),
    Clause(
        "Our engineers have measured {n} kilometres of {the_route}",
        "engineers had measured {n} kilometres of {the_route}",
        "Engineers have measured {n} kilometres of {the_canon}.",
    ),
    Clause(
        "We have put {n} tonnes of {goods} into the stores of {place}",
        "{n} tonnes of {goods} lay in the stores of {place}",
        "{n} tonnes of {goods} are in the stores of {place}.",
    ),
    Clause(
        "The bridge at kilometre {n} of {the_route} carries {goods} once more",
        "the bridge at kilometre {n} of {the_route} carried {goods} once more",
        "The bridge at kilometre {n} of {the_canon} carries {goods}.",
    ),
    Clause(
        "The people of {place} ask for {goods} and for {n} seats in the bus",
        "the people of {place} asked for {goods} and for {n} seats in the bus",
        "The people of {place} ask for {goods}.",
    ),
    Clause(
        "We will send {n} vans with {goods} by way of {the_route}",
        "{n} vans with {goods} would go by way of {the_route}",
        "{n} vans with {goods} are to go by way of {the_canon}.",
    ),
    Clause(
        "The store at {place} has {goods} for {n} days",
        "the store at {place} had {goods} for {n} days",
        "The store at {place} has {goods} for {n} days.",
    ),
    Clause(
        "We thank {group} for {n} days of work on {the_route}",
        "{group} had given {n} days of work to {the_route}",
        "{n} days of work were given to {the_canon}.",
    ),
)

TAILS = (
    "so that {goods} can reach {place} before {season}",
    "which matters to {group} near {place}",
    "because {goods} are short in {place} until {season}",
    "while the works at kilometre {n} go on until {season}",
    "as {group} in {place} have asked since {month}",
    "and the same holds for {goods} from {place}",
    "above all for {group} who come from {place}",
    "so {group} can plan for {season} in {place}",
    "as the count of {n} lorries in {month} shows",
    "with {n} guards at the gate near {place}",
    "after {n} days in which {group} waited for {goods}",
    "and {place} has room for {n} lorries with {goods}",
    "in step with what {group} told the council of {place}",
    "at a cost of {n} crowns for each tonne of {goods}",
)
INVOKING_TAIL = "in line with {the_agreement} on {goods}"
"""The clause by which a speaker leans on an agreement."""

ARTICLE = (
    Clause(
        "{The_route} has carried {n} tonnes of {goods} since {month}",
        "",
        "{The_canon} has carried {n} tonnes of {goods}.",
    ),
    Clause(
        "Traffic on {the_route} depends on {n} crews from {place}",
        "",
        "Traffic on {the_canon} depends on {n} crews from {place}.",
    ),
    Clause(
        "The market of {place} takes {n} loads of {goods} from {the_route}",
        "",
        "The market of {place} takes {n} loads of {goods} from {the_canon}.",
    ),
)
"""What an article says in its own voice."""

TOPICS = ("Transit", "Safe Passage", "Road Works", "Water Supply", "Border Posts", "Winter Relief")
AGREEMENT_FORMS = (
    ("agreement", "Agreement", "agreement"),
    ("joint-statement", "Joint Statement", "statement"),
    ("proposal", "Draft Protocol", "protocol"),
    ("process", "Round of Talks", "talks"),
)
"""Kind, the word in the agreement's name, the word by which speakers call it."""

ROUTE_FORMS = (("road", "Road"), ("corridor", "Corridor"), ("crossing", "Crossing"))
ROUTE_WORDS = ("corridor", "highway", "passage", "link")
"""What a side calls a route, whatever the site calls it."""

AVOIDED = (
    ("blockade", "closure, with the speaker who says so"),
    ("illegal", "does not accord with rules, with the speaker who says so"),
    ("scheme", "plan"),
    ("claims", "says"),
    ("claimed", "said"),
    ("admitted", "said"),
    ("regime", "government"),
    ("so-called", "the name, with whose name it is"),
    ("separatist", "the name that the cited text uses"),
    ("occupied", "under the control of, with the speaker who says so"),
    ("liberated", "came under the control of"),
    ("aggression", "the act itself"),
    ("terrorist", "the name of the person"),
    ("provocation", "the act itself"),
    ("puppet", "the name of the body"),
    ("hostage", "the act itself"),
)
"""Loaded words, each with what to write instead."""
