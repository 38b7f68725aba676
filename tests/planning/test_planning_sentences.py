"""Every line of an agreement explained, in whatever language the templates are in."""

from __future__ import annotations

import re
import string

from hypothesis import given
from planning_made_terms import SCOPES, agreements, written

from repatria.planning import sentences as module
from repatria.planning.facts import Medical, Sex
from repatria.planning.phrases import Phrase, render, say
from repatria.planning.scope import AllOf, AnyOf, HasMedical, OfSex, Scope
from repatria.planning.sentences import CLAUSES, explain, scope_phrase
from repatria.planning.shipped import shipped_names, shipped_terms
from repatria.planning.terms import Kind, Terms
from repatria.planning.terms_text import parse_terms


def told(*lines: str) -> dict[str, str]:
    return {one.key: str(one.phrase) for one in explain(parse_terms(written(*lines)))}


def test_every_kind_of_clause_has_a_sentence() -> None:
    assert set(CLAUSES) == set(Kind)
    assert set(module.MEDICAL) == set(Medical)
    assert set(module.SEX) == set(Sex)


def test_the_numbers_go_to_their_sides() -> None:
    said = told(
        "clause 1 ratio SL 2 for NL 3 of civilian",
        "clause 2 at least NL 10 and SL 20 of soldier counts duty",
        "clause 3 pair NL-1 SL-2",
        "clause 4 table t of soldier and rank major",
        "table t major=8 private=1",
        "remains 6000 for all",
        "every 3 days",
        "camp SL 40",
        "stretchers NL 5 of 2 seats",
        "assumed exposure at most 7",
    )
    assert "3 to NL for 2 to SL. Who: civilians." in said["clause 1"]
    assert "at least: 10 to NL, 20 to SL. Who: soldiers." in said["clause 2"]
    assert "article 109" in said["clause 2"]
    assert "The plan counts none of them" in said["clause 2"]
    assert "NL-1 and SL-2" in said["clause 3"]
    assert "major 8, private 1. Who: soldiers and of the rank major." in said["clause 4"]
    assert said["every"] == "Days between two rounds, at least: 3."
    assert said["camp SL"].endswith("no more than: 40.")
    assert "seats that each takes: 2" in said["stretchers NL"]
    assert "no part of what was agreed" in said["exposure"]
    assert "no part of what was agreed" not in said["every"]
    remains = [
        str(one.phrase)
        for one in explain(parse_terms(written("clause 1 equal of any", "remains 6000 for all")))
        if one.key == "remains"
    ]
    assert remains == [
        "Remains to NL, on a track of their own: 6000.",
        "Remains to SL, on a track of their own: all there are.",
    ]


def test_brackets_where_a_reader_needs_them() -> None:
    wounded, woman = HasMedical(Medical.SERIOUSLY_WOUNDED), OfSex(Sex.FEMALE)
    said = str(scope_phrase(AllOf((AnyOf((wounded, woman)), woman))))
    assert said == "(seriously wounded (confirmed) or women) and women"


def values(phrase: Phrase) -> list[Phrase]:
    inner = [value for _, value in phrase.params if isinstance(value, Phrase)]
    return [phrase, *(below for one in inner for below in values(one))]


@given(SCOPES)
def test_the_places_of_a_template_are_what_is_given(scope: Scope) -> None:
    for phrase in values(scope_phrase(scope)):
        places = {place for _, place, _, _ in string.Formatter().parse(phrase.template) if place}
        assert places == {place for place, _ in phrase.params}


@given(agreements())
def test_every_line_of_an_agreement_is_explained(terms: Terms) -> None:
    explained = explain(terms)
    keys = [one.key for one in explained]
    assert {f"clause {one.number}" for one in terms.clauses} <= set(keys)
    assert {f"tier {one.name}" for one in terms.tiers} <= set(keys)
    assert terms.assumed <= set(keys)
    for one in explained:
        for phrase in values(one.phrase):
            places = {p for _, p, _, _ in string.Formatter().parse(phrase.template) if p}
            assert places == {place for place, _ in phrase.params}


def test_every_template_is_translated() -> None:
    for name in shipped_names():
        for one in explain(shipped_terms(name)):
            shouted = render(one.phrase, lambda text: f"<{re.sub('[a-z]{4,} ', 'X ', text)}>")
            assert shouted.count("<") == len(values(one.phrase))


def test_a_line_that_holds_braces_is_not_a_template() -> None:
    assert str(say("{first}", first=say("{text}", text="{odd} {"))) == "{odd} {"


def test_where_each_sentence_stands() -> None:
    terms = parse_terms(written("clause 1 equal of any", "camp NL 5"))
    lines = {one.key: one.line for one in explain(terms)}
    assert (lines["clause 1"], lines["camp NL"], lines["seats SL"], lines["then"]) == (8, 9, 7, 6)
