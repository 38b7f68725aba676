"""Every page: its headers, its languages, its static files, and the pages for what fails."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.urls import include, path

from repatria.desks.common import views
from repatria.desks.common.middleware import HEADERS

PAGE = """{% extends "common/base.html" %}{% load common_tags %}
{% block title %}A leg{% endblock %}
{% block head %}{% jsonld data %}{% endblock %}
{% block content %}<h1>{{ 1200|number }}, {{ "2025-06-14"|day }}, {% period "2025-06-09" end %}</h1>
{% include "common/_pagination.html" %}{% include "common/_get.html" %}
<figure><figcaption>{% include "common/_timeline_key.html" %}</figcaption></figure>{% endblock %}
{% block note %}<p>A note.</p>{% endblock %}"""
NASTY = "</script><script>alert(1)</script>&"


def page(request: HttpRequest) -> HttpResponse:
    context = {
        "section": "record",
        "data": {"@type": "Dataset", "name": NASTY},
        "end": "2025-06-16",
        "page": Paginator(range(3000), 1).get_page(request.GET.get("page")),
        "links": [("/legs.csv?a=1&b=2", "CSV", "text/csv"), ("#t", "table")],
        "parties": ["One", "Two", "Three"],
    }
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault with a secret in it")


_record = ([path("", page, name="overview"), path("method/", page, name="method")], "record")
urlpatterns = i18n_patterns(
    path("", include(_record)), path("broken/", broken), prefix_default_language=False
)
handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.failed


@pytest.fixture(autouse=True)
def _trial_addresses() -> Iterator[None]:
    trial = {"ROOT_URLCONF": __name__, "ALLOWED_HOSTS": ["localhost"], "REPATRIA_KEPT_PAGES_MB": 0}
    with override_settings(**trial):
        yield


@pytest.fixture
def site() -> Client:
    return Client(raise_request_exception=False, SERVER_NAME="localhost")


def text(site: Client, address: str) -> str:
    return site.get(address).content.decode()


@pytest.mark.parametrize("address", ["/", "/uk/", "/none", "/broken/", "/uk/none"])
def test_every_answer_carries_the_strict_headers_and_no_cookie(site: Client, address: str) -> None:
    answer = site.get(address)
    for name, value in HEADERS.items():
        assert answer[name] == value
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert not answer.cookies


def test_the_policy_allows_what_the_site_serves_itself_and_nothing_else(site: Client) -> None:
    policy = dict(
        rule.strip().split(" ", 1) for rule in site.get("/")["Content-Security-Policy"].split(";")
    )
    closed = {"default-src", "base-uri", "frame-ancestors"}
    assert {name for name, source in policy.items() if source == "'none'"} == closed
    own = {"script-src", "style-src", "connect-src", "img-src", "font-src", "form-action"}
    assert {name for name, source in policy.items() if source == "'self'"} == own
    assert set(policy) == closed | own


def test_the_language_is_a_part_of_the_address_and_nothing_else_changes_it(site: Client) -> None:
    for address, language in (("/", "en"), ("/uk/", "uk"), ("/ru/", "ru")):
        asked = site.get(address, headers={"accept-language": "ru,uk;q=0.5"})
        assert f'<html lang="{language}">' in asked.content.decode()
    assert "<h1>1,200, 14 June 2025, 9–16 June 2025</h1>" in text(site, "/")
    assert "<h1>1\N{NO-BREAK SPACE}200, 14 червня 2025, 9–16 червня 2025</h1>" in text(site, "/uk/")
    assert "14 июня 2025" in text(site, "/ru/")


@pytest.mark.parametrize("prefix", ["", "/uk", "/ru"])
def test_the_other_languages_keep_the_page_and_its_query(site: Client, prefix: str) -> None:
    html = text(site, f"{prefix}/method/?from=2025-06-09&as_known=2025-07-01")
    query = "?from=2025-06-09&amp;as_known=2025-07-01"
    for code, other in (("en", ""), ("uk", "/uk"), ("ru", "/ru")):
        assert f'<a href="{other}/method/{query}" hreflang="{code}" lang="{code}"' in html
        full = f'hreflang="{code}" href="http://localhost{other}/method/{query}"'
        assert full in html
    assert html.count('aria-current="true"') == 1


def test_navigation_shows_what_is_served_and_marks_the_section(site: Client) -> None:
    nav = re.search(r'<nav class="sections".*?</nav>', text(site, "/uk/"), re.S)
    assert nav is not None
    assert re.findall(r'href="([^"]*)"', nav[0]) == ["/uk/", "/uk/method/"]
    assert nav[0].count('aria-current="page"') == 1


def test_a_data_block_holds_any_text_and_cannot_end_early(site: Client) -> None:
    found = re.findall(r"<script[^>]*>(.*?)</script>", text(site, "/"), re.S)
    assert len(found) == 1
    assert json.loads(found[0]) == {"@type": "Dataset", "name": NASTY}


def test_pages_hold_no_style_and_no_script_of_their_own(site: Client) -> None:
    for address in ("/", "/none", "/broken/"):
        html = text(site, address)
        assert not re.search(r'\sstyle=|<style|\son\w+="|javascript:', html)
        assert re.findall(r"<script([^>]*)>", html) in ([], [' type="application/ld+json"'])
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!localhost)', html)


def test_pages_are_turned_with_the_query_kept(site: Client) -> None:
    html = text(site, "/?from=2025-06-09&page=2")
    assert 'rel="prev" href="?from=2025-06-09&amp;page=1"' in html
    assert 'rel="next" href="?from=2025-06-09&amp;page=3"' in html
    assert "Page 2 of 3,000" in html
    assert '<a href="/legs.csv?a=1&amp;b=2" type="text/csv">CSV</a>' in html


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/none", 404, "Nothing found at this address"),
        ("/broken/", 500, "This page could not be made"),
    ],
)
def test_what_fails_is_said_calmly_without_a_database(
    site: Client, address: str, status: int, words: str
) -> None:
    answer = site.get(address)
    html = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{words}</h1>" in html
    assert "secret" not in html
    assert 'href="/"' in html


def test_a_wrong_host_is_answered_without_asking_for_it(site: Client) -> None:
    answer = site.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "elsewhere" not in answer.content.decode()


def test_static_files_are_named_by_their_content_and_kept(site: Client) -> None:
    found = re.search(r'href="(/static/common/repatria.css\?v=[0-9a-f]{12})"', text(site, "/"))
    assert found is not None
    sheet = site.get(found[1])
    assert sheet.status_code == 200
    assert sheet["Content-Type"].startswith("text/css")
    assert "max-age=31536000" in sheet["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in sheet


def test_an_unchanged_page_is_not_sent_twice(site: Client) -> None:
    first = site.get("/")
    again = site.get("/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
