"""One step of an elimination: multiply some tables and sum a variable out, compiled.

Tables lie flat in one arena, the last variable fastest. Long rows are worked on whole, so that
neighbours in memory are multiplied together; short ones entry by entry.
"""

from __future__ import annotations

from typing import Any

from repatria.kinship.compiled import inlined, kernel

_WIDE = 8
"""Entries of a row from which rows are worked on whole, however long the sum."""


@kernel
def sum_out(
    arena: Any,
    start: Any,
    length: Any,
    step: Any,
    heads: Any,
    outs: Any,
    inputs: Any,
    sizes: Any,
    offsets: Any,
    over: Any,
    strides: Any,
    at: Any,
    place: Any,
) -> Any:
    """One step: multiply the input tables, sum its variable out, and write the table at `start`.

    Returns the largest entry. `over[i]` lists the variables of table i, padded with −1; `strides`,
    `at` and `place` are space to work in.
    """
    variable, count, depth = heads[step, 0], heads[step, 1], heads[step, 2]
    for i in range(count):
        table = inputs[step, i]
        at[i] = offsets[table]
        stride = 1
        for d in range(depth + 1):
            strides[i, d] = 0
        for d in range(over.shape[1] - 1, -1, -1):
            held = over[table, d]
            if held < 0:
                continue
            if held == variable:
                strides[i, depth] = stride
            else:
                for e in range(depth):
                    if outs[step, e] == held:
                        strides[i, e] = stride
            stride *= sizes[held]
    for d in range(depth):
        place[d] = 0
    steps = sizes[variable]
    width = sizes[outs[step, depth - 1]] if depth else 1
    if depth and (width >= steps or width >= _WIDE):
        _by_rows(
            arena, start, length, width, steps, count, depth, strides, at, place, outs, step, sizes
        )
    else:
        _by_entries(
            arena, start, length, steps, count, depth, strides, at, place, outs, step, sizes
        )
    largest = 0.0
    for entry in range(start, start + length):
        largest = max(largest, arena[entry])
    return largest


@inlined
def _advance(
    place: Any, at: Any, strides: Any, count: Any, last: Any, outs: Any, step: Any, sizes: Any
) -> None:
    """The next place over the variables up to `last`, the last one fastest."""
    d = last
    while d >= 0:
        place[d] += 1
        for i in range(count):
            at[i] += strides[i, d]
        if place[d] < sizes[outs[step, d]]:
            break
        for i in range(count):
            at[i] -= strides[i, d] * place[d]
        place[d] = 0
        d -= 1


@kernel
def _by_entries(
    arena: Any,
    start: Any,
    length: Any,
    steps: Any,
    count: Any,
    depth: Any,
    strides: Any,
    at: Any,
    place: Any,
    outs: Any,
    step: Any,
    sizes: Any,
) -> None:
    """Entry by entry, each a sum over the variable: for long sums and short rows."""
    for entry in range(start, start + length):
        total = 0.0
        if count == 2:
            a, b, da, db = at[0], at[1], strides[0, depth], strides[1, depth]
            for k in range(steps):
                total += arena[a + k * da] * arena[b + k * db]
        elif count == 3:
            a, b, c = at[0], at[1], at[2]
            da, db, dc = strides[0, depth], strides[1, depth], strides[2, depth]
            for k in range(steps):
                total += arena[a + k * da] * arena[b + k * db] * arena[c + k * dc]
        else:
            for k in range(steps):
                product = 1.0
                for i in range(count):
                    product *= arena[at[i] + k * strides[i, depth]]
                total += product
        arena[entry] = total
        _advance(place, at, strides, count, depth - 1, outs, step, sizes)


@kernel
def _by_rows(
    arena: Any,
    start: Any,
    length: Any,
    width: Any,
    steps: Any,
    count: Any,
    depth: Any,
    strides: Any,
    at: Any,
    place: Any,
    outs: Any,
    step: Any,
    sizes: Any,
) -> None:
    """Row by row over the last variable, adding a product of tables for each value of the variable
    summed: neighbours in memory are worked on together."""
    last = depth - 1
    for row in range(start, start + length, width):
        for j in range(row, row + width):
            arena[j] = 0.0
        for k in range(steps):
            fixed = 1.0
            moving = 0
            one = two = 0
            by_one = by_two = 0
            for i in range(count):
                position = at[i] + k * strides[i, depth]
                if strides[i, last] == 0:
                    fixed *= arena[position]
                elif moving == 0:
                    one, by_one, moving = position, strides[i, last], 1
                elif moving == 1:
                    two, by_two, moving = position, strides[i, last], 2
                else:
                    moving += 1
            if fixed == 0.0:
                continue
            if moving == 0:
                for j in range(width):
                    arena[row + j] += fixed
            elif moving == 1 and by_one == 1:
                for j in range(width):
                    arena[row + j] += fixed * arena[one + j]
            elif moving == 1:
                for j in range(width):
                    arena[row + j] += fixed * arena[one + j * by_one]
            elif moving == 2 and by_one == 1 and by_two == 1:
                for j in range(width):
                    arena[row + j] += fixed * arena[one + j] * arena[two + j]
            elif moving == 2:
                for j in range(width):
                    arena[row + j] += fixed * arena[one + j * by_one] * arena[two + j * by_two]
            else:
                for j in range(width):
                    product = fixed
                    for i in range(count):
                        if strides[i, last]:
                            product *= arena[at[i] + k * strides[i, depth] + j * strides[i, last]]
                    arena[row + j] += product
        _advance(place, at, strides, count, last - 1, outs, step, sizes)
