"""What programs read of the register: what their reader may export, and no more."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api_work import ask, key_of, made
from people import party
from register_work import CAMP, KIN, WHO, Register, register_of
from repatria.desks.accounts.access.acts import Purpose
from repatria.desks.accounts.models import Trace
from repatria.desks.accounts.rights import Role
from repatria.desks.people import services
from repatria.desks.people.models import SourceKind
from repatria.desks.people.services.capture_cards import start_clock

FOR = "purpose=exchange"
OF = {"people": "person", "lists": "list", "cards": "card", "words": "word", "alarms": "alarm",
      "judgements": "judgement"}  # fmt: skip


@pytest.fixture(autouse=True)
def _counted(db: None) -> None:
    """What an earlier test asked is not counted in this one."""
    cache.clear()


@pytest.fixture
def ours() -> Register:
    return register_of("A")


@pytest.fixture
def theirs(ours: Register) -> Register:
    return register_of("B")


@pytest.fixture
def key(ours: Register) -> str:
    return made(ours.clerk).key


def told(path: str, key: str) -> Any:
    answer = ask(f"register/{path}{'&' if '?' in path else '?'}{FOR}", key)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Cache-Control"] == "private, no-store"
    return answer.json()


def last() -> Trace:
    found = Trace.objects.order_by("-sequence").first()
    assert found is not None
    return found


def test_a_search_says_what_for_and_stands_in_the_log(ours: Register, key: str) -> None:
    assert ask("register/people?q=Жолнерчик", key).json()["field"] == "purpose"
    assert ask("register/people?q=Жолнерчик&purpose=curiosity", key).status_code == 422
    found = told("people?q=Zholnerchyk+Ostap", key)
    codes = [each["code"] for each in found["items"]]
    assert {ours.person.code, ours.twin.code} <= set(codes)
    first = next(each for each in found["items"] if each["code"] == ours.person.code)
    assert first["state"] == "dead"
    assert first["contradicted"] is True
    assert {each["field"] for each in first["verdicts"]} >= {"surname", "given"}
    row = last()
    assert (row.action, row.subject_type, row.purpose) == ("search", "person", "exchange")
    assert row.session.startswith("token:")
    assert row.told["found"] == codes
    assert "Zholnerchyk" not in row.detail


def test_no_search_shows_more_than_twenty(key: str) -> None:
    assert ask(f"register/people?q=a&limit=21&{FOR}", key).json()["field"] == "limit"
    assert ask(f"register/people?q=%20&{FOR}", key).status_code == 422


def test_a_dossier_has_every_statement_with_its_source_and_what_disagrees(
    ours: Register, key: str
) -> None:
    source = services.add_source(ours.clerk, SourceKind.HAND, "exchange", title="A call")
    services.state(ours.person, "birth", "1987-06-15", source, ours.clerk)
    whole = told(f"people/{ours.person.code}", key)
    fields = {each["field"]: each for each in whole["identity"]}
    birth = fields["birth"]
    assert (birth["sources"], birth["disagree"]) == (2, 1)
    assert {each["value"] for each in birth["statements"]} == {"1987-06-14", "1987-06-15"}
    assert [each["shown"] for each in birth["statements"]].count(True) == 1
    said = next(each for each in birth["statements"] if each["value"] == "1987-06-15")
    assert said["source"]["title"] == "A call"
    assert said["entered_by"] == ours.clerk.code
    assert whole["links"]["different"] == [
        {"record": ours.other.code, "judgement": ours.judgement.code}
    ]
    assert whole["links"]["proposed"] == [ours.twin.code]
    assert whole["cards"] == [ours.card.code]
    assert whole["alarms"] == [ours.alarm.code]
    conflict = next(e for e in whole["contradictions"] if e["what"] == "alive_after_dead")
    steps = {each["statement"]: each for each in whole["timeline"]}
    assert {steps[number]["field"] for number in conflict["statements"]} == {"state", "life"}
    assert all(steps[number]["contradicted"] for number in conflict["statements"])


def test_what_may_not_be_exported_is_in_no_answer(ours: Register, key: str) -> None:
    """The exchange desk sees places and medical categories on its pages, and takes none away."""
    asked = [f"{kind}/{getattr(ours, name).code}" for kind, name in OF.items()]
    asked += ["people?q=Жолнерчик", "words", "cards", "alarms", "links", "judgements",
              f"links/{ours.person.code}/{ours.twin.code}"]  # fmt: skip
    whole = {path: told(path, key) for path in asked}
    text = json.dumps(whole, ensure_ascii=False)
    assert WHO["surname"] in text
    for secret in (KIN, CAMP, "diminished", "hospital", "held_at"):
        assert secret not in text, secret
    dossier = whole[f"people/{ours.person.code}"]
    assert dossier.keys().isdisjoint({"place", "medical", "family"})
    assert last().purpose == Purpose.EXCHANGE


def test_what_is_linked_is_told_beside_and_copied_nowhere(ours: Register, key: str) -> None:
    from repatria.desks.people.services.judging import judge

    made_now = judge(ours.person, ours.twin, "same", ours.clerk)
    whole = told(f"people/{ours.person.code}", key)
    assert whole["links"]["same"] == [{"record": ours.twin.code, "judgement": made_now.code}]
    surname = next(each for each in whole["identity"] if each["field"] == "surname")
    assert {each["record"] for each in surname["statements"]} == {ours.person.code, ours.twin.code}


def test_both_sides_of_a_pair(ours: Register, key: str) -> None:
    pair = told(f"links/{ours.person.code}/{ours.twin.code}", key)
    birth = next(each for each in pair["identity"] if each["field"] == "birth")
    assert birth["one"] == birth["other"] == "1987-06-14"
    assert birth["verdicts"][0]["level"] == "same"
    assert pair["proposed"][0]["weight"] == 12.5
    assert pair["judgements"] == []
    queue = told("links", key)["items"]
    assert [(each["one"], each["other"]) for each in queue] == [(ours.person.code, ours.twin.code)]
    assert (
        ask(f"register/links/{ours.person.code}/{ours.person.code}?{FOR}", key).status_code == 404
    )


def test_a_list_with_its_report_and_its_receipt(ours: Register, key: str) -> None:
    both = told("lists", key)["items"]
    assert {each["code"]: each["state"] for each in both} == {
        ours.list.code: "approved", ours.open_list.code: "tried",
    }  # fmt: skip
    done = told(f"lists/{ours.list.code}", key)
    assert done["receipt"]["records"] == 2
    assert done["receipt"]["digest"] == done["digest"] == ours.list.digest
    assert [each["field"] for each in done["columns"]][:2] == ["id", "name"]
    waiting = told(f"lists/{ours.open_list.code}", key)
    assert "receipt" not in waiting
    assert waiting["report"]["rows"] == 2
    assert [each["row"] for each in waiting["report"]["gone"]] == [3]
    assert {e["what"]: e["sure"] for e in waiting["report"]["findings"]}["gone"] == 1


def test_the_rows_of_a_list_without_a_name(ours: Register, key: str) -> None:
    path = f"lists/{ours.open_list.code}/rows"
    rows = told(path, key)["items"]
    assert [(each["number"], each["own_id"]) for each in rows] == [(2, "1"), (3, "9")]
    assert {each["what"] for each in rows[1]["findings"]} == {"no_birth", "no_serial"}
    assert rows[1]["answers"] == [{"code": "A", "detail": "birth serial"}]
    assert "Кулик" not in json.dumps(rows, ensure_ascii=False)
    some = told(f"{path}?what=no_serial", key)["items"]
    assert [each["number"] for each in some] == [3]
    first = told(f"{path}?limit=1", key)
    following = ask(first["next"].partition("/api/v1/")[2], key).json()
    assert [each["number"] for each in first["items"] + following["items"]] == [2, 3]
    assert following["next"] is None


def test_cards_by_side_and_those_that_are_overdue(ours: Register, key: str) -> None:
    report = told("cards", key)
    assert report["sides"] == [
        {
            "held_by": "HOLDER",
            "cards": 1,
            "waiting": 0,
            "in_time": 0,
            "late": 0,
            "not_known": 0,
            "overdue": 1,
        }
    ]
    card = report["items"][0]
    assert (card["code"], card["days_overdue"], card["first"]) == (ours.card.code, 13, False)
    assert told(f"cards/{ours.card.code}", key) == card


def test_a_word_and_the_alarm_that_it_raised(ours: Register, key: str) -> None:
    word = told(f"words/{ours.word.code}", key)
    assert (word["says"], word["person"]) == ("alive", ours.person.code)
    assert [e["code"] for e in told("words?waiting=true", key)["items"]] == [ours.waiting.code]
    alarm = told(f"alarms/{ours.alarm.code}", key)
    assert alarm["kind"] == "alive_after_dead"
    assert {each["field"] for each in alarm["about"]} == {"state", "life"}
    assert [e["code"] for e in told("alarms", key)["items"]] == [ours.alarm.code]
    assert told("alarms?settled=true", key)["items"] == []


@pytest.mark.parametrize("kind", OF)
def test_what_is_another_partys_is_not_there_and_the_try_is_logged(
    ours: Register, theirs: Register, key: str, kind: str
) -> None:
    code = getattr(theirs, OF[kind]).code
    foreign = ask(f"register/{kind}/{code}?{FOR}", key)
    row = last()
    assert (row.action, row.subject, row.actor) == ("refused", code, ours.clerk.code)
    nothing = ask(f"register/{kind}/nothing?{FOR}", key)
    assert foreign.status_code == nothing.status_code == 404
    assert foreign.content == nothing.content


@pytest.mark.parametrize(
    "path", ["senders", "lists", "cards", "words", "alarms", "links", "judgements",
             "people?q=Жолнерчик"]
)  # fmt: skip
def test_a_list_tells_of_ones_own_party_alone(
    ours: Register, theirs: Register, key: str, path: str
) -> None:
    text = json.dumps(told(path, key))
    for one in theirs:
        assert getattr(one, "code", "?") not in text
    assert told(path, made(theirs.clerk).key)["items"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EXCHANGE_DESK])
def test_who_may_export_nobody_is_shown_nobody(ours: Register, role: Role) -> None:
    key = key_of(role, ours.clerk.party, enters=True)
    for path in (f"people/{ours.person.code}", "people?q=a", "lists", "words", "alarms", "links"):
        answer = ask(f"register/{path}{'&' if '?' in path else '?'}{FOR}", key)
        assert answer.status_code == 403, path
        assert answer.json()["detail"].startswith("Your roles do not allow this")


def test_the_names_of_a_day_are_counted_over_all_tokens_of_one_person(
    ours: Register, settings: Any
) -> None:
    settings.REPATRIA_API_NAMES = 3
    one, other = made(ours.clerk).key, made(ours.clerk).key
    for key in (one, other, one):
        told(f"people/{ours.person.code}", key)
    answer = ask(f"register/people/{ours.twin.code}?{FOR}", other)
    assert answer.status_code == 429
    assert "two people decide" in answer.json()["detail"]
    assert last().action == "refused"
    assert ask(f"register/people?q=Жолнерчик&{FOR}", one).status_code == 429
    # What names nobody goes on, and so does a colleague.
    told("lists", one)
    told(f"people/{ours.twin.code}", key_of(Role.EXCHANGE_DESK, ours.clerk.party))


def test_a_list_asks_the_store_no_more_often_when_it_is_longer(ours: Register, key: str) -> None:
    paths = ["lists", f"lists/{ours.list.code}/rows", "cards", "words", "alarms", "links",
             "judgements", f"people/{ours.person.code}", f"alarms/{ours.alarm.code}"]  # fmt: skip

    def asked() -> dict[str, int]:
        found = {}
        for path in paths:
            told(path, key)
            with CaptureQueriesContext(
                connection,
            ) as held:
                told(path, key)
            found[path] = len(held)
        return found

    few = asked()
    party("SECOND")
    _more(ours)
    assert asked() == few
    assert max(few.values()) <= 50, few


def _more(ours: Register) -> None:
    """More of each kind, of more people."""
    from datetime import date

    from people_lists import csv_of, taken_in
    from repatria.desks.people.services import returnees
    from repatria.desks.people.services.judging import judge
    from repatria.desks.people.services.returnees import Heard

    for number in range(4):
        source = services.add_source(ours.clerk, SourceKind.LIST, "exchange", said_on="2026-02-02")
        values = {
            **WHO,
            "given": "Лев",
            "birth": f"199{number}-01-02",
            "serial": f"ГГ00000{number}",
        }
        person = services.add(source, ours.clerk, {**values, "state": "dead"})
        services.state(ours.person, "rank", f"rank {number}", source, ours.clerk)
        judge(ours.other, person, "different", ours.clerk)
        start_clock(person, ours.clerk, "HOLDER", "arrival", date(2026, 1, number + 1))
        returnees.hear(
            ours.clerk, Heard("", "alive", "seen", "certain", "2026-05-01"), "exchange",
            person=person, teller=f"Witness {number}", said_on="2026-05-02",
        )  # fmt: skip
        rows = [(str(n), f"Сойка{n} Яків Ілліч", "", "", "") for n in range(number + 2)]
        taken_in(ours.clerk, ours.sender, csv_of(rows), f"More {number}")
