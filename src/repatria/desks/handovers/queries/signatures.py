"""Who signed an act, who is missing, and what each line under it is worth: computed anew from the
log and the policy whenever somebody looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from repatria.desks.handovers.refusals import said
from repatria.desks.handovers.setup import Ledger
from repatria.ledger.act import Act, read_act
from repatria.ledger.keyring import Keyring
from repatria.ledger.keys import PublicKey, read_vkey
from repatria.ledger.log import head
from repatria.ledger.note import Note, Signature, read_note
from repatria.ledger.refusing import LedgerRefused
from repatria.ledger.standing import ON_KEYS, History, missing_for
from repatria.ledger.storing import Reading


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line under an act."""

    key: str
    holder: str
    """As the policy calls whoever holds the key; empty where nobody is known."""
    place: int | None
    """The entry of the log that it stands in; none while it is not in the log."""
    wrong: str = ""
    """Why it is no good signature; empty where it is one."""


@dataclass(frozen=True, slots=True)
class Looked:
    """An act with its signatures looked at."""

    signed: frozenset[str]
    missing: tuple[str, ...]


def ring_of(held: Ledger, reading: Reading) -> Keyring:
    """Every key that the log ever knew, and from where to where each is in force."""
    history = History(held.signers)
    size = head(reading, held.log)[0].size
    marks = {f"kind:{kind}" for kind in ON_KEYS}
    for index in reading.marked_any(marks):
        if index < size:
            (entry,) = reading.entries(index, index + 1)
            history.take(index, read_note(entry))
    return history.ring


def look(held: Ledger, reading: Reading, note: Note, place: int | None = None) -> Looked:
    """Who signed a note and who has yet to, where it stands or would stand next in the log.

    Raises `LedgerRefused` for a line that is not good."""
    act, ring = read_act(note), ring_of(held, reading)
    index = head(reading, held.log)[0].size if place is None else place
    signed = ring.signers(note, index, _brought(act))
    return Looked(signed, missing_for(ring, act, note, signed, index))


def verdicts(
    held: Ledger, reading: Reading, note: Note, places: Iterable[int]
) -> Iterator[Verdict]:
    """Each line under an act: those in the log where they stand, then those that are not in it."""
    ring, act = ring_of(held, reading), read_act(note)
    seen: set[Signature] = set()
    for place in places:
        (entry,) = reading.entries(place, place + 1)
        yield from _judged(ring, act, read_note(entry), place, place, seen)
    size = head(reading, held.log)[0].size
    yield from _judged(ring, act, note, None, size, seen)


def merged(note: Note, other: Note) -> Note:
    """The note with those lines of another that it does not have."""
    for line in other.signatures:
        if line not in note.signatures:
            note = note.with_line(line)
    return note


def in_force(held: Ledger, reading: Reading, note: Note) -> Note:
    """The note without lines of keys that have ended: the log refuses them now. Those that it took
    while they were in force go on counting there."""
    size, ring = head(reading, held.log)[0].size, ring_of(held, reading)
    ended = {(e.key.name, e.key.id) for e in ring.held if not e.at(size)}
    kept = tuple(line for line in note.signatures if (line.name, line.id) not in ended)
    return replace(note, signatures=kept)


def _judged(
    ring: Keyring, act: Act, note: Note, place: int | None, index: int, seen: set[Signature]
) -> Iterator[Verdict]:
    for line in note.signatures:
        if line in seen:
            continue
        seen.add(line)
        holder = next(
            (each.name for each in ring.held if each.key.name == line.name
             and each.key.id == line.id), "",
        )  # fmt: skip
        try:
            ring.signers(replace(note, signatures=(line,)), index, _brought(act))
        except LedgerRefused as refused:
            yield Verdict(line.name, holder, place, said(refused))
        else:
            yield Verdict(line.name, holder or act["holder"], place)


def _brought(act: Act) -> PublicKey | None:
    """The key that an act brings, which stands under it to show that its holder has it."""
    return read_vkey(act["vkey"]) if act["vkey"] else None
