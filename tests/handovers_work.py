"""A ledger set up as an installation has it, for the tests of the desk of handovers. The sides'
keys are the tests' own; the folder has the log's key alone."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from ledger_work import LOG, ORIGIN, PARTIES, cosigners_bytes, signed, signers_bytes
from repatria.desks.accounts.models import User
from repatria.desks.common.ledger.opening import open_store
from repatria.desks.handovers import setup
from repatria.desks.handovers.models import Act
from repatria.desks.handovers.services.taking import take_note
from repatria.desks.handovers.services.writing import write_act
from repatria.ledger.act import read_act
from repatria.ledger.admitting import record
from repatria.ledger.key_files import Cost, seal
from repatria.ledger.log import Appended, begin
from repatria.ledger.note import read_note

WORDS = "a heron stands in the reeds"
CHEAP = Cost(64, 1, 1)
VALUES: dict[str, Any] = {
    "reference": "H-1", "giver": "ua", "receiver": "ru", "intermediary": ["icrc"],
    "exchange": "X-1", "place": "P-1", "opened": "2025-06-15T10:00:00Z",
    "closed": "2025-06-15T12:00:00Z", "unit": "persons", "count": "25",
    "manifest": "sha256:" + "0" * 64,
}  # fmt: skip


def set_up(settings: Any, least: str = "2") -> Path:
    """Policies, the log's key, and a log that is begun."""
    place = setup.folder()
    place.mkdir(mode=0o700, parents=True)
    (place / setup.SIGNERS).write_bytes(signers_bytes())
    (place / setup.COSIGNERS).write_bytes(cosigners_bytes(least))
    (place / setup.LOG_KEY).write_bytes(seal(LOG, WORDS, CHEAP))
    settings.REPATRIA_LEDGER = ""
    settings.REPATRIA_LEDGER_PASSPHRASE = WORDS
    settings.REPATRIA_LEDGER_PASSPHRASE_FILE = ""
    store = open_store(setup.address(), create=True)
    begin(store, LOG)
    store.close()
    return place


def written(by: User, /, kind: str = "handover", **more: Any) -> Act:
    """A text that nobody has signed."""
    return write_act(by, kind, {**(VALUES if kind == "handover" else {}), **more})


def note_by(act: Act, *names: str) -> bytes:
    """The act with the signatures of sides alone, as it comes from their machines."""
    return signed(read_act(read_note(bytes(act.note))), names).to_bytes()


def in_hand(by: User, /, *names: str, **more: Any) -> Act:
    """An act with the signatures of sides, not in the log."""
    act = written(by, **more)
    return take_note(by, note_by(act, *(names or PARTIES)), act)


def by_other_hand(*notes: bytes) -> Appended:
    """Acts put into the log as the command line does."""
    held = setup.ledger()
    with setup.opened(held) as store:
        return record(store, LOG, held.signers, notes, int(time.time()))


def logged(by: User, /, *names: str, **more: Any) -> Act:
    """An act in the log, and taken in by the desk."""
    from repatria.desks.handovers.services.reading import catch_up

    act = in_hand(by, *names, **more)
    by_other_hand(bytes(act.note))
    catch_up(setup.ledger())
    act.refresh_from_db()
    return act


__all__ = ["ORIGIN", "PARTIES", "WORDS", "by_other_hand", "in_hand", "logged", "note_by", "set_up",
           "written"]  # fmt: skip
