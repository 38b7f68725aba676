"""The camp's second list against its first: whoever is chosen, and nothing besides."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from itertools import combinations

import pytest

from repatria.cli.demonstration_later import Cast, cast, later_list
from repatria.synthetic.lists.make import make_lists
from repatria.synthetic.lists.noise import SenderKind
from repatria.synthetic.lists.rows import Rows
from repatria.synthetic.lists.tables import list_lines


@cache
def made(people: int) -> dict[SenderKind, Rows]:
    return {rows.sender.kind: rows for rows in make_lists(people, 5).lists}


def read(lines: tuple[str, ...]) -> list[dict[str, str]]:
    return list(csv.DictReader(lines))


def chosen(who: Cast) -> list[tuple[int, ...]]:
    return [who.returned, who.identified, who.denied, who.unlisted, who.civilians, who.twice,
            who.misnumbered]  # fmt: skip


def test_nobody_is_chosen_twice_and_everybody_is_where_the_cast_says() -> None:
    lists = made(2000)
    who = cast(lists)
    for one, other in combinations(chosen(who), 2):
        assert not set(one) & set(other)
    on = {kind: set(rows.person.tolist()) for kind, rows in lists.items()}
    assert all(set(each) <= on[SenderKind.CAMP] for each in chosen(who))
    assert set(who.returned) <= on[SenderKind.HEADQUARTERS]
    assert set(who.identified) | set(who.denied) <= on[SenderKind.REGISTRY]
    assert not (set(who.denied) | set(who.unlisted)) & on[SenderKind.MINISTRY]
    assert set(who.moved) <= on[SenderKind.MINISTRY] - on[SenderKind.CAMP]
    assert [len(each) for each in chosen(who)] == [7, 3, 2, 6, 3, 3, 4]


def test_the_second_list_is_the_first_but_for_what_befell_it() -> None:
    lists = made(2000)
    camp, who = lists[SenderKind.CAMP], cast(lists)
    first = read(tuple("".join(list_lines(camp)).splitlines(keepends=True)))
    later = read(later_list(camp, lists[SenderKind.MINISTRY], who))
    ids = Counter(row["id"] for row in later)
    gone = [row for row in first if row["id"] not in ids]
    assert 0 < len(gone) < len(first) / 10
    by_id = {row["id"]: row for row in first}
    moved = len(who.moved)
    kept = later[: len(later) - 1 - len(who.twice) - moved]
    changed = Counter(
        name for row in kept for name, text in by_id[row["id"]].items() if row[name] != text
    )
    assert changed == {"serial": len(who.misnumbered)}
    assert sum(bool(row["category"]) for row in later) == len(who.civilians)
    assert sum(bool(row["held by"]) for row in later) == len(who.denied) + len(who.unlisted)
    assert len([number for number in ids.values() if number > 1]) == 1, "one id in two rows"


@pytest.mark.parametrize("people", [1, 5, 40])
def test_of_few_people_there_are_fewer(people: int) -> None:
    lists = made(people)
    who = cast(lists)
    lines = later_list(lists[SenderKind.CAMP], lists[SenderKind.MINISTRY], who)
    assert later_list(lists[SenderKind.CAMP], lists[SenderKind.MINISTRY], who) == lines
    assert len(read(lines)) == len(lines) - 1
