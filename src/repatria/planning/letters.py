"""A family's letter. Before a round is over it is the same for everybody, byte for byte; after it,
it says why somebody did not go and gives what is needed to check it.

**Before.** `before_letter` takes nothing that belongs to a person, so no letter can tell: neither
who is on a list, nor who is not, nor why.

**After.** What hurts, and what tells of health, is said by a person and never by a letter
(`reasons.NEEDS_CASEWORKER`, and more below). The letter then says only that a caseworker will speak
with them. It is one text for many reasons, good ones too: whoever was to go has it as well, since
the first call is not a letter, and whoever did not arrive must not learn it from one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning import letter_texts as texts
from repatria.planning.facts import Medical, Person
from repatria.planning.phrases import Phrase, render, say
from repatria.planning.position import Position, position_bytes
from repatria.planning.reasons import NEEDS_CASEWORKER, Reason

IN_PERSON = NEEDS_CASEWORKER | {
    Reason.ALREADY_RETURNED,
    Reason.UNFIT_TO_TRAVEL,
    Reason.NO_STRETCHER_PLACE,
    Reason.ON_LIST,
}
"""What no letter says: what hurts; what tells of health; that somebody was to go; and a return of
which a family that gets letters may not know."""


@dataclass(frozen=True, slots=True)
class Seals:
    """What was published before the run, in hexadecimal: the same for everybody."""

    root: str
    """Of the register."""
    rule: str
    """The digest of the rule."""


@dataclass(frozen=True, slots=True)
class Account:
    """What the office knows of one person and a round."""

    person: Person
    reason: Reason
    """Of the list as it was carried out: whoever came on from the standby order has `ON_LIST`."""
    position: Position | None = None
    """Where they stood; None for somebody who could not be considered."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Paragraphs, and the file that goes with them."""

    paragraphs: tuple[Phrase, ...]
    file: bytes | None = None
    """What `check_own.py` reads; None where nothing goes along."""

    def text(self, translate: Callable[[str], str] = str) -> str:
        """The letter in a reader's language; English without `translate`."""
        return "\n\n".join(render(each, translate) for each in self.paragraphs) + "\n"


def letter(account: Account, seals: Seals, on: date, over: date | None, today: date) -> Letter:
    """The letter about one person on a day. `on` is the day of the round, `over` the day on which
    it was declared over; None while it is not. `ValueProblem` for a round over before its day."""
    if over is not None and over < on:
        raise ValueProblem(message("A round is not over before its day."))
    if over is None or today < over:
        return before_letter(seals)
    return _after(account, seals)


def before_letter(seals: Seals) -> Letter:
    """The letter for everybody while the round is not over."""
    return Letter(
        (
            *map(say, texts.BEFORE),
            say(texts.SWINDLERS),
            say(texts.PROOF),
            say(texts.FACTS),
            say(texts.HEALTH),
            say(texts.QUIET),
            say(texts.SECOND),
            _seals(seals),
        )
    )


def in_person(account: Account) -> bool:
    """Whether a caseworker speaks with the family, and the letter says no more than that. A place
    in the order tells of health where a category or a stretcher has a part in it."""
    person = account.person
    health = person.medical is not Medical.NONE or person.stretcher or not person.fit
    return account.reason in IN_PERSON or (account.position is not None and health)


def _after(account: Account, seals: Seals) -> Letter:
    if in_person(account):
        return Letter((*map(say, (texts.OVER, *texts.CASEWORKER, texts.SWINDLERS)), _seals(seals)))
    reason, position = account.reason, account.position
    parts = [say(texts.OVER), say(texts.REASONS[reason])]
    if position is not None:
        parts += [say(texts.ORDER), say(texts.PLACE, before=position.before), say(texts.CHECK)]
    parts.append(say(texts.PROOF if reason is Reason.NOT_CONFIRMED_HELD else texts.FACTS))
    parts += [say(texts.NEXT), say(texts.SWINDLERS), say(texts.QUIET), _seals(seals)]
    return Letter(tuple(parts), position_bytes(position) if position is not None else None)


def _seals(seals: Seals) -> Phrase:
    return say(texts.SEALS, root=seals.root, rule=seals.rule)
