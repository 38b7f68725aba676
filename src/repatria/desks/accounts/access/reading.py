"""Views of named records: whoever opens one says what for, and it is noted before they see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from django.db.models import Model
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from repatria.desks.accounts.access import heads
from repatria.desks.accounts.access.acts import TAKING, restricted
from repatria.desks.accounts.access.services import (
    PurposeNeeded,
    note_refused,
    note_request,
    purpose_of,
)
from repatria.desks.accounts.access.terms import term_digests
from repatria.desks.accounts.asking import Refused, can
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import OwnedRecord, VisibleQuerySet

M = TypeVar("M", bound=OwnedRecord)
View = Callable[..., HttpResponseBase]
Subject = tuple[str, str]
"""The kind of a subject as the log calls it, and its code or number."""

HEAD_HEADER = "Repatria-Log-Head"


def logged_read(
    subject_of: Callable[..., Subject],
    field_classes: Iterable[FieldClass],
    action: Action = Action.VIEW,
) -> Callable[[View], View]:
    """Of a view that shows one record: `subject_of(**named)` says which, from what the address
    names, and `field_classes` what it may show.

    Where a restricted class of these would be shown, a purpose is asked for first. The read is
    noted once the answer is made and before it is sent; a refusal, under the same subject. Exports
    and prints carry the head of the log in a header.
    """
    if action not in TAKING:
        raise ValueError(f"{action} shows nothing")
    classes = frozenset(field_classes)

    def decorated(view: View) -> View:
        @wraps(view)
        def read(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            subject = subject_of(*args, **named)
            shown = [each for each in classes if can(request.user, action, each)]
            if restricted(shown) and not purpose_of(request):
                raise PurposeNeeded
            try:
                response = view(request, *args, **named)
            except Refused as refusal:
                refusal.subject = subject  # type: ignore[attr-defined]
                raise
            if response.status_code == 200 and request.method != "HEAD":
                note_request(request, action, *subject, field_classes=shown)
                if action in (Action.EXPORT, Action.PRINT):
                    response.headers[HEAD_HEADER] = heads.head_line()
            return response

        return read

    return decorated


def sought(
    request: HttpRequest,
    rows: VisibleQuerySet[M],
    subject_type: str,
    action: Action = Action.VIEW,
    **which: Any,
) -> M:
    """The one row of these that somebody asks for and may see.

    Raises Http404 where there is none, and the same where it is not theirs to see; either way the
    log keeps that they tried. What was asked for is in the log only where it is a row; else it
    could be a name that somebody typed into an address, and is kept as a digest.
    """
    found = rows.visible_to(request.user, action).filter(**which).first()
    if found is not None:
        return found
    absent, hidden = Http404(), rows.filter(**which).first()
    code = _code(hidden, which) if hidden is not None else ""
    typed = " ".join(str(value) for value in which.values()) if hidden is None else ""
    terms = {"terms": term_digests(typed)} if typed else {}
    note_refused(request, absent, (subject_type, code), wanted=action.value, **terms)
    raise absent


def _code(row: Model, which: dict[str, Any]) -> str:
    """As the address names it, where that is one value; else the row's key."""
    values = list(which.values())
    return str(values[0]) if len(values) == 1 else str(row.pk)
