"""Judgements on two records: *same*, *different* or *unsure*, by somebody and for a reason.

A judgement is an edge between two records and changes neither: no value, no state, no key of them.
The records stay each its sender's knowledge. Withdrawn, it stays in the history and joins nothing.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import NotYours
from repatria.desks.people.judging_rule import (
    Ask,
    Evidence,
    asked_of_different,
    asked_of_same,
    is_reason,
)
from repatria.desks.people.judging_words import ASKS, REASON_SHORT, told_in_words
from repatria.desks.people.models import Judgement, JudgementVerdict, Person
from repatria.desks.people.queries.clusters import against
from repatria.desks.people.queries.links import candidate_of
from repatria.desks.people.queries.sides import sides
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import PERSON
from repatria.desks.people.services.alarms import raise_between
from repatria.desks.router import EXCHANGE

LONGEST_WHY = 1000
Verdict = JudgementVerdict


class AskedAgain(PeopleError):
    """What was judged is asked about once more; `asks` says why."""

    def __init__(self, asks: tuple[Ask, ...]) -> None:
        self.asks = asks
        super().__init__(" ".join([*(str(ASKS[each]) for each in asks), str(REASON_SHORT)]))


def judge(
    one: Person,
    other: Person,
    verdict: JudgementVerdict | str,
    by: User,
    why: str = "",
    *,
    confirmed: bool = False,
    session: str = "",
) -> Judgement:
    """Hold a judgement. Where the rule asks twice (`judging_rule`), it needs a written reason and
    `confirmed`; otherwise, without a reason, what agrees and differs is the reason.

    Raises `Refused` (rights), `AskedAgain`, and `PeopleError` where the two are one record, or the
    party's judgement on them is in force; one that was *unsure* gives way.
    """
    require(by, Action.JUDGE, FieldClass.IDENTITY)
    which = Verdict(verdict)
    one, other = _in_order(one, other, by)
    found = sides(by, one, other).evidence
    asks = _asks(which, found, by, one, other)
    reason = why.replace("\x00", "").strip()[:LONGEST_WHY]
    if asks and not (confirmed and is_reason(reason)):
        raise AskedAgain(asks)
    try:
        with transaction.atomic(using=EXCHANGE):
            _give_way(one, other, by, session)
            made = Judgement.objects.create(
                party_id=by.party_id, one=one, other=other, verdict=which, by=by,
                why=reason or told_in_words(found), weights=_shown(by, one, other, found, asks),
            )  # fmt: skip
            _note(made, by, which.value, session)
            if which == Verdict.SAME:
                raise_between(one, other, by, session=session)
    except IntegrityError:
        raise PeopleError(_("Somebody has just judged these two.")) from None
    return made


def withdraw_judgement(judgement: Judgement, by: User, why: str, *, session: str = "") -> None:
    """Take a judgement back, by anybody of the party who may judge. Both records stand as before.

    Raises `Refused`, `NotYours`, and `PeopleError` without a reason or where it is withdrawn.
    """
    require(by, Action.JUDGE, FieldClass.IDENTITY)
    if judgement.party_id != by.party_id:
        raise NotYours(FieldClass.IDENTITY)
    reason = why.replace("\x00", "").strip()[:LONGEST_WHY]
    if not reason:
        raise PeopleError(_("Say why; it stays with the judgement."))
    with transaction.atomic(using=EXCHANGE):
        now = Judgement.objects.select_for_update(of=("self",)).get(pk=judgement.pk)
        if now.withdrawn_at is not None:
            raise PeopleError(_("This judgement is withdrawn already."))
        _withdraw(now, by, reason, session)
    judgement.refresh_from_db()


def _in_order(one: Person, other: Person, by: User) -> tuple[Person, Person]:
    if one.pk == other.pk:
        raise PeopleError(_("These two are one and the same record."))
    seen = Person.objects.visible_to(by).filter(pk__in=(one.pk, other.pk)).count()
    if seen != 2:
        raise PeopleError(_("One of these records is not yours to see."))
    return (one, other) if one.pk < other.pk else (other, one)


def _asks(
    which: JudgementVerdict, found: Evidence, by: User, one: Person, other: Person
) -> tuple[Ask, ...]:
    if which == Verdict.SAME:
        return asked_of_same(found, against=against(by, one.pk, other.pk))
    return asked_of_different(found) if which == Verdict.DIFFERENT else ()


def _give_way(one: Person, other: Person, by: User, session: str) -> None:
    held = (
        Judgement.objects.select_for_update(of=("self",))
        .filter(one=one, other=other, party=by.party_id, withdrawn_at=None)
        .first()
    )
    if held is None:
        return
    if held.verdict != Verdict.UNSURE:
        raise PeopleError(
            _("These two have been judged; withdraw that judgement first, and say why.")
        )
    _withdraw(held, by, _("Judged anew."), session)


def _withdraw(judgement: Judgement, by: User, why: str, session: str) -> None:
    judgement.withdrawn_at, judgement.withdrawn_by = timezone.now(), by
    judgement.withdrawn_why = why
    judgement.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    _note(judgement, by, "withdrawn", session)


def _shown(
    by: User, one: Person, other: Person, found: Evidence, asks: tuple[Ask, ...]
) -> dict[str, Any]:
    """What the page showed: the levels, what was asked about, and the weight of the run."""
    candidate = candidate_of(by, one.pk, other.pk)
    weighed = (
        {"weight": candidate.weight, "run": candidate.run.code, "gate": candidate.gate,
         "fields": candidate.levels}
        if candidate is not None
        else {}
    )  # fmt: skip
    return {
        "levels": {field: level.value for field, level in found.levels.items()},
        "facts": list(found.facts),
        "asked": [each.value for each in asks],
        **weighed,
    }


def _note(judgement: Judgement, by: User, state: str, session: str) -> None:
    """Under each of the two records: who judged, what, and which judgement it is."""
    pair = (judgement.one, judgement.other)
    for person, beside in (pair, pair[::-1]):
        note(
            by, Action.JUDGE, PERSON, person.code, session=session,
            field_classes=(FieldClass.IDENTITY,),
            detail={"state": state, "kind": judgement.code, "subject": beside.code},
        )  # fmt: skip
