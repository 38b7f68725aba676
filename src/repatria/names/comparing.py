"""Two names, and two records, held against each other field by field.

A name can be read in several ways, and any of them may be meant. All pairs of readings are
compared, and the verdicts are those of the best pair: the one with the fewest contradictions; among
these with the most parts that agree; then with the strongest levels; then of the likeliest
readings.
"""

from __future__ import annotations

from itertools import product

from repatria.names.attributes import compare_call_signs, compare_serials, compare_sexes
from repatria.names.dates_comparing import compare_dates
from repatria.names.levels import AGREEING, Level
from repatria.names.model import Name, PartKind, Reading, Sex, Verdict
from repatria.names.part_comparing import compare_parts
from repatria.names.part_levels import part_level
from repatria.names.places_comparing import compare_places
from repatria.names.ranks import compare_ranks
from repatria.names.records import Record
from repatria.names.relatives import relatives
from repatria.names.units_comparing import compare_units

STRENGTH = {
    Level.SAME: 5,
    Level.VARIANT: 4,
    Level.SPELLING: 3,
    Level.NEAR: 2,
    Level.INITIAL: 1,
    Level.ABSENT: 0,
    Level.CONTRADICTED: 0,
}
"""How much a level counts when two pairs of readings agree in as many parts."""


def compare_names(left: Name, right: Name) -> tuple[Verdict, ...]:
    """Verdicts on surname, given name and patronymic, in this order, of the best pair of readings.

    A fourth verdict, `relation`, follows where the difference has the shape of kinship: father and
    child, or brothers and sisters. Its level is contradicted, since they are two people.
    """
    one, other = best_pair(left, right)
    verdicts = tuple(compare_parts(kind, one.part(kind), other.part(kind)) for kind in PartKind)
    related = relatives(one, other, tuple(verdict.level for verdict in verdicts))
    return verdicts if related is None else (*verdicts, related)


def best_pair(left: Name, right: Name) -> tuple[Reading, Reading]:
    """The readings of two names that go together best. Every name has at least one."""
    if len(left.readings) == 1 and len(right.readings) == 1:
        return left.readings[0], right.readings[0]
    pairs = list(product(enumerate(left.readings), enumerate(right.readings)))
    (_, one), (_, other) = min(pairs, key=lambda pair: _order(*pair[0], *pair[1]))
    return one, other


def _order(place: int, one: Reading, other_place: int, other: Reading) -> tuple[int, int, int, int]:
    """What the choice goes by: smaller is better."""
    levels = (
        part_level(one.surname, other.surname),
        part_level(one.given, other.given),
        part_level(one.patronymic, other.patronymic),
    )
    contradicted = sum(level is Level.CONTRADICTED for level in levels)
    if Sex.UNKNOWN is not one.sex is not other.sex is not Sex.UNKNOWN:
        contradicted += 1
    agreeing = sum(level in AGREEING for level in levels)
    strength = sum(STRENGTH[level] for level in levels)
    return contradicted, -agreeing, -strength, place + other_place


def compare_records(left: Record, right: Record) -> tuple[Verdict, ...]:
    """The verdicts of the names, and then on birth, sex, birthplace, unit, rank, serial number and
    call sign, one each."""
    return (
        *compare_names(left.name, right.name),
        compare_dates(left.birth, right.birth),
        compare_sexes(
            left.sex,
            right.sex,
            left_of_name=left.sex_of_name,
            right_of_name=right.sex_of_name,
        ),
        compare_places(left.birthplace, right.birthplace),
        compare_units(left.unit, right.unit),
        compare_ranks(left.rank, right.rank),
        compare_serials(left.serial, right.serial),
        compare_call_signs(left.call_sign, right.call_sign),
    )
