"""Persons of the DVI section of a Familias file: name, sex, and what was read of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType

from repatria.base.errors import Problem, ValueProblem
from repatria.base.messages import Sentence, sentence
from repatria.formats.familias_tree import Entry, Section
from repatria.formats.guards import refused
from repatria.formats.pedigree_genotypes import as_carried, observed_labels
from repatria.formats.problems import shown
from repatria.formats.reading import place
from repatria.kinship.known_markers import chromosome_of, marker_name
from repatria.kinship.pedigree import Person, Sex
from repatria.kinship.population import Population
from repatria.kinship.profile import Observation, Profile

_KEYS = frozenset({"name", "gender", "npersons", "nsystems", "systemname"})
_ALLELE = re.compile(r"allele\d{1,2}")
_SEXES = {"male": Sex.MALE, "female": Sex.FEMALE, "unknown": Sex.UNKNOWN, "": Sex.UNKNOWN}


class DviReading:
    """What the reading of one DVI section needs all along: the table, the file, the notes."""

    def __init__(self, population: Population, file: str, notes: list[Problem]) -> None:
        self.population = population
        self.file = file
        self.notes = notes
        self._unread: set[str] = set()

    def note(self, line: int, field: str, message: Sentence) -> None:
        self.notes.append(Problem(self.file, line, field, message))

    def unread(self, line: int, key: str, message: Sentence) -> None:
        """One note on what is not read, however often it stands there."""
        if key not in self._unread:
            self._unread.add(key)
            self.note(line, "", message)

    def unread_entries(self, entries: Iterable[Entry], known: frozenset[str]) -> None:
        for entry in entries:
            if entry.key not in known and entry.value and not _ALLELE.fullmatch(entry.key):
                self.unread(
                    entry.line,
                    entry.key,
                    sentence("the key “{key}” is not read", key=shown(entry.written)),
                )

    def unread_texts(self, section: Section) -> None:
        """Lines that are no key and value, of a section and of all below it."""
        for line, text in section.texts:
            self.unread(
                line,
                "\n",
                sentence(
                    "“{text}” (and what else is no key with a value) is not read", text=shown(text)
                ),
            )
        for child in section.children:
            self.unread_texts(child)

    def counted(self, section: Section, key: str, found: int) -> None:
        """Refuses a section that holds less or more than it announces."""
        entry = section.value(key)
        if entry is not None and entry.value != str(found):
            told = sentence(
                "“{value}” announced and {found} there: is the file cut off?",
                value=shown(entry.value),
                found=found,
            )
            raise refused(self.file, told, entry.line, entry.written)


def read_persons(
    reading: DviReading, section: Section, *, remains: bool
) -> dict[str, tuple[Person, Profile | None]]:
    """By name, the persons below a section, without parents.

    A profile with an unreadable allele is `None`, with a note. Raises `InputError`.
    """
    blocks = section.blocks("person")
    reading.counted(section, "npersons", len(blocks))
    reading.unread_entries(section.entries, _KEYS)
    found: dict[str, tuple[Person, Profile | None]] = {}
    for block in blocks:
        name = block.name
        if name in found:
            raise refused(
                reading.file,
                sentence("the person {name} stands twice", name=shown(name)),
                block.line,
            )
        person = Person(name, _sex(reading, block.value("gender"), name))
        found[name] = (person, _profile(reading, block, person, remains))
    return found


def _sex(reading: DviReading, entry: Entry | None, name: str) -> Sex:
    if entry is None:
        return Sex.UNKNOWN
    sex = _SEXES.get(entry.value.casefold())
    if sex is None:
        told = sentence(
            "“{value}” is no sex; Male, Female or Unknown can stand here", value=shown(entry.value)
        )
        raise refused(reading.file, told, entry.line, place(shown(name)))
    return sex


def _profile(reading: DviReading, block: Section, person: Person, remains: bool) -> Profile | None:
    name = shown(person.id)
    reading.unread_entries(block.flat(), _KEYS)
    systems: list[tuple[Entry, list[str]]] = []
    for entry in block.flat():
        if entry.key == "systemname":
            systems.append((entry, []))
        elif _ALLELE.fullmatch(entry.key):
            if not systems:
                told = sentence("an allele stands before any SystemName")
                raise refused(reading.file, told, entry.line, place(name))
            systems[-1][1].append(entry.value)
    for part in (block, *block.children):
        reading.counted(part, "nsystems", len(systems))
    seen: dict[str, Observation] = {}
    readable = True
    for entry, alleles in systems:
        marker = marker_name(entry.value)
        where = place(name, shown(marker))
        if marker in seen:
            raise refused(reading.file, sentence("the marker stands twice"), entry.line, where)
        known = reading.population.marker(marker)
        table = known.index if known else {}
        try:
            read = observed_labels(alleles, table, remains=remains)
            if read is None:
                told = sentence("no allele stands here; the marker counts as not typed")
                reading.note(entry.line, where, told)
                continue
            seen[marker] = as_carried(read, chromosome_of(marker), person.sex)
        except ValueProblem as problem:
            reading.note(
                entry.line,
                where,
                sentence("{problem}; the profile was left out", problem=problem.sentence),
            )
            readable = False
            continue
        lacking = [each for each in dict.fromkeys(read.alleles) if each not in table]
        if lacking:
            told = sentence(
                "the file's frequency database does not have {lacking} at this marker",
                lacking=", ".join(lacking),
            )
            reading.note(entry.line, where, told)
    return Profile(person.id, MappingProxyType(seen), remains) if readable else None
