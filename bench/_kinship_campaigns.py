"""Whole campaigns held against their truth: who is identified, and whether rightly."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from _kinship_commands import run

LEVEL = 0.9999
WAYS = ("surely", "identifiable", "possibly")
"""From the strictest reading of identifiable to the loosest; the middle one is the figure's."""


def _table(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def _stored(folder: Path) -> str:
    """Have the expectations on the disk before anything else is done; their digest."""
    digest = hashlib.sha256()
    for path in (folder / "expected.csv", folder / "expected.json"):
        with path.open("rb") as file:
            digest.update(file.read())
            os.fsync(file.fileno())
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    return digest.hexdigest()


def campaign(remains: int, families: int, seed: int) -> Callable[[], dict[str, object]]:
    """Make a campaign of files, store who can be identified at all, and only then weigh all
    together, as its user would; count what came of it."""
    folder = Path(tempfile.mkdtemp(prefix="campaign-"))
    made, out, before = folder / "made", folder / "out", folder / "before"
    run(
        "synthetic", "campaign", "--remains", remains, "--families", families, "--seed", seed,
        "--out", made,
    )  # fmt: skip
    files = ("--remains", made / "remains.csv", "--families", made / "families.csv")
    run(
        "kinship", "expected", *files, "--truth", made / "truth.csv", "--level", LEVEL,
        "--out", before,
    )  # fmt: skip
    digest, stored = _stored(before), datetime.now(UTC).isoformat(timespec="seconds")

    def work() -> dict[str, object]:
        took = run("kinship", "joint", *files, "--out", out)
        owners = {row["Sample"]: row["Person"] for row in _table(made / "truth.csv")}
        right, wrong, expected = set(), 0, 0.0
        for row in _table(out / "joint.csv"):
            low, posterior = (_number(row[name]) for name in ("low", "posterior"))
            if low < LEVEL:
                continue
            if {owners[sample] for sample in row["samples"].split("+")} == {row["missing"]}:
                right.add(row["missing"])
            else:
                wrong += 1
            expected += 1 - posterior
        forecast = _table(before / "expected.csv")
        told = json.loads((before / "expected.json").read_text("utf-8"))
        facts: dict[str, object] = {
            "seed": seed,
            "expectations_sha256": digest,
            "expectations_stored": stored,
            "joint_s": round(took.wall_s, 1),
            "missing_persons_present": len(forecast),
            "of_whom_no_sample_was_read": sum(float(row["markers"]) == 0 for row in forecast),
            "to_be_identified_by_simulation": float(told["to be identified, expected"]),
            "identified_rightly": len(right),
            "identified_wrongly": wrong,
            "wrong_to_expect": float(f"{expected:.3g}"),
        }
        for way in WAYS:
            who = {row["missing"] for row in forecast if row[way] == "yes"}
            facts[way], facts[f"{way}_and_identified"] = len(who), len(who & right)
        shutil.rmtree(folder)
        return facts

    return work


def _number(told: str) -> float:
    return 1.0 if told.startswith("above") else float(told)
