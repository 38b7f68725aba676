"""The public part of the interface: the same as the pages' files, in parts, and open to anybody."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from api_work import BASE, ask
from people import member, signed_in
from repatria.desks.accounts.rights import Role
from repatria.desks.common.api.root import api
from repatria.desks.record import models

pytestmark = pytest.mark.usefixtures("demo_rows", "_counted")
LISTS = ("exchanges", "legs", "claims", "contradictions", "sources", "agreements", "changes")


def told(path: str, **headers: str) -> Any:
    answer = ask(path, **headers)
    assert answer.status_code == 200, answer.content
    return answer.json()


def every(path: str) -> list[Any]:
    """All parts of a list."""
    found, following = [], path
    while following:
        part = told(following)
        found += part["items"]
        following = (part["next"] or "").partition(BASE)[2]
    return found


def test_one_thing_is_what_the_file_of_its_page_is() -> None:
    leg = models.Leg.objects.order_by("day").first()
    assert leg is not None
    codes = {
        "exchange": [[leg.exchange_id]],
        "leg": [[leg.exchange_id, leg.giver, leg.receiver, leg.track]],
        "source": models.Source.objects.values_list("key")[:5],
        "contradiction": models.Finding.objects.exclude(kind="carried").values_list("key")[:5],
        "agreement": models.Agreement.objects.values_list("code"),
    }
    paths = {"leg": "exchanges/{}/legs/{}/{}/{}"}
    for name, several in codes.items():
        assert several
        for these in several:
            path = paths.get(name, f"{name}s/{{}}").format(*these)
            for query in ("", "?as_known=2025-07-01"):
                page = Client(SERVER_NAME="localhost").get(
                    reverse(f"record:{name}_json", args=these) + query
                )
                answer = ask(path + query)
                assert answer.status_code == page.status_code, (path, query)
                if page.status_code == 200:
                    assert answer.content == page.content, (path, query)


@pytest.mark.parametrize("name", ["contradictions", "sources", "agreements"])
def test_a_list_in_parts_is_the_list_of_the_file(name: str) -> None:
    page = Client(SERVER_NAME="localhost").get(reverse(f"record:{name}_json")).json()
    assert every(f"{name}?limit=2" if name != "sources" else f"{name}?limit=40") == page[name]


def test_legs_and_changes_are_those_of_their_files() -> None:
    client = Client(SERVER_NAME="localhost")
    assert every("changes?limit=50") == client.get(reverse("record:changes_json")).json()["changes"]
    assert every("legs?limit=20") == sorted(
        client.get(reverse("record:overview_json")).json()["legs"],
        key=lambda one: (one["date"], one["exchange"], one["track"], one["giver"]),
    )


@pytest.mark.parametrize("name", LISTS)
def test_every_thing_is_in_one_part(name: str) -> None:
    whole = [json.dumps(one, sort_keys=True) for one in every(f"{name}?limit=200")]
    parts = [json.dumps(one, sort_keys=True) for one in every(f"{name}?limit=7")]
    assert parts == whole
    assert len(set(whole)) == len(whole) > 0


def test_the_parts_of_a_list_are_as_known_on_the_day_of_the_first() -> None:
    first = told("claims?limit=1&as_known=2025-06-15")
    assert "as_known=2025-06-15" in first["next"]
    assert len(every("claims?limit=50&as_known=2025-06-15")) < len(every("claims?limit=200"))
    today = told("claims?limit=1")
    assert "as_known=20" in today["next"]
    assert today["as_known"] is None


def test_the_link_to_the_next_part_stands_in_the_head_too() -> None:
    answer = ask("exchanges?limit=1")
    assert answer.headers["Link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert "Link" not in ask("exchanges?limit=200").headers


def test_filters_leave_what_they_say() -> None:
    assert {one["track"] for one in every("exchanges?track=remains")} == {"remains"}
    code = every("exchanges?limit=200")[0]["code"]
    assert {one["exchange"] for one in every(f"legs?exchange={code}")} == {code}
    assert {one["exchange"] for one in every(f"claims?exchange={code}")} == {code}
    kinds = {one["kind"] for one in every("contradictions?kind=between_sides")}
    assert kinds == {"between_sides"}
    days = [one["date"] for one in every("legs?from=2025-06-01&until=2025-06-30")]
    assert days
    assert all(day.startswith("2025-06") for day in days)


def test_sentences_in_the_language_that_is_asked_for() -> None:
    key = told("contradictions?limit=1")["items"][0]["key"]
    said = {
        lang: told(f"contradictions/{key}?lang={lang}")["reasons"][0]["sentence"]
        for lang in ("en", "uk", "ru")
    }
    assert len(set(said.values())) == 3
    assert ask(f"contradictions/{key}?lang=uk").headers["Content-Language"] == "uk"


def test_what_has_not_changed_is_not_sent_again() -> None:
    first = ask("claims?limit=5")
    again = ask("claims?limit=5", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "public, no-cache"
    other = ask("claims?limit=6", **{"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_a_head_is_that_of_the_whole_answer() -> None:
    whole = ask("exchanges?limit=3")
    head = Client(SERVER_NAME="localhost").head(BASE + "exchanges?limit=3")
    assert head.status_code == 200
    for name in ("ETag", "Content-Length", "Content-Type", "Link"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("exchanges?as_knwon=2025-06-01", "There is no “as_knwon” here; there are: as_known,"),
        ("exchanges?as_known=1748736000", "as_known: write the day as YYYY-MM-DD"),
        ("exchanges?as_known=2025-02-30", "as_known:"),
        ("exchanges?from=2025-06-02&until=2025-06-01", "until: this day is before the first"),
        ("changes/between?from=2025-06-02&to=2025-06-01", "to: this day is before the first"),
        ("exchanges?limit=0", "limit:"),
        ("exchanges?limit=201", "limit:"),
        ("exchanges?lang=de", "lang:"),
        ("exchanges?cursor=nothing", "This cursor is none of this list"),
        ("exchanges/%00", "code:"),
        ("claims?exchange=%00", "exchange:"),
    ],
)
def test_a_bad_question_is_refused_with_a_sentence(path: str, said: str) -> None:
    answer = ask(path)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(said)


@pytest.mark.parametrize(
    "path", ["exchanges/no", "claims/no", "sources/no", "contradictions/no", "agreements/no"]
)
def test_what_is_not_there_is_not_found(path: str) -> None:
    answer = ask(path)
    assert (answer.status_code, list(answer.json())) == (404, ["detail"])


def test_before_the_first_word_of_it_a_thing_is_not_known() -> None:
    code = every("exchanges?limit=200")[0]["code"]
    assert ask(f"exchanges/{code}?as_known=2001-01-01").status_code == 404
    assert every("exchanges?as_known=2001-01-01") == []


def test_other_sites_may_read_where_this_one_can_be_reached(settings: Any) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "register.example"]
    for host, open_to in (("localhost", None), ("127.0.0.1:8000", None), ("register.example", "*")):
        answer = Client().get(BASE + "exchanges?limit=1", headers={"Host": host})
        assert answer.status_code == 200
        assert answer.headers.get("Access-Control-Allow-Origin") == open_to, host


def test_what_takes_a_token_is_open_to_no_other_site(settings: Any) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "register.example"]
    for path in ("me", "press/documents"):
        answer = Client().get(BASE + path, headers={"Host": "register.example"})
        assert answer.status_code == 401
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_cookie_opens_nothing_and_is_not_looked_at() -> None:
    client = signed_in(member(Role.PRESS))
    assert client.get(BASE + "me").status_code == 401
    answer = client.get(BASE + "exchanges?limit=1")
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert not answer.cookies


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_of_the_record_is_changed_this_way(method: str) -> None:
    for path in ("exchanges", "me", "press/documents"):
        assert getattr(Client(SERVER_NAME="localhost"), method)(BASE + path).status_code == 405


def test_every_shape_has_a_name_of_its_own() -> None:
    """Two classes of one name would share one place in the document."""
    held = api.get_openapi_schema()["components"]["schemas"]
    for bound in api._get_bound_routers():
        for view in bound.path_operations.values():
            for operation in view.operations:
                models_ = [*operation.models, *filter(None, operation.response_models.values())]
                for model in models_:
                    mode: Any = "validation" if model in operation.models else "serialization"
                    defs = model.model_json_schema(mode=mode).get("$defs", {})
                    for name, shape in defs.items():
                        assert set(shape.get("properties", {})) == set(
                            held[name].get("properties", {})
                        ), name
                        assert shape.get("enum") == held[name].get("enum"), name


def test_the_page_that_tells_of_it_names_every_operation() -> None:
    for language in ("", "/uk", "/ru"):
        page = Client(SERVER_NAME="localhost").get(f"{language}/api")
        assert page.status_code == 200
        for path, methods in api.get_openapi_schema()["paths"].items():
            for method in methods:
                assert f"{method.upper()} {path}" in page.content.decode()
