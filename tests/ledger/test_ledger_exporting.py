"""A log as files: written, continued, read back, checked; and files that are not what they were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_work import LOG, begun, key
from repatria.ledger.exported import (
    check_export,
    checkpoint_in,
    entries_in,
    entry_in,
    prove_in,
    read_entries,
    tiles_in,
)
from repatria.ledger.exporting import CHECKPOINT, export, since_of
from repatria.ledger.keys import Use
from repatria.ledger.log import append, prove, take_cosignature
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.storing import Row, Store
from repatria.ledger.tiles import Tile
from repatria.ledger.tree import check_inclusion, leaf_hash


def grown(store: Store, *batches: int) -> Store:
    """The store with batches of entries behind those that it has."""
    with store.reading() as reading:
        size = len(list(reading.entries(0, 10**9)))
    for many in batches:
        entries = [b"entry %d" % at for at in range(size, size + many)]
        append(store, LOG, [Row(entry, leaf_hash(entry)) for entry in entries])
        size += many
    return store


def files(store: Store, since: int = 0, size: int | None = None) -> dict[str, bytes]:
    with store.reading() as reading:
        told = list(export(reading, LOG.public, since, size=size))
    assert len(dict(told)) == len(told)
    return dict(told)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 700), max_size=6))
def test_an_export_is_whole_and_proves_every_entry(batches):
    store = grown(begun(), *batches)
    told = files(store)
    checkpoint, _ = check_export(told.get, LOG.public)
    assert checkpoint.size == sum(batches)
    entries = [b"entry %d" % at for at in range(checkpoint.size)]
    assert list(read_entries(told.get, checkpoint.size)) == entries
    for index in range(0, checkpoint.size, 97):
        entry = entry_in(told.get, index, checkpoint.size)
        assert entry == b"entry %d" % index
        proof = prove_in(told.get, LOG.public, index)
        check_inclusion(leaf_hash(entry), index, checkpoint.size, proof.path, checkpoint.root)
        with store.reading() as reading:
            assert proof == prove(reading, LOG.public, index)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 400), max_size=5), st.data())
def test_an_export_that_is_continued_is_the_export(batches, data):
    """What was exported before and what came since, put together, are the whole; partial tiles of
    before may stay or go."""
    store = grown(begun(), *batches)
    sizes = [sum(batches[:many]) for many in range(len(batches) + 1)]
    since = data.draw(st.sampled_from(sizes))
    before = files(store, size=since)
    assert check_export(before.get, LOG.public)[0].size == since
    later = files(store, since=since)
    together = {**before, **later}
    assert check_export(together.get, LOG.public)[0].size == sizes[-1]
    without = {path: together[path] for path in files(store)}
    assert check_export(without.get, LOG.public)[0].size == sizes[-1]
    unchanged = {path for path in files(store) if before.get(path) == together[path]}
    assert not unchanged & later.keys() - {CHECKPOINT}


def test_the_checkpoint_comes_last():
    with grown(begun(), 300).reading() as reading:
        assert [path for path, _ in export(reading, LOG.public)][-1] == CHECKPOINT


def test_the_files_of_a_small_log_by_name():
    told = files(grown(begun(), 256, 14))
    assert sorted(told) == [
        "checkpoint", "tile/0/000", "tile/0/001.p/14", "tile/1/000.p/1",
        "tile/entries/000", "tile/entries/001.p/14",
    ]  # fmt: skip
    assert told["tile/entries/001.p/14"].startswith(b"\x00\x09entry 256\x00\x09entry 257")
    assert len(told["tile/0/001.p/14"]) == 14 * 32


def test_a_full_tile_serves_where_the_partial_one_is_gone():
    store = grown(begun(), 200)
    small = files(store)
    grown(store, 100)
    later = files(store)
    later[CHECKPOINT] = small[CHECKPOINT]
    assert check_export(later.get, LOG.public)[0].size == 200


def test_cosignatures_are_exported_with_the_checkpoint():
    from repatria.ledger.checkpoint import cosign, cosigned

    store, party = grown(begun(), 3), key("party", Use.COSIGN)
    _, note = checkpoint_in(files(store).get, LOG.public)
    take_cosignature(store, LOG.public, cosign(note, party, 5), [party.public], 9, 0)
    _, note = checkpoint_in(files(store).get, LOG.public)
    assert [each.at for each in cosigned(note, [party.public])] == [5]


def test_there_is_no_export_from_beyond_the_log():
    with pytest.raises(LedgerRefused, match="cannot be an export of 4") as caught:
        files(grown(begun(), 3), since=4)
    assert caught.value.why is Why.TREE
    with pytest.raises(LedgerRefused, match="no such checkpoint"):
        files(grown(begun(), 3), size=2)


def test_the_log_s_own_key_is_needed():
    with pytest.raises(LedgerRefused):
        check_export(files(grown(begun(), 3)).get, key("other").public)


SIZE = 700


def told_files() -> dict[str, bytes]:
    return files(grown(begun(), SIZE))


def damages() -> list[tuple[str, str]]:
    return [
        (path, how)
        for path in sorted(told_files())
        for how in ("missing", "empty", "cut", "longer", "flipped")
    ]


@pytest.mark.parametrize(("path", "how"), damages())
def test_a_file_that_is_not_what_it_was_is_named(path, how):
    told = told_files()
    data = told.pop(path)
    if how != "missing":
        told[path] = {
            "empty": b"",
            "cut": data[:-1],
            "longer": data + b"\x00\x00",
            "flipped": bytes([*data[:-1], data[-1] ^ 1]),
        }[how]
    with pytest.raises(LedgerRefused) as caught:
        check_export(told.get, LOG.public)
    if path != CHECKPOINT:
        # A changed entry shows where its hash stands.
        assert path.replace("entries", "0") in str(caught.value).replace("entries/", "0/")


def test_two_entries_in_each_other_s_place():
    told = told_files()
    one, other = b"\x00\x07entry 1", b"\x00\x07entry 2"
    data = told["tile/entries/000"]
    told["tile/entries/000"] = data.replace(one + other, other + one, 1)
    assert told["tile/entries/000"] != data
    with pytest.raises(LedgerRefused, match="tile/0/000 is not what the entries make"):
        check_export(told.get, LOG.public)


def test_entries_and_tiles_that_agree_but_were_not_signed():
    told = told_files()
    told[CHECKPOINT] = files(grown(begun(), SIZE - 1))[CHECKPOINT]
    forged = begun()
    entries = [b"forged %d" % at for at in range(SIZE)]
    append(forged, LOG, [Row(entry, leaf_hash(entry)) for entry in entries])
    mixed = {**files(forged), CHECKPOINT: told_files()[CHECKPOINT]}
    with pytest.raises(LedgerRefused, match="do not make the root that is signed") as caught:
        check_export(mixed.get, LOG.public)
    assert caught.value.why is Why.TREE


def test_there_is_no_entry_beyond_the_last():
    told = told_files()
    for index in (-1, SIZE):
        with pytest.raises(LedgerRefused):
            entry_in(told.get, index, SIZE)
    assert entry_in(told.get, SIZE - 1, SIZE) == b"entry 699"


def test_a_bundle_with_another_number_of_entries_is_named():
    with pytest.raises(LedgerRefused, match=r"tile/entries/000\.p/3 has 2 entries and not 3"):
        entries_in({"tile/entries/000.p/3": b"\x00\x01a\x00\x01b"}.get, Tile(0, 0, 3))


def test_a_tile_of_another_length_is_named():
    tiles = tiles_in({"tile/0/000": bytes(31 * 256)}.get)
    for tile in (Tile(0, 0), Tile(0, 0, 5)):
        with pytest.raises(LedgerRefused, match="tile/0/000 has 7936 bytes and not 8192"):
            tiles(tile)
    with pytest.raises(LedgerRefused, match=r"has no tile/0/001\.p/5"):
        tiles(Tile(0, 1, 5))


def test_a_store_that_lost_entries_cannot_be_exported():
    store = grown(begun(), 300)
    del store._rows[299:]
    with pytest.raises(LedgerRefused, match="has 43 entries and not 44 from 256 on") as caught:
        files(store)
    assert caught.value.why is Why.STORE


def test_progress_is_told():
    heard = []
    check_export(
        told_files().get, LOG.public, lambda done, total, stage: heard.append((done, total, stage))
    )
    assert heard == [(256, 700, "entries"), (512, 700, "entries"), (700, 700, "entries")]


def test_an_earlier_export_is_gone_on_from_by_its_checkpoint():
    store = grown(begun(), 5, 300)
    for size in (0, 5, 305):
        earlier = files(store, size=size)[CHECKPOINT]
        with store.reading() as reading:
            assert since_of(reading, LOG.public, earlier) == size


def test_an_export_of_another_history_is_not_gone_on_from():
    store, longer = grown(begun(), 5), grown(begun(), 6)
    forged = begun()
    append(forged, LOG, [Row(b"forged", leaf_hash(b"forged"))])
    for other in (longer, forged):
        with pytest.raises(LedgerRefused, match="another history") as caught, store.reading() as r:
            since_of(r, LOG.public, files(other)[CHECKPOINT])
        assert caught.value.why is Why.FORK
