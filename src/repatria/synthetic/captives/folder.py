"""Writes made-up captives into a folder of their own, which is there whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from repatria.base.progress import Progress, silent
from repatria.planning.facts import Person
from repatria.synthetic.captives.make import Captives, Truth
from repatria.synthetic.folders import whole, write_lines

FORMAT = "repatria-captives/1"
PEOPLE, TRUTH, DESCRIPTION = "people.csv", "truth.csv", "captives.json"
SYNTHETIC = "synthetic"
PERSON_COLUMNS = tuple(field.name for field in fields(Person))
TRUTH_COLUMNS = tuple(field.name for field in fields(Truth))
_MARK = (
    "Everything in this folder is synthetic: made by a program from a seed. No person, camp or "
    "unit in it is real."
)


def people_lines(made: Captives) -> Iterator[str]:
    """A line a person, as docs/formats/captives.md has it; no cell needs quotes."""
    yield from _lines(PERSON_COLUMNS, made.people)


def truth_lines(made: Captives) -> Iterator[str]:
    """A line a person: what is true, whatever the register has."""
    yield from _lines(TRUTH_COLUMNS, made.truth)


TABLES: Mapping[str, Callable[[Captives], Iterator[str]]] = {
    PEOPLE: people_lines,
    TRUTH: truth_lines,
}


def write_captives(made: Captives, folder: Path, *, progress: Progress = silent) -> None:
    """Write people, truth and description. Raises what `folders.whole` raises."""
    with whole(folder, "the captives") as draft:
        files = {}
        for number, (name, lines) in enumerate(TABLES.items()):
            progress(number, len(TABLES), "writing")
            files[name] = write_lines(draft / name, lines(made))
        told = {
            "synthetic": _MARK,
            "format": FORMAT,
            "counts": dict(zip(made.sides, made.counts, strict=True)),
            "seed": made.seed,
            "day": made.day.isoformat(),
            "rates": asdict(made.rates),
            "versions": {name: version(name) for name in ("repatria", "numpy")},
            "files": files,
        }
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        (draft / DESCRIPTION).write_text(text, encoding="utf-8", newline="\n")
        progress(len(TABLES), len(TABLES), "writing")


def _lines(columns: tuple[str, ...], rows: tuple[Any, ...]) -> Iterator[str]:
    yield ",".join((*columns, SYNTHETIC)) + "\r\n"
    for row in rows:
        yield ",".join([_cell(getattr(row, name)) for name in columns]) + ",yes\r\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)
