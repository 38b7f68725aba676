"""What a draft says is what its document holds: of one that shows captives, or may, it is told to
whoever has said what for, for as long as the document is open to them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from people import member, signed_in
from press_work import ARTICLE, entered
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Role
from repatria.desks.press import present
from repatria.desks.press.models import Captives, ClaimDraft, Document
from repatria.desks.press.services import About, add_text, mark

SAYS = ("117", "Sudland")
"""What the draft says and nothing else on the pages does."""


@pytest.fixture
def draft(record: None, clerk: User) -> ClaimDraft:
    """A draft from a document that was found later to show captives."""
    of = add_text(clerk, About(title="An article", outlet="Daily"), ARTICLE).document
    mark(of, Captives.NO, clerk)
    made = entered(Document.objects.get(pk=of.pk), clerk)
    mark(Document.objects.get(pk=of.pk), Captives.YES, clerk)
    return ClaimDraft.objects.get(pk=made.pk)


def shown(client: Client, draft: ClaimDraft) -> list[str]:
    """The pages that tell of the draft, each as it is answered now."""
    addresses = [reverse("press:drafts"), reverse("press:draft", args=[draft.code])]
    return [client.get(address).content.decode() for address in addresses]


def look(draft: ClaimDraft) -> str:
    return f"{reverse('press:look', args=[draft.document.code])}?draft={draft.code}"


def test_no_page_tells_it_before_its_reader_has_said_what_for(
    draft: ClaimDraft, desk: Client
) -> None:
    for page in shown(desk, draft):
        assert not [word for word in SAYS if word in page]
    answer = desk.get(reverse("press:draft", args=[draft.code]))
    assert (answer.status_code, answer.headers["Location"]) == (302, look(draft))
    listed = desk.get(reverse("press:drafts")).content.decode()
    assert f'href="{look(draft)}"' in listed
    assert f'value="{draft.code}"' not in listed


def test_it_is_told_after_that_and_the_log_has_what_for(
    draft: ClaimDraft, desk: Client, clerk: User
) -> None:
    answer = desk.post(look(draft), {"purpose": "correction"})
    assert answer.headers["Location"] == reverse("press:draft", args=[draft.code])
    trace = Trace.objects.last()
    assert trace is not None
    assert (trace.actor, trace.subject, trace.purpose, trace.field_classes) == (
        clerk.code, draft.document.code, "correction", "captive_footage",
    )  # fmt: skip
    for page in shown(desk, draft):
        assert all(word in page for word in SAYS)
    # The session of a colleague is not opened by it.
    other = signed_in(member(Role.PRESS, of=clerk.party))
    assert not [word for page in shown(other, draft) for word in SAYS if word in page]


def test_it_is_shut_again_with_its_document(
    draft: ClaimDraft, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.post(look(draft), {"purpose": "correction"})
    later = present.time.time() + present.LOOKED_FOR + 1
    monkeypatch.setattr(present.time, "time", lambda: later)
    assert not [word for page in shown(desk, draft) for word in SAYS if word in page]


def test_a_draft_of_another_document_is_not_gone_to(
    draft: ClaimDraft, desk: Client, clerk: User
) -> None:
    other = add_text(clerk, About(title="Another"), f"{ARTICLE} More.").document
    Document.objects.filter(pk=other.pk).update(shows_captives=Captives.UNKNOWN)
    address = f"{reverse('press:look', args=[other.code])}?draft={draft.code}"
    answer = desk.post(address, {"purpose": "correction"})
    assert answer.headers["Location"] == reverse("press:document", args=[other.code])


def test_who_may_not_see_captives_is_told_that_there_is_a_draft(
    draft: ClaimDraft, clerk: User
) -> None:
    auditor = signed_in(member(Role.AUDITOR, of=clerk.party))
    page = auditor.get(reverse("press:draft", args=[draft.code]))
    assert page.status_code == 200
    assert not [word for word in SAYS if word in page.content.decode()]
    assert reverse("press:look", args=[draft.document.code]) not in page.content.decode()


def test_a_draft_of_a_document_without_captives_is_told_at_once(
    draft: ClaimDraft, desk: Client, clerk: User
) -> None:
    Document.objects.filter(pk=draft.document_id).update(shows_captives=Captives.NO)
    for page in shown(desk, draft):
        assert all(word in page for word in SAYS)
