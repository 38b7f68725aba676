"""Two hypotheses compared: a flag and a sentence a marker, a total, and notes on the whole."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from kin_making import P, Q, R, claim, computing, kin, ladder, panel_of, profile, typed

from repatria.kinship.comparison import compare
from repatria.kinship.family import Family
from repatria.kinship.genetic_map import GeneticMap
from repatria.kinship.hypothesis import Pair, missing_is_remains
from repatria.kinship.likelihood import Computation
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import PedigreeProblem, Sex
from repatria.kinship.population import MinimumFrequency, Population
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.result import Comparison, Flag, times
from repatria.kinship.settings import Settings

MUTATING = MutationModel.of(Kind.EQUAL, 0.003)
PARENTS = "f:m m:f x:m=f+m"
NAMES = ("A", "B", "C")


def family(pedigree: str = PARENTS, **profiles: Profile) -> Family:
    return Family("K", kin(pedigree), ("x",), profiles)


def compared(
    remains: Profile,
    computation: Computation | None = None,
    over: GeneticMap | None = None,
    **of: Profile,
) -> Comparison:
    """The family of x with these profiles against remains; markers A, B, C on one ladder each."""
    computation = computation or computing(*(ladder(name) for name in NAMES))
    pair = missing_is_remains(family(**of), "x")
    return compare(computation, pair, {**of, "remains": remains}, over or GeneticMap({}, {}))


def flags(found: Comparison) -> Mapping[str, tuple[Flag, ...]]:
    return {each.marker: each.flags for each in found.markers}


def test_an_ordinary_comparison() -> None:
    found = compared(profile("r", A="10/10", B="11/12"), f=profile("f", A="10/11", B="12/12"))
    assert flags(found) == {"A": (Flag.NORMAL,), "B": (Flag.NORMAL,), "C": (Flag.NOT_TYPED,)}
    ratios = [each.ratio for each in found.markers]
    assert ratios == pytest.approx([1 / (2 * P), 1 / (2 * R), 1])
    assert found.log10 == pytest.approx(math.log10(1 / (2 * P)) + math.log10(1 / (2 * R)))
    assert found.ratio == pytest.approx(1 / (4 * P * R))
    assert found.markers[0].first - found.markers[0].second == pytest.approx(math.log(1 / (2 * P)))
    assert found.notes == ()
    assert "5 times as probable" in found.markers[0].sentence
    assert found.sentence == (
        "The readings are 8.33 times as probable if the remains are x of family K than if the "
        "remains are of someone unrelated to family K."
    )


def test_a_mutation_is_needed() -> None:
    computation = computing(*(ladder(name) for name in NAMES), mutation=MUTATING)
    found = compared(profile("r", A="10/10"), computation, f=profile("f", A="11/11"))
    assert flags(found)["A"] == (Flag.MUTATION,)
    # The father's 11 became 10 with r/3 = 0.001; the other gamete is 10 under pM.
    x = P * 0.997 + (1 - P) * 0.001
    assert found.markers[0].ratio == pytest.approx(0.001 * x / P**2)
    assert found.log10 is not None
    assert "needs a mutation" in found.markers[0].sentence


def test_an_exclusion() -> None:
    found = compared(profile("r", A="10/10", B="11/11"), f=profile("f", A="11/11", B="11/11"))
    assert flags(found)["A"] == (Flag.EXCLUDED,)
    assert found.log10 == -math.inf
    assert found.ratio == 0
    assert found.markers[0].log10 == -math.inf
    assert found.sentence == "The readings at A cannot arise if the remains are x of family K."


def test_a_reading_for_review_is_left_out_and_named() -> None:
    mixed = Profile("r", {"A": Observation(("10", "11", "12"), Reading.REVIEW)})
    found = compared(mixed, f=profile("f", A="10/11"))
    assert flags(found)["A"] == (Flag.NOT_TYPED, Flag.REVIEW)
    assert found.markers[0].ratio == 1
    assert "more than two alleles were read: remains" in found.markers[0].sentence


def test_an_allele_at_the_minimum_frequency_is_flagged() -> None:
    population = Population.of("made", [ladder("A")], minimum=MinimumFrequency(value=0.02))
    profiles = {"f": profile("f", A="10/17"), "remains": profile("r", A="17/17")}
    panel = Panel.of(population, Settings()).covering(profiles.values())
    found = compare(Computation(panel), missing_is_remains(family(f=profiles["f"]), "x"), profiles)
    assert flags(found)["A"] == (Flag.NORMAL, Flag.RARE)
    assert "taken at the minimum: 17" in found.markers[0].sentence
    assert found.markers[0].ratio == pytest.approx(1 / (2 * 0.02 / 1.02))
    other = compare(
        Computation(panel),
        missing_is_remains(family(f=profile("f", A="10/11")), "x"),
        {"f": profile("f", A="10/11"), "remains": profile("r", A="10/10")},
    )
    assert flags(other)["A"] == (Flag.NORMAL,)


def test_a_ratio_of_one_by_chance_is_not_a_lack_of_readings() -> None:
    """Father 10/10 and remains 10/11 with p = ½: read, and as probable; the mother lacks A."""
    even = [ladder(name, (0.5, 0.5)) for name in ("A", "B")]
    found = compared(
        profile("r", A="10/11", B="10/10"),
        computing(*even),
        f=profile("f", A="10/10"),
        m=profile("m", B="10/11"),
    )
    assert found.markers[0].ratio == pytest.approx(1)
    assert flags(found)["A"] == (Flag.NORMAL,)


def test_remains_without_a_profile_leave_every_marker_not_typed() -> None:
    of = {"f": profile("f", A="10/11")}
    found = compare(computing(ladder("A")), missing_is_remains(family(**of), "x"), of)
    assert flags(found)["A"] == (Flag.NOT_TYPED,)
    assert found.log10 == 0


def test_markers_on_x_are_multiplied_with_a_warning() -> None:
    markers = [ladder(name, chromosome="X") for name in ("A", "B")]
    of = {"m": profile("m", A="10/11", B="10/11")}
    pair = missing_is_remains(family("m:f x:m=-+m", **of), "x")
    remains = {"remains": profile("r", A="10", B="11")}
    found = compare(computing(*markers), pair, {**of, **remains})
    assert found.ratio == pytest.approx(1 / (2 * P) / (2 * Q))
    (note,) = found.notes
    assert note.startswith("X-linked markers were multiplied as if independent")
    one = compare(
        computing(markers[0]), pair, {"m": profile("m", A="10/11"), "remains": profile("r", A="10")}
    )
    assert one.notes == ()


def test_markers_without_frequencies_are_named() -> None:
    found = compared(profile("r", A="10/10", Z="9/9"), f=profile("f", A="10/11"))
    assert found.notes == ("r: no frequencies for Z; not used",)


@pytest.mark.parametrize("name", ["AMEL", "DYS391"])
def test_markers_of_sex_and_of_the_y_lack_no_frequencies(name: str) -> None:
    """They are no part of this likelihood; that is no fault of the table."""
    text = {"AMEL": "X/Y", "DYS391": "10"}[name]
    found = compared(profile("r", A="10/10", **{name: text}), f=profile("f", A="10/11"))
    assert not any("no frequencies" in note for note in found.notes)


def test_two_hypotheses_exchanged_invert_the_ratio() -> None:
    of = {"f": profile("f", A="10/11", B="10/12"), "m": profile("m", A="11/12")}
    profiles = {**of, "remains": profile("r", A="10/11", B="10/?")}
    pair = missing_is_remains(family(**of), "x")
    computation = Computation(panel_of(ladder("A"), ladder("B"), theta=0.01, mutation=MUTATING))
    there = compare(computation, pair, profiles)
    back = compare(computation, Pair(pair.second, pair.first), profiles)
    assert there.log10 is not None
    assert back.log10 == pytest.approx(-there.log10)
    assert there.log10 > 0.3


def test_the_models_stand_on_the_result() -> None:
    found = compared(profile("r", A="10/10"), f=profile("f", A="10/11"))
    assert found.population == "made: 3 markers, theta 0, minimum frequency none"
    assert found.models.startswith("mutation: none; untyped founders kept")


@pytest.mark.parametrize(
    ("log10", "words"),
    [
        (0.0, "as probable"),
        (math.log10(1250), "1,250 times as probable"),
        (math.log10(0.25), "0.25 times as probable"),
        (9.0 + math.log10(1.2), "1.20 × 10^9 times as probable"),
        (-5.0 + math.log10(3), "3.00 × 10^-5 times as probable"),
        (400.0, "1.00 × 10^400 times as probable"),
        (9.9999999, "1.00 × 10^10 times as probable"),
    ],
)
def test_a_ratio_in_words(log10: float, words: str) -> None:
    assert times(log10) == words


def test_a_typed_person_whom_a_hypothesis_lacks_is_named() -> None:
    pair = Pair(claim("a:m", name="first"), claim("a:m", "b:m", name="second"))
    with pytest.raises(PedigreeProblem, match=r"b has a profile and is not in .*“first”") as caught:
        compare(computing(ladder("A")), pair, typed("A", a="10/10", b="10/11"))
    assert caught.value.person == "b"


def test_the_pair_of_hypotheses_of_a_missing_person() -> None:
    pair = missing_is_remains(family(f=profile("f", A="10/11")), "x")
    assert set(pair.first.ids) == {"f", "m", "remains"}
    assert set(pair.second.ids) == {"f", "m", "x", "remains"}
    with pytest.raises(PedigreeProblem, match="m is not missing in family K"):
        missing_is_remains(family(f=profile("f", A="10/11")), "m")
    with pytest.raises(PedigreeProblem, match="x is male"):
        missing_is_remains(family(f=profile("f", A="10/11")), "x", sex=Sex.FEMALE)
    with pytest.raises(PedigreeProblem, match="f is already the name of a relative"):
        missing_is_remains(family(f=profile("f", A="10/11")), "x", remains="f")


def test_the_sex_of_the_remains_is_that_of_a_missing_person_whose_sex_is_not_known() -> None:
    of = {"m": profile("m", A="10/11")}
    unknown = Family("K", kin("m:f x:u=-+m"), ("x",), of)
    pair = missing_is_remains(unknown, "x", sex=Sex.MALE)
    computation = computing(ladder("A", chromosome="X"))
    found = compare(computation, pair, {**of, "remains": profile("r", A="10")})
    assert found.ratio == pytest.approx(1 / (2 * P))


def test_a_panel_without_any_marker_of_this_likelihood() -> None:
    """A population that knows amelogenin alone: nothing is told of either hypothesis."""
    amelogenin = ladder("AMEL", {"X": 0.5, "Y": 0.5})
    found = compared(profile("r", A="10/10"), computing(amelogenin), f=profile("f"))
    assert found.markers == ()
    assert found.log10 == 0
