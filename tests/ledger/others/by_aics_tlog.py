"""What aics-tlog says of our files. Run by a Python that has it; it imports nothing of ours.

act POLICY SIGNERS ACT PROOF    whether it finds the act signed, included and cosigned
bytes POLICY SIGNERS ACT PROOF  how many files with one byte changed it refuses, of every tenth
export FOLDER VKEY OLD ROOT     whether every tile is what the entries make, and grew from a root
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path

from aics_tlog import (
    FileSystemTileReader,
    audit_tiles,
    parse_checkpoint,
    parse_note,
    parse_vkey,
    verify_checkpoint,
    verify_consistency,
    verify_leaf_inclusion,
    verify_note,
)


def keys(policy: bytes, word: str, at: int) -> list:
    lines = (line.split() for line in policy.decode().splitlines())
    return [parse_vkey(words[at]) for words in lines if words and words[0] == word]


def holds(policy: bytes, signers: bytes, act: bytes, proof: bytes) -> bool:
    try:
        head, _, checkpoint = proof.partition(b"\n\n")
        lines = [line for line in head.decode().split("\n")[1:] if not line.startswith("extra ")]
        path = [base64.b64decode(line, validate=True) for line in lines[1:]]
        note, told = parse_note(checkpoint), parse_note(act)
        (log,), witnesses = keys(policy, "log", 1), keys(policy, "witness", 2)
        seen = verify_checkpoint(note, log, witnesses, quorum=3, expected_origin=log.name)
        root = parse_checkpoint(note.text)
        index = int(lines[0].removeprefix("index "))
        return (
            seen.ok
            and head.startswith(b"c2sp.org/tlog-proof@v1\n")
            and verify_leaf_inclusion(act, index, root.size, path, root.root)
            and verify_note(told, keys(signers, "signer", 2))
        )
    except ValueError:
        return False


def main(what: str, *arguments: str) -> None:
    if what == "export":
        folder, vkey, old, root = arguments
        note = parse_note((Path(folder) / "checkpoint").read_bytes())
        assert verify_checkpoint(note, parse_vkey(vkey)).ok
        told = parse_checkpoint(note.text)
        audit_tiles(FileSystemTileReader(folder), told.size, told.root)
        path = [bytes.fromhex(line) for line in (Path(folder) / "growth").read_text().split()]
        assert verify_consistency(int(old), told.size, bytes.fromhex(root), told.root, path)
        print(f"{told.size} entries")
        return
    policy, signers, act, proof = (Path(name).read_bytes() for name in arguments)
    if what == "act":
        print("holds" if holds(policy, signers, act, proof) else "refused")
        return
    refused = 0
    for at in range(0, len(act), 10):
        changed = act[:at] + bytes([act[at] ^ 1]) + act[at + 1 :]
        refused += not holds(policy, signers, changed, proof)
    for at in range(0, len(proof), 10):
        changed = proof[:at] + bytes([proof[at] ^ 1]) + proof[at + 1 :]
        refused += not holds(policy, signers, act, changed)
    print(f"{refused} refused")


main(*sys.argv[1:])
