"""Who sees another party's documents and drafts for the office changes none of them."""

from __future__ import annotations

import pytest
from django.test import Client

from people import member, party, signed_in
from press_work import PASSAGE, entered, said
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.accounts.visible import NotYours
from repatria.desks.press import services
from repatria.desks.press.models import Captives, ClaimDraft, Document, DraftState

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def theirs(record: None, added) -> ClaimDraft:
    side = member(Role.PRESS, of=party("SIDE", Standing.PARTY))
    document = added(PASSAGE + " And more.", by=side, title="Of a side")
    return entered(document, side)


@pytest.fixture
def office() -> User:
    return member(Role.PRESS)


def test_the_office_sees_them(theirs: ClaimDraft, office: User) -> None:
    assert Document.objects.visible_to(office).filter(pk=theirs.document_id).exists()
    assert ClaimDraft.objects.visible_to(office).filter(pk=theirs.pk).exists()


def test_and_neither_marks_quotes_reads_enters_mends_drops_nor_takes_up(
    theirs: ClaimDraft, office: User
) -> None:
    document = theirs.document
    span = (0, 10)
    for tried in (
        lambda: services.mark(document, Captives.YES, office),
        lambda: services.quote(document, *span, by=office),
        lambda: services.drafts.read_document(document, office),
        lambda: services.drafts.enter(document, said(), span, office),
        lambda: services.drafts.save(theirs, said(), span, office, seen=1),
        lambda: services.drafts.drop(theirs, office),
        lambda: services.drafts.take_up(theirs, office),
    ):
        with pytest.raises(NotYours):
            tried()
    theirs.refresh_from_db()
    assert theirs.state == DraftState.DRAFT
    assert theirs.versions.count() == 1


def test_the_pages_offer_them_nothing_and_say_whose_it_is(theirs: ClaimDraft, office: User) -> None:
    site: Client = signed_in(office)
    code = theirs.document.code
    page = site.get(f"/press/documents/{code}").content.decode()
    assert "Of a side" in page
    assert f"/press/documents/{code}/quote" not in page
    refused = site.post(f"/press/drafts/{theirs.code}/drop")
    assert refused.status_code == 403
    assert "another party" in refused.content.decode()
