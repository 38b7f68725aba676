"""Tiles: the hashes of a log in blocks of 256, as they are stored, mirrored and proved from.

Source: C2SP tlog-tiles v0.1.0. A tile at level L holds hashes of complete subtrees of 256**L
leaves; what lies between two levels is hashed again when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from repatria.base.messages import message
from repatria.ledger.refusing import malformed
from repatria.ledger.strict import HASH_SIZE
from repatria.ledger.tree import Subtree, complete_root

HEIGHT = 8
WIDTH = 1 << HEIGHT
ENTRIES = "entries"


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """Where a tile stands, and how many hashes it has in a tree of some size."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """Its address below the log's own: `tile/0/x001/234`, with `.p/W` while it is partial."""
        return f"tile/{self.level}/{_numbered(self.index, self.width)}"


Tiles = Callable[[Tile], bytes]
"""The hashes of a tile, `width` times 32 bytes; `LedgerRefused` where there are none."""


def tiles_of(size: int, since: int = 0) -> Iterator[Tile]:
    """Every tile of a tree, level by level, partial ones last on theirs; with `since`, only those
    that a tree of that size did not have."""
    level, count, before = 0, size, since
    while count:
        for index in range(before // WIDTH, -(-count // WIDTH)):
            width = min(WIDTH, count - index * WIDTH)
            if index * WIDTH + width > before:
                yield Tile(level, index, width)
        level, count, before = level + 1, count // WIDTH, before // WIDTH


def bundles_of(size: int, since: int = 0) -> Iterator[Tile]:
    """The bundles of entries, which stand beside the tiles of level 0."""
    return (tile for tile in tiles_of(size, since) if tile.level == 0)


def bundle_path(tile: Tile) -> str:
    """The address of the entries beside a tile of level 0."""
    return f"tile/{ENTRIES}/{_numbered(tile.index, tile.width)}"


def subtrees(size: int, tiles: Tiles) -> Subtree:
    """Complete subtrees of a tree of `size` leaves out of its tiles, each read once."""
    kept: dict[tuple[int, int], bytes] = {}

    def subtree(level: int, index: int) -> bytes:
        tall, inside = divmod(level, HEIGHT)
        first = index << inside
        at, start = divmod(first, WIDTH)
        if (tall, at) not in kept:
            held = (size >> (HEIGHT * tall)) - at * WIDTH
            kept[tall, at] = checked(Tile(tall, at, min(WIDTH, held)), tiles)
        hashes = kept[tall, at]
        own = range(start, start + (1 << inside))
        return complete_root([hashes[HASH_SIZE * i : HASH_SIZE * (i + 1)] for i in own])

    return subtree


def checked(tile: Tile, tiles: Tiles) -> bytes:
    """A tile's hashes, refused where they are too few or too many."""
    hashes = tiles(tile)
    if len(hashes) != HASH_SIZE * tile.width:
        raise malformed(
            message("The tile {path} has {found} bytes and not {expected}."),
            path=tile.path, found=len(hashes), expected=HASH_SIZE * tile.width,
        )  # fmt: skip
    return hashes


def to_bundle(entries: list[bytes]) -> bytes:
    """Entries one after the other, each behind its length in two bytes."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def from_bundle(data: bytes, path: str) -> tuple[bytes, ...]:
    """The entries of a bundle; `LedgerRefused` where it is cut off."""
    entries, at = [], 0
    while at < len(data):
        stop = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if at + 2 > len(data) or stop > len(data):
            raise malformed(message("The bundle {path} is cut off."), path=path)
        entries.append(data[at + 2 : stop])
        at = stop
    return tuple(entries)


def _numbered(index: int, width: int) -> str:
    """1234067 as `x001/x234/067`, and how wide if it is not full."""
    groups = [f"{index % 1000:03d}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03d}")
    return "/".join(reversed(groups)) + (f".p/{width}" if width < WIDTH else "")
