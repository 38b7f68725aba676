"""What is wrong with what a family tells: a father who is none, a relative told as another.

A defect changes the pedigree through which the genes go; the labels stay as they are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.synthetic.campaign.shapes import FIRST, Shape


class DefectKind(StrEnum):
    NON_PATERNITY = "non-paternity"
    """Another man, who is not in the table, is the father."""
    PATERNAL_HALF = "in truth a paternal half sibling"
    """Told as a full brother or sister."""
    MATERNAL_HALF = "in truth a maternal half sibling"
    """Told as a full brother or sister. To the genes it is the same as non-paternity."""
    MATERNAL_SIDE = "in truth of the mother's side"
    """Told as a paternal uncle or aunt."""
    PATERNAL_SIDE = "in truth of the father's side"
    """Told as a maternal uncle or aunt."""


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with one person of a shape: the child, or who is told as another."""

    kind: DefectKind
    person: str


def non_paternities(shape: Shape) -> tuple[Defect, ...]:
    """Every child whose father somebody of the shape is related through."""
    return tuple(
        Defect(DefectKind.NON_PATERNITY, child.id)
        for child in shape.pedigree.persons
        if child.father is not None and _matters(shape, child.father)
    )


def mislabellings(shape: Shape) -> tuple[Defect, ...]:
    """Every relative who can be told as another, in each way."""
    return tuple(
        Defect(kind, role) for role, label in shape.labels.items() for kind in _others(label)
    )


def true_pedigree(pedigree: Pedigree, defect: Defect) -> Pedigree:
    """The pedigree as it is; it has all the persons of the one that is told, and perhaps more."""
    person = pedigree.by_id[defect.person]
    match defect.kind:
        case DefectKind.NON_PATERNITY | DefectKind.MATERNAL_HALF:
            other = Person(f"true father of {person.id}", Sex.MALE)
            return _with(pedigree, other, replace(person, father=other.id))
        case DefectKind.PATERNAL_HALF:
            other = Person(f"true mother of {person.id}", Sex.FEMALE)
            return _with(pedigree, other, replace(person, mother=other.id))
        case DefectKind.MATERNAL_SIDE:
            return _to_side(pedigree, person, Sex.FEMALE)
        case DefectKind.PATERNAL_SIDE:
            return _to_side(pedigree, person, Sex.MALE)


def _others(label: str) -> Sequence[DefectKind]:
    if label.startswith(("full brother", "full sister")):
        return (DefectKind.PATERNAL_HALF, DefectKind.MATERNAL_HALF)
    if label in ("paternal uncle", "paternal aunt"):
        return (DefectKind.MATERNAL_SIDE,)
    if label in ("maternal uncle", "maternal aunt"):
        return (DefectKind.PATERNAL_SIDE,)
    return ()


def _matters(shape: Shape, father: str) -> bool:
    """Whether he gave a sample, is looked for, or links his child to somebody else."""
    known = shape.pedigree
    linking = len(known.children[father]) > 1 or not known.by_id[father].founder
    return linking or father in shape.labels or father in shape.missing


def _to_side(pedigree: Pedigree, person: Person, sex: Sex) -> Pedigree:
    """The person as a full sibling of the missing person's parent of this sex."""
    missing = pedigree.by_id[FIRST]
    found = missing.father if sex is Sex.MALE else missing.mother
    made: list[Person] = []
    if found is not None:
        parent = pedigree.by_id[found]
    elif sex is Sex.MALE:
        parent = Person(f"father of {FIRST}", sex)
        made.append(replace(missing, father=parent.id))
    else:
        parent = Person(f"mother of {FIRST}", sex)
        made.append(replace(missing, mother=parent.id))
    if parent.father is None:
        made.append(Person(f"father of {parent.id}", Sex.MALE))
        parent = replace(parent, father=made[-1].id)
    if parent.mother is None:
        made.append(Person(f"mother of {parent.id}", Sex.FEMALE))
        parent = replace(parent, mother=made[-1].id)
    return _with(
        pedigree, *made, parent, replace(person, father=parent.father, mother=parent.mother)
    )


def _with(pedigree: Pedigree, *persons: Person) -> Pedigree:
    """With some persons changed or added."""
    changed = {person.id: person for person in persons}

    def all_persons() -> Iterator[Person]:
        for person in pedigree.persons:
            yield changed.pop(person.id, person)
        yield from changed.values()

    return Pedigree(tuple(all_persons()), pedigree.name)
