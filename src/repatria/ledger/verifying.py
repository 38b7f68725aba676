"""Acts checked with their proofs, by whoever has the two policies: no log, no clock, no network.

The same verdict is reached by `verify_act.py`, which stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from repatria.base.messages import message
from repatria.ledger.act import Act, read_act
from repatria.ledger.admitting import Gate, check_log
from repatria.ledger.note import Note, read_note
from repatria.ledger.policy import Policy
from repatria.ledger.proof import Proved, read_proof, verify_proof
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.standing import History, Standing, Told
from repatria.ledger.storing import MemoryStore


@dataclass(frozen=True, slots=True)
class Placed:
    """An act that is proved to stand in a log, as it is signed there."""

    entry: bytes
    note: Note
    act: Act
    proved: Proved

    @property
    def index(self) -> int:
        return self.proved.index


def place(entry: bytes, proof: bytes, cosigners: Policy) -> Placed:
    """An act where its proof says that it stands. Raises `LedgerRefused`: no act, no proof of it,
    or a proof of another log than the act was made for."""
    proved = verify_proof(read_proof(proof), entry, cosigners)
    note = read_note(entry)
    act = read_act(note)
    check_log(act, proved.checkpoint.origin)
    return Placed(entry, note, act, proved)


def in_order(placed: Iterable[Placed]) -> list[Placed]:
    """The acts in the order of their log, each once. Raises `LedgerRefused`: acts of two logs, or
    two of them at one place."""
    found: dict[int, Placed] = {}
    for each in placed:
        other = found.setdefault(each.index, each)
        if each.proved.checkpoint.origin != next(iter(found.values())).proved.checkpoint.origin:
            raise LedgerRefused(Why.TREE, message("These acts stand in several logs."))
        if each.entry != other.entry:
            raise LedgerRefused(
                Why.FORK,
                message("Two acts are proved to stand at {index}: the log has two histories."),
                index=each.index,
            )
    return [found[index] for index in sorted(found)]


def readmitted(policy: Policy, origin: str, entries: Iterable[bytes]) -> History:
    """All that the entries of a log tell, each looked at as at the log's door, but for its times.

    Raises `LedgerRefused` with the place of the first entry that no log may hold: of another log,
    the same again with nothing new, a second complete act on one reference.
    """
    gate = Gate(MemoryStore(), policy, origin, 0, None)
    for index, entry in enumerate(entries):
        try:
            gate.admit(entry)
        except LedgerRefused as refused:
            raise LedgerRefused(
                refused.why, message("Entry {index}: {reason}"), index=index, reason=str(refused)
            ) from refused
    return gate.history


def require_complete(told: Told) -> None:
    """Return if everybody signed who must; raise `LedgerRefused` with who has not otherwise."""
    if told.missing:
        raise LedgerRefused(
            Why.QUORUM,
            message("{reference}: signatures are missing: {names}"),
            reference=told.act["reference"],
            names=", ".join(told.missing),
        )


def verify_acts(acts: Sequence[tuple[bytes, bytes]], cosigners: Policy, signers: Policy) -> History:
    """What acts tell, each given with its proof: they are proved, and complete in the end. Raises
    `LedgerRefused` at the first thing that does not hold."""
    history = History(signers)
    for each in in_order(place(entry, proof, cosigners) for entry, proof in acts):
        history.take(each.index, each.note)
    alone: dict[tuple[str, ...], Told] = {}
    for told in history.told.values():
        require_complete(told)
        if told.standing is Standing.COMPLETE and alone.setdefault(told.act.about, told) != told:
            raise LedgerRefused(
                Why.REPLAYED,
                message("Two acts on {reference} are complete, and neither corrects the other."),
                reference=told.act["reference"],
            )
    return history
