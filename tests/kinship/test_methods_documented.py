"""The matrices in docs/methods/kinship-models.md are those of the engine."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from repatria.cli.kinship_options import STATIONARY
from repatria.kinship.marker import Marker
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.pedigree import Sex
from repatria.kinship.stationary import Stationary

PAGE = (Path(__file__).parents[2] / "docs/methods/kinship-models.md").read_text("utf-8")
LADDER = Marker.of("L", {"10": 0.1, "11": 0.2, "11.3": 0.3, "12": 0.4})
BLOCKS = re.findall(r"```text\n(.+)\n((?:[\d. ]+\n)+)```", PAGE)


def test_every_model_and_every_form_has_an_example() -> None:
    shown = {part for title, _ in BLOCKS for part in title.split("; ")}
    assert shown.issuperset(set(Kind) - {Kind.NONE, Kind.CUSTOM})
    assert shown.issuperset(set(STATIONARY) - {"as-is"})
    assert PAGE.count("```text") == len(BLOCKS)


@pytest.mark.parametrize(("title", "rows"), BLOCKS, ids=[title for title, _ in BLOCKS])
def test_an_example_is_what_the_engine_computes(title: str, rows: str) -> None:
    kind, *parts = title.split("; ")
    how = next((STATIONARY[part] for part in parts if part in STATIONARY), "AS_IS")
    told = {
        name: float(value) for name, _, value in (part.partition(" ") for part in parts) if value
    }
    marker = LADDER.with_silent(told.pop("silent", 0.0))
    overall = told.pop("overall", None)
    model = MutationModel.of(kind, stationary=Stationary[how], **told)
    matrix = model.matrix(marker, Sex.MALE)
    assert np.array([row.split() for row in rows.splitlines()], float) == pytest.approx(
        matrix, abs=6e-7
    )
    if overall is not None:
        rate = float(np.array(marker.frequencies) @ (1 - np.diag(matrix)))
        assert overall == pytest.approx(rate, abs=6e-7)
