"""Small pieces that have one spelling."""

from __future__ import annotations

import base64
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.ledger.keys import read_vkey
from repatria.ledger.refusing import LedgerRefused
from repatria.ledger.strict import from_base64, hash_from, number_from, text_from, to_base64

texts = st.text() | st.text("AQgw/+=-_ \n09", max_size=12)


def one_spelling(read, write, text):
    """Whatever is read is written as it was read; the rest is refused."""
    with contextlib.suppress(LedgerRefused):
        assert write(read(text)) == text


@given(st.binary(min_size=1))
def test_bytes_come_back(data):
    assert from_base64(to_base64(data), "x") == data


@given(texts)
def test_base64_has_one_spelling(text):
    one_spelling(lambda t: from_base64(t, "x"), to_base64, text)


@pytest.mark.parametrize(
    "text", ["", "QQ", "QQ=", "QR==", "QQ==\n", " QQ==", "QQ==QQ==", "Q-==", "ＱＱ==", "QQ=a"]
)
def test_no_base64(text):
    with pytest.raises(LedgerRefused, match=r"^x is not base64"):
        from_base64(text, "x")


@given(st.integers(0, 2**63 - 1))
def test_numbers_come_back(number):
    assert number_from(str(number), "x") == number


@given(texts | st.integers().map(str))
def test_numbers_have_one_spelling(text):
    one_spelling(lambda t: number_from(t, "x"), str, text)


@pytest.mark.parametrize(
    "text",
    ["", "00", "01", "-1", "+1", " 1", "1 ", "1_0", "٣", "²", "1e3", str(2**63), "9" * 5_000],
)
def test_no_number(text):
    with pytest.raises(LedgerRefused, match=r"^x is "):
        number_from(text, "x")


@given(st.binary())
def test_a_hash_has_32_bytes(data):
    with contextlib.suppress(LedgerRefused):
        assert len(hash_from(base64.b64encode(data).decode(), "x")) == 32
    if len(data) == 32:
        assert hash_from(to_base64(data), "x") == data


@given(st.binary(max_size=40))
def test_text_is_utf_8_without_control_characters(data):
    with contextlib.suppress(LedgerRefused):
        text = text_from(data, "x", 30)
        assert (text.encode(), len(data) <= 30) == (data, True)
        assert not any(char < " " and char != "\n" for char in text)


@given(st.text() | st.builds("{}+{}+{}".format, st.text(), st.text(), texts))
def test_any_text_is_a_key_or_refused(text):
    one_spelling(read_vkey, lambda key: key.vkey, text)
