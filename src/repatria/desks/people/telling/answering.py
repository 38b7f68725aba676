"""What the sender of a list is answered, row by row: codes that tell no more than they must.

| code | says | of what |
|---|---|---|
| R | returned already, on a day that both sides know | a signed act, or the sender's own word |
| D | stands in an earlier row of this list as well | the list itself |
| A | ask back: which fields lack or cannot be read | the list itself |
| U | unknown to us | nobody here has this name, or anything else of the row |
| N | no answer | everything else |

N is said of whom is known here alive, of whom is known dead, and of whom somebody must look at
first, a namesake with another birth among them: it tells apart nothing of these. Whoever answers
may say N for U as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from repatria.base.messages import message
from repatria.desks.people.telling.findings import Finding, What
from repatria.desks.people.telling.verdicts import NEW, UNREADABLE


class Answer(StrEnum):
    RETURNED = "R"
    TWICE = "D"
    ASK = "A"
    UNKNOWN = "U"
    NONE = "N"


MEANINGS = {
    Answer.RETURNED: message("Returned already, on a day that both sides know."),
    Answer.TWICE: message("Stands in another row of your list as well."),
    Answer.ASK: message("Please give what lacks or cannot be read."),
    Answer.UNKNOWN: message("Unknown to us."),
    Answer.NONE: message("No answer."),
}
_LACKS = {What.NO_NAME: "name", What.NO_BIRTH: "birth", What.NO_SERIAL: "serial"}


@dataclass(frozen=True, slots=True)
class Answered:
    """One code for a row, with what belongs to it: a day, a row of the sender's own list, or the
    fields that lack."""

    code: Answer
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.code.value} {self.detail}".strip()


def answers_of(
    findings: Iterable[Finding], verdict: str, *, tell_unknown: bool = True
) -> tuple[Answered, ...]:
    """The codes of a row; at least one. Nothing in them follows from what only we know, but for
    whether anybody is held here at all (`tell_unknown`)."""
    found = list(findings)
    answers = []
    back = next((each for each in found if _returned(each)), None)
    if back is not None:
        answers.append(Answered(Answer.RETURNED, back.on))
    twice = next((each for each in found if each.what in (What.TWICE, What.SAME_ID)), None)
    if twice is not None:
        answers.append(Answered(Answer.TWICE, str(twice.row)))
    lacking = list(dict.fromkeys(_LACKS[each.what] for each in found if each.what in _LACKS))
    if back is None and lacking:
        answers.append(Answered(Answer.ASK, " ".join(lacking)))
    elif back is None and verdict == UNREADABLE and not any(f.what is What.NOBODY for f in found):
        answers.append(Answered(Answer.ASK, "name"))
    if not answers and verdict == NEW and tell_unknown:
        answers.append(Answered(Answer.UNKNOWN))
    return tuple(answers) or (Answered(Answer.NONE),)


def _returned(finding: Finding) -> bool:
    return finding.what is What.RETURNED and finding.sure and finding.shared and bool(finding.on)
