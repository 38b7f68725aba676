"""What is known of the rows of one list while it is tried: on the disk, so that memory does not
grow with the list.

It is a private file of SQLite's that has no name and is gone with the process, whatever ends it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_TABLES = """
CREATE TABLE row (number INTEGER PRIMARY KEY, cells TEXT, own_id TEXT, columns TEXT, verdict TEXT,
                  notes TEXT);
CREATE TABLE seen (key TEXT, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE link (person INTEGER UNIQUE, number INTEGER UNIQUE);
CREATE TABLE claim (person INTEGER, number INTEGER, rank INTEGER);
CREATE TABLE taken (person INTEGER UNIQUE, number INTEGER UNIQUE);
CREATE TABLE before (person INTEGER PRIMARY KEY, number INTEGER, code TEXT);
"""
MOST_OF_A_KEY = 8
"""Rows of one key that a further one is held against."""


WRITTEN = ("number", "cells", "own_id", "person", "verdict", "notes")
"""What a row of the spool holds for a row of the list; cells and notes are JSON as text."""


class Spool:
    """Used with `with`."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("")
        self._base.executescript(_TABLES)

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_error: object) -> None:
        self._base.close()

    def hold_keys(self, rows: Iterable[tuple[int, Sequence[str], dict[str, str]]]) -> None:
        """Keys and columns of rows, before they are judged."""
        held = list(rows)
        self._base.executemany(
            "INSERT INTO row (number, columns) VALUES (?, ?)",
            [(number, json.dumps(columns)) for number, _, columns in held],
        )
        self._base.executemany(
            "INSERT OR IGNORE INTO seen VALUES (?, ?)",
            [(key, number) for number, keys, _ in held for key in keys],
        )

    def earlier(self, keys: Sequence[str], number: int) -> dict[int, list[str]]:
        """Rows before this one that share keys with it, and which."""
        found: dict[int, list[str]] = {}
        for key in keys:
            for (other,) in self._base.execute(
                "SELECT number FROM seen WHERE key = ? AND number < ? LIMIT ?",
                (key, number, MOST_OF_A_KEY),
            ):
                found.setdefault(other, []).append(key)
        return found

    def columns(self, number: int) -> dict[str, str]:
        (text,) = self._base.execute(
            "SELECT columns FROM row WHERE number = ?", (number,)
        ).fetchone()
        found: dict[str, str] = json.loads(text)
        return found

    def judge(
        self, rows: Iterable[tuple[int, Sequence[str], str, str, list[dict[str, Any]]]]
    ) -> None:
        """Cells, own id, verdict and findings of rows."""
        self._base.executemany(
            "UPDATE row SET cells = ?, own_id = ?, verdict = ?, notes = ? WHERE number = ?",
            [
                (json.dumps(list(cells)), own_id, verdict, json.dumps(notes), number)
                for number, cells, own_id, verdict, notes in rows
            ],
        )

    def link(self, person: int, number: int) -> bool:
        """Whether this row alone says more of this record; one row a record."""
        done = self._base.execute("INSERT OR IGNORE INTO link VALUES (?, ?)", (person, number))
        return done.rowcount == 1

    def claim(self, person: int, number: int, rank: int) -> None:
        """A row can be the one that a record of the last list had."""
        self._base.execute("INSERT INTO claim VALUES (?, ?, ?)", (person, number, rank))

    def before(self, people: Iterable[tuple[int, int, str]]) -> None:
        """People of the sender's last list: key, row there, code."""
        self._base.executemany("INSERT OR IGNORE INTO before VALUES (?, ?, ?)", people)

    def gone(self) -> Iterator[tuple[str, int]]:
        """Code and row of those of the last list whom no row of this one can be: each row stands
        for one of them at most, the closest first."""
        self._base.execute(
            "INSERT OR IGNORE INTO taken SELECT person, number FROM claim "
            "ORDER BY rank DESC, number, person"
        )
        yield from self._base.execute(
            "SELECT code, number FROM before WHERE person NOT IN (SELECT person FROM taken) "
            "ORDER BY number"
        )

    def written(self) -> Iterator[tuple[Any, ...]]:
        """The rows in their order, as `WRITTEN` names what they hold."""
        yield from self._base.execute(
            "SELECT row.number, cells, own_id, link.person, verdict, notes FROM row "
            "LEFT JOIN link ON link.number = row.number ORDER BY row.number"
        )

    def noted(self) -> Iterator[tuple[int, str, list[dict[str, Any]]]]:
        """Number, verdict and findings of the rows of which something was found."""
        for number, verdict, notes in self._base.execute(
            "SELECT number, verdict, notes FROM row WHERE notes != '[]' ORDER BY number"
        ):
            yield number, verdict, json.loads(notes)
