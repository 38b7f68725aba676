"""Lists of overlapping people by every sender, with known truth. Everything in them is synthetic.

docs/methods/synthetic-lists.md tells what is in them, and how often.
"""

from __future__ import annotations

from dataclasses import dataclass

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.synthetic.campaign.draws import Draws
from repatria.synthetic.lists import rows, telling
from repatria.synthetic.lists.kin import Kin, with_kin
from repatria.synthetic.lists.people import People, Stream
from repatria.synthetic.lists.rows import Rows
from repatria.synthetic.lists.senders import SENDERS
from repatria.synthetic.lists.spelling import Speller


@dataclass(frozen=True, eq=False)
class MadeLists:
    """A population, who in it is kin to whom, and what each sender lists of it."""

    seed: int
    people: People
    kin: Kin
    lists: tuple[Rows, ...]

    def __str__(self) -> str:
        count = sum(len(made) for made in self.lists)
        return (
            f"synthetic lists of seed {self.seed}: {count:,} rows about {len(self.people):,} "
            f"people, by {len(self.lists)} senders"
        )


def person_code(person: int) -> str:
    return f"SYN-P{person + 1:06d}"


def make_lists(people: int, seed: int, *, progress: Progress = silent) -> MadeLists:
    """Lists of a population of so many; equal arguments make equal lists.

    Raises `ValueProblem` for fewer than one person and for a seed below 0.
    """
    check(people, seed)
    progress(0, len(SENDERS), "making people")
    population, kin = with_kin(people, seed)
    speller = Speller()
    lists = []
    for number, sender in enumerate(SENDERS.values()):
        progress(number, len(SENDERS), "making lists")
        draws = Draws(seed, Stream.LISTS + number)
        who = telling.presence(population, sender, draws)
        lists.append(rows.made(population, who, sender, draws, speller))
    progress(len(SENDERS), len(SENDERS), "making lists")
    return MadeLists(seed, population, kin, tuple(lists))


def check(people: int, seed: int) -> None:
    if people < 1:
        raise ValueProblem(f"a population has at least one person, not {people:,}")
    if seed < 0:
        raise ValueProblem(f"the seed is {seed}; it is 0 or more")
