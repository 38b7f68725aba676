"""The compiled walk over joint assignments: one person found, or two, at a time.

A walk keeps, for each missing person, whether it is taken, for each person found the pair that
holds it, and for each family the place in its table. Both kinds of step draw from the exact
conditional distribution given everyone else (Gibbs), so nothing is ever rejected; each also adds
that distribution to the sums, which tells far more than the draw itself (Rao–Blackwell).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from repatria.kinship.compiled import kernel

REACH = 8
"""Pairs of each person, heaviest first, that a step of two persons goes through."""


@kernel
def walked(
    uniform: Any,
    counted: Any,
    first: Any,
    family: Any,
    step: Any,
    missing: Any,
    heats: Any,
    tables: Any,
    rivals: Any,
    rival_starts: Any,
    rounds: Any,
    at: Any,
    held: Any,
    taken: Any,
    sums: Any,
    visits: Any,
    best: Any,
) -> Any:
    """Sweep as often as there are rows of `uniform`; add to the sums from row `counted` on.

    The pairs of person j are `first[j]` to `first[j + 1]`, heaviest first. Pair p moves the place
    of `family[p]` in the tables by `step[p]` and takes `missing[p]`. The candidates of group g are
    `rivals` from `rival_starts[g]` on, and `rounds[g]` times two of them are stepped each sweep.

    `tables[h]` are the logarithms times `heats[h]`, the first heat being 1; rows h of `at`, `held`
    and `taken` are the walk at that heat. After each sweep neighbours may change places (Geyer's
    parallel tempering). Only the first adds to `sums`, which has the pairs and then one entry a
    person for nobody, and to `visits`. Returns the logarithm of the best weight that it met; `best`
    takes its assignment.
    """
    people, pairs = first.size - 1, family.size
    most = 0
    for j in range(people):
        most = max(most, first[j + 1] - first[j])
    gains = np.empty((3, max(most, REACH) + 1))
    chances = np.empty(max(most + 1, (REACH + 1) ** 2))
    weights = np.empty(heats.size)
    highest = -np.inf
    for sweep in range(uniform.shape[0]):
        for h in range(heats.size):
            adds = h == 0 and sweep >= counted
            draw = 0
            for j in range(people):
                _one(j, uniform[sweep, h, draw], adds, first, family, step, missing, tables[h],
                     at[h], held[h], taken[h], sums, visits, gains, chances, pairs)  # fmt: skip
                draw += 1
            for g in range(rounds.size):
                start = rival_starts[g]
                count = rival_starts[g + 1] - start
                for _ in range(rounds[g]):
                    a = min(int(uniform[sweep, h, draw] * count), count - 1)
                    b = min(int(uniform[sweep, h, draw + 1] * (count - 1)), count - 2)
                    b += b >= a
                    _two(rivals[start + a], rivals[start + b], uniform[sweep, h, draw + 2], adds,
                         first, family, step, missing, tables[h], at[h], held[h], taken[h], sums,
                         visits, gains, chances, pairs)  # fmt: skip
                    draw += 3
            weights[h] = 0.0
            for k in range(at.shape[1]):
                weights[h] += tables[0, at[h, k]]
            if h == 0 and weights[h] > highest:
                highest = weights[h]
                best[:] = held[0]
        for h in range(heats.size - 1, 0, -1):
            change = (heats[h - 1] - heats[h]) * (weights[h] - weights[h - 1])
            if change >= 0.0 or uniform[sweep, h, -1] < np.exp(change):
                weights[h], weights[h - 1] = weights[h - 1], weights[h]
                _exchange(at, h)
                _exchange(held, h)
                _exchange(taken, h)
    return highest


@kernel
def placed(
    order: Any,
    uniform: Any,
    first: Any,
    family: Any,
    step: Any,
    missing: Any,
    table: Any,
    at: Any,
    held: Any,
    taken: Any,
) -> None:
    """Place the found one after the other, each by chance among what is left."""
    pairs = family.size
    most = 0
    for j in range(order.size):
        most = max(most, first[j + 1] - first[j])
    gains, chances = np.empty((1, most + 1)), np.empty(most + 1)
    nothing, never = np.empty(0), np.empty(0, np.int64)
    for k in range(order.size):
        _one(order[k], uniform[k], False, first, family, step, missing, table, at, held, taken,
             nothing, never, gains, chances, pairs)  # fmt: skip


@kernel
def _exchange(rows: Any, h: Any) -> None:
    for k in range(rows.shape[1]):
        rows[h, k], rows[h - 1, k] = rows[h - 1, k], rows[h, k]


@kernel
def _release(j: Any, family: Any, step: Any, missing: Any, at: Any, held: Any, taken: Any) -> None:
    p = held[j]
    if p >= 0:
        at[family[p]] -= step[p]
        taken[missing[p]] = False
        held[j] = -1


@kernel
def _hold(
    j: Any, p: Any, family: Any, step: Any, missing: Any, at: Any, held: Any, taken: Any
) -> None:
    if p >= 0:
        at[family[p]] += step[p]
        taken[missing[p]] = True
    held[j] = p


@kernel
def _gains(
    j: Any, wide: Any, first: Any, family: Any, step: Any, missing: Any, table: Any, at: Any,
    taken: Any, gains: Any,
) -> Any:  # fmt: skip
    """What each pair of a person would add to the logarithm, then 0 for nobody; the largest."""
    top = 0.0
    for i in range(wide):
        p = first[j] + i
        place = at[family[p]]
        gains[i] = -np.inf if taken[missing[p]] else table[place + step[p]] - table[place]
        top = max(top, gains[i])
    gains[wide] = 0.0
    return top


@kernel
def _drawn(chances: Any, count: Any, uniform: Any) -> Any:
    """Scale weights to one in place, and draw one of them; −1 where all are zero."""
    total = 0.0
    for i in range(count):
        total += chances[i]
    if total == 0.0:
        return -1
    chosen, passed = -1, 0.0
    for i in range(count):
        chances[i] /= total
        passed += chances[i]
        # The last one possible stands for the rounding above the last sum.
        if chances[i] > 0.0 and (chosen < 0 or passed - chances[i] <= uniform):
            chosen = i
    return chosen


@kernel
def _one(
    j: Any, uniform: Any, adds: Any, first: Any, family: Any, step: Any, missing: Any, table: Any,
    at: Any, held: Any, taken: Any, sums: Any, visits: Any, gains: Any, chances: Any, pairs: Any,
) -> None:  # fmt: skip
    """Draw whom one person is anew, given everyone else."""
    _release(j, family, step, missing, at, held, taken)
    start, count = first[j], first[j + 1] - first[j]
    top = _gains(j, count, first, family, step, missing, table, at, taken, gains[0])
    for i in range(count + 1):
        chances[i] = np.exp(gains[0, i] - top)
    chosen = _drawn(chances, count + 1, uniform)
    if adds:
        for i in range(count):
            sums[start + i] += chances[i]
        sums[pairs + j] += chances[count]
        visits[j] += 1
    _hold(j, -1 if chosen == count else start + chosen, family, step, missing, at, held, taken)


@kernel
def _two(
    j: Any, k: Any, uniform: Any, adds: Any, first: Any, family: Any, step: Any, missing: Any,
    table: Any, at: Any, held: Any, taken: Any, sums: Any, visits: Any, gains: Any, chances: Any,
    pairs: Any,
) -> None:  # fmt: skip
    """Draw whom two persons are anew together, given everyone else."""
    many, more = first[j + 1] - first[j], first[k + 1] - first[k]
    wide, high = min(many, REACH), min(more, REACH)
    # A step within a fixed part of the pairs leaves the distribution as it is, if it starts there.
    if held[j] >= first[j] + wide or held[k] >= first[k] + high:
        return
    were, was = held[j], held[k]
    _release(j, family, step, missing, at, held, taken)
    _release(k, family, step, missing, at, held, taken)
    one, other = gains[0], gains[1]
    top = _gains(j, wide, first, family, step, missing, table, at, taken, one)
    peak = _gains(k, high, first, family, step, missing, table, at, taken, other)
    across = high + 1
    for b in range(across):
        other[b] -= peak
        gains[2, b] = np.exp(other[b])
    for a in range(wide + 1):
        weight = np.exp(one[a] - top)
        for b in range(across):
            chances[a * across + b] = weight * gains[2, b]
        if a == wide or weight == 0.0:
            continue
        p = first[j] + a
        for b in range(high):
            q = first[k] + b
            if missing[p] == missing[q] or other[b] == -np.inf:
                chances[a * across + b] = 0.0
            elif family[p] == family[q]:
                place = at[family[p]]
                joint = table[place + step[p] + step[q]] - table[place]
                chances[a * across + b] = np.exp(joint - top - peak)
    chosen = _drawn(chances, (wide + 1) * across, uniform)
    if chosen < 0:
        # Beyond the range of floating-point numbers: this step is left out.
        _hold(j, were, family, step, missing, at, held, taken)
        _hold(k, was, family, step, missing, at, held, taken)
        return
    if adds and wide == many and high == more:
        for a in range(wide + 1):
            for b in range(across):
                value = chances[a * across + b]
                sums[first[j] + a if a < wide else pairs + j] += value
                sums[first[k] + b if b < high else pairs + k] += value
        visits[j] += 1
        visits[k] += 1
    a, b = chosen // across, chosen % across
    _hold(j, first[j] + a if a < wide else -1, family, step, missing, at, held, taken)
    _hold(k, first[k] + b if b < high else -1, family, step, missing, at, held, taken)
