"""Every cell of the table of rights for acts and for scans of paper: rows, fields, pages, and what
each role may do to them."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desks.accounts.cells import nobody, somebody
from desks.handovers.conftest import said_what_for
from desks.handovers.test_handovers_pages import FORM, PNG
from handovers_work import in_hand, logged, note_by, written
from people import member, party, signed_in
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.redaction import shown
from repatria.desks.accounts.rights import TABLE, Action, FieldClass, Role
from repatria.desks.accounts.visible import OwnedRecord, shared
from repatria.desks.handovers import models
from repatria.desks.handovers.models import Act, PaperScan
from repatria.desks.handovers.services.scanning import attach

OWNED = [
    each
    for each in vars(models).values()
    if isinstance(each, type) and issubclass(each, OwnedRecord) and each is not OwnedRecord
]


def allowed(role: Role, action: Action) -> bool:
    return action in TABLE[role].get(FieldClass.CUSTODY, frozenset())


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
@pytest.mark.parametrize(("role", "action"), list(product(Role, Action)), ids=str)
def test_rows_and_fields(role: Role, action: Action, model: type[OwnedRecord]) -> None:
    user = somebody(role)
    rows = model._default_manager.all()
    assert rows.visible_to(user, action).query.is_empty() is not allowed(role, action)
    assert rows.visible_to(nobody(), action).query.is_empty()
    fields = shown(model(), user, action)
    assert set(fields) == (set(model.field_classes) if allowed(role, action) else set())
    assert set(model.field_classes) <= {each.name for each in model._meta.get_fields()}


@pytest.mark.parametrize("role", list(Role))
def test_what_each_role_gets_and_may_do(clerk: User, role: Role) -> None:
    act, draft = logged(clerk, "ua"), in_hand(clerk, "ua", reference="H-2")
    user = member(role, of=clerk.party)
    site = said_what_for(signed_in(user, fresh=True))
    sees, enters, takes, signs = (
        allowed(role, each) for each in (Action.VIEW, Action.ENTER, Action.EXPORT, Action.SIGN)
    )
    one = f"/handovers/acts/{act.digest}"
    for path, may in (
        ("/handovers/", sees), ("/handovers/log", sees), (one, sees),
        (f"{one}/note", takes), (f"{one}/check.zip", takes), ("/handovers/log/checkpoint", takes),
        ("/handovers/log/tile/entries/000.p/1", takes), ("/handovers/log/log.policy", takes),
        ("/handovers/acts/new/handover", enters), (f"{one}/refuse", enters),
        (f"/handovers/acts/{draft.digest}/append", signs),
    ):  # fmt: skip
        assert site.get(path).status_code == (200 if may else 403), path
    posted: tuple[tuple[str, dict[str, Any]], ...] = (
        ("/handovers/acts/new/handover", {**FORM, "reference": "H-3"}),
        (f"{one}/sign", {"pasted": note_by(act, "ru").decode()}),
        (f"{one}/scans", {"scan": SimpleUploadedFile("a.png", PNG), "signer": "ru"}),
        (f"{one}/refuse", {"by": "icrc", "reason": "not there"}),
        (f"/handovers/acts/{draft.digest}/drop", {"why": "a digit"}),
        ("/handovers/log/read", {}),
    )
    for path, data in posted:
        assert site.post(path, data).status_code == (302 if enters else 403), path
    assert Act.objects.filter(reference="H-3").exists() is enters
    assert PaperScan.objects.exists() is enters


def test_drafts_stay_with_their_party_and_what_is_in_the_log_is_seen_by_all(clerk: User) -> None:
    draft, known = written(clerk), logged(clerk, "ua", reference="H-2")
    scan = attach(known, clerk, [PNG], "ru")
    witness = party("RED", Standing.INTERMEDIARY)
    scan.shared_with = shared(["RED"])
    scan.save()
    seen = {}
    for of in (clerk.party, party("B", Standing.PARTY), witness, party()):
        user = member(Role.RECEPTION_DESK, of=of)
        acts = set(Act.objects.visible_to(user).values_list("reference", flat=True))
        assert known.reference in acts
        seen[of.pk] = (
            draft.reference in acts, PaperScan.objects.visible_to(user).exists(),
        )  # fmt: skip
    assert seen == {
        "A": (True, True), "B": (False, False), "RED": (False, True), "OFFICE": (True, True),
    }  # fmt: skip
