from __future__ import annotations

from repatria.statements.counting import BY_ID, OUTSIDE, RULES


def test_rules_are_named_versioned_and_found_by_that() -> None:
    assert len(BY_ID) == len(RULES)
    for rule in RULES:
        assert rule.id == f"{rule.name}/{rule.version}"
        assert BY_ID[rule.id] is rule
        assert rule.version >= 1
        assert rule.sentence


def test_no_two_rules_leave_out_the_same() -> None:
    assert len({rule.leaves_out for rule in RULES}) == len(RULES)


def test_one_rule_counts_everybody_and_one_leaves_out_those_outside() -> None:
    assert frozenset() in {rule.leaves_out for rule in RULES}
    assert frozenset({OUTSIDE}) in {rule.leaves_out for rule in RULES}
