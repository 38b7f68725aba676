"""What must not matter: names, order, untyped hangers-on, lumping, and how a sum is arranged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kin_making import (
    FREQUENCIES,
    claim,
    computing,
    kin,
    ladder,
    likelihood,
    profile,
    typed,
    values,
)
from kin_strategies import Case, cases
from numpy.typing import NDArray

from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.marker import Marker
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.panel import Panel
from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.population import Population
from repatria.kinship.settings import Convention, Settings
from repatria.kinship.stationary import Stationary

some = settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
EXACT = {"rel": 1e-11, "abs": 0}


def found(case: Case, hypothesis: Hypothesis | None = None) -> NDArray[np.float64]:
    return values(Computation(case.panel), hypothesis or case.hypothesis, case.profiles)


def changed(case: Case, pedigrees: Sequence[Pedigree]) -> Hypothesis:
    return replace(case.hypothesis, pedigrees=tuple(pedigrees))


@some
@given(cases(), st.randoms(use_true_random=False))
def test_neither_names_nor_order_matter(case: Case, random: object) -> None:
    before = found(case)
    names = {
        each.name: f"{len(case.beings) - place}-{each.name[::-1]}"
        for place, each in enumerate(case.beings)
    }
    renamed = [each.renamed(names) for each in case.hypothesis.pedigrees]
    turned = [Pedigree(each.persons[::-1]) for each in renamed[::-1]]
    samples = {sample: names[person] for sample, person in case.hypothesis.samples.items()}
    profiles = {
        names.get(sample, sample): case.profiles[sample] for sample in reversed(case.profiles)
    }
    panel = replace(case.panel, loci=case.panel.loci[::-1])
    after = values(Computation(panel), Hypothesis("turned", tuple(turned), samples), profiles)
    assert after[::-1] == pytest.approx(before, **EXACT)


@pytest.mark.parametrize("kind", [Kind.NONE, Kind.EQUAL, Kind.PROPORTIONAL])
@pytest.mark.parametrize("theta", [0.0, 0.03])
def test_the_names_of_alleles_do_not_matter_where_steps_do_not(kind: Kind, theta: float) -> None:
    """The ladder and every reading turned round."""
    pedigree = claim("f:m m:f a:m=f+m b:f=f+m x:m=a+-", "s:m")
    read = {"f": "10/11", "b": "10/12", "x": "13/10", "s": "12/13"}
    other = {"10": "12", "11": "10", "12": "13", "13": "11"}
    model = MutationModel.of(kind, 0.02 if kind is not Kind.NONE else 0.0)
    before = computing(theta=theta, mutation=model)
    moved = Marker.of("L", {other[allele]: p for allele, p in FREQUENCIES.items()})
    after = computing(moved, theta=theta, mutation=model)
    told = {who: "/".join(other[each] for each in text.split("/")) for who, text in read.items()}
    assert likelihood(after, pedigree, typed(**told)) == pytest.approx(
        likelihood(before, pedigree, typed(**read)), **EXACT
    )


@some
@given(cases(), st.booleans())
def test_an_untyped_childless_person_never_matters(case: Case, male: bool) -> None:
    sex = Sex.MALE if male else Sex.FEMALE
    pedigrees = [
        Pedigree(
            (
                *pedigree.persons,
                Person(
                    f"child {place}", sex, pedigree.persons[0].id if _father(pedigree) else None
                ),
                Person(f"grandchild {place}", Sex.UNKNOWN, f"child {place}" if male else None),
                Person(f"stranger {place}", sex),
            )
        )
        for place, pedigree in enumerate(case.hypothesis.pedigrees)
    ]
    assert found(case, changed(case, pedigrees)).tolist() == found(case).tolist()


def _father(pedigree: Pedigree) -> bool:
    first = pedigree.persons[0]
    mothers = {each.mother for each in pedigree.persons}
    return first.sex is not Sex.FEMALE and first.id not in mothers


def _stationary(case: Case) -> Panel:
    """The case's markers without theta, under a model that leaves their frequencies alone."""
    model = MutationModel.of(Kind.STEPWISE, 0.02, range=0.3, stationary=Stationary.PRESERVED_RATE)
    made = replace(case.panel.settings, mutation=model)
    return Panel.of(case.panel.population.with_settings(theta=0.0), made)


@some
@given(cases())
def test_an_untyped_ancestor_does_not_matter_to_a_stationary_model(case: Case) -> None:
    panel = _stationary(case)
    # Whoever has no parent gets two, and one of these gets parents again.
    grown = []
    for pedigree in case.hypothesis.pedigrees:
        persons = []
        for each in pedigree.persons:
            if each.founder:
                up = f"above {each.id}"
                persons += [
                    Person(f"{up} ff", Sex.MALE),
                    Person(f"{up} f", Sex.MALE, f"{up} ff"),
                    Person(f"{up} m", Sex.FEMALE),
                ]
                each = replace(each, father=f"{up} f", mother=f"{up} m")
            persons.append(each)
        grown.append(Pedigree(tuple(persons)))
    before = values(Computation(panel), case.hypothesis, case.profiles)
    after = values(Computation(panel), changed(case, grown), case.profiles)
    assert after == pytest.approx(before, **EXACT)


@some
@given(cases())
def test_the_conventions_agree_under_a_stationary_model(case: Case) -> None:
    panel = _stationary(case)
    kept, pruned = (
        Panel.of(panel.population, replace(panel.settings, convention=each)) for each in Convention
    )
    assert values(Computation(pruned), case.hypothesis, case.profiles) == pytest.approx(
        values(Computation(kept), case.hypothesis, case.profiles), **EXACT
    )


def test_an_untyped_ancestor_matters_where_the_model_is_not_stationary() -> None:
    """So that the tests above can fail: under *equal* 10/10 becomes likelier with each generation
    that brings all frequencies nearer to one another."""
    computation = computing(mutation=MutationModel.of(Kind.EQUAL, 0.05))
    alone = likelihood(computation, "a:m", typed(a="10/10"))
    below = likelihood(computation, "f:m m:f a:m=f+m", typed(a="10/10"))
    assert below > alone * 1.01


@some
@given(cases())
def test_a_theta_near_nothing_is_none(case: Case) -> None:
    """The patterns of transmission, which serve theta, against elimination, which does not."""
    none, least = (
        replace(case.panel, population=case.panel.population.with_settings(theta=each))
        for each in (0.0, 1e-13)
    )
    before = values(Computation(none), case.hypothesis, case.profiles)
    after = values(Computation(least), case.hypothesis, case.profiles)
    assert after == pytest.approx(before, rel=1e-9, abs=1e-300)


def test_unrelated_families_multiply() -> None:
    computation = computing(mutation=MutationModel.of(Kind.STEPWISE, 0.02))
    one, other = "f:m m:f a:m=f+m", "g:m b:f=g+- c:m=g+-"
    left, right = typed(f="10/11", a="10/12"), typed(b="12/13", c="12/12")
    both = likelihood(computation, claim(one, other), {**left, **right})
    assert both == pytest.approx(
        likelihood(computation, one, left) * likelihood(computation, other, right), **EXACT
    )


def test_unrelated_families_of_one_subpopulation_do_not() -> None:
    computation = computing(theta=0.1)
    both = likelihood(computation, claim("a:m", "b:m"), typed(a="10/10", b="10/10"))
    assert both > 1.5 * likelihood(computation, "a:m", typed(a="10/10")) ** 2


def test_a_family_keeps_its_digits_however_many_are_typed() -> None:
    """Two hundred strangers have a likelihood far below the smallest float; its logarithm is
    exact."""
    strangers = claim(*(f"p{number}:m" for number in range(200)))
    profiles = typed(**{f"p{number}": "10/11" for number in range(200)})
    many = computing().likelihoods(strangers, profiles)
    assert many.logarithms[0] == pytest.approx(200 * np.log(0.04), rel=1e-13)
    assert many.over(many)[0] == 1
    tall = kin("c0:m " + " ".join(f"m{n}:f c{n}:m=c{n - 1}+m{n}" for n in range(1, 120)))
    chain = {f"c{n}": profile(f"c{n}", L="10/11") for n in range(120)}
    computation = Computation(Panel.of(Population.of("made", [ladder()]), Settings()))
    log = computation.likelihoods(claim(tall), chain).logarithms[0]
    # Given the father 10/11, a child is 10/11 with ½ (p + q).
    assert log == pytest.approx(np.log(0.04) + 119 * np.log(0.15), rel=1e-12)
