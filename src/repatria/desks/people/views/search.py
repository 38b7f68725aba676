"""Searching for one person among those whom the reader may see."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from repatria.desks.accounts.access.services import note_search
from repatria.desks.accounts.asking import can
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.fields import STATES
from repatria.desks.people.forms import SearchForm
from repatria.desks.people.queries.search import MOST_SHOWN, Found, Hit
from repatria.desks.people.queries.search import search as search_for
from repatria.desks.people.registered import PERSON
from repatria.desks.people.views.common import page_of, said_purpose
from repatria.desks.people.words import FIELD_OF_VERDICT, LEVELS, sentence


@require_safe
@needs(Action.SEARCH, FieldClass.IDENTITY)
def search(request: HttpRequest) -> HttpResponse:
    """The closest first, with a word a field; how close is no number that anybody sees."""
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"].strip() if form.is_valid() else ""
    found = Found()
    if text:
        said_purpose(request)
        found = search_for(request.user, text, timezone.localdate())
        note_search(
            request, PERSON, text, found.codes,
            field_classes=(FieldClass.IDENTITY,), count=found.count,
        )  # fmt: skip
    may_status = can(request.user, Action.VIEW, FieldClass.STATUS)
    context = {
        "form": form,
        "text": text,
        "found": found,
        "refused": sentence(found.refused) if found.refused else "",
        "notes": [sentence(each) for each in found.notes],
        "hits": [_shown(each, may_status=may_status) for each in found.hits],
        "most": MOST_SHOWN,
        "may_status": may_status,
    }
    return page_of(request, "search.html", context)


def _shown(hit: Hit, *, may_status: bool) -> dict[str, Any]:
    row = hit.row
    return {
        "row": row,
        "state": STATES.get(row["state"], "") if may_status else "",
        "state_on": row["state_on"] if may_status else "",
        "contradicted": row["contradicted"] and may_status,
        "verdicts": [
            (FIELD_OF_VERDICT.get(each.field, each.field), LEVELS[each.level],
             sentence(each.why), each.level.value)
            for each in hit.verdicts
        ],
    }  # fmt: skip
