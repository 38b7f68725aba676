"""The files of commitments: what the maker keeps, and a line that was opened. Canonical JSON, one
object a line, so that a person can read them and a tool can stream them."""

from __future__ import annotations

import json
from typing import Any

from repatria.base.canonical import canonical_bytes
from repatria.base.messages import message
from repatria.ledger.commitment import SALT_SIZE, Commitment, Committed, Opening
from repatria.ledger.refusing import malformed
from repatria.ledger.strict import from_base64, hash_from, to_base64

KEPT, OPENED = "repatria-committed v1", "repatria-opening v1"


def committed_bytes(committed: Committed) -> bytes:
    """The maker's secret file: a head, then a salt and a leaf for each line."""
    told = committed.commitment
    head = {"file": KEPT, "count": told.count, "root": to_base64(told.root)}
    rows = (
        {"salt": to_base64(salt) if salt else "", "leaf": to_base64(leaf)}
        for salt, leaf in zip(committed.salts, committed.leaves, strict=True)
    )
    return b"".join(canonical_bytes(each) + b"\n" for each in (head, *rows))


def read_committed(data: bytes) -> Committed:
    """The maker's file read back. `LedgerRefused` names the line that is wrong; a file that is cut
    off is refused, and one whose leaves do not make its root."""
    head, *rows = _objects(data)
    if head.get("file") != KEPT or head.get("count") != len(rows):
        raise malformed(message("This is no file of a commitment, or it is cut off."))
    salts, leaves = [], []
    for at, row in enumerate(rows, start=2):
        text = _text(row, "salt", at)
        salts.append(from_base64(text, f"line {at}: salt") if text else b"")
        leaves.append(hash_from(_text(row, "leaf", at), f"line {at}: leaf"))
        if salts[-1] and len(salts[-1]) != SALT_SIZE:
            raise malformed(message("Line {line}: the salt is not 16 bytes."), line=at)
    committed = Committed(tuple(salts), tuple(leaves))
    if to_base64(committed.commitment.root) != head.get("root"):
        raise malformed(message("The leaves of this commitment do not make its root."))
    return committed


def opening_bytes(opening: Opening, commitment: Commitment) -> bytes:
    """An opened line with all that checks it: it is secret as its line is."""
    told = {
        "file": OPENED,
        "count": commitment.count,
        "root": to_base64(commitment.root),
        "index": opening.index,
        "salt": to_base64(opening.salt),
        "line": to_base64(opening.line),
        "path": [to_base64(each) for each in opening.path],
    }
    return canonical_bytes(told) + b"\n"


def read_opening(data: bytes) -> tuple[Opening, Commitment]:
    """An opened line, and the commitment that it says it is of: compare that with the signed
    one."""
    told, *more = _objects(data)
    path = told.get("path")
    if told.get("file") != OPENED or more or not isinstance(path, list):
        raise malformed(message("This is no opened line of a commitment."))
    line = _text(told, "line", 1)
    opening = Opening(
        _whole(told, "index"),
        from_base64(line, "the line") if line else b"",
        from_base64(_text(told, "salt", 1), "the salt"),
        tuple(hash_from(each if isinstance(each, str) else "", "the path") for each in path),
    )
    return opening, Commitment(_whole(told, "count"), hash_from(_text(told, "root", 1), "the root"))


def _objects(data: bytes) -> list[dict[str, Any]]:
    found = []
    for at, line in enumerate(data.split(b"\n")[:-1], start=1):
        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict):
            raise malformed(message("Line {line} is no JSON object."), line=at)
        found.append(told)
    if not found or not data.endswith(b"\n"):
        raise malformed(message("The file is empty or cut off."))
    return found


def _text(row: dict[str, Any], key: str, at: int) -> str:
    value = row.get(key)
    if not isinstance(value, str):
        raise malformed(message("Line {line} does not say its {field}."), line=at, field=key)
    return value


def _whole(row: dict[str, Any], key: str) -> int:
    value = row.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise malformed(message("{field} is not a plain number."), field=key)
    return value
