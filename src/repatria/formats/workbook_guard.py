"""What is checked of a workbook before its XML is read: a zip, of a bearable size, no macros.

The sizes that a zip declares may lie, so every part is unpacked once and counted as it comes.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

from repatria.base.errors import InputError
from repatria.base.messages import sentence
from repatria.formats.guards import Limits, refused

_CHUNK = 1 << 18
_RATIO_FROM = 1_000_000
_SMALL_PARTS = 20_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LISTED = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Packing:
    """How an office program packs its sheets. All names are in small letters."""

    suffix: str
    main: str
    """The part without which it is none."""
    large: tuple[str, ...]
    """How the names of the parts begin that may be large."""
    macros: tuple[str, ...]
    """What stands in the name of a part that holds a program."""


XLSX = Packing(
    ".xlsx",
    "xl/workbook.xml",
    ("xl/worksheets/", "xl/sharedstrings.xml", "xl/media/"),
    ("vbaproject", "xl/macrosheets", "xl/dialogsheets", "xl/activex"),
)
ODS = Packing(
    ".ods",
    "content.xml",
    ("content.xml", "pictures/", "media/", "object "),
    ("basic/script", "scripts/", "dialogs/dialog"),
)


def check_workbook(data: bytes, file: str, limits: Limits) -> None:
    """Raise `InputError` for whatever is not a plain workbook of a bearable size."""
    if data.startswith(_OLE):
        told = sentence(
            "the workbook has a password or is of the old kind (.xls): save it as plain .xlsx"
        )
        raise refused(file, told)
    check_packed(io.BytesIO(data), file, limits, XLSX)


def check_packed(stream: IO[bytes], file: str, limits: Limits, packing: Packing) -> None:
    """The same for a stream that can be gone back in, which is read a piece at a time."""
    # The list of parts itself is read whole: what makes it long is counted before. (A part may hold
    # another packed file, hence the ten.)
    if _count(stream, _LISTED) > 10 * limits.members:
        raise _too_many(file, limits)
    try:
        with zipfile.ZipFile(stream) as archive:
            _check_archive(archive, file, limits, packing)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError):
        raise refused(file, sentence("this is not a workbook, or a broken one (its zip)")) from None


def _count(stream: IO[bytes], mark: bytes) -> int:
    stream.seek(0)
    found, kept = 0, b""
    while chunk := stream.read(_CHUNK):
        found += (kept + chunk).count(mark)
        kept = chunk[1 - len(mark) :]
    return found


def _check_archive(archive: zipfile.ZipFile, file: str, limits: Limits, packing: Packing) -> None:
    members = archive.infolist()
    names = [member.filename.lower() for member in members]
    if len(members) > limits.members:
        raise _too_many(file, limits)
    if len(set(names)) < len(names):
        raise refused(file, sentence("the workbook holds two parts of one name"))
    if any(member.flag_bits & 1 for member in members):
        raise refused(file, sentence("the workbook has a password: save it without one"))
    if any(member.compress_type not in _METHODS for member in members):
        raise refused(file, sentence("the workbook is packed in a way that no office program uses"))
    if any(macro in name for name in names for macro in packing.macros):
        raise refused(
            file,
            sentence("the workbook holds macros: save it as plain {suffix}", suffix=packing.suffix),
        )
    if packing.main not in names:
        raise refused(
            file, sentence("this is a zip, and no workbook ({suffix})", suffix=packing.suffix)
        )
    if sum(member.file_size for member in members) > limits.bytes:
        raise _bomb(file, limits)
    whole = 0
    for member in members:
        size = _unpacked(archive, member, limits.bytes - whole, limits.ratio)
        whole += size
        if size < 0 or whole > limits.bytes:
            raise _bomb(file, limits)
        if size > _SMALL_PARTS and not member.filename.lower().startswith(packing.large):
            raise _bomb(file, limits)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, ratio: int) -> int:
    """The size of a part as it really unpacks; below zero as soon as it is too much."""
    size = 0
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            packed_well = size > _RATIO_FROM and size > ratio * max(member.compress_size, 1)
            if size > most or packed_well:
                return -1
    return size


def _too_many(file: str, limits: Limits) -> InputError:
    return refused(
        file, sentence("the workbook has more than {members:,} parts", members=limits.members)
    )


def _bomb(file: str, limits: Limits) -> InputError:
    return refused(
        file,
        sentence(
            "the workbook unpacks to far more than it should (over {bytes:,} bytes in all, "
            "or over {ratio} times its packed size): it is not read",
            bytes=limits.bytes,
            ratio=limits.ratio,
        ),
    )
