"""Somebody who could be the speaker of a reporting verb, and which kind comes before which."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.statements.drafting.model import Said, Span

# Of several who could be meant by one verb, the first kind of these is.
UNNAMED, OFFICE, INTERMEDIARY, PARTY, GENERIC, OUTLET = range(6)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be the speaker of a reporting verb near by."""

    span: Span
    rank: int
    said: Said
    spoken: bool = True
    """Whether the grammar lets it speak: a party in the dative does not."""
    acts: bool = True
    """Whether it can be a subject: “in the capital” can speak, but not fail to."""
