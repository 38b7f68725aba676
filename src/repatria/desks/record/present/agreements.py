"""An agreement as its pages show it: the readings side by side, term by term, and what followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from repatria.base.dates import PartialDate
from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.desks.record.present.addresses import Addresses
from repatria.desks.record.present.claims import ClaimRow, claim_rows
from repatria.desks.record.present.figures import Chip
from repatria.desks.record.present.leg_rows import LegRow, leg_rows, party_css, track_label
from repatria.desks.record.queries_agreements import AgreementData
from repatria.desks.record.queries_overview import Under
from repatria.statements.readings import (
    TermRow,
    TermVerdict,
    compare_readings,
    reading_contradictions,
)
from repatria.statements.reasons import Ref
from repatria.statements.record import Agreement, AgreementTerm, Reading
from repatria.statements.vocabulary import Track

_ = gettext_lazy

VERDICTS: dict[TermVerdict, tuple[object, str]] = {
    TermVerdict.AGREED: (_("the readings agree"), "agreed"),
    TermVerdict.DIFFERS: (_("the readings differ"), "contested"),
    TermVerdict.ONE_READING: (_("one reading only"), "single"),
}
"""The words of a verdict, and the class of its chip."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One term as a reading tells it. `giver` is empty where no direction is named."""

    form: str
    text: str
    english: bool
    """Whether the text is not held in the reader's language."""
    giver: str
    receiver: str
    quantity: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """How one reading tells a topic. `joint` is a reading given by several parties together."""

    by: tuple[str, ...]
    css: str
    joint: bool
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic with every reading of it. `contradiction` is the address of their difference."""

    track: Track
    label: str
    chip: Chip
    why: tuple[str, ...]
    told: tuple[Told, ...]
    contradiction: str


@dataclass(frozen=True, slots=True)
class Behind:
    """The statements that a reading rests on."""

    by: tuple[str, ...]
    css: str
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """`others` are statements on the agreement that no reading rests on."""

    code: str
    name: str
    date: PartialDate
    readings: tuple[Told, ...]
    topics: tuple[Topic, ...]
    behind: tuple[Behind, ...]
    others: tuple[ClaimRow, ...]
    under: Under
    legs: tuple[LegRow, ...]
    exchanges_left: int
    checked: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement in the list."""

    code: str
    name: str
    date: PartialDate
    by: tuple[tuple[str, ...], ...]
    topics: tuple[Topic, ...]
    under: Under


def agreement_row(under: Under, names: Names) -> AgreementRow:
    held = under.agreement
    return AgreementRow(
        held.code,
        labels.in_language(held.name),
        held.date,
        tuple(_by(reading, names) for reading in held.readings),
        topics(held, compare_readings(held), names),
        under,
    )


def agreement_page(data: AgreementData, to: Addresses) -> AgreementPage:
    view, names = data.view, data.names
    held = view.agreement
    rows = claim_rows(view.claims, names, retired=data.retired)
    by_id = {row.claim.id: row for row in rows}
    told = {one for reading in held.readings for one in reading.claims}
    exchanges = {exchange.code: exchange for exchange in view.exchanges}
    return AgreementPage(
        code=held.code,
        name=labels.in_language(held.name),
        date=held.date,
        readings=tuple(_told(reading, (), names) for reading in held.readings),
        topics=topics(held, view.rows, names),
        behind=tuple(_behind(reading, by_id, names) for reading in held.readings),
        others=tuple(row for row in rows if row.claim.id not in told),
        under=data.under,
        legs=leg_rows(view.legs, exchanges, names, to),
        exchanges_left=view.more_exchanges,
        checked=claim_rows(
            data.said.claims, names, retired=data.said.retired, checks=data.said.checks
        ),
    )


def topics(agreement: Agreement, rows: Sequence[TermRow], names: Names) -> tuple[Topic, ...]:
    """The rows of a comparison, each with every reading's terms on it."""
    differing = {}
    for found in reading_contradictions(agreement):
        topic = found.reasons[0].get("topic")
        if isinstance(topic, Ref):
            differing[topic.code] = found.key
    return tuple(
        Topic(
            row.topic,
            track_label(row.topic),
            _chip(row),
            tuple(map(names.sentence, row.reasons)),
            tuple(
                _told(reading, terms, names)
                for reading, terms in zip(agreement.readings, row.terms, strict=True)
            ),
            differing.get(row.topic.value, ""),
        )
        for row in rows
    )


def _chip(row: TermRow) -> Chip:
    text, css = VERDICTS[row.verdict]
    if row.reasons[0].code == "reading_joint":
        text = gettext("one reading, told jointly")
    return Chip(str(text), css, "readings")


def _by(reading: Reading, names: Names) -> tuple[str, ...]:
    return tuple(map(names.party, reading.by))


def _css(reading: Reading, names: Names) -> str:
    """The colour of the party that tells it; none for a joint reading."""
    return party_css(reading.by[0], names) if len(reading.by) == 1 else ""


def _told(reading: Reading, terms: Sequence[AgreementTerm], names: Names) -> Told:
    return Told(
        _by(reading, names),
        _css(reading, names),
        len(reading.by) > 1,
        tuple(_clause(term, names) for term in terms),
    )


def _clause(term: AgreementTerm, names: Names) -> Clause:
    return Clause(
        form=str(labels.WORDS[term.form]),
        text=labels.in_language(term.text),
        english=labels.language() not in term.text,
        giver=names.party(term.giver) if term.giver else "",
        receiver=names.party(term.receiver) if term.receiver else "",
        quantity="" if term.quantity is None else labels.quantity(term.quantity),
        categories=tuple(str(labels.WORDS[category]) for category in term.categories),
    )


def _behind(reading: Reading, rows: dict[str, ClaimRow], names: Names) -> Behind:
    held = tuple(rows[one] for one in reading.claims if one in rows)
    return Behind(_by(reading, names), _css(reading, names), held)
