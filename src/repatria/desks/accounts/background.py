"""Who may see background jobs and stop them: whoever asked for one, and who looks after accounts in
their party; in the office, after those of every party."""

from __future__ import annotations

from django.http import HttpRequest

from repatria.desks.accounts import noting
from repatria.desks.accounts.asking import can
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.models import Job


def may_see(request: HttpRequest, job: Job) -> bool:
    """Jobs tell progress and codes, and nothing of what they work on."""
    user = request.user
    if not isinstance(user, User):
        return False
    if job.asked_by == user.code:
        return True
    if not can(user, Action.MANAGE, FieldClass.ACCOUNTS):
        return False
    if user.party.standing == Standing.OFFICE:
        return True
    return User.objects.filter(code=job.asked_by, party=user.party_id).exists()


def note_cancelled(request: HttpRequest, job: Job) -> None:
    noting.note(
        **noting.asked(request), action="job.cancelled", subject_type="job", subject=str(job.pk)
    )
