"""Whose the remains are, as somebody says: wordings apart from the count, with who uses them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.statements.claim import Claim


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording: on how many handovers it is used, and by whom.

    `raw` says that it is in the words of the data, not in the reader's language.
    """

    text: str
    raw: bool
    handovers: int
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """The wording used most, the others, and on how many handovers the first one is."""

    first: Wording
    others: tuple[Wording, ...]
    chip: str


def identity(claims: Iterable[Claim], handovers: int, names: Names) -> Identity | None:
    """The wordings of some statements on remains, most used first; `None` where nobody says.

    `handovers` is how many took place; a wording of a statement on no single one counts as 0.
    """
    used: dict[str, list[Claim]] = {}
    for claim in claims:
        used.setdefault(claim.identity, []).append(claim)
    found = [_wording(text, group, names) for text, group in used.items()]
    if not found:
        return None
    found.sort(key=lambda one: -one.handovers)
    first, *others = found
    text = ngettext(
        "said of {number} of {handovers} handover",
        "said of {number} of {handovers} handovers",
        handovers,
    )
    shown = text.format(number=labels.number(first.handovers), handovers=labels.number(handovers))
    return Identity(first, tuple(others), shown if first.handovers else "")


def _wording(text: str, claims: list[Claim], names: Names) -> Wording:
    speakers = dict.fromkeys(names.speaker(claim.speaker.code) for claim in claims)
    return Wording(
        str(labels.IDENTITIES.get(text, text)),
        text not in labels.IDENTITIES,
        len({claim.exchange for claim in claims if claim.exchange}),
        tuple(speakers),
    )
