"""A claim in words, on one line, as two people read it before they publish it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext, gettext_lazy

from repatria.desks.common import wording
from repatria.desks.record import labels, store
from repatria.desks.record.labels import Names
from repatria.statements.claim import Claim
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import MAIN_UNIT, TRACK, Category, ClaimKind, Per

_SAID = gettext_lazy("{speaker}, {day}")
_RELAYED = gettext_lazy("{speaker}, {day}, relayed and not heard from the speaker")
_EXCHANGE = gettext_lazy("exchange of {day} ({code})")
_SUPERSEDES = gettext_lazy("takes the place of the speaker’s earlier word {claim}")
_EMBARGO = gettext_lazy("not before {day}; until then nobody outside the desk sees it")
_SILENT = gettext_lazy("no number from {parties}")


def names_of(claims: Iterable[Claim], exchanges: Mapping[str, Exchange]) -> Names:
    """The names behind the codes of some claims: of what is held, and of what they bring."""
    own = {claim.speaker.code: claim.speaker for claim in claims}
    held = store.speakers(set(own))
    days = {code: one.date.first for code, one in exchanges.items()}
    return Names(store.parties(), {**own, **held}, {}, days)


def line(claim: Claim, names: Names, exchanges: Mapping[str, Exchange]) -> str:
    """What a claim says, of whom, whose word it is and when it was said."""
    parts = [_what(claim)]
    if claim.giver:
        way = "⇄" if claim.both else "→"
        parts.append(f"{names.party(claim.giver)} {way} {names.party(claim.receiver)}")
        if claim.both:
            parts.append(gettext("both directions together") if claim.per is Per.TOTAL
                         else gettext("each direction"))  # fmt: skip
    if claim.silent:
        parties = ", ".join(names.party(code) for code in claim.silent)
        parts.append(str(_SILENT).format(parties=parties))
    if claim.exchange:
        parts.append(_on(claim.exchange, exchanges))
    if claim.covers is not None:
        parts.append(names.show(claim.covers))
    said = _RELAYED if claim.relay else _SAID
    day = wording.day(claim.said_on.text, labels.language())
    parts.append(str(said).format(speaker=names.speaker(claim.speaker.code), day=day))
    if claim.supersedes:
        parts.append(str(_SUPERSEDES).format(claim=claim.supersedes))
    if claim.embargo_until is not None:
        until = wording.day(claim.embargo_until, labels.language())
        parts.append(str(_EMBARGO).format(day=until))
    return " · ".join(parts)


def _what(claim: Claim) -> str:
    kind = str(labels.CLAIM_KINDS[claim.kind])
    if claim.kind is ClaimKind.NON_STATEMENT:
        return f"{kind}: {labels.WORDS[claim.category]}"
    whole = claim.category in (Category.LIVING, Category.REMAINS)
    of = str(labels.WORDS[claim.unit])
    if not whole or claim.unit is not MAIN_UNIT[TRACK[claim.category]]:
        of = f"{of} ({labels.WORDS[claim.category]})"
    return f"{kind}: {labels.quantity(claim.quantity)}, {of}"


def _on(code: str, exchanges: Mapping[str, Exchange]) -> str:
    exchange = exchanges.get(code)
    if exchange is None:
        return code
    day = wording.day(exchange.date.text, labels.language())
    return str(_EXCHANGE).format(day=day, code=code)
