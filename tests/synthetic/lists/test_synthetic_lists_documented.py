"""The page on made-up lists tells every rate, file, column and relation."""

from __future__ import annotations

from pathlib import Path

from repatria.synthetic.lists import surnames
from repatria.synthetic.lists.folder import DESCRIPTION, KIN, ROWS, TRUTH
from repatria.synthetic.lists.given_names import MEN, WOMEN
from repatria.synthetic.lists.kin import Kinship
from repatria.synthetic.lists.noise import NOISE, SenderKind
from repatria.synthetic.lists.senders import SENDERS
from repatria.synthetic.lists.tables import KIN_TRUTH, NAME_COLUMNS, OTHER_COLUMNS, ROW_TRUTH

PAGE = (Path(__file__).parents[3] / "docs" / "methods" / "synthetic-lists.md").read_text("utf-8")


def cells(line):
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_table_of_noise_is_that_of_the_program():
    head = cells(next(line for line in PAGE.splitlines() if line.startswith("| kind |")))
    assert head == ["kind", *(kind.value for kind in SenderKind), "why"]
    told = [cells(line) for line in PAGE.partition("| kind |")[2].splitlines()[2:]]
    told = [line for line in told if len(line) == len(head)]
    assert [line[0] for line in told] == [f"`{kind}`" for kind in NOISE]
    for line, noise in zip(told, NOISE.values(), strict=True):
        assert [float(cell) for cell in line[1:-1]] == list(noise.percent.values())
        assert line[-1] == noise.why


def test_every_file_column_and_relation_stands():
    names = (
        DESCRIPTION, f"{TRUTH}/{ROWS}", f"{TRUTH}/{KIN}", *NAME_COLUMNS, *OTHER_COLUMNS,
        *ROW_TRUTH, *KIN_TRUTH, *Kinship, *(sender.file for sender in SENDERS.values()),
        *(name for sender in SENDERS.values() for name in (sender.order, sender.birth)),
    )  # fmt: skip
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_the_counts_of_names_are_those_of_the_tables():
    assert f"{len(MEN)} men's and {len(WOMEN)} women's" in PAGE
    assert f"{len(surnames.HEAD)} common ones" in PAGE
    assert round(len(surnames.surnames()), -4) == 90_000
