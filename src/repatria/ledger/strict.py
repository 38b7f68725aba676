"""Strict reading of small pieces: what has two spellings could be changed without being seen."""

from __future__ import annotations

import base64
import binascii
import re

from repatria.base.messages import message
from repatria.ledger.refusing import malformed

HASH_SIZE = 32
"""Bytes of a SHA-256."""
_MOST_DIGITS = 19
"""No tree has 2^63 leaves."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


def to_base64(value: bytes) -> str:
    """Standard base64 (RFC 4648, section 4), one line."""
    return base64.b64encode(value).decode("ascii")


def from_base64(text: str, what: str) -> bytes:
    """The bytes of canonical base64; `LedgerRefused` for anything else, unused bits that are set
    among it. `what` names the piece in the refusal."""
    try:
        value = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        value = b""
    if not value or to_base64(value) != text:
        raise malformed(message("{what} is not base64."), what=what)
    return value


def hash_from(text: str, what: str) -> bytes:
    """A SHA-256 of 32 bytes, written in base64."""
    value = from_base64(text, what)
    if len(value) != HASH_SIZE:
        raise malformed(message("{what} is not a hash of 32 bytes."), what=what)
    return value


def number_from(text: str, what: str) -> int:
    """A whole number in ASCII digits without leading zeroes, below 2^63."""
    if not (text.isascii() and text.isdigit()) or (text[0] == "0" and text != "0"):
        raise malformed(message("{what} is not a plain number."), what=what)
    if len(text) > _MOST_DIGITS or int(text) >= 2**63:
        raise malformed(message("{what} is too large."), what=what)
    return int(text)


def text_from(data: bytes, what: str, most: int) -> str:
    """UTF-8 without control characters but the newline, ending in one, of at most `most` bytes."""
    if len(data) > most:
        raise malformed(message("{what} is longer than {most} bytes."), what=what, most=most)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise malformed(message("{what} is not UTF-8."), what=what) from None
    if _CONTROL.search(text):
        raise malformed(message("{what} has control characters."), what=what)
    if not text.endswith("\n"):
        raise malformed(message("{what} does not end with a newline."), what=what)
    return text


def printable(text: str) -> str:
    """A text of strangers as it may be shown: what steers a screen, or cannot be seen on it, is
    written as Python writes it (`\\x9b`)."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
