"""Acts: one spelling, closed fields, and refusals that name the field."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger_work import KEYS, NONE_YET, handover, key, other, signed
from repatria.ledger.act import make_act, read_act, root_from
from repatria.ledger.act_fields import COMMON, KINDS, LAST, UNITS, Shape, fields_of
from repatria.ledger.act_values import seconds_of, time_of
from repatria.ledger.note import Note
from repatria.ledger.refusing import LedgerRefused, Why

codes = st.from_regex(re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,30}", re.ASCII), fullmatch=True)
VALUES = {
    Shape.SIGNER: codes,
    Shape.CODE: codes,
    Shape.TIME: st.integers(0, 4_000_000_000).map(time_of),
    Shape.COUNT: st.integers(0, 2**63 - 1).map(str),
    Shape.DIGEST: st.binary(min_size=32, max_size=32).map(lambda raw: f"sha256:{raw.hex()}"),
    Shape.WORDS: st.text(
        st.characters(categories=["L", "N", "P"], include_characters=" "), min_size=1, max_size=80
    ).map(str.strip).filter(bool),
    Shape.VKEY: st.sampled_from([each.public.vkey for each in KEYS.values()]),
}  # fmt: skip


@st.composite
def acts(draw):
    kind = draw(st.sampled_from(sorted(KINDS)))
    values = {}
    names = draw(st.lists(codes, min_size=60, max_size=60, unique=True))
    for name, field in fields_of(kind).items():
        count = draw(st.integers(field.least, min(field.most, field.least + 2)))
        values[name] = [
            names.pop() if field.signs
            else draw(st.sampled_from(field.choices) if field.choices else VALUES[field.shape])
            for _ in range(count)
        ]  # fmt: skip
    if kind in {"key", "revocation"}:
        values["corrects"] = []
    if kind in {"key", "revocation"}:
        values["corrects"] = []
    if kind == "handover":
        times = sorted(draw(st.tuples(*[st.integers(0, 4_000_000_000)] * 3)))
        values.update(zip(("opened", "closed", "made"), ([time_of(t)] for t in times), strict=True))
    return kind, values


@given(acts())
def test_an_act_is_read_as_it_was_made(told):
    kind, values = told
    assume(kind != "key" or values["vkey"] != values["replaces"])
    act = make_act(kind, values)
    assert read_act(Note(act.text)) == act
    assert {name: list(act.all(name)) for name in fields_of(kind)} == values
    assert act.text.startswith(f"repatria-act v1\nkind {kind}\nlog ")


def test_who_must_sign_is_who_stands_in_the_act():
    assert handover(intermediary=["icrc", "uae"]).signers == ("ua", "ru", "icrc", "uae")
    assert other("refusal", by="ru", of=NONE_YET, reason="not agreed").signers == ("ru",)
    revoked = other("revocation", by=["ru", "icrc"], holder="ua", vkey=vkey(), loss="stolen")
    assert revoked.signers == ("ru", "icrc")


def test_signatures_do_not_change_what_others_call_the_act():
    act = handover()
    assert read_act(signed(act)).digest == act.digest
    assert root_from(act.digest) != root_from(handover(count="26").digest)


def vkey():
    return key("new").public.vkey


GOOD = handover().text
BROKEN = {
    "another version": GOOD.replace("act v1", "act v2"),
    "no kind": GOOD.replace("kind handover\n", ""),
    "an unknown kind": GOOD.replace("kind handover", "kind gift"),
    "an unknown field": GOOD + "value 15\n",
    "a field that is missing": GOOD.replace("place P-1\n", ""),
    "a field said twice": GOOD.replace("place P-1\n", "place P-1\nplace P-1\n"),
    "another order": GOOD.replace("giver ua\nreceiver ru\n", "receiver ru\ngiver ua\n"),
    "an empty value": GOOD.replace("place P-1", "place "),
    "no value": GOOD.replace("place P-1", "place"),
    "two spaces": GOOD.replace("place P-1", "place  P-1"),
    "a space at the end": GOOD.replace("place P-1", "place P-1 "),
    "a count in words": GOOD.replace("count 25", "count twenty-five"),
    "a negative count": GOOD.replace("count 25", "count -25"),
    "a count with a leading zero": GOOD.replace("count 25", "count 025"),
    "a count in other digits": GOOD.replace("count 25", "count ٢٥"),
    "another unit": GOOD.replace("unit persons", "unit people"),
    "a day that is none": GOOD.replace("2025-06-15T10", "2025-02-30T10"),
    "local time": GOOD.replace("10:00:00Z", "10:00:00+03:00"),
    "closed before it was opened": GOOD.replace("T12:00:00Z", "T09:00:00Z"),
    "made before it was closed": GOOD.replace("T15:00:00Z", "T11:00:00Z"),
    "giver and receiver are one": GOOD.replace("receiver ru", "receiver ua"),
    "a digest in capitals": GOOD.replace("sha256:0", "sha256:A"),
    "a digest that is short": GOOD.replace("sha256:0", "sha256:"),
    "a reservation that turns the text round": GOOD + "reservation \u202e52\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_broken_acts_are_refused(text):
    assert text != GOOD
    with pytest.raises(LedgerRefused) as told:
        read_act(Note(text))
    assert told.value.why is Why.MALFORMED


@pytest.mark.parametrize("field", ["place", "count", "opened", "manifest", "unit", "giver"])
def test_the_refusal_names_the_field(field):
    with pytest.raises(LedgerRefused, match=field):
        handover(**{field: "\u0000 not a value"})
    with pytest.raises(LedgerRefused, match=field):
        handover(**{field: []})


@given(st.text() | st.integers(0, len(GOOD)).flatmap(lambda at: st.text().map(
    lambda text: GOOD[:at] + text + GOOD[at:])))  # fmt: skip
def test_any_text_is_an_act_or_refused(text):
    with contextlib.suppress(LedgerRefused):
        assert read_act(Note(text)).text == text


@given(st.integers(0, 253_402_300_799))
def test_times_are_read_back(seconds):
    assert seconds_of(time_of(seconds)) == seconds


def test_the_specification_has_every_kind_and_field():
    page = (Path(__file__).parents[2] / "docs/formats/ledger-act.md").read_text("utf-8")
    parts = re.split(r"^\*\*([a-z]+)\*\*:", page.partition("## Kinds")[2], flags=re.MULTILINE)
    told = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert set(told) == set(KINDS)
    for kind, fields in KINDS.items():
        rows = [line for line in told[kind].split("\n") if line.startswith("| `")]
        named = [name for row in rows for name in re.findall("`([a-z]+)`", row.split("|")[1])]
        assert named == list(fields)
        marked = {name for row in rows if "✎" in row for name in re.findall("`([a-z]+)`", row)[:1]}
        assert marked == {name for name, field in fields.items() if field.signs}
    every = page.partition("## Fields of every act")[2].partition("## Kinds")[0]
    assert re.findall(r"^\| `([a-z]+)`", every, re.MULTILINE) == [*COMMON, *LAST]
    assert all(f"`{unit}`" in page for unit in UNITS)
