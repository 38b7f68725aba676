"""Two units in levels. Units are renamed, and numbers are miscopied: near, with the reason named.

A battalion and a brigade are no contradiction, since one may be part of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rapidfuzz.distance import DamerauLevenshtein

from repatria.base.messages import message
from repatria.names.keys import main_key
from repatria.names.levels import Level
from repatria.names.model import Verdict
from repatria.names.reasons import reason
from repatria.names.units import Formation, Unit

SAME_CODE = message("Both name the unit {code}.")
SAME_UNIT = message("“{left}” and “{right}” name one unit.")
SAME_NAME = message("“{left}” and “{right}” name a unit by one name.")
OTHER_PART = message("“{left}” and “{right}” are different parts of one larger unit.")
BRANCH = message("“{left}” and “{right}” have kind and number in common, but not the branch.")
KIND = message("“{left}” and “{right}” have the number in common: a unit may have been renamed.")
NUMBER = message("The numbers of “{left}” and “{right}” are a slip apart.")
CODE_SLIP = message("The codes of “{left}” and “{right}” are a slip apart.")
DIFFERENT = message("“{left}” and “{right}” are different units.")
OF_OTHER_SIZE = message("“{left}” and “{right}” name units of different size, so they may agree.")
UNREAD = message("“{text}” names no unit that can be read, so it says nothing.")
ONE_SILENT = message("Only one side gives a unit.")
BOTH_SILENT = message("Neither side gives a unit.")


def compare_units(left: Unit | None, right: Unit | None) -> Verdict:
    """Same (code, name, or number with kind), near with the reason, contradicted, or absent."""
    if left is None or right is None:
        silent = BOTH_SILENT if left is right else ONE_SILENT
        return Verdict("unit", Level.ABSENT, reason(silent))
    for side in (left, right):
        if not side.understood and left.text != right.text:
            return Verdict("unit", Level.ABSENT, reason(UNREAD, text=side.text))
    level, template = _relation(left, right)
    if template == SAME_CODE:
        return Verdict("unit", level, reason(template, code=left.code))
    return Verdict("unit", level, reason(template, left=left.text, right=right.text))


def _relation(left: Unit, right: Unit) -> tuple[Level, str]:
    if left.code and left.code == right.code:
        return Level.SAME, SAME_CODE
    if left.text == right.text:
        return Level.SAME, SAME_UNIT
    if _pair(left, right, _same):
        apart = _pair(left, right, _other_number)
        return (Level.NEAR, OTHER_PART) if apart else (Level.SAME, SAME_UNIT)
    if _named(left) & _named(right):
        return Level.SAME, SAME_NAME
    for explains, template in ((_same_number_and_kind, BRANCH), (_same_number, KIND),
                               (_slip_of_number, NUMBER)):  # fmt: skip
        if _pair(left, right, explains):
            return Level.NEAR, template
    if left.code and right.code:
        slip = _one_slip(left.code, right.code)
        return (Level.NEAR, CODE_SLIP) if slip else (Level.CONTRADICTED, DIFFERENT)
    if _pair(left, right, _other_number):
        return Level.CONTRADICTED, DIFFERENT
    return Level.ABSENT, OF_OTHER_SIZE


def _named(side: Unit) -> set[str]:
    return {key for name in side.names if (key := main_key(name))}


def _pairs(left: Unit, right: Unit) -> Iterator[tuple[Formation, Formation]]:
    return ((one, other) for one in left.formations for other in right.formations)


def _pair(left: Unit, right: Unit, holds: Callable[[Formation, Formation], bool]) -> bool:
    return any(holds(one, other) for one, other in _pairs(left, right))


def _same_number_and_kind(one: Formation, other: Formation) -> bool:
    return (one.kind, one.number) == (other.kind, other.number)


def _same(one: Formation, other: Formation) -> bool:
    branches = {one.branch, other.branch} - {""}
    return _same_number_and_kind(one, other) and len(branches) <= 1


def _same_number(one: Formation, other: Formation) -> bool:
    return one.number == other.number


def _other_number(one: Formation, other: Formation) -> bool:
    return one.kind == other.kind and one.number != other.number


def _slip_of_number(one: Formation, other: Formation) -> bool:
    """One digit wrong, left out, added or changed round with the next, in two digits or more."""
    if one.kind != other.kind or min(one.number, other.number) < 10:
        return False
    return _one_slip(str(one.number), str(other.number))


def _one_slip(one: str, other: str) -> bool:
    return DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1
