#!/usr/bin/env python3
"""Check a signed act without Repatria: is it in the log, and who signed it?

    python3 verify_act.py --policy POLICY --signers SIGNERS ACT PROOF [ACT PROOF ...]

ACT     the act: a text, an empty line, and a line for each signature
PROOF   its proof of inclusion (c2sp.org/tlog-proof)
POLICY  whose log it is, and which parties must have cosigned its checkpoint (c2sp.org/tlog-policy)
SIGNERS the same kind of file with `signer` for `witness`: who signs acts, with which key

Give an act twice or more, each with its proof, where its signatures came one after the other, and
acts of the kinds `key` and `revocation` where a key was replaced or revoked. Get POLICY and
SIGNERS from somebody whom you trust, not from whoever gave you the act.

It needs Python 3.9 or newer and the package `cryptography`, no network, and nothing of Repatria's.
It ends with exit code 0 if everything holds, and 1 at the first thing that does not. To read it,
begin with `check` near the end. Sources: RFC 6962 section 2.1, RFC 8032, C2SP signed-note,
tlog-checkpoint, tlog-cosignature, tlog-policy, tlog-proof; docs/formats/ledger-act.md for the act.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import re
import sys
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple, Optional, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

NOTE, COSIGNATURE = 0x01, 0x04  # what a key signs: the text of a note, or a checkpoint with a time
# The fields of each kind of act in their order. ! whoever stands in it must sign, ? it may be
# missing, * it may be missing or be said up to 20 times, + it is said 1 to 20 times.
KINDS = {
    "handover": "giver! receiver! intermediary!* exchange place opened closed unit count manifest"
    " reservation*",
    "list": "by! to? agreement? unit count root",
    "commitment": "by! subject count root",
    "refusal": "by! of reason",
    "key": "holder! vkey replaces?",
    "revocation": "by!+ holder vkey loss since?",
}
TIMES = ("opened", "closed", "made", "since")
CODE = "[A-Za-z0-9][A-Za-z0-9._/-]{0,99}"  # what a field holds that is not in SHAPES
SHAPES = {"unit": "persons|containers|bodies|parts", "loss": "lost|stolen|retired"}
SHAPES.update(count="0|[1-9][0-9]{0,18}", vkey="[^ \n]+", replaces="[^ \n]+")
SHAPES.update(dict.fromkeys(("manifest", "root", "of", "corrects"), "sha256:[0-9a-f]{64}"))
SHAPES.update(dict.fromkeys(("reservation", "reason", "late"), "[^ \n](?:[^\n]{0,298}[^ \n])?"))
SHAPES.update(dict.fromkeys(TIMES, "[1-9][0-9]{3}(?:-[0-9]{2}){2}T(?!24)[0-9]{2}(?::[0-9]{2}){2}Z"))
PRIME = 2**255 - 19  # of the curve of Ed25519
EIGHTH = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
T = TypeVar("T")


class Refused(ValueError):
    """Why the act is not what it should be."""


def require(holds: Optional[T], reason: str) -> T:  # noqa: UP045 - new in Python 3.10
    if not holds:
        raise Refused(reason)
    return holds


def decoded(text: str, what: str) -> bytes:
    """Base64 that has one spelling only."""
    raw = base64.b64decode(text.encode("ascii"), validate=True)
    require(raw and base64.b64encode(raw).decode() == text, what + " is not base64 as it must be")
    return raw


def number(text: str, what: str) -> int:
    require(re.fullmatch(SHAPES["count"], text), what + " is not a plain number")
    require(int(text) < 2**63, what + " is too large")
    return int(text)


def text_of(data: bytes, what: str, most: int = 65_535) -> str:
    text = data.decode("utf-8")
    require(text.endswith("\n") and len(data) <= most, what + " is cut off or too long")
    require(all(char >= " " or char == "\n" for char in text), what + " has control characters")
    return text


# Keys, and the notes that they signed


class Key(NamedTuple):
    name: str
    id: bytes
    use: int
    public: bytes


def read_key(vkey: str) -> Key:
    """A key written as name+ID+base64(use, public key)."""
    form = r"([^\s+\x00-\x1f\x7f]+)\+([0-9a-f]{8})\+(\S+)"
    name, own, coded = require(re.fullmatch(form, vkey), f"no key: {vkey!r}").groups()
    raw = decoded(coded, "the key " + name)
    require(len(raw) == 33 and raw[0] in (NOTE, COSIGNATURE), f"a key of another kind: {vkey!r}")
    height = int.from_bytes(raw[1:], "little") % 2**255
    weak = (0, 1, EIGHTH, PRIME - EIGHTH)  # points of small order: anybody can sign under them
    require(height < PRIME - 1 and height not in weak, f"a key that is none: {vkey!r}")
    found = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    require(found.hex() == own, f"the ID of the key is not its own: {vkey!r}")
    return Key(name, found, raw[0], raw[1:])


def signed(key: Key, message: bytes, signature: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except (InvalidSignature, ValueError):
        raise Refused("the signature of " + key.name + " is not over this text") from None


Lines = list[tuple[tuple[str, bytes], bytes]]  # under a note: name and ID of a key, its signature


def read_note(data: bytes, what: str) -> tuple[str, Lines]:
    """The text that was signed, and the lines under it."""
    text, empty, rest = text_of(data, what).rpartition("\n\n")
    require(empty and text, what + " has no empty line before its signatures")
    lines: Lines = []
    for line in rest.split("\n")[:-1]:
        parts = re.fullmatch("\u2014 ([^\\s+\x7f]+) ([^ ]+)", line)
        name, coded = require(parts, f"this is no signature: {line!r}").groups()
        raw = decoded(coded, "the signature of " + name)
        require(len(raw) > 4, "the signature of " + name + " is too short")
        lines.append(((name, raw[:4]), raw[4:]))
    require(len(lines) <= 64, what + " has more than 64 signatures")
    return text + "\n", lines


# Policies: who is known, and how many of whom must have signed


class Policy(NamedTuple):
    logs: list[Key]
    members: dict[str, Key]
    groups: dict[str, tuple[int, list[str]]]  # how many, of whom
    quorum: list[str]  # one name

    def met(self, by: Iterable[str], name: str = "") -> bool:
        """Whether these are enough: for the quorum, or for a member or a group by its name."""
        by, name = set(by), name or self.quorum[0]
        if name == "none" or name in self.members:
            return name == "none" or name in by
        least, inside = self.groups[name]
        return sum(self.met(by, each) for each in inside) >= least

    def voices(self) -> set[str]:
        """Whose signatures the quorum counts; everybody's where there is none."""
        if self.quorum == ["none"]:
            return set(self.members)
        found = list(self.quorum)
        for name in found:
            found += self.groups[name][1] if name in self.groups else []
        return set(found) & set(self.members)


def read_policy(data: bytes, word: str) -> Policy:
    """A policy whose members' lines begin with a word."""
    told, names, grouped = Policy([], {}, {}, []), ["none"], ["none"]
    depth: dict[str, int] = {}
    text = text_of(data.replace(b"\t", b" ") + b"\n", "the policy", 200_001)
    require("\x7f" not in text and text.count("\n") < 1_002, "the policy is too long, or no text")
    for line in text.split("\n"):
        words = [each for each in line.split(" ") if each]
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "log" and len(words) in (2, 3):
            told.logs.append(read_key(words[1]))
        elif words[0] == word and len(words) in (3, 4):
            told.members[words[1]] = read_key(words[2])
            names.append(words[1])
        elif words[0] == "group" and re.fullmatch("all|any|[0-9]{1,3}", "".join(words[2:3])):
            inside = words[3:]
            least = {"all": len(inside), "any": 1}.get(words[2]) or int(words[2])
            require(1 <= least <= len(inside), f"this cannot be met: {line!r}")
            require(set(inside) <= set(names), f"an unknown name: {line!r}")
            told.groups[words[1]] = (least, inside)
            depth[words[1]] = 1 + max(depth.get(each, 0) for each in inside)
            require(depth[words[1]] <= 20, f"groups stand too deep: {line!r}")
            names.append(words[1])
            grouped += inside
        else:
            require(words[0] == "quorum" and len(words) == 2, f"no line of a policy: {line!r}")
            require(words[1] in names, f"an unknown name: {line!r}")
            told.quorum.append(words[1])
    require(len(told.quorum) == 1, "a policy has one quorum")
    for each in (names, grouped):
        require(len(set(each)) == len(each), "a name stands twice in the policy")
    right = COSIGNATURE if word == "witness" else NOTE
    for keys, use in ((told.logs, NOTE), (list(told.members.values()), right)):
        require(all(key.use == use for key in keys), "a key in the policy is for something else")
        apart = len({key.public for key in keys}) == len({key[:2] for key in keys}) == len(keys)
        require(apart, "a key stands twice in the policy")
    return told


# Proofs that an entry is in the log: the Merkle tree of RFC 6962, section 2.1


def root_from(entry: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that a path leads to: at each height the entry's own side is left or right."""
    require(index < size, "the log has no such entry")
    reached, last = hashlib.sha256(b"\x00" + entry).digest(), size - 1
    for step in path:
        require(last > 0, "the path is too long")
        if index % 2 == 1 or index == last:
            reached = hashlib.sha256(b"\x01" + step + reached).digest()
            while index % 2 == 0 and index > 0:
                index, last = index // 2, last // 2
        else:
            reached = hashlib.sha256(b"\x01" + reached + step).digest()
        index, last = index // 2, last // 2
    require(last == 0, "the path is too short")
    return reached


def check_proof(entry: bytes, proof: bytes, policy: Policy) -> tuple[str, int]:
    """Of which log an entry is, and at which index, under a checkpoint with the quorum."""
    head, empty, rest = text_of(proof, "the proof", 131_070).partition("\n\n")
    lines = head.split("\n")
    require(empty and lines.pop(0) == "c2sp.org/tlog-proof@v1", "this is no proof of inclusion")
    if lines and lines[0].startswith("extra "):
        decoded(lines.pop(0)[6:], "the extra line")  # anybody may have added it; it proves nothing
    require(lines and lines[0].startswith("index "), "the proof has no index")
    index = number(lines.pop(0)[6:], "the index")
    path = [decoded(line, "a hash of the proof") for line in lines]
    require(all(len(each) == 32 for each in path), "a hash of the proof is not 32 bytes")

    checkpoint, signatures = read_note(rest.encode(), "the checkpoint")
    told = checkpoint.split("\n")[:-1]
    require(len(told) > 2 and all(told), "the checkpoint is too short, or has an empty line")
    origin, size, root = told[0], number(told[1], "its size"), decoded(told[2], "its root")
    log = require([key for key in policy.logs if key.name == origin], "an unknown log: " + origin)[
        0
    ]
    own = [blob for mark, blob in signatures if mark == log[:2]]
    for blob in require(own, "the checkpoint is not signed by its log"):
        signed(log, checkpoint.encode(), blob)
    print(f"  the log {origin} signed a tree of {size} entries")
    require(root_from(entry, index, size, path) == root, "the path does not lead to the root")
    print(f"  the act is entry {index} of that tree")

    by = set()
    for name, key in policy.members.items():
        for blob in (blob for mark, blob in signatures if mark == key[:2]):
            at = int.from_bytes(blob[:8], "big")
            require(len(blob) == 72 and at < 253_402_300_800, "a misshapen cosignature: " + name)
            signed(key, f"cosignature/v1\ntime {at}\n{checkpoint}".encode(), blob[8:])
            when = datetime.fromtimestamp(at, timezone.utc)  # noqa: UP017 - new in Python 3.11
            print(f"  {name} cosigned that tree, {when:%Y-%m-%d %H:%M:%S} UTC by its own clock")
            by.add(name)
    require(policy.met(by), "not enough parties cosigned the checkpoint")
    return origin, index


# Acts, and who signed them


def read_act(text: str) -> list[tuple[str, str]]:
    """The fields of an act, if it has those of its kind in their order, each of its shape."""
    kind = require(re.match("repatria-act v1\nkind ([a-z]+)\n", text), "no act of version 1")[1]
    pattern = "repatria-act v1\nkind [a-z]+\n"
    fields = require(KINDS.get(kind), "there is no act of the kind " + kind)
    for field in ("log reference made " + fields + " corrects? late?").split():
        name = field.rstrip("!?*+")
        times = {"?": "?", "*": "{0,20}", "+": "{1,20}"}.get(field[-1], "")
        pattern += f"(?:{name} (?:{SHAPES.get(name, CODE)})\n){times}"
    require(re.fullmatch(pattern, text), "the act is misshapen, or its fields stand otherwise")
    told = [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in text.split("\n")[:-1]]
    for name, value in told:
        require(value.isprintable(), f"this cannot be printed: {value!r}")
        require(name not in TIMES or datetime.fromisoformat(value[:-1]), "no time: " + value)
        require(name not in ("vkey", "replaces") or read_key(value), "no key: " + value)
    first = dict(reversed(told))
    require(int(first.get("count", 0)) < 2**63, "the count is too large")
    hours = [first[name] for name in TIMES[:3] if "opened" in first]
    require(hours == sorted(hours), "the handover was opened, closed and written in another order")
    require(first.get("vkey") != first.get("replaces", ""), "a key cannot replace itself")
    require(not ("vkey" in first and "corrects" in first), "an act on keys corrects no other")
    on_keys = kind in ("key", "revocation")
    require(not (on_keys and "corrects" in first), "an act on keys corrects no other")
    require(len(set(must_sign(told))) == len(must_sign(told)), "a signer stands in the act twice")
    return told


def must_sign(fields: list[tuple[str, str]]) -> list[str]:
    """Whoever stands in a field that signs."""
    marked = {each.rstrip("!*+") for each in KINDS[fields[1][1]].split() if "!" in each}
    return [value for name, value in fields if name in marked]


class Held(NamedTuple):
    """A key in somebody's hands, from an entry of the log until before another."""

    holder: str
    key: Key
    since: int
    until: float


def in_force(keys: list[Held], index: int, holder: str) -> list[Held]:
    return [each for each in keys if each.holder == holder and each.since <= index < each.until]


def missing(told: dict[str, str], must: set[str], by: set[str], signers: Policy) -> set[str]:
    """Who has yet to sign. Where the holder of a key does not, the others of the quorum vouch."""
    holder = told.get("holder", "")
    voices = signers.voices() - {holder}
    others = by & voices
    vouched = len(others) > 1 and signers.met(others | {holder})
    if signers.quorum == ["none"]:
        vouched = vouched and others == voices
    if told["kind"] == "handover" and not signers.met(by):
        must = must | {"the quorum"}
    if (told["kind"] == "revocation" and holder not in by) or not must:
        must = must | (set() if vouched else {"the others of the quorum"})
    return must - by


def sha256(text: str) -> str:
    """How other acts name an act."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def after(told: dict[str, str], own: Key, keys: list[Held], index: int) -> list[Held]:
    """The keys after a complete act on a key that stands at an index."""
    if told["kind"] == "key":
        known = (own.public == each.key.public or own[:2] == each.key[:2] for each in keys)
        require(not any(known), "this key is known already: " + own.name)
    ends = told.get("replaces") if told["kind"] == "key" else told["vkey"]
    ended = [e for e in in_force(keys, index, told["holder"]) if ends and e.key == read_key(ends)]
    require(ended or not ends, told["holder"] + " has no such key in force")
    keys = [each._replace(until=index + 1) if each in ended else each for each in keys]
    return keys + [Held(told["holder"], own, index + 1, float("inf"))] * (told["kind"] == "key")


def count_in(
    text: str, by: set[str], complete: dict[str, list[str]], corrected: dict[str, bool]
) -> None:
    """Take a complete act in: what there may be one of, and the one that it stands in place of."""
    fields = read_act(text)
    told = dict(fields)
    about = [told["kind"], told["reference"], *must_sign(fields)[:1]]
    complete[text] = about[:2] if told["kind"] == "handover" else about
    for other in [each for each in corrected if sha256(each) == told.get("corrects")]:
        by_all = set(must_sign(read_act(other))) <= by
        corrected[other] |= by_all and complete[other] == complete[text]
    corrected[text] = False


def check(acts: list[tuple[str, bytes, bytes]], policy: Policy, signers: Policy) -> None:
    """Take the acts in the order of the log: each must be proved, and in the end complete."""
    placed: dict[int, tuple[str, bytes, str]] = {}
    for name, data, proof in acts:
        print(name)
        origin, index = check_proof(data, proof, policy)
        fields = read_act(read_note(data, "the act")[0])
        require(("log", origin) in fields, "the act was made for another log")
        other = placed.setdefault(index, (name, data, origin))
        require(origin == next(iter(placed.values()))[2], "these acts stand in several logs")
        require(data == other[1], "two acts at one place: the log has two histories")

    keys = [Held(name, key, 0, float("inf")) for name, key in signers.members.items()]
    corrected: dict[str, bool] = {}  # by the text of a complete act: whether another stands for it
    so_far: dict[str, set[str]] = {}  # by the text of an act: who signed it
    complete: dict[str, list[str]] = {}  # by the text: what there may be one complete act of
    for index in sorted(placed):
        name, data, _ = placed[index]
        print(f"{name}: entry {index}")
        text, lines = read_note(data, "the act")
        fields, by = read_act(text), so_far.setdefault(text, set())
        told, marks = dict(fields), [mark for mark, _ in lines]
        require(len(set(marks)) == len(marks), "a key signed the act twice")
        own = read_key(told["vkey"]) if "vkey" in told else None
        new = [Held("", own, index, float("inf"))] if own and own.use == NOTE else []
        for mark, blob in lines:
            found = [e for e in keys + new if e.key[:2] == mark and e.key.use == NOTE]
            held = require(found, "a signature by a key that is not known: " + mark[0])[0]
            require(held.since <= index < held.until, mark[0] + " was not in force at this entry")
            signed(held.key, text.encode(), blob)
            print(f"  {held.holder or 'the new key'} signed it (key {mark[0]}+{mark[1].hex()})")
            by |= {held.holder} - {""}
        must = set(must_sign(fields))
        if told["kind"] == "key" and not any(
            each.key.use == NOTE for each in in_force(keys, index, told["holder"])
        ):
            must = set()  # all keys of the holder are lost
        shown = not new or told["kind"] != "key" or new[0].key[:2] in marks
        if text not in complete and own:
            changed = after(told, own, keys, index)
        if text not in complete and shown and not missing(told, must, by, signers):
            count_in(text, by, complete, corrected)
            keys = changed if own else keys
    for text in so_far:
        print("\n" + text)
        require(text in complete, "the act is proposed only: signatures are missing")
        print("complete; other acts name it " + sha256(text))
    alone = [about for text, about in complete.items() if not corrected[text]]
    for about in alone:
        require(alone.count(about) == 1, "two complete acts on " + about[1])


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--policy", required=True, help="whose log, and who must have cosigned")
    parser.add_argument("--signers", required=True, help="who signs acts, with which key")
    parser.add_argument("files", nargs="+", metavar="ACT PROOF", help="acts, each with its proof")
    told = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):  # letters that a terminal lacks
        sys.stdout.reconfigure(errors="backslashreplace")
    if len(told.files) % 2:
        parser.error("each act needs its proof")
    try:
        files = [Path(name).read_bytes() for name in told.files]
        acts = list(zip(told.files[::2], files[::2], files[1::2]))  # noqa: B905 - Python 3.10
        signers = read_policy(Path(told.signers).read_bytes(), "signer")
        check(acts, read_policy(Path(told.policy).read_bytes(), "witness"), signers)
    except (OSError, ValueError) as reason:
        # A false file may hold what steers a screen.
        shown = (c if c.isprintable() else ascii(c)[1:-1] for c in str(reason))
        print("\nREFUSED: " + "".join(shown))
        return 1
    print("\nEverything holds.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
