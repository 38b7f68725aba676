"""Offers and answers: what can follow what, and what stands on a day."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import planning_lists as made
import pytest

from repatria.base.errors import ValueProblem
from repatria.planning.answer_codes import (
    MAY_HAVE_DAY,
    NEEDS_BASIS,
    SAID,
    STANDS,
    Said,
    Standing,
    as_told,
)
from repatria.planning.answers import (
    Answer,
    AnswerWithdrawn,
    Asking,
    Offer,
    OfferWithdrawn,
    after,
    replay,
)
from repatria.planning.eligible import gate
from repatria.planning.facts import Held, Person
from repatria.planning.reasons import VETOES, Reason
from repatria.planning.terms import Terms

DAY = date(2031, 6, 2)
DEADLINE = DAY + timedelta(days=7)


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def offer(*codes: str, number: int = 1, day: int = 0, until: int = 7) -> Offer:
    return Offer(number, "south", codes or ("a", "b", "c"), on(day), on(until))


def answer(code: str, said: Said = Said.AGREED, day: int = 1, number: int = 1, **more) -> Answer:
    return Answer(number, code, said, on(day), **more)


def refused(*events) -> str:
    with pytest.raises(ValueProblem) as caught:
        replay(events)
    return str(caught.value)


def test_silence_is_open_until_the_deadline_and_then_no_answer() -> None:
    asking = replay([offer()])
    assert asking.stands("a", on(7)) is Standing.OPEN
    assert asking.stands("a", on(8)) is Standing.NOT_ANSWERED
    assert asking.stands("z", on(8)) is Standing.NOT_ASKED


def test_an_answer_on_the_last_day_counts_and_one_after_is_kept_as_late() -> None:
    asking = replay([offer(), answer("a", day=7), answer("b", day=8)])
    assert asking.stands("a", on(9)) is Said.AGREED
    assert asking.stands("b", on(9)) is Standing.NOT_ANSWERED
    assert asking.questions["b"].late == answer("b", day=8)
    assert asking.questions["b"].answer is None


def test_nothing_is_answered_twice_without_taking_back() -> None:
    once = [offer(), answer("a")]
    assert "answered already" in refused(*once, answer("a", Said.NOT_HELD, day=2))
    late = [offer(), answer("a", day=8)]
    assert "answered already" in refused(*late, answer("a", day=9))
    back = [*once, AnswerWithdrawn(1, "a", on(2))]
    assert replay(back).stands("a", on(3)) is Standing.OPEN
    anew = replay([*back, answer("a", Said.NOT_HELD, day=3)])
    assert anew.stands("a", on(3)) is Said.NOT_HELD
    assert len(anew.events) == 4


def test_an_answer_taken_back_after_the_deadline_is_told_apart_from_silence() -> None:
    asking = replay([offer(), answer("a"), AnswerWithdrawn(1, "a", on(9))])
    assert asking.stands("a", on(9)) is Standing.WITHDRAWN
    late = after(asking, answer("a", day=10))
    assert late.stands("a", on(10)) is Standing.WITHDRAWN
    assert late.questions["a"].late is not None


def test_who_is_asked_is_not_asked_again_while_the_question_or_its_answer_stands() -> None:
    assert "asked about already" in refused(offer(), offer("a", number=2, day=1))
    assert "asked about already" in refused(
        offer(), answer("a", Said.NOT_HELD), offer("a", number=2, day=9, until=9)
    )
    again = replay([offer(), offer("a", number=2, day=8, until=12)])
    assert again.stands("a", on(9)) is Standing.OPEN
    assert again.stands("b", on(9)) is Standing.NOT_ANSWERED


def test_an_offer_is_taken_back_whole_or_for_some() -> None:
    some = replay([offer(), answer("a"), OfferWithdrawn(1, on(2), ("a", "b"))])
    assert [some.stands(code, on(2)) for code in "abc"] == [
        Standing.NOT_ASKED,
        Standing.NOT_ASKED,
        Standing.OPEN,
    ]
    whole = after(some, OfferWithdrawn(1, on(3)))
    assert whole.questions == {}
    assert "no longer" in refused(offer(), OfferWithdrawn(1, on(2)), answer("a", day=3))
    moved = [offer(), offer("a", number=2, day=8, until=12), OfferWithdrawn(1, on(9))]
    assert replay(moved).stands("a", on(9)) is Standing.OPEN


@pytest.mark.parametrize(
    ("events", "why"),
    [
        ([offer("a", "a")], "twice"),
        ([replace(offer(), codes=())], "names somebody"),
        ([offer(day=3, until=2)], "deadline"),
        ([offer(), offer("d", number=1)], "number 1 already"),
        ([offer(day=3), answer("a", day=2)], "before that"),
        ([answer("a")], "not asked"),
        ([offer(), answer("z")], "not asked"),
        ([offer(), answer("a", number=2)], "not asked"),
        ([offer(), answer("a", Said.REFUSED)], "has a basis"),
        ([offer(), answer("a", Said.NOT_HELD, basis="sentence")], "has a basis"),
        ([offer(), answer("a", Said.REFUSED, basis="other")], "no basis other"),
        ([offer(), answer("a", Said.NOT_HELD, happened=on(0))], "death or a return"),
        ([offer(), answer("a", Said.DEAD, happened=on(2))], "after the answer"),
        ([offer(), AnswerWithdrawn(1, "a", on(1))], "no answer"),
        ([OfferWithdrawn(1, on(0))], "no offer"),
        ([offer(), OfferWithdrawn(1, on(1), ("z",))], "not asked"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(events, why: str) -> None:
    assert why in refused(*events)


def test_a_refused_entry_leaves_the_state_as_it_was() -> None:
    asking = replay([offer(), answer("a")])
    with pytest.raises(ValueProblem):
        after(asking, answer("a"))
    assert asking == replay([offer(), answer("a")])


def test_random_histories_agree_with_a_state_kept_by_hand() -> None:
    """A model that shares nothing: for each code one list of what happened since it was asked."""
    for seed in range(300):
        chance = random.Random(seed)
        events: list = []
        since: dict[str, list] = {}
        day, number = 0, 0
        for _ in range(30):
            day += chance.choice((0, 0, 1, 3))
            code = chance.choice("abcd")
            kind = chance.randrange(4)
            story = since.get(code, [])
            if kind == 0:
                number += 1
                event = offer(code, number=number, day=day, until=day + chance.choice((2, 6)))
                stands = _by_hand(story, day)
                good = stands not in ("open", "said")
                new = [event]
            elif kind == 1:
                event = answer(code, chance.choice((Said.AGREED, Said.NOT_KNOWN)), day, number)
                good = bool(story) and story[0].number == number
                good = good and not isinstance(story[-1], Answer)
                new = [*story, event]
            elif kind == 2:
                event = AnswerWithdrawn(number, code, on(day))
                good = bool(story) and story[0].number == number
                good = good and isinstance(story[-1], Answer)
                new = [*story, event]
            else:
                event = OfferWithdrawn(number, on(day), (code,))
                good = bool(story) and story[0].number == number
                new = []
            if not good:
                with pytest.raises(ValueProblem):
                    replay([*events, event])
                continue
            events.append(event)
            since[code] = new
        asking = replay(events)
        for code in "abcd":
            stands = asking.stands(code, on(day))
            told = "said" if isinstance(stands, Said) else stands.value
            assert told == _by_hand(since.get(code, []), day), (seed, code)


def _by_hand(story: list, day: int) -> str:
    if not story:
        return "not_asked"
    deadline = story[0].deadline
    if isinstance(story[-1], Answer) and story[-1].day <= deadline:
        return "said"
    if on(day) <= deadline:
        return "open"
    took_back = any(
        isinstance(two, AnswerWithdrawn) and one.day <= deadline for one, two in pairwise(story)
    )
    return "withdrawn" if took_back else "not_answered"


def test_the_lists_of_codes_are_closed_and_told_in_words() -> None:
    assert set(SAID) == set(Said)
    assert set(STANDS) == set(Standing)
    assert "other" not in {*Said, *Standing}
    assert set(Said) >= NEEDS_BASIS | MAY_HAVE_DAY


RULE = Terms("t", "both", made.SIDES, None, (), (), ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said.NOT_HELD, Reason.HOLDER_DENIES),
        (Said.NOT_KNOWN, Reason.NOT_CONFIRMED_HELD),
        (Said.DEAD, Reason.REPORTED_DEAD),
        (Said.RETURNED, Reason.ALREADY_RETURNED),
        (Said.REFUSED, Reason.VETO),
        (Said.UNFIT, Reason.UNFIT_TO_TRAVEL),
        (Said.NO_CONSENT, Reason.NO_CONSENT),
        (Said.NEEDS_COMMISSION, Reason.OUTSIDE_TERMS),
        (Said.AGREED, Reason.OUTSIDE_TERMS),
    ],
)
def test_an_answer_taken_as_true_shuts_its_gate(said: Said, why: Reason) -> None:
    one = Person("a", made.SIDES[0], made.SIDES[1], held=Held.CONFIRMED)
    basis = next(iter(VETOES)) if said in NEEDS_BASIS else ""
    assert gate(as_told(one, said, basis), RULE, made.ON) is why


def test_nothing_asked_is_the_empty_state() -> None:
    assert replay([]) == Asking()
    assert Asking().known(DAY) == {}
