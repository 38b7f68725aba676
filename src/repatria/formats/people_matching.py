"""Which field of the register a heading means, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from repatria.formats.people_header import JOINT
from repatria.formats.people_headings import (
    KNOWN,
    KNOWN_COMPOUND,
    KNOWN_VAGUE,
    NAMES,
    fold_heading,
)


class Certainty(StrEnum):
    CONFIRMED = "confirmed"
    """A person said so."""
    SURE = "sure"
    """The heading stands in the table."""
    LIKELY = "likely"
    """The heading holds one that stands in the table."""
    UNSURE = "unsure"
    """The heading may mean this, or something else."""
    NONE = "none"
    """Nothing is known of it; the column is left out."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a heading is taken for. `both` holds the fields where it stands over two."""

    field: str = ""
    certainty: Certainty = Certainty.NONE
    both: tuple[str, ...] = ()


_RELATIVES = frozenset({"kin", "kin_relation", "kin_contact"})
_OF_RELATIVES = {
    "name": "kin",
    "surname": "kin",
    "kin_contact": "kin_contact",
    "kin_relation": "kin_relation",
    "address": "kin_address",
    "kin_address": "kin_address",
}
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LONGEST = 200


def match(heading: str) -> Match:
    """What a heading means; of several lines joined, the lowest says what, and those above it of
    whom."""
    *upper, lowest = heading.split(JOINT)
    found = _one(lowest)
    if not upper:
        return found
    over = _one(upper[-1])
    if over.field in _RELATIVES:
        field = _OF_RELATIVES.get(found.field, "")
        return Match(field, Certainty.LIKELY if field else Certainty.NONE)
    if not found.field and not found.both:
        joined = _one(f"{lowest} {upper[-1]}")
        return joined if joined.field else Match(over.field, Certainty.UNSURE)
    if found.field in NAMES and over.field not in NAMES:
        return Match(found.field, Certainty.UNSURE)
    return found


def _one(heading: str) -> Match:
    folded = fold_heading(heading[:_LONGEST])
    if folded in KNOWN_COMPOUND:
        return Match("", Certainty.NONE, KNOWN_COMPOUND[folded])
    if folded in KNOWN:
        vague = folded in KNOWN_VAGUE
        return Match(KNOWN[folded], Certainty.UNSURE if vague else Certainty.SURE)
    without = fold_heading(_ASIDE.sub(" ", folded))
    if without in KNOWN_COMPOUND:
        return Match("", Certainty.NONE, KNOWN_COMPOUND[without])
    if without in KNOWN:
        vague = without in KNOWN_VAGUE
        return Match(KNOWN[without], Certainty.UNSURE if vague else Certainty.LIKELY)
    return _held(without)


def _held(folded: str) -> Match:
    """The longest heading of the table that stands inside this one, as whole words."""
    words = re.findall(r"[^\s,;:()«»\"]+", folded)
    found: list[tuple[int, int, str]] = []
    for length in range(min(len(words), 6), 0, -1):
        for start in range(len(words) - length + 1):
            if any(start < end and begin < start + length for begin, end, _ in found):
                continue
            text = " ".join(words[start : start + length])
            if text in KNOWN and len(text) > 2 and text not in KNOWN_VAGUE:
                found.append((start, start + length, KNOWN[text]))
    fields = tuple(dict.fromkeys(field for _, _, field in sorted(found)))
    if len(fields) != 1:
        return Match("", Certainty.NONE, fields)
    covered = sum(end - start for start, end, _ in found)
    return Match(fields[0], Certainty.LIKELY if 2 * covered >= len(words) else Certainty.UNSURE)
