"""The latest changes as an Atom feed, in the language of its address."""

from __future__ import annotations

import unicodedata
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import gettext

from repatria.desks.record import labels
from repatria.desks.record.present.changes import ChangeRow, change_rows
from repatria.desks.record.present.claims import day_text
from repatria.desks.record.queries_changes import Change, latest
from repatria.desks.record.views.changes import places
from repatria.desks.record.views.twins import CREATOR

MOST = 100


def feed(request: HttpRequest) -> HttpResponseBase:
    rows = change_rows(latest(MOST), places())
    absolute = request.build_absolute_uri
    made = Atom1Feed(
        title=gettext("What changed") + " · Repatria",
        link=absolute(reverse("record:changes")),
        description=None,
        subtitle=gettext("What became public when, and of which day it speaks."),
        language=labels.language(),
        author_name=CREATOR,
        feed_url=absolute(request.path),
    )
    for row in rows:
        made.add_item(
            title=_plain(f"{row.what}: {row.title}"),
            link=absolute(row.url or reverse("record:changes")),
            # Readers take a summary for HTML.
            description=escape(_plain(_told(row))),
            unique_id=entry_id(row.change),
            pubdate=row.at,
            updateddate=row.at,
        )
    answer = HttpResponse(made.writeString("utf-8"), content_type=made.content_type)
    if rows:
        answer.headers["Last-Modified"] = http_date(rows[0].at.timestamp())
    return answer


def entry_id(change: Change) -> str:
    """The same for a change wherever and in whatever language the feed is read."""
    name = f"{change.what}|{change.subject}|{change.day}|{change.at.isoformat()}"
    return uuid5(NAMESPACE_URL, f"repatria:change:{name}").urn


def _told(row: ChangeRow) -> str:
    parts = [gettext("Known from {day}.").format(day=day_text(row.day))]
    if row.direction is not None:
        parts.append(" → ".join(row.direction) + ".")
    if row.before:
        parts.append(gettext("In place of: {figure}.").format(figure=row.before))
    return " ".join([*parts, row.text]).strip()


def _plain(text: str) -> str:
    """Without control characters, which XML cannot hold."""
    return "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) != "Cc")
