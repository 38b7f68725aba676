"""A graded figure as a page shows it: the chip, why, and the word of each side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from repatria.desks.record import labels
from repatria.desks.record.labels import Names
from repatria.desks.record.present.claims import NIL, ClaimRow
from repatria.statements.claim import Claim
from repatria.statements.figures import Figure, Grade, Root, SideWord, State, Verdict
from repatria.statements.quantity import ZERO, Interval, Kind
from repatria.statements.vocabulary import Role, Track, Unit, Voice


@dataclass(frozen=True, slots=True)
class Chip:
    """A grade to show: its word, its CSS class, its section on the method page."""

    text: str
    css: str
    anchor: str


@dataclass(frozen=True, slots=True)
class RootCard:
    """One independent origin of a figure, with everything that tells or repeats it."""

    figure: str
    nil: str
    interval: Interval
    allows: str
    """The numbers that the words allow, where the figure is in words ("about 250")."""
    speaker: str
    role: str
    colour: int
    unnamed: bool
    claims: tuple[ClaimRow, ...]
    repeats: tuple[ClaimRow, ...]

    @property
    def sources(self) -> int:
        """How many sources tell the word; it counts once."""
        return len({row.claim.source.key for row in self.claims + self.repeats})


@dataclass(frozen=True, slots=True)
class SideCard:
    """One side's word on a figure: a number, or which kind of nothing and whose word that is."""

    role: str
    party: str
    colour: int
    text: str
    nil: str
    roots: tuple[RootCard, ...]
    own_silence: tuple[str, ...]
    """Speakers of the side itself who spoke and gave no number."""
    told_silence: tuple[str, ...]
    """Others who say that the side gave none."""
    equal: tuple[str, ...]
    """Who claims that as many went the other way."""
    unnamed: bool

    @property
    def css(self) -> str:
        return f"p{min(self.colour, 5)}"


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure of a leg: what is counted, the grade, why, and the words of all who give it.

    `sides` stand in the order of the parties, as in every drawing.
    """

    of: str
    counting: str
    chip: Chip
    spread: str
    why: tuple[str, ...]
    sides: tuple[SideCard, SideCard]
    others: tuple[RootCard, ...]
    numbers: bool
    """Whether anybody gives a number."""


def chip(grade: Grade | None) -> Chip:
    if grade is None:
        return Chip(str(labels.GRADES[""]), "", "not-stated")
    return Chip(str(labels.GRADES[grade]), grade.value, f"grade-{grade.value}")


def figure_of_what(figure: Figure) -> str:
    """Of whom, and in which unit where that is not said by it already."""
    who = str(labels.WORDS[figure.category])
    if figure.leg.track is Track.LIVING and figure.unit is Unit.PERSON:
        return who
    return f"{who}, {labels.WORDS[figure.unit]}"


def figure_card(verdict: Verdict, names: Names, rows: Mapping[str, ClaimRow]) -> FigureCard:
    """A verdict with the rows of the claims that it rests on, by id."""
    roots = tuple(root_card(root, names, rows) for root in verdict.roots)
    paired = tuple(zip(verdict.roots, roots, strict=True))
    words = sorted((verdict.receiver, verdict.giver), key=lambda word: names.colour(word.party))
    first, second = (
        side_card(word, names, rows, tuple(card for root, card in paired if root.role is word.role))
        for word in words
    )
    return FigureCard(
        of=figure_of_what(verdict.figure),
        counting=verdict.figure.counting,
        chip=chip(verdict.grade),
        spread="" if verdict.spread is None else labels.interval(verdict.spread),
        why=tuple(map(names.sentence, verdict.reasons)),
        sides=(first, second),
        others=tuple(c for r, c in paired if r.role not in (Role.GIVER, Role.RECEIVER)),
        numbers=bool(roots),
    )


def root_card(root: Root, names: Names, rows: Mapping[str, ClaimRow]) -> RootCard:
    numbers = labels.interval(root.interval)
    own = (rows[one].claim for one in root.claims if one in rows)
    said = next((claim for claim in own if claim.interval == root.interval), None)
    figure = numbers if said is None else labels.quantity(said.quantity)
    return RootCard(
        figure=figure,
        nil=NIL["none"] if root.interval == ZERO else "",
        interval=root.interval,
        allows=numbers if figure != numbers and root.interval != ZERO else "",
        speaker=names.speaker(root.speaker.code),
        role=str(labels.WORDS[root.role]),
        colour=names.colour(root.speaker.party),
        unnamed=root.speaker.voice is Voice.UNNAMED,
        claims=tuple(rows[one] for one in root.claims if one in rows),
        repeats=tuple(rows[one] for one in root.repeats if one in rows),
    )


def side_card(
    word: SideWord,
    names: Names,
    rows: Mapping[str, ClaimRow],
    roots: tuple[RootCard, ...] = (),
) -> SideCard:
    silent = word.state is State.NOT_STATED
    spoke = [rows[one].claim for one in word.claims if one in rows] if silent else []
    equal = [claim for claim in spoke if claim.quantity.kind is Kind.PARITY]
    own = [claim for claim in spoke if claim.speaker.party == word.party and claim not in equal]
    told = [claim for claim in spoke if claim.speaker.party != word.party]
    return SideCard(
        role=str(labels.WORDS[word.role]),
        party=names.party(word.party),
        colour=names.colour(word.party),
        text=side_text(word),
        nil=NIL.get(word.state, ""),
        roots=roots,
        own_silence=_who(own, names),
        told_silence=_who(told, names),
        equal=_who(equal, names),
        unnamed=word.unnamed,
    )


def side_text(word: SideWord) -> str:
    """The side's word in words: its numbers, or which kind of nothing."""
    if word.state is State.STATED and word.interval is not None:
        return labels.interval(word.interval)
    return str(labels.STATES[word.state])


def _who(claims: Iterable[Claim], names: Names) -> tuple[str, ...]:
    """The speakers of some claims, each once; an outlet's own voice by the outlet's name."""
    found = dict.fromkeys(
        gettext("{outlet}, in its own voice").format(outlet=claim.source.outlet)
        if claim.speaker.voice is Voice.MEDIA and claim.source.outlet
        else names.speaker(claim.speaker.code)
        for claim in claims
    )
    return tuple(found)
