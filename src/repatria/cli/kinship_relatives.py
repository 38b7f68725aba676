"""Which relatives could give a further sample: those asked for, or those the pedigree suggests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import typer

from repatria.base.errors import ValueProblem
from repatria.kinship.family import Family
from repatria.kinship.pedigree import PedigreeProblem
from repatria.kinship.relatives.further_relative import with_relative
from repatria.kinship.relatives.relation_words import read_label
from repatria.kinship.relatives.relations import Relation, expand

SUGGESTED = ("F", "M", "G", "C")
"""Parents, a full sibling and a child: who tells most, and is most often to be found."""


def asked_for(labels: Iterable[str] | None) -> tuple[Relation, ...]:
    """The relations that were named; a label that leaves the line open gives one for each line. A
    label that is not read is told beside the option, with exit code 2."""
    try:
        found = [relation for label in labels or () for relation in read_label(label).relations]
    except ValueProblem as problem:
        raise typer.BadParameter(f"--add: {problem}") from None
    return tuple(dict.fromkeys(found))


def candidates(
    family: Family, missing: str, asked: Sequence[Relation]
) -> Iterator[tuple[str, Family]]:
    """Each person who could be sampled, with the family in which they stand.

    Where nobody is asked for, these are the untyped persons of the pedigree and those of
    `SUGGESTED` who are not there yet. Raises `PedigreeProblem` for one who is typed already.
    """
    if asked:
        for relation in asked:
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
