"""Equal values give equal bytes, and nothing that two machines print differently is let in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.base.canonical import canonical_bytes, digest

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_the_bytes_read_back_to_the_value(value: Any) -> None:
    assert json.loads(canonical_bytes(value)) == value


@given(st.dictionaries(TEXT, VALUES, max_size=5), st.randoms())
def test_the_order_of_keys_does_not_matter(value: dict[str, Any], random: Any) -> None:
    items = list(value.items())
    random.shuffle(items)
    assert canonical_bytes(dict(items)) == canonical_bytes(value)
    assert digest(dict(items)) == digest(value)


@given(VALUES, VALUES)
def test_different_bytes_for_different_values(one: Any, other: Any) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (digest(one) == digest(other)) == same


def test_text_stays_text_and_no_space_is_spent() -> None:
    assert (
        canonical_bytes({"б": [1, None, True], "a": "é"}) == '{"a":"é","б":[1,null,true]}'.encode()
    )


def test_a_tuple_is_written_as_a_list() -> None:
    assert canonical_bytes((1, (2,))) == canonical_bytes([1, [2]])


def test_a_digest_is_sha_256() -> None:
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    "value", [1.5, [1.0], {"a": {"b": 0.1}}, float("nan"), (1, (2.0,)), {1.5: "a key"}]
)
def test_floats_are_refused_wherever_they_stand(value: Any) -> None:
    with pytest.raises(TypeError, match="floats"):
        canonical_bytes(value)
