"""Reads LINKAGE pedigrees (`.ped`) and the `.fam` files of PLINK, which are their first columns.

A line is a person: family, person, father, mother, sex (1 male, 2 female, 0 not known), phenotype,
then two alleles for each marker of a list that stands elsewhere. 0 is *nobody* for a parent and
*not read* for an allele. (Terwilliger & Ott 1994, Handbook of Human Genetic Linkage.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from repatria.base.errors import Problem, ValueProblem
from repatria.base.messages import message, sentence
from repatria.formats.familias import looks_like_familias
from repatria.formats.guards import Limits, refused
from repatria.formats.linkage_map import MapMarker, markers_of
from repatria.formats.pedigree_genotypes import as_carried
from repatria.formats.pedigree_text import Text, open_text
from repatria.formats.problems import Problems, shown
from repatria.formats.reading import Read, place
from repatria.kinship.alleles import canonical_allele
from repatria.kinship.family import Family
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex
from repatria.kinship.profile import Observation, Profile, Reading, observed

NOBODY = "0"
HEAD = 6
_NO_PHENOTYPE = ("0", "-9")
SEXES: Mapping[str, Sex] = MappingProxyType(
    {"1": Sex.MALE, "2": Sex.FEMALE, "0": Sex.UNKNOWN, "M": Sex.MALE, "F": Sex.FEMALE}
)


@dataclass(frozen=True)
class LinkagePedigree:
    """A pedigree of a file, with the profiles and the phenotypes by person.

    A person of whom nothing was read has no profile. Phenotypes stand as they were written; `0`
    and `-9`, which mean that none is known, are left out.
    """

    name: str
    pedigree: Pedigree
    profiles: Mapping[str, Profile] = field(default_factory=dict, repr=False)
    phenotypes: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, family: Family) -> LinkagePedigree:
        """A family as such files can hold it: who is missing is not in them."""
        return cls(family.name, family.pedigree, family.profiles)

    def family(self, *missing: str) -> Family:
        """The family that looks for these persons. Raises `PedigreeProblem` as `Family` does."""
        return Family(self.name, self.pedigree, missing, self.profiles)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    person: Person
    phenotype: str
    alleles: tuple[str, ...]


def read_ped(
    path: Path,
    markers: Iterable[str | MapMarker],
    *,
    phenotype: bool = True,
    add_parents: bool = False,
    encoding: str | None = None,
    limits: Limits | None = None,
) -> Read[tuple[LinkagePedigree, ...]]:
    """Read a `.ped` file with the markers of its list, in their order (`read_markers`).

    MERLIN's files have no phenotype where there is no trait: `phenotype` says so. A parent who has
    no line of their own is an error that says who; with `add_parents` they are added, with a note.
    A profile with an unreadable genotype is left out whole, with a note; the person stays. Raises
    `InputError`, with the line, for a wrong number of columns and for pedigrees that cannot be, and
    `ValueProblem` for a marker that stands twice in the list.
    """
    allowed = limits or Limits()
    listed = markers_of(markers)
    text = open_text(path, encoding, allowed.bytes)
    if looks_like_familias(text.lines[0]):
        raise refused(text.file, sentence("this is a file of Familias, not of LINKAGE or PLINK"), 1)
    problems = Problems(text.file)
    families = _lines(text, HEAD + phenotype - 1, 2 * len(listed), problems, allowed)
    problems.raise_if_any()
    notes = list(text.notes)
    found = []
    for name, lines in families.items():
        pedigree = _pedigree(name, lines, problems, notes if add_parents else None)
        if pedigree is not None:
            profiles = _profiles(name, lines, listed, text.file, notes)
            told = {each.person.id: each.phenotype for each in lines if each.phenotype}
            found.append(LinkagePedigree(name, pedigree, profiles, MappingProxyType(told)))
    problems.raise_if_any()
    return Read(tuple(found), tuple(notes), text.sha256)


def read_plink_fam(
    path: Path, *, encoding: str | None = None, limits: Limits | None = None
) -> Read[tuple[LinkagePedigree, ...]]:
    """Read a `.fam` file of PLINK: the six columns without a marker. Raises as `read_ped` does."""
    return read_ped(path, (), encoding=encoding, limits=limits)


def _lines(
    text: Text, head: int, alleles: int, problems: Problems, allowed: Limits
) -> dict[str, list[_Line]]:
    """The lines by family; `head` columns come before those of the alleles."""
    found: dict[str, list[_Line]] = {}
    count = 0
    for number, line in enumerate(text.lines, 1):
        cells = line.split()
        if not cells or cells[0].startswith("#"):
            continue
        count += 1
        if count > allowed.rows:
            raise problems.refuse(
                number,
                "",
                sentence("more than {rows:,} persons; split the file", rows=allowed.rows),
            )
        try:
            if len(cells) != head + alleles:
                raise ValueProblem(
                    sentence(
                        "{count} columns; {markers} markers make {wanted}",
                        count=len(cells),
                        markers=alleles // 2,
                        wanted=head + alleles,
                    )
                )
            person = _person(cells)
        except ValueProblem as problem:
            problems.add(number, f"person {'/'.join(cells[:2])}", problem.sentence)
            continue
        phenotype = "".join(cells[5:head])
        told = "" if phenotype in _NO_PHENOTYPE else phenotype
        found.setdefault(cells[0], []).append(_Line(number, person, told, tuple(cells[head:])))
    if not found and not problems:
        problems.add(None, "", sentence("no person stands here"))
    return found


def _person(cells: list[str]) -> Person:
    name, *parents, sex = cells[1:5]
    if name == NOBODY:
        raise ValueProblem(sentence("a person cannot be called 0, which means nobody"))
    if sex.upper() not in SEXES:
        raise ValueProblem(
            sentence("“{sex}” is no sex; 1 is male, 2 female, 0 not known", sex=shown(sex))
        )
    if not all(each.isprintable() for each in cells):
        raise ValueProblem(sentence("a hidden character stands in the line"))
    father, mother = (None if each == NOBODY else each for each in parents)
    return Person(name, SEXES[sex.upper()], father, mother)


def _pedigree(
    name: str, lines: list[_Line], problems: Problems, added: list[Problem] | None
) -> Pedigree | None:
    """The pedigree of a family; `added` takes the notes on parents that are to be added."""
    numbers: dict[str, int] = {}
    for each in lines:
        if each.person.id in numbers:
            told = sentence(
                "the person stands twice, first in line {line}", line=numbers[each.person.id]
            )
            problems.add(each.number, f"person {shown(name)}/{shown(each.person.id)}", told)
            return None
        numbers[each.person.id] = each.number
    persons = [each.person for each in lines]
    lacking: dict[str, Person] = {}
    for each in lines:
        for parent, sex in ((each.person.father, Sex.MALE), (each.person.mother, Sex.FEMALE)):
            if parent is None or parent in numbers or parent in lacking:
                continue
            lacking[parent] = Person(parent, sex)
            numbers[parent] = each.number
            where = f"person {shown(name)}/{shown(each.person.id)}"
            told = sentence(
                message("the father {parent} has no line of their own")
                if sex is Sex.MALE
                else message("the mother {parent} has no line of their own"),
                parent=shown(parent),
            )
            if added is None:
                problems.add(each.number, where, told)
            else:
                added.append(
                    Problem(
                        problems.file,
                        each.number,
                        where,
                        sentence("{told} and was added", told=told),
                    )
                )
    if lacking and added is None:
        return None
    try:
        return Pedigree((*persons, *lacking.values()), name)
    except PedigreeProblem as problem:
        where = f"person {shown(name)}/{shown(problem.person)}"
        problems.add(numbers.get(problem.person), where, problem.sentence)
        return None


def _profiles(
    family: str,
    lines: list[_Line],
    markers: tuple[MapMarker, ...],
    file: str,
    notes: list[Problem],
) -> Mapping[str, Profile]:
    found: dict[str, Profile] = {}
    for line in lines:
        person = line.person
        seen: dict[str, Observation] = {}
        before = len(notes)
        for marker, pair in zip(markers, zip(*[iter(line.alleles)] * 2, strict=True), strict=True):
            try:
                read = _observation(pair, marker, person.sex)
            except ValueProblem as problem:
                where = place(f"{shown(family)}/{shown(person.id)}", marker.name)
                told = sentence("{problem}; the profile was left out", problem=problem.sentence)
                notes.append(Problem(file, line.number, where, told))
                continue
            if read is not None:
                seen[marker.name] = read
        if seen and len(notes) == before:
            found[person.id] = Profile(person.id, MappingProxyType(seen))
    return MappingProxyType(found)


def _observation(pair: tuple[str, ...], marker: MapMarker, sex: Sex) -> Observation | None:
    """None where neither allele was read; of one alone nothing is known of the other."""
    read = [canonical_allele(each) for each in pair if each != NOBODY]
    if not read:
        return None
    seen = observed(read)
    if seen is None:
        raise ValueProblem(sentence("nothing but off-ladder peaks was read"))
    seen = as_carried(seen, marker.chromosome, sex)
    one_copy = marker.chromosome == "Y" or (marker.chromosome == "X" and sex is Sex.MALE)
    if len(read) == 1 and not one_copy:
        return replace(seen, alleles=seen.alleles[:1], reading=Reading.ONE_KNOWN)
    return seen
