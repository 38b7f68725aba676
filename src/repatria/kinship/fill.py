"""Fills the factors of a network with numbers, compiled. What each kind holds: `network.Table`."""

from __future__ import annotations

from typing import Any

from repatria.kinship.compiled import inlined, kernel
from repatria.kinship.network import Table, Variable

_TERM = int(Variable.TERM)
_DRAW_SHARP, _DRAW_SOFT = int(Table.DRAW_SHARP), int(Table.DRAW_SOFT)
_GAMETE_SHARP, _GAMETE_SOFT = int(Table.GAMETE_SHARP), int(Table.GAMETE_SOFT)
_SHARP_TO_SHARP, _SHARP_TO_SOFT = int(Table.SHARP_TO_SHARP), int(Table.SHARP_TO_SOFT)
_PASSED_TO_SHARP, _PASSED_TO_SOFT = int(Table.PASSED_TO_SHARP), int(Table.PASSED_TO_SOFT)
_PAIR_TO_SHARP = int(Table.PAIR_TO_SHARP)
_ONE_TO_SHARP, _ONE_TO_SOFT = int(Table.ONE_TO_SHARP), int(Table.ONE_TO_SOFT)
_READ = int(Table.READ)
_SHARED_BY_TWO, _SHARED_BY_THREE = int(Table.SHARED_BY_TWO), int(Table.SHARED_BY_THREE)


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
