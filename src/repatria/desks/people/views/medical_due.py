"""Which medical categories run out, for those who may see medical facts."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.health_words import MEDICAL, standing_words
from repatria.desks.people.models import Statement
from repatria.desks.people.queries.dossier import said_in_words
from repatria.desks.people.queries.medical import SOON, expired, expiring
from repatria.desks.people.registered import PERSON
from repatria.desks.people.views.common import page_of, said_purpose

_ON_A_PAGE = 25
"""Of each of the two: the log names every record that was shown."""


@require_safe
@needs(Action.VIEW, FieldClass.MEDICAL)
def due(request: HttpRequest) -> HttpResponse:
    """Those that have run out and those that will within thirty days, as codes; a category that was
    replaced by a later examination is in neither."""
    require(request.user, Action.VIEW, FieldClass.IDENTITY)
    said_purpose(request)
    today = timezone.localdate()
    number = request.GET.get("page")
    over = Paginator(expired(request.user, today), _ON_A_PAGE)
    soon = Paginator(expiring(request.user, today), _ON_A_PAGE)
    longer = max((over, soon), key=lambda each: each.num_pages)
    page = longer.get_page(number)
    over_rows, soon_rows = (_rows(each, page.number) for each in (over, soon))
    context = {
        "today": today.isoformat(),
        "days": SOON.days,
        "over": over_rows,
        "soon": soon_rows,
        "counts": {"over": over.count, "soon": soon.count},
        "page": page,
    }
    response = page_of(request, "medical_due.html", context)
    if request.method != "HEAD":
        codes = [row["said"].person.code for row in (*over_rows, *soon_rows)]
        note_request(
            request, Action.VIEW, PERSON, field_classes=(FieldClass.IDENTITY, FieldClass.MEDICAL),
            detail={"kind": MEDICAL, "found": codes, "count": over.count + soon.count},
        )  # fmt: skip
    return response


def _rows(of: Paginator[Statement], number: int) -> list[dict[str, Any]]:
    if number > of.num_pages:
        return []
    today = timezone.localdate()
    return [
        {
            "said": each,
            "category": said_in_words(FIELDS[MEDICAL], each),
            "examiner": (each.details or {}).get("examiner", ""),
            "standing": standing_words(each.until, today),
        }
        for each in of.page(number).object_list
    ]
