"""Who says what in a synthetic district: quoted, by an office, reported, or the text itself.

In: a story whose places and people are named. Out: statements, and paragraphs of its sources.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import vocabulary as words
from drafts import Draft, Passage, Sentence, quoted
from story import Actor, Said, Story, Thing, passages_in
from whens import When, when

MODES = ("direct",) * 11 + ("via",) * 3 + ("reported",) * 4 + ("article",) * 2
"""How the statements of twenty occasions reach us; every seventh is the next."""


@dataclass(frozen=True)
class Scene:
    """An occasion: the source that tells it, another one, how it is told, who speaks, and when.

    `speaker` is None for the article's own voice; `office` words it where the mode is "via";
    `event` is the id of an event that gives the date, or empty.
    """

    home: Draft
    other: Draft
    mode: str
    speaker: Actor | None
    office: Actor | None
    moment: When
    event: str

    @property
    def side(self) -> int | None:
        """The side whose names for things are used; None for the site's own names."""
        return self.speaker.side if self.speaker and self.speaker.kind == "person" else None


class Speech(Story):
    """The statements of a story."""

    # --- statements ---

    def speak(self) -> None:
        """All statements, occasion by occasion, with as many passages as are still wanted."""
        wanted = self.citations - sum(len(list(passages_in(made.fields))) for made in self.made)
        wanted -= self.kept_back
        number = self.counts["statement"]
        if wanted < number:
            raise ValueError(f"{self.citations} citations are too few for these records")
        quotas = [wanted * (i + 1) // number - wanted * i // number for i in range(number)]
        for i in range(0, number - 1, 2):  # some rest on more passages than others
            shift = self.rng.randint(0, quotas[i] - 1)
            quotas[i], quotas[i + 1] = quotas[i] - shift, quotas[i + 1] + shift
        turn = 0
        while quotas:
            size = self.rng.randint(1, 4)
            self.occasion(turn, quotas[:size])
            del quotas[:size]
            turn += 1

    def occasion(self, turn: int, quotas: list[int]) -> None:
        """A few statements that one speaker makes in one go, told by one source."""
        scene = self.scene(turn)
        told = [self.statement(scene, quota) for quota in quotas]
        attributed = self.lay_out(scene, [sentence for _, part in told for sentence in part])
        for said, _ in told:
            said.candidates += [scene.home.passage(told_by) for told_by in attributed]
            if scene.speaker and scene.mode == "direct" and self.rng.random() < 0.3:
                said.candidates.insert(1, self.echo(scene.other, scene.speaker))
            if scene.event:
                said.made["at"] = scene.event
            elif scene.speaker:
                said.made["date"] = "unknown"
                longer = attributed or [f"{scene.moment.lead}, {scene.speaker.called}"]
                self.dates.append((said.made, "date", scene.moment.with_clause(*longer), ()))
            self.said.append(said)

    def scene(self, turn: int) -> Scene:
        """Who speaks, how it reaches us, and when it was."""
        rng = self.rng
        home, other = self.home(turn)
        mode = MODES[turn * 7 % len(MODES)]
        if mode == "article" and self.spoken < len(self.issues):
            mode = "direct"  # every question is answered by somebody
        speaker: Actor | None = None
        office: Actor | None = None
        if mode == "via":
            office = rng.choice([actor for actor in self.actors if actor.kind == "office"])
            speaker = next(actor for actor in self.actors if actor.id == office.of)
        elif mode != "article":
            voices = [actor for actor in self.actors if actor.kind in ("person", "organisation")]
            speaker = rng.choice(voices)
        form = rng.choice(("stated", "partly", "relative", "relative", "unknown", "last"))
        events = [
            happening.id
            for happening in self.happenings
            if speaker and speaker.id in happening.who and happening.draft is home
        ]
        event = rng.choice(events) if events and rng.random() < 0.7 else ""
        return Scene(home, other, mode, speaker, office, when(rng, home.published, form), event)

    def statement(self, scene: Scene, quota: int) -> tuple[Said, list[Sentence]]:
        """A statement without its date, and its sentences."""
        issue = self.next_issue(scene)
        side, pool = scene.side, words.REMARKS if scene.speaker else words.ARTICLE
        route = issue[2] if issue else self.rng.choice(self.routes)
        agreement = None
        if scene.speaker and self.rng.random() < 0.3:
            agreement = self.rng.choice(self.agreements)
        positions = [p for p in words.POSITIONS if issue and p.theme == issue[1].key]
        core = self.rng.choice(positions or pool)
        kept: dict[str, str] = {}

        def first() -> Sentence:
            kept.update(self.slots(side, route))
            tail = self.tail(side)
            if agreement:
                named = f"the {agreement.called(side)}"
                tail = words.INVOKING_TAIL.format(the_agreement=named, goods=kept["goods"])
            return Sentence((self.clause(core, kept, scene), tail))

        def further() -> Sentence:
            remark = self.clause(self.rng.choice(pool), self.slots(side, route), scene)
            return Sentence((remark, self.tail(side)))

        sentences = [scene.home.once(first)]
        sentences += [scene.home.once(further) for _ in range(math.ceil(quota / 2) - 1)]
        made = self.chain(scene)
        made |= {"says": core.says.format(**kept), "cite": (), "about": [route.id]}
        made["about"] += [kept["place_id"]] if "{place}" in core.says else []
        made |= {"invokes": [agreement.id]} if agreement else {}
        if issue and core.outright:
            made["answers"] = {issue[0]: core.option}
        elif issue:
            made["implies"] = {issue[0]: core.option}
            made["why"] = "What is in use is taken to be open."
        self.add("statement", self.dossier.new_id(f"{made['speaker']}-on-{route.id}"), made)
        names: list[tuple[str, str, Passage]] = []
        if scene.mode in ("direct", "via"):
            core_words, tail_words = map(scene.home.passage, sentences[0].clauses)
            names = [(route.id, kept["route_name"], core_words)]
            names += [(agreement.id, agreement.called(side), tail_words)] if agreement else []
        holder = scene.office.id if scene.office else made["speaker"]
        return Said(made, self.candidates(scene.home, sentences), quota, names, holder), sentences

    def next_issue(self, scene: Scene) -> tuple[str, words.Theme, Thing] | None:
        """The question that the next statement answers: first each question once, then some."""
        number, self.spoken = self.spoken, self.spoken + 1
        if number < len(self.issues):
            return self.issues[number] if scene.speaker else None
        answers = scene.speaker is not None and self.rng.random() < 0.6
        return self.rng.choice(self.issues) if answers else None

    def chain(self, scene: Scene) -> dict[str, Any]:
        """Who speaks, in whose name, by whom, to whom."""
        speaker = scene.speaker
        if speaker is None:
            return {"speaker": scene.home.id}
        made: dict[str, Any] = {"speaker": speaker.id}
        if speaker.kind == "person" and self.rng.random() < 0.5:
            made["for"] = [speaker.of]
        if scene.office:
            made["via"] = [scene.office.id]
        if self.rng.random() < 0.15:
            others = [a.id for a in self.actors if a.kind == "person" and a is not speaker]
            made["to"] = [self.rng.choice(others)]
        return made

    def clause(self, clause: words.Clause, slots: dict[str, str], scene: Scene) -> str:
        """A position in the words of whoever words it."""
        speaker = scene.speaker
        if speaker is None or scene.mode == "direct":
            return clause.spoken.format(**slots)
        verb = self.rng.choice(("noted", "said", "added", "underlined", "told the press"))
        title = f"{speaker.title} {speaker.name.split()[-1]}" if speaker.title else speaker.name
        subject = self.rng.choice((speaker.called, speaker.name, title, title))
        return f"{subject} {verb} that {clause.reported.format(**slots)}"

    def candidates(self, home: Draft, sentences: list[Sentence]) -> list[Passage]:
        """The passages of a statement, those that should be cited first in front."""
        first, *others = sentences
        ordered, rest = list(first.clauses), [first.text]
        for number, sentence in enumerate(others):
            if number % 2:
                ordered.append(sentence.text)
                rest += sentence.clauses
            else:
                ordered += sentence.clauses
                rest.append(sentence.text)
        found = [home.passage(part) for part in [*ordered, *rest]]
        if self.rng.random() < 0.1 and not re.search(r"\b(?:no|not)\b", first.clauses[0]):
            *before, last, end = first.clauses[0].split()
            found.insert(1, home.passage(f"{last} {end}", " ".join(before)))
        return found

    def lay_out(self, scene: Scene, sentences: list[Sentence]) -> list[str]:
        """Write the sentences into the source; returns the words that attribute them."""
        rng, home = self.rng, scene.home
        if scene.speaker is None:
            home.background += sentences
            return []
        if scene.mode == "reported":
            head, *rest = sentences
            paragraphs = [f"{scene.moment.lead}, {head.text}."]
            while rest:
                size = rng.randint(1, 3)
                paragraphs.append(" ".join(f"{sentence.text}." for sentence in rest[:size]))
                del rest[:size]
            home.blocks.append(paragraphs)
            return []
        wording = scene.office or scene.speaker
        place = rng.choice(self.places[1:]).name
        told = f"{wording.called} told {self.count()} reporters in {place} {scene.moment.tail}"
        told = told.rstrip()
        short = wording.name.split()[-1] if wording.kind == "person" else wording.called

        def attribution(number: int) -> str:
            """The first names the speaker in full; one that names nobody follows one that does."""
            if number == 0:
                return told
            if number % 2 or rng.random() < 0.6:
                return rng.choice((f"{short} added", f"said {wording.called}"))
            return rng.choice(("the statement added", "the statement said"))

        runs_on = rng.random() < 0.15
        home.blocks.append(
            quoted(sentences, home.marks, attribution, lambda: rng.randint(2, 3), runs_on)
        )
        return [told]

    def echo(self, other: Draft, speaker: Actor) -> Passage:
        """The same speaker, reported by another source."""

        def make() -> Sentence:
            remark = self.rng.choice(words.REMARKS).reported.format(**self.slots(None))
            return Sentence((f"{speaker.called} had said that {remark}", self.tail(None)))

        return other.passage(other.tell(make).clauses[0])

    # --- when all texts stand ---

    def choose(self) -> None:
        """Choose each statement's passages among those that stand once in the finished text."""
        drafts = self.by_id()
        short = 0
        spare: list[tuple[Said, list[Passage]]] = []
        for said in self.said:
            usable = [
                passage
                for passage in dict.fromkeys(said.candidates)
                if drafts[passage.source].stands_once(f"{passage.prefix} {passage.words}".strip())
            ]
            said.chosen = usable[: said.quota]
            short += said.quota - len(said.chosen)
            spare.append((said, usable[said.quota :]))
        for said, rest in spare:
            taken = rest[:short]
            said.chosen += taken
            short -= len(taken)
        if short:
            raise RuntimeError(f"{short} citations too few in {self.name}")
        for said in self.said:
            said.made["cite"] = tuple(said.chosen)
        self.add_names()

    def add_names(self) -> None:
        """The names that speakers use, where a cited passage has them."""
        made = {record.id: record.fields for record in self.made}
        for said in self.said:
            for target, name, passage in said.names:
                if name not in passage.words or not any(
                    passage.words in chosen.words for chosen in said.chosen
                ):
                    continue
                fields = made[target]
                entry = {"name": name, "by": said.holder}
                if len(fields["names"]) < 7 and entry not in fields["names"]:
                    fields["names"].append(entry)
                if "signatories" in fields and len({n["name"] for n in fields["names"]}) > 1:
                    fields["same_because"] = "Both names begin alike, and no other is told of."
