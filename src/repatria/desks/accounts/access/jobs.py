"""The head of the access log, kept elsewhere every hour."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from repatria.desks.accounts.access import heads
from repatria.desks.common.jobs.context import Context
from repatria.desks.common.jobs.registry import every, job

NAME = "accounts.keep_head"


@job(NAME, title=_("Keep the head of the access log"))
def keep_head(_context: Context, _payload: dict[str, Any]) -> None:
    """Into the folder of REPATRIA_HEADS; nothing where none is named."""
    if settings.REPATRIA_HEADS:
        heads.keep(Path(settings.REPATRIA_HEADS))


every(NAME, timedelta(hours=1))
