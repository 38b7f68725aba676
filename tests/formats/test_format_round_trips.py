from __future__ import annotations

import json
import tempfile
import timeit
from pathlib import Path

from format_strategies import GOOD, PARTIES, TODAY, claims, records, sources, speakers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.base.canonical import canonical_bytes
from repatria.formats.claim_json import claim_digest, claim_from_json, claim_to_json
from repatria.formats.claims_csv import write_claims_csv
from repatria.formats.record_json import record_from_json, record_json_lines, record_to_json
from repatria.formats.statements import Incoming, Known, incoming_record, read_statements
from repatria.formats.yaml_write import write_yaml
from repatria.statements.record import Record

slow = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def read_text(text: str, name: str, known: Known) -> Incoming:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_text(text, encoding="utf-8", newline="")
        return read_statements(path, known, today=TODAY)


def known_from(record: Record) -> Known:
    """What a store holds that has everything of the record but its statements and sources."""
    return Known(
        parties={party.code: party for party in record.parties},
        speakers={claim.speaker.code: claim.speaker for claim in record.claims},
        agreements={agreement.code: agreement for agreement in record.agreements},
        exchanges=record.exchange_by_code,
    )


@slow
@given(records())
def test_a_record_written_as_yaml_is_read_back_as_it_was(record: Record) -> None:
    incoming = read_text(write_yaml(record), "record.yaml", Known())
    assert incoming_record(incoming) == record


@slow
@given(records())
def test_title_and_notes_stand_in_the_yaml(record: Record) -> None:
    text = write_yaml(record, title="A title: of NO kind", notes=["one; two", "- three"])
    incoming = read_text(text, "record.yaml", Known())
    assert (incoming.title, incoming.notes) == ("A title: of NO kind", ("one; two", "- three"))


@slow
@given(records())
def test_statements_written_as_a_table_are_read_back_as_they_were(record: Record) -> None:
    text = "".join(write_claims_csv(record.claims, record.exchange_by_code))
    incoming = read_text(text, "claims.csv", known_from(record))
    assert incoming.claims == record.claims


@slow
@given(records())
def test_a_record_written_as_json_is_read_back_as_it_was(record: Record) -> None:
    text = "".join(record_json_lines(record))
    assert text.encode() == canonical_bytes(record_to_json(record))
    assert record_from_json(json.loads(text)) == record


@slow
@given(st.data())
def test_a_claim_as_json_loses_nothing_and_its_digest_has_no_id(
    data: st.DataObject,
) -> None:
    speaker, source = data.draw(speakers("SP")), data.draw(sources("so"))
    claim = data.draw(claims("w1", speaker, source))
    value = json.loads(canonical_bytes(claim_to_json(claim)))
    assert claim_from_json(value, {"SP": speaker}, {"so": source}) == claim
    again = claim_from_json({**value, "id": "w2"}, {"SP": speaker}, {"so": source})
    assert claim_digest(again) == claim_digest(claim)


def test_a_claim_of_the_store_is_read_fast() -> None:
    """A page reads thousands; the bound is far above what it takes, for slow machines."""

    incoming = read_statements(Path(__file__).parent / "good" / "week.yaml", today=TODAY)
    claim = max(incoming.claims, key=lambda claim: len(claim_to_json(claim)))
    held = {speaker.code: speaker for speaker in incoming.speakers}
    kept = {source.key: source for source in incoming.sources}
    value = claim_to_json(claim)
    seconds = min(timeit.repeat(lambda: claim_from_json(value, held, kept), number=500, repeat=5))
    assert seconds / 500 < 100e-6


def test_a_table_of_an_export_is_enough_for_a_store_that_knows_the_parties() -> None:
    first = read_statements(GOOD / "week.csv", Known(parties=PARTIES), today=TODAY)
    exchanges = {exchange.code: exchange for exchange in first.exchanges}
    text = "".join(write_claims_csv(first.claims, exchanges))
    second = read_text(text, "export.csv", Known(parties=PARTIES))
    assert (second.claims, second.exchanges) == (first.claims, first.exchanges)
