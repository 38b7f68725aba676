"""What the desk refuses, and what the ledger's own refusals are called in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from repatria.base.errors import RepatriaError
from repatria.ledger.refusing import LedgerRefused


class HandoverError(RepatriaError):
    """What cannot be done with an act or a scan; the text says why."""


class NotSetUp(HandoverError):
    """The ledger lacks a file or a setting; the page of the log says which."""

    def __init__(self) -> None:
        super().__init__(
            _("The ledger is not set up here yet. The page of the log says what is missing.")
        )


def said(refused: RepatriaError) -> str:
    """A refusal in the language of the page."""
    if isinstance(refused, LedgerRefused):
        return _(refused.template).format(**refused.params)
    return str(refused)
