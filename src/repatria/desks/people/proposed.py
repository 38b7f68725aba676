"""What takes two people in the register: a file with names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.models import Proposal
from repatria.desks.accounts.proposals import registry
from repatria.desks.accounts.rights import FieldClass


def register() -> None:
    """The models are there only when this is asked for something, not when it is made known."""
    registry.register(
        registry.ProposalKind(
            name="people.export",
            field_class=FieldClass.IDENTITY,
            words=_("Take names out of the register as a file"),
            describe=_describe,
            carry_out=_carry_out,
            state_of=_state_of,
            address=lambda code: reverse("people:export", args=[code]),
        )
    )


def _describe(payload: dict[str, Any]) -> Sequence[str]:
    from repatria.desks.people.exporting.words import describe

    return describe(payload)


def _carry_out(proposal: Proposal) -> Any:
    from repatria.desks.people.services.exports import carry_out

    return carry_out(proposal)


def _state_of(code: str) -> Any:
    from repatria.desks.people.services.exports import state_of

    return state_of(code)
