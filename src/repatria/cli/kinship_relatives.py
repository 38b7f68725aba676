"""Which relatives could give a further sample: those asked for, or those the pedigree suggests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from repatria.kinship.family import Family
from repatria.kinship.further_relative import with_relative
from repatria.kinship.pedigree import PedigreeProblem
from repatria.kinship.relation_words import read_label
from repatria.kinship.relations import expand

SUGGESTED = ("F", "M", "G", "C")
"""Parents, a full sibling and a child: who tells most, and is most often to be found."""


def candidates(
    family: Family, missing: str, asked: Sequence[str] | None
) -> Iterator[tuple[str, Family]]:
    """Each person who could be sampled, with the family in which they stand.

    A label that leaves the line open gives one person for each line. Without labels these are the
    untyped persons of the pedigree and those of `SUGGESTED` who are not there yet. Raises
    `ValueProblem` for a label that is not read, `PedigreeProblem` for one who is typed already.
    """
    if asked:
        for label in asked:
            for relation in read_label(label).relations:
                larger, person = with_relative(family, missing, relation)
                yield person, larger
        return
    found: dict[str, Family] = {}
    for path in SUGGESTED:
        try:
            larger, person = with_relative(family, missing, expand(path)[0])
        except PedigreeProblem:
            continue  # typed already, missing too, or a child of one whose sex is not known
        found[person] = larger
    for person in family.pedigree.ids:
        if person not in family.profiles and person not in family.missing:
            found.setdefault(person, family)
    yield from found.items()
