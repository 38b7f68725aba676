"""From statements to facts: rule by rule, with neither a store nor a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.desks.exchanges.facts import FIELDS, read_person
from repatria.desks.exchanges.facts_rules import OTHER_HOLDER, Context
from repatria.desks.exchanges.queries.facts import camp_code
from repatria.desks.exchanges.words import NAMED_WORDS
from repatria.desks.people.shown import Word
from repatria.desks.people.values import read_value
from repatria.planning.facts import Consent, Held, Medical, Person, Sex

ON = date(2031, 7, 1)
CONTEXT = Context(
    ("A", "B"), {"a": "A", "aland": "A", "b": "B", "bland": "B"}, {"sender:S1": "B"}, ON,
    lambda place: f"K-{len(place)}",
)  # fmt: skip
_keys = count(1)


def word(field: str, value: str, root: str = "r1", said: str = "2030-01-01", **more: Any) -> Word:
    key = next(_keys)
    return Word(key, field, value, read_value(field, value), root, said, entered=key, **more)


BASIS = (
    word("power", "Aland"), word("category", "soldier"), word("sex", "male"),
    word("birth", "1990-01-02"), word("captured_on", "2029-03-04"),
    word("state", "captive", holder="Bland", on="2029-03-04"),
)  # fmt: skip


def read(*words: Word, picked: dict[str, int] | None = None, **context: Any) -> Any:
    return read_person("R-1", words, picked or {}, replace(CONTEXT, **context))


def without(field: str) -> list[Word]:
    return [each for each in BASIS if each.field != field]


def test_a_plain_record() -> None:
    found = read(*BASIS, word("held_at", "Colony 5"), word("rank", "Private"))
    assert found.person == Person(
        "R-1", "A", "B", camp="K-8", held=Held.CONFIRMED, born=date(1990, 1, 2), sex=Sex.MALE,
        captured=date(2029, 3, 4), rank="private",
    )  # fmt: skip
    assert found.disputed == ()
    assert found.named == ()


def test_of_whom_nothing_is_said_nothing_is_taken() -> None:
    found = read()
    assert found.person == Person("R-1", "", "")
    assert found.named == ("side_not_stated", "category_not_stated")
    assert read(unstated_side="A").person.side == "A"


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ([word("state", "missing")], Held.UNKNOWN),
        ([word("state", "reported_captive", holder="B")], Held.WITNESS),
        ([word("state", "reported_captive", root="sender:S1")], Held.CONFIRMED),
        ([word("state", "reported_captive", holder="B"), word("life", "visit")], Held.CONFIRMED),
        ([word("state", "reported_captive", holder="B"), word("life", "call")], Held.WITNESS),
        ([word("state", "captive"), word("state", "returned", "r2", "2030-02-01")], Held.RETURNED),
        ([word("state", "captive"), word("state", "dead", "r2", "2030-02-01")], Held.DEAD),
        ([word("state", "captive", holder="B"),
          word("state", "denied", "r2", "2030-02-01", holder="B")], Held.DENIED),
        ([word("state", "escaped")], Held.UNKNOWN),
    ],
)  # fmt: skip
def test_how_well_it_is_known_that_somebody_is_held(words: list[Word], held: Held) -> None:
    assert read(*without("state"), *words).person.held is held


def test_a_contradicted_state_confirms_nothing_until_a_person_chooses() -> None:
    dead = word("state", "dead", "r2", "2030-02-01", on="2030-02-01")
    alive = word("state", "captive", "r3", "2030-03-01", on="2030-03-01", holder="B")
    found = read(*without("state"), dead, alive)
    assert found.person.held is Held.UNKNOWN
    assert "state_contradicted" in found.named
    chosen = read(*without("state"), dead, alive, picked={"state": alive.key})
    assert chosen.person.held is Held.CONFIRMED
    assert "state_contradicted" not in chosen.named


def test_days_that_cannot_both_be_right_are_both_left_out() -> None:
    found = read(*without("birth"), word("birth", "2030-01-01"))
    assert (found.person.born, found.person.captured) == (None, None)
    assert "born_after_capture" in found.named
    year = read(*without("captured_on"), word("captured_on", "2029"))
    assert year.person.captured is None
    assert "captured_unclear" in year.named
    later = read(*without("captured_on"), word("captured_on", "2031-08-01"))
    assert later.person.captured is None
    assert "captured_to_come" in later.named


def test_a_disputed_birth_is_named_and_the_registers_choice_taken() -> None:
    found = read(*BASIS, word("birth", "1991-01-02", "r2"), word("birth", "1990-01-02", "r3"))
    assert found.person.born == date(1990, 1, 2)
    assert "born_disputed" in found.named


@pytest.mark.parametrize(
    ("category", "until", "medical", "confirmed"),
    [
        ("incurable", "2032-01-01", Medical.GRAVELY_ILL, True),
        ("over_a_year", "2031-07-01", Medical.GRAVELY_ILL, True),
        ("diminished", "2031-06-30", Medical.GRAVELY_ILL, False),
        ("neutral_year", "2032-01-01", Medical.NONE, False),
        ("none", "2032-01-01", Medical.NONE, False),
    ],
)
def test_article_110_decides_and_runs_out(
    category: str, until: str, medical: Medical, confirmed: bool
) -> None:
    found = read(*BASIS, word("medical_110", category, until=until))
    assert (found.person.medical, found.person.medical_confirmed) == (medical, confirmed)
    assert ("category_ran_out" in found.named) is (category == "diminished")


def test_a_wound_that_somebody_told_of_is_no_decision() -> None:
    found = read(*BASIS, word("health", "seriously wounded".replace(" ", "_")))
    assert found.person.medical is Medical.SERIOUSLY_WOUNDED
    assert not found.person.duty


def test_two_commissions_that_disagree_make_two_readings() -> None:
    one = word("medical_110", "incurable", "c1", on="2031-01-01", until="2032-01-01")
    other = word("medical_110", "none", "c2", on="2031-02-01", until="2032-02-01")
    found = read(*BASIS, one, other)
    assert not found.person.duty
    (disputed,) = found.disputed
    assert disputed.what == "medical"
    assert disputed.other.duty
    assert read(*BASIS, one, other, picked={"medical_110": one.key}).disputed == ()
    assert read(*BASIS, one, other._replace(root="c1")).disputed == (), "it looked again"


def test_two_holders_make_two_readings_and_a_third_is_outside() -> None:
    newer = word("held_by", "A group", "r2", "2030-05-01")
    found = read(*BASIS, newer)
    assert found.person.holder == OTHER_HOLDER
    assert "holder_unknown" in found.named
    (disputed,) = found.disputed
    assert (disputed.what, disputed.other.holder) == ("holder", "B")
    assert read(*BASIS, newer, picked={"held_by": newer.key}).disputed == ()


def test_the_newest_answer_holds_and_consent_taken_back_is_none() -> None:
    given_, back = (
        word("wish_return", value, root, on=on)
        for value, root, on in (("given", "r2", "2031-01-01"), ("withdrawn", "r3", "2031-02-01"))
    )
    assert read(*BASIS).person.consent is Consent.NOT_ASKED
    assert read(*BASIS, given_).person.consent is Consent.GIVEN
    assert read(*BASIS, given_, back).person.consent is Consent.REFUSED
    later = word("wish_return", "not_asked", "r4", on="2031-03-01")
    assert read(*BASIS, given_, later).person.consent is Consent.GIVEN


def test_a_camps_code_tells_nothing_and_is_the_same_for_the_same_place(settings: Any) -> None:
    one = camp_code("colony 5")
    assert one == camp_code("colony 5") != camp_code("colony 6")
    assert "colony" not in one
    settings.SECRET_KEY = "another installation's"
    assert camp_code("colony 5") != one


_VALUES = {
    "power": ["A", "Bland", "Elsewhere"], "category": ["soldier", "civilian", "?"],
    "state": ["captive", "reported_captive", "dead", "returned", "denied", "missing", "escaped"],
    "birth": ["1990-01-02", "1990", "2030-02-02", "?"],
    "captured_on": ["2029-03-04", "2029-03", "2032-01-01"],
    "held_by": ["B", "A", "A group"], "held_at": ["Colony 5", "Colony 6"],
    "life": ["visit", "list", "letter"], "health": ["sick", "seriously_wounded"],
    "medical_110": ["incurable", "none", "neutral_year"],
    "wish_return": ["given", "refused", "withdrawn", "not_asked"], "sex": ["male", "woman"],
    "rank": ["private", "major"], "unit": ["72", "73"],
}  # fmt: skip
_POOL = [
    word(field, value, root, said, until=until, holder=holder)
    for field, values in sorted(_VALUES.items())
    for value in values
    for root, said, until, holder in (
        ("r1", "", "", ""), ("r2", "2029-05", "2031-01-01", "A"),
        ("sender:S1", "2030-01-01", "2032", "B"), ("r1", "2030-06-01", "", "A group"),
    )
]  # fmt: skip


@given(st.lists(st.sampled_from(_POOL), max_size=12, unique_by=id), st.randoms())
def test_whatever_is_said_is_read_and_its_order_does_not_matter(
    words: list[Word], chance: Any
) -> None:
    found = read(*words)
    mixed = list(words)
    chance.shuffle(mixed)
    assert read(*mixed) == found
    person = found.person
    assert set(found.named) <= set(NAMED_WORDS)
    assert person.side in ("", "A", "B")
    assert person.holder in ("", "A", "B", OTHER_HOLDER)
    assert person.born is None or person.captured is None or person.born <= person.captured
    assert person.captured is None or person.captured <= ON
    for each in found.disputed:
        assert each.other != person
        assert each.other.code == person.code
    assert set(_VALUES) == FIELDS
