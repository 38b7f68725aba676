"""What somebody who came back says of a comrade: heard, given to a record, taken back.

A word on somebody who is not found in the register waits under the name as it was heard; nothing is
stated of anybody until a person says whose record it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repatria.base.dates import partial_date
from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.people.days import not_to_come
from repatria.desks.people.models import Certainty, Person, ReturneeWord, SourceKind, WordSays
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.registered import WORD
from repatria.desks.people.services import alarms
from repatria.desks.people.services.drafts import Stated
from repatria.desks.people.services.sources import add_source
from repatria.desks.people.services.statements import state, withdraw
from repatria.desks.people.values import plain_text
from repatria.desks.router import EXCHANGE


class HowKnown(models.TextChoices):
    """How whoever tells it knows it; the keys are those of `fields.LIFE`."""

    SEEN = "seen", gettext_lazy("saw it themselves")
    HEARD = "heard", gettext_lazy("heard it from somebody else")
    LETTER = "letter", gettext_lazy("read it in a letter or on a card")


@dataclass(frozen=True, slots=True)
class Heard:
    """One word on one comrade."""

    name: str
    says: str
    how: str
    certainty: str
    seen_on: str = ""
    """A partial date."""
    seen_at: str = ""
    note: str = ""


def hear(
    by: User,
    word: Heard,
    purpose: str,
    *,
    person: Person | None = None,
    said_by: Person | None = None,
    teller: str = "",
    said_on: str = "",
    session: str = "",
) -> ReturneeWord:
    """Hold a word, and state what it says where it is known of whom.

    `said_by` is the record of whoever tells it; else `teller` is a mark by which they are known
    here. Words of one teller are one source. Without `said_on` it was said today: a word
    without a day says nothing of before and after. Raises `Refused`, `PeopleError`, `ValueProblem`.
    """
    require(by, Action.ENTER, FieldClass.STATUS)
    if word.seen_at.strip():
        require(by, Action.ENTER, FieldClass.PLACE)
    _check(word)
    not_to_come(word.seen_on, said_on)
    name = word.name.strip() or (person.name if person is not None else "")
    if not name:
        raise PeopleError(_("Write the name as it was heard."))
    if said_by is not None and person is not None and said_by.pk == person.pk:
        raise PeopleError(_("Somebody who came back tells of comrades, not of themselves."))
    with transaction.atomic(using=EXCHANGE):
        source = add_source(
            by, SourceKind.WORD, purpose, title=teller.strip(), root=_root(said_by, teller),
            said_on=said_on or str(timezone.localdate()),
            ref=said_by.code if said_by is not None else "",
        )  # fmt: skip
        made = ReturneeWord.objects.create(
            party_id=by.party_id, source=source, said_by=said_by, name_as_said=name[:300],
            says=word.says, how=word.how, certainty=word.certainty, seen_on=word.seen_on,
            seen_at=word.seen_at.strip()[:300], note=word.note.strip()[:1000], entered_by=by,
        )  # fmt: skip
        if person is not None:
            _give(made, person, by, session)
        _noted(made, by, session, "held")
    return made


def give(word: ReturneeWord, person: Person, by: User, *, session: str = "") -> None:
    """Say whose record a waiting word is about; what it says is stated there."""
    require(by, Action.ENTER, FieldClass.STATUS)
    require_own(word, by)
    with transaction.atomic(using=EXCHANGE):
        now = ReturneeWord.objects.select_for_update(of=("self",)).get(pk=word.pk)
        if now.withdrawn_at is not None:
            raise PeopleError(_("This word is withdrawn."))
        if now.person_id is not None:
            raise PeopleError(_("It is known already of whom this word is."))
        _give(now, person, by, session)
        _noted(now, by, session, "given")
    word.refresh_from_db()


def take_back(word: ReturneeWord, by: User, why: str, *, session: str = "") -> None:
    """Withdraw a word and all that was stated by it. Alarms stay until somebody settles them."""
    require(by, Action.ENTER, FieldClass.STATUS)
    require_own(word, by)
    reason = why.strip()[:500]
    if not reason:
        raise PeopleError(_("Say why; it stays with the record."))
    with transaction.atomic(using=EXCHANGE):
        now = ReturneeWord.objects.select_for_update(of=("self",)).get(pk=word.pk)
        if now.withdrawn_at is not None:
            raise PeopleError(_("This word is withdrawn already."))
        if now.source is not None:
            for each in now.source.statements.filter(withdrawn_at=None).select_related("person"):
                withdraw(each, by, reason, session=session)
        now.withdrawn_at, now.withdrawn_by, now.withdrawn_why = timezone.now(), by, reason
        now.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        _noted(now, by, session, "withdrawn")
    word.refresh_from_db()


def _give(word: ReturneeWord, person: Person, by: User, session: str) -> None:
    require_own(person, by)
    assert word.source is not None
    if word.said_by_id == person.pk:
        raise PeopleError(_("Somebody who came back tells of comrades, not of themselves."))
    word.person = person
    word.save(update_fields=["person"])
    alive = word.says == WordSays.ALIVE
    key, value = ("life", word.how) if alive else ("state", "dead")
    main = state(person, key, _graded(word, value), word.source, by, session=session)
    if word.seen_at:
        where = _graded(word, word.seen_at)
        state(person, "last_seen_place", where, word.source, by, session=session)
    alarms.raise_for(main, by, session=session)


def _graded(word: ReturneeWord, value: str) -> Stated:
    return Stated(value, word.seen_on, certainty=word.certainty, details={"how": word.how})


def _check(word: Heard) -> None:
    if word.says not in WordSays.values:
        raise PeopleError(_("A word says that somebody was alive, or dead."))
    if word.how not in HowKnown.values:
        raise PeopleError(_("Say how they know it."))
    if word.certainty not in Certainty.values:
        raise PeopleError(_("This is none of the degrees of certainty."))
    if word.seen_on:
        partial_date(word.seen_on)


def _root(said_by: Person | None, teller: str) -> str:
    if said_by is not None:
        return f"person:{said_by.code}"
    return f"word:{plain_text(teller)}"[:100] if teller.strip() else ""


def _noted(word: ReturneeWord, by: User, session: str, what: str) -> None:
    classes = {FieldClass.IDENTITY, FieldClass.STATUS}
    if word.seen_at:
        classes.add(FieldClass.PLACE)
    note(
        by, Action.ENTER, WORD, word.code, session=session, field_classes=classes,
        detail={"kind": word.says, "state": what},
    )  # fmt: skip
