"""Tables of families where one that cannot be computed is left out, and the others go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from repatria.base.errors import ValueProblem
from repatria.base.progress import Progress, silent
from repatria.kinship.hypothesis import Hypothesis
from repatria.kinship.likelihood import Computation
from repatria.kinship.search.groups import Wanted
from repatria.kinship.search.store import KeptTables, kept_tables


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A family that is not searched, and why."""

    family: str
    why: str

    def __str__(self) -> str:
        name = f"family {self.family}: "
        return f"{name}{self.why.removeprefix(name)}; the family is left out"


def safe_tables(
    folder: Path, computation: Computation, wanted: Sequence[Wanted], progress: Progress = silent
) -> tuple[KeptTables, tuple[Wanted, ...], tuple[LeftOut, ...]]:
    """The tables of all families that can be computed, as `kept_tables` has them; whom these
    families miss; and the families that are left out, whole, each with its reason: a pedigree that
    is too large for the models, above all.

    Raises `TableStoreError`, and `ValueProblem` where no family is left.
    """
    try:
        return kept_tables(folder, computation, wanted, progress), tuple(wanted), ()
    except ValueProblem:
        # What was computed so far is kept, so that going on costs little.
        found = tuple(_failing(folder, computation, _by_shape(wanted), progress))
    gone = {each.family for each in found}
    kept = tuple(each for each in wanted if each.person[0] not in gone)
    if not kept:
        raise ValueProblem(f"no family is left to search; {found[0]}")
    return kept_tables(folder, computation, kept, progress), kept, found


def _by_shape(wanted: Sequence[Wanted]) -> list[list[Wanted]]:
    """The missing of each family. Families of one shape stand together, as they fail together."""
    families: dict[str, list[Wanted]] = {}
    for each in wanted:
        families.setdefault(each.person[0], []).append(each)
    shapes: dict[object, list[list[Wanted]]] = {}
    for members in families.values():
        family = members[0].family
        shape = Hypothesis.of(family.name, family.pedigree).shape
        shapes.setdefault((shape, len(family.profiles)), []).append(members)
    return [members for group in shapes.values() for members in group]


def _failing(
    folder: Path, computation: Computation, families: Sequence[list[Wanted]], progress: Progress
) -> Iterator[LeftOut]:
    """The families that cannot be computed, by halving."""
    try:
        kept_tables(folder, computation, [each for one in families for each in one], progress)
    except ValueProblem as problem:
        if len(families) == 1:
            yield LeftOut(families[0][0].person[0], str(problem))
            return
        half = len(families) // 2
        yield from _failing(folder, computation, families[:half], progress)
        yield from _failing(folder, computation, families[half:], progress)
