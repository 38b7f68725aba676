"""The truth that comes with a record: what was planted can be seen, and nothing else is wrong.

Each kind is counted again here by plain sums over the claims, without the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from synthetic_rules import standing_counts, sum_of

from repatria.statements.claim import Claim
from repatria.statements.contradiction import ContradictionKind as Kinds
from repatria.statements.examine import examine
from repatria.statements.figures import Grade
from repatria.statements.quantity import Interval, Kind
from repatria.statements.record import Leg, Record
from repatria.statements.vocabulary import Category, ClaimKind, Track, Unit, Voice
from repatria.synthetic.claims import make_record_with_truth
from repatria.synthetic.truth import RATES, Planted, Truth

Made = tuple[Record, Truth]


@pytest.fixture(scope="module")
def made() -> Made:
    return make_record_with_truth(30_000, 3_000, seed=11)


@pytest.fixture(scope="module")
def claims(made: Made) -> dict[str, Claim]:
    return {claim.id: claim for claim in made[0].claims}


@pytest.fixture(scope="module")
def counts(made: Made) -> dict[Leg, list[Claim]]:
    return standing_counts(made[0])


def _number(claim: Claim) -> int:
    assert claim.quantity.kind in (Kind.EXACT, Kind.NONE)
    assert claim.quantity.number is not None
    return claim.quantity.number


def test_every_kind_is_planted_and_has_a_rate(made: Made) -> None:
    assert {item.kind for item in made[1].planted} == set(Kinds) == set(RATES)


def test_between_sides_the_giver_and_the_receiver_state_numbers_that_do_not_meet(
    made: Made, claims: dict[str, Claim]
) -> None:
    for item in made[1].of(Kinds.BETWEEN_SIDES):
        giver, receiver = (claims[one] for one in item.claims)
        (leg,) = item.legs
        assert (giver.speaker.party, receiver.speaker.party) == (leg.giver, leg.receiver)
        assert _number(giver) - _number(receiver) == item.off_by != 0
        assert _number(receiver) == made[1].handed_over[leg]


def test_on_every_other_leg_all_numbers_are_true(
    made: Made, counts: dict[Leg, list[Claim]]
) -> None:
    truth = made[1]
    for leg, true in truth.handed_over.items():
        meets = all(
            claim.quantity.interval is not None
            and claim.quantity.interval.meets(Interval(true, true))
            for claim in counts.get(leg, ())
        )
        assert meets != (leg in truth.contested)


def test_a_speaker_contradicts_the_earlier_self_and_withdraws_nothing(
    made: Made, claims: dict[str, Claim]
) -> None:
    for item in made[1].of(Kinds.EARLIER_SELF):
        first, second = (claims[one] for one in item.claims)
        assert first.root == second.root
        assert first.said_on.last < second.said_on.first
        assert _number(second) - _number(first) == item.off_by != 0
        assert first.withdrawn_on is None
        assert second.supersedes == ""


def test_an_outlet_states_what_neither_side_states(made: Made, claims: dict[str, Claim]) -> None:
    for item in made[1].of(Kinds.WITH_THIRD):
        outlet, *sides = (claims[one] for one in item.claims)
        assert outlet.speaker.voice is Voice.MEDIA
        assert all(_number(outlet) - _number(side) == item.off_by != 0 for side in sides)


def test_parts_miss_the_whole_only_where_planted(made: Made) -> None:
    off = {item.claims[0]: item.off_by for item in made[1].of(Kinds.PARTS)}
    for claim in made[0].claims:
        for partition in claim.parts:
            whole = _number(claim)
            if partition.complete:
                assert partition.total.single == whole + off.get(claim.id, 0)
            else:
                assert partition.total.low <= whole


def test_a_category_takes_the_number_of_the_wider_one(made: Made, claims: dict[str, Claim]) -> None:
    for item in made[1].of(Kinds.CATEGORY):
        divided, all_soldiers = (claims[one] for one in item.claims)
        part = dict(divided.parts[0].parts)[Category.POW]
        assert all_soldiers.category is Category.POW
        assert _number(all_soldiers) == _number(divided) == part.low + item.off_by
        assert item.off_by > 0


def test_units_are_confused_only_where_planted(made: Made, claims: dict[str, Claim]) -> None:
    planted = {item.claims[0] for item in made[1].of(Kinds.UNIT)}
    press = {
        claim.id
        for claim in made[0].claims
        if claim.unit is Unit.CONTAINER and claim.speaker.voice is Voice.MEDIA
    }
    assert press == planted


def test_one_briefing_has_two_senses_only_where_planted(
    made: Made, claims: dict[str, Claim]
) -> None:
    for item in made[1].of(Kinds.SENSE):
        first, second = (claims[one] for one in item.claims)
        assert first.root == second.root
        assert first.source != second.source
        assert first.near_in_time(second)
        assert first.quantity == second.quantity
        assert first.identity != second.identity
        assert second.relay


def test_one_word_lies_in_two_mouths(made: Made, claims: dict[str, Claim]) -> None:
    for item in made[1].of(Kinds.ATTRIBUTION):
        named, unnamed = (claims[one] for one in item.claims)
        assert named.speaker.voice is Voice.PARTY
        assert unnamed.speaker.voice is Voice.UNNAMED
        assert named.speaker.party == unnamed.speaker.party
        assert named.quantity == unnamed.quantity
        assert named.source != unnamed.source


def test_what_one_side_planned_the_other_denies_within_a_week(
    made: Made, claims: dict[str, Claim]
) -> None:
    for item in made[1].of(Kinds.DENIED):
        denial, plan = (claims[one] for one in item.claims)
        assert (denial.kind, plan.kind) == (ClaimKind.DENIAL, ClaimKind.PLAN)
        assert denial.speaker.party != plan.speaker.party
        assert 0 <= (denial.said_on.last - plan.said_on.first).days <= 7
        assert not made[0].exchange_by_code[plan.exchange].happened


def test_parity_is_false_only_where_planted(made: Made, claims: dict[str, Claim]) -> None:
    record, truth = made
    off = {item.claims[0]: item.off_by for item in truth.of(Kinds.PARITY)}
    said = [claim for claim in record.claims if claim.both and claim.kind is ClaimKind.COUNT]
    for claim in said:
        if claim.quantity.kind is Kind.PARITY:
            there, back = (
                truth.handed_over[Leg(claim.exchange, a, b, claim.track)]
                for a, b in claim.directions()
            )
            assert abs(there - back) == off.get(claim.id, 0)


def test_ordinals_are_wrong_only_where_planted(made: Made) -> None:
    record, truth = made
    off = {item.claims[0]: item.off_by for item in truth.of(Kinds.ORDINAL)}
    days = [e.date.first for e in record.exchanges if e.happened and e.track is Track.LIVING]
    for claim in record.claims:
        if claim.kind is ClaimKind.ORDINAL:
            assert claim.covers is not None
            true = sum(claim.covers.holds(day) for day in days)
            assert _number(claim) == true + off.get(claim.id, 0)


def test_readings_differ_only_where_planted(made: Made) -> None:
    record, truth = made
    for agreement in record.agreements:
        ours, theirs = (reading.terms for reading in agreement.readings)
        differing = sum(a.form is not b.form for a, b in zip(ours, theirs, strict=True))
        planted = [x for x in truth.of(Kinds.READINGS) if x.agreement == agreement.code]
        assert differing == len(planted)


@pytest.fixture(scope="module")
def own_sum(made: Made, counts: dict[Leg, list[Claim]]) -> Callable[[Claim, str], Interval | None]:
    """What a party's words add up to in the period and direction of a total."""

    def total(claim: Claim, party: str) -> Interval | None:
        assert claim.covers is not None
        first, last = claim.covers.first, claim.covers.last
        direction = (claim.giver, claim.receiver, claim.track)
        return sum_of(made[0], counts, party, direction, first, last)

    return total


def _of_the_whole_war(claim: Claim) -> bool:
    return claim.covers is not None and str(claim.covers).startswith("1989")


def test_totals_miss_their_own_side_only_where_planted(
    made: Made, own_sum: Callable[[Claim, str], Interval | None]
) -> None:
    record, truth = made
    off = {
        one: item.off_by
        for kind in (Kinds.TOTAL, Kinds.INSIDE_SIDE, Kinds.IMPOSSIBLE_PERIOD)
        for item in truth.of(kind)
        for one in item.claims
    }
    for claim in record.claims:
        if claim.kind is ClaimKind.TOTAL and not _of_the_whole_war(claim):
            derived = own_sum(claim, claim.speaker.party)
            if claim.id in off:
                assert derived is not None
                assert derived.single == _number(claim) - off[claim.id]
            elif derived is not None:
                assert claim.quantity.interval is not None
                assert derived.meets(claim.quantity.interval)


def test_inside_a_side_a_minister_uses_the_sum_of_the_other_side(
    made: Made,
    claims: dict[str, Claim],
    own_sum: Callable[[Claim, str], Interval | None],
) -> None:
    for item in made[1].of(Kinds.INSIDE_SIDE):
        claim = claims[item.claims[0]]
        (other,) = {claim.giver, claim.receiver} - {claim.speaker.party}
        across = own_sum(claim, other)
        assert across is not None
        assert across.single == _number(claim)


def test_totals_since_the_beginning_grow_by_what_was_handed_over_and_by_what_is_missing(
    made: Made, counts: dict[Leg, list[Claim]]
) -> None:
    record, truth = made
    missing = {item.claims: item.off_by for item in truth.of(Kinds.MISSING_EVENT)}
    off = {pair: by for four, by in missing.items() for pair in (four[:2], four[2:])}
    chains: dict[tuple[str, str, Track, str], list[Claim]] = {}
    for claim in record.claims:
        if claim.kind is ClaimKind.TOTAL and _of_the_whole_war(claim):
            key = (claim.giver, claim.receiver, claim.track, claim.speaker.party)
            chains.setdefault(key, []).append(claim)
    seen = 0
    for (giver, receiver, track, party), chain in chains.items():
        for earlier, later in pairwise(chain):
            assert earlier.covers is not None
            assert later.covers is not None
            after = earlier.covers.last + timedelta(days=1)
            added = sum_of(
                record, counts, party, (giver, receiver, track), after, later.covers.last
            )
            hidden = off.get((earlier.id, later.id), 0)
            seen += bool(hidden)
            assert added is not None or not hidden
            if added is not None:
                grown = _number(later) - _number(earlier) - hidden
                assert added.meets(Interval(grown, grown))
    assert seen == len(off) > 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_engine_finds_what_was_planted_and_nothing_else(seed: int) -> None:
    record, truth = make_record_with_truth(8_000, 800, seed)
    found = examine(record)
    contested = {
        leg for leg, verdict in found.legs.items() if verdict.headline.grade is Grade.CONTESTED
    }
    assert contested == truth.contested
    planted_legs = {leg for item in truth.planted for leg in item.legs}
    planted_claims = {one for item in truth.planted for one in item.claims}
    for item in truth.planted:
        assert any(_is(item, c.kind, c.claims, c.legs) for c in found.contradictions), item
    for c in found.contradictions:
        at_planted = planted_legs & set(c.legs) or planted_claims & set(c.claims)
        assert at_planted or c.kind is Kinds.READINGS, c


def _is(item: Planted, kind: Kinds, claims: tuple[str, ...], legs: tuple[Leg, ...]) -> bool:
    same_place = set(item.claims) & set(claims) or set(item.legs) & set(legs)
    return kind is item.kind and (bool(same_place) or kind is Kinds.READINGS)
