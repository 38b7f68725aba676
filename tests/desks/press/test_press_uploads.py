"""Uploads through a browser: any bytes, cut off anywhere, too large, forged."""

from __future__ import annotations

import io
from collections import namedtuple
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, example, given
from hypothesis import settings as trials
from hypothesis import strategies as st

import made_files as made
from desks.press.conftest import left_under_way
from people import browser, member, signed_in
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.rights import Role
from repatria.desks.press import keeping, limits
from repatria.desks.press.models import Document

BOUNDARY = "----------------------------made-up"
DATA = made.jpeg_with_a_place()
Usage = namedtuple("Usage", "total used free")


def send(desk: Client, data: bytes, name: str = "some.file", **more: str) -> HttpResponse:
    form = {"title": "A title", "file": SimpleUploadedFile(name, data), "whole": "1", **more}
    return desk.post(reverse("press:upload"), form)  # type: ignore[return-value]


def body(data: bytes = DATA, fields: tuple[str, ...] = ("title",)) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\nSaid\r\n'.encode()
        for name in fields
    ]
    head = 'Content-Disposition: form-data; name="file"; filename="f.jpg"'
    parts.append(f"--{BOUNDARY}\r\n{head}\r\nContent-Type: image/jpeg\r\n\r\n".encode())
    end = f'\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="whole"\r\n\r\n1\r\n'
    return b"".join(parts) + data + f"{end}--{BOUNDARY}--\r\n".encode()


class Broken(io.BytesIO):
    """A connection that fails once what has come in is read."""

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size)
        if not found:
            raise OSError("connection reset by peer")
        return found


def post(desk: Client, sent: bytes, length: int, stream: type[io.BytesIO]) -> Any:
    return desk.request(
        PATH_INFO=reverse("press:upload"),
        REQUEST_METHOD="POST",
        CONTENT_TYPE=f"multipart/form-data; boundary={BOUNDARY}",
        CONTENT_LENGTH=str(length),
        **{"wsgi.input": stream(sent)},
    )


def test_a_file_that_comes_in_whole_is_held(desk: Client) -> None:
    answer = post(desk, body(), len(body()), io.BytesIO)
    of = Document.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == reverse("press:document", args=[of.code])
    assert keeping.original(of.digest).read_bytes() == DATA
    assert left_under_way() == []


WHOLE = body()


@pytest.mark.parametrize("stream", [io.BytesIO, Broken], ids=["ends early", "breaks"])
@trials(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(WHOLE) - len(BOUNDARY) - 10))
@example(at=len(WHOLE) - len(BOUNDARY) - 10)
@example(at=WHOLE.index(b"\xff\xd8"))
@example(at=WHOLE.index(b"\r\n", WHOLE.index(b"\xff\xd8") + len(DATA)))
def test_an_upload_that_is_cut_off_anywhere_leaves_nothing_and_says_so(
    at: int, stream: type[io.BytesIO], desk: Client
) -> None:
    answer = post(desk, WHOLE[:at], len(WHOLE), stream)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "was cut off on its way" in page
    assert "This field is required" not in page
    assert Trace.objects.last().told["sentence"].startswith("The upload was cut off")
    assert not Document.objects.exists()
    assert left_under_way() == list(keeping.digests()) == []


@trials(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=600)
    | st.text(max_size=100).map(str.encode)
    | st.sampled_from(
        [*made.SVG_IN_DISGUISES.values(), made.film(), made.document_archive(), b"%PDF-", b"GIF89a"]
    ).flatmap(
        lambda good: st.integers(0, len(good)).map(lambda at: good[:at] + b"\x00" + good[at:])
    ),
    # A path is another test's: the client of the tests itself refuses a name that ends in one.
    name=st.text(max_size=40).map(lambda name: name.replace("/", "")),
)
def test_no_bytes_and_no_name_make_the_site_fail(data: bytes, name: str, desk: Client) -> None:
    form = {"title": "T", "whole": "1", "file": SimpleUploadedFile(f"n{name}", data)}
    answer = desk.post(reverse("press:upload"), form)
    assert answer.status_code in {302, 422}
    if answer.status_code == 302:
        assert desk.get(answer["Location"]).status_code == 200
    assert left_under_way() == []


@trials(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), title=st.text(max_size=30), url=st.text(max_size=30))
def test_no_pasted_text_makes_the_site_fail(text: str, title: str, url: str, desk: Client) -> None:
    sound = {"title": title, "text": text, "url": url}
    sound = {key: value.encode("utf-8", "replace").decode() for key, value in sound.items()}
    answer = desk.post(reverse("press:paste"), {**sound, "whole": "1"})
    assert answer.status_code in {302, 422}


@trials(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.binary(max_size=300), length=st.sampled_from(["", "x", "-5", "10", "300", "99999"]))
def test_no_form_makes_the_site_fail(sent: bytes, length: str, desk: Client) -> None:
    answer = desk.request(
        PATH_INFO=reverse("press:upload"),
        REQUEST_METHOD="POST",
        CONTENT_TYPE=f"multipart/form-data; boundary={BOUNDARY}",
        CONTENT_LENGTH=length,
        **{"wsgi.input": io.BytesIO(f"--{BOUNDARY}\r\n".encode() + sent)},
    )
    assert answer.status_code in {400, 422}
    assert left_under_way() == []


@pytest.mark.parametrize("disguise", made.SVG_IN_DISGUISES)
def test_a_drawing_is_refused_in_every_disguise(disguise: str, desk: Client) -> None:
    answer = send(desk, made.SVG_IN_DISGUISES[disguise], "drawing.jpg")
    assert answer.status_code == 422
    assert "SVG drawings are not taken" in answer.content.decode()
    assert list(keeping.digests()) == []
    trace = Trace.objects.get(action="refused")
    assert trace.subject_type == "document"
    assert trace.told["sentence"].startswith("SVG drawings")


def test_a_file_over_the_limit_of_its_kind_is_refused_and_what_was_typed_stays(
    desk: Client, settings: Any
) -> None:
    settings.REPATRIA_LARGEST_FILES = {**settings.REPATRIA_LARGEST_FILES, "picture": 1}
    answer = send(desk, DATA + bytes(10**6), title="Typed before")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "larger than 1 MB" in page
    assert "Typed before" in page
    assert left_under_way() == list(keeping.digests()) == []
    assert send(desk, made.film(size=1_100_000)).status_code == 302


@pytest.mark.parametrize("length", ["over the limit", "over the room"])
def test_what_is_too_large_is_refused_before_a_byte_is_read(
    length: str, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unread(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("read")

    said = limits.largest_of_all() + (2 << 20)
    if length == "over the room":
        said = 5000
        monkeypatch.setattr(keeping.shutil, "disk_usage", lambda _: Usage(10**12, 0, 10**6))
    answer = post(desk, b"", said, Unread)
    assert answer.status_code == 422
    assert ("larger than" if said > 5000 else "not enough room") in answer.content.decode()


@pytest.mark.parametrize("role", [None, Role.AUDITOR, Role.EXCHANGE_DESK])
def test_who_may_not_add_is_refused_before_a_byte_is_read(role: Role | None, db: None) -> None:
    class Unread(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("read")

    visitor = browser() if role is None else signed_in(member(role))
    answer = post(visitor, b"", 5000, Unread)
    assert answer.status_code == (302 if role is None else 403)
    assert left_under_way() == []


@pytest.mark.parametrize("name", ["press:upload", "press:paste"])
def test_a_forged_form_changes_nothing_and_leaves_nothing(name: str, desk: Client) -> None:
    strict = Client(enforce_csrf_checks=True, **desk.defaults)
    strict.cookies = desk.cookies
    form = {"title": "T", "whole": "1", "text": "w", "file": SimpleUploadedFile("f", b"words")}
    assert strict.post(reverse(name), form).status_code == 403
    assert not Document.objects.exists()
    assert left_under_way() == list(keeping.digests()) == []


def test_a_form_without_a_file_or_with_two_is_no_fault(desk: Client) -> None:
    assert (
        "Choose a file"
        in desk.post(reverse("press:upload"), {"title": "T", "whole": "1"}).content.decode()
    )
    two = [SimpleUploadedFile("a", b"first words"), SimpleUploadedFile("b", b"second words")]
    answer = desk.post(reverse("press:upload"), {"title": "T", "file": two, "whole": "1"})
    assert answer.status_code == 302
    assert Document.objects.get().text == "first words"
    assert left_under_way() == []


def test_the_same_file_again_leads_to_the_document_that_is_held(desk: Client) -> None:
    first, second = send(desk, DATA), send(desk, DATA, title="Another")
    assert first["Location"] == second["Location"]
    assert "Nothing was added" in desk.get(second["Location"]).content.decode()
