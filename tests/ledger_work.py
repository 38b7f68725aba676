"""A small log with its parties, for the tests of the ledger. All keys are made up here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from repatria.ledger.act import Act, make_act
from repatria.ledger.admitting import record
from repatria.ledger.keys import SigningKey, Use
from repatria.ledger.log import Appended, begin
from repatria.ledger.note import Note
from repatria.ledger.policy import Member, Policy, read_policy
from repatria.ledger.storing import MemoryStore, Store

ORIGIN = "example.org/log"
NOW = 1_750_000_000
"""2025-06-15T15:06:40Z."""
NONE_YET = "sha256:" + "0" * 64


def key(name: str, use: Use = Use.NOTE) -> SigningKey:
    """A key whose secret is its name: the same in every run."""
    return SigningKey(f"example.org/{name}", use, f"{name}/{use}".encode().ljust(32, b"."))


LOG = key("log")
PARTIES = ("ua", "ru", "icrc")
KEYS = {name: key(name) for name in PARTIES}
COSIGNERS = {name: key(f"{name}-sees", Use.COSIGN) for name in PARTIES}


def signers(quorum: str = "both") -> Policy:
    """Both parties and the intermediary sign handovers."""
    return read_policy(signers_bytes(quorum), Member.SIGNER)


def signers_bytes(quorum: str = "both") -> bytes:
    lines = [f"signer {name} {one.public.vkey}" for name, one in KEYS.items()]
    groups = ["group parties all ua ru", "group both all parties icrc", f"quorum {quorum}"]
    return "".join(f"{line}\n" for line in lines + groups).encode()


def cosigners_bytes(least: str = "all") -> bytes:
    lines = [f"witness {name} {one.public.vkey}" for name, one in COSIGNERS.items()]
    group = [f"group seen {least} {' '.join(PARTIES)}", "quorum seen"]
    return "".join(f"{line}\n" for line in [f"log {LOG.public.vkey}", *lines, *group]).encode()


def cosigners(least: str = "all") -> Policy:
    """All three must have cosigned, unless `least` says fewer."""
    return read_policy(cosigners_bytes(least))


def handover(reference: str = "H-1", **values: str | Sequence[str]) -> Act:
    """25 people handed over by one party to the other, the intermediary looking on."""
    told: dict[str, str | Sequence[str]] = {
        "log": ORIGIN, "reference": reference, "made": "2025-06-15T15:00:00Z", "giver": "ua",
        "receiver": "ru", "intermediary": "icrc", "exchange": "X-1", "place": "P-1",
        "opened": "2025-06-15T10:00:00Z", "closed": "2025-06-15T12:00:00Z", "unit": "persons",
        "count": "25", "manifest": NONE_YET,
    }  # fmt: skip
    return make_act("handover", {**told, **values})


def other(kind: str, reference: str = "R-1", **values: str | Sequence[str]) -> Act:
    """An act of another kind, made at the same hour."""
    told = {"log": ORIGIN, "reference": reference, "made": "2025-06-15T15:00:00Z"}
    return make_act(kind, {**told, **values})


def signed(act: Act, by: Iterable[str | SigningKey] = PARTIES) -> Note:
    """An act with the signatures of parties, or of keys."""
    note = Note(act.text)
    for each in by:
        note = note.signed_by(KEYS[each] if isinstance(each, str) else each)
    return note


def begun() -> MemoryStore:
    """A log without entries."""
    store = MemoryStore()
    begin(store, LOG)
    return store


def recorded(store: Store, *notes: Note, now: int = NOW, policy: Policy | None = None) -> Appended:
    """Acts taken into the log."""
    return record(store, LOG, policy or signers(), [each.to_bytes() for each in notes], now)
