"""Signed notes: what is read is what was written, and nothing else passes."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_work import KEYS, key
from repatria.ledger import verify_act
from repatria.ledger.keys import SMALL, PublicKey, SigningKey, Use, read_vkey
from repatria.ledger.note import Note, Signature, read_note
from repatria.ledger.refusing import LedgerRefused, Why

TEXT = "one line\nanother\n"
lines = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=20)
texts = st.lists(lines, min_size=1, max_size=4).map(lambda told: "\n".join(told) + "\n")


@given(texts, st.sets(st.sampled_from(sorted(KEYS))))
def test_a_note_is_read_as_it_was_written_and_its_signers_found(text, names):
    note = Note(text)
    for name in sorted(names):
        note = note.signed_by(KEYS[name])
    read = read_note(note.to_bytes())
    assert read == note
    everybody = [each.public for each in KEYS.values()]
    assert {each.name for each in read.by_known(everybody)} == {KEYS[n].name for n in names}


def test_a_changed_text_is_refused_whole_though_another_signature_is_good():
    note = Note(TEXT).signed_by(KEYS["ua"])
    forged = Note("another text\n", note.signatures).signed_by(KEYS["ru"])
    with pytest.raises(LedgerRefused) as told:
        forged.by_known([KEYS["ua"].public, KEYS["ru"].public])
    assert told.value.why is Why.SIGNATURE


def test_lines_of_unknown_keys_are_passed_over():
    note = Note(TEXT).signed_by(KEYS["ua"]).signed_by(key("stranger"))
    assert note.by_known([KEYS["ua"].public]) == (KEYS["ua"].public,)
    assert note.by_known([KEYS["ru"].public]) == ()


def test_a_stranger_with_the_name_of_a_party_is_a_stranger():
    false = SigningKey(KEYS["ua"].name, Use.NOTE, b"x" * 32)
    assert Note(TEXT).signed_by(false).by_known([KEYS["ua"].public]) == ()


def test_signing_twice_says_nothing_new():
    note = Note(TEXT).signed_by(KEYS["ua"])
    assert note.signed_by(KEYS["ua"]) == note


def test_a_key_for_cosigning_signs_no_note():
    with pytest.raises(LedgerRefused, match="cosigning"):
        Note(TEXT).signed_by(key("ua", Use.COSIGN))


@pytest.mark.parametrize("use", list(Use))
def test_a_public_key_is_read_back_from_its_vkey(use):
    public = key("ua", use).public
    assert read_vkey(public.vkey) == public


def added(one, other):
    """The sum of two points of the curve of Ed25519 (RFC 8032, section 5.1.4, without the
    projective coordinates)."""
    p = 2**255 - 19
    d = -121665 * pow(121666, -1, p) % p
    (x1, y1), (x2, y2) = one, other
    t = d * x1 * x2 * y1 * y2 % p
    x = (x1 * y2 + x2 * y1) * pow(1 + t, -1, p) % p
    return x, (y1 * y2 + x1 * x2) * pow(1 - t, -1, p) % p


def test_points_of_small_order_are_known_and_are_no_keys():
    p = 2**255 - 19
    d, root = -121665 * pow(121666, -1, p) % p, pow(2, (p - 1) // 4, p)
    points = set()
    for y in SMALL:
        square = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
        x = pow(square, (p + 3) // 8, p)
        x = x if x * x % p == square else x * root % p
        assert x * x % p == square
        points |= {(x, y), (-x % p, y)}
    assert len(points) == 8
    assert {added(one, other) for one in points for other in points} == points
    for y in (*SMALL, p, p + 1, 2**255 - 1):
        for sign in (0, 1):
            weak = PublicKey("example.org/x", Use.NOTE, (y | sign << 255).to_bytes(32, "little"))
            with pytest.raises(LedgerRefused):
                read_vkey(weak.vkey)
            with pytest.raises(ValueError, match="a key that is none"):
                verify_act.read_key(weak.vkey)


def test_the_secret_half_is_not_shown():
    assert "ua/" not in repr(SigningKey("ua", Use.NOTE, b"ua/".ljust(32, b".")))


@pytest.mark.parametrize("at", range(len(KEYS["ua"].public.vkey)))
def test_a_vkey_with_one_letter_changed_is_another_key_or_none(at):
    vkey = KEYS["ua"].public.vkey
    changed = vkey[:at] + ("A" if vkey[at] != "A" else "B") + vkey[at + 1 :]
    with contextlib.suppress(LedgerRefused):
        assert read_vkey(changed) != KEYS["ua"].public


@pytest.mark.parametrize(
    "name", ["", "two words", "a+b", "a\tb", "a\u00a0b", "a\nb", "a\u2003b", "a\x00b"]
)
def test_names_that_no_key_may_have(name):
    with pytest.raises(LedgerRefused):
        PublicKey(name, Use.NOTE, b"0" * 32)


GOOD = Note(TEXT).signed_by(KEYS["ua"]).to_bytes()
BROKEN = {
    "not UTF-8": b"\xff\xfe" + GOOD,
    "a carriage return": GOOD.replace(b"\n", b"\r\n"),
    "a control character": GOOD.replace(b"one", b"on\x07"),
    "no empty line": GOOD.replace(b"\n\n", b"\n"),
    "no text": b"\n" + GOOD[len(TEXT) :],
    "nothing": b"",
    "no newline at its end": GOOD[:-1],
    "a hyphen for the dash": GOOD.replace("—".encode(), b"-"),
    "a signature without a name": GOOD.replace(b"example.org/ua ", b" "),
    "two spaces": GOOD.replace(b"example.org/ua ", b"example.org/ua  "),
    "base64 with bits that say nothing": GOOD[:-3] + bytes([GOOD[-3] + 1]) + GOOD[-2:],
    "a signature of four bytes": TEXT.encode() + "\n— ua AAAAAA==\n".encode(),
    "too many signatures": TEXT.encode()
    + b"\n"
    + Signature("x", b"0000", b"0" * 64).line.encode() * 65,
    "longer than an entry may be": b"x" * 70_000 + GOOD,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_broken_notes_are_refused(data):
    with pytest.raises(LedgerRefused) as told:
        read_note(data)
    assert told.value.why is Why.MALFORMED


@given(
    st.binary() | st.builds(lambda a, b: GOOD[:a] + b + GOOD[a:], st.integers(0, 150), st.binary())
)
def test_any_bytes_are_a_note_or_refused(data):
    with contextlib.suppress(LedgerRefused):
        assert read_note(data).to_bytes() == data
