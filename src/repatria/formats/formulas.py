"""Text that a sheet would run as a formula: told, guarded when written, unguarded when read.

The guard is the apostrophe that sheets themselves use. One is put before a text that begins with a
formula's sign, after any number of apostrophes, and one is taken away again: nothing is lost.
"""

from __future__ import annotations

import re

# Spaces apart, a sheet takes =, + and - for formulas, @ for old ones; some also the wide forms.
_GUARDABLE = re.compile(r"'*[=+\-@＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@＝＋－＠]")
_FORMULA = re.compile(r"[=@＝＠]|[+\-＋－]\S")
_NUMBER = re.compile(r"[+\-＋－]\d[\d.,\u00a0\u202f ]*%?")
SUSPECT = frozenset("'=+-@＝＋－＠")
"""The first characters of everything that the patterns here can match."""


def formula_like(text: str) -> bool:
    """Whether a sheet would run it: = or @ in front, or + or - with no space behind it.

    A signed number is none, and a sentence that begins with a dash and a space is none.
    """
    return _FORMULA.match(text) is not None and _NUMBER.fullmatch(text) is None


def guard(text: str) -> str:
    """The text as it is safe in a sheet."""
    return "'" + text if _GUARDABLE.match(text) else text


def unguard(text: str) -> str | None:
    """The text without its guard; `None` where it has none."""
    return text[1:] if _GUARDED.match(text) else None
