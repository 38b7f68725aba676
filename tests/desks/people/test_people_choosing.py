"""The printed rule by which one of several values is shown: on plain texts, without a store."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.people.choosing import Chosen, How, Said, choose, tally


def equal(one: Said, other: Said) -> bool:
    return one.read == other.read


def said(key: int, value: str, root: str, on: str = "", **more: int) -> Said:
    return Said(key, value, value.casefold(), root, on, key, **more)


def shown(*words: Said, picked: int | None = None, several: bool = False) -> Chosen:
    found = choose(words, equal, picked, several=several)
    assert found is not None
    return found


def test_nothing_said_is_nothing_shown() -> None:
    assert choose([], equal) is None


def test_one_source_is_shown_as_one_source() -> None:
    found = shown(said(1, "a", "x"))
    assert (found.how, found.sources, found.disagree) == (How.ONLY, 1, 0)


def test_three_sources_of_which_one_disagrees() -> None:
    found = shown(said(1, "a", "x"), said(2, "b", "y", "2025"), said(3, "a", "z"))
    assert (found.said.value, found.how) == ("a", How.MOST)
    assert (found.sources, found.disagree) == (3, 1)


def test_one_root_counts_once_however_often_it_repeats_itself() -> None:
    found = shown(
        said(1, "a", "x"),
        said(2, "a", "x"),
        said(3, "a", "x"),
        said(4, "b", "y"),
        said(5, "b", "z"),
    )
    assert found.said.value == "b"
    assert (found.sources, found.disagree) == (3, 1)


def test_a_root_that_corrects_itself_counts_by_its_newest_word() -> None:
    found = shown(said(1, "a", "x", "2024-01"), said(2, "b", "x", "2025-01"), said(3, "b", "y"))
    assert (found.said.value, found.how, found.disagree) == ("b", How.AGREED, 0)


def test_among_as_many_the_one_that_was_said_last() -> None:
    found = shown(said(1, "a", "x", "2025-06-02"), said(2, "b", "y", "2025-06-01"))
    assert (found.said.value, found.how, found.disagree) == ("a", How.NEWEST, 1)


def test_undated_words_count_as_older_and_then_the_first_entered() -> None:
    assert shown(said(1, "a", "x"), said(2, "b", "y", "2001")).said.value == "b"
    first = shown(said(1, "a", "x"), said(2, "b", "y"))
    assert (first.said.value, first.how) == ("a", How.FIRST)


def test_of_values_that_agree_the_fullest_is_shown() -> None:
    words = [said(1, "t", "x", fullness=1), said(2, "t", "y", fullness=5)._replace(value="Taras")]
    assert shown(*words).said.value == "Taras"


def test_what_a_person_chose_is_shown_whoever_disagrees() -> None:
    found = shown(said(1, "a", "x"), said(2, "a", "y"), said(3, "b", "z"), picked=3)
    assert (found.said.value, found.how, found.disagree) == ("b", How.PERSON, 2)


def test_a_choice_of_what_is_no_longer_said_is_none() -> None:
    assert shown(said(1, "a", "x"), picked=9).how is How.ONLY


def test_fields_with_several_values_have_no_disagreement() -> None:
    found = shown(said(1, "a", "x", "2024"), said(2, "b", "y", "2025"), several=True)
    assert (found.said.value, found.disagree) == ("b", 0)


def test_tally_counts_those_beside_the_record_too() -> None:
    own, other, third = said(1, "a", "x"), said(2, "b", "y"), said(3, "a", "z")
    assert tally(own, [own, other, third], equal) == (3, 1)
    assert tally(None, [other, third], equal) == (2, 0)


WORDS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from(["", "2024", "2025"])),
    min_size=1,
    max_size=8,
)


@given(WORDS)
def test_the_order_in_which_words_are_given_changes_nothing(
    words: list[tuple[str, str, str]],
) -> None:
    every = [said(key, *each) for key, each in enumerate(words)]
    assert shown(*every) == shown(*reversed(every))


@given(WORDS)
def test_whoever_is_shown_agrees_with_at_least_as_many_as_anybody_else(
    words: list[tuple[str, str, str]],
) -> None:
    every = [said(key, *each) for key, each in enumerate(words)]
    found = shown(*every)
    for each in every:
        newest = max(
            (one for one in every if one.root == each.root),
            key=lambda one: (one.said_on, one.entered),
        )
        if newest is each:
            assert found.disagree <= tally(each, every, equal)[1]
