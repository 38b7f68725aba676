"""The tree against its definition, for every size up to 300."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.tree import (
    EMPTY,
    check_consistency,
    check_inclusion,
    consistency,
    inclusion,
    leaf_hash,
    node_hash,
    over,
    root_of,
)

LEAVES = [leaf_hash(b"%d" % at) for at in range(300)]


def mth(leaves):
    """MTH as RFC 6962, section 2.1, defines it, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    left, right = mth(leaves[:k]), mth(leaves[k:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def path(m, leaves):
    """PATH(m, D[n]) of section 2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m, leaves, whole):
    """SUBPROOF(m, D[n], b) of section 2.1.2."""
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


ROOTS = [mth(LEAVES[:size]) for size in range(301)]


@pytest.mark.parametrize("size", range(301))
def test_roots_and_proofs_of_a_size_are_those_of_the_definition(size):
    leaves = LEAVES[:size]
    assert root_of(leaves) == ROOTS[size]
    for index in {0, 1, size // 3, size // 2, size - 2, size - 1} & set(range(size)):
        proof = inclusion(index, size, over(leaves))
        assert list(proof) == path(index, leaves)
        check_inclusion(leaves[index], index, size, proof, ROOTS[size])
    for old in {1, 2, size // 3, size // 2, size - 1} & set(range(1, size)):
        proof = consistency(old, size, over(leaves))
        assert list(proof) == subproof(old, leaves, True)
        check_consistency(old, ROOTS[old], size, ROOTS[size], proof)


def test_the_empty_tree_begins_every_tree_and_each_itself():
    assert ROOTS[0] == EMPTY
    for size in (0, 1, 7):
        check_consistency(0, EMPTY, size, ROOTS[size], ())
        check_consistency(size, ROOTS[size], size, ROOTS[size], ())


sizes = st.integers(1, 300)


@given(sizes.flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1))), st.data())
def test_another_leaf_place_size_or_path_is_refused(told, data):
    size, index = told
    proof = inclusion(index, size, over(LEAVES[:size]))
    refused(check_inclusion, leaf_hash(b"other"), index, size, proof, ROOTS[size])
    elsewhere = data.draw(st.integers(0, 301).filter(lambda at: at != index))
    if elsewhere != index and (elsewhere >= size or LEAVES[elsewhere] != LEAVES[index]):
        refused(check_inclusion, LEAVES[index], elsewhere, size, proof, ROOTS[size])
    refused(check_inclusion, LEAVES[index], index, size, (*proof, EMPTY), ROOTS[size])
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        broken = (*proof[:at], EMPTY, *proof[at + 1 :])
        refused(check_inclusion, LEAVES[index], index, size, broken, ROOTS[size])
        refused(check_inclusion, LEAVES[index], index, size, proof[:-1], ROOTS[size])
        refused(check_inclusion, LEAVES[index], index, size, (b"short",), ROOTS[size])


@given(st.tuples(sizes, sizes).map(sorted), st.data())
def test_another_old_root_new_root_or_proof_is_refused(told, data):
    old, size = told
    proof = consistency(old, size, over(LEAVES[:size]))
    refused(check_consistency, old, EMPTY, size, ROOTS[size], proof)
    refused(check_consistency, old, ROOTS[old], size, EMPTY, proof)
    refused(check_consistency, old, ROOTS[old], size, ROOTS[size], (*proof, EMPTY))
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        broken = (*proof[:at], node_hash(proof[at], EMPTY), *proof[at + 1 :])
        refused(check_consistency, old, ROOTS[old], size, ROOTS[size], broken)
        refused(check_consistency, old, ROOTS[old], size, ROOTS[size], proof[1:])


@given(st.integers(-3, 9), st.integers(0, 6))
def test_there_are_no_proofs_of_what_is_not_there(index, size):
    if not 0 <= index < size:
        refused(inclusion, index, size, over(LEAVES[:size]))
    if not 0 <= index <= size:
        refused(consistency, index, size, over(LEAVES[:size]))


@settings(max_examples=300)
@given(st.integers(0, 400), st.integers(0, 400), st.lists(st.binary(min_size=32, max_size=32)))
def test_made_up_proofs_are_refused_and_break_nothing(old, size, made_up):
    refused(check_inclusion, LEAVES[0], old, size, made_up, b"r" * 32)
    refused(check_consistency, old, b"q" * 32, size, b"r" * 32, made_up)


def refused(check, *args):
    with pytest.raises(LedgerRefused) as told:
        check(*args)
    assert told.value.why is Why.TREE
