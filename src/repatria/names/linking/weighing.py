"""A linking from beginning to end: lists in, the pairs that may be one person out, each with what
every field weighs and, where a gate holds it back, why.

Nothing is merged and nobody is asked to believe a score: a pair is a proposal to a person.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa

from repatria.base.progress import Progress, silent
from repatria.names.linking.columns import SCHEMA
from repatria.names.linking.fields import FIELDS
from repatria.names.linking.model import (
    NotTrained,
    column_of,
    database,
    linker,
    saved,
    settings,
    trained,
)

TRAINED_FROM = 20_000
"""Rows of the smaller list from which weights are trained on the lists themselves."""
FREQUENCIES_FROM = 2_000
"""Rows of all lists together from which the frequency of a name is that within them: among ten men
every surname is one in ten."""
THRESHOLD = 5.0
"""The weight in bits from which a pair is proposed: 32 to 1, the chance of strangers counted in."""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights to link by, as Splink writes them, and where they come from."""

    weights: dict[str, Any]
    trained: bool
    """On the lists at hand; else they are those that come with Repatria."""


def model_for(tables: Sequence[pa.Table], *, seed: int = 1, progress: Progress = silent) -> Model:
    """The weights for these tables: trained on them where they are large enough.

    Small lists have too few pairs to learn from. They get the weights that were trained on large
    made-up lists, and the prior that a row of the longer list is in the shorter one by even odds.
    """
    if min(map(len, tables)) < TRAINED_FROM:
        return Model(shipped(tables), trained=False)
    with database() as connection:
        work = linker(connection, tables, settings(tables=len(tables)))
        try:
            return Model(trained(work, seed=seed, progress=progress), trained=True)
        except NotTrained:
            return Model(shipped(tables), trained=False)


def shipped(tables: Sequence[pa.Table]) -> dict[str, Any]:
    """The weights that come with Repatria, for tables of these sizes."""
    model = json.loads(_shipped())
    own = untrained(len(tables))
    weights = {
        (comparison["output_column_name"], level["sql_condition"]): level
        for comparison in own["comparisons"]
        for level in comparison["comparison_levels"]
    }
    for comparison in model["comparisons"]:
        for level in comparison["levels"]:
            place = comparison["field"], level["sql"]
            weights[place] |= {"m_probability": level["m"], "u_probability": level["u"]}
    if sum(map(len, tables)) < FREQUENCIES_FROM:
        for level in weights.values():
            for name in [name for name in level if name.startswith("tf_")]:
                del level[name]
    own["probability_two_random_records_match"] = 0.5 / max(1, *map(len, tables))
    return own


def untrained(tables: int) -> dict[str, Any]:
    """The model before training, as Splink writes it."""
    empty = [SCHEMA.empty_table()] * tables
    with database() as connection:
        return saved(linker(connection, empty, settings(tables=tables)))


@cache
def _shipped() -> str:
    return (files(__package__) / "data" / "weights.json").read_text("utf-8")


def kept(model: dict[str, Any]) -> dict[str, Any]:
    """The shares of a trained model alone, as `data/weights.json` holds them."""
    return {
        "comparisons": [
            {
                "field": comparison["output_column_name"],
                "levels": [
                    {
                        "sql": level["sql_condition"],
                        "m": level["m_probability"],
                        "u": level["u_probability"],
                    }
                    for level in comparison["comparison_levels"]
                    if "m_probability" in level
                ],
            }
            for comparison in model["comparisons"]
        ]
    }


def probability(weight: float) -> float:
    """The probability of a weight in bits: 2^w / (1 + 2^w)."""
    return 1.0 / (1.0 + 2.0**-weight) if weight > -1000 else 0.0


def columns_of(kind: str) -> tuple[str, ...]:
    """The columns `weight_…` or `rule_…` of all fields, in their order."""
    return tuple(f"{kind}_{column_of(field.name)}" for field in FIELDS)
