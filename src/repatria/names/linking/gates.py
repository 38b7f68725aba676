"""What no weight may outvote: kinds of pairs that are never proposed as one person.

Brothers agree in surname, patronymic, birthplace and often in the unit; their weights add up as if
these agreed by chance. A gate looks at the levels alone. A serial number that agrees opens every
gate, since it is given to one man.
"""

from __future__ import annotations

from dataclasses import dataclass

from repatria.base.messages import message
from repatria.names.levels import Level
from repatria.names.linking.fields import FIELDS
from repatria.names.linking.level_rules import ELSE, Field

CONTRADICTED, ABSENT = Level.CONTRADICTED.value, Level.ABSENT.value
ALIKE = (Level.SAME.value, Level.VARIANT.value, Level.SPELLING.value)


@dataclass(frozen=True, slots=True)
class Gate:
    """A kind of pair that is held back: its condition in SQL over the columns of `levels_sql`."""

    code: str
    sql: str
    why: str


def level_column(field: str) -> str:
    """The column that holds the level of a field."""
    return f"level_{field.replace(' ', '_')}"


def _is(field: str, *levels: str) -> str:
    listed = ", ".join(f"'{level}'" for level in levels)
    return f"{level_column(field)} in ({listed})"


def _not(field: str, *levels: str) -> str:
    return f"not {_is(field, *levels)}"


_NOT_SERIAL = _not("serial", Level.SAME.value)
GATES = (
    Gate(
        "another-person-of-the-family",
        f"{_is('given', CONTRADICTED)} and {_not('birth', Level.SAME.value)} and {_NOT_SERIAL}",
        message("Another given name, and not the same birth date: brothers, or strangers."),
    ),
    Gate(
        "twins",
        f"{_is('given', CONTRADICTED)} and {_is('surname', *ALIKE)} "
        f"and {_not('patronymic', CONTRADICTED)} and {_NOT_SERIAL}",
        message("One surname and another given name, and no other father: they could be twins."),
    ),
    Gate(
        "another-father",
        f"{_is('patronymic', CONTRADICTED)} and {_is('birth', CONTRADICTED, ABSENT)} "
        f"and {_NOT_SERIAL}",
        message("Another patronymic, and no birth date that agrees: father and son, or namesakes."),
    ),
    Gate(
        "another-birth",
        f"{_is('birth', CONTRADICTED)} and {_NOT_SERIAL}",
        message("Birth dates that no known slip explains: namesakes."),
    ),
)
"""The first gate that holds is the reason that is told."""


def level_case(field: Field, *, codes: bool = False) -> str:
    """The level of a field as an SQL expression, or with `codes` the number of its rule."""
    pieces = []
    for number, rule in enumerate(field.rules):
        value = str(number) if codes else f"'{rule.level.value}'"
        pieces.append(f"else {value}" if rule.sql == ELSE else f"when {rule.sql} then {value}")
    return f"case {' '.join(pieces)} end"


def levels_sql() -> str:
    """The levels of all fields as a list of SQL columns."""
    return ", ".join(f"{level_case(field)} as {level_column(field.name)}" for field in FIELDS)


def gate_sql() -> str:
    """The code of the gate that holds a pair back, or null, over the columns of `levels_sql`."""
    pieces = " ".join(f"when {gate.sql} then '{gate.code}'" for gate in GATES)
    return f"case {pieces} end"
