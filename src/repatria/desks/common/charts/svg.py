"""Writing SVG by hand: elements, escaped text, measured text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

SIZE = 13
"""Pixels of chart text; the style sheet says the same."""
LINE = 16
"""Pixels from one line of text to the next."""

_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*", re.ASCII)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW = frozenset("iljtfrI.,:;'’|!()[]-· \N{NO-BREAK SPACE}ії")
_WIDE = frozenset("mwMW@%—жмшщюыфЖМШЩЮЫФДОQ")


class Svg(str):
    """Finished markup. Templates write it unescaped because it names itself as HTML."""

    __slots__ = ()

    def __html__(self) -> Svg:
        return self


def clean(text: str) -> str:
    """The text without what XML cannot hold (control characters)."""
    return _NOT_XML.sub("", text)


def tag(name: str, *children: str, **attributes: str | float | None) -> str:
    """One element. Children are markup already; attributes are escaped, None leaves one out.

    `class_` writes `class`, and an underscore inside a name a hyphen.
    """
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def text(content: str, x: str | float, y: float, class_: str = "", anchor: str = "middle") -> str:
    """A line of text, escaped."""
    return tag(
        "text",
        escape(clean(content)),
        x=x,
        y=y,
        class_=class_ or None,
        text_anchor=None if anchor == "start" else anchor,
    )


def words(name: str, content: str, **attributes: str | float | None) -> str:
    """An element that holds only text: a title, a description, a tspan."""
    return tag(name, escape(clean(content)), **attributes)


def percent(share: float) -> str:
    """A coordinate as a share of the width, so that the picture fits a phone unscaled."""
    return f"{share:.2f}%"


def checked_id(prefix: str) -> str:
    """The prefix of a picture's ids, which must be a plain word. Raises ValueError."""
    if not _ID.fullmatch(prefix):
        raise ValueError(f"“{prefix}” cannot begin an id: letters, digits and hyphens only")
    return prefix


def width(content: str, size: float = SIZE) -> float:
    """About how wide a line is, in pixels; rather too much, since fonts differ."""
    return size * sum(map(_advance, content))


def wrap(content: str, limit: float, size: float = SIZE, first: float = 0) -> tuple[str, ...]:
    """The text in lines of at most `limit` pixels; a word that is wider is broken.

    `first` pixels of the first line are taken already; that line is empty where no word fits.
    """
    lines: list[str] = []
    line, room = "", limit - first
    for word in clean(content).split():
        if line and width(f"{line} {word}", size) <= room:
            line = f"{line} {word}"
            continue
        if line or (room < limit and width(word, size) > room):
            lines.append(line)
            room = limit
        *full, line = _pieces(word, room, size)
        lines += full
        room = limit if full else room
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, limit: float, size: float) -> list[str]:
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign, size) > limit:
            pieces.append("")
        pieces[-1] += sign
    return pieces


@lru_cache(maxsize=4096)
def _advance(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if sign in _NARROW:
        return 0.42
    if sign in _WIDE:
        return 1.0
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.1
    return 0.78 if sign.isupper() else 0.65


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return clean(value)
    return f"{value:.2f}".rstrip("0").rstrip(".")
