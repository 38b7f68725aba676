"""The weights of a linking: those that come with Repatria fit the fields, those of long lists are
trained on the lists."""

from __future__ import annotations

import json
import math

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.names.levels import Level
from repatria.names.linking import model as training
from repatria.names.linking import weighing
from repatria.names.linking.columns import SCHEMA
from repatria.names.linking.fields import FIELDS
from repatria.names.linking.model import LEAST_M, LEAST_U, column_of
from repatria.names.linking.weighing import (
    columns_of,
    kept,
    model_for,
    probability,
    shipped,
    untrained,
)

SHIPPED = json.loads(weighing._shipped())


def levels_of(model):
    """By field and label, the levels that have weights."""
    return {
        (comparison["output_column_name"], level["label_for_charts"]): level
        for comparison in model["comparisons"]
        for level in comparison["comparison_levels"]
        if not level.get("is_null_level")
    }


def bits(level):
    return math.log2(level["m_probability"] / level["u_probability"])


def empty(*rows):
    """Tables of so many rows in which nothing is said."""
    return [
        pa.table([pa.nulls(count, field.type) for field in SCHEMA], schema=SCHEMA) for count in rows
    ]


def test_the_weights_that_come_with_repatria_are_of_the_levels_of_today_and_of_all():
    asked = {
        (comparison["output_column_name"], level["sql_condition"])
        for comparison in untrained(2)["comparisons"]
        for level in comparison["comparison_levels"]
        if not level.get("is_null_level")
    }
    there = [
        (comparison["field"], level["sql"])
        for comparison in SHIPPED["comparisons"]
        for level in comparison["levels"]
    ]
    assert set(there) == asked
    assert len(there) == len(asked)


@pytest.mark.parametrize("tables", [1, 2])
def test_every_level_of_short_lists_has_the_shares_that_are_shipped(tables):
    found = levels_of(shipped(empty(*[10] * tables)))
    assert set(found) == set(levels_of(untrained(tables)))
    for level in found.values():
        assert LEAST_M * 0.999 <= level["m_probability"] <= 1
        assert LEAST_U * 0.999 <= level["u_probability"] <= 1


def test_agreement_speaks_for_contradiction_against_and_absence_for_nothing():
    for (field, label), level in levels_of(shipped(empty(1, 1))).items():
        if label.startswith(Level.ABSENT):
            assert bits(level) == 0
        if label == Level.CONTRADICTED:
            assert bits(level) < 0, field
        if label == Level.SAME:
            assert bits(level) > 0, field


def test_the_closer_level_of_a_name_weighs_more():
    levels = levels_of(shipped(empty(1, 1)))
    for field in ("surname", "given", "patronymic"):
        weights = {level: bits(levels[field, level]) for level in (Level.SAME, Level.CONTRADICTED)}
        assert bits(levels[field, Level.VARIANT]) > 0
        assert weights[Level.SAME] > weights[Level.CONTRADICTED] + 3


@pytest.mark.parametrize(("rows", "prior"), [((10, 40), 1 / 80), ((25,), 1 / 50), ((0, 0), 0.5)])
def test_a_row_of_the_longer_list_is_in_the_other_by_even_odds(rows, prior):
    assert shipped(empty(*rows))["probability_two_random_records_match"] == prior


def test_the_shares_of_a_model_kept_and_taken_again_are_the_same(monkeypatch):
    model = shipped(empty(5, 9))
    again = json.dumps(kept(model))
    monkeypatch.setattr(weighing, "_shipped", lambda: again)
    assert shipped(empty(5, 9)) == model


def test_short_lists_get_the_shipped_weights(tables):
    found = model_for(tables)
    assert not found.trained
    assert found.weights == shipped(tables)


def test_long_lists_are_trained_on_themselves_and_twice_alike(tables, monkeypatch):
    monkeypatch.setattr(weighing, "TRAINED_FROM", 1_000)
    monkeypatch.setattr(training, "RANDOM_PAIRS", 50_000)
    told = []
    found = model_for(tables, progress=lambda *call: told.append(call))
    assert found.trained
    assert told[0] == (0, 5, "training")
    assert told[-1] == (5, 5, "training")
    levels = levels_of(found.weights)
    assert set(levels) == set(levels_of(untrained(2)))
    assert all(level["m_probability"] >= LEAST_M * 0.999 for level in levels.values())
    assert bits(levels["given", Level.CONTRADICTED]) < -2
    assert bits(levels["birth", Level.SAME]) > 5
    assert 1e-5 < found.weights["probability_two_random_records_match"] < 1e-2
    assert model_for(tables).weights == found.weights


def test_probabilities_of_weights():
    assert [probability(weight) for weight in (0, 1, -1, 3)] == pytest.approx(
        [1 / 2, 2 / 3, 1 / 3, 8 / 9]
    )
    assert (probability(-math.inf), probability(-1e6), probability(1e6)) == (0, 0, 1)


@given(st.floats(-900, 900), st.floats(-900, 900))
def test_a_greater_weight_is_no_smaller_a_probability(one, other):
    low, high = sorted((one, other))
    assert 0 <= probability(low) <= probability(high) <= 1


def test_columns_are_one_a_field_and_plain_words():
    assert columns_of("rule") == tuple(f"rule_{column_of(field.name)}" for field in FIELDS)
    assert all(name.isidentifier() for name in columns_of("weight"))
