"""Whether a plan is the best, level by level, proved by prices in whole numbers.

For a level with prices *y* of the rows (places in a round, people of a type, …) and what a return
in round *r* saves, *g* = rounds − *r*, the *reduced gain* of a column is *g* − (prices of all that
it uses). If no reduced gain is above 0, every column in use has 0, prices are not below 0 and only
full rows have one, then for any other plan *x'*

    gain of x' ≤ Σ prices × bounds = gain of x                               (weak duality)

so the plan is the best. A plan as good as this one uses no column with a reduced gain below 0 and
fills every row with a price: the next level is asked only about such plans, whose other columns and
rows need no sign. Rows are named and their contents read from the types and the terms, not from the
model that was solved.
"""

from __future__ import annotations

from collections.abc import Mapping

from repatria.planning.flow import Plan
from repatria.planning.flow_model import Name
from repatria.planning.flow_solver import Potentials
from repatria.planning.terms import Kind

Uses = list[tuple[tuple[str | int, ...], int, bool]]
"""What one person of a type uses: a row's name without its round, how much of it, and whether there
is such a row in every round."""


def proved(plan: Plan, returned: Mapping[int, tuple[int, int]] | None = None) -> int:
    """How many levels, from the first on, the plan's prices prove. All of them make it the best
    plan there is; 0 for a plan without prices, or one that breaks the agreement. `returned` is what
    the clauses brought back before the first round."""
    uses = _uses(plan)
    used = _used(plan, uses)
    if not _kept(plan, used, returned or {}):
        return 0
    full = {
        name
        for name, amount in used.items()
        if name[0] != "class" and amount == _bound(plan, name, returned or {})
    }
    shut: set[tuple[int, int]] = set()
    kept: set[Name] = set()
    for level, (scale, prices) in enumerate(plan.potentials):
        if scale < 1 or not _proves(plan, level, scale, prices, uses, full, shut, kept):
            return level
    return len(plan.potentials)


def _uses(plan: Plan) -> list[Uses]:
    """By type, from the agreement."""
    terms = plan.terms
    found = []
    for at, kind in enumerate(plan.types):
        room = terms.room[kind.side]
        own: Uses = [
            (("supply", at), 1, False),
            (("seats", kind.side), room.stretcher_seats if kind.stretcher else 1, True),
        ]
        if kind.stretcher and room.stretchers is not None:
            own.append((("beds", kind.side), 1, True))
        if room.camp is not None:
            own.append((("camp", kind.side, kind.camp), 1, True))
        own += [(("cap", cap, kind.side), 1, False) for cap in kind.caps]
        if kind.clause >= 0:
            what = terms.clauses[kind.clause].kind
            if what is Kind.RATIO:
                own.append((("class", kind.clause, kind.side), 1, True))
            elif what in (Kind.EQUAL, Kind.AT_LEAST):
                own.append((("class", kind.clause, 0), 1 if kind.side == 0 else -1, True))
        found.append(own)
    return found


def _used(plan: Plan, uses: list[Uses]) -> dict[Name, int]:
    """By row: how much of it the plan uses."""
    used: dict[Name, int] = {}
    for own, counts in zip(uses, plan.moves.tolist(), strict=True):
        for now, people in enumerate(counts):
            for name, weight, by_round in own:
                whole = (*name, now) if by_round else name
                used[whole] = used.get(whole, 0) + weight * people
    return used


def _kept(plan: Plan, used: dict[Name, int], returned: Mapping[int, tuple[int, int]]) -> bool:
    """Whether the plan keeps every row."""
    for name, amount in used.items():
        if name[0] != "class":
            if amount > _bound(plan, name, returned):
                return False
            continue
        clause = plan.terms.clauses[int(name[1])]
        if clause.kind is Kind.RATIO:
            one, two = (used.get((*name[:2], side, name[3]), 0) for side in (0, 1))
            times, rest = divmod(one, clause.amounts[0])
            if rest or two != times * clause.amounts[1]:
                return False
        elif amount:
            return False
    return bool((plan.moves >= 0).all())


def _bound(plan: Plan, name: Name, returned: Mapping[int, tuple[int, int]]) -> int:
    what, which = name[0], int(name[1])
    if what == "supply":
        return plan.types[which].people
    if what == "cap":
        side, clause = int(name[2]), plan.terms.clauses[which]
        return max(0, clause.amounts[side] - returned.get(clause.number, (0, 0))[side])
    room = plan.terms.room[which]
    most = {"seats": room.seats, "beds": room.stretchers, "camp": room.camp}[str(what)]
    if most is None:
        raise KeyError(name)
    return most


def _proves(
    plan: Plan,
    level: int,
    scale: int,
    prices: Potentials,
    uses: list[Uses],
    full: set[Name],
    shut: set[tuple[int, int]],
    kept: set[Name],
) -> bool:
    """One level; adds to `shut` and `kept` what it leaves to the next."""
    priced = {name for name in prices if name[0] != "class"}
    if not priced <= full or any(prices[name] < 0 for name in priced - kept):
        return False
    place = (plan.levels[level].track, plan.levels[level].tier)
    rounds, found = plan.rounds, set()
    for at, (kind, own, counts) in enumerate(
        zip(plan.types, uses, plan.moves.tolist(), strict=True)
    ):
        for now, people in enumerate(counts):
            reduced = scale * (rounds - now) if kind.level == place else 0
            for name, weight, by_round in own:
                reduced -= weight * prices.get((*name, now) if by_round else name, 0)
            if (at, now) in shut:
                if people:
                    return False
            elif reduced > 0 or (reduced < 0 and people):
                return False
            elif reduced < 0:
                found.add((at, now))
    if not _ratios(plan, prices, shut, found):
        return False
    shut |= found
    kept |= priced
    return True


def _ratios(
    plan: Plan,
    prices: Potentials,
    shut: set[tuple[int, int]],
    found: set[tuple[int, int]],
) -> bool:
    """The same for how many times a ratio is taken in a round: the column of clause *c* is
    (-1 - *c*, round)."""
    for at, clause in enumerate(plan.terms.clauses):
        inside = [kind for kind in plan.types if kind.clause == at]
        if clause.kind is not Kind.RATIO or not inside:
            continue
        for now in range(plan.rounds):
            taken = any(
                counts[now]
                for kind, counts in zip(plan.types, plan.moves, strict=True)
                if kind.clause == at
            )
            reduced = sum(
                clause.amounts[side] * prices.get(("class", at, side, now), 0) for side in (0, 1)
            )
            if (-1 - at, now) in shut:
                if taken:
                    return False
            elif reduced > 0 or (reduced < 0 and taken):
                return False
            elif reduced < 0:
                found.add((-1 - at, now))
    return True
