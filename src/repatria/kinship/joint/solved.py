"""What is known of a component once it is solved, exactly or by sampling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.kinship.joint.components import Component

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Solved:
    """A component with posteriors: `posteriors` of its pairs in their order, `nobody` of its
    persons found. `errors` and `nobody_errors` are standard errors, zero where exact.

    `best` is the most probable assignment (of those met, if sampled), from persons found to missing
    persons. Where exact, `log_total` is the logarithm of the sum of all weights, and
    `log_contrasts` has log [max L(pair holds) / max L(it does not)] for each pair, prior left out
    (the generalised likelihood ratio); else both are None.
    """

    component: Component
    posteriors: Vector
    nobody: Vector
    errors: Vector
    nobody_errors: Vector
    best: Mapping[int, int]
    log_total: float | None = None
    log_contrasts: Vector | None = None

    @property
    def exact(self) -> bool:
        return self.log_total is not None
