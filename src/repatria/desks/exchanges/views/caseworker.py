"""The caseworker: one person at a time, by their code, in a frozen list. Before the round is over
there is a letter that is the same for everybody, and nothing else."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from repatria.base.errors import RepatriaError
from repatria.desks.accounts.access.reading import sought
from repatria.desks.accounts.access.services import note_request, note_search
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.exchanges.forms_caseworker import LookUpForm
from repatria.desks.exchanges.models import FreezeState, RoundOver, SealedList
from repatria.desks.exchanges.queries import caseworker as found
from repatria.desks.exchanges.registered import FROZEN
from repatria.desks.exchanges.views.common import page_of, said_purpose
from repatria.desks.exchanges.words_caseworker import CHANGE_WORDS, case_words, would_words
from repatria.desks.exchanges.words_offers import BASIS_WORDS
from repatria.desks.people.models import Person as Record
from repatria.desks.people.registered import PERSON
from repatria.planning.reasons import Reason

SECTION = "caseworker"
OWN = (FieldClass.OWN_PLACE,)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.VIEW, FieldClass.OWN_PLACE)
def caseworker(request: HttpRequest) -> HttpResponse:
    """Asks for a list and a code. A search by name there is not."""
    said_purpose(request)
    form = LookUpForm(found.lists_for(request.user), request.POST or None)
    if request.method == "POST" and form.is_valid():
        of, who = form.cleaned_data["of"], form.cleaned_data["who"]
        record = Record.objects.visible_to(request.user).filter(code=who).first()
        codes = [record.code] if record is not None else []
        note_search(request, PERSON, who, codes, field_classes=(FieldClass.IDENTITY,))
        if record is not None:
            return redirect("exchanges:own", of, record.code)
        form.add_error("who", _("Nobody whom you may see has this code in the register."))
    context = {"section": SECTION, "form": form}
    return page_of(request, "caseworker.html", context, 422 if form.is_bound else 200)


@require_GET
def own(request: HttpRequest, code: str, who: str) -> HttpResponse:
    """One person: before the end the same page for everybody; after it their reason and place."""
    held, record = looked_up(request, code, who)
    over = found.over_of(held)
    context: dict[str, Any] = {"section": SECTION, "held": held, "who": record.code, "over": over}
    if over is not None:
        context |= _after(request, held, over, record)
    response = page_of(request, "own.html", context)
    looked(request, held, record)
    return response


def looked_up(
    request: HttpRequest, code: str, who: str, action: Action = Action.VIEW
) -> tuple[SealedList, Record]:
    """The list and the person, as far as the reader may see both. Raises `Refused`,
    `PurposeNeeded`, or Http404, which the log keeps."""
    require(request.user, action, FieldClass.OWN_PLACE)
    rows = SealedList.objects.select_related(
        "draft", "draft__facts", "draft__reading", "draft__reading__agreement", "lottery"
    )
    held: SealedList = sought(request, rows, FROZEN, action, code=code)  # type: ignore[assignment]
    record = sought(request, Record.objects.all(), PERSON, code=who)
    said_purpose(request)
    if held.state != FreezeState.FROZEN:
        raise Http404
    return held, record


def looked(
    request: HttpRequest,
    held: SealedList,
    record: Record,
    action: Action = Action.VIEW,
    what: str = "place",
    classes: tuple[FieldClass, ...] = OWN,
) -> None:
    """Keep the look twice: with the person, and with the list, which is not told whom."""
    note_request(request, action, PERSON, record.code, field_classes=classes,
                 detail={"kind": what, "found": [held.code]})  # fmt: skip
    note_request(request, action, FROZEN, held.code, field_classes=classes,
                 detail={"kind": what, "count": 1})  # fmt: skip


def _after(
    request: HttpRequest, held: SealedList, over: RoundOver, record: Record
) -> dict[str, Any]:
    try:
        one = found.own_of(held, over, request.user, record)
    except RepatriaError as error:
        return {"refusal": str(error)}
    if one is None:
        return {"absent": True}
    return {
        "one": one,
        "side": one.person.side,
        "reason": case_words(one.reason),
        "carried": case_words(one.carried) if one.carried is not one.reason else "",
        "basis": str(BASIS_WORDS.get(one.basis or one.person.veto, "")),
        "otherwise": [
            (CHANGE_WORDS[each.change], would_words(each.reason), each.solved)
            for each in found.otherwise_of(held, one)
        ],
        "off": one.reason is not Reason.ON_LIST,
        "room": found.needed_of(held, one),
    }
