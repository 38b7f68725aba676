"""What kind of file these bytes are: by what stands at their beginning, never by a name or by what
the sender says of them.

A file can be two kinds at once (a picture that is also a page, a document that is also an archive).
It is taken for what its first bytes say, and only ever handled as that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

HEAD = 65_536
"""How many bytes of the beginning are enough."""


class FileKind(StrEnum):
    TEXT = "text"
    PDF = "pdf"
    PICTURE = "picture"
    FOOTAGE = "footage"
    """Film and sound."""
    DRAWING = "drawing"
    """SVG: a program as much as a picture. It is never taken."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class MediaType:
    """A kind of file, and its name in RFC 6838's register."""

    kind: FileKind
    name: str


_P, _F, _O = FileKind.PICTURE, FileKind.FOOTAGE, FileKind.OTHER
UNKNOWN = MediaType(_O, "application/octet-stream")
PLAIN_TEXT = MediaType(FileKind.TEXT, "text/plain")
SVG = MediaType(FileKind.DRAWING, "image/svg+xml")

_SIGNATURES: tuple[tuple[int, bytes, MediaType], ...] = (
    (0, b"\xff\xd8\xff", MediaType(_P, "image/jpeg")),
    (0, b"\x89PNG\r\n\x1a\n", MediaType(_P, "image/png")),
    (0, b"GIF87a", MediaType(_P, "image/gif")),
    (0, b"GIF89a", MediaType(_P, "image/gif")),
    (0, b"II*\0", MediaType(_P, "image/tiff")),
    (0, b"MM\0*", MediaType(_P, "image/tiff")),
    (8, b"WEBP", MediaType(_P, "image/webp")),
    (0, b"\x1aE\xdf\xa3", MediaType(_F, "video/webm")),
    (0, b"OggS", MediaType(_F, "video/ogg")),
    (0, b"FLV\x01", MediaType(_F, "video/x-flv")),
    (0, b"\0\0\x01\xba", MediaType(_F, "video/mpeg")),
    (0, b"\0\0\x01\xb3", MediaType(_F, "video/mpeg")),
    (8, b"AVI ", MediaType(_F, "video/x-msvideo")),
    (8, b"WAVE", MediaType(_F, "audio/wav")),
    (0, b"0&\xb2u\x8ef\xcf\x11", MediaType(_F, "video/x-ms-wmv")),
    (0, b"ID3", MediaType(_F, "audio/mpeg")),
    (0, b"\xff\xfb", MediaType(_F, "audio/mpeg")),
    (0, b"\xff\xf3", MediaType(_F, "audio/mpeg")),
    (0, b"\xff\xf1", MediaType(_F, "audio/aac")),
    (0, b"fLaC", MediaType(_F, "audio/flac")),
    (0, b"#!AMR", MediaType(_F, "audio/amr")),
    (0, b"PK\x03\x04", MediaType(_O, "application/zip")),
    (0, b"\x1f\x8b", MediaType(_O, "application/gzip")),
    (0, b"{\\rtf", MediaType(_O, "application/rtf")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MediaType(_O, "application/x-ole-storage")),
)
_BRANDS = {
    b"avif": MediaType(_P, "image/avif"),
    b"avis": MediaType(_P, "image/avif"),
    b"heic": MediaType(_O, "image/heic"),
    b"heix": MediaType(_O, "image/heic"),
    b"mif1": MediaType(_O, "image/heif"),
    b"qt  ": MediaType(_F, "video/quicktime"),
    b"M4A ": MediaType(_F, "audio/mp4"),
}
_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip"})
_SVG_ROOT = re.compile(r"<(?:[\w.-]{1,50}:)?svg[\s>/]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|script|table|div|p)[\s>]", re.IGNORECASE)
_SPACE = " \t\r\n\f\0"
# A reader of PDF looks for its mark in the first kilobyte, so this does too.
_PDF_WITHIN = 1024


def media_type(head: bytes) -> MediaType:
    """The kind of a file by its first bytes (up to `HEAD` of them). Whatever is not known is
    `application/octet-stream`; whether it is text must be asked of all its bytes (`held_text`)."""
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return MediaType(FileKind.PDF, "application/pdf")
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], MediaType(_F, "video/mp4"))
    if head[4:8] in _QUICKTIME:
        return MediaType(_F, "video/quicktime")
    for at, mark, found in _SIGNATURES:
        if head.startswith(mark, at) and (at == 0 or head.startswith(b"RIFF")):
            return found
    return _marked_up(head)


def _marked_up(head: bytes) -> MediaType:
    text = _roughly(head[:HEAD]).lstrip(_SPACE + "\ufeff\ufffd")
    if text.startswith("<"):
        if _SVG_ROOT.search(text):
            return SVG
        if _PAGE.search(text):
            return MediaType(_O, "text/html")
        if text.startswith("<?xml"):
            return MediaType(_O, "application/xml")
    return PLAIN_TEXT if text and "\0" not in text else UNKNOWN


def _roughly(head: bytes) -> str:
    """The beginning as text, good enough to see tags in it."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", errors="replace")
    for encoding, where in (("utf-16-le", slice(1, 40, 2)), ("utf-16-be", slice(0, 40, 2))):
        if len(head) > 8 and not any(head[where]) and any(head[:40]):
            return head.decode(encoding, errors="replace")
    return head.decode("utf-8", errors="replace")
