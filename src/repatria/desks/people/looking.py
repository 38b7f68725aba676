"""Reading the register apart from a page: who looks, what for, and what they were shown, noted as
the pages note it."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.access.terms import term_digests
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people.queries.dossier import Dossier, dossier
from repatria.desks.people.queries.persons import person
from repatria.desks.people.queries.search import Found, search
from repatria.desks.people.registered import PERSON

_WAY = "command line"


def searched(by: User, purpose: Purpose, text: str) -> Found:
    """Search, and note it. Raises `Refused`."""
    require(by, Action.SEARCH, FieldClass.IDENTITY)
    found = search(by, text, timezone.localdate())
    detail = {"terms": term_digests(text), "found": found.codes, "count": found.count, "way": _WAY}
    note(
        by, Action.SEARCH, PERSON, purpose=purpose.value,
        field_classes=(FieldClass.IDENTITY,), detail=detail,
    )  # fmt: skip
    return found


def looked(
    by: User, purpose: Purpose, code: str, opened: Collection[FieldClass] = ()
) -> Dossier | None:
    """A person with the further classes that are to be opened, noted; `None` where there is none
    that they may see. Raises `Refused` where one of the classes is not theirs to open."""
    for each in {FieldClass.IDENTITY, *opened}:
        require(by, Action.VIEW, each)
    held = person(by, code)
    if held is None:
        return None
    found = dossier(by, held, frozenset(opened))
    note(
        by, Action.VIEW, PERSON, held.code, purpose=purpose.value,
        field_classes=found.classes, detail={"way": _WAY},
    )  # fmt: skip
    return found
