"""The figures of the kinship search: `python3 dev.py bench kinship-search [PART ...]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from _kinship_commands import run
from _measure import Facts, machine, measure, show, slope, write

SEEDS = range(1001, 1021)
"""Of campaigns not used in development."""
TRIAL_SEEDS = (1, 2)
"""Of campaigns made smaller to see whether the bench works."""
LIMITS = {
    "screen, pairs a second": 400e6,
    "screen, share of bare row sums": 0.7,
    "tables of 70,000 families, warm, s": 5.0,
    "tables of 70,000 families, first, s": 20.0,
    "tables of 70,000 families with theta, s": 600.0,
    "whole job, s": 90.0,
    "whole job, all processes, GB": 6.0,
    "a day's increment, s": 10.0,
    "blind search among 15,000, s": 20.0,
    "joint posterior, all that follows the search, s": 60.0,
    "growth from files, exponent over pairs": 1.0,
    "campaigns, share identified of the identifiable": 0.95,
}
AT_LEAST = (
    "screen, pairs a second",
    "screen, share of bare row sums",
    "campaigns, share identified of the identifiable",
)
"""Of these more is better; of all others, less."""
GROWING = ((100, 1_000), (1_000, 7_000), (4_000, 20_000), (15_000, 70_000))
SIZE = (15_000, 70_000)
DAY = 1_200
CAMPAIGN = (6_000, 10_000)


def screen(facts: Facts, figures: dict[str, float], scale: float) -> None:
    """The screen beside bare row sums of the same layout."""
    remains, families = _scaled(SIZE, scale)
    found = measure("_kinship_search:screen", remains=remains, families=families).as_facts()
    facts["screen"] = found
    rate, bare = (float(str(found[f"{name}_pairs_a_second"])) for name in ("screen", "row_sums"))
    figures["screen, pairs a second"] = rate
    figures["screen, share of bare row sums"] = rate / bare


def tables(facts: Facts, figures: dict[str, float], scale: float) -> None:
    """Tables of 70,000 families, without theta and with 0.01."""
    families = _scaled(SIZE, scale)[1]
    found = measure("_kinship_search:tables", families=families).as_facts()
    facts["tables"] = found
    theta = measure("_kinship_search:tables", families=families, theta=0.01).as_facts()
    facts["theta"] = theta
    figures["tables of 70,000 families with theta, s"] = float(str(theta["first_s"]))
    figures["tables of 70,000 families, warm, s"] = float(str(found["warm_s"]))
    figures["tables of 70,000 families, first, s"] = float(str(found["first_s"]))


def growth(facts: Facts, figures: dict[str, float], scale: float) -> None:
    """From 1,000 to 70,000 families, 100 to 15,000 remains, in memory and from files."""
    rows, points, of_files = [], [], []
    for point in GROWING:
        remains, families = _scaled(point, scale)
        found = measure("_kinship_search:searching", remains=remains, families=families).as_facts()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            files = _made(folder / "made", remains, families)
            ran = run("kinship", "search", *files, "--out", folder / "out")
        rows.append({"remains": remains, "families": families, **found, "files": ran.as_facts()})
        pairs = float(str(found["pairs"]))
        points.append((pairs, max(float(str(found["search_s"])), 0.005)))
        of_files.append((pairs, ran.wall_s))
        figures[f"from files, {remains:,} × {families:,}, s"] = ran.wall_s
    facts["growth"] = rows
    figures["growth in memory, exponent over pairs"] = slope(points)
    figures["growth from files, exponent over pairs"] = slope(of_files)
    figures["search of 15,000 × 70,000 in memory, s"] = points[-1][1]


def job(facts: Facts, figures: dict[str, float], scale: float) -> None:
    """Files in, candidates out, with the memory; then a day's increment against the tables kept."""
    remains, families = _scaled(SIZE, scale)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _made(folder / "all", remains, families)
        # The same seed, so that the families are those of the first campaign.
        new = _made(folder / "day", max(1, round(DAY * scale)), families)
        common = (*files[2:], "--tables", folder / "tables")
        whole = run("kinship", "search", *files[:2], *common, "--out", folder / "out")
        day = run("kinship", "search", *new[:2], *common, "--out", folder / "out-day")
    figures["whole job, s"], figures["a day's increment, s"] = whole.wall_s, day.wall_s
    figures["whole job, all processes, GB"] = whole.together_mb / 1024
    figures["whole job, largest process, GB"] = whole.largest_mb / 1024
    facts["whole"], facts["day"] = whole.as_facts(), day.as_facts()


def blind(facts: Facts, figures: dict[str, float], scale: float) -> None:
    """Remains against each other: the work in memory, and the command from file to files."""
    remains = _scaled(SIZE, scale)[0]
    facts["memory"] = found = measure("_kinship_search:blind", remains=remains).as_facts()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _made(folder / "made", remains, max(1, remains * 2))
        ran = run("kinship", "clusters", *files[:2], "--out", folder / "out")
    facts["command"] = ran.as_facts()
    figures["blind search among 15,000, s"] = float(str(found["blind_s"]))
    figures["blind search, one person and clusters alone, s"] = float(
        str(found["one_person_s"])
    ) + float(str(found["clusters_s"]))
    figures["blind search, the whole command, s"] = ran.wall_s


def joint(facts: Facts, figures: dict[str, float], scale: float) -> None:
    """Everything weighed together: the step after the search, and the command from file to file."""
    remains, families = _scaled(SIZE, scale)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _made(folder / "made", remains, families)
        ran = run("kinship", "joint", *files, "--out", folder / "out")
    facts["command"] = ran.as_facts()
    figures["joint posterior, all that follows the search, s"] = ran.after("searching")
    begun, _ = ran.stages["estimating the prior"]
    figures["joint posterior, prior and posteriors alone, s"] = ran.wall_s - begun
    figures["joint, the whole command, s"] = ran.wall_s
    figures["joint, all processes, GB"] = ran.together_mb / 1024


def campaigns(facts: Facts, figures: dict[str, float], scale: float) -> None:
    """Campaigns of 6,000 remains and 10,000 families, over seeds not used in development."""
    remains, families = _scaled(CAMPAIGN, scale)
    rows = []
    for seed in SEEDS if scale == 1 else TRIAL_SEEDS:
        found = measure(
            "_kinship_campaigns:campaign", remains=remains, families=families, seed=seed
        )
        rows.append(found.as_facts())
    facts["campaigns"] = rows

    def total(name: str) -> float:
        return sum(float(str(row[name])) for row in rows)

    rightly, present = total("identified_rightly"), total("missing_persons_present")
    figures["campaigns, identified wrongly at 0.9999"] = total("identified_wrongly")
    figures["campaigns, wrong to expect"] = total("wrong_to_expect")
    figures["campaigns, identified rightly"] = rightly
    figures["campaigns, share identified of the identifiable"] = total(
        "identifiable_and_identified"
    ) / total("identifiable")
    figures["campaigns, the same, surely identifiable (stricter)"] = total(
        "surely_and_identified"
    ) / total("surely")
    figures["campaigns, the same, possibly identifiable (looser)"] = total(
        "possibly_and_identified"
    ) / total("possibly")
    figures["campaigns, identified over the simulated number"] = rightly / total(
        "to_be_identified_by_simulation"
    )
    figures["campaigns, share of all who are present"] = rightly / present


def _scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    remains, families = (max(1, round(each * scale)) for each in size)
    return remains, families


def _made(folder: Path, remains: int, families: int) -> tuple[object, ...]:
    """A campaign in files, as the options of a command."""
    run(
        "synthetic", "campaign", "--remains", remains, "--families", families, "--seed", 1,
        "--out", folder,
    )  # fmt: skip
    return "--remains", folder / "remains.csv", "--families", folder / "families.csv"


PARTS = {
    "screen": screen,
    "tables": tables,
    "growth": growth,
    "job": job,
    "blind": blind,
    "joint": joint,
    "campaigns": campaigns,
}


def main() -> int:
    """Measure the parts asked for; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench kinship-search", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--dry", action="store_true", help="keep nothing under results/")
    parser.add_argument(
        "--scale", type=float, default=1.0, metavar="SHARE",
        help="a smaller trial, as 0.02; it keeps nothing and has no limits",
    )  # fmt: skip
    arguments = parser.parse_args()
    trial = arguments.scale != 1
    unknown = set(arguments.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there is: {', '.join(PARTS)}")
    figures: dict[str, float] = {}
    for name in arguments.parts or PARTS:
        facts: Facts = {"machine": machine()}
        own: dict[str, float] = {}
        PARTS[name](facts, own, arguments.scale)
        facts["figures"] = {figure: round(value, 4) for figure, value in own.items()}
        figures.update(own)
        if not (arguments.dry or trial):
            write(f"kinship-search-{name}", facts)
    limits = {} if trial else LIMITS
    missed = [name for name in figures if name in limits and not _kept(name, figures[name])]
    show(
        "Kinship search",
        ("figure", "measured", "limit"),
        [
            (name, f"{value:,.3f}", f"{limits[name]:,.2f}" if name in limits else "")
            for name, value in figures.items()
        ],
    )
    return 1 if missed else 0


def _kept(name: str, value: float) -> bool:
    return value >= LIMITS[name] if name in AT_LEAST else value <= LIMITS[name]


if __name__ == "__main__":
    sys.exit(main())
