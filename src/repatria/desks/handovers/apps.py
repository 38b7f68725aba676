"""The app's place in Django, and what it makes known to the access log and to proposals."""

from __future__ import annotations

from django.apps import AppConfig


class HandoversConfig(AppConfig):
    name = "repatria.desks.handovers"
    label = "handovers"

    def ready(self) -> None:
        from repatria.desks.handovers import proposed, registered

        registered.register()
        proposed.register()
