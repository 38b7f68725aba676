"""The next round for both sides, from a loaded register of 100,000 + 100,000; and whether another
process, with another seed of Python's hashes, writes the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import _planning_work as made
from _measure import Facts, Work, measure, median, show

if TYPE_CHECKING:
    from planning import Options

EACH, TIMES = 100_000, 15
MOST_MS = 100.0
HASH_SEEDS = ("0", "1", "4711")


def listed(each: int, mixed: bool) -> Work:
    """Both lists, again and again: arrays in, codes out."""
    import numpy as np

    from repatria.planning.columns import load
    from repatria.planning.round_fast import as_round, fast_round

    begun = time.perf_counter()
    loaded = load(
        made.people((each, each), ill=300 / each), made.terms(mixed), made.ON, made.numbers()
    )
    ready = time.perf_counter() - begun
    fast_round(loaded)  # until compiled code is loaded

    def work() -> Facts:
        lists, whole = [], []
        for _ in range(TIMES):
            start = time.perf_counter()
            found = fast_round(loaded)
            codes = [
                [columns.codes[row] for row in side.line.order[np.flatnonzero(side.taken)].tolist()]
                for columns, side in zip(loaded.sides, found.sides, strict=True)
            ]
            lists.append((time.perf_counter() - start) * 1e3)
            told = as_round(loaded, found)
            whole.append((time.perf_counter() - start) * 1e3)
            assert [list(each) for each in told.listed] == codes
        return {
            "made_and_loaded_s": round(ready, 2),
            "lists_ms": round(median(lists), 1),
            "lists_most_ms": round(max(lists), 1),
            "with_a_reason_for_everybody_ms": round(median(whole), 1),
            "on_the_lists": [len(each) for each in codes],
            "mixed": told.interleaved,
        }

    return work


def written(each: int) -> bytes:
    """The certificate of a round of so many."""
    from repatria.planning import certificate as files
    from repatria.planning.columns import load
    from repatria.planning.round_fast import as_round, fast_round

    people, rule, draw = made.people((each, each)), made.terms(), made.draw()
    loaded = load(people, rule, made.ON, made.numbers())
    told = as_round(loaded, fast_round(loaded))
    sealed = files.commitment_data(rule, made.ON, bytes(32), len(people), {}, draw.announced)
    return files.certificate_bytes(told, rule, sealed, draw)


def _digest(each: int, hash_seed: str) -> str:
    command = [sys.executable, str(Path(__file__)), str(each)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True)
    return str(json.loads(done.stdout)["certificate"])


def run(options: Options) -> tuple[Facts, bool]:
    each = options.many(EACH)
    facts: Facts = {}
    good = True
    for name, mixed in (("classes one behind the other", False), ("two classes mixed", True)):
        told = measure("_planning_round:listed", each=each, mixed=mixed).as_facts()
        facts[f"{each:,} + {each:,}, {name}"] = told
        good &= mixed or float(str(told["lists_ms"])) <= MOST_MS
    digests = [_digest(options.many(20_000), seed) for seed in HASH_SEEDS]
    facts["certificates with other hash seeds"] = digests
    return facts, good and len(set(digests)) == 1


def tell(facts: Facts) -> None:
    rows = []
    for name, each in facts.items():
        told: Any = each
        if isinstance(told, dict):
            rows.append((f"{name}: lists, ms", f"{told['lists_ms']:.1f}"))
            rows.append(
                ("with a reason for everybody", f"{told['with_a_reason_for_everybody_ms']:.1f}")
            )
        else:
            rows.append((name, "the same" if len(set(told)) == 1 else "NOT the same"))
    show("The next round", ("", "measured"), rows, f"lists: at most {MOST_MS:g} ms")


if __name__ == "__main__":
    found = hashlib.sha256(written(int(sys.argv[1]))).hexdigest()
    print(json.dumps({"certificate": found}))
