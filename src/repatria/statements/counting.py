"""Counting rules: what a total leaves out. Named, versioned objects, so that a sum can say by which
rule it was made."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.base.messages import message

OUTSIDE = "outside the exchange"
"""The class of count for people returned beside an exchange, not as part of it."""


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A rule for adding up: every class of count is summed but those it leaves out."""

    name: str
    version: int
    leaves_out: frozenset[str]
    sentence: str

    @property
    def id(self) -> str:
        return f"{self.name}/{self.version}"


RULES: tuple[CountingRule, ...] = (
    CountingRule(
        "all-returned",
        1,
        frozenset(),
        message("everybody who came back, whether as part of an exchange or beside it"),
    ),
    CountingRule(
        "exchanges-only",
        1,
        frozenset({OUTSIDE}),
        message("those returned in exchanges; people returned outside the exchange are left out"),
    ),
)
BY_ID = {rule.id: rule for rule in RULES}
