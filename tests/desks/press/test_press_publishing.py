"""Two people publish: a sheet, its proposal, the job, and what the public store then holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from people import member, party
from press_work import PASSAGE as WORDS
from press_work import SAID, entered, published, said, seconded, work
from repatria.desks.accounts.models import Proposal, Standing, User
from repatria.desks.accounts.proposals import services as proposals
from repatria.desks.accounts.proposals.errors import ChangedError, SamePersonError
from repatria.desks.accounts.rights import Role
from repatria.desks.press import keeping, services
from repatria.desks.press.models import Captives, ClaimDraft, Document, DraftState, Sheet
from repatria.desks.press.proposed import describe
from repatria.desks.press.queries import held
from repatria.desks.press.services import drafts, publishing, sheets
from repatria.desks.press.services.sheets import SheetError
from repatria.desks.record import models as public
from repatria.desks.record.queries import exchange_view

pytestmark = pytest.mark.usefixtures("record")


def test_a_claim_becomes_public_after_the_second_signature_and_not_before(
    article: Document, clerk: User, other: User
) -> None:
    draft = entered(article, clerk)
    sheet = sheets.propose([draft], clerk, "one")
    work()
    assert held.claim(draft.claim_id) is None
    with pytest.raises(SamePersonError):
        proposals.second(
            sheet.proposal.pk, by=clerk, session="one", digest=sheet.proposal.digest, fresh=True
        )
    seconded(sheet, other)
    assert held.claim(draft.claim_id) is None
    work()
    claim = held.claim(draft.claim_id)
    assert claim is not None
    assert claim.quantity.number == 117
    assert claim.quote == WORDS
    assert claim.source.digest == article.digest
    assert (claim.source.title, claim.source.outlet) == ("At the bridge", "Evening")
    draft.refresh_from_db()
    assert draft.now is DraftState.PUBLISHED
    sheet.proposal.refresh_from_db()
    assert sheet.proposal.state == Proposal.State.DONE
    assert public.Change.objects.filter(subject=claim.id, what="published").exists()


def test_the_text_itself_never_becomes_public(article: Document, clerk: User, other: User) -> None:
    published(entered(article, clerk), clerk, other)
    for model in (public.Source, public.Claim, public.Speaker, public.Intake):
        for row in model.objects.values():
            assert "Families waited" not in str(row)


def test_what_is_proposed_is_told_in_words_with_its_quotation_checked(
    article: Document, clerk: User
) -> None:
    draft = entered(article, clerk, speaker="", speaker_name="A new office",
                    speaker_voice="party", speaker_party="S")  # fmt: skip
    payload = sheets.propose([draft], clerk, "one").proposal.payload
    told = "\n".join(describe(payload))
    assert "count: 117, persons (prisoners of war)" in told
    assert "Norland → Sudland" in told
    assert "A new office" in told
    assert "New speaker: A new office" in told
    assert "(checked now)" in told
    path = keeping.original(article.digest)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    assert "NOT as it stands" in "\n".join(describe(payload))


def test_a_document_that_changed_stops_the_second_signature(
    article: Document, clerk: User, other: User
) -> None:
    sheet = sheets.propose([entered(article, clerk)], clerk, "one")
    services.mark(article, Captives.YES, clerk, "a face")
    with pytest.raises(ChangedError):
        seconded(sheet, other)


def test_bytes_spoilt_after_the_second_signature_publish_nothing(
    article: Document, clerk: User, other: User
) -> None:
    draft = entered(article, clerk)
    sheet = sheets.propose([draft], clerk, "one")
    seconded(sheet, other)
    path = keeping.original(article.digest)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    work()
    assert held.claim(draft.claim_id) is None
    sheet.proposal.refresh_from_db()
    assert sheet.proposal.state == Proposal.State.FAILED
    assert "original is not what was taken in" in sheet.proposal.reason
    draft.refresh_from_db()
    assert draft.now is DraftState.DRAFT


def test_killed_between_the_two_commits_it_is_repaired_by_running_again(
    article: Document, clerk: User, other: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = entered(article, clerk)
    sheet = sheets.propose([draft], clerk, "one")
    seconded(sheet, other)

    class Killed(BaseException):
        """The process is gone: nothing of it runs on."""

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_settle", killed)
        with pytest.raises(Killed):
            work()
    # The first commit is there, the second is not.
    assert held.claim(draft.claim_id) is not None
    draft.refresh_from_db()
    assert draft.now is DraftState.SECONDED
    intakes, changes = public.Intake.objects.count(), public.Change.objects.count()
    work()
    draft.refresh_from_db()
    assert draft.now is DraftState.PUBLISHED
    assert public.Claim.objects.filter(code=draft.claim_id).count() == 1
    assert (public.Intake.objects.count(), public.Change.objects.count()) == (intakes, changes)
    sheet.proposal.refresh_from_db()
    assert sheet.proposal.state == Proposal.State.DONE


def test_a_proposal_that_is_declined_leaves_drafts_that_can_be_proposed_again(
    article: Document, clerk: User, other: User
) -> None:
    draft = entered(article, clerk)
    sheet = sheets.propose([draft], clerk, "one")
    with pytest.raises(SheetError):
        sheets.propose([draft], other, "two")
    proposals.decline(sheet.proposal.pk, by=other, session="two", reason="which day?")
    again = ClaimDraft.objects.get(pk=draft.pk)
    assert again.now is DraftState.DRAFT
    assert sheets.propose([again], clerk, "one").proposal.state == Proposal.State.OPEN


def test_new_exchanges_and_speakers_are_published_with_the_claim(
    article: Document, clerk: User, other: User
) -> None:
    day = (SAID - timedelta(days=30)).isoformat()
    draft = entered(article, clerk, exchange="", exchange_day=day, exchange_title="An earlier one",
                    speaker="", speaker_name="A new office", speaker_voice="party",
                    speaker_party="S")  # fmt: skip
    published(draft, clerk, other)
    claim = held.claim(draft.claim_id)
    assert claim is not None
    assert claim.exchange == f"E{day.replace('-', '')[2:]}"
    assert public.Exchange.objects.get(code=claim.exchange).data["title"] == "An earlier one"
    assert claim.speaker.name == "A new office"


def test_taken_back_it_stays_with_the_reason_and_counts_no_more(
    article: Document, clerk: User, other: User
) -> None:
    draft = entered(article, clerk)
    published(draft, clerk, other)
    sheet = sheets.take_back(draft.claim_id, "we misread the figure", other, "two")
    assert "we misread the figure" in "\n".join(describe(sheet.proposal.payload))
    with pytest.raises(SheetError):
        sheets.take_back(draft.claim_id, "again", clerk, "one")
    proposals.second(
        sheet.proposal.pk, by=clerk, session="one", digest=sheet.proposal.digest, fresh=True
    )
    work()
    claim = held.claim(draft.claim_id)
    assert claim is not None
    assert claim.withdrawn_on == timezone.now().date()
    assert claim.withdrawn_why == "we misread the figure"
    draft.refresh_from_db()
    assert draft.now is DraftState.WITHDRAWN
    with pytest.raises(SheetError):
        sheets.take_back(draft.claim_id, "again", clerk, "one")


def test_a_correction_publishes_the_new_and_takes_the_old_back_together(
    article: Document, clerk: User, other: User
) -> None:
    wrong = entered(article, clerk, quantity="171")
    published(wrong, clerk, other)
    start = article.text.index(WORDS)
    right = drafts.enter(
        article, said(), (start, start + len(WORDS)), clerk, "one",
        corrects=wrong.claim_id, why="two digits were swapped",
    )  # fmt: skip
    published(right, clerk, other)
    old, new = held.claim(wrong.claim_id), held.claim(right.claim_id)
    assert old is not None
    assert new is not None
    assert old.withdrawn_why == "two digits were swapped"
    assert (new.quantity.number, new.withdrawn_on) == (117, None)


def test_a_later_word_of_the_same_speaker_takes_the_place_of_the_earlier(
    article: Document, clerk: User, other: User
) -> None:
    first = entered(article, clerk)
    published(first, clerk, other)
    later = entered(article, clerk, quantity="118", supersedes=first.claim_id)
    published(later, clerk, other)
    view = exchange_view("E1")
    assert view is not None
    assert view.retired == {first.claim_id: "superseded"}
    assert public.Change.objects.get(subject=later.claim_id).what == "corrected"


def test_what_came_in_a_file_is_taken_back_by_the_office(clerk: User) -> None:
    with pytest.raises(SheetError, match="the office does"):
        sheets.take_back("held-1", "not ours to say", clerk, "zero")
    one, two = member(Role.PRESS), member(Role.PRESS)
    seconded(sheets.take_back("held-1", "the briefing was another one", one, "one"), two)
    work()
    claim = held.claim("held-1")
    assert claim is not None
    assert claim.withdrawn_on == date.today()


def test_another_party_takes_back_nothing_of_ours(
    article: Document, clerk: User, other: User
) -> None:
    draft = entered(article, clerk)
    published(draft, clerk, other)
    stranger = member(Role.PRESS, of=party("B", Standing.PARTY))
    with pytest.raises(SheetError, match="Who published it"):
        sheets.take_back(draft.claim_id, "we do not like it", stranger, "three")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quantity": "many"}, "no rule reads"),
        ({"speaker": "NOBODY"}, "unknown speaker"),
        ({"supersedes": "c-nothing"}, "no statement has the id"),
    ],
)
def test_a_draft_with_a_fault_is_not_proposed_and_the_fault_is_named(
    article: Document, clerk: User, wrong: dict[str, str], sentence: str
) -> None:
    good, bad = entered(article, clerk), entered(article, clerk, **wrong)
    with pytest.raises(SheetError) as error:
        sheets.propose([good, bad], clerk, "one")
    assert [one.claim_id for one in error.value.wrong] == [bad.claim_id]
    assert sentence in error.value.wrong[0].message
    assert not Sheet.objects.exists()
    good.refresh_from_db()
    assert good.now is DraftState.DRAFT
