"""Whether the cells under a heading can be what it says: a second look, for headings that moved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.base.errors import ValueProblem
from repatria.base.messages import Sentence, sentence
from repatria.base.uncertain import uncertain_date
from repatria.formats.people_cells import Cell, CellKind
from repatria.formats.people_headings import DATES, NAMES

_FEWEST = 3
_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]{2}")


def doubt(field: str, cells: Sequence[Cell]) -> Sentence | None:
    """Why most of the cells do not look like the field; None where they do, or are too few."""
    held = [cell for cell in cells if cell.text.strip() and cell.kind is not CellKind.MERGED]
    if len(held) < _FEWEST:
        return None
    if field in NAMES:
        numbers = sum(bool(_DIGITS.search(cell.text)) for cell in held)
        return sentence("most of its cells hold numbers") if 2 * numbers > len(held) else None
    if field in DATES:
        dates = sum(cell.kind is CellKind.DATE or _date(cell.text) for cell in held)
        return sentence("most of its cells hold no date") if 2 * dates < len(held) else None
    if field in ("age", "row_number"):
        words = sum(bool(_LETTERS.search(cell.text)) for cell in held)
        return sentence("most of its cells hold words") if 2 * words > len(held) else None
    return None


def _date(text: str) -> bool:
    try:
        uncertain_date(text.strip()[:100])
    except ValueProblem:
        # The bare number of a day is told where it is read.
        return bool(re.fullmatch(r"[1-9]\d{4}", text.strip()))
    return True
