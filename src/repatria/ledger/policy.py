"""Policies: whose keys are known, and how many of whom must have signed.

Source: C2SP tlog-policy. The same file with `signer` in place of `witness` says who must sign acts.
Stricter than its source: a policy is UTF-8 throughout.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from repatria.base.messages import message
from repatria.ledger.keys import PublicKey, Use, read_vkey
from repatria.ledger.refusing import LedgerRefused, Why, malformed

MOST_BYTES = 200_000
MOST_LINES = 1_000
MOST_DEEP = 20
"""Groups within groups."""
NONE = "none"
_BLANK = re.compile(r"[ \t]+")
"""Other spaces of Unicode are letters of a name."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Member(StrEnum):
    """What the named keys of a policy do, and the word that their lines begin with."""

    WITNESS = "witness"
    """They cosign checkpoints."""
    SIGNER = "signer"
    """They sign acts."""

    @property
    def use(self) -> Use:
        return Use.COSIGN if self is Member.WITNESS else Use.NOTE


@dataclass(frozen=True, slots=True)
class Group:
    """So many of these: keys or further groups, by name."""

    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Known logs, known keys by their name in the policy, groups, and the quorum."""

    logs: tuple[PublicKey, ...]
    members: Mapping[str, PublicKey]
    groups: Mapping[str, Group]
    quorum: str
    """The name of a key or a group, or `none`."""

    def named(self, keys: Collection[PublicKey]) -> frozenset[str]:
        """How the policy calls those of the keys that it knows."""
        return frozenset(name for name, key in self.members.items() if key in keys)

    def met(self, by: Collection[str]) -> bool:
        """Whether these, as the policy calls them, are enough."""
        return self.quorum == NONE or self._met(self.quorum, by)

    def missing(self, by: Collection[str]) -> tuple[str, ...]:
        """Who has not signed and stands in a group that is not met, in the policy's order."""
        names: list[str] = []

        def look(name: str) -> None:
            if self._met(name, by):
                return
            if name in self.members:
                names.append(name)
            else:
                for each in self.groups[name].members:
                    look(each)

        if self.quorum != NONE:
            look(self.quorum)
        return tuple(names)

    @property
    def voices(self) -> frozenset[str]:
        """Whose signatures the quorum counts; everybody's where there is none."""
        if self.quorum == NONE:
            return frozenset(self.members)
        found, open_ = set(), [self.quorum]
        while open_:
            name = open_.pop()
            found.add(name)
            open_ += self.groups[name].members if name in self.groups else ()
        return frozenset(found & set(self.members))

    def require(self, by: Collection[str]) -> None:
        """Return if these are enough; `LedgerRefused` with who is missing otherwise."""
        if not self.met(by):
            raise LedgerRefused(
                Why.QUORUM,
                message("Signatures are missing: {names}."),
                names=", ".join(self.missing(by)),
            )

    def _met(self, name: str, by: Collection[str]) -> bool:
        if name in self.members:
            return name in by
        group = self.groups[name]
        return sum(self._met(each, by) for each in group.members) >= group.least


def read_policy(data: bytes, member: Member = Member.WITNESS) -> Policy:
    """A policy from its file. `LedgerRefused` names the line: an unknown word, a name that is not
    defined above, used twice or a member twice, a key twice or for another use, a quorum that is
    missing or said twice."""
    reading = _Reading(member)
    for number, line in _lines(data):
        words = _BLANK.split(line.strip(" \t"))
        words = [] if words == [""] else words
        if words and not words[0].startswith("#"):
            try:
                reading.line(words)
            except LedgerRefused as error:
                raise malformed(
                    message("Line {line} of the policy: {reason}"), line=number, reason=str(error)
                ) from error
    if not reading.quorum:
        raise malformed(message("The policy has no line that begins with quorum."))
    return Policy(tuple(reading.logs), reading.members, reading.groups, reading.quorum)


class _Reading:
    """A policy while its lines are read."""

    def __init__(self, member: Member) -> None:
        self.member = member
        self.logs: list[PublicKey] = []
        self.members: dict[str, PublicKey] = {}
        self.groups: dict[str, Group] = {}
        self.quorum = ""
        self._grouped: set[str] = set()
        self._depth: dict[str, int] = {}

    def line(self, words: list[str]) -> None:
        match words:
            case ["log", vkey, *url] if len(url) < 2:
                self.logs.append(self._key(vkey, Use.NOTE, self.logs))
            case [word, name, vkey, *url] if word == self.member and len(url) < 2:
                self._free(name)
                self.members[name] = self._key(vkey, self.member.use, self.members.values())
            case ["group", name, least, *names] if names:
                self._free(name)
                self.groups[name] = self._group(name, least, names)
            case ["quorum", name] if not self.quorum:
                if name != NONE:
                    self._defined(name)
                self.quorum = name
            case ["quorum", _]:
                raise malformed(message("there is a second quorum."))
            case _:
                raise malformed(message("this is no line of a policy."))

    def _group(self, at: str, least: str, names: list[str]) -> Group:
        for name in names:
            self._defined(name)
            if name in self._grouped:
                raise malformed(message("{name} is a member of a group already."), name=name)
            self._grouped.add(name)
        self._depth[at] = 1 + max(self._depth.get(name, 0) for name in names)
        if self._depth[at] > MOST_DEEP:
            raise malformed(message("groups stand more than {most} deep."), most=MOST_DEEP)
        told = {"all": len(names), "any": 1}.get(least)
        if told is None:
            told = int(least) if least.isascii() and least.isdigit() and len(least) < 4 else 0
        if not 1 <= told <= len(names):
            raise malformed(message("{least} of {count} cannot be."), least=least, count=len(names))
        return Group(told, tuple(names))

    def _key(self, vkey: str, use: Use, others: Iterable[PublicKey]) -> PublicKey:
        key = read_vkey(vkey)
        if key.use is not use:
            raise LedgerRefused(
                Why.KEY, message("the key {name} is for something else."), name=key.name
            )
        if any(key.resembles(other) for other in others):
            raise malformed(message("the key {name} stands here twice."), name=key.name)
        return key

    def _free(self, name: str) -> None:
        if name == NONE or name in self.members or name in self.groups:
            raise malformed(message("the name {name} is taken."), name=name)

    def _defined(self, name: str) -> None:
        if name not in self.members and name not in self.groups:
            raise malformed(message("{name} is not defined above."), name=name)


def _lines(data: bytes) -> Iterable[tuple[int, str]]:
    if len(data) > MOST_BYTES or data.count(b"\n") > MOST_LINES:
        raise malformed(message("The policy is too long."))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise malformed(message("The policy is not UTF-8.")) from None
    if _CONTROL.search(text):
        raise malformed(message("The policy has control characters."))
    return enumerate(text.split("\n"), start=1)
