"""Which sums of a table people can make, and with how few: the fewest people for every sum.

    f(t) = min { sum of n_v : sum of v n_v = t, 0 <= n_v <= available_v }

One side is ahead by d. It can be met if there is a t with f(t + d) within the seats of the side
behind and f(t) within those of the side ahead (t: what the side ahead adds, too). Where no such t
is, no list meets it, whatever the camps and stretchers are: a proof by counting, without a solver.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Values = dict[int, int]
"""How many of each value."""
NEVER = np.int32(1 << 30)


def _stages(available: Mapping[int, int], top: int) -> list[tuple[int, int, NDArray[np.int32]]]:
    """(value, how many at once, f so far) after each stage, for sums up to `top`. A number of
    people is made of 1, 2, 4, … and a rest, each taken or not."""
    f = np.full(top + 1, NEVER, np.int32)
    f[0] = 0
    stages = [(0, 0, f)]
    for value, number in sorted(available.items()):
        left, many = min(number, top // value), 1
        while left > 0:
            many = min(many, left)
            left -= many
            g = f.copy()
            step = many * value
            np.minimum(g[step:], f[: top + 1 - step] + many, out=g[step:])
            f = g
            stages.append((value, many, f))
            many *= 2
    return stages


def _back(stages: list[tuple[int, int, NDArray[np.int32]]], total: int) -> Values:
    """How many of each value make a sum with the fewest people."""
    found: Values = {}
    for at in range(len(stages) - 1, 0, -1):
        value, many, f = stages[at]
        if stages[at - 1][2][total] != f[total]:
            found[value] = found.get(value, 0) + many
            total -= many * value
    return found


def meet(
    behind: Mapping[int, int], ahead: Mapping[int, int], lack: int, seats: tuple[int, int]
) -> tuple[Values, Values] | None:
    """How many of each value the side behind and the side ahead can add so that the sums are equal,
    with the fewest people in all; None if they cannot. `behind` and `ahead` say how many there are
    of each value, `seats` how many people each side can still carry."""
    most = [
        min(sum(v * n for v, n in values.items()), max(values, default=0) * max(0, places))
        for values, places in zip((behind, ahead), seats, strict=True)
    ]
    top = min(most[1], most[0] - lack)
    if top < 0:
        return None
    one, two = _stages(behind, top + lack), _stages(ahead, top)
    f, g = one[-1][2][lack:], two[-1][2]
    both = np.where((f <= seats[0]) & (g <= seats[1]), f + g, NEVER)
    best = int(np.argmin(both))
    if both[best] >= NEVER:
        return None
    return _back(one, best + lack), _back(two, best)
