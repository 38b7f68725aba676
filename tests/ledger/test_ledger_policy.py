"""Policies: the grammar of tlog-policy, what is enough, and refusals that name their line."""

from __future__ import annotations

import contextlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_work import (
    COSIGNERS,
    KEYS,
    LOG,
    cosigners,
    cosigners_bytes,
    key,
    signers,
    signers_bytes,
)
from repatria.ledger.keys import SigningKey, Use
from repatria.ledger.policy import Member, read_policy
from repatria.ledger.refusing import LedgerRefused, Why

GOOD = signers_bytes().decode()
UA, RU = KEYS["ua"].public.vkey, KEYS["ru"].public.vkey


def told(text: str):
    return read_policy(text.encode(), Member.SIGNER)


@pytest.mark.parametrize(
    ("by", "met", "missing"),
    [
        ((), False, ("ua", "ru", "icrc")),
        (("ua", "ru"), False, ("icrc",)),
        (("ua", "icrc"), False, ("ru",)),
        (("ua", "ru", "icrc"), True, ()),
        (("ua", "ru", "icrc", "nobody"), True, ()),
    ],
)
def test_both_parties_and_the_intermediary(by, met, missing):
    policy = signers()
    assert (policy.met(by), policy.missing(by)) == (met, missing)
    if met:
        policy.require(by)
    else:
        with pytest.raises(LedgerRefused, match=", ".join(missing)) as refused:
            policy.require(by)
        assert refused.value.why is Why.QUORUM


@pytest.mark.parametrize("least", ["any", "all", "1", "2", "3"])
def test_a_group_is_met_by_as_many_as_it_says(least):
    number = {"any": 1, "all": 3}.get(least) or int(least)
    policy = cosigners(least)
    for count in range(4):
        for by in itertools.combinations(COSIGNERS, count):
            assert policy.met(by) is (count >= number)
            assert bool(policy.missing(by)) is (count < number)


def test_groups_of_groups_as_in_the_specification():
    names = ("X1", "X2", "X3", "Y1", "Y2", "Y3")
    lines = [f"witness {n} {key(n, Use.COSIGN).public.vkey}" for n in names]
    lines += [
        "group X-witnesses 2 X1 X2 X3",
        "group Y-witnesses any Y1 Y2 Y3",
        "group X-and-Y all X-witnesses Y-witnesses",
        "quorum X-and-Y",
    ]
    policy = read_policy("\n".join(lines).encode())
    for count in range(7):
        for by in itertools.combinations(names, count):
            enough = sum(n in by for n in names[:3]) >= 2 and any(n in by for n in names[3:])
            assert policy.met(by) is enough


def test_a_quorum_of_one_and_of_none():
    assert told(f"signer ua {UA}\nquorum ua\n").met({"ua"})
    assert not told(f"signer ua {UA}\nquorum ua\n").met({"ru"})
    assert told("quorum none\n").met(())
    assert told(f"signer ua {UA}\nquorum none\n").missing(()) == ()


def test_logs_urls_comments_and_blanks():
    policy = read_policy(
        f"# whose log\n\n \t\n\tlog\t {LOG.public.vkey}  https://example.org/log\n"
        f"  # more\nwitness x  {WITNESS} https://example.org/\nquorum x".encode()
    )
    assert policy.logs == (LOG.public,)
    assert policy.members == {"x": COSIGNERS["ua"].public}
    assert policy.named([COSIGNERS["ua"].public, COSIGNERS["ru"].public]) == {"x"}


def test_a_name_may_hold_any_letter_but_tab_and_space():
    for name in ("a\u00a0b", "a\u2003b", "ґ", "#", "\x85"):
        assert told(f"signer x{name} {UA}\nquorum x{name}\n").met({f"x{name}"})


WITNESS = COSIGNERS["ua"].public.vkey
NAMESAKE = SigningKey(KEYS["ua"].name, Use.NOTE, b"n" * 32).public.vkey
BROKEN = {
    "an unknown word": (5, GOOD.replace("group both", "circle both")),
    "a witness among signers": (1, f"witness ua {WITNESS}\n" + GOOD),
    "a log without its key": (1, "log\n" + GOOD),
    "a log with two addresses": (1, f"log {LOG.public.vkey} a b\n" + GOOD),
    "a signer without its key": (1, "signer x\n" + GOOD),
    "a key that is none": (1, "signer x example.org/x+00000000+AAAA\n" + GOOD),
    "a key for cosigning": (1, GOOD.replace(UA, WITNESS)),
    "a log's key for cosigning": (1, f"log {WITNESS}\n" + GOOD),
    "a key twice": (2, GOOD.replace(RU, UA)),
    "a key under another name": (
        2,
        GOOD.replace(RU, SigningKey("b", Use.NOTE, KEYS["ua"].seed).public.vkey),
    ),
    "a log twice": (2, f"log {LOG.public.vkey}\nlog {LOG.public.vkey}\n" + GOOD),
    "a name twice": (2, GOOD.replace("signer ru", "signer ua")),
    "a group with the name of a signer": (5, GOOD.replace("group both", "group ua")),
    "a signer that is called none": (1, GOOD.replace("signer ua", "signer none")),
    "a group that is called none": (5, GOOD.replace("group both", "group none")),
    "a group of none": (5, GOOD.replace("parties icrc", "none icrc")),
    "a group without members": (4, GOOD.replace("parties all ua ru", "parties all")),
    "a member that is not defined": (4, GOOD.replace("all ua ru", "all ua uae")),
    "a member that is defined below": (4, GOOD.replace("all ua ru", "all ua both")),
    "a member of two groups": (5, GOOD.replace("parties icrc", "parties icrc ua")),
    "a member twice": (4, GOOD.replace("all ua ru", "all ua ua")),
    "none of two": (4, GOOD.replace("all ua ru", "0 ua ru")),
    "three of two": (4, GOOD.replace("all ua ru", "3 ua ru")),
    "a number in words": (4, GOOD.replace("all ua ru", "two ua ru")),
    "a number in other digits": (4, GOOD.replace("all ua ru", "٢ ua ru")),
    "a negative number": (4, GOOD.replace("all ua ru", "-1 ua ru")),
    "a quorum that is not defined": (6, GOOD.replace("quorum both", "quorum all")),
    "a quorum that is defined below": (5, GOOD.replace("group both", "quorum both\ngroup both")),
    "a second quorum": (7, GOOD + "quorum both\n"),
    "a second quorum of none": (7, GOOD + "quorum none\n"),
    "a quorum of two names": (6, GOOD.replace("quorum both", "quorum both parties")),
}


@pytest.mark.parametrize(("line", "text"), BROKEN.values(), ids=BROKEN)
def test_the_refusal_names_the_line(line, text):
    assert text != GOOD
    with pytest.raises(LedgerRefused, match=rf"^Line {line} of the policy: ") as refused:
        told(text)
    assert refused.value.why is Why.MALFORMED


@pytest.mark.parametrize(
    "data",
    [
        b"",
        GOOD.replace("quorum both\n", "").encode(),
        b"quorum both\r\n",
        b"\xff\nquorum none\n",
        b"# \x7f\nquorum none\n",
        b"# \x00\nquorum none\n",
        b"#\n" * 1_001 + b"quorum none\n",
        b"#" * 200_001 + b"\nquorum none\n",
    ],
    ids=[
        "nothing",
        "no quorum",
        "a carriage return",
        "not UTF-8",
        "a delete",
        "a zero",
        "too many lines",
        "too long",
    ],
)
def test_what_is_no_policy_at_all(data):
    with pytest.raises(LedgerRefused) as refused:
        read_policy(data, Member.SIGNER)
    assert refused.value.why is Why.MALFORMED


def test_as_large_as_the_specification_recommends():
    names = [f"w{at}" for at in range(32)]
    lines = [f"log {key(f'log-{at}').public.vkey}" for at in range(32)]
    lines += [f"witness {n} {key(n, Use.COSIGN).public.vkey}" for n in names]
    lines += [f"group g{at} any {n}" for at, n in enumerate(names[:31])]
    lines += [f"group all all {' '.join(f'g{at}' for at in range(31))} w31", "quorum all"]
    policy = read_policy("\n".join(lines).encode())
    assert policy.met(names)
    assert policy.missing(names[1:]) == ("w0",)


words = st.sampled_from(
    [
        "log",
        "signer",
        "witness",
        "group",
        "quorum",
        "all",
        "any",
        "none",
        "2",
        "ua",
        "ru",
        "g",
        UA,
        RU,
        "#",
    ]
)
texts = st.lists(st.lists(words, max_size=6).map(" ".join), max_size=8).map("\n".join)


@given(st.binary() | texts.map(str.encode), st.sampled_from(list(Member)))
def test_any_bytes_are_a_policy_or_refused(data, member):
    with contextlib.suppress(LedgerRefused):
        policy = read_policy(data, member)
        assert policy.met(policy.members)
        assert policy.met(()) is not bool(policy.missing(()))


@given(st.integers(0, len(GOOD) - 1), st.characters())
def test_any_letter_changed_is_a_policy_or_refused(at, letter):
    with contextlib.suppress(LedgerRefused):
        assert told(GOOD[:at] + letter + GOOD[at + 1 :]).met(KEYS) in {True, False}


def test_the_policies_of_these_tests_are_what_they_say():
    assert signers().quorum == "both"
    assert read_policy(cosigners_bytes()).groups["seen"].least == 3


def test_groups_within_groups_end_somewhere():
    def nested(depth):
        groups = [f"group g{at} all {'ua' if at == 0 else f'g{at - 1}'}" for at in range(depth)]
        lines = [f"signer ua {KEYS['ua'].public.vkey}", *groups, f"quorum g{depth - 1}"]
        return "".join(f"{line}\n" for line in lines).encode()

    assert read_policy(nested(20), Member.SIGNER).met({"ua"})
    with pytest.raises(LedgerRefused, match=r"Line 22 .* deep"):
        read_policy(nested(21), Member.SIGNER)
