"""Directions read out of short texts: who gives whom, in the many ways in which the press says so.

`directions/*.txt` hold the texts, a blank line between two. `[27 bodies|U>R]` marks a number with
its direction: from U to R, from R to U, `B` for each side, `-` for no count at all. A line before
the text can name the outlet (`@The Wire`), or the words for both parties (`@@South,…;North,…`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from repatria.statements.drafting import Draft, Drafts, PartyWords, draft, words_of
from repatria.statements.vocabulary import ClaimKind
from statements.drafting.scoring import PARTIES

FOLDER = Path(__file__).parent / "directions"
_MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")


@dataclass(frozen=True)
class Example:
    """One text with the places of its numbers and the direction of each."""

    language: str
    text: str
    outlet: str
    parties: Mapping[str, PartyWords]
    marks: tuple[tuple[int, int, str], ...]

    def read(self) -> Drafts:
        return draft(
            self.text,
            language=self.language,
            published=date(2025, 6, 14),
            outlet=self.outlet,
            parties=self.parties,
        )


def example(language: str, block: str) -> Example:
    parties: Mapping[str, PartyWords] = PARTIES
    outlet = ""
    lines = block.strip().split("\n")
    while lines[0].startswith("@"):
        head = lines.pop(0)
        if head.startswith("@@"):
            south, north = (side.split(",") for side in head[2:].split(";"))
            parties = {"UA": words_of(south, language), "RU": words_of(north, language)}
        else:
            outlet = head[1:]
    marked = "\n".join(lines)
    text, at, marks = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        marks.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    return Example(language, text + marked[at:], outlet, parties, tuple(marks))


def blocks(language: str) -> list[str]:
    whole = (FOLDER / f"{language}.txt").read_text("utf-8")
    return [block.strip() for block in whole.split("\n\n") if block.strip()]


def way(one: Draft) -> str:
    if one.kind is ClaimKind.DENIAL:
        return "-"
    if one.both:
        return "B"
    return {"UA": "U>R", "RU": "R>U"}.get(one.giver, "?")


def misread(one: Example) -> list[str]:
    found = one.read()
    wrong: list[str] = []
    for start, end, wanted in one.marks:
        at = [row for row in found.drafts if row.figure.start < end and start < row.figure.end]
        ways = [way(row) for row in at] or ["-"]
        if wanted not in ways:
            wrong.append(f"{one.text[start:end]!r}: {wanted} wanted, {ways} read")
    return wrong


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_directions_are_read(language: str) -> None:
    wrong = {
        one.text: missed
        for one in (example(language, block) for block in blocks(language))
        if (missed := misread(one))
    }
    assert not wrong
