from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from format_strategies import GOOD, TODAY
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.errors import ValueProblem
from repatria.formats.claim_json import claim_from_json, claim_to_json
from repatria.formats.record_json import FORMAT, record_from_json, record_to_json
from repatria.formats.statements import incoming_record, read_statements
from repatria.formats.yaml_write import write_yaml
from repatria.statements.quantity import exact
from repatria.statements.record import Leg, Record, SignedFigure
from repatria.statements.vocabulary import Track

RECORD = incoming_record(read_statements(GOOD / "week.yaml", today=TODAY))
SPEAKERS = {claim.speaker.code: claim.speaker for claim in RECORD.claims}
SOURCES = {claim.source.key: claim.source for claim in RECORD.claims}

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def test_signed_figures_are_in_the_json() -> None:
    leg = Leg("E1", "B", "A", Track.REMAINS)
    signed = SignedFigure(leg, exact(12), "body", "act-1", TODAY)
    record = Record(RECORD.parties, exchanges=RECORD.exchanges, signed=(signed,))
    assert record_from_json(record_to_json(record)) == record


@pytest.mark.parametrize("value", [None, [], {}, {"format": "repatria-record/2"}, "x"])
def test_json_of_another_format_is_refused(value: Any) -> None:
    with pytest.raises(ValueProblem):
        record_from_json(value)


@given(st.sampled_from(sorted(record_to_json(RECORD).keys() - {"format"})), plain)
def test_a_record_with_anything_in_a_list_is_read_or_refused(name: str, item: Any) -> None:
    try:
        record_from_json({**record_to_json(Record()), name: [item], "format": FORMAT})
    except ValueProblem as problem:
        told = str(problem)
    else:
        told = "read"
    assert told


@pytest.mark.parametrize(
    "name", ["id", "kind", "quantity", "unit", "category", "speaker", "source"]
)
def test_a_claim_without_a_field_is_refused(name: str) -> None:
    value = claim_to_json(RECORD.claims[0])
    del value[name]
    with pytest.raises(ValueProblem):
        claim_from_json(value, SPEAKERS, SOURCES)


def test_a_code_that_stands_for_two_speakers_is_not_written() -> None:
    first, *_ = RECORD.claims
    other = replace(first, id="other", speaker=replace(first.speaker, name="Somebody else"))
    with pytest.raises(ValueProblem, match="AHQ"):
        write_yaml(Record(claims=(first, other)))
    with pytest.raises(ValueProblem, match="AHQ"):
        record_to_json(Record(claims=(first, other)))
