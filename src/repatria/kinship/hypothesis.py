"""A hypothesis: pedigrees that hold together. Persons of different pedigrees are unrelated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from repatria.kinship.family import Family
from repatria.kinship.gene_flow import Shape, shape_of
from repatria.kinship.pedigree import Pedigree, PedigreeProblem, Person, Sex


@dataclass(frozen=True)
class Hypothesis:
    """What is claimed of the persons, in words and as pedigrees.

    A profile belongs to the person of the same name, unless `samples` names another person for it:
    so two samples can be of one person (a toothbrush, a fragment, an identical twin). Raises
    `PedigreeProblem` where a person stands in two of its pedigrees, and where a sample is given to
    somebody who is not there.
    """

    name: str
    pedigrees: tuple[Pedigree, ...]
    samples: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shape_of(self.pedigrees)
        for sample, person in self.samples.items():
            if person not in self.ids:
                raise PedigreeProblem(f"{person}, whose sample {sample} is, is not there", person)

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

    @cached_property
    def parts(self) -> tuple[Hypothesis, ...]:
        """A hypothesis for each of the pedigrees: they have nobody in common."""
        if len(self.pedigrees) == 1:
            return (self,)
        return tuple(
            Hypothesis(
                self.name,
                (pedigree,),
                {sample: one for sample, one in self.samples.items() if one in pedigree.by_id},
            )
            for pedigree in self.pedigrees
        )

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The place of each person in the shape."""
        return {person: place for place, person in enumerate(self.ids)}

    def person_of(self, sample: str) -> str:
        """Whose sample it is."""
        return self.samples.get(sample, sample)

    def __str__(self) -> str:
        return f"{self.name} ({'; '.join(str(each) for each in self.pedigrees)})"


@dataclass(frozen=True)
class Pair:
    """Two hypotheses about the same samples."""

    first: Hypothesis
    second: Hypothesis

    def check(self, samples: Iterable[str]) -> None:
        """Raise `PedigreeProblem` for a sample of somebody whom one of the hypotheses lacks."""
        for sample in sorted(samples):
            for hypothesis in (self.first, self.second):
                if hypothesis.person_of(sample) not in hypothesis.ids:
                    raise PedigreeProblem(
                        f"{sample} has a profile and is not in the hypothesis “{hypothesis.name}”",
                        sample,
                    )


REMAINS = "remains"


def missing_is_remains(
    family: Family,
    missing: str,
    remains: str = REMAINS,
    sex: Sex | None = None,
    direct: Iterable[str] = (),
) -> Pair:
    """The remains are those of the family's missing person, against someone unrelated.

    Under the second hypothesis the missing person stays in the pedigree, untyped. `remains` is the
    id under which the profile of the remains stands in both; `sex` is that read from the remains
    (the missing person's where it is not given); `direct` are samples of the missing person
    themselves (a toothbrush, an identical twin). Raises `PedigreeProblem` where that name is taken,
    where the missing person is not in the family, or where the two sexes differ.
    """
    if missing not in family.missing:
        raise PedigreeProblem(f"{missing} is not missing in family {family.name}", missing)
    if remains in family.pedigree.by_id:
        raise PedigreeProblem(f"{remains} is already the name of a relative", remains)
    person = family.pedigree.by_id[missing]
    if sex not in (None, Sex.UNKNOWN, person.sex) and person.sex is not Sex.UNKNOWN:
        raise PedigreeProblem(f"{missing} is {person.sex.value}, and the remains are not", missing)
    read = person.sex if sex is None or sex is Sex.UNKNOWN else sex
    stranger = Pedigree.of(Person(remains, read))
    sexed = tuple(
        replace(each, sex=read) if each.id == missing else each for each in family.pedigree.persons
    )
    own_pedigree = Pedigree(sexed, family.pedigree.name)
    own = tuple(direct)
    return Pair(
        Hypothesis(
            f"the remains are {missing} of family {family.name}",
            (own_pedigree.renamed({missing: remains}),),
            dict.fromkeys(own, remains),
        ),
        Hypothesis(
            f"the remains are of someone unrelated to family {family.name}",
            (family.pedigree, stranger),
            dict.fromkeys(own, missing),
        ),
    )
