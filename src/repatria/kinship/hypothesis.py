"""A hypothesis: pedigrees that hold together. Persons of different pedigrees are unrelated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from repatria.kinship.family import Family
from repatria.kinship.gene_flow import Shape, shape_of
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex


@dataclass(frozen=True)
class Hypothesis:
    """What is claimed of the persons, in words and as pedigrees.

    Raises `PedigreeProblem` where a person stands in two of its pedigrees.
    """

    name: str
    pedigrees: tuple[Pedigree, ...]

    def __post_init__(self) -> None:
        shape_of(self.pedigrees)

    @classmethod
    def of(cls, name: str, *pedigrees: Pedigree) -> Hypothesis:
        return cls(name, pedigrees)

    @cached_property
    def _numbered(self) -> tuple[Shape, tuple[str, ...]]:
        return shape_of(self.pedigrees)

    @property
    def shape(self) -> Shape:
        return self._numbered[0]

    @property
    def ids(self) -> tuple[str, ...]:
        """The persons in the order of the shape."""
        return self._numbered[1]

    def __str__(self) -> str:
        return f"{self.name} ({'; '.join(str(each) for each in self.pedigrees)})"


@dataclass(frozen=True)
class Pair:
    """Two hypotheses about the same typed persons. Raises `PedigreeProblem` for a person who is
    in one of them only and in `typed`."""

    first: Hypothesis
    second: Hypothesis

    def check(self, typed: frozenset[str]) -> None:
        for person in sorted(typed):
            for hypothesis in (self.first, self.second):
                if person not in hypothesis.ids:
                    raise PedigreeProblem(
                        f"{person} has a profile and is not in the hypothesis “{hypothesis.name}”",
                        person,
                    )


REMAINS = "remains"


def missing_is_remains(
    family: Family, missing: str, remains: str = REMAINS, sex: Sex | None = None
) -> Pair:
    """The remains are those of the family's missing person, against someone unrelated.

    Under the second hypothesis the missing person stays in the pedigree, untyped. `remains` is the
    id under which the profile of the remains stands in both; `sex` is that read from the remains
    (the missing person's where it is not given). Raises `PedigreeProblem` where that name is taken,
    where the missing person is not in the family, or where the two sexes differ.
    """
    if missing not in family.missing:
        raise PedigreeProblem(f"{missing} is not missing in family {family.name}", missing)
    if remains in family.pedigree.by_id:
        raise PedigreeProblem(f"{remains} is already the name of a relative", remains)
    person = family.pedigree.by_id[missing]
    if sex not in (None, Sex.UNKNOWN, person.sex) and person.sex is not Sex.UNKNOWN:
        raise PedigreeProblem(f"{missing} is {person.sex.value} and the remains are {sex}", missing)
    body = Person(remains, sex or person.sex)
    return Pair(
        Hypothesis.of(
            f"the remains are {missing} of family {family.name}",
            family.pedigree.renamed({missing: remains}),
        ),
        Hypothesis.of(
            f"the remains are of someone unrelated to family {family.name}",
            family.pedigree,
            Pedigree.of(body),
        ),
    )
