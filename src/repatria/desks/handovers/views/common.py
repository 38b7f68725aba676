"""What every view of the desk asks and answers with."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from repatria.desks.accounts.access import heads
from repatria.desks.accounts.access.reading import HEAD_HEADER, sought
from repatria.desks.accounts.access.services import PurposeNeeded, note_request, purpose_of
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import ROLE_WORDS, TABLE, Action, FieldClass
from repatria.desks.handovers import setup
from repatria.desks.handovers.models import Act
from repatria.desks.handovers.registered import ACT, LOG

R = TypeVar("R", bound=HttpResponseBase)
SECTION = "handovers"
CLASSES = (FieldClass.CUSTODY,)
MAY_SIGN = [ROLE_WORDS[role] for role in TABLE
            if Action.SIGN in TABLE[role].get(FieldClass.CUSTODY, ())]  # fmt: skip


def reader(request: HttpRequest) -> User:
    """Who is signed in; a guard stands before every view that asks."""
    assert isinstance(request.user, User)
    return request.user


def said_purpose(request: HttpRequest) -> None:
    """Raises `PurposeNeeded`, which asks the reader what for, where they have not said."""
    if not purpose_of(request):
        raise PurposeNeeded


def found(request: HttpRequest, digest: str, action: Action = Action.VIEW) -> Act:
    """The act of this digest. Raises `Refused`, `PurposeNeeded`, or Http404 where there is none
    that the reader may see; the log keeps either."""
    require(request.user, action, FieldClass.CUSTODY)
    rows = Act.objects.select_related("party", "entered_by")
    act = sought(request, rows, ACT, digest=digest)
    said_purpose(request)
    return act


def noted(request: HttpRequest, subject: tuple[str, str] = (LOG, ""), **detail: Any) -> None:
    """Keep that somebody looked."""
    if request.method != "HEAD":
        note_request(request, Action.VIEW, *subject, field_classes=CLASSES, detail=detail)


def file_of(
    request: HttpRequest,
    data: bytes,
    name: str,
    kind: str = "application/octet-stream",
    subject: tuple[str, str] = (LOG, ""),
) -> HttpResponse:
    """Bytes to keep, noted as an export."""
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return taken(request, response, subject, name)


def taken(request: HttpRequest, response: R, subject: tuple[str, str], what: str) -> R:
    """An answer that leaves the site: noted, with the head of the access log."""
    if request.method != "HEAD":
        note_request(request, Action.EXPORT, *subject, field_classes=CLASSES,
                     detail={"kind": what})  # fmt: skip
    response.headers[HEAD_HEADER] = heads.head_line()
    return response


def page_of(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    shown = {
        "section": SECTION,
        "keys_here": setup.keys_here(),
        "may_enter": can(request.user, Action.ENTER, FieldClass.CUSTODY),
        "may_take": can(request.user, Action.EXPORT, FieldClass.CUSTODY),
        "may_sign": can(request.user, Action.SIGN, FieldClass.CUSTODY),
        "signing_roles": MAY_SIGN,
    }
    return render(request, f"handovers/{template}", {**shown, **context}, status=status)
