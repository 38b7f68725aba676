"""What every view of the desk asks and answers with."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from repatria.desks.accounts.access import heads
from repatria.desks.accounts.access.reading import HEAD_HEADER, sought
from repatria.desks.accounts.access.services import PurposeNeeded, note_request, purpose_of
from repatria.desks.accounts.asking import can, require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import ROLE_WORDS, TABLE, Action, FieldClass
from repatria.desks.accounts.visible import OwnedRecord, belongs
from repatria.desks.common.jobs.present import Shown
from repatria.desks.common.jobs.present import shown as job_shown
from repatria.desks.common.models import Job
from repatria.desks.exchanges.models import Agreement, Draft, Freeze, PlannedList
from repatria.desks.exchanges.registered import AGREEMENT, FROZEN, PLANNED

R = TypeVar("R", bound=HttpResponseBase)
SECTION = "exchanges"
PLANNING = (FieldClass.PLANNING,)
LISTED = (FieldClass.PLANNING, FieldClass.LISTED)
MAY_SIGN = [ROLE_WORDS[role] for role in TABLE
            if Action.SIGN in TABLE[role].get(FieldClass.PLANNING, ())]  # fmt: skip


def reader(request: HttpRequest) -> User:
    """Who is signed in; a guard stands before every view that asks."""
    assert isinstance(request.user, User)
    return request.user


def said_purpose(request: HttpRequest) -> None:
    """Raises `PurposeNeeded`, which asks the reader what for, where they have not said."""
    if not purpose_of(request):
        raise PurposeNeeded


def found_agreement(request: HttpRequest, code: str, action: Action = Action.VIEW) -> Agreement:
    """The agreement of this code. Raises `Refused`, `PurposeNeeded`, or Http404 where there is none
    that the reader may see; the log keeps either."""
    require(request.user, action, FieldClass.PLANNING)
    rows = Agreement.objects.select_related("party", "entered_by")
    found = sought(request, rows, AGREEMENT, code=code)
    said_purpose(request)
    return found


def found_list(request: HttpRequest, code: str, action: Action = Action.VIEW) -> PlannedList:
    """The list of this code. Raises the same."""
    require(request.user, action, FieldClass.PLANNING)
    rows = PlannedList.objects.select_related("party", "agreement", "entered_by")
    found = sought(request, rows, PLANNED, code=code)
    said_purpose(request)
    return found


def found_draft(
    request: HttpRequest, code: str, number: int, action: Action = Action.VIEW
) -> Draft | None:
    """A version of a list; nothing where the list has none of this number. Raises the same."""
    of = found_list(request, code, action)
    rows = Draft.objects.select_related("of", "of__agreement", "of__party", "reading",
                                        "reading__agreement", "facts", "asked_by")  # fmt: skip
    return rows.filter(of=of, number=number).first()


def found_frozen(
    request: HttpRequest,
    code: str,
    action: Action = Action.VIEW,
    of: FieldClass = FieldClass.PLANNING,
) -> Freeze:
    """What was committed to under this code. Raises the same."""
    require(request.user, action, of)
    rows = Freeze.objects.select_related(
        "party", "lottery", "lottery__of", "draft", "draft__of", "draft__of__agreement",
        "draft__reading", "draft__reading__agreement", "draft__facts", "committed_by",
        "committed_with",
    )  # fmt: skip
    found = sought(request, rows, FROZEN, code=code)
    said_purpose(request)
    return found


def may_change(request: HttpRequest, record: OwnedRecord) -> bool:
    """Whether the reader may enter something here: by their roles, and of their own party."""
    return belongs(record, request.user) and can(request.user, Action.ENTER, FieldClass.PLANNING)


def may_propose(request: HttpRequest, record: OwnedRecord) -> bool:
    return belongs(record, request.user) and can(request.user, Action.PROPOSE, FieldClass.PLANNING)


def sees_who(request: HttpRequest) -> bool:
    """Whether the reader may see who is on a list."""
    return can(request.user, Action.VIEW, FieldClass.LISTED)


def noted(
    request: HttpRequest,
    subject: tuple[str, str] = (PLANNED, ""),
    classes: tuple[FieldClass, ...] = PLANNING,
    **detail: Any,
) -> None:
    """Keep that somebody looked."""
    # HEAD too: the length of an answer tells of what is in it.
    note_request(request, Action.VIEW, *subject, field_classes=classes, detail=detail)


def taken(
    request: HttpRequest,
    response: R,
    subject: tuple[str, str],
    what: str,
    classes: tuple[FieldClass, ...],
) -> R:
    """An answer that leaves the site: noted, with the head of the access log."""
    note_request(request, Action.EXPORT, *subject, field_classes=classes, detail={"kind": what})
    response.headers[HEAD_HEADER] = heads.head_line()
    return response


def job_of(number: int | None) -> Shown | None:
    """The state of a job, for its piece of a page."""
    row = Job.objects.filter(pk=number).first() if number is not None else None
    return None if row is None else job_shown(row, timezone.now())


def waiting_for(kind: str, subject: str) -> Proposal | None:
    """The proposal of this kind on this subject that waits for a second person."""
    rows = Proposal.objects.filter(kind=kind, subject=subject, state=Proposal.State.OPEN)
    return rows.order_by("-pk").first()


def page_of(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    shown = {
        "section": SECTION,
        "may_enter": can(request.user, Action.ENTER, FieldClass.PLANNING),
        "may_sign": can(request.user, Action.SIGN, FieldClass.PLANNING),
        "sees_who": sees_who(request),
        "signing_roles": MAY_SIGN,
    }
    return render(request, f"exchanges/{template}", {**shown, **context}, status=status)
