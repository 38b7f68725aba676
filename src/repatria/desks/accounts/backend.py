"""Who a session belongs to: read together with their party and their roles, which every page asks
about."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from repatria.desks.accounts.models import RoleGrant, User, in_force


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, with one query in place of three."""

    def get_user(self, user_id: int) -> User | None:
        """The person of a session; nobody once their account is closed."""
        rows = RoleGrant.objects.filter(user=user_id, user__is_active=True)
        grants = list(in_force(rows).select_related("user__party"))
        if not grants:
            return User.objects.select_related("party").filter(pk=user_id, is_active=True).first()
        user = grants[0].user
        user.hold_roles(grants)
        return user
