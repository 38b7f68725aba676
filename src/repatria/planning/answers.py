"""Offers and their answers: what was put to a holder, when, and what was said to each code.

A round's questions are a sequence of events that nobody edits: offers, answers, answers taken back,
offers taken back. `replay` reads them from the first to the last, refuses what cannot be, and says
where each code stands on a day. Whoever stores the events can show later what was offered and when;
there are codes in them and no names.

    not asked → open → answered            by the deadline
                     → not answered        once it is over; a late answer is kept, as late
    answered  → open or withdrawn          where the holder takes its answer back
    open, not answered, … → not asked      where the offer is taken back
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.answer_codes import MAY_HAVE_DAY, NEEDS_BASIS, Said, Standing
from repatria.planning.reasons import VETOES


@dataclass(frozen=True, slots=True)
class Offer:
    """A list put to one holder: codes in the order of the plan."""

    number: int
    holder: str
    codes: tuple[str, ...]
    day: date
    deadline: date
    """The last day on which an answer is in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the holder said about one code of an offer."""

    offer: int
    code: str
    said: Said
    day: date
    basis: str = ""
    """A key of `reasons.VETOES`, for a refusal."""
    happened: date | None = None
    """For dead and returned: the day of it, where the holder told it."""


@dataclass(frozen=True, slots=True)
class AnswerWithdrawn:
    """The holder takes back what it said about a code. Only then can it answer anew."""

    offer: int
    code: str
    day: date


@dataclass(frozen=True, slots=True)
class OfferWithdrawn:
    """Whoever asked takes the question back: for some codes, or for all where none are named."""

    offer: int
    day: date
    codes: tuple[str, ...] = ()


Event = Offer | Answer | AnswerWithdrawn | OfferWithdrawn


@dataclass(frozen=True, slots=True)
class Question:
    """One code of the offer in which it was asked last."""

    offer: Offer
    answer: Answer | None = None
    """The answer that counts: in time, and not taken back."""
    late: Answer | None = None
    """An answer after the deadline. It changes nothing in this round."""
    withdrawn: AnswerWithdrawn | None = None
    """The last time an answer that counted was taken back."""

    def stands(self, on: date) -> Said | Standing:
        """Where it stands on a day: the answer, or that there is none. It knows the events that it
        was replayed with; ask it for their last day or a later one."""
        if self.answer is not None:
            return self.answer.said
        if on <= self.offer.deadline:
            return Standing.OPEN
        return Standing.NOT_ANSWERED if self.withdrawn is None else Standing.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Asking:
    """All that was asked and answered for a round, up to its last event."""

    events: tuple[Event, ...] = ()
    offers: Mapping[int, Offer] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    """By code; whoever is not in it has not been asked, or the offer was taken back."""

    def stands(self, code: str, on: date) -> Said | Standing:
        """Where a code stands on a day."""
        question = self.questions.get(code)
        return Standing.NOT_ASKED if question is None else question.stands(on)

    def known(self, on: date) -> dict[str, Said | Standing]:
        """Where everybody stands who was asked."""
        return {code: each.stands(on) for code, each in self.questions.items()}


def replay(events: Iterable[Event]) -> Asking:
    """The state after a sequence of events.

    Raises `ValueProblem` for the first that cannot be: a day before the one before it, a code
    that is asked while it is open or answered, an answer to nothing or on top of another, a refusal
    without a basis.
    """
    told = tuple(events)
    offers: dict[int, Offer] = {}
    questions: dict[str, Question] = {}
    last: date | None = None
    for event in told:
        if last is not None and event.day < last:
            text = message("The day {day} is before that of the entry before it.")
            raise ValueProblem(text.format(day=event.day.isoformat()))
        last = event.day
        match event:
            case Offer():
                _offer(event, offers, questions)
            case Answer():
                _answer(event, questions)
            case AnswerWithdrawn():
                _withdraw(event, questions)
            case OfferWithdrawn():
                _take_back(event, offers, questions)
    return Asking(told, offers, questions)


def after(asking: Asking, event: Event) -> Asking:
    """The state after one more event. Raises as `replay`."""
    return replay((*asking.events, event))


def _offer(event: Offer, offers: dict[int, Offer], questions: dict[str, Question]) -> None:
    if event.number in offers:
        text = message("There is an offer with the number {number} already.")
        raise ValueProblem(text.format(number=event.number))
    if not event.codes:
        raise ValueProblem(message("An offer names somebody."))
    if event.deadline < event.day:
        raise ValueProblem(message("The deadline of an offer is not before its day."))
    if len(set(event.codes)) < len(event.codes):
        raise ValueProblem(message("A code stands twice in the offer."))
    for code in event.codes:
        before = questions.get(code)
        stands = Standing.NOT_ASKED if before is None else before.stands(event.day)
        if stands is Standing.OPEN or isinstance(stands, Said):
            text = message("{code} is asked about already in offer {number}.")
            raise ValueProblem(text.format(code=code, number=before.offer.number if before else 0))
    offers[event.number] = event
    questions.update({code: Question(event) for code in event.codes})


def _asked(offer: int, code: str, questions: Mapping[str, Question]) -> Question:
    question = questions.get(code)
    if question is None or question.offer.number != offer:
        text = message("{code} is not asked about in offer {number}, or no longer.")
        raise ValueProblem(text.format(code=code, number=offer))
    return question


def _answer(event: Answer, questions: dict[str, Question]) -> None:
    question = _asked(event.offer, event.code, questions)
    if question.answer is not None or question.late is not None:
        text = message("{code} is answered already; the answer must be taken back first.")
        raise ValueProblem(text.format(code=event.code))
    if (event.said in NEEDS_BASIS) != bool(event.basis):
        raise ValueProblem(message("A refusal has a basis, and no other answer has one."))
    if event.basis and event.basis not in VETOES:
        text = message("There is no basis {basis}; there are: {bases}.")
        raise ValueProblem(text.format(basis=event.basis, bases=", ".join(VETOES)))
    if event.happened is not None and event.said not in MAY_HAVE_DAY:
        raise ValueProblem(message("Only a death or a return has a day on which it happened."))
    if event.happened is not None and event.happened > event.day:
        raise ValueProblem(message("What is answered cannot have happened after the answer."))
    if event.day <= question.offer.deadline:
        questions[event.code] = replace(question, answer=event)
    else:
        questions[event.code] = replace(question, late=event)


def _withdraw(event: AnswerWithdrawn, questions: dict[str, Question]) -> None:
    question = _asked(event.offer, event.code, questions)
    if question.answer is None and question.late is None:
        text = message("There is no answer about {code} to be taken back.")
        raise ValueProblem(text.format(code=event.code))
    last = event if question.answer is not None else question.withdrawn
    questions[event.code] = replace(question, answer=None, late=None, withdrawn=last)


def _take_back(
    event: OfferWithdrawn, offers: Mapping[int, Offer], questions: dict[str, Question]
) -> None:
    offer = offers.get(event.offer)
    if offer is None:
        text = message("There is no offer with the number {number}.")
        raise ValueProblem(text.format(number=event.offer))
    still = [code for code in offer.codes if code in questions and questions[code].offer is offer]
    for code in event.codes:
        _asked(event.offer, code, questions)
    for code in event.codes or still:
        del questions[code]
