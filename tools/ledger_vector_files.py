"""The cases of the ledger's test vectors that are about proofs, policies and other files."""

from __future__ import annotations

import base64
from dataclasses import replace

from repatria.ledger.accusing import accuse
from repatria.ledger.checkpoint import Checkpoint, cosign
from repatria.ledger.commitment import commit
from repatria.ledger.commitment_files import committed_bytes, opening_bytes
from repatria.ledger.key_files import Cost, seal
from repatria.ledger.log import at_size
from repatria.ledger.note import Note
from repatria.ledger.proof import Proof
from repatria.ledger.tree import leaf_hash
from tools.ledger_vector_cases import COMPLETE, OTHERS, OWN
from tools.ledger_vectors import (
    COSIGNERS,
    KEYS,
    LOG,
    NOW,
    ORIGIN,
    Vectors,
    act,
    by,
    cosigners,
    drawn,
    key,
    only,
    proof,
    signers,
    tree,
)


def fill(to: Vectors) -> None:
    """Every case, one after the other."""
    _proofs(to)
    _policies(to)
    _commitments(to)
    _accusations(to)
    _key_files(to)


def _proofs(to: Vectors) -> None:
    entries = [*OTHERS, COMPLETE]

    def changed(name: str, old: bytes, new: bytes) -> None:
        to.acts(
            name, entries, [6], "malformed", proofs=lambda _, p: p.to_bytes().replace(old, new, 1)
        )

    changed("a-proof-of-another-version", b"proof@v1", b"proof@v2")
    changed("an-index-with-a-zero-before", b"index 6", b"index 06")
    changed("no-index", b"index 6\n", b"")
    changed("a-hash-that-is-short", b"index 6\n", b"index 6\nAAAA\n")
    changed("a-size-with-a-zero-before", b"/log\n7\n", b"/log\n07\n")
    to.acts(
        "a-proof-that-is-cut-off", entries, [6], "malformed", proofs=lambda _, p: p.to_bytes()[:-9]
    )
    to.acts("another-place", entries, [6], "tree", proofs=lambda _, p: replace(p, index=5))
    to.acts("beyond-the-tree", entries, [6], "tree", proofs=lambda _, p: replace(p, index=7))
    to.acts(
        "beyond-a-tree-of-one", [COMPLETE], [0], "tree", proofs=lambda _, p: replace(p, index=1)
    )
    to.acts("a-step-too-few", entries, [6], "tree", proofs=lambda _, p: replace(p, path=p.path[1:]))
    to.acts(
        "a-step-too-many",
        entries,
        [6],
        "tree",
        proofs=lambda _, p: replace(p, path=(*p.path, drawn(32))),
    )
    to.acts(
        "another-entry",
        [*entries, OTHERS[0]],
        [6],
        "tree",
        proofs=lambda _at, _p: proof(tree([OTHERS[0].to_bytes()] * 8), 6),
    )
    to.acts("a-cosignature-is-missing", entries, [6], "quorum", proofs=lambda _, p: only(p, 3))
    to.acts(
        "the-log-did-not-sign",
        entries,
        [6],
        "unknown_key",
        proofs=lambda _, p: replace(
            p, checkpoint=replace(p.checkpoint, signatures=p.checkpoint.signatures[1:])
        ),
    )
    to.acts(
        "a-cosignature-of-another-tree", entries, [6], "signature", proofs=lambda _, p: mixed(p)
    )
    to.acts(
        "a-cosignature-of-another-time", entries, [6], "signature", proofs=lambda _, p: later(p)
    )
    unsigned = Note(Checkpoint(ORIGIN, 7, drawn(32)).text)
    to.acts(
        "a-tree-that-the-log-did-not-sign",
        entries,
        [6],
        "signature",
        proofs=lambda _, p: replace(
            p, checkpoint=replace(unsigned, signatures=p.checkpoint.signatures)
        ),
    )
    to.acts(
        "the-policy-knows-another-log", entries, [6], "unknown_key", policy=cosigners(key("other"))
    )


POLICIES = {
    "no-quorum": ("quorum both\n", ""),
    "two-quorums": ("quorum both\n", "quorum both\nquorum both\n"),
    "a-quorum-that-is-not-defined": ("quorum both", "quorum all"),
    "a-group-that-is-used-before-it-is-defined": ("parties all ua ru", "parties all ua both"),
    "a-member-of-two-groups": ("both all parties icrc", "both all parties icrc ua"),
    "a-name-that-is-taken": ("group both", "group ua"),
    "the-name-none": ("group both", "group none"),
    "more-than-there-are": ("parties all", "parties 3"),
    "none-of-two": ("parties all", "parties 0"),
    "an-empty-group": ("parties all ua ru", "parties all"),
    "an-unknown-word": ("group parties", "circle parties"),
    "a-carriage-return": ("quorum both\n", "quorum both\r\n"),
    "a-no-break-space": ("all ua ru", "all ua\u00a0ru"),
    "a-key-for-cosigning": (f"signer ua {OWN}", f"signer ua {COSIGNERS['ua'].public.vkey}"),
    "a-key-twice": (f"signer ru {KEYS['ru'].public.vkey}", f"signer ru {OWN}"),
    "an-id-that-is-not-its-own": (OWN, OWN.replace(KEYS["ua"].public.id.hex(), "00000000")),
}


def _policies(to: Vectors) -> None:
    own = signers().decode()
    for name, (old, new) in POLICIES.items():
        assert old in own, name
        to.acts(f"policy-{name}", [COMPLETE], [0], "malformed", who=own.replace(old, new).encode())
    spaced = own.replace(" ", "\t ").replace("\n", "  \n\n # told by hand\n")
    to.acts("policy-with-spaces-and-comments", [COMPLETE], [0], who=spaced.encode())


def _commitments(to: Vectors) -> None:
    lines = [b"line %d" % at for at in range(5)]
    whole = commit(lines, drawn)
    opened = opening_bytes(whole.opening(3, lines[3]), whole.commitment)
    fixed = by(
        act(
            "commitment",
            by="ua",
            subject="REG-1",
            count="5",
            root="sha256:" + whole.commitment.root.hex(),
        ),
        "ua",
    )
    told = to.put("register.act", fixed.to_bytes())
    to.case("an opened line", "opening", "", opening=to.put("line.opening", opened), act=told)
    other = opened.replace(base64.b64encode(lines[3]), base64.b64encode(lines[2]))
    to.case(
        "another line", "opening", "tree", opening=to.put("other-line.opening", other), act=told
    )
    to.case(
        "what the committer keeps",
        "committed",
        "",
        committed=to.put("register.committed", committed_bytes(whole)),
    )
    gone = whole.deleted(3)
    to.case(
        "with a line deleted",
        "committed",
        "",
        committed=to.put("deleted.committed", committed_bytes(gone)),
    )
    cut = committed_bytes(whole)[:-40]
    to.case(
        "what is kept is cut off", "committed", "malformed", committed=to.put("cut.committed", cut)
    )


def _accusations(to: Vectors) -> None:
    policy = to.put("log.policy", cosigners())
    honest, fork = tree(e.to_bytes() for e in OTHERS), tree(e.to_bytes() for e in reversed(OTHERS))
    early = tree(e.to_bytes() for e in OTHERS[3:])
    with honest.reading() as one, fork.reading() as two, early.reading() as three:
        ours, theirs, small = (at_size(each, LOG.public, None)[1] for each in (one, two, three))
        own = at_size(one, LOG.public, None)[1]
    leaves = [leaf_hash(each.to_bytes()) for each in OTHERS]
    same, grown = accuse(ours, theirs), accuse(small, own, leaves)
    prefix = tree(e.to_bytes() for e in OTHERS[:3])
    with prefix.reading() as four:
        begun = at_size(four, LOG.public, None)[1]
    for name, one_file, why in (
        ("two trees of one size", same.to_bytes(), ""),
        ("no beginning of the larger tree", grown.to_bytes(), ""),
        ("one tree twice", replace(same, larger=ours).to_bytes(), "tree"),
        ("a proof that is merely not given", replace(grown, path=()).to_bytes(), "tree"),
        ("a true beginning", replace(grown, smaller=begun).to_bytes(), "tree"),
        ("another root as the beginning", replace(grown, prefix=drawn(32)).to_bytes(), "tree"),
    ):
        stem = name.replace(" ", "-")
        to.case(
            name,
            "accusation",
            why,
            accusation=to.put(f"{stem}.accusation", one_file),
            policy=policy,
        )


def _key_files(to: Vectors) -> None:
    sealed = seal(KEYS["ua"], "a passphrase", Cost(64, 1, 1), drawn)
    to.case(
        "a key file",
        "key",
        "",
        key=to.put("ua.key", sealed),
        words="a passphrase",
        seed=KEYS["ua"].seed.hex(),
    )
    to.case("another passphrase", "key", "key", key=to.put("ua.key", sealed), words="another")
    named = sealed.replace(KEYS["ua"].public.vkey.encode(), KEYS["ru"].public.vkey.encode())
    to.case(
        "a key file with another public half",
        "key",
        "key",
        key=to.put("renamed.key", named),
        words="a passphrase",
    )
    costly = sealed.replace(b"memory 64\n", b"memory 99999999\n")
    to.case(
        "a cost that cannot be",
        "key",
        "malformed",
        key=to.put("costly.key", costly),
        words="a passphrase",
    )


def mixed(told: Proof) -> Proof:
    """A proof with a cosignature over another tree."""
    other = cosign(Checkpoint(ORIGIN, 7, drawn(32)).signed_by(LOG), COSIGNERS["ua"], NOW)
    log, _, *rest = told.checkpoint.signatures
    return replace(
        told, checkpoint=replace(told.checkpoint, signatures=(log, other.signatures[-1], *rest))
    )


def later(told: Proof) -> Proof:
    """A proof with a cosignature that says another time than was signed."""
    log, first, *rest = told.checkpoint.signatures
    moved = replace(first, blob=(NOW + 86_400).to_bytes(8, "big") + first.blob[8:])
    return replace(told, checkpoint=replace(told.checkpoint, signatures=(log, moved, *rest)))
