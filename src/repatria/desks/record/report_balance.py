"""The balance of a window: each side's own words added up, and its totals of whole periods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from repatria.desks.record import labels, report
from repatria.desks.record.report_words import NUMBERED, Words, high, low
from repatria.statements.balance import SideSum
from repatria.statements.claim import Claim, role_of
from repatria.statements.series import SeriesKey
from repatria.statements.vocabulary import Per, Role, Voice

_SIDES = (Role.GIVER, Role.RECEIVER)


def directions(
    sums: Sequence[SideSum], totals: Sequence[Claim], words: Words
) -> tuple[report.Direction, ...]:
    """The directions of a window. `totals` are those of periods inside it."""
    by_key: dict[SeriesKey, dict[Role, SideSum]] = {}
    for side in sums:
        by_key.setdefault(side.key, {})[side.role] = side
    spoken: dict[SeriesKey, list[Claim]] = {key: [] for key in by_key}
    for claim in totals:
        for giver, receiver in claim.directions():
            spoken.setdefault(SeriesKey(giver, receiver, claim.track), []).append(claim)
    keys = sorted(spoken, key=lambda key: (key.track, key.giver, key.receiver))
    return tuple(_direction(key, by_key.get(key, {}), spoken[key], words) for key in keys)


def _direction(
    key: SeriesKey, sums: dict[Role, SideSum], totals: Iterable[Claim], words: Words
) -> report.Direction:
    groups: dict[Role | None, list[report.TotalWord]] = {}
    for claim in totals:
        role = role_of(claim.speaker, key.giver, key.receiver)
        own = role in _SIDES and claim.speaker.voice is Voice.PARTY
        groups.setdefault(role if own else None, []).append(_total(claim, words))
    sides = tuple(
        _side(key, role, sums.get(role), tuple(groups.get(role, ())), words) for role in _SIDES
    )
    return report.Direction(
        giver=key.giver,
        giver_name=words.names.party(key.giver),
        receiver=key.receiver,
        receiver_name=words.names.party(key.receiver),
        track=key.track.value,
        track_name=str(labels.WORDS[key.track]),
        sides=sides,
        others=tuple(groups.get(None, ())),
        party_number=any(side.lower_bound is not None for side in sides),
    )


def _total(claim: Claim, words: Words) -> report.TotalWord:
    interval, covers = claim.interval, claim.covers
    assert interval is not None
    assert covers is not None
    says = labels.quantity(claim.quantity)
    return report.TotalWord(
        claim.id,
        words.who(claim.speaker, claim.source),
        f"{says} (“{claim.quantity.words}”)" if claim.quantity.words else says,
        words.names.show(covers),
        claim.both and claim.per is Per.TOTAL,
        interval.low,
    )


def _side(
    key: SeriesKey,
    role: Role,
    side: SideSum | None,
    totals: tuple[report.TotalWord, ...],
    words: Words,
) -> report.SideBalance:
    party = key.giver if role is Role.GIVER else key.receiver
    stated = None if side is None else side.stated
    states = {} if side is None else {state.value: number for state, number in side.by_state}
    numbered = sum(number for state, number in states.items() if state in NUMBERED)
    bounds = [total.lower_bound for total in totals if not total.both_together]
    speakers = () if side is None else words.speakers(side.speakers)
    if stated is not None and any(one.voice == Voice.PARTY for one in speakers):
        bounds.append(stated.low)
    return report.SideBalance(
        role=role.value,
        party=party,
        party_name=words.names.party(party),
        says=str(labels.GRADES[""]) if stated is None else labels.interval(stated),
        low=low(stated),
        high=high(stated),
        legs=sum(states.values()),
        legs_without_number=sum(states.values()) - numbered,
        by_state=states,
        by_grade={} if side is None else {grade.value: count for grade, count in side.by_grade},
        speakers=speakers,
        unnamed_legs=0 if side is None else side.unnamed_legs,
        totals=totals,
        lower_bound=max(bounds, default=None),
    )
