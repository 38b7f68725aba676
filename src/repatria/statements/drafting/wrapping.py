"""Lines broken by width alone: such a break is no end of a line of text, and is read as a space.

Mail, wires and plain files break a paragraph every seventy characters or so. A list, a headline or
a chat breaks its lines where each ends. Every character keeps its place.
"""

from __future__ import annotations

import re

# A list's mark, a time or a dash of dialogue opens a line of its own.
_MARK = re.compile(r"\s*([—–•*·▪●#>-])\s")
_LABEL = re.compile(
    r"\s*(?:\d{1,2}[:.]\d\d(?!\d)|\d{1,2}[.)]\s|[^\W\d_a-zа-яёіїєґ][\w' -]{1,24}:\s)"
)
_WORD = re.compile(r"[ \t]*([^ \t\n]+)")
_CLOSED = ".!?…:;»”\"'"
# The widths at which people and programs break, and how near to it the fullest lines come.
_NARROWEST, _WIDEST = 38, 132
# Of all breaks inside paragraphs, how many must be by width before any is taken for one; and of
# those, how many in the midst of a sentence.
_MANY, _MIDST = 0.34, 0.5
# How many breaks before a small letter show that a text is broken by hand, and how near to the
# shortest line of these another must come.
_SURE, _NEARLY = 2, 0.85


def unwrapped(text: str) -> str:
    """The text with every break inside a sentence, or by the width of the page, as a space."""
    lines = text.split("\n")
    width = max((len(line.rstrip()) for line in lines), default=0)
    inner = [at for at in range(len(lines) - 1) if lines[at].strip() and lines[at + 1].strip()]
    full = [at for at in inner if _is_full(lines[at], lines[at + 1], width)]
    marks = [match[1] for line in lines if (match := _MARK.match(line)) is not None]
    opening = {at for at in inner if _opens(lines[at], lines[at + 1], marks)}
    midst = [at for at in full if lines[at].rstrip()[-1] not in _CLOSED]
    by_width = (
        _NARROWEST <= width <= _WIDEST
        and len(full) >= max(2, _MANY * len(inner))
        and len(midst) >= _MIDST * len(full)
    )
    soft = {at for at in inner if _goes_on(lines[at], lines[at + 1])}
    if len(soft - set(full) if by_width else soft) >= _SURE:
        least = min(len(lines[at].rstrip()) for at in soft)
        soft |= {at for at in inner if len(lines[at].rstrip()) >= _NEARLY * least}
    soft = (soft | set(full) if by_width else soft) - opening
    return "".join(
        line + ("" if at == len(lines) - 1 else " " if at in soft else "\n")
        for at, line in enumerate(lines)
    )


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line had no room left at the end of this one."""
    word = _WORD.match(following)
    return word is not None and len(line.rstrip()) + 1 + len(word[1]) > width


def _goes_on(line: str, following: str) -> bool:
    """A line that ends in the midst of a sentence, before one that begins small."""
    return following.lstrip()[0].islower() and line.rstrip()[-1] not in _CLOSED


def _opens(line: str, following: str, marks: list[str]) -> bool:
    """Whether a line begins an item of a list, an answer, or what was told at a time."""
    mark = _MARK.match(following)
    closed = line.rstrip()[-1] in _CLOSED
    if mark is not None:
        return closed or marks.count(mark[1]) > 1
    return closed and _LABEL.match(following) is not None
