"""Pedigrees of any shape: who is whose child, checked when made."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from repatria.base.dates import PartialDate
from repatria.base.errors import ValueProblem


class PedigreeProblem(ValueProblem):
    """A pedigree that cannot be. `person` is the one at fault, "" where nobody is alone."""

    def __init__(self, message: str, person: str = "") -> None:
        super().__init__(message)
        self.person = person


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a pedigree. A parent that is `None` is not in the pedigree.

    `born` serves only to refuse a child older than its parent.
    """

    id: str
    sex: Sex = Sex.UNKNOWN
    father: str | None = None
    mother: str | None = None
    born: PartialDate | None = None

    @property
    def parents(self) -> tuple[str, ...]:
        """The parents that are named."""
        if self.father is None:
            return () if self.mother is None else (self.mother,)
        return (self.father,) if self.mother is None else (self.father, self.mother)

    @property
    def founder(self) -> bool:
        return self.father is None and self.mother is None


@dataclass(frozen=True)
class Pedigree:
    """Persons and their parents. Loops of marriage and inbreeding are welcome.

    Raises `PedigreeProblem` for a name that stands twice, a parent who is not there, a person of
    two sexes, a child older than its parent, and a person who is its own ancestor.
    """

    persons: tuple[Person, ...]
    name: str = ""

    def __post_init__(self) -> None:
        _check(self)

    @classmethod
    def of(cls, *persons: Person, name: str = "") -> Pedigree:
        return cls(persons, name)

    @cached_property
    def by_id(self) -> Mapping[str, Person]:
        return MappingProxyType({person.id: person for person in self.persons})

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """By person, the children in the order of the pedigree."""
        found: dict[str, list[str]] = {person.id: [] for person in self.persons}
        for person in self.persons:
            for parent in person.parents:
                found[parent].append(person.id)
        return MappingProxyType({parent: tuple(ids) for parent, ids in found.items()})

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(person.id for person in self.persons)

    @property
    def founders(self) -> tuple[str, ...]:
        return tuple(person.id for person in self.persons if person.founder)

    @cached_property
    def parents_first(self) -> tuple[Person, ...]:
        """The persons, each after its parents."""
        return tuple(_parents_first(self))

    def connected(self, person: str) -> frozenset[str]:
        """Everyone linked to a person through parents and children, the person too."""
        found, waiting = {person}, [person]
        while waiting:
            at = waiting.pop()
            for other in (*self.by_id[at].parents, *self.children[at]):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return frozenset(found)

    def without(self, gone: Iterable[str]) -> Pedigree:
        """Without some persons; their children lose that parent."""
        left = frozenset(gone)
        if not left:
            return self
        return Pedigree(
            tuple(
                Person(
                    each.id,
                    each.sex,
                    None if each.father in left else each.father,
                    None if each.mother in left else each.mother,
                    each.born,
                )
                for each in self.persons
                if each.id not in left
            ),
            self.name,
        )

    def renamed(self, names: Mapping[str, str]) -> Pedigree:
        """With some persons under other names. Raises `PedigreeProblem` where two have one name."""
        named: dict[str | None, str] = {
            each.id: names.get(each.id, each.id) for each in self.persons
        }
        persons = tuple(
            Person(
                named[each.id], each.sex, named.get(each.father), named.get(each.mother), each.born
            )
            for each in self.persons
        )
        made = set(named.values())
        if len(made) < len(persons) or "" in made:
            return Pedigree(persons, self.name)
        # Under names that differ nothing else can have become wrong: not checked again.
        pedigree = object.__new__(Pedigree)
        object.__setattr__(pedigree, "persons", persons)
        object.__setattr__(pedigree, "name", self.name)
        return pedigree

    def __str__(self) -> str:
        title = f"{self.name}: " if self.name else ""
        founders = len(self.founders)
        return f"{title}{len(self.persons)} persons, {founders} of them founders"


def _check(pedigree: Pedigree) -> None:
    seen: set[str] = set()
    for person in pedigree.persons:
        if not person.id:
            raise PedigreeProblem("a person of the pedigree has no name")
        if person.id in seen:
            raise PedigreeProblem(f"{person.id} stands twice in the pedigree", person.id)
        seen.add(person.id)
    for person in pedigree.persons:
        _check_parents(pedigree.by_id, person)
    if len(pedigree.parents_first) < len(pedigree.persons):
        turning = _in_a_circle(pedigree)
        raise PedigreeProblem(f"{turning} is an ancestor of themselves", turning)


def _check_parents(by_id: Mapping[str, Person], person: Person) -> None:
    roles = ((person.father, Sex.FEMALE, "father"), (person.mother, Sex.MALE, "mother"))
    if person.father is not None and person.father == person.mother:
        raise PedigreeProblem(
            f"{person.father} is both father and mother of {person.id}", person.father
        )
    for parent, wrong, word in roles:
        if parent is None:
            continue
        if parent not in by_id:
            raise PedigreeProblem(f"{parent}, {word} of {person.id}, is not there", person.id)
        if by_id[parent].sex is wrong:
            raise PedigreeProblem(
                f"{parent} is {wrong.value} and cannot be the {word} of {person.id}", parent
            )
        if by_id[parent].sex is Sex.UNKNOWN and _other_role(by_id, parent, word):
            raise PedigreeProblem(f"{parent} is a father and a mother", parent)
        born, before = person.born, by_id[parent].born
        if born is not None and before is not None and born.last <= before.first:
            raise PedigreeProblem(
                f"{person.id} (born {born}) is older than {parent} (born {before}), the {word}",
                person.id,
            )


def _other_role(by_id: Mapping[str, Person], parent: str, word: str) -> bool:
    if word == "father":
        return any(each.mother == parent for each in by_id.values())
    return any(each.father == parent for each in by_id.values())


def _parents_first(pedigree: Pedigree) -> Iterator[Person]:
    """Kahn's order; persons on a circle and after it do not come."""
    waiting = {person.id: len(person.parents) for person in pedigree.persons}
    ready = deque(person for person in pedigree.persons if person.founder)
    while ready:
        person = ready.popleft()
        yield person
        for child in pedigree.children[person.id]:
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(pedigree.by_id[child])


def _in_a_circle(pedigree: Pedigree) -> str:
    settled = {person.id for person in _parents_first(pedigree)}
    at = next(person for person in pedigree.persons if person.id not in settled)
    passed: set[str] = set()
    while at.id not in passed:
        passed.add(at.id)
        at = pedigree.by_id[next(each for each in at.parents if each not in settled)]
    return at.id
