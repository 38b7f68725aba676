"""What cannot be computed is refused in words that name the sample, the marker or the person."""

from __future__ import annotations

import math

import pytest
from kin_making import claim, computing, kin, ladder, likelihood, panel_of, profile, typed

from repatria.base.dates import partial_date
from repatria.base.errors import ValueProblem
from repatria.kinship import elimination, transmission
from repatria.kinship.family import Family
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.marker import Marker
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex
from repatria.kinship.population import NO_MINIMUM, MinimumFrequency, Population
from repatria.kinship.profile import Observation, Profile, Reading
from repatria.kinship.settings import Settings


def test_an_allele_off_the_ladder_names_sample_and_marker() -> None:
    with pytest.raises(
        ValueProblem,
        match=r"sample bone-7, marker L: the allele 17 is not on the ladder of L \(10 to 13\), "
        "and no minimum frequency is set",
    ):
        likelihood(computing(), "a:m", {"a": profile("bone-7", L="10/17")})


def test_the_rule_for_rare_alleles_puts_it_on_the_ladder() -> None:
    """5/2N with 400 alleles counted: 0.0125."""
    counted = Marker.of("L", {"10": 0.5, "11": 0.5}, samples=400)
    population = Population.of("made", [counted], minimum=MinimumFrequency(count=5))
    read = {"a": profile("a", L="10/17")}
    panel = Panel.of(population, Settings()).covering(read.values())
    marker = panel.loci[0].marker
    assert marker.frequency("17") == pytest.approx(0.0125 / 1.0125)
    assert math.fsum(marker.frequencies) == pytest.approx(1)
    bare = Panel.of(population.with_settings(minimum=NO_MINIMUM), Settings())
    assert bare.covering(read.values()).loci[0].marker.alleles == ("10", "11")


def test_two_alleles_on_a_males_x() -> None:
    x = computing(ladder(chromosome="X"))
    with pytest.raises(ValueProblem, match=r"sample a, marker L: L is X-linked .*in a male"):
        likelihood(x, "a:m", typed(a="10/11"))
    assert likelihood(x, "a:f", typed(a="10/11")) > 0


def test_an_x_linked_marker_needs_the_sex_of_everyone_on_the_way() -> None:
    x = computing(ladder(chromosome="X"))
    with pytest.raises(PedigreeProblem, match="c: an X-linked marker needs the sex") as caught:
        likelihood(x, "m:f c:u=-+m", typed(c="10/10"))
    assert caught.value.person == "c"
    # A parent's sex is that of the role, and those off the way need none.
    assert likelihood(x, "f:u c:f=f+- d:u=f+-", typed(c="10/11")) > 0
    assert likelihood(computing(), "m:f c:u=-+m", typed(c="10/10")) > 0


@pytest.mark.parametrize(
    ("frequencies", "message"),
    [
        ((0.5, 0.4), "the frequencies sum to 0.9, not to 1"),
        ((0.5, 0.6), "sum to 1.1"),
        ((0.0, 1.0), "allele 10: the frequency 0.0 is not above 0"),
        ((-0.1, 1.1), "allele 10: the frequency -0.1 is not above 0"),
        ((math.nan, 1.0), "the frequency nan is not above 0"),
        ((1.0,), "2 alleles and 1 frequencies"),
    ],
)
def test_frequencies_that_are_none(frequencies: tuple[float, ...], message: str) -> None:
    with pytest.raises(ValueProblem, match=f"marker L.*{message}"):
        Marker("L", ("10", "11"), frequencies)


@pytest.mark.parametrize(
    ("alleles", "message"),
    [
        ((), "has no alleles"),
        (("10", "10"), "has the allele 10 twice"),
        (("11", "10"), "do not stand in ladder order"),
    ],
)
def test_alleles_that_are_no_ladder(alleles: tuple[str, ...], message: str) -> None:
    even = tuple(1 / len(alleles) for _ in alleles)
    with pytest.raises(ValueProblem, match=f"marker L {message}|marker L: the alleles {message}"):
        Marker("L", alleles, even)


@pytest.mark.parametrize(
    ("text", "message", "person"),
    [
        ("a:m=b+- b:m=a+-", "is an ancestor of themselves", "a b"),
        ("a:m=a+-", "a is an ancestor of themselves", "a"),
        ("f:f a:m=f+-", "f is female and cannot be the father of a", "f"),
        ("m:m a:m=-+m", "m is male and cannot be the mother of a", "m"),
        ("p:u a:m=p+- b:m=-+p", "p is a father and a mother", "p"),
        ("f:m a:m=f+f", "f is both father and mother of a", "f"),
        ("a:m=f+-", "f, father of a, is not there", "a"),
        ("a:m a:m", "a stands twice", "a"),
    ],
)
def test_a_pedigree_that_cannot_be(text: str, message: str, person: str) -> None:
    with pytest.raises(PedigreeProblem, match=message) as caught:
        kin(text)
    assert caught.value.person in person.split()


def test_a_child_older_than_its_parent() -> None:
    def family(father: str, child: str) -> Pedigree:
        return Pedigree.of(
            Person("f", Sex.MALE, born=partial_date(father)),
            Person("c", Sex.MALE, "f", born=partial_date(child)),
        )

    with pytest.raises(PedigreeProblem, match=r"c \(born 1960\) is older than f \(born 1985-02\)"):
        family("1985-02", "1960")
    assert family("1985", "1985").ids == ("f", "c")


def test_a_person_of_two_pedigrees() -> None:
    with pytest.raises(PedigreeProblem, match="a stands in two pedigrees") as caught:
        claim("a:m", "a:m b:m=a+-")
    assert caught.value.person == "a"


def test_a_sample_of_nobody() -> None:
    with pytest.raises(PedigreeProblem, match="b, whose sample brush is, is not there"):
        Hypothesis("h", (kin("a:m"),), {"brush": "b"})


def test_a_family_without_a_link_to_the_missing() -> None:
    with pytest.raises(PedigreeProblem, match="family K: nothing links x to anyone"):
        Family("K", kin("a:m x:m"), ("x",), typed(a="10/10"))
    with pytest.raises(PedigreeProblem, match="family K: z is not in the pedigree"):
        Family("K", kin("a:m x:m=a+-"), ("z",), typed(a="10/10"))
    with pytest.raises(PedigreeProblem, match="family K: x is missing and has a reference"):
        Family("K", kin("a:m x:m=a+-"), ("x",), typed(x="10/10"))


def test_a_marker_that_the_population_lacks() -> None:
    population = Population.of("made", [ladder()])
    with pytest.raises(ValueProblem, match="the population made has no frequencies for Z"):
        Panel.of(population, Settings(), ["L", "Z"])
    with pytest.raises(ValueProblem, match="the marker L stands twice in made"):
        Population.of("made", [ladder(), ladder()])


def test_a_rate_that_a_marker_does_not_allow_names_it() -> None:
    with pytest.raises(ValueProblem, match=r"marker L: the proportional model allows a rate of"):
        panel_of(ladder(), mutation=MutationModel.of(Kind.PROPORTIONAL, 0.9))


@pytest.mark.parametrize("name", ["silent", "dropout", "miscall", "drop_in"])
@pytest.mark.parametrize("value", [-0.1, 1.0, math.nan])
def test_chances_outside_their_range(name: str, value: float) -> None:
    with pytest.raises(ValueProblem, match=rf"{name.replace('_', '-')} is .*; it lies in \[0, 1\)"):
        Settings(**{name: value})


def test_a_reading_that_does_not_fit_its_alleles() -> None:
    with pytest.raises(ValueProblem, match="2 alleles are no “single allele"):
        Observation(("10", "11"), Reading.SINGLE)
    with pytest.raises(ValueProblem, match="sample a: a dropout chance lies in"):
        Profile("a", {}, dropout=1.0)
    with pytest.raises(ValueProblem, match="sample a, marker L: “ten” is not an allele"):
        Profile.of("a", {"L": ["ten"]})


BIG = "f:m m:f " + " ".join(f"c{number}:m=f+m" for number in range(5))
MANY = {f"c{number}": "10/11" for number in range(5)}


def test_a_pedigree_too_large_for_elimination_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    computation = computing(
        ladder("L", (0.1, 0.2, 0.3, 0.15, 0.25)), mutation=MutationModel.of(Kind.STEPWISE, 0.01)
    )
    monkeypatch.setattr(elimination, "MOST_WORK", 10.0)
    elimination.plan.cache_clear()
    with pytest.raises(
        ValueProblem, match=r"the pedigree needs .* multiplications at a marker of 5"
    ):
        likelihood(computation, BIG, typed(**MANY))
    monkeypatch.undo()
    assert likelihood(computation, BIG, typed(**MANY)) > 0


def test_a_pedigree_too_large_for_theta_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    computation = computing(theta=0.02)
    monkeypatch.setattr(transmission, "MOST_WORK", 10.0)
    with pytest.raises(ValueProblem, match=r"set theta to 0, or flag linked markers"):
        likelihood(computation, BIG, typed(**MANY))
    monkeypatch.undo()
    assert likelihood(computation, BIG, typed(**MANY)) > 0
