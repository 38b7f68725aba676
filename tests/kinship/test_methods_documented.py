"""What docs/methods says in numbers is what the engine computes."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from kin_making import computing, likelihood, typed

from repatria.cli.kinship_options import STATIONARY
from repatria.kinship import elimination, linked, transmission
from repatria.kinship.genetic_map import NEAR, POSITIONS, clusters
from repatria.kinship.known_markers import AUTOSOMAL, chromosome_of
from repatria.kinship.marker import Marker
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.pedigree import Sex
from repatria.kinship.stationary import Stationary

METHODS = Path(__file__).parents[2] / "docs/methods"
LIKELIHOODS = (METHODS / "kinship-likelihoods.md").read_text("utf-8")
PAGE = (METHODS / "kinship-models.md").read_text("utf-8")
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


def _table(heading: str) -> list[list[str]]:
    """The cells below the row that begins with this heading."""
    rows = LIKELIHOODS.split(f"| {heading} |")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_the_positions_told_are_those_shipped() -> None:
    told = {}
    for chromosome, markers in _table("chromosome"):
        for each in markers.split(", "):
            name, position = each.split(" ")
            assert chromosome_of(name) == chromosome
            told[name] = float(position)
    assert told == {name: round(position, 2) for name, position in POSITIONS.items()}


def test_the_linked_pairs_told_are_those_found() -> None:
    found = [
        [f"{'–'.join(each.markers)}", f"{each.distances[0]:.1f}", f"{each.fractions[0]:.3f}"]
        for each in clusters(AUTOSOMAL)
    ]
    assert _table("pair") == found


@pytest.mark.parametrize(
    ("reading", "settings"),
    [
        ("10/any", {}),
        ("10/?", {"dropout": 0.1}),
        ("10/10", {"silent": 0.02}),
        ("10/11", {"drop_in": 0.05}),
        ("10/11", {"miscall": 0.03}),
    ],
)
def test_the_worked_readings_are_those_of_the_engine(
    reading: str, settings: dict[str, float]
) -> None:
    found = likelihood(computing(**settings), "x:m", typed(x=reading))
    assert f"{found:.5g}" in [f"{float(row[-1]):.5g}" for row in _table("reading")]


def test_the_limits_told_are_those_in_force() -> None:
    assert elimination.MOST_WORK == 4e12
    assert "Beyond 4·10¹²" in LIKELIHOODS
    assert elimination.LARGEST_TABLE == 2**25
    assert "beyond 2²⁵ entries" in LIKELIHOODS
    assert transmission.MOST_WORK == 4e11
    assert "4·10¹¹ steps" in LIKELIHOODS
    assert f"more than {linked.MOST_BITS} meioses" in LIKELIHOODS
    assert f"up to {NEAR:g} cM" in LIKELIHOODS
