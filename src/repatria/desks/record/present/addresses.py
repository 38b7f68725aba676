"""Where things are shown, for pages that are made without knowing any address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from repatria.statements.record import Leg


@dataclass(frozen=True, slots=True)
class Addresses:
    """The page of a leg, and that of an exchange by its code."""

    leg: Callable[[Leg], str]
    exchange: Callable[[str], str]
