"""Records whose own sources contradict each other on what became of the person."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.queries.persons import contradicted as contradicted_of
from repatria.desks.people.registered import PERSON
from repatria.desks.people.views.common import page_of, said_purpose

_ON_A_PAGE = 50
"""The log names every record that was shown."""


@require_safe
@needs(Action.VIEW, FieldClass.STATUS)
def contradicted(request: HttpRequest) -> HttpResponse:
    """Each with the state that stands last; what contradicts what is told on its page."""
    require(request.user, Action.VIEW, FieldClass.IDENTITY)
    said_purpose(request)
    page = Paginator(contradicted_of(request.user), _ON_A_PAGE).get_page(request.GET.get("page"))
    response = page_of(request, "contradicted.html", {"page": page})
    if request.method != "HEAD":
        codes = [each.code for each in page.object_list]
        note_request(
            request, Action.VIEW, PERSON, field_classes=(FieldClass.IDENTITY, FieldClass.STATUS),
            detail={"kind": "contradicted", "found": codes, "count": page.paginator.count},
        )  # fmt: skip
    return response
