"""What the log takes: an act with good signatures of those who may sign it, once, in its own log,
at a time that can be. What it does not take is kept in the trail, with the reason.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from repatria.base.messages import message
from repatria.ledger.act import Act, read_act
from repatria.ledger.act_values import seconds_of
from repatria.ledger.keys import PublicKey, SigningKey
from repatria.ledger.log import Appended, append_within, head, take_cosignature
from repatria.ledger.note import Note, read_note
from repatria.ledger.policy import Policy
from repatria.ledger.refusing import LedgerRefused, Why
from repatria.ledger.standing import ON_KEYS, History, Standing, Told
from repatria.ledger.storing import Reading, Refusal, Row, Store
from repatria.ledger.strict import printable
from repatria.ledger.tree import leaf_hash
from repatria.ledger.witness import TOLERANCE

LATE = 12 * 3600
"""Seconds after which an act must say why it comes late."""
MOST_SAID = 500
"""Characters of a sentence that the trail keeps."""
_TIMES = ("made", "opened", "closed", "since")


@dataclass(frozen=True, slots=True)
class Asking:
    """An act that is to be admitted, as it was read."""

    data: bytes
    note: Note
    act: Act
    digest: str

    @property
    def marks(self) -> tuple[str, ...]:
        """By which the entries are found that bear on it."""
        told = (self.digest, self.act["of"], self.act["corrects"])
        return (f"reference:{self.act['reference']}", *(f"text:{each}" for each in told if each))


@dataclass
class Gate:
    """Looks at acts that are to follow a log's entries, in their order."""

    reading: Reading
    policy: Policy
    origin: str
    size: int
    now: int | None
    """Seconds since 1970, by the log's clock; None for entries whose times were looked at when they
    came."""
    _history: History = field(init=False)
    _read: set[int] = field(default_factory=set)
    _asked: set[str] = field(default_factory=set)
    """Marks for which the store was asked; it does not change, and what is admitted is taken in."""
    _about: defaultdict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Digests of the acts about one thing (`Act.about`)."""

    def __post_init__(self) -> None:
        self._history = History(self.policy)
        self._recall(f"kind:{kind}" for kind in ON_KEYS)

    @property
    def history(self) -> History:
        """What the acts that were looked at tell."""
        return self._history

    def admit(self, data: bytes) -> Row:
        """An act's row. Raises `LedgerRefused` with the reason."""
        return self.let_in(asking(data))

    def expect(self, asked: Iterable[Asking]) -> None:
        """Look up at once what bears on acts that are about to come."""
        self._recall(mark for each in asked for mark in each.marks)

    def let_in(self, asked: Asking) -> Row:
        """The row of an act that was read. Raises `LedgerRefused` with the reason."""
        act, note = asked.act, asked.note
        check_log(act, self.origin)
        self._recall(asked.marks)
        if self.now is not None and asked.digest not in self._history.told:
            # A further signature of an act that came in time may come when it comes.
            check_times(act, self.now)
        signed = self._history.signers(note, act, self.size)
        self._check_new(act, asked.digest, signed)
        self._check_alone(self._history.follow(self.size, note, act, signed), asked.digest)
        self._keep(self.size, act, asked.digest)
        self.size += 1
        marks = [f"text:{asked.digest}", f"reference:{act['reference']}", f"kind:{act.kind}"]
        if act["of"]:
            marks.append(f"of:{act['of']}")
        return Row(asked.data, leaf_hash(asked.data), tuple(marks))

    def _check_new(self, act: Act, digest: str, signed: frozenset[str]) -> None:
        if not signed & {*act.signers, *self.policy.members}:
            raise LedgerRefused(Why.UNKNOWN_KEY, message("Nobody who is known here signed this."))
        before = self._history.told.get(digest)
        if before is not None and (not before.missing or signed <= before.signed):
            raise LedgerRefused(
                Why.REPLAYED,
                message("This act stands in the log at {index} already."),
                index=before.at[0],
            )
        for other in self._about[act.about] - {digest, act["corrects"]}:
            if self._history.told[other].standing is Standing.COMPLETE:
                raise LedgerRefused(
                    Why.REPLAYED,
                    message("There is a complete act on {reference}, and this corrects another."),
                    reference=act["reference"],
                )
        for key in ("of", "corrects"):
            if act[key] and act[key] not in self._history.told:
                raise LedgerRefused(
                    Why.REPLAYED, message("The act that this one speaks of is not in the log.")
                )
        corrected = self._history.told.get(act["corrects"])
        if corrected is not None and corrected.act.about != act.about:
            raise LedgerRefused(
                Why.REPLAYED, message("An act corrects another of its own kind and reference only.")
            )

    def _check_alone(self, told: Told, digest: str) -> None:
        """A correction that is complete, and that those of the corrected act did not all sign,
        would leave two complete acts on one reference."""
        for other in self._about[told.act.about] - {digest}:
            before = self._history.told[other]
            if not told.missing and before.standing is Standing.COMPLETE:
                raise LedgerRefused(
                    Why.QUORUM,
                    message(
                        "Who signed the act that this one corrects must sign this too: {names}."
                    ),
                    names=", ".join(n for n in before.act.signers if n not in told.signed),
                )

    def _recall(self, marks: Iterable[str]) -> None:
        """Take in the entries with these marks, in their order, each once."""
        wanted = set(marks) - self._asked
        if not wanted:
            return
        self._asked |= wanted
        for index in self.reading.marked_any(wanted):
            if index not in self._read:
                (entry,) = self.reading.entries(index, index + 1)
                act = self._history.take(index, read_note(entry)).act
                self._keep(index, act, act.digest)

    def _keep(self, index: int, act: Act, digest: str) -> None:
        self._about[act.about].add(digest)
        self._read.add(index)


def asking(data: bytes) -> Asking:
    """An act as it was sent. `LedgerRefused` if it is none; nothing is verified."""
    note = read_note(data)
    act = read_act(note)
    return Asking(data, note, act, act.digest)


def check_log(act: Act, origin: str) -> None:
    """Return if an act was made for this log; raise `LedgerRefused` otherwise."""
    if act["log"] != origin:
        raise LedgerRefused(
            Why.REPLAYED,
            message("This act was made for the log {own}, not for {origin}."),
            own=act["log"],
            origin=origin,
        )


def check_times(act: Act, now: int) -> None:
    """Return if an act's times can be right; raise `LedgerRefused` otherwise."""
    for key in _TIMES:
        if act[key] and seconds_of(act[key]) > now + TOLERANCE:
            raise LedgerRefused(
                Why.CLOCK, message("The time in {field} has not come: {time}"), field=key,
                time=act[key],
            )  # fmt: skip
    if act.made + LATE < now and not act["late"]:
        raise LedgerRefused(
            Why.CLOCK,
            message("The act was made at {time}; so late it must say why, in the field late."),
            time=act["made"],
        )


def record(
    store: Store, key: SigningKey, policy: Policy, notes: Sequence[bytes], now: int
) -> Appended:
    """Append acts, all or none. When it returns they are durable.

    Raises `LedgerRefused` for the first act that is not taken; the refusal is in the trail by then.
    """
    rows: list[Row] = []
    asked, unread = _read_all(notes)
    try:
        with store.writing() as writing:
            told, _ = head(writing, key.public)
            gate = Gate(writing, policy, told.origin, told.size, now)
            gate.expect(asked)
            rows.extend(map(gate.let_in, asked))
            if unread is not None:
                raise unread
            return append_within(writing, key, rows)
    except LedgerRefused as refused:
        if refused.why is not Why.STORE:
            keep_refusal(store, refused, b"".join(notes[len(rows) : len(rows) + 1]), now)
        raise


def record_cosignature(
    store: Store, log: PublicKey, keys: Iterable[PublicKey], data: bytes, now: int
) -> Note:
    """Keep what parties cosigned: a checkpoint of this log with their lines under it.

    Raises `LedgerRefused` as `take_cosignature` does; the refusal is in the trail by then.
    """
    try:
        return take_cosignature(store, log, read_note(data), keys, now, TOLERANCE)
    except LedgerRefused as refused:
        if refused.why is not Why.STORE:
            keep_refusal(store, refused, data, now)
        raise


def _read_all(notes: Sequence[bytes]) -> tuple[list[Asking], LedgerRefused | None]:
    """The acts up to the first that is none, and why it is none."""
    asked: list[Asking] = []
    try:
        asked.extend(map(asking, notes))
    except LedgerRefused as refused:
        return asked, refused
    return asked, None


def keep_refusal(store: Store, refused: LedgerRefused, data: bytes, now: int) -> None:
    """Put a refusal into the trail, with the digest of what was refused. What a stranger wrote into
    its sentence can neither fill the trail nor steer the screen of whoever reads it."""
    sentence = printable(str(refused)[:MOST_SAID])
    with store.writing() as writing:
        told = Refusal(now, refused.why, sentence, hashlib.sha256(data).digest())
        writing.put_refusal(told)
