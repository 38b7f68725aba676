"""Opens the stores for a command: Django set up, tables made or brought up to date."""

from __future__ import annotations

import os
from pathlib import Path

from repatria.base.errors import RepatriaError


class NewerStoreError(RepatriaError):
    """The store was made by a newer Repatria than this one."""


def open_store() -> None:
    """Set up Django and see to the tables. Raises `RepatriaError` where that cannot be.

    A fresh store gets its tables, an older one is brought up to date, one made by a newer version
    is refused: this version would not know what it leaves out.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.desks.settings")
    import django

    django.setup()
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from repatria.desks.record.moving import move_out_of_desks
    from repatria.desks.router import store_of

    for alias in sorted({store_of(app.label) for app in apps.get_app_configs()}):
        executor = MigrationExecutor(connections[alias])
        loader = executor.loader
        ours = {app for app, _ in loader.disk_migrations}
        unknown = sorted(
            name
            for app, name in loader.applied_migrations
            if app in ours and (app, name) not in loader.disk_migrations
        )
        if unknown:
            raise NewerStoreError(
                f"The store in {settings.HOME} was made by a newer Repatria "
                f"({unknown[0]} is unknown here); install that version or a later one."
            )
        if executor.migration_plan(loader.graph.leaf_nodes()):
            call_command("migrate", database=alias, verbosity=0, skip_checks=True)
    move_out_of_desks()


def home() -> Path:
    """The folder of the stores in use."""
    from django.conf import settings

    return Path(settings.HOME)
