"""Judgements in the store: by whom and why, asked about twice, withdrawn, and changing nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from links_work import row_of, run, told
from people import member, party
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.visible import NotYours
from repatria.desks.people import services
from repatria.desks.people.judging_rule import Ask
from repatria.desks.people.models import Judgement, PersonKey, SourceKind, Statement
from repatria.desks.people.queries.clusters import cluster_of, linked_records
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services.judging import AskedAgain, judge, withdraw_judgement
from repatria.desks.router import EXCHANGE

KNOWN = "His mother was shown both records and knows them."


def test_same_changes_no_record_and_copies_no_status(clerk: User) -> None:
    one = told(clerk, state="dead")
    other = told(clerk, state="captive", rank="сержант")
    before = [row_of(one), row_of(other)]
    said = list(Statement.objects.order_by("pk").values())
    keys = set(PersonKey.objects.values_list("person", "key"))
    made = judge(one, other, "same", clerk)
    assert [row_of(one), row_of(other)] == before
    assert (before[0]["state"], before[1]["state"]) == ("dead", "captive")
    assert list(Statement.objects.order_by("pk").values()) == said
    assert set(PersonKey.objects.values_list("person", "key")) == keys
    assert (made.by, made.verdict, made.party_id) == (clerk, "same", "A")
    assert "Agrees: " in made.why


def test_what_the_page_showed_is_kept_with_it(clerk: User) -> None:
    one, other = told(clerk), told(clerk)
    held = run(clerk)
    kept = judge(other, one, "same", clerk).weights
    assert kept["levels"]["birth"] == "same"
    assert kept["facts"][:2] == ["birth", "birthplace"]
    assert kept["run"] == held.code
    assert kept["fields"]["birth"][0] == "same"
    assert kept["weight"] > 5


def test_names_alone_need_a_reason_and_a_second_word(clerk: User) -> None:
    one, other = (told(clerk, birth=None, birthplace=None) for _ in range(2))
    for why, confirmed in (("", False), (KNOWN, False), ("", True), ("yes", True)):
        with pytest.raises(AskedAgain) as asked:
            judge(one, other, "same", clerk, why, confirmed=confirmed)
        assert asked.value.asks == (Ask.NAMES_ONLY,)
    assert not Judgement.objects.exists()
    made = judge(one, other, "same", clerk, KNOWN, confirmed=True)
    assert (made.why, made.weights["asked"]) == (KNOWN, ["names_only"])


def test_the_rule_looks_at_statements_beyond_the_row(clerk: User) -> None:
    one, other = (told(clerk, birth=None, birthplace=None, mother="Кравець") for _ in range(2))
    assert judge(one, other, "same", clerk).weights["facts"] == ["mother"]


def test_unsure_is_never_asked_about_and_gives_way(clerk: User) -> None:
    one, other = told(clerk), told(clerk)
    first = judge(one, other, "unsure", clerk)
    judge(one, other, "same", clerk)
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    with pytest.raises(PeopleError, match="withdraw"):
        judge(one, other, "different", clerk, KNOWN, confirmed=True)
    assert Judgement.objects.filter(withdrawn_at=None).get().verdict == "same"


def test_what_would_join_what_was_judged_different_is_asked_about(clerk: User) -> None:
    first, second, third = (told(clerk) for _ in range(3))
    judge(first, second, "same", clerk)
    judge(first, third, "different", clerk, KNOWN, confirmed=True)
    with pytest.raises(AskedAgain) as asked:
        judge(second, third, "same", clerk)
    assert asked.value.asks == (Ask.AGAINST,)
    judge(second, third, "same", clerk, KNOWN, confirmed=True)
    assert cluster_of(clerk, first.pk).members == {first.pk, second.pk}
    assert linked_records(clerk, first).conflicts == ((first, third),)


def test_withdrawn_it_joins_nothing_and_stays_in_the_history(clerk: User) -> None:
    one, other = told(clerk), told(clerk)
    made = judge(one, other, "same", clerk)
    assert cluster_of(clerk, one.pk).members == {one.pk, other.pk}
    with pytest.raises(PeopleError, match="why"):
        withdraw_judgement(made, clerk, "  ")
    withdraw_judgement(made, clerk, "Two brothers.")
    assert cluster_of(clerk, one.pk).members == {one.pk}
    assert (made.withdrawn_by, made.withdrawn_why) == (clerk, "Two brothers.")
    with pytest.raises(PeopleError, match="already"):
        withdraw_judgement(made, clerk, "Again.")
    assert judge(one, other, "same", clerk).pk != made.pk


def test_who_decided_what_stands_in_the_log_under_both(clerk: User) -> None:
    one, other = told(clerk), told(clerk)
    made = judge(one, other, "same", clerk)
    withdraw_judgement(made, clerk, "Two brothers.")
    for person, beside in ((one, other), (other, one)):
        rows = Trace.objects.filter(subject_type="person", subject=person.code, action="judge")
        assert [row.told["state"] for row in rows.order_by("sequence")] == ["same", "withdrawn"]
        assert {row.told["subject"] for row in rows} == {beside.code}
        assert {row.actor for row in rows} == {clerk.code}
        assert {row.told["kind"] for row in rows} == {made.code}


def test_only_who_may_judge_and_see_judges(clerk: User) -> None:
    one, other = told(clerk), told(clerk)
    with pytest.raises(Refused):
        judge(one, other, "same", member(Role.RECEPTION_DESK, of=clerk.party))
    with pytest.raises(PeopleError, match="see"):
        judge(one, other, "same", member(Role.EXCHANGE_DESK, of=party("B", Standing.PARTY)))
    with pytest.raises(PeopleError, match="one and the same"):
        judge(one, one, "same", clerk)
    with pytest.raises(ValueError, match="perhaps"):
        judge(one, other, "perhaps", clerk)


def test_each_party_has_its_own_judgement_and_takes_back_its_own_alone(clerk: User) -> None:
    one, other = told(clerk), told(clerk)
    office = member(Role.EXCHANGE_DESK)
    ours = judge(one, other, "same", clerk)
    theirs = judge(one, other, "different", office, KNOWN, confirmed=True)
    with pytest.raises(NotYours):
        withdraw_judgement(ours, office, "No.")
    # The office sees both, and one against the other joins nothing; the party sees its own.
    assert cluster_of(office, one.pk).members == {one.pk}
    assert cluster_of(clerk, one.pk).members == {one.pk, other.pk}
    assert theirs not in Judgement.objects.visible_to(clerk)


def test_two_clerks_at_once_leave_one_judgement(
    clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = told(clerk), told(clerk)
    judge(one, other, "same", clerk)
    # The other clerk has looked before the first one's judgement was there.
    monkeypatch.setattr("repatria.desks.people.services.judging._give_way", lambda *_args: None)
    with pytest.raises(PeopleError, match="just judged"):
        judge(one, other, "different", clerk, KNOWN, confirmed=True)
    with pytest.raises(IntegrityError), transaction.atomic(using=EXCHANGE):
        Judgement.objects.create(
            party_id="A", one=one, other=other, verdict="unsure", why="x", by=clerk
        )
    assert Judgement.objects.count() == 1


def test_a_dossier_tells_of_links_in_a_bounded_number_of_queries(
    clerk: User, django_assert_max_num_queries
) -> None:
    people = [told(clerk) for _ in range(7)]
    run(clerk)
    for one, other in pairwise(people[:5]):
        judge(one, other, "same", clerk)
    judge(people[0], people[6], "different", clerk, KNOWN, confirmed=True)
    with django_assert_max_num_queries(14):
        found = linked_records(clerk, people[0])
    assert [each.person for each in found.same] == people[1:5]
    assert [each.judgement is not None for each in found.same] == [True, False, False, False]
    assert [each.person for each in found.different] == [people[6]]
    assert [each.person for each in found.offered] == [people[5]]


def test_a_later_statement_does_not_touch_a_judgement(clerk: User) -> None:
    one, other = told(clerk), told(clerk)
    made = judge(one, other, "same", clerk)
    source = services.add_source(clerk, SourceKind.HAND, "exchange")
    services.state(one, "rank", "солдат", source, clerk)
    made.refresh_from_db()
    assert made.withdrawn_at is None
