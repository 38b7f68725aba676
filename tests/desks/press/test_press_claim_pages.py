"""The press desk's pages of claims, as a browser without scripts sees them, and the fragment of one
with them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from people import member, party, signed_in
from press_work import ARTICLE, PASSAGE, entered, published, said, sent, work
from repatria.desks.accounts.models import Proposal, Standing, Trace, User
from repatria.desks.accounts.rights import Role
from repatria.desks.press import services
from repatria.desks.press.models import Captives, ClaimDraft, Document, DraftState
from repatria.desks.press.queries import held

pytestmark = pytest.mark.usefixtures("record")


def text_of(page: object) -> str:
    return page.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_figures_are_marked_in_the_text_and_lead_to_their_drafts(
    article: Document, desk: Client
) -> None:
    address = f"/press/documents/{article.code}/claims"
    assert "None yet" in text_of(desk.get(address))
    assert desk.post(f"{address}/read").headers["Location"] == address
    page = text_of(desk.get(address))
    places = re.findall(r'<a class="found" href="#(d-\w+)"><mark class="found">(\d+)', page)
    assert [figure for _, figure in places] == ["120", "117"]
    for place, _ in places:
        assert f'id="{place}"' in page
    for word in ("Accept", "Mend", "Drop"):
        assert word in page
    assert "How it was read" in page


def test_accept_mend_drop(article: Document, desk: Client) -> None:
    desk.post(f"/press/documents/{article.code}/claims/read")
    first, second = ClaimDraft.objects.order_by("figure_start")
    desk.post(f"/press/drafts/{first.code}/accept")
    first.refresh_from_db()
    assert first.now is DraftState.DRAFT
    page = text_of(desk.get(f"/press/drafts/{second.code}/mend"))
    assert 'value="117"' in page
    assert '<mark class="found chosen">117' in page or 'class="found chosen"' in page
    fields = sent(article.text, PASSAGE, said(quantity="about 117"), seen=1)
    done = desk.post(f"/press/drafts/{second.code}/mend", {**fields, "save": "1"})
    assert done.headers["Location"] == f"/press/drafts/{second.code}"
    assert second.latest.fields["quantity"] == "about 117"
    desk.post(f"/press/drafts/{first.code}/drop")
    assert "1 dropped" in text_of(desk.get(f"/press/documents/{article.code}/claims"))


def test_an_incomplete_draft_is_not_accepted_and_the_form_says_what_is_missing(
    added,
    desk: Client,  # type: ignore[no-untyped-def]
) -> None:
    lone = added("Officials said that 40 prisoners of war were handed over to Sudland.")
    desk.post(f"/press/documents/{lone.code}/claims/read")
    draft = ClaimDraft.objects.get()
    page = desk.post(f"/press/drafts/{draft.code}/accept")
    assert page.status_code == 422
    assert "Something is missing" in text_of(page)
    assert f'action="/press/drafts/{draft.code}/mend"' in text_of(page)
    draft.refresh_from_db()
    assert draft.now is DraftState.READ


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("quantity", "many", "Write a number, or words for one"),
        ("quantity", "", "Say how many"),
        ("receiver", "N", "the same party"),
        ("receiver", "", "A direction has two ends"),
        ("speaker", "", "Choose who said it"),
        ("said_on", "someday", "Write the day as"),
        ("said_on", "2999-01-01", "has not come yet"),
        ("covers", "soon", "Write a day or a period"),
        ("embargo_until", "2026", "Write the day as YYYY-MM-DD"),
        ("supersedes", "c-none", "No published claim has this id"),
        ("supersedes", "held-1", "Only the same speaker"),
    ],
)
def test_each_error_stands_at_its_field(
    article: Document, desk: Client, field: str, value: str, sentence: str
) -> None:
    address = f"/press/documents/{article.code}/claims/new"
    page = desk.post(address, {**sent(article.text, PASSAGE, said()), field: value, "save": "1"})
    assert page.status_code == 422
    told = re.search(rf'id="id_{field}_error">([^<]*)', text_of(page))
    assert told is not None
    assert sentence in told[1]
    assert f'aria-describedby="id_{field}' in text_of(page)
    assert not ClaimDraft.objects.exists()


def test_a_passage_is_picked_by_its_number_and_what_was_typed_stays(
    article: Document, desk: Client
) -> None:
    address = f"/press/documents/{article.code}/claims/new"
    typed = {**said(quantity="116", silent="N"), "pick": "2"}
    page = text_of(desk.post(address, typed))
    sentence = (
        "The Ministry of Sudland said that it had received 117 prisoners of war from Norland."
    )
    start = article.text.index(sentence)
    assert f'name="start" value="{start}"' in page
    assert f'name="end" value="{start + len(sentence)}"' in page
    assert 'value="116"' in page
    assert f'<mark class="chosen">{sentence}</mark>' in page


def test_words_are_found_in_the_text_without_positions(article: Document, desk: Client) -> None:
    address = f"/press/documents/{article.code}/claims/new"
    fields = {**said(), "words": "received  117\nprisoners of war", "seen": 0, "save": "1"}
    desk.post(address, fields)
    quotation = ClaimDraft.objects.get().latest.quotation
    assert quotation is not None
    assert quotation.exact == "received 117 prisoners of war"
    for words, sentence in (("ghosts", "do not stand"), ("prisoners of war", "more than once")):
        page = desk.post(address, {**fields, "words": words})
        assert sentence in text_of(page)


def test_a_long_passage_is_refused_with_a_sentence(article: Document, desk: Client) -> None:
    address = f"/press/documents/{article.code}/claims/new"
    long = ARTICLE.split("\n")[2]
    page = desk.post(address, {**sent(article.text, long, said()), "save": "1"})
    assert "at most 30 words" in text_of(page)


def test_contradictions_appear_while_typing_and_on_the_check_button(
    article: Document, desk: Client
) -> None:
    fields = sent(article.text, PASSAGE, said())
    fragment = desk.post(f"/press/documents/{article.code}/claims/trial", fields)
    assert "<html" not in text_of(fragment)
    for sentence in ("It would open these contradictions", "Between the sides", "contested"):
        assert sentence in text_of(fragment)
    page = desk.post(f"/press/documents/{article.code}/claims/new", {**fields, "check": "1"})
    assert "It would open these contradictions" in text_of(page)
    assert not ClaimDraft.objects.exists()
    agreed = desk.post(
        f"/press/documents/{article.code}/claims/trial", {**fields, "quantity": "120"}
    )
    assert "It contradicts nothing" in text_of(agreed)
    missing = desk.post(
        f"/press/documents/{article.code}/claims/trial", {**fields, "quantity": "", "speaker": ""}
    )
    assert "Not complete yet: How many, Speaker" in text_of(missing)


def test_a_word_that_is_held_already_is_told_of(article: Document, desk: Client) -> None:
    same = {**said(speaker="NMIN", quantity="120"), "relay": "true"}
    fields = sent(article.text, PASSAGE, same)
    page = desk.post(f"/press/documents/{article.code}/claims/trial", fields)
    assert "The record holds this very word already" in text_of(page)
    assert "Daily" in text_of(page)


def test_two_tabs_do_not_overwrite_each_other(article: Document, desk: Client, clerk: User) -> None:
    draft = entered(article, clerk)
    fields = {**sent(article.text, PASSAGE, said(quantity="118")), "seen": 1, "save": "1"}
    assert desk.post(f"/press/drafts/{draft.code}/mend", fields).status_code == 302
    late = desk.post(f"/press/drafts/{draft.code}/mend", {**fields, "quantity": "119"})
    assert late.status_code == 409
    assert "saved this draft meanwhile" in text_of(late)
    assert 'value="119"' in text_of(late)


def test_the_whole_way_through_the_pages(
    article: Document, desk: Client, clerk: User, other: User
) -> None:
    draft = entered(article, clerk)
    listed = text_of(desk.get("/press/drafts/"))
    assert f'value="{draft.code}"' in listed
    done = desk.post("/press/drafts/propose", {"draft": [draft.code]})
    number = Proposal.objects.get().pk
    assert done.headers["Location"] == f"/proposals/{number}"
    colleague = signed_in(other, fresh=True)
    page = text_of(colleague.get(f"/proposals/{number}/second"))
    assert "count: 117, persons" in page
    assert "(checked now)" in page
    digest = Proposal.objects.get().digest
    colleague.post(f"/proposals/{number}/second", {"digest": digest})
    sheet = Proposal.objects.get().subject
    assert "waiting" in text_of(colleague.get(f"/press/sheets/{sheet}"))
    work()
    page = text_of(colleague.get(f"/press/sheets/{sheet}"))
    assert "carried out" in page
    page = text_of(desk.get(f"/press/drafts/{draft.code}"))
    assert draft.claim_id in page
    for address in ("correct", "take-back"):
        assert f"/press/claims/{draft.claim_id}/{address}" in page
    corrected = text_of(desk.get(f"/press/claims/{draft.claim_id}/correct"))
    assert 'name="why"' in corrected
    assert 'value="117"' in corrected


def test_a_claim_is_taken_back_by_page_and_only_with_a_reason(
    article: Document, desk: Client, clerk: User, other: User
) -> None:
    draft = entered(article, clerk)
    published(draft, clerk, other)
    address = f"/press/claims/{draft.claim_id}/take-back"
    assert "count: 117" in text_of(desk.get(address))
    assert desk.post(address, {"reason": " "}).status_code == 422
    done = desk.post(address, {"reason": "a misprint"})
    number = Proposal.objects.order_by("-pk").first().pk  # type: ignore[union-attr]
    assert done.headers["Location"] == f"/proposals/{number}"
    assert "a misprint" in text_of(desk.get(f"/press/drafts/{draft.code}"))
    assert desk.get("/press/claims/c-nothing/take-back").status_code == 404


def test_nobody_else_gets_in(article: Document, clerk: User) -> None:
    draft = entered(article, clerk)
    addresses = [
        f"/press/documents/{article.code}/claims", "/press/drafts/", f"/press/drafts/{draft.code}",
        f"/press/drafts/{draft.code}/mend", f"/press/documents/{article.code}/claims/new",
    ]  # fmt: skip
    laboratory = signed_in(member(Role.LABORATORY, of=party("A", Standing.PARTY)))
    stranger = signed_in(member(Role.PRESS, of=party("B", Standing.PARTY)))
    for address in addresses:
        assert Client(SERVER_NAME="localhost").get(address).status_code == 302
        assert laboratory.get(address).status_code == 403
        if address != "/press/drafts/":
            assert stranger.get(address).status_code == 404
    assert Trace.objects.filter(action="refused").count() >= len(addresses)
    assert draft.code not in text_of(stranger.get("/press/drafts/"))
    assert stranger.post("/press/drafts/propose", {"draft": [draft.code]}).status_code == 404
    assert held.claim(draft.claim_id) is None


def test_an_auditor_reads_and_changes_nothing(article: Document, clerk: User) -> None:
    draft = entered(article, clerk)
    auditor = signed_in(member(Role.AUDITOR, of=party("A", Standing.PARTY)))
    page = text_of(auditor.get(f"/press/drafts/{draft.code}"))
    assert "Mend" not in page
    assert auditor.post(f"/press/drafts/{draft.code}/drop").status_code == 403
    assert auditor.post("/press/drafts/propose", {"draft": [draft.code]}).status_code == 403


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_pages_answer_in_every_language(
    article: Document, desk: Client, clerk: User, language: str
) -> None:
    draft = entered(article, clerk)
    for address in (
        f"/press/documents/{article.code}/claims", f"/press/documents/{article.code}/claims/new",
        "/press/drafts/", f"/press/drafts/{draft.code}",
    ):  # fmt: skip
        page = desk.get(f"/{language}{address}")
        assert page.status_code == 200
        assert f'lang="{language}"' in text_of(page)


def test_what_may_show_captives_is_not_read_through_its_claims(
    article: Document, desk: Client, clerk: User
) -> None:
    draft = entered(article, clerk)
    assert PASSAGE in text_of(desk.get(f"/press/drafts/{draft.code}"))
    services.mark(article, Captives.YES, clerk, "a face")
    page = text_of(desk.get(f"/press/drafts/{draft.code}"))
    assert PASSAGE not in page
    for address in (
        f"/press/documents/{article.code}/claims", f"/press/documents/{article.code}/claims/new",
        f"/press/drafts/{draft.code}/mend",
    ):  # fmt: skip
        shut = desk.get(address)
        assert shut.headers["Location"] == f"/press/documents/{article.code}"
    tried = f"/press/documents/{article.code}/claims/trial"
    assert desk.post(tried, sent(article.text, PASSAGE, said())).status_code == 404
    refused = desk.post("/press/drafts/propose", {"draft": [draft.code]})
    assert refused.status_code == 422
    assert "shows captives" in text_of(refused)
