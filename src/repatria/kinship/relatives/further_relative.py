"""A family with one more relative in its pedigree, untyped: to ask what their sample would add."""

from __future__ import annotations

from dataclasses import replace

from repatria.kinship.family import Family
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex
from repatria.kinship.relatives.relations import Kind, Relation, sex_of


def with_relative(family: Family, missing: str, relation: Relation) -> tuple[Family, str]:
    """The family with the relative of a missing person, and that person's id.

    Parents and partners who are in the pedigree are taken; a brother, sister or child is somebody
    new. Raises `PedigreeProblem` for a relation that is no relative by blood, and for one who is
    typed already.
    """
    if relation.kind is not Kind.RELATIVE:
        raise PedigreeProblem(f"a sample of a {relation} is not computed here", missing)
    pedigree, at = family.pedigree, missing
    for step in relation.steps:
        pedigree, at = _step(pedigree, at, step)
    if at in family.profiles:
        raise PedigreeProblem(f"{at}, the {relation} of {missing}, is typed already", at)
    if at in family.missing:
        raise PedigreeProblem(f"{at}, the {relation} of {missing}, is missing", at)
    return replace(family, pedigree=pedigree), at


def _step(pedigree: Pedigree, at: str, step: str) -> tuple[Pedigree, str]:
    if step in "FM":
        pedigree = _with_parents(pedigree, at)
        person = pedigree.by_id[at]
        parent = person.father if step == "F" else person.mother
        assert parent is not None
        return pedigree, parent
    sex = sex_of(step)
    if step[-1] in "SDC":
        return _with_child(pedigree, at, sex)
    pedigree = _with_parents(pedigree, at)
    person = pedigree.by_id[at]
    father, mother = person.father, person.mother
    if step[0] == "p":
        pedigree, mother = _added(pedigree, f"other partner of {father}", Sex.FEMALE)
    elif step[0] == "m":
        pedigree, father = _added(pedigree, f"other partner of {mother}", Sex.MALE)
    words = {Sex.MALE: "brother", Sex.FEMALE: "sister"}.get(sex, "sibling")
    half = "half " if step[0] in "pm" else ""
    return _added(pedigree, f"{half}{words} of {at}", sex, father, mother)


def _with_parents(pedigree: Pedigree, at: str) -> Pedigree:
    """With both parents of a person."""
    person = pedigree.by_id[at]
    father, mother = person.father, person.mother
    if father is None:
        pedigree, father = _added(pedigree, f"father of {at}", Sex.MALE)
    if mother is None:
        pedigree, mother = _added(pedigree, f"mother of {at}", Sex.FEMALE)
    changed = replace(person, father=father, mother=mother)
    return Pedigree(
        tuple(changed if each.id == at else each for each in pedigree.persons), pedigree.name
    )


def _with_child(pedigree: Pedigree, at: str, sex: Sex) -> tuple[Pedigree, str]:
    """With one more child, by the partner where the pedigree has just one."""
    own = pedigree.by_id[at].sex
    if own is Sex.UNKNOWN:
        raise PedigreeProblem(f"a child of {at} needs the sex of {at}", at)
    children = [pedigree.by_id[child] for child in pedigree.children[at]]
    others = {child.mother if own is Sex.MALE else child.father for child in children} - {None}
    if len(others) == 1:
        partner = others.pop()
    else:
        other = Sex.FEMALE if own is Sex.MALE else Sex.MALE
        pedigree, partner = _added(pedigree, f"partner of {at}", other)
    father, mother = (at, partner) if own is Sex.MALE else (partner, at)
    words = {Sex.MALE: "son", Sex.FEMALE: "daughter"}.get(sex, "child")
    return _added(pedigree, f"{words} of {at}", sex, father, mother)


def _added(
    pedigree: Pedigree,
    name: str,
    sex: Sex,
    father: str | None = None,
    mother: str | None = None,
) -> tuple[Pedigree, str]:
    free, number = name, 1
    while free in pedigree.by_id:
        number += 1
        free = f"{name} ({number})"
    person = Person(free, sex, father, mother)
    return Pedigree((*pedigree.persons, person), pedigree.name), free
