"""What a program enters in the register with a token that was made for it, and what stays for
people."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from api_work import BASE, ask, key_of, made, send
from people import member, party
from people_lists import csv_of
from register_work import Register, register_of
from repatria.desks.accounts.models import Standing, Trace
from repatria.desks.accounts.rights import Role
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.people import services
from repatria.desks.people.models import (
    Alarm,
    CaptureCard,
    Judgement,
    ListState,
    ReceivedList,
    ReturneeWord,
    SourceKind,
    Statement,
)

FOR = "purpose=exchange"
EXAMINED = {"examined_by": "Mixed commission", "on": "2026-05-01", "until": "2026-11-01"}
SAID = {"field": "birth", "value": "1987-06-15", "source": "A call", "said_on": "2026-05"}
WORD = {"says": "alive", "how": "seen", "certainty": "likely", "name": "Бусол", "teller": "W 7"}


@pytest.fixture(autouse=True)
def _counted(db: None) -> None:
    """What an earlier test asked is not counted in this one."""
    cache.clear()


@pytest.fixture
def ours() -> Register:
    return register_of("A")


@pytest.fixture
def key(ours: Register) -> str:
    return made(ours.clerk, enters=True).key


def sent(path: str, key: str, body: Any) -> Any:
    return send(f"register/{path}?{FOR}", key, body)


def handed_in(key: str, data: bytes, name: str = "list.csv", **form: str) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return Client(SERVER_NAME="localhost").post(
        f"{BASE}register/lists?{FOR}",
        {**form, "file": SimpleUploadedFile(name, data, "text/csv")},
        headers={"Authorization": f"Bearer {key}"},
    )


def last() -> Trace:
    found = Trace.objects.order_by("-sequence").first()
    assert found is not None
    return found


def writes(ours: Register) -> dict[str, Any]:
    """Every operation that changes something, with what it takes."""
    person = f"people/{ours.person.code}"
    number = ours.person.statements.filter(field="birth").get().pk
    return {
        f"{person}/statements": SAID,
        f"{person}/statements/{number}/withdraw": {"why": "a slip"},
        f"{person}/cards": {"occasion": "transfer", "on": "2026-05-01", "held_by": "HOLDER"},
        f"cards/{ours.card.code}": {"sent_on": "2026-05-02"},
        f"cards/{ours.card.code}/withdraw": {"why": "another side"},
        "words": WORD,
        f"links/{ours.person.code}/{ours.twin.code}": {"verdict": "same"},
        f"judgements/{ours.judgement.code}/withdraw": {"why": "a slip"},
        f"lists/{ours.open_list.code}/columns": {"columns": {}},
    }


def counts() -> list[int]:
    kinds = (Statement, CaptureCard, ReturneeWord, Judgement, ReceivedList)
    return [kind._default_manager.count() for kind in kinds]


def test_a_token_that_only_reads_enters_nothing(ours: Register) -> None:
    reading, before = made(ours.clerk).key, counts()
    for path, body in writes(ours).items():
        answer = sent(path, reading, body)
        assert answer.status_code == 403, path
        assert answer.json()["detail"].startswith("This token only reads.")
        assert (last().action, last().told["wanted"]) == ("refused", "enter")
        assert sent(path, "repatria_nothing", body).status_code == 401
    assert counts() == before


def test_every_write_says_what_for(ours: Register, key: str) -> None:
    for path, body in writes(ours).items():
        answer = send(f"register/{path}", key, body)
        assert answer.status_code == 422, path
        assert answer.json()["field"] == "purpose"


def test_a_colleague_of_another_party_finds_nothing_to_change(ours: Register) -> None:
    other = member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY))
    foreign, before = made(other, enters=True).key, counts()
    for path, body in writes(ours).items():
        if path != "words":
            assert sent(path, foreign, body).status_code == 404, path
    assert counts() == before


def test_an_office_sees_a_record_and_leaves_it_to_its_own_people(ours: Register) -> None:
    office = made(member(Role.EXCHANGE_DESK, of=party()), enters=True).key
    answer = sent(f"people/{ours.person.code}/statements", office, SAID)
    assert answer.status_code == 403
    assert answer.json()["detail"] == "This belongs to another party; its own people change it."


def test_a_value_is_stated_and_withdrawn(ours: Register, key: str) -> None:
    path = f"people/{ours.person.code}/statements"
    answer = sent(path, key, SAID)
    assert answer.status_code == 201
    made_now = Statement.objects.get(pk=answer.json()["id"])
    assert (made_now.value, made_now.source.title, made_now.source.purpose) == (
        "1987-06-15", "A call", "exchange",
    )  # fmt: skip
    assert made_now.entered_by == ours.clerk
    row = Trace.objects.filter(action="enter", subject=ours.person.code).last()
    assert row is not None
    assert row.session.startswith("token:")
    back = sent(f"{path}/{made_now.pk}/withdraw", key, {"why": "read wrongly"})
    assert back.json() == {"code": ours.person.code, "state": "withdrawn"}
    made_now.refresh_from_db()
    assert made_now.withdrawn_why == "read wrongly"
    again = sent(f"{path}/{made_now.pk}/withdraw", key, {"why": "once more"})
    assert (again.status_code, again.json()["field"]) == (422, "why")
    assert sent(f"people/{ours.twin.code}/statements/{made_now.pk}/withdraw", key,
                {"why": "of another record"}).status_code == 404  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"field": "shoe_size"}, "field"),
        ({"field": "state", "value": "vanished"}, "value"),
        ({"value": "  "}, "value"),
        ({"value": "x" * 1001}, "value"),
        ({"value": "a\x00b"}, "value"),
        ({"on": "2026-13"}, "on"),
        ({"said_on": "yesterday"}, "said_on"),
        ({"certainty": "90 %"}, "certainty"),
        ({"source": ""}, "source"),
        ({"sourse": "A call"}, "sourse"),
    ],
)
def test_what_is_wrong_in_a_statement_is_named(
    ours: Register, key: str, change: dict[str, str], field: str
) -> None:
    before = Statement.objects.count()
    answer = sent(f"people/{ours.person.code}/statements", key, {**SAID, **change})
    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert answer.json()["detail"].startswith(f"{field}: ")
    assert Statement.objects.count() == before


def test_each_role_enters_its_own_classes_of_field(ours: Register) -> None:
    path = f"people/{ours.person.code}/statements"
    values = {
        "birth": "1987-06-15",
        "medical_110": "diminished",
        "kin": "Ганна",
        "held_at": "Рівне",
    }
    may = {
        Role.EXCHANGE_DESK: {"birth", "held_at"},
        Role.RECEPTION_DESK: {"birth", "medical_110"},
        Role.FAMILY_LIAISON: {"birth", "kin"},
        Role.DECIDING_AUTHORITY: set(),
        Role.PRESS: set(),
    }
    for role, keys in may.items():
        key = key_of(role, ours.clerk.party, enters=True)
        for field, value in values.items():
            more = EXAMINED if field == "medical_110" else {}
            answer = sent(path, key, {**SAID, "field": field, "value": value, **more})
            assert answer.status_code == (201 if field in keys else 403), (role, field)


def test_a_category_and_an_answer_go_back_to_somebody(ours: Register) -> None:
    path = f"people/{ours.twin.code}/statements"
    of = ours.clerk.party
    ways = (
        ("medical_110", "diminished", key_of(Role.RECEPTION_DESK, of, enters=True), EXAMINED),
        ("wish_return", "refused", key_of(Role.EXCHANGE_DESK, of, enters=True),
         {"heard_by": "A delegate", "on": "2026-05-01"}),
    )  # fmt: skip
    for field, value, key, whole in ways:
        said = {**SAID, "field": field, "value": value}
        for lacking in whole:
            more = {name: text for name, text in whole.items() if name != lacking}
            answer = sent(path, key, {**said, **more})
            assert (answer.status_code, answer.json()["field"]) == (422, lacking)
        assert not ours.twin.statements.filter(field=field).exists()
        assert sent(path, key, {**said, **whole}).status_code == 201
    backwards = {**EXAMINED, "on": "2026-12-01"}
    answer = sent(path, ways[0][2], {**SAID, "field": "medical_110", "value": "none", **backwards})
    assert answer.status_code == 422


def test_who_holds_and_who_confirmed_stand_apart(ours: Register, key: str) -> None:
    path = f"people/{ours.twin.code}/statements"
    state = {**SAID, "field": "state", "value": "captive", "confirmed_by": "ICRC"}
    number = sent(path, key, state).json()["id"]
    held = Statement.objects.get(pk=number)
    assert held.details == {"confirmed_by": "ICRC"}
    told = ask(f"register/people/{ours.twin.code}?{FOR}", key).json()
    (said,) = [each for field in told["status"] for each in field["statements"]
               if each["id"] == number]  # fmt: skip
    assert said["confirmed_by"] == "ICRC"
    assert "held_by" not in said
    assert sent(path, key, {**state, "held_by": "B"}).status_code == 201
    home = {**SAID, "field": "state", "value": "returned", "held_by": "B"}
    assert sent(path, key, home).status_code == 422
    assert sent(path, key, {**SAID, "by_whom": "x"}).json()["field"] == "by_whom"


def test_a_clock_that_was_started_wrongly_is_taken_back(ours: Register, key: str) -> None:
    path = f"cards/{ours.card.code}"
    assert ask(f"register/{path}?{FOR}", key).json()["standing"] == "overdue"
    assert sent(f"{path}/withdraw", key, {"why": "another side"}).json() == {
        "code": ours.card.code, "state": "withdrawn",
    }  # fmt: skip
    told = ask(f"register/{path}?{FOR}", key).json()
    assert (told["withdrawn"], told["days_overdue"]) == (True, 0)
    assert ask(f"register/cards?{FOR}", key).json() == {"sides": [], "items": [], "next": None}
    again = sent(f"{path}/withdraw", key, {"why": "once more"})
    assert (again.status_code, again.json()["field"]) == (422, "why")


def test_of_a_card_that_came_late_it_is_not_known_when_it_was_written(
    ours: Register, key: str
) -> None:
    came = str(ours.card.due_on + timedelta(days=3))
    assert sent(f"cards/{ours.card.code}", key, {"received_on": came}).status_code == 200
    assert ask(f"register/cards/{ours.card.code}?{FOR}", key).json()["standing"] == "not_known"
    (side,) = ask(f"register/cards?{FOR}", key).json()["sides"]
    assert (side["late"], side["overdue"], side["not_known"]) == (0, 0, 1)


def test_a_state_that_contradicts_a_death_raises_an_alarm(ours: Register, key: str) -> None:
    source = services.add_source(ours.clerk, SourceKind.LIST, "exchange", said_on="2026-02-01")
    services.state(ours.twin, "state", services.Stated("dead", "2026-01-10"), source, ours.clerk)
    answer = sent(f"people/{ours.twin.code}/statements", key,
                  {**SAID, "field": "life", "value": "call", "on": "2026-04-01"})  # fmt: skip
    assert answer.status_code == 201
    assert Alarm.objects.filter(person=ours.twin, settled_at=None).count() == 1


def test_a_returnees_word_is_stated_where_it_is_known_of_whom(ours: Register, key: str) -> None:
    waiting = sent("words", key, WORD)
    assert ReturneeWord.objects.get(code=waiting.json()["code"]).person is None
    given = sent("words", key, {**WORD, "name": "", "person": ours.twin.code.lower()})
    assert given.status_code == 201
    assert ours.twin.statements.filter(field="life", value="seen").exists()
    nobody = sent("words", key, {**WORD, "person": "R-NOBODY"})
    assert (nobody.status_code, nobody.json()["field"]) == (422, "person")
    foreign = register_of("B").person.code
    assert sent("words", key, {**WORD, "person": foreign}).json() == nobody.json()
    nameless = sent("words", key, {**WORD, "name": ""})
    assert (nameless.status_code, nameless.json()["field"]) == (422, "name")
    # The exchange desk enters places, a reception desk does not.
    reception = key_of(Role.RECEPTION_DESK, ours.clerk.party, enters=True)
    assert sent("words", reception, {**WORD, "seen_at": "Рівне"}).status_code == 403
    assert sent("words", reception, WORD).status_code == 201


def test_a_capture_card_is_begun_and_filled_in(ours: Register, key: str) -> None:
    person = f"people/{ours.twin.code}"
    clock = {"occasion": "arrival", "on": "2026-05-01", "held_by": "HOLDER"}
    code = sent(f"{person}/cards", key, clock).json()["code"]
    again = sent(f"{person}/cards", key, clock)
    assert (again.status_code, again.json()["detail"][:8]) == (422, "held_by:")
    assert sent(f"{person}/cards", key, {**clock, "held_by": "NOBODY"}).status_code == 422
    assert sent(f"cards/{code}", key, {}).json()["field"] == "sent_on"
    wrong = sent(f"cards/{code}", key, {"sent_on": "2026-05-03", "values": {"health": "fine"}})
    assert (wrong.status_code, wrong.json()["field"]) == (422, "values.health")
    unknown = sent(f"cards/{code}", key, {"sent_on": "2026-05-03", "values": {"weight": "70"}})
    assert unknown.status_code == 422
    came = {"sent_on": "2026-05-03", "received_on": "2026-05-20", "values": {"rank": "солдат"}}
    assert sent(f"cards/{code}", key, came).json() == {"code": code, "state": "came"}
    assert ours.twin.statements.filter(source__card__code=code, field="rank").exists()
    assert ask(f"register/cards/{code}?{FOR}", key).json()["standing"] == "in_time"
    other = {"sent_on": "2026-05-04"}
    assert sent(f"cards/{code}", key, other).json()["field"] == "sent_on"
    corrected = {**other, "why": "The date was read wrongly."}
    assert sent(f"cards/{code}", key, corrected).status_code == 200
    # Health is on the card, and not the exchange desk's to enter.
    healthy = {"values": {"health": "good"}, "received_on": "2026-05-20"}
    assert sent(f"cards/{code}", key, healthy).status_code in (403, 422)


def test_a_pair_is_judged_where_a_fact_agrees_and_left_to_a_person_where_none_does(
    ours: Register, key: str
) -> None:
    pair = f"links/{ours.person.code}/{ours.twin.code}"
    answer = sent(pair, key, {"verdict": "same"})
    assert answer.status_code == 201
    code = answer.json()["code"]
    assert Judgement.objects.get(code=code).by == ours.clerk
    twice = sent(pair, key, {"verdict": "different"})
    assert (twice.status_code, twice.json()["field"]) == (422, "verdict")
    back = sent(f"judgements/{code}/withdraw", key, {"why": "another man after all"})
    assert back.json() == {"code": code, "state": "withdrawn"}
    source = services.add_source(ours.clerk, SourceKind.LIST, "exchange")
    named = services.add(source, ours.clerk, {"surname": "Жолнерчик", "given": "Остап"})
    by_name = sent(f"links/{ours.person.code}/{named.code}", key,
                   {"verdict": "same", "why": "I have known both for many years."})  # fmt: skip
    assert by_name.status_code == 422
    assert "Nothing but names agrees" in by_name.json()["detail"]
    assert "A person judges this" in by_name.json()["detail"]
    assert not Judgement.objects.filter(other=named).exists()
    reception = key_of(Role.RECEPTION_DESK, ours.clerk.party, enters=True)
    assert sent(pair, reception, {"verdict": "same"}).status_code == 403


def test_a_list_is_handed_in_named_and_tried_and_only_a_person_takes_it_in(
    ours: Register, key: str
) -> None:
    data = csv_of([("77", "Стриж Юрій Якович", "1984-03-03", "ДД777777", "")])
    about = {"sender": ours.sender.code, "title": "By a program", "dated": "2026-06-01"}
    answer = handed_in(key, data, **about)
    assert answer.status_code == 201, answer.content
    code = answer.json()["code"]
    again = handed_in(key, data, **about)
    assert (again.status_code, again.json()["code"]) == (200, code)
    named = sent(f"lists/{code}/columns", key, {"columns": {"4": ""}})
    assert named.json() == {"code": code, "state": "mapped"}
    assert ask(f"register/lists/{code}?{FOR}", key).json()["job"] == "queued"
    Worker().run_next()
    whole = ask(f"register/lists/{code}?{FOR}", key).json()
    assert (whole["state"], whole["report"]["verdicts"]["new"]) == ("tried", 1)
    assert [each["field"] for each in whole["columns"]][4] == ""
    refused = sent(f"lists/{code}/approve", key, {"report": whole["report"]["digest"]})
    assert refused.status_code == 403
    assert refused.json()["detail"].endswith("on its page. No program can.")
    assert last().action == "refused"
    assert ReceivedList.objects.get(code=code).state == ListState.TRIED


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sender": "S-NOBODY"}, "sender"),
        ({"title": ""}, "title"),
        ({"dated": "June"}, "dated"),
        ({"whom": "martians"}, "whom"),
        ({"says": "vanished"}, "says"),
        ({"extra": "x"}, "extra"),
    ],
)
def test_what_is_wrong_about_a_list_is_named(
    ours: Register, key: str, change: dict[str, str], field: str
) -> None:
    form = {"sender": ours.sender.code, "title": "A list", **change}
    answer = handed_in(key, csv_of([("1", "Стриж Юрій", "", "", "")]), **form)
    assert answer.status_code == 422
    assert answer.json()["field"] == field


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "list.csv"), (b"PK\x03\x04 no workbook", "list.xlsx"),
                       (b"\x00\x01\x02", "list.xls")]
)  # fmt: skip
def test_what_is_no_list_is_refused_with_a_sentence(
    ours: Register, key: str, data: bytes, name: str
) -> None:
    before = ReceivedList.objects.count()
    answer = handed_in(key, data, name, sender=ours.sender.code, title="A list")
    assert answer.status_code == 422
    assert answer.json()["field"] == "file"
    assert ReceivedList.objects.count() == before


def test_columns_that_read_nobody_are_refused(ours: Register, key: str) -> None:
    path = f"lists/{ours.open_list.code}/columns"
    for columns in ({"1": ""}, {"0": "name"}, {"0": "shoe_size"}):
        answer = sent(path, key, {"columns": columns})
        assert (answer.status_code, answer.json()["field"]) == (422, "columns"), columns
    assert sent(path, key, {"columns": {"first": "name"}}).status_code == 422
    done = sent(f"lists/{ours.list.code}/columns", key, {"columns": {}})
    assert done.json()["detail"] == "columns: This list is settled already."


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b'{"why": "\\ud800"}', "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary="),
        (b'{"why": "' + b"x" * 3_000_000 + b'"}', "application/json"),
    ],
)
def test_what_cannot_be_read_is_refused_as_json(
    ours: Register, key: str, body: bytes, kind: str
) -> None:
    for path in (f"judgements/{ours.judgement.code}/withdraw", "lists"):
        answer = Client(SERVER_NAME="localhost").post(
            f"{BASE}register/{path}?{FOR}", body, content_type=kind,
            headers={"Authorization": f"Bearer {key}"},
        )  # fmt: skip
        assert answer.status_code in (400, 422), path
        assert answer.json()["detail"]
    ours.judgement.refresh_from_db()
    assert ours.judgement.withdrawn_at is None
