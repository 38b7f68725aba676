"""The app of accounts."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "repatria.desks.accounts"
    label = "accounts"

    def ready(self) -> None:
        from repatria.desks.accounts import background, events
        from repatria.desks.common.jobs.permission import set_permission

        events.connect()
        set_permission(background.may_see, background.note_cancelled)
