"""Two readings of one agreement, topic by topic."""

from __future__ import annotations

from builders import NORTH, SOUTH, agreement, reading, record, term
from repatria.statements.contradiction import ContradictionKind
from repatria.statements.examine import examine
from repatria.statements.quantity import Interval
from repatria.statements.readings import (
    TermRow,
    TermVerdict,
    compare_readings,
    reading_contradictions,
)
from repatria.statements.record import Agreement, AgreementTerm
from repatria.statements.vocabulary import Category, Term, Track

LIVING, REMAINS = Track.LIVING, Track.REMAINS


def row(*terms: AgreementTerm | None) -> TermRow:
    """The one row of an agreement in which Northland, then Southland, tell one clause each."""
    readings = [
        reading(by, *([one] if one else [])) for by, one in zip((NORTH, SOUTH), terms, strict=True)
    ]
    (found,) = compare_readings(agreement(*readings))
    return found


def codes(found: TermRow) -> list[str]:
    return [item.code for item in found.reasons]


def test_readings_that_agree() -> None:
    found = row(term(REMAINS, Term.EXCHANGE, 6000), term(REMAINS, Term.EXCHANGE, 6000))
    assert (found.verdict, codes(found)) == (TermVerdict.AGREED, ["readings_agree"])


def test_forms_that_differ() -> None:
    found = row(term(REMAINS, Term.EXCHANGE, 6000), term(REMAINS, Term.ONE_SIDED, 6000))
    assert (found.verdict, codes(found)) == (TermVerdict.DIFFERS, ["forms_differ"])


def test_a_number_in_one_reading_only() -> None:
    found = row(term(LIVING, Term.PARITY), term(LIVING, Term.PARITY, "at least 1,000"))
    assert codes(found) == ["number_one_reading"]
    ((_, stating), (_, silent)) = found.reasons[0].params
    assert (stating.code, silent.code) == (SOUTH, NORTH)  # type: ignore[union-attr]


def test_numbers_that_differ_in_one_clause() -> None:
    found = row(term(REMAINS, Term.EXCHANGE, 6000), term(REMAINS, Term.EXCHANGE, 5000))
    assert (found.verdict, codes(found)) == (TermVerdict.DIFFERS, ["numbers_differ"])
    assert found.reasons[0].get("second") == Interval(5000, 5000)


def test_numbers_that_meet_or_belong_to_different_clauses() -> None:
    meet = row(term(LIVING, Term.PARITY, "about 1,000"), term(LIVING, Term.PARITY, 1050))
    assert meet.verdict is TermVerdict.AGREED
    people = (
        term(LIVING, Term.PARITY, 1000, categories=(category,))
        for category in (Category.WOUNDED, Category.CIVILIAN)
    )
    assert row(*people).verdict is TermVerdict.AGREED
    two = [
        reading(by, term(LIVING, Term.PARITY, 1000), term(LIVING, Term.PARITY, 200))
        for by in (NORTH, SOUTH)
    ]
    (found,) = compare_readings(agreement(*two))
    assert found.verdict is TermVerdict.AGREED


def test_a_topic_that_one_reading_alone_tells_of() -> None:
    found = row(term(LIVING, Term.ALL_FOR_ALL), None)
    assert (found.verdict, codes(found)) == (TermVerdict.ONE_READING, ["reading_alone"])
    assert found.terms[1] == ()


def test_a_joint_reading_agrees_with_itself() -> None:
    (found,) = compare_readings(agreement(reading((NORTH, SOUTH), term(LIVING, Term.PARITY, 1000))))
    assert (found.verdict, codes(found)) == (TermVerdict.AGREED, ["reading_joint"])


def test_each_topic_is_a_row_of_its_own_and_only_differing_ones_are_contradictions() -> None:
    made = agreement(
        reading(NORTH, term(LIVING, Term.ALL_FOR_ALL), term(REMAINS, Term.EXCHANGE, 6000)),
        reading(SOUTH, term(LIVING, Term.PARITY, 1000), term(REMAINS, Term.EXCHANGE, 6000)),
    )
    assert [found.topic for found in compare_readings(made)] == [LIVING, REMAINS]
    (one,) = reading_contradictions(made)
    assert one.kind is ContradictionKind.READINGS
    assert one.agreement == made.code
    assert [item.code for item in one.reasons] == [
        "readings_differ",
        "forms_differ",
        "number_one_reading",
    ]
    assert examine(record(made)).contradictions == (one,)


def test_topics_of_one_agreement_have_keys_of_their_own() -> None:
    def both_topics(form: Term) -> list[AgreementTerm]:
        return [term(track, form) for track in Track]

    made = agreement(
        reading(NORTH, *both_topics(Term.EXCHANGE)), reading(SOUTH, *both_topics(Term.OFFER))
    )
    assert len({item.key for item in reading_contradictions(made)}) == 2


def test_an_agreement_without_terms_has_no_rows() -> None:
    made: Agreement = agreement(reading(NORTH), reading(SOUTH))
    assert compare_readings(made) == ()
    assert reading_contradictions(made) == []
