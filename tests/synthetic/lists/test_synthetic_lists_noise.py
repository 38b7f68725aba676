"""The table of noise: whole, within bounds, and the rows of lists follow it."""

from __future__ import annotations

import numpy as np
import pytest
from made_lists import PEOPLE, everybody, population

from repatria.synthetic.lists.births import Precision
from repatria.synthetic.lists.marks import listed
from repatria.synthetic.lists.noise import NOISE, Field, Kind, SenderKind
from repatria.synthetic.lists.senders import DEAD, SENDERS, STATUS_WORDS

# Befall any row that nothing else excludes.
UNCONDITIONAL = (
    Kind.TYPO, Kind.INITIALS, Kind.ORDER, Kind.RANK_INSIDE, Kind.BLANKS, Kind.BIRTH_ABSENT,
)  # fmt: skip


def test_every_kind_has_a_rate_for_every_sender_and_a_reason():
    assert set(NOISE) == set(Kind)
    for noise in NOISE.values():
        assert set(noise.percent) == set(SenderKind)
        assert all(0 <= percent <= 5 for percent in noise.percent.values())
        assert any(noise.percent.values())
        assert noise.why


def test_a_latin_list_has_no_noise_of_cyrillic_and_the_reverse():
    cyrillic = (Kind.OTHER_LANGUAGE, Kind.LETTERS, Kind.YO, Kind.OBLIQUE, Kind.KEYBOARD)
    latin = (Kind.MIXED_SCHEMES, Kind.ZGH, Kind.ENGLISH_NAME)
    for kind, sender in SENDERS.items():
        for one in cyrillic if sender.latin else latin:
            assert NOISE[one].percent[kind] == 0


@pytest.mark.parametrize("sender", SenderKind)
def test_kinds_befall_about_as_many_rows_as_the_table_says(sender):
    made = everybody(sender)
    for kind in UNCONDITIONAL:
        expected = NOISE[kind].rate(sender) * PEOPLE
        # Five standard deviations, and what other kinds exclude.
        bound = 5 * np.sqrt(expected + 1) + 0.02 * expected
        assert abs(int(made.marks[kind].sum()) - expected) < bound, kind


@pytest.mark.parametrize("sender", SenderKind)
def test_no_kind_befalls_more_rows_than_the_table_says(sender):
    made = everybody(sender)
    for kind, noise in NOISE.items():
        expected = noise.rate(sender) * PEOPLE
        assert int(made.marks[kind].sum()) <= expected + 5 * np.sqrt(expected + 1)
        if expected == 0:
            assert not made.marks[kind].any()


@pytest.mark.parametrize("sender", SenderKind)
def test_hopeless_rows_are_fewer_than_one_in_a_hundred(sender):
    made = everybody(sender)
    marks, columns = made.marks, made.columns
    unborn = made.births.precision == Precision.NOTHING
    bare = (columns["serial"] == "") & (columns["birthplace"] == "") & unborn
    hopeless = marks[Kind.CALL_SIGN_ONLY] | (marks[Kind.INITIALS] & bare) | marks[Kind.WRONG_NAME]
    assert hopeless.mean() < 0.01


@pytest.mark.parametrize("sender", SenderKind)
def test_only_the_dead_bear_a_wrong_name_and_the_truth_says_whose(sender):
    made = everybody(sender)
    wrong = made.marks[Kind.WRONG_NAME]
    assert (wrong == (made.named != made.person)).all()
    dead = STATUS_WORDS[SENDERS[sender].language][DEAD]
    assert set(made.columns["status"][wrong]) <= {dead}


def test_rows_may_carry_several_kinds_and_the_truth_lists_them():
    made = everybody(SenderKind.CAMP)
    told = listed(made.marks)
    assert max(len(kinds.split()) for kinds in told) >= 4
    counted = sum(int(mark.sum()) for mark in made.marks.values())
    assert sum(len(kinds.split()) for kinds in told) == counted


def test_every_kind_befalls_some_row_of_some_sender():
    found = {
        kind
        for sender in SenderKind
        for kind, mark in everybody(sender).marks.items()
        if mark.any()
    }
    assert found == set(Kind)


def test_call_signs_are_only_of_those_who_have_one():
    people, _ = population()
    for sender in (SenderKind.CAMP, SenderKind.VOLUNTEERS):
        made = everybody(sender)
        for kind in (Kind.CALL_SIGN_ONLY, Kind.CALL_SIGN_INSIDE):
            assert (people.call_sign[made.person[made.marks[kind]]] >= 0).all()


def test_name_kinds_are_most_of_the_table():
    fields = [noise.field for noise in NOISE.values()]
    assert fields.count(Field.NAME) > len(fields) / 2
