"""Senders and sources: who says something, when, what for and on what ground."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from repatria.base.dates import partial_date
from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.people.models import ListState, ReceivedList, Sender, Source, SourceKind
from repatria.desks.people.models.lists import NameOrder
from repatria.desks.people.refusals import PeopleError
from repatria.desks.router import EXCHANGE

SENDER = "sender"
"""How the access log calls a sender."""


def add_sender(
    by: User,
    name: str,
    *,
    of_party: str = "",
    order: NameOrder = NameOrder.SURNAME_FIRST,
    language: str = "",
    note_: str = "",
    session: str = "",
) -> Sender:
    """Make a sender known. Raises `PeopleError` where one has this name already."""
    require(by, Action.ENTER, FieldClass.IDENTITY)
    name = name.strip()[:200]
    if not name:
        raise PeopleError(_("A sender has a name."))
    try:
        with transaction.atomic(using=EXCHANGE):
            made = Sender.objects.create(
                party_id=by.party_id, name=name, of_party=of_party, order=order,
                language=language, note=note_, added_by=by,
            )  # fmt: skip
            note(by, Action.ENTER, SENDER, made.code, session=session,
                 field_classes=(FieldClass.IDENTITY,))  # fmt: skip
    except IntegrityError:
        raise PeopleError(_("There is a sender of this name already.")) from None
    return made


def add_source(
    by: User,
    kind: SourceKind,
    purpose: Purpose | str,
    *,
    title: str = "",
    ref: str = "",
    root: str = "",
    sender: Sender | None = None,
    of_list: ReceivedList | None = None,
    said_on: str = "",
    legal_basis: str = "",
    held: bool = True,
) -> Source:
    """A source for statements that follow, in the caller's transaction; the statements are what the
    log tells of. Without `root` it is the sender's knowledge, or its own. Unless it is `held`, the
    caller saves it.

    Raises `Refused`, `ValueProblem` for a date, ValueError for a purpose that is not on the list.
    """
    require(by, _asked(of_list), FieldClass.IDENTITY)
    if sender is not None:
        require_own(sender, by)
    if said_on:
        partial_date(said_on)
    made = Source(
        party_id=by.party_id, kind=kind, ref=ref, title=title[:300], sender=sender,
        of_list=of_list, said_on=said_on, purpose=Purpose(purpose).value,
        legal_basis=legal_basis[:500], entered_by=by,
    )  # fmt: skip
    made.root = root or (f"sender:{sender.code}" if sender is not None else f"source:{made.code}")
    if held:
        made.save()
    return made


def said_through(source: Source) -> Action:
    """What whoever holds statements of this source needs a right to. A list that is being taken in
    says what its sender wrote; before and after that, and of any other source, somebody enters
    what it says."""
    return _asked(source.of_list)


def _asked(of: ReceivedList | None) -> Action:
    being_taken_in = of is not None and of.state == ListState.TRIED
    return Action.TAKE_IN if being_taken_in else Action.ENTER
