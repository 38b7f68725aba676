"""The kernel that fills the factors of a network and sums its variables out, compiled.

Everything arrives as flat arrays (`elimination.py` and `observed_arrays.py` make them). A result is
a mantissa and a power of two, so that large families neither underflow nor lose digits.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit

from repatria.kinship.network import Table, Variable

_ALLELE, _TERM, _UNIT = int(Variable.ALLELE), int(Variable.TERM), int(Variable.UNIT)
_DRAW_SHARP, _DRAW_SOFT = int(Table.DRAW_SHARP), int(Table.DRAW_SOFT)
_GAMETE_SHARP, _GAMETE_SOFT = int(Table.GAMETE_SHARP), int(Table.GAMETE_SOFT)
_SHARP_TO_SHARP, _SHARP_TO_SOFT = int(Table.SHARP_TO_SHARP), int(Table.SHARP_TO_SOFT)
_PASSED_TO_SHARP, _PASSED_TO_SOFT = int(Table.PASSED_TO_SHARP), int(Table.PASSED_TO_SOFT)
_PAIR_TO_SHARP = int(Table.PAIR_TO_SHARP)
_ONE_TO_SHARP, _ONE_TO_SOFT = int(Table.ONE_TO_SHARP), int(Table.ONE_TO_SOFT)
_READ = int(Table.READ)
_SHARED_BY_TWO, _SHARED_BY_THREE = int(Table.SHARED_BY_TWO), int(Table.SHARED_BY_THREE)
_TINY = 1e-120
_WIDE = 8
"""Entries of a row from which rows are worked on whole, however long the sum."""


@njit(cache=True, inline="always")
def _allele(first: Any, second: Any, phased: Any, person: Any, side: Any, term: Any) -> Any:
    """The allele of a certain person's copy in one phase."""
    if phased[person] and term == 1:
        side = 1 - side
    return first[person] if side == 0 else second[person]


@njit(cache=True, inline="always")
def _child(
    first: Any,
    second: Any,
    phased: Any,
    kinds: Any,
    base: Any,
    person: Any,
    side: Any,
    variable: Any,
    value: Any,
) -> Any:
    """The allele of a child's copy when the variable it depends on has this value."""
    if kinds[variable] == _TERM:
        return _allele(first, second, phased, person, side, value)
    return base[variable] + value


@njit(cache=True, nogil=True)
def _received(frequencies: Any, matrix: Any, joint: Any, a: Any, b: Any, c: Any) -> Any:
    """The probability that children of one untyped founder receive these alleles; −1 for none.

    Each child gets one of the two copies, so that some share a copy and the others do not.
    """
    size = frequencies.size
    if joint.size:
        if b < 0:
            return joint[a]
        if c < 0:
            return joint[size + a * size + b]
        return joint[size + size * size + (a * size + b) * size + c]
    one_a = one_b = one_c = two_ab = two_ac = two_bc = three = 0.0
    for x in range(size):
        from_x = frequencies[x] * matrix[x, a]
        one_a += from_x
        if b >= 0:
            one_b += frequencies[x] * matrix[x, b]
            two_ab += from_x * matrix[x, b]
        if c >= 0:
            one_c += frequencies[x] * matrix[x, c]
            two_ac += from_x * matrix[x, c]
            two_bc += frequencies[x] * matrix[x, b] * matrix[x, c]
            three += from_x * matrix[x, b] * matrix[x, c]
    if b < 0:
        return one_a
    if c < 0:
        return 0.5 * (two_ab + one_a * one_b)
    return 0.25 * (three + two_ab * one_c + two_ac * one_b + two_bc * one_a)


@njit(cache=True, nogil=True)
def _fill(
    table: Any,
    row: Any,
    sizes: Any,
    base: Any,
    frequencies: Any,
    matrices: Any,
    joints: Any,
    first: Any,
    second: Any,
    single: Any,
    phased: Any,
    kinds: Any,
    terms: Any,
    weights: Any,
    reads: Any,
    starts: Any,
) -> None:
    """Fill one factor's table (flat, last variable fastest). `matrices` is (side, K, K), `joints`
    the tables of `arrays.Stacked` by side, or empty."""
    kind, person, side, parent, which, count = row[0], row[1], row[2], row[3], row[4], row[5]
    matrix = matrices[side]
    joint = joints[side]
    if kind == _DRAW_SHARP:
        for t in range(table.size):
            table[t] = frequencies[_allele(first, second, phased, person, side, t)]
    elif kind == _DRAW_SOFT:
        for x in range(table.size):
            table[x] = frequencies[base[row[6]] + x]
    elif kind in (_GAMETE_SHARP, _GAMETE_SOFT):
        for place in range(table.size):
            if kind == _GAMETE_SHARP:
                child = _allele(first, second, phased, person, side, place)
            else:
                child = base[row[6]] + place
            table[place] = _received(frequencies, matrix, joint, child, -1, -1)
    elif kind in (_SHARP_TO_SHARP, _SHARP_TO_SOFT):
        a, b = first[parent], second[parent]
        for place in range(table.size):
            if kind == _SHARP_TO_SHARP:
                child = _allele(first, second, phased, person, side, place)
            else:
                child = base[row[6]] + place
            if single[parent]:
                table[place] = matrix[a, child]
            else:
                table[place] = 0.5 * (matrix[a, child] + matrix[b, child])
    elif kind in (_PASSED_TO_SHARP, _PASSED_TO_SOFT):
        passed, allele = row[6], row[7]
        inner = sizes[row[8]] if count == 3 else 1
        place = 0
        for s in range(sizes[passed]):
            chosen = base[passed] + s == which
            for x in range(sizes[allele]):
                for c in range(inner):
                    value = 1.0
                    if chosen:
                        if kind == _PASSED_TO_SHARP:
                            child = _allele(first, second, phased, person, side, c)
                        else:
                            child = base[row[8]] + c
                        value = matrix[base[allele] + x, child]
                    table[place] = value if which else 0.5 * value
                    place += 1
    elif kind == _PAIR_TO_SHARP:
        inner = sizes[row[8]] if count == 3 else 1
        place = 0
        for x in range(sizes[row[6]]):
            for y in range(sizes[row[7]]):
                for c in range(inner):
                    child = _allele(first, second, phased, person, side, c)
                    table[place] = 0.5 * (
                        matrix[base[row[6]] + x, child] + matrix[base[row[7]] + y, child]
                    )
                    place += 1
    elif kind in (_ONE_TO_SHARP, _ONE_TO_SOFT):
        inner = sizes[row[7]] if count == 2 else 1
        place = 0
        for x in range(sizes[row[6]]):
            for c in range(inner):
                if kind == _ONE_TO_SHARP:
                    child = _allele(first, second, phased, person, side, c)
                else:
                    child = base[row[7]] + c
                table[place] = matrix[base[row[6]] + x, child]
                place += 1
    elif kind in (_SHARED_BY_TWO, _SHARED_BY_THREE):
        # Each child's allele follows its own variable: its phase, or the allele itself.
        at_a, at_b = row[6], row[7]
        at_c = row[8] if kind == _SHARED_BY_THREE else -1
        place = 0
        for i in range(sizes[at_a]):
            a = _child(first, second, phased, kinds, base, person, side, at_a, i)
            for j in range(sizes[at_b]):
                b = _child(first, second, phased, kinds, base, parent, side, at_b, j)
                for k in range(sizes[at_c] if at_c >= 0 else 1):
                    c = -1
                    if at_c >= 0:
                        c = _child(first, second, phased, kinds, base, which, side, at_c, k)
                    table[place] = _received(frequencies, matrix, joint, a, b, c)
                    place += 1
    elif kind == _READ:
        place = 0
        for t in range(sizes[row[6]]):
            start = starts[person] + t
            for x in range(sizes[row[7]]):
                table[place] = reads[start, side, base[row[7]] + x]
                place += 1
    elif terms[person]:
        for t in range(table.size):
            table[t] = weights[starts[person] + t]
    else:
        table[0] = 1.0 if single[person] or first[person] == second[person] else 2.0


@njit(cache=True, nogil=True)
def _sum_out(
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


@njit(cache=True, inline="always")
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


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def peel(
    loci: Any,
    counts: Any,
    frequency_starts: Any,
    matrix_starts: Any,
    frequencies: Any,
    matrices: Any,
    joint_starts: Any,
    joints: Any,
    first: Any,
    second: Any,
    terms: Any,
    starts: Any,
    weights: Any,
    reads: Any,
    single: Any,
    phased: Any,
    kinds: Any,
    owners: Any,
    factors: Any,
    heads: Any,
    inputs: Any,
    outs: Any,
    held: Any,
    width: Any,
) -> Any:
    """The likelihood at each locus of `loci`: mantissas (locus, `width`) and binary exponents.

    `width` is 1, or where a genotype is asked for the entries of its table at the largest locus;
    the table of the last step is then the answer, over the open variables.

    `first`, `second`, `terms`, `starts` are (locus, person of the flow); `matrices` is flat, the
    fathers' matrix before the mothers' at each locus; `reads` is (term, side, K).
    """
    mantissas = np.zeros((loci.size, width))
    exponents = np.zeros(loci.size, np.int64)
    nf, ns = factors.shape[0], heads.shape[0]
    sizes = np.empty(kinds.size, np.int64)
    base = np.zeros(kinds.size, np.int64)
    offsets = np.zeros(nf + ns, np.int64)
    most = max(factors.shape[1] - 6, outs.shape[1])
    over = np.full((nf + ns, most), -1, np.int64)
    for f in range(nf):
        for d in range(factors[f, 5]):
            over[f, d] = factors[f, 6 + d]
    for s in range(ns):
        for d in range(heads[s, 2]):
            over[nf + s, d] = outs[s, d]
    lengths = np.empty(nf + ns, np.int64)
    strides = np.zeros((inputs.shape[1], outs.shape[1] + 1), np.int64)
    at = np.zeros(inputs.shape[1], np.int64)
    place = np.zeros(outs.shape[1], np.int64)
    used = np.zeros(nf + ns, np.bool_)
    for s in range(ns):
        for i in range(heads[s, 1]):
            used[inputs[s, i]] = True
    arena = np.empty(0)
    for g in range(loci.size):
        locus = loci[g]
        size = counts[locus]
        read_first, read_second = first[g], second[g]
        read_terms, read_starts = terms[g], starts[g]
        p = frequencies[frequency_starts[locus] : frequency_starts[locus] + size]
        m = matrices[matrix_starts[locus] : matrix_starts[locus] + 2 * size * size].reshape(
            (2, size, size)
        )
        length = size + size**2 + size**3 if joint_starts[locus] >= 0 else 0
        joint = (
            joints[joint_starts[locus] : joint_starts[locus] + 2 * length] if length else joints[:0]
        )
        joint = joint.reshape((2, length))
        for v in range(kinds.size):
            base[v] = 0
            if kinds[v] == _ALLELE:
                sizes[v] = size
            elif kinds[v] == _TERM:
                person = owners[v]
                sizes[v] = terms[g, person]
                if terms[g, person] == 0:
                    sizes[v] = 1 if first[g, person] == second[g, person] else 2
            else:
                sizes[v] = 1 if kinds[v] == _UNIT else 2
        turns = 1
        for h in range(held.size):
            turns *= sizes[held[h]]
            sizes[held[h]] = 1
        needed = 0
        for f in range(nf + ns):
            length = 1
            for d in range(most):
                if over[f, d] >= 0:
                    length *= sizes[over[f, d]]
            offsets[f] = needed
            lengths[f] = length
            needed += length
        if arena.size < needed:
            arena = np.empty(needed)
        begun = False
        for turn in range(turns):
            rest = turn
            for h in range(held.size):
                full = size if kinds[held[h]] == _ALLELE else 2
                base[held[h]] = rest % full
                rest //= full
            for f in range(nf):
                _fill(
                    arena[offsets[f] : offsets[f] + lengths[f]], factors[f], sizes, base,
                    p, m, joint, read_first, read_second, single, phased, kinds, read_terms,
                    weights, reads, read_starts,
                )  # fmt: skip
            exponent = 0
            for s in range(ns):
                start, length = offsets[nf + s], lengths[nf + s]
                largest = _sum_out(
                    arena, start, length, s, heads, outs, inputs, sizes, offsets, over,
                    strides, at, place,
                )  # fmt: skip
                if 0.0 < largest < _TINY:
                    _, shift = math.frexp(largest)
                    exponent += shift
                    for entry in range(start, start + length):
                        arena[entry] = math.ldexp(arena[entry], -shift)
            mantissa = 1.0
            asked = ns > 0 and kinds[heads[ns - 1, 0]] == _UNIT
            for f in range(nf + ns - asked):
                if not used[f]:
                    mantissa *= arena[offsets[f]]
                    if 0.0 < mantissa < _TINY:
                        mantissa, shift = math.frexp(mantissa)
                        exponent += shift
            if mantissa == 0.0:
                continue
            if not begun:
                exponents[g], begun = exponent, True
            scale = math.ldexp(mantissa, exponent - exponents[g])
            if asked:
                start = offsets[nf + ns - 1]
                for entry in range(lengths[nf + ns - 1]):
                    mantissas[g, entry] += scale * arena[start + entry]
            else:
                mantissas[g, 0] += scale
    return mantissas, exponents
