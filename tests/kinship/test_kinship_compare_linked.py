"""Linked markers in a comparison: taken together, named, and what linkage alone forbids."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from kin_making import P, claim, computing, kin, ladder, profile

from repatria.kinship.comparison import compare
from repatria.kinship.family import Family
from repatria.kinship.genetic_map import GeneticMap
from repatria.kinship.hypothesis import Hypothesis, Pair, missing_is_remains
from repatria.kinship.profile import Profile
from repatria.kinship.result import Comparison, Flag
from repatria.kinship.settings import Linkage

NAMES = ("A", "B", "C")
HALF = "m:f a:m=-+m x:m=-+m"
MAP = GeneticMap({"A": 10.0, "B": 20.0}, {"A": "1", "B": "1", "C": "1"})


def half_sibs(over: GeneticMap, **settings: object) -> Comparison:
    of = {"a": profile("a", A="10/11", B="10/11", C="10/11")}
    pair = missing_is_remains(Family("K", kin(HALF), ("x",), of), "x")
    computation = computing(*(ladder(name) for name in NAMES), **settings)
    remains = profile("r", A="10/12", B="10/12", C="10/12")
    return compare(computation, pair, {**of, "remains": remains}, over)


def test_linked_markers_are_taken_together() -> None:
    found = half_sibs(MAP)
    (cluster,) = found.clusters
    k, r = 1 / (4 * P), math.tanh(0.2) / 2
    s = (1 - r) ** 2 + r**2
    joint = s / 2 * (1 + k * k) + (1 - s) / 2 * 2 * k
    assert cluster.joint
    assert cluster.ratio == pytest.approx(joint)
    assert cluster.product == pytest.approx(((1 + k) / 2) ** 2)
    assert found.log10 == pytest.approx(math.log10(joint) + math.log10((1 + k) / 2))
    assert _flags(found)["A"] == _flags(found)["B"] == (Flag.NORMAL, Flag.LINKED)
    assert _flags(found)["C"] == (Flag.NORMAL,)
    assert "It is linked to B." in found.markers[0].sentence
    assert [note.split(" lie")[0] for note in found.notes] == ["A and C", "B and C"]


def test_linked_markers_may_be_multiplied_as_asked() -> None:
    found = half_sibs(MAP, linkage=Linkage.FLAG)
    assert found.log10 == pytest.approx(3 * math.log10((1 + 1 / (4 * P)) / 2))
    assert not found.clusters[0].joint
    assert found.clusters[0].sentence.endswith("multiplied as if independent, as asked.")
    assert _flags(found)["A"] == (Flag.NORMAL, Flag.LINKED)


def four_sons(*by_son: str) -> tuple[Hypothesis, dict[str, Profile]]:
    """Father 12/12, mother 10/11 at both markers, and what she passed on."""
    sons = {
        f"s{place}": profile(f"s{place}", A=f"{each[0]}/12", B=f"{each[1]}/12")
        for place, each in enumerate(each.split("-") for each in by_son)
    }
    pedigree = "f:m m:f " + " ".join(f"{name}:m=f+m" for name in sons)
    parents = {"f": profile("f", A="12/12", B="12/12"), "m": profile("m", A="10/11", B="10/11")}
    return claim(pedigree, name="sons"), {**parents, **sons}


def test_what_linkage_alone_forbids_is_said_in_words() -> None:
    """Two markers in one place: all four combinations of the mother's alleles cannot be passed."""
    sons, profiles = four_sons("10-10", "10-11", "11-10", "11-11")
    strangers = claim(*(f"{name}:{'f' if name == 'm' else 'm'}" for name in profiles))
    at_one_place = GeneticMap({"A": 10.0, "B": 10.0}, {"A": "1", "B": "1"})
    computation = computing(ladder("A"), ladder("B"))
    excluded = compare(computation, Pair(sons, strangers), profiles, at_one_place)
    assert excluded.log10 == -math.inf
    assert "cannot arise if sons" in excluded.sentence
    assert "A" in excluded.sentence
    contradictory = compare(computation, Pair(strangers, sons), profiles, at_one_place)
    assert contradictory.log10 is None
    assert "No ratio" in contradictory.sentence


def _flags(found: Comparison) -> Mapping[str, tuple[Flag, ...]]:
    return {each.marker: each.flags for each in found.markers}
