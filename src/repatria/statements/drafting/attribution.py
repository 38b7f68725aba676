"""A speaker and the words that make it one."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.statements.drafting.model import Said, Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker together with the verb (or the “according to”) that makes it one."""

    span: Span
    verb: Span
    said: Said
    relay: bool
    generic: bool = False
    label: bool = False
    """It stands before a colon, without a verb."""
    pronoun: bool = False
    """“He added”, “by their account”: whoever spoke last."""
    aside: bool = False
    """It stands in “bodies that the other side says are …”, and tells only of that."""
