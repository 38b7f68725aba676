"""Reads the files of Familias 3 (`.fam`): persons, pedigrees, frequencies, and the DVI section.

The layout was taken from descriptions of files, not from the program, whose makers publish none:
docs/formats/familias.md says what is known of it. PLINK has other files of the same ending.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from repatria.base.errors import Problem, ValueProblem
from repatria.base.messages import sentence
from repatria.formats.familias_dvi import FamiliasDvi, read_dvi
from repatria.formats.familias_head import (
    OPENING,
    Head,
    RawGenotype,
    RawPerson,
    RawRelations,
    read_head,
)
from repatria.formats.familias_kin import Relation, extra_persons, pedigree_of
from repatria.formats.familias_loci import Locus, LocusMutation, read_database
from repatria.formats.familias_tokens import Cursor, tokens_of
from repatria.formats.familias_tree import read_sections
from repatria.formats.guards import Limits, refused
from repatria.formats.pedigree_genotypes import as_carried, observed_labels
from repatria.formats.pedigree_text import open_text
from repatria.formats.problems import shown
from repatria.formats.reading import Read, place
from repatria.kinship.alleles import SILENT
from repatria.kinship.pedigree import Pedigree, Person
from repatria.kinship.population import Population
from repatria.kinship.profile import Observation, Profile, Reading

_PLINK = re.compile(r"\S+(?:[ \t]+\S+){3}[ \t]+[012](?:[ \t]+\S+)+")
_PERSONS_TIMES_PEDIGREES = 1_000_000


@dataclass(frozen=True)
class FamiliasFile:
    """What one file holds.

    `persons` are those of the general part, without parents; `known` is the pedigree of the
    relations that hold under every hypothesis, and each of `pedigrees` is one hypothesis with them
    in it. `profiles` are by person, `mutation` by marker. Theta stands in the population. `dvi` is
    `None` where the file has no such section.
    """

    version: str
    persons: tuple[Person, ...]
    profiles: Mapping[str, Profile] = field(repr=False)
    known: Pedigree
    pedigrees: tuple[Pedigree, ...]
    population: Population
    mutation: Mapping[str, LocusMutation] = field(repr=False)
    dvi: FamiliasDvi | None = None


def looks_like_familias(text: str) -> bool:
    """Whether a text begins as the program's files begin."""
    return text.lstrip().lstrip('"').casefold().startswith(OPENING)


def read_familias(
    path: Path, *, encoding: str | None = None, limits: Limits | None = None
) -> Read[FamiliasFile]:
    """Read a `.fam` file of Familias.

    Without `encoding`, UTF-8, UTF-16 and cp1251 are told apart. Notes tell what was left out or
    chosen. Raises `InputError`, with the line, for what is no such file or contradicts itself, and
    `ValueProblem` for an encoding that is not known.
    """
    allowed = limits or Limits()
    # The values are held in memory all at once, as a YAML tree is.
    text = open_text(path, encoding, allowed.yaml_bytes)
    file, lines = text.file, text.lines
    _refuse_others(lines, file)
    at = Cursor(tokens_of(lines, file, allowed.cell), file)
    notes = list(text.notes)
    head = read_head(at)
    database = read_database(at, notes)
    left = at.ahead()
    if left is not None:
        notes.append(
            Problem(file, left.line, "", sentence("what follows the frequencies is not read"))
        )
    population = Population.of(
        database.name, (each.marker for each in database.loci), theta=database.theta, source=file
    )
    persons = tuple(Person(each.id, each.sex) for each in head.persons)
    known, pedigrees = _pedigrees(head, persons, file, notes)
    made = FamiliasFile(
        version=head.version,
        persons=persons,
        profiles=MappingProxyType(
            {each.id: _profile(each, database.loci, file, notes) for each in head.persons}
        ),
        known=known,
        pedigrees=pedigrees,
        population=population,
        mutation=MappingProxyType({each.marker.name: each.mutation for each in database.loci}),
        dvi=_dvi(lines, population, file, allowed.cell, notes),
    )
    return Read(made, tuple(notes), text.sha256)


def _refuse_others(lines: list[str], file: str) -> None:
    number, first = next((n, line) for n, line in enumerate(lines, 1) if line.strip())
    if looks_like_familias(first):
        return
    if _PLINK.fullmatch(first.strip()):
        told = sentence(
            "these are the six columns of a PLINK .fam file; read it as pedigrees of PLINK"
        )
        raise refused(file, told, number)
    told = sentence("this is no Familias file: it does not begin with “Output from Familias”")
    raise refused(file, told, number)


def _pedigrees(
    head: Head, persons: tuple[Person, ...], file: str, notes: list[Problem]
) -> tuple[Pedigree, tuple[Pedigree, ...]]:
    if len(head.pedigrees) * len(persons) > _PERSONS_TIMES_PEDIGREES:
        told = sentence(
            "{pedigrees:,} pedigrees of {persons:,} persons are too many",
            pedigrees=len(head.pedigrees),
            persons=len(persons),
        )
        raise refused(file, told)
    shared, fixed = _resolved(head.known, persons)
    known, _ = pedigree_of("known relations", shared, fixed, file)
    pedigrees: list[Pedigree] = []
    for raw in head.pedigrees:
        if head.known.extras and raw.relations.extras:
            # Whose numbers come first is not known, and the two ways give two pedigrees.
            told = sentence(
                "both the known relations and this pedigree have extra persons, and their "
                "numbers can be read in two ways; the pedigree was left out"
            )
            notes.append(Problem(file, raw.line, f"pedigree {shown(raw.name)}", told))
            continue
        everyone, relations = _resolved(raw.relations, shared)
        pedigrees.append(pedigree_of(raw.name, everyone, (*fixed, *relations), file)[0])
    return known, tuple(pedigrees)


def _resolved(
    raw: RawRelations, persons: tuple[Person, ...]
) -> tuple[tuple[Person, ...], list[Relation]]:
    """The persons with the extra ones of these relations, and the relations by name."""
    taken = [each.id for each in persons]
    everyone = persons + extra_persons(raw.females, raw.males, taken)
    return everyone, [
        Relation(everyone[parent].id, everyone[child].id, line) for parent, child, line in raw.pairs
    ]


def _profile(
    person: RawPerson, loci: tuple[Locus, ...], file: str, notes: list[Problem]
) -> Profile:
    name = shown(person.id)
    notes += (
        Problem(file, person.line, place(name), sentence("not read: {setting}", setting=setting))
        for setting in person.settings
    )
    seen: dict[str, Observation] = {}
    dropouts: dict[str, float] = {}
    for raw in person.genotypes:
        if not 0 <= raw.marker < len(loci):
            told = sentence(
                "there is no marker number {marker}; the file has {count}, from 0",
                marker=raw.marker,
                count=len(loci),
            )
            raise refused(file, told, raw.line, place(name))
        locus = loci[raw.marker]
        where = place(name, shown(locus.marker.name))
        if locus.marker.name in seen:
            raise refused(file, sentence("the marker stands twice"), raw.line, where)
        labels = _labels(raw, locus, file, where)
        try:
            read = observed_labels(labels, locus.labels)
            if read is None:
                raise ValueProblem(sentence("nothing but off-ladder peaks was read"))
            read = as_carried(read, locus.marker.chromosome, person.sex)
        except ValueProblem as problem:
            told = sentence("{problem}; the marker counts as not typed", problem=problem.sentence)
            notes.append(Problem(file, raw.line, where, told))
            continue
        if person.dropouts and len(set(read.alleles)) == 1 and locus.mutation.dropout:
            read = Observation(read.alleles[:1], Reading.SINGLE)
            dropouts[locus.marker.name] = locus.mutation.dropout
        seen[locus.marker.name] = read
    chance = max(dropouts.values(), default=None)
    if chance is not None and len(set(dropouts.values())) > 1:
        told = sentence(
            "the markers have several dropout probabilities; the largest, {chance:g}, was taken",
            chance=chance,
        )
        notes.append(Problem(file, person.line, place(name), told))
    return Profile(person.id, MappingProxyType(seen), dropout=chance)


def _labels(raw: RawGenotype, locus: Locus, file: str, where: str) -> list[str]:
    # The silent allele may stand in the list, or be meant by the number after it.
    labels = (*locus.labels, SILENT) if locus.mutation.silent else locus.labels
    for index in (raw.first, raw.second):
        if not 0 <= index < len(labels):
            told = sentence(
                "there is no allele number {index}; the marker has {count}, from 0",
                index=index,
                count=len(labels),
            )
            raise refused(file, told, raw.line, where)
    return [labels[raw.first], labels[raw.second]]


def _dvi(
    lines: list[str], population: Population, file: str, limit: int, notes: list[Problem]
) -> FamiliasDvi | None:
    start = next((n for n, line in enumerate(lines) if line.lstrip().startswith("[")), None)
    if start is None:
        return None
    found: FamiliasDvi | None = None
    for section in read_sections(lines[start:], start + 1, file, limit).children:
        if section.kind != "dvi":
            told = sentence("the section “{title}” is not read", title=shown(section.title))
            notes.append(Problem(file, section.line, "", told))
        elif found is not None:
            raise refused(file, sentence("a second DVI section begins here"), section.line)
        else:
            found = read_dvi(section, population, file, notes)
    return found
