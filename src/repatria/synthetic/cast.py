"""Who speaks in made-up records: two invented countries, an intermediary, a mission, outlets."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.statements.claim import Speaker
from repatria.statements.record import Party
from repatria.statements.vocabulary import Voice

NORTH, SOUTH = "NO", "SO"

PARTIES = (
    Party(
        NORTH,
        {
            "en": "Northland (synthetic)",
            "uk": "Нортландія (вигадана)",
            "ru": "Нортландия (вымышленная)",
        },
    ),
    Party(
        SOUTH,
        {
            "en": "Southland (synthetic)",
            "uk": "Саутландія (вигадана)",
            "ru": "Саутландия (вымышленная)",
        },
    ),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One party's voices. Each has its own part, so that no two of them mix by accident."""

    code: str
    people: str
    ministry: Speaker
    """The first word on a leg."""
    headquarters: Speaker
    """Totals, counts divided into parts, containers."""
    head: Speaker
    """Utterances that are relayed; ordinals."""
    ombudsman: Speaker
    """Civilians, people outside the exchange, identity."""
    minister: Speaker
    """Corrections, and what contradicts the minister's own side."""
    spokesman: Speaker
    """What was withdrawn, and what was under embargo."""
    source: Speaker
    """Nobody names it."""


def _side(code: str, name: str, people: str) -> Side:
    def voice(mark: str, office: str) -> Speaker:
        return Speaker(f"{code}-{mark}", f"{name}: {office} (synthetic)", Voice.PARTY, code, office)

    return Side(
        code,
        people,
        voice("MOD", "Ministry of Defence"),
        voice("HQ", "Headquarters for Returns"),
        voice("HEAD", "Head of State"),
        voice("OMB", "Ombudsman"),
        voice("MIN", "Minister of the Interior"),
        voice("SPK", "Spokesman"),
        Speaker(f"{code}-SRC", f"{name}: a source (synthetic)", Voice.UNNAMED, code),
    )


SIDES = {
    NORTH: _side(NORTH, "Northland", "Northlanders"),
    SOUTH: _side(SOUTH, "Southland", "Southlanders"),
}
OTHER = {NORTH: SOUTH, SOUTH: NORTH}

INTERMEDIARY = Speaker("MID", "Midland, the intermediary (synthetic)", Voice.INTERMEDIARY)
MISSION = Speaker("MIS", "Relief Mission (synthetic)", Voice.INTERMEDIARY)
PRESS = Speaker("PRESS", "the outlet itself (synthetic)", Voice.MEDIA)

OUTLETS = (
    "Northland Agency",
    "Northland Evening",
    "Radio North",
    "Southland Agency",
    "Southland Morning",
    "Radio South",
    "Midland Post",
    "Midland Wire",
    "Channel of the Straits",
    "Harbour Times",
    "Plain Dealer",
    "Border Gazette",
)
RUMOUR = len(OUTLETS) - 1
"""The outlet that is wrong whenever an outlet is; it says nothing else."""
