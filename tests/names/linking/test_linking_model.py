"""The model: what training leaves open is completed, and what is absent weighs nothing."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.levels import Level
from repatria.names.linking.blocking import RULES
from repatria.names.linking.fields import FIELDS
from repatria.names.linking.model import LEAST_M, LEAST_U, column_of, completed, settings
from repatria.names.linking.weighing import untrained

SHARES = st.one_of(st.none(), st.floats(0, 1), st.just("level not observed in training dataset"))


def model_of(levels):
    """A model of one comparison; the first level is that of absent values."""
    told = [
        {name: value for name, value in zip(("m_probability", "u_probability"), pair, strict=True)
         if value is not None}
        for pair in levels
    ]  # fmt: skip
    return {
        "probability_two_random_records_match": 1 / 3,
        "comparisons": [{"comparison_levels": [{"is_null_level": True}, *told]}],
    }


def levels_of(model):
    return model["comparisons"][0]["comparison_levels"]


@given(st.lists(st.tuples(SHARES, SHARES)))
def test_every_level_gets_both_shares_and_what_was_seen_stays(levels):
    nothing, *found = levels_of(completed(model_of(levels)))
    assert nothing == {"is_null_level": True}
    for (m, u), level in zip(levels, found, strict=True):
        for name, value, least in (("m_probability", m, LEAST_M), ("u_probability", u, LEAST_U)):
            seen = isinstance(value, float) and value > least
            assert level[name] == pytest.approx(value if seen else least, rel=1e-8)
            assert level[name] >= least * (1 - 1e-8)


@given(st.lists(st.tuples(SHARES, SHARES)))
def test_to_complete_twice_changes_nothing(levels):
    once = completed(model_of(levels))
    assert completed(deepcopy(once)) == once


def test_shares_are_rounded_so_that_the_order_of_adding_does_not_show():
    one, other = 0.1 + 0.2, 0.3
    assert one != other
    assert completed(model_of([(one, one)])) == completed(model_of([(other, other)]))
    assert completed(model_of([]))["probability_two_random_records_match"] == 0.333333333


@pytest.mark.parametrize("tables", [1, 2])
def test_splink_takes_every_field_with_its_levels_in_their_order(tables):
    model = untrained(tables)
    assert model["link_type"] == ("dedupe_only" if tables == 1 else "link_only")
    assert [each["output_column_name"] for each in model["comparisons"]] == [
        column_of(field.name) for field in FIELDS
    ]
    for field, comparison in zip(FIELDS, model["comparisons"], strict=True):
        levels = comparison["comparison_levels"]
        assert [level["sql_condition"] for level in levels] == [rule.sql for rule in field.rules]
        assert [level.get("tf_adjustment_column", "") for level in levels] == [
            rule.frequency for rule in field.rules
        ]
    asked = [rule["blocking_rule"] for rule in model["blocking_rules_to_generate_predictions"]]
    assert asked == list(RULES.values())


def test_what_is_absent_weighs_nothing_whatever_the_training_says():
    for field in settings().get_settings("duckdb").comparisons:
        for level in field.comparison_levels:
            if level.is_null_level:
                assert level.comparison_vector_value == -1
            elif level.label_for_charts.startswith(Level.ABSENT):
                assert level._fix_m_probability
                assert level._fix_u_probability
                assert level.m_probability == level.u_probability


def test_labels_tell_the_levels_of_a_field_apart():
    for field in FIELDS:
        labels = [rule.label for rule in field.rules]
        assert len(set(labels)) == len(labels)
        assert field.rules[0].level is Level.ABSENT
