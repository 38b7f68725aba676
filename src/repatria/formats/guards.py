"""What stands between a file from outside and its reader: sizes, encodings, hidden characters."""

from __future__ import annotations

import codecs
import io
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.base.messages import Sentence, sentence

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
            raise refused(name, sentence("this is not a file"))
        if found.st_size > limit:
            raise refused(name, _too_large(limit))
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(
            name, sentence("the file cannot be opened: {reason}", reason=reason)
        ) from None
    if len(data) > limit:
        raise refused(name, _too_large(limit))
    if not data or data.isspace():
        raise refused(name, sentence("the file is empty"))
    return data


def check_file(path: Path, limit: int) -> None:
    """Raise `InputError` where there is no regular file, or one that is empty or over the limit."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(
            path.name, sentence("the file cannot be opened: {reason}", reason=reason)
        ) from None
    if not stat.S_ISREG(found.st_mode):
        raise refused(path.name, sentence("this is not a file"))
    if found.st_size > limit:
        raise refused(path.name, _too_large(limit))
    if not found.st_size:
        raise refused(path.name, sentence("the file is empty"))


def _too_large(limit: int) -> Sentence:
    return sentence("the file is larger than {limit:,} bytes; split it into several", limit=limit)


def refused(file: str, message: Sentence, row: int | None = None, field: str = "") -> InputError:
    """One problem that ends the reading of a file."""
    return InputError([Problem(file, row, field, message)])


def encoding_of(data: bytes, file: str) -> str:
    """The encoding of a text file: UTF-8 (with or without mark), UTF-16 with mark, or cp1251.

    cp1251 is taken only where the bytes are not UTF-8 at all; a UTF-8 file with a few broken bytes
    is refused, since every broken file can be read as cp1251, and wrongly.
    """
    return stream_encoding(io.BytesIO(data), file)


def stream_encoding(stream: IO[bytes], file: str) -> str:
    """The same of a file that is read a piece at a time, from its beginning."""
    stream.seek(0)
    if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if _first_bad(stream, "utf-16") is not None:
            raise refused(file, sentence("the text is broken UTF-16; save the file again as UTF-8"))
        return "utf-16"
    nul = _first_nul(stream)
    if nul is not None:
        raise refused(
            file, sentence("the file holds a NUL byte: this is not text"), _line(stream, nul)
        )
    at = _first_bad(stream, "utf-8")
    if at is None:
        return "utf-8-sig"
    if _mostly_utf8(stream, at) or _first_bad(stream, "cp1251") is not None:
        told = sentence("the text is broken UTF-8; save the file again as UTF-8")
        raise refused(file, told, _line(stream, at))
    return "cp1251"


def _pieces(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The file from its beginning, each piece with its place."""
    at = 0
    stream.seek(0)
    while chunk := stream.read(_CHUNK):
        yield at, chunk
        at += len(chunk)


def _first_nul(stream: IO[bytes]) -> int | None:
    for start, chunk in _pieces(stream):
        if (found := chunk.find(b"\0")) >= 0:
            return start + found
    return None


def _line(stream: IO[bytes], at: int) -> int:
    return 1 + sum(chunk[: max(at - start, 0)].count(b"\n") for start, chunk in _pieces(stream))


def _first_bad(stream: IO[bytes], encoding: str) -> int | None:
    """Where decoding fails, to within a chunk's own position; `None` where it does not."""
    decoder = codecs.getincrementaldecoder(encoding)()
    reached, last = 0, 0
    try:
        for start, chunk in _pieces(stream):
            reached, last = start, start + len(chunk) - 1
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return min(reached + error.start, last)
    return None


def _mostly_utf8(stream: IO[bytes], at: int) -> bool:
    """Whether the text around a broken place has far more good than bad sequences of UTF-8."""
    start = max(0, at - 50_000)
    stream.seek(start)
    window = stream.read(at - start + 50_000).decode("utf-8", errors="replace")
    strange = sum(1 for sign in window if not sign.isascii())
    return window.count("\N{REPLACEMENT CHARACTER}") * 4 < strange


def clean_text(value: str, limit: int) -> str:
    """The text without space around it and with plain line ends.

    Raises `ValueProblem` for control characters, for marks that turn the direction of text, and
    for more than `limit` characters.
    """
    text = value.strip()
    if len(text) > limit:
        raise ValueProblem(sentence("the text is longer than {limit:,} characters", limit=limit))
    if text.isprintable():
        return text
    text = _BREAKS.sub("\n", text)
    hidden = _HIDDEN.search(text)
    if hidden is not None:
        raise ValueProblem(
            sentence("a hidden character (U+{code:04X}) stands in the text", code=ord(hidden[0]))
        )
    return text
