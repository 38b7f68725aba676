"""The pages of links: the queue, two records side by side, the history; what they note and ask."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from links_work import PURPOSE, run, told
from people import member, party, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.common.models import Job
from repatria.desks.people.models import Candidate, Judgement, Person
from repatria.desks.people.queries import links as held_links
from repatria.desks.people.services.judging import judge

LINKS = "/register/links"


def pair_of(one: Person, other: Person) -> str:
    return f"{LINKS}/{one.code}/{other.code}"


def page(desk: Client, address: str, status: int = 200, **asked: str) -> str:
    response = desk.get(address, {**PURPOSE, **asked})
    assert response.status_code == status, response.status_code
    return response.content.decode()


@pytest.fixture
def two(clerk: User) -> tuple[Person, Person]:
    return (
        told(clerk, given="Микола", rank="сержант", state="dead"),
        told(clerk, given="Николай", unit=None, mother="Кравець", state="captive"),
    )


def test_a_pair_is_shown_field_by_field_with_its_sentence(
    desk: Client, clerk: User, two: tuple[Person, Person]
) -> None:
    run(clerk)
    shown = page(desk, pair_of(*two))
    assert "Both say 1987-06-14." in shown
    assert "another form" in shown
    assert "not compared" in shown
    assert "Only one of the two says." in shown
    pinned = shown[shown.index('class="sides"') : shown.index("</thead>")]
    for each in two:
        assert each.name in pinned
        assert each.birth in pinned
    assert 'class="chart weights"' in shown
    assert "The same as a table" in shown
    for key, verdict in (("1", "same"), ("2", "different"), ("3", "unsure")):
        assert f'value="{verdict}" accesskey="{key}"' in shown


def test_no_verdict_is_nearer_at_hand_than_another(
    desk: Client, two: tuple[Person, Person]
) -> None:
    shown = page(desk, pair_of(*two))
    buttons = re.findall(r'<button( class="\w+")? name="verdict" value="(\w+)"', shown)
    assert [verdict for _, verdict in buttons] == ["same", "different", "unsure"]
    assert len({look for look, _ in buttons}) == 1
    # Enter in a field of one line presses the first button of a form.
    form = shown[shown.index('id="judging"') : shown.index('name="verdict"')]
    assert re.search(r'<textarea name="why"', form)
    assert not re.search(r'<input (?!type="hidden")[^>]*name="why"', form)


def test_the_keys_lead_on_where_nothing_is_to_be_judged(
    desk: Client, clerk: User, two: tuple[Person, Person]
) -> None:
    judge(*two, "same", clerk)
    reader = signed_in(member(Role.DECIDING_AUTHORITY, of=clerk.party))
    for shown in (page(desk, pair_of(*two)), page(reader, pair_of(*two))):
        assert 'name="verdict"' not in shown
        assert 'id="id_keys"' in shown
        assert "1 same" not in shown


def test_reading_a_pair_asks_what_for_and_is_noted_under_both(
    desk: Client, two: tuple[Person, Person]
) -> None:
    assert desk.get(pair_of(*two)).status_code == 302
    page(desk, pair_of(*two))
    for person, beside in (two, two[::-1]):
        row = Trace.objects.get(subject_type="person", subject=person.code, action="view")
        assert (row.purpose, row.told["subject"]) == ("correction", beside.code)


def test_each_side_stands_where_the_address_says(desk: Client, two: tuple[Person, Person]) -> None:
    left, right = two
    for one, other in (two, two[::-1]):
        shown = page(desk, pair_of(one, other))
        assert shown.index(f"<code>{one.code}") < shown.index(f"<code>{other.code}")
    assert page(desk, pair_of(left, left), 404)
    assert page(desk, f"{LINKS}/{right.code}/R-NOBODY2345", 404)


def test_a_judgement_leads_on_to_the_next_pair_and_can_be_taken_back(
    desk: Client, clerk: User
) -> None:
    first, second = told(clerk), told(clerk)
    another = {
        "surname": "Бондаренко", "given": "Ілля", "patronymic": "Петрович", "birth": "1990-02-03",
        "birthplace": "Одеса", "unit": None,
    }  # fmt: skip
    for _each in range(2):
        told(clerk, **another)
    run(clerk)
    queue = held_links.page(clerk).candidates
    assert len(queue) == 2
    top, nxt = queue
    address = f"{pair_of(top.one, top.other)}/judge?purpose=correction"
    asked = desk.post(address, {"verdict": "same"})
    assert asked.status_code == 302
    assert asked["Location"].startswith(pair_of(nxt.one, nxt.other))
    made = Judgement.objects.get()
    shown = page(desk, asked["Location"].split("?")[0], judged=made.code)
    assert f"{LINKS}/judgements/{made.code}" in shown
    assert [each.pk for each in held_links.page(clerk).candidates] == [nxt.pk]
    back = desk.post(
        f"{LINKS}/judgements/{made.code}?purpose=correction", {"why": "Two of one name."}
    )
    assert back.status_code == 302
    history = page(desk, f"{LINKS}/judgements")
    assert "Two of one name." in history
    assert first.code in history or second.code in history
    assert len(held_links.page(clerk).candidates) == 2


def test_names_alone_are_asked_about_on_the_page(desk: Client, clerk: User) -> None:
    one, other = (told(clerk, birth=None, birthplace=None) for _ in range(2))
    address = f"{pair_of(one, other)}/judge?purpose=correction"
    asked = desk.post(address, {"verdict": "same", "why": "They look alike"})
    assert asked.status_code == 422
    shown = asked.content.decode()
    assert "Nothing but names agrees" in shown
    assert "They look alike</textarea>" in shown
    assert 'name="confirmed"' in shown
    assert not Judgement.objects.exists()
    sure = {"verdict": "same", "why": "His mother knows both records.", "confirmed": "on"}
    assert desk.post(address, sure).status_code == 302
    assert "asked twice" in page(desk, pair_of(one, other))


def test_the_rule_is_printed_where_people_judge(desk: Client, two: tuple[Person, Person]) -> None:
    for address in (LINKS, pair_of(*two)):
        assert "A name alone never links." in page(desk, address)


def test_the_queue_is_paged_by_weight(
    desk: Client, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_links, "PAGE", 2)
    for _ in range(4):
        told(clerk)
    run(clerk)
    seen, after = [], ""
    while True:
        shown = page(desk, LINKS, after=after)
        seen += re.findall(rf'href="({LINKS}/R-\w+/R-\w+)"', shown)
        more = re.search(r'rel="next" href="\?after=(\d+)', shown)
        if more is None:
            break
        after = more[1]
    assert len(seen) == len(set(seen)) == Candidate.objects.filter(gate="").count() == 6


def test_twins_are_kept_apart_and_the_page_says_why(desk: Client, clerk: User) -> None:
    told(clerk)
    told(clerk, given="Петро")
    run(clerk)
    pair = Candidate.objects.exclude(gate="").get()
    assert "they could be twins" in page(desk, LINKS, held="1")
    assert "Kept apart by a rule" in page(desk, pair_of(pair.one, pair.other))
    assert f"{LINKS}/R-" not in page(desk, LINKS)


def test_a_record_that_changed_since_the_run_says_so(
    desk: Client, clerk: User, two: tuple[Person, Person]
) -> None:
    run(clerk)
    assert "Since that run" not in page(desk, pair_of(*two))
    Person.objects.filter(pk=two[0].pk).update(birth="1961-02-03")
    assert "Since that run" in page(desk, pair_of(*two))


def test_a_run_is_asked_for_from_the_page(desk: Client, clerk: User) -> None:
    assert "No run is done yet." in page(desk, LINKS)
    assert desk.post(f"{LINKS}/start").status_code == 302
    assert Job.objects.filter(name="people.link").count() == 1
    shown = page(desk, LINKS)
    assert "Look for records of one person</b>" in shown
    assert f'action="{LINKS}/start"' not in shown


def test_who_may_look_and_not_judge_gets_no_buttons(clerk: User) -> None:
    one, other = told(clerk), told(clerk)
    reader = signed_in(member(Role.DECIDING_AUTHORITY, of=clerk.party))
    shown = page(reader, pair_of(one, other))
    assert 'name="verdict"' not in shown
    assert reader.post(f"{pair_of(one, other)}/judge", {"verdict": "same"}).status_code == 403
    assert reader.post(f"{LINKS}/start").status_code == 403
    stranger = signed_in(member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY)))
    assert page(stranger, pair_of(one, other), 404)
    assert signed_in(member(Role.LABORATORY)).get(LINKS).status_code == 403


def test_a_judgement_of_another_party_is_not_there(clerk: User) -> None:
    made = judge(told(clerk), told(clerk), "same", clerk)
    stranger = signed_in(member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY)))
    assert page(stranger, f"{LINKS}/judgements/{made.code}", 404)
    assert made.code not in page(stranger, f"{LINKS}/judgements")
    office = signed_in(member(Role.EXCHANGE_DESK))
    assert "Withdraw the judgement" not in page(office, f"{LINKS}/judgements/{made.code}")


@pytest.mark.parametrize("asked", ["", "x", "-1", "9" * 30, "٣"])
def test_a_page_number_that_is_none_begins_at_the_beginning(desk: Client, asked: str) -> None:
    page(desk, LINKS, after=asked)
    page(desk, f"{LINKS}/judgements", before=asked)


def test_no_page_asks_the_store_more_for_more_people(
    desk: Client, clerk: User, django_assert_max_num_queries: Any
) -> None:
    people = [told(clerk) for _ in range(6)]
    run(clerk)
    judge(people[0], people[1], "same", clerk)
    judge(people[1], people[2], "same", clerk)
    for address, most in (
        (LINKS, 12),
        (f"{LINKS}/judgements", 10),
        (pair_of(people[0], people[1]), 30),
        (pair_of(people[3], people[4]), 30),
        (f"/register/people/{people[0].code}", 30),
    ):
        page(desk, address)
        with django_assert_max_num_queries(most):
            page(desk, address)


def test_the_keys_are_an_addition_and_no_page_needs_them(
    desk: Client, two: tuple[Person, Person]
) -> None:
    shown = page(desk, pair_of(*two))
    assert "people/judging.js" in shown
    assert re.search(r'id="keys" hidden', shown)
    script = finders.find("people/judging.js")
    assert isinstance(script, str)
    text = Path(script).read_text(encoding="utf-8")
    assert "eval" not in text
    assert ".style" not in text
