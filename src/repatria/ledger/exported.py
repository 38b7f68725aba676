"""The files of a log read back: its tiles, its entries, proofs out of them, and all of it checked.

Source: C2SP tlog-tiles v0.1.0. Where the files are is told by a function from a path to bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from repatria.base.messages import message
from repatria.base.progress import Progress, silent
from repatria.ledger.checkpoint import Checkpoint, checkpoint_of
from repatria.ledger.exporting import CHECKPOINT
from repatria.ledger.keys import PublicKey
from repatria.ledger.note import Note
from repatria.ledger.proof import Proof
from repatria.ledger.refusing import LedgerRefused, Why, malformed
from repatria.ledger.strict import HASH_SIZE
from repatria.ledger.tiles import (
    WIDTH,
    Tile,
    Tiles,
    bundle_path,
    bundles_of,
    checked,
    from_bundle,
    subtrees,
)
from repatria.ledger.tree import complete_root, inclusion, leaf_hash, range_root

Files = Callable[[str], bytes | None]
"""The bytes at a path below the log's own; None where there is nothing."""


def checkpoint_in(files: Files, log: PublicKey) -> tuple[Checkpoint, Note]:
    """The checkpoint of an export. `LedgerRefused` if it is missing, or not signed by the log."""
    data = files(CHECKPOINT)
    if data is None:
        raise _missing(CHECKPOINT)
    return checkpoint_of(data, log)


def tiles_in(files: Files) -> Tiles:
    """The tiles of an export. Where a partial one is not there any more the full one serves.
    `LedgerRefused` names the path of what is missing or has another length."""

    def tiles(tile: Tile) -> bytes:
        data = files(tile.path)
        if data is not None:
            return _whole(tile, data)
        full = Tile(tile.level, tile.index)
        data = files(full.path)
        if data is None:
            raise _missing(tile.path)
        return _whole(full, data)[: HASH_SIZE * tile.width]

    return tiles


def entries_in(files: Files, bundle: Tile) -> tuple[bytes, ...]:
    """The entries beside a tile of level 0. `LedgerRefused` names the path of a bundle that is
    missing, cut off, or has another number of entries."""
    path, full = bundle_path(bundle), bundle_path(Tile(0, bundle.index))
    data, width = files(path), bundle.width
    if data is None:
        path, data, width = full, files(full), WIDTH
    if data is None:
        raise _missing(bundle_path(bundle))
    entries = from_bundle(data, path)
    if len(entries) != width:
        raise malformed(
            message("The bundle {path} has {found} entries and not {expected}."),
            path=path, found=len(entries), expected=width,
        )  # fmt: skip
    return entries[: bundle.width]


def entry_in(files: Files, index: int, size: int) -> bytes:
    """The entry at an index of an export of `size` entries. `LedgerRefused` if there is none."""
    if not 0 <= index < size:
        raise LedgerRefused(
            Why.TREE, message("A tree of {size} has no leaf {index}."), size=size, index=index
        )
    at, inside = divmod(index, WIDTH)
    return entries_in(files, Tile(0, at, min(WIDTH, size - at * WIDTH)))[inside]


def read_entries(files: Files, size: int) -> Iterator[bytes]:
    """All entries of an export of that size, in their order."""
    for bundle in bundles_of(size):
        yield from entries_in(files, bundle)


def prove_in(files: Files, log: PublicKey, index: int) -> Proof:
    """The proof that an entry is in an export, out of its tiles alone."""
    told, note = checkpoint_in(files, log)
    return Proof(index, inclusion(index, told.size, subtrees(told.size, tiles_in(files))), note)


def check_export(
    files: Files, log: PublicKey, progress: Progress = silent
) -> tuple[Checkpoint, Note]:
    """The checkpoint of an export, after all of it was checked: every tile is what the entries
    make, and the signed root is theirs. Memory does not grow with the log.

    Raises `LedgerRefused` that names the path: a tile or bundle that is missing, cut off or
    another; a checkpoint whose root the entries do not make.
    """
    told, note = checkpoint_in(files, log)
    tiles, checking = tiles_in(files), _Checking(tiles_in(files))
    for bundle in bundles_of(told.size):
        hashes = b"".join(map(leaf_hash, entries_in(files, bundle)))
        checking.take(0, bundle.index, hashes)
        progress(bundle.index * WIDTH + bundle.width, told.size, "entries")
    checking.rest()
    if range_root(0, told.size, subtrees(told.size, tiles)) != told.root:
        raise LedgerRefused(
            Why.TREE, message("The entries of this export do not make the root that is signed.")
        )
    return told, note


class _Checking:
    """The tiles that the entries so far make, compared with those that are there."""

    def __init__(self, tiles: Tiles) -> None:
        self._tiles = tiles
        self._open: dict[int, tuple[int, bytes]] = {}
        """By level, the tile that is not full yet: its index and its hashes."""

    def take(self, level: int, index: int, hashes: bytes) -> None:
        """Hashes of a tile, all that it has."""
        width = len(hashes) // HASH_SIZE
        tile = Tile(level, index, width)
        if self._tiles(tile) != hashes:
            raise LedgerRefused(
                Why.TREE, message("The tile {path} is not what the entries make."), path=tile.path
            )
        if width < WIDTH:
            return
        root = complete_root(
            [hashes[at : at + HASH_SIZE] for at in range(0, len(hashes), HASH_SIZE)]
        )
        above, held = self._open.get(level + 1, (0, b""))
        held += root
        if len(held) == WIDTH * HASH_SIZE:
            self.take(level + 1, above, held)
            above, held = above + 1, b""
        self._open[level + 1] = above, held

    def rest(self) -> None:
        """The tiles that stay partial; those of level 0 were taken."""
        for level, (index, hashes) in sorted(self._open.items()):
            if hashes:
                self.take(level, index, hashes)


def _whole(tile: Tile, data: bytes) -> bytes:
    return checked(tile, lambda _: data)


def _missing(path: str) -> LedgerRefused:
    return malformed(message("The export has no {path}."), path=path)
