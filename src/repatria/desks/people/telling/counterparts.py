"""How a row and a record stand to each other: whether both can be of one person, and what differs.

It proposes, and decides nothing: a row is joined to no record by what stands here (`linked` says by
what it is).

| verdict | names | birth, number |
|---|---|---|
| agrees | agree | the birth or the number agrees, neither contradicts |
| differs | agree | the birth or the number contradicts, or the birth is only close |
| name alone | agree | neither is told by both |
| number alone | one side tells none | the number is the same |
| other name | one part contradicts | the day of birth is the same, or the number is |
| namesakes | agree whole | the birth or the number contradicts, and nothing else speaks for them |
| none | all else | |

A name agrees whole where both give surname, given name and patronymic, be it in initials, and all
three agree; or where one gives no patronymic, and both other parts agree, written out. A birth can
be written wrong as well as a name, so namesakes are told: as possible, and never as more.

Brothers, sisters, fathers and sons are none of these, whatever else agrees; of twins the names tell
them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from repatria.names.attributes import compare_call_signs, compare_serials
from repatria.names.comparing import best_pair
from repatria.names.dates_comparing import compare_dates
from repatria.names.levels import AGREEING, Level
from repatria.names.model import PartKind, Reading, Sex
from repatria.names.part_levels import part_level
from repatria.names.places_comparing import compare_places
from repatria.names.records import Record
from repatria.names.relatives import relatives
from repatria.names.units_comparing import compare_units


class Likeness(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    NAME_ALONE = "name alone"
    NUMBER_ALONE = "number alone"
    OTHER_NAME = "other name"
    NAMESAKES = "namesakes"
    NONE = "none"


NAMED_LIKE = frozenset({Likeness.AGREES, Likeness.DIFFERS, Likeness.NAME_ALONE})
"""The names agree."""
LIKE = NAMED_LIKE | {Likeness.NUMBER_ALONE}
"""Of one person, as far as the names go."""
_FULL = frozenset({Level.SAME, Level.VARIANT, Level.SPELLING})
_RANKS = {Likeness.AGREES: 40, Likeness.DIFFERS: 20, Likeness.NAME_ALONE: 10}
_KINDS = tuple(PartKind)
_UNNAMED = Reading(None, None, None)
_FINE = {Level.SAME: 3, Level.VARIANT: 2, Level.SPELLING: 2, Level.NEAR: 1}


class Compared(NamedTuple):
    likeness: Likeness
    differs: tuple[str, ...] = ()
    """Of birth and serial, what does not agree."""
    rank: int = 0
    """For choosing among several: the higher, the closer."""
    by_number: bool = False
    """Whether the serial number is the same."""


NOTHING = Compared(Likeness.NONE)


def compared(row: Record, held: Record) -> Compared:
    """The verdict on a row and a record. The levels are those of `compare_records`; only those
    that count are asked, since a list asks some hundred thousand times."""
    names, related = _names(row, held)
    if related or Sex.UNKNOWN is not row.sex is not held.sex is not Sex.UNKNOWN:
        return NOTHING
    number = bool(row.serial) and row.serial == held.serial
    if not (row.name.readings and held.name.readings):
        return Compared(Likeness.NUMBER_ALONE, rank=5, by_number=True) if number else NOTHING
    if not _names_agree(*names):
        return _other_name(row, held, names, number)
    birth = compare_dates(row.birth, held.birth).level
    serial = compare_serials(row.serial, held.serial).level
    differs = [
        key
        for key, found in (("birth", birth), ("serial", serial))
        if found is Level.CONTRADICTED
        or (key == "birth" and found is Level.NEAR and _days(row, held))
    ]
    if differs and not number and not _more_than_namesakes(row, held, names, birth, serial):
        if not _whole(*names):
            return NOTHING
        likeness = Likeness.NAMESAKES
    elif differs:
        likeness = Likeness.DIFFERS
    elif number or birth in AGREEING or serial is Level.NEAR:
        likeness = Likeness.AGREES
    else:
        likeness = Likeness.NAME_ALONE
    unit = compare_units(row.unit, held.unit).level
    rank = sum(_FINE.get(each, 0) for each in (*names, birth, serial, unit))
    return Compared(likeness, tuple(differs), _RANKS.get(likeness, 0) + rank, number)


def linked(row: Record, held: Record) -> bool:
    """Whether the serial number is the same and the names agree: with that a row of a sender says
    more of a record of the same sender, without anybody's judgement."""
    if not row.serial or row.serial != held.serial:
        return False
    return compared(row, held).likeness in NAMED_LIKE


def can_be_one(row: Record, held: Record) -> bool:
    """Whether nothing in the names tells them apart: for rows that bear one id of a sender."""
    names, related = _names(row, held)
    return not related and Level.CONTRADICTED not in names


def _names(row: Record, held: Record) -> tuple[tuple[Level, ...], bool]:
    """The levels of surname, given name and patronymic, and whether the difference has the shape
    of kinship. A name that cannot be read says nothing."""
    if row.name.readings and held.name.readings:
        one, other = best_pair(row.name, held.name)
    else:
        one = other = _UNNAMED
    levels = tuple(part_level(one.part(kind), other.part(kind)) for kind in _KINDS)
    return levels, relatives(one, other, levels) is not None


def _names_agree(surname: Level, given: Level, patronymic: Level) -> bool:
    return (
        surname in AGREEING
        and (given in AGREEING or (given is Level.ABSENT and patronymic is Level.ABSENT))
        and patronymic is not Level.CONTRADICTED
    )


def _whole(surname: Level, given: Level, patronymic: Level) -> bool:
    if patronymic is Level.ABSENT:
        return surname in _FULL and given in _FULL
    return all(each in AGREEING for each in (surname, given, patronymic))


def _days(row: Record, held: Record) -> bool:
    """Whether both name one day; a year beside a day of it is no difference."""
    assert row.birth is not None
    assert held.birth is not None
    return row.birth.precise and held.birth.precise


def _one_day(row: Record, held: Record) -> bool:
    """Whether `compare_dates` would call the births the same; it is asked of most rows here."""
    one, other = row.birth, held.birth
    if one is None or other is None:
        return False
    return one.precise and other.precise and one.first == other.first


def _more_than_namesakes(
    row: Record, held: Record, names: tuple[Level, ...], birth: Level, serial: Level
) -> bool:
    """Where birth or number contradicts: whether more than name and surname speaks for one
    person."""
    full = all(each in _FULL for each in names)
    if serial is Level.CONTRADICTED:
        return birth is Level.SAME or (birth is Level.NEAR and full)
    if birth is Level.CONTRADICTED:
        return full and any(level in AGREEING for level in _around(row, held))
    return True


def _around(row: Record, held: Record) -> Iterator[Level]:
    """What stands around a name and hardly changes."""
    yield compare_units(row.unit, held.unit).level
    yield compare_places(row.birthplace, held.birthplace).level
    yield compare_call_signs(row.call_sign, held.call_sign).level


def _other_name(row: Record, held: Record, names: tuple[Level, ...], number: bool) -> Compared:
    if number:
        return Compared(Likeness.OTHER_NAME, by_number=True)
    contradicted = names.count(Level.CONTRADICTED)
    agreeing = sum(each in _FULL for each in names)
    near = contradicted == 1 and agreeing == 2
    if near and _one_day(row, held):
        return Compared(Likeness.OTHER_NAME)
    return NOTHING
