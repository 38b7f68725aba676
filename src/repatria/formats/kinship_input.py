"""Families and remains from whatever a laboratory has: one door for every file that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.base.messages import sentence
from repatria.formats.cmf import read_cmf
from repatria.formats.familias import FamiliasFile, read_familias
from repatria.formats.familias_loci import LocusMutation
from repatria.formats.family_rows import SexesDiffer, sex_of
from repatria.formats.family_table import read_families
from repatria.formats.genotype_samples import SampleRow
from repatria.formats.genotypes import read_genotypes
from repatria.formats.guards import refused
from repatria.formats.linkage_map import read_markers
from repatria.formats.linkage_ped import read_ped
from repatria.formats.problems import shown
from repatria.formats.reading import Read, place
from repatria.kinship.family import Family
from repatria.kinship.mutation import MutationModel
from repatria.kinship.mutation_matrices import Kind, Rates
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Sex
from repatria.kinship.population import Population
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.build_family import FamilyReading, FamilyReadings

_KINDS = {
    "equal": Kind.EQUAL,
    "proportional": Kind.PROPORTIONAL,
    "stepwise": Kind.STEPWISE,
    "extended stepwise": Kind.EXTENDED,
}


@dataclass(frozen=True, slots=True)
class Remains:
    """A profile of remains and the sex that was told or read of it; where these differ nothing is
    taken as known, and `doubt` says what differs."""

    profile: Profile
    sex: Sex = Sex.UNKNOWN
    doubt: str = ""


@dataclass(frozen=True)
class KinshipInput:
    """What a file holds. `population` and `mutation` are the file's own, where it has them;
    `pedigrees` are hypotheses about the persons of `profiles`, where it states any."""

    families: tuple[FamilyReadings, ...] = ()
    remains: tuple[Remains, ...] = ()
    population: Population | None = None
    mutation: Mapping[str, MutationModel] = field(default_factory=dict)
    pedigrees: tuple[Pedigree, ...] = ()
    profiles: Mapping[str, Profile] = field(default_factory=dict)


def read_kinship_input(
    path: Path,
    *,
    markers: Path | None = None,
    missing: Iterable[str] = (),
    population: Population | None = None,
) -> Read[KinshipInput]:
    """Families from a table of relationships, a `.fam` file of Familias, or a `.ped` file.

    A `.ped` file needs the list of its `markers` (a .map or .dat file), and who is `missing`, as
    its format has no word for that. `population` is the one in force: its markers are taken
    whatever they are called. Raises `InputError` for what cannot be read.
    """
    suffix = path.suffix.lower()
    if markers is not None and suffix != ".ped":
        raise refused(
            markers.name,
            sentence("a list of markers goes with a .ped file, not with {name}", name=path.name),
        )
    if suffix == ".fam":
        found = read_familias(path)
        made = _of_familias(found.value)
        return Read(made, (*found.notes, *_not_taken(found.value, path.name)), found.sha256)
    if suffix == ".ped":
        return _of_ped(path, markers, frozenset(missing))
    table = read_genotypes(path, remains=False, population=population)
    if not any(row.family.strip() for row in table.value):
        told = sentence(
            "no sample belongs to a family; write one in a column Family, and the relationship in "
            "Relationship"
        )
        raise InputError(
            [
                *table.notes,
                Problem(path.name, None, "", told),
            ]
        )
    families = read_families(table.value, path.name)
    return Read(KinshipInput(families.value), (*table.notes, *families.notes), table.sha256)


def read_remains(
    path: Path, *, dropout: float | None = None, population: Population | None = None
) -> Read[tuple[Remains, ...]]:
    """Remains from a genotype table, a CODIS file, or the DVI section of a `.fam` file.

    Raises `InputError` for what cannot be read and for a file that holds no remains.
    """
    suffix = path.suffix.lower()
    if suffix == ".fam":
        familias = read_familias(path)
        remains = _of_familias(familias.value).remains
        notes, sha256 = list(familias.notes), familias.sha256
    else:
        if suffix == ".xml":
            cmf = read_cmf(path)
            rows = [SampleRow(each.profile, 0) for each in cmf.value.specimens]
            notes, sha256 = list(cmf.notes), cmf.sha256
        else:
            table = read_genotypes(path, remains=True, dropout=dropout, population=population)
            rows, notes, sha256 = list(table.value), list(table.notes), table.sha256
        remains = tuple(_remains(rows, path.name, notes))
    if not remains:
        raise InputError(
            [*notes, Problem(path.name, None, "", sentence("the file holds no remains"))]
        )
    return Read(remains, tuple(notes), sha256)


def sex_read(profile: Profile) -> Sex:
    """The sex that amelogenin tells."""
    return sex_of(SampleRow(profile, 0))


def _remains(rows: Iterable[SampleRow], file: str, notes: list[Problem]) -> Iterator[Remains]:
    """The remains among the samples; the notes get those that are none or cannot be used."""
    references = 0
    for row in rows:
        where = place(shown(row.profile.sample))
        if row.relationship.strip() or not row.profile.remains:
            references += 1
        elif not row.profile.observations:
            notes.append(Problem(file, row.row, where, sentence("no marker was read; left out")))
        else:
            try:
                yield Remains(row.profile, sex_of(row))
            except SexesDiffer as problem:
                notes.append(
                    Problem(
                        file,
                        row.row,
                        where,
                        sentence("{problem}; neither is used", problem=problem.sentence),
                    )
                )
                yield Remains(row.profile, Sex.UNKNOWN, str(problem))
            except ValueProblem as problem:
                notes.append(
                    Problem(
                        file,
                        row.row,
                        where,
                        sentence("{problem}; amelogenin is used", problem=problem.sentence),
                    )
                )
                yield Remains(row.profile, sex_read(row.profile))
    if references:
        told = sentence(
            "references among the samples, which are not remains and not read here: {count:,}",
            count=references,
        )
        notes.append(Problem(file, None, "", told))


def _of_familias(found: FamiliasFile) -> KinshipInput:
    dvi = found.dvi
    families = () if dvi is None else dvi.families
    return KinshipInput(
        tuple(_settled(each) for each in families),
        () if dvi is None else tuple(Remains(one.profile, one.sex) for one in dvi.unidentified),
        found.population,
        {
            name: model
            for name, each in found.mutation.items()
            if (model := _model(each)) is not None
        },
        found.pedigrees,
        {name: each for name, each in found.profiles.items() if each.observations},
    )


def _settled(family: Family) -> FamilyReadings:
    return FamilyReadings(family.name, (FamilyReading(family, {}),))


def _model(told: LocusMutation) -> MutationModel | None:
    """The mutation model of a marker as the file sets it, where this engine has it."""
    if not (told.rate_female or told.rate_male):
        return MutationModel()
    kind = _KINDS.get(told.model_female)
    if kind is None or told.model_female != told.model_male:
        return None
    second = kind is Kind.EXTENDED
    return MutationModel(
        kind,
        Rates(told.rate_female, told.rate2_female if second else 0.0, told.range_female or 0.1),
        Rates(told.rate_male, told.rate2_male if second else 0.0, told.range_male or 0.1),
    )


def _not_taken(found: FamiliasFile, file: str) -> Iterator[Problem]:
    """Markers whose mutation model this engine does not have."""
    for name, told in found.mutation.items():
        if _model(told) is None:
            models = " and ".join(dict.fromkeys((told.model_female, told.model_male)))
            yield Problem(
                file,
                None,
                f"marker {name}",
                sentence("its mutation model ({models}) is not taken over", models=models),
            )


def _of_ped(path: Path, markers: Path | None, missing: frozenset[str]) -> Read[KinshipInput]:
    if markers is None:
        raise refused(
            path.name, sentence("a .ped file needs the list of its markers (a .map or .dat file)")
        )
    found = read_ped(path, read_markers(markers).value)
    families, notes = [], list(found.notes)
    for each in found.value:
        here = tuple(person for person in each.pedigree.ids if person in missing)
        if not here:
            continue
        try:
            families.append(_settled(each.family(*here)))
        except PedigreeProblem as problem:
            notes.append(Problem(path.name, None, f"family {each.name}", problem.sentence))
    if not families:
        if notes[len(found.notes) :]:
            raise refused(path.name, notes[-1].message, field=notes[-1].field)
        raise refused(path.name, sentence("nobody of the file is named as missing (--missing)"))
    return Read(KinshipInput(tuple(families)), tuple(notes), found.sha256)
