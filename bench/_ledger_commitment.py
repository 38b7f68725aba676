"""A commitment over many lines, and single lines of it opened and checked."""

from __future__ import annotations

import time
from collections.abc import Callable

from _ledger_work import spread
from repatria.ledger.commitment import check_opening, commit

Facts = dict[str, object]


def committed(lines: int, openings: int) -> Callable[[], Facts]:
    """Lines as long as those of a list of people."""
    told = [
        f"{at};Surname {at};Given;Patronymic;1999-01-{1 + at % 28:02d};X-1".encode()
        for at in range(lines)
    ]

    def work() -> Facts:
        begun = time.perf_counter()
        own = commit(told)
        commitment = own.commitment
        made = time.perf_counter() - begun
        opening, checking = [], []
        for at in range(0, lines, max(1, lines // openings)):
            begun = time.perf_counter()
            shown = own.opening(at, told[at])
            middle = time.perf_counter()
            check_opening(shown, commitment)
            checking.append(time.perf_counter() - middle)
            opening.append(middle - begun)
        return {
            "lines": lines,
            "commit_s": round(made, 4),
            "opening_ms": spread(opening),
            "checking_ms": spread(checking),
        }

    return work
