"""Whether two signatures are those of two people.

It compares accounts, addresses and sessions. Two accounts that one person holds under unlike
addresses, and one machine at which two people sign in one after the other, look like two people;
invitations and the log are there for that.
"""

from __future__ import annotations

from django.db.models import Q

from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals.errors import SamePersonError, SharedSessionError
from repatria.desks.accounts.proposals.models import Proposal


def require_two(proposal: Proposal, user: User, session: str) -> None:
    """Raises `SamePersonError` or `SharedSessionError` unless a second person asks, in a session in
    which the first has never been, nor they in that of the first."""
    first = proposal.proposed_by
    if first.pk == user.pk or _mailbox(first.email) == _mailbox(user.email):
        raise SamePersonError
    if not session or not proposal.proposed_in or session == proposal.proposed_in:
        raise SharedSessionError
    crossed = Q(session=session, actor=first.code) | Q(
        session=proposal.proposed_in, actor=user.code
    )
    if Trace.objects.filter(crossed).exists():
        raise SharedSessionError


def _mailbox(address: str) -> str:
    """`a+b@x.org` is delivered to `a@x.org`."""
    name, _at, host = address.casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"
