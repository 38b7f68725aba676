"""The clerk. A press clerk alone cannot publish, cannot see a restricted record, and leaves a trace
of trying.

The restricted record is a person held by a party, as later desks bring them. What is published is a
sentence on a wall that anybody can read.
"""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override

from repatria.desks.accounts.access import heads
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.access.verifying import verify
from repatria.desks.accounts.models import Standing
from repatria.desks.accounts.proposals import registry
from repatria.desks.accounts.proposals.models import Proposal
from repatria.desks.accounts.proposals.registry import ProposalKind
from repatria.desks.accounts.proposals.services import propose
from repatria.desks.accounts.rights import FieldClass, Role
from trial_people import party, person, signed_in
from trial_restricted import TYPE, HeldPerson, table

NAME, WOUND = "Вигадана Особа", "left arm"
SENTENCE = "1,200 remains were handed over."


@pytest.fixture
def wall(db, settings):
    """A wall that anybody can read, and a restricted record; gives what stands on the wall."""
    settings.ROOT_URLCONF = "trial_restricted"
    written = []

    def publish(proposal):
        written.append(proposal.payload["sentence"])

    kind = ProposalKind(
        "trial.publish",
        FieldClass.PRESS,
        "Publish a sentence",
        lambda payload: [f"Anybody will read: “{payload['sentence']}”"],
        publish,
    )
    registry.register(kind)
    party("OFFICE", Standing.OFFICE)
    with override("en"), table():
        HeldPerson.objects.create(code="H-1", name=NAME, wound=WOUND, party=party())
        yield written
    registry.forget("trial.publish")


@pytest.fixture
def clerk(wall):
    return person(Role.PRESS, name="The Clerk")


def proposed_by(clerk, browser):
    """The clerk writes the sentence down and proposes it, at their desk."""
    session = browser.session["accounts.session"]["name"]
    return propose(
        "trial.publish", "sentence", "S-1", {"sentence": SENTENCE}, by=clerk, session=session
    )


def words(answer):
    return answer.content.decode()


def test_the_clerk_alone_cannot_publish(wall, clerk):
    browser = signed_in(clerk, fresh=True)
    proposal = proposed_by(clerk, browser)

    page = words(browser.get(f"/proposals/{proposal.pk}"))
    assert "Anybody will read: “1,200 remains were handed over.”" in page
    assert "nobody seconds their own proposal" in page
    assert f"/proposals/{proposal.pk}/second" not in page

    tried = browser.post(f"/proposals/{proposal.pk}/second", {"digest": proposal.digest})
    assert tried.status_code == 409
    assert "Nobody seconds their own proposal" in words(tried)

    # Nor from another browser, at home.
    home = signed_in(clerk, fresh=True)
    tried = home.post(f"/proposals/{proposal.pk}/second", {"digest": proposal.digest})
    assert tried.status_code == 409
    assert wall == []
    assert Proposal.objects.get().state == "open"


def test_a_colleague_reads_it_and_publishes_with_the_clerk(wall, clerk):
    browser = signed_in(clerk)
    proposal = proposed_by(clerk, browser)
    colleague = signed_in(person(Role.PRESS, name="A Colleague"), fresh=True)
    assert SENTENCE in words(colleague.get("/proposals/"))
    page = words(colleague.get(f"/proposals/{proposal.pk}/second"))
    assert "This cannot be undone" in page
    assert proposal.digest in page

    done = colleague.post(f"/proposals/{proposal.pk}/second", {"digest": proposal.digest})
    assert done.status_code == 302
    assert wall == [SENTENCE]
    assert "A Colleague" in words(browser.get(f"/proposals/{proposal.pk}"))

    again = colleague.post(f"/proposals/{proposal.pk}/second", {"digest": proposal.digest})
    assert again.status_code == 409
    assert "settled already" in words(again)
    assert wall == [SENTENCE]


def test_the_clerk_cannot_see_a_restricted_record_in_any_way(wall, clerk):
    browser = signed_in(clerk)
    for address in (
        "/held/H-1",
        "/held/H-1?purpose=exchange",
        "/held/H-1/sheet?purpose=exchange",
        "/held-search?q=Вигадана&purpose=exchange",
        f"/access-log/of/{TYPE}/H-1",
        "/access-log/",
    ):
        answer = browser.get(address)
        assert answer.status_code == 403, address
        assert "Your roles do not allow this" in words(answer)
        assert NAME not in words(answer)
        assert WOUND not in words(answer)


def test_each_try_leaves_a_trace_that_the_auditor_finds(wall, clerk):
    browser = signed_in(clerk)
    browser.get("/held/H-1")
    browser.get("/held/H-1/sheet")
    browser.get("/held-search?q=Вигадана")
    tries = Trace.objects.filter(actor=clerk.code, action="refused")
    assert [(one.subject, one.told["wanted"]) for one in tries] == [
        ("H-1", "view"),
        ("H-1", "export"),
        ("held_search", "search"),
    ]

    auditor = signed_in(person(Role.AUDITOR, of="OFFICE"))
    page = words(auditor.get("/access-log/", {"action": "refused"}))
    assert page.count("The Clerk") == 3
    assert "was refused" in page
    assert NAME not in page
    # The clerk sees it as well.
    assert "was refused" in words(browser.get("/access-log/mine"))


def test_the_trace_cannot_be_wiped_without_being_found(wall, clerk):
    browser = signed_in(clerk)
    browser.get("/held/H-1")
    kept = heads.head()
    assert verify([kept]).whole
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Trace.objects.filter(actor=clerk.code, action="refused").delete()
    assert verify([kept]).whole
