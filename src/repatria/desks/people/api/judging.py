"""Judging two records by a program, and taking a judgement back.

The rule of the register stands here too: what is asked about twice on the page is not judged by a
program, since it asks for what a person knows besides.
"""

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Status
from pydantic import Field

from repatria.desks.accounts.asking import require
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.common.api.asking import Code, Sent, Wrong
from repatria.desks.common.api.root import SENT
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
from repatria.desks.people.api.links import JUDGEMENT, two
from repatria.desks.people.api.shapes import Done, Entered
from repatria.desks.people.api.values import Note, Why
from repatria.desks.people.models import Judgement, JudgementVerdict
from repatria.desks.people.services.judging import AskedAgain, judge, withdraw_judgement

_BY_A_PERSON = "A person judges this, on the page of the two records."


class Verdict(Sent):
    """What somebody judged of two records."""

    verdict: JudgementVerdict
    why: Note = Field("", description="Without it, what agrees and what differs is the reason.")


class Back(Sent):
    """Why it is taken back; it stays with the judgement."""

    why: Why


@routes.post(
    "/links/{one}/{other}",
    url_name="register_pair",
    auth=ENTERING,
    response={201: Entered, **SENT, **ONE},
    exclude_unset=True,
    summary="Judge two records",
)
def judge_pair(
    request: HttpRequest, one: Path[Code], other: Path[Code], asked: Query[WhatFor], sent: Verdict
) -> Any:
    """A judgement joins two records and changes neither. Names alone never link: what the register
    asks about twice is refused here, and judged on its page."""
    require(request.user, Action.JUDGE, FieldClass.IDENTITY)
    left, right = two(request, one, other, Action.VIEW)
    with about("verdict"):
        try:
            made = judge(
                left, right, sent.verdict, reader(request), sent.why, session=session_of(request)
            )
        except AskedAgain as error:
            raise Wrong("verdict", f"{error} {_BY_A_PERSON}") from None
    return Status(201, {"code": made.code})


@routes.post(
    "/judgements/{code}/withdraw",
    url_name="register_judgement_withdraw",
    auth=ENTERING,
    response={200: Done, **SENT, **ONE},
    summary="Withdraw a judgement",
)
def withdraw(request: HttpRequest, code: Path[Code], asked: Query[WhatFor], sent: Back) -> Any:
    """Both records stand as before; the judgement stays in the history, marked."""
    require(request.user, Action.JUDGE, FieldClass.IDENTITY)
    rows = Judgement.objects.select_related("one", "other")
    held = found(request, rows, JUDGEMENT, code, Action.VIEW)
    with about("why"):
        withdraw_judgement(held, reader(request), sent.why, session=session_of(request))
    return {"code": held.code, "state": "withdrawn"}
