"""What is known of the rows of one list while it is tried: on the disk, so that memory does not
grow with the list.

It is a private file of SQLite's that has no name and is gone with the process, whatever ends it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

_TABLES = """
CREATE TABLE row (number INTEGER PRIMARY KEY, cells TEXT, own_id TEXT, columns TEXT, verdict TEXT,
                  notes TEXT);
CREATE TABLE seen (key TEXT, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE link (person INTEGER UNIQUE, number INTEGER UNIQUE);
CREATE TABLE claim (person INTEGER, number INTEGER, rank INTEGER);
CREATE TABLE taken (person INTEGER UNIQUE, number INTEGER UNIQUE);
CREATE TABLE life (number INTEGER PRIMARY KEY, row INTEGER, alive INTEGER, said_on TEXT);
CREATE TABLE before (person INTEGER PRIMARY KEY, number INTEGER, code TEXT);
CREATE TABLE before_key (key TEXT, person INTEGER, PRIMARY KEY (key, person)) WITHOUT ROWID;
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

    def hold_keys(self, rows: Iterable[tuple[int, Sequence[str], Sequence[str]]]) -> None:
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

    def earlier(self, rows: Mapping[int, Sequence[str]]) -> dict[int, dict[int, list[str]]]:
        """By row, the rows before it that share keys with it, and which; the first few of a key.
        Keys of all these rows must be held."""
        wanted = {key for keys in rows.values() for key in keys}
        having: dict[str, list[int]] = {}
        for key, number in self._base.execute(
            "SELECT seen.key, seen.number FROM json_each(?) AS wanted "
            "CROSS JOIN seen ON seen.key = wanted.value WHERE seen.number <= coalesce((SELECT "
            "nth.number FROM seen AS nth WHERE nth.key = wanted.value LIMIT 1 OFFSET ?), ?)",
            (json.dumps(list(wanted)), MOST_OF_A_KEY - 1, max(rows)),
        ):
            having.setdefault(key, []).append(number)
        found: dict[int, dict[int, list[str]]] = {}
        for number, keys in rows.items():
            for key in keys:
                for other in having[key]:
                    if other < number:
                        found.setdefault(number, {}).setdefault(other, []).append(key)
        return found

    def columns(self, number: int) -> list[str]:
        (text,) = self._base.execute(
            "SELECT columns FROM row WHERE number = ?", (number,)
        ).fetchone()
        found: list[str] = json.loads(text)
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

    def rows_of_ids(self, ids: Iterable[str]) -> dict[str, int]:
        """The first row of each of the sender's own ids; rows must be judged."""
        self._base.execute("CREATE INDEX IF NOT EXISTS row_own_id ON row (own_id)")
        found = {}
        for each in set(ids) - {""}:
            (number,) = self._base.execute(
                "SELECT min(number) FROM row WHERE own_id = ?", (each,)
            ).fetchone()
            if number is not None:
                found[each] = number
        return found

    def hold_lives(self, notes: Iterable[tuple[int, int, bool, str]]) -> None:
        """Notes that say somebody is alive, or dead: number, row of the person, which, the day."""
        self._base.executemany("INSERT INTO life VALUES (?, ?, ?, ?)", notes)

    def opposite(self, numbers: Iterable[int]) -> dict[int, int]:
        """Of these notes those that another one on the same person says the opposite of, with it;
        somebody alive on a day before the death is no opposite."""
        self._base.execute("CREATE INDEX IF NOT EXISTS life_row ON life (row)")
        found = {}
        for each in numbers:
            (other,) = self._base.execute(
                "SELECT min(other.number) FROM life AS one JOIN life AS other "
                "ON other.row = one.row AND other.alive != one.alive WHERE one.number = ? AND "
                "(one.said_on = '' OR other.said_on = '' OR CASE WHEN one.alive "
                "THEN one.said_on >= other.said_on ELSE other.said_on >= one.said_on END)",
                (each,),
            ).fetchone()
            if other is not None:
                found[each] = other
        return found

    def add_rows(
        self, rows: Iterable[tuple[int, Sequence[str], str, list[dict[str, Any]]]]
    ) -> None:
        """Rows that are of nobody by themselves: number, cells, verdict and findings."""
        self._base.executemany(
            "INSERT INTO row (number, cells, own_id, columns, verdict, notes) "
            "VALUES (?, ?, '', '[]', ?, ?)",
            [
                (number, json.dumps(list(cells)), verdict, json.dumps(notes))
                for number, cells, verdict, notes in rows
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

    def before_keys(self, keys: Iterable[tuple[str, int]]) -> None:
        """The keys by which those people are found."""
        self._base.executemany("INSERT OR IGNORE INTO before_key VALUES (?, ?)", keys)

    def sharing(self, keys: Iterable[str], most: int) -> dict[str, list[int]]:
        """By key, who of the last list has it; none for a key that more than `most` have."""
        found: dict[str, list[int]] = {}
        for key, person in self._base.execute(
            "SELECT before_key.key, before_key.person FROM json_each(?) AS wanted "
            "CROSS JOIN before_key ON before_key.key = wanted.value WHERE NOT EXISTS (SELECT 1 "
            "FROM before_key AS other WHERE other.key = wanted.value LIMIT 1 OFFSET ?)",
            (json.dumps(list(keys)), most),
        ):
            found.setdefault(key, []).append(person)
        return found

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
