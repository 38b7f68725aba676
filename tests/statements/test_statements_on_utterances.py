"""Renderings that change the sense, words laid in different mouths, accusations denied."""

from __future__ import annotations

from typing import Any

import pytest

from builders import (
    NORTH,
    NORTH_HQ,
    NORTH_MINISTRY,
    NORTH_SOURCE,
    SOUTH,
    SOUTH_HQ,
    SOUTH_MINISTRY,
    SOUTH_SOURCE,
    claim,
    count,
    day,
    denial,
    exchange,
    judged,
    record,
)
from repatria.statements.claim import Claim, Speaker
from repatria.statements.contradiction import Contradiction, ContradictionKind
from repatria.statements.examine import examine
from repatria.statements.record import Judgement
from repatria.statements.vocabulary import Category, ClaimKind, Track, Unit

Kinds = ContradictionKind


def found(*items: Claim | Judgement, track: Track = Track.REMAINS) -> list[Contradiction]:
    return list(examine(record(*items, exchange(track=track))).contradictions)


def identified(identity: str, speaker: Speaker = SOUTH_HQ, **rest: Any) -> Claim:
    return claim(ClaimKind.IDENTITY, 15, speaker, unit=Unit.PERCENT, identity=identity, **rest)


# Sense.


def test_one_briefing_two_renderings() -> None:
    a, b = identified("identified"), identified("identified as Northlanders")
    (one,) = found(a, b)
    assert one.kind is Kinds.SENSE
    assert set(one.claims) == {a.id, b.id}
    assert one.legs


def test_the_sense_can_change_without_an_exchange_too() -> None:
    (one,) = found(identified("identified", exchange=""), identified("unknown", exchange=""))
    assert (one.kind, one.legs) == (Kinds.SENSE, ())


def test_renderings_of_one_sense_and_words_of_two_days() -> None:
    assert found(identified("identified"), identified("identified")) == []
    assert found(identified("identified"), identified("")) == []
    assert found(identified("identified"), identified("other", on="2025-06-14")) == []
    assert found(identified("identified"), identified("other", SOUTH_MINISTRY)) == []


def test_a_pair_judged_different_changes_no_sense() -> None:
    a, b = identified("identified"), identified("identified as Northlanders")
    assert found(a, b, judged(a, b, "different")) == []


def test_a_part_and_its_whole_are_two_numbers_in_one_sense() -> None:
    whole = count(390, NORTH_HQ, category=Category.LIVING)
    part = count(270, NORTH_HQ, category=Category.POW)
    assert found(whole, part, track=Track.LIVING) == []
    beyond = count(400, NORTH_HQ, category=Category.POW)
    (one,) = found(whole, beyond, track=Track.LIVING)
    assert one.reasons[0].code == "sense_number"


def test_numbers_in_two_units_are_not_compared() -> None:
    a, b = count(12, NORTH_HQ), count(9, NORTH_HQ, unit=Unit.CONTAINER)
    assert found(a, b, judged(a, b, "same")) == []


# Attribution.


def test_one_word_in_two_mouths() -> None:
    relay = count("none", SOUTH_MINISTRY, relay=True)
    unnamed = count("none", SOUTH_SOURCE, on="2025-06-11")
    (one,) = found(relay, unnamed)
    assert one.kind is Kinds.ATTRIBUTION
    assert set(one.claims) == {relay.id, unnamed.id}


def test_every_source_of_either_attribution_stands_in_it() -> None:
    relays = [count(12, SOUTH_MINISTRY, relay=True) for _ in range(2)]
    unnamed = [count(12, SOUTH_SOURCE) for _ in range(2)]
    (one,) = found(*relays, *unnamed)
    assert set(one.claims) == {claim.id for claim in (*relays, *unnamed)}


@pytest.mark.parametrize(
    ("relay", "unnamed"),
    [
        ({"relay": False}, {}),
        ({}, {"value": 13}),
        ({}, {"on": "2025-06-14"}),
        ({"outlet": "Post"}, {"outlet": "Post"}),
        ({"on": "2025-06"}, {}),
    ],
    ids=["no relay", "another number", "days later", "one source", "no day told"],
)
def test_what_is_no_second_attribution(relay: dict[str, Any], unnamed: dict[str, Any]) -> None:
    a = count(**{"value": 12, "speaker": SOUTH_MINISTRY, "relay": True, **relay})
    b = count(**{"value": 12, "speaker": SOUTH_SOURCE, **unnamed})
    assert Kinds.ATTRIBUTION not in {item.kind for item in found(a, b)}


def test_a_source_of_the_other_side_or_judged_different_is_no_second_attribution() -> None:
    relay = count(12, SOUTH_MINISTRY, relay=True)
    assert found(relay, count(12, NORTH_SOURCE)) == []
    unnamed = count(12, SOUTH_SOURCE)
    assert found(relay, unnamed, judged(relay, unnamed, "different")) == []


# Denials.


@pytest.mark.parametrize("kind", [ClaimKind.ACCUSATION, ClaimKind.PLAN, ClaimKind.LIST_DEFECT])
def test_what_one_side_asserts_and_the_other_denies(kind: ClaimKind) -> None:
    said = claim(kind, "not stated", NORTH_HQ)
    denials = denial(SOUTH_HQ, on="2025-06-11"), denial(SOUTH_MINISTRY, on="2025-06-17")
    (one,) = found(said, *denials)
    assert one.kind is Kinds.DENIED
    assert set(one.claims) == {said.id, *(item.id for item in denials)}


@pytest.mark.parametrize(
    "other",
    [
        {"speaker": NORTH_MINISTRY},
        {"speaker": Speaker("X", "nobody's", SOUTH_HQ.voice)},
        {"on": "2025-06-18"},
        {"on": "2025-06-09"},
        {"exchange": "E2"},
        {"category": Category.LIVING},
        {"agreement": "A1"},
        {"withdrawn_on": day("2025-06-20")},
    ],
    ids=["own side", "no side", "after a week", "before", "exchange", "track", "agreement", "gone"],
)
def test_what_denies_nothing(other: dict[str, Any]) -> None:
    said = claim(ClaimKind.ACCUSATION, "not stated", NORTH_HQ)
    assert found(said, denial(**{"speaker": SOUTH_HQ, **other})) == []


def test_a_denial_with_a_number_is_a_count() -> None:
    said = claim(ClaimKind.ACCUSATION, "not stated", NORTH_HQ)
    assert found(said, claim(ClaimKind.DENIAL, "none", SOUTH_HQ)) == []


def test_the_direction_does_not_matter_to_a_denial() -> None:
    said = claim(ClaimKind.ACCUSATION, "not stated", NORTH_HQ, exchange="")
    assert len(found(said, denial(SOUTH_HQ, exchange="", giver=SOUTH, receiver=NORTH))) == 1
