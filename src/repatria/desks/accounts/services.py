"""What changes who works here and with which rights. Each in one transaction with its entry in the
access log."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import queries, sessions
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import Party, RoleGrant, Standing, User
from repatria.desks.accounts.noting import note
from repatria.desks.accounts.rights import ROLE_WORDS, Action, FieldClass, Role, clashing

_CODE = re.compile(r"[A-Z][A-Z0-9-]{0,39}")


class AccountError(RepatriaError):
    """What was asked of an account cannot be; the text says why, in the reader's language."""


def add_party(code: str, name: str, standing: Standing) -> Party:
    """Add a party, an intermediary or an office. Raises `AccountError`."""
    # One case only: a filter on `shared_with` does not tell cases apart on every database.
    if not _CODE.fullmatch(code):
        raise AccountError(
            _("“%(code)s” is no code: write capital Latin letters, digits and hyphens.")
            % {"code": code}
        )
    if not name.strip():
        raise AccountError(_("A party needs a name."))
    with transaction.atomic():
        if Party.objects.filter(pk=code).exists():
            raise AccountError(_("There is a party “%(code)s” already.") % {"code": code})
        made = Party.objects.create(code=code, name=name.strip(), standing=standing)
        note(None, "party.added", "party", code, detail={"standing": standing.value})
    return made


def change_roles(
    user: User,
    *,
    add: Iterable[Role] = (),
    remove: Iterable[Role] = (),
    until: datetime | None = None,
    by: User | None,
    session: str = "",
) -> frozenset[Role]:
    """Give and take roles; `until` ends those that are given. What the person has then. `by` is
    nobody for the command line.

    Raises `AccountError` for oneself, for roles that exclude each other, and for the last
    administrator; `Refused` for who may not.
    """
    manages(by, user.party)
    if by is not None and by.pk == user.pk:
        raise AccountError(_("Nobody changes their own roles. Ask another administrator."))
    if until is not None and until <= timezone.now():
        raise AccountError(_("The last day of a role must lie ahead."))
    given, taken = frozenset(add), frozenset(remove)
    with transaction.atomic():
        _queue()
        held = {Role(each.role): each for each in queries.grants_in_force(user)}
        refuse_clashing((held.keys() - taken) | given)
        if Role.ADMINISTRATOR in taken and Role.ADMINISTRATOR in held:
            _refuse_last(user)
        now = timezone.now()
        # Grants that ran out stand in the way of new ones until they are closed.
        user.grants.filter(revoked_at=None, until__lte=now).update(revoked_at=now)
        user.grants.filter(revoked_at=None, role__in=taken & held.keys()).update(
            revoked_at=now, revoked_by=by
        )
        RoleGrant.objects.bulk_create(
            RoleGrant(user=user, role=role, granted_by=by, granted_at=now, until=until)
            for role in sorted(given - (held.keys() - taken))
        )
        told = {
            "added": sorted(given - held.keys()),
            "removed": sorted(taken & held.keys()),
            "until": until.isoformat() if until else "",
        }
        note(by, "roles.changed", "user", user.code, session=session, detail=told)
    user.forget_roles()
    return user.roles


def disable(user: User, *, by: User | None, session: str = "") -> None:
    """Close an account and end its sessions and tokens; what it did stays. Raises
    `AccountError`."""
    # Tokens are made by services of their own, which raise this module's errors.
    from repatria.desks.accounts.tokens.services import revoke_all

    manages(by, user.party)
    if by is not None and by.pk == user.pk:
        raise AccountError(_("Nobody closes their own account. Ask another administrator."))
    with transaction.atomic():
        _queue()
        if Role.ADMINISTRATOR in user.roles:
            _refuse_last(user)
        if not User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
            raise AccountError(_("This account is closed already."))
        ended = sessions.end(sessions.of(user))
        tokens = revoke_all(user, by=by, session=session)
        told = {"sessions": ended, "tokens": tokens}
        note(by, "account.closed", "user", user.code, session=session, detail=told)
    user.is_active = False


def enable(user: User, *, by: User | None, session: str = "") -> None:
    """Open a closed account again, with the roles that it had. Raises `AccountError`."""
    manages(by, user.party)
    with transaction.atomic():
        if not User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
            raise AccountError(_("This account is open."))
        note(by, "account.opened", "user", user.code, session=session)
    user.is_active = True


def end_session(user: User, pk: int, *, session: str = "") -> int:
    """End one session of one's own; how many that were."""
    return _end(user, "session.ended", session, pk=pk)


def end_other_sessions(user: User, current_key: str, *, session: str = "") -> int:
    """End every session of one's own but the one that asks."""
    with transaction.atomic():
        others = [one for one in sessions.of(user) if one.session_key != current_key]
        ended = sessions.end(others)
        note(user, "sessions.ended", "user", user.code, session=session, detail={"ended": ended})
    return ended


def manages(by: User | None, party: Party) -> None:
    """Raises `Refused` where somebody may give no rights, and `AccountError` where not in this
    party. The command line (`None`) is whoever can write to the store, and may."""
    if by is None:
        return
    require(by, Action.MANAGE, FieldClass.ACCOUNTS)
    if by.party.standing != Standing.OFFICE and by.party_id != party.pk:
        raise AccountError(_("You give rights in your own party only."))


def refuse_clashing(roles: Iterable[Role]) -> None:
    """Raises `AccountError` where no person may have two of these roles at once."""
    pair = clashing(roles)
    if pair:
        one, other = (ROLE_WORDS[each] for each in sorted(pair))
        raise AccountError(
            _("Nobody is both %(one)s and %(other)s.") % {"one": one, "other": other}
        )


def _end(user: User, action: str, session: str, **which: int) -> int:
    with transaction.atomic():
        ended = sessions.end(sessions.of(user, **which))
        if ended:
            note(user, action, "user", user.code, session=session)
    return ended


def _refuse_last(user: User) -> None:
    if not queries.administrators(but=user).exists():
        raise AccountError(
            _("This is the last administrator; make another one first, then try again.")
        )


def _queue() -> None:
    """Whoever changes administrators waits for whoever else does: two of them could each leave the
    other as the last."""
    list(RoleGrant.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))
