"""Small forms of a person's page: the medical category, and what the person consented to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.sentences import told_error
from repatria.desks.people.forms_words import ConsentForm, MedicalForm
from repatria.desks.people.health_words import MEDICAL
from repatria.desks.people.models import Person
from repatria.desks.people.queries.dossier import FieldShown, dossier
from repatria.desks.people.registered import PERSON
from repatria.desks.people.services.consents import answered, examined
from repatria.desks.people.views.common import own, page_of, reader, said_purpose


@require_http_methods(["GET", "HEAD", "POST"])
def medical(request: HttpRequest, code: str) -> HttpResponse:
    """A category of article 110, with who examined, when, and until when it holds."""

    def hold(person: Any, given: dict[str, Any], purpose: str, session: str) -> None:
        examined(
            person, reader(request), given["category"], purpose, examiner=given["examiner"],
            on=given["on"], until=given["until"], session=session,
        )  # fmt: skip

    return _form(
        request, code, FieldClass.MEDICAL, MedicalForm(request.POST or None), "medical_110", hold
    )


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, code: str) -> HttpResponse:
    """An answer of the person; taking consent back is an answer too."""

    def hold(person: Any, given: dict[str, Any], purpose: str, session: str) -> None:
        answered(
            person, reader(request), given["key"], given["answer"], purpose,
            heard_by=given["heard_by"], on=given["on"], session=session,
        )  # fmt: skip

    return _form(
        request, code, FieldClass.STATUS, ConsentForm(request.POST or None), "wish_return", hold
    )


def _form(
    request: HttpRequest,
    code: str,
    which: FieldClass,
    form: MedicalForm | ConsentForm,
    back: str,
    hold: Callable[[Any, dict[str, Any], str, str], None],
) -> HttpResponse:
    require(request.user, Action.ENTER, which)
    person = own(request, code)
    purpose = said_purpose(request)
    if request.method == "POST" and form.is_valid():
        try:
            hold(person, form.cleaned_data, purpose, sessions.name_of(request))
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return HttpResponseRedirect(f"{reverse('people:dossier', args=[person.code])}#f-{back}")
    medical = which is FieldClass.MEDICAL
    now = _now(request, person) if medical else None
    context = {"form": form, "person": person, "medical": medical, "now": now}
    response = page_of(request, "health.html", context, 422 if form.is_bound else 200)
    if now is not None and request.method != "HEAD":
        note_request(request, Action.VIEW, PERSON, person.code, field_classes=(which,))
    return response


def _now(request: HttpRequest, person: Person) -> FieldShown | None:
    """The category that the record shows now, with its expiry, where the reader may see it."""
    if not can(request.user, Action.VIEW, FieldClass.MEDICAL):
        return None
    held = dossier(request.user, person, {FieldClass.MEDICAL})
    fields = (each for block in held.blocks for each in block.fields)
    shown = next((each for each in fields if each.field.key == MEDICAL), None)
    return shown if shown is not None and shown.chosen is not None else None
