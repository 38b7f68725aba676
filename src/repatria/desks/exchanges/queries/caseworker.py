"""One person in a frozen list whose round is over: their reason, where they stood, what would have
changed it, and the letter. One at a time, for the caseworker of their family."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from repatria.base.errors import ValueProblem
from repatria.desks.accounts.asking import Somebody
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models import Freeze, FreezeState, RoundOver, SealedList
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.runs import Inputs, numbers_of, run
from repatria.desks.people.models import Person as Record
from repatria.desks.people.queries.clusters import cluster_of
from repatria.ledger.commitment import Committed, Opening, commit
from repatria.planning.answer_codes import Said, Standing
from repatria.planning.facts import Person
from repatria.planning.groups_why import GroupQuestions
from repatria.planning.letters import Account, Letter, Seals, before_letter, in_person, letter
from repatria.planning.lists import by_program
from repatria.planning.position import Leaf, Position, position_of
from repatria.planning.reasons import Reason
from repatria.planning.round import Round
from repatria.planning.why import How, Needed, Questions, changes

Why = Reason | Said | Standing


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What one fact would have made of somebody's place in the list as it was made."""

    change: str
    """Of `why.changes`."""
    reason: Reason
    solved: bool
    """Whether it was computed by making the round again."""


@dataclass(frozen=True, slots=True)
class Own:
    """One person, after the round."""

    person: Person
    reason: Reason
    """In the list as it was made."""
    carried: Why
    """As it was carried out, on the answers."""
    basis: str
    """Of the holder's refusal; empty where there was none."""
    account: Account

    @property
    def position(self) -> Position | None:
        return self.account.position

    @property
    def in_person(self) -> bool:
        """Whether the family hears all of it from a person, and the letter says no more."""
        return in_person(self.account)


@dataclass(frozen=True)
class _Sealed:
    """A frozen list, ready to be asked about one person."""

    inputs: Inputs
    people: Mapping[str, Person]
    asked: Questions | GroupQuestions
    made: Round | None
    """None under an agreement that no sort can keep: nobody has a place in one order there."""
    lines: tuple[bytes, ...]
    committed: Committed


def lists_for(user: Somebody) -> list[tuple[SealedList, date | None]]:
    """The frozen lists in which somebody may look a person up, the newest first, each with the day
    from which on its round is over."""
    rows = SealedList.objects.visible_to(user).filter(state=FreezeState.FROZEN)
    found: list[Any] = list(rows.order_by("-pk")[:200])
    days = dict(RoundOver.objects.filter(of__in=found).values_list("of_id", "day"))
    return [(each, days.get(each.pk)) for each in found]


def over_of(freeze: Freeze) -> RoundOver | None:
    """That the round of a list is over; nothing while it is not."""
    rows = RoundOver.objects.select_related("declared_by", "declared_with")
    return rows.filter(of=freeze).first()


def seals_of(freeze: Freeze) -> Seals:
    """What was published before the run."""
    return Seals(freeze.root, freeze.commitment["rule"])


def letter_before(freeze: Freeze) -> Letter:
    """The letter while the round is not over: it takes nothing that belongs to a person."""
    return before_letter(seals_of(freeze))


def letter_after(freeze: Freeze, own: Own, over: RoundOver, today: date) -> Letter:
    """The letter about one person once the round is over."""
    return letter(own.account, seals_of(freeze), freeze.draft.on, over.day, today)


def own_of(freeze: Freeze, over: RoundOver, user: Somebody, record: Record) -> Own | None:
    """What the list has of the human being of this record; None where they were not in the register
    when it was sealed. Raises `ExchangeError` for a list that is not what its facts give."""
    sealed = _sealed(freeze.commitment_digest)
    code = _code_in(sealed, user, record)
    if code is None:
        return None
    assert freeze.outcome is not None
    reasons = tuple(Reason)
    rows = kept.unpacked(freeze.outcome)["rows"]
    listed = next(reasons[at] for who, _side, at in rows if who == code)
    if sealed.asked.reasons[code] is not listed:
        raise ExchangeError(_("The list is not what its facts and its rule give. Tell an auditor."))
    person = sealed.people[code]
    carried, basis = _carried(over, code, listed)
    account = Account(person, told_reason(listed, carried), _position(freeze, sealed, code))
    return Own(person, listed, carried, basis, account)


def otherwise_of(freeze: Freeze, own: Own) -> tuple[Otherwise, ...]:
    """What each single fact would have made of it; nothing for whoever was to go."""
    if own.reason is Reason.ON_LIST:
        return ()
    asked = _sealed(freeze.commitment_digest).asked
    found = []
    for name, other in changes(own.person).items():
        try:
            answer = asked.if_changed(other)
        except ValueProblem:
            continue  # no round could be made with it at all: that answers nothing
        found.append(Otherwise(name, answer.reason, answer.how is How.SOLVED))
    return tuple(found)


def needed_of(freeze: Freeze, own: Own) -> Needed | None:
    """The least room with which somebody would have gone, where room alone decides it."""
    asked = _sealed(freeze.commitment_digest).asked
    if own.reason is Reason.ON_LIST or not isinstance(asked, Questions):
        return None
    return asked.needed(own.person.code)


def told_reason(listed: Reason, carried: Why) -> Reason:
    """The reason of which a letter speaks. Whoever was to go, or was asked about, hears of it from
    a person: all such letters are the one of who was to go."""
    if listed is Reason.ON_LIST or not isinstance(carried, Reason):
        return Reason.ON_LIST
    return carried


def opened(freeze: Freeze, own: Own) -> tuple[Opening, Committed]:
    """Somebody's line of the sealed register, and all that proves it."""
    sealed = _sealed(freeze.commitment_digest)
    at = _row(sealed, own.person.code)
    return sealed.committed.opening(at, sealed.lines[at]), sealed.committed


@lru_cache(maxsize=2)
def _sealed(digest: str) -> _Sealed:
    """Made once in this process: a frozen list never changes."""
    from repatria.desks.exchanges.services.freezing import inputs_of

    rows = Freeze.objects.select_related(
        "lottery", "draft", "draft__of", "draft__facts", "draft__reading",
        "draft__reading__agreement",
    )  # fmt: skip
    freeze = rows.get(commitment_digest=digest)
    inputs = inputs_of(freeze)
    numbers = numbers_of(inputs)
    program = by_program(inputs.terms)
    kind = GroupQuestions if program else Questions
    asked = kind(inputs.people, inputs.terms, inputs.on, numbers, inputs.returned)
    assert freeze.draft.facts is not None
    lines = tuple(kept.lines_of(freeze.draft.facts))
    return _Sealed(
        inputs,
        {each.code: each for each in inputs.people},
        asked,
        None if program else run(inputs),
        lines,
        commit(lines, lambda _size: bytes(freeze.salts)),
    )


def _code_in(sealed: _Sealed, user: Somebody, record: Record) -> str | None:
    """Under which code the list has somebody: that of this record, or of another that people judged
    to be theirs."""
    if record.code in sealed.people:
        return record.code
    beside = cluster_of(user, record.pk).members - {record.pk}
    codes = Record.objects.filter(pk__in=beside).order_by("pk").values_list("code", flat=True)
    return next((code for code in codes if code in sealed.people), None)


def _carried(over: RoundOver, code: str, listed: Reason) -> tuple[Why, str]:
    from repatria.desks.exchanges.services.overs import KINDS

    told: dict[str, Any] = kept.unpacked(over.carried)
    if code not in told:
        return listed, ""
    kind, value, basis = told[code]
    return KINDS[kind](value), basis


def _position(freeze: Freeze, sealed: _Sealed, code: str) -> Position | None:
    asked, inputs = sealed.asked, sealed.inputs
    before = asked.before(code) if isinstance(asked, Questions) else None
    if sealed.made is None or before is None:
        return None
    at = _row(sealed, code)
    opening = sealed.committed.opening(at, sealed.lines[at])
    leaf = Leaf(sealed.committed.leaves[at], at, len(sealed.lines), opening.path)
    return position_of(
        sealed.people[code], sealed.made, inputs.terms, numbers_of(inputs), before, leaf,
        freeze.summary["certificate"],
    )  # fmt: skip


def _row(sealed: _Sealed, code: str) -> int:
    return next(at for at, each in enumerate(sealed.inputs.people) if each.code == code)
