"""What was drafted from a document that shows captives, or may, is told to nobody who may not see
what the document holds: on every page, before the draft is proposed and after."""

from __future__ import annotations

import pytest
from django.test import Client

from people import member, party, signed_in
from press_work import PASSAGE, entered
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.press import services
from repatria.desks.press.models import Captives, Document
from repatria.desks.press.proposed import describe
from repatria.desks.press.services import sheets
from repatria.desks.press.services.sheets import SheetError
from repatria.desks.record import labels
from repatria.desks.record.present.claims import FIELDS

pytestmark = pytest.mark.usefixtures("record")
SAID = {"paraphrase": "Words of a captive", "speaker": "", "speaker_name": "A Captive",
        "speaker_voice": "media"}  # fmt: skip
TOLD = (SAID["paraphrase"], SAID["speaker_name"], PASSAGE)


@pytest.fixture
def auditor(db: None) -> Client:
    return signed_in(member(Role.AUDITOR, of=party("A", Standing.PARTY)))


def _told(site: Client, *paths: str) -> set[str]:
    pages = [site.get(path) for path in paths]
    assert {page.status_code for page in pages} == {200}
    return {word for word in TOLD for page in pages if word in page.content.decode()}


@pytest.mark.parametrize("captives", [Captives.YES, Captives.UNKNOWN])
def test_a_draft_says_nothing_to_who_may_not_see_its_document(
    article: Document, clerk: User, auditor: Client, captives: Captives
) -> None:
    draft = entered(article, clerk, **SAID)
    paths = (f"/press/drafts/{draft.code}", "/press/drafts/")
    assert _told(auditor, *paths) == set(TOLD)
    services.mark(article, captives, clerk, "Looked again")
    assert _told(auditor, *paths) == set()
    desk = signed_in(clerk)
    assert _told(desk, "/press/drafts/") == set()
    desk.post(f"/press/documents/{article.code}/look", {"purpose": "correction"})
    assert _told(desk, *paths) == {SAID["paraphrase"], SAID["speaker_name"]}


def test_a_proposal_says_nothing_once_its_document_shows_captives(
    article: Document, clerk: User, other: User, auditor: Client
) -> None:
    sheet = sheets.propose([entered(article, clerk, **SAID)], clerk, "one")
    assert sheet.proposal is not None
    paths = (f"/press/sheets/{sheet.code}", f"/proposals/{sheet.proposal_id}", "/proposals/")
    assert _told(auditor, *paths) == set(TOLD)
    services.mark(article, Captives.YES, other, "Looked again")
    assert _told(auditor, *paths) == set()
    (line,) = describe(sheet.proposal.payload)
    assert "shows captives" in line


def test_the_second_person_reads_all_that_is_published(
    article: Document, clerk: User, other: User
) -> None:
    """A clerk who is paid to cheat hides nothing in a field that the other does not see."""
    draft = entered(
        article, clerk, speaker="", speaker_name="Some ministry", speaker_voice="party",
        speaker_party="N", speaker_office="Office of lies", counting="only the wounded",
        as_of="2025-06-14", uncertain="quantity", paraphrase="Ours",
    )  # fmt: skip
    sheet = sheets.propose([draft], clerk, "one")
    assert sheet.proposal is not None
    said = "\n".join(describe(sheet.proposal.payload))
    for words in ("Some ministry", "Norland", "Office of lies", "only the wounded", "2025-06-14",
                  str(FIELDS["quantity"]), "At the bridge", "Evening", "Ours"):  # fmt: skip
        assert words in said, words
    assert f"New speaker: Some ministry, {labels.WORDS['party']}, Norland, Office of lies" in said


@pytest.mark.parametrize("standing", [Standing.OFFICE, Standing.INTERMEDIARY])
def test_who_sees_the_drafts_of_another_party_does_not_publish_them(
    article: Document, clerk: User, standing: Standing
) -> None:
    Document.objects.filter(pk=article.pk).update(shared_with="|OTHER|")
    draft = entered(Document.objects.get(pk=article.pk), clerk)
    reader = member(Role.PRESS, of=party("OTHER", standing))
    assert signed_in(reader).get(f"/press/drafts/{draft.code}").status_code == 200
    with pytest.raises(SheetError, match="different parties"):
        sheets.propose([draft], reader, "one")
