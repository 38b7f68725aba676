"""The engine's figures: a synthetic record graded and checked, at growing sizes."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence

from _measure import Facts, Measurement, Work, machine, measure, median, show, slope

SIZES = (25_000, 50_000, 100_000, 200_000)
CLAIMS_PER_LEG = 10
SEED = 2025
# Asked of the largest size, on two cores.
MOST_SECONDS = 15.0
MOST_MB = 1024.0
# How much steeper than the baseline it may grow and still be called linear. The baseline does the
# same for each object; what grows in it is the machine's own (caches, garbage collection).
STEEPER = 0.15
BASELINE_PASSES = 4


def examine_record(claims: int) -> Work:
    """Grade and check a record of so many claims."""
    from repatria.statements.examine import examine
    from repatria.synthetic.claims import make_record

    record = make_record(claims, claims // CLAIMS_PER_LEG, SEED)

    def work() -> Facts:
        found = examine(record)
        return {
            "legs": len(found.legs),
            "exchanges": len(record.exchanges),
            "totals": len(found.totals),
            "contradictions": len(found.contradictions),
        }

    return work


def baseline(claims: int) -> Work:
    """What this machine takes to make, hash and group as many small objects, a few times over."""
    rng = random.Random(SEED)
    rows = [(rng.randrange(claims), f"S{index:07d}", index) for index in range(claims)]

    def work() -> None:
        for _ in range(BASELINE_PASSES):
            groups: dict[int, list[tuple[str, int]]] = {}
            for place, name, index in rows:
                mark = hashlib.sha256(f"{place}:{name}:{index}".encode()).hexdigest()
                groups.setdefault(place, []).append((mark, index))

    return work


def run(sizes: Sequence[int], repeats: int) -> tuple[Facts, bool]:
    """All sizes, each beside its baseline; the figures, and whether they keep the limits."""
    facts: Facts = {"machine": machine()}
    taken: dict[int, list[tuple[Measurement, Measurement]]] = {size: [] for size in sizes}
    for _ in range(repeats):
        for size in sizes:
            reference = measure("_record_engine:baseline", claims=size)
            taken[size].append((reference, measure("_record_engine:examine_record", claims=size)))
    rows = [_row(size, pairs) for size, pairs in taken.items()]
    growth = {
        name: round(slope([(float(row["claims"]), float(row[name])) for row in rows]), 3)
        for name in ("wall_s", "cpu_s", "peak_mb", "baseline_s")
        if len(rows) > 1
    }
    largest = rows[-1]
    kept = {
        "seconds": float(largest["wall_s"]) <= MOST_SECONDS,
        "memory": float(largest["peak_mb"]) <= MOST_MB,
        "linear": not growth or growth["cpu_s"] <= growth["baseline_s"] + STEEPER,
    }
    facts["seed"] = SEED
    facts["repeats"] = repeats
    facts["sizes"] = [{**row, **taken[int(row["claims"])][-1][1].facts} for row in rows]
    facts["growth"] = growth
    facts["limits"] = {"wall_s": MOST_SECONDS, "peak_mb": MOST_MB, "steeper_than_baseline": STEEPER}
    facts["kept"] = kept
    _show(rows, growth, kept)
    return facts, all(kept.values())


def _row(size: int, pairs: Sequence[tuple[Measurement, Measurement]]) -> dict[str, float]:
    """Medians over the repeats; the ratio is to the baseline taken just before each run."""
    return {
        "claims": size,
        "wall_s": round(median(run.wall_s for _, run in pairs), 3),
        "cpu_s": round(median(run.cpu_s for _, run in pairs), 3),
        "peak_mb": round(max(run.peak_mb for _, run in pairs), 1),
        "record_mb": round(max(run.prepared_mb for _, run in pairs), 1),
        "record_made_s": round(median(run.prepare_s for _, run in pairs), 3),
        "baseline_s": round(median(ref.cpu_s for ref, _ in pairs), 3),
        "ratio": round(median(run.cpu_s / ref.cpu_s for ref, run in pairs), 2),
    }


def _show(
    rows: Sequence[dict[str, float]], growth: dict[str, float], kept: dict[str, bool]
) -> None:
    columns = ("claims", "seconds", "CPU s", "peak MB", "of it the record", "baseline s", "ratio")
    names = ("wall_s", "cpu_s", "peak_mb", "record_mb", "baseline_s", "ratio")
    table = [(f"{row['claims']:,}", *(f"{row[name]:,.2f}" for name in names)) for row in rows]
    if growth:
        table.append(("growth", *(f"{growth[n]:.2f}" if n in growth else "" for n in names)))
    limits = {"seconds": f"{MOST_SECONDS:g} s", "memory": f"{MOST_MB:g} MB", "linear": "linearity"}
    words = ", ".join(f"{limits[k]}: {'kept' if ok else 'MISSED'}" for k, ok in kept.items())
    show("Grading and checking a record", columns, table, caption=words)
