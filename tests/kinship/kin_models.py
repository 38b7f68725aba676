"""Random markers and mutation models, as the engine takes them and written out beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import brute_mutation as plain
from brute_force import Site
from hypothesis import strategies as st

from repatria.kinship.marker import Marker
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind, Rates
from repatria.kinship.stationary import Stationary

LADDERS = (("8", "9"), ("8", "9", "10"), ("8", "8.2", "9.2", "10"), ("9", "10", "11", "13"))
TRANSFORMS = {
    Stationary.METROPOLIS: plain.metropolis,
    Stationary.METROPOLIS_SCALED: plain.metropolis_scaled,
    Stationary.BARKER: plain.barker,
    Stationary.PRESERVED_RATE: plain.preserved_rate,
    Stationary.PRESERVED_DIAGONAL: plain.preserved_diagonal,
}


def _p(weights: Sequence[int]) -> tuple[float, ...]:
    return tuple(each / sum(weights) for each in weights)


@st.composite
def rates(draw: st.DrawFn) -> Rates:
    return Rates(
        draw(st.sampled_from([0.001, 0.02, 0.1])),
        draw(st.sampled_from([0.0, 0.003, 0.05])),
        draw(st.sampled_from([0.1, 0.5])),
    )


def plain_matrix(
    kind: Kind, how: Stationary, alleles: Sequence[str], p: Sequence[float], rate: Rates
) -> plain.Rows:
    """The matrix of a model among visible alleles, written out."""
    made = {
        Kind.NONE: lambda: plain.none(len(p)),
        Kind.EQUAL: lambda: plain.equal(len(p), rate.rate),
        Kind.PROPORTIONAL: lambda: plain.proportional(p, rate.rate),
        Kind.ONE_STEP: lambda: plain.one_step(alleles, rate.rate),
        Kind.STEPWISE: lambda: plain.extended(alleles, rate.rate, 0.0, rate.range),
        Kind.EXTENDED: lambda: plain.extended(alleles, rate.rate, rate.rate2, rate.range),
        Kind.DAWID: lambda: plain.dawid(p, rate.rate, rate.range),
    }[kind]()
    return made if how is Stationary.AS_IS else TRANSFORMS[how](made, p)


@st.composite
def loci(draw: st.DrawFn, x_linked: bool, silent: float) -> Marker:
    alleles = draw(st.sampled_from(LADDERS))
    weights = [draw(st.integers(2, 9)) for _ in alleles]
    found = Marker.of("L", dict(zip(alleles, _p(weights), strict=True)))
    return replace(found, chromosome="X" if x_linked else "A").with_silent(silent)


@st.composite
def models(draw: st.DrawFn, markers: Sequence[Marker]) -> MutationModel:
    kind = draw(st.sampled_from(list(Kind)))
    female, male = draw(rates()), draw(rates())
    if kind is Kind.CUSTOM:
        custom = {each.name: draw(_stochastic(len(each.alleles))) for each in markers}
        return MutationModel(kind, custom=custom)
    how = draw(st.sampled_from(list(Stationary)))
    sizes = [len(each.alleles) - bool(each.silent) for each in markers]
    heaviest = max(max(each.frequencies) for each in markers)
    even = kind in (Kind.EQUAL, Kind.PROPORTIONAL, Kind.DAWID)
    # Such a matrix exists where no allele leaves more often than all others together.
    if how is Stationary.PRESERVED_DIAGONAL and not (even and min(sizes) > 2 and heaviest < 0.4):
        how = Stationary.AS_IS
    return MutationModel(kind, female, male, how)


@st.composite
def _stochastic(draw: st.DrawFn, size: int) -> tuple[tuple[float, ...], ...]:
    rows = []
    for _ in range(size):
        weights = [draw(st.integers(0, 5)) for _ in range(size)]
        weights[draw(st.integers(0, size - 1))] += 1
        rows.append(_p(weights))
    return tuple(rows)


def site_of(marker: Marker, model: MutationModel, theta: float) -> Site:
    """A marker as the enumeration takes it, its matrices written out from the definitions."""
    visible = len(marker.alleles) - bool(marker.silent)
    p = [each / sum(marker.frequencies[:visible]) for each in marker.frequencies[:visible]]

    def matrix(rate: Rates) -> plain.Rows:
        if model.custom is not None:
            return [list(row) for row in model.custom[marker.name]]
        rows = plain_matrix(model.kind, model.stationary, marker.alleles[:visible], p, rate)
        return plain.with_silent(rows) if marker.silent else rows

    return Site(
        marker.frequencies,
        matrix(model.male),
        matrix(model.female),
        bool(marker.silent),
        marker.x_linked,
        theta,
    )
