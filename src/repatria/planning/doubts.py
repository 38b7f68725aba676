"""A doubt about an agreement: where it lies, why, and whether a list may be made in spite of it.

No list is made from a doubtful agreement without a person's signed choice. What is only worth
saying (`blocks` false) needs none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from repatria.base.canonical import digest
from repatria.planning.phrases import Phrase, Value, say


@dataclass(frozen=True, slots=True)
class Doubt:
    kind: str
    """A code, as "two_classes"."""
    line: int
    """0 where no file was read, or nothing stands there."""
    clause: int
    """The clause's number; 0 where it lies elsewhere."""
    reason: Phrase
    blocks: bool = True
    """Whether a list needs somebody's signed choice first."""

    @property
    def key(self) -> str:
        """What is signed: a digest of the kind, the clause and the sentence. A change of either
        makes it another doubt; a moved line does not."""
        return digest([self.kind, self.clause, str(self.reason)])[:16]


def unsigned(doubts: Iterable[Doubt], signed: Collection[str] = ()) -> tuple[Doubt, ...]:
    """The doubts that keep a list from being made: they block, and nobody signed a choice. `signed`
    holds keys."""
    return tuple(one for one in doubts if one.blocks and one.key not in signed)


def doubt(kind: str, line: int, clause: int, template: str, /, **places: Value) -> Doubt:
    """A doubt that keeps a list from being made."""
    return Doubt(kind, line, clause, say(template, **places))


def remark(kind: str, line: int, clause: int, template: str, /, **places: Value) -> Doubt:
    """Something worth saying, which keeps nothing from being made."""
    return Doubt(kind, line, clause, say(template, **places), blocks=False)
