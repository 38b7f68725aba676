"""Proposals that have run out are marked so, every hour; nobody can second them in any case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.proposals.services import expire_due
from repatria.desks.common.jobs.context import Context
from repatria.desks.common.jobs.registry import every, job

NAME = "accounts.expire_proposals"


@job(NAME, title=_("Close proposals that have run out"))
def expire(context: Context, _payload: dict[str, Any]) -> None:
    with context.commit() as effect:
        effect.result = {"expired": expire_due(timezone.now())}


every(NAME, timedelta(hours=1))
