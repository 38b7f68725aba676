"""The smallest pieces of a record that can be examined by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from statements_records import records

from builders import (
    LEG,
    NORTH,
    NORTH_HQ,
    SOUTH,
    SOUTH_HQ,
    claim,
    count,
    day,
    denial,
    exchange,
    judged,
    record,
    signed,
)
from repatria.statements.claim import Claim, Speaker
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.examine import examine
from repatria.statements.figures import Grade
from repatria.statements.record import Record, retired_on, retirements
from repatria.statements.roots import verdicts
from repatria.statements.scopes import (
    by_scope,
    clusters,
    examine_exchange,
    examine_loose,
    judged_within,
    talk_of,
)
from repatria.statements.vocabulary import Category, ClaimKind


def loose(kind: ClaimKind, speaker: Speaker = NORTH_HQ, **rest: Any) -> Claim:
    return claim(kind, "not stated", speaker, exchange="", **rest)


def together(*claims: Claim) -> list[set[str]]:
    return [{one.id for one in cluster} for cluster in clusters(claims)]


@given(records())
def test_every_claim_is_in_one_scope(made: Record) -> None:
    exchanges, rest = by_scope(made)
    ids = [one.id for group in (*exchanges.values(), *rest) for one in group]
    assert sorted(ids) == sorted(one.id for one in made.claims)
    assert set(exchanges) == set(made.exchange_by_code)
    assert all(len({talk_of(one) for one in cluster}) == 1 for cluster in rest)


def test_a_speaker_s_words_of_two_days_stand_together_and_of_three_apart() -> None:
    one, two, three = (loose(ClaimKind.PROCESS, on=f"2025-06-{n}") for n in (10, 11, 13))
    assert together(one, two, three) == [{one.id, two.id}, {three.id}]


def test_disputes_stand_together_for_a_week_whoever_speaks() -> None:
    said = loose(ClaimKind.ACCUSATION)
    week, later = (
        denial(SOUTH_HQ, exchange="", on="2025-06-17"),
        denial(SOUTH_HQ, exchange="", on="2025-06-25"),
    )
    assert together(said, week, later) == [{said.id, week.id}, {later.id}]


def test_other_talks_stand_apart() -> None:
    base = loose(ClaimKind.PROCESS)
    for other in (
        loose(ClaimKind.PROCESS, SOUTH_HQ),
        loose(ClaimKind.CAPACITY),
        loose(ClaimKind.PROCESS, agreement="A1"),
        loose(ClaimKind.PROCESS, category=Category.LIVING),
        loose(ClaimKind.PROCESS, receiver="WEST"),
    ):
        assert len(together(base, other)) == 2
    assert len(together(base, loose(ClaimKind.PROCESS, giver=SOUTH, receiver=NORTH))) == 1


def test_judging_claims_of_one_talk_the_same_puts_their_clusters_together() -> None:
    far = [loose(ClaimKind.PROCESS, on=f"2025-06-{n}") for n in ("01", "10", "20")]
    same = judged(far[0], far[2], "same")
    assert [len(cluster) for cluster in clusters(far, [same])] == [2, 1]
    assert [len(cluster) for cluster in clusters(far, [judged(far[0], far[2], "different")])] == [
        1, 1, 1,
    ]  # fmt: skip
    found = examine(record(*far, same), day("2025-06-30"))
    assert [set(said.claims) for said in found.utterances] == [{far[0].id, far[2].id}]


def test_judgements_go_to_the_scope_that_holds_both() -> None:
    a, b, c = count(1, NORTH_HQ), count(1, SOUTH_HQ), count(1, NORTH_HQ, exchange="E2")
    pairs = verdicts([judged(a, b, "same"), judged(a, c, "same")], day("2025-12-31"))
    found = judged_within(pairs, [[a, b], [c]])
    assert found == {0: {frozenset((a.id, b.id)): "same"}}
    assert judged_within({}, [[a, b]]) == {}


@given(records())
def test_examining_scope_by_scope_is_examining_the_whole(made: Record) -> None:
    whole = examine(made)
    gone = retired_on(retirements(made.claims), date.max)
    judgements = verdicts(made.judgements, date.max)
    exchanges, rest = by_scope(made)
    found = [
        examine_exchange(
            made.exchange_by_code[code],
            claims,
            gone,
            judgements,
            [act for act in made.signed if act.leg.exchange == code],
        )
        for code, claims in exchanges.items()
    ]
    found += [examine_loose(cluster, gone, judgements) for cluster in rest]
    assert {leg: v for scope in found for leg, v in scope.legs.items()} == dict(whole.legs)
    assert [u for scope in found for u in scope.utterances] == list(whole.utterances)
    pieces = [item for scope in found for item in scope.contradictions]
    assert list(whole.contradictions[: len(pieces)]) == pieces


def test_an_act_makes_its_leg_even_where_nobody_speaks() -> None:
    found = examine_exchange(exchange(), [], {}, {}, [signed(12)])
    assert set(found.legs) == {LEG, LEG.opposite}
    assert found.legs[LEG].headline.grade is Grade.SIGNED
    assert found.legs[LEG.opposite].headline.grade is None


def test_contradictions_of_loose_claims_are_found_in_their_cluster() -> None:
    said = loose(ClaimKind.ACCUSATION)
    answer = denial(SOUTH_HQ, exchange="", on="2025-06-12")
    found = examine_loose([said, answer], {}, {})
    assert [item.kind for item in found.contradictions] == [ContradictionKind.DENIED]
    assert found.contradictions[0].legs == ()
    late = denial(SOUTH_HQ, exchange="", on=str(day("2025-06-10") + timedelta(days=8)))
    assert examine_loose([said, late], {}, {}).contradictions == ()
