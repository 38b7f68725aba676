"""The app's place in Django, and the refusal to start on an exposed store."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings

from repatria.desks.common import stores


class CommonConfig(AppConfig):
    name = "repatria.desks.common"
    label = "common"

    def ready(self) -> None:
        stores.refuse_exposed(settings.HOME)
