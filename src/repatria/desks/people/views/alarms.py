"""Alarms, for those who may know what became of a person."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.access.reading import sought
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import ROLE_WORDS, Action, FieldClass
from repatria.desks.accounts.visible import belongs
from repatria.desks.common.sentences import told_error
from repatria.desks.people.forms import WhyForm
from repatria.desks.people.models import Alarm, Statement
from repatria.desks.people.present import statement_words
from repatria.desks.people.queries.dossier import judged_same
from repatria.desks.people.registered import ALARM
from repatria.desks.people.services.alarms import MAY_KNOW, MAY_SETTLE, see, settle
from repatria.desks.people.views.common import page_of, reader, said_purpose

MOST_SHOWN = 100
_BOTH = (FieldClass.IDENTITY, FieldClass.STATUS)


@require_safe
@needs(Action.VIEW, FieldClass.STATUS)
def alarms(request: HttpRequest) -> HttpResponse:
    """Those that nobody has settled, the oldest first, and the newest of the settled."""
    require(request.user, Action.VIEW, FieldClass.IDENTITY)
    said_purpose(request)
    seen = Alarm.objects.visible_to(request.user).select_related("person", "settled_by")
    unsettled = list(seen.filter(settled_at=None).order_by("pk")[:MOST_SHOWN])
    settled = list(seen.exclude(settled_at=None)[:MOST_SHOWN])
    context = {
        "open": unsettled,
        "settled": settled,
        "may_know": [ROLE_WORDS[role] for role in MAY_KNOW],
    }
    response = page_of(request, "alarms.html", context)
    if request.method != "HEAD":
        count = {"count": len(unsettled) + len(settled)}
        note_request(request, Action.VIEW, ALARM, field_classes=_BOTH, detail=count)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def alarm(request: HttpRequest, code: str) -> HttpResponse:
    """One alarm and both sides of it; settled here, with a reason."""
    require(request.user, Action.VIEW, FieldClass.STATUS)
    require(request.user, Action.VIEW, FieldClass.IDENTITY)
    held = sought(request, Alarm.objects.select_related("person"), ALARM, code=code)
    said_purpose(request)
    by = reader(request)
    may = held.settled_at is None and belongs(held, by) and can(by, Action.JUDGE, FieldClass.STATUS)
    if "seen" in request.POST:
        see(held, by)
        note_request(
            request, Action.VIEW, ALARM, held.code, field_classes=_BOTH, detail={"state": "seen"}
        )
        return redirect("people:alarm", held.code)
    form = WhyForm(request.POST or None)
    if request.method == "POST":
        require(by, Action.JUDGE, FieldClass.STATUS)
        if form.is_valid():
            try:
                settle(held, by, form.cleaned_data["why"], session=sessions.name_of(request))
            except PermissionDenied:
                raise
            except RepatriaError as error:
                form.add_error(None, told_error(error))
            else:
                return redirect("people:alarm", held.code)
    if request.method != "HEAD":
        note_request(request, Action.VIEW, ALARM, held.code, field_classes=_BOTH)
    about = Statement.objects.visible_to(by).filter(alarms=held)
    about = about.select_related("source", "source__sender", "entered_by", "person")
    judged = {each.pk for each in judged_same(by, held.person)}
    context = {
        "alarm": held,
        "lines": [
            statement_words(each)
            | {"own": each.person_id == held.person_id, "alike": each.person_id not in judged}
            for each in about.order_by("pk")
        ],
        "form": form if may else None,
        "seen_by": (seen_by := list(held.seen_by.order_by("name"))),
        "unseen": by not in seen_by,
        "may_know": [ROLE_WORDS[role] for role in MAY_KNOW],
        "may_settle": [ROLE_WORDS[role] for role in MAY_SETTLE],
    }
    return page_of(request, "alarm.html", context, 422 if form.is_bound else 200)
