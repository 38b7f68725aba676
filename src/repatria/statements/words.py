"""The rule table that turns words for quantities into intervals. The raw words are always kept.

The low end of "dozens" and its like follows the convention of ACLED's codebook (tens 10, dozens 12,
hundreds 100): the most conservative figure that the word allows. No high end is read into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from repatria.base.errors import ValueProblem
from repatria.base.messages import sentence
from repatria.statements import quantity as q
from repatria.statements.quantity import Quantity


@dataclass(frozen=True, slots=True)
class WordRule:
    """One row of the table: a pattern (`#` is a number), what it means, and an example of it."""

    pattern: str
    meaning: str
    example: str


# `meaning` names a row of MEANINGS. Order matters: the first rule that fits the whole text is used.
RULES: tuple[WordRule, ...] = (
    WordRule(r"#", "exact", "1,200"),
    WordRule(r"# (?:to|–|-|—|до) #", "range", "13 to 14"),
    WordRule(r"between # and #", "range", "between 13 and 14"),
    WordRule(r"від # до #|от # до #", "range", "від 13 до 14"),
    WordRule(r"(?:more than|over|above|понад|більше|более|свыше|больше) #", "more", "more than 70"),
    WordRule(
        r"(?:at least|no fewer than|not less than|щонайменше|не менше|не менее|как минимум) #",
        "at_least",
        "at least 1,000",
    ),
    WordRule(r"(?:fewer than|less than|under|менше|менее|меньше) #", "fewer", "fewer than 50"),
    WordRule(
        r"(?:at most|no more than|up to|не більше|не более|до|щонайбільше) #",
        "at_most",
        "no more than 20",
    ),
    WordRule(r"(?:nearly|almost|close to|майже|почти) #", "nearly", "nearly 5,000"),
    WordRule(
        r"(?:about|around|some|approximately|roughly|circa|близько|приблизно|около|примерно|~) ?#",
        "about",
        "about 250",
    ),
    WordRule(r"tens|десятки людей|десятки человек", "tens", "tens"),
    WordRule(r"(?:several |many )?dozens|десятки|дюжини", "dozens", "dozens"),
    WordRule(r"(?:several |many )?hundreds|сотні|сотни", "hundreds", "hundreds"),
    WordRule(r"(?:several |many )?thousands|тисячі|тысячи", "thousands", "thousands"),
    WordRule(
        r"none|not one|not a single one|жодного|жодне|ни одного|ноль|нуль|zero", "none", "none"
    ),
    WordRule(
        r"(?:the |an? )?(?:same|equal|similar) number(?: each way)?|parity|паритет|порівну|поровну",
        "parity",
        "the same number each way",
    ),
    WordRule(
        r"not (?:stated|specified|disclosed|given)|не вказано|не названо|не указано|не названа",
        "not_stated",
        "not stated",
    ),
)

MEANINGS: dict[str, Callable[..., Quantity]] = {
    "exact": q.exact,
    "range": q.between,
    "more": lambda n: q.at_least(n + 1),
    "at_least": q.at_least,
    "fewer": lambda n: q.at_most(max(n - 1, 0)),
    "at_most": q.at_most,
    "nearly": q.nearly,
    "about": q.about,
    "tens": lambda: q.at_least(10),
    "dozens": lambda: q.at_least(12),
    "hundreds": lambda: q.at_least(100),
    "thousands": lambda: q.at_least(1000),
    "none": lambda: q.NONE,
    "parity": lambda: q.PARITY,
    "not_stated": lambda: q.NOT_STATED,
}

# A number with more digits counts nothing that was handed over: it is a slip.
_LONGEST = 12
_NUMBER = r"(\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+)"
_COMPILED = tuple(
    (re.compile(rule.pattern.replace("#", _NUMBER), re.IGNORECASE), rule.meaning) for rule in RULES
)


def read_quantity(words: str) -> Quantity:
    """The quantity that the words mean, by the table; `ValueProblem` where no rule fits.

    "1,200" and "1 200" are read as one number; a sign or a decimal point is refused.
    """
    text = " ".join(words.split())
    for pattern, meaning in _COMPILED:
        found = pattern.fullmatch(text)
        if found is not None:
            numbers = [re.sub(r"\D", "", part) for part in found.groups() if part]
            if any(len(number) > _LONGEST for number in numbers):
                raise ValueProblem(sentence("a number has at most {most} digits", most=_LONGEST))
            read = MEANINGS[meaning](*map(int, numbers))
            as_written = meaning != "exact" and text.lower() != str(read)
            return replace(read, words=text) if as_written else read
    raise ValueProblem(
        sentence("no rule reads “{text}” as a quantity (docs/methods/statements.md)", text=text)
    )
