"""Work to be measured on searching one person: made-up people of one table, asked for by what a
desk would type after the rows of another.

The texts asked are the name cells of the second table with all their noise, and the births told
there: the day, the year alone, or nothing. Only rows whose person is in the first table are asked,
and none that bears another's name. Seconds are those of the processor.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.names.model import Name, Order, Script
from repatria.names.reading import read, read_parts
from repatria.names.records import Record, record
from repatria.names.searching import ENOUGH, MOST, found, keys_of, query, ranked
from repatria.synthetic.lists.noise import Kind
from repatria.synthetic.lists.two_lists import Table, TwoLists, two_lists

Facts = dict[str, object]
Row = dict[str, str]

FORMS: Mapping[str, Callable[[Row], str]] = {
    "name and day": lambda row: f"{name_of(row)} {_day(row['birth'])}",
    "name and year": lambda row: f"{name_of(row)} {row['birth'][:4]}",
    "surname, given name, year": lambda row: f"{_two_words(row)} {row['birth'][:4]}",
    "name alone": lambda row: name_of(row),
}
"""What is typed: the first of rows that tell a day of birth, the next two of those that tell a year
at least."""
_LEAST_OF_BIRTH = {"name and day": 10, "name alone": 0}
_NOT_ASKED = frozenset({Kind.WRONG_NAME, Kind.CALL_SIGN_ONLY})
TODAY = date(2026, 6, 1)


def searched(people: int = 100_000, asked: int = 2_000, seed: int = 7) -> Facts:
    """Recall, candidates and times of each form, and what the index of the people takes.

    `among_a_tenth_of_candidates` is the recall before ranking when only a tenth of the candidates
    is taken: ten times as many people would have ten times as many namesakes at every key.
    """
    lists = two_lists(people, max(2 * asked, 100), seed=seed)
    records = [record_of(_row(lists.first, at)) for at in range(len(lists.first))]
    index, facts = _indexed(records)
    rows = _asked(lists, asked, seed)
    for form, text_of in FORMS.items():
        least = _LEAST_OF_BIRTH.get(form, 4)
        usable = [(text_of(row), at) for row, at in rows if len(row["birth"]) >= least]
        facts[form] = _measured(asking(index), records, usable)
    return facts


def _asked(lists: TwoLists, asked: int, seed: int) -> list[tuple[Row, int]]:
    """Rows of the second table, each with its person's place in the first."""
    pairs = list(zip(*(side.tolist() for side in lists.pairs()), strict=True))
    random.Random(seed).shuffle(pairs)
    rows = []
    for one, other in pairs:
        kinds = {*lists.second.kinds[other].split(), *lists.first.kinds[one].split()}
        if kinds.isdisjoint(_NOT_ASKED):
            rows.append((_row(lists.second, other), one))
    return rows[:asked]


def _row(table: Table, at: int) -> Row:
    return {name: column[at] for name, column in table.columns.items()}


def name_of(row: Row) -> str:
    """The name in one cell, as its sender orders it."""
    return row["name"] or " ".join(filter(None, (row["surname"], row["given"], row["patronymic"])))


def _two_words(row: Row) -> str:
    readings = _name(row).readings
    if not readings:
        return name_of(row)
    parts = (readings[0].surname, readings[0].given)
    return " ".join(part.written for part in parts if part is not None)


def _day(birth: str) -> str:
    year, month, day = birth.split("-")
    return f"{day}.{month}.{year}"


def record_of(row: Row) -> Record:
    return record(_name(row), birth=row["birth"], serial=row["serial"], call_sign=row["call_sign"])


def _name(row: Row) -> Name:
    try:
        if row["order"] == "columns":
            return read_parts(row["surname"], row["given"], row["patronymic"])
        return read(row["name"], Order(row["order"]))
    except ValueProblem:
        return Name(name_of(row), Script.NONE, Order.SURNAME_FIRST, ())


def _indexed(records: Sequence[Record]) -> tuple[sqlite3.Connection, Facts]:
    start = time.process_time()
    keys = [keys_of(record) for record in records]
    seconds = time.process_time() - start
    index = sqlite3.connect(":memory:")
    index.execute("create table key (key text not null, person integer not null)")
    index.executemany(
        "insert into key values (?, ?)",
        ((key, person) for person, own in enumerate(keys) for key in own),
    )
    index.execute("create index by_key on key (key, person)")
    often = Counter(key for own in keys for key in own)
    return index, {
        "people": len(records),
        "keys_a_person": round(sum(map(len, keys)) / len(keys), 2),
        "most_keys": max(map(len, keys)),
        "microseconds_a_person": round(1e6 * seconds / len(keys), 1),
        "people_at_the_commonest_key": {
            sort: max(often[key] for key in often if key[0] == sort) for sort in "pydigfs"
        },
    }


def asking(index: sqlite3.Connection) -> Callable[[tuple[str, ...], int], Iterable[int]]:
    """A database asked as `searching.found` wants it."""

    def ask(keys: tuple[str, ...], most: int) -> Iterable[int]:
        marks = ",".join("?" * len(keys))
        rows: Iterable[tuple[int]] = index.execute(
            f"select person from key where key in ({marks}) "
            "group by person order by count(*) desc, person limit ?",
            (*keys, most),
        )
        return (person for (person,) in rows)

    return ask


def _measured(
    ask: Callable[[tuple[str, ...], int], Iterable[int]],
    records: Sequence[Record],
    asked: Sequence[tuple[str, int]],
) -> Facts:
    first = ten = there = narrow = 0
    counts, keys = [], []
    seconds = {"reading": 0.0, "index": 0.0, "ranking": 0.0}
    for text, person in asked:
        start = time.process_time()
        try:
            looked_for = query(text, TODAY)
        except ValueProblem:
            continue
        read_at = time.process_time()
        people = found(looked_for, ask)
        found_at = time.process_time()
        hits = ranked(looked_for, [records[each] for each in people])
        seconds["ranking"] += time.process_time() - found_at
        seconds["index"] += found_at - read_at
        seconds["reading"] += read_at - start
        best = [people[hit.at] for hit in hits[:10]]
        first += best[:1] == [person]
        ten += person in best
        there += person in people
        narrow += person in found(looked_for, ask, enough=ENOUGH // 10, most=MOST // 10)
        counts.append(len(people))
        keys.append(sum(len(tier.keys) for tier in looked_for.tiers))
    counts.sort()
    return {
        "asked": len(asked),
        "refused": len(asked) - len(counts),
        "recall_at_1": round(first / len(asked), 4),
        "recall_at_10": round(ten / len(asked), 4),
        "among_candidates": round(there / len(asked), 4),
        "among_a_tenth_of_candidates": round(narrow / len(asked), 4),
        "candidates_median": counts[len(counts) // 2],
        "candidates_p95": counts[len(counts) * 95 // 100],
        "keys_asked_at_most": max(keys),
        **{
            f"milliseconds_{what}": round(1e3 * spent / len(counts), 2)
            for what, spent in seconds.items()
        },
    }
