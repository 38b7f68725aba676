"""The register's part of the interface against its own document: whatever is asked or sent, by
whichever role, nothing fails, every answer is of the shape that is told, and each single value of
it is of a class that the table lets that role export."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from api_fuzzing import CHECKS, POSTGRES, ask_all, call, connections_kept, schema, walked
from api_work import key_of
from register_work import CAMP, KIN, Register, register_of
from repatria.desks.accounts.rights import Action, FieldClass, Role, allowed
from repatria.desks.common.api.shapes import OWN
from repatria.desks.people.fields import FIELDS

EXAMPLES = 3 if POSTGRES else 6
NOBODY = "anonymous"
_GOOD = {"purpose": "exchange"}
_OF_CLASS = {each.key: each.field_class for each in FIELDS.values()}
OPENS = {
    "/people": (Action.SEARCH, FieldClass.IDENTITY),
    "/cards": (Action.EXPORT, FieldClass.STATUS),
    "/cards/{code}": (Action.EXPORT, FieldClass.STATUS),
}
"""What an operation that reads asks for besides exporting who a person is."""
ENTERS = {
    "/people/{code}/statements": (Action.ENTER, FieldClass.IDENTITY),
    "/people/{code}/statements/{id}/withdraw": (Action.ENTER, FieldClass.IDENTITY),
    "/people/{code}/cards": (Action.ENTER, FieldClass.STATUS),
    "/cards/{code}": (Action.ENTER, FieldClass.STATUS),
    "/cards/{code}/withdraw": (Action.ENTER, FieldClass.STATUS),
    "/words": (Action.ENTER, FieldClass.STATUS),
    "/links/{one}/{other}": (Action.JUDGE, FieldClass.IDENTITY),
    "/judgements/{code}/withdraw": (Action.JUDGE, FieldClass.IDENTITY),
    "/lists": (Action.TAKE_IN, FieldClass.IDENTITY),
    "/lists/{code}/columns": (Action.TAKE_IN, FieldClass.IDENTITY),
}


@pytest.fixture
def ours(db: None, settings: Any) -> Iterator[Register]:
    """Without limits: tests of their own are about those."""
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"api_token": None, "api_refused": None}
    settings.REPATRIA_API_NAMES = 10**6
    made = register_of("A")
    register_of("B")
    with connections_kept():
        yield made


@pytest.mark.parametrize("who", [NOBODY, *Role])
def test_whatever_is_asked_of_the_register(who: str, ours: Register) -> None:
    role = None if who == NOBODY else Role(who)
    key = "" if role is None else key_of(role, ours.clerk.party, enters=True)
    whole = schema()
    for found in whole.get_all_operations():
        operation = found.ok()
        if "/register/" not in operation.label:
            continue
        seen: set[int] = set()
        judge = partial(_judged, role=role, document=whole.raw_schema, seen=seen)
        known = list(_known(operation.path, ours))
        # What is refused before it is read is refused alike, so that a few questions will do.
        examples = EXAMPLES if _may(operation, role) else 2
        ask_all(operation, known, examples, partial(call, key=key, judge=judge))
        _ask_well(operation, ours, key, judge)
        if role is None:
            assert seen == {401}, operation.label
        elif _may(operation, role):
            assert seen & {200, 201}, (operation.label, seen)
        else:
            # What is broken is refused before anybody looks who sent it.
            broken = {400} if operation.method.lower() == "post" else set()
            assert {403} <= seen <= {401, 403, 404, 422} | broken, (operation.label, seen)


def test_every_operation_is_told_whole(db: None) -> None:
    """Each has a sentence on itself, and names what may be sent, asked and answered."""
    with connections_kept():
        document = schema().raw_schema
    paths = {path: each for path, each in document["paths"].items() if "/register/" in path}
    assert len(paths) > 15
    for path, methods in paths.items():
        for method, one in methods.items():
            label = f"{method} {path}"
            assert one["summary"], label
            assert one["description"], label
            assert one["security"], label
            assert {"401", "403", "422", "429"} <= set(map(str, one["responses"])), label
            purpose = next(each for each in one["parameters"] if each["name"] == "purpose")
            assert purpose["required"], label
            assert ("requestBody" in one) is (method == "post"), label


def _may(operation: Any, role: Role | None) -> bool:
    if role is None:
        return False
    path = operation.path.removeprefix("/api/v1/register").removeprefix("/register")
    if operation.method.lower() == "post":
        return allowed([role], *ENTERS[path])
    needed = [OPENS.get(path, (Action.EXPORT, FieldClass.IDENTITY)),
              (Action.EXPORT, FieldClass.STATUS)]  # fmt: skip
    return all(allowed([role], *each) for each in needed)


def _ask_well(operation: Any, ours: Register, key: str, judge: Any) -> None:
    """About things that there are, with what the operation needs."""
    path = operation.path.rpartition("/register")[2]
    query = {**_GOOD, **({"q": "Жолнерчик Остап"} if path == "/people" else {})}
    known = list(_known(operation.path, ours)) or [{}]
    body: dict[str, Any] = {}
    if operation.method.lower() == "post":
        body = {"body": _body(path, ours), "media_type": _media(path)}
    for held in known:
        call(operation.Case(path_parameters=held, query=query, **body), key, judge)


def _media(path: str) -> str:
    return "multipart/form-data" if path == "/lists" else "application/json"


def _body(path: str, ours: Register) -> dict[str, Any]:
    return {
        "/people/{code}/statements": {"field": "rank", "value": "солдат", "source": "A call"},
        "/people/{code}/statements/{id}/withdraw": {"why": "a slip"},
        "/people/{code}/cards": {"occasion": "arrival", "on": "2026-05-01", "held_by": "HOLDER"},
        "/cards/{code}": {"sent_on": str(timezone.localdate()), "values": {"rank": "солдат"}},
        "/cards/{code}/withdraw": {"why": "a slip"},
        "/words": {"says": "alive", "how": "seen", "certainty": "certain", "name": "Бусол"},
        "/links/{one}/{other}": {"verdict": "unsure"},
        "/judgements/{code}/withdraw": {"why": "a slip"},
        "/lists": {"sender": ours.sender.code, "title": "Fuzzed",
                   "file": "ПІБ\nСтриж Юрій Якович\n".encode()},
        "/lists/{code}/columns": {"columns": {}},
    }[path]  # fmt: skip


def _known(path: str, ours: Register) -> Iterator[dict[str, Any]]:
    if "/links/{one}" in path:
        yield {"one": ours.person.code, "other": ours.twin.code}
        return
    of = {
        "/people/": (ours.person, ours.other), "/lists/": (ours.open_list, ours.list),
        "/cards/": (ours.card,), "/words/": (ours.word, ours.waiting),
        "/alarms/": (ours.alarm,), "/judgements/": (ours.judgement,),
    }  # fmt: skip
    for begin, rows in of.items():
        if f"{begin}{{code}}" not in path:
            continue
        for row in rows:
            held: dict[str, Any] = {"code": row.code}
            if "{id}" in path:
                # The last is that of a rank or unit, so that names stay for what follows.
                held["id"] = row.statements.filter(field="unit").get().pk
            yield held


def _judged(case: Any, response: Any, *, role: Role | None, document: Any, seen: set[int]) -> None:
    seen.add(response.status_code)
    case.validate_response(response, checks=list(CHECKS))
    answer = response.json()
    if response.status_code not in (200, 201):
        assert {"detail"} <= set(answer) <= {"detail", "field"}
        return
    responses = case.operation.definition.raw["responses"]
    told = responses[str(response.status_code)]["content"]["application/json"]
    roles = [] if role is None else [role]
    for path, which in walked(answer, told["schema"], document, ""):
        assert which, f"{case.path}: no class is named for {path}"
        assert which == OWN or allowed(roles, Action.EXPORT, FieldClass(which)), path
        assert which == OWN or allowed(roles, Action.VIEW, FieldClass(which)), path
    for field in _fields_in(answer):
        assert allowed(roles, Action.EXPORT, _OF_CLASS[field]), field
    for secret in (CAMP, KIN, "diminished"):
        # Places, families and health are exported by nobody.
        assert secret not in response.text


def _fields_in(value: Any) -> Iterator[str]:
    """The fields of the register of which an answer says something."""
    if isinstance(value, dict):
        if value.get("field") in _OF_CLASS and {"value", "one"} & value.keys():
            yield value["field"]
        for each in value.values():
            yield from _fields_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _fields_in(each)
