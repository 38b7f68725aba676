"""Lists with tables, pairs and groups that somebody tampered with. As a script:
`python tests/planning/planning_groups_cheats.py COUNT SEED`."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass

import planning_cheats as cheats
import planning_groups_made as groups
import planning_lists as made

from repatria.planning import certificate as files
from repatria.planning.check_groups import check
from repatria.planning.groups_round import group_round


@dataclass
class Work(cheats.Work):
    first: str = ""
    """Somebody who was bribed for: asked before everybody else, all else made as it should be."""

    def certificate(self, commitment=None) -> bytes:
        numbers = made.drawn(self.draw)
        one = group_round(self.people, self.rule, self.on, numbers, self.returned, self.first)
        return files.certificate_bytes(one, self.rule, commitment or self.commitment(), self.draw)


def honest(chance: random.Random, most: int = 11) -> Work:
    people, rule, past = groups.case(chance, most)
    people = files.in_order(people)
    opened = (chance.random() < 0.7, chance.random() < 0.7)
    salts = [chance.randbytes(16) for _ in people]
    return Work(people, rule, past, made.draw(chance, opened), salts)


def main(count: int, seed: int) -> None:
    found: Counter = Counter()
    for at in range(count):
        chance = random.Random(seed * 10_000_000 + at)
        work = honest(chance)
        record, right = work.record(), work.certificate()
        wrong, unproven = check(record, right, work.register())
        found["honest"] += 1
        if wrong:
            found["HONEST REJECTED"] += 1
            if found["HONEST REJECTED"] < 4:
                print(seed * 10_000_000 + at, wrong)
        found["honest with somebody not proven"] += bool(unproven)
        found["people not proven"] += len(unproven)
        for person in work.people:
            work.first = person.code
            bribed = work.certificate()
            if bribed != right:
                wrong, unproven = check(record, bribed, work.register())
                found["bribed"] += 1
                found["bribed, not proven"] += bool(not wrong and unproven)
                if not wrong and not unproven:
                    found["BRIBE ACCEPTED"] += 1
                    print("ACCEPTED", seed * 10_000_000 + at, person.code)
    print(dict(found))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
