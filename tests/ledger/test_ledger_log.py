"""The log against a naive tree: random batches, every root, every proof."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_work import LOG, begun, key
from repatria.ledger.log import append, begin, head, prove, request
from repatria.ledger.note import MOST_BYTES
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.storing import MemoryStore, Row
from repatria.ledger.tiles import Tile, from_bundle, tiles_of, to_bundle
from repatria.ledger.tree import (
    check_consistency,
    check_inclusion,
    complete_root,
    leaf_hash,
    node_hash,
    root_of,
)


def naive(leaves):
    """The root of RFC 6962 by pairing neighbours, an odd one left over going up as it is."""
    while len(leaves) > 1:
        pairs = [node_hash(*leaves[at : at + 2]) for at in range(0, len(leaves) - 1, 2)]
        leaves = pairs + ([leaves[-1]] if len(leaves) % 2 else [])
    return leaves[0] if leaves else root_of([])


def rows(start, count):
    return [Row(entry := b"entry %d" % at, leaf_hash(entry)) for at in range(start, start + count)]


batches = st.lists(st.integers(0, 5) | st.integers(200, 700), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(batches, st.data())
def test_random_appends_make_the_trees_of_the_definition(counts, data):
    store, leaves, roots = begun(), [], {0: naive([])}
    for count in counts:
        more = rows(len(leaves), count)
        done = append(store, LOG, more)
        assert (done.start, done.stop) == (len(leaves), len(leaves) + count)
        leaves += [row.leaf for row in more]
        roots[len(leaves)] = naive(leaves)
        with store.reading() as reading:
            told, _ = head(reading, LOG.public)
            assert (told.size, told.root) == (len(leaves), roots[len(leaves)])
    size = len(leaves)
    with store.reading() as reading:
        for old, root in roots.items():
            path = request(reading, LOG.public, old).path
            check_consistency(old, root, size, roots[size], path)
        for index in data.draw(st.sets(st.integers(0, size - 1), max_size=5)) if size else ():
            path = prove(reading, LOG.public, index).path
            check_inclusion(leaves[index], index, size, path, roots[size])
            earlier = data.draw(st.sampled_from([at for at in roots if at > index]))
            before = prove(reading, LOG.public, index, earlier).path
            check_inclusion(leaves[index], index, earlier, before, roots[earlier])


@pytest.mark.parametrize("size", [1, 255, 256, 257, 511, 512, 65_536, 65_537])
def test_tiles_hold_what_their_place_says_at_the_edges(size):
    store = begun()
    append(store, LOG, rows(0, size))
    leaves = [row.leaf for row in rows(0, size)]
    levels = [leaves]
    while len(levels[-1]) >= 256:
        below = levels[-1]
        whole = range(0, len(below) - 255, 256)
        levels.append([complete_root(below[at : at + 256]) for at in whole])
    with store.reading() as reading:
        tiles = list(tiles_of(size))
        for tile in tiles:
            own = levels[tile.level][tile.index * 256 : (tile.index + 1) * 256]
            assert reading.tile(tile.level, tile.index) == b"".join(own)
            assert tile.width == len(own)
    assert len(tiles) == sum(-(-len(level) // 256) for level in levels if level)


def test_a_log_is_begun_once():
    store = begun()
    with pytest.raises(LedgerRefused) as told:
        begin(store, LOG)
    assert told.value.why is Why.REPLAYED


def test_nothing_is_appended_where_no_log_is():
    with pytest.raises(LedgerRefused) as told:
        append(MemoryStore(), LOG, rows(0, 1))
    assert told.value.why is Why.STORE


def test_another_key_appends_nothing():
    store = begun()
    with pytest.raises(LedgerRefused):
        append(store, key("other"), rows(0, 1))
    with store.reading() as reading:
        assert list(reading.entries(0, 9)) == []


def test_an_entry_that_no_bundle_could_hold():
    store, long = begun(), b"x" * (MOST_BYTES + 1)
    with pytest.raises(LedgerRefused) as told:
        append(store, LOG, [*rows(0, 3), Row(long, leaf_hash(long))])
    assert told.value.why is Why.MALFORMED
    append(store, LOG, [Row(long[1:], leaf_hash(long[1:]))])
    with store.reading() as reading:
        assert len(list(reading.entries(0, 9))) == 1


def test_there_is_no_checkpoint_that_was_not_made():
    store = begun()
    append(store, LOG, rows(0, 5))
    with store.reading() as reading, pytest.raises(LedgerRefused) as told:
        prove(reading, LOG.public, 0, 3)
    assert told.value.why is Why.STORE


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_bundles_are_read_as_they_were_written(entries):
    assert list(from_bundle(to_bundle(entries), "x")) == entries


@given(st.binary(max_size=600))
def test_any_bytes_are_a_bundle_or_refused(data):
    with contextlib.suppress(LedgerRefused):
        assert to_bundle(list(from_bundle(data, "x"))) == data


@given(st.integers(0, 10**9), st.integers(1, 256), st.integers(0, 5))
def test_a_tile_has_the_address_that_tlog_tiles_gives_it(index, width, level):
    path = Tile(level, index, width).path
    head_, _, rest = path.partition("tile/")
    lead, _, numbers = rest.partition("/")
    numbers, partial, wide = numbers.partition(".p/")
    parts = numbers.split("/")
    assert (head_, lead) == ("", str(level))
    assert int("".join(part.removeprefix("x") for part in parts)) == index
    assert [part.startswith("x") for part in parts] == [True] * (len(parts) - 1) + [False]
    assert all(len(part.removeprefix("x")) == 3 for part in parts)
    assert (wide == str(width)) if partial else width == 256
