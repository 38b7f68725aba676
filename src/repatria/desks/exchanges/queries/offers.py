"""Where the offers of a list stand: the standby order, what was answered, whom to ask next, and who
goes on the answers as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from repatria.desks.exchanges.asking import asking_of
from repatria.desks.exchanges.models import Entry, EntryKind, Freeze
from repatria.desks.exchanges.queries.agreements import terms_of
from repatria.planning.answer_codes import Said, Standing
from repatria.planning.answers import Asking
from repatria.planning.how_many import EVEN, SURE, HowMany, how_many
from repatria.planning.lists import by_program
from repatria.planning.lottery import number
from repatria.planning.reasons import Reason
from repatria.planning.standby import Codes, Final, Standby, final, next_to_ask, standby
from repatria.planning.standby_groups import GroupStandby, final_of_groups, group_standby

Why = Reason | Said | Standing
Order = Standby | GroupStandby


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer and how far it is answered."""

    entry: Entry
    to: str
    """The side to which those of it return."""
    answered: int
    late: int
    """Answers after the deadline: kept, and without effect in this round."""
    waiting: int
    overdue: bool
    """The deadline is over and somebody is not answered."""
    taken_back: bool


@dataclass(frozen=True, slots=True)
class Going:
    """What the answers come to for one side."""

    side: str
    goes: int
    empty: int
    """Seats that stay empty as the answers are."""
    next: int
    """How many to ask next."""
    too_small: bool
    why: tuple[tuple[Why, int], ...]
    """Everybody of the side, by reason or answer."""


def sides_of(freeze: Freeze) -> tuple[str, str]:
    return terms_of(freeze.draft.reading).sides


@lru_cache(maxsize=4)
def _order(digest: str) -> Order:
    """The standby order of a frozen list, which never changes: made once in this process."""
    from repatria.desks.exchanges.services.freezing import inputs_of

    rows = Freeze.objects.select_related(
        "lottery", "draft", "draft__of", "draft__facts", "draft__reading",
        "draft__reading__agreement",
    )  # fmt: skip
    made = inputs_of(rows.get(commitment_digest=digest))

    def numbers(code: str) -> int:
        return number(made.prefix, code)

    if by_program(made.terms):
        return group_standby(made.people, made.terms, made.on, numbers, made.returned)
    return standby(made.people, made.terms, made.on, numbers, made.returned)


def order_of(freeze: Freeze) -> Order:
    """The order by which a frozen list is filled."""
    return _order(freeze.commitment_digest)


def ending(order: Order, known: Mapping[str, Said | Standing]) -> tuple[Final, Codes]:
    """Who goes on what is known, and whom to ask next, to each side."""
    if isinstance(order, GroupStandby):
        return final_of_groups(order, known)
    return final(order, known), next_to_ask(order, known)


def asking(freeze: Freeze) -> Asking:
    """Everything that was asked and answered."""
    return asking_of(freeze.entries.order_by("number"))


def next_codes(freeze: Freeze, on: date) -> Codes:
    """Whom to ask next, to each side in the order of the plan."""
    return ending(order_of(freeze), asking(freeze).known(on))[1]


def offers(freeze: Freeze, state: Asking, on: date) -> list[Offered]:
    """The offers, the newest first."""
    sides = sides_of(freeze)
    found = []
    for entry in freeze.entries.filter(kind=EntryKind.OFFER).order_by("-number"):
        own = [each for each in state.questions.values() if each.offer.number == entry.offer]
        answered = sum(each.answer is not None for each in own)
        late = sum(each.late is not None for each in own)
        waiting = len(own) - answered - late
        over = entry.deadline is not None and on > entry.deadline
        to = sides[1 - sides.index(entry.holder)]
        found.append(Offered(entry, to, answered, late, waiting, over and waiting > 0, not own))
    return found


def ends(freeze: Freeze, state: Asking, on: date) -> tuple[Final, list[Going]]:
    """Who goes on the answers as they are, and what that comes to for each side."""
    order = order_of(freeze)
    done, asked = ending(order, state.known(on))
    side_of = {code: at for at, line in enumerate(order.codes) for code in line}
    told = [Counter[Why](), Counter[Why]()]
    for code, why in done.why.items():
        if code in side_of:
            told[side_of[code]][why] += 1
    rows = [
        Going(side, len(done.listed[at]), done.empty[at], len(asked[at]),
              done.register_too_small[at], _sorted(told[at]))
        for at, side in enumerate(order.terms.sides)
    ]  # fmt: skip
    return done, rows


def how_many_to_ask(freeze: Freeze, rate: float) -> list[tuple[str, int, list[HowMany]]]:
    """By side: the places of the list, and how many of the order to ask to fill them, where each
    agrees with this rate. It says how many, and never whom."""
    order = order_of(freeze)
    agreed = dict.fromkeys((*order.codes[0], *order.codes[1]), Said.AGREED)
    listed = ending(order, agreed)[0].listed
    found = []
    for side, line, codes in zip(order.terms.sides, order.codes, listed, strict=True):
        rates = [rate] * len(line)
        chances = [how_many(rates, len(codes), chance) for chance in (EVEN, SURE)]
        found.append((side, len(codes), chances))
    return found


def _sorted(told: Mapping[Why, int]) -> tuple[tuple[Why, int], ...]:
    return tuple(sorted(told.items(), key=lambda each: (-each[1], str(each[0]))))
