"""The desk of handovers in a real browser: axe, a phone, the dark; and an act that is written and
signed without scripts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker

from browser.visiting import COOKIE, DESKTOP, PHONE, Desk, Site, faults
from desks.handovers.conftest import said_what_for
from handovers_work import in_hand, logged, set_up, written
from ledger_work import KEYS
from people import everybody_leaves, member, signed_in
from repatria.desks.accounts.rights import Role
from repatria.desks.handovers import setup
from repatria.desks.handovers.models import Act, LogRead
from repatria.ledger.note import read_note

LONG = "E" + "-1234567890" * 6
PAGES = {
    "acts": "/handovers/",
    "log": "/handovers/log",
    "new": "/handovers/acts/new/handover",
    "take": "/handovers/acts/take",
    "complete": "/handovers/acts/{complete}",
    "proposed": "/handovers/acts/{proposed}",
    "draft": "/handovers/acts/{draft}",
    "unsigned": "/handovers/acts/{unsigned}",
    "refuse": "/handovers/acts/{proposed}/refuse",
    "correct": "/handovers/acts/{complete}/correct",
    "append": "/handovers/acts/{draft}/append",
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
    set_up(settings)
    clerk = member(Role.EXCHANGE_DESK, Role.DECIDING_AUTHORITY, name="Clerk (synthetic)")
    codes = {
        "complete": logged(clerk).digest,
        "proposed": logged(clerk, "ua", reference=LONG).digest,
        "draft": in_hand(clerk, "ua", reference="H-3").digest,
        "unsigned": written(clerk, reference="H-4").digest,
    }
    site = said_what_for(signed_in(clerk, fresh=True, address="127.0.0.1"))
    return Desk(site.cookies[COOKIE].value, codes)


def _empty() -> None:
    Act.objects.all().delete()
    LogRead.objects.all().delete()
    everybody_leaves()
    shutil.rmtree(setup.folder())
    settings.REPATRIA_LEDGER_PASSPHRASE = ""


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
@pytest.mark.parametrize("kind", PAGES)
def test_every_page_is_sound_on_a_phone_and_in_the_dark(
    kind: str, width: int, scheme: str, site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    assert not list(faults(opened(width, scheme), site, desk.path(PAGES[kind])))


def test_an_act_is_written_and_signed_without_scripts(
    site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(PHONE, scripts=False)
    page.goto(site.at("/handovers/acts/new/handover"))
    page.get_by_label("Reference").fill("H-9")
    page.get_by_label("Giver").select_option("ua")
    page.get_by_label("Receiver").select_option("ru")
    page.get_by_label("icrc").check()
    page.get_by_label("Exchange", exact=True).fill("X-9")
    page.get_by_label("Place, as a code").fill("P-9")
    page.get_by_label("Began, UTC").fill("2025-06-14T08:00")
    page.get_by_label("Ended, UTC").fill("2025-06-14T09:00")
    page.get_by_label("How many").fill("25")
    page.get_by_label("Root of the manifest").fill(f"sha256:{'0' * 64}")
    page.get_by_role("button", name="Write the text").click()
    text = page.locator("pre").first.inner_text()
    assert text.startswith("repatria-act v1\nkind handover\n")
    signed = read_note(f"{text.strip()}\n\n".encode()).signed_by(KEYS["ua"])
    page.get_by_label("Or its text").fill(signed.to_bytes().decode())
    page.get_by_role("button", name="Verify and keep it").click()
    assert page.get_by_text("The signatures are good, and are kept.").is_visible()
    assert page.get_by_text("good signature of").count() == 1
    page.get_by_label("Or its text").fill(
        signed.to_bytes().decode().replace("count 25", "count 26")
    )
    page.get_by_role("button", name="Verify and keep it").click()
    assert page.get_by_text("This is another act than the one").is_visible()
