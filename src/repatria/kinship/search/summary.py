"""What a search needs of a family before it looks at it closely: enough for tables that are kept,
and for all that is told of the families that are in no candidate."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from repatria.kinship.family import Family
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Observation
from repatria.kinship.search.groups import Wanted

Fact = tuple[str, str | int]
"""A marker with an allele that was read there, or with the number of samples read there."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody missing, in one of the ways to read their family; `digest` is `family_digest`."""

    missing: str
    reading: int
    sex: Sex
    digest: bytes


@dataclass(frozen=True, slots=True)
class Summary:
    """Of a family, which can be read in `several` ways or in one. `facts` are places in the list of
    facts (`Summing.facts`): all alleles of all readings, and for each marker the samples read."""

    several: bool = False
    sought: tuple[Sought, ...] = ()
    facts: frozenset[int] = frozenset()


class Summing:
    """Makes summaries, and remembers the readings: few are met again and again."""

    def __init__(self, facts: Sequence[Fact] = ()) -> None:
        self.facts: dict[Fact, int] = {fact: at for at, fact in enumerate(facts)}
        self._known: dict[str, dict[int, tuple[str, tuple[int, ...], Observation]]] = {}

    def summary(self, families: Sequence[Family]) -> Summary:
        """The summary of a family from the ways to read it."""
        several = len(families) > 1
        sought: list[Sought] = []
        facts: set[int] = set()
        for number, family in enumerate(families, 1):
            text = self.text(family, facts)
            sought += (
                Sought(
                    missing, number * several, family.pedigree.by_id[missing].sex,
                    _digest(missing, text),
                )
                for missing in family.missing
            )  # fmt: skip
        if families:
            read = families[-1].read.values()
            counts = Counter([marker for each in read for marker in each.observations])
            facts.update([self._fact(each) for each in counts.items()])
        return Summary(several, tuple(sought), frozenset(facts))

    def text(self, family: Family, facts: set[int]) -> str:
        """All of a family that a table depends on, besides whom it is of; its alleles are added to
        the facts."""
        parts: list[str] = []
        for each in family.pedigree.persons:
            parts += (each.id, each.sex.value, each.father or "", each.mother or "")
        if family.own:
            parts += ("own", *(part for pair in sorted(family.whose.items()) for part in pair))
        for person, profile in family.read.items():
            parts += ("", person, repr(profile.dropout))
            for marker, seen in profile.observations.items():
                known = self._known.get(marker)
                found = None if known is None else known.get(id(seen))
                if found is None:
                    found = self._met(marker, seen)
                parts.append(found[0])
                facts.update(found[1])
        # Each part with its length before it, so that no two families give the same text.
        return "".join([f"{len(part)}:{part}" for part in parts])

    def _met(self, marker: str, seen: Observation) -> tuple[str, tuple[int, ...], Observation]:
        text = repr((marker, seen.reading.value, seen.alleles))
        codes = tuple(self._fact((marker, allele)) for allele in seen.alleles)
        # The reading is held with it, so that no other one can have its place in memory.
        found = text, codes, seen
        self._known.setdefault(marker, {})[id(seen)] = found
        return found

    def _fact(self, fact: Fact) -> int:
        return self.facts.setdefault(fact, len(self.facts))


def family_digest(wanted: Wanted, summing: Summing) -> bytes:
    """A digest of a family's pedigree, of whom it misses, and of what was read."""
    return wanted.digest or _digest(wanted.missing, summing.text(wanted.family, set()))


def _digest(missing: str, text: str) -> bytes:
    whole = f"{len(missing)}:{missing}{text}"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).digest()


class LaterWanted(Wanted):
    """Somebody missing whose family is made when it is first asked for."""

    def __init__(self, name: str, sought: Sought, made: Callable[[], Sequence[Family]]) -> None:
        self.__dict__.update(
            missing=sought.missing, reading=sought.reading, digest=sought.digest,
            _name=name, _sex=sought.sex, _made=made,
        )  # fmt: skip

    @property
    def family(self) -> Family:
        found: Family = self.__dict__["_made"]()[max(self.reading - 1, 0)]
        return found

    @property
    def person(self) -> tuple[str, str]:
        return self.__dict__["_name"], self.missing

    @property
    def sex(self) -> Sex:
        found: Sex = self.__dict__["_sex"]
        return found

    def __str__(self) -> str:
        return f"{self.missing} of family {self.person[0]}"
