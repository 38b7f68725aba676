"""The figures of kinship likelihoods: `python3 dev.py bench kinship-likelihoods`.

One family against one remains, on the general path, 24 loci with SE33, stepwise mutation, one core.
"""

from __future__ import annotations

import argparse
import os
import sys

from _kinship import SHAPES
from _measure import Facts, machine, measure, show, write

LIMITS = {"both parents": 5_000.0, "four grandparents and a sib": 100.0}
"""Ratios a second a core that must be reached."""


def main() -> int:
    """Measure each shape of family; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench kinship-likelihoods", description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each figure")
    parser.add_argument("--dry", action="store_true", help="keep nothing under results/")
    arguments = parser.parse_args()
    # One core: what the processes below measure is the work of one.
    for name in ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    figures: dict[str, Facts] = {}
    for shape in SHAPES:
        run = measure("_kinship:ratios", shape=shape, seconds=arguments.seconds)
        figures[shape] = run.as_facts()
    for title, more in (("with theta 0.01", {"theta": 0.01}), ("with flags", {"flags": True})):
        for shape in LIMITS:
            run = measure("_kinship:ratios", shape=shape, seconds=arguments.seconds, **more)
            figures[f"{shape}, {title}"] = run.as_facts()
    missed = [shape for shape, limit in LIMITS.items() if _rate(figures[shape]) < limit]
    show(
        "Ratios a second on one core (24 loci, extended stepwise)",
        ("family", "ratios/s", "limit", "products", "of the machine's"),
        [
            (
                shape,
                f"{_rate(facts):,.0f}",
                f"{LIMITS[shape]:,.0f}" if shape in LIMITS else "",
                f"{facts['products_a_ratio']:,}" if "theta" not in shape else "",
                f"{_share(facts):.0%}" if "theta" not in shape and "flags" not in shape else "",
            )
            for shape, facts in figures.items()
        ],
        caption="Products of one ratio; their share of what one core multiplies in the same run.",
    )
    if not arguments.dry:
        write("kinship-likelihoods", {"machine": machine(), "limits": LIMITS, "figures": figures})
    for shape in missed:
        print(f"missed: {shape}: {_rate(figures[shape]):,.0f} of {LIMITS[shape]:,.0f} a second")
    return 1 if missed else 0


def _rate(facts: Facts) -> float:
    return float(str(facts["per_second"]))


def _share(facts: Facts) -> float:
    """How much of what the machine can multiply the whole path turns into planned products."""
    products = float(str(facts["products_a_ratio"])) * _rate(facts)
    return products / float(str(facts["machine_products_a_second"]))


if __name__ == "__main__":
    sys.exit(main())
