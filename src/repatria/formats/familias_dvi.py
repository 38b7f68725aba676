"""The DVI section of a Familias file: unidentified remains, and the families that look for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from repatria.base.errors import Problem
from repatria.base.messages import sentence
from repatria.formats.familias_dvi_persons import DviReading, read_persons
from repatria.formats.familias_kin import Relation, pedigree_of
from repatria.formats.familias_tree import Section
from repatria.formats.guards import refused
from repatria.formats.problems import shown
from repatria.kinship.family import Family
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex
from repatria.kinship.population import Population
from repatria.kinship.profile import Profile

MISSING = "missing"
"""With this word begin the names of those who are looked for."""
Built = tuple[Pedigree, tuple[Problem, ...]]
"""A pedigree with the notes on what was chosen in it."""
_FAMILY_KEYS = frozenset({"name"})
_PEDIGREE_KEYS = frozenset({"name", "npedigrees", "nrelations", "parent", "child"})
_SEX_IN_NAME = re.compile(r"\b(male|female)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unidentified:
    """Remains with their profile; the sex is that of the file."""

    id: str
    sex: Sex
    profile: Profile


@dataclass(frozen=True, slots=True)
class FamiliasDvi:
    unidentified: tuple[Unidentified, ...]
    families: tuple[Family, ...]
    remarks: tuple[str, ...] = field(default=(), repr=False)
    """The lines under “Notes”."""


def read_dvi(
    section: Section, population: Population, file: str, notes: list[Problem]
) -> FamiliasDvi:
    """The DVI section. A profile with an unreadable allele is left out whole, with a note, and so
    is a family that cannot be one.

    Raises `InputError`, with the line, for what contradicts itself: a count that does not fit, a
    name that stands twice, two mothers, a circle of parents.
    """
    reading = DviReading(population, file, notes)
    remains: list[Unidentified] = []
    families: list[Family] = []
    remarks: list[str] = []
    reading.unread_entries(section.entries, frozenset())
    for part in section.children:
        if part.kind == "unidentified persons":
            found = read_persons(reading, part, remains=True).values()
            remains += (Unidentified(who.id, who.sex, seen) for who, seen in found if seen)
        elif part.kind == "reference families":
            families += _families(reading, part)
        elif part.kind == "notes":
            remarks += _remarks(part)
            continue
        else:
            reading.unread(
                part.line,
                f"[{part.kind}]",
                sentence("the section “{title}” is not read", title=shown(part.title)),
            )
            continue
        reading.unread_texts(part)
    return FamiliasDvi(tuple(remains), tuple(families), tuple(remarks))


def _remarks(section: Section) -> Iterator[str]:
    lines = dict(section.texts)
    lines.update((each.line, f"{each.written}= {each.value}") for each in section.entries)
    yield from (lines[number] for number in sorted(lines))
    for child in section.children:
        yield from _remarks(child)


def _families(reading: DviReading, section: Section) -> Iterator[Family]:
    blocks = [each for each in section.children if each.kind == "family"]
    reading.counted(section, "nfamilies", len(blocks))
    reading.unread_entries(section.entries, frozenset({"nfamilies"}))
    names: set[str] = set()
    for block in blocks:
        name = block.name
        if name in names:
            raise refused(
                reading.file,
                sentence("the family {name} stands twice", name=shown(name)),
                block.line,
            )
        names.add(name)
        reading.unread_entries(block.entries, _FAMILY_KEYS)
        for part in block.children:
            if part.kind not in ("persons", "pedigrees"):
                reading.unread(
                    part.line,
                    f"[{part.kind}]",
                    sentence("the section “{title}” is not read", title=shown(part.title)),
                )
        family = _family(reading, block, name)
        if family is not None:
            yield family


def _family(reading: DviReading, block: Section, name: str) -> Family | None:
    persons_section, pedigrees_section = block.child("persons"), block.child("pedigrees")
    persons: dict[str, tuple[Person, Profile | None]] = {}
    if persons_section is not None:
        persons = read_persons(reading, persons_section, remains=False)
    told = {person.id: person for person, _ in persons.values()}
    pedigrees: list[Built] = []
    if pedigrees_section is not None:
        pedigrees = _pedigrees(reading, pedigrees_section, told)
    where = f"family {shown(name)}"
    profiles: dict[str, Profile] = {}
    for who, (_, profile) in persons.items():
        if profile is not None and profile.observations:
            profiles[who] = profile
        elif profile is not None and not _is_missing(who):
            reading.note(block.line, where, sentence("nothing was read of {who}", who=shown(who)))
    pedigree = _chosen(reading, block.line, where, pedigrees, profiles.keys())
    if pedigree is None:
        reading.note(block.line, where, sentence("the family has no pedigree and was left out"))
        return None
    missing = tuple(who for who in pedigree.ids if _is_missing(who))
    if not missing:
        told_missing = sentence(
            "no name begins with “{beginning}”: nobody is marked as looked for", beginning=MISSING
        )
        reading.note(block.line, where, told_missing)
    try:
        return Family(name, pedigree, missing, profiles)
    except PedigreeProblem as problem:
        reading.note(
            block.line,
            where,
            sentence("{problem}; the family was left out", problem=problem.sentence),
        )
        return None


def _chosen(
    reading: DviReading, line: int, where: str, built: list[Built], typed: Collection[str]
) -> Pedigree | None:
    """The first pedigree that links all the missing to somebody typed; files often hold a second
    one that says the same, or that says that nobody is related."""
    if not built:
        return None
    distinct: dict[frozenset[Person], Built] = {}
    for each in built:
        distinct.setdefault(frozenset(each[0].persons), each)
    missing = {who for pedigree, _ in built for who in pedigree.ids if _is_missing(who)}
    naming = [each for each in distinct.values() if missing <= each[0].by_id.keys()]
    linking = [each for each in naming if _links(each[0], missing, typed)]
    pedigree, chosen = (linking or naming or built)[0]
    if len(linking) > 1:
        others = ", ".join(shown(each.name) for each, _ in linking[1:])
        told = sentence(
            "the pedigree “{name}” was taken, and not {others}",
            name=shown(pedigree.name),
            others=others,
        )
        reading.note(line, where, told)
    reading.notes += chosen
    return pedigree


def _links(pedigree: Pedigree, missing: Iterable[str], typed: Collection[str]) -> bool:
    return all(not pedigree.connected(who).isdisjoint(typed) for who in missing)


def _is_missing(name: str) -> bool:
    return name.casefold().startswith(MISSING)


def _pedigrees(reading: DviReading, section: Section, told: dict[str, Person]) -> list[Built]:
    blocks = section.blocks("pedigree")
    reading.counted(section, "npedigrees", len(blocks))
    reading.unread_entries(section.flat(), _PEDIGREE_KEYS)
    return [_pedigree(reading, block, told) for block in blocks]


def _pedigree(reading: DviReading, block: Section, told: dict[str, Person]) -> Built:
    relations: list[Relation] = []
    parent = None
    for entry in block.flat():
        if entry.key == "parent":
            if parent is not None:
                raise refused(reading.file, sentence("this parent has no child"), parent.line)
            parent = entry
        elif entry.key == "child":
            if parent is None:
                raise refused(reading.file, sentence("this child has no parent"), entry.line)
            for each in (parent, entry):
                if not each.value:
                    raise refused(
                        reading.file, sentence("no name stands here"), each.line, each.written
                    )
            relations.append(Relation(parent.value, entry.value, parent.line))
            parent = None
    if parent is not None:
        raise refused(reading.file, sentence("this parent has no child"), parent.line)
    for part in (block, *block.children):
        reading.counted(part, "nrelations", len(relations))
    persons = dict(told)
    for relation in relations:
        for who in (relation.parent, relation.child):
            persons.setdefault(who, Person(who, _sex_in_name(who)))
    return pedigree_of(block.name, tuple(persons.values()), relations, reading.file)


def _sex_in_name(name: str) -> Sex:
    """That of “Missing male 2” or “Extra female 1”, who stand in relations alone."""
    found = _SEX_IN_NAME.search(name)
    return Sex.UNKNOWN if found is None else Sex(found[1].lower())
