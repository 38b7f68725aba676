"""What people who came back say of comrades."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from repatria.base.errors import RepatriaError
from repatria.desks.accounts import sessions
from repatria.desks.accounts.access.reading import sought
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.guards import needs
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import belongs
from repatria.desks.common.sentences import told_error
from repatria.desks.people.fields import STATES
from repatria.desks.people.forms import WhyForm
from repatria.desks.people.forms_words import GiveForm, WordForm
from repatria.desks.people.models import Person, ReturneeWord
from repatria.desks.people.queries.search import search
from repatria.desks.people.registered import WORD
from repatria.desks.people.services import returnees
from repatria.desks.people.services.returnees import HowKnown
from repatria.desks.people.timeline import CAPTIVE, DEAD
from repatria.desks.people.views.common import page_of, reader, said_purpose

MOST_SHOWN = 100
_BOTH = (FieldClass.IDENTITY, FieldClass.STATUS)


@require_safe
@needs(Action.VIEW, FieldClass.STATUS)
def words(request: HttpRequest) -> HttpResponse:
    """Words that wait for somebody to find whom they are of, and the newest of the others."""
    require(request.user, Action.VIEW, FieldClass.IDENTITY)
    said_purpose(request)
    seen = ReturneeWord.objects.visible_to(request.user).select_related("person", "said_by")
    waiting = list(seen.filter(person=None, withdrawn_at=None).order_by("pk")[:MOST_SHOWN])
    given = list(seen.exclude(person=None)[:MOST_SHOWN])
    shown = [*waiting, *given]
    response = page_of(
        request,
        "words.html",
        {
            "waiting": [_row(each) for each in waiting],
            "given": [_row(each) for each in given],
            "may_enter": can(request.user, Action.ENTER, FieldClass.STATUS),
        },
    )
    if request.method != "HEAD":
        note_request(request, Action.VIEW, WORD, field_classes=_BOTH, detail={"count": len(shown)})
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Action.ENTER, FieldClass.STATUS)
def new(request: HttpRequest) -> HttpResponse:
    """A short form; the comrade is a record of the register, or a name as it was heard."""
    purpose = said_purpose(request)
    by = reader(request)
    places = can(by, Action.ENTER, FieldClass.PLACE)
    known = {"person": request.GET.get("person", "")[:16], "said_on": str(timezone.localdate())}
    form = WordForm(request.POST or None, places=places, initial=known)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = returnees.hear(
                by, form.heard(), purpose,
                person=_person(request, form, "person"), said_by=_person(request, form, "said_by"),
                teller=given["teller"], said_on=given["said_on"],
                session=sessions.name_of(request),
            )  # fmt: skip
        except _NoSuchPerson:
            pass
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return redirect("people:word", made.code)
    status = 422 if form.is_bound else 200
    return page_of(request, "word_new.html", {"form": form, "places": places}, status)


@require_safe
def word(request: HttpRequest, code: str) -> HttpResponse:
    """One word; while it waits, the records that its name finds."""
    held = _held(request, code)
    said_purpose(request)
    user = reader(request)
    waits = held.person is None and held.withdrawn_at is None
    found = search(user, held.name_as_said, timezone.localdate()) if waits else None
    may = belongs(held, user) and can(user, Action.ENTER, FieldClass.STATUS)
    places = can(user, Action.VIEW, FieldClass.PLACE)
    context = {
        "word": held,
        "row": _row(held),
        "places": places,
        "waits": waits,
        "teller_state": _teller_state(held, user),
        "hits": [each.row for each in found.hits[:10]] if found else [],
        "alarms": list(held.person.alarms.visible_to(user).filter(settled_at=None))
        if held.person
        else [],
        "give": GiveForm() if may and waits else None,
        "why": WhyForm() if may and held.withdrawn_at is None else None,
    }
    response = page_of(request, "word.html", context)
    if request.method != "HEAD":
        classes = (*_BOTH, FieldClass.PLACE) if places and held.seen_at else _BOTH
        detail = {"found": found.codes[:10]} if found else None
        note_request(request, Action.VIEW, WORD, held.code, field_classes=classes, detail=detail)
    return response


@require_POST
def give(request: HttpRequest, code: str) -> HttpResponse:
    """Say whose record it is about."""
    require(request.user, Action.ENTER, FieldClass.STATUS)
    held = _held(request, code)
    form = GiveForm(request.POST)
    if form.is_valid():
        try:
            person = _person(request, form, "person")
            if person is None:
                raise Http404
            returnees.give(held, person, reader(request), session=sessions.name_of(request))
        except _NoSuchPerson:
            pass
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return redirect("people:word", held.code)
    return page_of(request, "word.html", {"word": held, "row": _row(held), "give": form}, 422)


@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw it with a reason; what was stated by it is withdrawn with it."""
    require(request.user, Action.ENTER, FieldClass.STATUS)
    held = _held(request, code)
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            returnees.take_back(
                held, reader(request), form.cleaned_data["why"], session=sessions.name_of(request)
            )
        except RepatriaError as error:
            form.add_error(None, told_error(error))
        else:
            return redirect("people:word", held.code)
    return page_of(request, "word.html", {"word": held, "row": _row(held), "why": form}, 422)


def _teller_state(word: ReturneeWord, user: User) -> str:
    """What the record of whoever tells it says, where they can hardly have told it: dead, or held.
    It may be of another person, or the record be wrong."""
    if word.said_by_id is None:
        return ""
    teller = Person.objects.visible_to(user).filter(pk=word.said_by_id).first()
    if teller is None or teller.data_hidden or teller.state not in CAPTIVE | DEAD:
        return ""
    return str(STATES[teller.state])


class _NoSuchPerson(Exception):
    """The form says which field; it goes back to whoever filled it in."""


def _person(request: HttpRequest, form: Any, field: str) -> Person | None:
    code = form.cleaned_data[field].strip().upper()
    if not code:
        return None
    found = Person.objects.visible_to(request.user).filter(code=code).first()
    if found is None:
        form.add_error(field, _("No record that you may see has this code."))
        raise _NoSuchPerson
    return found


def _held(request: HttpRequest, code: str) -> ReturneeWord:
    require(request.user, Action.VIEW, FieldClass.STATUS)
    require(request.user, Action.VIEW, FieldClass.IDENTITY)
    rows = ReturneeWord.objects.select_related("person", "said_by", "source", "entered_by")
    return sought(request, rows, WORD, code=code)


def _row(word: ReturneeWord) -> dict[str, Any]:
    return {"word": word, "how": HowKnown(word.how).label if word.how in HowKnown.values else ""}
