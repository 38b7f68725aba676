"""How two values of one field can stand to each other, from agreement to contradiction.

*Absent* and *contradicted* are far apart: an omitted patronymic is no news, a different one is the
difference between one man and two brothers. Absent therefore weighs nothing, and no score is ever
taken from the average of both.
"""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """The relation of two values of one field, strongest first.

    Names use all but `NEAR`; dates, places and units use `NEAR` for what is close without being a
    spelling of the same (a neighbouring day, the month and the day changed round).
    """

    SAME = "same"
    """The same word, after case, apostrophes and grammatical case."""
    VARIANT = "variant"
    """The same name in another language or form: Микола, Николай, Mykola."""
    SPELLING = "spelling"
    """One can be a transliteration or a misspelling of the other."""
    NEAR = "near"
    """Close: explained by a known kind of slip, with a reason that names it."""
    INITIAL = "initial"
    """One is an initial with which the other can begin."""
    ABSENT = "absent"
    """At least one side does not say."""
    CONTRADICTED = "contradicted"
    """Both say, and they cannot be the same."""


AGREEING = frozenset({Level.SAME, Level.VARIANT, Level.SPELLING, Level.NEAR, Level.INITIAL})
"""The levels at which two values can be of one person and something was said by both."""
