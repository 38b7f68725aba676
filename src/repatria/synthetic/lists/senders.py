"""Who sends the made-up lists, and in what style: columns, order, language, script, coverage.

All this is of the sender, declared with the list, and no noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from repatria.synthetic.lists.noise import SenderKind
from repatria.synthetic.lists.spelling import Language

ListOrder = Literal["columns", "surname-first", "surname-last"]
BirthFormat = Literal["iso", "points", "slashes"]
"""1987-03-12, 12.03.1987 or 12/03/1987."""
MISSING, CAPTIVE, DEAD = "missing", "captive", "dead"
STATUS_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "uk": {MISSING: "зник безвісти", CAPTIVE: "у полоні", DEAD: "загинув"},
        "ru": {MISSING: "пропал без вести", CAPTIVE: "в плену", DEAD: "погиб"},
        "en": {MISSING: "missing", CAPTIVE: "captive", DEAD: "dead"},
    }
)
SEX_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"uk": ("ч", "ж"), "ru": ("м", "ж"), "en": ("M", "F")}
)
"""Of a man and of a woman."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """One sender and its list."""

    kind: SenderKind
    code: str
    """In the ids of its rows."""
    title: str
    language: Literal["uk", "ru", "en"]
    order: ListOrder
    date: date
    birth: BirthFormat
    schemes: tuple[tuple[str, int], ...] = ()
    """Tables of Latin letters with weights; none for Cyrillic."""
    capitals: bool = False
    """Surnames in capitals."""
    patronymics: float = 1.0
    """In how many of its rows it states a patronymic; the rest is its habit, no noise."""
    filled: Mapping[str, float] = field(default_factory=dict)
    """Its further columns, and in how many rows they are filled."""
    short_units: bool = False
    covers: tuple[float, float, float]
    """How many it lists of the captive, the missing and the dead (`people.Fate`)."""
    says: tuple[str, str, str]
    """What it says of them, mostly."""
    says_otherwise: tuple[str, str, str]
    """What it says of every fifth of them."""

    @property
    def latin(self) -> bool:
        return bool(self.schemes)

    @property
    def words(self) -> Language:
        """The language of Cyrillic names, and of those that stand behind Latin ones mostly."""
        return "uk" if self.language == "uk" or self.kind is SenderKind.INTERNATIONAL else "ru"

    @property
    def file(self) -> str:
        return f"{self.kind}.csv"


SENDERS: Mapping[SenderKind, Sender] = {
    sender.kind: sender
    for sender in (
        Sender(
            kind=SenderKind.REGISTRY,
            code="REG",
            title="Synthetic register of persons missing in special circumstances",
            language="uk",
            order="columns",
            date=date(2026, 5, 12),
            birth="iso",
            filled={
                "sex": 1, "birthplace": 1, "unit": 1, "rank": 0.95, "serial": 0.7,
                "call_sign": 0.1, "status": 1,
            },
            covers=(0.85, 0.8, 0.7),
            says=(CAPTIVE, MISSING, MISSING),
            says_otherwise=(MISSING, MISSING, DEAD),
        ),
        Sender(
            kind=SenderKind.HEADQUARTERS,
            code="HQ",
            title="Synthetic list of a coordination headquarters",
            language="uk",
            order="surname-first",
            date=date(2026, 5, 30),
            birth="points",
            filled={
                "age": 0, "birthplace": 0.6, "unit": 1, "rank": 0.9, "serial": 0.4,
                "call_sign": 0.3, "status": 1,
            },
            short_units=True,
            covers=(0.7, 0.3, 0.15),
            says=(CAPTIVE, MISSING, MISSING),
            says_otherwise=(CAPTIVE, CAPTIVE, CAPTIVE),
        ),
        Sender(
            kind=SenderKind.VOLUNTEERS,
            code="VOL",
            title="Synthetic list of volunteers, from families",
            language="uk",
            order="surname-last",
            date=date(2026, 4, 20),
            birth="points",
            patronymics=0.8,
            filled={
                "age": 0.3, "birthplace": 0.8, "unit": 0.9, "rank": 0.3, "serial": 0.05,
                "call_sign": 0.6, "status": 1,
            },
            short_units=True,
            covers=(0.15, 0.3, 0.15),
            says=(MISSING, MISSING, MISSING),
            says_otherwise=(CAPTIVE, CAPTIVE, DEAD),
        ),
        Sender(
            kind=SenderKind.MINISTRY,
            code="MIN",
            title="Synthetic list of a ministry",
            language="ru",
            order="surname-first",
            date=date(2026, 6, 2),
            birth="points",
            filled={
                "age": 0, "sex": 0.9, "birthplace": 0.8, "unit": 0.8, "rank": 0.8,
                "serial": 0.35, "status": 1,
            },
            covers=(0.7, 0.03, 0.1),
            says=(CAPTIVE, CAPTIVE, DEAD),
            says_otherwise=(CAPTIVE, CAPTIVE, CAPTIVE),
        ),
        Sender(
            kind=SenderKind.CAMP,
            code="CAMP",
            title="Synthetic list of a camp, read from a scan",
            language="ru",
            order="surname-first",
            date=date(2026, 3, 15),
            birth="points",
            filled={
                "age": 0.2, "birthplace": 0.6, "unit": 0.8, "rank": 0.7, "serial": 0.1,
                "call_sign": 0.25, "status": 1,
            },
            short_units=True,
            covers=(0.25, 0.01, 0.04),
            says=(CAPTIVE, CAPTIVE, CAPTIVE),
            says_otherwise=(CAPTIVE, CAPTIVE, DEAD),
        ),
        Sender(
            kind=SenderKind.INTERNATIONAL,
            code="INT",
            title="Synthetic list of an international body",
            language="en",
            order="surname-last",
            date=date(2026, 6, 10),
            birth="slashes",
            schemes=(
                ("kmu-2010", 50), ("passport-2007", 14), ("passport-2004", 3),
                ("national-1996", 6), ("bgn-uk", 5), ("icao", 9), ("passport-1997", 7),
                ("bgn-ru", 6),
            ),
            capitals=True,
            patronymics=0.75,
            filled={
                "age": 0, "sex": 1, "birthplace": 0.8, "unit": 0.6, "rank": 0.6, "serial": 0.3,
                "status": 1,
            },
            covers=(0.5, 0.3, 0.1),
            says=(CAPTIVE, MISSING, MISSING),
            says_otherwise=(MISSING, MISSING, DEAD),
        ),
        Sender(
            kind=SenderKind.MEDIATOR,
            code="MED",
            title="Synthetic list of a mediating state",
            language="en",
            order="columns",
            date=date(2026, 6, 16),
            birth="iso",
            schemes=(
                ("icao", 34), ("passport-1997", 16), ("passport-1997-short", 8), ("bgn-ru", 12),
                ("telegram", 4), ("kmu-2010", 20), ("passport-2007", 6),
            ),
            patronymics=0.65,
            filled={
                "age": 0, "sex": 1, "birthplace": 0.7, "unit": 0.6, "rank": 0.7, "serial": 0.3,
                "status": 1,
            },
            covers=(0.25, 0.02, 0.4),
            says=(CAPTIVE, CAPTIVE, DEAD),
            says_otherwise=(CAPTIVE, MISSING, DEAD),
        ),
    )
}  # fmt: skip
"""Every sender by its kind."""
