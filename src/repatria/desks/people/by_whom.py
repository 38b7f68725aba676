"""Who holds a person, who confirmed, who examined, who heard: four things, each under its own name,
since the time line and the reader draw other things from each.

What is confirmed by a neutral body is not held by it; and a medical category or an answer on
consent is none without whom it goes back to, and of which day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repatria.base.dates import partial_date
from repatria.desks.people.fields import FIELDS
from repatria.desks.people.health import CONSENTS
from repatria.desks.people.health_words import MEDICAL
from repatria.desks.people.refusals import PeopleError
from repatria.desks.people.timeline import CAPTIVE

if TYPE_CHECKING:
    from repatria.desks.people.fields import Words
    from repatria.desks.people.services.drafts import Stated

DETAILS: Mapping[str, str] = MappingProxyType(
    {
        "held_by": "holder",
        "confirmed_by": "confirmed_by",
        "examined_by": "examiner",
        "heard_by": "heard_by",
    }
)
"""What it is called in forms and for programs, and in the details of a statement."""
ASKED: Mapping[str, Words] = MappingProxyType(
    {
        "held_by": gettext_lazy("Who holds the person"),
        "confirmed_by": gettext_lazy("Who confirmed it"),
        "examined_by": gettext_lazy("Who examined"),
        "heard_by": gettext_lazy("Who heard the answer"),
    }
)
UNTOLD = "by_whom"
"""What was entered before the two were told apart: nobody knows any more what it meant."""
LONGEST = 200
_NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {MEDICAL: ("examined_by", "on", "until"), **dict.fromkeys(CONSENTS, ("heard_by", "on"))}
)


def asked_of(key: str) -> tuple[str, ...]:
    """Which of them a field can have."""
    if key in (MEDICAL, "health"):
        return ("examined_by",)
    if key in CONSENTS:
        return ("heard_by",)
    return ("held_by", "confirmed_by") if key in ("state", "held_at") else ("confirmed_by",)


def needed_of(key: str) -> tuple[str, ...]:
    """Of these and of the days, what a statement in this field cannot do without."""
    return _NEEDED.get(key, ())


def details_of(key: str, value: str, given: Mapping[str, str]) -> dict[str, Any] | None:
    """The details of a statement, from what was filled in. Raises `PeopleError` for what the field
    or the value cannot have."""
    told = {name: text.strip()[:LONGEST] for name, text in given.items() if text.strip()}
    if other := sorted(told.keys() - set(asked_of(key))):
        raise PeopleError(
            _("%(field)s: not asked of this field: %(what)s.")
            % {"field": FIELDS[key].words, "what": ASKED[other[0]]}
        )
    if "held_by" in told and key == "state" and value not in CAPTIVE | {"denied"}:
        raise PeopleError(_("Only of whom is held can anybody say who holds them."))
    return {DETAILS[name]: text for name, text in told.items()} or None


def check(key: str, stated: Stated | str) -> None:
    """Raises `PeopleError` for a medical category without examiner, day and expiry, and for an
    answer on consent without hearer and day; `ValueProblem` for a date."""
    details = {} if isinstance(stated, str) else stated.details or {}
    on, until = ("", "") if isinstance(stated, str) else (stated.on, stated.until)
    if key == MEDICAL:
        if not (details.get("examiner") and on and until):
            raise PeopleError(_("A category has an examiner, a day of examination and an expiry."))
        if partial_date(until).last < partial_date(on).first:
            raise PeopleError(_("A category does not run out before the examination."))
    elif key in CONSENTS and not (details.get("heard_by") and on):
        raise PeopleError(_("Say who heard the answer, and when."))


def told_of(state: str, details: Mapping[str, Any]) -> Iterator[str]:
    """The same in words; `state` is the state as it was read, or nothing."""
    for key, words in (
        # Whoever denies it is named, and holds nobody.
        ("holder", _("named holder: %s") if state == "denied" else _("held by %s")),
        ("confirmed_by", _("confirmed by %s")),
        ("examiner", _("examined by %s")),
        ("heard_by", _("heard by %s")),
        (UNTOLD, _("by whom: %s")),
    ):
        if details.get(key):
            yield words % details[key]
