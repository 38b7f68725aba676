"""The kernel that computes likelihoods given who passed which copy to whom, compiled.

Given that, the copies of a locus form trees whose roots are founders' copies, and each root carries
a vector over its allele: the probability of all that is read below it. Founders' copies are drawn
from one population with coancestry theta. Their joint distribution (Balding & Nichols 1994) is the
Pólya urn of Blackwell & MacQueen (1973), so the expectation of a product of such vectors is a sum
over the ways to group the copies by common draw, computed over subsets: 3^m steps for m copies, at
any number of alleles.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from repatria.kinship.compiled import kernel
from repatria.kinship.gene_flow import Known, Source

_SHARP, _SOFT = int(Known.SHARP), int(Known.SOFT)
_POPULATION, _GAMETE = int(Source.POPULATION), int(Source.GAMETE)


@kernel
def draws(roots: Any, count: Any, base: Any, theta: Any, drawn: Any) -> Any:
    """The expectation of Π (root · q) when q is drawn after `drawn` alleles were seen.

    `roots` is (m, K), `base` = b θ + (1 − θ) p for each allele, with b copies seen. Every grouping
    of the m copies into common draws has the weight Π_B (|B| − 1)! θ^(|B| − 1) Σ_a base_a Π roots,
    over Π [1 + (j − 2) θ] for the m draws j.
    """
    below = 1.0
    for i in range(count):
        below *= 1.0 + (drawn + i - 1) * theta
    size = base.size
    full = 1 << count
    blocks = np.zeros(full)
    product = np.empty(size)
    for block in range(1, full):
        members = 0
        for a in range(size):
            product[a] = base[a]
        for i in range(count):
            if block >> i & 1:
                members += 1
                for a in range(size):
                    product[a] *= roots[i, a]
        weight = 1.0
        for k in range(1, members):
            weight *= k * theta
        if weight:
            blocks[block] = weight * product.sum()
    sums = np.zeros(full)
    sums[0] = 1.0
    for group in range(1, full):
        lowest = group & -group
        rest = group ^ lowest
        part = rest
        total = 0.0
        while True:
            total += blocks[part | lowest] * sums[rest ^ part]
            if part == 0:
                break
            part = (part - 1) & rest
        sums[group] = total
    return sums[full - 1] / below


@kernel
def chosen_of(pattern: Any, copy: Any, from_first: Any, from_second: Any, bit: Any) -> Any:
    """Which of the parent's copies was passed on as this one."""
    if bit[copy] >= 0 and pattern >> bit[copy] & 1:
        return from_second[copy]
    return from_first[copy]


@kernel
def choices_at(first: Any, second: Any, terms: Any, known: Any, single: Any, phased: Any) -> Any:
    """How many phases or terms each person has at a locus, and the factor for phases that are not
    told apart."""
    choices = np.ones(known.size, np.int64)
    multiplicity = 1.0
    for i in range(known.size):
        if known[i] == _SOFT:
            choices[i] = terms[i]
        elif known[i] == _SHARP and first[i] != second[i] and not single[i]:
            if phased[i]:
                choices[i] = 2
            else:
                multiplicity *= 2.0
    return choices, multiplicity


@kernel
def next_choice(choice: Any, choices: Any) -> Any:
    """Go on to the next combination of phases and terms; false after the last."""
    for i in range(choice.size):
        choice[i] += 1
        if choice[i] < choices[i]:
            return True
        choice[i] = 0
    return False


@kernel
def folded(
    pattern: Any,
    choice: Any,
    open_line: Any,
    frequencies: Any,
    matrices: Any,
    theta: Any,
    first: Any,
    second: Any,
    starts: Any,
    weights: Any,
    reads: Any,
    known: Any,
    single: Any,
    phased: Any,
    person: Any,
    side: Any,
    source: Any,
    from_first: Any,
    from_second: Any,
    bit: Any,
    averaged: Any,
    messages: Any,
    trivial: Any,
    point: Any,
    roots: Any,
    base: Any,
) -> Any:
    """What is read, folded towards the founders' copies, children's copies before parents'.

    Fills `messages` (copy, K) with what is read below each copy (`trivial` where that is nothing)
    and `point` with the alleles of certain copies (−1 elsewhere); `roots` with the vectors of
    founders' copies that are not certain, and `base` with b θ + (1 − θ) p for the certain ones,
    b of each. Copies marked in `open_line` keep their messages to themselves. Returns the factor of
    all that is certain, the number of roots, and how many founders' alleles are certain.
    """
    copies, size = person.size, frequencies.size
    value = 1.0
    up = np.empty(size)
    for c in range(copies):
        i = person[c]
        point[c] = -1
        trivial[c] = False
        if known[i] == _SHARP:
            swapped = phased[i] and choice[i] == 1
            point[c] = second[i] if (side[c] == 1) != swapped else first[i]
        elif known[i] == _SOFT:
            row = starts[i] + choice[i]
            if side[c] == 1 or single[i]:
                value *= weights[row]
            for a in range(size):
                messages[c, a] = reads[row, side[c], a]
        else:
            trivial[c] = True
            for a in range(size):
                messages[c, a] = 1.0
    count, drawn = 0, 0
    for a in range(size):
        base[a] = (1.0 - theta) * frequencies[a]
    for c in range(copies - 1, -1, -1):
        if value == 0.0:
            break
        if open_line[c]:
            continue
        if source[c] == _POPULATION:
            if point[c] >= 0:
                value *= base[point[c]] / (1.0 + (drawn - 1) * theta)
                base[point[c]] += theta
                drawn += 1
            elif not trivial[c]:
                roots[count] = messages[c]
                count += 1
            continue
        if trivial[c]:
            continue
        matrix = matrices[side[c]]
        for x in range(size):
            if point[c] >= 0:
                up[x] = matrix[x, point[c]]
            else:
                up[x] = 0.0
                for a in range(size):
                    up[x] += matrix[x, a] * messages[c, a]
        if source[c] == _GAMETE:
            roots[count] = up
            count += 1
        elif averaged[c]:
            value *= 0.5 * (up[point[from_first[c]]] + up[point[from_second[c]]])
        else:
            chosen = chosen_of(pattern, c, from_first, from_second, bit)
            if point[chosen] >= 0:
                value *= up[point[chosen]]
            else:
                trivial[chosen] = False
                for x in range(size):
                    messages[chosen, x] *= up[x]
    return value, count, drawn


@kernel
def transmitted(
    patterns: Any,
    frequencies: Any,
    matrices: Any,
    theta: Any,
    first: Any,
    second: Any,
    terms: Any,
    starts: Any,
    weights: Any,
    reads: Any,
    known: Any,
    single: Any,
    phased: Any,
    person: Any,
    side: Any,
    source: Any,
    from_first: Any,
    from_second: Any,
    bit: Any,
    averaged: Any,
) -> Any:
    """The likelihood of one locus for each pattern of transmission.

    A pattern has a bit for each meiosis: 0 where the parent's first copy was passed. The arrays
    from `person` on describe the copies, parents' before children's: `from_first` and `from_second`
    are the parent's copies (−1 where there is none), `averaged` marks a meiosis from a certain
    parent that is summed in place. Other arrays are as in `peel.py`, for this locus alone.
    """
    copies, size = person.size, frequencies.size
    found = np.zeros(patterns.size)
    messages, roots = np.empty((copies, size)), np.empty((copies, size))
    trivial, nowhere = np.empty(copies, np.bool_), np.zeros(copies, np.bool_)
    point = np.empty(copies, np.int64)
    base = np.empty(size)
    choice = np.zeros(known.size, np.int64)
    choices, multiplicity = choices_at(first, second, terms, known, single, phased)
    for number in range(patterns.size):
        total = 0.0
        while True:
            value, count, drawn = folded(
                patterns[number], choice, nowhere, frequencies, matrices, theta, first, second,
                starts, weights, reads, known, single, phased, person, side, source, from_first,
                from_second, bit, averaged, messages, trivial, point, roots, base,
            )  # fmt: skip
            if value != 0.0:
                total += multiplicity * value * draws(roots, count, base, theta, drawn)
            if not next_choice(choice, choices):
                break
        found[number] = total
    return found
