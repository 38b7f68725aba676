"""The interface against its own document: whatever is asked, with whatever key, nothing fails,
every answer is of the shape that is told, and none has a field that the role may not have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any

import pytest

from api_fuzzing import CHECKS, POSTGRES, ask_all, call, connections_kept, schema, walked
from api_work import Desk, key_of
from repatria.desks.accounts.rights import Action, FieldClass, Role, allowed
from repatria.desks.common.api.shapes import OWN
from repatria.desks.press.models import ClaimDraft, Document, DraftVersion
from repatria.desks.record import models

EXAMPLES = 3 if POSTGRES else 8
MOST = 5
"""Of things that there are."""
NOBODY = "anonymous"


@pytest.fixture
def _unhindered(settings: Any, demo_rows: None, ours: Desk, theirs: Desk) -> Iterator[None]:
    """Without limits: a test of its own is about those."""
    settings.ACCOUNT_RATE_LIMITS = {"api_token": None, "api_refused": None}
    with connections_kept():
        yield


@pytest.mark.usefixtures("_unhindered")
@pytest.mark.parametrize("who", [NOBODY, *Role])
def test_whatever_is_asked(who: str, ours: Desk) -> None:
    role = None if who == NOBODY else Role(who)
    key = "" if role is None else key_of(role, ours.clerk.party)
    whole = schema()
    answered: dict[str, set[int]] = {}
    for found in whole.get_all_operations():
        operation = found.ok()
        if "/register/" in operation.label:
            # A test of its own is about the register.
            continue
        seen = answered.setdefault(operation.label, set())
        judge = partial(_judged, role=role, document=whole.raw_schema, seen=seen)
        # What is open asks for no key, so that it is the same for every role.
        if role is None or _closed(operation.label, whole.raw_schema)[0]:
            known = list(islice(_known(operation.path), MOST))
            ask_all(operation, known, EXAMPLES, partial(call, key=key, judge=judge))
        _ask_known(operation, key, judge)
    for label, seen in answered.items():
        closed, open_to = _closed(label, whole.raw_schema)
        if not closed:
            assert 200 in seen, label
        elif role is None:
            assert seen == {401}, label
        elif allowed([role], Action.EXPORT, open_to):
            assert 200 in seen, label
        else:
            assert {403} <= seen <= {401, 403, 422}, label


def _ask_known(operation: Any, key: str, judge: Any) -> None:
    """About some of the things that there are, or for a list as it begins."""
    known = list(islice(_known(operation.path), MOST))
    for held in known:
        call(operation.Case(path_parameters=held), key, judge)
    if not known and not operation.path_parameters:
        call(operation.Case(query=_least(operation)), key, judge)


def _judged(case: Any, response: Any, *, role: Role | None, document: Any, seen: set[int]) -> None:
    seen.add(response.status_code)
    case.validate_response(response, checks=list(CHECKS))
    if response.status_code != 200:
        assert {"detail"} <= set(response.json()) <= {"detail", "field"}
        return
    told = case.operation.definition.raw["responses"]["200"]["content"]["application/json"]
    roles = [] if role is None else [role]
    for path, which in walked(response.json(), told["schema"], document, _default(case.path)):
        assert which, f"{case.path}: no class is named for {path}"
        assert which == OWN or allowed(roles, Action.EXPORT, FieldClass(which)), path
    _as_its_model_says(response.json(), case.path, roles)


def _default(path: str) -> str:
    """All of the record is published."""
    closed = any(part in path for part in ("/press/", "/me", "/audit/"))
    return "" if closed else FieldClass.PUBLISHED


def _as_its_model_says(answer: Any, path: str, roles: list[Role]) -> None:
    """The classes that the rows themselves name for their fields, each as it is marked now."""
    items = answer.get("items", [answer])
    for item in items if "/press/" in path else ():
        if "/documents" in path:
            classes = dict(Document.objects.get(code=item["code"]).field_classes)
            names = item.keys() - {"quotations"}
        else:
            row = ClaimDraft.objects.get(code=item["code"])
            classes = {**ClaimDraft.field_classes, **DraftVersion.field_classes}
            names = item.keys() - {"document"}
            words = {"fields", "reasons", "doubts"} & names
            assert not words or allowed(roles, Action.EXPORT, row.document.content_class)
        for name in names:
            assert allowed(roles, Action.EXPORT, classes[name]), name


def _closed(label: str, document: Any) -> tuple[bool, FieldClass]:
    method, path = label.split()
    one = document["paths"][path][method.lower()]
    if path.endswith("/me"):
        return bool(one.get("security")), FieldClass.PUBLISHED
    return bool(one.get("security")), (FieldClass.ACCESS if "/audit/" in path else FieldClass.PRESS)


def _known(path: str) -> Iterator[dict[str, str]]:
    """Things that there are, for operations on one thing."""
    for begin, rows in {
        "/exchanges/": models.Exchange.objects.all(),
        "/claims/": models.Claim.objects.all(),
        "/agreements/": models.Agreement.objects.all(),
        "/documents/": Document.objects.all(),
        "/drafts/": ClaimDraft.objects.all(),
    }.items():
        if f"{begin}{{code}}" in path and "/legs/" not in path:
            yield from ({"code": row.code} for row in rows)
    if "/legs/" in path:
        for row in models.Leg.objects.all():
            yield {"code": row.exchange_id, "giver": row.giver, "receiver": row.receiver,
                   "track": row.track}  # fmt: skip
    for begin, keys in {
        "/sources/": models.Source.objects.values_list("key", flat=True),
        "/contradictions/": models.Finding.objects.exclude(kind="carried").values_list(
            "key", flat=True
        ),
    }.items():
        if f"{begin}{{key}}" in path:
            yield from ({"key": key} for key in keys)


def _least(operation: Any) -> dict[str, str]:
    """The fewest parameters that an operation takes."""
    needed = [one.name for one in operation.query if one.is_required]
    return dict.fromkeys(needed, "2026-11-01")
