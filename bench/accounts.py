"""The figures of accounts and the press desk: `python3 dev.py bench accounts [PART ...]`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile

from _accounts import added, load, rights
from _measure import Facts, machine, show, write

LIMITS = {
    "rights, added to pages of the record, public": 0.05,
    "rights, added to pages of the record, signed in": 0.05,
    "50 people on SQLite, 25 requests a second, p95 ms": 300.0,
    "50 people on SQLite, lock errors": 0.0,
    "50 people on SQLite, requests not answered well": 0.0,
    "200 people on PostgreSQL, 100 requests a second, p95 ms": 300.0,
    "200 people on PostgreSQL, requests not answered well": 0.0,
}
SECONDS = 120.0
CLAIMS = 200_000
"""The size at which the page times of the record are measured."""


def checks(facts: Facts, figures: dict[str, float], _seconds: float) -> None:
    """What checking rights adds to the pages of the record."""
    with tempfile.TemporaryDirectory(prefix="repatria-bench-") as home:
        found = rights({**os.environ, "REPATRIA_HOME": home}, CLAIMS)
    facts["claims"], facts["rights"] = CLAIMS, found
    figures["rights, added to pages of the record, public"] = added(found, "public")
    figures["rights, added to pages of the record, signed in"] = added(found, "signed_in")


def sqlite(facts: Facts, figures: dict[str, float], seconds: float) -> None:
    """50 people, a fifth of the requests writes, two jobs running, one serving process."""
    facts["sqlite"] = found = load("sqlite", 50, 25, seconds, 1)
    figures["50 people on SQLite, 25 requests a second, p95 ms"] = _number(found, "p95_ms")
    figures["50 people on SQLite, lock errors"] = _number(found, "lock_errors")
    figures["50 people on SQLite, requests not answered well"] = _badly(found)


def postgresql(facts: Facts, figures: dict[str, float], seconds: float) -> None:
    """200 people and 100 requests a second, on a serving process a core."""
    servers = os.cpu_count() or 1
    facts["postgresql"] = found = load("postgresql", 200, 100, seconds, servers)
    figures["200 people on PostgreSQL, 100 requests a second, p95 ms"] = _number(found, "p95_ms")
    figures["200 people on PostgreSQL, requests not answered well"] = _badly(found)


PARTS = {"rights": checks, "sqlite": sqlite, "postgresql": postgresql}


def _number(found: Facts, name: str) -> float:
    return float(str(found[name]))


def _badly(found: Facts) -> float:
    """Answers that are neither a page nor the way to one."""
    answers = found["answers"]
    assert isinstance(answers, dict)
    return float(sum(count for status, count in answers.items() if status not in ("200", "302")))


def main() -> int:
    """Measure the parts asked for; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench accounts", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--dry", action="store_true", help="keep nothing under results/")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of load")
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there is: {', '.join(PARTS)}")
    figures: dict[str, float] = {}
    for name in arguments.parts or PARTS:
        facts: Facts = {"machine": machine()}
        own: dict[str, float] = {}
        PARTS[name](facts, own, arguments.seconds)
        facts["figures"] = {figure: round(value, 4) for figure, value in own.items()}
        figures.update(own)
        if not arguments.dry and arguments.seconds == SECONDS:
            write(f"accounts-{name}", facts)
    show(
        "Accounts and the press desk",
        ("figure", "measured", "limit"),
        [(name, f"{value:,.3f}", f"{LIMITS[name]:,.2f}") for name, value in figures.items()],
    )
    return int(any(value > LIMITS[name] for name, value in figures.items()))


if __name__ == "__main__":
    sys.exit(main())
