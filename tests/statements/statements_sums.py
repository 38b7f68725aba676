"""A record of handovers from Northland to Southland, for the tests of totals beside."""

from __future__ import annotations

from collections.abc import Sequence

from builders import NORTH_HQ, SOUTH_HQ, count, exchange, record
from repatria.statements.claim import Claim
from repatria.statements.contradiction import Contradiction
from repatria.statements.examine import Examination, examine
from repatria.statements.record import Exchange
from repatria.statements.total_check import TotalCheck

Number = int | str | None
Item = Claim | Exchange
Items = Item | Sequence[Item]


def handed(on: str, giver: Number, receiver: Number = "same", *more: Claim,
           happened: bool = True) -> list[Item]:  # fmt: skip
    """An exchange on a day, with the two sides' counts; `None` for a side that gives none."""
    code = f"E{on}"
    told = (giver, NORTH_HQ), (giver if receiver == "same" else receiver, SOUTH_HQ)
    return [
        exchange(code, on, happened=happened),
        *(count(n, speaker, exchange=code, on=on) for n, speaker in told if n is not None),
        *more,
    ]


def examined(*items: Items) -> Examination:
    flat: list[Item] = []
    for item in items:
        flat += item if isinstance(item, Sequence) else [item]
    return examine(record(*flat))


def check(claim: Claim, *items: Items) -> TotalCheck:
    """What becomes of one total among these."""
    (found,) = (c for c in examined(claim, *items).totals if c.claim == claim.id)
    return found


def on_totals(found: Examination, *claims: Claim) -> list[Contradiction]:
    """The contradictions that rest on some of these."""
    ids = {claim.id for claim in claims}
    return [item for item in found.contradictions if ids & set(item.claims)]


def codes(found: TotalCheck) -> list[str]:
    return [item.code for item in found.reasons]
