"""Renderings of one utterance: what is proposed, and what people judge."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from builders import (
    DAY,
    NORTH,
    NORTH_HQ,
    NORTH_MINISTRY,
    SOUTH,
    claim,
    count,
    day,
    denial,
    judged,
    press,
    total,
)
from repatria.statements.claim import Claim
from repatria.statements.record import Judgement
from repatria.statements.roots import related, renderings, utterances, verdicts
from repatria.statements.vocabulary import Category, ClaimKind, Per, Unit

LATE = day("2025-12-31")


def groups(*claims: Claim, on: tuple[Judgement, ...] = ()) -> set[frozenset[str]]:
    return {frozenset(u.claims) for u in utterances(list(claims), verdicts(on, LATE))}


def pair(a: Claim, b: Claim) -> set[frozenset[str]]:
    return {frozenset((a.id, b.id))}


def test_two_outlets_that_print_one_speaker_s_word() -> None:
    a = count(5, NORTH_HQ, outlet="Post")
    b = count(5, NORTH_HQ, outlet="Wire", on="2025-06-11")
    assert groups(a, b) == groups(b, a) == pair(a, b)


def test_numbers_may_differ_within_an_utterance() -> None:
    a, b = count(5, NORTH_HQ), count(6, NORTH_HQ)
    assert groups(a, b) == pair(a, b)


@pytest.mark.parametrize(
    "other",
    [
        {"speaker": NORTH_MINISTRY},
        {"on": "2025-06-12"},
        {"on": "2025-06"},
        {"exchange": "E2"},
        {"counting": "outside the exchange"},
        {"unit": Unit.CONTAINER},
        {"giver": SOUTH, "receiver": NORTH},
        {"category": Category.LIVING},
        {"per": Per.TOTAL},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_keeps_two_words_apart(other: dict[str, Any]) -> None:
    a, b = count(5, NORTH_HQ), count(5, **{"speaker": NORTH_HQ, **other})
    assert groups(a, b) == set()


def test_two_statements_in_one_source_are_two() -> None:
    assert groups(count(5, NORTH_HQ, outlet="Post"), count(6, NORTH_HQ, outlet="Post")) == set()


def test_an_outlet_s_own_word_is_no_rendering_of_another_s() -> None:
    assert groups(press(5, "Post"), press(5, "Wire")) == set()


def test_a_word_on_both_directions_renders_one_on_either() -> None:
    a = count(5, NORTH_HQ, both=True)
    b = count(5, NORTH_HQ, giver=SOUTH, receiver=NORTH)
    assert groups(a, b) == pair(a, b)


def test_a_denial_with_a_number_and_a_count_are_one_subject() -> None:
    a, b = denial(NORTH_HQ), count("none", NORTH_HQ)
    assert groups(a, b) == pair(a, b)


def test_totals_of_different_periods_are_two_subjects() -> None:
    june, may = (total(5, NORTH_HQ, f"{month}..2025-06-14") for month in ("2025-06", "2025-05"))
    again = total(5, NORTH_HQ, "2025-06..2025-06-14")
    assert groups(june, may) == set()
    assert groups(june, again) == pair(june, again)


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (Category.LIVING, Category.WOUNDED, True),
        (Category.POW, Category.WOUNDED, True),
        (Category.POW, Category.POW, True),
        (Category.POW, Category.CIVILIAN, False),
        (Category.LIVING, Category.REMAINS, False),
    ],
)
def test_related_categories(a: Category, b: Category, found: bool) -> None:
    assert related(a, b) == related(b, a) == found


def test_a_judgement_parts_what_was_proposed_and_joins_what_was_not() -> None:
    a, b = count(5, NORTH_HQ), count(5, NORTH_HQ)
    assert groups(a, b, on=(judged(a, b, "different"),)) == set()
    assert groups(a, b, on=(judged(b, a, "different"),)) == set()
    assert groups(a, b, on=(judged(a, b, "unsure"),)) == pair(a, b)
    far = count(5, NORTH_MINISTRY, on="2025-06-30")
    assert groups(a, far, on=(judged(a, far, "same"),)) == pair(a, far)
    assert groups(a, far, on=(judged(a, far, "unsure"),)) == set()


def test_only_a_judged_utterance_says_so() -> None:
    a, b, c = count(5, NORTH_HQ), count(5, NORTH_HQ), count(5, NORTH_MINISTRY)
    (proposed,) = utterances([a, b], {})
    assert not proposed.judged
    (found,) = utterances([a, b, c], verdicts([judged(a, c, "same")], LATE))
    assert found.judged
    assert set(found.claims) == {a.id, b.id, c.id}


def test_a_judgement_on_an_absent_claim_joins_nothing() -> None:
    a, b = count(5, NORTH_HQ), count(5, NORTH_MINISTRY)
    assert groups(a, on=(judged(a, b, "same"),)) == set()


def test_judgements_hold_from_their_day_until_withdrawn() -> None:
    a, b = count(5, NORTH_HQ), count(5, NORTH_HQ)
    said = judged(a, b, "different", on="2025-06-12", withdrawn_on=day("2025-06-20"))
    key = frozenset((a.id, b.id))
    assert verdicts([said], day("2025-06-11")) == {}
    assert verdicts([said], day("2025-06-12")) == {key: "different"}
    assert verdicts([said], day("2025-06-19")) == {key: "different"}
    assert verdicts([said], day("2025-06-20")) == {}


def test_the_latest_judgement_counts_and_an_older_one_returns_when_it_is_withdrawn() -> None:
    a, b = count(5, NORTH_HQ), count(5, NORTH_HQ)
    first = judged(a, b, "same", on="2025-06-12")
    second = judged(b, a, "different", on="2025-06-14", withdrawn_on=day("2025-06-20"))
    for told in permutations((first, second)):
        assert set(verdicts(told, day("2025-06-13")).values()) == {"same"}
        assert set(verdicts(told, day("2025-06-14")).values()) == {"different"}
        assert set(verdicts(told, day("2025-06-20")).values()) == {"same"}


def test_judgements_of_one_day_that_differ_are_unsure_in_any_order() -> None:
    a, b = count(5, NORTH_HQ), count(5, NORTH_HQ)
    told = [judged(a, b, "same"), judged(b, a, "different"), judged(a, b, "same")]
    for order in permutations(told):
        assert set(verdicts(order, LATE).values()) == {"unsure"}


def test_a_judgement_of_a_claim_with_itself_is_none() -> None:
    a = count(5, NORTH_HQ)
    assert verdicts([judged(a, a, "same")], LATE) == {}
    assert groups(a, on=(judged(a, a, "same"),)) == set()


def test_renderings_are_pairs_from_two_sources_that_nobody_judged_different() -> None:
    a = count(5, NORTH_HQ, outlet="Post")
    b = count(5, NORTH_HQ, outlet="Wire")
    c = count(6, NORTH_HQ, outlet="Post")
    held = {claim.id: claim for claim in (a, b, c)}

    def pairs(*on: Judgement) -> set[frozenset[str]]:
        verdict = verdicts(on, LATE)
        return renderings(utterances([a, b, c], verdict), held, verdict)

    assert pairs() == pair(a, b) | pair(b, c)
    assert pairs(judged(a, b, "different")) == pair(b, c)
    assert pairs(judged(a, c, "same")) == pair(a, b) | pair(b, c) | pair(a, c)


def test_claims_of_other_kinds_are_rendered_too() -> None:
    a, b = (
        claim(ClaimKind.IDENTITY, "15", NORTH_HQ, on=DAY, unit=Unit.PERCENT, identity=told)
        for told in ("identified", "identified as Southlanders")
    )
    assert groups(a, b) == pair(a, b)
