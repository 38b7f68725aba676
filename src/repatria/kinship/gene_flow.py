"""The copies of one locus in a pedigree and where each comes from, with all that cannot matter
left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Sex
from repatria.kinship.settings import Convention


class Known(IntEnum):
    """How much a person's reading at a locus says."""

    NOTHING = 0
    SHARP = 1
    """The genotype is certain."""
    SOFT = 2
    """Several genotypes are possible, each with its chance."""
    OPEN = 3
    """The genotype is asked for: a likelihood is wanted for each that it could be."""


class Source(IntEnum):
    """Where a copy comes from."""

    POPULATION = 0
    """Drawn from the population."""
    GAMETE = 1
    """Drawn from the population and passed through one meiosis: an untyped founder with no other
    child."""
    MEIOSIS = 2
    """One of the copies of a parent in the pedigree."""


PATERNAL, MATERNAL = 0, 1


class SexUnknown(PedigreeProblem):
    """An X-linked marker meets a person of unknown sex; `place` is that person's in the shape."""

    def __init__(self, place: int) -> None:
        super().__init__("an X-linked marker needs the sex of everyone that it passes through")
        self.place = place


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of the locus in one person. `parent` is a place in `Flow.persons`, else −1;
    `side` is also the sex of the parent that it comes from."""

    person: int
    side: int
    source: Source
    parent: int = -1


@dataclass(frozen=True, slots=True)
class Flow:
    """The persons that matter at a locus, parents first, each with one or two copies.

    `persons` are places in the list of persons asked for; `copies` index by place in `persons`.
    """

    persons: tuple[int, ...]
    known: tuple[Known, ...]
    copies: tuple[tuple[Copy, ...], ...]

    @property
    def meioses(self) -> tuple[Copy, ...]:
        """The copies that come from one of the two copies of a parent."""
        return tuple(
            copy
            for copies in self.copies
            for copy in copies
            if copy.source is Source.MEIOSIS and len(self.copies[copy.parent]) == 2
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """Pedigrees as numbers: parents by place (−1 for none), parents first, and sexes."""

    fathers: tuple[int, ...]
    mothers: tuple[int, ...]
    sexes: tuple[Sex, ...]


def shape_of(pedigrees: Sequence[Pedigree]) -> tuple[Shape, tuple[str, ...]]:
    """The shape of pedigrees taken together, and the persons' ids in its order.

    Persons of different pedigrees are unrelated. Raises `PedigreeProblem` where a person stands in
    two of them.
    """
    persons = [person for pedigree in pedigrees for person in pedigree.parents_first]
    places = {person.id: place for place, person in enumerate(persons)}
    if len(places) < len(persons):
        ids = [person.id for person in persons]
        twice = next(each for each in ids if ids.count(each) > 1)
        raise PedigreeProblem(f"{twice} stands in two pedigrees of one hypothesis", twice)
    shape = Shape(
        tuple(-1 if each.father is None else places[each.father] for each in persons),
        tuple(-1 if each.mother is None else places[each.mother] for each in persons),
        tuple(_sex(each.id, each.sex, pedigrees) for each in persons),
    )
    return shape, tuple(places)


def _sex(person: str, sex: Sex, pedigrees: Sequence[Pedigree]) -> Sex:
    """The sex, or that of the role of a parent whose sex is not stated."""
    if sex is not Sex.UNKNOWN:
        return sex
    for pedigree in pedigrees:
        for each in pedigree.persons:
            if each.father == person:
                return Sex.MALE
            if each.mother == person:
                return Sex.FEMALE
    return sex


@lru_cache(maxsize=4096)
def flow(shape: Shape, known: tuple[Known, ...], convention: Convention, x_linked: bool) -> Flow:
    """What of a shape matters when so much is known of each person.

    Untyped persons without typed descendants are left out (their probabilities sum to one). With
    the convention *pruned*, so are untyped founders with one child, again and again. Raises
    `SexUnknown`.
    """
    kept = _with_typed_descendants(shape, known)
    fathers = [each if each in kept else -1 for each in shape.fathers]
    mothers = [each if each in kept else -1 for each in shape.mothers]
    while lone := _lone_founders(kept, known, fathers, mothers):
        for founder in lone:
            kept.discard(founder)
            fathers = [-1 if each == founder else each for each in fathers]
            mothers = [-1 if each == founder else each for each in mothers]
        if convention is Convention.KEPT:
            break
    order = [person for person in range(len(known)) if person in kept]
    place = {person: at for at, person in enumerate(order)}

    def copy(person: int, side: int) -> Copy:
        parent = (fathers, mothers)[side][person]
        if parent >= 0:
            return Copy(place[person], side, Source.MEIOSIS, place[parent])
        # A parent left out above, or one whom the pedigree does not name beside the other.
        founder = shape.fathers[person] < 0 and shape.mothers[person] < 0
        passed = convention is Convention.KEPT and not founder
        return Copy(place[person], side, Source.GAMETE if passed else Source.POPULATION)

    copies = tuple(
        tuple(copy(person, side) for side in _sides(shape.sexes[person], x_linked, person))
        for person in order
    )
    return Flow(tuple(order), tuple(known[person] for person in order), copies)


def _with_typed_descendants(shape: Shape, known: tuple[Known, ...]) -> set[int]:
    kept = {person for person, each in enumerate(known) if each is not Known.NOTHING}
    for person in reversed(range(len(known))):
        if person in kept:
            kept |= {each for each in (shape.fathers[person], shape.mothers[person]) if each >= 0}
    return kept


def _lone_founders(
    kept: set[int], known: tuple[Known, ...], fathers: list[int], mothers: list[int]
) -> list[int]:
    """Untyped founders with exactly one child."""
    found = []
    for person in sorted(kept):
        if known[person] is Known.NOTHING and fathers[person] < 0 and mothers[person] < 0:
            children = sum(person in (fathers[each], mothers[each]) for each in kept)
            if children == 1:
                found.append(person)
    return found


def _sides(sex: Sex, x_linked: bool, person: int) -> tuple[int, ...]:
    if not x_linked:
        return (PATERNAL, MATERNAL)
    if sex is Sex.UNKNOWN:
        raise SexUnknown(person)
    return (MATERNAL,) if sex is Sex.MALE else (PATERNAL, MATERNAL)
