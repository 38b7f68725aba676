"""Commitments: a list or a register is fixed now and shown later, a line at a time.

A Merkle tree (RFC 6962) over lines, each behind a salt of its own: leaf = SHA-256(0x00 || salt ||
line). Who has the root learns nothing of a line, not by trying names either. Who is given a line
with its salt and path can check it. Without its salt a line cannot be shown or tried any more: it
is deleted.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from repatria.base.messages import message
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.tree import (
    check_inclusion,
    inclusion,
    leaf_hash,
    node_hash,
    range_root,
)

SALT_SIZE = 16
"""Bytes: 128 bits."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is published: so many lines, under this root (32 bytes)."""

    count: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Opening:
    """One line, shown: where it stands, its salt and its path."""

    index: int
    line: bytes
    salt: bytes
    path: tuple[bytes, ...]


@dataclass(frozen=True)
class Committed:
    """What the maker keeps secret: salts and leaves, in the order of the lines. Not the lines."""

    salts: tuple[bytes, ...]
    """Of 16 bytes; empty where the line was deleted."""
    leaves: tuple[bytes, ...]
    """Hashes of 32 bytes; they stay, so that the other lines can still be shown."""

    @property
    def commitment(self) -> Commitment:
        return Commitment(len(self.leaves), range_root(0, len(self.leaves), self._subtree))

    def opening(self, index: int, line: bytes) -> Opening:
        """A line of the list, to be shown. Raises `LedgerRefused` if there is no such line, if it
        is another than was committed to, or if it was deleted."""
        if not 0 <= index < len(self.leaves):
            raise LedgerRefused(
                Why.TREE, message("The commitment has no line {line}."), line=index + 1
            )
        salt = self.salts[index]
        if not salt:
            raise LedgerRefused(
                Why.TREE, message("Line {line} was deleted: it has no salt."), line=index + 1
            )
        if leaf_hash(salt + line) != self.leaves[index]:
            raise LedgerRefused(
                Why.TREE, message("Line {line} is not what was committed to."), line=index + 1
            )
        return Opening(index, line, salt, inclusion(index, len(self.leaves), self._subtree))

    def deleted(self, index: int) -> Committed:
        """Without the salt of a line. Whoever keeps this must destroy what was kept before."""
        return replace(self, salts=(*self.salts[:index], b"", *self.salts[index + 1 :]))

    def _subtree(self, level: int, index: int) -> bytes:
        return self._levels[level][index]

    @cached_property
    def _levels(self) -> list[Sequence[bytes]]:
        """The hashes of all complete subtrees, the leaves first; made once, as every opening needs
        them: 64 bytes a line and what Python adds."""
        levels: list[Sequence[bytes]] = [self.leaves]
        while len(levels[-1]) > 1:
            below = levels[-1]
            levels.append([node_hash(*pair) for pair in zip(below[::2], below[1::2], strict=False)])
        return levels


def commit(
    lines: Iterable[bytes], salts: Callable[[int], bytes] = secrets.token_bytes
) -> Committed:
    """Commit to lines in their order. `salts` gives that many random bytes: for tests alone."""
    told = list(lines)
    spread = salts(SALT_SIZE * len(told))
    cut = range(0, len(spread), SALT_SIZE)
    own = tuple(spread[at : at + SALT_SIZE] for at in cut)
    return Committed(own, tuple(leaf_hash(s + line) for s, line in zip(own, told, strict=True)))


def check_opening(opening: Opening, commitment: Commitment) -> None:
    """Return if a line is what was committed to; raise `LedgerRefused` otherwise."""
    if len(opening.salt) != SALT_SIZE:
        raise LedgerRefused(Why.MALFORMED, message("The salt is not 16 bytes."))
    check_inclusion(
        leaf_hash(opening.salt + opening.line),
        opening.index,
        commitment.count,
        opening.path,
        commitment.root,
    )


def check_whole(committed: Committed, lines: Sequence[bytes], commitment: Commitment) -> None:
    """Return if all lines, none deleted, are what was committed to; raise `LedgerRefused` with the
    first that is not. It is what an auditor does with an opened list."""
    if len(lines) != commitment.count or committed.commitment != commitment:
        raise LedgerRefused(Why.TREE, message("This is not the list that was committed to."))
    for at, (salt, line, leaf) in enumerate(
        zip(committed.salts, lines, committed.leaves, strict=True)
    ):
        if leaf_hash(salt + line) != leaf:
            raise LedgerRefused(
                Why.TREE, message("Line {line} is not what was committed to."), line=at + 1
            )
