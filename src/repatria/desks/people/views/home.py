"""The first page of the register: what there is to do, and how many there are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from repatria.desks.accounts.asking import can
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.fields import STATES
from repatria.desks.people.forms import SearchForm
from repatria.desks.people.queries.persons import counts
from repatria.desks.people.views.common import page_of


@require_safe
@needs(Action.VIEW, FieldClass.IDENTITY)
def home(request: HttpRequest) -> HttpResponse:
    """Counts alone: it names nobody, and so asks for no purpose."""
    held = counts(request.user)
    context = {
        "counts": held,
        "states": [(STATES.get(key, ""), number) for key, number in held.states.items()],
        "form": SearchForm(),
        "may_search": can(request.user, Action.SEARCH, FieldClass.IDENTITY),
        "may_status": can(request.user, Action.VIEW, FieldClass.STATUS),
        "may_enter": can(request.user, Action.ENTER, FieldClass.IDENTITY),
        "may_medical": can(request.user, Action.VIEW, FieldClass.MEDICAL),
    }
    return page_of(request, "home.html", context)
