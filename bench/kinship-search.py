"""The figures of the kinship search: `python3 dev.py bench kinship-search [PART ...]`."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _measure import Facts, machine, measure, show, slope, write

SEEDS = range(1001, 1021)
"""Of campaigns not used in development."""
LIMITS = {
    "screen, pairs a second": 400e6,
    "screen, share of bare row sums": 0.7,
    "tables of 70,000 families, warm, s": 5.0,
    "tables of 70,000 families, first, s": 20.0,
    "whole job, s": 90.0,
    "a day's increment, s": 10.0,
}


def screen(facts: Facts, figures: dict[str, float]) -> None:
    """The screen beside bare row sums of the same layout."""
    found = measure("_kinship_search:screen", remains=15_000, families=70_000).as_facts()
    facts["screen"] = found
    rate, bare = (float(str(found[f"{name}_pairs_a_second"])) for name in ("screen", "row_sums"))
    figures["screen, pairs a second"] = rate
    figures["screen, share of bare row sums"] = rate / bare


def tables(facts: Facts, figures: dict[str, float]) -> None:
    """Tables of 70,000 families."""
    found = measure("_kinship_search:tables", families=70_000).as_facts()
    facts["tables"] = found
    figures["tables of 70,000 families, warm, s"] = float(str(found["warm_s"]))
    figures["tables of 70,000 families, first, s"] = float(str(found["first_s"]))


def growth(facts: Facts, figures: dict[str, float]) -> None:
    """From 1,000 to 70,000 families, 100 to 15,000 remains."""
    points, rows = [], []
    for remains, families in ((100, 1_000), (1_000, 7_000), (4_000, 20_000), (15_000, 70_000)):
        found = measure("_kinship_search:searching", remains=remains, families=families).as_facts()
        rows.append({"remains": remains, "families": families, **found})
        points.append((float(str(found["pairs"])), float(str(found["search_s"])) or 0.005))
    facts["growth"] = rows
    facts["growth_exponent"] = round(slope(points), 3)
    figures["search of 15,000 × 70,000 in memory, s"] = points[-1][1]


def job(facts: Facts, figures: dict[str, float]) -> None:
    """Files in, candidates out; then a day's increment against the tables kept."""
    repatria = Path(sys.executable).with_name("repatria")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def run(*arguments: object) -> float:
            begun = time.perf_counter()
            subprocess.run([repatria, *map(str, arguments)], check=True, capture_output=True)
            return time.perf_counter() - begun

        for remains, part in ((15_000, "all"), (1_200, "day")):
            families = 70_000 if part == "all" else 2_000
            run(
                "synthetic", "campaign", "--remains", remains, "--families", families,
                "--seed", 1, "--out", folder / part,
            )  # fmt: skip
        common = ("--families", folder / "all/families.csv", "--tables", folder / "tables")
        whole = run(
            "kinship", "search", "--remains", folder / "all/remains.csv", *common,
            "--out", folder / "out",
        )  # fmt: skip
        day = run(
            "kinship", "search", "--remains", folder / "day/remains.csv", *common,
            "--out", folder / "out-day",
        )  # fmt: skip
    figures["whole job, s"], figures["a day's increment, s"] = whole, day
    facts["job"] = {"whole_s": round(whole, 1), "day_s": round(day, 1)}


def campaigns(facts: Facts, figures: dict[str, float]) -> None:
    """Campaigns of 6,000 remains and 10,000 families, over seeds not used in development."""
    rows = []
    for seed in SEEDS:
        run = measure("_kinship_campaigns:campaign", remains=6_000, families=10_000, seed=seed)
        rows.append(run.as_facts())
    facts["campaigns"] = rows
    figures["campaigns, identified wrongly at 0.9999"] = float(
        sum(int(str(row["identified_wrongly"])) for row in rows)
    )
    figures["campaigns, wrong to expect"] = sum(float(str(row["wrong_to_expect"])) for row in rows)
    rightly = float(sum(int(str(row["identified_rightly"])) for row in rows))
    present = float(sum(int(str(row["missing_persons_present"])) for row in rows))
    figures["campaigns, identified rightly"] = rightly
    figures["campaigns, share of all who are present"] = rightly / present


PARTS = {"screen": screen, "tables": tables, "growth": growth, "job": job, "campaigns": campaigns}


def main() -> int:
    """Measure the parts asked for; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench kinship-search", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--dry", action="store_true", help="keep nothing under results/")
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there is: {', '.join(PARTS)}")
    figures: dict[str, float] = {}
    for name in arguments.parts or PARTS:
        facts: Facts = {"machine": machine()}
        own: dict[str, float] = {}
        PARTS[name](facts, own)
        facts["figures"] = {figure: round(value, 4) for figure, value in own.items()}
        figures.update(own)
        if not arguments.dry:
            write(f"kinship-search-{name}", facts)
    missed = [name for name in figures if name in LIMITS and not _kept(name, figures[name])]
    show(
        "Kinship search",
        ("figure", "measured", "limit"),
        [
            (name, f"{value:,.2f}", f"{LIMITS[name]:,.1f}" if name in LIMITS else "")
            for name, value in figures.items()
        ],
    )
    return 1 if missed else 0


def _kept(name: str, value: float) -> bool:
    return value >= LIMITS[name] if name.startswith("screen") else value <= LIMITS[name]


if __name__ == "__main__":
    sys.exit(main())
