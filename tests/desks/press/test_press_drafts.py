"""Drafts: read by rule or entered, mended, dropped, taken up; every save is a version."""

from __future__ import annotations

import pytest

from people import member, party
from press_work import ARTICLE, PASSAGE, SAID, entered, said
from repatria.desks.accounts.asking import Refused
from repatria.desks.accounts.models import Standing, Trace, User
from repatria.desks.accounts.rights import Role
from repatria.desks.press.models import ClaimDraft, Document, DraftState, Origin
from repatria.desks.press.queries import drafts as queries
from repatria.desks.press.services import drafts
from repatria.desks.press.services.documents import DocumentError
from repatria.desks.press.services.drafts import DraftError
from repatria.desks.press.services.sheets import SheetError, propose

pytestmark = pytest.mark.usefixtures("record")


def span_of(article: Document, words: str) -> tuple[int, int]:
    start = article.text.index(words)
    return start, start + len(words)


def test_the_rules_read_both_figures_with_direction_and_speaker(
    article: Document, clerk: User
) -> None:
    assert drafts.read_document(article, clerk) == 2
    rows = queries.of_document(clerk, article)
    found = [(one.version.fields["quantity"], one.version.fields["giver"]) for one in rows]
    assert found == [("120", "N"), ("117", "N")]
    for one in rows:
        assert one.draft.now is DraftState.READ
        assert one.draft.origin == Origin.READ
        assert one.draft.reasons
        start, end = one.draft.figure_start, one.draft.figure_end
        assert start is not None
        assert article.text[start:end].startswith(one.version.fields["quantity"])
        assert one.version.quotation is not None
        assert one.version.fields["exchange"] == "E1"


def test_read_again_nothing_is_added_and_what_was_dropped_stays_dropped(
    article: Document, clerk: User
) -> None:
    drafts.read_document(article, clerk)
    first = queries.of_document(clerk, article)[0].draft
    drafts.drop(first, clerk)
    assert drafts.read_document(article, clerk) == 0
    first.refresh_from_db()
    assert first.now is DraftState.DROPPED
    drafts.take_up(first, clerk)
    first.refresh_from_db()
    assert first.now is DraftState.DRAFT


def test_what_nobody_has_accepted_is_not_proposed(article: Document, clerk: User) -> None:
    drafts.read_document(article, clerk)
    draft = queries.of_document(clerk, article)[0].draft
    with pytest.raises(SheetError) as error:
        propose([draft], clerk, "one")
    assert "Nobody has accepted" in error.value.wrong[0].message


def test_every_save_is_a_version_and_nothing_is_overwritten(
    article: Document, clerk: User, other: User
) -> None:
    draft = entered(article, clerk, quantity="171")
    drafts.save(draft, said(), span_of(article, PASSAGE), other, seen=1)
    # The same again is no version.
    drafts.save(draft, said(), span_of(article, PASSAGE), other, seen=2)
    drafts.save(draft, said(), span_of(article, "117 prisoners of war"), clerk, seen=2)
    held = [(one.number, one.fields["quantity"], one.made_by) for one in queries.versions(draft)]
    assert held == [(3, "117", clerk), (2, "117", other), (1, "171", clerk)]


def test_of_two_who_mend_at_once_the_second_is_told(
    article: Document, clerk: User, other: User
) -> None:
    draft = entered(article, clerk)
    drafts.save(draft, said(quantity="118"), span_of(article, PASSAGE), clerk, seen=1)
    with pytest.raises(DraftError, match="meanwhile"):
        drafts.save(draft, said(quantity="119"), span_of(article, PASSAGE), other, seen=1)
    assert draft.latest.fields["quantity"] == "118"


def test_a_proposed_draft_is_not_mended(article: Document, clerk: User) -> None:
    draft = entered(article, clerk)
    propose([draft], clerk, "one")
    with pytest.raises(DraftError, match="second person"):
        drafts.save(draft, said(), span_of(article, PASSAGE), clerk, seen=1)
    with pytest.raises(DraftError, match="second person"):
        drafts.drop(draft, clerk)


def test_a_long_passage_is_no_quotation(article: Document, clerk: User) -> None:
    long = ARTICLE.split("\n")[2]
    with pytest.raises(DraftError, match="30 words"):
        entered(article, clerk, words=long)
    with pytest.raises(DocumentError):
        drafts.enter(article, said(), (len(article.text) - 5, len(article.text) + 5), clerk)
    assert not ClaimDraft.objects.exists()


def test_a_correction_says_what_was_wrong(article: Document, clerk: User) -> None:
    with pytest.raises(DraftError, match="what was wrong"):
        drafts.enter(article, said(), span_of(article, PASSAGE), clerk, corrects="held-1")


def test_others_see_nothing_and_may_do_nothing(article: Document, clerk: User) -> None:
    draft = entered(article, clerk)
    stranger = member(Role.PRESS, of=party("B", Standing.PARTY))
    laboratory = member(Role.LABORATORY, of=party("A", Standing.PARTY))
    auditor = member(Role.AUDITOR, of=party("A", Standing.PARTY))
    assert queries.draft(stranger, draft.code) is None
    assert queries.draft(laboratory, draft.code) is None
    assert queries.draft(auditor, draft.code) == draft
    for user in (laboratory, auditor):
        with pytest.raises(Refused):
            entered(article, user)
        with pytest.raises(Refused):
            propose([draft], user, "two")


def test_each_step_is_in_the_log(article: Document, clerk: User) -> None:
    draft = entered(article, clerk)
    drafts.save(draft, said(quantity="118"), span_of(article, PASSAGE), clerk, seen=1)
    drafts.drop(draft, clerk)
    rows = Trace.objects.filter(subject_type="claim_draft", subject=draft.code)
    assert rows.count() == 3
    assert all("118" not in row.detail for row in rows)


def test_a_book_is_not_read_while_somebody_waits(added, clerk: User) -> None:  # type: ignore[no-untyped-def]
    book = added("A line of a book.\n" * (drafts.LONGEST_READ // 10))
    with pytest.raises(DraftError, match="longer than an article"):
        drafts.read_document(book, clerk)


def test_a_text_that_the_rules_find_nothing_in_makes_no_drafts(added, clerk: User) -> None:  # type: ignore[no-untyped-def]
    quiet = added("Nobody said anything.", published=SAID.isoformat())
    assert drafts.read_document(quiet, clerk) == 0
