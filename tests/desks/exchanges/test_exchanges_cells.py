"""Every cell of the table of rights for agreements and lists: rows, fields, pages, and what each
role may do to them."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from desks.accounts.cells import nobody, somebody
from exchanges_work import (
    ON,
    OTHER,
    TEXT,
    agreed,
    begun,
    drafted,
    frozen,
    population,
    said_what_for,
)  # fmt: skip
from people import member, party, signed_in
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.redaction import shown
from repatria.desks.accounts.rights import TABLE, Action, FieldClass, Role
from repatria.desks.accounts.visible import OwnedRecord
from repatria.desks.exchanges import kept, models
from repatria.desks.exchanges.models import Agreement, PlannedList

OWNED = [
    each
    for each in vars(models).values()
    if isinstance(each, type) and issubclass(each, OwnedRecord)
]


def allowed(role: Role, action: Action, of: FieldClass) -> bool:
    return action in TABLE[role].get(of, frozenset())


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)), ids=str)
def test_rows_and_fields(role: Role, action: Action, model: type[OwnedRecord]) -> None:
    user = somebody(role)
    rows = model._default_manager.all()
    may = allowed(role, action, model.row_class)
    assert rows.visible_to(user, action).query.is_empty() is not may
    assert rows.visible_to(nobody(), action).query.is_empty()
    opened = {name for name, of in model.field_classes.items() if allowed(role, action, of)}
    assert set(shown(model(), user, action)) == opened
    assert set(model.field_classes) <= {each.name for each in model._meta.get_fields()}


@pytest.mark.parametrize("role", list(Role))
def test_what_each_role_gets_and_may_do(clerk: User, authority: User, role: Role) -> None:
    population(clerk)
    reading = agreed(clerk)
    of, code = begun(clerk, reading), reading.agreement.code
    drafted(of, clerk, reading)
    held = frozen(drafted(of, clerk, reading, "Again"), clerk, authority)
    listed = kept.unpacked(bytes(held.outcome or b""))["listed"][0]
    site = said_what_for(signed_in(member(role, of=clerk.party), fresh=True))
    sees, enters, takes, proposes = (
        allowed(role, each, FieldClass.PLANNING)
        for each in (Action.VIEW, Action.ENTER, Action.EXPORT, Action.PROPOSE)
    )
    who, checks = (allowed(role, each, FieldClass.LISTED) for each in (Action.VIEW, Action.EXPORT))
    agreement, one = f"/exchanges/agreements/{code}", f"/exchanges/lists/{of.code}"
    made = f"/exchanges/frozen/{held.code}"
    for path, may in (
        ("/exchanges/", sees), (agreement, sees), (f"{agreement}/readings/{reading.pk}", sees),
        (one, sees), (f"{one}/drafts/1", sees), (f"{one}/lottery", sees), (made, sees),
        ("/exchanges/agreements/new", enters), (f"{agreement}/tell", enters),
        (f"{agreement}/lists/new", enters), (f"{one}/drafts/new", enters),
        (f"{one}/drafts/1/commit", proposes), (f"{made}/draw", proposes),
        (f"{one}/drafts/1/who", who), (f"{one}/drafts/2/changes", who),
        (f"{one}/drafts/1/decide", who), (f"{made}/who", who),
        (f"{made}/commitment.json", takes), (f"{made}/check.zip", checks),
    ):  # fmt: skip
        answer = site.get(path)
        assert answer.status_code == (200 if may else 403), path
        if not path.endswith(("who", "changes", "decide")):
            assert not any(each in answer.content.decode("utf-8", "replace") for each in listed)
    posted: tuple[tuple[str, dict[str, Any]], ...] = (
        ("/exchanges/agreements/new", {"text": TEXT}),
        (f"{agreement}/tell", {"text": OTHER.replace("each 3", "each 9"), "why": "More"}),
        (f"{agreement}/called", {"first": "Aland", "second": ""}),
        (f"{agreement}/lists/new", {"title": "August"}),
        (f"{one}/drafts/new", {"reading": reading.pk, "on": str(ON), "why": "Once more"}),
    )
    for path, data in posted:
        assert site.post(path, data).status_code == (302 if enters else 403), path
    assert Agreement.objects.count() == (2 if enters else 1)
    assert PlannedList.objects.count() == (2 if enters else 1)


def test_lists_stay_with_their_party_and_the_office_sees_all(clerk: User) -> None:
    reading = agreed(clerk)
    of = begun(clerk, reading)
    seen = {}
    for body in (clerk.party, party("B"), party("RED", Standing.INTERMEDIARY), party()):
        user = member(Role.AUDITOR, of=body)
        seen[body.pk] = PlannedList.objects.visible_to(user).filter(pk=of.pk).exists()
    assert seen == {"A": True, "B": False, "RED": False, "OFFICE": True}


def test_no_page_says_that_somebody_is_on_the_list(clerk: User, authority: User) -> None:
    """Neither the pages nor their source has the words."""
    from pathlib import Path

    import repatria.desks.exchanges as desk

    folder = Path(desk.__file__).parent
    for file in (*folder.rglob("*.html"), *folder.rglob("*.py")):
        assert "you are on the list" not in file.read_text(encoding="utf-8").casefold(), file
