"""Who may look at a job and stop it, and where that is noted. The app that knows people says so;
until it has, nobody may."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from repatria.desks.common.models import Job

Permission = Callable[[HttpRequest, Job], bool]
Noting = Callable[[HttpRequest, Job], None]


def _nobody(_request: HttpRequest, _job: Job) -> bool:
    return False


def _nowhere(_request: HttpRequest, _job: Job) -> None:
    return None


_permission: Permission = _nobody
_noting: Noting = _nowhere


def set_permission(permission: Permission, noting: Noting = _nowhere) -> None:
    """The function that says whether a request may see a job and stop it, which may raise instead
    of saying no, to ask somebody to sign in; and the one that notes who stopped it, in the same
    transaction. Called once, by the app that knows who asks."""
    global _permission, _noting
    _permission, _noting = permission, noting


def note_cancelled(request: HttpRequest, job: Job) -> None:
    _noting(request, job)


def may_see(request: HttpRequest, job: Job) -> bool:
    return _permission(request, job)
