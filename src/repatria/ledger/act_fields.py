"""The fields of acts: which there are, what each holds, and which act has which. Tables, no rules.

The public specification is `docs/formats/ledger-act.md`; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

HEADER, VERSION = "repatria-act", "v1"


class Shape(StrEnum):
    """What a value looks like."""

    SIGNER = "signer"
    """A party or an intermediary, as the policy calls it."""
    CODE = "code"
    """Letters, digits, `.`, `-`, `_`, `/`: an exchange, a place, a reference. Never a name."""
    TIME = "time"
    """Seconds, UTC: `2025-06-14T09:30:00Z`."""
    COUNT = "count"
    """A plain number."""
    DIGEST = "digest"
    """`sha256:` and 64 hexadecimal digits in lower case."""
    WORDS = "words"
    """One line of text, 300 characters at most, in which no person is named."""
    VKEY = "vkey"
    """A public key: name+ID+base64."""
    CHOICE = "choice"
    """A word of a closed list."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what it holds, how often, and whether who stands in it must sign."""

    shape: Shape
    least: int = 1
    most: int = 1
    signs: bool = False
    choices: tuple[str, ...] = ()


MOST_REPEATED = 20
UNITS = ("persons", "containers", "bodies", "parts")
LOSSES = ("lost", "stolen", "retired")

_SIGNER = Field(Shape.SIGNER, signs=True)
_MAYBE = Field(Shape.WORDS, least=0)
COMMON: Mapping[str, Field] = {
    "log": Field(Shape.CODE),
    "reference": Field(Shape.CODE),
    "made": Field(Shape.TIME),
}
"""What every act says first: the log that it is for, what it is about, and when it was made."""
LAST: Mapping[str, Field] = {
    "corrects": Field(Shape.DIGEST, least=0),
    "late": _MAYBE,
}
"""What every act may say last: the act that it stands in place of, and why it comes late."""

KINDS: Mapping[str, Mapping[str, Field]] = {
    "handover": {
        "giver": _SIGNER,
        "receiver": _SIGNER,
        "intermediary": Field(Shape.SIGNER, least=0, most=MOST_REPEATED, signs=True),
        "exchange": Field(Shape.CODE),
        "place": Field(Shape.CODE),
        "opened": Field(Shape.TIME),
        "closed": Field(Shape.TIME),
        "unit": Field(Shape.CHOICE, choices=UNITS),
        "count": Field(Shape.COUNT),
        "manifest": Field(Shape.DIGEST),
        "reservation": Field(Shape.WORDS, least=0, most=MOST_REPEATED),
    },
    "list": {
        "by": _SIGNER,
        "to": Field(Shape.SIGNER, least=0),
        "agreement": Field(Shape.CODE, least=0),
        "unit": Field(Shape.CHOICE, choices=UNITS),
        "count": Field(Shape.COUNT),
        "root": Field(Shape.DIGEST),
    },
    "commitment": {
        "by": _SIGNER,
        "subject": Field(Shape.CODE),
        "count": Field(Shape.COUNT),
        "root": Field(Shape.DIGEST),
    },
    "refusal": {
        "by": _SIGNER,
        "of": Field(Shape.DIGEST),
        "reason": Field(Shape.WORDS),
    },
    "key": {
        "holder": _SIGNER,
        "vkey": Field(Shape.VKEY),
        "replaces": Field(Shape.VKEY, least=0),
    },
    "revocation": {
        "by": Field(Shape.SIGNER, most=MOST_REPEATED, signs=True),
        "holder": Field(Shape.SIGNER),
        "vkey": Field(Shape.VKEY),
        "loss": Field(Shape.CHOICE, choices=LOSSES),
        "since": Field(Shape.TIME, least=0),
    },
}


@cache
def fields_of(kind: str) -> Mapping[str, Field]:
    """All fields of a kind of act, in the order in which they are written."""
    return {**COMMON, **KINDS[kind], **LAST}
