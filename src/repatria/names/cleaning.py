"""A cell's text made readable: composed letters, one kind of space, and nothing that is not seen.

What is only invisible is removed and told; what no name holds is a reason to refuse the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from repatria.base.messages import message
from repatria.names.reasons import Reason, reason
from repatria.names.refusing import NameRefused
from repatria.names.scripts import LETTERS, signs_folded

LONGEST = 200
"""Characters of a name with rank, call sign and all; real ones stay below 120."""

_EMPTY = message("There is no name: the text is empty.")
_TOO_LONG = message(
    "The text has {count} characters; a name has {most} at most. Is another column meant?"
)
_CONTROL = message("The text holds the control character {code}, which no name does.")
_NO_LETTERS = message("There is no letter in “{text}”, so it is no name.")
_FOREIGN = message(
    "“{letter}” in “{text}” is neither a Cyrillic nor a Latin letter; the name cannot be read."
)
_INVISIBLE = message("{count} characters that are not seen (such as {code}) were removed.")
_STRIKING = message("Marks over letters that no alphabet has were removed.")

_SPACES = re.compile(r"[^\S\n\r]+")
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Bidirectional marks, zero-width signs and whatever else has no shape."""
_IS_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
_LETTER = re.compile(f"[{LETTERS}]")
_FOREIGN_LETTER = re.compile(rf"[^\W\d_{LETTERS}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυικ]")
"""Neither Cyrillic nor Latin nor a Greek one that stands in for them (`homoglyphs`)."""
_FULL_WIDTH = re.compile("[\uff01-\uff5e\ufb00-\ufb06]")
_COMBINING = re.compile("[\u0300-\u036f\u0483-\u0489]")
_LINES = re.compile(r"\s*[\n\r\x0b\x0c\u2028\u2029]+\s*")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without what cannot be seen, and what was noticed on the way."""

    text: str
    notes: tuple[Reason, ...]


@lru_cache(maxsize=1 << 8)
def cleaned(written: str) -> Cleaned:
    """The text that is read.

    Raises `NameRefused` for one that is empty, too long, has control characters or foreign letters,
    or no letter at all. Lines stay apart as line feeds: `several` asks for them.
    """
    if len(written) > LONGEST:
        raise NameRefused(_TOO_LONG, count=len(written), most=LONGEST)
    control = _IS_CONTROL.search(written)
    if control is not None:
        raise NameRefused(_CONTROL, code=_code(control[0]))
    notes: list[Reason] = []
    hidden = _HIDDEN.findall(written)
    if hidden:
        notes.append(reason(_INVISIBLE, count=len(hidden), code=_code(hidden[0])))
    text = folded_text(written)
    if _COMBINING.search(text):
        text = _COMBINING.sub("", text)
        notes.append(reason(_STRIKING))
    if not text:
        raise NameRefused(_EMPTY)
    if not _LETTER.search(text):
        _check_foreign(text)
        raise NameRefused(_NO_LETTERS, text=text)
    _check_foreign(text)
    return Cleaned(text, tuple(notes))


def folded_text(text: str) -> str:
    """Composed letters, plain spaces, hyphens and apostrophes; folding twice changes nothing."""
    text = _HIDDEN.sub("", text)
    if not text.isascii():
        text = _FULL_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
        text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", _LINES.sub("\n", text)).strip()
    return signs_folded(text)


def _check_foreign(text: str) -> None:
    foreign = _FOREIGN_LETTER.search(text)
    if foreign is not None:
        raise NameRefused(_FOREIGN, letter=foreign[0], text=text)


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"
