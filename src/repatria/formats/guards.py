"""What stands between a file from outside and its reader: sizes, encodings, hidden characters."""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from repatria.base.errors import InputError, Problem, ValueProblem

_CHUNK = 1 << 20
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a file is taken. Whatever is larger is refused whole, never cut."""

    bytes: int = 200_000_000
    """Of a table; for a workbook, of all its parts unpacked."""
    yaml_bytes: int = 20_000_000
    """Of a YAML file, which is held in memory as a tree."""
    rows: int = 500_000
    """Rows that hold something."""
    cell: int = 20_000
    """Characters of one value."""
    columns: int = 256
    members: int = 1_000
    """Files inside a workbook."""
    ratio: int = 200
    """How many times larger than packed a part of a workbook may be, once it is over a megabyte."""


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file; `InputError` where there is none or it is over the limit."""
    name = path.name
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise refused(name, "this is not a file")
        if found.st_size > limit:
            raise refused(name, _too_large(limit))
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(name, f"the file cannot be opened: {reason}") from None
    if len(data) > limit:
        raise refused(name, _too_large(limit))
    if not data or data.isspace():
        raise refused(name, "the file is empty")
    return data


def _too_large(limit: int) -> str:
    return f"the file is larger than {limit:,} bytes; split it into several"


def refused(file: str, message: str, row: int | None = None, field: str = "") -> InputError:
    """One problem that ends the reading of a file."""
    return InputError([Problem(file, row, field, message)])


def encoding_of(data: bytes, file: str) -> str:
    """The encoding of a text file: UTF-8 (with or without mark), UTF-16 with mark, or cp1251.

    cp1251 is taken only where the bytes are not UTF-8 at all; a UTF-8 file with a few broken bytes
    is refused, since every broken file can be read as cp1251, and wrongly.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if _first_bad(data, "utf-16") is not None:
            raise refused(file, "the text is broken UTF-16; save the file again as UTF-8")
        return "utf-16"
    nul = data.find(b"\0")
    if nul >= 0:
        raise refused(file, "the file holds a NUL byte: this is not text", _line(data, nul))
    at = _first_bad(data, "utf-8")
    if at is None:
        return "utf-8-sig"
    if _mostly_utf8(data, at) or _first_bad(data, "cp1251") is not None:
        told = "the text is broken UTF-8; save the file again as UTF-8"
        raise refused(file, told, _line(data, at))
    return "cp1251"


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _first_bad(data: bytes, encoding: str) -> int | None:
    """Where decoding fails, to within a chunk's own position; `None` where it does not."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        try:
            decoder.decode(chunk, final=start + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return min(start + error.start, len(data) - 1)
    return None


def _mostly_utf8(data: bytes, at: int) -> bool:
    """Whether the text around a broken place has far more good than bad sequences of UTF-8."""
    window = data[max(0, at - 50_000) : at + 50_000].decode("utf-8", errors="replace")
    strange = sum(1 for sign in window if not sign.isascii())
    return window.count("\N{REPLACEMENT CHARACTER}") * 4 < strange


def clean_text(value: str, limit: int) -> str:
    """The text without space around it and with plain line ends.

    Raises `ValueProblem` for control characters, for marks that turn the direction of text, and
    for more than `limit` characters.
    """
    text = value.strip()
    if len(text) > limit:
        raise ValueProblem(f"the text is longer than {limit:,} characters")
    if text.isprintable():
        return text
    text = _BREAKS.sub("\n", text)
    hidden = _HIDDEN.search(text)
    if hidden is not None:
        raise ValueProblem(f"a hidden character (U+{ord(hidden[0]):04X}) stands in the text")
    return text
