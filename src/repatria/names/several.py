"""Several names in one cell: told, and split for the person who puts it right."""

from __future__ import annotations

import re

from repatria.base.messages import message
from repatria.names.asides import apart
from repatria.names.cleaning import folded_text
from repatria.names.refusing import NameRefused
from repatria.names.scripts import LETTERS
from repatria.names.small_words import ABSENT
from repatria.names.titles import is_title

_SEVERAL = message(
    "{count} names stand in one cell, “{first}” and “{second}”; each person needs a row."
)

_HARD = re.compile(rf"\s*(?:[;\n&|+]|(?<=[{LETTERS}.\s])/(?=[\s{LETTERS}]))\s*")
_AND = re.compile(r"\s+(?:та|і|й|и|and|und)\s+")
_PLACE = re.compile(r"(?:м|с|смт|г|пгт|обл|р-н)\.\s*[А-ЯІЇЄҐ]|\w+\s+(?:обл|область|р-н|район)\b")
_MAYBE = re.compile(rf"[;\n&|+/,]|{_AND.pattern}")
_ENTRY = re.compile(r"(?:^|\s)\d{1,3}[.)]\s+")
_WITH_SLASH = re.compile(r"\S*/\S*")


def several(written: str) -> tuple[str, ...]:
    """The names in a cell; one where it holds one, none where it holds nothing.

    Names are parted by a line, a semicolon, a slash, a word for “and”, or a comma between two that
    are both whole: `Shevchuk, Mykola` is one name.
    """
    text = "\n".join(line for line in folded_text(written).split("\n") if line.strip(" ,;"))
    if len(_ENTRY.findall(text)) > 1:
        text = _ENTRY.sub("\n", text).strip()
    return tuple(found for each in _parts(text) for found in _by_comma(each) if found)


def check_one(text: str, written: str) -> None:
    """Raises `NameRefused` where a text without its asides, or a numbered list, holds several."""
    found: tuple[str, ...] = ()
    if _MAYBE.search(text):
        found = tuple(each for part in _parts(text) for each in _by_comma(part))
    elif len(_ENTRY.findall(written)) > 1:
        found = several(written)
    if len(found) > 1:
        raise NameRefused(_SEVERAL, count=len(found), first=found[0], second=found[1])


def _parts(text: str) -> list[str]:
    kept = _WITH_SLASH.sub(_without_slash, text)
    parts = [part.replace("\0", "/").strip(" ,;") for part in _HARD.split(kept)]
    found = [each for part in parts if part for each in _by_and(part)]
    return [part for part in found if _words(part)] or [text]


def _without_slash(found: re.Match[str]) -> str:
    """Hides the slash of a rank (п/п-к) and of what means that nothing is known (н/д)."""
    word = found[0].strip(".,;").lower()
    return found[0].replace("/", "\0") if word in ABSENT or is_title(found[0]) else found[0]


def _by_and(part: str) -> list[str]:
    """Apart at a small word for “and” between words that are whole."""
    found = _AND.split(part)
    return found if len(found) > 1 and all(len(each.strip(" .,")) > 1 for each in found) else [part]


def _by_comma(part: str) -> list[str]:
    pieces = [each for each in re.split(r"\s*,\s*", part) if _words(each) and not is_place(each)]
    if len(pieces) > 2 or (len(pieces) == 2 and min(len(_words(each)) for each in pieces) > 1):
        return pieces
    return [part.strip()]


def is_place(text: str) -> bool:
    """Whether what stands after a comma is a town or a village."""
    return _PLACE.match(text.strip()) is not None


def _words(text: str) -> list[str]:
    """The words of a name, without ranks and what is in brackets."""
    spread = re.sub(rf"(?<=[{LETTERS}])\.(?=[{LETTERS}])", ". ", apart(text).text)
    return [word for word in spread.split() if not is_title(word) and word != "-"]
