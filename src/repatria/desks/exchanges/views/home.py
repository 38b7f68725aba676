"""The desk's first page: agreements and lists."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.exchanges.models import Agreement, Freeze, PlannedList
from repatria.desks.exchanges.queries.agreements import in_force
from repatria.desks.exchanges.registered import AGREEMENT
from repatria.desks.exchanges.services.agreements import shipped
from repatria.desks.exchanges.views.common import noted, page_of, said_purpose

ON_A_PAGE = 50


@require_safe
@needs(Action.VIEW, FieldClass.PLANNING)
def home(request: HttpRequest) -> HttpResponse:
    """Every agreement and every list that the reader may see, without a code of anybody."""
    said_purpose(request)
    agreements = Agreement.objects.visible_to(request.user)
    lists = PlannedList.objects.visible_to(request.user).select_related("agreement")
    numbered = lists.annotate(last=Max("drafts__number")).order_by("-pk")
    page = Paginator(numbered, ON_A_PAGE).get_page(request.GET.get("page"))
    frozen = {
        each.draft.of_id: each
        for each in Freeze.objects.visible_to(request.user)
        .filter(draft__of__in=[row.pk for row in page])
        .select_related("draft", "lottery")
        .order_by("pk")
    }
    context = {
        "agreements": [(each, in_force(each)) for each in agreements[:200]],
        "page": page,
        "rows": [(each, frozen.get(each.pk)) for each in page],
        "shipped": shipped(),
    }
    response = page_of(request, "home.html", context)
    noted(request, (AGREEMENT, ""), count=len(context["agreements"]))
    return response
