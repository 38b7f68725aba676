#!/usr/bin/env python3
"""Checks the place of one person in a round. It needs Python 3.11 or newer and nothing else.

    python3 check_own.py RECORD OWN [LINE] [DAY]

RECORD  what stood in the public log: the commitment made before the run, and the draw.
        Take it from the log yourself, not from whoever sent the letter.
OWN     the file that came with the letter.
LINE    the line of the register, as a caseworker has opened it for you.
DAY     the day of capture as you know it, as 2025-06-20.

It ends with 0 if everything fits, else with 1. It cannot see other people's lines: that the list as
a whole is right is what an auditor checks, with check_list.py, on a certificate with the same
digest as the one in OWN.
"""

import hashlib
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

FORMATS = ("repatria-list-record/1", "repatria-own/1")
UNKNOWN_TENURE = 4_000_000


class Wrong(Exception):
    """What is wrong, so that nothing after it can be checked."""


def root_by(leaf: bytes, index: int, count: int, path: list[bytes]) -> bytes:
    """The root to which a leaf leads (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < count:
        raise Wrong("leaf: it stands outside the register")
    at, last, root = index, count - 1, leaf
    for each in path:
        if last == 0:
            raise Wrong("leaf: its path is too long")
        if at % 2 or at == last:
            root = hashlib.sha256(b"\x01" + each + root).digest()
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            root = hashlib.sha256(b"\x01" + root + each).digest()
        at, last = at >> 1, last >> 1
    if last:
        raise Wrong("leaf: its path is too short")
    return root


def lottery_prefix(lottery: dict[str, Any], draw: dict[str, Any]) -> bytes:
    """What is hashed before a code. Whoever did not open in time takes part with the commitment."""
    by = date.fromisoformat(lottery["reveal_by"])
    parts = b""
    for commitment, opening in zip(lottery["commitments"], draw["openings"], strict=True):
        promised = bytes.fromhex(commitment)
        part = b"\x00" + promised
        if opening is not None and date.fromisoformat(opening["day"]) <= by:
            seed, salt = bytes.fromhex(opening["seed"]), bytes.fromhex(opening["salt"])
            if len(seed) == len(salt) == 32 and hashlib.sha256(seed + salt).digest() == promised:
                part = b"\x01" + seed
        parts += part
    value = bytes.fromhex(draw["beacon_value"])
    return b"repatria-lottery/1\n" + parts + len(value).to_bytes(2, "big") + value


def opened(line: bytes, leaf: bytes, code: str) -> Any:
    """The facts of an opened line, if it is the one that was sealed."""
    salt, text = bytes.fromhex(line[:32].decode()), line.rstrip(b"\n")[33:]
    if hashlib.sha256(b"\x00" + salt + text).digest() != leaf:
        raise Wrong("line: it is not the one that was sealed")
    facts = json.loads(text)
    if facts["code"] != code:
        raise Wrong("line: it is somebody else's")
    return facts


def checked(record: bytes, own: bytes, line: bytes | None, day: date | None) -> list[str]:
    """What is wrong, in sentences."""
    public, told = json.loads(record), json.loads(own)
    if (public["format"], told["format"]) != FORMATS:
        raise Wrong("a file is not of a format known here")
    sealed, leaf, wrong = public["commitment"], told["leaf"], []
    hash_, path = bytes.fromhex(leaf["hash"]), [bytes.fromhex(each) for each in leaf["path"]]
    root = root_by(hash_, leaf["index"], leaf["count"], path)
    if leaf["count"] != sealed["count"] or root.hex() != sealed["root"]:
        wrong.append("leaf: it is not in the register that was sealed before the run")
    _, _, minus_days, number = key = told["key"]
    prefix = lottery_prefix(sealed["lottery"], public["draw"])
    if hashlib.sha256(prefix + told["code"].encode()).hexdigest() != number:
        wrong.append("lottery: the number is not what the public draw gives for this code")
    captured = day
    if line is not None:
        facts = opened(line, hash_, told["code"])
        captured = facts["captured"] and date.fromisoformat(facts["captured"])
        if day is not None and captured != day:
            wrong.append(f"capture: the register has {facts['captured']}, you have {day}")
    if line is not None or day is not None:
        on = date.fromisoformat(sealed["on"])
        if minus_days != ((captured - on).days if captured else UNKNOWN_TENURE):
            wrong.append("order: the days held are not those from capture to the round")
    if told["cutoff"] is not None and not told["cutoff"] < key:
        wrong.append("order: by this cut-off your relative had a place in this round")
    return wrong


def check(
    record: bytes, own: bytes, line: bytes | None = None, day: date | None = None
) -> list[str]:
    """Everything that is wrong; nothing if all fits."""
    try:
        return checked(record, own, line, day)
    except Exception as error:
        return [str(error) if isinstance(error, Wrong) else f"a file is malformed: {error!r}"]


def main(arguments: list[str]) -> int:
    if not 2 <= len(arguments) <= 4:
        sys.exit(__doc__)
    record, own, *more = arguments
    days = [each for each in more if len(each) == 10 and each[:4].isdigit()]
    lines = [Path(each).read_bytes() for each in more if each not in days]
    day = date.fromisoformat(days[0]) if days else None
    files = (Path(record).read_bytes(), Path(own).read_bytes())
    wrong = check(*files, lines[0] if lines else None, day)
    print("\n".join(wrong) or "Everything fits what was public before the run.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
