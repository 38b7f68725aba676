"""How a sum is arranged does not change it: lumped alleles, networks, variables held in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from kin_making import claim, computing, kin, ladder, likelihood, panel_of, typed

from repatria.kinship import computing as programs
from repatria.kinship import elimination
from repatria.kinship.gene_flow import Known, flow
from repatria.kinship.likelihood import Computation
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.network import Network
from repatria.kinship.settings import Convention

EXACT = {"rel": 1e-11, "abs": 0}
# Two couples, a marriage of cousins, half sibs, an uncle: untyped persons in every place.
LARGE = kin(
    "gf:m gm:f hf:m hm:f f:m=gf+gm m:f=hf+hm u:m=gf+gm w:f k:f=u+w "
    "a:m=f+m b:f=f+m half:m=f+- x:m=a+k y:f=a+k"
)
READ = typed(gf="10/11", u="10/12", b="10/13", half="10/10", x="10/12", y="11/12")


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


@pytest.fixture
def fresh() -> Iterator[None]:
    """No plan from before, and none left behind."""

    def clear() -> None:
        elimination.plan.cache_clear()
        programs._program.cache_clear()
        programs._AT_HAND.clear()

    clear()
    yield
    clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("kind", [Kind.EQUAL, Kind.STEPWISE])
def test_every_network_gives_the_same(kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way to lay a pedigree out as factors, whether it is the cheapest or not."""
    computation = computing(mutation=MutationModel.of(kind, 0.02, range=0.3))
    original, results, sizes = elimination.network, [], set()
    for way in product((False, True), repeat=2):
        monkeypatch.setattr(elimination, "network", lambda flow, *_, w=way: original(flow, *w))
        elimination.plan.cache_clear()
        programs._program.cache_clear()
        programs._AT_HAND.clear()
        results.append(likelihood(computation, claim(LARGE), READ))
        sizes.add(tuple(len(each.kinds) for each in _networks(computation)))
    assert results == pytest.approx([results[0]] * 4, **EXACT)
    assert results[0] > 0
    assert len(sizes) > 1


def _networks(computation: Computation) -> list[Network]:
    """The network that the pedigree above is laid out in now."""
    hypothesis = claim(LARGE)
    known = computation.typed(hypothesis, READ).known[0]
    shape = flow(hypothesis.shape, tuple(map(Known, known.tolist())), Convention.KEPT, False)
    return [elimination.plan(shape, 4).network]


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
    programs._program.cache_clear()
    programs._AT_HAND.clear()
    held: list[int] = []
    original = elimination._hold_one

    def counted(*arguments: object) -> elimination.Plan:
        made = original(*arguments)  # type: ignore[arg-type]
        held.append(len(made.held))
        return made

    monkeypatch.setattr(elimination, "_hold_one", counted)
    assert likelihood(computation, claim(LARGE), read) == pytest.approx(expected, **EXACT)
    assert held
