"""What a list tells of people besides name and birth: from sex and birthplace to status."""

from __future__ import annotations

import numpy as np

from repatria.synthetic.campaign.draws import Draws, Flags, Integers
from repatria.synthetic.lists import places, units
from repatria.synthetic.lists.marks import Marks, rows
from repatria.synthetic.lists.naming import written_call_sign
from repatria.synthetic.lists.noise import Kind
from repatria.synthetic.lists.people import People
from repatria.synthetic.lists.ranks import RANKS
from repatria.synthetic.lists.senders import SEX_WORDS, STATUS_WORDS, Sender
from repatria.synthetic.lists.spelling import Texts

COLUMNS = ("sex", "birthplace", "unit", "rank", "serial", "call_sign", "status")
OTHERWISE = 0.2
"""How often a sender says of somebody what it mostly does not say of such."""
_SERIALS = 90_000_000
_STRIDE = 48_271
"""Coprime to the number of serials, so that every person has another."""


def told(
    people: People,
    who: Integers,
    status: list[str],
    sender: Sender,
    marks: Marks,
    draws: Draws,
) -> dict[str, Texts]:
    """The columns of this sender by name, filled as often as it fills them; marks that do not
    apply are removed. `who` are those of whom the list speaks."""
    made = {
        "sex": _sex(people, who, sender, marks),
        "birthplace": _birthplace(people, who, sender, marks, draws),
        "unit": _unit(people, who, sender, marks, draws),
        "rank": _rank(people, who, sender, marks, draws),
        "serial": _serial(who, marks, draws),
        "call_sign": _texts([written_call_sign(sign, sender) for sign in _signs(people, who)]),
        "status": _texts([STATUS_WORDS[sender.language][word] for word in status]),
    }
    touching = {
        "sex": (Kind.SEX_WRONG,),
        "birthplace": (Kind.PLACE_ABSENT, Kind.PLACE_COARSE, Kind.PLACE_OTHER),
        "unit": (Kind.UNIT_ABSENT, Kind.UNIT_COARSE, Kind.UNIT_RENAMED, Kind.UNIT_MISNUMBERED),
        "rank": (Kind.RANK_OFF,),
        "serial": (Kind.SERIAL_DIGIT,),
    }
    for column in COLUMNS:
        filled = draws.chance(sender.filled.get(column, 0), len(who))
        made[column][~filled] = ""
        for kind in touching.get(column, ()):
            marks[kind] &= filled
    return made


def statuses(people: People, who: Integers, sender: Sender, draws: Draws) -> list[str]:
    """What the sender says became of these people."""
    otherwise = draws.chance(OTHERWISE, len(who)).tolist()
    fates = people.fate[who].tolist()
    return [
        (sender.says_otherwise if other else sender.says)[fate]
        for fate, other in zip(fates, otherwise, strict=True)
    ]


def presence(people: People, sender: Sender, draws: Draws) -> Integers:
    """Whom the sender lists, in the order of their rows."""
    there = draws.uniform(len(people)) < np.array(sender.covers)[people.fate]
    who = np.flatnonzero(there)
    return who[draws.order(len(who))]


def _signs(people: People, who: Integers) -> list[int]:
    return [int(sign) for sign in people.call_sign[who]]


def _sex(people: People, who: Integers, sender: Sender, marks: Marks) -> Texts:
    words = np.array(SEX_WORDS[sender.language], dtype=object)
    return _taken(words, (people.woman[who] ^ marks[Kind.SEX_WRONG]).astype(np.int64))


def _birthplace(people: People, who: Integers, sender: Sender, marks: Marks, draws: Draws) -> Texts:
    place = people.place[who]
    elsewhere = places.drawn(draws.uniform(len(who)))
    near = places.oblast_of(place) * places.SETTLEMENTS + elsewhere % places.SETTLEMENTS
    elsewhere = np.where(draws.chance(0.5, len(who)), near, elsewhere)
    marks[Kind.PLACE_OTHER] &= elsewhere != place
    place = np.where(marks[Kind.PLACE_OTHER], elsewhere, place)
    language = f"{sender.words}-latin" if sender.latin else sender.language
    whole = [places.written(number, language, False) for number in range(places.PLACES)]
    coarse = [places.written(number, language, True) for number in range(places.PLACES)]
    told = _taken(_texts(whole), place)
    told[marks[Kind.PLACE_COARSE]] = _texts(coarse)[place[marks[Kind.PLACE_COARSE]]]
    told[marks[Kind.PLACE_ABSENT]] = ""
    return told


def _unit(people: People, who: Integers, sender: Sender, marks: Marks, draws: Draws) -> Texts:
    unit = people.unit[who]
    choices = draws.below(27, len(who))
    marks[Kind.UNIT_RENAMED] &= units.renamed(unit)

    def written(number: int, coarse: bool = False, old: bool = False, slip: int = 0) -> str:
        return units.written(number, sender.language, sender.short_units, coarse, old, slip)

    told = _taken(_texts([written(number) for number in range(units.UNITS)]), unit)
    odd: Flags = np.any(
        [marks[kind] for kind in (Kind.UNIT_COARSE, Kind.UNIT_RENAMED, Kind.UNIT_MISNUMBERED)],
        axis=0,
    )
    for row in rows(odd):
        told[row] = written(
            int(unit[row]),
            bool(marks[Kind.UNIT_COARSE][row]),
            bool(marks[Kind.UNIT_RENAMED][row]),
            int(choices[row]) + 1 if marks[Kind.UNIT_MISNUMBERED][row] else 0,
        )
    told[marks[Kind.UNIT_ABSENT]] = ""
    return told


def _rank(people: People, who: Integers, sender: Sender, marks: Marks, draws: Draws) -> Texts:
    rank = people.rank[who]
    step = np.where(draws.chance(0.8, len(who)), 1, -1)
    off = np.clip(rank + step, 0, len(RANKS) - 1)
    marks[Kind.RANK_OFF] &= off != rank
    words = _texts([rank.whole[sender.language] for rank in RANKS])
    return _taken(words, np.where(marks[Kind.RANK_OFF], off, rank))


def _serial(who: Integers, marks: Marks, draws: Draws) -> Texts:
    numbers = 10_000_000 + who * _STRIDE % _SERIALS
    place = 10 ** draws.below(7, len(who))
    digit = numbers // place % 10
    changed = numbers + np.where(digit == 9, -1, 1) * place
    numbers = np.where(marks[Kind.SERIAL_DIGIT], changed, numbers)
    return _texts([str(number) for number in numbers.tolist()])


def _texts(values: list[str]) -> Texts:
    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def _taken(texts: Texts, places_in: Integers) -> Texts:
    taken: Texts = texts[places_in]
    return taken
