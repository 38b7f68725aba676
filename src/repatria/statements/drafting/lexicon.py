"""The shape of a language's rule tables. Each field is one row: words, with `~` for any ending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

Words = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Acts:
    """The words of handing over, and the grammar around the parties."""

    # The subject of `give` is the giver, that of `take` the receiver, that of `back`
    # either (it returned them, or got them back); `home` has those who return for its subject.
    give: Words
    take: Words
    back: Words
    free: Words
    """As `back`, but the subject is the captor unless the text says that they are its own."""
    home: Words
    swap: Words
    given: Words
    taken: Words
    returned: Words
    give_noun: Words
    take_noun: Words
    back_noun: Words
    swap_noun: Words
    be: Words
    """What stands before a participle and makes it passive; empty where participles are listed."""
    homewards: Words
    """Beside `back`: the subject got its own back."""
    own: Words
    ours: Words
    they: Words
    he: Words
    """Who may be the subject of a reporting verb: the speaker before."""
    by_them: Words
    """“According to him”: the speaker before."""
    us_to: Words
    us_from: Words
    them: Words
    """The other side, as the subject."""
    them_to: Words
    theirs: Words
    another: Words
    """The figure adds to the one before it."""
    each: Words
    in_return: Words
    captivity: Words
    not_done: Words
    """What a figure can do besides being handed over: be held, missing, identified, killed."""

    # Prepositions by what they make of the party after them.
    to: Words
    from_: Words
    by: Words
    of: Words
    at: Words
    within: Words
    sides: Mapping[str, Words]
    """The noun that turns an adjective into the party itself, by case."""


@dataclass(frozen=True, kw_only=True)
class Speech:
    """Who says it, what the statement does, and silence."""

    says: Words
    weak: Words
    """Of these, what does more than speak: with a name or an office it tells, with others not."""
    objects: Words
    """Of these, what has somebody for its object: “thanked the Emirates” makes them no speaker."""
    according: Words
    its_paper: Words
    """“The statement said”: the speaker before, by a paper of its own."""
    by_us: Words
    """“By our own count”: the outlet speaks."""
    citing: Words
    source: Words
    media: Words
    also: Words
    background: Words
    """The sentence tells what was before, in the outlet's voice."""
    pronoun: Words
    pointing: Words
    """How a sentence begins that tells whose word the one before it is."""

    # Kinds.
    plan: Words
    agree: Words
    total: Words
    since: Words
    still_held: Words
    part: Words
    listed: Words
    denies: Words
    exchange: Words
    """What an ordinal counts."""

    # Silence.
    unsaid: Words
    asked: Words
    neither: Words


@dataclass(frozen=True, kw_only=True)
class Offices:
    """Who speaks for a side, and what speaks for it."""

    offices: Words
    functionaries: Words
    """Who has no office that only one can hold: without a name, an unnamed source."""
    data: Words
    """What speaks in somebody's place: the ministry's figures, a side's version."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What is counted and what is not, quantities, days."""

    # Units, widest last; and nouns that are counted and are no unit.
    container: Words
    body: Words
    dead: Words
    civilian: Words
    wounded: Words
    prisoner: Words
    person: Words
    fragment: Words
    trades: Words
    """Who is counted only where handed over or listed, and else stands by: doctors, reporters."""
    stops: Words
    """What follows a number whose noun is left out: “195 too”, “88 have come home”."""
    other: Mapping[str, Words]
    """Why the noun makes the number none of ours: a code of `sentences.LEFT`, and its words."""
    before: Mapping[str, Words]
    """The same, for words that stand before the number."""

    # Quantities.
    modifiers: Mapping[str, Words]
    after: Mapping[str, Words]
    none: Words
    parity: Words
    vague: Mapping[str, Words]
    joint: str
    """The word between the two ends of a range."""

    # Days.
    months: Mapping[int, Words]
    weekdays: Mapping[int, Words]
    days_ago: Mapping[int, Words]


@dataclass(frozen=True, kw_only=True)
class Lexicon(Acts, Speech, Offices, Counts):
    """Everything that the rules know of one language. Order inside a row does not matter."""

    @property
    def verbs(self) -> Words:
        """Every verb of handing over, active and passive."""
        active = (*self.give, *self.take, *self.back, *self.free, *self.home, *self.swap)
        return (*active, *self.given, *self.taken, *self.returned)


def joined(*parts: Acts | Speech | Offices | Counts) -> Lexicon:
    """One language out of its tables by theme."""
    rows = {row.name: getattr(part, row.name) for part in parts for row in fields(part)}
    return Lexicon(**rows)
