"""Summaries of families in a file, by a digest of the rows that each was read from.

The file is plain: arrays of numbers and a text in JSON, in a zip archive as numpy writes it, under
a digest of all of it. Reading it runs no code. It belongs to whatever else the summaries hang on
(the header of the table, the markers that are known, the program itself): for anything else there
is none.
"""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.base.messages import Sentence
from repatria.kinship.pedigree import Sex
from repatria.kinship.search.summary import Fact, Sought
from repatria.runners import keeping

Codes = NDArray[np.int64]
ENDING = ".families"
_DIGEST = 32
_UNUSED = 7 * 86_400
"""Seconds after which what is kept for another table or another program is removed."""

Told = tuple[tuple[int, str, Sentence], ...]
"""Notes: which row of the household, the field, the message."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a household: its summary, with facts as places in a list, and its notes.

    `read` is whether it became a family. `samples` are the notes on its samples, `family` those on
    the family, and `gathered` what is told once of many rows: message, column, row, place.
    """

    read: bool
    several: bool
    sought: tuple[Sought, ...]
    notes: tuple[str, ...]
    samples: Told
    gathered: tuple[tuple[Sentence, str, int, str], ...]
    family: Told
    facts: Codes


def load(file: Path, belongs: str) -> tuple[dict[bytes, Kept], list[Fact]]:
    """What is kept by the digest of the rows, and the facts that it names; nothing where the file
    is not there, is damaged, or belongs to something else."""
    try:
        content = keeping.unseal(file, belongs)
        return ({}, []) if content is None else _loaded(content)
    except (OSError, ValueError, KeyError, TypeError, IndexError, zipfile.BadZipFile):
        return {}, []


def save(file: Path, belongs: str, households: Mapping[bytes, Kept], facts: Sequence[Fact]) -> None:
    """Raises `OSError`."""
    kept = list(households.values())
    tree = {
        "facts": facts,
        "households": [
            [
                each.read,
                each.several,
                [[one.missing, one.reading, one.sex] for one in each.sought],
                each.notes,
                [_plain(row) for row in each.samples],
                [_plain(row) for row in each.gathered],
                [_plain(row) for row in each.family],
            ]
            for each in kept
        ],
    }
    codes = np.concatenate([np.zeros(0, np.int64), *(each.facts for each in kept)])
    buffer = io.BytesIO()
    np.savez(
        buffer,
        text=np.frombuffer(json.dumps(tree).encode("ascii"), np.uint8),
        rows=_together(households),
        sought=_together(one.digest for each in kept for one in each.sought),
        facts=codes.astype(np.min_scalar_type(max(len(facts), 1))),
        ends=np.cumsum([len(each.facts) for each in kept], dtype=np.int64),
    )
    keeping.seal(file, belongs, buffer.getvalue())
    for each in file.parent.glob(f"*{ENDING}"):
        if time.time() - each.stat().st_mtime > _UNUSED:
            each.unlink(missing_ok=True)


def _loaded(content: bytes) -> tuple[dict[bytes, Kept], list[Fact]]:
    with np.load(io.BytesIO(content), allow_pickle=False) as held:
        tree = json.loads(held["text"].tobytes())
        rows, digests = held["rows"].tobytes(), held["sought"].tobytes()
        codes, ends = held["facts"].astype(np.int64), held["ends"].tolist()
    sexes = {each.value: each for each in Sex}
    found: dict[bytes, Kept] = {}
    start = at = 0
    for place, end in enumerate(ends):
        read, several, persons, notes, samples, gathered, family = tree["households"][place]
        sought = []
        for missing, reading, sex in persons:
            digest = digests[at : at + _DIGEST]
            sought.append(Sought(missing, reading, sexes[sex], digest))
            at += _DIGEST
        found[rows[place * _DIGEST : (place + 1) * _DIGEST]] = Kept(
            read, several, tuple(sought), tuple(notes), _rows(samples, 2), _rows(gathered, 0),
            _rows(family, 2), codes[start:end],
        )  # fmt: skip
        start = end
    return found, [(marker, said) for marker, said in tree["facts"]]


def _plain(row: Iterable[Any]) -> list[Any]:
    """A row of notes, with its sentence as a template and what fills it."""
    return [part.to_json() if isinstance(part, Sentence) else part for part in row]


def _rows(rows: list[Any], said: int) -> tuple[Any, ...]:
    """Rows of notes; `said` is where the sentence stands in each."""
    return tuple(
        tuple(Sentence.from_json(part) if at == said else part for at, part in enumerate(row))
        for row in rows
    )


def _together(digests: Iterable[bytes]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(digests), np.uint8)
