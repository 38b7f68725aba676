"""From lists of parent and child to a pedigree, with the line of what cannot be."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from repatria.base.errors import Problem
from repatria.base.messages import message, sentence
from repatria.formats.guards import refused
from repatria.formats.problems import shown
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex

_OTHER: Mapping[Sex, Sex] = {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE}
_TWO_PARENTS = {
    Sex.MALE: message("{child} has two fathers: {first} and {second}"),
    Sex.FEMALE: message("{child} has two mothers: {first} and {second}"),
}
_TAKEN_AS = {
    Sex.MALE: message("the sex of this parent is not told; taken as one of the fathers"),
    Sex.FEMALE: message("the sex of this parent is not told; taken as one of the mothers"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A parent and a child by their ids, and where the file says so."""

    parent: str
    child: str
    line: int


def free_name(wanted: str, taken: Container[str]) -> str:
    """The name, or the name with the first number that makes it free."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}_{number}", number + 1
    return name


def extra_persons(females: int, males: int, taken: Iterable[str]) -> tuple[Person, ...]:
    """The persons that a pedigree adds without a name: `extra female 1`, … `extra male 1`, …"""
    found: list[Person] = []
    known = set(taken)
    for sex, count in ((Sex.FEMALE, females), (Sex.MALE, males)):
        for number in range(1, count + 1):
            name = free_name(f"extra {sex.value} {number}", known)
            known.add(name)
            found.append(Person(name, sex))
    return tuple(found)


def pedigree_of(
    name: str, persons: Sequence[Person], relations: Iterable[Relation], file: str
) -> tuple[Pedigree, tuple[Problem, ...]]:
    """The pedigree, and a note on every parent whose sex is not told and was chosen.

    A relation may be told twice. Raises `InputError` for a third parent, for two fathers or two
    mothers, and for a person who is their own ancestor.
    """
    parents: dict[str, dict[str, Relation]] = {}
    for each in relations:
        of_child = parents.setdefault(each.child, {})
        of_child.setdefault(each.parent, each)
        if len(of_child) > 2:
            raise refused(
                file,
                sentence("{child} has a third parent here", child=shown(each.child)),
                each.line,
            )
    roles, chosen = _roles(persons, parents)
    made = {person.id: person for person in persons}
    for child, of_child in parents.items():
        named: dict[Sex, str] = {}
        for each in of_child.values():
            role = roles[each.parent]
            if role in named:
                told = sentence(
                    _TWO_PARENTS[role],
                    child=shown(child),
                    first=named[role],
                    second=each.parent,
                )
                raise refused(file, told, each.line)
            named[role] = each.parent
        made[child] = replace(made[child], father=named.get(Sex.MALE), mother=named.get(Sex.FEMALE))
    lines = {child: next(iter(each.values())).line for child, each in parents.items()}
    try:
        built = Pedigree(tuple(made.values()), name)
    except PedigreeProblem as problem:
        raise refused(file, problem.sentence, lines.get(problem.person)) from None
    first = {each.parent: each.line for of in parents.values() for each in of.values()}
    return built, tuple(
        Problem(
            file,
            first[parent],
            shown(parent),
            sentence(_TAKEN_AS[roles[parent]]),
        )
        for parent in chosen
    )


def _roles(
    persons: Sequence[Person], parents: Mapping[str, Mapping[str, Relation]]
) -> tuple[dict[str, Sex], list[str]]:
    """Whether each parent is a father or a mother, and for whom that had to be chosen.

    A parent of unknown sex takes the role that the other parents of their children leave; where
    none leaves one, that of a father.
    """
    roles: dict[str, Sex] = {each.id: each.sex for each in persons if each.sex is not Sex.UNKNOWN}
    partners: dict[str, list[str]] = {}
    for of_child in parents.values():
        for one in of_child:
            partners.setdefault(one, []).extend(other for other in of_child if other != one)

    def settle(waiting: list[str]) -> None:
        while waiting:
            at = waiting.pop()
            free = [other for other in partners[at] if other not in roles]
            roles.update(dict.fromkeys(free, _OTHER[roles[at]]))
            waiting += free

    settle([each for each in partners if each in roles])
    chosen = []
    for parent in partners:
        if parent not in roles:
            roles[parent] = Sex.MALE
            chosen.append(parent)
            settle([parent])
    return roles, chosen
