"""98 % refused. In February 2025 a headquarters said that of a hundred people it asks for by name
ninety-eight are refused, and that those who were agreed on are sometimes not brought.

So a list is no set but an order: whoever is refused leaves the place to the next. The round is
filled all the same, by the right people, in whatever batches they are asked; and where the register
is too small to fill it, that is said, before and after. Everybody here is made up.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest

from repatria.planning.answer_codes import Said, Standing
from repatria.planning.answers import Answer, Event, Offer, replay
from repatria.planning.eligible import gate
from repatria.planning.facts import Held
from repatria.planning.how_many import how_many
from repatria.planning.lottery import number
from repatria.planning.order import order_key
from repatria.planning.reasons import VETOES
from repatria.planning.standby import final, next_to_ask, settled, standby, standby_order
from repatria.planning.terms_text import parse_terms
from repatria.synthetic.captives.make import make_captives
from repatria.synthetic.captives.rates import USUAL_RATES

ON = date(2025, 6, 20)
RATE = 0.02
ALL_FOR_ALL = """\
agreement All for all
reading both
sides NL SL
source https://example.org/1
tier worst seriously_wounded or gravely_ill
tier young age 18..25
then longest held, lottery
clause 1 all for all of any
seats each 20
"""


def terms(text: str = ALL_FOR_ALL):
    return parse_terms(text, "agreement.txt")


def numbers(code: str) -> int:
    return number(b"a draw of this story\n", code)


@pytest.fixture(scope="module")
def world():
    """Nobody lies down: every seat is one person's. Of fifty who are asked for one is agreed on."""
    rates = USUAL_RATES.with_rate("agrees", RATE).with_rate("stretcher", 0.0)
    made = make_captives(3_000, 3_000, 98, sides=("NL", "SL"), day=ON, rates=rates)
    return made, {each.code: each for each in made.truth}


def in_order(people, rule) -> Iterator[str]:
    """Whoever can be considered, in the order of the agreement: tier, days held, lottery."""
    could = [each for each in people if gate(each, rule, ON) is None]
    could.sort(key=lambda each: order_key(each, rule.tiers, ON, numbers(each.code)))
    return (each.code for each in could)


class Holder:
    """Answers what the truth is: yes for one in fifty, and else a refusal on some basis."""

    def __init__(self, truth) -> None:
        self.truth = truth
        self.events: list[Event] = []
        self.offers = 0
        self.day = ON - timedelta(days=2_000)

    def asks(self, codes: Sequence[str]) -> None:
        """One more offer, all of it answered on the day."""
        self.offers, self.day = self.offers + 1, self.day + timedelta(days=1)
        self.events.append(Offer(self.offers, "SL", tuple(codes), self.day, self.day))
        self.events += (self.answer(code) for code in codes)

    def answer(self, code: str) -> Answer:
        if self.truth[code].state is not Held.CONFIRMED:
            return Answer(self.offers, code, Said.NOT_HELD, self.day)
        if self.truth[code].agrees:
            return Answer(self.offers, code, Said.AGREED, self.day)
        bases = sorted(VETOES)
        return Answer(self.offers, code, Said.REFUSED, self.day, bases[int(code[-1]) % len(bases)])

    def known(self) -> dict[str, Said | Standing]:
        return replay(self.events).known(self.day)


def would_go(world, side: str, rule) -> list[str]:
    """Who should go: down the order, those to whom the holder would agree."""
    made, truth = world
    people = [each for each in made.people if each.side == side]
    return [code for code in in_order(people, rule) if truth[code].agrees
            and truth[code].state is Held.CONFIRMED]  # fmt: skip


def test_the_round_is_filled_by_the_right_people_in_the_right_order(world):
    made, truth = world
    rule = terms()
    order = standby(made.people, rule, ON, numbers)
    holder = Holder(truth)
    asked = 0
    while not settled(order, holder.known()):
        batch = [code for codes in next_to_ask(order, holder.known()) for code in codes]
        holder.asks(batch)
        asked += len(batch)
    done = final(order, holder.known())

    for side, name in enumerate(rule.sides):
        right = would_go(world, name, rule)
        assert len(right) > 20
        assert list(done.listed[side]) == right[:20]
    assert done.empty == (0, 0)
    assert done.register_too_small == (False, False)
    # About fifty questions for a seat; and nobody was asked for whom there was no seat any more.
    last = [order.codes[side].index(done.listed[side][-1]) for side in (0, 1)]
    assert asked == sum(last) + 2
    assert asked > 20 * 2 * 20


def test_in_whatever_batches_they_are_asked_the_same_people_go(world):
    made, truth = world
    rule = terms()
    order = standby(made.people, rule, ON, numbers)
    chance = random.Random(1)
    found = set()
    for size in (7, 400, 5_000):
        holder = Holder(truth)
        everybody = [code for line in standby_order(order) for code in line]
        chance.shuffle(everybody)
        for at in range(0, len(everybody), size):
            holder.asks(everybody[at : at + size])
        found.add(final(order, holder.known()).listed)
    assert found == {
        (tuple(would_go(world, "NL", rule)[:20]), tuple(would_go(world, "SL", rule)[:20]))
    }


def test_everybody_who_stays_has_the_holders_word_or_the_lists_reason(world):
    made, truth = world
    rule = terms()
    order = standby(made.people, rule, ON, numbers)
    holder = Holder(truth)
    holder.asks(order.codes[0])
    done = final(order, holder.known())
    assert set(done.why) == {each.code for each in made.people}
    for code in order.codes[0]:
        if code not in done.listed[0] and not truth[code].agrees:
            assert done.why[code] in (Said.REFUSED, Said.NOT_HELD)


def test_a_register_that_is_too_small_is_told_before_anybody_is_asked(world):
    made, _ = world
    order = standby(made.people, terms(), ON, numbers)
    people = len(order.codes[0])
    few = how_many([RATE] * people, 20)
    assert not few.too_small
    assert 20 / RATE < few.number < people
    many = how_many([RATE] * people, 200)
    assert many.too_small
    assert str(many.sentence).startswith("The register is too small: even if all ")
    # What is told is true: fewer than 200 would be agreed on, and asking one less would not do.
    assert len(would_go(world, "NL", terms())) < 200
    assert how_many([RATE] * (few.number - 1), 20).too_small


def test_and_it_is_told_afterwards_how_many_seats_stay_empty(world):
    made, truth = world
    rule = terms(ALL_FOR_ALL.replace("seats each 20", "seats each 200"))
    order = standby(made.people, rule, ON, numbers)
    holder = Holder(truth)
    for codes in order.codes:
        holder.asks(codes)
    assert settled(order, holder.known())
    done = final(order, holder.known())
    for side, name in enumerate(rule.sides):
        right = would_go(world, name, rule)
        assert list(done.listed[side]) == right
        assert done.empty[side] == 200 - len(right) > 0
    assert done.register_too_small == (True, True)


def test_where_people_go_one_for_one_the_numbers_stay_equal(world):
    made, truth = world
    text = ALL_FOR_ALL.replace("clause 1 all for all of any", "clause 1 equal of any").replace(
        "seats each 20", "seats NL 20\nseats SL 9"
    )
    rule = terms(text)
    order = standby(made.people, rule, ON, numbers)
    holder = Holder(truth)
    while not settled(order, holder.known()):
        holder.asks([code for codes in next_to_ask(order, holder.known()) for code in codes])
    done = final(order, holder.known())
    duty = {each.code for each in made.people if each.duty}
    north, south = ([code for code in codes if code not in duty] for codes in done.listed)
    assert len(north) == len(south) > 0
    # Nine seats to one side: those of article 109 first, then as many pairs as are left seats for.
    assert len(done.listed[1]) == 9
    assert north == [code for code in would_go(world, "NL", rule) if code not in duty][: len(north)]
