"""Versions of a list: facts, rules, reasons in counts, what changed and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from exchanges_work import (
    BY_TABLE,
    ON,
    OTHER,
    TEXT,
    agreed,
    begun,
    captive,
    drafted,
    examined,
    population,
    told,
)  # fmt: skip
from people import ends, member
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.visible import NotYours
from repatria.desks.common.jobs.worker import Worker
from repatria.desks.common.models import Job
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models import Draft, DraftState, FactsSnapshot
from repatria.desks.exchanges.queries.doubts import doubt_of, of_draft
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.runs import draft_prefix
from repatria.desks.exchanges.services import agreements, choices, drafting
from repatria.desks.people.models import Candidate, LinkRun, Statement
from repatria.desks.people.services import statements
from repatria.desks.people.services.judging import judge
from repatria.planning.lottery import number
from repatria.planning.round import next_round


def listed(draft: Draft) -> list[list[str]]:
    assert draft.outcome is not None
    return list(kept.unpacked(draft.outcome)["listed"])


def test_a_version_is_what_the_reference_of_the_engine_makes_of_the_register(clerk: User) -> None:
    population(clerk)
    reading = agreed(clerk)
    draft = drafted(begun(clerk, reading), clerk, reading)
    assert draft.state == DraftState.DONE
    assert draft.facts is not None
    people = kept.people_of(draft.facts)
    prefix = draft_prefix(draft.of.code)
    made = next_round(people, reading.terms, ON, lambda code: number(prefix, code))
    assert listed(draft) == [list(codes) for codes in made.listed]
    assert draft.summary["listed"] == [3, 3]
    assert draft.summary["reasons"][0] == {"on_list": 3, "round_full": 3}
    assert len(people) == 12


def test_the_longest_held_go_and_who_is_of_article_109_stands_before_them(clerk: User) -> None:
    people = population(clerk)
    ill = captive(clerk, "A", captured_on="2031-01-01")
    examined(ill, clerk, "incurable")
    reading = agreed(clerk)
    draft = drafted(begun(clerk, reading), clerk, reading)
    assert listed(draft)[0] == [ill.code, people[0].code, people[2].code]
    assert draft.summary["duty"] == [1, 0]


def test_a_person_of_two_records_is_one(clerk: User) -> None:
    one = captive(clerk, "A", captured_on=None)
    other = captive(clerk, "A", captured_on="2029-01-01", power=None)
    judge(one, other, "same", clerk)
    reading = agreed(clerk)
    draft = drafted(begun(clerk, reading), clerk, reading)
    assert draft.facts is not None
    (person,) = kept.people_of(draft.facts)
    assert (person.code, person.captured) == (one.code, date(2029, 1, 1))


def test_what_changed_is_told_with_its_cause(clerk: User) -> None:
    people = population(clerk)
    reading = agreed(clerk)
    of = begun(clerk, reading)
    drafted(of, clerk, reading)
    first = people[0]
    told(first, clerk, "wish_return", "refused")
    second = drafted(of, clerk, reading, "Refused to return")
    assert second.summary["against"] == 1
    rows = kept.unpacked(bytes(second.outcome or b""))["changed"]
    own = next(each for each in rows if each[0] == first.code)
    assert own == [first.code, False, "facts", ["consent"], "on_list", "no_consent"]
    (came,) = [each for each in rows if each[1]]
    assert came[0] == people[6].code
    assert came[2] == "others"
    assert second.summary["changed"] == {"facts": [0, 1], "others": [1, 0]}
    agreements.tell(reading.agreement, clerk, TEXT.replace("seats each 3", "seats each 2"), "Buses")
    newest = reading.agreement.readings.get(teller="A", version=2)
    third = drafted(of, clerk, newest, "Fewer buses")
    assert third.summary["changed"] == {"rule": [0, 2]}
    again = drafted(of, clerk, newest, "The same once more")
    assert again.summary["changed"] == {}
    assert FactsSnapshot.objects.count() == 2


def test_disputed_facts_are_run_both_ways_and_told_in_the_order_to_decide_them(
    clerk: User,
) -> None:
    population(clerk)
    late = captive(clerk, "A", captured_on="2031-01-01")
    examined(late, clerk, "none", on="2031-02-01")
    examined(late, clerk, "incurable", on="2031-01-01")
    held = captive(clerk, "A", captured_on="2031-01-02")
    told(held, clerk, "held_by", "Some group", "2029-12-01")
    reading = agreed(clerk)
    draft = drafted(begun(clerk, reading), clerk, reading)
    assert draft.summary["disputed"] == 2
    # Who is of article 109 takes a seat; one for one, the other side then gets one fewer.
    assert draft.summary["robust"] == [2, 2]
    assert draft.summary["only_shown"] == [1, 1]
    assert draft.summary["only_other"] == [1, 0]
    assert draft.summary["decide"] == 1
    rows = kept.unpacked(bytes(draft.outcome or b""))["decide"]
    assert rows[0][:4] == [late.code, "medical", "round_full", "on_list"]
    assert [each[0] for each in rows] == [late.code, held.code]


def test_what_cannot_be_taken_as_it_stands_is_named(clerk: User) -> None:
    captive(clerk, "A", birth="2030-01-01")
    captive(clerk, "A", captured_on="2029")
    captive(clerk, "A", power=None)
    captive(clerk, "A", category=None)
    reading = agreed(clerk)
    of = begun(clerk, reading)
    draft = drafted(of, clerk, reading)
    assert draft.summary["named"] == {
        "born_after_capture": 1, "captured_unclear": 1, "side_not_stated": 1,
        "category_not_stated": 1,
    }  # fmt: skip
    assert draft.summary["supposed"] == 0
    assert draft.summary["reasons"][2] == {"outside_terms": 1}
    supposed = drafted(of, clerk, reading, "Ours", unstated_side="A")
    assert supposed.summary["supposed"] == 1
    assert supposed.summary["reasons"][2] == {}


def test_no_version_without_a_reason_a_right_or_a_reading_in_force(
    clerk: User, authority: User
) -> None:
    reading = agreed(clerk)
    of = begun(clerk, reading)
    with pytest.raises(ExchangeError, match="Say why"):
        drafting.ask_draft(of, clerk, reading, ON, " ")
    with pytest.raises(ExchangeError, match="No round is before"):
        drafting.ask_draft(of, clerk, reading, date(2031, 6, 1), "why")
    with pytest.raises(Refused, match="roles"):
        drafting.ask_draft(of, authority, reading, ON, "why")
    agreements.tell(reading.agreement, clerk, TEXT.replace("each 3", "each 4"), "More buses")
    with pytest.raises(ExchangeError, match="not in force"):
        drafting.ask_draft(of, clerk, reading, ON, "why")
    stranger = member(Role.EXCHANGE_DESK)
    with pytest.raises(NotYours):
        drafting.ask_draft(of, stranger, reading, ON, "why")
    assert not Draft.objects.exists()


def test_a_doubt_that_shows_only_with_the_register_waits_for_a_choice_too(
    clerk: User, authority: User
) -> None:
    reading = agreed(clerk, BY_TABLE, OTHER)
    of = begun(clerk, reading)
    for side in ("A", "B"):
        captive(clerk, side, rank="private")
    captive(clerk, "A", rank="major")
    draft = drafted(of, clerk, reading)
    assert draft.state == DraftState.REFUSED
    assert draft.outcome is None
    (doubt,) = of_draft(draft)
    assert doubt.kind == "table_rank"
    assert "major" in draft.refused_why
    found = doubt_of(reading, doubt.key)
    assert found == doubt
    choices.sign(reading, doubt, authority, "Nobody goes for him", fresh=True)
    made = drafted(of, clerk, reading, "Signed")
    assert made.state == DraftState.DONE
    assert made.summary["listed"] == [1, 1]


def test_a_record_that_nobody_has_judged_is_told_of(clerk: User) -> None:
    people = population(clerk, 4)
    twin = captive(clerk, "A", captured_on=None)
    run = LinkRun.objects.create(party=clerk.party, asked_by=clerk, finished_at=timezone.now())
    Candidate.objects.create(run=run, one=people[0], other=twin, weight=9.0)
    reading = agreed(clerk)
    of = begun(clerk, reading)
    draft = drafted(of, clerk, reading)
    assert draft.summary["unjudged"] == 1
    outcome = kept.unpacked(bytes(draft.outcome or b""))
    assert outcome["unjudged"] == [[people[0].code, twin.code]]
    judge(people[0], twin, "same", clerk)
    assert drafted(of, clerk, reading, "Judged").summary["unjudged"] == 0


def test_a_worker_makes_a_version_and_whoever_lost_the_right_gets_none(clerk: User) -> None:
    population(clerk, 2)
    reading = agreed(clerk)
    of = begun(clerk, reading)
    first = drafting.ask_draft(of, clerk, reading, ON, "First")
    Worker().run(once=True)
    first.refresh_from_db()
    assert first.state == DraftState.DONE
    assert first.summary["listed"] == [2, 2]
    second = drafting.ask_draft(of, clerk, reading, ON, "Second")
    ends(clerk, Role.EXCHANGE_DESK, timedelta(0))
    Worker().run(once=True)
    second.refresh_from_db()
    assert second.state == DraftState.WAITING
    job = Job.objects.get(name=drafting.JOB, pk=second.job or 0)
    assert job.state == Job.State.FAILED
    assert "may no longer" in job.error


def test_facts_of_the_last_three_days_are_told_of(clerk: User) -> None:
    people = population(clerk, 2)
    Statement.objects.update(entered_at=timezone.now() - timedelta(days=4))
    reading = agreed(clerk)
    of = begun(clerk, reading)
    assert drafted(of, clerk, reading).summary["late"] == 0
    told(people[0], clerk, "wish_return", "given")
    word = people[1].statements.get(field="category")
    statements.withdraw(word, clerk, "of another man")
    draft = drafted(of, clerk, reading, "Again")
    assert draft.summary["late"] == 2
    rows = kept.unpacked(bytes(draft.outcome or b""))["late"]
    both = [[people[0].code, "wish_return"], [people[1].code, "category"]]
    assert rows == sorted(both)
