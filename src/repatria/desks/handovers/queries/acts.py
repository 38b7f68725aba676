"""Acts as the pages show them: fields in words, who must sign and how it stands with each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from repatria.desks.handovers.models import Act, Stands
from repatria.desks.handovers.queries.signatures import Verdict, verdicts
from repatria.desks.handovers.setup import Ledger, ledger, opened
from repatria.ledger.act import read_act
from repatria.ledger.note import Signature, read_note


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who has signed or must."""

    name: str
    good: tuple[Verdict, ...]
    refused: str
    """Why they will not sign, where a complete refusal of theirs is in the log."""
    scans: int
    """How many scans of their pen's signature the reader may see."""

    @property
    def signed(self) -> bool:
        return bool(self.good)


def verdicts_of(held: Ledger, act: Act) -> list[Verdict]:
    """What each line under an act is worth now."""
    with opened(held) as store, store.reading() as reading:
        return list(verdicts(held, reading, read_note(bytes(act.note)), act.at))


def signers_of(act: Act, told: Iterable[Verdict], scans: Iterable[str]) -> list[Signer]:
    """Everybody who has signed or must, in the act's own order."""
    lines, shown = list(told), list(scans)
    good = [each for each in lines if not each.wrong]
    of = read_act(read_note(bytes(act.note))).signers
    names = dict.fromkeys((*of, *act.missing, *(each.holder for each in good)))
    reasons = refusals_of(act)
    return [
        Signer(
            name,
            tuple(each for each in good if each.holder == name),
            reasons.get(name, ""),
            shown.count(name),
        )
        for name in names
        if name
    ]


def refusals_of(act: Act) -> dict[str, str]:
    """Who will not sign it, and why: by complete refusals alone."""
    rows = Act.objects.filter(speaks_of=act.digest, stands=Stands.COMPLETE).order_by("pk")
    told = [read_act(read_note(bytes(row.note))) for row in rows]
    return {each["by"]: each["reason"] for each in told}


def lines_in_log(act: Act) -> frozenset[Signature]:
    """The signatures that the log has under this act."""
    if not act.at:
        return frozenset()
    found: set[Signature] = set()
    with opened(ledger()) as store, store.reading() as reading:
        for place in act.at:
            (entry,) = reading.entries(place, place + 1)
            found.update(read_note(entry).signatures)
    return frozenset(found)
