"""Accusations: two histories are shown to anyone; an honest log can never be accused."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_work import LOG, key
from repatria.ledger.accusing import Accusation, accuse, check_accusation, read_accusation
from repatria.ledger.checkpoint import Checkpoint
from repatria.ledger.keys import SigningKey
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.tree import consistency, leaf_hash, over, root_of

LEAVES = [leaf_hash(b"%d" % at) for at in range(200)]
ORIGIN = "example.org/log"


def checkpoint(leaves, by: SigningKey = LOG):
    return Checkpoint(ORIGIN, len(leaves), root_of(leaves)).signed_by(replace(by, name=ORIGIN))


def forked(at: int, leaves=LEAVES):
    """The same leaves but one."""
    return [*leaves[:at], leaf_hash(b"another"), *leaves[at + 1 :]]


def holds(accusation: Accusation) -> bool:
    try:
        check_accusation(read_accusation(accusation.to_bytes()), LOG.public)
    except LedgerRefused:
        return False
    return True


def test_two_roots_of_one_size():
    made = accuse(checkpoint(LEAVES[:9]), checkpoint(forked(4)[:9]))
    old, new = check_accusation(read_accusation(made.to_bytes()), LOG.public)
    assert (old.size, new.size) == (9, 9)
    assert old.root != new.root
    assert (made.prefix, made.path) == (b"", ())


def test_no_beginning_of_the_larger_tree_as_its_leaves_show():
    small, large = checkpoint(forked(2)[:5]), checkpoint(LEAVES)
    for pair in ((small, large), (large, small)):
        made = accuse(*pair, LEAVES)
        old, new = check_accusation(read_accusation(made.to_bytes()), LOG.public)
        assert (old.size, new.size) == (5, 200)
        assert made.prefix == root_of(LEAVES[:5])
    assert len(made.to_bytes()) < 1_500


@given(st.tuples(st.integers(1, 200), st.integers(1, 200)).map(sorted), st.data())
def test_any_two_sizes_of_two_histories_can_be_accused(sizes, data):
    old, size = sizes
    at = data.draw(st.integers(0, old - 1))
    small, large = checkpoint(forked(at)[:old]), checkpoint(LEAVES[:size])
    assert holds(accuse(small, large, LEAVES[:size]))


@given(st.tuples(st.integers(0, 200), st.integers(0, 200)).map(sorted))
def test_an_honest_log_is_never_accused_whatever_its_sizes(sizes):
    old, size = sizes
    small, large = checkpoint(LEAVES[:old]), checkpoint(LEAVES[:size])
    with pytest.raises(LedgerRefused) as told:
        accuse(small, large, LEAVES[:size])
    assert told.value.why is Why.TREE
    path = consistency(old, size, over(LEAVES[:size]))
    for prefix in (b"", root_of(LEAVES[:old]), LEAVES[0], root_of(LEAVES[:size])):
        assert not holds(Accusation(small, large, prefix, path))
        assert not holds(Accusation(small, large, prefix, ()))
        assert not holds(Accusation(large, small, prefix, path))


hashes = st.sampled_from(LEAVES[:20]) | st.binary(min_size=32, max_size=32)


@settings(max_examples=400)
@given(
    st.tuples(st.integers(0, 64), st.integers(0, 64)).map(sorted),
    hashes,
    st.lists(hashes, max_size=8),
)
def test_nothing_made_up_accuses_an_honest_log(sizes, prefix, path):
    old, size = sizes
    small, large = checkpoint(LEAVES[:old]), checkpoint(LEAVES[:size])
    assert not holds(Accusation(small, large, prefix, tuple(path)))


@given(st.tuples(st.integers(1, 64), st.integers(1, 64)).map(sorted), st.data())
def test_no_path_of_an_honest_log_shows_another_beginning(sizes, data):
    """The true proof with another root, with hashes taken out, put in or exchanged."""
    old, size = sizes
    small, large = checkpoint(LEAVES[:old]), checkpoint(LEAVES[:size])
    path = list(consistency(old, size, over(LEAVES[:size])))
    other = data.draw(st.permutations([*path, *LEAVES[:2]]))
    keep = data.draw(st.integers(0, len(other)))
    assert not holds(Accusation(small, large, data.draw(hashes), tuple(other[:keep])))


def test_a_proof_that_is_merely_not_given_accuses_nobody():
    small, large = checkpoint(forked(2)[:5]), checkpoint(LEAVES)
    with pytest.raises(LedgerRefused, match="not the leaves of the larger tree"):
        accuse(small, large)
    with pytest.raises(LedgerRefused, match="not the leaves of the larger tree"):
        accuse(small, large, LEAVES[:199])
    made = accuse(small, large, LEAVES)
    for less in (
        replace(made, path=()),
        replace(made, path=made.path[:-1]),
        replace(made, prefix=b""),
        replace(made, prefix=b"", path=()),
        replace(made, prefix=root_of(forked(2)[:5])),
    ):
        assert not holds(less)


def test_a_wrong_root_of_no_leaves_is_a_checkpoint_of_no_tree():
    none = Checkpoint(ORIGIN, 0, b"r" * 32).signed_by(LOG)
    with pytest.raises(LedgerRefused):
        accuse(none, checkpoint(LEAVES), LEAVES)
    assert not holds(Accusation(none, checkpoint(LEAVES), root_of([]), ()))


def test_another_logs_checkpoint_accuses_nobody():
    foreign = checkpoint(forked(2)[:9], key("other"))
    assert not holds(accuse(checkpoint(LEAVES[:9]), foreign))
    elsewhere = Checkpoint("example.org/other", 9, root_of(forked(2)[:9])).signed_by(key("other"))
    assert not holds(Accusation(checkpoint(LEAVES[:9]), elsewhere))


def test_at_one_size_nothing_else_stands_in_it():
    made = accuse(checkpoint(LEAVES[:9]), checkpoint(forked(4)[:9]))
    assert not holds(replace(made, prefix=root_of(LEAVES[:9])))


SAME = accuse(checkpoint(LEAVES[:9]), checkpoint(forked(4)[:9])).to_bytes()
GROWN = accuse(checkpoint(forked(2)[:5]), checkpoint(LEAVES[:21]), LEAVES[:21]).to_bytes()


@pytest.mark.parametrize("data", [SAME, GROWN], ids=["one size", "two sizes"])
def test_every_changed_byte_of_an_accusation_is_refused(data):
    for at in range(len(data)):
        for new in (data[at] ^ 1, data[at] ^ 0x80, 0x0A):
            if new != data[at]:
                changed = data[:at] + bytes([new]) + data[at + 1 :]
                with pytest.raises(LedgerRefused):
                    check_accusation(read_accusation(changed), LOG.public)


BROKEN = {
    "another header": GROWN.replace(b"accusation v1", b"accusation v2"),
    "one checkpoint": b"".join(GROWN.splitlines(True)[:2]),
    "cut off": GROWN[:-10],
    "the larger first": GROWN.replace(b"smaller", b"larger", 1),
    "no word before the root": GROWN.replace(b"prefix ", b""),
    "longer than any tree": GROWN + GROWN.splitlines(True)[-1] * 70,
    "a hash that is short": GROWN + b"cg==\n",
    "nothing": b"",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_broken_accusations_are_refused(data):
    with pytest.raises(LedgerRefused) as told:
        read_accusation(data)
    assert told.value.why is Why.MALFORMED


@given(
    st.binary()
    | st.builds(lambda a, b: GROWN[:a] + b + GROWN[a:], st.integers(0, len(GROWN)), st.binary())
)
def test_any_bytes_are_an_accusation_or_refused(data):
    with contextlib.suppress(LedgerRefused):
        assert read_accusation(data).to_bytes() == data
