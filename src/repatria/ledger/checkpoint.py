"""Checkpoints: what a log signs about itself, and what the parties sign about it.

Source: C2SP tlog-checkpoint v1.0.0, tlog-cosignature v1.0.1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from repatria.base.messages import message
from repatria.ledger.keys import SIGNATURE_SIZE, PublicKey, SigningKey, Use
from repatria.ledger.note import Note, Signature, read_note, wrong
from repatria.ledger.refusing import LedgerRefused, Why, malformed
from repatria.ledger.strict import hash_from, number_from, to_base64

TIME_SIZE = 8
_LAST = 253_402_300_799
"""The last second of the year 9999: no calendar goes on."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's word on its tree: whose log, how many leaves, which root."""

    origin: str
    size: int
    root: bytes
    """32 bytes."""
    extensions: tuple[str, ...] = ()
    """Further lines, signed with the rest; what they say is nobody's promise."""

    @property
    def text(self) -> str:
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    def signed_by(self, key: SigningKey) -> Note:
        """The checkpoint as its log issues it: the key bears the log's name."""
        if key.name != self.origin:
            raise LedgerRefused(
                Why.KEY,
                message("The key {name} is not of the log {origin}."),
                name=key.name,
                origin=self.origin,
            )
        return Note(self.text).signed_by(key)


@dataclass(frozen=True, slots=True)
class Cosigned:
    """That a party saw a checkpoint at a time, and nothing that contradicts what it saw before."""

    key: PublicKey
    at: int
    """Seconds since 1970, UTC, by the clock of the party."""


def read_checkpoint(note: Note) -> Checkpoint:
    """What a note says as a checkpoint. `LedgerRefused` if it is none; nothing is verified."""
    lines = note.text.split("\n")[:-1]
    if len(lines) < 3 or not all(lines):
        raise malformed(message("A checkpoint has three lines at least, and no empty one."))
    return Checkpoint(
        lines[0],
        number_from(lines[1], "the size of the checkpoint"),
        hash_from(lines[2], "the root of the checkpoint"),
        tuple(lines[3:]),
    )


def checkpoint_of(data: bytes, log: PublicKey) -> tuple[Checkpoint, Note]:
    """A checkpoint that its log signed, with the note that it stands in.

    Raises `LedgerRefused`: malformed, of another log, not signed by it, or not as it stands.
    """
    note = read_note(data)
    told = read_checkpoint(note)
    if told.origin != log.name:
        raise LedgerRefused(
            Why.UNKNOWN_KEY,
            message("This is a checkpoint of {origin}, not of {name}."),
            origin=told.origin,
            name=log.name,
        )
    if not note.by_known([log]):
        raise LedgerRefused(
            Why.UNKNOWN_KEY, message("The checkpoint is not signed by {name}."), name=log.name
        )
    return told, note


def cosign(note: Note, key: SigningKey, at: int) -> Note:
    """The checkpoint with a party's cosignature, made at a time (seconds since 1970).

    It is for whoever has checked that the log only grew (`witness.witness`): the signature says so.
    """
    if key.use is not Use.COSIGN:
        raise LedgerRefused(
            Why.KEY, message("The key {name} is for notes, not for cosigning."), name=key.name
        )
    read_checkpoint(note)
    blob = at.to_bytes(TIME_SIZE, "big") + key.sign(cosigned_message(note.text, at))
    return note.with_line(Signature(key.name, key.public.id, blob))


def cosigned(note: Note, keys: Iterable[PublicKey]) -> tuple[Cosigned, ...]:
    """Those of the keys that cosigned a checkpoint, each with the latest time it gave.

    Lines of unknown keys are passed over; `LedgerRefused` if a line of a known key is not its
    cosignature.
    """
    found = []
    for key in keys:
        if key.use is not Use.COSIGN:
            continue
        times = [_time_of(each, key, note.text) for each in note.signatures if each.by(key)]
        if times:
            found.append(Cosigned(key, max(times)))
    return tuple(found)


def cosigned_message(text: str, at: int) -> bytes:
    """What a cosignature of type 0x04 is over: a header, the time, and the whole text."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _time_of(line: Signature, key: PublicKey, text: str) -> int:
    at = int.from_bytes(line.blob[:TIME_SIZE], "big")
    if len(line.blob) != TIME_SIZE + SIGNATURE_SIZE or at > _LAST:
        raise wrong(key)
    if not key.signed(line.blob[TIME_SIZE:], cosigned_message(text, at)):
        raise wrong(key)
    return at
