"""A made-up log for the benches and the crash tests: its key, its parties, its entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from repatria.ledger.act import Act, make_act
from repatria.ledger.exported import check_export
from repatria.ledger.exporting import export
from repatria.ledger.keys import SigningKey, Use
from repatria.ledger.log import head
from repatria.ledger.note import Note
from repatria.ledger.policy import Member, Policy, read_policy
from repatria.ledger.storing import Row, Store
from repatria.ledger.tree import leaf_hash

ORIGIN = "example.org/log"
NOW = 1_750_000_000
"""2025-06-15T15:06:40Z."""
PARTIES = ("giver", "receiver", "mediator")


def key(name: str) -> SigningKey:
    """A key whose secret is its name: the same in every run."""
    return SigningKey(f"example.org/{name}", Use.NOTE, name.encode().ljust(32, b"."))


LOG = key("log")


def policy() -> Policy:
    """Both parties and the intermediary sign handovers."""
    lines = [f"signer {name} {key(name).public.vkey}" for name in PARTIES]
    lines += ["group parties all giver receiver", "group both all parties mediator", "quorum both"]
    return read_policy("".join(f"{line}\n" for line in lines).encode(), Member.SIGNER)


def handover(number: int) -> Act:
    """The number-th handover."""
    return make_act(
        "handover",
        {
            "log": ORIGIN, "reference": f"H-{number}", "made": "2025-06-15T15:00:00Z",
            "giver": "giver", "receiver": "receiver", "intermediary": "mediator",
            "exchange": f"X-{number // 100}", "place": "P-1", "opened": "2025-06-15T10:00:00Z",
            "closed": "2025-06-15T12:00:00Z", "unit": "persons", "count": str(1 + number % 400),
            "manifest": f"sha256:{leaf_hash(b'%d' % number).hex()}",
        },
    )  # fmt: skip


def acts(start: int, stop: int) -> Iterator[bytes]:
    """Handovers with three signatures each."""
    keys = [key(name) for name in PARTIES]
    for number in range(start, stop):
        note = Note(handover(number).text)
        for each in keys:
            note = note.signed_by(each)
        yield note.to_bytes()


def entry(at: int) -> bytes:
    """The bare entry at an index."""
    return b"entry %d\n" % at


def rows(places: Iterable[int]) -> list[Row]:
    """Bare entries as they are put into a store, with two marks each."""
    return [Row(entry(at), leaf_hash(entry(at)), (f"text:{at}", f"kind:{at % 7}")) for at in places]


def checked_size(store: Store) -> int:
    """How many entries a store holds, after all of it was checked: each entry is the one that was
    put there, the tiles and the signed root are theirs, and the marks lead to them. Raises
    `LedgerRefused` or `AssertionError`."""
    with store.reading() as reading:
        size = head(reading, LOG.public)[0].size
        files = dict(export(reading, LOG.public))
        assert check_export(files.get, LOG.public)[0].size == size
        assert list(reading.entries(0, size + 1)) == [entry(at) for at in range(size)]
        marked = reading.marked_any([f"kind:{number}" for number in range(7)])
        assert list(marked) == list(range(size))
        assert reading.checkpoint(size) == files["checkpoint"]
    return size


def spread(seconds: list[float]) -> dict[str, float]:
    """Times as the result tells them, in milliseconds."""
    told = sorted(1000 * each for each in seconds)
    return {
        "median": round(told[len(told) // 2], 4),
        "p99": round(told[len(told) * 99 // 100], 4),
        "most": round(told[-1], 4),
    }
