"""When a judgement is asked about twice, and how judgements join records: rules without a store."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.people.clusters import Pair, cluster
from repatria.desks.people.judging_rule import (
    Ask,
    Evidence,
    asked_of_different,
    asked_of_same,
    evidence,
    is_reason,
)
from repatria.names.columns import read_parts
from repatria.names.comparing import compare_records
from repatria.names.records import Record, record


def man(birth: str = "", given: str = "Остап", patronymic: str = "Іванович", **more: str) -> Record:
    return record(read_parts("Жолнерчик", given, patronymic), birth=birth or None, **more)


def found(one: Record, other: Record, **others: bool) -> Evidence:
    return evidence(compare_records(one, other), others)


def test_names_alone_never_link() -> None:
    assert asked_of_same(found(man(), man())) == (Ask.NAMES_ONLY,)


@pytest.mark.parametrize(
    "shared",
    [
        {"unit_text": "72 ОМБр"}, {"rank_text": "сержант"}, {"birth": "1987"}, {"sex": "male"},
        {"unit_text": "72 ОМБр", "rank_text": "сержант", "birth": "1987", "sex": "male"},
    ],
)  # fmt: skip
def test_what_thousands_share_is_no_fact(shared: dict[str, str]) -> None:
    assert Ask.NAMES_ONLY in asked_of_same(found(man(**shared), man(**shared)))


@pytest.mark.parametrize(
    "shared",
    [{"birth": "1987-06-14"}, {"serial": "АА123456"}, {"birthplace": "Рокитне"},
     {"call_sign": "Журавель"}],
)  # fmt: skip
def test_one_fact_beyond_the_names_is_enough(shared: dict[str, str]) -> None:
    assert asked_of_same(found(man(**shared), man(**shared))) == ()


def test_a_slip_of_a_day_is_a_day_and_a_year_is_none() -> None:
    assert asked_of_same(found(man("1987-06-12"), man("1987-12-06"))) == ()
    assert asked_of_same(found(man("1987-06-12"), man("1987"))) == (Ask.NAMES_ONLY,)
    assert asked_of_same(found(man("1987-06-12"), man("1987-01-01"))) == (Ask.NAMES_ONLY,)


def test_fields_beyond_the_names_engine_count_where_they_are_given() -> None:
    assert asked_of_same(found(man(), man(), mother=True)) == ()
    assert asked_of_same(found(man(), man(), mother=False)) == (Ask.NAMES_ONLY,)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        (man("1987-06-14", given="Петро"), "given"),
        (man("1987-06-14", patronymic="Сергійович"), "patronymic"),
        (man("1961-02-03", birthplace="Рокитне"), "birth"),
    ],
)
def test_what_hardly_changes_in_a_life_is_asked_about(other: Record, field: str) -> None:
    told = found(man("1987-06-14", birthplace="Рокитне"), other)
    assert Ask.DIFFERS in asked_of_same(told)
    assert field in told.differing


def test_calling_two_different_that_agree_throughout_is_asked_about() -> None:
    alike = found(man("1987-06-14"), man("1987-06-14"))
    assert asked_of_different(alike) == (Ask.ALL_AGREES,)
    assert asked_of_different(found(man(), man())) == ()
    assert asked_of_different(found(man("1987-06-14"), man("1961-02-03"))) == ()


def test_a_word_is_no_reason() -> None:
    assert is_reason("His mother knows both records.")
    for thin in ("", "yes", "aaaaaaaaaaaaaaaaaaaa", "1234567890123456", " . , "):
        assert not is_reason(thin)


# How judgements join records.

PAIRS = list(combinations(range(6), 2))
EDGES = st.sets(st.sampled_from(PAIRS))


def test_records_stand_together_over_records_between() -> None:
    assert cluster(1, [(1, 2), (2, 3), (4, 5)], []).members == {1, 2, 3}


def test_a_record_judged_different_is_not_reached_by_any_chain() -> None:
    found = cluster(1, [(1, 2), (2, 3), (3, 4)], [(1, 3)])
    assert found.members == {1, 2}
    assert found.conflicts == ((1, 3),)


def test_one_pair_judged_both_ways_joins_nothing() -> None:
    found = cluster(1, [(1, 2)], [(1, 2)])
    assert (found.members, found.conflicts) == ({1}, ((1, 2),))


@given(EDGES, EDGES)
def test_different_is_never_in_the_same_cluster_as_its_own_record(
    same: set[Pair], different: set[Pair]
) -> None:
    for start in range(6):
        held = cluster(start, same, different)
        assert start in held.members
        assert all(
            (min(start, each), max(start, each)) not in different for each in held.members - {start}
        )


@given(EDGES)
def test_without_a_difference_standing_together_goes_both_ways(same: set[Pair]) -> None:
    for one, other in PAIRS:
        left, right = cluster(one, same, ()), cluster(other, same, ())
        assert (other in left.members) == (one in right.members)
        assert left.conflicts == ()


@given(EDGES, EDGES)
def test_withdrawing_a_same_never_joins_more(same: set[Pair], different: set[Pair]) -> None:
    for edge in same:
        assert cluster(0, same - {edge}, different).members <= cluster(0, same, different).members
