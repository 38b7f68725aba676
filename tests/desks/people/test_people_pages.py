"""The pages of the register through a browser: what they ask, show, note and refuse."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from people import member, party, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import Choice, Person, Source, Statement
from repatria.desks.people.opening import OPENED
from repatria.desks.people.services import Stated

Known = Callable[..., Person]
NewSource = Callable[..., Source]
HOME = "/register/"


def page(site: Client, path: str, **asked: str) -> str:
    answer = site.get(path, {"purpose": "exchange", **asked})
    assert answer.status_code == 200, answer
    return re.sub(r"\s+", " ", answer.content.decode())


def at(person: Person, rest: str = "") -> str:
    return f"/register/people/{person.code}{rest}"


def noted(person: Person, action: str = "view") -> list[Trace]:
    return list(Trace.objects.filter(subject_type="person", subject=person.code, action=action))


def test_the_first_page_counts_and_names_nobody(desk: Client, known: Known) -> None:
    known(surname="Шевченко", state="captive")
    known(surname="Коваль", state="missing")
    answer = desk.get(HOME)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "captivity confirmed" in text
    assert "Шевченко" not in text
    assert not Trace.objects.filter(action="view", subject_type="person").exists()


def test_a_search_asks_what_for_and_notes_its_words_as_digests(
    desk: Client, known: Known, clerk: User
) -> None:
    person = known(surname="Шевченко", given="Тарас", state="captive")
    asked = desk.get("/register/search", {"q": "Shevchenko"})
    assert asked.status_code == 302
    assert "/access-log/purpose" in asked["Location"]
    assert not Trace.objects.filter(action="search").exists()
    text = page(desk, "/register/search", q="Shevchenko")
    assert person.code in text
    assert "captivity confirmed" in text
    (row,) = Trace.objects.filter(action="search")
    assert row.told["found"] == [person.code]
    assert "henko" not in row.detail.casefold()
    assert (row.actor, row.purpose) == (clerk.code, "exchange")


def test_a_search_shows_no_number_for_a_person(desk: Client, known: Known) -> None:
    known(surname="Шевченко", given="Тарас")
    text = page(desk, "/register/search", q="Шевченко").casefold()
    for word in ("score", "closeness", "weight", "%", "points"):
        assert word not in text[text.index("<main") : text.index("</main")]


@pytest.mark.parametrize("q", ["", "---", "\0", "x" * 300])
def test_a_search_for_nothing_finds_nobody_and_says_why(desk: Client, q: str) -> None:
    assert "<table" not in page(desk, "/register/search", q=q)


def test_the_page_of_a_person_asks_what_for_and_is_noted(desk: Client, known: Known) -> None:
    person = known(surname="Шевченко", held_at="A camp")
    assert desk.get(at(person)).status_code == 302
    assert noted(person) == []
    assert "Шевченко" in page(desk, at(person))
    (row,) = noted(person)
    assert row.field_classes == "identity status"
    assert row.purpose == "exchange"
    assert desk.head(at(person) + "?purpose=exchange").status_code == 200
    assert len(noted(person)) == 1


def test_the_page_tells_sources_disagreement_and_contradictions(
    desk: Client, known: Known, new_source: NewSource, clerk: User
) -> None:
    person = known(surname="Шевченко", birth="14.06.1987", state=Stated("dead", on="2024-01-01"))
    for value in ("1987", "14.06.1988"):
        services.state(person, "birth", value, new_source(title="A list"), clerk)
    services.state(person, "life", Stated("seen", on="2025-02-01"), new_source(), clerk)
    text = page(desk, at(person))
    assert "3 sources" in text
    assert "1 disagrees" in text
    assert "Alive after reported dead" in text
    assert "14.06.1988" in text
    assert "list: A list" in text


def test_a_shut_block_is_opened_with_a_purpose_and_shuts_again(desk: Client, known: Known) -> None:
    person = known(surname="Шевченко", held_at="A camp")
    other = known(surname="Коваль", held_at="Another camp")
    assert "A camp" not in page(desk, at(person))
    unsaid = desk.post(at(person, "/open"), {"which": "place"})
    assert unsaid.status_code == 302
    assert "A camp" not in page(desk, at(person))
    opened = desk.post(at(person, "/open"), {"which": "place", "purpose": "family"})
    assert opened["Location"] == at(person) + "#place"
    assert [row.purpose for row in noted(person) if row.field_classes == "place"] == ["family"]
    assert "A camp" in page(desk, at(person))
    assert noted(person)[-1].field_classes == "identity place status"
    assert "Another camp" not in page(desk, at(other))
    session = desk.session
    session[OPENED] = {person.code: {"place": 0.0}}
    session.save()
    assert "A camp" not in page(desk, at(person))


def test_whoever_may_not_see_a_class_is_neither_told_of_it_nor_opens_it(
    desk: Client, known: Known
) -> None:
    liaison = member(Role.FAMILY_LIAISON, of=party("A", Standing.PARTY))
    person = known(surname="Шевченко", held_at="A camp")
    site = signed_in(liaison)
    assert "Places" not in page(site, at(person))
    refused = site.post(at(person, "/open"), {"which": "place", "purpose": "family"})
    assert refused.status_code == 403
    assert noted(person, "refused") or Trace.objects.filter(action="refused").exists()


def test_somebody_is_entered_with_one_value_and_no_more(desk: Client) -> None:
    assert desk.get("/register/people/new").status_code == 302
    text = page(desk, "/register/people/new")
    assert "Person to be informed" not in text
    assert 'name="surname"' in text
    required = re.findall(r"<(?:input|select)[^>]* required[^>]*>", text)
    assert ["title" in each for each in required] == [True], "and nothing of the person"
    empty = desk.post("/register/people/new?purpose=exchange", {"title": "A call"})
    assert empty.status_code == 422
    assert "at least one value" in empty.content.decode()
    made = desk.post(
        "/register/people/new?purpose=exchange",
        {"title": "A call", "said_on": "2025-06", "given": "Тарас", "price": "1"},
    )
    person = Person.objects.get()
    assert made["Location"] == at(person)
    said = person.statements.select_related("source").get()
    assert (said.field, said.value, said.source.said_on) == ("given", "Тарас", "2025-06")


def test_a_statement_is_added_chosen_and_withdrawn(desk: Client, known: Known, clerk: User) -> None:
    person = known(surname="Шевченко", birth="14.06.1987")
    wrong = desk.post(
        at(person, "/state/birth?purpose=exchange"), {"value": "", "title": "x", "on": "yesterday"}
    )
    assert wrong.status_code == 422
    desk.post(at(person, "/state/birth?purpose=exchange"), {"value": "1990", "title": "A passport"})
    said = Statement.objects.get(value="1990")
    decide = at(person, f"/statements/{said.pk}")
    assert desk.get(f"{decide}/choose?purpose=exchange").status_code == 200
    assert desk.post(f"{decide}/choose?purpose=exchange", {"why": ""}).status_code == 422
    desk.post(f"{decide}/choose?purpose=exchange", {"why": "seen by us"})
    person.refresh_from_db()
    assert person.birth == "1990"
    choice = Choice.objects.get()
    assert "seen by us" in page(desk, at(person))
    desk.post(at(person, f"/choices/{choice.pk}/withdraw"), {"why": "a copy"})
    desk.post(f"{decide}/withdraw?purpose=exchange", {"why": "of another man"})
    person.refresh_from_db()
    assert person.birth == "14.06.1987"
    assert "of another man" in page(desk, at(person))
    assert desk.get(f"{decide}/withdraw?purpose=exchange").status_code == 404


def test_the_office_reads_and_is_offered_nothing_to_change(known: Known) -> None:
    person = known(surname="Шевченко")
    office = signed_in(member(Role.EXCHANGE_DESK))
    text = page(office, at(person))
    assert "/state/" not in text
    said = person.statements.get()
    for rest in ("/state/birth", f"/statements/{said.pk}/withdraw"):
        answer = office.post(
            at(person, rest + "?purpose=exchange"), {"why": "x", "value": "1", "title": "x"}
        )
        assert answer.status_code == 403
        assert "another party" in answer.content.decode()
    assert Statement.objects.get().withdrawn_at is None


@pytest.mark.parametrize(
    "rest", ["/state/price", "/statements/999999/choose", f"/statements/{'9' * 25}/withdraw"]
)
def test_what_is_not_there(desk: Client, known: Known, rest: str) -> None:
    assert desk.get(at(known(surname="Шевченко"), rest + "?purpose=exchange")).status_code == 404


def test_a_code_that_is_none_is_kept_as_a_digest(desk: Client) -> None:
    assert desk.get("/register/people/Shevchenko?purpose=exchange").status_code == 404
    (row,) = Trace.objects.filter(action="refused")
    assert "hevchenko" not in f"{row.subject} {row.detail}"


def test_what_somebody_typed_is_shown_as_text(desk: Client, known: Known) -> None:
    person = known(surname="<script>alert(1)</script>", unit="<b>x</b>")
    assert "<script>alert" not in page(desk, at(person))
    assert "<b>x</b>" not in page(desk, at(person))
    assert "<script>alert" not in page(desk, "/register/search", q="script alert")
