"""`repatria ledger commit`, `open`, and `verify` of an opened line."""

from __future__ import annotations

import pytest

from ledger_work import LOG
from repatria.ledger.commitment_files import committed_bytes, read_committed

LINES = "1;Іванченко І.;1990\n2;Петренко П.;1985\n3;Сидоренко С.;1979\n"


@pytest.fixture
def committed(table):
    """A list, its salts, and the act that commits to it."""
    listed, kept, act = table.file("list.csv", LINES), table.file("salts"), table.file("list.act")
    count, root = table.done("commit", listed, "--kept", kept).split()
    fields = f"log={LOG.name}", "reference=L-1", "by=ua", "unit=persons", count, root
    table.done("act", "list", *fields, "--out", act)
    return listed, kept, act


def opened(table, committed, line=2, name="opened"):
    out = table.file(name)
    table.done("open", *committed[:1], "--kept", committed[1], "--line", line, "--out", out)
    return out


def policy(table):
    return "--policy", table.file("log.policy")


def test_a_line_is_opened_and_checked_against_the_act(table, committed):
    out = opened(table, committed)
    said = table.done("verify", out, "--act", committed[2], *policy(table))
    assert said.startswith("2;Петренко П.;1985\nLine 2 of 3, as ")
    data = out.read_bytes()
    for other in ("Іванченко", "Сидоренко"):
        assert other.encode() not in data
    assert out.stat().st_mode & 0o777 == committed[1].stat().st_mode & 0o777 == 0o600


def test_the_act_says_nothing_of_the_lines(committed):
    text = committed[2].read_text("utf-8")
    assert "count 3\nroot sha256:" in text
    assert "Петренко" not in text


def test_salts_are_never_overwritten(table, committed):
    before = committed[1].read_bytes()
    said = table.refused("commit", committed[0], "--kept", committed[1], code=2)
    assert "salts are never overwritten" in said
    assert committed[1].read_bytes() == before


def test_two_commitments_to_one_list_differ(table, committed):
    one = table.done("commit", committed[0], "--kept", table.file("a"))
    assert one != table.done("commit", committed[0], "--kept", table.file("b"))


def test_a_line_of_another_list(table, committed):
    other = table.file("other.csv", LINES.replace("1985", "1986"))
    said = table.refused("open", other, "--kept", committed[1], "--line", 2)
    assert "Line 2 is not what was committed to." in said
    table.done("commit", other, "--kept", table.file("more"))
    out = opened(table, (other, table.file("more")))
    said = table.refused("verify", out, "--act", committed[2], *policy(table))
    assert "of another commitment than the act's" in said


@pytest.mark.parametrize(("line", "said"), [(0, "greater than or equal to 1"), (4, "has 3 lines")])
def test_a_line_that_is_not_there(table, committed, line, said):
    told = table.refused("open", committed[0], "--kept", committed[1], "--line", line, code=2)
    assert said in told


def test_a_line_whose_salt_was_destroyed(table, committed):
    kept = read_committed(committed[1].read_bytes())
    committed[1].write_bytes(committed_bytes(kept.deleted(1)))
    said = table.refused("open", committed[0], "--kept", committed[1], "--line", 2)
    assert "Line 2 was deleted" in said
    out = opened(table, committed, 3)
    assert "Сидоренко" in table.done("verify", out, "--act", committed[2], *policy(table))


def test_an_opened_line_with_a_byte_changed(table, committed):
    out = opened(table, committed)
    data = out.read_bytes()
    at = data.index(b'"line":"') + 12
    out.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    said = table.refused("verify", out, "--act", committed[2], *policy(table))
    assert str(out) in said


def test_an_opened_line_needs_the_act(table, committed):
    said = table.refused("verify", opened(table, committed), *policy(table), code=2)
    assert "needs --act" in said


def test_an_act_that_commits_to_nothing(table, committed):
    act = table.file("refusal.act")
    table.done("act", "refusal", f"log={LOG.name}", "reference=R-1", "by=ua", "reason=no",
               "of=sha256:" + "1" * 64, "--out", act)  # fmt: skip
    said = table.refused("verify", opened(table, committed), "--act", act, *policy(table))
    assert "of another commitment than the act's" in said


def test_a_line_of_a_manifest_though_another_number_was_handed_over(table, committed):
    root = committed[2].read_text("utf-8").partition("root ")[2].strip()
    act = table.handover(by=(), count="2", manifest=root)
    said = table.done("verify", opened(table, committed), "--act", act, *policy(table))
    assert said.startswith("2;Петренко")


@pytest.mark.parametrize("data", [b"", b"hello\n", b"{}\n"])
def test_salts_that_are_no_salts(table, committed, data):
    committed[1].write_bytes(data)
    said = table.refused("open", committed[0], "--kept", committed[1], "--line", 1)
    assert str(committed[1]) in said


def test_an_empty_list(table):
    table.file("empty").write_bytes(b"")
    out = table.done("commit", table.file("empty"), "--kept", table.file("kept"))
    assert out.startswith("count=0 root=sha256:e3b0c442")
