"""The kinds of proposals that there are. Each desk makes its own known when it is ready."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from repatria.desks.accounts.rights import FieldClass

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from repatria.desks.accounts.proposals.models import Proposal


class Later(Enum):
    """What `carry_out` gives when a job does the work: the job calls `services.finish`."""

    LATER = "later"


LATER = Later.LATER


def _no_state(_subject: str) -> Any:
    return None


def _no_address(_subject: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class ProposalKind:
    """One kind of act that takes two people.

    `describe` tells in words what will happen, a line each, from the payload alone. `carry_out`
    does it, within the transaction that settles the proposal, and gives plain JSON or nothing; or
    it asks for a job and gives `LATER`. It raises `RepatriaError` where it cannot be done.

    `state_of` gives plain JSON without floats of whatever the two agree about in the subject; when
    it is another at the second signature, nothing is done. `field_class` is what the right to
    propose and to second is on. `address` leads to the subject's page.
    """

    name: str
    field_class: FieldClass
    words: str | _StrPromise
    describe: Callable[[dict[str, Any]], Sequence[str]]
    carry_out: Callable[[Proposal], Any]
    state_of: Callable[[str], Any] = _no_state
    address: Callable[[str], str] = _no_address
    lasts: timedelta = timedelta(days=3)
    fresh_to_propose: bool = False
    """Whether the first person needs the second factor again, too. The second one always does."""


_KINDS: dict[str, ProposalKind] = {}


def register(kind: ProposalKind) -> ProposalKind:
    """Make a kind known. Raises ValueError where another one has its name."""
    if _KINDS.setdefault(kind.name, kind) is not kind:
        raise ValueError(f"two kinds of proposals are called {kind.name}")
    return kind


def forget(name: str) -> None:
    """For tests that bring kinds of their own."""
    _KINDS.pop(name, None)


def kind(name: str) -> ProposalKind:
    """Raises KeyError where no desk has made it known."""
    return _KINDS[name]


def kinds() -> tuple[ProposalKind, ...]:
    return tuple(_KINDS.values())
