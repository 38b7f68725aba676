"""The shapes of families in a campaign: which relatives gave a sample, and the pedigree that their
labels make. The pedigrees are built from the labels as those of real tables are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from repatria.kinship.pedigree import Pedigree, Person, Sex
from repatria.kinship.profile import Profile
from repatria.kinship.relatives.build_family import Member, build
from repatria.kinship.relatives.relation_words import read_label
from repatria.synthetic.campaign.codes import member_code

FIRST, SECOND = "M1", "M2"
"""The roles of the missing persons; relatives are `1`, `2` and so on in the order of the labels."""
SPOUSE = "spouse"
MISSING_LABEL = "missing person"
BROTHER_LABEL = "missing full brother"

_PARENTS = "both parents"
_SIBLINGS = "a parent and a sibling, or siblings"
_OTHERS = "grandparents, uncles and aunts, spouse and children"
THIRDS = (_PARENTS, _SIBLINGS, _OTHERS)


@dataclass(frozen=True, slots=True)
class Kin:
    """The labels of the relatives of one shape, and how often it comes within its third."""

    third: str
    weight: int
    labels: tuple[str, ...]

    @property
    def parental(self) -> bool:
        """Whether the missing person is told as a spouse or parent, which shows their sex."""
        return not {SPOUSE, "son", "daughter"}.isdisjoint(self.labels)


KIN = (
    Kin(_PARENTS, 8, ("mother", "father")),
    Kin(_PARENTS, 1, ("mother", "father", "full sister")),
    Kin(_PARENTS, 1, ("mother", "father", "full brother")),
    Kin(_SIBLINGS, 3, ("mother", "full brother")),
    Kin(_SIBLINGS, 3, ("mother", "full sister")),
    Kin(_SIBLINGS, 1, ("father", "full brother")),
    Kin(_SIBLINGS, 1, ("father", "full sister")),
    Kin(_SIBLINGS, 1, ("mother", "paternal half brother")),
    Kin(_SIBLINGS, 1, ("full brother", "full sister")),
    Kin(_SIBLINGS, 1, ("full sister", "full sister 2")),
    Kin(_SIBLINGS, 1, ("full brother", "full brother 2", "full sister")),
    Kin(_OTHERS, 2, (SPOUSE, "son", "daughter")),
    Kin(_OTHERS, 2, (SPOUSE, "son")),
    Kin(_OTHERS, 2, (SPOUSE, "daughter", "mother")),
    Kin(_OTHERS, 1, ("son", "full sister")),
    Kin(_OTHERS, 1, ("paternal grandfather", "paternal grandmother", "mother")),
    Kin(_OTHERS, 1, ("paternal grandmother", "maternal grandfather", "maternal grandmother")),
    Kin(_OTHERS, 1, ("paternal uncle", "paternal aunt", "mother")),
    Kin(_OTHERS, 1, ("maternal uncle", "maternal aunt", "full sister")),
    Kin(_OTHERS, 1, ("maternal grandmother", "paternal uncle", "full brother")),
    Kin(_OTHERS, 1, ("paternal aunt", "maternal uncle")),
)
VARIANTS = 3
"""Of each kin: a man missing, two brothers missing, a woman missing (as the table tells it)."""
TWO, WOMAN = 1, 2


@dataclass(frozen=True, eq=False)
class Shape:
    """A pedigree with roles for names. `labels` tells, by role, what those who gave a sample are
    called; `missing` has the roles of those who are looked for."""

    third: str
    labels: Mapping[str, str]
    pedigree: Pedigree
    missing: tuple[str, ...]

    @property
    def typed(self) -> tuple[str, ...]:
        return tuple(self.labels)

    def person(self, role: str) -> Person:
        return self.pedigree.by_id[role]

    def named(self, family: int) -> Pedigree:
        """The pedigree of a family of this number, with codes for names."""
        return self.pedigree.renamed(
            {person: name_in(family, person) for person in self.pedigree.ids}
        )


def name_in(family: int, person: str) -> str:
    """A person's name in a family: “father of M1” is the father of the missing person's code."""
    told, gap, role = person.rpartition(" ")
    return f"{told}{gap}{member_code(family, role)}"


@cache
def shape(number: int) -> Shape:
    """The shape of kin `number // VARIANTS` and variant `number % VARIANTS`."""
    kin, variant = KIN[number // VARIANTS], number % VARIANTS
    sex = Sex.FEMALE if variant == WOMAN else Sex.MALE
    spouse = "husband" if variant == WOMAN else "wife"
    labels = {
        str(place): spouse if label == SPOUSE else label
        for place, label in enumerate(kin.labels, start=1)
    }
    members = [
        Member(role, label, read_label(label).relations[0].sex, profile=Profile(role, {}))
        for role, label in labels.items()
    ]
    if variant == TWO:
        members.append(Member(SECOND, BROTHER_LABEL, Sex.MALE))
    family = build(kin.third, sex, members, missing=FIRST).settled
    assert family is not None, "a label of the table leaves the line open"
    return Shape(kin.third, MappingProxyType(labels), family.pedigree, family.missing)
