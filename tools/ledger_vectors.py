"""Makes the test vectors of the ledger, which other implementations can be held against.

Run from the root as `python -m tools.ledger_vectors`. Keys, salts and times are fixed, and Ed25519
draws nothing, so every run makes the same files. Which cases there are:
`ledger_vector_cases.py` and `ledger_vector_files.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from repatria.base.canonical import canonical_bytes
from repatria.ledger.act import make_act
from repatria.ledger.checkpoint import cosign
from repatria.ledger.keys import SigningKey, Use
from repatria.ledger.log import append, begin, head, prove
from repatria.ledger.note import Note
from repatria.ledger.proof import Proof
from repatria.ledger.storing import MemoryStore, Row
from repatria.ledger.tree import leaf_hash

FOLDER = Path("docs/formats/ledger-vectors")
ORIGIN, NOW = "example.org/log", 1_750_000_000
PARTIES = ("ua", "ru", "icrc")
NOTHING = "sha256:" + "0" * 64


def key(name: str, use: Use = Use.NOTE) -> SigningKey:
    """A key whose secret is the SHA-256 of its name and its use, in words."""
    word = "cosign" if use is Use.COSIGN else "note"
    return SigningKey(
        f"example.org/{name}", use, hashlib.sha256(f"{name} {word}".encode()).digest()
    )


LOG = key("log")
KEYS = {name: key(name) for name in PARTIES}
COSIGNERS = {name: key(f"{name}-cosign", Use.COSIGN) for name in PARTIES}


def drawn(count: int) -> bytes:
    """What stands for randomness: SHA-256 of 0, 1, 2 … one behind the other, cut."""
    blocks = (hashlib.sha256(b"%d" % at).digest() for at in range(-(-count // 32)))
    return b"".join(blocks)[:count]


def signers(
    groups: Sequence[str] = ("parties all ua ru", "both all parties icrc"), quorum: str = "both"
) -> bytes:
    """The policy on who signs acts."""
    lines = [f"signer {name} {one.public.vkey}" for name, one in KEYS.items()]
    lines += [*(f"group {each}" for each in groups), f"quorum {quorum}"]
    return "".join(f"{line}\n" for line in lines).encode()


def cosigners(log: SigningKey = LOG, least: str = "all") -> bytes:
    """The policy on whose log it is and who must have cosigned."""
    lines = [f"log {log.public.vkey}"]
    lines += [f"witness {name} {one.public.vkey}" for name, one in COSIGNERS.items()]
    lines += [f"group everybody {least} {' '.join(PARTIES)}", "quorum everybody"]
    return "".join(f"{line}\n" for line in lines).encode()


def act(kind: str, reference: str = "R-1", **values: str | Sequence[str]) -> Note:
    """An act that nobody has signed."""
    told = {"log": ORIGIN, "reference": reference, "made": "2025-06-15T15:00:00Z"}
    return Note(make_act(kind, {**told, **values}).text)


def handover(reference: str = "H-1", **values: str | Sequence[str]) -> Note:
    """25 people, from one party to the other."""
    told: dict[str, str | Sequence[str]] = {
        "giver": "ua", "receiver": "ru", "intermediary": "icrc", "exchange": "X-1",
        "place": "P-1", "opened": "2025-06-15T10:00:00Z", "closed": "2025-06-15T12:00:00Z",
        "unit": "persons", "count": "25", "manifest": NOTHING,
    }  # fmt: skip
    return act("handover", reference, **{**told, **values})


def by(note: Note, *names: str | SigningKey) -> Note:
    """A note with signatures of parties, or of keys."""
    for each in names:
        note = note.signed_by(KEYS[each] if isinstance(each, str) else each)
    return note


def full(note: Note) -> Note:
    """Signed by all three."""
    return by(note, *PARTIES)


def tree(entries: Iterable[bytes], log: SigningKey = LOG) -> MemoryStore:
    """A log with entries that nobody looked at."""
    store = MemoryStore()
    begin(store, log)
    append(store, log, [Row(each, leaf_hash(each)) for each in entries])
    return store


def proof(
    store: MemoryStore, index: int, names: Iterable[str] = PARTIES, log: SigningKey = LOG
) -> Proof:
    """The proof of an entry, its checkpoint cosigned a second apart."""
    with store.reading() as reading:
        found = prove(reading, log.public, index)
        _, note = head(reading, log.public)
    for at, name in enumerate(names):
        note = cosign(note, COSIGNERS[name], NOW + at)
    return replace(found, checkpoint=note)


def only(told: Proof, lines: int) -> Proof:
    """A proof with the first so many signatures."""
    return replace(
        told, checkpoint=replace(told.checkpoint, signatures=told.checkpoint.signatures[:lines])
    )


@dataclass
class Vectors:
    """The files by their names, and the cases that use them."""

    files: dict[str, bytes] = field(default_factory=dict)
    cases: list[dict[str, object]] = field(default_factory=list)
    _names: dict[bytes, str] = field(default_factory=dict)

    def put(self, name: str, data: bytes) -> str:
        """Keep a file; the name of one with the same bytes if there is one."""
        known = self._names.setdefault(data, name)
        if known == name:
            assert self.files.setdefault(name, data) == data, name
        return known

    def acts(
        self,
        name: str,
        entries: Sequence[Note | bytes],
        shown: Sequence[int],
        why: str = "",
        *,
        policy: bytes = b"",
        who: bytes = b"",
        proofs: Callable[[int, Proof], Proof | bytes] = lambda _, told: told,
        changed: Callable[[bytes], bytes] = lambda data: data,
        log: SigningKey = LOG,
    ) -> None:
        """A case of acts: a log with these entries, of which some are shown with their proofs.
        `why` it is refused; "" where everything holds."""
        data = [each if isinstance(each, bytes) else each.to_bytes() for each in entries]
        store, pairs = tree(data, log), []
        for at in shown:
            told = proofs(at, proof(store, at, log=log))
            raw = told if isinstance(told, bytes) else told.to_bytes()
            stem = f"{name}-{at}" if len(shown) > 1 else name
            pairs.append([
                self.put(f"{stem}.act", changed(data[at])), self.put(f"{stem}.tlog-proof", raw)
            ])  # fmt: skip
        self.case(
            name, "acts", why, acts=pairs,
            policy=self.put(f"{name}.policy" if policy else "log.policy", policy or cosigners()),
            signers=self.put(f"{name}.signers" if who else "signers.policy", who or signers()),
        )  # fmt: skip

    def case(self, name: str, what: str, why: str, **files: object) -> None:
        """A case of any kind, with its files by what they are."""
        told = {"name": name.replace("-", " "), "what": what, "holds": not why, "why": why}
        self.cases.append({**told, **files})

    def all(self) -> Mapping[str, bytes]:
        """Every file, the index among them."""
        lines = b",\n".join(canonical_bytes(each) for each in self.cases)
        return {**self.files, "index.json": b"[\n" + lines + b"\n]\n"}


def vectors() -> Mapping[str, bytes]:
    """Every file by its name."""
    from tools import ledger_vector_cases, ledger_vector_files

    made = Vectors()
    ledger_vector_cases.fill(made)
    ledger_vector_files.fill(made)
    return made.all()


def main() -> None:
    """Write them, and take away what is not theirs."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = vectors()
    for path in FOLDER.iterdir():
        if path.name not in {*made, "README.md"}:
            path.unlink()
    for name, data in made.items():
        (FOLDER / name).write_bytes(data)
    print(f"{len(made)} files in {FOLDER}")


if __name__ == "__main__":
    main()
