"""The documentation of lists names every field, with headings that are known."""

from __future__ import annotations

import re
from pathlib import Path

from repatria.formats.people_cells import CellKind
from repatria.formats.people_headings import HEADINGS
from repatria.formats.people_matching import Certainty

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "people-sheets.md").read_text()


def test_every_field_is_documented_with_headings_that_are_known() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.MULTILINE))
    assert list(rows) == list(HEADINGS)
    for field, text in rows.items():
        unsplit = f", {text}, "
        known = [alias for alias in HEADINGS[field] if f", {alias}, " in unsplit]
        assert known, field


def test_every_kind_and_certainty_is_documented() -> None:
    for word in (*CellKind, *Certainty):
        assert re.search(rf"^\| {word.value} \|", PAGE, re.MULTILINE), word
