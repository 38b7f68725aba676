"""Addresses: `/…` in English, `/uk/…` and `/ru/…` in the other two languages.

The language is a part of the address, so a link means the same page for whoever opens it, without
a cookie and without JavaScript.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("repatria.desks.record.urls")),
    prefix_default_language=False,
)

handler400 = "repatria.desks.common.views.bad_request"
handler403 = "repatria.desks.common.views.forbidden"
handler404 = "repatria.desks.common.views.not_found"
handler500 = "repatria.desks.common.views.failed"
