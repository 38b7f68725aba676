"""The general part of a Familias file as it stands: persons, relations, pedigrees, in that order.

Nothing is resolved here: a genotype is three indices, a relation two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.base.messages import message, sentence
from repatria.formats.familias_tokens import Cursor
from repatria.formats.guards import refused
from repatria.formats.problems import shown
from repatria.kinship.pedigree import Sex

OPENING = "output from familias"
_VERSION = re.compile(r"version\s*([\d.]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawGenotype:
    first: int
    second: int
    marker: int
    line: int


@dataclass(frozen=True, slots=True)
class RawPerson:
    id: str
    sex: Sex
    line: int
    dropouts: bool
    """Whether the program was told to think of dropouts in this person's profile."""
    settings: tuple[str, ...]
    """What stands at places whose meaning is not known, where it is not the usual value."""
    genotypes: tuple[RawGenotype, ...]


@dataclass(frozen=True, slots=True)
class RawRelations:
    """Relations by index; the extra persons come after those of the file, females first."""

    females: int
    males: int
    pairs: tuple[tuple[int, int, int], ...]
    """Parent, child, line."""

    @property
    def extras(self) -> int:
        return self.females + self.males


@dataclass(frozen=True, slots=True)
class RawPedigree:
    name: str
    line: int
    relations: RawRelations


@dataclass(frozen=True, slots=True)
class Head:
    version: str
    persons: tuple[RawPerson, ...]
    known: RawRelations
    pedigrees: tuple[RawPedigree, ...]


def read_head(at: Cursor) -> Head:
    """The part before the frequency database. Raises `InputError` with the line of a defect."""
    version = _version(at)
    persons: dict[str, RawPerson] = {}
    for _ in range(at.count(message("the number of persons"))):
        person = _person(at)
        if not person.id:
            raise refused(at.file, sentence("this person has no name"), person.line)
        if person.id in persons:
            told = sentence("the person {id} stands twice", id=shown(person.id))
            raise refused(at.file, told, person.line)
        persons[person.id] = person
    if at.text(message("“Known relations”")).casefold() != "known relations":
        raise refused(at.file, sentence("“Known relations” is to stand here"), at.line)
    known = _relations(at, len(persons), 0)
    pedigrees = []
    for _ in range(at.count(message("the number of pedigrees"))):
        at.integer(message("the number of the pedigree"))
        name, line = at.text(message("the name of the pedigree")), at.line
        pedigrees.append(RawPedigree(name, line, _relations(at, len(persons), known.extras)))
    return Head(version, tuple(persons.values()), known, tuple(pedigrees))


def _version(at: Cursor) -> str:
    """From the line of its own or the first line; there may be no such line."""
    opening = at.text(message("“Output from Familias”"))
    token = at.ahead()
    while token is not None and token.quoted:
        at.next(message("a text"))
        token = at.ahead()
    if token is not None and "." in token.text:
        return at.next(message("the version")).text
    found = _VERSION.search(opening)
    return found[1].rstrip(".") if found else ""


def _person(at: Cursor) -> RawPerson:
    name, line = at.text(message("the name of a person")), at.line
    first = at.truth(message("a setting of the person"))
    number = at.ahead()
    value = at.integer(message("a setting of the person"))
    second = at.truth(message("a setting of the person"))
    sex = Sex.MALE if at.truth(message("whether the person is male")) else Sex.FEMALE
    unusual = tuple(
        told
        for told, odd in (
            ("first setting #TRUE#", first),
            (f"second setting {value}", value != -1),
            ("third setting #TRUE#", second),
        )
        if odd
    )
    dropouts = number is not None and "dropout" in number.comment.casefold()
    genotypes = tuple(_genotype(at) for _ in range(at.count(message("the number of genotypes"))))
    return RawPerson(name, sex, line, dropouts, unusual, genotypes)


def _genotype(at: Cursor) -> RawGenotype:
    first = at.integer(message("the index of an allele"))
    line = at.line
    second = at.integer(message("the index of an allele"))
    return RawGenotype(first, second, at.integer(message("the index of a marker")), line)


def _relations(at: Cursor, persons: int, others: int) -> RawRelations:
    """`others` counts extra persons told before, whom an index may mean as well."""
    females = at.count(message("the number of extra females"))
    males = at.count(message("the number of extra males"))
    last = persons + max(females + males, others) - 1
    pairs = []
    for _ in range(at.count(message("the number of relations"))):
        parent = at.within(message("the index of a parent"), 0, last)
        line = at.line
        pairs.append((parent, at.within(message("the index of a child"), 0, last), line))
    return RawRelations(females, males, tuple(pairs))
