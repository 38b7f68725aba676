"""Whole campaigns held against their truth: who is identified, and whether rightly."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

LEVEL = 0.9999


def _table(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def campaign(remains: int, families: int, seed: int) -> Callable[[], dict[str, object]]:
    """Make a campaign of files and weigh it together, as its user would; count what came of it."""
    repatria = str(Path(sys.executable).with_name("repatria"))
    folder = Path(tempfile.mkdtemp(prefix="campaign-"))
    made, out = folder / "made", folder / "out"

    def run(*arguments: object) -> None:
        subprocess.run([repatria, *map(str, arguments)], check=True, capture_output=True)

    run(
        "synthetic", "campaign", "--remains", remains, "--families", families, "--seed", seed,
        "--out", made,
    )  # fmt: skip

    def work() -> dict[str, object]:
        run(
            "kinship", "joint", "--remains", made / "remains.csv",
            "--families", made / "families.csv", "--out", out,
        )  # fmt: skip
        told = _table(made / "truth.csv")
        truth = {row["Sample"]: row["Person"] for row in told}
        right = wrong = 0
        expected = 0.0
        for row in _table(out / "joint.csv"):
            low, posterior = (
                1.0 if row[name].startswith("above") else float(row[name])
                for name in ("low", "posterior")
            )
            if low < LEVEL:
                continue
            persons = {truth[sample] for sample in row["samples"].split("+")}
            good = persons == {row["missing"]}
            right, wrong = right + good, wrong + (not good)
            expected += 1 - posterior
        return {
            "seed": seed,
            "missing_persons_present": len(
                {row["Person"] for row in told if row["Origin"] == "family"}
            ),
            "identified_rightly": right,
            "identified_wrongly": wrong,
            "wrong_to_expect": float(f"{expected:.3g}"),
        }

    return work
