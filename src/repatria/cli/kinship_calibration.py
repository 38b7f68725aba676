"""`repatria kinship calibration`: whether posteriors hold what they say, by a known truth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def calibration(
    joint: Annotated[
        list[Path],
        typer.Option(
            metavar="FILE",
            help="A joint.csv that “repatria kinship joint” wrote; may be given several times.",
            show_default=False,
        ),
    ],
    truth: Annotated[
        list[Path],
        typer.Option(
            metavar="FILE",
            help="Whose the samples are: a table with the columns Sample and Person. One for each "
            "joint.csv, in the same order.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            metavar="FILE.svg",
            dir_okay=False,
            help="The picture to write; its table is written beside it as .csv.",
            show_default=False,
        ),
    ],
) -> None:
    """Draw posteriors against how often they were right, on material whose truth is known.

    Of pairs with a posterior about p, a share p should be true. Bins are even in log odds, with the
    exact 95 % interval of each share; the scores and the false ones at 0.99, 0.999 and 0.9999 are
    told.
    """
    from repatria.cli import kinship_calibration_run as run

    if len(joint) != len(truth):
        raise typer.BadParameter(f"{len(joint)} of --joint need as many of --truth")
    if out.suffix.lower() != ".svg":
        raise typer.BadParameter(f"--out names a picture, as calibration.svg; not “{out.name}”")
    for line in run.calibrated(joint, truth, out):
        typer.echo(line)
