"""The app's place in Django, and what it makes known to the access log."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "repatria.desks.people"
    label = "people"

    def ready(self) -> None:
        from repatria.desks.people import registered

        registered.register()
