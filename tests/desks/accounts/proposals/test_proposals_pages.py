"""The pages of proposals: what waits for whom, one proposal, and the answers."""

from __future__ import annotations

import pytest
from django.test import Client

from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.rights import Role
from trial_people import party, person, session_name, signed_in


@pytest.fixture
def mine(first, proposed):
    """The first person's browser, and a proposal made in it."""
    browser = signed_in(first)
    return browser, proposed(session=session_name(browser))


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_tells_what_waits_for_whom(mine, other):
    browser, _held = mine
    line = "The word “peace” will stand on the board."
    page = text(browser.get("/proposals/"))
    assert "Nothing waits for you" in page
    assert line in page.split("Yours, waiting for a colleague")[1]
    page = text(signed_in(other).get("/proposals/"))
    assert line in page.split("Waiting for you")[1]
    assert "Yours" not in page


@pytest.mark.parametrize(
    ("role", "of"),
    [(Role.PRESS, "RU"), (Role.FAMILY_LIAISON, "UA"), (Role.ADMINISTRATOR, "UA")],
)
def test_others_do_not_see_it_and_the_try_is_noted(mine, role, of):
    _browser, held = mine
    stranger = signed_in(person(role, of=of), fresh=True)
    assert "peace" not in text(stranger.get("/proposals/"))
    for way in ("", "/second"):
        there = stranger.get(f"/proposals/{held.pk}{way}")
        assert there.status_code == 404
        assert stranger.get(f"/proposals/{held.pk + 99}{way}").status_code == 404
    for way in ("second", "decline", "withdraw"):
        answer = stranger.post(
            f"/proposals/{held.pk}/{way}", {"digest": held.digest, "reason": "x"}
        )
        assert answer.status_code == 404
    assert Trace.objects.filter(action="refused", subject=str(held.pk)).count() == 5
    assert Proposal.objects.get().state == "open"


def test_the_auditor_reads_it_and_settles_nothing(mine):
    _browser, held = mine
    auditor = signed_in(person(Role.AUDITOR), fresh=True)
    assert "see it, not settle it" in text(auditor.get(f"/proposals/{held.pk}"))
    text(auditor.get(f"/proposals/{held.pk}/second"), 403)
    text(auditor.post(f"/proposals/{held.pk}/decline", {"reason": "x"}), 403)
    assert Proposal.objects.get().state == "open"


def test_the_office_sees_those_of_every_party_and_settles_its_own(mine):
    _browser, held = mine
    party("OFFICE", Standing.OFFICE)
    office = signed_in(person(Role.PRESS, of="OFFICE"), fresh=True)
    assert "peace" in text(office.get(f"/proposals/{held.pk}"))
    answer = office.post(f"/proposals/{held.pk}/second", {"digest": held.digest})
    assert "another party" in text(answer, 409)


def test_seconding_asks_for_the_factor_again_and_does_nothing_before(mine, other, board):
    _browser, held = mine
    browser = signed_in(other)
    for send in (browser.get, browser.post):
        answer = send(f"/proposals/{held.pk}/second", {"digest": held.digest})
        assert answer.status_code == 302
        assert "/proposals/" not in answer["Location"].split("?")[0]
    assert board.done == []


def test_a_digest_that_was_not_shown_is_refused(mine, other, board):
    _browser, held = mine
    browser = signed_in(other, fresh=True)
    for digest in ("", "0" * 64):
        answer = browser.post(f"/proposals/{held.pk}/second", {"digest": digest})
        assert "has changed" in text(answer, 409)
    assert board.done == []


def test_what_its_desk_refuses_is_told(first, other, proposed):
    held = proposed("impossible", session="s-first")
    browser = signed_in(other, fresh=True)
    answer = browser.post(f"/proposals/{held.pk}/second", {"digest": held.digest}, follow=True)
    page = text(answer)
    assert "The board is full." in page
    assert "could not be carried out" in page


def test_declining_keeps_the_reason_and_shows_it_to_the_proposer(mine, other):
    browser, held = mine
    colleague = signed_in(other)
    assert "Say why" in text(colleague.post(f"/proposals/{held.pk}/decline", {"reason": " "}), 409)
    answer = colleague.post(f"/proposals/{held.pk}/decline", {"reason": "A <b>wrong</b> word"})
    assert answer.status_code == 302
    page = text(browser.get(f"/proposals/{held.pk}"))
    assert "A &lt;b&gt;wrong&lt;/b&gt; word" in page
    assert other.name in page


def test_withdrawing_is_the_proposer_s(mine, other):
    browser, held = mine
    answer = signed_in(other).post(f"/proposals/{held.pk}/withdraw", {"reason": "mine now"})
    page = text(answer, 409)
    assert "Only who proposed it" in page
    assert 'value="mine now"' in page
    assert browser.post(f"/proposals/{held.pk}/withdraw", {"reason": "x"}).status_code == 302
    assert Proposal.objects.get().state == "withdrawn"


def test_reading_one_is_noted_under_its_subject(mine, other):
    _browser, held = mine
    signed_in(other).get(f"/proposals/{held.pk}")
    row = Trace.objects.order_by("-sequence").first()
    assert (row.action, row.subject_type, row.subject) == ("view", "board", "B-1")
    assert row.field_classes == "press"


def test_nobody_is_asked_in_without_a_sign_in(mine):
    _browser, held = mine
    for way in ("", f"{held.pk}", f"{held.pk}/second", f"{held.pk}/decline"):
        answer = Client().get(f"/proposals/{way}")
        assert answer.status_code == 302
        assert "/sign-in" in answer["Location"]


def test_the_answers_have_addresses_that_can_be_opened(mine, other):
    _browser, held = mine
    browser = signed_in(other)
    for way in ("decline", "withdraw"):
        assert browser.get(f"/proposals/{held.pk}/{way}")["Location"] == f"/proposals/{held.pk}"


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_proposals_answer_in_every_language(mine, other, language):
    _browser, held = mine
    browser = signed_in(other, fresh=True)
    for way in ("", f"{held.pk}", f"{held.pk}/second"):
        assert browser.get(f"/{language}/proposals/{way}").status_code == 200
