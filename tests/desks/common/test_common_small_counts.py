"""From a table with counts held back nobody can compute one of them, by no sum and no bound."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.desks.common.small_counts import RULE, Held, Rule, Why, hold_back, hold_back_list

counts = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 60))


@st.composite
def tables(
    draw: st.DrawFn, most: int = 4, numbers: st.SearchStrategy[int] = counts
) -> list[list[int]]:
    columns = draw(st.integers(1, most))
    row = st.lists(numbers, min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=1, max_size=most))


def numbered(held: Held) -> tuple[list[tuple[int, int]], dict[tuple[int, int], int | None]]:
    """Every place of the table, and what is shown there."""
    shown: dict[tuple[int, int], int | None] = {(-1, -1): held.total}
    for i, row in enumerate(held.cells):
        shown[i, -1] = held.row_totals[i]
        shown.update({(i, j): value for j, value in enumerate(row)})
    shown.update({(-1, j): value for j, value in enumerate(held.column_totals)})
    return list(shown), shown


def equations(held: Held) -> list[dict[tuple[int, int], int]]:
    """What everybody knows of a table: its totals are the sums of its lines. Coefficients by place;
    each adds up to zero."""
    rows, columns = range(len(held.cells)), range(len(held.column_totals))
    return [
        *({**{(i, j): 1 for j in columns}, (i, -1): -1} for i in rows),
        *({**{(i, j): 1 for i in rows}, (-1, j): -1} for j in columns),
        {**{(i, -1): 1 for i in rows}, (-1, -1): -1},
        {**{(-1, j): 1 for j in columns}, (-1, -1): -1},
    ]


def solved(held: Held) -> set[tuple[int, int]]:
    """The places held back whose count follows from what is shown, by any sums and differences.

    The equations in the unknown counts, brought to reduced row echelon form in exact fractions: a
    count follows just where a row has one unknown left.
    """
    places, shown = numbered(held)
    unknown = [place for place in places if shown[place] is None]
    rows = [[Fraction(one.get(place, 0)) for place in unknown] for one in equations(held)]
    done: list[list[Fraction]] = []
    for column in range(len(unknown)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        for lines in (rows, done):
            for k, row in enumerate(lines):
                if row[column]:
                    lines[k] = [a - row[column] * b for a, b in zip(row, pivot, strict=True)]
        done.append(pivot)
    return {
        unknown[next(k for k, value in enumerate(row) if value)]
        for row in done
        if sum(map(bool, row)) == 1
    }


def whole_tables(held: Held, most: int) -> Iterator[dict[tuple[int, int], int]]:
    """Every table of counts up to `most` that agrees with what is shown."""
    _, shown = numbered(held)
    rows, columns = len(held.cells), len(held.column_totals)
    inner = [(i, j) for i in range(rows) for j in range(columns)]

    def sums(cells: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
        made = {(i, -1): sum(cells[i, j] for j in range(columns)) for i in range(rows)}
        made |= {(-1, j): sum(cells[i, j] for i in range(rows)) for j in range(columns)}
        return {**cells, **made, (-1, -1): sum(cells.values())}

    def go(
        left: list[tuple[int, int]], cells: dict[tuple[int, int], int]
    ) -> Iterator[dict[tuple[int, int], int]]:
        if not left:
            table = sums(cells)
            if all(value is None or table[place] == value for place, value in shown.items()):
                yield table
            return
        place, value = left[0], shown[left[0]]
        limit = min(
            bound
            for bound in (shown[place[0], -1], shown[-1, place[1]], shown[-1, -1], most)
            if bound is not None
        )
        for number in range(limit + 1) if value is None else (value,):
            yield from go(left[1:], {**cells, place: number})

    return go(inner, {})


@settings(max_examples=300, deadline=None)
@given(tables(5))
def test_no_sum_gives_a_count_that_is_held_back(table: list[list[int]]) -> None:
    assert solved(hold_back(table)) == set()


@settings(max_examples=60, deadline=None)
@given(tables(2, st.one_of(st.integers(0, 4), st.integers(5, 9))))
def test_no_bound_gives_a_count_that_is_held_back(table: list[list[int]]) -> None:
    """Whoever tries every table finds each count anywhere within the doubt, small ones large."""
    held = hold_back(table)
    most = max(max(row) for row in table) + RULE.doubt
    found: dict[tuple[int, int], set[int]] = {place: set() for place in held.why}
    true = {(i, j): n for i, row in enumerate(table) for j, n in enumerate(row)}
    for possible in whole_tables(held, most):
        for place, values in found.items():
            values.add(possible[place])
    for place, values in found.items():
        assert max(values) - min(values) >= RULE.doubt
        if held.why[place] is not Why.COMPLEMENT and place in true:
            assert max(values) >= true[place] + RULE.doubt


@given(tables())
def test_what_is_shown_is_true_and_never_small(table: list[list[int]]) -> None:
    held = hold_back(table)
    assert all(value in (None, true) for row, given in zip(held.cells, table, strict=True)
               for value, true in zip(row, given, strict=True))  # fmt: skip
    assert held.total in (None, sum(map(sum, table)))
    shown = [value for value in numbered(held)[1].values() if value is not None]
    assert all(value == 0 or value > RULE.most for value in shown)


@given(tables(4, st.integers(5, 500)))
def test_a_table_of_large_counts_is_shown_whole(table: list[list[int]]) -> None:
    held = hold_back(table)
    assert not held.why
    assert held.cells == tuple(map(tuple, table))


@given(st.lists(counts, min_size=1, max_size=6))
def test_a_list_hides_no_less(numbers: list[int]) -> None:
    shown, total = hold_back_list(numbers)
    hidden = [value for value in shown if value is None]
    assert len(hidden) != 1 or total is None
    assert any(1 <= number <= 4 for number in numbers) <= bool(hidden)


def test_a_lone_gap_would_be_found_out() -> None:
    """The attack of these tests succeeds where nothing but the small count is held back."""
    bare = Held(((None, 20), (30, 40)), (23, 70), (33, 60), 93, {(0, 0): Why.SMALL})
    assert solved(bare) == {(0, 0)}
    assert {table[0, 0] for table in whole_tables(bare, 99)} == {3}


def test_one_small_count_takes_three_others_with_it() -> None:
    held = hold_back([[20, 30, 2], [40, 50, 60]])
    assert held.cells == ((None, 30, None), (None, 50, None))
    assert (held.row_totals, held.column_totals, held.total) == ((52, 150), (60, 80, 62), 202)
    assert held.why[0, 2] is Why.SMALL
    assert sorted(held.why.values()) == [Why.COMPLEMENT] * 3 + [Why.SMALL]


def test_a_zero_beside_others_is_shown_and_one_that_tells_all_is_not() -> None:
    shown = hold_back([[0, 12, 9], [30, 40, 50], [20, 10, 10]])
    assert shown.cells[0] == (0, 12, 9)
    told = hold_back([[0, 12], [30, 40]])
    assert told.why[0, 0] is Why.ZERO
    assert told.cells == ((None, None), (None, None))
    assert told.row_totals == (12, 70)


def test_a_row_of_nobody_is_shown() -> None:
    held = hold_back([[0, 0], [30, 40]], Rule(lone_zeros=False))
    assert held.cells == ((0, 0), (30, 40))


def test_the_rule_can_be_stricter() -> None:
    assert hold_back_list([9, 50, 70])[0] == (9, 50, 70)
    assert hold_back_list([9, 50, 70], Rule(most=10, doubt=11))[0] == (None, None, 70)


@pytest.mark.parametrize("wrong", [[[1, 2], [3]], [[-1]]])
def test_what_is_no_table_of_counts_is_refused(wrong: list[list[int]]) -> None:
    with pytest.raises(ValueError, match=r"length|below zero"):
        hold_back(wrong)


@pytest.mark.parametrize("rule", [{"least": 0}, {"least": 5, "most": 4}, {"doubt": 0}])
def test_a_rule_that_hides_nothing_is_refused(rule: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="leaves some doubt"):
        Rule(**rule)
