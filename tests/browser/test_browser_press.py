"""The press desk's pages of documents in a real browser: axe, a phone, the dark, three languages;
and a clerk's work without scripts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker

import made_files as made
from browser.visiting import COOKIE, DESKTOP, LANGUAGES, PHONE, Desk, Site, Watch, faults, sideways
from people import everybody_leaves, member, signed_in
from repatria.desks.accounts.rights import Role
from repatria.desks.press import keeping
from repatria.desks.press.models import Captives, Document, FoundInside, Marking, Quotation
from repatria.desks.press.services import About, add_file, add_text, quote_words

TEXT = (
    "За словами речника, повернулися 25 осіб.\n\n"
    "Інша сторона говорить про двадцять шість. " + "Дуже довгий рядок цього тексту. " * 40 + "\n"
    "Адреса: https://outlet.example/" + "a" * 180 + "\n"
)
PAGES = {
    "documents": "/press/documents/",
    "documents found": "/press/documents/?q=повернулися&kind=text",
    "no document found": "/press/documents/?q=нічого&captives=yes",
    "paste": "/press/documents/paste",
    "correct": "/press/documents/paste?supersedes={text}",
    "upload": "/press/documents/upload",
    "text": "/press/documents/{text}",
    "PDF": "/press/documents/{report}",
    "shut picture": "/press/documents/{photograph}",
    "look": "/press/documents/{photograph}/look",
    "film": "/press/documents/{film}",
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
    first = add_text(clerk, About(title="Перший виклад"), "Повернулися двадцять чотири.").document
    said = {"outlet": "Видання (synthetic)", "published": "2025-06-14", "language": "uk"}
    text = add_text(
        clerk,
        About(
            title="Обмін 14 червня: що сказали обидві сторони",
            url="https://outlet.example/a",
            supersedes=first,
            **said,
        ),
        TEXT,
    ).document
    quote_words(text, "повернулися 25 осіб", clerk)
    report = made.pdf("Page of the report", "Its other page", author="Author", picture=True)
    files = {
        "report": report,
        "photograph": made.jpeg_with_a_place((800, 500)),
        "film": made.film(),
    }
    codes = {"text": text.code}
    for name, data in files.items():
        captives = Captives.NO if name == "report" else None
        about = About(title=f"Document: {name}", captives=captives)
        codes[name] = add_file(clerk, about, keeping.from_bytes(data)).document.code
    cookie = signed_in(clerk, address="127.0.0.1").cookies[COOKIE].value
    return Desk(cookie, codes)


def _empty() -> None:
    for model in (Quotation, Marking, FoundInside):
        model.objects.all().delete()
    Document.objects.update(supersedes=None)
    Document.objects.all().delete()
    everybody_leaves()
    shutil.rmtree(keeping.folder(), ignore_errors=True)


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_documents_has_no_fault_and_fits_a_phone(
    kind: str, site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened(scheme="dark" if len(kind) % 2 else "light")
    language = list(LANGUAGES)[len(kind) % 3]
    found = list(faults(page, site, desk.path(PAGES[kind]), language))
    page.set_viewport_size({"width": PHONE, "height": 844})
    assert [*found, *sideways(page)] == []


def test_a_clerk_opens_looks_marks_and_quotes_without_scripts(
    site: Site, desk: Desk, opened: Callable[..., Page], tmp_path: Path
) -> None:
    page = opened(width=PHONE, scripts=False)
    watch = Watch(page, site)
    page.goto(site.at("/press/documents/upload"))
    photograph = tmp_path / "photograph.jpg"
    photograph.write_bytes(made.jpeg_with_a_place((640, 400)))
    page.get_by_label("Title").fill("A street")
    page.get_by_label("File", exact=True).set_input_files(photograph)
    page.get_by_role("button", name="Add the file").click()
    assert "The document is held" in page.locator("main").inner_text()
    assert page.locator("img").count() == 0
    page.get_by_role("link", name="Say what for, and open it").click()
    page.get_by_label("What do you need it for?").select_option("report")
    page.get_by_role("button", name="Open it").click()
    assert page.locator("img.picture").evaluate("image => image.naturalWidth") == 400
    assert "50.45012, 30.52341" in page.locator("main").inner_text()
    page.get_by_label("shows no captives").check()
    page.get_by_role("button", name="Write it down").click()
    assert "may be shown" in page.locator("main").inner_text()
    page.goto(site.at(f"/press/documents/{desk.codes['text']}"))
    page.get_by_label("Words to quote").fill("двадцять шість")
    page.get_by_role("button", name="Keep this quotation").click()
    assert page.locator("mark:target").inner_text() == "двадцять шість"
    assert [told for told in watch.seen if "/upload" not in told] == []


def test_film_is_played_and_a_picture_is_shown_under_the_policy(
    site: Site, desk: Desk, opened: Callable[..., Page]
) -> None:
    page = opened()
    for name in ("film", "photograph"):
        page.goto(site.at(f"/press/documents/{desk.codes[name]}/look"))
        page.get_by_label("What do you need it for?").select_option("oversight")
        page.get_by_role("button", name="Open it").click()
        found = list(faults(page, site, f"/press/documents/{desk.codes[name]}"))
        page.set_viewport_size({"width": PHONE, "height": 844})
        assert [*found, *sideways(page)] == []
        page.set_viewport_size({"width": DESKTOP, "height": 900})
