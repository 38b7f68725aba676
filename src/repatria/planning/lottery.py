"""The lottery between people of one tier and tenure: drawn so that neither side can choose.

1. **Commit.** Each side draws a seed and a salt of 32 bytes and publishes SHA-256(seed || salt).
   The beacon (whose, and which of its values), the last day for opening and the register's root
   are published with it.
2. **Open.** Until `reveal_by` each side publishes its seed and salt. Whoever does not, or does
   later, or shows others than it committed to, has refused.
3. **Draw.** On `beacon_day`, which is *later* than `reveal_by`, the beacon's value appears.

A person's number is SHA-256(domain || part 0 || part 1 || beacon || code) read as an integer. A
side's part is 0x01 || seed if it opened, 0x00 || commitment if it refused; the beacon goes with its
length in two bytes, so that no two inputs share their bytes.

**Why the last to open gains nothing by refusing.** When a side decides, the beacon's value does not
exist yet. Whether it opens or refuses, the bytes hashed are fixed but for the beacon, and they
differ between the two (0x01 or 0x00). With SHA-256 as a random function, and the beacon a value
that nobody can guess (of at least `m` equally likely ones), the numbers are drawn evenly in either
case and independently of all that the side knows: either choice gives anybody the same chance to
stand first, up to the chance t/m that one of the t values it tried out was the beacon's. After the
beacon there is nothing left to decide: an opening is then too late, and counts as a refusal.

**And if the beacon fails.** A side that knows its value beforehand still committed to its seed
without knowing the other's. All that it can choose is to open or to refuse: the better of two
draws, not of as many as it likes. If the beacon's keeper works with one side and picks the value
after the opening, the lottery fails: name a beacon with many keepers. The code is hashed, so the
register's root must be published before the beacon, or codes could be chosen.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import message

DOMAIN = b"repatria-lottery/1\n"
SIZE = 32


@dataclass(frozen=True, slots=True)
class Announced:
    """What is published before a draw."""

    commitments: tuple[bytes, bytes]
    """Of the two sides, in the agreement's order."""
    committed_on: date
    reveal_by: date
    beacon: str
    """Whose value it is, as anybody can look it up."""
    beacon_round: str
    """Which of its values: a number or a time."""
    beacon_day: date


@dataclass(frozen=True, slots=True)
class Opening:
    """What a side shows of its commitment, and the day."""

    seed: bytes
    salt: bytes
    day: date


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw that took place: what was announced, what was opened, what the beacon gave."""

    announced: Announced
    openings: tuple[Opening | None, Opening | None]
    value: bytes


def commit(seed: bytes, salt: bytes) -> bytes:
    """What a side publishes: SHA-256(seed || salt). `ValueProblem` unless both have 32 bytes."""
    if len(seed) != SIZE or len(salt) != SIZE:
        raise ValueProblem(message("A seed and a salt have 32 bytes each."))
    return hashlib.sha256(seed + salt).digest()


def part(commitment: bytes, opening: Opening | None, reveal_by: date) -> bytes:
    """What a side brings to the draw: its seed, or its commitment if it refused."""
    if opening is not None and opening.day <= reveal_by:
        fits = len(opening.seed) == len(opening.salt) == SIZE
        if fits and commit(opening.seed, opening.salt) == commitment:
            return b"\x01" + opening.seed
    return b"\x00" + commitment


def prefix(draw: Draw) -> bytes:
    """All that is hashed before a person's code. `ValueProblem` if the days are out of order or a
    value cannot be one."""
    told = draw.announced
    if not told.committed_on <= told.reveal_by < told.beacon_day:
        raise ValueProblem(
            message("First the commitments, then the openings, and the beacon on a later day.")
        )
    if any(len(each) != SIZE for each in told.commitments):
        raise ValueProblem(message("A commitment has 32 bytes."))
    if not SIZE <= len(draw.value) < 65536:
        raise ValueProblem(message("A beacon's value has at least 32 bytes."))
    parts = [
        part(commitment, opening, told.reveal_by)
        for commitment, opening in zip(told.commitments, draw.openings, strict=True)
    ]
    return DOMAIN + b"".join(parts) + len(draw.value).to_bytes(2, "big") + draw.value


def number(before: bytes, code: str) -> int:
    """Somebody's number in the draw with that prefix: of 256 bits; the smaller stands first."""
    return int.from_bytes(hashlib.sha256(before + code.encode("utf-8")).digest(), "big")
