"""What a reading says: single alleles, dropout, silent alleles, misreadings, readings left out."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from kin_making import P, Q, claim, computing, ladder, likelihood, panel_of, profile, typed

from repatria.base.errors import ValueProblem
from repatria.kinship.likelihood import Computation
from repatria.kinship.marker import Marker
from repatria.kinship.profile import Observation, Profile, Reading, observed
from repatria.kinship.reading_model import Sharp, Soft, emission
from repatria.kinship.settings import Settings

ALONE = claim("a:m")
X = ladder(chromosome="X")


def test_one_known_allele_leaves_the_other_open() -> None:
    """p² + 2p(1 − p)."""
    found = likelihood(computing(), ALONE, typed(a="10/any"))
    assert found == pytest.approx(P**2 + 2 * P * (1 - P))


@pytest.mark.parametrize("d", [0.0, 0.1, 0.5])
def test_a_single_allele_may_have_lost_its_fellow(d: float) -> None:
    """(1 − d²) p² from a homozygote, d(1 − d) from each heterozygote."""
    found = likelihood(computing(dropout=d), ALONE, typed(a="10/?"))
    assert found == pytest.approx((1 - d**2) * P**2 + 2 * d * (1 - d) * P * (1 - P))


def test_the_profiles_own_dropout_goes_before_that_of_the_settings() -> None:
    by_profile = likelihood(computing(dropout=0.1), ALONE, {"a": profile("a", 0.4, L="10/?")})
    assert by_profile == pytest.approx(likelihood(computing(dropout=0.4), ALONE, typed(a="10/?")))
    assert by_profile != pytest.approx(likelihood(computing(dropout=0.1), ALONE, typed(a="10/?")))


def test_dropout_does_not_touch_a_whole_genotype() -> None:
    for text, chance in (("10/10", P**2), ("10/11", 2 * P * Q)):
        found = likelihood(computing(dropout=0.4), ALONE, {"a": profile("a", 0.3, L=text)})
        assert found == pytest.approx(chance)


def test_remains_with_one_allele_are_no_homozygote() -> None:
    assert observed(["10"], remains=True) == Observation(("10",), Reading.SINGLE)
    assert observed(["10"]) == Observation(("10", "10"), Reading.GENOTYPE)
    assert observed(["10", "10"], remains=True) == Observation(("10", "10"), Reading.GENOTYPE)
    assert observed(["10", "OL"], remains=True).reading is Reading.ONE_KNOWN


def test_a_homozygote_may_hide_a_silent_allele() -> None:
    """p'² + 2p's with p' = p(1 − s); a heterozygote 2p'q'."""
    s = 0.05
    p, q = P * (1 - s), Q * (1 - s)
    computation = computing(silent=s)
    assert likelihood(computation, ALONE, typed(a="10/10")) == pytest.approx(p**2 + 2 * p * s)
    assert likelihood(computation, ALONE, typed(a="10/11")) == pytest.approx(2 * p * q)


def test_a_silent_allele_explains_a_father_and_child_who_share_nothing_seen() -> None:
    """Father 10/s, child 11/s: 2p's · ½ · q'; the child's silent allele is the father's."""
    s = 0.05
    p, q = P * (1 - s), Q * (1 - s)
    found = likelihood(computing(silent=s), "a:m b:m=a+-", typed(a="10/10", b="11/11"))
    assert found == pytest.approx(2 * p * s / 2 * q)


def test_a_misreading_explains_a_mismatch() -> None:
    """Each copy is read as itself with 1 − e, as any of the three others with e/3."""
    e = 0.02
    found = likelihood(computing(miscall=e), ALONE, typed(a="10/10"))
    assert found == pytest.approx((P * (1 - e) + (1 - P) * e / 3) ** 2)
    mismatch = typed(a="10/10", b="11/11")
    assert likelihood(computing(), "a:m b:m=a+-", mismatch) == 0
    related = likelihood(computing(miscall=e), "a:m b:m=a+-", mismatch)
    strangers = likelihood(computing(miscall=e), claim("a:m", "b:m"), mismatch)
    assert 0 < related < strangers


@pytest.mark.parametrize("copies", [1, 2])
@pytest.mark.parametrize("silent", [0.0, 0.1])
@pytest.mark.parametrize(("e", "c"), [(0.0, 0.0), (0.03, 0.0), (0.0, 0.05), (0.03, 0.05)])
def test_all_that_can_be_read_of_a_genotype_has_probability_one(
    copies: int, silent: float, e: float, c: float
) -> None:
    """Over all sets of one allele to three; a genotype with nothing to see is left out."""
    marker = ladder("L", (0.2, 0.3, 0.5), "X" if copies == 1 else "A").with_silent(silent)
    settings = Settings(miscall=e, drop_in=c)
    readings = [
        emission(marker, Observation(alleles, _kind(alleles)), settings, 0.0, copies)
        for count in range(1, copies + 1 + bool(c))
        for alleles in combinations(("10", "11", "12"), count)
    ]
    alleles = range(len(marker.alleles))
    for genotype in product(alleles, repeat=copies):
        if set(genotype) != {3}:
            found = sum(_chance(each, genotype) for each in readings)
            assert found == pytest.approx(1), genotype


def _kind(alleles: tuple[str, ...]) -> Reading:
    return Reading.REVIEW if len(alleles) > 2 else Reading.GENOTYPE


def _chance(said: Sharp | Soft, genotype: tuple[int, ...]) -> float:
    if isinstance(said, Sharp):
        return float(set(genotype) == {said.first, said.second})
    return float(
        (said.weights * said.paternal[:, genotype[0]] * said.maternal[:, genotype[-1]]).sum()
    )


@pytest.mark.parametrize(("e", "c"), [(0.0, 0.05), (0.02, 0.05)])
def test_a_second_allele_in_a_male_is_a_drop_in(e: float, c: float) -> None:
    """c [p₁₁ P(read 10) + p₁₀ P(read 11)] with P(read a) = p_a (1 − e) + (1 − p_a) e/3."""
    found = likelihood(computing(X, miscall=e, drop_in=c), ALONE, typed(a="10/11"))
    read = [p * (1 - e) + (1 - p) * e / 3 for p in (P, Q)]
    assert found == pytest.approx(c * (Q * read[0] + P * read[1]))


@pytest.mark.parametrize("e", [0.0, 0.02])
def test_without_drop_in_a_male_has_no_second_allele(e: float) -> None:
    with pytest.raises(ValueProblem, match=r"sample a, marker L: .*a male, who has one copy"):
        likelihood(computing(X, miscall=e), ALONE, typed(a="10/11"))


def test_three_alleles_are_left_to_a_person() -> None:
    three = Profile("a", {"L": Observation(("10", "11", "12"), Reading.REVIEW)})
    assert three.for_review == ("L",)
    assert likelihood(computing(), ALONE, {"a": three}) == 1
    beside = {"a": three, **typed(b="10/10")}
    assert likelihood(computing(), "a:m b:m=a+-", beside) == pytest.approx(P**2)


def test_two_doubtful_samples_tell_more_than_one() -> None:
    """10/? and 11/? of one person: 10/11, each of whose alleles dropped out once."""
    d = 0.1
    same = type(ALONE)("one", ALONE.pedigrees, {"bone": "a", "tooth": "a"})
    found = likelihood(computing(dropout=d), same, typed(bone="10/?", tooth="11/?"))
    assert found == pytest.approx(2 * P * Q * (d * (1 - d)) ** 2)
    one = typed(bone="10/?", tooth="10/11")
    assert likelihood(computing(dropout=d), same, one) == pytest.approx(2 * P * Q * d * (1 - d))


def test_an_allele_at_the_minimum_frequency() -> None:
    """A table without 14, at a floor of 0.02: all frequencies are scaled to sum to one again."""
    marker = ladder().with_minimum(0.02, ["14"])
    assert marker.added == {"14"}
    assert marker.frequency("14") == pytest.approx(0.02 / 1.02)
    assert marker.frequency("10") == pytest.approx(P / 1.02)
    found = likelihood(Computation(panel_of(marker)), ALONE, typed(a="10/14"))
    assert found == pytest.approx(2 * (P / 1.02) * (0.02 / 1.02))


def test_a_marker_of_one_allele_tells_nothing() -> None:
    computation = computing(Marker.of("L", {"10": 1.0}))
    assert likelihood(computation, "a:m b:m=a+-", typed(a="10/10", b="10/10")) == pytest.approx(1)


def test_nobody_typed_is_certain() -> None:
    assert likelihood(computing(), "a:m b:m=a+-", {}) == 1
