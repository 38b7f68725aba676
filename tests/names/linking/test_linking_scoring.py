"""Pairs weighed in chunks: the same pairs however the work is divided and whoever does it."""

from __future__ import annotations

import math

import pyarrow as pa
import pytest
from distributed import LocalCluster
from linking_lists import table_of

from repatria.names.linking.fields import FIELDS
from repatria.names.linking.model import column_of
from repatria.names.linking.scoring import PAIRS, chunks, job, weigh, weigh_one
from repatria.names.linking.streams import stream, unstream
from repatria.names.linking.weighing import THRESHOLD, columns_of, shipped
from repatria.runners.cores import Cores
from repatria.runners.dask import Dask
from repatria.runners.runner import in_order
from repatria.runners.serial import Serial


def together(results):
    """The pairs of chunks as bytes, in one order."""
    found = pa.concat_tables([unstream(data) for data in results])
    return stream(found.sort_by([("first", "ascending"), ("second", "ascending")]).combine_chunks())


@pytest.fixture(scope="module")
def small(tables):
    """A part of the lists, with one thread a database."""
    parts = [tables[0].slice(2_000), tables[1].slice(300)]
    return job(parts, shipped(parts), THRESHOLD, threads=1)


@pytest.fixture(scope="module")
def whole(small):
    return together([weigh(small, chunk) for chunk in chunks(1)])


def by_serial():
    yield Serial()


def by_cores():
    yield Cores(2)


def by_dask():
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, protocol="tcp", host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    ) as cluster:  # fmt: skip
        yield Dask(cluster.scheduler_address)


@pytest.mark.parametrize("work", [by_serial, by_cores, by_dask])
def test_three_chunks_on_any_runner_give_the_pairs_of_one(small, whole, work):
    for runner in work():
        results = list(in_order(runner.map_blocks(weigh, chunks(3), shared=small)))
    assert sum(len(unstream(data)) > 0 for data in results) == 3
    assert together(results) == whole


def test_threads_change_nothing(tables, small, whole):
    parts = [tables[0].slice(2_000), tables[1].slice(300)]
    many = job(parts, shipped(parts), THRESHOLD, threads=4)
    assert together([weigh(many, ((1, 1), (1, 1)))]) == whole


def test_chunks_divide_the_first_list_and_keep_the_second_whole():
    assert chunks(3) == (((1, 3), (1, 1)), ((2, 3), (1, 1)), ((3, 3), (1, 1)))


def test_a_weight_is_the_prior_and_what_each_field_adds(small, whole):
    prior = shipped([pa.table({"x": range(1_000)})])["probability_two_random_records_match"]
    start = math.log2(prior / (1 - prior))
    pairs = unstream(whole).to_pylist()
    assert len(pairs) > 100
    for pair in pairs:
        added = sum(pair[column] for column in columns_of("weight"))
        assert pair["weight"] == pytest.approx(start + added, abs=1e-9)
        assert pair["weight"] >= THRESHOLD
        assert None not in [pair[name] for name in PAIRS.names if name != "gate"]


def test_pairs_come_once_and_in_order(whole):
    pairs = [(pair["first"], pair["second"]) for pair in unstream(whole).to_pylist()]
    assert pairs == sorted(set(pairs))


def test_a_pair_alone_weighs_what_it_weighs_among_all(small, whole):
    pairs = unstream(whole).to_pylist()
    for pair in (pairs[0], pairs[-1]):
        assert weigh_one(small, pair["first"], pair["second"]) == pytest.approx(pair)


def test_any_two_rows_can_be_weighed_and_rows_that_are_not_there_cannot():
    one = table_of({"name": "Коваленко Сергій Олександрович", "birth": "14.06.1987"})
    two = table_of({"name": "Бойко Іван Петрович", "birth": "02.02.1990"}, {})
    work = job([one, two], shipped([one, two]), THRESHOLD)
    strangers = weigh_one(work, 0, 0)
    assert strangers["weight"] < -20
    assert strangers["gate"] is not None
    nothing = weigh_one(work, 0, 1)
    assert {nothing[column] for column in columns_of("weight")} == {0}
    assert weigh_one(work, 0, 2) is None
    assert weigh_one(work, 1, 0) is None


def test_the_numbers_of_rules_are_those_of_the_fields(small, whole):
    pairs = unstream(whole)
    for field in FIELDS:
        met = set(pairs[f"rule_{column_of(field.name)}"].to_pylist())
        assert met <= set(range(len(field.rules)))
    assert len(set(pairs["rule_surname"].to_pylist())) > 2


def test_a_rare_name_weighs_more_than_a_common_one():
    """Newcombe: two of a rare name are bigger news than two of a common one."""
    people = [{"name": "Коваленко Іван"}] * 1_000 + [{"name": "Жолнерчик Іван"}]
    one, two = table_of(*people), table_of(*people)
    work = job([one, two], shipped([one, two]), THRESHOLD)
    common, rare = weigh_one(work, 0, 0), weigh_one(work, 1_000, 1_000)
    assert rare["weight_surname"] > common["weight_surname"] + 9
    assert rare["weight_given"] == common["weight_given"]


def test_in_a_short_list_no_name_is_taken_for_a_common_one():
    one = table_of({"name": "Коваленко Іван"})
    work = job([one, one], shipped([one, one]), THRESHOLD)
    assert weigh_one(work, 0, 0)["weight_surname"] > 5


def test_one_list_is_searched_for_people_who_stand_in_it_twice():
    people = (
        {"name": "Коваленко Сергій Олександрович", "birth": "14.06.1987"},
        {"name": "Жолнерчик Андрій Петрович", "birth": "02.02.1990"},
        {"name": "Kovalenko Sergey", "birth": "14.06.1987"},
    )
    only = table_of(*people)
    work = job([only], shipped([only]), THRESHOLD)
    for count in (1, 2):
        results = [weigh(work, chunk) for chunk in chunks(count)]
        found = unstream(together(results)).to_pylist()
        assert [(pair["first"], pair["second"]) for pair in found] == [(0, 2)]
