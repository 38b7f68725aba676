"""The press desk's pages of claims in a real browser: axe, a phone, the dark, three languages; a
claim entered without scripts, and one tried while somebody types."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker

from browser.visiting import COOKIE, LANGUAGES, PHONE, Desk, Site, Watch, faults, sideways
from people import everybody_leaves, member, signed_in
from repatria.desks.accounts.models import Proposal
from repatria.desks.accounts.rights import Role
from repatria.desks.press import keeping
from repatria.desks.press.models import (
    ClaimDraft,
    Document,
    DraftState,
    DraftVersion,
    Quotation,
    Sheet,
    Withdrawal,
)
from repatria.desks.press.services import About, add_text, drafts, sheets

TEXT = (
    "Обмін 14 червня 2025 року (synthetic).\n"
    "Координаційний штаб повідомив, що Україна отримала тіла 1 212 загиблих.\n"
    "Помічник президента Мединський заявив, що Росія передала 1 200 тіл, а отримала 27.\n"
    "Кількість звільнених полонених сторони не назвали.\n" + "Ще одне речення цього тексту. " * 60
)
FIELDS = {
    "kind": "count", "quantity": "1,200", "unit": "body", "category": "remains", "giver": "RU",
    "receiver": "UA", "speaker": "MED", "said_on": "2025-06-14", "exchange": "E250614R",
}  # fmt: skip
PAGES = {
    "desk": "/press/documents/{text}/claims",
    "further in the text": "/press/documents/{text}/claims?page=2",
    "empty desk": "/press/documents/{empty}/claims",
    "enter": "/press/documents/{text}/claims/new",
    "mend": "/press/drafts/{draft}/mend",
    "mend what was read": "/press/drafts/{read}/mend",
    "draft": "/press/drafts/{draft}",
    "drafts": "/press/drafts/",
    "drafts that were read": "/press/drafts/?state=read",
    "sheet": "/press/sheets/{sheet}",
    "proposal": "/proposals/{proposal}",
    "take back": "/press/claims/S128/take-back",
}


@pytest.fixture(scope="module")
def desk(site: Site, django_db_blocker: DjangoDbBlocker) -> Iterator[Desk]:
    """Made in a thread of its own: where a browser is driven from, Django lets nobody at it."""

    def closing(act: Callable[[], Desk | None]) -> Desk | None:
        try:
            with django_db_blocker.unblock():
                return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(closing, _fill).result()
        assert found is not None
        yield found
        pool.submit(closing, _empty).result()


def _fill() -> Desk:
    clerk = member(Role.PRESS, name="Clerk (synthetic)")
    about = {"outlet": "Видання (synthetic)", "published": "2025-06-14", "language": "uk"}
    text = add_text(clerk, About(title="Обмін 14 червня", **about), TEXT).document
    empty = add_text(clerk, About(title="Nothing yet (synthetic)"), "Nobody said it.").document
    drafts.read_document(text, clerk)
    read = ClaimDraft.objects.filter(state=DraftState.READ).first()
    assert read is not None
    span = (TEXT.index("Росія передала"), TEXT.index(" тіл, а отримала"))
    proposed, draft = (drafts.enter(text, FIELDS, span, clerk, "one") for _ in range(2))
    sheet = sheets.propose([proposed], clerk, "one")
    codes = {
        "text": text.code, "empty": empty.code, "draft": draft.code, "read": read.code,
        "sheet": sheet.code, "proposal": str(sheet.proposal_id),
    }  # fmt: skip
    cookie = signed_in(clerk, address="127.0.0.1").cookies[COOKIE].value
    return Desk(cookie, codes)


def _empty() -> None:
    for model in (Withdrawal, DraftVersion, ClaimDraft, Sheet, Proposal, Quotation, Document):
        model.objects.all().delete()
    everybody_leaves()
    shutil.rmtree(keeping.folder(), ignore_errors=True)


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_claims_has_no_fault_and_fits_a_phone(
    kind: str, site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(scheme="dark" if len(kind) % 2 else "light")
    language = list(LANGUAGES)[len(kind) % 3]
    found = list(faults(page, site, desk.path(PAGES[kind]), language))
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert [*found, *sideways(page)] == []


def test_a_claim_is_entered_without_scripts(
    site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(width=PHONE, scripts=False)
    watch = Watch(page, site)
    page.goto(site.at(desk.path("/press/documents/{text}/claims/new")))
    page.get_by_label("How many").fill("1,212")
    page.get_by_role("button", name="Quote sentence 2", exact=True).click()
    assert "отримала тіла" in page.locator("mark.chosen").first.inner_text()
    assert page.get_by_label("How many").input_value() == "1,212"
    page.get_by_label("Of whom").select_option("remains")
    page.get_by_role("button", name="Save the draft").click()
    assert "Choose who said it" in page.locator("main").inner_text()
    page.get_by_label("From", exact=True).select_option("RU")
    page.get_by_label("To", exact=True).select_option("UA")
    page.get_by_label("Speaker", exact=True).select_option("KSH")
    page.get_by_label("Exchange", exact=True).select_option("E250616R")
    page.get_by_role("button", name="Check").last.click()
    assert "contradict" in page.locator("#trial").inner_text()
    page.get_by_role("button", name="Save the draft").click()
    assert "Saved as a draft" in page.locator("main").inner_text()
    assert [told for told in watch.seen if "422" not in told] == []


def test_contradictions_appear_while_somebody_types(
    site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened()
    watch = Watch(page, site)
    page.goto(site.at(desk.path("/press/drafts/{draft}/mend")))
    page.get_by_label("How many").fill("905")
    page.locator("#trial", has_text=re.compile("It would (open|stand)")).wait_for()
    page.get_by_label("How many").fill("")
    page.locator("#trial", has_text="Not complete yet: How many").wait_for()
    assert watch.seen == []
