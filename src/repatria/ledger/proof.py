"""Proof files: that an entry is in a log, for whoever has the log's and the parties' public keys.

Source: C2SP tlog-proof. A proof stands alone: no network, no database, no clock.
"""

from __future__ import annotations

from dataclasses import dataclass

from repatria.base.messages import message
from repatria.ledger.checkpoint import (
    Checkpoint,
    Cosigned,
    checkpoint_of,
    cosigned,
    read_checkpoint,
)
from repatria.ledger.note import MOST_BYTES, Note, read_note
from repatria.ledger.policy import Policy
from repatria.ledger.refusing import LedgerRefused, Why, malformed
from repatria.ledger.strict import from_base64, hash_from, number_from, text_from, to_base64
from repatria.ledger.tree import MOST_HASHES, check_inclusion, leaf_hash

HEADER = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True)
class Proof:
    """Where an entry stands, the path from it to the root, and the checkpoint that signs the
    root."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: Note
    extra: bytes = b""
    """What the maker added; nobody signed it, and nothing here reads it."""

    def to_bytes(self) -> bytes:
        """The `.tlog-proof` file."""
        extra = [f"extra {to_base64(self.extra)}"] if self.extra else []
        lines = [HEADER, *extra, f"index {self.index}", *map(to_base64, self.path), ""]
        return "".join(f"{line}\n" for line in lines).encode() + self.checkpoint.to_bytes()


@dataclass(frozen=True, slots=True)
class Proved:
    """What a proof proves: that a log signed a tree with the entry in it, and who else saw that
    tree."""

    checkpoint: Checkpoint
    index: int
    cosigned: tuple[Cosigned, ...]


def read_proof(data: bytes) -> Proof:
    """A proof from its file. `LedgerRefused` if it is none; nothing is verified by reading it."""
    text = text_from(data, "the proof", 2 * MOST_BYTES)
    head, blank, rest = text.partition("\n\n")
    lines = head.split("\n")
    if not blank or lines[0] != HEADER:
        raise malformed(message("This is no proof of inclusion: it does not begin as one."))
    del lines[0]
    extra = b""
    if lines and lines[0].startswith("extra "):
        extra = from_base64(lines.pop(0).removeprefix("extra "), "the extra line")
    if not lines or not lines[0].startswith("index "):
        raise malformed(message("The proof does not say where the entry stands."))
    index = number_from(lines.pop(0).removeprefix("index "), "the index")
    if len(lines) > MOST_HASHES:
        raise malformed(message("The proof is longer than any tree is high."))
    path = tuple(hash_from(line, "a hash of the proof") for line in lines)
    note = read_note(rest.encode())
    read_checkpoint(note)
    return Proof(index, path, note, extra)


def verify_proof(proof: Proof, entry: bytes, policy: Policy) -> Proved:
    """That an entry is in one of the policy's logs, under a checkpoint with the policy's quorum.

    Raises `LedgerRefused`: a foreign or wrong signature, a missing cosignature, a path that does
    not lead to the root.
    """
    origin = read_checkpoint(proof.checkpoint).origin
    log = next((key for key in policy.logs if key.name == origin), None)
    if log is None:
        raise LedgerRefused(
            Why.UNKNOWN_KEY, message("The log {origin} is not known here."), origin=origin
        )
    told, note = checkpoint_of(proof.checkpoint.to_bytes(), log)
    check_inclusion(leaf_hash(entry), proof.index, told.size, proof.path, told.root)
    seen = cosigned(note, policy.members.values())
    policy.require(policy.named([each.key for each in seen]))
    return Proved(told, proof.index, seen)
