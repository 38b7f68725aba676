"""Whichever runner it is: the same results, the same errors, the same counting."""

from __future__ import annotations

from functools import partial

import pytest
from runner_blocks import described, failing, hashed, uneven

from repatria.runners.runner import BlockFault, RunnerError, in_order
from repatria.runners.serial import Serial

SALT = "salt"


def test_the_same_bytes_in_the_order_of_the_blocks(runner):
    blocks = range(60)
    results = runner.map_blocks(uneven, blocks, shared=SALT)
    assert list(in_order(results)) == [hashed(SALT, block) for block in blocks]


def test_each_block_once_and_none_that_is_done(runner):
    done = frozenset({0, 4, 9, 30})
    results = dict(runner.map_blocks(uneven, range(10), shared=SALT, done=done))
    assert results == {number: hashed(SALT, number) for number in range(10) if number not in done}


@pytest.mark.parametrize(("blocks", "done"), [([], set()), ([1, 2], {0, 1})])
def test_nothing_to_do(runner, blocks, done):
    assert list(runner.map_blocks(hashed, blocks, shared=SALT, done=done)) == []


def test_blocks_arrive_as_they_were_given(runner):
    # A Dask graph would take the second for a task, and search the third for more.
    blocks = [None, (len, "four"), [{"key": [(len, "x")]}], "TaskRef", b"\0", (), range(3)]
    results = runner.map_blocks(described, blocks, shared=None)
    assert list(in_order(results)) == [repr(block).encode() for block in blocks]


@pytest.mark.parametrize(
    "shared", [None, [1, 2], {"table": b"x" * 300_000}, ("a", (len, "b")), range(4)]
)
def test_the_shared_argument_arrives_as_it_was_given(runner, shared):
    results = dict(runner.map_blocks(hashed, [1, 2], shared=shared))
    assert results == {0: hashed(shared, 1), 1: hashed(shared, 2)}


def test_the_count_only_grows_and_ends_with_all(runner):
    told = []
    progress = lambda *call: told.append(call)  # noqa: E731
    taken = []
    work = partial(runner.map_blocks, uneven, range(20), shared=SALT, stage="searching")
    for number, _ in work(progress=progress, done=frozenset({3, 5})):
        # A block counts once the next is asked for: what was taken is by then used, or kept.
        assert told[-1][0] == 2 + len(taken)
        taken.append(number)
    assert [done for done, _, _ in told] == list(range(2, 21))
    assert {(total, stage) for _, total, stage in told} == {(20, "searching")}


WORDS = {
    "input": "remains.csv, row 8, field TH01: “x” is no allele",
    "value": "a frequency of zero",
    "memory": "there was not enough memory",
    "disk": "/somewhere/table: No space left on device",
}


@pytest.mark.parametrize("kind", WORDS)
def test_an_error_in_a_block_names_the_block(runner, kind):
    with pytest.raises(RunnerError) as raised:
        list(runner.map_blocks(failing, range(8), shared=kind))
    assert str(raised.value) == f"block 4 of 8: {WORDS[kind]}"


def test_a_fault_of_the_program_comes_with_its_traceback(runner):
    with pytest.raises(BlockFault, match="block 4 of 8: ZeroDivisionError") as raised:
        list(runner.map_blocks(failing, range(8), shared="fault"))
    assert "in failing" in str(raised.value)


def test_results_can_be_left_half_way(runner):
    results = runner.map_blocks(uneven, range(1000), shared=SALT)
    next(results)
    results.close()
    assert list(results) == []


def test_order_is_made_of_any_order():
    numbers = [3, 0, 2, 1, 5, 4]
    assert list(in_order((n, b"%d" % n) for n in numbers)) == [b"%d" % n for n in range(6)]


def test_nothing_runs_before_it_is_asked_for():
    ran = []
    results = Serial().map_blocks(lambda _, block: ran.append(block) or b"", [1, 2], shared=None)
    assert ran == []
    next(results)
    assert ran == [1]
