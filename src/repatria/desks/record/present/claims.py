"""A claim as a row of a page: its figure in words, whose word it is, and how it was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_lazy

from repatria.desks.common import wording
from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.desks.record.present.checks import Check, Checked, checked, touches
from repatria.statements.claim import Claim, Partition, role_of
from repatria.statements.quantity import Kind
from repatria.statements.record import Leg
from repatria.statements.roots import Utterance
from repatria.statements.vocabulary import ClaimKind, Per, Role, Track, Unit, Voice

_ = gettext_lazy
Checks = Mapping[str, Sequence[Check]]

NIL = {"none": "none", "not_stated": "notstated", "nothing_found": "nothing"}
"""The end of the CSS class of each kind of nothing, by its value."""
RETIRED: dict[str, object] = {
    "withdrawn": _("withdrawn by its speaker"),
    "superseded": _("superseded by its speaker’s later word"),
    "refuted": _("refuted by the signed act"),
}
_TAKEN_BACK = _("taken back by those who published it: {reason}")
FIELDS: dict[str, object] = {
    "date": _("date"),
    "direction": _("direction"),
    "quantity": _("figure"),
    "category": _("category"),
    "unit": _("unit"),
    "speaker": _("speaker"),
    "place": _("place"),
}
_BY: dict[str, object] = {
    "category": _("by category"),
    "sex": _("by sex"),
    "age": _("by age"),
    "held as": _("by how they were held"),
}
_SAYS_HOW_MANY = frozenset({ClaimKind.COUNT, ClaimKind.TOTAL, ClaimKind.NON_STATEMENT})


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its words ready to be written; dates and raw text stand in `claim`."""

    claim: Claim
    figure: str
    """The quantity in words; empty where the claim says nothing of how many."""
    nil: str
    """`none` or `notstated` where the figure is one of these; else empty."""
    of: str
    """What was counted."""
    kind: str
    """The kind of statement; empty for a plain count."""
    speaker: str
    colour: int | None
    """The place of the speaker's party; `None` for everybody who belongs to none."""
    role: str
    giver: str
    receiver: str
    unnamed: bool
    own_voice: bool
    silent: tuple[str, ...]
    """The parties that are said to have given no number."""
    identity: str
    identity_raw: bool
    """Whether `identity` is in the words of the data, not in the reader's language."""
    parts: tuple[str, ...]
    uncertain: tuple[str, ...]
    told_with: tuple[str, ...]
    """The other claims that render the same utterance: one word, told by several sources."""
    judged: bool
    """Whether a person judged them to be one; else it is proposed."""
    retired: str
    checks: tuple[Checked, ...]
    differs: bool
    """Whether a contradiction rests on it."""

    @property
    def anchor(self) -> str:
        return f"claim-{self.claim.id}"

    @property
    def numeric(self) -> bool:
        """Whether the figure is short: a number, or a kind of nothing."""
        return bool(self.figure) and self.claim.quantity.kind is not Kind.PARITY

    @property
    def together(self) -> bool:
        """Whether the figure is for both directions together, and for neither alone."""
        return self.claim.both and self.claim.per is Per.TOTAL

    @property
    def css(self) -> str:
        return "" if self.colour is None else f"p{min(self.colour, 5)}"

    @property
    def sources(self) -> int:
        """How many sources tell this utterance."""
        return 1 + len(self.told_with)

    @property
    def embargoed(self) -> date | None:
        """The first day on which a reader could know of it, where an embargo delayed it."""
        late = self.claim.known_from > self.claim.said_on.last
        return self.claim.known_from if late else None


def claim_rows(
    claims: Iterable[Claim],
    names: Names,
    *,
    leg: Leg | None = None,
    retired: Mapping[str, str] | None = None,
    utterances: Iterable[Utterance] = (),
    checks: Checks | None = None,
    differing: Iterable[str] = (),
) -> tuple[ClaimRow, ...]:
    """Claims as rows, in the order given.

    `leg` is the direction that roles are told for (else the claim's own); `retired` says why claims
    no longer count; `differing` are those that a contradiction rests on.
    """
    told = {one: said for said in utterances for one in said.claims}
    marked = frozenset(differing)
    return tuple(
        _row(
            claim,
            names,
            leg,
            (retired or {}).get(claim.id, ""),
            told.get(claim.id),
            (checks or {}).get(claim.id, ()),
            claim.id in marked,
        )
        for claim in claims
    )


def _row(
    claim: Claim,
    names: Names,
    leg: Leg | None,
    retired: str,
    said: Utterance | None,
    checks: Sequence[Check],
    differs: bool,
) -> ClaimRow:
    speaker = claim.speaker
    figure, nil = figure_of(claim)
    return ClaimRow(
        claim=claim,
        figure=figure,
        nil=nil,
        of=counted_of(claim) if figure and claim.interval is not None else "",
        kind="" if claim.kind is ClaimKind.COUNT else str(labels.CLAIM_KINDS[claim.kind]),
        speaker=names.speaker(speaker.code),
        colour=names.colour(speaker.party) if speaker.party else None,
        role=role_text(claim, leg),
        giver=names.party(claim.giver) if claim.giver else "",
        receiver=names.party(claim.receiver) if claim.receiver else "",
        unnamed=speaker.voice is Voice.UNNAMED,
        own_voice=speaker.voice is Voice.MEDIA and not claim.relay,
        silent=tuple(map(names.party, _silent(claim))),
        identity=str(labels.IDENTITIES.get(claim.identity, claim.identity)),
        identity_raw=bool(claim.identity) and claim.identity not in labels.IDENTITIES,
        parts=tuple(map(partition_text, claim.parts)),
        uncertain=tuple(str(FIELDS.get(name, name)) for name in claim.uncertain),
        told_with=() if said is None else tuple(c for c in said.claims if c != claim.id),
        judged=said is not None and said.judged,
        retired=why_retired(claim, retired),
        checks=tuple(checked(check, names) for check in checks if touches(check, leg)),
        differs=differs,
    )


def figure_of(claim: Claim) -> tuple[str, str]:
    """The figure in words, and which kind of nothing it is; both empty where it gives none."""
    kind = claim.quantity.kind
    if kind is Kind.NOT_STATED:
        if claim.kind in _SAYS_HOW_MANY:
            return str(labels.STATES["not_stated"]), "notstated"
        return "", ""
    return labels.quantity(claim.quantity), "none" if kind is Kind.NONE else ""


def counted_of(claim: Claim) -> str:
    """What a figure counts: of whom, for persons; else in which unit."""
    if claim.track is Track.LIVING and claim.unit is Unit.PERSON:
        return str(labels.WORDS[claim.category])
    return str(labels.WORDS[claim.unit])


def role_text(claim: Claim, leg: Leg | None) -> str:
    """What the speaker is to the leg; a party that speaks of both directions is just a party."""
    giver, receiver = (leg.giver, leg.receiver) if leg else (claim.giver, claim.receiver)
    role = role_of(claim.speaker, giver, receiver)
    if leg is None and claim.both and role in (Role.GIVER, Role.RECEIVER):
        return str(labels.WORDS[Voice.PARTY])
    return str(labels.WORDS[role])


def _silent(claim: Claim) -> tuple[str, ...]:
    if claim.kind is not ClaimKind.NON_STATEMENT:
        return ()
    return claim.silent or ((claim.speaker.party,) if claim.speaker.party else ())


def partition_text(partition: Partition) -> str:
    """`by category: prisoners of war 270; civilians 120`, and whether that is all of it."""
    shown = "; ".join(
        f"{labels.WORDS.get(name, name)} {labels.interval(part)}" for name, part in partition.parts
    )
    by = str(_BY.get(partition.by, partition.by))
    if partition.complete:
        return gettext("{by}: {parts} (said to be all)").format(by=by, parts=shown)
    return f"{by}: {shown}"


def day_text(value: object) -> str:
    """A day in the reader's language."""
    return wording.day(value, labels.language())


def why_retired(claim: Claim, retired: str) -> str:
    """Why a claim no longer counts, in words: `retired` is the reason's name, empty for none."""
    if retired == "withdrawn" and claim.withdrawn_why:
        return str(_TAKEN_BACK).format(reason=claim.withdrawn_why)
    return str(RETIRED[retired]) if retired else ""
