"""Agreements are entered, and each party's reading of one; a new version takes the place of the one
before and leaves it where it was."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from repatria.desks.accounts.access.services import note
from repatria.desks.accounts.asking import require
from repatria.desks.accounts.models import User
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.accounts.visible import require_own
from repatria.desks.exchanges.models import Agreement, Reading
from repatria.desks.exchanges.models.agreements import LONGEST_WHY
from repatria.desks.exchanges.refusals import ExchangeError
from repatria.desks.exchanges.registered import AGREEMENT
from repatria.desks.router import EXCHANGE
from repatria.planning.shipped import shipped_names, shipped_text
from repatria.planning.terms import Terms
from repatria.planning.terms_text import parse_terms

CLASSES = (FieldClass.PLANNING,)
MOST_CALLED = 20


def enter(by: User, text: str, file: str = "agreement", *, session: str = "") -> Reading:
    """A new agreement, from the first reading of it. Raises `Refused`, and `InputError` with every
    line that cannot be read."""
    require(by, Action.ENTER, FieldClass.PLANNING)
    terms = parse_terms(text, file)
    with transaction.atomic(using=EXCHANGE):
        made = Agreement.objects.create(
            party=by.party, title=terms.name[:300], first_side=terms.sides[0],
            second_side=terms.sides[1], entered_by=by,
        )  # fmt: skip
        return _keep(made, terms, text, by, "", session)


def tell(
    agreement: Agreement, by: User, text: str, why: str = "", file: str = "agreement",
    *, session: str = "",
) -> Reading:  # fmt: skip
    """A further reading of an agreement, or a new version of one that is there. Raises `Refused`,
    `InputError`, and `ExchangeError` for other sides, the very same text, or no reason."""
    require(by, Action.ENTER, FieldClass.PLANNING)
    require_own(agreement, by)
    terms = parse_terms(text, file)
    if set(terms.sides) != set(agreement.sides):
        raise ExchangeError(
            _("This text is about other sides: %(sides)s.") % {"sides": ", ".join(terms.sides)}
        )
    with transaction.atomic(using=EXCHANGE):
        return _keep(agreement, terms, text, by, why, session)


def take_shipped(by: User, names: Sequence[str], *, session: str = "") -> Agreement:
    """An agreement that comes with Repatria, with all its readings that are named here, taken in
    whole. Raises `Refused`, `ValueProblem` for a name that is not there, `ExchangeError` where it
    was taken in before."""
    require(by, Action.ENTER, FieldClass.PLANNING)
    texts = [(name, shipped_text(name)) for name in names]
    digests = [_digest(text) for _name, text in texts]
    mine = Reading.objects.filter(agreement__party=by.party_id, digest__in=digests)
    if mine.exists():
        raise ExchangeError(_("This agreement was taken in before."))
    with transaction.atomic(using=EXCHANGE):
        first = enter(by, texts[0][1], texts[0][0], session=session)
        for name, text in texts[1:]:
            tell(first.agreement, by, text, file=name, session=session)
    return first.agreement


def shipped() -> dict[str, tuple[str, ...]]:
    """What comes with Repatria, by the agreement's name: readings of one name and day are one
    agreement."""
    found: dict[str, tuple[str, ...]] = {}
    for name in shipped_names():
        terms = parse_terms(shipped_text(name), name)
        title = terms.name
        found[title] = (*found.get(title, ()), name)
    return found


def call_sides(
    agreement: Agreement, by: User, called: Mapping[str, Sequence[str]], *, session: str = ""
) -> None:
    """What else the register calls the sides. Raises `Refused`, `ExchangeError` for words that
    would mean both."""
    require(by, Action.ENTER, FieldClass.PLANNING)
    require_own(agreement, by)
    words = {
        side: [word.strip()[:200] for word in called.get(side, ()) if word.strip()][:MOST_CALLED]
        for side in agreement.sides
    }
    first, second = ({word.casefold() for word in words[side]} for side in agreement.sides)
    if first & second:
        raise ExchangeError(_("One word cannot mean both sides."))
    with transaction.atomic(using=EXCHANGE):
        agreement.called = words
        agreement.save(update_fields=["called"])
        _note(agreement, by, session, "called", 0)


def _keep(
    agreement: Agreement, terms: Terms, text: str, by: User, why: str, session: str
) -> Reading:
    last = agreement.readings.filter(teller=terms.reading).order_by("-version").first()
    reason = why.strip()[:LONGEST_WHY]
    if last is not None:
        if last.digest == _digest(text):
            raise ExchangeError(_("This is the very text of the version in force."))
        if not reason:
            raise ExchangeError(_("Say why this version takes the place of the one before."))
    number = last.version + 1 if last is not None else 1
    try:
        with transaction.atomic(using=EXCHANGE):
            made = Reading.objects.create(
                agreement=agreement, teller=terms.reading, version=number, text=text,
                digest=_digest(text), why=reason, entered_by=by,
            )  # fmt: skip
    except IntegrityError:
        raise ExchangeError(_("Somebody entered another version at this moment.")) from None
    _note(agreement, by, session, "reading", number, made.digest)
    return made


def _note(
    agreement: Agreement, by: User, session: str, kind: str, count: int, digest: str = ""
) -> None:
    detail = {"kind": kind, "count": count, "digest": digest}
    note(by, Action.ENTER, AGREEMENT, agreement.code, session=session, field_classes=CLASSES,
         detail=detail)  # fmt: skip


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
