"""What a level is asked in: SQL over the columns of two records, `_l` and `_r`.

A question that meets an absent value is neither true nor false in SQL, and the next one is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from repatria.names.levels import Level

ELSE = "ELSE"


@dataclass(frozen=True, slots=True)
class LevelRule:
    """One level: the question in SQL over columns with `_l` and `_r`, or `ELSE` for the last.

    `code` tells apart rules of one level (two kinds of *near*). `frequency` names the column whose
    value's own frequency stands for the chance that strangers agree in it.
    """

    level: Level
    sql: str
    code: str = ""
    frequency: str = ""

    @property
    def label(self) -> str:
        return f"{self.level.value}: {self.code}" if self.code else self.level.value


@dataclass(frozen=True, slots=True)
class Field:
    """A field that is compared. The first rule is *absent*, the last is for all else."""

    name: str
    rules: tuple[LevelRule, ...]


def share(column: str) -> str:
    """Whether the lists of both sides have an item in common."""
    return f"list_has_any({column}_l, {column}_r)"


def cross(one: str, other: str) -> str:
    """Whether the one list of a side shares an item with the other list of the other side."""
    return f"(list_has_any({one}_l, {other}_r) or list_has_any({other}_l, {one}_r))"


def same(column: str) -> str:
    return f"{column}_l = {column}_r"


def slip(one: str, other: str, most: str = "1") -> str:
    """Whether two texts are at most so many slips apart.

    A slip is at most two insertions, deletions and substitutions, and these are counted ten times
    as fast: they are asked for first, and the exact distance only of what passes.
    """
    return (
        f"(case when levenshtein({one}, {other}) <= 2 * {most} "
        f"then damerau_levenshtein({one}, {other}) <= {most} else false end)"
    )


def absent(column: str) -> LevelRule:
    return LevelRule(Level.ABSENT, f"{column}_l is null or {column}_r is null")


REST = LevelRule(Level.CONTRADICTED, ELSE)
