"""An act that came in time gets its further signatures when they come."""

from __future__ import annotations

import pytest

from ledger_work import NOW, begun, handover, recorded, signed
from repatria.ledger.admitting import LATE
from repatria.ledger.refusing import LedgerRefused, Why


def test_a_further_signature_may_come_days_later_and_a_first_one_may_not() -> None:
    store = begun()
    recorded(store, signed(handover(), ["ua"]))
    days = NOW + 10 * LATE
    assert recorded(store, signed(handover(), ["ua", "ru", "icrc"]), now=days).start == 1
    with pytest.raises(LedgerRefused) as refused:
        recorded(store, signed(handover("H-2"), ["ua"]), now=days)
    assert refused.value.why is Why.CLOCK
