"""The WSGI entry: `waitress-serve repatria.desks.wsgi:application`, or gunicorn for teams."""

from __future__ import annotations

import os

from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.desks.settings")

application = get_wsgi_application()


def _warm(**_told: object) -> None:
    """Names are made ready from the first request on, long before somebody has signed in and
    searches. Not when this is imported: some servers fork after that, and a fork has no threads."""
    from repatria.names.warming import warm_beside

    request_started.disconnect(_warm)
    warm_beside()


request_started.connect(_warm)
