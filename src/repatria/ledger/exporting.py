"""A log as plain files that anyone can mirror.

Source: C2SP tlog-tiles v0.1.0. What is written are pairs of a path and its bytes, so that a folder,
an archive or a web server will do. They are read back by `exported.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from repatria.base.messages import message
from repatria.base.progress import Progress, silent
from repatria.ledger.checkpoint import checkpoint_of
from repatria.ledger.keys import PublicKey
from repatria.ledger.log import at_size, head, tiles_from
from repatria.ledger.note import Note
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.storing import Reading
from repatria.ledger.tiles import (
    WIDTH,
    bundle_path,
    bundles_of,
    checked,
    subtrees,
    tiles_of,
    to_bundle,
)
from repatria.ledger.tree import range_root

CHECKPOINT = "checkpoint"
"""The path of the checkpoint: written last, so that everything that it signs is there before."""


def export(
    reading: Reading,
    log: PublicKey,
    since: int = 0,
    progress: Progress = silent,
    *,
    size: int | None = None,
) -> Iterator[tuple[str, bytes]]:
    """The files of a log, at a size or the newest: entries, tiles, the checkpoint. With `since`,
    only those that an export at that size does not have. Memory does not grow with the log.

    Raises `LedgerRefused` if there is no such checkpoint, or if the log is smaller than `since`.
    """
    told, note = at_size(reading, log, size)
    if since > told.size:
        raise LedgerRefused(
            Why.TREE,
            message("The log has {size} entries; there cannot be an export of {since}."),
            size=told.size,
            since=since,
        )
    return _files(reading, told.size, note, since, progress)


def since_of(reading: Reading, log: PublicKey, checkpoint: bytes) -> int:
    """How many entries an earlier export has, by its checkpoint.

    Raises `LedgerRefused` if that is none of this log, or of another history than the store's: then
    nothing can be put beside it.
    """
    before, _ = checkpoint_of(checkpoint, log)
    told, _ = head(reading, log)
    tiles = subtrees(told.size, tiles_from(reading))
    if before.size > told.size or range_root(0, before.size, tiles) != before.root:
        raise LedgerRefused(
            Why.FORK,
            message("The export of {size} entries is of another history than the store's."),
            size=before.size,
        )
    return before.size


def _files(
    reading: Reading, size: int, note: Note, since: int, progress: Progress
) -> Iterator[tuple[str, bytes]]:
    for bundle in bundles_of(size, since):
        start = bundle.index * WIDTH
        entries = list(reading.entries(start, start + bundle.width))
        if len(entries) != bundle.width:
            raise LedgerRefused(
                Why.STORE,
                message("The store has {found} entries and not {expected} from {start} on."),
                found=len(entries), expected=bundle.width, start=start,
            )  # fmt: skip
        yield bundle_path(bundle), to_bundle(entries)
        progress(start + bundle.width, size, "entries")
    tiles = tiles_from(reading)
    for tile in tiles_of(size, since):
        yield tile.path, checked(tile, tiles)
    yield CHECKPOINT, note.to_bytes()
