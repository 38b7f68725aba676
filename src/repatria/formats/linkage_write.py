"""Writes pedigrees as `.ped` and `.map`, for the programs of genetic linkage and for PLINK."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from repatria.base.errors import ValueProblem
from repatria.formats.familias_kin import free_name
from repatria.formats.linkage_map import MapMarker, markers_of
from repatria.formats.linkage_ped import NOBODY, LinkagePedigree
from repatria.kinship.alleles import ladder_order
from repatria.kinship.pedigree import Sex
from repatria.kinship.profile import Observation, Reading

_SEX_CODES = {Sex.MALE: "1", Sex.FEMALE: "2", Sex.UNKNOWN: "0"}
_BLANKS = re.compile(r"\s+")

Codes = Mapping[str, Mapping[str, int]]
"""By marker and allele, the whole number that stands for it."""


@dataclass(frozen=True, slots=True)
class LinkageFiles:
    """The two files, and all that is told otherwise in them than it was."""

    ped: str = field(repr=False)
    map: str = field(repr=False)
    codes: Codes
    """Empty where the alleles stand as they are."""
    names: Mapping[tuple[str, str], tuple[str, str]]
    """Family and person, for those who could not be written under their own names."""
    notes: tuple[str, ...] = ()


def write_ped(
    pedigrees: Iterable[LinkagePedigree],
    markers: Iterable[str | MapMarker],
    *,
    recode: bool = False,
) -> LinkageFiles:
    """Write pedigrees with these markers, in this order.

    Alleles stand as repeats (`9.3`), which programs that want whole numbers refuse; with `recode`
    each marker's alleles are counted from 1 in ladder order. A man's X-linked allele is written
    twice; of a single allele the second is 0. Blanks in names become `_`. Raises `ValueProblem` for
    an allele that cannot be written as it is, and for two families of one name.
    """
    everyone = tuple(pedigrees)
    listed = markers_of(markers)
    codes = _codes(everyone, listed) if recode else {}
    names = _names(everyone)
    notes: list[str] = []
    lines = [
        " ".join(cells) for each in everyone for cells in _rows(each, listed, codes, names, notes)
    ]
    return LinkageFiles(
        ped="".join(f"{line}\n" for line in lines),
        map="".join(f"{_map_line(marker)}\n" for marker in listed),
        codes=MappingProxyType(codes),
        names=MappingProxyType({old: new for old, new in names.items() if old != new}),
        notes=(*notes, *_left_out(everyone, listed)),
    )


def _codes(
    pedigrees: Sequence[LinkagePedigree], markers: Sequence[MapMarker]
) -> dict[str, Mapping[str, int]]:
    found: dict[str, Mapping[str, int]] = {}
    for marker in markers:
        seen = {
            allele
            for each in pedigrees
            for profile in each.profiles.values()
            if marker.name in profile.observations
            for allele in profile.observations[marker.name].alleles
        }
        ordered = sorted(seen, key=ladder_order)
        found[marker.name] = MappingProxyType({each: n for n, each in enumerate(ordered, 1)})
    return found


def _names(pedigrees: Sequence[LinkagePedigree]) -> dict[tuple[str, str], tuple[str, str]]:
    """What stands for each family and person: one word, no two alike."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    families: dict[str, str] = {}
    taken: set[str] = set()
    for each in pedigrees:
        if each.name in families:
            raise ValueProblem(f"two families are called {each.name}")
        families[each.name] = _word(each.name, taken)
        inside: set[str] = set()
        for person in each.pedigree.ids:
            found[each.name, person] = families[each.name], _word(person, inside)
    return found


def _word(name: str, taken: set[str]) -> str:
    """One word for the name, which from now on is taken."""
    word = _BLANKS.sub("_", name.strip())
    if not word or word == NOBODY or word.startswith("#"):
        word = f"_{word}"
    word = free_name(word, taken)
    taken.add(word)
    return word


def _rows(
    family: LinkagePedigree,
    markers: Sequence[MapMarker],
    codes: Codes,
    names: Mapping[tuple[str, str], tuple[str, str]],
    notes: list[str],
) -> Iterable[list[str]]:
    for person in family.pedigree.persons:
        if len(person.parents) == 1:
            notes.append(
                f"family {family.name}: {person.id} has one parent; LINKAGE wants both or none"
            )
        row = [
            *names[family.name, person.id],
            *(
                NOBODY if parent is None else names[family.name, parent][1]
                for parent in (person.father, person.mother)
            ),
            _SEX_CODES[person.sex],
            _BLANKS.sub("_", family.phenotypes.get(person.id) or "0"),
        ]
        profile = family.profiles.get(person.id)
        for marker in markers:
            seen = None if profile is None else profile.observations.get(marker.name)
            row += _pair(seen, marker, person.sex, codes)
            if seen is not None and not seen.usable:
                notes.append(
                    f"family {family.name}, sample {person.id}, marker {marker.name}: {seen} are "
                    "more than two alleles and were not written"
                )
        yield row


def _pair(seen: Observation | None, marker: MapMarker, sex: Sex, codes: Codes) -> tuple[str, str]:
    if seen is None or not seen.usable:
        return NOBODY, NOBODY
    written = [_allele(each, marker.name, codes) for each in seen.alleles]
    one_copy = marker.chromosome == "Y" or (marker.chromosome == "X" and sex is Sex.MALE)
    if len(written) == 1:
        return written[0], written[0] if seen.reading is Reading.GENOTYPE or one_copy else NOBODY
    return written[0], written[1]


def _allele(allele: str, marker: str, codes: Codes) -> str:
    if marker in codes:
        return str(codes[marker][allele])
    if allele == NOBODY or _BLANKS.search(allele):
        raise ValueProblem(
            f"the allele “{allele}” of {marker} cannot stand in such a file; recode the alleles"
        )
    return allele


def _map_line(marker: MapMarker) -> str:
    places = f"{marker.centimorgan:.12g}\t{marker.position}"
    return f"{marker.chromosome or 0}\t{_BLANKS.sub('_', marker.name)}\t{places}"


def _left_out(pedigrees: Sequence[LinkagePedigree], markers: Sequence[MapMarker]) -> Iterable[str]:
    """Markers that were read and are not in the list."""
    listed = {marker.name for marker in markers}
    read = {
        name
        for each in pedigrees
        for profile in each.profiles.values()
        for name in profile.observations
    }
    for name in sorted(read - listed):
        yield f"the marker {name} is not in the list and was not written"
