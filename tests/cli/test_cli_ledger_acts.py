"""`repatria ledger key`, `act` and `sign`."""

from __future__ import annotations

import pytest
from ledger_running import WORDS

from ledger_work import COSIGNERS, KEYS, LOG
from repatria.ledger.act import read_act
from repatria.ledger.key_files import unseal
from repatria.ledger.keys import Use, read_vkey
from repatria.ledger.note import read_note

LIST = ("by=ua", "unit=persons", "count=25", "root=sha256:" + "1" * 64)


@pytest.mark.parametrize(
    ("use", "byte"), [("act", Use.NOTE), ("log", Use.NOTE), ("cosign", Use.COSIGN)]
)
def test_a_key_is_made_shown_and_opened_by_its_passphrase(table, use, byte):
    out = table.file("new.key")
    made = table.done("key", out, "--name", "example.org/new", "--use", use, *table.words)
    public = read_vkey(made.strip())
    assert (public.name, public.use) == ("example.org/new", byte)
    assert unseal(out.read_bytes(), WORDS).public == public
    assert out.stat().st_mode & 0o777 == 0o600
    assert table.done("key", out) == made


def test_a_key_is_never_overwritten(table):
    before = table.file("ua.key").read_bytes()
    said = table.refused("key", table.file("ua.key"), "--name", "x", *table.words, code=2)
    assert "never overwritten" in said
    assert table.file("ua.key").read_bytes() == before


@pytest.mark.parametrize("name", ["two words", "a+b", "a\nb"])
def test_what_cannot_be_the_name_of_a_key(table, name):
    out = table.file("new.key")
    assert "name of a key" in table.refused("key", out, "--name", name, *table.words)
    assert not out.exists()


def test_a_key_without_a_passphrase_is_anybodys(table):
    nothing = table.file("nothing", "\n")
    said = table.refused("key", table.file("n.key"), "--name", "x", "--passphrase-file", nothing)
    assert "anybody" in said
    assert not table.file("n.key").exists()


def test_an_act_is_written_in_the_order_of_its_fields(table):
    out = table.done("act", "list", *LIST[::-1], f"log={LOG.name}", "reference=L-1")
    assert out == (
        "repatria-act v1\nkind list\nlog example.org/log\nreference L-1\n"
        f"made 2025-06-15T15:06:40Z\nby ua\nunit persons\ncount 25\nroot sha256:{'1' * 64}\n\n"
    )


def test_fields_that_repeat(table):
    act = table.handover(by=(), reservation="")
    assert b"reservation" not in act.read_bytes()
    out = table.done("act", "revocation", f"log={LOG.name}", "reference=V-1", "by=ru", "by=icrc",
                     "holder=ua", f"vkey={KEYS['ua'].public.vkey}", "loss=stolen")  # fmt: skip
    assert "by ru\nby icrc\nholder ua\n" in out


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("gift", "log=x"), "no act of the kind gift", 1),
        (("list", "log"), "“log” is not FIELD=VALUE", 2),
        (("list", *LIST, "log=x"), "does not say its reference", 1),
        (("list", *LIST, "log=x", "reference=L-1", "value=15"), "has no field value", 1),
        (("list", *LIST, "log=x", "reference=L-1", "count=2"), "says its count too often", 1),
        (("list", *LIST, "log=x", "reference=L 1"), "reference holds no code", 1),
        (("list", *LIST, "log=x", "reference=L-1", "made=yesterday"), "made holds no time", 1),
    ],
)
def test_acts_that_cannot_be(table, arguments, said, code):
    assert said in table.refused("act", *arguments, code=code)


def test_signing_shows_the_act_asks_and_adds_a_line(table):
    act = table.handover(by=())
    told = table("sign", act, "--key", table.file("ua.key"), *table.words)
    assert told.code == 1
    assert "count 25" in told.err
    assert "Sign this handover with example.org/ua?" in told.err
    assert read_act(read_note(act.read_bytes())).digest in told.err
    assert read_note(act.read_bytes()).signatures == ()
    said = table("sign", act, "--key", table.file("ua.key"), "--yes", *table.words).err
    note = read_note(act.read_bytes())
    assert note.by_known([KEYS["ua"].public]) == (KEYS["ua"].public,)
    assert "Other acts name it sha256:" in said


def test_signing_into_another_file_leaves_the_first_as_it_was(table):
    act, out = table.handover(by=()), table.file("signed.act")
    before = act.read_bytes()
    table.done("sign", act, "--key", table.file("ua.key"), "--yes", "--out", out, *table.words)
    assert act.read_bytes() == before
    assert out.read_bytes().startswith(before)


def test_signing_twice_changes_nothing(table):
    act = table.handover(by=["ua"])
    before = act.read_bytes()
    told = table("sign", act, "--key", table.file("ua.key"), "--yes", *table.words)
    assert (told.code, act.read_bytes()) == (0, before)
    assert "signed this already" in told.err


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"hello\n\n", "no act of the version"), (b"\xff", "not UTF-8"), (b"x", "newline")],
)
def test_what_is_no_act_is_not_signed(table, data, said):
    file = table.file("x.act", data)
    told = table.refused("sign", file, "--key", table.file("ua.key"), "--yes", *table.words)
    assert said in told
    assert str(file) in told
    assert file.read_bytes() == data


def test_a_wrong_passphrase_a_key_for_cosigning_and_no_key_at_all(table):
    act = table.handover(by=())
    before = act.read_bytes()
    other = table.file("other", "another\n")
    for key, words, said in (
        ("ua.key", other, "passphrase is wrong"),
        ("ua-cosign.key", table.file("words"), "for cosigning"),
        ("words", table.file("words"), "no key file"),
    ):
        told = table.refused(
            "sign", act, "--key", table.file(key), "--yes", "--passphrase-file", words
        )
        assert said in told
        assert key in told
        assert WORDS not in told
    told = table.refused("sign", act, "--key", table.file("none"), "--yes", *table.words)
    assert "No such file" in told
    assert act.read_bytes() == before
    assert COSIGNERS["ua"].public.use is Use.COSIGN
