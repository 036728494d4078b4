"""The pages of records: what each kind shows beyond its own fields.

In: the Site. Out: one Page for each record of the kind.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from generator import addresses, model, vocabulary
from generator.dossier import Use
from generator.markup import joined, made, text
from generator.model import Record
from generator.pages import drawings
from generator.pages.page import Page
from generator.pages.site import Site
from generator.pages.view import View
from generator.relations import Relations, Treatment


def routes(site: Site) -> Iterator[Page]:
    """A route: what it joins, who says what about it, what happened on it."""
    for route in site.dossier.all(model.Route):
        view, rel = _view(site, route)
        events = rel.linked(route, model.Event, "about", "where")
        statements = rel.touching(route)
        yield site.record(
            route,
            view,
            f"{route.name}: {_count(len(statements), 'statement')} and "
            f"{_count(len(events), 'event')}, who says what, and the passages.",
            events=events,
            figure=drawings.small_timeline(view, route, [*events, *statements]),
            agreements=_invoked_in(site, statements),
            actors=_actors_of(site, [*statements, *events]),
            position=_position(route.position),
        )


def places(site: Site) -> Iterator[Page]:
    """A place: what happened there, which routes are said to join it."""
    for place in site.dossier.all(model.Place):
        view, rel = _view(site, place)
        events = rel.linked(place, model.Event, "where", "about")
        statements = rel.touching(place)
        yield site.record(
            place,
            view,
            f"{place.name}: what the texts say of this place, in "
            f"{_count(len(events), 'event')} and {_count(len(statements), 'statement')}.",
            events=events,
            figure=drawings.small_timeline(view, place, [*events, *statements]),
            position=_position(place.position),
        )


def agreements(site: Site) -> Iterator[Page]:
    """An agreement: date, parties, provisions according to whom, who invokes it."""
    for agreement in site.dossier.all(model.Agreement):
        view, rel = _view(site, agreement)
        events = rel.linked(agreement, model.Event, "about")
        invoked = rel.linked(agreement, model.Statement, "invokes")
        known = {str(statement.id) for statement in invoked}
        yield site.record(
            agreement,
            view,
            f"{agreement.name}, {site.view(view.path).day(agreement)}: what it provides according "
            f"to the texts, and who invokes it ({_count(len(invoked), 'statement')}).",
            kinds=vocabulary.AGREEMENT_KINDS,
            invoked=invoked,
            about=[s for s in rel.linked(agreement, model.Statement, "about") if s.id not in known],
            events=events,
            figure=drawings.small_timeline(view, agreement, [*events, *rel.touching(agreement)]),
        )


def actors(site: Site) -> Iterator[Page]:
    """An actor: posts, statements, stands, and how the texts treat them."""
    used: dict[str, list[tuple[Record, model.Name]]] = defaultdict(list)
    for named, name in site.dossier.names():
        used[str(name.by)].append((named, name))
    for actor in site.dossier.all(model.Actor):
        view, rel = _view(site, actor)
        own, events = rel.statements_by(actor), rel.linked(actor, model.Event, "who", "about")
        in_their_name = rel.linked(actor, model.Statement, "for")
        treatment = rel.treatment(actor)
        posts = f", {actor.roles[0].title}" if actor.roles else ""
        said = _count(len(own), "statement") if own else treatment.tag
        yield site.record(
            actor,
            view,
            f"{actor.name}{posts}: {said}, with the passages.",
            kinds=KIND_NOUNS,
            many=actor.kind in ("person", "population", "armed-force"),
            own=own,
            treatment=treatment,
            treated=_treated(treatment),
            stands=rel.stand_of(actor),
            behind=rel.linked(actor, model.Actor, "acts_for"),
            members=[
                member
                for member in rel.linked(actor, model.Actor, "roles.of")
                if actor.id not in member.acts_for
            ],
            worded=rel.linked(actor, model.Statement, "via"),
            in_their_name=in_their_name,
            addressed=rel.linked(actor, model.Statement, "to"),
            about=_by_others(rel, actor),
            by_holders=_by_holders(rel, actor),
            events=events,
            figure=drawings.small_timeline(view, actor, [*events, *own, *in_their_name]),
            agreements=rel.linked(actor, model.Agreement, "signatories", "issuer"),
            names_used=used.get(str(actor.id), []),
            naming=[use for use in rel.uses(actor) if use.field in ("cite", "roles.cite")],
        )


def events(site: Site) -> Iterator[Page]:
    """An event: when and how we know, who, where, and what was said on the occasion."""
    for event in site.dossier.all(model.Event):
        view, rel = _view(site, event)
        here = rel.linked(event, model.Statement, "at")
        about = rel.linked(event, model.Statement, "about")
        later = rel.linked(event, model.Event, "about")
        yield site.record(
            event,
            view,
            f"{view.day(event)}: {event.what} With the passages that say so, and how the date is "
            "known.",
            here=here,
            about=about,
            figure=drawings.small_timeline(view, event, [event, *later, *here, *about]),
        )


def statements(site: Site) -> Iterator[Page]:
    """A statement: the chain from speaker to text, the words, what they answer."""
    for statement in site.dossier.all(model.Statement):
        view, rel = _view(site, statement)
        occasion = site.dossier.records.get(statement.at or "")
        others = rel.linked(occasion, model.Statement, "at") if occasion else []
        yield site.record(
            statement,
            view,
            f"{statement.says} {view.name(statement.speaker)}, {view.day(statement)}, with the "
            "words in their context.",
            others=[other for other in others if other is not statement],
        )


def issues(site: Site) -> Iterator[Page]:
    """A question: who gives which answer in which words, who is silent, what we infer."""
    for issue in site.dossier.all(model.Issue):
        view, rel = _view(site, issue)
        stands = rel.stands(issue)
        about = set(issue.about)
        answers = [position.statement for stand in stands for position in stand.positions]
        yield site.record(
            issue,
            view,
            f"{issue.question} Who gives which answer, with the words of the texts: "
            f"{_count(len(stands), 'speaker')}, {len(rel.silent(issue))} silent.",
            stands=stands,
            outright=[s for s in stands if not all(one.implied for one in s.positions)],
            readings=[s for s in stands if any(one.implied for one in s.positions)],
            silent=rel.silent(issue),
            without_a_voice=rel.without_a_voice(issue),
            others=[
                other
                for other in site.dossier.all(model.Issue)
                if other is not issue and about & set(other.about)
            ],
            cell=functools.partial(_cell, view),
            figure=drawings.small_timeline(view, issue, answers),
        )


KIND_NOUNS = {
    "person": "person",
    "state": "state",
    "organisation": "organisation",
    "office": "office",
    "armed-force": "armed force",
    "population": "population",
}


def _view(site: Site, record: Record) -> tuple[View, Relations]:
    return site.view(addresses.page(record)), site.relations


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _cell(view: View, statement: model.Statement) -> Markup:
    """A statement's words in the cell of a table, with its date."""
    ways = view.relations.ways(statement)
    words = joined((_quoted(view, way, use) for way, uses in ways.items() for use in uses), " ")
    via = made(", in the words of: {}", view.links(statement.via)) if "worded" in ways else ""
    return made(
        '<span class="fs-cell">{}</span> <span class="fs-when">{}{} · {}</span>',
        words,
        view.when(statement),
        via,
        view.link(statement, "statement"),
    )


def _quoted(view: View, way: str, use: Use) -> Markup:
    forms = {"article": "the article’s own words: {}{}", "reported": "reported: {}{}"}
    return made(forms.get(way, "{}{}"), view.words(use), view.note([use]))


def _treated(treatment: Treatment) -> list[Markup]:
    """How the texts treat an actor, as words with counts."""
    ways = (
        (treatment.direct, "Quoted: {}"),
        (treatment.worded, "Quoted in the words of somebody else: {}"),
        (treatment.reported, "Reported, not quoted: {}"),
        (treatment.words_for, "Quoted as reporting what somebody else says: {}"),
        (treatment.in_name, "Others speak in the name of this actor: {}"),
    )
    return [text(form.format(_count(len(said), "statement"))) for said, form in ways if said]


def _by_others(rel: Relations, actor: model.Actor) -> list[model.Statement]:
    """Statements about an actor by those who neither are it nor speak or act for it."""
    own = {str(one.id) for one in rel.linked(actor, model.Actor, "roles.of", "acts_for")}
    own.add(str(actor.id))
    return [
        statement
        for statement in rel.linked(actor, model.Statement, "about")
        if own.isdisjoint(map(str, (statement.speaker, *statement.for_, *statement.via)))
    ]


def _by_holders(rel: Relations, actor: model.Actor) -> list[model.Statement]:
    """What the holders of a body's posts say, or word for others, other than in its name."""
    holders = rel.linked(actor, model.Actor, "roles.of", "acts_for")
    said = {
        str(one.id): one
        for holder in holders
        for one in (*rel.statements_by(holder), *rel.linked(holder, model.Statement, "via"))
    }
    own = {str(actor.id)}
    return rel.ordered(
        one for one in said.values() if own.isdisjoint(map(str, (one.speaker, *one.for_)))
    )


def _invoked_in(
    site: Site, statements: Iterable[model.Statement]
) -> list[tuple[model.Agreement, list[model.Statement]]]:
    """The agreements that statements lean on, each with those statements."""
    found: dict[str, list[model.Statement]] = {}
    for statement in statements:
        for agreement in statement.invokes:
            found.setdefault(str(agreement), []).append(statement)
    return [(site.dossier.get(key, model.Agreement), said) for key, said in found.items()]


def _actors_of(site: Site, records: Iterable[Record]) -> list[model.Actor]:
    """The actors who speak, act or are addressed in statements and events, by name."""
    found: set[str] = set()
    for record in records:
        if isinstance(record, model.Statement):
            found.update([record.speaker, *record.for_, *record.via, *record.to, *record.about])
        elif isinstance(record, model.Event):
            found.update([*record.who, *record.about])
    named = (site.dossier.records[key] for key in found)
    actors = [one for one in named if isinstance(one, model.Actor)]
    return sorted(actors, key=lambda one: (str(one.name), str(one.id)))


def _position(position: model.GeoPosition | None) -> Markup:
    """Where a thing lies, marked as reference data."""
    if position is None:
        return Markup("")
    return made(
        "## Position\n\nLatitude {}, longitude {} (WGS 84). Reference data, not something that the "
        "texts state: {}. {}\n",
        position.latitude,
        position.longitude,
        position.source,
        position.note or "",
    )
