"""A draft as a card: what it says, where it was read, why, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.utils import timezone
from django.utils.translation import gettext

from repatria.base.errors import ValueProblem
from repatria.desks.common import wording
from repatria.desks.press.building import Wanted, build
from repatria.desks.press.claim_fields import listed
from repatria.desks.press.claim_words import line
from repatria.desks.press.models import ClaimDraft, Document, DraftState, DraftVersion, Quotation
from repatria.desks.press.queries import held
from repatria.desks.press.queries.drafts import Held
from repatria.desks.record import labels
from repatria.desks.record.finding_json import reasons_from_json
from repatria.desks.record.labels import Names
from repatria.formats.statements import Known
from repatria.statements.drafting.sentences import TEMPLATES
from repatria.statements.record import Exchange
from repatria.statements.vocabulary import Category, ClaimKind
from repatria.statements.words import read_quantity

Opened: TypeAlias = Callable[[Document], bool]
"""Whether what a document holds is open now to whoever reads."""


@dataclass(frozen=True, slots=True)
class Card:
    draft: ClaimDraft
    version: DraftVersion
    line: str
    """What it says, on one line."""
    complete: bool
    """Whether it could be proposed as it is."""
    quote: str
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    state: str
    wrong: str
    """Why it was not proposed just now."""
    shut: bool = False
    """Whether its reader is not told what it says."""

    @property
    def fresh(self) -> bool:
        """Whether nobody has looked at it."""
        return self.draft.state == DraftState.READ

    @property
    def published(self) -> bool:
        return self.draft.state in (DraftState.PUBLISHED, DraftState.WAITING)


def card(opened: Opened, draft: ClaimDraft, version: DraftVersion) -> Card:
    return cards(opened, [Held(draft, version)])[0]


def cards(
    opened: Opened, rows: Iterable[Held], wrong: Mapping[str, str] | None = None
) -> list[Card]:
    """Cards for drafts. What a draft says is what its document holds: it is told where that is
    `opened`, on the same terms. `wrong` says by code what was the matter with one."""
    every = list(rows)
    if not every:
        return []
    known = held.known()
    exchanges = {one.code: one for one in held.exchanges()}
    today = timezone.now().date()
    told = wrong or {}
    return [
        _card(one, known, exchanges, today, told.get(one.draft.code, ""))
        if opened(one.draft.document)
        else _shut(one)
        for one in every
    ]


def _shut(one: Held) -> Card:
    """That there is a draft, and nothing of what it says."""
    return Card(
        draft=one.draft,
        version=one.version,
        line=gettext("The document shows captives, or nobody has looked yet."),
        complete=True,
        quote="",
        reasons=(),
        doubts=(),
        state=str(one.draft.now.label),
        wrong="",
        shut=True,
    )


def _card(
    one: Held, known: Known, exchanges: Mapping[str, Exchange], today: date, wrong: str
) -> Card:
    draft, version = one.draft, one.version
    quotation = version.quotation
    words, complete = _line(one, known, exchanges, today)
    return Card(
        draft=draft,
        version=version,
        line=words,
        complete=complete,
        quote=_quote(draft, quotation),
        reasons=_sentences(draft.reasons),
        doubts=_sentences(draft.doubts),
        state=str(draft.now.label),
        wrong=wrong,
    )


def _quote(draft: ClaimDraft, quotation: Quotation | None) -> str:
    """The passage, unless captives may be seen in what it is of: that is opened on its own page."""
    if quotation is None or draft.document.may_show_captives:
        return ""
    return " ".join(quotation.exact.split())


def _line(
    one: Held, known: Known, exchanges: Mapping[str, Exchange], today: date
) -> tuple[str, bool]:
    source = held.source_of(one.draft.document)
    built = build([Wanted(one.version.fields, one.draft.claim_id, source)], known, today)
    claim = built.claims.get(one.draft.claim_id)
    if claim is None or built.wrong:
        return _as_far(one.version.fields, known), False
    days = {**exchanges, **{each.code: each for each in built.incoming.exchanges}}
    who = {**known.speakers, claim.speaker.code: claim.speaker}
    names = Names(known.parties, who, {}, {code: each.date.first for code, each in days.items()})
    return line(claim, names, days), True


def _as_far(fields: Mapping[str, str], known: Known) -> str:
    """What an incomplete draft says, as far as it does."""
    names = Names(known.parties, known.speakers)
    parts: list[str] = []
    kind, category = fields.get("kind", ""), fields.get("category", "")
    if kind in list(ClaimKind):
        figure = _quantity(fields.get("quantity", ""))
        words = str(labels.CLAIM_KINDS[kind])
        parts.append(f"{words}: {figure}" if figure else words)
    if category in list(Category):
        parts.append(str(labels.WORDS[category]))
    if fields.get("giver"):
        way = "⇄" if fields.get("both") else "→"
        to = names.party(fields.get("receiver", ""))
        parts.append(f"{names.party(fields['giver'])} {way} {to}")
    parts += [names.party(code) for code in listed(fields.get("silent", ""))]
    code = fields.get("speaker", "")
    who = names.speaker(code) if code else fields.get("speaker_name", "")
    if who:
        parts.append(who)
    if fields.get("said_on"):
        parts.append(wording.day(fields["said_on"], labels.language()))
    return " · ".join(parts)


def _quantity(text: str) -> str:
    try:
        return labels.quantity(read_quantity(text)) if text else ""
    except ValueProblem:
        return text


def _sentences(data: Iterable[object]) -> tuple[str, ...]:
    names = Names()
    found = []
    for item in reasons_from_json(data):
        shown = {name: names.show(value) for name, value in item.params}
        found.append(gettext(TEMPLATES[item.code]).format(**shown))
    return tuple(found)
