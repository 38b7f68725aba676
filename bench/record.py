"""The figures of the record: `python3 dev.py bench record [PART ...]`.

Each part is measured by a module of its own and kept under results/.
"""

from __future__ import annotations

import argparse
import sys

import _record_desk
import _record_engine
from _measure import write


def engine(arguments: argparse.Namespace) -> bool:
    """Grade and check synthetic records."""
    facts, kept = _record_engine.run(arguments.claims, arguments.repeats)
    if not arguments.dry:
        write("record-engine", facts)
    return kept


def desk(arguments: argparse.Namespace) -> bool:
    """Ask for every kind of page, and add a statement, on both stores."""
    facts, kept = _record_desk.run(max(arguments.claims))
    _record_desk.tell(facts)
    if not arguments.dry:
        write("record-desk", facts)
    return kept


PARTS = {"engine": engine, "desk": desk}


def main() -> int:
    """Run the parts asked for; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="dev.py bench record", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--claims", type=int, nargs="+", default=_record_engine.SIZES)
    parser.add_argument("--dry", action="store_true", help="keep nothing under results/")
    arguments = parser.parse_args()
    unknown = set(arguments.parts) - PARTS.keys()
    if unknown:
        parser.error(f"no part {', '.join(sorted(unknown))}; there is: {', '.join(PARTS)}")
    kept = [PARTS[name](arguments) for name in arguments.parts or PARTS]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
