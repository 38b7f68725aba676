"""The kernel that carries out a plan of elimination, compiled.

Everything arrives as flat arrays, in three tuples: the `stack` of the loci (`arrays.Stacked`), what
was `read` (`arrays.Group`), and the `program` (`computing.Program`). A result is a mantissa and a
power of two, so that large families neither underflow nor lose digits.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from repatria.kinship.compiled import kernel
from repatria.kinship.fill import fill
from repatria.kinship.network import Variable
from repatria.kinship.sum_out import sum_out

_ALLELE, _TERM, _UNIT = int(Variable.ALLELE), int(Variable.TERM), int(Variable.UNIT)
_TINY = 1e-120


@kernel
def peel(loci: Any, stack: Any, read: Any, program: Any, width: Any) -> Any:
    """The likelihood in each row of readings: mantissas (row, `width`) and binary exponents.

    `loci` tells the locus of each row. `width` is 1, or where a genotype is asked for the entries
    of its table at the largest locus; that table is over the open variables.
    """
    mantissas = np.zeros((loci.size, width))
    exponents = np.zeros(loci.size, np.int64)
    space = prepared(program)
    arena = np.empty(room(loci, stack, read, program, space))
    for row in range(loci.size):
        length, exponents[row] = solved(row, loci[row], stack, read, program, space, arena)
        for entry in range(length):
            mantissas[row, entry] = arena[entry]
    return mantissas, exponents


@kernel
def ratio_tables(
    loci: Any, stack: Any, read: Any, program: Any, families: Any, starts: Any, inverse: Any,
    ratios: Any, bad: Any,
) -> None:  # fmt: skip
    """P(genotype | readings) over the population's, for each genotype of the open person.

    Row by row into `ratios` (family, genotype), at the family of the row and from the start of its
    locus on; genotypes stand as `search.rows.Genotypes` has them, `inverse` holds one over the
    population's probabilities. Where the readings are impossible
    the ratios are 1 and `bad` (family, locus) is set.
    """
    space = prepared(program)
    arena = np.empty(room(loci, stack, read, program, space))
    for row in range(loci.size):
        locus, family = loci[row], families[row]
        size = stack[0][locus]
        solved(row, locus, stack, read, program, space, arena)
        total = 0.0
        for entry in range(size * size):
            total += arena[entry]
        place = starts[locus]
        if total <= 0.0:
            bad[family, locus] = True
            for _ in range(size * (size + 1) // 2):
                ratios[family, place] = 1.0
                place += 1
            continue
        scale = 1.0 / total
        for a in range(size):
            ratios[family, place] = arena[a * size + a] * scale * inverse[place]
            place += 1
            for b in range(a + 1, size):
                both = arena[a * size + b] + arena[b * size + a]
                ratios[family, place] = both * scale * inverse[place]
                place += 1


@kernel
def prepared(program: Any) -> Any:
    """Space that the rows of one program share, and what does not change from row to row."""
    kinds, factors, heads, inputs, outs = program[2], program[4], program[5], program[6], program[7]
    nf, ns = factors.shape[0], heads.shape[0]
    most = 1
    for f in range(nf):
        most = max(most, factors[f, 5])
    for s in range(ns):
        most = max(most, heads[s, 2])
    over = np.full((nf + ns, most), -1, np.int64)
    for f in range(nf):
        for d in range(factors[f, 5]):
            over[f, d] = factors[f, 6 + d]
    used = np.zeros(nf + ns, np.bool_)
    for s in range(ns):
        for d in range(heads[s, 2]):
            over[nf + s, d] = outs[s, d]
        for i in range(heads[s, 1]):
            used[inputs[s, i]] = True
    numbers = np.zeros((6, max(nf + ns, kinds.size, inputs.shape[1], outs.shape[1])), np.int64)
    strides = np.zeros((inputs.shape[1], outs.shape[1] + 1), np.int64)
    return over, used, strides, numbers


@kernel
def room(loci: Any, stack: Any, read: Any, program: Any, space: Any) -> Any:
    """The entries of an arena that is large enough for every row: as if each stood at the largest
    locus, with every phase and the most terms open."""
    terms = read[2]
    most = np.full(terms.shape[1], 2, np.int64)
    size = 0
    for row in range(loci.size):
        size = max(size, stack[0][loci[row]])
        for person in range(most.size):
            most[person] = max(most[person], terms[row, person])
    return _laid_out(size, most, program, space)


@kernel
def _laid_out(size: Any, terms: Any, program: Any, space: Any) -> Any:
    """Set the sizes of the variables and the places of the tables, those of the answer in front;
    return where the tables end. `terms` counts the terms or phases of each person."""
    kinds, owners, held = program[2], program[3], program[8]
    over, numbers = space[0], space[3]
    sizes, base, offsets, lengths = numbers[0], numbers[1], numbers[2], numbers[3]
    asked = False
    for v in range(kinds.size):
        base[v] = 0
        if kinds[v] == _ALLELE:
            sizes[v] = size
        elif kinds[v] == _TERM:
            sizes[v] = terms[owners[v]]
        else:
            sizes[v] = 1 if kinds[v] == _UNIT else 2
            asked = asked or kinds[v] == _UNIT
    for place in held:
        sizes[place] = 1
    end = size * size if asked else 1
    for table in range(over.shape[0]):
        length = 1
        for d in range(over.shape[1]):
            if over[table, d] >= 0:
                length *= sizes[over[table, d]]
        offsets[table], lengths[table] = end, length
        end += length
    return end


@kernel
def solved(
    row: Any, locus: Any, stack: Any, read: Any, program: Any, space: Any, arena: Any
) -> Any:
    """Carry the program out for one row; the answer stands in front of the arena.

    Returns its length (1, or that of the table asked for) and the binary exponent.
    """
    single, phased, kinds, _, factors, heads, inputs, outs, held = program
    over, used, strides, numbers = space
    sizes, base, offsets, lengths, at, place = numbers
    counts, frequency_starts, matrix_starts, frequencies, matrices, joint_starts, joints = stack
    first, second, terms, starts, weights, reads = read
    size = counts[locus]
    open_terms = np.empty(first.shape[1], np.int64)
    for person in range(first.shape[1]):
        open_terms[person] = terms[row, person]
        if terms[row, person] == 0:
            open_terms[person] = 1 if first[row, person] == second[row, person] else 2
    _laid_out(size, open_terms, program, space)
    nf, ns = factors.shape[0], heads.shape[0]
    begin = frequency_starts[locus]
    p = frequencies[begin : begin + size]
    begin = matrix_starts[locus]
    m = matrices[begin : begin + 2 * size * size].reshape((2, size, size))
    begin = max(joint_starts[locus], 0)
    kept = size + size**2 + size**3 if joint_starts[locus] >= 0 else 0
    joint = joints[begin : begin + 2 * kept].reshape((2, kept))
    read_first, read_second, read_terms = first[row], second[row], terms[row]
    read_starts = starts[row]
    asked = ns > 0 and kinds[heads[ns - 1, 0]] == _UNIT
    answer = lengths[nf + ns - 1] if asked else 1
    for entry in range(answer):
        arena[entry] = 0.0
    turns = size**held.size
    kept_exponent, begun = 0, False
    for turn in range(turns):
        rest = turn
        for h in range(held.size):
            base[held[h]] = rest % size
            rest //= size
        for f in range(nf):
            fill(
                arena[offsets[f] : offsets[f] + lengths[f]], factors[f], sizes, base, p, m, joint,
                read_first, read_second, single, phased, kinds, read_terms, weights, reads,
                read_starts,
            )  # fmt: skip
        exponent = 0
        for s in range(ns):
            start, length = offsets[nf + s], lengths[nf + s]
            largest = sum_out(
                arena, start, length, s, heads, outs, inputs, sizes, offsets, over, strides, at,
                place,
            )  # fmt: skip
            if 0.0 < largest < _TINY:
                _, shift = math.frexp(largest)
                exponent += shift
                for entry in range(start, start + length):
                    arena[entry] = math.ldexp(arena[entry], -shift)
        mantissa = 1.0
        for table in range(nf + ns - asked):
            if not used[table]:
                mantissa *= arena[offsets[table]]
                if 0.0 < mantissa < _TINY:
                    mantissa, shift = math.frexp(mantissa)
                    exponent += shift
        if mantissa == 0.0:
            continue
        if not begun:
            kept_exponent, begun = exponent, True
        scale = math.ldexp(mantissa, exponent - kept_exponent)
        if asked:
            start = offsets[nf + ns - 1]
            for entry in range(answer):
                arena[entry] += scale * arena[start + entry]
        else:
            arena[0] += scale
    return answer, kept_exponent
