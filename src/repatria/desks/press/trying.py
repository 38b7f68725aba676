"""What a claim would do to the record: its grade, the contradictions that it would create or close,
and whether the word is held already. Pure: what is held comes in, a verdict goes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from repatria.statements.claim import Claim
from repatria.statements.contradiction import Contradiction
from repatria.statements.examine import Examination, examine
from repatria.statements.figures import Grade, LegVerdict, Verdict
from repatria.statements.quantity import Interval
from repatria.statements.record import Leg, Record
from repatria.statements.sums import is_total
from repatria.statements.total_check import TotalCheck


@dataclass(frozen=True, slots=True)
class Turned:
    """A figure of a leg, before and after; `None` where there was no such figure."""

    leg: Leg
    before: Grade | None
    after: Grade | None
    spread_before: Interval | None
    spread: Interval | None
    verdict: Verdict

    @property
    def changes(self) -> bool:
        return (self.before, self.spread_before) != (self.after, self.spread)


@dataclass(frozen=True, slots=True)
class Trial:
    """What would follow if a claim were held too."""

    figures: tuple[Turned, ...]
    created: tuple[Contradiction, ...]
    closed: tuple[Contradiction, ...]
    grown: tuple[Contradiction, ...]
    """Contradictions that are there already, and that it would rest on, too."""
    same_word: tuple[Claim, ...]
    """Claims held of the same utterance: the root counts once."""
    same_root: tuple[Claim, ...]
    """Other claims of the same root on the same leg: what one origin says is one voice."""
    checks: tuple[TotalCheck, ...]


def trial(held: Record, new: Claim, without: Collection[str] = ()) -> Trial:
    """Examine what is held with and without a claim; `without` names claims that go with it (what
    it corrects, or itself in an earlier version)."""
    base = replace(held, claims=tuple(c for c in held.claims if c.id != new.id))
    kept = tuple(c for c in base.claims if c.id not in without)
    after = examine(replace(base, claims=(*kept, new)))
    before = examine(base)
    created, closed, grown = _compared(before, after, new)
    return Trial(
        figures=tuple(_turned(before, after, new)),
        created=created,
        closed=closed,
        grown=grown,
        same_word=_same_word(after, kept, new),
        same_root=tuple(c for c in kept if _same_root(c, new)),
        checks=tuple(one for one in after.totals if is_total(new) and one.claim == new.id),
    )


def _compared(
    before: Examination, after: Examination, new: Claim
) -> tuple[tuple[Contradiction, ...], tuple[Contradiction, ...], tuple[Contradiction, ...]]:
    was = {one.key: one for one in before.contradictions}
    now = {one.key: one for one in after.contradictions}
    appeared = [one for key, one in now.items() if key not in was]
    gone = [one for key, one in was.items() if key not in now]
    # A contradiction's address follows from its claims: one more claim is no new contradiction.
    places = {_place(one) for one in gone}
    continued = {_place(one) for one in appeared} & places
    return (
        tuple(one for one in appeared if _place(one) not in continued),
        tuple(one for one in gone if _place(one) not in continued),
        tuple(one for one in appeared if _place(one) in continued and new.id in one.claims),
    )


def _place(one: Contradiction) -> tuple[object, ...]:
    return one.kind, tuple(sorted(one.legs)), one.agreement, one.where


def _turned(before: Examination, after: Examination, new: Claim) -> Iterable[Turned]:
    for leg, verdict in after.legs.items():
        for now in verdict.figures:
            touched = any(new.id in root.claims for root in now.roots)
            was = _same_figure(before.legs.get(leg), now)
            turned = Turned(
                leg,
                None if was is None else was.grade,
                now.grade,
                None if was is None else was.spread,
                now.spread,
                now,
            )
            if touched or turned.changes:
                yield turned


def _same_figure(held: LegVerdict | None, now: Verdict) -> Verdict | None:
    figures = () if held is None else held.figures
    return next((one for one in figures if one.figure == now.figure), None)


def _same_word(after: Examination, kept: Iterable[Claim], new: Claim) -> tuple[Claim, ...]:
    others = {one for said in after.utterances if new.id in said.claims for one in said.claims}
    return tuple(claim for claim in kept if claim.id in others)


def _same_root(held: Claim, new: Claim) -> bool:
    place = (new.exchange, new.giver, new.receiver, new.track)
    return held.root == new.root and bool(new.exchange) and place == (
        held.exchange, held.giver, held.receiver, held.track
    )  # fmt: skip
