"""Files made up for tests: honest ones, and such as are made to hurt. Nothing is copied."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import ExifTags, Image, PngImagePlugin

SECRET_PLACE = (50.45012, 30.52341)


def pdf(*pages: str, author: str = "", picture: bool = False, extra: bytes = b"") -> bytes:
    """A PDF with a line of text a page, in the smallest form that readers take."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    drawn = b""
    if picture:
        image = add(
            b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
            b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream"
        )
        drawn = b"/XObject << /P %d 0 R >>" % image
    kids = []
    for text in pages:
        words = text.encode("latin-1").replace(b"(", rb"\(").replace(b")", rb"\)")
        lines = b"".join(b"(%s) Tj 0 -14 Td " % line for line in words.split(b"\n"))
        stream = b"BT /F 12 Tf 72 700 Td %s ET" % lines
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
                b"/Resources << /Font << /F %d 0 R >> %s >> >>" % (content, font, drawn)
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    info = add(b"<< /Author (%s) >>" % author.encode("latin-1")) if author else 0
    return _pdf_of(objects, info) + extra


def _pdf_of(objects: list[bytes], info: int = 0) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    told = b" /Info %d 0 R" % info if info else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\n" % (len(objects) + 1, told)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _one_page(content: bytes) -> bytes:
    return _pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources << /Font << /F 5 0 R >> >> >>",
            content,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def pdf_that_unpacks_to_a_gigabyte() -> bytes:
    """A page whose content is a gigabyte of spaces, packed twice."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(1024)) + packer.flush()
    twice = zlib.compress(packed, 9)
    return _one_page(
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream"
        % (len(twice), twice)
    )


def pdf_nested_too_deeply() -> bytes:
    depth = 200_000
    deep = b"[" * depth + b"]" * depth
    return _one_page(b"<< /Deep %s /Length 0 >>\nstream\n\nendstream" % deep)


def pdf_that_never_ends() -> bytes:
    """A page whose content draws and draws: little to unpack, and much to do."""
    packed = zlib.compress(b"BT /F 1 Tf (a) Tj ET q Q " * 2_600_000, 9)
    return _one_page(
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    )


def pdf_whose_pages_go_in_a_ring() -> bytes:
    return _pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>",
        ]
    )


def pdf_of_many_pages(pages: int) -> bytes:
    kid = b"3 0 R "
    return _pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kid * pages),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        ]
    )


def jpeg_with_a_place(size: tuple[int, int] = (40, 20)) -> bytes:
    """A photograph as a telephone makes it: with place, device, author and comment, and turned."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Maker of Devices"
    exif[ExifTags.Base.Artist] = "Made-up Author"
    exif[ExifTags.Base.Orientation] = 6
    north, east = SECRET_PLACE
    exif[ExifTags.IFD.GPSInfo] = {
        ExifTags.GPS.GPSLatitudeRef: "N",
        ExifTags.GPS.GPSLatitude: _parts(north),
        ExifTags.GPS.GPSLongitudeRef: "E",
        ExifTags.GPS.GPSLongitude: _parts(east),
    }
    out = io.BytesIO()
    Image.new("RGB", size, (30, 90, 160)).save(
        out,
        "JPEG",
        exif=exif,
        comment=b"taken at the secret place",
        xmp=b"<x:xmpmeta>told</x:xmpmeta>",
    )
    return out.getvalue()


def _parts(degrees: float) -> tuple[float, float, float]:
    minutes = (degrees % 1) * 60
    return float(int(degrees)), float(int(minutes)), round((minutes % 1) * 60, 4)


def png(size: tuple[int, int] = (30, 30), author: str = "") -> bytes:
    told = PngImagePlugin.PngInfo()
    if author:
        told.add_text("Author", author)
    out = io.BytesIO()
    Image.new("RGBA", size, (200, 40, 40, 128)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def png_of_a_thousand_million_points() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000, 9))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


SVG_WITH_SCRIPT = (
    b'<?xml version="1.0"?>\n<!-- a drawing -->\n'
    b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(document.cookie)</script></svg>'
)
SVG_IN_DISGUISES = {
    "plain": SVG_WITH_SCRIPT,
    "with a mark": b"\xef\xbb\xbf" + SVG_WITH_SCRIPT,
    "after space": b"\n \t" + SVG_WITH_SCRIPT,
    "with a prefix": b'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></s:svg>',
    "in capitals": SVG_WITH_SCRIPT.replace(b"<svg", b"<SVG"),
    "utf-16": SVG_WITH_SCRIPT.decode().encode("utf-16"),
    "utf-16 without a mark": SVG_WITH_SCRIPT.decode().encode("utf-16-le"),
    "utf-16 the other way": SVG_WITH_SCRIPT.decode().encode("utf-16-be"),
    "after a long comment": b"<!--" + b"x" * 9000 + b"-->" + SVG_WITH_SCRIPT,
}


def document_archive() -> bytes:
    """What an office program writes: an archive with a document inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document>words</w:document>")
    return out.getvalue()


def film(place: tuple[float, float] | None = None, size: int = 4000) -> bytes:
    """Boxes of an MP4 file, without pictures in them."""

    def box(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body) + 8) + kind + body

    told = b""
    if place is not None:
        words = f"{place[0]:+08.4f}{place[1]:+09.4f}/".encode()
        told = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", len(words), 0x15C7) + words))
    return (
        box(b"ftyp", b"isom\0\0\2\0isomiso2mp41")
        + box(b"mdat", b"\x5a" * size)
        + box(b"moov", box(b"mvhd", bytes(100)) + told)
    )


def gif_that_is_a_script() -> bytes:
    """A picture whose bytes also read as a program: `GIF89a=…`."""
    out = io.BytesIO()
    Image.new("P", (8, 8)).save(out, "GIF")
    return out.getvalue() + b"*/=1;alert(document.cookie)//"


def jpeg_that_is_a_page() -> bytes:
    return jpeg_with_a_place() + b"<html><script>alert(document.cookie)</script></html>"


def pdf_that_is_an_archive() -> bytes:
    return pdf("Words of the page.") + document_archive()
