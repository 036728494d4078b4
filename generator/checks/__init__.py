"""The rules of the gate: (dossier) → problems.

Each rule is a generator; its docstring says what it demands. To look at all of them, read RULES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from generator import negation, segments, speakers, verbs
from generator.checks import (
    citations,
    dating,
    doubles,
    letters,
    names,
    occasions,
    records,
    support,
    voices,
    wording,
)
from generator.dossier import Dossier
from generator.problem import Problem

Rule = Callable[[Dossier], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    # between records
    records.references_resolve,
    records.retired_records_had_a_kind,
    records.containment_has_no_circle,
    records.records_name_others,
    records.addresses_are_free,
    records.issues_have_options,
    records.statements_answer_options,
    records.statements_are_dated,
    records.merges_are_explained,
    records.actors_are_cited,
    records.discrepancies_compare,
    records.positions_are_on_earth,
    records.titles_are_supplied,
    records.nothing_stands_alone,
    doubles.items_are_told_once,
    doubles.records_differ,
    doubles.sources_differ,
    # sources and passages
    citations.sources_are_unchanged,
    citations.sources_exist,
    citations.passages_stand_once,
    citations.passages_are_whole,
    citations.passages_are_cited_once,
    citations.sentences_without_fact_exist,
    # who says it
    voices.passages_keep_one_voice,
    voices.words_have_one_holder,
    voices.holders_are_named,
    voices.reported_speech_names_the_speaker,
    voices.reported_speakers_are_named,
    voices.articles_words_are_its_own,
    names.names_are_told_apart,
    names.roles_name_their_actor,
    names.names_are_used,
    voices.corrections_hold,
    occasions.occasions_have_the_speaker,
    occasions.quotations_have_one_occasion,
    # dates
    dating.dates_hold,
    dating.preferences_are_clear,
    # the site's own words
    wording.words_are_neutral,
    wording.quotation_marks_hold,
    support.sentences_are_carried,
    support.ends_are_named,
    wording.exceptions_are_needed,
    letters.letters_are_of_one_script,
    letters.titles_are_quoted,
)


LIMITS: Mapping[str, int] = MappingProxyType(
    {
        "negation_before": negation.BEFORE,
        "negation_behind": negation.BEHIND,
        "look_back": speakers.LOOK_BACK,
        "quoted_inside": voices.QUOTED_INSIDE,
        "narrowest": segments.NARROWEST,
        "verbs": len({*verbs.SAYING, *verbs.TELLING}),
    }
)
"""How far the rules look, for the page on the method: beyond that they see nothing."""


def run(dossier: Dossier) -> Iterator[Problem]:
    """All problems that the rules find."""
    for rule in RULES:
        yield from rule(dossier)
