"""What every store of the ledger promises: in memory, in SQLite, in PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_stores import KINDS, address, made

from ledger_work import LOG, NOW
from repatria.desks.common.ledger.opening import open_store
from repatria.ledger.exported import check_export
from repatria.ledger.exporting import export
from repatria.ledger.log import append, begin, head
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.storing import MemoryStore, Refusal, Row, Store
from repatria.ledger.tiles import Tile, tiles_of
from repatria.ledger.tree import leaf_hash


@pytest.fixture(params=KINDS)
def store(request, tmp_path):
    made_store = made(request.param, tmp_path)
    yield made_store
    if not isinstance(made_store, MemoryStore):
        made_store.close()


def rows(start: int, stop: int) -> list[Row]:
    entries = [b"entry %d" % at for at in range(start, stop)]
    return [
        Row(entry, leaf_hash(entry), (f"text:{at}", f"kind:{at % 3}"))
        for at, entry in enumerate(entries, start)
    ]


def seen(store: Store) -> dict:
    """All that can be read out of a store."""
    with store.reading() as reading:
        size = head(reading, LOG.public)[0].size
        return {
            "entries": list(reading.entries(0, size + 5)),
            "tiles": {tile: reading.tile(tile.level, tile.index) for tile in tiles_of(size)},
            "checkpoints": [reading.checkpoint(at) for at in range(size + 2)],
            "newest": reading.checkpoint(),
            "marked": [list(reading.marked(f"kind:{at}")) for at in range(4)],
            "refusals": list(reading.refusals()),
        }


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(batches=st.lists(st.integers(0, 600), max_size=5))
def test_any_batches_leave_what_they_leave_in_memory(request, tmp_path, batches):
    stores = [made(kind, tmp_path) for kind in KINDS]
    for each in stores:
        begin(each, LOG)
        size = 0
        for many in batches:
            size = append(each, LOG, rows(size, size + many)).stop
    told = [seen(each) for each in stores]
    assert told[1] == told[0]
    assert told[2] == told[0]
    for each in stores[1:]:
        with each.reading() as reading:
            files = dict(export(reading, LOG.public))
        assert check_export(files.get, LOG.public)[0].size == sum(batches)
        each.close()


def test_an_empty_store_has_nothing(store):
    with store.reading() as reading:
        assert reading.checkpoint() is None
        assert reading.checkpoint(0) is None
        assert reading.tile(0, 0) == b""
        assert list(reading.entries(0, 10)) == []
        assert list(reading.marked("kind:1")) == []
        assert list(reading.marked_any([])) == []
        assert list(reading.refusals()) == []


def _half(store: Store) -> None:
    with store.writing() as writing:
        writing.put_entries(3, rows(3, 300))
        writing.put_tile(Tile(0, 0), writing.tile(0, 0) + bytes(32 * 253))
        writing.put_tile(Tile(0, 1, 44), bytes(32 * 44))
        writing.put_refusal(Refusal(NOW, "key", "a sentence", bytes(32)))
        writing.put_checkpoint(300, b"note\n")
        raise ZeroDivisionError


def test_what_fails_half_way_leaves_nothing(store):
    begin(store, LOG)
    append(store, LOG, rows(0, 3))
    before = seen(store)
    with pytest.raises(ZeroDivisionError):
        _half(store)
    assert seen(store) == before
    append(store, LOG, rows(3, 5))
    assert len(seen(store)["entries"]) == 5


def test_marks_are_found_in_the_order_of_the_log(store):
    begin(store, LOG)
    append(store, LOG, rows(0, 700))
    with store.reading() as reading:
        assert list(reading.marked("kind:1")) == list(range(1, 700, 3))
        assert list(reading.marked("text:699")) == [699]
        assert list(reading.marked("text:700")) == []
        # More marks than a statement takes, several of them on one entry.
        every = [f"text:{at}" for at in range(1500)] + ["kind:0", "kind:0"]
        assert list(reading.marked_any(every)) == list(range(700))


def test_the_trail_keeps_its_order_and_its_words(store):
    told = [
        Refusal(NOW + at % 3, "clock", f"Речення {at}", bytes([at % 256]) * 32) for at in range(600)
    ]
    for half in (told[:300], told[300:]):
        with store.writing() as writing:
            for refusal in half:
                writing.put_refusal(refusal)
    with store.reading() as reading:
        assert list(reading.refusals()) == told


def test_what_is_written_is_read_within_the_block(store):
    begin(store, LOG)
    with store.writing() as writing:
        writing.put_entries(0, rows(0, 2))
        assert list(writing.entries(0, 9)) == [b"entry 0", b"entry 1"]
        assert list(writing.marked("kind:1")) == [1]


def test_the_largest_entry_and_the_empty_one(store):
    begin(store, LOG)
    entries = [b"", bytes(65_535), "Ї\n".encode()]
    append(store, LOG, [Row(each, leaf_hash(each)) for each in entries])
    with store.reading() as reading:
        assert list(reading.entries(0, 3)) == entries
        assert list(reading.entries(1, 2)) == entries[1:2]


def _entry_before(writing) -> None:
    writing.put_entries(2, rows(2, 3))


def _entry_beyond(writing) -> None:
    writing.put_entries(4, rows(4, 5))


def _shorter_tile(writing) -> None:
    writing.put_tile(Tile(0, 0, 2), writing.tile(0, 0)[:64])


def _other_tile(writing) -> None:
    writing.put_tile(Tile(0, 0, 3), bytes(32 * 3))


def _other_checkpoint(writing) -> None:
    writing.put_checkpoint(3, b"x" + writing.checkpoint(3)[1:])


def _shorter_checkpoint(writing) -> None:
    writing.put_checkpoint(3, writing.checkpoint(3)[:-1])


def _checkpoint_of_another_size(writing) -> None:
    writing.put_checkpoint(2, b"note\n")


def _checkpoint_beyond(writing) -> None:
    writing.put_checkpoint(4, b"note\n")


@pytest.mark.parametrize(
    "change",
    [
        _entry_before, _entry_beyond, _shorter_tile, _other_tile, _other_checkpoint,
        _shorter_checkpoint, _checkpoint_of_another_size, _checkpoint_beyond,
    ],
)  # fmt: skip
def test_a_store_keeps_what_it_has(store, change):
    begin(store, LOG)
    append(store, LOG, rows(0, 3))
    before = seen(store)
    with pytest.raises(LedgerRefused, match="keeps what it has") as caught, store.writing() as w:
        change(w)
    assert caught.value.why is Why.STORE
    assert seen(store) == before


def test_a_checkpoint_gains_lines(store):
    begin(store, LOG)
    append(store, LOG, rows(0, 3))
    with store.writing() as writing:
        more = writing.checkpoint(3) + "— somebody AAAAAAAA\n".encode()
        writing.put_checkpoint(3, more)
    assert seen(store)["newest"] == more


def test_stores_of_one_place_see_each_other(tmp_path: Path):
    for kind in KINDS[1:]:
        place = address(kind, tmp_path)
        one = open_store(place, create=True)
        other = open_store(place)
        begin(one, LOG)
        append(other, LOG, rows(0, 2))
        append(one, LOG, rows(2, 4))
        assert seen(other) == seen(one)
        one.close()
        other.close()
