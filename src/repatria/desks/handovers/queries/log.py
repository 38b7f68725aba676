"""What the page of the log tells: the checkpoint, who cosigned it and who is behind, the entries,
the trail of refusals."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from repatria.desks.handovers.setup import Ledger
from repatria.ledger.act import read_act
from repatria.ledger.checkpoint import Checkpoint, cosigned
from repatria.ledger.keys import PublicKey
from repatria.ledger.log import at_size, head, prove
from repatria.ledger.note import Note, read_note
from repatria.ledger.proof import Proof
from repatria.ledger.storing import Reading, Refusal

FAR = 1_000
"""How many entries back a party's last cosignature is looked for."""
MOST_TRAIL = 50


@dataclass(frozen=True, slots=True)
class Cosigner:
    """A party that cosigns, and the newest checkpoint that it did."""

    name: str
    vkey: str
    size: int | None
    """How many entries that checkpoint has; none where it is further back than is looked, or
    nowhere."""
    at: datetime | None
    behind: int
    """How many entries it has not seen; all of them where none was found."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in the list of the log."""

    index: int
    kind: str
    reference: str
    digest: str
    by: tuple[str, ...]
    """The names of the keys under this entry."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line of the trail."""

    at: datetime
    why: str
    sentence: str
    digest: str


def cosigners(held: Ledger, reading: Reading) -> list[Cosigner]:
    """Each party that cosigns, with the newest checkpoint under which its cosignature stands."""
    newest, _ = head(reading, held.log)
    left = dict(held.cosigners.members)
    found: dict[str, tuple[int, int]] = {}
    for told, note in _checkpoints(held, reading, newest.size):
        for each in cosigned(note, left.values()):
            (name,) = held.cosigners.named([each.key])
            found[name] = told.size, each.at
            del left[name]
        if not left:
            break
    return [_cosigner(name, key, found.get(name), newest.size)
            for name, key in held.cosigners.members.items()]  # fmt: skip


def quorum_size(held: Ledger, reading: Reading, index: int) -> int | None:
    """The size of the newest checkpoint that has an entry in it and enough cosignatures; none where
    there is none."""
    newest, _ = head(reading, held.log)
    for told, note in _checkpoints(held, reading, newest.size):
        if told.size <= index:
            return None
        by = held.cosigners.named(
            [each.key for each in cosigned(note, held.cosigners.members.values())]
        )
        if held.cosigners.met(by):
            return told.size
    return None


def proof_for(held: Ledger, reading: Reading, index: int) -> tuple[Proof, bool]:
    """The proof of an entry, under a checkpoint that enough parties cosigned where there is one;
    and whether there is."""
    size = quorum_size(held, reading, index)
    return prove(reading, held.log, index, size), size is not None


def lines(reading: Reading, start: int, stop: int) -> list[Line]:
    """Entries, the newest first."""
    found = []
    for index, entry in enumerate(reading.entries(start, stop), start=start):
        note = read_note(entry)
        act = read_act(note)
        names = tuple(dict.fromkeys(each.name for each in note.signatures))
        found.append(Line(index, act.kind, act["reference"], act.digest[7:], names))
    return found[::-1]


def trail(reading: Reading) -> tuple[list[Refused], int]:
    """The newest refusals, the newest first; and how many there are in all."""
    kept: deque[Refusal] = deque(maxlen=MOST_TRAIL)
    count = 0
    for each in reading.refusals():
        kept.append(each)
        count += 1
    return [_refused(each) for each in reversed(kept)], count


def _checkpoints(held: Ledger, reading: Reading, newest: int) -> Iterator[tuple[Checkpoint, Note]]:
    """The checkpoints of the last entries, the newest first."""
    for size in range(newest, max(-1, newest - FAR - 1), -1):
        if reading.checkpoint(size) is not None:
            yield at_size(reading, held.log, size)


def _cosigner(name: str, key: PublicKey, found: tuple[int, int] | None, newest: int) -> Cosigner:
    if found is None:
        return Cosigner(name, key.vkey, None, None, newest)
    size, at = found
    return Cosigner(name, key.vkey, size, _time(at), newest - size)


def _refused(each: Refusal) -> Refused:
    return Refused(_time(each.at), each.why, each.sentence, each.digest.hex())


def _time(seconds: int) -> datetime:
    # A cosigner's clock may say anything that has eight bytes.
    return datetime.fromtimestamp(min(seconds, 253_402_300_799), UTC)
