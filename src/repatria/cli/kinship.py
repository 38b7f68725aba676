"""`repatria kinship …`: likelihood ratios, what further samples would tell, and the engine checked
against others. Numeric libraries are loaded only by a command that computes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from repatria.cli import (
    kinship_calibration,
    kinship_clusters,
    kinship_expected,
    kinship_frequencies,
    kinship_joint,
    kinship_lr,
    kinship_power,
    kinship_search,
)
from repatria.cli.failures import say

app = typer.Typer(no_args_is_help=True, help="Likelihood ratios of kinship, and what they rest on.")
app.add_typer(kinship_frequencies.app, name="frequencies")
app.command("lr")(kinship_lr.lr)
app.command("power")(kinship_power.power)
app.command("search")(kinship_search.search)
app.command("clusters")(kinship_clusters.clusters)
app.command("joint")(kinship_joint.joint)
app.command("expected")(kinship_expected.expected)
app.command("calibration")(kinship_calibration.calibration)

ALLOWED = 1e-9


@app.command()
def verify(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            dir_okay=False,
            help="Files of reference cases: many loci or one locus a case.",
            show_default=False,
        ),
    ],
    allowed: Annotated[
        float, typer.Option(help="The largest relative deviation that passes.")
    ] = ALLOWED,
) -> None:
    """Compute reference cases anew and compare with the engines that they came from.

    Each line gives a case, the engine and the convention it was computed under, the largest
    relative deviation of a marker's ratio or likelihood and where, and that of the whole ratio.
    """
    from repatria.base.errors import InputError, Problem, ValueProblem
    from repatria.cli import progress
    from repatria.formats.kinship_cases import read_cases
    from repatria.kinship.reference_case import Deviation, deviations

    found: list[Deviation] = []
    with progress.shown() as told:
        for file in files:
            cases = read_cases(file)
            for number, case in enumerate(cases):
                told(number, len(cases), f"computing {file.name}")
                try:
                    found += deviations(case)
                except ValueProblem as problem:
                    where = f"case {case.name}"
                    raise InputError([Problem(file.name, None, where, problem.sentence)]) from None
            told(len(cases), len(cases), f"computing {file.name}")
    wide = max(len(each.case) for each in found)
    engines = max(len(each.engine) for each in found)
    for each in found:
        total = "–" if each.total is None else f"{each.total:.1e}"
        failed = "" if each.worst <= allowed else "  FAILED"
        typer.echo(
            f"{each.case:<{wide}}  {each.engine:<{engines}}  {each.convention.name.lower():<6}  "
            f"per marker {each.largest:.1e} ({each.marker}), total {total}{failed}"
        )
    beyond = [each for each in found if not each.worst <= allowed]
    worst = max(found, key=lambda each: each.worst)
    typer.echo(
        f"{len(found)} comparisons; the largest deviation is {worst.worst:.1e} ({worst.case}, "
        f"{worst.engine}); {allowed:g} is allowed"
    )
    if beyond:
        say(f"{len(beyond)} of {len(found)} comparisons deviate by more than {allowed:g}.")
        raise typer.Exit(1)
