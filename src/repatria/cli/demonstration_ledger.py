"""The demonstration's ledger: made-up acts of a few days in June 2025, signed by made-up sides.

It makes the keys of every side on this machine, which no installation may: whoever runs it could
sign for all of them. Every page of the desk says so, because it finds the keys there.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from repatria.base.progress import Progress
from repatria.cli.demonstration import OPENS

if TYPE_CHECKING:
    from repatria.ledger.act import Act
    from repatria.ledger.keys import SigningKey
    from repatria.ledger.storing import Store

ORIGIN = "synthetic.example/log"
NORTH, SOUTH, WITNESS = "DEMO-NORTH", "DEMO-SOUTH", "DEMO-WITNESS"
SIDES = (NORTH, SOUTH, WITNESS)
KEYS = "keys-of-all-sides"
"""The folder that no installation has."""
_SECTION = "handovers"
_LATE = "synthetic: written for the demonstration"
_NOTHING = "synthetic: no such handover took place in this form"


def load(home: Path, progress: Progress) -> None:
    """Make the ledger where there is none, whole or not at all; have the desk read it."""
    from repatria.desks.common import made_up
    from repatria.desks.handovers import setup
    from repatria.desks.handovers.services.reading import catch_up

    made_up.mark(home, _SECTION)
    place = home / "ledger"
    if not place.exists():
        progress(0, 0, "signing acts")
        arriving = home / "ledger-arriving"
        shutil.rmtree(arriving, ignore_errors=True)
        arriving.mkdir(mode=0o700)
        _make(arriving)
        arriving.rename(place)
    catch_up(setup.ledger())


def _make(place: Path) -> None:
    from repatria.desks.common.ledger.opening import open_store
    from repatria.desks.handovers.setup import COSIGNERS, LOG_KEY, SIGNERS, STORE
    from repatria.ledger.key_files import new_key, seal
    from repatria.ledger.keys import Use

    words = secrets.token_urlsafe(16)
    _private(place / OPENS, f"{words}\n".encode())
    log = new_key(ORIGIN, Use.NOTE)
    _private(place / LOG_KEY, seal(log, words))
    (place / KEYS).mkdir(mode=0o700)
    acts, cosigns = {}, {}
    for side in SIDES:
        acts[side] = new_key(f"synthetic.example/{side}", Use.NOTE)
        cosigns[side] = new_key(f"synthetic.example/{side}-cosign", Use.COSIGN)
        _private(place / KEYS / f"{side}.key", seal(acts[side], words))
        _private(place / KEYS / f"{side}-cosign.key", seal(cosigns[side], words))
    (place / SIGNERS).write_text(
        "".join(f"signer {side} {key.public.vkey}\n" for side, key in acts.items())
        + f"group sides all {NORTH} {SOUTH}\ngroup both all sides {WITNESS}\nquorum both\n"
    )
    (place / COSIGNERS).write_text(
        f"log {log.public.vkey}\n"
        + "".join(f"witness {side} {key.public.vkey}\n" for side, key in cosigns.items())
        + f"group seen 2 {' '.join(SIDES)}\nquorum seen\n"
    )
    store = open_store(str(place / STORE), create=True)
    try:
        _fill(store, log, acts, cosigns, place)
    finally:
        store.close()


def _fill(
    store: Store,
    log: SigningKey,
    acts: dict[str, SigningKey],
    cosigns: dict[str, SigningKey],
    place: Path,
) -> None:
    """Acts of each standing; the last of them are not cosigned by one of the three."""
    from repatria.desks.handovers.setup import SIGNERS
    from repatria.ledger.admitting import record
    from repatria.ledger.log import begin
    from repatria.ledger.note import Note
    from repatria.ledger.policy import Member, read_policy
    from repatria.ledger.refusing import LedgerRefused

    begin(store, log)
    policy, now = read_policy((place / SIGNERS).read_bytes(), Member.SIGNER), int(time.time())

    def signed(act: Act, by: Sequence[str]) -> bytes:
        note = Note(act.text)
        for side in by:
            note = note.signed_by(acts[side])
        return note.to_bytes()

    noted = [signed(act, by) for act, by in _acts(now)]
    record(store, log, policy, noted[:3], now)
    for side in SIDES:
        _cosign(store, log, cosigns[side], 0, now)
    record(store, log, policy, noted[3:], now)
    for side in (NORTH, WITNESS):
        _cosign(store, log, cosigns[side], 3, now)
    try:
        # One digit changed after it was signed: what the trail is for.
        record(store, log, policy, [noted[0].replace(b"\ncount 25\n", b"\ncount 26\n")], now)
    except LedgerRefused:
        return
    raise AssertionError("a changed act was taken")


def _acts(now: int) -> Iterator[tuple[Act, Sequence[str]]]:
    """Complete; one count and its correction; signatures missing; refused."""
    from repatria.ledger.act import make_act

    yield _handover(now, "E250609", "persons", 25), SIDES
    first = _handover(now, "E250610", "persons", 30)
    yield first, SIDES
    yield _handover(now, "E250610", "persons", 29, corrects=first.digest), SIDES
    yield _handover(now, "E250614", "persons", 40), (NORTH, SOUTH)
    bodies = _handover(now, "E250616R", "bodies", 60)
    yield bodies, (NORTH,)
    yield make_act("refusal", {
        **_common(now, f"{bodies['reference']}/refused-by-{SOUTH}"), "by": SOUTH,
        "of": bodies.digest, "reason": "synthetic: number of bodies not verified",
    }), (SOUTH,)  # fmt: skip


def _handover(now: int, exchange: str, unit: str, count: int, **more: str) -> Act:
    from repatria.ledger.act import make_act
    from repatria.ledger.commitment import commit

    day = f"2025-06-{exchange[5:7]}"
    lines = [f"synthetic {number}".encode() for number in range(count)]
    root = commit(lines).commitment.root.hex()
    return make_act("handover", {
        **_common(now, f"SYNTHETIC/{exchange}/1"), "giver": NORTH, "receiver": SOUTH,
        "intermediary": WITNESS, "exchange": exchange, "place": "SYNTHETIC-PLACE-1",
        "opened": f"{day}T08:00:00Z", "closed": f"{day}T11:40:00Z", "unit": unit,
        "count": str(count), "manifest": f"sha256:{root}", "reservation": _NOTHING, **more,
    })  # fmt: skip


def _common(now: int, reference: str) -> dict[str, str]:
    from repatria.ledger.act_values import time_of

    return {"log": ORIGIN, "reference": reference, "made": time_of(now), "late": _LATE}


def _cosign(store: Store, log: SigningKey, key: SigningKey, since: int, now: int) -> None:
    """A side checks what it saw last and cosigns, as it would on its own machine."""
    from repatria.ledger.checkpoint import cosign, read_checkpoint
    from repatria.ledger.log import at_size, request, take_cosignature
    from repatria.ledger.witness import TOLERANCE, Seen, check_growth

    with store.reading() as reading:
        asked = request(reading, log.public, since)
        seen = Seen(since, at_size(reading, log.public, since)[0].root, now) if since else Seen()
    check_growth(log.public, seen, asked)
    assert read_checkpoint(asked.checkpoint).size > since
    note = cosign(asked.checkpoint, key, now)
    take_cosignature(store, log.public, note, [key.public], now, TOLERANCE)


def _private(file: Path, data: bytes) -> None:
    file.touch(mode=0o600)
    file.write_bytes(data)
