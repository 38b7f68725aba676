"""What must not matter: names, order, untyped hangers-on, lumping, and how a sum is arranged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kin_making import FREQUENCIES, claim, computing, kin, ladder, likelihood, panel_of, profile, typed, values
from kin_strategies import Case, cases
from numpy.typing import NDArray

from repatria.kinship import computing as programs
from repatria.kinship import elimination
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
# Two couples, a marriage of cousins, half sibs, an uncle: untyped persons in every place.
LARGE = kin(
    "gf:m gm:f hf:m hm:f f:m=gf+gm m:f=hf+hm u:m=gf+gm w:f k:f=u+w "
    "a:m=f+m b:f=f+m half:m=f+- x:m=a+k y:f=a+k"
)
READ = typed(gf="10/11", u="10/12", b="10/13", half="10/10", x="10/12", y="11/12")


def found(case: Case, hypothesis: Hypothesis | None = None) -> NDArray[np.float64]:
    return values(Computation(case.panel), hypothesis or case.hypothesis, case.profiles)


def changed(case: Case, pedigrees: Sequence[Pedigree]) -> Hypothesis:
    return replace(case.hypothesis, pedigrees=tuple(pedigrees))


@some
@given(cases(), st.randoms(use_true_random=False))
def test_neither_names_nor_order_matter(case: Case, random: object) -> None:
    before = found(case)
    names = {each.name: f"{len(case.beings) - place}-{each.name[::-1]}" for place, each in enumerate(case.beings)}
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
                Person(f"child {place}", sex, pedigree.persons[0].id if _father(pedigree) else None),
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
    model = MutationModel.of(
        Kind.STEPWISE, 0.02, range=0.3, stationary=Stationary.PRESERVED_RATE
    )
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


@pytest.mark.parametrize("theta", [0.0, 0.02])
@pytest.mark.parametrize("kind", [Kind.NONE, Kind.EQUAL, Kind.PROPORTIONAL])
@pytest.mark.parametrize("silent", [0.0, 0.04])
def test_lumping_loses_nothing(kind: Kind, theta: float, silent: float) -> None:
    frequencies = [0.05, 0.1, 0.2, 0.3, 0.15, 0.12, 0.08]
    model = MutationModel.of(kind, 0.01 if kind is not Kind.NONE else 0.0)
    panel = panel_of(ladder("L", frequencies), theta=theta, silent=silent, mutation=model)
    assert all(locus.lumps for locus in panel.loci)
    apart = replace(panel, loci=tuple(replace(locus, lumps=False) for locus in panel.loci))
    pedigree = claim("f:m m:f a:m=f+m b:f=f+m x:m=a+-", "s:m")
    for read in (
        typed(f="10/11", b="10/10", x="11/13"),
        typed(b="10/11", x="11/?", s="10/any"),
        typed(x="16/16"),
    ):
        lumped, whole = (likelihood(Computation(each), pedigree, read) for each in (panel, apart))
        assert lumped == pytest.approx(whole, **EXACT)
        assert lumped > 0


def test_a_stepwise_model_is_never_lumped() -> None:
    for kind in (Kind.ONE_STEP, Kind.STEPWISE, Kind.DAWID):
        panel = panel_of(ladder(), mutation=MutationModel.of(kind, 0.01))
        assert not panel.loci[0].lumps


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


@pytest.fixture
def fresh() -> Iterator[None]:
    """No plan from before, and none left behind."""

    def clear() -> None:
        elimination.plan.cache_clear()
        programs.program.cache_clear()

    clear()
    yield
    clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("kind", [Kind.EQUAL, Kind.STEPWISE])
def test_both_networks_give_the_same(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    computation = computing(mutation=MutationModel.of(kind, 0.02, range=0.3))
    original, results = elimination.network, []
    for forced in (False, True):
        monkeypatch.setattr(elimination, "network", lambda flow, pairs, f=forced: original(flow, f))
        elimination.plan.cache_clear()
        programs.program.cache_clear()
        results.append(likelihood(computation, claim(LARGE), READ))
    assert results[0] == pytest.approx(results[1], **EXACT)
    assert results[0] > 0


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("largest", [16, 4])
def test_variables_held_in_turn_give_the_same(
    largest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = typed(gf="10/11", x="10/12", y="11/12", half="10/?")
    computation = computing(mutation=MutationModel.of(Kind.STEPWISE, 0.02, range=0.3))
    expected = likelihood(computation, claim(LARGE), read)
    monkeypatch.setattr(elimination, "LARGEST_TABLE", largest)
    elimination.plan.cache_clear()
    programs.program.cache_clear()
    held: list[int] = []
    original = elimination._hold_one

    def counted(*arguments: object) -> elimination.Plan:
        made = original(*arguments)  # type: ignore[arg-type]
        held.append(len(made.held))
        return made

    monkeypatch.setattr(elimination, "_hold_one", counted)
    assert likelihood(computation, claim(LARGE), read) == pytest.approx(expected, **EXACT)
    assert held


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
    tall = kin(
        "c0:m "
        + " ".join(f"m{n}:f c{n}:m=c{n - 1}+m{n}" for n in range(1, 120))
    )
    chain = {f"c{n}": profile(f"c{n}", L="10/11") for n in range(120)}
    computation = Computation(Panel.of(Population.of("made", [ladder()]), Settings()))
    log = computation.likelihoods(claim(tall), chain).logarithms[0]
    # Given the father 10/11, a child is 10/11 with ½ (p + q).
    assert log == pytest.approx(np.log(0.04) + 119 * np.log(0.15), rel=1e-12)
