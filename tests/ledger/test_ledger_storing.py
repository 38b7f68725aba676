"""The store in memory: what all stores promise is tested with the others (desks/common); here, that
it undoes what failed and refuses to forget."""

from __future__ import annotations

import pytest

from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.storing import MemoryStore, Refusal, Row
from repatria.ledger.tiles import Tile


def held() -> MemoryStore:
    store = MemoryStore()
    with store.writing() as writing:
        writing.put_entries(
            0, [Row(b"a", bytes(32), ("one", "both")), Row(b"b", bytes(32), ("both",))]
        )
        writing.put_tile(Tile(0, 0, 2), bytes(64))
        writing.put_checkpoint(2, b"note\n")
        writing.put_refusal(Refusal(1, "key", "a sentence", bytes(32)))
    return store


def test_what_failed_is_undone_marks_among_it():
    store = held()

    def half() -> None:
        with store.writing() as writing:
            writing.put_entries(2, [Row(b"c", bytes(32), ("both", "new"))])
            writing.put_tile(Tile(0, 0, 3), bytes(96))
            writing.put_checkpoint(3, b"note\n")
            writing.put_refusal(Refusal(2, "key", "another", bytes(32)))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert list(store.marked("both")) == [0, 1]
    assert list(store.marked_any(["both", "new", "one"])) == [0, 1]
    assert list(store.entries(0, 9)) == [b"a", b"b"]
    assert len(store.tile(0, 0)) == 64
    assert store.checkpoint(3) is None
    assert store.checkpoint() == b"note\n"
    assert [each.at for each in store.refusals()] == [1]


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("an entry follows", lambda w: w.put_entries(1, [Row(b"x", bytes(32))])),
        ("an entry follows", lambda w: w.put_entries(3, [Row(b"x", bytes(32))])),
        ("a tile only grows", lambda w: w.put_tile(Tile(0, 0, 1), bytes(32))),
        ("a tile only grows", lambda w: w.put_tile(Tile(0, 0, 2), b"x" * 64)),
        ("only gains lines", lambda w: w.put_checkpoint(2, b"other\n")),
        ("at the size of the log", lambda w: w.put_checkpoint(1, b"note\n")),
    ],
)
def test_it_keeps_what_it_has(reason, change):
    store = held()
    with pytest.raises(LedgerRefused, match=reason) as caught, store.writing() as writing:
        change(writing)
    assert caught.value.why is Why.STORE
    assert list(store.entries(0, 9)) == [b"a", b"b"]
    assert store.tile(0, 0) == bytes(64)
    assert store.checkpoint() == b"note\n"
