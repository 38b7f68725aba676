"""The kernel that computes, with theta, the likelihood of every genotype that one person could have
at a locus, all at once, compiled.

Given who passed which copy to whom, each of the person's two copies hangs on one line of copies up
to a founder's copy, or to a parent whose genotype is certain. Everything off these lines is folded
as for a single likelihood (`transmit.py`). The expectation over the urn is then taken with the two
founders' alleles left open, which gives a matrix (allele, allele), and that is passed down the
lines to the person.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from repatria.kinship.compiled import kernel
from repatria.kinship.gene_flow import Known, Source
from repatria.kinship.transmit import choices_at, chosen_of, folded, next_choice

_SHARP = int(Known.SHARP)
_POPULATION, _GAMETE, _MEIOSIS = int(Source.POPULATION), int(Source.GAMETE), int(Source.MEIOSIS)


@kernel
def open_draws(
    roots: Any, count: Any, base: Any, theta: Any, drawn: Any, ends: Any, drawing: Any, out: Any
) -> None:
    """The expectation of Π (root · q) q_a q_b for every a and b, as `draws` in `transmit.py` has
    that of the product alone, into `out` (K, K).

    `ends` (2, K) are weights on a and b. Where `drawing` is false for a side, it is no draw:
    the weights are its distribution.
    """
    size = base.size
    full = 1 << count
    below = 1.0
    for i in range(count + drawing[0] + drawing[1]):
        below *= 1.0 + (drawn + i - 1) * theta
    products = np.empty((full, size))
    orders = np.ones(full)  # |S|! θ^|S|
    blocks, sums = np.zeros(full), np.zeros(full)
    products[0] = base
    sums[0] = 1.0
    most = np.ones(count + 2)
    for k in range(1, count + 2):
        most[k] = most[k - 1] * k * theta
    for group in range(1, full):
        lowest, at, members = group & -group, 0, 0
        while 1 << at != lowest:
            at += 1
        for i in range(count):
            members += group >> i & 1
        orders[group] = most[members]
        total = 0.0
        for a in range(size):
            products[group, a] = products[group ^ lowest, a] * roots[at, a]
            total += products[group, a]
        blocks[group] = most[members - 1] * total
        rest = group ^ lowest
        part, total = rest, 0.0
        while True:
            total += blocks[part | lowest] * sums[rest ^ part]
            if part == 0:
                break
            part = (part - 1) & rest
        sums[group] = total
    out[:] = 0.0
    if not (drawing[0] or drawing[1]):
        for a in range(size):
            if ends[0, a] != 0.0:
                for b in range(size):
                    out[a, b] = ends[0, a] * ends[1, b] * sums[full - 1] / below
        return
    one = np.empty(size)
    if not (drawing[0] and drawing[1]):
        # One draw: with any of the roots in its block, the others apart.
        one[:] = 0.0
        for group in range(full):
            weight = orders[group] * sums[full - 1 ^ group] / below
            for a in range(size):
                one[a] += weight * products[group, a]
        for a in range(size):
            left = ends[0, a] * (one[a] if drawing[0] else 1.0)
            if left != 0.0:
                for b in range(size):
                    out[a, b] = left * ends[1, b] * (1.0 if drawing[0] else one[b])
        return
    both = np.zeros(size)
    for group in range(full):
        rest = full - 1 ^ group
        # The other draw in a block of its own, with any of the roots that are left.
        one[:] = 0.0
        part = rest
        while True:
            weight = orders[part] * sums[rest ^ part]
            if weight != 0.0:
                for b in range(size):
                    one[b] += weight * products[part, b]
            if part == 0:
                break
            part = (part - 1) & rest
        members = 0
        for i in range(count):
            members += group >> i & 1
        together = most[members + 1] * sums[rest]
        for b in range(size):
            one[b] *= ends[1, b] * orders[group] / below
            both[b] += together * products[group, b]
        for a in range(size):
            left = products[group, a] * ends[0, a]
            if left != 0.0:
                for b in range(size):
                    out[a, b] += left * one[b]
    for a in range(size):
        out[a, a] += both[a] * ends[0, a] * ends[1, a] / below


@kernel
def passed(held: Any, matrix: Any, paternal: Any, out: Any) -> None:
    """One meiosis down the line of the first index of `held` (K, K), or of the second."""
    size = held.shape[0]
    out[:] = 0.0
    for x in range(size):
        if paternal:
            for y in range(size):
                weight = matrix[x, y]
                if weight != 0.0:
                    for z in range(size):
                        out[y, z] += weight * held[x, z]
        else:
            for y in range(size):
                weight = held[x, y]
                if weight != 0.0:
                    for z in range(size):
                        out[x, z] += weight * matrix[y, z]
    held[:] = out


@kernel
def opened(
    at: Any,
    stacked: Any,
    read: Any,
    patterns: Any,
    theta: Any,
    copies_of: Any,
    open_person: Any,
    found: Any,
) -> None:
    """Fill `found` (R, K²) with the likelihood of each row for every pair of alleles of a person,
    the paternal changing slowest; the mean of both orders of a pair is what counts.

    `stacked` and `read` are as in `peel.py`, `copies_of` as in `transmitted`, from `known` on.
    """
    counts, frequency_starts, matrix_starts, all_frequencies, all_matrices = stacked[:5]
    firsts, seconds, terms, starts, weights, reads = read
    (known, single, phased, person, side, source, from_first, from_second, bit, averaged) = (
        copies_of
    )
    copies = person.size
    own = np.full(2, -1, np.int64)
    parental = False
    for c in range(copies):
        if person[c] == open_person:
            own[side[c]] = c
        elif source[c] == _MEIOSIS and person[from_first[c]] == open_person:
            parental = True
    # Where nothing hangs on the person's own copies, their meiosis is the same for every pattern.
    last = np.array([not parental and source[own[s]] == _MEIOSIS for s in range(2)])
    trivial, open_line = np.empty(copies, np.bool_), np.empty(copies, np.bool_)
    point = np.empty(copies, np.int64)
    line = np.empty((2, copies), np.int64)
    length = np.zeros(2, np.int64)
    fixed = np.zeros(2, np.bool_)
    drawing = np.zeros(2, np.int64)
    for row in range(at.size):
        size = counts[at[row]]
        start = frequency_starts[at[row]]
        frequencies = all_frequencies[start : start + size]
        start = matrix_starts[at[row]]
        matrices = all_matrices[start : start + 2 * size * size].reshape((2, size, size))
        first, second = firsts[row], seconds[row]
        messages, roots = np.empty((copies, size)), np.empty((copies, size))
        base, ends = np.empty(size), np.empty((2, size))
        drawn_out, work = np.empty((size, size)), np.empty((size, size))
        total = np.zeros((size, size))
        choice = np.zeros(known.size, np.int64)
        choices, multiplicity = choices_at(first, second, terms[row], known, single, phased)
        for number in range(patterns.size):
            pattern = patterns[number]
            open_line[:] = False
            for s in range(2):
                c, long = own[s], 0
                while True:
                    open_line[c] = True
                    line[s, long] = c
                    long += 1
                    fixed[s] = source[c] == _MEIOSIS and known[person[from_first[c]]] == _SHARP
                    if source[c] != _MEIOSIS or fixed[s]:
                        break
                    c = chosen_of(pattern, c, from_first, from_second, bit)
                length[s] = long
                drawing[s] = not fixed[s]
            while True:
                value, count, drawn = folded(
                    pattern, choice, open_line, frequencies, matrices, theta, first, second,
                    starts[row], weights, reads, known, single, phased, person, side, source,
                    from_first, from_second, bit, averaged, messages, trivial, point, roots, base,
                )  # fmt: skip
                if value != 0.0:
                    for s in range(2):
                        top = line[s, length[s] - 1]
                        if fixed[s]:
                            ends[s] = 0.0
                            ends[s, point[from_first[top]]] += 0.5
                            other = from_second[top] if averaged[top] else from_first[top]
                            ends[s, point[other]] += 0.5
                        elif source[top] == _GAMETE:
                            ends[s] = 1.0
                        else:
                            ends[s] = messages[top]
                    open_draws(roots, count, base, theta, drawn, ends, drawing, drawn_out)
                    for s in range(2):
                        for k in range(length[s] - 1, -1, -1):
                            c = line[s, k]
                            if source[c] == _POPULATION or (k == 0 and last[s]):
                                continue
                            passed(drawn_out, matrices[side[c]], s == 0, work)
                            if trivial[c]:
                                continue
                            for a in range(size):
                                for b in range(size):
                                    drawn_out[a, b] *= messages[c, a if s == 0 else b]
                    value *= multiplicity / patterns.size
                    for a in range(size):
                        for b in range(size):
                            total[a, b] += value * drawn_out[a, b]
                if not next_choice(choice, choices):
                    break
        for s in range(2):
            if last[s]:
                passed(total, matrices[side[own[s]]], s == 0, work)
        found[row, : size * size] = total.ravel()
