"""The pages of the access log: the whole of it, who looked at one subject, one's own traces."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from repatria.desks.accounts.access.chain import COVERED
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.models import Standing
from repatria.desks.accounts.rights import FieldClass, Role
from trial_people import party, person, signed_in
from trial_restricted import TYPE, HeldPerson, table

LOG = "/access-log/"
SUBJECT = f"/access-log/of/{TYPE}/H-1"


@pytest.fixture(autouse=True)
def _held(db, settings):
    settings.ROOT_URLCONF = "trial_restricted"
    party("OFFICE", Standing.OFFICE)
    with table():
        HeldPerson.objects.create(code="H-1", name="N", wound="", party=party())
        yield


@pytest.fixture
def auditor():
    return signed_in(person(Role.AUDITOR, of="OFFICE", name="Auditor"))


@pytest.fixture
def looked():
    """Two people of two parties looked at H-1."""
    own = person(Role.EXCHANGE_DESK, name="Own Colleague")
    other = person(Role.DECIDING_AUTHORITY, of="RU", name="Other Side")
    for each in (own, other):
        note(each, "view", TYPE, "H-1", purpose="exchange", field_classes=(FieldClass.IDENTITY,))
    return own, other


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_auditor_sees_everything_by_name(auditor, looked):
    page = text(auditor.get(LOG))
    for each in looked:
        assert f"{each.name} ({each.code})" in page
    assert "to prepare an exchange or a handover" in page
    assert "who a person is" in page
    assert "H-1" in page


def test_looking_into_the_log_is_noted(auditor, looked):
    auditor.get(LOG)
    auditor.get(LOG, {"actor": looked[0].code, "since": "2026-01-01"})
    one, other = Trace.objects.filter(subject_type="access_log").order_by("sequence")
    assert (one.action, other.action) == ("view", "search")
    assert one.field_classes == "access"
    assert other.told["since"] == "2026-01-01"
    assert looked[0].code not in other.detail


@pytest.mark.parametrize(
    ("asked", "whose"),
    [
        ({"party": "RU"}, {1}),
        ({"subject_type": TYPE, "subject": "H-1"}, {0, 1}),
        ({"subject_type": TYPE, "subject": "H-2"}, set()),
        ({"action": "export"}, set()),
        ({"action": "view", "party": "UA"}, {0}),
        ({"since": "2099-01-01"}, set()),
        ({"until": "2001-01-01"}, set()),
        ({"since": "2001-01-01", "until": "2099-01-01", "party": "RU"}, {1}),
        ({"since": "never"}, set()),
    ],
)
def test_filters_leave_what_was_asked_for(auditor, looked, asked, whose):
    page = text(auditor.get(LOG, asked))
    assert {number for number, each in enumerate(looked) if each.name in page} == whose


def test_a_word_that_was_searched_for_is_found_again(auditor):
    searcher = person(Role.EXCHANGE_DESK, name="Searcher")
    browser = signed_in(searcher)
    browser.get("/held-search", {"q": "Завгородній Остап", "purpose": "exchange"})
    assert "Searcher" in text(auditor.get(LOG, {"term": "остап", "action": "search"}))
    assert "Searcher" not in text(auditor.get(LOG, {"term": "Тарас", "action": "search"}))


def test_a_party_s_auditor_sees_its_own_people_only(looked):
    page = text(signed_in(person(Role.AUDITOR)).get(LOG))
    assert looked[0].name in page
    assert looked[1].name not in page
    assert "Body RU" not in page


def test_the_administrator_sees_the_log_and_may_not_search_or_take_it(looked):
    browser = signed_in(person(Role.ADMINISTRATOR, of="OFFICE"))
    page = text(browser.get(LOG))
    assert looked[0].name not in page
    assert looked[0].code not in page
    assert "Body UA" in page
    assert browser.get(LOG, {"party": "UA"}).status_code == 403
    assert browser.get("/access-log/log.csv").status_code == 403


@pytest.mark.parametrize(
    "role", [each for each in Role if each not in (Role.AUDITOR, Role.ADMINISTRATOR)]
)
def test_the_log_is_open_to_no_other_role(role):
    browser = signed_in(person(role, of="OFFICE"))
    assert browser.get(LOG).status_code == 403
    assert browser.get("/access-log/log.csv").status_code == 403


def test_nobody_reads_it_without_a_sign_in(looked):
    for address in (LOG, "/access-log/log.csv", SUBJECT, "/access-log/mine", "/access-log/purpose"):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in")


def test_pages_go_back_to_the_first_row(auditor):
    for number in range(120):
        note(None, "view", "thing", f"T-{number}")
    seen, address = [], LOG
    for _ in range(9):
        page = text(auditor.get(address))
        seen += [number for number in range(120) if f"<code>T-{number}</code>" in page]
        if 'rel="next"' not in page:
            break
        address = LOG + page.split('rel="next" href="')[1].split('"')[0]
    assert sorted(seen) == list(range(120))


@pytest.mark.parametrize("junk", ["x", "-1", "9" * 40, "1 OR 1=1", "²"])
def test_a_page_that_is_none_is_the_first(auditor, junk):
    assert auditor.get(LOG, {"before": junk}).status_code == 200


def test_the_file_holds_what_the_digest_covers_and_is_noted(auditor, looked):
    answer = auditor.get("/access-log/log.csv", {"subject": "H-1"})
    lines = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert lines[0] == [*COVERED, "digest"]
    assert [line[2] for line in lines[2:]] == [each.code for each in looked]
    exported = Trace.objects.get(action="export")
    assert answer["Repatria-Log-Head"] == f"{exported.sequence}:{exported.digest}"
    assert f"access-log-{exported.sequence}-{exported.digest[:16]}.csv" in str(answer.headers)


def test_whoever_may_see_a_subject_sees_who_looked(looked):
    page = text(signed_in(person(Role.EXCHANGE_DESK)).get(SUBJECT))
    assert looked[0].name in page
    assert looked[1].name not in page
    assert looked[1].code not in page
    assert "Body RU" in page
    assert "deciding authority" in page


def test_whoever_may_not_see_a_subject_does_not_see_who_looked(looked):
    for browser in (
        signed_in(person(Role.EXCHANGE_DESK, of="RU")),
        signed_in(person(Role.PRESS)),
        signed_in(person()),
    ):
        assert browser.get(SUBJECT).status_code == 403
        assert Trace.objects.filter(action="refused", subject="H-1").exists()


def test_a_party_s_auditor_sees_what_its_own_people_did(looked):
    page = text(signed_in(person(Role.AUDITOR)).get(SUBJECT))
    assert looked[0].name in page
    assert looked[1].name not in page
    assert "Body RU" not in page


def test_a_name_asked_about_by_the_auditor_is_not_kept(auditor):
    assert auditor.get("/access-log/of/held_person/Остап").status_code == 200
    assert "Остап" not in str(list(Trace.objects.values_list()))


def test_an_unknown_kind_of_subject_is_open_to_the_auditor_alone(auditor):
    assert signed_in(person(Role.EXCHANGE_DESK)).get("/access-log/of/nothing/1").status_code == 403
    assert auditor.get("/access-log/of/nothing/a/b").status_code == 200


def test_everybody_sees_their_own_traces_and_no_other(looked):
    own, other = looked
    page = text(signed_in(own).get("/access-log/mine"))
    assert own.name in page
    assert "H-1" in page
    assert other.code not in page


def test_what_stands_in_the_log_is_shown_as_text(auditor):
    note(None, "<b>x", "<script>", "<i>", detail={"<u>": "<s>"})
    page = text(auditor.get(LOG))
    for sign in ("<b>x", "<script>alert", "<i>", "<u>", "<s>"):
        assert sign not in page
    assert "&lt;script&gt;" in page


def test_codes_that_this_version_does_not_know_are_shown_as_they_are(auditor):
    note(None, "later.action", "later")
    row = Trace.objects.order_by("-sequence").first()
    assert row is not None
    assert "later.action" in text(auditor.get(LOG))


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_the_pages_answer_in_every_language(auditor, looked, language):
    for address in (LOG, SUBJECT, "/access-log/mine", "/access-log/purpose"):
        assert auditor.get(f"/{language}{address}").status_code == 200
