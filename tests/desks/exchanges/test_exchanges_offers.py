"""A frozen list is put to its holders by two people, answers are entered, and what was offered can
be shown line by line afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from exchanges_work import (
    TEXT,
    agreed,
    begun,
    captive,
    drafted,
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
from repatria.desks.accounts.proposals.errors import NotFreshError, SamePersonError
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models import Entry, Freeze
from repatria.desks.exchanges.queries import offers as found
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.services import backs, offers
from repatria.ledger.commitment import Opening, check_opening
from repatria.ledger.commitment_files import read_opening
from repatria.ledger.refusing import LedgerRefused
from repatria.planning.answer_codes import Said, Standing


@pytest.fixture
def held(clerk: User, authority: User) -> Freeze:
    """Six of each side, three seats: three of each are on the list."""
    population(clerk)
    reading = agreed(clerk)
    return frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)


def codes(entry: Entry) -> list[str]:
    return [line[0] for line in kept.unpacked(entry.told)]


def says(held: Freeze, by: User, entry: Entry, *said: tuple[str, str]) -> None:
    told = [[code, word, "unexplained" if word == "refused" else "", ""] for code, word in said]
    offers.answer(held, by, entry.offer, timezone.localdate(), told)


def test_an_offer_is_the_next_of_the_order_and_takes_two(
    held: Freeze, clerk: User, authority: User
) -> None:
    until = timezone.localdate() + timedelta(days=3)
    with pytest.raises(NotFreshError):
        offers.propose(held, clerk, "B", 9, until, session="one", fresh=False)
    asked = offers.propose(held, clerk, "B", 9, until, session="one", fresh=True)
    with pytest.raises(SamePersonError):
        seconded(asked, clerk)
    seconded(asked, authority)
    entry = Entry.objects.get()
    order = found.order_of(held).codes[0]
    assert codes(entry) == list(order[:3]), "whom B holds returns to A, the first side"
    assert (entry.entered_by, entry.entered_with) == (clerk, authority)
    told = Trace.objects.get(sequence=entry.trace)
    assert entry.root in told.detail
    assert not any(code in told.detail for code in codes(entry)), "the log names nobody"


def test_whoever_is_refused_leaves_the_place_to_the_next(
    held: Freeze, clerk: User, authority: User
) -> None:
    first = offered(held, clerk, authority)
    one, two, three = codes(first)
    says(held, clerk, first, (one, "refused"), (two, "agreed"), (three, "dead"))
    second = offered(held, clerk, authority)
    order = found.order_of(held).codes[0]
    assert codes(second) == list(order[3:5])
    says(held, clerk, second, *((code, "agreed") for code in codes(second)))
    other = offered(held, clerk, authority, "A")
    says(held, clerk, other, *((code, "agreed") for code in codes(other)))
    done, going = found.ends(held, found.asking(held), timezone.localdate())
    assert done.listed[0] == (two, *codes(second)), "in the order of the list"
    assert done.why[one] is Said.REFUSED
    assert [each.goes for each in going] == [3, 3]
    assert done.settled


def test_the_other_side_keeps_its_last_one_back_where_classes_are_equal(
    held: Freeze, clerk: User, authority: User
) -> None:
    first, other = offered(held, clerk, authority), offered(held, clerk, authority, "A")
    says(held, clerk, first, *((code, "not_known") for code in codes(first)))
    says(held, clerk, other, *((code, "agreed") for code in codes(other)))
    done, _going = found.ends(held, found.asking(held), timezone.localdate())
    assert done.listed == ((), ()), "clause 2 is one for one"


def test_an_answer_stands_until_it_is_taken_back_and_nothing_is_changed(
    held: Freeze, clerk: User, authority: User
) -> None:
    entry = offered(held, clerk, authority)
    one = codes(entry)[0]
    says(held, clerk, entry, (one, "agreed"))
    with pytest.raises(ExchangeError, match="answered already"):
        says(held, clerk, entry, (one, "dead"))
    today = timezone.localdate()
    with pytest.raises(ExchangeError, match="Say why"):
        taken_back(entry, clerk, authority, [one], " ")
    taken_back(entry, clerk, authority, [one], "Entered by mistake")
    assert found.asking(held).stands(one, today) is Standing.OPEN
    says(held, clerk, entry, (one, "dead"))
    assert found.asking(held).stands(one, today) is Said.DEAD
    kinds = list(held.entries.order_by("number").values_list("kind", flat=True))
    assert kinds == ["offer", "answers", "back", "answers"]
    row = held.entries.get(number=2)
    row.count = 7
    with pytest.raises(ValueError, match="never changes"):
        row.save()


def test_an_offer_is_taken_back_and_its_people_can_be_asked_anew(
    held: Freeze, clerk: User, authority: User
) -> None:
    entry = offered(held, clerk, authority)
    asked = backs.offer_back(held, clerk, entry.offer, "The talks broke off", session="one")
    assert seconded(asked, authority).state == Proposal.State.DONE
    with pytest.raises(ExchangeError, match="not asked about"):
        says(held, clerk, entry, (codes(entry)[0], "agreed"))
    assert codes(offered(held, clerk, authority)) == codes(entry)


def test_nobody_answers_what_was_not_asked_and_nothing_half_is_kept(
    held: Freeze, clerk: User, authority: User
) -> None:
    entry = offered(held, clerk, authority, most=1)
    stranger = found.order_of(held).codes[0][5]
    with pytest.raises(ExchangeError, match="not asked about"):
        says(held, clerk, entry, (codes(entry)[0], "agreed"), (stranger, "agreed"))
    assert held.entries.count() == 1
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ExchangeError, match="a day to come"):
        offers.answer(held, clerk, entry.offer, tomorrow, [[codes(entry)[0], "agreed", "", ""]])


def test_one_line_can_be_shown_later_and_no_other_fits(
    held: Freeze, clerk: User, authority: User, auditor: User
) -> None:
    entry = offered(held, clerk, authority)
    code = codes(entry)[1]
    address = f"/exchanges/frozen/{held.code}/entries/{entry.number}/opening?code={code}"
    assert said_what_for(signed_in(clerk)).get(address).status_code == 403
    data = said_what_for(signed_in(auditor)).get(address).content
    opening, commitment = read_opening(data)
    assert commitment.root.hex() == entry.root
    check_opening(opening, commitment)
    line = opening.line.decode()
    assert f"code={code}" in line
    assert f"day={entry.day}" in line
    other = Opening(opening.index, line.replace(code, "X").encode(), opening.salt, opening.path)
    with pytest.raises(LedgerRefused):
        check_opening(other, commitment)


def test_the_page_counts_and_names_nobody(
    held: Freeze, clerk: User, authority: User, desk: Client
) -> None:
    entry = offered(held, clerk, authority)
    says(held, clerk, entry, (codes(entry)[0], "refused"))
    page = desk.get(f"/exchanges/frozen/{held.code}/offers?rate=50").content.decode()
    assert "refused" in page
    assert entry.root in page
    assert "To fill the round of 3" in page or "The register is too small" in page
    assert not any(code in page for code in codes(entry))
    assert "you are on the list" not in page.lower()


def table(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("answers.csv", text.encode(), "text/csv")


def test_a_table_of_answers_is_kept_whole_or_not_at_all(
    held: Freeze, clerk: User, authority: User, desk: Client
) -> None:
    entry = offered(held, clerk, authority)
    one, two, three = codes(entry)
    address = f"/exchanges/frozen/{held.code}/offers/{entry.offer}/answers"
    today = timezone.localdate().isoformat()
    wrong = f"code,answer,basis,happened\n{one},agreed,,\n{two},perhaps,,\n{three},refused,,soon\n"
    page = desk.post(address, {"file": table(wrong), "day": today})
    said = page.content.decode()
    assert page.status_code == 422
    assert "Row 3, answer" in said
    assert "Row 4, basis" in said
    assert "Row 4, happened" in said
    assert held.entries.count() == 1
    right = f"code;answer;basis;happened\n{one};agreed;;\n{two};dead;;2031-01-01\n"
    day_to_come = desk.post(address, {"file": table(right), "day": today})
    assert "after the answer" in day_to_come.content.decode(), "a death in 2031 is told today"
    right = f"code;answer;basis\n{one};agreed;\n{two};dead;\n{three};refused;proceedings\n"
    assert desk.post(address, {"file": table(right), "day": today}).status_code == 302
    assert held.entries.get(number=2).count == 3
    page = desk.get(f"/exchanges/frozen/{held.code}/offers/{entry.offer}").content.decode()
    assert "criminal proceedings" in page
    assert Trace.objects.filter(subject=held.code, action="view").exists()


def test_an_offer_goes_out_by_the_pages(held: Freeze, desk: Client, authority: User) -> None:
    address = f"/exchanges/frozen/{held.code}/offers/new"
    until = (timezone.localdate() + timedelta(days=2)).isoformat()
    late = {"holder": "B", "most": 2, "deadline": "2020-01-01"}
    assert "lies in the past" in desk.post(address, late).content.decode()
    done = desk.post(address, late | {"deadline": until})
    assert done.status_code == 302
    seconded(Proposal.objects.order_by("-pk")[0], authority)
    assert held.entries.get().count == 2


TABLED = TEXT.replace(
    "clause 2 equal of soldier and not (seriously_wounded or gravely_ill)",
    "clause 2 table cartel of soldier and not (seriously_wounded or gravely_ill)\n"
    "table cartel private=1 captain=2",
)


def test_a_list_by_a_table_of_equivalents_has_a_standby_order_too(
    clerk: User, authority: User, desk: Client
) -> None:
    for side, ranks in (("A", ("captain", "private", "private")), ("B", ("private",) * 3)):
        for at, rank in enumerate(ranks):
            captive(clerk, side, rank=rank, captured_on=f"2029-03-0{at + 1}")
    reading = agreed(clerk, TABLED, "")
    held = frozen(drafted(begun(clerk, reading), clerk, reading), clerk, authority)
    first, other = offered(held, clerk, authority), offered(held, clerk, authority, "A")
    says(held, clerk, other, *((code, "agreed") for code in codes(other)))
    says(held, clerk, first, *((code, "agreed") for code in codes(first)[:1]))
    done, going = found.ends(held, found.asking(held), timezone.localdate())
    assert [each.goes for each in going] in ([1, 2], [1, 1]), "a captain for two, or one for one"
    assert desk.get(f"/exchanges/frozen/{held.code}/offers").status_code == 200
    assert not done.settled
