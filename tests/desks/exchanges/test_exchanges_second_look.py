"""What one clerk could still do alone, and what the second person was not told: an answer that is
turned after its deadline, a length that tells, a rival who is pushed off, a list that never comes.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from exchanges_work import (
    agreed,
    begun,
    committed,
    drafted,
    drawn,
    frozen,
    offered,
    population,
    said_what_for,
    seconded,
    taken_back,
)
from people import signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import User
from repatria.desks.accounts.proposals import registry
from repatria.desks.accounts.proposals.errors import SamePersonError
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.common.jobs import Refused as JobRefused
from repatria.desks.common.models import Job
from repatria.desks.exchanges import jobs, kept
from repatria.desks.exchanges.models import Entry, Freeze, FreezeState, ProposedEntry
from repatria.desks.exchanges.queries import offers as found
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.services import backs, freezing, offers, overs
from repatria.desks.people.models import Person, Statement
from repatria.planning.answer_codes import Said, Standing
from rounds_work import day_comes, is_over, path

WHY = "Their letter of the day was found"


@pytest.fixture
def entry(clerk: User, authority: User) -> Entry:
    population(clerk)
    reading = agreed(clerk)
    held = frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    return offered(held, clerk, authority)


def closed(entry: Entry) -> date:
    """The offer's deadline is over since yesterday; a day before it."""
    today = timezone.localdate()
    Entry.objects.filter(pk=entry.pk).update(
        day=today - timedelta(days=9), deadline=today - timedelta(days=1)
    )
    return today - timedelta(days=3)


def codes(entry: Entry) -> list[str]:
    return [line[0] for line in kept.unpacked(entry.told)]


def described(asked: Proposal) -> str:
    return " ".join(registry.kind(asked.kind).describe(asked.payload))


def test_one_clerk_takes_no_answer_back(entry: Entry, clerk: User, authority: User) -> None:
    one, held, today = codes(entry)[0], entry.of, timezone.localdate()
    offers.answer(held, clerk, entry.offer, today, [[one, "agreed", "", ""]])
    given = (held, clerk, entry.offer, today, [one], "By mistake")
    asked = backs.answers_back(*given, session="one")
    assert backs.answers_back(*given, session="one") == asked, "the same once"
    assert found.asking(held).stands(one, today) is Said.AGREED
    with pytest.raises(SamePersonError):
        seconded(asked, clerk)
    told = described(asked)
    assert "Clerk of A (1)" in told
    assert "By mistake" in told
    assert one not in told + str(asked.payload), "the codes wait apart"
    done = seconded(asked, authority)
    assert done.state == Proposal.State.DONE, done.reason
    assert found.asking(held).stands(one, today) is Standing.OPEN
    assert not any(one in row.detail for row in Trace.objects.filter(subject=held.code))
    last = held.entries.get(number=3)
    assert (last.entered_by, last.entered_with, last.why) == (clerk, authority, "By mistake")


def test_an_answer_in_time_only_by_its_day_takes_two(
    entry: Entry, clerk: User, authority: User
) -> None:
    before, held, one = closed(entry), entry.of, codes(entry)[0]
    told = [[one, "agreed", "", ""]]
    with pytest.raises(ExchangeError, match="takes a second person"):
        offers.answer(held, clerk, entry.offer, before, told)
    with pytest.raises(ExchangeError, match="Say why"):
        backs.answers_after(held, clerk, entry.offer, before, told, " ", session="one")
    asked = backs.answers_after(held, clerk, entry.offer, before, told, WHY, session="one")
    assert "in time, though the deadline" in described(asked)
    assert not held.entries.filter(kind="answers").exists()
    assert seconded(asked, authority).state == Proposal.State.DONE
    assert found.asking(held).stands(one, timezone.localdate()) is Said.AGREED
    late = [[codes(entry)[1], "agreed", "", ""]]
    offers.answer(held, clerk, entry.offer, timezone.localdate(), late)
    question = found.asking(held).questions[codes(entry)[1]]
    assert question.answer is None, "of today, it is late, and one enters it"
    assert question.late is not None


def test_the_lines_that_wait_cannot_be_changed_between_the_two(
    entry: Entry, clerk: User, authority: User
) -> None:
    before, held, (one, two, *_rest) = closed(entry), entry.of, codes(entry)
    asked = backs.answers_after(
        held, clerk, entry.offer, before, [[one, "agreed", "", ""]], WHY, session="one"
    )
    ProposedEntry.objects.update(told=kept.packed([[two, "agreed", "", ""]]))
    done = seconded(asked, authority)
    assert done.state == Proposal.State.FAILED
    assert held.entries.count() == 1


def test_by_the_pages_it_is_proposed_and_its_codes_are_on_the_offer_alone(
    entry: Entry, desk: Client, clerk: User, authority: User
) -> None:
    before, one = closed(entry), codes(entry)[0]
    at = f"/exchanges/frozen/{entry.of.code}/offers"
    given = {"code": one, "said": "agreed", "day": str(before)}
    assert "Say why" in desk.post(f"{at}/1/answer", given).content.decode()
    assert desk.post(f"{at}/1/answer", given | {"why": WHY}).status_code == 302
    asked = Proposal.objects.order_by("-pk")[0]
    page = said_what_for(signed_in(authority)).get(f"{at}/1").content.decode()
    assert "waits for a second person" in page
    assert f"<code>{one}</code> agreed" in page
    assert one not in desk.get(f"/proposals/{asked.pk}").content.decode()
    assert "An entry about an offer waits" in desk.get(at).content.decode()
    seconded(asked, authority)
    done = desk.post(f"{at}/1/back", {"code": one, "day": str(before), "why": "An error"})
    assert done.status_code == 302
    done = desk.post(f"{at}/1/over", {"why": "Broken off"})
    assert done.status_code == 302
    assert entry.of.entries.count() == 2, "both wait"


def test_whoever_declares_a_round_over_is_told_what_was_turned(
    sealed: Freeze, clerk: User, authority: User
) -> None:
    entry = offered(sealed, clerk, authority)
    everybody = codes(entry)
    one, two = everybody[:2]
    today = timezone.localdate()
    told = [[one, "agreed", "", ""], [two, "agreed", "", ""]]
    offers.answer(sealed, clerk, entry.offer, today, told)
    taken_back(entry, clerk, authority, [one], "By mistake")
    other = offered(sealed, clerk, authority, "A", most=2)
    assert (other.offer, other.count) == (2, 2)
    off = backs.offer_back(sealed, clerk, other.offer, "Broken off", session="one")
    assert seconded(off, authority).state == Proposal.State.DONE
    late = timezone.now() + timedelta(days=9)
    Entry.objects.filter(of=sealed, number=2).update(entered_at=late)
    asked = overs.propose(sealed, clerk, day_comes(), "Done", session="one", fresh=True)
    words = described(asked)
    assert "after their deadline with a day before it: 2, by Clerk of A (2)" in words
    assert "Answers taken back: 1, by Clerk of A + Authority of A (1)" in words
    assert "in offers that were taken back: 2, by Clerk of A + Authority of A (2)" in words
    assert not any(code in words for code in everybody)


def test_no_head_asks_what_is_not_kept(
    sealed: Freeze, clerk: User, authority: User, everybody: list[Person], site: Client,
    desk: Client,
) -> None:  # fmt: skip
    entry = offered(sealed, clerk, authority)
    is_over(sealed, clerk, authority)
    for more in ("", "/letter", "/own.zip", "/line"):
        address = path(sealed, everybody[0], more)
        assert site.get(address).status_code != 404, address
        assert site.head(address).status_code == 405, address
    listed = f"/exchanges/frozen/{sealed.code}"
    for more in ("/who", f"/offers/{entry.offer}", "/going"):
        assert desk.get(listed + more).status_code == 200, more
        assert desk.head(listed + more).status_code == 405, more
    before = Trace.objects.filter(subject=sealed.code).count()
    assert desk.head(f"{listed}/offers").status_code == 200
    assert Trace.objects.filter(subject=sealed.code).count() == before + 1


def test_a_rival_whom_a_late_fact_pushed_off_is_on_the_pages(
    entry: Entry, desk: Client, clerk: User
) -> None:
    rival, of = codes(entry)[0], entry.of.draft.of
    Person.objects.update(created_at=timezone.now() - timedelta(days=30))
    Statement.objects.update(entered_at=timezone.now() - timedelta(days=30))
    told = [[rival, "refused", "unexplained", ""]]
    offers.answer(entry.of, clerk, entry.offer, timezone.localdate(), told)
    after = drafted(of, clerk, entry.of.draft.reading, "The next")
    at = f"/exchanges/lists/{of.code}/drafts/{after.number}"
    page = desk.get(at).content.decode()
    assert "1 person is not on the list and has a fact" in page
    assert rival not in page
    page = desk.get(f"{at}/decide").content.decode()
    pushed = page.split('id="pushed"')[1].split("<h2")[0]
    assert rival in pushed
    assert "veto" in pushed


@pytest.mark.parametrize("ended", [Job.State.FAILED, Job.State.CANCELLED])
def test_a_list_whose_job_ended_without_it_is_proposed_again(
    ended: Job.State, clerk: User, authority: User, desk: Client
) -> None:
    population(clerk)
    reading = agreed(clerk)
    held = committed(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    drawn(held, clerk)
    first = seconded(freezing.propose(held, clerk, session="one", fresh=True), authority)
    held.refresh_from_db()
    at = f"/exchanges/frozen/{held.code}"
    assert "The job ended without a list" not in desk.get(at).content.decode()
    with pytest.raises(ExchangeError, match="being made"):
        freezing.propose(held, clerk, session="one", fresh=True)
    Job.objects.filter(pk=held.job or 0).update(state=ended)
    page = desk.get(at).content.decode()
    assert "The job ended without a list" in page
    assert f"{at}/draw" in page
    again = freezing.propose(held, clerk, session="two", fresh=True)
    first.refresh_from_db()
    assert first.state == Proposal.State.FAILED
    done = seconded(again, authority)
    assert done.state == Proposal.State.SECONDED, done.reason
    with pytest.raises(JobRefused):
        jobs.freeze(None, {"freeze": held.code, "proposal": first.pk})  # type: ignore[arg-type]
    freezing.make(Freeze.objects.get(pk=held.pk), done.pk)
    held.refresh_from_db()
    assert held.state == FreezeState.FROZEN
