"""What a direction is, and what a clause can lean on when it is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Direction:
    """Giver and receiver (empty where not read), and the rule that found them."""

    giver: str = ""
    receiver: str = ""
    both: bool = False
    rule: str = "by_none"
    sure: bool = True
    subject: str = ""
    doubt: str = ""

    @property
    def known(self) -> bool:
        return bool(self.giver and self.receiver)

    def reversed(self) -> Direction:
        return Direction(self.receiver, self.giver, self.both, "by_return")


NONE = Direction()


@dataclass(frozen=True, slots=True)
class Around:
    """What a clause can lean on: the sides, who spoke, the subject and direction before it."""

    sides: tuple[str, ...]
    speaker: str = ""
    subject: str = ""
    before: Direction = NONE
    us: str = ""
    """The side that “we” is: the speaker's, or the one that the text calls its own."""
    near: bool = False
    """The direction before is of the same sentence."""
    quoted: bool = False
    """It stands in the speaker's own words, where “they” are the others."""
    turn: bool = False
    """The verb before in the sentence was of taking and this is of giving, or the other way."""
    outside: bool = False
    """An intermediary speaks: without a party named, it means both directions."""

    home: str = ""
    """The side that the text calls its own, whoever speaks."""
    says: bool = False
    """The speaker and its verb stand in the same clause before the act, so that it may act."""
    sense: str = ""
    """What *returned* meant last where something told: `gives` or `gets`."""

    def other(self, party: str) -> str:
        rest = [side for side in self.sides if side != party]
        return rest[0] if len(rest) == 1 and party else ""

    def pair(self, giver: str, receiver: str, rule: str, subject: str = "") -> Direction:
        giver = giver or self.other(receiver)
        receiver = receiver or self.other(giver)
        if not giver or not receiver or giver == receiver:
            return NONE
        return Direction(giver, receiver, rule=rule, subject=subject)
