"""The figures of the register: `python3 dev.py bench people [PART ...]`.

The stores of a million people are made once, and kept in a folder for the next time; code that
would make them otherwise makes them anew.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from _measure import Facts, write

PEOPLE = 1_000_000
ASKED = 1_000
"""Texts of each form that are searched for."""


@dataclass(frozen=True, slots=True)
class Options:
    people: int
    asked: int
    folder: Path
    """Where made-up rows and built stores are kept."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bench: its figures, and whether they keep the limits; and how they are told."""

    run: Callable[[Options], tuple[Facts, bool]]
    tell: Callable[[Facts], None]


def _search(store: str) -> Part:
    import _people_search as own

    return Part(lambda options: own.run(store, options), own.tell)


def _pages(store: str) -> Part:
    import _people_pages as own

    return Part(lambda options: own.run(store, options), own.tell)


def _import() -> Part:
    import _people_import as own

    return Part(lambda _options: own.run(), own.tell)


PARTS: dict[str, Callable[[], Part]] = {
    "search-sqlite": lambda: _search("sqlite"),
    "pages-sqlite": lambda: _pages("sqlite"),
    "search-postgresql": lambda: _search("postgresql"),
    "pages-postgresql": lambda: _pages("postgresql"),
    "import": _import,
}


def main() -> int:
    """Measure the parts asked for; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench people", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--people", type=int, default=PEOPLE, help="a quick look with fewer; keeps no figures"
    )
    parser.add_argument("--asked", type=int, default=ASKED, help="texts of each form")
    parser.add_argument("--dry", action="store_true", help="keep nothing under results/")
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "repatria-bench-people",
        help="where built stores are kept (about 6 GB for a million people)",
    )  # fmt: skip
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there is: {', '.join(PARTS)}")
    options = Options(arguments.people, arguments.asked, arguments.folder)
    kept = True
    for name in arguments.parts or PARTS:
        part = PARTS[name]()
        facts, good = part.run(options)
        part.tell(facts)
        if not arguments.dry and options.people == PEOPLE:
            write(f"people-{name}", facts)
        kept &= good
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main())
