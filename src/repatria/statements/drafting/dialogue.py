"""Interviews: which paragraphs of a text are somebody's answers, and whose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.statements.drafting.guests import guest
from repatria.statements.drafting.mentions import Mention
from repatria.statements.drafting.model import Said, Span
from repatria.statements.drafting.prose import rule
from repatria.statements.drafting.speakers import Candidate

_PARAGRAPH = re.compile(r"^[ \t]*\S.*$", re.MULTILINE)
_DASH = re.compile(r"[ \t]*[—–-]\s")
# Fewer questions are no conversation; fewer paragraphs with a dash neither.
_FEWEST, _DASHES = 2, 3
# A question is short; what only ends in a question mark is not asked of anybody.
_LONGEST = 260
_ASKS = rule(
    "q", "question", "host", "presenter", "interviewer", "journalist", "reporter", "correspondent",
    "moderator", "питання", "запитання", "журналіст(?:|ка)", "кореспондент(?:|ка)", "ведуч(?:ий|а)",
    "модератор(?:|ка)", "вопрос", "журналист(?:|ка)", "корреспондент(?:|ка)", "ведущ(?:ий|ая)",
    "модератор",
)  # fmt: skip
_ANSWERS = rule("a", "answer", "guest", "відповідь", "гість", "гостя", "ответ", "гость", "гостья")
_LABEL = re.compile(r"[ \t]*(?:[—–-]\s+)?[*_«]*([\w .'’-]{1,40}?)[*_»]*\s*[:.]\s")


def answers(
    text: str, rows: Sequence[Candidate], mentions: Sequence[Mention] = ()
) -> list[tuple[Span, Said]]:
    """The answers of a conversation, each with who gives them: whom the lead introduces.

    A paragraph that ends with a question mark asks, and so does one with a label that says so;
    after it somebody answers. In a conversation of dashes the two take turns.
    """
    lines = [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]
    dashes = sum(_DASH.match(text, line.start) is not None for line in lines)
    roles = [_role(text, line) for line in lines]
    asked = [line for line, role in zip(lines, roles, strict=True) if role == "asks"]
    if len(asked) < _FEWEST and not _one_question(text, lines, asked):
        return []
    told = [line for line in lines if _DASH.match(text, line.start) is None]
    who = guest(text, rows, mentions, asked, told if dashes >= _DASHES else lines)
    if who is None:
        return []
    found: list[tuple[Span, Said]] = []
    turn = ""
    for line, role in zip(lines, roles, strict=True):
        dashed = _DASH.match(text, line.start) is not None
        if dashes >= _DASHES and not dashed:
            turn = ""
        elif role:
            turn = role
        elif dashes >= _DASHES:
            turn = "asks" if turn == "answers" else "answers" if turn else ""
        elif turn == "asks":
            turn = "answers"
        if turn == "answers":
            found.append((line, who))
        if not role and dashes < _DASHES and turn == "answers":
            turn = "" if _told(text, line) else turn
    return found


def _role(text: str, line: Span) -> str:
    "Whether a paragraph asks or answers by what stands in it; nothing where nothing tells."
    label = _LABEL.match(text, line.start, line.end)
    if label is not None and _ASKS.fullmatch(label[1].lower()):
        return "asks"
    if label is not None and _ANSWERS.fullmatch(label[1].lower()):
        return "answers"
    whole = line.of(text).rstrip(' \t*_»”"')
    return "asks" if whole.endswith("?") and line.end - line.start <= _LONGEST else ""


def _told(text: str, line: Span) -> bool:
    "Whether a paragraph is the outlet's telling and no answer: it quotes whom it asks."
    return re.search(r"[»”\"][,.]?\s*[—–-]?\s*\w", line.of(text)) is not None


def _one_question(text: str, lines: Sequence[Span], asked: Sequence[Span]) -> bool:
    "Whether the only question stands after a dash, and so does what follows it."
    if len(asked) != 1 or _DASH.match(text, asked[0].start) is None:
        return False
    after = next((line for line in lines if line.start > asked[0].start), None)
    return after is not None and _DASH.match(text, after.start) is not None
