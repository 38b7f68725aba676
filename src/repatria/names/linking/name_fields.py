"""The levels of the parts of a name as SQL: what `part_levels` says in Python.

Where a name can be read in several ways, each part is at the strongest level that any two readings
give it, with two differences: slips, cut ends and initials are those of the likeliest readings, and
a part is known to the dictionaries if it is so in one reading.
"""

from __future__ import annotations

from repatria.names.levels import Level
from repatria.names.linking.level_rules import REST, Field, LevelRule, same, share, slip
from repatria.names.model import PartKind
from repatria.names.part_levels import CUT_FROM, ONE_SLIP_FROM, SLIPS, TWO_SLIPS_FROM


def part_field(name: str) -> Field:
    """A part of a name, as `part_levels` has it."""
    both_known = f"(len({name}_lemmas_l) > 0 and len({name}_lemmas_r) > 0)"
    double = f"({name}_double_l and {name}_double_r)"
    slips = _misspelt(name)
    initial = f"({name}_initial_l or {name}_initial_r)"
    return Field(
        name,
        (
            # By the code as well, so that what pairs are chosen by is not trained on them.
            LevelRule(
                Level.ABSENT,
                f"({name}_initial_l is null or {name}_initial_r is null) "
                f"and ({name}_l is null or {name}_r is null)",
            ),
            LevelRule(Level.INITIAL, f"{initial} and {share(name + '_initials')}"),
            LevelRule(Level.CONTRADICTED, initial, code="initial"),
            LevelRule(
                Level.SAME, f"{same(name + '_text')} or {share(name + '_texts')}", frequency=name
            ),
            LevelRule(
                Level.VARIANT,
                f"case when {double} then {share(name + '_whole_lemmas')} "
                f"else {share(name + '_lemmas')} end",
                frequency=name,
            ),
            LevelRule(
                Level.SPELLING,
                f"case when {both_known} then case when {double} then "
                f"list_has_any({name}_whole_keys_l, {name}_strict_r) "
                f"else {share(name + '_strict')} end "
                f"when {double} then {share(name + '_whole_keys')} or {slips} "
                f"else {share(name + '_keys')} or {slips} end",
            ),
            REST,
        ),
    )


def _misspelt(name: str) -> str:
    """Whether a name is a slip of the other, or the other cut off.

    The `forms` are compared each with each; few pairs come so far, and `case` keeps the rest away.
    """
    known = {side: f"len({name}_lemmas_{side}) > 0" for side in "lr"}
    forms = {side: f"{name}_forms_{side}" for side in "lr"}
    least = SLIPS[PartKind(name)]
    slips = _some("x", forms["l"], _some("y", forms["r"], _key_slips("x", "y", *least)))
    alone = _key_slips(f"{name}_key_l", f"{name}_key_r", ONE_SLIP_FROM, TWO_SLIPS_FROM)
    return (
        f"(case when not ({known['l']}) and not ({known['r']}) then {alone} "
        f"when {slips} then true "
        f"when {known['l']} then {_cut(forms['r'], forms['l'])} "
        f"else {_cut(forms['l'], forms['r'])} end)"
    )


def _cut(short: str, whole: str) -> str:
    begins = _some("y", whole, "starts_with(y, x) and y <> x and y <> concat(x, 'a')")
    return _some("x", short, f"case when length(x) >= {CUT_FROM} then {begins} else false end")


def _some(item: str, items: str, question: str) -> str:
    return f"coalesce(list_bool_or(list_transform({items}, lambda {item}: {question})), false)"


def _key_slips(one: str, other: str, one_from: int, two_from: int) -> str:
    """Whether one or two slips lie between two keys."""
    shorter = f"least(length({one}), length({other}))"
    most = (
        f"(case when ({one} like '%a') = ({other} like '%a') "
        f"then case when {shorter} >= {two_from} then 2 else 1 end "
        f"when length({one}) = length({other}) then 1 else 0 end)"
    )
    asked = f"{one} <> {other} and {shorter} >= {one_from}"
    return f"(case when {asked} then {slip(one, other, most)} else false end)"
