"""The levels that the database gives are those of Python, field by field and pair by pair."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import product

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_strategies import RECORDS, WORD

from repatria.names import units_comparing
from repatria.names.attributes import (
    compare_call_signs,
    compare_serials,
    compare_sexes,
)
from repatria.names.dates_comparing import compare_dates
from repatria.names.levels import Level
from repatria.names.linking.columns import SCHEMA, table
from repatria.names.linking.fields import FIELDS
from repatria.names.linking.gates import level_case
from repatria.names.linking.level_rules import slip
from repatria.names.linking.rows import Rows, records
from repatria.names.model import Name, Order, Part, PartKind
from repatria.names.part_levels import part_level
from repatria.names.places_comparing import compare_places
from repatria.names.ranks import compare_ranks
from repatria.names.records import Record
from repatria.names.units_comparing import compare_units
from repatria.synthetic.lists.two_lists import Table, two_lists

Pair = tuple[Record, Record]
Levels = dict[str, Level]
Asked = tuple[Pair, Levels]
STRONGEST = (
    Level.SAME, Level.VARIANT, Level.SPELLING, Level.INITIAL, Level.CONTRADICTED, Level.ABSENT,
)  # fmt: skip


def in_database(pairs: Sequence[Pair]) -> list[Asked]:
    """Each pair with its levels."""
    sides = [table((pair[side] for pair in pairs), 0) for side in (0, 1)]
    columns = ", ".join(
        f"one.{name} as {name}_l, other.{name} as {name}_r" for name in SCHEMA.names
    )
    cases = ", ".join(level_case(field) for field in FIELDS)
    with duckdb.connect() as database:
        database.register("one", sides[0])
        database.register("other", sides[1])
        found = database.execute(
            f"select {cases} from (select {columns} from one join other using (row)) order by row_l"
        ).fetchall()
    names = [field.name for field in FIELDS]
    levels = (dict(zip(names, map(Level, row), strict=True)) for row in found)
    return list(zip(pairs, levels, strict=True))


def in_python(left: Record, right: Record) -> Levels:
    """Of names the level of all readings taken together, as the columns hold them."""
    verdicts = (
        compare_dates(left.birth, right.birth),
        compare_sexes(left.sex, right.sex),
        compare_places(left.birthplace, right.birthplace),
        compare_units(left.unit, right.unit),
        compare_ranks(left.rank, right.rank),
        compare_serials(left.serial, right.serial),
        compare_call_signs(left.call_sign, right.call_sign),
    )
    return {
        **{
            kind.value: part_level(together(left.name, kind), together(right.name, kind))
            for kind in PartKind
        },
        **{verdict.field: verdict.level for verdict in verdicts},
    }


def parts(name: Name, kind: PartKind) -> list[Part | None]:
    return [reading.part(kind) for reading in name.readings] or [None]


def together(name: Name, kind: PartKind) -> Part | None:
    there = list(dict.fromkeys(part for part in parts(name, kind) if part is not None))
    if len(there) < 2:
        return there[0] if there else None

    def union(field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item for part in there for item in getattr(part, field)))

    fields = (union(field) for field in ("texts", "lemmas", "keys", "initials"))
    first = there[0]
    return Part(kind, first.written, *fields, initial=first.initial, forms=first.forms)


def differences(asked: Iterable[Asked]) -> list[tuple[str, Level, Level, Pair]]:
    """Field, the level of Python, that of the database, and the pair."""
    return [
        (field, level, found[field], pair)
        for pair, found in asked
        for field, level in in_python(*pair).items()
        if found[field] is not level
    ]


def records_of(rows: Table) -> list[Record]:
    by_sender = defaultdict(list)
    for row, key in enumerate(zip(rows.columns["order"], rows.columns["listed"], strict=True)):
        by_sender[key].append(row)
    found = {}
    for (order, listed), at in by_sender.items():
        in_columns = order == "columns"
        left_out = {"name"} if in_columns else {"surname", "given", "patronymic"}
        columns = {
            name: [column[row] for row in at]
            for name, column in rows.columns.items()
            if name not in left_out
        }
        sender = Rows(columns, None if in_columns else Order(order), date.fromisoformat(listed))
        found.update(zip(at, records(sender, []), strict=True))
    return [found[row] for row in range(len(rows))]


@pytest.fixture(scope="module")
def listed() -> list[Asked]:
    """Pairs of one person, of kin, of neighbours by the key of each part, and at random."""
    made = two_lists(1_200, 500, seed=3, common=350)
    first, second = records_of(made.first), records_of(made.second)
    kin = made.kin_pairs()
    pairs = [
        (int(one), int(other))
        for ones, others in (made.pairs(), kin[:2])
        for one, other in zip(ones, others, strict=True)
    ]
    for kind in PartKind:
        ordered = sorted([*keyed(first, kind, 0), *keyed(second, kind, 1)], key=lambda row: row[:2])
        for apart in (1, 2, 3):
            pairs += [
                (one[2], other[2])
                for one, other in zip(ordered, ordered[apart:], strict=False)
                if one[1] < other[1]
            ]
    chance = random.Random(1)
    pairs += [(chance.randrange(len(first)), chance.randrange(len(second))) for _ in range(2_000)]
    return in_database([(first[one], second[other]) for one, other in pairs])


def keyed(side: Iterable[Record], kind: PartKind, number: int) -> list[tuple[str, int, int]]:
    there = ((row, parts(each.name, kind)[0]) for row, each in enumerate(side))
    return [(part.keys[0], number, row) for row, part in there if part is not None and part.keys]


def test_pairs_of_lists(listed: list[Asked]) -> None:
    assert len(listed) > 4_000
    assert differences(listed) == []


def test_it_is_one_which_side_is_which(listed: list[Asked]) -> None:
    asked = listed[::5]
    turned = in_database([(right, left) for (left, right), _ in asked])
    assert [levels for _, levels in turned] == [levels for _, levels in asked]


RARE = {
    ("surname", Level.ABSENT),
    ("surname", Level.INITIAL),
    ("given", Level.ABSENT),
    ("patronymic", Level.SPELLING),
    ("birthplace", Level.SAME),
    ("rank", Level.VARIANT),
    ("serial", Level.NEAR),
    ("call sign", Level.SPELLING),
}
"""Levels that few pairs of so small lists meet; the made-up pairs do."""


def test_the_pairs_of_lists_meet_the_levels_of_all_fields(listed: list[Asked]) -> None:
    met = {item for _, levels in listed for item in levels.items()}
    assert {(field.name, rule.level) for field in FIELDS for rule in field.rules} - met <= RARE


def test_of_several_readings_the_database_takes_the_strongest_of_any_two(
    listed: list[Asked],
) -> None:
    """But for what is asked of the likeliest readings alone, which is one in fifty at most."""
    pairs = [each for each in listed if max(len(side.name.readings) for side in each[0]) > 1]
    assert len(pairs) > 50
    other = 0
    for (left, right), found in pairs:
        for kind in PartKind:
            asked = product(parts(left.name, kind), parts(right.name, kind))
            strongest = min((part_level(*two) for two in asked), key=STRONGEST.index)
            other += found[kind.value] is not strongest
    assert other <= len(pairs) * len(PartKind) / 50


@settings(max_examples=30)
@given(st.lists(st.tuples(RECORDS, RECORDS), min_size=1, max_size=40))
def test_made_up_pairs(pairs: list[Pair]) -> None:
    """Alike but for slips in the numbers of units beyond the two smallest of a text."""
    assert [each for each in differences(in_database(pairs)) if not beyond_two(*each)] == []


def beyond_two(field: str, level: Level, found: Level, pair: Pair) -> bool:
    units = [side.unit for side in pair if side.unit is not None]
    return (
        field == "unit"
        and compare_units(*units).why.template == units_comparing.NUMBER
        and level is Level.NEAR
        and found is Level.CONTRADICTED
        and max(len(unit.formations) for unit in units) > 2
    )


@settings(max_examples=30)
@given(st.lists(st.tuples(WORD, WORD, st.sampled_from("12")), min_size=1, max_size=40))
def test_what_is_asked_before_the_distance_of_slips_loses_none(
    pairs: list[tuple[str, str, str]],
) -> None:
    made = pa.table(dict(zip("lrm", zip(*pairs, strict=True), strict=True)))
    with duckdb.connect() as database:
        database.register("pairs", made)
        found = database.execute(
            f"select {slip('l', 'r', 'm::int')} = (damerau_levenshtein(l, r) <= m::int) from pairs"
        ).fetchall()
    assert {agrees for (agrees,) in found} == {True}
