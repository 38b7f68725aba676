"""The two big tables for benches, small: rows, true pairs, the split by the declared order."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.base.errors import ValueProblem
from repatria.synthetic.lists.noise import NOISE, Field
from repatria.synthetic.lists.senders import SENDERS
from repatria.synthetic.lists.two_lists import COLUMNS, two_lists


@pytest.fixture(scope="module")
def made():
    return two_lists(3_000, 1_200, seed=2, common=900)


def test_tables_have_the_rows_and_columns_asked_for(made):
    assert (len(made.first), len(made.second), len(made.people)) == (3_000, 1_200, 3_300)
    for table in (made.first, made.second):
        assert tuple(table.columns) == COLUMNS
        assert {len(column) for column in table.columns.values()} == {len(table)}
        assert len(set(table.columns["id"])) == len(table)
        assert all(code.startswith("SYN-") for code in table.columns["id"])
        assert len(set(table.person.tolist())) == len(table)


def test_the_first_is_of_the_home_side_and_the_second_of_the_others(made):
    assert {SENDERS[kind].language for kind in set(made.first.columns["sender"])} == {"uk"}
    assert {SENDERS[kind].language for kind in set(made.second.columns["sender"])} == {"ru", "en"}


def test_true_pairs_are_of_one_person_and_all_of_them(made):
    first, second = made.pairs()
    assert len(first) == 900
    assert (made.first.person[first] == made.second.person[second]).all()
    assert len(set(made.first.person.tolist()) & set(made.second.person.tolist())) == 900


def test_pairs_of_kin_are_of_two_people_who_are_kin(made):
    first, second, relations = made.kin_pairs()
    people = made.first.person[first], made.second.person[second]
    assert (people[0] != people[1]).all()
    known = {}
    for one, other, relation in zip(made.kin.one, made.kin.other, made.kin.relation, strict=True):
        known.setdefault(frozenset((int(one), int(other))), set()).add(relation)
    pairs = [frozenset(pair) for pair in zip(*(side.tolist() for side in people), strict=True)]
    assert all(relation in known[pair] for pair, relation in zip(pairs, relations, strict=True))
    on_first, on_second = set(made.first.person.tolist()), set(made.second.person.tolist())
    expected = sum(
        (one in on_first and other in on_second) + (other in on_first and one in on_second)
        for one, other in zip(made.kin.one.tolist(), made.kin.other.tolist(), strict=True)
    )
    assert len(pairs) == expected > 20


def test_without_a_number_in_common_it_is_the_usual_share():
    assert len(two_lists(1_000, 231, seed=1).pairs()[0]) == 180
    assert len(two_lists(5, 231, seed=1).pairs()[0]) == 5


def test_equal_seeds_make_equal_tables_and_others_others(made):
    again = two_lists(3_000, 1_200, seed=2, common=900)
    other = two_lists(3_000, 1_200, seed=3, common=900)
    for name in COLUMNS:
        assert (made.second.columns[name] == again.second.columns[name]).all()
    assert (made.first.kinds == again.first.kinds).all()
    assert (made.first.columns["name"] != other.first.columns["name"]).any()


def test_names_of_one_cell_are_split_by_the_declared_order_and_nothing_else(made):
    table = made.second.columns
    for row in range(len(made.second)):
        parts = [table[name][row] for name in ("surname", "given", "patronymic")]
        if table["order"][row] == "columns":
            assert table["name"][row] == ""
            continue
        words = table["name"][row].split()
        if table["order"][row] == "surname-last":
            words = [words[-1], *words[:-1]]
        assert parts == [*words[:2], *[""] * (2 - len(words)), " ".join(words[2:])]


def test_births_are_written_alike_whoever_sends_them(made):
    for table in (made.first, made.second):
        for text in table.columns["birth"]:
            assert text == "" or len(text) in (4, 10)
            assert "." not in text
            assert "/" not in text


def test_rows_of_which_nothing_is_noted_agree_where_both_tell(made):
    first, second = made.pairs()
    clean = (made.first.kinds[first] == "") & (made.second.kinds[second] == "")
    for column in ("birth", "serial"):
        one = made.first.columns[column][first[clean]]
        other = made.second.columns[column][second[clean]]
        told = (one != "") & (other != "")
        assert told.any()
        assert (one == other)[told].all()


def test_about_as_many_rows_are_touched_as_the_rates_say(made):
    share = float((made.second.kinds != "").mean())
    assert 0.25 < share < 0.55
    assert float((made.first.kinds != "").mean()) < share
    names = {kind.value for kind, noise in NOISE.items() if noise.field is Field.NAME}
    touched = [bool(names & set(kinds.split())) for kinds in made.second.kinds]
    assert 0.1 < np.mean(touched) < 0.35


def test_more_people_in_common_than_there_are_is_refused():
    with pytest.raises(ValueProblem, match="cannot share"):
        two_lists(10, 20, seed=1, common=15)
    with pytest.raises(ValueProblem, match="at least one person"):
        two_lists(0, 20, seed=1, common=0)
    with pytest.raises(ValueProblem, match="seed"):
        two_lists(20, 10, seed=-1)
