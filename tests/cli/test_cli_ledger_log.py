"""`repatria ledger init`, `append` and `log`: what is taken, what is refused, and what is shown."""

from __future__ import annotations

import json

import pytest

from ledger_work import COSIGNERS, KEYS, LOG, NOW, handover, key, other, signed
from repatria.ledger.act import read_act
from repatria.ledger.act_values import time_of
from repatria.ledger.checkpoint import Checkpoint, cosign, read_checkpoint
from repatria.ledger.keys import Use
from repatria.ledger.note import Note, read_note

DAY = 86_400


def test_a_log_begins_with_a_signed_checkpoint_of_nothing(table):
    told = json.loads(table.log("--json"))
    assert (told["origin"], told["size"], told["acts"]) == ("example.org/log", 0, [])
    said = table.refused(
        "init", "--store", table.store, "--key", table.file("log.key"), *table.words
    )
    assert "There is a log in this store already." in said


def test_a_log_is_begun_under_no_name_that_an_act_cannot_bear(table, tmp_path):
    file = table.key("журнал.key", key("журнал"))
    said = table.refused("init", "--store", tmp_path / "x.sqlite3", "--key", file, *table.words)
    assert "The field log" in said
    assert not (tmp_path / "x.sqlite3").exists()


def test_init_prints_the_checkpoint(table, tmp_path):
    out = table.done("init", "--store", tmp_path / "second.sqlite3", "--key", table.file("log.key"),
                     *table.words)  # fmt: skip
    assert read_checkpoint(read_note(out.encode())).size == 0


def test_an_act_is_appended_and_shown(table):
    act = table.handover()
    told = table.append(act)
    assert (told.code, told.out) == (0, f"0  {act}\n")
    shown = table.log()
    assert "0  handover H-1  complete" in shown
    assert "signed by icrc, ru, ua" in shown
    assert "example.org/log: 1 entries" in shown
    assert "cosigned by: nobody" in shown
    assert "not yet cosigned by: ua, ru, icrc" in shown


def test_signatures_that_come_one_by_one(table):
    for at, name in enumerate(("ua", "ru", "icrc")):
        assert table.append(table.handover(by=[name])).out.startswith(f"{at}  ")
    told = json.loads(table.log("--json"))
    (act,) = told["acts"]
    assert (act["at"], act["standing"], act["missing"]) == ([0, 1, 2], "complete", [])
    assert act["digest"] == handover_digest(table)


def handover_digest(table) -> str:
    return read_act(read_note(table.file("H-1.act").read_bytes())).digest


def test_a_proposed_act_says_who_is_missing(table):
    table.appended(table.handover(by=["ua"]))
    assert "proposed\n    signed by ua; missing: ru, icrc" in table.log()


def test_a_refusal_is_shown_with_its_reason(table):
    table.appended(table.handover(by=["ua"]))
    out = table.file("refusal.act")
    table.done("act", "refusal", f"log={LOG.name}", "reference=R-1", "by=ru",
               f"of={handover_digest(table)}", "reason=24 were counted", "--out", out)  # fmt: skip
    table.done("sign", out, "--key", table.file("ru.key"), "--yes", *table.words)
    table.appended(out)
    assert "0  handover H-1  refused" in table.log()
    assert "    refused by ru: 24 were counted" in table.log()


def act_file(table, note: Note, name="x.act"):
    return table.file(name, note.to_bytes())


GOOD = signed(handover())
REFUSED = {
    "a wrong signature": (Note(handover(count="26").text, GOOD.signatures), "not over this text"),
    "a foreign key": (signed(handover(), ["ua", key("stranger")]), "not known here"),
    "another log": (signed(handover(log="example.org/x")), "made for the log example.org/x"),
    "a clock a day ahead": (
        signed(handover(made=time_of(NOW + DAY))), "The time in made has not come",
    ),
    "a clock a day behind": (
        signed(handover(**dict.fromkeys(("opened", "closed", "made"), time_of(NOW - DAY)))),
        "must say why",
    ),
    "nobody": (Note(handover().text), "Nobody who is known here"),
    "a correction of nothing": (
        signed(handover(corrects="sha256:" + "1" * 64)), "is not in the log",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("note", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_stays_in_the_trail(table, note, said):
    told = table.append(act_file(table, note))
    assert told.code == 1
    assert said in told.err
    assert "example.org/log: 0 entries" in table.log()
    shown = table.log("--trail")
    assert "refused 2025-06-15T15:06:40Z (" in shown
    assert said in shown
    (kept,) = json.loads(table.log("--trail", "--json"))["refused"]
    assert len(kept["digest"]) == 64


def test_a_replayed_act(table):
    table.appended(act_file(table, GOOD))
    assert "stands in the log at 0 already" in table.append(table.file("x.act")).err
    again = act_file(table, signed(handover(count="26")), "y.act")
    assert "There is a complete act on H-1" in table.append(again).err
    assert table.log("--trail").count("(replayed)") == 2


def test_one_bad_file_keeps_all_others_out(table):
    files = [act_file(table, signed(handover(f"H-{at}")), f"{at}.act") for at in range(3)]
    bad = act_file(table, signed(handover("H-9"), [key("stranger")]), "bad.act")
    assert table.append(*files, bad).code == 1
    assert "example.org/log: 0 entries" in table.log()
    assert table.append(*files).out.split("\n")[2].startswith("2  ")


def test_a_revoked_key_and_the_one_in_its_place(table):
    new = key("ua-2")
    table.key("new.key", new)
    change = other("key", "K-1", holder="ua", vkey=new.public.vkey, replaces=KEYS["ua"].public.vkey)
    table.appended(act_file(table, signed(change, ["ua", new]), "change.act"))
    assert "was not in force" in table.append(table.handover()).err
    table.appended(act_file(table, signed(handover("H-2"), [new, "ru", "icrc"]), "after.act"))
    assert "1  handover H-2  complete" in table.log()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"hello\n", GOOD.to_bytes()[:-3]])
def test_rubbish_is_refused_in_one_line(table, data):
    table.file("rubbish").write_bytes(data)
    told = table.append(table.file("rubbish"))
    assert told.code == 1
    assert told.err.count("\n") == 1
    assert "(malformed)" in table.log("--trail")


# Cosignatures


def test_cosignatures_are_kept_and_shown(table):
    table.appended(table.handover())
    for name in ("ua", "ru"):
        table.appended(table.cosigned(name))
    shown = table.log()
    assert "cosigned by: ru, ua" in shown
    assert "not yet cosigned by: icrc" in shown


@pytest.mark.parametrize(
    ("note", "at", "said"),
    [
        (Checkpoint(LOG.name, 1, b"r" * 32).signed_by(LOG), NOW, "another tree"),
        (None, NOW + DAY, "a time that has not come"),
    ],
    ids=["on a fork", "a clock a day ahead"],
)
def test_a_cosignature_that_is_refused_stays_in_the_trail(table, note, at, said):
    table.appended(table.handover())
    if note is None:
        note = read_note(table.cosigned("ru").read_bytes())
    file = table.file("x.cosigned", cosign(note, COSIGNERS["ua"], at).to_bytes())
    told = table.append(file)
    assert told.code == 1
    assert said in told.err
    assert said in table.log("--trail")


def test_a_cosignature_of_nobody_who_is_known(table):
    table.appended(table.handover())
    with_stranger = cosign(read_note(table.cosigned("ru").read_bytes()), key("x", Use.COSIGN), NOW)
    only = Note(with_stranger.text, (with_stranger.signatures[0], with_stranger.signatures[-1]))
    told = table.append(table.file("x.cosigned", only.to_bytes()))
    assert "No party that is known here cosigned this." in told.err


def test_a_checkpoint_without_the_policy_that_knows_its_cosigners(table):
    table.appended(table.handover())
    file = table.cosigned("ua")
    signers = "--signers", table.file("signers.policy")
    log = "--store", table.store, "--key", table.file("log.key")
    said = table.refused("append", file, *log, *signers, *table.words, code=2)
    assert "needs --policy" in said


# What is wrong with the files beside it


def test_a_policy_that_is_wrong_is_named_with_its_line(table):
    bad = table.file("bad.policy", "quorum all\n")
    said = table.refused("append", table.handover(), "--store", table.store, "--key",
                         table.file("log.key"), "--signers", bad, *table.words)  # fmt: skip
    assert f"{bad}: Line 1 of the policy" in said


def test_a_policy_that_knows_no_log(table):
    none = table.file("none.policy", "quorum none\n")
    said = table.refused("log", "--store", table.store, "--signers", table.file("signers.policy"),
                         "--policy", none, code=2)  # fmt: skip
    assert "names 0 logs" in said


def test_another_logs_key(table):
    table.key("other.key", key("other"))
    said = table.refused("append", table.handover(), "--store", table.store, "--key",
                         table.file("other.key"), *table.policies, *table.words)  # fmt: skip
    assert "This is a checkpoint of example.org/log" in said


def test_a_store_that_is_not_there(table, tmp_path):
    said = table.refused("log", "--store", tmp_path / "nowhere" / "x.sqlite3", *table.policies)
    assert "x.sqlite3" in said
    assert not (tmp_path / "nowhere").exists()
