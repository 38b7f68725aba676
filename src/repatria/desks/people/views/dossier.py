"""The page of one person: what is shown in each field, and below it everything that was said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.fields import BLOCK_WORDS, CLASSES
from repatria.desks.people.forms import OpenForm
from repatria.desks.people.opening import open_block, opened
from repatria.desks.people.present import block_rows, conflict_rows, entry_rows
from repatria.desks.people.queries.clusters import linked_records
from repatria.desks.people.queries.dossier import dossier as dossier_of
from repatria.desks.people.registered import PERSON
from repatria.desks.people.views.common import (
    found,
    may_enter,
    page_of,
    said_purpose,
    seen_by,
)


@require_safe
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """One person. The reader says what for first; what is shown is noted before it is sent."""
    person = found(request, code)
    purpose = said_purpose(request)
    held = dossier_of(request.user, person, opened(request, person))
    context = {
        "person": person,
        "blocks": [
            {
                "block": each,
                "words": BLOCK_WORDS[each.block],
                "seen_by": seen_by(each.field_class),
                **dict(zip(("rows", "silent"), block_rows(each), strict=True)),
                "form": OpenForm(
                    initial={"which": each.field_class.value, "purpose": purpose},
                    auto_id=f"id_{each.block}_%s",
                ),
            }
            # Nothing is shown of it: “not stated” would be something else.
            for each in (() if person.data_hidden else held.blocks)
        ],
        "entries": entry_rows(held),
        "conflicts": conflict_rows(held),
        "may_status": FieldClass.STATUS in held.classes,
        "linked": linked_records(request.user, person),
        "alarms": person.alarms.visible_to(request.user).filter(settled_at=None),
        "cards": person.cards.visible_to(request.user),
        "enters": may_enter(request, person, CLASSES),
    }
    response = page_of(request, "dossier.html", context)
    if request.method != "HEAD":
        note_request(request, Action.VIEW, PERSON, person.code, field_classes=held.classes)
    return response


@require_POST
def open_one(request: HttpRequest, code: str) -> HttpResponse:
    """Open a block, with what for; it is noted, and stays open for a quarter of an hour."""
    person = found(request, code)
    form = OpenForm(request.POST)
    address = reverse("people:dossier", args=[person.code])
    if not form.is_valid():
        return HttpResponseRedirect(address)
    which = FieldClass(form.cleaned_data["which"])
    open_block(request, person, which, Purpose(form.cleaned_data["purpose"]))
    return HttpResponseRedirect(f"{address}#{which.value}")
