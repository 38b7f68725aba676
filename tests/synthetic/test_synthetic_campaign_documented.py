"""The page on campaigns tells every file, column and rate, with its default."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from repatria.synthetic.campaign import truth
from repatria.synthetic.campaign.defects import DefectKind
from repatria.synthetic.campaign.folder import DESCRIPTION, TABLES
from repatria.synthetic.campaign.make import NOT_TYPED
from repatria.synthetic.campaign.rates import USUAL_RATES
from repatria.synthetic.campaign.readings import LOST_BETWEEN, LOST_LONG, LOST_SHORT, MILDEST
from repatria.synthetic.campaign.tables import REMAINS_COLUMNS

PAGE = (Path(__file__).parents[2] / "docs" / "formats" / "campaign.md").read_text("utf-8")


def test_every_rate_stands_with_its_default():
    told = dict(re.findall(r"^\| `([a-z_]+)` \| ([0-9.]+) \|", PAGE, flags=re.MULTILINE))
    assert {name: float(value) for name, value in told.items()} == asdict(USUAL_RATES)


def test_every_file_stands():
    told = re.findall(r"^\| `([a-z-]+\.(?:csv|json))` \| (?!holds)", PAGE, flags=re.MULTILINE)
    assert told == [*TABLES, DESCRIPTION]


@pytest.mark.parametrize(
    ("start", "columns"),
    [
        ("| column |", REMAINS_COLUMNS),
        ("| `truth.csv` | holds", truth.REMAINS_COLUMNS),
        ("| `truth-families.csv` | holds", truth.FAMILY_COLUMNS),
        ("| `truth-mutations.csv` | holds", truth.MUTATION_COLUMNS),
    ],
    ids=["remains", "truth", "families", "mutations"],
)
def test_every_column_stands(start, columns):
    table = PAGE.partition(start)[2].partition("\n\n")[0]
    first = " ".join(line.split("|")[1] for line in table.splitlines()[2:])
    told = [name for name in re.findall(r"`([^`]+)`", first) if name != "AMEL"]
    assert told == [name for name in columns if name != "Synthetic"]


def test_kinds_of_defects_and_numbers_stand():
    plain = " ".join(PAGE.split())
    words = (*NOT_TYPED, *(kind.value for kind in DefectKind))
    assert [word for word in words if word not in plain] == []
    for chance in (LOST_SHORT, LOST_BETWEEN, LOST_LONG, MILDEST):
        assert f"{chance:g}" in plain
