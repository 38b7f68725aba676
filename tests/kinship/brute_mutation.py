"""Mutation matrices written out from their definitions, entry by entry, without the engine.

Rows are the parent's allele. Frequencies sum to one; alleles are repeat numbers as text, with the
bases of a partial repeat behind the point.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Rows = list[list[float]]


def _with_diagonal(size: int, chance: Callable[[int, int], float]) -> Rows:
    """The chances off the diagonal; what is left of one on it."""
    rows = [[0.0 if i == j else chance(i, j) for j in range(size)] for i in range(size)]
    for place, row in enumerate(rows):
        row[place] = 1 - sum(row)
    return rows


def none(size: int) -> Rows:
    return _with_diagonal(size, lambda i, j: 0.0)


def equal(size: int, rate: float) -> Rows:
    """Every other allele with the same chance."""
    return _with_diagonal(size, lambda i, j: rate / (size - 1))


def proportional(frequencies: Sequence[float], rate: float) -> Rows:
    """To an allele in proportion to its frequency, `rate` being the overall one Σ p(1 − M_ii)."""
    share = rate / sum(p * (1 - p) for p in frequencies)
    return _with_diagonal(len(frequencies), lambda i, j: share * frequencies[j])


def _parts(allele: str) -> tuple[int, str]:
    whole, _, part = allele.partition(".")
    return int(whole), part


def one_step(alleles: Sequence[str], rate: float) -> Rows:
    """One whole repeat up or down, half the rate each; all of it where only one way is there."""
    parts = [_parts(each) for each in alleles]

    def chance(i: int, j: int) -> float:
        near = [
            other for other in parts if other[1] == parts[i][1] and abs(other[0] - parts[i][0]) == 1
        ]
        return rate / len(near) if parts[j] in near else 0.0

    return _with_diagonal(len(alleles), chance)


def extended(alleles: Sequence[str], rate: float, rate2: float, range_: float) -> Rows:
    """Whole repeats: range^steps scaled to `rate`. Another microvariant: `rate2` spread evenly."""
    parts = [_parts(each) for each in alleles]

    def chance(i: int, j: int) -> float:
        if parts[i][1] != parts[j][1]:
            return rate2 / sum(other[1] != parts[i][1] for other in parts)
        weights = [
            range_ ** abs(other[0] - parts[i][0])
            for other in parts
            if other[1] == parts[i][1] and other != parts[i]
        ]
        return float(rate * range_ ** abs(parts[j][0] - parts[i][0]) / sum(weights))

    return _with_diagonal(len(alleles), chance)


def dawid(frequencies: Sequence[float], rate: float, range_: float) -> Rows:
    """p_i M_ij in proportion to range^|i − j|, scaled so that Σ p_i (1 − M_ii) is the rate."""
    size = len(frequencies)
    all_of_it = sum(range_ ** abs(i - j) for i in range(size) for j in range(size) if i != j)
    return _with_diagonal(
        size, lambda i, j: rate * range_ ** abs(i - j) / all_of_it / frequencies[i]
    )


def metropolis(rows: Rows, p: Sequence[float]) -> Rows:
    return _with_diagonal(len(p), lambda i, j: min(rows[i][j], p[j] * rows[j][i] / p[i]))


def metropolis_scaled(rows: Rows, p: Sequence[float]) -> Rows:
    """Metropolis–Hastings with every change more frequent alike, so that Σ p (1 − M_ii) stays."""
    rarer = metropolis(rows, p)
    before, after = (sum(q * (1 - m[i][i]) for i, q in enumerate(p)) for m in (rows, rarer))
    more = before / after if after else 1.0
    return _with_diagonal(len(p), lambda i, j: more * rarer[i][j])


def barker(rows: Rows, p: Sequence[float]) -> Rows:
    def chance(i: int, j: int) -> float:
        one, other = p[i] * rows[i][j], p[j] * rows[j][i]
        return rows[i][j] * other / (one + other) if one + other else 0.0

    return _with_diagonal(len(p), chance)


def preserved_rate(rows: Rows, p: Sequence[float]) -> Rows:
    return _with_diagonal(len(p), lambda i, j: (p[i] * rows[i][j] + p[j] * rows[j][i]) / (2 * p[i]))


def preserved_diagonal(rows: Rows, p: Sequence[float], rounds: int = 20_000) -> Rows:
    """The rows a_i M_ij b_j that keep each 1 − M_ii and leave the frequencies as they are.

    From Σ_j a_i M_ij b_j = 1 − M_ii and Σ_i p_i a_i M_ij b_j = p_j (1 − M_jj), solved in turn for
    a and b until nothing changes.
    """
    size = len(p)
    off = [[0.0 if i == j else rows[i][j] for j in range(size)] for i in range(size)]
    own = [1 - rows[i][i] for i in range(size)]
    a, b = [1.0] * size, [1.0] * size
    for _ in range(rounds):
        before = list(b)
        for i in range(size):
            total = sum(off[i][j] * b[j] for j in range(size))
            a[i] = own[i] / total if total else 1.0
        for j in range(size):
            total = sum(p[i] * a[i] * off[i][j] for i in range(size))
            b[j] = p[j] * own[j] / total if total else 1.0
        if max(abs(new / old - 1) for new, old in zip(b, before, strict=True)) < 1e-15:
            break
    return _with_diagonal(size, lambda i, j: a[i] * off[i][j] * b[j])


def with_silent(rows: Rows) -> Rows:
    """With a last allele that neither mutates nor comes from a mutation."""
    return [*([*row, 0.0] for row in rows), [*([0.0] * len(rows)), 1.0]]
