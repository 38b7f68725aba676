"""Key files: opened with their passphrase and with nothing else."""

from __future__ import annotations

import contextlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_work import KEYS, key
from repatria.ledger.key_files import MOST, Cost, new_key, public_of, seal, unseal
from repatria.ledger.keys import Use
from repatria.ledger.refusing import LedgerRefused, Why

CHEAP = Cost(memory=8, passes=1, lanes=1)
UA, WORDS = KEYS["ua"], "довгий пароль"
SEALED = seal(UA, WORDS, CHEAP)


@pytest.mark.parametrize("use", list(Use))
def test_a_key_comes_out_as_it_went_in(use):
    made = key("ua", use)
    data = seal(made, WORDS, CHEAP)
    assert unseal(data, WORDS) == made
    assert public_of(data) == made.public
    assert made.seed not in data


def test_the_usual_cost_is_that_of_the_rfc_and_opens_again():
    data = seal(UA, WORDS)
    assert b"memory 65536\npasses 3\nlanes 4\n" in data
    assert unseal(data, WORDS) == UA


def test_two_files_of_one_key_have_no_line_of_secrets_in_common():
    one, two = (seal(UA, WORDS, CHEAP).splitlines()[-3:] for _ in range(2))
    assert not set(one) & set(two)


def test_fresh_keys_differ():
    assert len({new_key("example.org/x", Use.NOTE).seed for _ in range(20)}) == 20


@pytest.mark.parametrize("words", ["", "довгий парол", "довгий пароль ", "\x00"])
def test_another_passphrase(words):
    with pytest.raises(LedgerRefused, match="passphrase is wrong") as told:
        unseal(SEALED, words)
    assert told.value.why is Why.KEY


def test_no_passphrase_is_none():
    with pytest.raises(LedgerRefused) as told:
        seal(UA, "", CHEAP)
    assert told.value.why is Why.KEY


def test_every_changed_byte_is_refused():
    for at in range(len(SEALED)):
        for new in (SEALED[at] ^ 1, SEALED[at] ^ 2, SEALED[at] ^ 0x80):
            with pytest.raises(LedgerRefused):
                unseal(SEALED[:at] + bytes([new]) + SEALED[at + 1 :], WORDS)


def line(word: str, value: object) -> bytes:
    """The file with another value on a line."""
    lines = SEALED.decode().splitlines(True)
    changed = [f"{word} {value}\n" if each.startswith(f"{word} ") else each for each in lines]
    assert changed != lines
    return "".join(changed).encode()


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("memory", MOST.memory + 1),
        ("memory", 2**62),
        ("memory", 0),
        ("memory", 7),
        ("passes", MOST.passes + 1),
        ("passes", 0),
        ("lanes", MOST.lanes + 1),
        ("lanes", 0),
        ("lanes", 2),
        ("memory", -8),
        ("passes", "1e9"),
    ],
)
def test_a_cost_that_would_stop_the_machine_is_refused_before_it_is_paid(word, value):
    with pytest.raises(LedgerRefused) as told:
        unseal(line(word, value), WORDS)
    assert told.value.why is Why.MALFORMED


def test_another_cost_that_could_be_paid_opens_nothing():
    for word, value in (("memory", 16), ("passes", 2)):
        with pytest.raises(LedgerRefused) as told:
            unseal(line(word, value), WORDS)
        assert told.value.why is Why.KEY


def test_a_file_that_shows_another_public_half_is_refused():
    with pytest.raises(LedgerRefused) as told:
        unseal(line("vkey", KEYS["ru"].public.vkey), WORDS)
    assert told.value.why is Why.KEY


def test_whoever_seals_a_secret_under_anothers_public_half_is_found_out(monkeypatch):
    """The name is in the sealed part's associated data, so this takes the passphrase."""
    monkeypatch.setattr("repatria.ledger.keys.SigningKey.public", KEYS["ru"].public)
    data = seal(UA, WORDS, CHEAP)
    monkeypatch.undo()
    with pytest.raises(LedgerRefused, match="another public key") as told:
        unseal(data, WORDS)
    assert told.value.why is Why.KEY


BROKEN = {
    "nothing": b"",
    "another header": SEALED.replace(b"key v1", b"key v2"),
    "a line twice": SEALED.replace(b"passes 1\n", b"passes 1\npasses 1\n"),
    "a line that is missing": SEALED.replace(b"lanes 1\n", b""),
    "another order": SEALED.replace(b"passes 1\nlanes 1\n", b"lanes 1\npasses 1\n"),
    "a short salt": line("salt", "AAAA"),
    "a short nonce": line("nonce", "AAAA"),
    "a short secret": line("sealed", "AAAA"),
    "cut off": SEALED[:-8],
    "more behind it": SEALED + b"x\n",
    "carriage returns": SEALED.replace(b"\n", b"\r\n"),
    "too long": SEALED + b"#" * 4_000 + b"\n",
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_broken_key_files_are_refused(data):
    with pytest.raises(LedgerRefused) as told:
        unseal(data, WORDS)
    assert told.value.why is Why.MALFORMED


@given(
    st.binary()
    | st.builds(lambda a, b: SEALED[:a] + b + SEALED[a:], st.integers(0, 330), st.binary())
)
def test_any_bytes_are_a_key_file_or_refused(data):
    with contextlib.suppress(LedgerRefused):
        assert public_of(data).vkey.encode() in data
    if data != SEALED:
        with pytest.raises(LedgerRefused):
            unseal(data, WORDS)


def test_a_passphrase_is_one_however_its_letters_are_composed():
    made = seal(KEYS["ua"], "їжак", CHEAP)
    assert unseal(made, unicodedata.normalize("NFD", "їжак")) == KEYS["ua"]
