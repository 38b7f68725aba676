"""Made-up lists that several test files look at; nobody changes them."""

from __future__ import annotations

from functools import cache

import numpy as np

from repatria.synthetic.campaign.draws import Draws
from repatria.synthetic.lists import rows
from repatria.synthetic.lists.kin import with_kin
from repatria.synthetic.lists.make import make_lists
from repatria.synthetic.lists.noise import SenderKind
from repatria.synthetic.lists.senders import SENDERS
from repatria.synthetic.lists.spelling import Speller

SEED = 7
PEOPLE = 20_000


@cache
def population():
    return with_kin(PEOPLE, SEED)


@cache
def speller():
    return Speller()


@cache
def everybody(kind: SenderKind):
    """A list of this sender with a row for each person of the population, in its order."""
    people, _ = population()
    return rows.made(people, np.arange(PEOPLE), SENDERS[kind], Draws(SEED, 900), speller())


@cache
def small():
    return make_lists(600, 3)


def words(made, row):
    """The words of a row's name, whatever its cells."""
    cells = made.cells
    return (
        cells.name[row] or f"{cells.surname[row]} {cells.given[row]} {cells.patronymic[row]}"
    ).split()
