"""From what sources say to what a plan may count on: pure.

All records that people judged to be of one human being are read together. Where a medical category
or a holder is disputed, the person is handed on in both readings; whatever else cannot be taken as
it stands is named, and taken as not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from repatria.desks.exchanges.facts_rules import (
    OTHER_HOLDER,
    Context,
    Told,
    consent_of,
    days_of,
    held_of,
    holders_of,
    medical_of,
    place_of,
    side_of,
)
from repatria.desks.people.choosing import Chosen
from repatria.desks.people.shown import Word, chosen_of
from repatria.desks.people.values import plain_text
from repatria.planning.facts import Person, Sex

FIELDS = frozenset(
    {"power", "sex", "birth", "category", "unit", "rank", "state", "captured_on", "held_by", "life",
     "held_at", "health", "medical_110", "wish_return"}
)  # fmt: skip
"""What of the register a plan reads."""
_SHOWN_ONCE = ("sex", "birth", "category", "unit", "rank", "captured_on", "power")


@dataclass(frozen=True, slots=True)
class Disputed:
    """A fact on which sources disagree, and somebody with it read the other way."""

    code: str
    what: str
    """`medical` or `holder`."""
    other: Person


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody as the plan takes them."""

    person: Person
    disputed: tuple[Disputed, ...] = ()
    named: tuple[str, ...] = ()
    """Codes of `words.NAMED_WORDS`."""


def read_person(
    code: str, words: Iterable[Word], picked: Mapping[str, int], context: Context, veto: str = ""
) -> Read:
    """Somebody's facts from all that is said of them. `picked` are the statements that a person
    chose, by field; `veto` a basis that the holder stated in an answer."""
    told = [each for each in words if each.field in FIELDS]
    reading = Told(context, told, picked)
    chosen = chosen_of((each for each in told if each.field in _SHOWN_ONCE), picked)
    side = side_of(reading, chosen)
    holders = holders_of(reading)
    born, captured = days_of(reading, chosen)
    medical, confirmed, otherwise = medical_of(reading)
    category = chosen["category"].said.read if "category" in chosen else ""
    if category not in ("soldier", "civilian"):
        reading.named.append("category_not_stated")
    place = place_of(reading)
    person = Person(
        code=code,
        side=side,
        holder=holders[0] if holders else "",
        camp=context.camp(place) if place else "",
        held=held_of(reading, holders[0] if holders else ""),
        medical=medical,
        medical_confirmed=confirmed,
        consent=consent_of(reading),
        born=born,
        sex=_SEX.get(_read(chosen, "sex"), Sex.UNKNOWN),
        civilian=category == "civilian",
        captured=captured,
        rank=_read(chosen, "rank"),
        unit=_read(chosen, "unit"),
        veto=veto,
    )
    if person.holder == OTHER_HOLDER:
        reading.named.append("holder_unknown")
    found = [
        Disputed(code, "medical", replace(person, medical=kind, medical_confirmed=decided))
        for kind, decided in otherwise[:1]
    ]
    found += [Disputed(code, "holder", replace(person, holder=each)) for each in holders[1:2]]
    return Read(person, tuple(found), tuple(dict.fromkeys(reading.named)))


_SEX = {"male": Sex.MALE, "female": Sex.FEMALE}


def _read(chosen: Mapping[str, Chosen], key: str) -> str:
    if key not in chosen:
        return ""
    said = chosen[key].said
    return said.read or plain_text(said.value)
