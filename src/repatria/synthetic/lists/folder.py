"""Writes made-up lists into a folder of their own, which is there whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import yaml

from repatria.base.progress import Progress, silent
from repatria.synthetic.folders import whole, write_lines
from repatria.synthetic.lists.make import MadeLists
from repatria.synthetic.lists.tables import kin_truth_lines, list_lines, row_truth_lines

FORMAT = "repatria-lists/1"
DESCRIPTION = "senders.yaml"
TRUTH = "truth"
ROWS, KIN = "rows.csv", "kin.csv"
_MARK = (
    "Everything in this folder is synthetic: made by a program from a seed. No person, list or "
    "sender in it is real."
)
_TABLES_FROM = ("names-translator", "numpy", "repatria", "shevchenko-py", "translitua")


def write_lists(made: MadeLists, folder: Path, *, progress: Progress = silent) -> None:
    """Write all lists, who sent them, and the truth apart. Raises what `folders.whole` raises."""
    count = len(made.lists) + 2
    with whole(folder, "the lists") as draft:
        senders = []
        for number, rows in enumerate(made.lists):
            progress(number, count, "writing")
            sender = rows.sender
            written = write_lines(draft / sender.file, list_lines(rows))
            told: dict[str, object] = {
                "file": sender.file,
                "title": sender.title,
                "order": sender.order,
                "language": sender.language,
                "date": sender.date,
                "birth": sender.birth,
                "synthetic": True,
            }
            senders.append(told | written)
        (draft / TRUTH).mkdir()
        progress(count - 2, count, "writing")
        truth = {
            f"{TRUTH}/{ROWS}": write_lines(draft / TRUTH / ROWS, row_truth_lines(made)),
            f"{TRUTH}/{KIN}": write_lines(draft / TRUTH / KIN, kin_truth_lines(made)),
        }
        description: Mapping[str, object] = {
            "synthetic": _MARK,
            "format": FORMAT,
            "people": len(made.people),
            "seed": made.seed,
            "versions": {name: version(name) for name in _TABLES_FROM},
            "senders": senders,
            "truth": truth,
        }
        text = yaml.safe_dump(description, allow_unicode=True, sort_keys=False, width=100)
        (draft / DESCRIPTION).write_text(text, encoding="utf-8", newline="\n")
        progress(count, count, "writing")
