"""Keys over time: which key a party signed with when, told by acts in the log itself.

A policy gives the first keys. An act of the kind `key` brings a further one, a `revocation` ends
one. Time is the index in the log: a signature counts where its entry stands after the key came
and before it was revoked, whatever any clock said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from repatria.base.messages import message
from repatria.ledger.act import Act
from repatria.ledger.keys import PublicKey, Use, read_vkey
from repatria.ledger.note import Note
from repatria.ledger.policy import NONE, Policy
from repatria.ledger.refusing import LedgerRefused, Why, malformed

LEAST_VOUCHING = 2


@dataclass(frozen=True, slots=True)
class Held:
    """A key in somebody's hands, from one entry of the log until before another."""

    name: str
    key: PublicKey
    since: int = 0
    until: int | None = None

    def at(self, index: int) -> bool:
        return self.since <= index and (self.until is None or index < self.until)


@dataclass(frozen=True)
class Keyring:
    """Every key that was ever known, in the order in which they came."""

    policy: Policy
    held: tuple[Held, ...]

    def of(self, name: str, index: int) -> tuple[PublicKey, ...]:
        """What somebody may sign with in the entry at an index."""
        return tuple(each.key for each in self.held if each.name == name and each.at(index))

    def signers(self, note: Note, index: int, also: PublicKey | None = None) -> frozenset[str]:
        """Who signed a note that stands, or is to stand, at an index. A key that the note itself
        brings may stand under it `also`, and counts for nobody.

        Raises `LedgerRefused`: a line that is not its key's signature, one by a key that was
        revoked before, one by a key that nobody here knows, two by one key.
        """
        if len({(line.name, line.id) for line in note.signatures}) < len(note.signatures):
            raise malformed(message("A key stands under the act twice."))
        found: list[Held] = []
        for line in note.signatures:
            known = self._for_notes.get((line.name, line.id), ())
            found.extend(known)
            if not known and not (also is not None and line.by(also)):
                raise LedgerRefused(
                    Why.UNKNOWN_KEY,
                    message("There is a signature of {name} by a key that is not known here."),
                    name=line.name,
                )
            if known and not any(each.at(index) for each in known):
                raise LedgerRefused(
                    Why.KEY,
                    message("The key {name} was not in force when this was signed."),
                    name=line.name,
                )
        by = note.by_known(dict.fromkeys(each.key for each in found))
        return frozenset(each.name for each in found if each.key in by and each.at(index))

    @cached_property
    def _for_notes(self) -> Mapping[tuple[str, bytes], tuple[Held, ...]]:
        """Who holds the keys for notes that a line may be of."""
        found: dict[tuple[str, bytes], tuple[Held, ...]] = {}
        for each in self.held:
            if each.key.use is Use.NOTE:
                told = each.key.name, each.key.id
                found[told] = (*found.get(told, ()), each)
        return found

    def after(self, act: Act, index: int) -> Keyring:
        """The keys when a complete act stands at an index: others of its kind change nothing."""
        if act.kind == "key":
            key = read_vkey(act["vkey"])
            ended = self._ended(act["replaces"], index + 1)
            return replace(self, held=(*ended, Held(act["holder"], key, index + 1)))
        if act.kind == "revocation":
            return replace(self, held=self._ended(act["vkey"], index + 1))
        return self

    def _ended(self, vkey: str, index: int) -> tuple[Held, ...]:
        if not vkey:
            return self.held
        key = read_vkey(vkey)
        return tuple(
            replace(each, until=index) if each.key == key and each.until is None else each
            for each in self.held
        )


def keyring(policy: Policy) -> Keyring:
    """The keys with which a log begins."""
    return Keyring(policy, tuple(Held(name, key) for name, key in policy.members.items()))


def missing_for_keys(
    ring: Keyring, act: Act, note: Note, signed: Collection[str], index: int
) -> tuple[str, ...]:
    """Who has yet to sign an act on keys.

    *A key*: its holder with a key in force. Without one (all lost) the others of the quorum vouch
    for the new one. A key for notes signs the act as well, which shows that the holder has it.
    *A revocation*: everybody whom it names as revoking; the holder among them or the others of the
    quorum.
    Raises `LedgerRefused` for a key that is here already, or that is not here to be revoked.
    """
    holder = act["holder"]
    others = frozenset(signed) - {holder}
    if act.kind == "revocation":
        _known(ring, act["vkey"], holder, index)
        revoking = tuple(name for name in act.signers if name not in signed)
        vouching = () if holder in signed else _vouching(ring.policy, holder, others)
        return tuple(dict.fromkeys((*revoking, *vouching)))
    key = read_vkey(act["vkey"])
    if any(each.key.resembles(key) for each in ring.held):
        raise LedgerRefused(
            Why.KEY, message("The key {name} is known here already."), name=key.name
        )
    if act["replaces"]:
        _known(ring, act["replaces"], holder, index)
    shown = key.use is not Use.NOTE or bool(note.by_known([key]))
    own = () if shown else (key.name,)
    if any(each.use is Use.NOTE for each in ring.of(holder, index)):
        return (*own, *(() if holder in signed else (holder,)))
    return (*own, *_vouching(ring.policy, holder, others))


def _vouching(policy: Policy, holder: str, others: Collection[str]) -> tuple[str, ...]:
    """Who else must vouch where somebody cannot sign for themselves: the quorum, with them counted
    in; without a quorum everybody else. Two at least, of those whom the quorum counts: one side, or
    strangers to the quorum, could take the other's place."""
    voices = policy.voices - {holder}
    vouching = voices & set(others)
    away = tuple(name for name in policy.members if name in voices - vouching)
    missing = away if policy.quorum == NONE else policy.missing({*vouching, holder})
    enough = missing or len(vouching) >= LEAST_VOUCHING
    return missing if enough else away or (holder,)


def _known(ring: Keyring, vkey: str, holder: str, index: int) -> None:
    key = read_vkey(vkey)
    if not any(each.key == key and each.name == holder and each.at(index) for each in ring.held):
        raise LedgerRefused(
            Why.KEY, message("{holder} has no such key in force: {vkey}"), holder=holder, vkey=vkey
        )
