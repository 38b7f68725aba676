"""Fills the factors of a network with numbers, compiled. What each kind holds: `network.Table`."""

from __future__ import annotations

from typing import Any

import numpy as np

from repatria.kinship.compiled import inlined, kernel
from repatria.kinship.network import MOST_CHILDREN, Table, Variable

_TERM = int(Variable.TERM)
_CHILDREN = 6 + MOST_CHILDREN
_DRAW_SHARP, _DRAW_SOFT = int(Table.DRAW_SHARP), int(Table.DRAW_SOFT)
_GAMETE_SHARP, _GAMETE_SOFT = int(Table.GAMETE_SHARP), int(Table.GAMETE_SOFT)
_SHARP_TO_SHARP, _SHARP_TO_SOFT = int(Table.SHARP_TO_SHARP), int(Table.SHARP_TO_SOFT)
_PASSED_TO_SHARP, _PASSED_TO_SOFT = int(Table.PASSED_TO_SHARP), int(Table.PASSED_TO_SOFT)
_PAIR_TO_SHARP = int(Table.PAIR_TO_SHARP)
_ONE_TO_SHARP, _ONE_TO_SOFT = int(Table.ONE_TO_SHARP), int(Table.ONE_TO_SOFT)
_READ = int(Table.READ)
_SHARED = int(Table.SHARED)


@inlined
def _allele(first: Any, second: Any, phased: Any, person: Any, side: Any, term: Any) -> Any:
    """The allele of a certain person's copy in one phase."""
    if phased[person] and term == 1:
        side = 1 - side
    return first[person] if side == 0 else second[person]


@inlined
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


@kernel
def _gamete(frequencies: Any, matrix: Any, joint: Any, child: Any) -> Any:
    """The probability that a gamete of somebody drawn from the population is this allele."""
    if joint.size:
        return joint[child]
    total = 0.0
    for x in range(frequencies.size):
        total += frequencies[x] * matrix[x, child]
    return total


@kernel
def _shared(
    table: Any, row: Any, sizes: Any, base: Any, frequencies: Any, matrix: Any, joint: Any,
    first: Any, second: Any, phased: Any, kinds: Any, side: Any,
) -> None:  # fmt: skip
    """What the children of one untyped founder receive, together.

    Each of the n children gets one of the founder's two copies. With S(B) = Σ_i p_i Π_B M_ib for a
    set B of children that share a copy, the probability is 2^(1−n) Σ_B S(B ∪ {last}) S(rest), over
    sets B of the children before the last. For given alleles of these it is Σ_i p_i M_il W_i, with
    W_i = Σ_B Π_B M_ib S(rest): one product of a matrix and a vector for all alleles l of the last.
    """
    count, size = row[5], frequencies.size
    last = count - 1
    ways = 1 << last
    alleles = np.zeros(count, np.int64)
    place = np.zeros(count, np.int64)
    products = np.empty((ways, size))
    sums = np.empty(ways)
    weights = np.empty(size)
    wide = sizes[row[6 + last]]
    entry = 0
    while entry < table.size:
        for child in range(last):
            alleles[child] = _child(
                first, second, phased, kinds, base, row[_CHILDREN + child], side, row[6 + child],
                place[child],
            )  # fmt: skip
        known = joint.size > 0 and count <= 3
        if not known:
            for x in range(size):
                products[0, x] = 1.0
            for group in range(1, ways):
                newest = 0
                while group >> newest > 1:
                    newest += 1
                rest = group ^ (1 << newest)
                for x in range(size):
                    products[group, x] = products[rest, x] * matrix[x, alleles[newest]]
            for group in range(ways):
                sums[group] = 0.0
                for x in range(size):
                    sums[group] += frequencies[x] * products[group, x]
            scale = 1.0 / ways
            for x in range(size):
                weights[x] = 0.0
            for group in range(ways):
                other = scale * sums[(ways - 1) ^ group]
                for x in range(size):
                    weights[x] += other * products[group, x]
            for x in range(size):
                weights[x] *= frequencies[x]
        for value in range(wide):
            child = _child(
                first, second, phased, kinds, base, row[_CHILDREN + last], side, row[6 + last],
                value,
            )  # fmt: skip
            if known and count == 2:
                table[entry] = joint[size + alleles[0] * size + child]
            elif known:
                at = (alleles[0] * size + alleles[1]) * size + child
                table[entry] = joint[size + size * size + at]
            else:
                total = 0.0
                for x in range(size):
                    total += weights[x] * matrix[x, child]
                table[entry] = total
            entry += 1
        d = last - 1
        while d >= 0:
            place[d] += 1
            if place[d] < sizes[row[6 + d]]:
                break
            place[d] = 0
            d -= 1


@kernel
def fill(
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
            table[place] = _gamete(frequencies, matrix, joint, child)
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
    elif kind == _PASSED_TO_SHARP:
        passed, allele = row[4 + count], row[5 + count]
        place = 0
        for t in range(sizes[row[6]] if count == 3 else 1):
            child = _allele(first, second, phased, person, side, t)
            for s in range(sizes[passed]):
                for x in range(sizes[allele]):
                    value = matrix[base[allele] + x, child] if s == which else 1.0
                    table[place] = value if which else 0.5 * value
                    place += 1
    elif kind == _PASSED_TO_SOFT:
        place = 0
        for s in range(sizes[row[6]]):
            for x in range(sizes[row[7]]):
                from_x = matrix[base[row[7]] + x]
                for c in range(sizes[row[8]]):
                    value = from_x[base[row[8]] + c] if s == which else 1.0
                    table[place] = value if which else 0.5 * value
                    place += 1
    elif kind == _PAIR_TO_SHARP:
        one, two = row[4 + count], row[5 + count]
        place = 0
        column = np.empty(frequencies.size)
        for t in range(sizes[row[6]] if count == 3 else 1):
            child = _allele(first, second, phased, person, side, t)
            for x in range(frequencies.size):
                column[x] = 0.5 * matrix[x, child]
            for x in range(sizes[one]):
                for y in range(sizes[two]):
                    table[place + y] = column[base[one] + x] + column[base[two] + y]
                place += sizes[two]
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
    elif kind == _SHARED:
        _shared(
            table, row, sizes, base, frequencies, matrix, joint, first, second, phased, kinds, side
        )
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
