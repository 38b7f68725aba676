"""Makes the figures of the method pages, each computed with the engine.

Run from the root as `python -m tools.figures`; with names, only those. Nothing else is read than
the shipped frequencies, and what is drawn at random has a seed, so that a figure can be made again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from repatria.kinship.family import Family
from repatria.kinship.genetic_map import Cluster, kosambi
from repatria.kinship.likelihood import Computation
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind
from repatria.kinship.panel import Panel
from repatria.kinship.power import power
from repatria.kinship.profile import Profile
from repatria.kinship.settings import Convention, Settings
from repatria.kinship.stationary import Stationary
from tools.figure_cases import (
    MARKERS,
    RELATIVES,
    against_unrelated,
    caucasian,
    drawn,
    even,
    people,
    ratio,
    usual,
)
from tools.line_chart import Axis, Interval, Series, intervals, lines

FOLDER = Path("docs/images/methods")
FAMILIES = 30
"""Families drawn for each row of the figure of power."""


def theta() -> str:
    """Parent and child, and full siblings, all homozygous for one allele of frequency 0.1."""
    p = 0.1
    values = [round(0.001 * step, 3) for step in range(51)]
    few = values[::10]

    def third(t: float) -> float:
        return (2 * t + (1 - t) * p) / (1 + t)

    def fourth(t: float) -> float:
        return (3 * t + (1 - t) * p) / (1 + 2 * t)

    def siblings(t: float) -> float:
        return 0.25 + 0.5 / fourth(t) + 0.25 / (third(t) * fourth(t))

    kin = {
        "full siblings": ("f:m m:f a:m=f+m b:m=f+m", siblings),
        "parent and child": ("a:m b:m=a+-", lambda t: 1 / fourth(t)),
    }
    series = []
    for name, (related, closed) in kin.items():
        pair = against_unrelated(related)
        engine = tuple((t, ratio(even(t), pair, "10/10", "10/10")) for t in values)
        series.append(Series(name, engine))
        series.append(Series("closed form", tuple((t, closed(t)) for t in few), False, True))
    return lines(
        "What theta does to a match of homozygotes",
        "Likelihood ratio of two persons, both homozygous for an allele of frequency 0.1, over "
        "theta from 0 to 0.05. Full siblings fall from 30.25, parent and child from 10. Marks are "
        "closed forms and lie on the lines.",
        Axis("theta", (0, 0.01, 0.02, 0.03, 0.04, 0.05)),
        Axis("likelihood ratio", (0, 5, 10, 15, 20, 25, 30, 35)),
        series,
    )


def conventions() -> str:
    """Grandfather and grandchild at TH01, where the rare 5 lies beside the common 6."""
    pair = against_unrelated("a:m f:m=a+- b:m=f+-")
    models = {
        "stepwise, child 5/6": (Kind.STEPWISE, Stationary.AS_IS, "5/6"),
        "equal, child 5/6": (Kind.EQUAL, Stationary.AS_IS, "5/6"),
        "stationary, child 5/6": (Kind.STEPWISE, Stationary.METROPOLIS_SCALED, "5/6"),
        "stepwise, child 6/9": (Kind.STEPWISE, Stationary.AS_IS, "6/9"),
    }
    rates = [round(0.0005 * step, 4) for step in range(11)]
    population = caucasian()

    def at(rate: float, kind: Kind, how: Stationary, child: str) -> float:
        found = []
        for convention in (Convention.KEPT, Convention.PRUNED):
            model = MutationModel.of(kind, rate, stationary=how)
            panel = Panel.of(population, Settings(model, convention), ["TH01"])
            found.append(ratio(Computation(panel), pair, "6/9.3", child))
        return found[0] / found[1]

    return lines(
        "Untyped founders kept or pruned",
        "The ratio of a grandfather 6/9.3 and a grandchild at TH01 with untyped founders kept, "
        "divided by that with them pruned, over the mutation rate from 0 to 0.005. It stays 1 "
        "under a stationary model. Under the stepwise model as it is, and under the equal one, it "
        "rises for a child with the rare allele 5, and stays near 1 for a child 6/9.",
        Axis("mutation rate", (0, 0.001, 0.002, 0.003, 0.004, 0.005)),
        Axis("ratio kept / ratio pruned", (0.98, 1, 1.02, 1.04, 1.06, 1.08, 1.1)),
        [
            Series(name, tuple((rate, at(rate, *case)) for rate in rates), marks=True)
            for name, case in models.items()
        ],
        names=215,
    )


def linkage() -> str:
    """Paternal half siblings who share an allele at vWA and at D12S391, over their distance."""
    pair = against_unrelated("f:m a:m=f+- b:m=f+-")
    pair_of_kin = against_unrelated("a:m b:m=a+-")
    markers = ("vWA", "D12S391")
    computation = Computation(Panel.of(caucasian(), Settings(), markers))
    profiles = {
        "a": Profile.of("a", {"vWA": ["14", "17"], "D12S391": ["18", "23"]}),
        "b": Profile.of("b", {"vWA": ["14", "18"], "D12S391": ["20", "23"]}),
    }

    def joint(distance: float) -> float:
        near = Cluster("12", markers, (distance,), (kosambi(distance),))
        first, second = (
            computation.joint(each, profiles, near) for each in (pair.first, pair.second)
        )
        return first / second

    first, second = (computation.likelihoods(each, profiles) for each in (pair.first, pair.second))
    product = float(first.over(second).prod())
    one, other = computation.likelihoods(pair_of_kin.first, profiles).over(second).tolist()

    def closed(distance: float) -> float:
        r = kosambi(distance)
        alike = r * r + (1 - r) * (1 - r)
        return float(alike * (1 + one * other) / 2 + (1 - alike) * (one + other) / 2)

    few = (0.0, 11.94098, 25.0, 50.0, 75.0, 100.0)
    return lines(
        "Two linked markers of half siblings",
        "Joint likelihood ratio of two half siblings who share an allele at vWA and at D12S391, "
        "over the distance of the markers from 0 to 100 centimorgans. It falls from its greatest "
        "value to the product of the two ratios, which it has nearly reached at 100.",
        Axis("distance in centimorgans (vWA to D12S391: 11.9)", (0, 20, 40, 60, 80, 100)),
        Axis("likelihood ratio of both markers", (4, 4.5, 5, 5.5, 6)),
        [
            Series("joint", tuple((float(d), joint(d)) for d in range(0, 101, 2))),
            Series("product", ((0.0, product), (100.0, product))),
            Series("closed form", tuple((d, closed(d)) for d in few), False, True),
        ],
        names=150,
    )


def mutation() -> str:
    """A father homozygous for 16 at D18S51 and a homozygous child some repeats away."""
    pair = against_unrelated("a:m b:m=a+-")
    models = {
        "equal": MutationModel.of(Kind.EQUAL, 0.002),
        "proportional": MutationModel.of(Kind.PROPORTIONAL, 0.002),
        "one-step": MutationModel.of(Kind.ONE_STEP, 0.002),
        "stepwise": MutationModel.of(Kind.STEPWISE, 0.002),
        "reversible stepwise": MutationModel.of(Kind.DAWID, 0.002),
        "extended (default)": usual(),
    }
    population = caucasian()
    series = []
    for name, model in models.items():
        computation = Computation(Panel.of(population, Settings(model), ["D18S51"]))
        found = (
            (float(step), ratio(computation, pair, "16/16", f"{16 + step}/{16 + step}"))
            for step in range(-4, 5)
        )
        series.append(Series(name, tuple(each for each in found if each[1] > 0), marks=True))
    return lines(
        "A father and a child some repeats apart",
        "Likelihood ratio of paternity at D18S51 for a father 16/16 and a child homozygous for an "
        "allele 4 repeats shorter to 4 longer, under six models with rate 0.002. All nearly agree "
        "where nothing mutated. One step away the stepwise models lie above the rest; further off "
        "they fall by ten a step, and one-step to zero.",
        Axis("child's allele minus father's, in repeats", tuple(range(-4, 5))),
        Axis(
            "likelihood ratio",
            (1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10),
            logarithmic=True,
        ),
        series,
        names=205,
    )


def relatives(families: int = FAMILIES) -> str:
    """Power by who gave a sample, over families drawn from the population."""
    computation = Computation(Panel.of(caucasian(), Settings(usual()), MARKERS))
    generator = np.random.default_rng(20251)
    rows = []
    for name, (text, typed) in RELATIVES.items():
        pedigree = people(text)
        found = []
        for _ in range(families):
            profiles = drawn(pedigree, typed.split(), computation.panel, generator)
            family = Family("drawn", pedigree, ("x",), profiles)
            found.append(power(computation, family, "x"))
        low, mean, high = (
            float(np.mean([getattr(each, value) for each in found]))
            for value in ("low", "expected", "high")
        )
        rows.append(Interval(name, low, mean, high))
    return intervals(
        "What each set of relatives can tell",
        "Expected log10 likelihood ratio when the remains are the missing person's, for 11 sets of "
        "relatives typed at 24 markers, from a first cousin to both parents: "
        + "; ".join(f"{each.name} {each.mean:.1f}" for each in rows)
        + ".",
        Axis("log10 of the likelihood ratio", (-5, 0, 5, 10, 15, 20, 25, 30)),
        rows,
    )


FIGURES: Mapping[str, Callable[[], str]] = {
    "theta": theta,
    "conventions": conventions,
    "linkage": linkage,
    "mutation": mutation,
    "relatives": relatives,
}


def main(names: Sequence[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or FIGURES:
        path = FOLDER / f"{name}.svg"
        path.write_text(FIGURES[name]() + "\n", encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
