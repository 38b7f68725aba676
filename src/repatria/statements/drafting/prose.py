"""A text as the rules see it: folded without moving a character, cut into sentences, quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from repatria.statements.drafting.model import Span

_SAME = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "‑": "-", "\u00ad": "-"})
# A full stop after one of these ends no sentence.
# fmt: off
_SHORT = frozenset((
    "mr", "mrs", "ms", "dr", "gen", "col", "lt", "sgt", "maj", "capt", "st", "no", "nos", "u.s",
    "u.k", "e.g", "i.e", "approx", "т", "тис", "тыс", "млн", "млрд", "гг", "г", "р", "рр", "ст",
    "ч", "чол", "чел", "ім", "им", "вул", "ул", "обл", "напр", "т.зв", "т.н", "див", "см", "jan",
    "feb", "mar", "apr", "aug", "sept", "oct", "nov", "dec",
))
# fmt: on
_COUNTED = frozenset(("тис", "тыс", "млн", "млрд", "чол", "чел"))
_END = re.compile(r"[.!?…]+[\"'»”“)\]]*(?=\s)|\n+")
_PAIRS = (("«", "»"), ("“", "”"), ("„", "“"), ('"', '"'))
_LONGEST_QUOTE = 3_000
_LONGEST_SENTENCE = 2_000


def fold(text: str) -> str:
    """Lower case and plain apostrophes, every character in its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)
    return lowered.translate(_SAME)


@lru_cache(maxsize=4096)
def rule(*words: str) -> re.Pattern[str]:
    """One pattern out of a row of a table: `~` is any ending, a space any white space."""
    if not words:
        return re.compile(r"(?!)")
    parts = (word.lower().replace("~", r"\w*").replace(" ", r"\s+") for word in words)
    return re.compile(r"(?<![\w'])(?:" + "|".join(parts) + r")(?!\w)")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences, without the white space around them. A line break ends one."""
    found: list[Span] = []
    start = 0
    for end in _END.finditer(text):
        if not end[0].startswith("\n") and not _ends(text, start, end):
            continue
        _keep(found, text, start, end.end())
        start = end.end()
    _keep(found, text, start, len(text))
    return tuple(found)


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    after = text[end.end() :].lstrip()
    if after[:1].islower():
        return False
    if end[0] != ".":
        return True
    word = re.search(r"[\w.]*$", text[max(start, end.start() - 12) : end.start()])
    last = "" if word is None else word[0].lower()
    digit_next = after[:1].isdigit() or after[:1].isalpha()
    if last in _COUNTED and after[:1].isupper():
        # «Забрала 1,2 тис. Різницю …»: a noun would follow the thousands, and none is a name.
        return True
    initial = len(last) == 1 and last.isalpha() and digit_next
    return not (initial or (last in _SHORT and digit_next))


def _keep(found: list[Span], text: str, start: int, end: int) -> None:
    while end - start > _LONGEST_SENTENCE:
        # A list without a full stop is no sentence; its length must not be paid for squared.
        space = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = space if space > start else start + _LONGEST_SENTENCE
        _keep(found, text, start, cut)
        start = cut
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        found.append(Span(start + left, start + len(piece.rstrip())))


def quotations(text: str) -> tuple[Span, ...]:
    """The places between quotation marks; what is never closed, or too long, is none."""
    found: list[Span] = []
    for left, right in _PAIRS:
        inner = re.escape(left + right) if left != right else re.escape(left)
        shape = rf"{re.escape(left)}[^{inner}]{{1,{_LONGEST_QUOTE}}}{re.escape(right)}"
        found.extend(Span(*match.span()) for match in re.finditer(shape, text))
    return tuple(sorted(found))


def language_of(text: str) -> str:
    """The language by its letters: `en`, `uk` or `ru`."""
    low = fold(text)
    cyrillic = len(re.findall("[а-яґєії]", low))
    if cyrillic <= len(re.findall("[a-z]", low)):
        return "en"
    return "uk" if count(low, "іїєґ") > count(low, "ыэъё") else "ru"


def count(text: str, signs: Iterable[str]) -> int:
    return sum(text.count(sign) for sign in signs)
