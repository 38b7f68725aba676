"""Whether a plan keeps the agreement, in whole numbers and without a solver: by its types, and
person by person from the register's facts. Shares no code with the model that made it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from repatria.base.messages import message
from repatria.planning.counts import Returned
from repatria.planning.eligible import caps_of, class_of, gate
from repatria.planning.facts import Person
from repatria.planning.terms import Clause, Kind, Room, Terms

UNKNOWN = message("{code} returns, but is not in the register or cannot be considered.")
NO_ROUND = message("{code} returns in round {round}, which the plan does not have.")
SEATS = message("Round {round} carries {seats} seats to {side}; there are {most}.")
BEDS = message("Round {round} carries {beds} stretchers to {side}; there is room for {most}.")
CAMP = message("Round {round} takes {people} out of one camp to {side}; there may be {most}.")
CLASS = message("Round {round} brings {one} and {two} under clause {number}, which is not even.")
CAP = message("All rounds bring {people} to {side} under clause {number}; there may be {most}.")


def simulate(
    people: Iterable[Person],
    terms: Terms,
    on: date,
    rounds: int,
    round_of: Mapping[str, int],
    returned: Returned | None = None,
) -> tuple[str, ...]:
    """What a plan breaks, as sentences; nothing where it keeps everything. `round_of` has the round
    of everybody who returns, by code. People stand as on the day `on`."""
    flaws: list[str] = []
    going: dict[int, tuple[list[Person], list[Person]]] = {}
    known = {person.code: person for person in people}
    for code, now in sorted(round_of.items()):
        person = known.get(code)
        if person is None or gate(person, terms, on) is not None:
            flaws.append(UNKNOWN.format(code=code))
        elif not 0 <= now < rounds:
            flaws.append(NO_ROUND.format(code=code, round=now + 1))
        else:
            both = going.setdefault(now, ([], []))
            both[terms.sides.index(person.side)].append(person)
    capped: Counter[tuple[int, int]] = Counter()
    for now, both in sorted(going.items()):
        counts: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
        for side, crowd in enumerate(both):
            flaws += _carried(crowd, terms.room[side], terms.sides[side], now + 1)
            for person in crowd:
                if not person.duty:
                    counts[side][class_of(person, terms.clauses, on)] += 1
                    for cap in caps_of(person, terms.clauses, on):
                        capped[cap, side] += 1
        for place, clause in enumerate(terms.clauses):
            one, two = counts[0][place], counts[1][place]
            if not _even(clause, one, two):
                flaws.append(CLASS.format(round=now + 1, one=one, two=two, number=clause.number))
    for (place, side), found in sorted(capped.items()):
        clause = terms.clauses[place]
        had = (returned or {}).get(clause.number, (0, 0))[side]
        if found > max(0, clause.amounts[side] - had):
            most, name = clause.amounts[side], terms.sides[side]
            flaws.append(CAP.format(people=found + had, side=name, number=clause.number, most=most))
    return tuple(flaws)


def _carried(crowd: Sequence[Person], room: Room, side: str, now: int) -> list[str]:
    """What does not fit into a round to one side."""
    flaws = []
    beds = sum(person.stretcher for person in crowd)
    seats = len(crowd) + beds * (room.stretcher_seats - 1)
    if seats > room.seats:
        flaws.append(SEATS.format(round=now, seats=seats, side=side, most=room.seats))
    if room.stretchers is not None and beds > room.stretchers:
        flaws.append(BEDS.format(round=now, beds=beds, side=side, most=room.stretchers))
    most = len(crowd) if room.camp is None else room.camp
    camps = Counter(person.camp for person in crowd).values()
    flaws += [
        CAMP.format(round=now, people=people, side=side, most=most)
        for people in camps
        if people > most
    ]
    return flaws


def _even(clause: Clause, one: int, two: int) -> bool:
    if clause.kind is Kind.RATIO:
        times, rest = divmod(one, clause.amounts[0])
        return rest == 0 and two == times * clause.amounts[1]
    return one == two or clause.kind not in (Kind.EQUAL, Kind.AT_LEAST)
