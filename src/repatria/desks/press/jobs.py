"""The press desk's jobs, for the workers, which look for this module."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from repatria.desks.common.jobs import Context, every, job
from repatria.desks.press.services import publishing
from repatria.desks.press.services.sheets import JOB

EMBARGOES = "press.end_embargoes"


@job(JOB, title=_("Publish what two people agreed about"), lease=timedelta(minutes=5))
def publish_sheet(context: Context, payload: dict[str, Any]) -> None:
    publishing.publish_sheet(context, payload["sheet"])


@job(EMBARGOES, title=_("Publish what is no longer under embargo"), lease=timedelta(minutes=5))
def end_embargoes(context: Context, _payload: dict[str, Any]) -> None:
    publishing.end_embargoes(context)


every(EMBARGOES, timedelta(minutes=15))
