"""Plain Splink on the raw columns of two lists, as its user would write it: what we stand beside.

Names are split by the order that each sender declares and put into small letters; nothing else is
read out of them. Comparisons are those of Splink's own library, the training is without labels.
"""

from __future__ import annotations

import argparse
import logging
import time

import duckdb
import numpy as np
import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.blocking_rule_library import CustomRule

from _measure import Facts
from _names_truth import Proposed, Truth, blocking, found, kin_proposed
from repatria.synthetic.lists.two_lists import Table, TwoLists, two_lists

COLUMNS = ("surname", "given", "patronymic", "birth", "birthplace", "unit", "serial")
RULES = {
    "serial": "l.serial = r.serial",
    "birth": "l.birth = r.birth",
    "surname and given": "l.surname = r.surname and l.given = r.given",
    "surname and patronymic": "l.surname = r.surname and l.patronymic = r.patronymic",
    "surname and year": "l.surname = r.surname and l.year = r.year",
    "beginnings of the names, year": (
        "l.surname_start = r.surname_start and l.given_start = r.given_start and l.year = r.year"
    ),
}
THRESHOLDS = (-5, 0, 2, 4, 6, 8, 10, 12, 15, 20)
"""Weights in bits; 0 is as likely as not."""
LEAST = -10.0
KIN_AT = 0.0


def settings() -> SettingsCreator:
    """Splink's own comparisons of names and births; equality, by frequency, of the rest."""
    equal = ("birthplace", "unit", "serial")
    return SettingsCreator(
        link_type="link_only",
        unique_id_column_name="row",
        comparisons=[
            cl.NameComparison("surname"),
            cl.NameComparison("given"),
            cl.NameComparison("patronymic"),
            cl.DateOfBirthComparison(
                "birth", input_is_string=True, datetime_format="%Y-%m-%d",
                invalid_dates_as_null=True,
            ),
            *(
                cl.ExactMatch(name).configure(term_frequency_adjustments=name != "serial")
                for name in equal
            ),
        ],
        blocking_rules_to_generate_predictions=[CustomRule(rule) for rule in RULES.values()],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )  # fmt: skip


def raw(rows: Table) -> pa.Table:
    """The columns as they stand, in small letters, with what is blocked on."""
    columns = {
        name: [text.strip().lower() or None for text in rows.columns[name]] for name in COLUMNS
    }
    return pa.table(
        {
            "row": np.arange(len(rows)),
            **{name: pa.array(column, pa.string()) for name, column in columns.items()},
            "year": _starts(columns["birth"], 4),
            "surname_start": _starts(columns["surname"], 3),
            "given_start": _starts(columns["given"], 2),
        }
    )


def _starts(texts: list[str | None], letters: int) -> pa.Array:
    return pa.array([text and text[:letters] for text in texts], pa.string())


def plain(two: TwoLists, seed: int = 1) -> Facts:
    """Precision, recall, kin proposed, and the seconds of training and of predicting."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    tables = [raw(rows) for rows in (two.first, two.second)]
    with duckdb.connect() as connection:
        api = DuckDBAPI(connection)
        sides = zip(("first", "second"), tables, strict=True)
        named = [api.register(table, dataset_display_name=side) for side, table in sides]
        start = time.perf_counter()
        linker = Linker(named, settings())
        _train(linker, seed)
        trained = time.perf_counter()
        scored = linker.inference.predict(threshold_match_weight=LEAST)
        done = time.perf_counter()
        pairs = connection.execute(
            f"select row_l, row_r, match_weight from {scored.physical_name}"
        ).fetchnumpy()
    proposed = Proposed(pairs["row_l"], pairs["row_r"], pairs["match_weight"])
    truth = Truth(two)
    return {
        "rows": [len(two.first), len(two.second)],
        "true_pairs": len(truth.pairs),
        "training_s": round(trained - start, 1),
        "predicting_s": round(done - trained, 1),
        "blocking": blocking(truth, tables, RULES),
        "thresholds": found(truth, proposed, THRESHOLDS),
        "kin_at": KIN_AT,
        "kin": kin_proposed(truth, proposed, KIN_AT),
    }


def _train(linker: Linker, seed: int) -> None:
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("birth", "surname"), block_on("serial")], recall=0.7
    )
    training.estimate_u_using_random_sampling(max_pairs=3_000_000, seed=seed)
    for columns in (("birth",), ("surname", "given")):
        training.estimate_parameters_using_expectation_maximisation(block_on(*columns))


def main() -> None:
    """Tell the figures of one size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=(100_000, 30_000))
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    first, second = arguments.rows
    for name, value in plain(two_lists(first, second, seed=arguments.seed), arguments.seed).items():
        if isinstance(value, list | dict):
            print(name)
            for each in value.items() if isinstance(value, dict) else value:
                print("  ", each)
        else:
            print(name, value)


if __name__ == "__main__":
    main()
