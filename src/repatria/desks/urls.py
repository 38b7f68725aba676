"""Addresses: `/…` in English, `/uk/…` and `/ru/…` in the other two languages.

The language is a part of the address, so a link means the same page for whoever opens it, without
a cookie and without JavaScript.
"""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from repatria.desks import api_urls

# A program asks for its language by `lang`, and the address of an answer is its name.
urlpatterns: list[URLPattern | URLResolver] = [*api_urls.urlpatterns]
urlpatterns += i18n_patterns(
    # Before the record, whose exchanges stand under their codes beside the words of this desk.
    path("exchanges/", include("repatria.desks.exchanges.urls")),
    path("", include("repatria.desks.record.urls")),
    path("", include("repatria.desks.accounts.urls")),
    path("access-log/", include("repatria.desks.accounts.access.urls")),
    path("proposals/", include("repatria.desks.accounts.proposals.urls")),
    path("jobs/", include("repatria.desks.common.jobs.urls")),
    path("", include(api_urls.pages)),
    path("press/", include("repatria.desks.press.urls")),
    path("register/", include("repatria.desks.people.urls")),
    path("handovers/", include("repatria.desks.handovers.urls")),
    prefix_default_language=False,
)

handler400 = "repatria.desks.common.views.bad_request"
handler403 = "repatria.desks.common.views.forbidden"
handler404 = "repatria.desks.common.views.not_found"
handler429 = "repatria.desks.accounts.views.refusals.too_many"
handler500 = "repatria.desks.common.views.failed"
