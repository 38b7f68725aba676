"""The app's place in Django, and what it makes known to the access log and to proposals."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    name = "repatria.desks.exchanges"
    label = "exchanges"

    def ready(self) -> None:
        from repatria.desks.exchanges import proposed, registered

        registered.register()
        proposed.register()
