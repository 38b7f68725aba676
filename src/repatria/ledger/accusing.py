"""Accusations: that a log signed two histories, shown to anyone who has its public key.

Two checkpoints of one origin cannot both be true when they have one size and two roots, or when the
smaller is no beginning of the larger. The second is shown by the larger tree itself: a consistency
proof, made of its leaves, leads from *another* root at the smaller size to the larger one's root.
Such a proof exists only for the root that the larger tree has there (RFC 6962: its hashes collide
for nobody), so the smaller checkpoint is of another tree. A proof that is merely not given
accuses nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.base.messages import message
from repatria.ledger.checkpoint import Checkpoint, checkpoint_of, read_checkpoint
from repatria.ledger.keys import PublicKey
from repatria.ledger.note import MOST_BYTES, Note, read_note
from repatria.ledger.refusing import LedgerRefused, Why, malformed
from repatria.ledger.strict import from_base64, hash_from, text_from, to_base64
from repatria.ledger.tree import MOST_HASHES, check_consistency, consistency, over, root_of

HEADER = "repatria-accusation v1"


@dataclass(frozen=True, slots=True)
class Accusation:
    """Two signed checkpoints, the smaller first, and what shows that both cannot be true."""

    smaller: Note
    larger: Note
    prefix: bytes = b""
    """The root that the larger tree has at the smaller size, 32 bytes; empty at one size."""
    path: tuple[bytes, ...] = ()
    """The consistency proof from `prefix` to the larger root."""

    def to_bytes(self) -> bytes:
        """The file: a header, both notes in base64, the root and the proof."""
        shown = ([f"prefix {to_base64(self.prefix)}"] if self.prefix else []) + [
            to_base64(each) for each in self.path
        ]
        notes = (
            f"smaller {to_base64(self.smaller.to_bytes())}",
            f"larger {to_base64(self.larger.to_bytes())}",
        )
        return "".join(f"{line}\n" for line in (HEADER, *notes, *shown)).encode()


def accuse(one: Note, other: Note, leaves: Sequence[bytes] = ()) -> Accusation:
    """An accusation out of two checkpoints; where their sizes differ, with all leaf hashes of the
    larger tree. Raises `LedgerRefused` where the two can both be true, or where the leaves are not
    those of the larger tree: then nothing is shown."""
    smaller, larger = sorted((one, other), key=lambda note: read_checkpoint(note).size)
    old, new = read_checkpoint(smaller), read_checkpoint(larger)
    if old.size == new.size:
        if old.root == new.root:
            raise _nothing()
        return Accusation(smaller, larger)
    if len(leaves) != new.size or root_of(leaves) != new.root:
        raise LedgerRefused(
            Why.TREE, message("These are not the leaves of the larger tree; nothing is shown.")
        )
    prefix = root_of(leaves[: old.size])
    if prefix == old.root or not old.size:
        raise _nothing()
    return Accusation(smaller, larger, prefix, consistency(old.size, new.size, over(leaves)))


def check_accusation(accusation: Accusation, log: PublicKey) -> tuple[Checkpoint, Checkpoint]:
    """The two checkpoints, if the log signed both and they cannot both be true. Raises
    `LedgerRefused` otherwise."""
    old, _ = checkpoint_of(accusation.smaller.to_bytes(), log)
    new, _ = checkpoint_of(accusation.larger.to_bytes(), log)
    if old.size == new.size:
        if old.root == new.root or accusation.prefix or accusation.path:
            raise _nothing()
        return old, new
    if accusation.prefix in {b"", old.root} or not old.size:
        # The empty tree begins every tree: a wrong root at size 0 is a checkpoint of no tree.
        raise _nothing()
    check_consistency(old.size, accusation.prefix, new.size, new.root, accusation.path)
    return old, new


def read_accusation(data: bytes) -> Accusation:
    """An accusation from its file. `LedgerRefused` if it is none; nothing is verified."""
    lines = text_from(data, "the accusation", 4 * MOST_BYTES).split("\n")[:-1]
    if len(lines) < 3 or lines[0] != HEADER or len(lines) > 4 + MOST_HASHES:
        raise malformed(message("This is no accusation."))
    smaller = read_note(from_base64(_after("smaller ", lines[1]), "the smaller checkpoint"))
    larger = read_note(from_base64(_after("larger ", lines[2]), "the larger checkpoint"))
    prefix = hash_from(_after("prefix ", lines[3]), "the prefix") if len(lines) > 3 else b""
    path = tuple(hash_from(line, "a hash of the proof") for line in lines[4:])
    for note in (smaller, larger):
        read_checkpoint(note)
    return Accusation(smaller, larger, prefix, path)


def _after(word: str, line: str) -> str:
    if not line.startswith(word):
        raise malformed(message("This is no accusation."))
    return line.removeprefix(word)


def _nothing() -> LedgerRefused:
    return LedgerRefused(Why.TREE, message("Nothing is shown: both checkpoints can be true."))
