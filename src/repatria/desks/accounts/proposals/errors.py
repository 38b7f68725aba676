"""Why the rule of two was not kept. Each says in a sentence what is the matter."""

from __future__ import annotations

from django.utils.translation import gettext as _

from repatria.base.errors import RepatriaError


class ProposalError(RepatriaError):
    """A proposal cannot be made or settled in this way; the text says why, for the person."""


class SamePersonError(ProposalError):
    def __init__(self) -> None:
        super().__init__(
            _("Nobody seconds their own proposal: it takes another person, signed in on their own.")
        )


class SharedSessionError(ProposalError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Two people have used this sign-in, so it cannot count as two. "
                "Each of the two signs in on their own."
            )
        )


class NotFreshError(ProposalError):
    def __init__(self) -> None:
        super().__init__(_("This needs your second factor again."))


class SettledError(ProposalError):
    def __init__(self, state_words: str) -> None:
        super().__init__(_("This proposal is settled already: %(state)s.") % {"state": state_words})


class ExpiredError(ProposalError):
    def __init__(self) -> None:
        super().__init__(_("This proposal has run out. Propose it again if it still holds."))


class ChangedError(ProposalError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "What it is about has changed since it was proposed, so nothing was done. "
                "Look at it again, and propose it again if it still holds."
            )
        )
