"""What a name is read into: its parts, and the readings that its writing allows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from repatria.names.levels import Level
from repatria.names.reasons import Reason


class Script(StrEnum):
    """In which script a name is written. `MIXED` is left only where no repair is certain."""

    CYRILLIC = "cyrillic"
    LATIN = "latin"
    MIXED = "mixed"
    NONE = "none"


class Order(StrEnum):
    """In which order a source writes names: a property of the source, declared, never guessed."""

    SURNAME_FIRST = "surname-first"
    SURNAME_LAST = "surname-last"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class PartKind(StrEnum):
    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name with all that comparing needs, computed once per distinct string.

    Two parts are compared by these tuples alone, so that a database can do it too (`linking`).
    """

    kind: PartKind
    written: str
    """As it stands in the source, without the repairs that `notes` tell of."""
    texts: tuple[str, ...]
    """The nominatives that it can be, folded (lower case, one apostrophe), the likeliest first."""
    lemmas: tuple[str, ...]
    """Codes that are the same for one name in every language and for both sexes."""
    keys: tuple[str, ...]
    """Spellings without a script: what transliterations and slips of the name have in common."""
    initials: tuple[str, ...]
    """The letters (of the alphabet of keys) with which it can begin."""
    initial: bool = False
    """Only an initial is written; `texts`, `lemmas` and `keys` are empty."""
    forms: tuple[str, ...] = ()
    """Strict keys of the whole word, a patronymic's ending kept, and of the same name in the other
    language: where slips and cut ends are looked for."""
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: which word is which part. `None` where the part is not there."""

    surname: Part | None
    given: Part | None
    patronymic: Part | None
    sex: Sex = Sex.UNKNOWN
    why: tuple[Reason, ...] = ()

    def part(self, kind: PartKind) -> Part | None:
        return {
            PartKind.SURNAME: self.surname,
            PartKind.GIVEN: self.given,
            PartKind.PATRONYMIC: self.patronymic,
        }[kind]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written and everything read out of it; `readings` are the likeliest first."""

    written: str
    script: Script
    order: Order
    readings: tuple[Reading, ...]
    call_sign: str = ""
    rank: str = ""
    """A rank or title that stood inside the name, as written."""
    notes: tuple[Reason, ...] = ()
    """What was noticed and repaired, and what a person should look at."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two values of one field stand to each other, and the sentence why."""

    field: str
    level: Level
    why: Reason
