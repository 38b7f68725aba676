"""The pages of documents: lists, filters, texts with their lines, in three languages."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

import made_files as made
from desks.press.conftest import Add
from people import browser, member, party, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Role
from repatria.desks.press.models import Captives, Document
from repatria.desks.press.queries import documents as queries
from repatria.desks.press.services import quote_words

LIST = "/press/documents/"


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_list_is_narrowed_by_words_kind_outlet_and_captives(added: Add, desk: Client) -> None:
    text = added("Повернулися 25", title="Text", outlet="Газета")
    report = added(made.pdf("Words"), title="Report", outlet="Journal")
    film = added(made.film(), title="Film")
    for asked, wanted in {
        "": {text, report, film},
        "q=ПОВЕРНУЛИСЯ": {text},
        "kind=pdf": {report},
        "outlet=Газета": {text},
        "captives=unknown": {film},
        "captives=no&kind=text&q=25": {text},
        "kind=no-such-kind": {text, report, film},
        "q=nothing": set(),
    }.items():
        page = shown(desk, f"{LIST}?{asked}")
        assert {of for of in (text, report, film) if of.code in page} == wanted, asked


def test_a_search_is_noted_without_its_words(added: Add, desk: Client, clerk: User) -> None:
    of = added("A made-up surname")
    shown(desk, f"{LIST}?q=surname")
    trace = Trace.objects.get(action="search")
    assert (trace.actor, trace.subject_type) == (clerk.code, "document")
    assert trace.told["found"] == [of.code]
    assert "surname" not in trace.detail


def test_a_long_list_and_a_long_text_have_pages(
    added: Add, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    monkeypatch.setattr(queries, "LINES_PER_PAGE", 10)
    for number in range(3):
        of = added("\n".join(f"line {number} {line}" for line in range(1, 26)))
    assert "Page 1 of 2" in shown(desk, LIST)
    page = shown(desk, f"{LIST}{of.code}?page=3")
    assert re.findall(r'id="L(\d+)"', page) == [str(number) for number in range(21, 26)]
    assert 'id="L1"' in shown(desk, f"{LIST}{of.code}?page=none")


def test_a_passage_is_marked_where_it_stands(added: Add, desk: Client, clerk: User) -> None:
    of = added("One & two\n<b>three</b> four")
    one = quote_words(of, "two\n<b>three", clerk)
    page = shown(desk, f"{LIST}{of.code}")
    assert f'<mark id="q{one.pk}">two</mark>' in page
    assert "<mark>&lt;b&gt;three</mark>&lt;/b&gt; four" in page
    assert page.count('<mark id="q') == 1


def test_quoting_by_form_leads_to_the_place_and_errors_keep_what_was_typed(
    added: Add, desk: Client
) -> None:
    of = added("Said: 25.\nSaid: 25.")
    address = reverse("press:quote", args=[of.code])
    answer = desk.post(address, {"words": "Said: 25", "line": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Name the line: 1, 2." in page
    assert "Said: 25</textarea>" in page
    answer = desk.post(address, {"words": "Said: 25", "line": "2"})
    assert answer["Location"] == f"{LIST}{of.code}?page=1#q{of.quotations.get().pk}"


def test_a_correction_begins_with_what_was_said_and_points_both_ways(
    added: Add, desk: Client
) -> None:
    of = added("Twenty-four", title="A title", outlet="Outlet", published="2025-06")
    address = f"{reverse('press:paste')}?supersedes={of.code}"
    page = shown(desk, address)
    assert 'value="Outlet"' in page
    form = {"title": "Corrected", "text": "Twenty-five", "published": "2025-06", "whole": "1"}
    answer = desk.post(address, form)
    assert answer.status_code == 302
    new = Document.objects.get(title="Corrected")
    assert f"{LIST}{of.code}" in shown(desk, f"{LIST}{new.code}")
    assert f"{LIST}{new.code}" in shown(desk, f"{LIST}{of.code}")
    other = signed_in(member(Role.PRESS, of=party("B", Standing.PARTY)))
    assert other.get(address).status_code == 404


@pytest.mark.parametrize("sign", ["%00", "'", "..", "a" * 500, "%F0%9F%95%8A"])
def test_no_address_makes_the_site_fail(sign: str, desk: Client) -> None:
    assert desk.get(f"{LIST}paste?supersedes={sign}").status_code == 404
    assert desk.get(f"{LIST}?q={sign}&outlet={sign}&kind={sign}&page={sign}").status_code == 200


@pytest.mark.parametrize("name", ["documents", "paste", "upload"])
def test_who_is_not_signed_in_is_sent_to_sign_in(name: str, db: None) -> None:
    answer = browser().get(reverse(f"press:{name}"))
    assert answer.status_code == 302
    assert "/sign-in" in answer["Location"]


def test_an_auditor_reads_and_is_offered_nothing_to_change(added: Add) -> None:
    of = added("Words", captives=Captives.NO)
    client = signed_in(member(Role.AUDITOR))
    assert reverse("press:paste") not in shown(client, LIST)
    page = shown(client, f"{LIST}{of.code}")
    assert "Words" in page
    assert 'method="post" action="/press' not in page
    assert client.post(reverse("press:original", args=[of.code])).status_code == 403


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_every_word_of_the_pages_is_translated(language: str, added: Add, desk: Client) -> None:
    codes = [added("Слова").code, added(made.film()).code]
    codes.append(added(made.pdf("", author="A", picture=True), captives=Captives.NO).code)
    paths = [LIST, f"{LIST}?q=x", f"{LIST}paste", f"{LIST}upload", *(f"{LIST}{c}" for c in codes)]
    paths.append(f"{LIST}{codes[1]}/look")
    allowed = {"English", "Repatria", "Clerk of A", "Body A", "A title", "SHA", "PDF"}
    for path in paths:
        page = shown(desk, f"/{language}{path}")
        main = page[page.index("<main") : page.index("</main>")]
        text = re.sub(r"<code>.*?</code>|<option.*?</option>|<[^>]+>", " ", main)
        for word in allowed:
            text = text.replace(word, "")
        english = re.findall(r"[A-Za-z]{4,}", re.sub(r"[\w/-]+/[\w.-]+|YYYY", "", text))
        assert english == [], path


def test_a_refusal_speaks_the_language_of_the_page(desk: Client) -> None:
    with override("uk"):
        address = reverse("press:upload")
    page = desk.post(address, {"title": "T"}).content.decode()
    assert "was cut off" not in page
    assert "обірвал" in page
