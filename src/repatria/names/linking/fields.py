"""The levels of every field as SQL over the columns of two records, in the order of being asked.

Each rule is what the module of its field says in Python (`part_levels`, `dates_comparing`,
`places_comparing`, `units_comparing`, `ranks`, `attributes`); a test holds both against each other.
Of units that name more than two formations, slips of numbers are looked for in the two smallest.
"""

from __future__ import annotations

from collections.abc import Iterator

from repatria.names.dates_comparing import TOLERANCE
from repatria.names.levels import Level
from repatria.names.linking.level_rules import (
    ELSE,
    REST,
    Field,
    LevelRule,
    absent,
    cross,
    same,
    share,
    slip,
)
from repatria.names.linking.name_fields import part_field


def _birth() -> Field:
    d = [f"substr(birth_digits_{{side}}, {i}, 1)" for i in range(1, 9)]
    left, right = ([each.format(side=side) for each in d] for side in "lr")
    changed = " or ".join(
        f"({left[i]} = {right[i + 1]} and {left[i + 1]} = {right[i]} "
        f"and {left[i]} <> {left[i + 1]})"
        for i in (0, 2, 4, 5, 6)
    )
    year = "substr(birth_digits_l, 5) = substr(birth_digits_r, 5)"
    swapped = (
        f"{year} and substr(birth_digits_l, 1, 2) = substr(birth_digits_r, 3, 2) "
        "and substr(birth_digits_l, 3, 2) = substr(birth_digits_r, 1, 2)"
    )
    first = "(substr(birth_digits_l, 1, 4) = '0101' or substr(birth_digits_r, 1, 4) = '0101')"
    neighbours = (
        "substr(birth_digits_l, 1, 4) = substr(birth_digits_r, 1, 4) "
        "and abs(birth_year_l - birth_year_r) = 1"
    )
    differ = "hamming(birth_digits_l, birth_digits_r)"
    open_ = "(birth_l is null or birth_r is null)"
    apart = "greatest(birth_first_l - birth_last_r, birth_first_r - birth_last_l)"
    return Field(
        "birth",
        (
            absent("birth_first"),
            LevelRule(Level.SAME, same("birth")),
            LevelRule(Level.NEAR, swapped, code="day and month"),
            LevelRule(Level.NEAR, f"{year} and {first}", code="1 January"),
            LevelRule(
                Level.NEAR,
                f"abs(birth_l - birth_r) = 1 or {differ} = 1 or ({differ} = 2 and ({changed}))",
                code="a digit",
            ),
            LevelRule(Level.NEAR, neighbours, code="a year"),
            LevelRule(Level.NEAR, f"{open_} and {apart} <= 0", code="not one day"),
            LevelRule(
                Level.NEAR,
                f"(birth_doubtful_l or birth_doubtful_r) and {apart} <= {TOLERANCE}",
                code="uncertain",
            ),
            REST,
        ),
    )


def _place() -> Field:
    said = [f"({name}_l is not null and {name}_r is not null)" for name in ("region", "settlement")]
    other_region = f"({said[0]} and not {share('region')})"
    capital = (
        "((region_l is null and list_has_any(settlement_l, region_r)) "
        "or (region_r is null and list_has_any(settlement_r, region_l)))"
    )
    comparable = " or ".join(
        f"({name}_l is not null and {name}_r is not null)"
        for name in ("settlement", "region", "district")
    )
    return Field(
        "birthplace",
        (
            absent("birthplace"),
            LevelRule(Level.SAME, same("birthplace"), frequency="birthplace"),
            LevelRule(Level.SPELLING, f"{share('settlement')} and not {other_region}"),
            LevelRule(
                Level.NEAR,
                f"{share('settlement')} or ({share('district')} and not {other_region}) "
                f"or {share('region')} or {capital}",
            ),
            LevelRule(Level.ABSENT, f"not ({comparable})", code="not of one kind"),
            REST,
        ),
    )


def _unit() -> Field:
    slips = " or ".join(
        f"(case when unit_kinds_l[{i}] = unit_kinds_r[{j}] "
        f"and least(length(unit_numbers_l[{i}]), length(unit_numbers_r[{j}])) >= 2 "
        f"then {slip(f'unit_numbers_l[{i}]', f'unit_numbers_r[{j}]')} else false end)"
        for i in (1, 2)
        for j in (1, 2)
    )
    exact = f"({share('unit_branches')} or {cross('unit_open', 'unit_formations')})"
    apart = (
        "(len(list_intersect(unit_kinds_l, unit_kinds_r)) "
        "> len(list_intersect(unit_formations_l, unit_formations_r)) "
        f"or {cross('unit_several', 'unit_kinds')})"
    )
    unread = " or ".join(
        f"(unit_code_{side} is null and unit_formations_{side} is null "
        f"and unit_names_{side} is null)"
        for side in "lr"
    )
    return Field(
        "unit",
        (
            absent("unit"),
            LevelRule(
                Level.SAME,
                f"{same('unit_code')} or {same('unit')} "
                f"or case when {exact} then not {apart} else {share('unit_names')} end",
            ),
            LevelRule(Level.ABSENT, unread, code="unread"),
            LevelRule(
                Level.NEAR,
                f"{share('unit_numbers')} or {slips} or {slip('unit_code_l', 'unit_code_r')}",
            ),
            LevelRule(
                Level.CONTRADICTED,
                # No number is shared here, so a kind that is shared has another one.
                f"(unit_code_l is not null and unit_code_r is not null) or {share('unit_kinds')}",
            ),
            LevelRule(Level.ABSENT, ELSE, code="of other size"),
        ),
    )


def _rank() -> Field:
    return Field(
        "rank",
        (
            LevelRule(
                Level.ABSENT,
                "rank_l is null or rank_r is null or (rank_l <> rank_r "
                "and (rank_step_l is null or rank_step_r is null))",
            ),
            LevelRule(
                Level.SAME, f"{same('rank')} or ({same('rank_step')} and {same('rank_words')})"
            ),
            LevelRule(Level.VARIANT, same("rank_step")),
            LevelRule(Level.NEAR, "abs(rank_step_l - rank_step_r) = 1"),
            REST,
        ),
    )


def _fields() -> Iterator[Field]:
    yield from (part_field(name) for name in ("surname", "given", "patronymic"))
    yield _birth()
    yield Field("sex", (absent("sex"), LevelRule(Level.SAME, same("sex")), REST))
    yield _place()
    yield _unit()
    yield _rank()
    yield Field(
        "serial",
        (
            absent("serial"),
            LevelRule(Level.SAME, same("serial")),
            LevelRule(Level.NEAR, slip("serial_l", "serial_r")),
            REST,
        ),
    )
    yield Field(
        "call sign",
        (
            absent("call_sign"),
            LevelRule(Level.SAME, same("call_sign"), frequency="call_sign"),
            LevelRule(Level.SPELLING, same("call_sign_key")),
            REST,
        ),
    )


FIELDS = tuple(_fields())
