"""The Merkle tree: hashes, roots, proofs of inclusion and consistency, and their verification.

Source: RFC 6962, section 2.1; verification as RFC 9162, sections 2.1.3.2 and 2.1.4.2 give it.
A tree is never held whole: whoever has its hashes gives a function that returns the hash of a
complete subtree, `(level, index)` with 2**level leaves, and proofs are made of those.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from repatria.base.messages import message
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.strict import HASH_SIZE

Subtree = Callable[[int, int], bytes]
"""The hash of the complete subtree at a level and an index there: leaves are level 0."""
EMPTY = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""
MOST_HASHES = 63


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry: SHA-256(0x00 || entry)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def complete_root(hashes: Sequence[bytes]) -> bytes:
    """The hash over a complete subtree's hashes, whose number is a power of two."""
    level = list(hashes)
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=True)
        level = [hashlib.sha256(b"\x01" + one + two).digest() for one, two in pairs]
    return level[0]


def range_root(start: int, stop: int, subtree: Subtree) -> bytes:
    """The hash MTH(D[start:stop]) of leaves that make one side of a node, or a whole tree."""
    if start == stop:
        return EMPTY
    parts = list(_parts(start, stop))
    root = subtree(*parts[-1])
    for part in reversed(parts[:-1]):
        root = node_hash(subtree(*part), root)
    return root


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes that are all at hand."""
    return range_root(0, len(leaves), over(leaves))


def over(leaves: Sequence[bytes]) -> Subtree:
    """Subtrees of leaf hashes that are all at hand, each computed when asked for."""

    def subtree(level: int, index: int) -> bytes:
        return complete_root(leaves[index << level : (index + 1) << level])

    return subtree


def inclusion(index: int, size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The path from a leaf to the root of a tree of `size` leaves, the leaf's sibling first
    (RFC 6962, section 2.1.1). `LedgerRefused` if the tree has no such leaf."""
    if not 0 <= index < size:
        raise LedgerRefused(
            Why.TREE, message("A tree of {size} has no leaf {index}."), size=size, index=index
        )
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if index < middle:
            path.append(range_root(middle, stop, subtree))
            stop = middle
        else:
            path.append(range_root(start, middle, subtree))
            start = middle
    return tuple(reversed(path))


def consistency(old: int, size: int, subtree: Subtree) -> tuple[bytes, ...]:
    """The proof that the tree of `size` begins with the tree of `old` leaves (RFC 6962, section
    2.1.2): empty where `old` is 0 or `size`. `LedgerRefused` if the old tree is the larger one."""
    if not 0 <= old <= size:
        raise LedgerRefused(
            Why.TREE,
            message("A tree of {size} cannot begin with {old} leaves."),
            size=size,
            old=old,
        )
    if old in {0, size}:
        return ()
    path: list[bytes] = []
    start, stop, whole = 0, size, True
    while old != stop:
        middle = start + _split(stop - start)
        if old <= middle:
            path.append(range_root(middle, stop, subtree))
            stop = middle
        else:
            path.append(range_root(start, middle, subtree))
            start, whole = middle, False
    if not whole:
        path.append(range_root(start, stop, subtree))
    return tuple(reversed(path))


def check_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Return if the path leads from a leaf to the root; raise `LedgerRefused` otherwise."""
    if not 0 <= index < size or not _hashes(path) or _climbed(leaf, index, size, path) != root:
        raise LedgerRefused(
            Why.TREE, message("The proof does not lead from the entry to the signed root.")
        )


def check_consistency(
    old: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]
) -> None:
    """Return if the tree of `size` provably begins with the old one; raise `LedgerRefused`
    otherwise. The empty tree begins every tree."""
    if not 0 <= old <= size or not _hashes(path) or not _begins(old, old_root, size, root, path):
        raise LedgerRefused(
            Why.TREE, message("The proof does not show that the new tree begins with the old one.")
        )


def _climbed(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a path leads to; None if it is not as long as it must be."""
    at, last, climbed = index, size - 1, leaf
    for step in path:
        if last == 0:
            return None
        if at & 1 or at == last:
            climbed = node_hash(step, climbed)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            climbed = node_hash(climbed, step)
        at, last = at >> 1, last >> 1
    return climbed if last == 0 else None


def _begins(old: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    if old == size:
        return not path and old_root == root
    if old == 0:
        return not path and old_root == EMPTY
    steps = list(path) if old & (old - 1) else [old_root, *path]
    if not steps:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, step)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == root


def _hashes(path: Sequence[bytes]) -> bool:
    return len(path) <= MOST_HASHES and all(len(each) == HASH_SIZE for each in path)


def _split(count: int) -> int:
    """The largest power of two below a count of two or more."""
    return 1 << (count - 1).bit_length() - 1


def _parts(start: int, stop: int) -> list[tuple[int, int]]:
    """A range as complete subtrees, the largest first; it begins where one of its size may."""
    parts = []
    while start < stop:
        level = (stop - start).bit_length() - 1
        parts.append((level, start >> level))
        start += 1 << level
    return parts
