"""The text of a document as it is held: one reading of the bytes, the same on every day.

The rules, `plain-1`: bytes are decoded as UTF-8, UTF-16 with a mark, or cp1251 (`guards`). Every
kind of line end becomes a line feed. Control characters, byte order marks and marks that turn the
direction of writing are taken out and counted. The rest is put into Unicode's NFC. Nothing else is
changed: spaces and empty lines stay. A position is a number of code points from the beginning, as
in the Web Annotation model's TextPositionSelector, and the end of a passage is not part of it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from repatria.base.errors import InputError
from repatria.formats.guards import encoding_of

RULES = "plain-1"
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
# Random bytes read as an old code page are full of these; a text is not.
_MOST_HIDDEN = 0.01


@dataclass(frozen=True)
class HeldText:
    """A text, and how many hidden characters were taken out of it."""

    text: str
    hidden: int = 0

    @cached_property
    def digest(self) -> str:
        return text_digest(self.text)


def text_digest(text: str) -> str:
    """SHA-256 of the text's UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def held(text: str) -> HeldText:
    """A text by the rules above. What is held stays as it is when it is read again."""
    plain, hidden = _HIDDEN.subn("", _BREAKS.sub("\n", text))
    return HeldText(unicodedata.normalize("NFC", plain), hidden)


def read_text(data: bytes) -> HeldText | None:
    """The text of a file's bytes; None where they are none."""
    if not data:
        return None
    try:
        text = data.decode(encoding_of(data, ""))
    except (InputError, UnicodeDecodeError):
        return None
    found = held(text)
    if found.hidden > _MOST_HIDDEN * len(text) + 2 or not found.text.strip():
        return None
    return found


class Lines:
    """The lines of a held text and where each begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, number: int) -> tuple[int, int]:
        """Beginning and end of a line, counted from 1, without its line feed."""
        start = self.starts[number - 1]
        end = self.starts[number] - 1 if number < len(self.starts) else len(self.text)
        return start, end

    def at(self, position: int) -> int:
        """The number of the line that a position is in."""
        return bisect_right(self.starts, position)


def places(text: str, words: str, most: int = 1000) -> list[tuple[int, int]]:
    """Where these words stand in a held text, whatever the space between them. Empty where they do
    not, or are none."""
    parts = held(words).text.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    found = []
    for one in pattern.finditer(text):
        found.append(one.span())
        if len(found) == most:
            break
    return found
