"""The verdict on a row, by what was found: new, matches, conflicts or unreadable."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.desks.people.telling.findings import Finding, What

NEW, MATCHES, CONFLICTS, UNREADABLE = "new", "matches", "conflicts", "unreadable"

CONFLICTING = frozenset(
    {
        What.RETURNED, What.DEAD, What.DENIED, What.CIVILIAN, What.TWICE, What.SAME_ID,
        What.ID_OF_ANOTHER, What.NOTE_AGAINST, What.OTHER_NAME, What.OTHER_BIRTH, What.OTHER_SERIAL,
    }
)  # fmt: skip
"""What somebody must look at before the row is believed."""
KNOWING = frozenset({What.KNOWN, What.NAMESAKES})
"""Whoever has the name of somebody in the register is not new to it."""
ASKING = frozenset({What.NO_NAME, What.NO_BIRTH, What.NO_SERIAL})
"""What the sender is asked for."""


def verdict_of(findings: Iterable[Finding], *, says_nothing: bool = False) -> str:
    """`says_nothing` is of a row that names nobody: a title, or cells that cannot be read. Whatever
    lacks is no conflict, and a field that cannot be read is none."""
    if says_nothing:
        return UNREADABLE
    found = {each.what for each in findings}
    if found & CONFLICTING:
        return CONFLICTS
    return MATCHES if found & KNOWING else NEW
