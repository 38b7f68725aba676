"""The model of a linking: Splink's settings over `fields`, and its training without labels.

The weights are those of Fellegi and Sunter (1969): of each level the binary logarithm of m/u, where
m is the share of that level among pairs of one person and u among pairs of strangers. u comes from
random pairs, m from expectation maximisation (Winkler 1988) within pairs that agree in a column,
twice, so that no field is trained on pairs chosen by itself. Where both sides agree in a name, its
own frequency stands for u (Newcombe 1959): two Коваленко are less news than two Жолнерчик.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.blocking_rule_library import CustomRule

from repatria.base.errors import RepatriaError
from repatria.base.progress import Progress, silent
from repatria.names.levels import Level
from repatria.names.linking.blocking import RULES
from repatria.names.linking.fields import FIELDS
from repatria.names.linking.level_rules import Field, LevelRule

SIDES = ("first", "second")
PRIOR = 1e-6
"""The chance that two records drawn at random are of one person, before it is estimated."""
LEAST_U = 1e-6
"""The least share of a level among strangers: no agreement counts for more, however rare the name,
and what was never seen among random pairs is taken for so rare."""
SURE_RULES = (("birth", "surname", "given"), ("serial", "surname"))
"""Pairs of which nearly all are one person, by which the prior is estimated."""
SURE_RECALL = 0.8
"""The share of true pairs that `SURE_RULES` are supposed to find."""
TRAINED_ON = (("birth", "given"), ("surname", "patronymic", "given"), ("serial",))
ITERATIONS = 10
"""Of each training. A share that nothing supports shrinks each time, until Splink refuses it."""
PAIRS = 1_000_000
"""About how many pairs each training of m looks at."""
RANDOM_PAIRS = 3_000_000
"""How many random pairs u is counted over."""
LEAST_M = 1e-5
"""The least share of a level among pairs of one person: a slip that the training never met."""


class NotTrained(RepatriaError):
    """Lists from which no weights can be learnt."""


def settings(
    fields: Iterable[Field] = FIELDS,
    rules: Iterable[str] = tuple(RULES.values()),
    *,
    tables: int = 2,
) -> SettingsCreator:
    """Splink's settings over these fields and blocking rules, before anything is trained: the pairs
    between two tables, or those within one."""
    return SettingsCreator(
        link_type="link_only" if tables == len(SIDES) else "dedupe_only",
        unique_id_column_name="row",
        probability_two_random_records_match=PRIOR,
        comparisons=[_comparison(field) for field in fields],
        blocking_rules_to_generate_predictions=[CustomRule(rule) for rule in rules],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        max_iterations=ITERATIONS,
    )


def _comparison(field: Field) -> dict[str, Any]:
    return {
        "output_column_name": column_of(field.name),
        "comparison_levels": [
            _level(rule, first=number == 0) for number, rule in enumerate(field.rules)
        ],
    }


def column_of(field: str) -> str:
    """The name of a field as Splink's columns have it."""
    return field.replace(" ", "_")


def _level(rule: LevelRule, *, first: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "sql_condition": rule.sql,
        "label_for_charts": rule.label,
    }
    if first:
        made["is_null_level"] = True
    elif rule.level is Level.ABSENT:
        # What says nothing weighs nothing: m and u alike, whatever the pairs of the training say.
        made |= {
            "m_probability": 0.5, "u_probability": 0.5,
            "fix_m_probability": True, "fix_u_probability": True,
        }  # fmt: skip
    if rule.frequency:
        made |= {
            "tf_adjustment_column": rule.frequency,
            "tf_minimum_u_value": LEAST_U,
            "disable_tf_exact_match_detection": True,
        }
    return made


@contextmanager
def database(threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with so many threads, closed at the end."""
    with duckdb.connect() as connection:
        if threads is not None:
            connection.execute(f"set threads = {threads:d}")
        connection.execute("set preserve_insertion_order = true")
        yield connection


def linker(
    connection: duckdb.DuckDBPyConnection,
    tables: Iterable[pa.Table],
    model: SettingsCreator | dict[str, Any],
) -> Linker:
    """Splink over one or two tables (of `columns.SCHEMA`), with a model new or trained."""
    api = DuckDBAPI(connection)
    named = [
        api.register(table, dataset_display_name=side)
        for side, table in zip(SIDES, tables, strict=False)
    ]
    # Splink would tell every step; here the progress does.
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    return Linker(named, model, log_level=None)


def trained(
    work: Linker,
    *,
    sure_rules: Iterable[Sequence[str]] = SURE_RULES,
    trained_on: Sequence[Sequence[str]] = TRAINED_ON,
    seed: int = 1,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Train the weights and give the model as Splink writes it (JSON data).

    Rules are columns in which pairs agree: `sure_rules` those that strangers hardly share,
    `trained_on` those within which m is estimated. Raises `NotTrained`.
    """
    steps = 2 + len(trained_on)
    progress(0, steps, "training")
    work.training.estimate_probability_two_random_records_match(
        [block_on(*rule) for rule in sure_rules], recall=SURE_RECALL
    )
    progress(1, steps, "training")
    work.training.estimate_u_using_random_sampling(
        max_pairs=RANDOM_PAIRS, seed=seed, min_count_per_level=None, num_chunks=1
    )
    done = 0
    for number, rule in enumerate(trained_on):
        progress(2 + number, steps, "training")
        # Splink refuses shares that shrink to nothing, as where hardly any pair is of one person;
        # the other trainings then stand alone.
        with suppress(ValueError):
            work.training.estimate_parameters_using_expectation_maximisation(
                block_on(*rule), estimate_without_term_frequencies=True, max_pairs=PAIRS
            )
            done += 1
    if not done:
        raise NotTrained("the lists have too little in common to learn weights from")
    progress(steps, steps, "training")
    return completed(saved(work))


def saved(work: Linker) -> dict[str, Any]:
    """The model as Splink writes it, without the number that it draws for every linker."""
    model: dict[str, Any] = work.misc.save_model_to_json()
    model.pop("linker_uid", None)
    return model


def completed(model: dict[str, Any]) -> dict[str, Any]:
    """The model with a share for what no pair of the training showed: it is taken for very rare.

    Splink leaves such levels without m or u, and would weigh them by a default that knows nothing.
    Shares are rounded to nine digits, beyond which threads that add in another order differ.
    """
    prior = "probability_two_random_records_match"
    model[prior] = float(f"{model[prior]:.9g}")
    for comparison in model["comparisons"]:
        for level in comparison["comparison_levels"]:
            if level.get("is_null_level"):
                continue
            for name, least in (("m_probability", LEAST_M), ("u_probability", LEAST_U)):
                value = level.get(name)
                shown = value if isinstance(value, float) and value > least else least
                level[name] = float(f"{shown:.9g}")
    return model
