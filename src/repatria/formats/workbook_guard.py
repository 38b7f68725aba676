"""What is checked of a workbook before its XML is read: a zip, of a bearable size, no macros.

The sizes that a zip declares may lie, so every part is unpacked once and counted as it comes.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from repatria.base.errors import InputError
from repatria.formats.guards import Limits, refused

_CHUNK = 1 << 18
_RATIO_FROM = 1_000_000
_SMALL_PARTS = 20_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LISTED = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LARGE = ("xl/worksheets/", "xl/sharedstrings.xml", "xl/media/")
_MACROS = ("vbaproject", "xl/macrosheets", "xl/dialogsheets", "xl/activex")


def check_workbook(data: bytes, file: str, limits: Limits) -> None:
    """Raise `InputError` for whatever is not a plain workbook of a bearable size."""
    if data.startswith(_OLE):
        told = "the workbook has a password or is of the old kind (.xls): save it as plain .xlsx"
        raise refused(file, told)
    # The list of parts itself is read whole: what makes it long is counted before. (A part may hold
    # another packed file, hence the ten.)
    if data.count(_LISTED) > 10 * limits.members:
        raise _too_many(file, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(archive, file, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError):
        raise refused(file, "this is not a workbook, or a broken one (its zip)") from None


def _check_archive(archive: zipfile.ZipFile, file: str, limits: Limits) -> None:
    members = archive.infolist()
    names = [member.filename.lower() for member in members]
    if len(members) > limits.members:
        raise _too_many(file, limits)
    if len(set(names)) < len(names):
        raise refused(file, "the workbook holds two parts of one name")
    if any(member.flag_bits & 1 for member in members):
        raise refused(file, "the workbook has a password: save it without one")
    if any(member.compress_type not in _METHODS for member in members):
        raise refused(file, "the workbook is packed in a way that no office program uses")
    if any(macro in name for name in names for macro in _MACROS):
        raise refused(file, "the workbook holds macros: save it as plain .xlsx")
    if "xl/workbook.xml" not in names:
        raise refused(file, "this is a zip, and no workbook (.xlsx)")
    if sum(member.file_size for member in members) > limits.bytes:
        raise _bomb(file, limits)
    whole = 0
    for member in members:
        size = _unpacked(archive, member, limits.bytes - whole, limits.ratio)
        whole += size
        if size < 0 or whole > limits.bytes:
            raise _bomb(file, limits)
        if size > _SMALL_PARTS and not member.filename.lower().startswith(_LARGE):
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
    return refused(file, f"the workbook has more than {limits.members:,} parts")


def _bomb(file: str, limits: Limits) -> InputError:
    return refused(
        file,
        f"the workbook unpacks to far more than it should (over {limits.bytes:,} bytes in all, "
        f"or over {limits.ratio} times its packed size): it is not read",
    )
