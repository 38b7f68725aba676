"""What came of a list, in lines: how many go to each side, why the others do not, what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from repatria.planning.eligible import gate
from repatria.planning.reasons import Reason
from repatria.planning.why import count_reasons

if TYPE_CHECKING:
    from repatria.cli.plan_commitment import Committed
    from repatria.planning.round import Round

REASONS: dict[Reason, str] = {
    Reason.ALREADY_RETURNED: "has returned already",
    Reason.REPORTED_DEAD: "is reported dead",
    Reason.HOLDER_DENIES: "the holder denies that it holds them",
    Reason.NOT_CONFIRMED_HELD: "nobody neutral and not the holder has confirmed that they are held",
    Reason.NO_CONSENT: "does not want to return",
    Reason.UNFIT_TO_TRAVEL: "cannot be moved",
    Reason.VETO: "the holder keeps them",
    Reason.OUTSIDE_TERMS: "no clause of the agreement speaks of them",
    Reason.NO_STRETCHER_PLACE: "the places for stretchers went to people who stand before",
    Reason.CAMP_FULL: "the places for their camp went to people who stand before",
    Reason.ROUND_FULL: "the seats of the round went to people who stand before",
    Reason.CLAUSE_FULL: "a cap of the agreement is reached by people who stand before",
    Reason.CLASS_UNMATCHED: "the other side has nobody left against whom their class is exchanged",
    Reason.WAITS_FOR_GROUP: "waits for those of their group",
    Reason.ON_LIST: "is on the list",
}
"""A reason as it is said of somebody to those who plan. What a family hears is a letter's."""


def told(made: Committed, found: Round) -> Iterator[str]:
    """What came of a round."""
    terms = made.terms
    yield f"{terms.name}, reading {terms.reading}: the round of {found.on}"
    people = {person.code: person for person in made.people}
    could = [0, 0]
    for person in made.people:
        if gate(person, terms, found.on) is None:
            could[terms.sides.index(person.side)] += 1
    for side, codes, many in zip(terms.sides, found.listed, could, strict=True):
        duty = sum(people[code].duty for code in codes)
        yield (
            f"  to {side}: {len(codes):,} of {many:,} who can be considered; "
            f"{duty:,} of them by article 109, outside every number"
        )
    yield "Why:"
    for why, count in count_reasons(found.reasons).items():
        if count:
            yield f"  {count:>9,}  {why.value}: {REASONS[why]}"
    for number, owed in found.owed.items():
        if any(owed):
            each = " and ".join(
                f"{many:,} to {side}" for side, many in zip(terms.sides, owed, strict=True)
            )
            yield f"Clause {number} still owes {each}."
    for number, codes in found.would_count.items():
        yield (
            f"Clause {number} of this reading would count {len(codes):,} whom Geneva Convention "
            "III, article 109, returns regardless of number. None is counted."
        )
    if found.interleaved:
        yield "Classes stand mixed in the order: their numbers were raised one at a time."
