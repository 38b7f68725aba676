"""What a party checks before it cosigns a checkpoint: that the log's history only grew.

Source: C2SP tlog-witness, without its network: the request is a file as well as it is a message.
"""

from __future__ import annotations

from dataclasses import dataclass

from repatria.base.messages import message
from repatria.ledger.checkpoint import Checkpoint, checkpoint_of, cosign, read_checkpoint
from repatria.ledger.keys import PublicKey, SigningKey
from repatria.ledger.note import MOST_BYTES, Note, read_note
from repatria.ledger.refusing import LedgerRefused, Why, malformed
from repatria.ledger.strict import hash_from, number_from, text_from, to_base64
from repatria.ledger.tree import EMPTY, MOST_HASHES, check_consistency

TOLERANCE = 600
"""Seconds that two clocks may differ."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest checkpoint that a party cosigned for a log, and when: what it keeps."""

    size: int = 0
    root: bytes = EMPTY
    at: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """A checkpoint to cosign, with the proof that it goes on from the size that the party saw
    last."""

    old: int
    path: tuple[bytes, ...]
    checkpoint: Note

    def to_bytes(self) -> bytes:
        """As `add-checkpoint` of tlog-witness has it."""
        lines = [f"old {self.old}", *map(to_base64, self.path), ""]
        return "".join(f"{line}\n" for line in lines).encode() + self.checkpoint.to_bytes()


def read_request(data: bytes) -> Request:
    """A request from its file. `LedgerRefused` if it is none."""
    text = text_from(data, "the request", 2 * MOST_BYTES)
    head, blank, rest = text.partition("\n\n")
    first, *lines = head.split("\n")
    if not blank or not first.startswith("old ") or len(lines) > MOST_HASHES:
        raise malformed(message("This is no request for a cosignature."))
    old = number_from(first.removeprefix("old "), "the old size")
    note = read_note(rest.encode())
    read_checkpoint(note)
    return Request(old, tuple(hash_from(each, "a hash of the proof") for each in lines), note)


def check_growth(log: PublicKey, seen: Seen, request: Request) -> Checkpoint:
    """The checkpoint of a request, if the log signed it and its tree begins with what was seen
    last.

    Raises `LedgerRefused`: `FORK` for another root at the same size, `TREE` for a proof that does
    not hold (which alone accuses nobody), `REPLAYED` for a checkpoint older than what was seen.
    """
    told, _ = checkpoint_of(request.checkpoint.to_bytes(), log)
    if told.size < seen.size:
        raise LedgerRefused(
            Why.REPLAYED,
            message("This checkpoint has {size} entries; {seen} were cosigned already."),
            size=told.size,
            seen=seen.size,
        )
    if told.size == seen.size and told.root != seen.root:
        raise LedgerRefused(
            Why.FORK,
            message("The log signed two trees of {size} entries. Keep both: they prove it."),
            size=told.size,
        )
    if request.old != seen.size:
        raise LedgerRefused(
            Why.TREE,
            message("The proof goes on from {old} entries; {seen} were cosigned last."),
            old=request.old,
            seen=seen.size,
        )
    check_consistency(seen.size, seen.root, told.size, told.root, request.path)
    return told


def witness(
    log: PublicKey, seen: Seen, request: Request, key: SigningKey, now: int
) -> tuple[Note, Seen]:
    """The checkpoint cosigned, and what the party must have kept before it hands it out.

    Raises `LedgerRefused` as `check_growth` does, and `CLOCK` when the party's clock (`now`,
    seconds since 1970) stands before its own last cosignature.
    """
    told = check_growth(log, seen, request)
    if now + TOLERANCE < seen.at:
        raise LedgerRefused(
            Why.CLOCK, message("The clock stands before the last cosignature: set it right first.")
        )
    return cosign(request.checkpoint, key, now), Seen(told.size, told.root, now)
