"""Rounds, and what the office would hand in for everybody's letter. Everybody here is invented."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace

import planning_lists as made

from repatria.planning import certificate as files
from repatria.planning.letters import Account, Seals
from repatria.planning.plain import register_line
from repatria.planning.position import Leaf, position_of
from repatria.planning.round import next_round
from repatria.planning.why import Questions

CODES = {"a": "CAMP-XQ7", "b": "CAMP-ZW9", "": ""}
SEALS = Seals("ab" * 32, "cd" * 32)


def path_of(leaves: list[bytes], at: int) -> list[bytes]:
    """PATH as RFC 6962, section 2.1.1, defines it, word for word."""
    if len(leaves) == 1:
        return []
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    if at < k:
        return [*path_of(leaves[:k], at), made.root_of(leaves[k:])]
    return [*path_of(leaves[k:], at - k), made.root_of(leaves[:k])]


class Office:
    """A round with all that was published and opened for it."""

    def __init__(self, seed: int, most: int = 24) -> None:
        chance = random.Random(seed)
        self.rule = made.terms(chance)
        some = [made.person(chance, at, 0.5) for at in range(chance.randint(6, most))]
        self.people = files.in_order(
            replace(
                one,
                camp=CODES[one.camp],
                unit=f"UNIT-{one.unit}X",
                rank={"private": "RANK-P", "colonel": "RANK-C"}[one.rank],
                group="GROUP-G4",
            )
            for one in some
        )
        self.draw = made.draw(chance)
        self.numbers = made.drawn(self.draw)
        self.salts = [chance.randbytes(16) for _ in self.people]
        pairs = zip(self.salts, self.people, strict=True)
        self.leaves = [salt + register_line(one) for salt, one in pairs]
        root = made.root_of(self.leaves)
        commitment = files.commitment_data(
            self.rule, made.ON, root, len(self.leaves), {}, self.draw.announced
        )
        self.record = files.record_bytes(commitment, self.draw)
        self.round = next_round(self.people, self.rule, made.ON, self.numbers)
        told = files.certificate_bytes(self.round, self.rule, commitment, self.draw)
        self.certificate = hashlib.sha256(told).hexdigest()
        self.questions = Questions(self.people, self.rule, made.ON, self.numbers)

    def leaf(self, at: int) -> Leaf:
        hashed = hashlib.sha256(b"\x00" + self.leaves[at]).digest()
        return Leaf(hashed, at, len(self.leaves), tuple(path_of(self.leaves, at)))

    def account(self, at: int) -> Account:
        one = self.people[at]
        before = self.questions.before(one.code) or 0
        position = position_of(
            one, self.round, self.rule, self.numbers, before, self.leaf(at), self.certificate
        )
        return Account(one, self.round.reasons[one.code], position)

    def accounts(self) -> list[Account]:
        return [self.account(at) for at in range(len(self.people))]

    def line(self, at: int) -> bytes:
        """A line of the register, opened."""
        return files.register_bytes(self.people, self.salts).splitlines(keepends=True)[at]
