"""Mutation models made stationary or reversible for a table of frequencies.

A model is *stationary* when pM = p: a generation of mutation leaves the frequencies as they are.
Then an untyped ancestor changes no likelihood. It is *reversible* when p_i M_ij = p_j M_ji.

Sources: Simonsson & Mostad (2016), Forensic Sci. Int. Genet. 23, for the aim; the reversible forms
are those of Metropolis & Hastings, of Barker, and the mean of a chain with its reversal.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from repatria.base.errors import ValueProblem

Matrix = NDArray[np.float64]
_ROUNDS = 100_000
_CLOSE = 1e-15


class Stationary(StrEnum):
    AS_IS = "as it is"
    METROPOLIS = "reversible by Metropolis–Hastings"
    """min(M_ij, p_j M_ji / p_i): mutations become rarer, never more frequent."""
    METROPOLIS_SCALED = "reversible by Metropolis–Hastings, scaled to the overall rate"
    """The same with all mutations made more frequent alike, so that Σ p_i (1 − M_ii) stays."""
    BARKER = "reversible by Barker"
    """M_ij p_j M_ji / (p_i M_ij + p_j M_ji)."""
    PRESERVED_RATE = "reversible with the rate preserved"
    """(p_i M_ij + p_j M_ji) / 2p_i: the overall rate Σ p_i (1 − M_ii) stays."""
    PRESERVED_DIAGONAL = "stationary with each allele's rate preserved"
    """D₁ M_off D₂ with the row and column sums p_i (1 − M_ii): each allele keeps its own rate."""


def stationary(matrix: Matrix, frequencies: Matrix, tolerance: float = 1e-12) -> bool:
    """Whether the frequencies stay as they are under the matrix."""
    return bool(np.abs(frequencies @ matrix - frequencies).max() <= tolerance)


def reversible(matrix: Matrix, frequencies: Matrix, tolerance: float = 1e-12) -> bool:
    """Whether a change i → j is as frequent as one j → i."""
    flow = frequencies[:, None] * matrix
    return bool(np.abs(flow - flow.T).max() <= tolerance)


def made_stationary(matrix: Matrix, frequencies: Matrix, how: Stationary) -> Matrix:
    """The matrix under one of the methods above, for frequencies that sum to one.

    Raises `ValueProblem` where no such matrix exists for these frequencies and rates.
    """
    if how is Stationary.AS_IS:
        return matrix
    flow = frequencies[:, None] * matrix
    np.fill_diagonal(flow, 0)
    if how in (Stationary.METROPOLIS, Stationary.METROPOLIS_SCALED):
        changed = np.minimum(flow, flow.T)
        if how is Stationary.METROPOLIS_SCALED and changed.any():
            changed *= flow.sum() / changed.sum()
    elif how is Stationary.BARKER:
        both = flow + flow.T
        changed = np.divide(flow * flow.T, both, out=np.zeros_like(both), where=both > 0)
    elif how is Stationary.PRESERVED_RATE:
        changed = (flow + flow.T) / 2
    else:
        changed = _scaled(flow, frequencies * (1 - np.diag(matrix)))
    found = changed / frequencies[:, None]
    leaving = found.sum(axis=1)
    if leaving.max() > 1:
        raise ValueProblem(
            "the model cannot be made stationary so: an allele would mutate with "
            f"probability {leaving.max():.4g}"
        )
    np.fill_diagonal(found, 1 - leaving)
    return found


def _scaled(flow: Matrix, margins: Matrix) -> Matrix:
    """The flow with rows and columns scaled to the margins (Sinkhorn & Knopp 1967)."""
    total = margins.sum()
    if total == 0:
        return flow
    found = flow.copy()
    for _ in range(_ROUNDS):
        rows = found.sum(axis=1)
        found *= np.divide(margins, rows, out=np.zeros_like(rows), where=rows > 0)[:, None]
        columns = found.sum(axis=0)
        found *= np.divide(margins, columns, out=np.zeros_like(columns), where=columns > 0)
        if np.abs(found.sum(axis=1) - margins).max() <= _CLOSE * total:
            return found
    raise ValueProblem("no stationary model keeps each allele's rate with these frequencies")
