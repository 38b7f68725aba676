"""Families from the samples of a wide table: family, relationship to the missing person, alleles.

What the relationships may be called is in docs/formats/families.md. The rows come from a reader of
genotypes; this puts them together by family.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.base.messages import Sentence, sentence, verbatim
from repatria.formats.family_rows import SEX, Row, sex_of
from repatria.formats.problems import shown
from repatria.formats.reading import Read, place
from repatria.kinship.pedigree import PedigreeProblem, Sex
from repatria.kinship.relatives.build_family import (
    MISSING_PERSON,
    FamilyReadings,
    Member,
    Partners,
)
from repatria.kinship.relatives.family_members import without_reference
from repatria.kinship.relatives.relation_words import read_label
from repatria.kinship.relatives.repeated_families import RepeatedFamilies


def read_families(
    rows: Iterable[Row],
    file: str,
    *,
    missing_sexes: Mapping[str, Sex] | None = None,
    partners: Partners = Partners.ONE,
) -> Read[tuple[FamilyReadings, ...]]:
    """The families of a table, by name, each with every way to read it.

    The missing person's own row says “missing person” (or nothing, where it has no alleles); a
    family without one is taken as having one missing person, whose sex `missing_sexes` may give by
    family. A family with something wrong in it is left out whole, with a note that names row,
    family and sample; the others go on. Remains may stand among the rows, without a family and a
    relationship: of them the sex is checked.

    Raises `InputError` where no family is left, with the notes as its problems.
    """
    found, notes = families_of(rows, file, missing_sexes or {}, RepeatedFamilies(partners))
    notes.sort(key=order_of)
    if not found:
        raise InputError([*notes, Problem(file, None, "", sentence("no family could be read"))])
    return Read(tuple(found), tuple(notes))


def families_of(
    rows: Iterable[Row], file: str, sexes: Mapping[str, Sex], builder: RepeatedFamilies
) -> tuple[list[FamilyReadings], list[Problem]]:
    """The same for some rows of a table; there may be no family among them."""
    notes: list[Problem] = []
    families: dict[str, list[Row]] = {}
    for row in rows:
        name = " ".join(row.family.split())
        if name:
            families.setdefault(name, []).append(row)
        else:
            notes += _alone(row, file)
    found: list[FamilyReadings] = []
    for name in sorted(families):
        table = _FamilyRows(file, name, families[name])
        try:
            built = table.build(sexes.get(name, Sex.UNKNOWN), builder)
        except PedigreeProblem as problem:
            notes.append(
                table.problem(
                    problem.person,
                    sentence("{problem}; the family is left out", problem=problem.sentence),
                )
            )
            continue
        found.append(built)
        notes += table.told(built)
    return found, notes


def order_of(note: Problem) -> tuple[int, str, str]:
    """What the notes on families are sorted by."""
    return note.row or 0, note.field, note.message


def _alone(row: Row, file: str) -> Iterable[Problem]:
    """What is wrong with a row that belongs to no family."""
    where = place(shown(row.profile.sample))
    if row.relationship.strip():
        told = sentence(
            "the relationship “{relationship}” is of no family; the row is left out",
            relationship=shown(row.relationship),
        )
        yield Problem(file, row.row, where, told)
    try:
        sex_of(row)
    except ValueProblem as problem:
        yield Problem(file, row.row, where, problem.sentence)


class _FamilyRows:
    """The rows of one family, in the order of their samples."""

    def __init__(self, file: str, name: str, rows: Sequence[Row]) -> None:
        self.file, self.name = file, name
        self.rows = sorted(rows, key=lambda row: (row.profile.sample, row.row))
        self.line = {row.profile.sample: row.row for row in self.rows}

    def problem(self, sample: str, message: Sentence) -> Problem:
        row = self.line.get(sample, min(row.row for row in self.rows))
        where = f"family {shown(self.name)}"
        if sample in self.line:
            where += f", {place(shown(sample))}"
        return Problem(self.file, row, where, message)

    def build(self, missing_sex: Sex, builder: RepeatedFamilies) -> FamilyReadings:
        members, missing, sex = [], MISSING_PERSON, missing_sex
        for row in self.rows:
            sample, stated = row.profile.sample, self._sex(row)
            if not self._is_missing(row):
                members.append(self._member(row, stated))
                continue
            if missing != MISSING_PERSON:
                raise PedigreeProblem(
                    sentence(
                        "{missing} and {sample} are both missing, and nothing says how they are "
                        "related; write “missing brother” and the like for one of them",
                        missing=missing,
                        sample=sample,
                    ),
                    sample,
                )
            if Sex.UNKNOWN not in (stated, missing_sex) and stated is not missing_sex:
                raise PedigreeProblem(
                    sentence(
                        "{sample} is {stated}, and the missing person {missing_sex}",
                        sample=sample,
                        stated=SEX[stated],
                        missing_sex=SEX[missing_sex],
                    ),
                    sample,
                )
            missing, sex = sample or missing, stated if sex is Sex.UNKNOWN else sex
            if row.profile.observations:
                raise PedigreeProblem(
                    sentence(
                        "{sample} is missing and has alleles; call a reference of the missing "
                        "person's own “direct reference”",
                        sample=sample,
                    ),
                    sample,
                )
        return builder.build(self.name, sex, members, missing=missing)

    def told(self, built: FamilyReadings) -> Iterable[Problem]:
        """What the family assumes, leaves out and asks, as notes."""
        for sample, why in built.left_out:
            yield self.problem(sample, sentence("{why}; left out of the pedigree", why=why))
        for asked in built.open:
            yield self.problem(asked.sample, sentence("left open: {asked}", asked=str(asked)))
        for note in built.notes:
            yield self.problem("", verbatim(note))
        for row in self.rows:
            if not row.profile.observations and not self._looked_for(row):
                yield self.problem(
                    row.profile.sample, sentence("no alleles were read of this sample")
                )

    def _looked_for(self, row: Row) -> bool:
        """Whether a row without alleles is of somebody missing, a second one of the family too."""
        others = [MISSING_PERSON, *(sample for sample in self.line if sample != row.profile.sample)]
        try:
            label, _ = without_reference(row.relationship, others)
            return not label.strip() or read_label(label).missing
        except ValueProblem:
            return False

    def _is_missing(self, row: Row) -> bool:
        if not row.relationship.strip():
            return not row.profile.observations
        try:
            read = read_label(row.relationship)
        except ValueProblem:
            return False
        return read.missing and not read.relations

    def _member(self, row: Row, sex: Sex) -> Member:
        sample = row.profile.sample
        if not row.relationship.strip():
            raise PedigreeProblem(
                sentence("sample {sample} has alleles and no relationship", sample=sample), sample
            )
        profile = row.profile if row.profile.observations else None
        if profile is not None and profile.remains:
            raise PedigreeProblem(
                sentence("sample {sample} is of remains and has a relationship", sample=sample),
                sample,
            )
        return Member(sample, row.relationship, sex, profile=profile)

    def _sex(self, row: Row) -> Sex:
        try:
            return sex_of(row)
        except ValueProblem as problem:
            sample = row.profile.sample
            raise PedigreeProblem(
                sentence("sample {sample}: {problem}", sample=sample, problem=problem.sentence),
                sample,
            ) from None
