"""The words by which a text names the parties: given by the caller, none stand in code.

In a word `~` stands for any ending. English has one form for all cases (`subject`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Forms:
    """A party's words in one language, by case; a form that serves two cases stands in both.

    `adjective` words say whose somebody or something is; `people` are words for its people that
    need no adjective; `speakers` are its offices and officers; `outlets` its media.
    """

    subject: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    adjective: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()


CASES = ("subject", "of", "to", "object", "by", "at")
NOTHING = Forms()


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The words for one party, by language; `intermediary` marks those who are no side."""

    forms: Mapping[str, Forms] = field(default_factory=dict)
    intermediary: bool = False
    language: str = ""
    """The language whose media mostly mean this side when they say “ours”; empty for none."""

    def of(self, language: str) -> Forms:
        return self.forms.get(language, NOTHING)
