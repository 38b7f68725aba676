"""The log: entries are appended, the tree grows, and each batch ends in a signed checkpoint.

Everything is computed from the right edge of the tiles that the store has; nothing is kept
between two calls, so a process that dies leaves nothing behind but what was made durable.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from repatria.base.messages import message
from repatria.ledger.checkpoint import Checkpoint, checkpoint_of, cosigned
from repatria.ledger.keys import PublicKey, SigningKey
from repatria.ledger.note import MOST_BYTES, Note
from repatria.ledger.proof import Proof
from repatria.ledger.refusing import LedgerRefused, Why, malformed
from repatria.ledger.storing import Reading, Row, Store, Writing
from repatria.ledger.strict import HASH_SIZE
from repatria.ledger.tiles import WIDTH, Tile, Tiles, subtrees
from repatria.ledger.tree import EMPTY, complete_root, consistency, inclusion, range_root
from repatria.ledger.witness import Request


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append acknowledges: where its entries stand, and the checkpoint that holds them."""

    start: int
    stop: int
    checkpoint: Note


def begin(store: Store, key: SigningKey) -> Note:
    """Start a log: the signed checkpoint of the empty tree. The key bears the log's name.

    Raises `LedgerRefused` if there is a log already.
    """
    with store.writing() as writing:
        if writing.checkpoint() is not None:
            raise LedgerRefused(Why.REPLAYED, message("There is a log in this store already."))
        note = Checkpoint(key.name, 0, EMPTY).signed_by(key)
        writing.put_checkpoint(0, note.to_bytes())
    return note


def append(store: Store, key: SigningKey, rows: Sequence[Row]) -> Appended:
    """Append entries in one transaction. When it returns they are durable, and the checkpoint
    is."""
    with store.writing() as writing:
        return append_within(writing, key, rows)


def append_within(writing: Writing, key: SigningKey, rows: Sequence[Row]) -> Appended:
    """Append entries as a part of a transaction that the caller ends."""
    told, note = head(writing, key.public)
    if not rows:
        return Appended(told.size, told.size, note)
    if any(len(row.entry) > MOST_BYTES for row in rows):
        raise malformed(message("An entry is longer than {most} bytes."), most=MOST_BYTES)
    stop = told.size + len(rows)
    _check_edge(writing, told)
    writing.put_entries(told.size, rows)
    _grow(writing, told.size, [row.leaf for row in rows])
    root = range_root(0, stop, subtrees(stop, tiles_from(writing)))
    signed = Checkpoint(told.origin, stop, root).signed_by(key)
    writing.put_checkpoint(stop, signed.to_bytes())
    return Appended(told.size, stop, signed)


def head(reading: Reading, log: PublicKey) -> tuple[Checkpoint, Note]:
    """The newest checkpoint. `LedgerRefused` if there is none, or if the key is not the log's."""
    return at_size(reading, log, None)


def at_size(reading: Reading, log: PublicKey, size: int | None) -> tuple[Checkpoint, Note]:
    """The checkpoint at a size. `LedgerRefused` if none was made there."""
    data = reading.checkpoint(size)
    if data is None:
        raise LedgerRefused(Why.STORE, message("The store has no such checkpoint."))
    return checkpoint_of(data, log)


def prove(reading: Reading, log: PublicKey, index: int, size: int | None = None) -> Proof:
    """The proof that an entry is in the tree of the newest checkpoint, or of that at a size."""
    told, note = at_size(reading, log, size)
    return Proof(index, inclusion(index, told.size, subtrees(told.size, tiles_from(reading))), note)


def request(reading: Reading, log: PublicKey, old: int) -> Request:
    """What a party needs to cosign the newest checkpoint when it saw `old` entries last."""
    told, note = head(reading, log)
    path = consistency(old, told.size, subtrees(told.size, tiles_from(reading)))
    return Request(old, path, note)


def take_cosignature(
    store: Store, log: PublicKey, note: Note, keys: Iterable[PublicKey], now: int, tolerance: int
) -> Note:
    """Keep the cosignatures by known keys that came with a checkpoint; give it back with them. A
    second one of a key says nothing new of the same tree, and is passed over: the first stays.

    Raises `LedgerRefused`: another checkpoint than the log's own at that size, or one of a size at
    which the store has none (`FORK`), no cosignature of a known key, one with a time that is later
    than `now` by more than the tolerance, in seconds (`CLOCK`).
    """
    told, _ = checkpoint_of(note.to_bytes(), log)
    known = tuple(keys)
    seen = cosigned(note, known)
    if not seen:
        raise LedgerRefused(Why.UNKNOWN_KEY, message("No party that is known here cosigned this."))
    late = next((each for each in seen if each.at > now + tolerance), None)
    if late is not None:
        raise LedgerRefused(
            Why.CLOCK,
            message("The cosignature of {name} is of a time that has not come."),
            name=late.key.name,
        )
    with store.writing() as writing:
        if writing.checkpoint(told.size) is None:
            raise LedgerRefused(
                Why.FORK,
                message(
                    "The log signed a tree of {size} entries that its store knows nothing of: "
                    "another history, or the store was brought back from a copy. Keep this file."
                ),
                size=told.size,
            )
        own, kept = at_size(writing, log, told.size)
        if own != told:
            raise LedgerRefused(
                Why.FORK,
                message("The cosignature is on another tree of {size} entries than this log's."),
                size=told.size,
            )
        for line in note.signatures:
            key = next((each.key for each in seen if line.by(each.key)), None)
            if key is not None and not any(other.by(key) for other in kept.signatures):
                kept = kept.with_line(line)
        writing.put_checkpoint(told.size, kept.to_bytes())
    return kept


def tiles_from(reading: Reading) -> Tiles:
    """The tiles of a store; of one that has grown since, the part that is asked for."""

    def tiles(tile: Tile) -> bytes:
        return reading.tile(tile.level, tile.index)[: HASH_SIZE * tile.width]

    return tiles


def _check_edge(reading: Reading, told: Checkpoint) -> None:
    """Return if the tiles that the tree is to grow from make the root that was signed. With one
    flipped bit in them the log would sign another history than the one that others have seen."""
    try:
        root = range_root(0, told.size, subtrees(told.size, tiles_from(reading)))
    except LedgerRefused:
        root = b""
    if root != told.root:
        raise LedgerRefused(
            Why.STORE,
            message("The store's tiles do not make the root that was signed; nothing was kept."),
        )


def _grow(writing: Writing, size: int, hashes: list[bytes]) -> None:
    """Put hashes behind those that the tiles have, level by level."""
    level, start = 0, size
    while hashes:
        full: list[bytes] = []
        at, taken = start // WIDTH, 0
        held = writing.tile(level, at) if start % WIDTH else b""
        while taken < len(hashes):
            room = WIDTH - len(held) // HASH_SIZE
            held += b"".join(hashes[taken : taken + room])
            taken += room
            writing.put_tile(Tile(level, at, len(held) // HASH_SIZE), held)
            if len(held) == HASH_SIZE * WIDTH:
                cut = range(0, len(held), HASH_SIZE)
                full.append(complete_root([held[i : i + HASH_SIZE] for i in cut]))
            at, held = at + 1, b""
        level, start, hashes = level + 1, start // WIDTH, full
