"""The cases of the ledger's test vectors that are about acts, their signatures and keys: good ones,
and broken ones named after their defect."""

from __future__ import annotations

from dataclasses import replace

from repatria.ledger.act import read_act
from repatria.ledger.checkpoint import cosign
from repatria.ledger.keys import PublicKey, Use
from repatria.ledger.note import Note, Signature
from tools.ledger_vectors import (
    COSIGNERS,
    KEYS,
    NOTHING,
    NOW,
    Vectors,
    act,
    by,
    cosigners,
    full,
    handover,
    key,
    only,
    proof,
    signers,
    tree,
)

NEW, OWN = key("ua-new"), KEYS["ua"].public.vkey
COMPLETE, OTHERS = full(handover()), [full(handover(f"O-{at}")) for at in range(6)]
LOST = {"holder": "ua", "vkey": OWN, "loss": "stolen"}


def fill(to: Vectors) -> None:
    """Every case, one after the other."""
    _that_hold(to)
    _keys_that_hold(to)
    _signatures(to)
    _keys(to)
    _acts(to)


def _that_hold(to: Vectors) -> None:
    to.acts("handover", [*OTHERS, COMPLETE], [6])
    to.acts("a-log-of-one-act", [COMPLETE], [0])
    one, two = by(handover(), "ua"), by(handover(), "ru", "icrc")
    to.acts("signed-one-by-one", [one, *OTHERS, two], [0, 7])
    to.acts("signed-one-by-one-shown-backwards", [one, *OTHERS, two], [7, 0])
    told = handover(
        "H-2",
        intermediary=[],
        late="on paper: no power at the line",
        reservation=["number of bodies not verified", "labels as declared, не звірено"],
    )
    to.acts("reservations-in-two-languages", [full(told)], [0])
    to.acts(
        "list",
        [by(act("list", by="ua", to="ru", unit="persons", count="25", root=NOTHING), "ua")],
        [0],
    )
    to.acts(
        "commitment",
        [by(act("commitment", by="ru", subject="REG-1", count="0", root=NOTHING), "ru")],
        [0],
    )
    digest = made(handover())
    to.acts(
        "refusal",
        [one, by(act("refusal", by="ru", of=digest, reason="24 were counted"), "ru")],
        [1],
    )
    to.acts("correction", [COMPLETE, full(handover(count="24", corrects=digest))], [0, 1])
    few = cosigners(least="2")
    to.acts("two-of-three-cosigned", [COMPLETE], [0], policy=few, proofs=lambda _, p: only(p, 3))
    free = signers((), "none")
    to.acts("no-quorum-of-signers", [by(handover(intermediary=[]), "ua", "ru")], [0], who=free)
    to.acts(
        "something-extra-in-the-proof",
        [COMPLETE],
        [0],
        proofs=lambda _, p: replace(p, extra=b"count 26"),
    )
    to.acts(
        "a-stranger-cosigned-too",
        [COMPLETE],
        [0],
        proofs=lambda _, p: replace(p, checkpoint=cosign(p.checkpoint, key("x", Use.COSIGN), NOW)),
    )


def _keys_that_hold(to: Vectors) -> None:
    change = by(act("key", holder="ua", vkey=NEW.public.vkey, replaces=OWN), "ua", NEW)
    to.acts("rotation", [COMPLETE, change, by(handover("H-2"), NEW, "ru", "icrc")], [0, 1, 2])
    further = by(act("key", holder="ua", vkey=NEW.public.vkey), "ua", NEW)
    to.acts("a-further-key", [further, COMPLETE, by(handover("H-2"), NEW, "ru", "icrc")], [0, 1, 2])
    own = by(act("revocation", by="ua", **LOST, since="2025-06-15T13:00:00Z"), "ua")
    to.acts("signed-before-a-revocation", [COMPLETE, own], [0, 1])
    others = by(act("revocation", by=["ru", "icrc"], **LOST), "ru", "icrc")
    vouched = by(act("key", "K-1", holder="ua", vkey=NEW.public.vkey), NEW, "ru", "icrc")
    to.acts("revoked-by-the-others", [others], [0])
    again = by(handover("H-2"), NEW, "ru", "icrc")
    to.acts("all-keys-lost-and-a-new-one-vouched-for", [others, vouched, again], [0, 1, 2])
    sees = key("ua-sees-2", Use.COSIGN)
    to.acts("a-key-for-cosigning", [by(act("key", holder="ua", vkey=sees.public.vkey), "ua")], [0])


def _signatures(to: Vectors) -> None:
    to.acts(
        "one-letter-of-the-act-is-another",
        [COMPLETE],
        [0],
        "tree",
        changed=lambda data: data.replace(b"count 25", b"count 26"),
    )
    swapped = replace(COMPLETE, text=handover(count="26").text)
    to.acts("signatures-of-another-act", [swapped], [0], "signature")
    to.acts("signatures-are-missing", [by(handover(), "ua", "ru")], [0], "quorum")
    to.acts("nobody-signed", [handover()], [0], "quorum")
    without = by(handover(intermediary=[]), "ua", "ru")
    to.acts("the-quorum-is-missing", [without], [0], "quorum")
    to.acts("a-foreign-key", [by(COMPLETE, key("stranger"))], [0], "unknown_key")
    false = replace(key("not-ua"), name=KEYS["ua"].name)
    to.acts(
        "a-foreign-key-of-the-same-name", [by(handover(), false, "ru", "icrc")], [0], "unknown_key"
    )
    line = COMPLETE.signatures[0]
    to.acts("a-signature-twice", [COMPLETE.with_line(line)], [0], "malformed")
    seen = COSIGNERS["ua"]
    odd = Signature(seen.name, seen.public.id, seen.sign(COMPLETE.text.encode()))
    to.acts("signed-with-a-key-for-cosigning", [COMPLETE.with_line(odd)], [0], "unknown_key")
    short = replace(line, blob=line.blob[:63])
    to.acts(
        "a-signature-that-is-cut-off", [replace(COMPLETE, signatures=(short,))], [0], "signature"
    )
    other = key("other")
    to.acts(
        "an-act-of-another-log", [COMPLETE], [0], "replayed", log=other, policy=cosigners(other)
    )
    two = {0: tree([COMPLETE.to_bytes()]), 1: tree([OTHERS[0].to_bytes()] * 2)}
    to.acts(
        "two-acts-at-one-place",
        [COMPLETE, OTHERS[0]],
        [0, 1],
        "fork",
        proofs=lambda at, _: proof(two[at], 0),
    )


def _keys(to: Vectors) -> None:
    change = by(act("key", holder="ua", vkey=NEW.public.vkey, replaces=OWN), "ua", NEW)
    after = by(handover("H-2"), NEW, "ru", "icrc")
    to.acts("the-old-key-after-a-rotation", [change, COMPLETE], [0, 1], "key")
    to.acts("the-new-key-before-its-act", [after, change], [0, 1], "unknown_key")
    to.acts("the-new-key-without-its-act", [change, after], [1], "unknown_key")
    own = by(act("revocation", by="ua", **LOST), "ua")
    to.acts("a-revoked-key", [own, COMPLETE], [0, 1], "key")
    to.acts(
        "a-key-that-the-new-one-did-not-sign",
        [by(act("key", holder="ua", vkey=NEW.public.vkey), "ua")],
        [0],
        "quorum",
    )
    to.acts(
        "a-key-that-its-holder-did-not-sign",
        [by(act("key", holder="ua", vkey=NEW.public.vkey), NEW, "ru", "icrc")],
        [0],
        "quorum",
    )
    known = by(act("key", holder="ru", vkey=OWN), "ru")
    to.acts("a-key-that-is-known-already", [by(known, "ua")], [0], "key")
    none = by(act("revocation", by="ua", holder="ua", vkey=NEW.public.vkey, loss="lost"), "ua")
    to.acts("a-revocation-of-no-key-in-force", [none], [0], "key")
    theirs = by(act("revocation", by="ru", holder="ru", vkey=OWN, loss="lost"), "ru")
    to.acts("a-revocation-of-somebody-elses-key", [theirs], [0], "key")
    alone = by(act("revocation", by="ru", **LOST), "ru")
    to.acts("revoked-by-one-of-the-others", [alone], [0], "quorum")
    two = signers(("parties all ua ru",), "parties")
    to.acts("revoked-by-the-other-of-two", [alone], [0], "quorum", who=two)
    to.acts(
        "a-revoker-who-did-not-sign",
        [by(act("revocation", by=["ua", "icrc"], **LOST), "ua")],
        [0],
        "quorum",
    )
    weak = PublicKey("example.org/weak", Use.NOTE, b"\x01" + bytes(31)).vkey
    text = act("key", holder="ua", vkey=NEW.public.vkey).text.replace(NEW.public.vkey, weak)
    to.acts("a-key-that-anybody-can-sign-with", [by(Note(text), "ua")], [0], "malformed")
    text = by(act("revocation", by="ua", **LOST), "ua").text + f"corrects {NOTHING}\n"
    to.acts("a-revocation-that-corrects", [by(Note(text), "ua")], [0], "malformed")
    itself = act("key", holder="ua", vkey=NEW.public.vkey).text + f"replaces {NEW.public.vkey}\n"
    to.acts("a-key-that-replaces-itself", [by(Note(itself), "ua", NEW)], [0], "malformed")


MISSHAPEN = {
    "an-unknown-kind": ("kind handover", "kind gift"),
    "another-version": ("act v1", "act v2"),
    "an-unknown-field": ("count 25", "count 25\nvalue 15"),
    "a-field-said-twice": ("count 25", "count 25\ncount 26"),
    "a-field-that-is-missing": ("place P-1\n", ""),
    "another-order": ("giver ua\nreceiver ru", "receiver ru\ngiver ua"),
    "two-spaces": ("place P-1", "place  P-1"),
    "a-space-at-the-end": ("count 25", "count 25 "),
    "a-count-with-a-zero-before": ("count 25", "count 025"),
    "a-count-that-is-too-large": ("count 25", "count 9223372036854775808"),
    "another-unit": ("unit persons", "unit people"),
    "a-day-that-is-none": ("opened 2025-06-15", "opened 2025-02-30"),
    "midnight-as-24": ("closed 2025-06-15T12", "closed 2025-06-14T24"),
    "local-time": ("T10:00:00Z", "T10:00:00+03:00"),
    "closed-before-it-was-opened": ("T12:00:00Z", "T09:00:00Z"),
    "made-before-it-was-closed": ("made 2025-06-15T15", "made 2025-06-15T11"),
    "giver-and-receiver-are-one": ("giver ua", "giver ru"),
    "a-digest-in-capitals": ("sha256:0", "sha256:A"),
    "words-that-turn-the-text-round": ("\nmanifest", "\nmanifest", "reservation \u202e52\n"),
    "words-that-are-too-long": ("\nmanifest", "\nmanifest", f"reservation {'x' * 301}\n"),
}


def _acts(to: Vectors) -> None:
    """Acts that everybody signed as they stand."""
    text = handover().text
    for name, (old, new, *end) in MISSHAPEN.items():
        told = text.replace(old, new) + "".join(end)
        to.acts(name, [full(Note(told))], [0], "malformed")
    two = [COMPLETE, full(handover(count="26"))]
    to.acts("two-complete-acts-on-one-reference", two, [0, 1], "replayed")
    away = full(handover("H-9", count="24", corrects=made(COMPLETE)))
    to.acts("a-correction-on-another-reference-beside-it", [COMPLETE, away], [0, 1])
    crlf = COMPLETE.to_bytes().replace(b"\n", b"\r\n")
    to.acts("carriage-returns", [crlf], [0], "malformed")
    bare = COMPLETE.to_bytes().partition(b"\n\n")[0] + b"\n"
    to.acts("no-empty-line", [bare], [0], "malformed")
    to.acts(
        "a-signature-with-a-hyphen",
        [COMPLETE.to_bytes().replace("—".encode(), b"-", 1)],
        [0],
        "malformed",
    )
    loose = COMPLETE.to_bytes()
    assert loose.endswith(b"=\n")
    to.acts(
        "base64-with-bits-that-say-nothing",
        [loose[:-3] + bytes([loose[-3] + 1]) + b"=\n"],
        [0],
        "malformed",
    )


def made(note: Note) -> str:
    """How other acts name an act."""
    return read_act(note).digest
