"""A list handed in by a program, and its columns named. Nothing of it is in the register until
somebody has read what its report tells and agreed, and that is done on its page alone."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import File, Form, Path, Query, Status
from ninja.files import UploadedFile
from pydantic import Field

from repatria.base.errors import InputError
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.common.api.asking import Code, Sent, Wrong
from repatria.desks.common.api.root import REFUSALS, SENT
from repatria.desks.people.api.common import (
    ENTERING,
    ONE,
    WhatFor,
    about,
    found,
    reader,
    routes,
    session_of,
)
from repatria.desks.people.api.lists import ONE_LIST
from repatria.desks.people.api.shapes import Done, Entered
from repatria.desks.people.api.values import PartialDay, PersonCode, Title
from repatria.desks.people.fields import STATES
from repatria.desks.people.models import ReceivedList, Sender, Whom
from repatria.desks.people.queries.lists import problems_of
from repatria.desks.people.registered import LIST
from repatria.desks.people.services import intake
from repatria.desks.people.services.intake import AboutList, receive
from repatria.desks.people.services.trials import ask_trial

_MOST_PROBLEMS = 5
_AGREED_BY_A_PERSON = (
    "A list is taken in after somebody has read its report and agreed, on its page. No program can."
)


class About(Sent):
    """What is said of a list: whose it is, what it is called, which day it bears, whom it is of and
    what it states of everybody on it."""

    sender: PersonCode = Field(..., description="The code of a sender of your party.")
    title: Title = Field(..., description="Without the names of people.")
    dated: PartialDay = Field("", description="The day that the list bears.")
    legal_basis: Annotated[str, Field(max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    whom: Whom = Whom.ANYONE
    says: str = Field("", description=f"Nothing, or one of: {', '.join(STATES)}.")


class Columns(Sent):
    """Which column holds which field, by its place from 0; a column that is not named stays as it
    is proposed. `""` leaves one out."""

    columns: dict[Annotated[int, Field(ge=0, lt=1024)], Annotated[str, Field(max_length=40)]] = (
        Field(..., max_length=1024)
    )


@routes.post(
    "/lists",
    url_name="register_lists",
    auth=ENTERING,
    response={200: Entered, 201: Entered, **SENT, **ONE},
    exclude_unset=True,
    summary="Hand a list in",
)
def hand_in(
    request: HttpRequest, asked: Query[WhatFor], sent: Form[About], file: File[UploadedFile]
) -> Any:
    """XLSX, XLS, ODS, CSV or PFIF, kept as it came. The same bytes of one sender are held once, and
    then answered with 200. Next say what its columns hold: they are proposed as this sender's were
    the last time, and as their headings say."""
    by = reader(request)
    intake.require_entry(by)
    for name in sorted(set(request.POST) - set(About.model_fields)):
        raise Wrong(name[:60], "there is no such name here.")
    if sent.says and sent.says not in STATES:
        raise Wrong("says", f"nothing, or one of: {', '.join(STATES)}.")
    sender = Sender.objects.filter(party=by.party_id, code=sent.sender).first()
    if sender is None:
        raise Wrong("sender", "your party has no sender of this code.")
    told = AboutList(
        title=sent.title, purpose=asked.purpose.value, dated=sent.dated,
        legal_basis=sent.legal_basis, whom=sent.whom, says=sent.says,
    )  # fmt: skip
    with about("file"):
        try:
            made = receive(
                by, sender, file.chunks(), file.name or "", told, session=session_of(request)
            )
        except InputError as error:
            raise Wrong("file", " ".join(problems_of(error)[:_MOST_PROBLEMS])) from None
    return Status(201 if made.new else 200, {"code": made.of.code})


@routes.post(
    "/lists/{code}/columns",
    url_name="register_list_columns",
    auth=ENTERING,
    response={200: Done, **SENT, **ONE},
    summary="Name the columns of a list",
)
def columns(request: HttpRequest, code: Path[Code], asked: Query[WhatFor], sent: Columns) -> Any:
    """The list is then tried by them in the background; its report tells what was found."""
    of = _own(request, code)
    with about("columns"):
        intake.name_columns(of, reader(request), sent.columns, session=session_of(request))
        ask_trial(of, reader(request), session=session_of(request))
    return {"code": of.code, "state": of.state}


@routes.post(
    "/lists/{code}/approve",
    url_name="register_list_approve",
    auth=ENTERING,
    response=REFUSALS,
    include_in_schema=False,
)
def approve(request: HttpRequest, code: Path[Code], asked: Query[WhatFor]) -> Any:
    """Said in a sentence, since a program that hands lists in will try it."""
    raise Refused(Action.TAKE_IN, FieldClass.IDENTITY, _AGREED_BY_A_PERSON)


def _own(request: HttpRequest, code: str) -> ReceivedList:
    intake.require_entry(reader(request))
    of = found(request, ONE_LIST.all(), LIST, code, Action.VIEW)
    require_own(of, reader(request))
    return of
