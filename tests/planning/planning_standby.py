"""Questions put in any batches to a holder whose answers are fixed beforehand; the final list must
be that of a register in which only those stand who would agree. As a script:
`python tests/planning/planning_standby.py COUNT SEED`."""

from __future__ import annotations

import random
import sys
from collections import Counter

import planning_lists as made

from repatria.planning.answer_codes import Said, Standing
from repatria.planning.eligible import check_clauses
from repatria.planning.reasons import Reason
from repatria.planning.round import next_round
from repatria.planning.standby import Standby, final, next_to_ask, settled, standby


def case(seed: int):
    """A register, a rule, and what the holder would say of each."""
    chance = random.Random(seed)
    rule = made.capped_terms(chance) if chance.random() < 0.2 else made.terms(chance)
    check_clauses(rule)
    people = made.people(chance, chance.choice((8, 25, 40)), 0.9)
    returned = made.returned(chance, rule)
    rate = chance.choice((0.02, 0.2, 0.5, 0.9))
    others = [said for said in Said if said is not Said.AGREED]
    would = {
        one.code: Said.AGREED if chance.random() < rate else chance.choice(others) for one in people
    }
    return chance, people, rule, returned, would


def asked(chance: random.Random, order: Standby, would, style: str):
    """What is known once the list is settled. Some styles ask more than they must."""
    known: dict[str, Said | Standing] = {}
    everybody = [code for side in order.codes for code in side]
    steps = 0
    while not settled(order, known):
        one, two = next_to_ask(order, known)
        batch = [*one, *two]
        assert batch, "not settled, and nobody to ask"
        if style == "one by one":
            batch = batch[:1]
        elif style == "some":
            chance.shuffle(batch)
            batch = batch[: chance.randint(1, len(batch))]
        elif style == "more":
            left = [code for code in everybody if code not in known]
            chance.shuffle(left)
            batch += left[: chance.randint(0, 5)]
        known.update({code: would[code] for code in batch})
        steps += 1
        assert steps <= len(everybody) + 1
    return known


STYLES = ("one by one", "all that are next", "some", "more")


def problems(seed: int) -> tuple[list[str], bool]:
    """What is wrong, and whether classes stood mixed."""
    chance, people, rule, returned, would = case(seed)
    order = standby(people, rule, made.ON, made.numbers, returned)
    agreeing = [one for one in people if would[one.code] is Said.AGREED]
    wanted = next_round(agreeing, rule, made.ON, made.numbers, returned)
    whole = next_round(people, rule, made.ON, made.numbers, returned)
    wrong = []
    for style in STYLES:
        known = asked(chance, order, would, style)
        end = final(order, known)
        if end.listed != wanted.listed:
            wrong.append(f"another list, {style}")
        if end.counted != wanted.counted:
            wrong.append(f"other counts, {style}")
        if set(end.why) != {one.code for one in people}:
            wrong.append("somebody without a reason")
        on_list = {code for code, why in end.why.items() if why is Reason.ON_LIST}
        if on_list != {*end.listed[0], *end.listed[1]}:
            wrong.append("a reason that does not fit the list")
        if Standing.NOT_ASKED in end.why.values():
            wrong.append("somebody not asked for whom there was room")
    return wrong, whole.interleaved


def main(count: int, seed: int) -> None:
    found: Counter = Counter()
    for at in range(count):
        wrong, mixed = problems(seed * 10_000_000 + at)
        found["mixed" if mixed else "unmixed"] += 1
        found.update(f"{each} ({'mixed' if mixed else 'unmixed'})" for each in wrong)
    print(dict(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
