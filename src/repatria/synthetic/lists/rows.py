"""The rows of one sender about given people: cells, births, and what befell them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from repatria.synthetic.campaign.draws import Draws, Integers
from repatria.synthetic.lists import births, marks, naming, telling
from repatria.synthetic.lists.births import Births
from repatria.synthetic.lists.marks import Marks
from repatria.synthetic.lists.naming import Cells
from repatria.synthetic.lists.noise import Kind
from repatria.synthetic.lists.people import People
from repatria.synthetic.lists.senders import DEAD, Sender
from repatria.synthetic.lists.spelling import Speller, Texts


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of one length; `person` is whom a row is about, `named` whose name it bears, mostly
    the same."""

    sender: Sender
    person: Integers
    named: Integers
    cells: Cells
    births: Births
    columns: dict[str, Texts]
    """By name, those that `telling` knows."""
    marks: Marks

    def __len__(self) -> int:
        return len(self.person)

    def identifiers(self, first: int = 1) -> list[str]:
        """Each begins with SYN, so that nobody takes it for one of a real list."""
        code = self.sender.code
        return [f"SYN-{code}-{number:06d}" for number in range(first, first + len(self))]


def made(people: People, person: Integers, sender: Sender, draws: Draws, speller: Speller) -> Rows:
    """A row for each of these people."""
    count = len(person)
    befallen = marks.drawn(sender, count, people.call_sign[person] >= 0, draws)
    status = telling.statuses(people, person, sender, draws)
    dead = np.array([word == DEAD for word in status], dtype=np.bool_)
    another = draws.below(len(people), count)
    befallen[Kind.WRONG_NAME] &= dead & (another != person)
    named = np.where(befallen[Kind.WRONG_NAME], another, person)
    return Rows(
        sender,
        person,
        named,
        naming.named(people, named, sender, befallen, draws, speller),
        births.told(people.birth[named], sender, befallen, draws),
        telling.told(people, named, status, sender, befallen, draws),
        befallen,
    )
