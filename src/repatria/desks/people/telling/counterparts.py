"""How a row and a record stand to each other: whether both can be of one person, and what differs.

It proposes, and decides nothing: a row is joined to no record by what stands here (`linked` says by
what it is).

| verdict | names | birth, number |
|---|---|---|
| agrees | agree | the birth or the number agrees, neither contradicts |
| differs | agree | the birth or the number contradicts, or the birth is only close |
| name alone | agree | neither is told by both |
| other name | one part contradicts | the day of birth is the same, or the number is |
| none | all else | |

Brothers, sisters, fathers and sons are none of these, whatever else agrees; of twins the names tell
them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from repatria.names.comparing import compare_records
from repatria.names.levels import AGREEING, Level
from repatria.names.records import Record


class Likeness(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    NAME_ALONE = "name alone"
    OTHER_NAME = "other name"
    NONE = "none"


LIKE = frozenset({Likeness.AGREES, Likeness.DIFFERS, Likeness.NAME_ALONE})
"""Of one person, as far as the names go."""
_FULL = frozenset({Level.SAME, Level.VARIANT, Level.SPELLING})
_RANKS = {Likeness.AGREES: 40, Likeness.DIFFERS: 20, Likeness.NAME_ALONE: 10}
_FINE = {Level.SAME: 3, Level.VARIANT: 2, Level.SPELLING: 2, Level.NEAR: 1}


@dataclass(frozen=True, slots=True)
class Compared:
    likeness: Likeness
    differs: tuple[str, ...] = ()
    """Of birth and serial, what does not agree."""
    rank: int = 0
    """For choosing among several: the higher, the closer."""
    by_number: bool = False
    """Whether the serial number is the same."""


NOTHING = Compared(Likeness.NONE)


def compared(row: Record, held: Record) -> Compared:
    """The verdict on a row and a record."""
    verdicts = compare_records(row, held)
    level = {each.field: each.level for each in verdicts}
    names = [level["surname"], level["given"], level["patronymic"]]
    number = level["serial"] is Level.SAME
    birth = level["birth"]
    if "relation" in level or level["sex"] is Level.CONTRADICTED:
        return NOTHING
    if not _names_agree(*names):
        return _other_name(names, birth, number)
    rank = sum(_FINE.get(each, 0) for each in (*names, birth, level["serial"], level["unit"]))
    differs = [
        key
        for key, found in (("birth", birth), ("serial", level["serial"]))
        if found is Level.CONTRADICTED
        or (key == "birth" and found is Level.NEAR and _days(row, held))
    ]
    if differs and not _more_than_namesakes(level, number):
        return NOTHING
    if differs:
        likeness = Likeness.DIFFERS
    elif number or birth in AGREEING or level["serial"] is Level.NEAR:
        likeness = Likeness.AGREES
    else:
        likeness = Likeness.NAME_ALONE
    return Compared(likeness, tuple(differs), _RANKS[likeness] + rank, number)


def linked(row: Record, held: Record) -> bool:
    """Whether the serial number is the same and the names agree: with that a row of a sender says
    more of a record of the same sender, without anybody's judgement."""
    if not row.serial or row.serial != held.serial:
        return False
    return compared(row, held).likeness in LIKE


def can_be_one(row: Record, held: Record) -> bool:
    """Whether nothing in the names tells them apart: for rows that bear one id of a sender."""
    levels = {each.field: each.level for each in compare_records(row, held)}
    names = (levels["surname"], levels["given"], levels["patronymic"], levels.get("relation"))
    return Level.CONTRADICTED not in names


def _names_agree(surname: Level, given: Level, patronymic: Level) -> bool:
    return (
        surname in AGREEING
        and (given in AGREEING or (given is Level.ABSENT and patronymic is Level.ABSENT))
        and patronymic is not Level.CONTRADICTED
    )


def _days(row: Record, held: Record) -> bool:
    """Whether both name one day; a year beside a day of it is no difference."""
    assert row.birth is not None
    assert held.birth is not None
    return row.birth.precise and held.birth.precise


def _more_than_namesakes(level: dict[str, Level], number: bool) -> bool:
    """Where birth or number contradicts: whether more than name and surname speaks for one
    person."""
    if number:
        return True
    full = all(level[key] in _FULL for key in ("surname", "given", "patronymic"))
    if level["serial"] is Level.CONTRADICTED:
        return level["birth"] is Level.SAME or (level["birth"] is Level.NEAR and full)
    if level["birth"] is Level.CONTRADICTED:
        return full and any(level[key] in AGREEING for key in ("unit", "birthplace", "call sign"))
    return True


def _other_name(names: list[Level], birth: Level, number: bool) -> Compared:
    contradicted = names.count(Level.CONTRADICTED)
    agreeing = sum(each in _FULL for each in names)
    if number or (birth is Level.SAME and contradicted == 1 and agreeing == 2):
        return Compared(Likeness.OTHER_NAME, by_number=number)
    return NOTHING
