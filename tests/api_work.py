"""What tests of the interface for programs share: keys, questions, and two parties' press desks."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from django.test import Client

from people import member, party, with_app
from press_work import ARTICLE, entered
from repatria.desks.accounts.models import Party, Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.tokens import services as tokens
from repatria.desks.accounts.tokens.services import Made
from repatria.desks.press.models import Captives, ClaimDraft, Document
from repatria.desks.press.services import About, add_text, drafts, mark

BASE = "/api/v1/"


class Desk(NamedTuple):
    """A party's press desk: a clerk, a document that is open, one that nobody has looked at, and a
    draft from each."""

    clerk: User
    open: Document
    closed: Document
    draft: ClaimDraft
    closed_draft: ClaimDraft


def desk_of(code: str) -> Desk:
    clerk = member(Role.PRESS, of=party(code, Standing.PARTY), name=f"Clerk of {code}")
    open_one = add_text(clerk, About(title=f"Open of {code}", outlet="Evening"), ARTICLE).document
    mark(open_one, Captives.NO, clerk)
    text = f"A prisoner of {code} speaks. {ARTICLE}"
    closed = add_text(clerk, About(title=f"Closed of {code}"), text).document
    Document.objects.filter(pk=closed.pk).update(shows_captives=Captives.UNKNOWN)
    made = [entered(Document.objects.get(pk=one.pk), clerk) for one in (open_one, closed)]
    drafts.read_document(Document.objects.get(pk=open_one.pk), clerk)
    return Desk(clerk, Document.objects.get(pk=open_one.pk), Document.objects.get(pk=closed.pk),
                *made)  # fmt: skip


def made(user: User, *roles: Role, days: int = 30, enters: bool = False) -> Made:
    """A token of somebody, who has set up a second factor."""
    if not user.authenticator_set.exists():
        with_app(user)
    return tokens.create(user, "For a test", roles or user.roles, days, enters=enters)


def key_of(role: Role, of: Party | None = None, *, enters: bool = False) -> str:
    return made(member(role, of=of), enters=enters).key


def ask(path: str, key: str = "", **headers: str) -> Any:
    """A program's question, and the answer."""
    if key:
        headers["Authorization"] = f"Bearer {key}"
    return Client(SERVER_NAME="localhost").get(BASE + path, headers=headers)


def send(path: str, key: str, body: Any, **headers: str) -> Any:
    """What a program sends as JSON, and the answer."""
    headers["Authorization"] = f"Bearer {key}"
    return Client(SERVER_NAME="localhost").post(
        BASE + path, json.dumps(body), content_type="application/json", headers=headers
    )
