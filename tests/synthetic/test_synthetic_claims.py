"""The generator of records: the sizes asked for, always the same, valid, and plainly invented."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tracemalloc
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_rules import broken_rules, legs_of

from repatria.base.errors import ValueProblem
from repatria.statements.quantity import Kind
from repatria.statements.record import Record
from repatria.statements.vocabulary import ClaimKind, Track, Voice
from repatria.synthetic.claims import make_record, make_record_with_truth
from repatria.synthetic.happenings import SERIES_LENGTH

SIZES = st.integers(1, 60).flatmap(
    lambda legs: st.tuples(st.integers(legs, 14 * legs), st.just(legs))
)


@pytest.fixture(scope="module")
def record() -> Record:
    return make_record(10_000, 1_000, seed=1)


def fingerprint(made: Record) -> str:
    return hashlib.sha256(repr(made).encode()).hexdigest()


def test_the_same_seed_gives_the_same_record_in_another_process() -> None:
    program = (
        "import hashlib; from repatria.synthetic.claims import make_record;"
        "print(hashlib.sha256(repr(make_record(900, 100, 5)).encode()).hexdigest())"
    )
    seen = set()
    for hash_seed in ("1", "2"):
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": hash_seed}
        done = subprocess.run(
            [sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True
        )
        seen.add(done.stdout.strip())
    assert seen == {fingerprint(make_record(900, 100, 5))}


def test_another_seed_gives_another_record() -> None:
    assert make_record(300, 30, 1) != make_record(300, 30, 2)


@settings(deadline=None, max_examples=60)
@given(SIZES, st.integers(0, 2**32))
def test_small_records_have_the_sizes_asked_for_and_keep_every_rule(
    sizes: tuple[int, int], seed: int
) -> None:
    claims, legs = sizes
    made, truth = make_record_with_truth(claims, legs, seed)
    assert len(made.claims) == claims
    assert len(legs_of(made)) == legs
    assert broken_rules(made) == []
    assert set(truth.handed_over) <= legs_of(made)
    ids = {claim.id for claim in made.claims}
    assert all(set(item.claims) <= ids for item in truth.planted)


def test_a_large_record_has_the_sizes_asked_for_and_keeps_every_rule(record: Record) -> None:
    assert len(record.claims) == 10_000
    assert len(legs_of(record)) == 1_000
    assert broken_rules(record) == []


@pytest.mark.parametrize(("claims", "legs"), [(0, 0), (10, 0), (9, 10), (-1, -1)])
def test_a_leg_without_a_claim_is_refused(claims: int, legs: int) -> None:
    with pytest.raises(ValueProblem, match="each leg needs one"):
        make_record(claims, legs, seed=1)


def test_exchanges_have_two_to_four_legs_and_stand_in_series(record: Record) -> None:
    legs = Counter(leg.exchange for leg in legs_of(record))
    assert set(legs.values()) == {2, 3, 4}
    series = Counter(exchange.agreement for exchange in record.exchanges)
    *whole, _last = series.values()
    assert all(SERIES_LENGTH[0] <= length <= SERIES_LENGTH[1] for length in whole)
    days = [exchange.date.first for exchange in record.exchanges]
    assert days == sorted(days)
    same_day = Counter((exchange.date, exchange.track) for exchange in record.exchanges)
    assert max(same_day.values()) == 1
    assert {exchange.track for exchange in record.exchanges} == set(Track)
    assert {exchange.happened for exchange in record.exchanges} == {True, False}
    assert any(exchange.series for exchange in record.exchanges)


def test_everything_that_people_say_of_exchanges_is_said(record: Record) -> None:
    claims = record.claims
    assert {claim.kind for claim in claims} == set(ClaimKind)
    assert {claim.speaker.voice for claim in claims} == set(Voice) - {Voice.OTHER}
    assert {claim.quantity.kind for claim in claims} == set(Kind) - {Kind.AT_MOST, Kind.RANGE}
    assert any(claim.quantity.words for claim in claims)
    assert any(claim.relay for claim in claims)
    assert any(claim.identity for claim in claims)
    assert any(claim.evidence for claim in claims)
    assert any(claim.counting for claim in claims)
    assert any(claim.supersedes for claim in claims)
    assert any(claim.withdrawn_on for claim in claims)
    assert any(claim.embargo_until for claim in claims)
    assert any(not claim.said_on.precise for claim in claims)
    assert any(partition.complete for claim in claims for partition in claim.parts)
    assert any(not partition.complete for claim in claims for partition in claim.parts)
    assert record.judgements


def test_everything_says_that_it_is_synthetic_and_points_nowhere(record: Record) -> None:
    for claim in record.claims:
        assert "synthetic" in claim.speaker.name
        assert "ynthetic" in claim.source.title
        assert "ynthetic" in claim.paraphrase
        assert claim.source.url.split("/")[2].endswith(".example")
    assert all("ynthetic" in exchange.title for exchange in record.exchanges)
    assert all("ynthetic" in agreement.name["en"] for agreement in record.agreements)
    assert all("synthetic" in party.name["en"] for party in record.parties)


def test_a_claim_takes_less_than_two_kilobytes() -> None:
    """So that 200,000 of them, with all that belongs to them, fit into 400 MB."""
    tracemalloc.start()
    try:
        made = make_record_with_truth(10_000, 1_000, seed=2)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert made
    assert peak / 10_000 < 2_000
