"""A contradiction as a page shows it: what differs, in sentences; the claims; where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.desks.record.present.claims import ClaimRow, claim_rows
from repatria.desks.record.present.leg_rows import track_label
from repatria.desks.record.queries import FoundContradiction
from repatria.statements.claim import Claim
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.record import Leg


@dataclass(frozen=True, slots=True)
class LegLink:
    """A leg by its codes, for its address, and by its names."""

    leg: Leg
    giver: str
    receiver: str
    track: str
    day: date | None


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """One contradiction: `sentences` say what differs and why, `carried` where it turns up again.

    `claims` are those it rests on; a claim that the caller did not give is left out of them.
    """

    key: str
    kind: str
    label: str
    day: date
    since: date
    sentences: tuple[str, ...]
    carried: tuple[str, ...]
    legs: tuple[LegLink, ...]
    agreement: str
    claims: tuple[ClaimRow, ...]

    @property
    def anchor(self) -> str:
        """Its kind's section on the method page."""
        return kind_anchor(self.kind)


def kind_anchor(kind: str) -> str:
    return kind.replace("_", "-")


def leg_link(leg: Leg, names: Names) -> LegLink:
    return LegLink(
        leg,
        names.party(leg.giver),
        names.party(leg.receiver),
        track_label(leg.track),
        names.days.get(leg.exchange),
    )


def contradiction_rows(
    found: Iterable[FoundContradiction],
    names: Names,
    claims: Mapping[str, Claim] | None = None,
    retired: Mapping[str, str] | None = None,
) -> tuple[ContradictionRow, ...]:
    """Contradictions as rows; `claims` by id are shown with each that rests on them."""
    return tuple(_row(one, names, claims or {}, retired) for one in found)


def _row(
    found: FoundContradiction,
    names: Names,
    claims: Mapping[str, Claim],
    retired: Mapping[str, str] | None,
) -> ContradictionRow:
    item = found.item
    one_leg = item.legs[0] if len(item.legs) == 1 else None
    rests_on = sorted(
        (claims[one] for one in item.claims if one in claims),
        key=lambda claim: names.colour(claim.speaker.party),
    )
    return ContradictionRow(
        key=found.key,
        kind=item.kind.value,
        label=str(labels.CONTRADICTIONS[ContradictionKind(item.kind)]),
        day=found.day,
        since=found.since,
        sentences=tuple(map(names.sentence, item.reasons)),
        carried=tuple(names.sentence(one.reason) for one in found.carried),
        legs=tuple(leg_link(leg, names) for leg in item.legs),
        agreement=item.agreement,
        claims=claim_rows(rests_on, names, leg=one_leg, retired=retired),
    )
