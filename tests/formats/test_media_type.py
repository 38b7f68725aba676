"""What a file is, by its bytes alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import made_files as made
from repatria.formats.media_type import FileKind, media_type


@pytest.mark.parametrize(
    ("data", "kind", "name"),
    [
        (made.jpeg_with_a_place(), "picture", "image/jpeg"),
        (made.png(), "picture", "image/png"),
        (made.gif_that_is_a_script(), "picture", "image/gif"),
        (made.jpeg_that_is_a_page(), "picture", "image/jpeg"),
        (made.pdf("a"), "pdf", "application/pdf"),
        (b"\r\n\r\n" + made.pdf("a"), "pdf", "application/pdf"),
        (made.pdf_that_is_an_archive(), "pdf", "application/pdf"),
        (made.document_archive(), "other", "application/zip"),
        (made.film(), "footage", "video/mp4"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "footage", "video/quicktime"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "other", "image/heic"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "picture", "image/webp"),
        (b"RIFF\0\0\0\0AVI LIST", "footage", "video/x-msvideo"),
        (b"ABCD\0\0\0\0WEBPVP8 ", "other", "application/octet-stream"),
        (b"<!DOCTYPE html><p>Words", "other", "text/html"),
        (b'<?xml version="1.0"?><a/>', "other", "application/xml"),
        ("Обмін відбувся.".encode(), "text", "text/plain"),
        ("Обмен состоялся.".encode("cp1251"), "text", "text/plain"),
        (b"The drawing was an <svg> file, they said.", "text", "text/plain"),
        (b"MZ\x90\0\x03\0\0\0", "other", "application/octet-stream"),
        (b"", "other", "application/octet-stream"),
    ],
)
def test_a_file_is_taken_for_what_its_bytes_say(data: bytes, kind: str, name: str) -> None:
    found = media_type(data[:65536])
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize("disguise", made.SVG_IN_DISGUISES)
def test_a_drawing_is_known_in_every_disguise(disguise: str) -> None:
    assert media_type(made.SVG_IN_DISGUISES[disguise]).kind is FileKind.DRAWING


@given(st.binary(max_size=300))
def test_every_beginning_has_a_kind(head: bytes) -> None:
    assert media_type(head).name.count("/") == 1


@given(st.binary(max_size=100))
def test_what_follows_the_first_bytes_does_not_change_the_kind_of_a_picture(tail: bytes) -> None:
    assert media_type(b"\x89PNG\r\n\x1a\n" + tail.replace(b"%PDF-", b"")).name == "image/png"
