"""Builds the family of a missing person out of what relatives are called.

Where a label leaves the line open (an uncle: whose brother?), there is one reading for each way it
can be meant; whoever uses them asks, or tries them all. Nothing is taken for granted in silence:
what a reading assumes stands in its notes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from repatria.base.dates import PartialDate
from repatria.kinship.family import Family
from repatria.kinship.pedigree import PedigreeProblem, Sex
from repatria.kinship.relatives.family_draft import Draft, Partners
from repatria.kinship.relatives.family_members import Direct, Member, Placed, told
from repatria.kinship.relatives.family_notes import assumed, twice
from repatria.kinship.relatives.relations import Relation

MOST_READINGS = 64
"""How many ways a family may be read; with more, its labels must say more."""
MISSING_PERSON = "missing person"
"""What a missing person is called who has no code."""


@dataclass(frozen=True, slots=True)
class Open:
    """A label that can be meant in several ways, each of which fits the rest of the family."""

    sample: str
    label: str
    choices: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.label} (sample {self.sample}): {' or '.join(self.choices)}?"


@dataclass(frozen=True)
class FamilyReading:
    """One way to read the labels: the family, and what each sample's relation is taken to be."""

    family: Family
    relations: Mapping[str, Relation] = field(repr=False)


@dataclass(frozen=True)
class FamilyReadings:
    """Every way in which a family's labels can be meant.

    `readings` is empty where there are only direct references. `open` says what to ask. `left_out`
    tells, by sample, why somebody is in no pedigree. The order of the members changes nothing.
    """

    name: str
    readings: tuple[FamilyReading, ...]
    open: tuple[Open, ...] = ()
    direct: tuple[Direct, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def settled(self) -> Family | None:
        """The family, where there is one way to read it."""
        return self.readings[0].family if len(self.readings) == 1 else None

    def __str__(self) -> str:
        asked = f"; open: {'; '.join(map(str, self.open))}" if self.open else ""
        return f"family {self.name}: {len(self.readings)} readings{asked}"


def build(
    name: str,
    missing_sex: Sex,
    members: Sequence[Member],
    *,
    missing: str = MISSING_PERSON,
    born: PartialDate | None = None,
    partners: Partners = Partners.ONE,
) -> FamilyReadings:
    """The readings of a family from its members' labels.

    Raises `PedigreeProblem`, which names the sample at fault: for a label that no table reads, two
    samples of one person that differ, a person of two sexes, a child older than its parent, more
    than `MOST_READINGS` readings, and a family in which nobody typed is related to the missing.
    """
    if missing in {member.sample for member in members}:
        raise PedigreeProblem(f"{missing} is missing and stands among the relatives", missing)
    found = told(members, missing, missing_sex)
    if not found.direct and not any(each.profile for each in found.placed):
        raise PedigreeProblem(f"family {name}: nobody who gave a sample is related to {missing}")
    sexes = sexes_to_try(missing, missing_sex, found.placed)
    ways = math.prod(len(each.choices) for each in found.placed) * len(sexes)
    if ways > MOST_READINGS:
        asked = "; ".join(str(each) for each in _open(found.placed, ()))
        raise PedigreeProblem(
            f"family {name} can be read in {ways:,} ways, more than {MOST_READINGS}; "
            f"say more of: {asked}"
        )
    tried = _Tried(name, missing, born, partners, direct=bool(found.direct))
    for sex in sexes:
        for choice in product(*(each.choices for each in found.placed)):
            tried.way(sex, found.placed, choice)
    if tried.faults and not tried.readings:
        raise next(iter(tried.faults.values()))
    notes = [*found.notes, *tried.notes, *twice(found.placed)]
    if tried.readings and tried.faults:
        told_faults = "; ".join(sorted(tried.faults))
        notes.append(
            f"{len(tried.readings)} of {ways} readings can be; of the others: {told_faults}"
        )
    return FamilyReadings(
        name,
        tuple(tried.readings),
        (*_open_sex(missing, sexes, tried.readings), *_open(found.placed, tried.readings)),
        found.direct,
        tuple(sorted({*found.left_out, *tried.left_out})),
        tuple(dict.fromkeys(notes)),
    )


@dataclass(slots=True)
class _Tried:
    """The readings that can be, and why others cannot."""

    name: str
    missing: str
    born: PartialDate | None
    partners: Partners
    direct: bool
    readings: list[FamilyReading] = field(default_factory=list)
    faults: dict[str, PedigreeProblem] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    left_out: set[tuple[str, str]] = field(default_factory=set)

    def way(self, sex: Sex, placed: Sequence[Placed], choice: Sequence[Relation]) -> None:
        chosen = {each.sample: relation for each, relation in zip(placed, choice, strict=True)}
        try:
            self._reading(sex, placed, chosen)
        except PedigreeProblem as problem:
            self.faults.setdefault(str(problem), problem)

    def _reading(self, sex: Sex, placed: Sequence[Placed], chosen: Mapping[str, Relation]) -> None:
        draft = Draft(self.missing, sex, self.born, self.partners)
        nodes = {self.missing: draft.nodes[0]}
        for each in _anchors_first(placed, chosen, self.missing):
            try:
                node = draft.reach(nodes[each.of], chosen[each.sample], each.sex, each.profile)
                draft.claim(node, each.sample, each.sex, each.profile, each.born)
            except PedigreeProblem as problem:
                if problem.person in chosen:
                    raise
                raise PedigreeProblem(f"sample {each.sample}: {problem}", each.sample) from None
            node.missing = node.missing or each.missing
            nodes[each.sample] = node
        pedigree, profiles, missing = draft.finished()
        linked = frozenset().union(*(pedigree.connected(each) for each in missing))
        alone = profiles.keys() - linked
        self.left_out |= {(person, "no child links them to the missing") for person in alone}
        if self.direct and alone == profiles.keys():
            return
        family = Family(
            self.name,
            pedigree.without(person for person in pedigree.ids if person not in linked),
            missing,
            {person: found for person, found in profiles.items() if person in linked},
        )
        self.readings.append(FamilyReading(family, chosen))
        self.notes += [*draft.notes, *assumed(placed, chosen, self.partners)]


def _anchors_first(
    placed: Sequence[Placed], chosen: Mapping[str, Relation], missing: str
) -> Iterable[Placed]:
    """Each after the one it is told from; parents before partners, these before the rest."""
    waiting = sorted(placed, key=lambda each: (_order(chosen[each.sample]), each.sample))
    there = {missing}
    while waiting:
        ready = [each for each in waiting if each.of in there]
        if not ready:
            raise PedigreeProblem(
                f"{waiting[0].sample} is told from {waiting[0].of}, and that one from it in turn",
                waiting[0].sample,
            )
        yield from ready
        there |= {each.sample for each in ready}
        waiting = [each for each in waiting if each not in ready]


def _order(relation: Relation) -> tuple[int, int, str]:
    rank = 0 if relation.lineal else 1 if relation.path in ("H", "W", "E") else 2
    return (rank, len(relation.steps), relation.path)


def sexes_to_try(of: str, missing: Sex, placed: Sequence[Placed]) -> tuple[Sex, ...]:
    """Both where the sex of the missing person is not given and matters: as a parent's."""
    parent = any(
        each.of == of and relation.path[0] in "SDC" for each in placed for relation in each.choices
    )
    return (Sex.MALE, Sex.FEMALE) if missing is Sex.UNKNOWN and parent else (missing,)


def _open_sex(
    missing: str, sexes: Sequence[Sex], readings: Sequence[FamilyReading]
) -> Iterable[Open]:
    found = {each.family.pedigree.by_id[missing].sex for each in readings}
    if len(sexes) > 1 and len(found) > 1:
        yield Open(missing, "sex of the missing person", tuple(sex.value for sex in sexes))


def _open(placed: Sequence[Placed], readings: Sequence[FamilyReading]) -> Iterable[Open]:
    """What stays open over the readings; without any, what is open at first sight."""
    for each in placed:
        held = [
            relation
            for relation in each.choices
            if not readings or any(way.relations[each.sample] == relation for way in readings)
        ]
        if len(held) > 1:
            yield Open(each.sample, each.label, tuple(map(str, held)))


__all__ = [
    "MISSING_PERSON",
    "MOST_READINGS",
    "Direct",
    "FamilyReading",
    "FamilyReadings",
    "Member",
    "Open",
    "Partners",
    "build",
]
