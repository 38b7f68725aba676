"""How acts stand: proposed until everybody who must has signed, complete, or refused.

Computed from the entries of a log in their order, by whoever has them and the policy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from repatria.ledger.act import Act, read_act
from repatria.ledger.keyring import Keyring, keyring, missing_for_keys
from repatria.ledger.keys import Use, read_vkey
from repatria.ledger.note import Note, read_note
from repatria.ledger.policy import Policy

ON_KEYS = frozenset({"key", "revocation"})
BY_QUORUM = frozenset({"handover"})
"""Kinds that need the policy's quorum besides those who stand in them."""


class Standing(StrEnum):
    """What an act is worth so far."""

    PROPOSED = "proposed"
    COMPLETE = "complete"
    REFUSED = "refused"
    """Somebody who had to sign refused, and has not signed."""
    CORRECTED = "corrected"
    """Complete once; another complete act of the same signers stands in its place."""


@dataclass(frozen=True, slots=True)
class Told:
    """An act with all that a log says about it."""

    act: Act
    at: tuple[int, ...]
    """Where it stands: once, or again with further signatures."""
    signed: frozenset[str]
    missing: tuple[str, ...]
    standing: Standing
    refused: tuple[Act, ...] = ()
    """Complete refusals of it."""


def missing_for(
    ring: Keyring, act: Act, note: Note, signed: frozenset[str], index: int
) -> tuple[str, ...]:
    """Who has yet to sign an act, in the order of the act and the policy."""
    if act.kind in ON_KEYS:
        return missing_for_keys(ring, act, note, signed, index)
    own = tuple(name for name in act.signers if name not in signed)
    others = ring.policy.missing(signed) if act.kind in BY_QUORUM else ()
    return tuple(dict.fromkeys((*own, *others)))


@dataclass
class History:
    """What a log tells, entry by entry. `take` them all in their order."""

    policy: Policy
    ring: Keyring = field(init=False)
    told: dict[str, Told] = field(default_factory=dict)
    """By the acts' digests, in the order in which they came."""

    def __post_init__(self) -> None:
        self.ring = keyring(self.policy)

    def take(self, index: int, note: Note) -> Told:
        """What an entry makes of its act. `LedgerRefused` where it could not have been admitted."""
        act = read_act(note)
        return self.follow(index, note, act, self.signers(note, act, index))

    def follow(self, index: int, note: Note, act: Act, signers: frozenset[str]) -> Told:
        """The same for whoever has read the act and its signers from the note already."""
        digest = act.digest
        before = self.told.get(digest)
        signed = signers | (before.signed if before else frozenset())
        missing = () if before and not before.missing else self._missing(act, note, signed, index)
        standing = Standing.PROPOSED if missing else Standing.COMPLETE
        refused = before.refused if before else ()
        if missing and any(each["by"] in missing for each in refused):
            standing = Standing.REFUSED
        told = Told(
            act, (*(before.at if before else ()), index), signed, missing, standing, refused
        )
        self.told[digest] = told
        if not missing and (before is None or before.missing):
            self._completed(told, index)
        return self.told[digest]

    def signers(self, note: Note, act: Act, index: int) -> frozenset[str]:
        """Who signed a note that stands, or is to stand, at an index."""
        brought = read_vkey(act["vkey"]) if act.kind == "key" else None
        also = brought if brought is not None and brought.use is Use.NOTE else None
        return self.ring.signers(note, index, also)

    def _missing(self, act: Act, note: Note, signed: frozenset[str], index: int) -> tuple[str, ...]:
        return missing_for(self.ring, act, note, signed, index)

    def _completed(self, told: Told, index: int) -> None:
        """What a complete act does to the keys and to other acts."""
        act = told.act
        self.ring = self.ring.after(act, index)
        if act.kind == "refusal" and (of := self.told.get(act["of"])):
            refused = (*of.refused, act)
            hit = of.standing is Standing.PROPOSED and act["by"] in of.missing
            standing = Standing.REFUSED if hit else of.standing
            self.told[act["of"]] = replace(of, refused=refused, standing=standing)
        corrected = self.told.get(act["corrects"])
        if (
            corrected
            and corrected.standing is Standing.COMPLETE
            and corrected.act.about == act.about
            and set(corrected.act.signers) <= told.signed
        ):
            self.told[act["corrects"]] = replace(corrected, standing=Standing.CORRECTED)


def history(policy: Policy, entries: Iterable[bytes], start: int = 0) -> History:
    """All that the entries of a log tell."""
    found = History(policy)
    for index, entry in enumerate(entries, start=start):
        found.take(index, read_note(entry))
    return found
