"""References that cannot belong together: said, not divided by, and laid on whom it can be laid."""

from __future__ import annotations

import pytest
from kin_making import P, R, claim, computing, kin, ladder, profile, typed

from repatria.kinship.comparison import compare
from repatria.kinship.consistency import contradictions
from repatria.kinship.family import Family
from repatria.kinship.hypothesis import missing_is_remains
from repatria.kinship.likelihood import Computation
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.profile import Profile
from repatria.kinship.result import Comparison, Flag

MUTATING = MutationModel.of(Kind.EQUAL, 0.003)
NAMES = ("A", "B", "C")


def flags(found: Comparison) -> dict[str, tuple[Flag, ...]]:
    return {each.marker: each.flags for each in found.markers}


def family(pedigree: str = "f:m m:f x:m=f+m", **profiles: Profile) -> Family:
    return Family("K", kin(pedigree), ("x",), profiles)


SIB = "f:m m:f s:m=f+m x:m=f+m"


def with_sib(computation: Computation, remains: str, **by_person: str) -> Comparison:
    profiles = typed("A", **by_person)
    pair = missing_is_remains(family(SIB, **profiles), "x")
    return compare(computation, pair, {**profiles, **typed("A", remains=remains)})


def test_the_family_itself_needs_a_mutation() -> None:
    computation = computing(ladder("A"), mutation=MUTATING)
    found = with_sib(computation, "10/12", f="10/11", m="12/12", s="13/12")
    assert flags(found)["A"] == (Flag.FAMILY_MUTATION,)
    assert found.markers[0].ratio == pytest.approx((1 / 2) / (2 * P * R), rel=0.02)
    assert "under either hypothesis" in found.markers[0].sentence


def test_references_that_contradict_each_other_are_not_divided_by() -> None:
    found = with_sib(computing(ladder("A")), "10/12", f="10/11", m="12/12", s="13/12")
    (marker,) = found.markers
    assert marker.flags == (Flag.CONTRADICTORY,)
    assert marker.ratio is marker.log10 is found.log10 is found.ratio is None
    # Without the father, or without the brother, the others agree; the mother is not at odds.
    assert "without f or s they would agree" in marker.sentence
    assert found.sentence == "No ratio: the references contradict each other at A."


def test_several_at_odds_are_not_laid_on_one() -> None:
    found = with_sib(computing(ladder("A")), "10/12", f="10/10", m="11/11", s="12/13")
    assert "without s they would agree" in found.markers[0].sentence
    profiles = typed("A", f="10/10", m="11/11", s="12/13", t="12/13")
    (contradiction,) = contradictions(
        computing(ladder("A")), claim("f:m m:f s:m=f+m t:m=f+m"), profiles
    )
    assert contradiction.persons == ()
    assert not contradiction.possible
    assert contradiction.sentence == "at A the references contradict each other"


def test_consistency_names_the_marker_and_the_person() -> None:
    computation = computing(*(ladder(name) for name in NAMES), mutation=MUTATING)
    profiles = {
        "f": profile("f", A="10/11", B="10/10", C="10/12"),
        "m": profile("m", A="12/13", B="11/11", C="10/10"),
        "s": profile("s", A="10/12", B="12/13", C="11/10"),
    }
    found = contradictions(computation, claim("f:m m:f s:m=f+m"), profiles)
    assert [(each.marker, each.possible, each.persons) for each in found] == [
        ("B", True, ("s",)),
        ("C", True, ("f", "m", "s")),
    ]
    assert found[0].sentence == "at B the references need a mutation; without s they agree"
    del profiles["s"]
    assert contradictions(computation, claim("f:m m:f s:m=f+m"), profiles) == ()


def test_a_direct_sample_that_contradicts_the_family_is_named() -> None:
    """A toothbrush that cannot be the missing son's: without it, or without the father."""
    profiles = typed("A", f="10/11", brush="12/12")
    pair = missing_is_remains(family(f=profiles["f"]), "x", direct=["brush"])
    found = compare(computing(ladder("A")), pair, {**profiles, **typed("A", remains="12/12")})
    assert found.markers[0].flags == (Flag.CONTRADICTORY,)
    assert "without f or brush they would agree" in found.markers[0].sentence
