"""What accounts tell the access log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from repatria.desks.accounts import sessions
from repatria.desks.accounts.models import User


def note(
    actor: User | None,
    action: str,
    subject_type: str,
    subject: str,
    purpose: str = "",
    session: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """One entry of the access log, in the caller's transaction."""
    # The log asks about this room's sessions.
    from repatria.desks.accounts.access import services

    services.note(
        actor=actor,
        action=action,
        subject_type=subject_type,
        subject=subject,
        purpose=purpose,
        session=session,
        detail=detail,
    )


def asked(request: HttpRequest | None) -> dict[str, Any]:
    """Who asks and in which session, as the first arguments of an entry."""
    user = getattr(request, "user", None)
    return {
        "actor": user if isinstance(user, User) else None,
        "session": sessions.name_of(request) if request is not None else "",
    }
