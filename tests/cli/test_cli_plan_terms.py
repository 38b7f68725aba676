"""`repatria plan terms`: sentences, doubts with their keys, two readings side by side."""

from __future__ import annotations

import re

import pytest

from plan_work import AGREEMENT, HEAD, agreement_file, people_file, person, plain, types
from repatria.planning.shipped import shipped_names, shipped_terms
from repatria.planning.terms_check import terms_doubts


@pytest.mark.parametrize("name", shipped_names())
def test_every_agreement_that_ships_is_told_and_says_nothing_that_needs_a_choice(name):
    done = types("plan", "terms", name)
    assert done.exit_code == 0, done.output
    assert shipped_terms(name).name in done.stdout
    assert "needs a signed choice" not in done.stdout


def test_an_agreement_is_told_line_by_line(tmp_path):
    told = plain(types("plan", "terms", agreement_file(tmp_path / "a.txt")))
    assert "line 10: Clause 1, one for one: as many return to one side as to the other." in told
    assert "line 12: Seats in one round to NL: 3." in told
    assert "Nothing in it is doubtful." in told


def test_a_doubt_comes_with_the_key_that_is_signed(tmp_path):
    text = HEAD + "clause 1 equal of soldier\nclause 2 all for all of man\nseats each 3\n"
    file = agreement_file(tmp_path / "a.txt", text)
    told = plain(types("plan", "terms", file))
    found = re.search(r"line 11, clause 2, two_classes: .* \[needs a signed choice: (\w+)\]", told)
    from repatria.planning.terms_text import parse_terms

    (doubt,) = [each for each in terms_doubts(parse_terms(text, "a.txt")) if each.blocks]
    assert found is not None
    assert found[1] == doubt.key


def test_people_show_what_is_doubtful_only_with_them(tmp_path):
    file = agreement_file(tmp_path / "a.txt", AGREEMENT.replace("of soldier", "of woman"))
    assert "nobody_now" not in plain(types("plan", "terms", file))
    people = people_file(tmp_path / "p.csv", [person("N-1"), person("S-1", "SL")])
    told = plain(types("plan", "terms", file, "--people", people, "--on", "2031-06-20"))
    assert "Nobody in the register is in the scope of clause 1. [only said]" in told


def test_two_readings_stand_side_by_side():
    names = ("istanbul-2025-06-02-ukraine", "istanbul-2025-06-02-russia")
    told = types("plan", "terms", *names).stdout.partition("Side by side")[2]
    assert "clauses: differs" in told
    assert "remains UA: agreed" in told
    assert "order: one-sided" in told
    assert "why: They promise by other rules: all for all; at least." in told


def test_readings_of_other_sides_and_three_of_them_are_refused():
    names = ("istanbul-2025-06-02-ukraine", "dix-hill-1862")
    assert types("plan", "terms", *names).exit_code == 1
    assert types("plan", "terms", *names, names[0]).exit_code == 2


def test_a_file_that_is_no_agreement_is_refused_by_line(tmp_path):
    done = types("plan", "terms", agreement_file(tmp_path / "a.txt", AGREEMENT + "nonsense\n"))
    assert done.exit_code == 1
    assert "a.txt, row 14" in done.stderr
    (tmp_path / "b.txt").write_bytes(b"agreement x\n\xff\xfe\n")
    assert (
        "b.txt, row 2: this is not UTF-8 text" in types("plan", "terms", tmp_path / "b.txt").stderr
    )
    assert "cannot be opened" in types("plan", "terms", tmp_path / "c.txt").stderr
