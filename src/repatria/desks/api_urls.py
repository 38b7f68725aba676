"""Addresses of the interface for programs, and the page that tells of it."""

from __future__ import annotations

from django.urls import path

from repatria.desks.accounts.api import router as accounts
from repatria.desks.common.api.reference import reference
from repatria.desks.common.api.root import api
from repatria.desks.people.api.routes import routes as register
from repatria.desks.press.api import router as press
from repatria.desks.record.api import routers as record

for _router in record:
    api.add_router("", _router)
api.add_router("", accounts)
api.add_router("press/", press)
api.add_router("register/", register)

urlpatterns = [path("api/v1/", api.urls)]
pages = ([path("api", reference, name="reference")], "programs")
