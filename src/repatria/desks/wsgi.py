"""The WSGI entry: `waitress-serve repatria.desks.wsgi:application`, or gunicorn for teams."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repatria.desks.settings")

application = get_wsgi_application()
