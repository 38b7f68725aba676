"""People, parties and roles as they are named on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from repatria.desks.accounts.models import Party, User
    from repatria.desks.accounts.rights import Role


def known_user(email: str) -> User:
    """Raises `AccountError` where nobody has this address."""
    from repatria.desks.accounts.models import User
    from repatria.desks.accounts.services import AccountError

    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise AccountError(f"Nobody here has the address {email}.")
    return found


def known_party(code: str) -> Party:
    """Raises `AccountError` for a code that no party has."""
    from repatria.desks.accounts.models import Party
    from repatria.desks.accounts.services import AccountError

    found = Party.objects.filter(pk=code).first()
    if found is None:
        raise AccountError(
            f"There is no party “{code}”; add it: repatria party add {code} --name NAME "
            "--standing party"
        )
    return found


def known_roles(names: Iterable[str]) -> list[Role]:
    """Raises `AccountError` for a word that is no role."""
    from repatria.desks.accounts.rights import Role
    from repatria.desks.accounts.services import AccountError

    unknown = [name for name in names if name not in set(Role)]
    if unknown:
        raise AccountError(f"“{unknown[0]}” is no role; there are: {', '.join(Role)}")
    return [Role(name) for name in names]
