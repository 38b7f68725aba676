"""Medical categories (Geneva Convention III, article 110) and consent, stated with whoever examined
or heard."""

from __future__ import annotations

from django.utils.translation import gettext as _

from repatria.desks.accounts.models import User
from repatria.desks.people.fields import CONSENT, MEDICAL_110
from repatria.desks.people.health import CONSENTS
from repatria.desks.people.models import Person, Statement
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.services.by_hand import enter_statement
from repatria.desks.people.services.drafts import Stated


def examined(
    person: Person,
    by: User,
    category: str,
    purpose: str,
    *,
    examiner: str,
    on: str,
    until: str,
    session: str = "",
) -> Statement:
    """The category that an examiner found on a day, and until when it holds. Raises what
    `statements.state` raises, and `PeopleError` where one of the three is missing."""
    if category not in MEDICAL_110:
        raise PeopleError(_("This is none of the categories of article 110."))
    stated = Stated(category, on, until, details={"examiner": examiner.strip()[:200]})
    return enter_statement(
        person, "medical_110", stated, by, purpose, examiner, on, session=session
    )


def answered(
    person: Person,
    by: User,
    key: str,
    answer: str,
    purpose: str,
    *,
    heard_by: str,
    on: str,
    session: str = "",
) -> Statement:
    """What the person answered when they were asked. Taking consent back is an answer like any
    other: the earlier one stays. Raises what `statements.state` raises."""
    if key not in CONSENTS or answer not in CONSENT:
        raise PeopleError(_("This is no answer to a question of consent."))
    stated = Stated(answer, on, details={"heard_by": heard_by.strip()[:200]})
    return enter_statement(person, key, stated, by, purpose, heard_by, on, session=session)
