"""What somebody would do who is paid for a place: a second draw, an opening with the value known,
an older version, a fact that takes somebody else off, an entry that is changed afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from exchanges_work import (
    DOUBTFUL,
    SALTS,
    SEEDS,
    VALUE,
    agreed,
    announced,
    begun,
    committed,
    drafted,
    frozen,
    offered,
    population,
    said_what_for,
    seconded,
    told,
)  # fmt: skip
from people import member, party, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.proposals import registry
from repatria.desks.accounts.proposals.errors import ChangedError
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Role
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.answer_files import Unreadable, read_answers
from repatria.desks.exchanges.models import (
    Agreement,
    Entry,
    Freeze,
    FreezeState,
    PlannedList,
    RoundOver,
)
from repatria.desks.exchanges.queries.doubts import doubt_of
from repatria.desks.exchanges.queries.facts import _humans
from repatria.desks.exchanges.queries.offers import next_codes
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.services import (
    backs,
    choices,
    committing,
    drafting,
    freezing,
    lotteries,
    offers,
)
from repatria.desks.people.models import Person, Statement
from repatria.planning import check_list
from repatria.planning.terms_check import terms_doubts


def lines(asked: Proposal) -> str:
    return "\n".join(registry.kind(asked.kind).describe(asked.payload))


def test_the_draw_of_a_frozen_list_is_not_given_up_for_a_better_one(
    clerk: User, authority: User
) -> None:
    population(clerk)
    reading = agreed(clerk)
    held = frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    with pytest.raises(ExchangeError, match="second try"):
        lotteries.drop(held.lottery, clerk, "The other one came out better")
    Freeze.objects.filter(pk=held.pk).update(state=FreezeState.FAILED)
    lotteries.drop(held.lottery, clerk, "No list could be made of it")


def test_an_opening_with_an_earlier_day_is_not_entered_once_the_value_is_known(
    clerk: User, authority: User
) -> None:
    population(clerk, 2)
    reading = agreed(clerk)
    held = committed(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    lotteries.set_value(held.lottery, clerk, VALUE, today=tomorrow)
    shown = (SEEDS[0].hex(), SALTS[0].hex())
    with pytest.raises(ExchangeError, match="counts as not opened"):
        lotteries.open_side(held.lottery, clerk, 0, *shown, today, today=tomorrow)
    late = lotteries.open_side(held.lottery, clerk, 0, *shown, tomorrow, today=tomorrow)
    assert not freezing.opened(lotteries.draw_of(held.lottery), 0), late.day


def test_no_version_is_committed_to_whose_signed_choice_was_taken_back(
    clerk: User, authority: User
) -> None:
    population(clerk, 2)
    reading = agreed(clerk, DOUBTFUL, other="")
    signed = []
    for each in terms_doubts(reading.terms):
        doubt = doubt_of(reading, each.key)
        if doubt is not None:
            signed.append(choices.sign(reading, doubt, authority, "They agreed", fresh=True))
    of = begun(clerk, reading)
    draft = drafted(of, clerk, reading)
    assert signed
    assert draft.state == "done", draft.refused_why
    announced(of, clerk)
    asked = committing.propose(draft, clerk, session="one", fresh=True)
    choices.withdraw(signed[0], authority, "They did not")
    with pytest.raises(drafting.Doubtful):
        committing.propose(draft, clerk, session="one", fresh=True)
    done = seconded(asked, authority)
    assert done.state == Proposal.State.FAILED
    assert not Freeze.objects.exists()


def test_the_second_is_told_of_older_facts_typed_numbers_and_what_was_committed_to_before(
    clerk: User, authority: User
) -> None:
    population(clerk)
    reading = agreed(clerk)
    of = begun(clerk, reading)
    old = drafted(of, clerk, reading, returned={2: (0, 3)}, unstated_side="A")
    drafted(of, clerk, reading, "With the facts of today")
    announced(of, clerk)
    said = lines(committing.propose(old, clerk, session="one", fresh=True))
    assert "There is a newer version: 2" in said
    assert "clause 2, as it was entered: 0 and 3" in said
    assert "taken as of A" in said
    assert "Beacon 7 decides on" in said
    assert f"entered by {clerk.name}" in said
    assert "committed to already" not in said

    twin = agreed(clerk)
    other = begun(clerk, twin)
    again = drafted(other, clerk, twin, "The same once more, under the same text entered anew")
    announced(other, clerk)
    waiting = committing.propose(again, clerk, session="one", fresh=True)
    held = committed(old, clerk, authority)
    with pytest.raises(ChangedError):
        seconded(waiting, authority)
    told_now = lines(committing.propose(again, clerk, session="one", fresh=True))
    assert f"committed to already: {held.code}" in told_now


def test_a_late_fact_that_takes_somebody_off_is_told_before_the_commitment(
    clerk: User, authority: User
) -> None:
    everybody = population(clerk)
    long_ago = timezone.now() - timedelta(days=30)
    Person.objects.update(created_at=long_ago)
    Statement.objects.update(entered_at=long_ago)
    reading = agreed(clerk)
    of = begun(clerk, reading)
    first = drafted(of, clerk, reading)
    assert (first.summary["late"], first.summary["pushed"]) == (0, 0)
    rival = kept.unpacked(first.outcome)["listed"][0][0]
    told(next(each for each in everybody if each.code == rival), clerk, "wish_return", "refused")
    second = drafted(of, clerk, reading, "Somebody else came on")
    assert rival not in kept.unpacked(second.outcome)["listed"][0]
    assert (second.summary["late"], second.summary["pushed"]) == (0, 1)
    assert kept.unpacked(second.outcome)["pushed"] == [[rival, "wish_return"]]
    announced(of, clerk)
    asked = committing.propose(second, clerk, session="one", fresh=True)
    assert "Not on it with such a fact: 1" in lines(asked)


def test_an_entry_that_was_changed_in_the_store_opens_no_line(clerk: User, authority: User) -> None:
    population(clerk)
    reading = agreed(clerk)
    held = frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    entry = offered(held, clerk, authority)
    codes = kept.unpacked(entry.told)
    assert offers.opening_of(entry, codes[0][0])
    Entry.objects.filter(pk=entry.pk).update(told=kept.packed([codes[1], codes[0], *codes[2:]]))
    with pytest.raises(ExchangeError, match="not what was published"):
        offers.opening_of(Entry.objects.get(pk=entry.pk), codes[0][0])


def test_what_the_checker_finds_wrong_is_told_without_codes(
    clerk: User, authority: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = population(clerk)[0].code
    reading = agreed(clerk)
    held = committed(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    today = timezone.localdate()
    lotteries.set_value(held.lottery, clerk, VALUE, today=today + timedelta(days=1))
    done = seconded(freezing.propose(held, clerk, session="one", fresh=True), authority)
    monkeypatch.setattr(check_list, "check", lambda *_files: [f"{somebody} is not next"])
    freezing.make(Freeze.objects.get(pk=held.pk), done.pk)
    held.refresh_from_db()
    done.refresh_from_db()
    assert held.state == FreezeState.FAILED
    assert somebody not in held.failed_why + done.reason
    assert "Reasons: 1" in held.failed_why


def test_an_offer_that_would_ask_other_people_than_agreed_is_not_put(
    clerk: User, authority: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    population(clerk)
    reading = agreed(clerk)
    held = frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    until = timezone.localdate() + timedelta(days=9)
    asked = offers.propose(held, clerk, "B", 9, until, session="one", fresh=True)
    monkeypatch.setattr(
        "repatria.desks.exchanges.services.offers.next_codes",
        lambda *given: tuple(codes[1:] for codes in next_codes(*given)),
    )
    done = seconded(asked, authority)
    assert done.state == Proposal.State.FAILED
    assert not Entry.objects.exists()


def test_many_pairs_of_records_are_read_together_in_one_pass(
    clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from repatria.desks.exchanges.queries import facts

    count = 20_000
    same = {(2 * at, 2 * at + 1) for at in range(count)}
    monkeypatch.setattr(facts, "judged_pairs_of_many", lambda *_given: (same, {(0, 3)}))
    found = _humans(clerk, {at: str(at) for at in range(2 * count)})
    assert found == sorted(same)


def test_an_intermediary_to_whom_an_agreement_is_shown_reads_no_title_of_a_list(
    clerk: User,
) -> None:
    neutral = party("NEUTRAL", Standing.INTERMEDIARY)
    reading = agreed(clerk)
    of = begun(clerk, reading)
    PlannedList.objects.filter(pk=of.pk).update(title="A title of ours")
    Agreement.objects.update(shared_with="|NEUTRAL|")
    site = said_what_for(signed_in(member(Role.AUDITOR, of=neutral)))
    answer = site.get(f"/exchanges/agreements/{reading.agreement.code}")
    assert answer.status_code == 200
    assert b"A title of ours" not in answer.content
    assert site.get(f"/exchanges/lists/{of.code}").status_code == 404


def test_once_a_round_is_over_no_question_is_put_or_taken_back(
    clerk: User, authority: User
) -> None:
    population(clerk)
    reading = agreed(clerk)
    held = frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    entry = offered(held, clerk, authority)
    today = timezone.localdate()
    RoundOver.objects.create(of=held, day=today, why="Over", carried=kept.packed({}),
                             declared_by=clerk, declared_with=authority)  # fmt: skip
    with pytest.raises(ExchangeError, match="declared over"):
        backs.offer_back(held, clerk, entry.offer, "Nobody goes", session="one")
    with pytest.raises(ExchangeError, match="declared over"):
        offers.propose(held, clerk, "A", 1, today, session="one", fresh=True)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("code,code,answer\nX,Y,agreed\n", "twice"),
        ("code,answer,happened\nX,dead,2020-W01-1\n", "written like"),
        ("code,answer,happened\nX,dead,20200101\n", "written like"),
    ],
)
def test_a_table_of_answers_has_one_meaning(table: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read_answers(table.encode())


def test_a_wrong_file_is_not_read_to_its_end() -> None:
    with pytest.raises(Unreadable) as found:
        read_answers(b"code,answer\n" + b"x\n" * 100_000)
    assert found.value.further < 2_000


def test_who_is_not_in_an_offer_is_asked_for_in_the_access_log_alone(
    clerk: User, authority: User, auditor: User
) -> None:
    everybody = population(clerk)
    reading = agreed(clerk)
    held = frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    entry = offered(held, clerk, authority)
    asked = {line[0] for line in kept.unpacked(entry.told)}
    other = next(each.code for each in everybody if each.code not in asked)
    site = said_what_for(signed_in(auditor))
    address = f"/exchanges/frozen/{held.code}/entries/{entry.number}/opening?code={other}"
    before = Trace.objects.filter(subject=held.code).count()
    assert site.head(address).status_code == 405
    assert site.get(address).status_code == 302
    rows = Trace.objects.filter(subject=held.code).order_by("sequence")
    assert rows.count() == before + 1
    kept_row = rows.last()
    assert kept_row is not None
    assert "opening" in kept_row.detail
    assert other not in kept_row.detail


def test_a_veto_that_one_person_entered_is_told_before_the_next_commitment(
    clerk: User, authority: User
) -> None:
    population(clerk)
    reading = agreed(clerk)
    of = begun(clerk, reading)
    entry = offered(frozen(drafted(of, clerk, reading), clerk, authority), clerk, authority)
    rival = kept.unpacked(entry.told)[0][0]
    today = timezone.localdate()
    Person.objects.update(created_at=timezone.now() - timedelta(days=30))
    Statement.objects.update(entered_at=timezone.now() - timedelta(days=30))
    offers.answer(entry.of, clerk, entry.offer, today, [[rival, "refused", "unexplained", ""]])
    after = drafted(of, clerk, reading, "The next")
    assert rival not in kept.unpacked(after.outcome)["listed"][0]
    assert kept.unpacked(after.outcome)["pushed"] == [[rival, "veto"]]
    assert after.summary["pushed"] == 1
