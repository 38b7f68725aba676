"""Two readings of one agreement, term by term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from repatria.statements.contradiction import Contradiction, ContradictionKind
from repatria.statements.quantity import Interval
from repatria.statements.reasons import Reason, Ref, reason
from repatria.statements.record import Agreement, AgreementTerm
from repatria.statements.vocabulary import Track


class TermVerdict(StrEnum):
    AGREED = "agreed"
    DIFFERS = "differs"
    ONE_READING = "one_reading"


@dataclass(frozen=True, slots=True)
class TermRow:
    """What each reading says of one topic. `terms` is in the order of the readings."""

    topic: Track
    verdict: TermVerdict
    terms: tuple[tuple[AgreementTerm, ...], ...]
    reasons: tuple[Reason, ...]


def compare_readings(agreement: Agreement) -> tuple[TermRow, ...]:
    """Lay the readings side by side, one row a topic, and say whether they agree.

    Forms are compared first (all for all, parity, exchange, one-sided ...), then numbers. A reading
    given jointly by several parties agrees with itself.
    """
    rows: list[TermRow] = []
    for topic in Track:
        told = tuple(
            tuple(term for term in reading.terms if term.topic is topic)
            for reading in agreement.readings
        )
        if any(told):
            rows.append(_row(agreement, topic, told))
    return tuple(rows)


def _row(
    agreement: Agreement, topic: Track, told: tuple[tuple[AgreementTerm, ...], ...]
) -> TermRow:
    speaking = [
        (reading.by, terms)
        for reading, terms in zip(agreement.readings, told, strict=True)
        if terms
    ]
    if len(speaking) == 1:
        by = speaking[0][0]
        parties = tuple(Ref("party", code) for code in by)
        if len(by) > 1:
            why = reason("reading_joint", parties=parties)
            return TermRow(topic, TermVerdict.AGREED, told, (why,))
        why = reason("reading_alone", parties=parties)
        return TermRow(topic, TermVerdict.ONE_READING, told, (why,))
    reasons = list(_differences(speaking))
    verdict = TermVerdict.DIFFERS if reasons else TermVerdict.AGREED
    return TermRow(topic, verdict, told, tuple(reasons) or (reason("readings_agree"),))


def _differences(
    speaking: list[tuple[tuple[str, ...], tuple[AgreementTerm, ...]]],
) -> list[Reason]:
    found: list[Reason] = []
    (by_a, terms_a), *others = speaking
    for by_b, terms_b in others:
        a, b = Ref("party", by_a[0]), Ref("party", by_b[0])
        forms_a, forms_b = _forms(terms_a), _forms(terms_b)
        if forms_a != forms_b:
            found.append(
                reason("forms_differ", a=a, first=_refs(forms_a), b=b, second=_refs(forms_b))
            )
        numbers_a, numbers_b = _numbers(terms_a), _numbers(terms_b)
        if bool(numbers_a) != bool(numbers_b):
            silent, stating = (b, a) if numbers_a else (a, b)
            found.append(reason("number_one_reading", stating=stating, silent=silent))
        found += [
            reason("numbers_differ", a=a, first=first, b=b, second=second)
            for first, second in _apart(numbers_a, numbers_b)
        ]
    return found


def _apart(
    ours: list[AgreementTerm], theirs: list[AgreementTerm]
) -> Iterator[tuple[Interval, Interval]]:
    """The numbers of one clause that cannot both be: same form, people and direction."""
    for clause, numbers in _by_clause(ours).items():
        rivals = _by_clause(theirs).get(clause, [])
        for number in numbers:
            if rivals and not any(number.meets(rival) for rival in rivals):
                yield number, rivals[0]


def _by_clause(terms: list[AgreementTerm]) -> dict[tuple[object, ...], list[Interval]]:
    found: dict[tuple[object, ...], list[Interval]] = {}
    for term in terms:
        number = None if term.quantity is None else term.quantity.interval
        if number is not None:
            clause = (term.form, frozenset(term.categories), term.giver, term.receiver)
            found.setdefault(clause, []).append(number)
    return found


def _forms(terms: tuple[AgreementTerm, ...]) -> tuple[str, ...]:
    return tuple(sorted({str(term.form) for term in terms}))


def _refs(forms: tuple[str, ...]) -> tuple[Ref, ...]:
    return tuple(Ref("word", form) for form in forms)


def _numbers(terms: tuple[AgreementTerm, ...]) -> list[AgreementTerm]:
    return [term for term in terms if term.quantity is not None]


def reading_contradictions(agreement: Agreement) -> list[Contradiction]:
    """One contradiction for each topic on which the readings differ."""
    claims = tuple(claim for reading in agreement.readings for claim in reading.claims)
    return [
        Contradiction(
            ContradictionKind.READINGS,
            (reason("readings_differ", topic=Ref("word", row.topic)), *row.reasons),
            claims,
            agreement=agreement.code,
        )
        for row in compare_readings(agreement)
        if row.verdict is TermVerdict.DIFFERS
    ]
