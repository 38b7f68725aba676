#!/usr/bin/env python3
"""Set up and run Repatria: `python3 dev.py demo | test | check | bench | lock` (see `--help`).

Standard library only. What it does is in `tools/`; this file must be readable by Python 3.6, so
that an old one can say what is wrong.
"""

import sys

OLDEST = (3, 11)


def refusal(version: "tuple[int, int]", executable: str) -> str:
    """The one line for a Python that is too old, else nothing."""
    if version >= OLDEST:
        return ""
    return (
        f"dev.py needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {version[0]}.{version[1]} "
        f"({executable}). Install a newer one and name it, for example: python3.11 dev.py demo"
    )


if __name__ == "__main__":
    too_old = refusal(sys.version_info[:2], sys.executable)
    if too_old:
        sys.exit(too_old)
    from tools.commands import main

    sys.exit(main(sys.argv[1:]))
