"""A list is begun, and versions of it are made: each asked for with a reason, made by a job, and
never changed afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from repatria.base.errors import RepatriaError, ValueProblem
from repatria.base.progress import Progress, silent
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.common.jobs import enqueue
from repatria.desks.exchanges import kept
from repatria.desks.exchanges.models import Agreement, Draft, DraftState, PlannedList, Reading
from repatria.desks.exchanges.models.agreements import LONGEST_WHY
from repatria.desks.exchanges.outcomes import outcome_of, summary_of
from repatria.desks.exchanges.queries.agreements import in_force, said, terms_of
from repatria.desks.exchanges.queries.doubts import plain
from repatria.desks.exchanges.queries.facts import Gathered, gather, late, pushed, unjudged
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import PLANNED
from repatria.desks.exchanges.runs import (
    RUNNING,
    Change,
    Inputs,
    changes,
    decisions,
    draft_prefix,
    otherwise,
    run,
)
from repatria.desks.exchanges.services.choices import signed_keys
from repatria.desks.router import EXCHANGE
from repatria.planning.doubts import Doubt, unsigned
from repatria.planning.terms_check import terms_doubts

JOB = "exchanges.draft"
CLASSES = (FieldClass.PLANNING,)
Commit = Callable[[], AbstractContextManager[Any]]


class Doubtful(ExchangeError):
    """No list is made of a doubtful agreement without a person's signed choice."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        self.doubts = tuple(doubts)
        told = " · ".join(said(each.reason) for each in doubts)
        super().__init__(
            _("No list is made while a doubt waits for somebody's signed choice: %(doubts)s")
            % {"doubts": told}
        )


def begin(agreement: Agreement, by: User, title: str, *, session: str = "") -> PlannedList:
    """A list without a version. Raises `Refused`, `ExchangeError` without a title."""
    require(by, Action.ENTER, FieldClass.PLANNING)
    require_own(agreement, by)
    if not title.strip():
        raise ExchangeError(_("Give the list a title; no name of a person."))
    with transaction.atomic(using=EXCHANGE):
        made = PlannedList.objects.create(
            party=agreement.party, agreement=agreement, title=title.strip()[:300], entered_by=by
        )
        _note(made, by, session, "begun", 0)
    return made


def ask_draft(
    of: PlannedList,
    by: User,
    reading: Reading,
    on: date,
    why: str,
    *,
    returned: Mapping[int, Sequence[int]] | None = None,
    unstated_side: str = "",
    session: str = "",
) -> Draft:
    """Have a version made. Raises `Refused`, and `ExchangeError` for a reading that is not in
    force, a day before the agreement, a doubt that nobody signed, or no reason."""
    require(by, Action.ENTER, FieldClass.PLANNING)
    require_own(of, by)
    _check(of, reading, on, unstated_side)
    reason = why.strip()[:LONGEST_WHY]
    if not reason:
        raise ExchangeError(_("Say why this version is made; it stays with it."))
    numbers = {clause.number for clause in reading.terms.clauses}
    kept_plain = {str(at): list(both) for at, both in (returned or {}).items() if at in numbers}
    try:
        with transaction.atomic(using=EXCHANGE):
            last = of.drafts.order_by("-number").first()
            made = Draft.objects.create(
                of=of, number=last.number + 1 if last else 1, reading=reading, on=on,
                returned=kept_plain, unstated_side=unstated_side, why=reason, asked_by=by,
            )  # fmt: skip
            key = f"{of.code} {made.number}"
            made.job = enqueue(JOB, {"draft": made.pk}, key=key, asked_by=by.code).pk
            made.save(update_fields=["job"])
            _note(of, by, session, "draft", made.number)
    except IntegrityError:
        raise ExchangeError(_("Somebody asked for another version at this moment.")) from None
    return made


def make_draft(
    draft: Draft,
    by: User,
    told: Progress = silent,
    commit: Commit = lambda: transaction.atomic(using=EXCHANGE),
) -> None:
    """Make a version now. What no list can be made of is kept with the version as its refusal;
    raises `Refused` where whoever asked may no longer do so, and whatever `told` raises."""
    require(by, Action.ENTER, FieldClass.PLANNING)
    of = draft.of
    try:
        _check(of, draft.reading, draft.on, draft.unstated_side)
        gathered = gather(by, of.agreement, draft.on, draft.unstated_side, told)
        inputs = inputs_of(draft, gathered)
        doubts = terms_doubts(draft.reading.terms, inputs.people, draft.on)
        check_doubts(draft.reading, doubts)
        found = _made(draft, by, inputs, gathered, told)
    except RepatriaError as error:
        if not _of_the_plan(error):
            raise
        left = error.doubts if isinstance(error, Doubtful) else ()
        with commit():
            _end(draft, DraftState.REFUSED, refused_why=str(error), summary={"doubts": plain(left)})
        return
    summary, outcome = found
    with commit():
        facts = kept.keep_facts(gathered.people)
        summary["facts"] = facts.digest
        _end(draft, DraftState.DONE, facts=facts, summary=summary, outcome=kept.packed(outcome))


def inputs_of(draft: Draft, gathered: Gathered | None = None) -> Inputs:
    """What a version was made of: its own facts, or those that are gathered for it."""
    if gathered is not None:
        people = gathered.people
    else:
        assert draft.facts is not None
        people = kept.people_of(draft.facts)
    return Inputs(
        people, terms_of(draft.reading), draft.on, kept.returned_of(draft.returned),
        draft_prefix(draft.of.code),
    )  # fmt: skip


def _made(
    draft: Draft, by: User, inputs: Inputs, gathered: Gathered, told: Progress
) -> tuple[dict[str, Any], dict[str, Any]]:
    told(0, 0, RUNNING)
    made = run(inputs)
    other = run(otherwise(inputs, gathered.disputed)) if gathered.disputed else None
    decided = decisions(inputs, made, gathered.disputed, told)
    changed: list[Change] = []
    before = previous(draft)
    if before is not None:
        told(0, 0, RUNNING)
        changed = changes(inputs_of(before), inputs, made)
    listed = {code for side in made.listed for code in side}
    twins, now = unjudged(by, gathered, listed), timezone.now()
    new, off = late(gathered, listed, now), pushed(by, gathered, listed, now)
    summary = summary_of(inputs, made, other)
    summary |= {
        "unjudged": len({code for code, _other in twins}),
        "late": len({code for code, _field in new}),
        "pushed": len({code for code, _field in off}),
        "supposed": gathered.supposed,
        "disputed": len(gathered.disputed),
        "asked": len(decided),
        "decide": sum(each.decides for each in decided),
        "named": {what: len(codes) for what, codes in gathered.named.items()},
        "against": before.number if before is not None else 0,
        "changed": _counted(changed),
    }
    outcome = outcome_of(inputs, made, other, decided, changed, gathered.named)
    outcome["unjudged"] = [list(pair) for pair in twins]
    outcome["late"] = [list(pair) for pair in new]
    outcome["pushed"] = [list(pair) for pair in off]
    return summary, outcome


def previous(draft: Draft) -> Draft | None:
    """The version before that was made."""
    done = draft.of.drafts.filter(state=DraftState.DONE, number__lt=draft.number)
    return done.select_related("reading", "facts", "of").order_by("-number").first()


def _counted(changed: Sequence[Change]) -> dict[str, list[int]]:
    """By cause, how many came on and how many went off."""
    found: dict[str, list[int]] = {}
    for each in changed:
        found.setdefault(each.cause, [0, 0])[0 if each.on else 1] += 1
    return found


def _check(of: PlannedList, reading: Reading, on: date, unstated_side: str) -> None:
    if reading.pk not in {each.pk for each in in_force(of.agreement)}:
        raise ExchangeError(_("This version of the reading is not in force any more."))
    terms = reading.terms
    if terms.dated is not None and on < terms.dated:
        raise ExchangeError(_("No round is before the day of the agreement."))
    if unstated_side not in ("", *of.agreement.sides):
        raise ExchangeError(_("This is none of the agreement's sides."))
    check_doubts(reading, terms_doubts(terms))


def check_doubts(reading: Reading, doubts: Sequence[Doubt]) -> None:
    """Raises `Doubtful` for those of a reading that nobody has signed."""
    left = unsigned(doubts, signed_keys(reading.agreement, reading.teller))
    if left:
        raise Doubtful(left)


def _of_the_plan(error: RepatriaError) -> bool:
    """Whether it says something of the plan, and not of the machine or of who asks."""
    return isinstance(error, ExchangeError | ValueProblem)


def _end(draft: Draft, state: DraftState, **values: Any) -> None:
    now = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if now.state != DraftState.WAITING:
        return
    now.state, now.made_at = state, timezone.now()
    for name, value in values.items():
        setattr(now, name, value)
    now.save()


def _note(of: PlannedList, by: User, session: str, kind: str, count: int) -> None:
    note(by, Action.ENTER, PLANNED, of.code, session=session, field_classes=CLASSES,
         detail={"kind": kind, "count": count})  # fmt: skip
