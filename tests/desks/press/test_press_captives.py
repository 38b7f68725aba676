"""Geneva Convention III, article 13: what shows captives, or may, never reaches the public, and is
opened here only by who may, after saying what for, and not without a trace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

import made_files as made
from desks.press.conftest import Add
from people import browser, member, party, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.models import Standing, User
from repatria.desks.accounts.rights import Action, FieldClass, Role, allowed
from repatria.desks.press import keeping, present
from repatria.desks.press.models import Captives, Document, Kind
from repatria.desks.press.queries.documents import may_be_public
from repatria.desks.press.services import mark
from repatria.desks.press.services.documents import DocumentError
from repatria.desks.router import PUBLIC_APPS, store_of

FACE = "a-made-up-face"


def opened(client: Client, of: Document) -> Client:
    answer = client.post(reverse("press:look", args=[of.code]), {"purpose": "correction"})
    assert answer.status_code == 302
    return client


def answers(client: Client, of: Document, name: str, **more: str) -> tuple[int, bytes]:
    answer = client.get(reverse(f"press:{name}", args=[of.code]), **more)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body


@pytest.mark.parametrize("captives", [Captives.YES, Captives.UNKNOWN, Captives.NO])
@pytest.mark.parametrize("kind", list(Kind))
def test_only_where_somebody_saw_none_may_it_be_public(captives: Captives, kind: Kind) -> None:
    assert may_be_public(Document(kind=kind, shows_captives=captives)) is (captives == Captives.NO)


def test_a_new_document_counts_as_showing_captives() -> None:
    assert not may_be_public(Document())


def addresses() -> Iterator[str]:
    """Every address of the site, with codes for what it asks for."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for one in patterns:
            here = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, here)
            else:
                yield here

    yield from walk(get_resolver().url_patterns, "/")


def test_no_address_of_the_site_gives_it_to_the_public(added: Add) -> None:
    film = added(made.film() + FACE.encode(), title=FACE)
    photograph = added(made.jpeg_with_a_place(), title=FACE, captives=Captives.YES)
    report = added(made.pdf(FACE, picture=True), title=FACE)
    shown = keeping.shown(photograph.digest).read_bytes()
    secrets = [FACE.encode(), shown[200:260], *(
        told.encode() for of in (film, photograph, report) for told in (of.code, of.digest)
    )]  # fmt: skip
    visitor, seen = browser(), 0
    for pattern in {*addresses()}:
        for of in (film, photograph, report):
            for value in (of.code, of.digest, str(of.pk)):
                address = re.sub(r"<[^>]+>", value, pattern).replace("^", "").replace("$", "")
                answer = visitor.get(address)
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                said = b"\n".join(line for line in body.splitlines() if value.encode() not in line)
                assert not [one for one in secrets if one in said], address
                assert shown[200:260] not in body
                seen += answer.status_code == 200
    assert seen


def test_what_the_public_reads_from_holds_no_documents() -> None:
    assert "press" not in PUBLIC_APPS
    assert store_of("press") == "default"
    assert "press" not in site.REPATRIA_PUBLIC_NAMESPACES


def test_the_folder_of_documents_is_not_served(home: Path) -> None:
    from django.contrib.staticfiles import finders

    folders = [Path(folder) for finder in finders.get_finders() for folder in _folders(finder)]
    assert folders
    assert not [one for one in folders if keeping.folder().is_relative_to(one)]


def _folders(finder: object) -> list[str]:
    return [str(storage.location) for storage in getattr(finder, "storages", {}).values()]


@pytest.mark.parametrize("captives", [Captives.YES, Captives.UNKNOWN])
def test_the_desk_says_what_for_before_anything_is_shown(
    captives: Captives, added: Add, desk: Client, clerk: User
) -> None:
    of = added(made.jpeg_with_a_place(), captives=None if captives == "unknown" else captives)
    page = desk.get(reverse("press:document", args=[of.code])).content.decode()
    assert reverse("press:look", args=[of.code]) in page
    for told in (reverse("press:picture", args=[of.code]), of.digest, "50.45"):
        assert told not in page
    assert answers(desk, of, "picture")[0] == 404
    before = Trace.objects.count()
    assert (
        desk.post(reverse("press:look", args=[of.code]), {"purpose": "curiosity"}).status_code
        == 422
    )
    assert Trace.objects.count() == before
    opened(desk, of)
    trace = Trace.objects.last()
    assert (trace.actor, trace.action, trace.subject) == (clerk.code, "view", of.code)
    assert (trace.purpose, trace.field_classes) == ("correction", "captive_footage")
    assert trace.session
    status, body = answers(desk, of, "picture")
    assert (status, body) == (200, keeping.shown(of.digest).read_bytes())
    assert (
        "50.45012, 30.52341" in desk.get(reverse("press:document", args=[of.code])).content.decode()
    )
    assert answers(signed_in(clerk), of, "picture")[0] == 404  # another session


def test_it_is_shut_again_after_a_while(
    added: Add, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = added(made.jpeg_with_a_place())
    opened(desk, of)
    later = present.time.time() + present.LOOKED_FOR + 1
    monkeypatch.setattr(present.time, "time", lambda: later)
    assert answers(desk, of, "picture")[0] == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PRESS])
def test_no_other_role_opens_it(role: Role, added: Add) -> None:
    of = added(made.jpeg_with_a_place(), captives=Captives.YES)
    client = signed_in(member(role))
    for name in ("document", "look", "picture", "footage"):
        status, body = answers(client, of, name)
        wanted = 200 if name == "document" and role is Role.AUDITOR else 403
        assert status == wanted
        assert keeping.shown(of.digest).read_bytes()[:80] not in body
    assert (
        client.post(reverse("press:look", args=[of.code]), {"purpose": "oversight"}).status_code
        == 403
    )


def test_the_table_lets_nobody_take_it_out(added: Add, desk: Client) -> None:
    assert not [role for role in Role if allowed([role], Action.EXPORT, FieldClass.CAPTIVE_FOOTAGE)]
    of = added(made.film())
    opened(desk, of)
    answer = desk.post(reverse("press:original", args=[of.code]))
    assert answer.status_code == 403
    assert b"ZZZZ" not in answer.content


def test_another_party_sees_nothing_of_it(added: Add) -> None:
    of = added(made.jpeg_with_a_place())
    client = signed_in(member(Role.PRESS, of=party("B", Standing.PARTY)))
    for name in ("document", "look", "picture", "footage"):
        assert answers(client, of, name)[0] == 404
    assert of.code not in client.get(reverse("press:documents")).content.decode()


def test_an_original_goes_out_as_bytes_and_nothing_that_runs(added: Add, desk: Client) -> None:
    for data in (made.jpeg_that_is_a_page(), made.pdf_that_is_an_archive(), b"<html>words</html>"):
        of = added(data, captives=Captives.NO)
        answer = desk.post(reverse("press:original", args=[of.code]), HTTP_ACCEPT_ENCODING="gzip")
        assert b"".join(answer.streaming_content) == data
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment; ")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert "no-store" in answer["Cache-Control"]
        assert desk.get(reverse("press:original", args=[of.code])).status_code == 405


def test_film_is_played_from_any_place_in_it(added: Add, desk: Client) -> None:
    of = added(made.film(size=3000))
    opened(desk, of)
    data = keeping.original(of.digest).read_bytes()
    page = desk.get(reverse("press:document", args=[of.code]))
    assert "media-src 'self'" in page["Content-Security-Policy"]
    assert b"<video" in page.content
    for asked, part in {
        "bytes=0-": data, "bytes=100-199": data[100:200], "bytes=-50": data[-50:],
        "bytes=3000-99999": data[3000:], "bytes=-": data, "lines=1-2": data, "": data,
    }.items():  # fmt: skip
        assert answers(desk, of, "footage", HTTP_RANGE=asked)[1] == part, asked
    assert answers(desk, of, "footage", HTTP_RANGE="bytes=100-199")[0] == 206
    for nothing in ("bytes=99999-", "bytes=-0", "bytes=50-40"):
        assert answers(desk, of, "footage", HTTP_RANGE=nothing)[0] == 416, nothing


def test_what_no_browser_plays_is_not_offered(added: Add, desk: Client) -> None:
    of = added(b"RIFF\x10\0\0\0AVI LIST" + bytes(200))
    opened(desk, of)
    assert answers(desk, of, "footage")[0] == 404


def test_who_said_yes_cannot_say_no_and_somebody_else_says_why(added: Add, clerk: User) -> None:
    of = added(made.jpeg_with_a_place())
    colleague = member(Role.PRESS, of=clerk.party)
    mark(of, Captives.YES, clerk)
    with pytest.raises(DocumentError, match="Say why"):
        mark(of, Captives.NO, colleague)
    with pytest.raises(DocumentError, match="somebody else"):
        mark(of, Captives.NO, clerk, "I was wrong")
    assert not may_be_public(Document.objects.get(pk=of.pk))
    mark(of, Captives.NO, colleague, "an empty street")
    assert may_be_public(Document.objects.get(pk=of.pk))
    assert [one.shows_captives for one in of.markings.all()] == ["yes", "no"]
    assert of.markings.last().at <= timezone.now()


def test_who_has_not_opened_it_is_not_asked_to_judge_it(added: Add, desk: Client) -> None:
    of = added(made.jpeg_with_a_place())
    address = reverse("press:mark", args=[of.code])
    answer = desk.post(address, {"captives": "no", "reason": ""})
    assert answer["Location"] == reverse("press:look", args=[of.code])
    assert not may_be_public(Document.objects.get(pk=of.pk))
    opened(desk, of)
    answer = desk.post(address, {"captives": "no", "reason": ""})
    assert answer["Location"] == reverse("press:document", args=[of.code])
    assert may_be_public(Document.objects.get(pk=of.pk))
