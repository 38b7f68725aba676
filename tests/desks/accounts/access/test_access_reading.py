"""Views of named records: a purpose first, a row of the log for every read, search and refusal, and
nothing in it that was typed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client, RequestFactory

from repatria.desks.accounts.access import heads
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.access.services import note_request
from repatria.desks.accounts.access.terms import term_digests
from repatria.desks.accounts.access.verifying import verify
from repatria.desks.accounts.models import Party
from repatria.desks.accounts.rights import FieldClass, Role
from trial_people import person, session_name, signed_in
from trial_restricted import TYPE, HeldPerson, table

NAME = "Завгородній Остап"


@pytest.fixture(autouse=True)
def _held(db, settings):
    settings.ROOT_URLCONF = "trial_restricted"
    with table():
        yield


@pytest.fixture
def clerk():
    return person(Role.EXCHANGE_DESK)


@pytest.fixture
def browser(clerk):
    return signed_in(clerk)


@pytest.fixture
def held(clerk):
    return HeldPerson.objects.create(code="H-1", name=NAME, wound="hand", party=clerk.party)


def last():
    return Trace.objects.order_by("-sequence").first()


def rows(action):
    return list(Trace.objects.filter(action=action))


def give_purpose(browser, purpose="exchange"):
    return browser.post("/access-log/purpose", {"purpose": purpose, "next": "/held/H-1"})


def test_a_purpose_is_asked_for_first_and_leads_back(browser, held):
    asked = browser.get("/held/H-1")
    assert asked.status_code == 302
    assert asked["Location"] == "/access-log/purpose?next=%2Fheld%2FH-1"
    assert rows("view") == []
    form = browser.get(asked["Location"])
    assert 'value="/held/H-1"' in form.content.decode()
    assert give_purpose(browser)["Location"] == "/held/H-1"
    assert NAME in browser.get("/held/H-1").content.decode()


def test_a_purpose_that_is_none_is_asked_for_again(browser, held):
    answer = browser.post("/access-log/purpose", {"purpose": "curiosity", "next": "/held/H-1"})
    assert answer.status_code == 200
    assert browser.post("/access-log/purpose", {}).status_code == 200
    assert browser.get("/held/H-1").status_code == 302


@pytest.mark.parametrize(
    "next_", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1", ""]
)
def test_the_question_leads_nowhere_else(browser, next_):
    answer = browser.post("/access-log/purpose", {"purpose": "exchange", "next": next_})
    assert answer["Location"] == "/me"


def test_a_read_is_noted_with_all_that_belongs_to_it(browser, clerk, held):
    give_purpose(browser)
    browser.get("/held/H-1")
    row = last()
    assert (row.action, row.subject_type, row.subject) == ("view", TYPE, "H-1")
    assert (row.actor, row.roles, row.party) == (clerk.code, "exchange_desk", "UA")
    assert row.session == session_name(browser)
    assert row.purpose == "exchange"
    assert row.field_classes == "identity medical"


def test_the_session_in_the_log_opens_nothing(browser, held):
    give_purpose(browser)
    browser.get("/held/H-1")
    key = browser.session.session_key
    assert key not in str(Trace.objects.values_list("session", "detail"))
    thief = Client()
    thief.cookies["repatria-session"] = last().session
    assert thief.get("/held/H-1?purpose=exchange").status_code == 302


def test_a_read_with_a_token_names_the_token_and_not_its_key(clerk):
    request = RequestFactory().get("/api?purpose=exchange")
    request.user, request.resolver_match = clerk, None
    request.api_token = SimpleNamespace(code="T-1")
    row = note_request(request, "view", TYPE, "H-1", field_classes=(FieldClass.IDENTITY,))
    assert (row.session, row.purpose, row.actor) == ("token:T-1", "exchange", clerk.code)


def test_only_the_classes_that_were_shown_are_noted(held):
    family = signed_in(person(Role.FAMILY_LIAISON))
    answer = family.get("/held/H-1?purpose=family")
    assert NAME in answer.content.decode()
    assert "hand" not in answer.content.decode()
    assert last().field_classes == "identity"


def test_a_search_is_noted_by_what_it_showed_and_no_word_of_it(browser, held):
    give_purpose(browser)
    assert browser.get("/held-search", {"q": NAME.split()[0]}).content.decode() == "H-1"
    row = last()
    assert row.action == "search"
    assert row.told["found"] == ["H-1"]
    assert row.told["count"] == 1
    assert row.told["terms"] == term_digests(NAME.split()[0].upper())
    everything = str(list(Trace.objects.values_list()))
    assert NAME.split()[0].casefold() not in everything.casefold()


def test_a_search_needs_a_purpose_as_well(browser, held):
    assert browser.get("/held-search", {"q": "x"})["Location"].startswith("/access-log/purpose")
    assert rows("search") == []


def test_an_export_carries_the_head(held):
    authority = signed_in(person(Role.EXCHANGE_DESK))
    answer = authority.get("/held/H-1/sheet?purpose=exchange")
    assert answer["Repatria-Log-Head"] == heads.head_line() == str(heads.head())
    assert last().action == "export"


def test_what_a_role_does_not_open_is_refused_in_words_and_noted(held):
    browser = signed_in(person(Role.PRESS))
    answer = browser.get("/held/H-1")
    assert answer.status_code == 403
    assert "Your roles do not allow this: view, who a person is." in answer.content.decode()
    row = last()
    assert (row.action, row.subject_type, row.subject) == ("refused", TYPE, "H-1")
    assert row.field_classes == "identity"
    assert row.told == {"method": "GET", "page": "held", "wanted": "view"}
    assert len(rows("refused")) == 1


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_noted(held):
    answer = Client().get("/held/H-1")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in?next=/held/H-1")
    assert (last().action, last().actor, last().subject) == ("refused", "", "H-1")
    assert len(rows("refused")) == 1


def test_a_record_of_another_party_looks_like_none_and_the_try_is_noted(held):
    stranger = signed_in(person(Role.EXCHANGE_DESK, of="RU"))
    there = stranger.get("/held/H-1?purpose=exchange")
    nowhere = stranger.get("/held/H-2?purpose=exchange")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content.replace(b"H-1", b"") == nowhere.content.replace(b"H-2", b"")
    one, other = rows("refused")
    assert (one.subject, other.subject) == ("H-1", "")
    assert rows("view") == []


def test_a_name_typed_into_an_address_does_not_reach_the_log(browser, held):
    give_purpose(browser)
    browser.get(f"/held/{NAME}")
    row = last()
    assert row.action == "refused"
    assert row.told["terms"] == term_digests(NAME)
    assert "Остап" not in str(list(Trace.objects.values_list()))


@pytest.mark.parametrize("way", ["/held/{}", "/held/{}/sheet", f"/access-log/of/{TYPE}/{{}}"])
def test_nor_where_the_roles_refuse_it(held, way):
    """Whoever is refused may have typed a name, too; a code that is one is told."""
    browser = signed_in(person(Role.PRESS))
    assert browser.get(way.format(NAME)).status_code == 403
    row = last()
    assert row.action == "refused"
    assert "Остап" not in str(list(Trace.objects.values_list()))
    assert set(term_digests(NAME)) <= set(row.told["terms"])
    assert browser.get(way.format("H-1")).status_code == 403
    assert (last().subject_type, last().subject) == (TYPE, "H-1")


def test_roles_stand_as_they_were_at_that_time(browser, clerk, held):
    give_purpose(browser)
    browser.get("/held/H-1")
    clerk.grants.all().delete()
    browser.get("/held/H-1")
    one, other = rows("view") + rows("refused")
    assert (one.roles, other.roles) == ("exchange_desk", "")


def test_what_cannot_be_noted_is_not_shown(browser, held, monkeypatch):
    give_purpose(browser)

    def broken(*_, **__):
        raise OSError("the disk is full")

    monkeypatch.setattr("repatria.desks.accounts.access.reading.note_request", broken)
    browser.raise_request_exception = False
    answer = browser.get("/held/H-1")
    assert answer.status_code == 500
    assert NAME not in answer.content.decode()


def test_all_of_it_is_one_chain(browser, held):
    give_purpose(browser)
    for address in ("/held/H-1", "/held/H-9", "/held-search?q=x"):
        browser.get(address)
    assert Party.objects.count() == 1
    assert verify().whole
